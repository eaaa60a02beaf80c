"""Who reaches which level when, and whether women wait longer."""
