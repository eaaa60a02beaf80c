"""Where women's careers in Indonesia's civil service stall, from SIASN/SIMPEG exports.

>>> import pug_analysis as pug
>>> callable(pug.load)
True
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import Any

__version__ = version("pug-analysis")

#: Public names by the room that holds them; read on first use, so that `import` stays fast.
_PUBLIC = {
    "load": "pug_analysis.careers.load",
    "load_pieces": "pug_analysis.careers.pieces",
    "load_series": "pug_analysis.careers.load",
    "Data": "pug_analysis.careers.load",
    "build_snapshot": "pug_analysis.careers.snapshot",
}

__all__ = ["Data", "__version__", "build_snapshot", "load", "load_pieces", "load_series"]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'pug_analysis' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)
