"""Offices: who holds their posts, where women work, who left, awards."""
