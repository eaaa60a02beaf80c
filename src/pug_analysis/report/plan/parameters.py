"""The parameters of a notebook: declared in one tagged cell, checked before anything runs.

papermill only warns about an unknown name and then runs with the default; a report of the wrong
year would look like a right one. So names and types are compared with the declaration first.

A name is given to all notebooks that run and declare it, if they declare it with the same line: then it
means one thing. Else it is given with the name of its notebook before it, ``03_kohort.target``.
"""

from __future__ import annotations

import ast
import difflib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pug_analysis.errors import ReportError, UsageError

Value = int | float | str | bool

_TYPES: Final = {"int": int, "float": float, "str": str, "bool": bool}
_NAMES: Final = {int: "bilangan bulat", float: "angka", str: "teks", bool: "True atau False"}
_ELSEWHERE: Final = "Setelan lain, misalnya margin, ada di pug.toml."
_GIVEN: Final = re.compile(r"(?:\w+\.)?[^\W\d]\w*")
_DECIMAL_COMMA: Final = re.compile(r"[+-]?\d+,\d+")
_FORM: Final = "`nama: tipe = nilai  # keterangan` (tipe: int, float, str, bool)"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared parameter: its name, type, default and the help text of its line."""

    name: str
    type: type
    default: Value
    help: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as it was typed on the command line; what it means depends on the parameter's type."""

    text: str

    def read(self, kind: type) -> object:
        """Return the value, or the text itself where it is none of that type.

        >>> Typed("60, 120").read(str), Typed("0,05").read(float), Typed("'007'").read(str)
        ('60, 120', 0.05, '007')
        """
        text = self.text.strip()
        if kind is float and _DECIMAL_COMMA.fullmatch(text):
            text = text.replace(",", ".")
        try:
            value = ast.literal_eval(text)
        except (ValueError, SyntaxError):
            return self.text
        return value if _fits(value, kind) else self.text


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


def parse_parameters(pairs: Iterable[str]) -> dict[str, Typed]:
    """Read ``NAME=VALUE`` or ``NOTEBOOK.NAME=VALUE`` of the command line.

    Raises
    ------
    UsageError
        if there is no name or no ``=``, or a name stands there twice.
    """
    given: dict[str, Typed] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not _GIVEN.fullmatch(name):
            raise UsageError(
                "--parameter harus berbentuk NAMA=NILAI atau HALAMAN.NAMA=NILAI, "
                f"tetapi tertulis {pair!r}."
            )
        if name in given:
            raise UsageError(f"--parameter {name} diberikan dua kali; berikan satu saja.")
        given[name] = Typed(value)
    return given


def share_out(
    given: Mapping[str, object],
    declared: Mapping[str, Mapping[str, Parameter]],
    *,
    running: Collection[str],
) -> dict[str, dict[str, object]]:
    """Give each notebook that runs the values that are meant for it.

    Parameters
    ----------
    given : values by name, or by ``notebook.name``, which goes before a name alone; the notebook with
        or without its number
    declared : own parameters by notebook, without those that the command sets
    running : notebooks that were asked for

    Returns
    -------
    {notebook: {name: value}} of all notebooks; the types are not checked.

    Raises
    ------
    UsageError
        if no notebook that runs declares a name, if those that do declare it in different ways, or if
        one is given twice.
    """
    values: dict[str, dict[str, object]] = {notebook: {} for notebook in declared}
    placed: set[tuple[str, str]] = set()
    for key, value in sorted(given.items(), key=lambda pair: "." in pair[0]):
        place, _, name = key.rpartition(".")
        owners = _named(place, declared) if place else list(declared)
        mine = [one for one in owners if name in declared[one]]
        if not mine:
            known = {k: p for one in owners for k, p in declared[one].items()}
            said = f"Notebook {owners[0]}" if place else "Laporan"
            raise UsageError(unknown_parameter(said, name, known))
        asked = [one for one in mine if one in running]
        if not asked:
            raise UsageError(
                f"Parameter '{name}' milik {_list(mine)}, yang tidak dijalankan kali ini. "
                "Tambahkan halaman itu dengan --only, atau hapus parameternya."
            )
        _check_one_meaning(name, {one: declared[one][name] for one in asked})
        for one in asked:
            if place and (one, name) in placed:
                raise UsageError(f"--parameter {key} diberikan dua kali; berikan satu saja.")
            placed |= {(one, name)} if place else set()
            parameter = declared[one][name]
            values[one][name] = value.read(parameter.type) if isinstance(value, Typed) else value
    return values


def _named(place: str, declared: Mapping[str, Mapping[str, Parameter]]) -> list[str]:
    """The notebook of that name, with or without its number."""
    found = [one for one in declared if place in (one, one[3:])]
    if not found:
        near = difflib.get_close_matches(place, declared, n=1)
        hint = f" Mungkin yang dimaksud '{near[0]}'." if near else ""
        raise UsageError(f"Notebook '{place}' tidak ada. Yang ada: {_list(declared)}.{hint}")
    return found


def _check_one_meaning(name: str, owners: Mapping[str, Parameter]) -> None:
    if len(set(owners.values())) < 2:
        return
    meanings = "; ".join(
        f"{one}.{name}: {p.help or _NAMES[p.type]} (bawaan {p.default!r})"
        for one, p in owners.items()
    )
    raise UsageError(
        f"Parameter '{name}' tidak berarti sama di semua halaman yang dijalankan. Tulis halamannya, "
        f"misalnya -p {next(iter(owners))}.{name}=NILAI. Yang ada: {meanings}."
    )


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


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
