"""The raw files of the simulated regency, as its office keeps them."""
