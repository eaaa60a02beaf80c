"""Known layouts: which headers mean which field."""
