"""Validated tables to analysis tables: who was where on a day, and (later) what happened when."""

from pug_analysis.careers.cohort import Cohort, build_cohort, cohort_of
from pug_analysis.careers.load import Data, load, load_series
from pug_analysis.careers.pieces import load_pieces
from pug_analysis.careers.snapshot import build_snapshot

__all__ = [
    "Cohort", "Data", "build_cohort", "build_snapshot", "cohort_of", "load", "load_pieces", "load_series",
]  # fmt: skip
