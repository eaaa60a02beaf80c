"""Career equality in the Indonesian civil service."""
