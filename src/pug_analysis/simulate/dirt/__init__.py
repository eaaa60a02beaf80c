"""Planted defects, as they are met in real exports."""
