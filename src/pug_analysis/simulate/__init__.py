"""A simulated regency with a planted truth, written as raw SIASN files."""

from pug_analysis.simulate.raw import write_raw
from pug_analysis.simulate.regency import Regency, simulate

__all__ = ["Regency", "simulate", "write_raw"]
