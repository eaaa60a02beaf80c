"""Planted defects."""


def soil(files, *, share, year, rng):
    raise NotImplementedError
