"""The office's own registers: one module each, found by being here.

A module declares ``REGISTER``, named like the module. Everything else is derived: the layout that
reads it, the table, the template, the data dictionary, what is hidden, and sample rows.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from pug_analysis.ingest.declare.register import Register

__all__ = ["REGISTERS"]


def _find() -> dict[str, Register]:
    found: list[Register] = []
    for module in iter_modules(__path__):
        register = import_module(f"{__name__}.{module.name}").REGISTER
        if register.name != module.name:
            raise ValueError(f"{module.name}: declares the register {register.name}")
        found.append(register)
    return {r.name: r for r in sorted(found, key=lambda r: (r.place, r.name))}


#: All registers by name, in the order of templates and dictionary.
REGISTERS: Final = _find()
