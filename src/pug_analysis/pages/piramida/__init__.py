"""Women at each level of the ladder."""
