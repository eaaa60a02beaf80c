"""Reports: papermill runs the notebooks, nbconvert makes the pages, one rename publishes them.

Only what ``release`` made reaches a page (:mod:`~pug_analysis.report.gate.outputs`); anything else that
a cell prints or displays is left out and counted in the private log.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

#: Public names by the module that holds them; read on first use: whether a report is still what its
#: input gives is answered without the libraries that make one.
_PUBLIC = {
    "Earlier": "plan.earlier_periods",
    "Parameter": "plan.parameters",
    "RunOptions": "plan.run_options",
    "Timings": "timings",
    "build_earlier": "plan.earlier_periods",
    "check_parameters": "plan.parameters",
    "check_quarantine": "gate.quarantine",
    "check_request": "plan.plan",
    "declared_parameters": "plan.parameters",
    "describe_account": "account",
    "describe_os_error": "publish.os_errors",
    "describe_verdict": "compare.verify",
    "make_printer": "write.browser",
    "parse_parameters": "plan.parameters",
    "run_report": "run",
    "verify_report": "compare.verify",
    "warm_up": "execute.pool",
    "workspace_lock": "publish.folders",
}

__all__ = [
    "Earlier",
    "Parameter",
    "RunOptions",
    "Timings",
    "build_earlier",
    "check_parameters",
    "check_quarantine",
    "check_request",
    "declared_parameters",
    "describe_account",
    "describe_os_error",
    "describe_verdict",
    "make_printer",
    "parse_parameters",
    "run_report",
    "verify_report",
    "warm_up",
    "workspace_lock",
]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'pug_analysis.report' has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PUBLIC[name]}"), name)
