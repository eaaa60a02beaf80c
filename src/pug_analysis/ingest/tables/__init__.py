"""Typed rows as the tables of the schema."""
