"""A simulated regency with a planted truth, written as raw SIASN files."""

from pug_analysis.simulate.people.regency import Regency, simulate
from pug_analysis.simulate.raw import snapshot_periods, write_raw
from pug_analysis.simulate.truth import PlantedTruth, planted_truth, write_truth

__all__ = [
    "PlantedTruth",
    "Regency",
    "planted_truth",
    "simulate",
    "snapshot_periods",
    "write_raw",
    "write_truth",
]
