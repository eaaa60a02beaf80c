"""Sheets of raw cells as typed rows, with a record of every sheet."""
