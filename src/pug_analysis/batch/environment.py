"""What must be the same on a worker as here, so that it does not matter which worker did the work."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping


def describe_environment() -> dict[str, str]:
    """Return what can change a byte of a report and is no input: code, packages, Python, system."""
    from pug_analysis.report.write import provenance

    packages = json.dumps(provenance.installed_packages(), sort_keys=True)
    return {
        "kode pug-analysis": provenance.code_version(),
        "paket Python": provenance.shorten(hashlib.sha256(packages.encode()).hexdigest()),
        "versi Python": platform.python_version(),
        "sistem operasi": platform.system(),
    }


def describe_mismatch(here: Mapping[str, str], there: Mapping[str, str] | BaseException) -> str:
    """Say in Indonesian why a worker cannot be used; "" if it can.

    Parameters
    ----------
    here : of :func:`describe_environment` in this process
    there : the same of the worker, or what came instead

    Examples
    --------
    >>> describe_mismatch({"versi Python": "3.13.1"}, {"versi Python": "3.11.7"})
    'versi Python berbeda: di sana 3.11.7, di sini 3.13.1'
    """
    if isinstance(there, BaseException):
        kind = type(there).__name__
        return f"pug-analysis tidak terpasang di sana, atau tidak dapat diperiksa ({kind})"
    different = [
        f"{name} berbeda: di sana {there.get(name, 'tidak ada')}, di sini {ours}"
        for name, ours in here.items()
        if there.get(name) != ours
    ]
    return "; ".join(different)
