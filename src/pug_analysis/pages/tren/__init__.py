"""All periods beside each other: real change, corrections, chance."""
