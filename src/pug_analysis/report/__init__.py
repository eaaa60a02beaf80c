"""Reports: papermill runs the notebooks, nbconvert makes the pages, one rename publishes them.

Only what ``release`` made reaches a page (:mod:`~pug_analysis.report.outputs`); anything else that
a cell prints or displays is left out and counted in the private log.
"""

from pug_analysis.report.browser import make_printer
from pug_analysis.report.gate import check_quarantine
from pug_analysis.report.parameters import (
    Parameter,
    check_parameters,
    declared_parameters,
    parse_parameters,
)
from pug_analysis.report.plan import check_request
from pug_analysis.report.pool import warm_up
from pug_analysis.report.publish import workspace_lock
from pug_analysis.report.reasons import describe_os_error
from pug_analysis.report.run import run_report
from pug_analysis.report.series import Earlier, build_earlier
from pug_analysis.report.verify import describe_verdict, verify_report

__all__ = [
    "Earlier",
    "Parameter",
    "build_earlier",
    "check_parameters",
    "check_quarantine",
    "check_request",
    "declared_parameters",
    "describe_os_error",
    "describe_verdict",
    "make_printer",
    "parse_parameters",
    "run_report",
    "verify_report",
    "warm_up",
    "workspace_lock",
]
