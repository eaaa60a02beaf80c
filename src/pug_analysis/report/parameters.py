"""The parameters of a notebook: declared in one tagged cell, checked before anything runs.

papermill only warns about an unknown name and then runs with the default; a report of the wrong
year would look like a right one. So names and types are compared with the declaration first.
"""

from __future__ import annotations

import ast
import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pug_analysis.errors import ReportError, UsageError

Value = int | float | str | bool

_TYPES: Final = {"int": int, "float": float, "str": str, "bool": bool}
_NAMES: Final = {int: "bilangan bulat", float: "angka", str: "teks", bool: "True atau False"}
_ELSEWHERE: Final = "Setelan lain, misalnya margin, ada di pug.toml."
_FORM: Final = "`nama: tipe = nilai  # keterangan` (tipe: int, float, str, bool)"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared parameter: its name, type, default and the help text of its line."""

    name: str
    type: type
    default: Value
    help: str


def declared_parameters(notebook: Path) -> dict[str, Parameter]:
    """Read the cell tagged ``parameters`` of a notebook.

    Parameters
    ----------
    notebook : path of an ``.ipynb`` file

    Returns
    -------
    Name to :class:`Parameter`, in the order of the cell.

    Raises
    ------
    ReportError
        if the tag is missing or used twice, or a line is not ``name: type = literal``.
    """
    cells = [
        "".join(cell["source"])
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code" and "parameters" in cell.get("metadata", {}).get("tags", ())
    ]
    if len(cells) != 1:
        raise ReportError(
            f"Notebook {notebook.stem}: harus ada tepat satu sel kode bertanda 'parameters', "
            f"ditemukan {len(cells)}."
        )
    try:
        return _parse(cells[0])
    except (SyntaxError, ValueError) as error:
        line = f"baris {error.lineno}" if isinstance(error, SyntaxError) else str(error)
        raise ReportError(
            f"Notebook {notebook.stem}: sel 'parameters' hanya boleh berisi baris {_FORM}; "
            f"periksa {line}."
        ) from None


def parse_parameters(pairs: Iterable[str]) -> dict[str, object]:
    """Read ``NAME=VALUE`` of the command line; what is no literal is a text.

    Raises
    ------
    UsageError
        if there is no name or no ``=``.
    """
    given: dict[str, object] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.isidentifier():
            raise UsageError(f"--parameter harus berbentuk NAMA=NILAI, tetapi tertulis {pair!r}.")
        try:
            given[name] = ast.literal_eval(value)
        except (ValueError, SyntaxError):
            given[name] = value
    return given


def check_parameters(notebook: Path, given: Mapping[str, object]) -> None:
    """Refuse names that the notebook does not declare and values of another type.

    Raises
    ------
    UsageError
        naming notebook, parameter, what is allowed and the nearest name.
    ReportError
        as :func:`declared_parameters`.
    """
    declared = declared_parameters(notebook)
    for name, value in given.items():
        if name not in declared:
            raise UsageError(unknown_parameter(f"Notebook {notebook.stem}", name, declared))
        allowed = declared[name].type
        if not _fits(value, allowed):
            raise UsageError(
                f"Notebook {notebook.stem}: parameter '{name}' harus {_NAMES[allowed]}, "
                f"tetapi yang diberikan {value!r}."
            )


def unknown_parameter(place: str, name: str, declared: Mapping[str, Parameter]) -> str:
    """Say that a name is unknown, what there is, and which name may have been meant."""
    near = difflib.get_close_matches(name, declared, n=1)
    hint = f" Mungkin yang dimaksud '{near[0]}'." if near else ""
    listed = ", ".join(f"{p.name} ({_NAMES[p.type]})" for p in declared.values())
    known = f"Yang ada: {listed}." if listed else "Tidak ada notebook yang punya parameter sendiri."
    return f"{place}: parameter '{name}' tidak dikenal. {known}{hint} {_ELSEWHERE}"


def _fits(value: object, allowed: type) -> bool:
    if allowed is float:
        return type(value) in (int, float)
    return type(value) is allowed


def _parse(source: str) -> dict[str, Parameter]:
    lines = source.splitlines()
    found: dict[str, Parameter] = {}
    for node in ast.parse(source).body:
        place = f"baris {node.lineno}"
        if not (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and isinstance(node.annotation, ast.Name)
            and node.annotation.id in _TYPES
            and node.value is not None
            and node.target.id not in found
        ):
            raise ValueError(place)
        kind = _TYPES[node.annotation.id]
        try:
            default = ast.literal_eval(node.value)
        except (ValueError, TypeError):
            raise ValueError(place) from None
        if not _fits(default, kind):
            raise ValueError(place)
        comment = (
            lines[(node.end_lineno or node.lineno) - 1].encode()[node.end_col_offset :].decode()
        )
        name = node.target.id
        found[name] = Parameter(name, kind, default, comment.strip().lstrip("#").strip())
    return found
