"""Time until something happens: spells, risk tables, their curves, tests and models."""
