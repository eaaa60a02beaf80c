"""What may be told of a cell that failed: never a value of the data.

The class of an exception is known by name only once it has left the kernel, and any cell can name
a class as it likes. So the kernel itself marks the exceptions that really are of
:mod:`pug_analysis.errors`; only their messages are shown, without numbers of nine digits or more.
"""

from __future__ import annotations

import builtins
import re
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from pug_analysis import errors
from pug_analysis.report.execute.endings import Failed
from pug_analysis.report.gate.identifiers import hide_long_numbers

_MARK: Final = "pug_analysis.errors"
_OTHER: Final = "kesalahan lain"
_OWN: Final = frozenset(
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, errors.PugError)
)
_PACKAGE: Final = Path(errors.__file__).parent
_PLACE: Final = re.compile(r"[a-z_]+(?:/[a-z_]+)*\.py:[0-9]{1,4}")
_OWN_NAMES: Final = frozenset(kind.__name__ for kind in _OWN)


def load_ipython_extension(shell: Any) -> None:
    """Let a kernel end every traceback with where in this package it came from, and a mark.

    The mark is set for exceptions that really are of this package.
    """
    shell.set_custom_exc((Exception,), _show)


def _show(
    shell: Any,
    kind: type[BaseException],
    value: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> list[str]:
    lines = shell.InteractiveTB.structured_traceback(kind, value, trace, tb_offset=tb_offset)
    lines = [*lines, _find_place(trace), _MARK if kind in _OWN else _OTHER]
    shell._showtraceback(kind, value, lines)
    return lines


def _find_place(trace: TracebackType | None) -> str:
    """Return file and line of the last frame within this package."""
    frames = [Path(f.filename) for f in traceback.extract_tb(trace)]
    lines = [f.lineno for f in traceback.extract_tb(trace)]
    own = [
        f"{path.relative_to(_PACKAGE).as_posix()}:{line}"
        for path, line in zip(frames, lines, strict=True)
        if path.is_relative_to(_PACKAGE)
    ]
    return own[-1] if own else ""


def _read_place(text: str) -> str:
    """Return a place only if it is one: the kernel's words are not trusted."""
    name, _, line = text.partition(":")
    known = _PLACE.fullmatch(text) is not None and (_PACKAGE / name).is_file()
    return f"{name}:{int(line)}" if known else ""


def find_failure(executed: Any) -> Failed | None:
    """Name the first code cell that raised or did not run, or return None.

    Parameters
    ----------
    executed : executed notebook (nbformat 4)

    Returns
    -------
    With the message only if it is one of ours, and the place only if it is in this package.
    """
    number = 0
    for cell in executed.cells:
        tags = cell.metadata.get("tags", ())
        if cell.cell_type != "code" or any(tag.startswith("papermill-error") for tag in tags):
            continue
        number += "injected-parameters" not in tags
        for output in cell.outputs:
            if output.output_type == "error":
                return _describe(number, output)
        if cell.source.strip() and cell.execution_count is None:
            return Failed("gagal", number, "TidakDijalankan")
    return None


def describe_trace(error: BaseException) -> str:
    """Tell where an error of ours came from: class, and file and line of each frame; no values.

    Examples
    --------
    >>> describe_trace(KeyError("198503152010012003"))
    'KeyError'
    """
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return "\n".join([_known_name(type(error).__name__), *lines])


def _known_name(name: str) -> str:
    """Return the name of a class of Python or ours; any other could be a text of the data."""
    built_in = getattr(builtins, name, None)
    known = isinstance(built_in, type) and issubclass(built_in, BaseException)
    return name if known or name in _OWN_NAMES else _OTHER


def _describe(number: int, output: Mapping[str, Any]) -> Failed:
    name = output["ename"]
    place, mark = ["", "", *output["traceback"]][-2:]
    where = _read_place(place)
    if mark == _MARK:
        return Failed("gagal", number, name, hide_long_numbers(output["evalue"]), where)
    known = _known_name(name)
    return Failed("gagal", number, _OTHER if known in _OWN_NAMES else known, None, where)
