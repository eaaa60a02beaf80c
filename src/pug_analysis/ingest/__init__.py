"""Raw SIASN and SIMPEG files -> validated, pseudonymous tables; every row is accounted for."""

from pug_analysis.ingest.build import Build, Check, build_periode, check_paths, raw_periods
from pug_analysis.ingest.kept.processed_folder import is_current
from pug_analysis.ingest.kept.processed_tables import load_processed

__all__ = [
    "Build",
    "Check",
    "build_periode",
    "check_paths",
    "is_current",
    "load_processed",
    "raw_periods",
]
