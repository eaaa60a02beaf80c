"""Who works here: Tabel 4.1 and its like."""
