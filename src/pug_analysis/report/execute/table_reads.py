"""What a notebook read, told by its kernel, so that it need not run again while that is the same.

The kernel notes after every cell which tables were taken out of a period
(:mod:`pug_analysis.careers.tables`). Of a notebook that could have read anything else than this
package offers, nothing is known.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from pathlib import Path
from typing import Any, Final

_FILE: Final = "dibaca.json"
#: Rooms that read no file but through ``careers.load`` and ``instrumen``.
_ROOMS: Final = frozenset(
    {"analyses", "careers", "instrumen", "pages", "release", "stats", "terms"}
)
#: What could open a file, or import what could.
_DOORS: Final = frozenset(
    {"__import__", "compile", "eval", "exec", "get_ipython", "globals", "import_module", "open",
     "read_bytes", "read_csv", "read_text", "sys", "os", "ingest", "simulate", "report"}
)  # fmt: skip


def load_ipython_extension(shell: Any) -> None:
    """Let a kernel write down after every cell what was read so far, where the worker finds it."""
    shell.events.register("post_run_cell", _write)


def _write(_result: Any) -> None:
    # Where that module was never imported, no table was taken.
    tables = sys.modules.get("pug_analysis.careers.tables")
    read = tables.list_reads() if tables is not None else []
    folder = os.environ.get("IPYTHONDIR")
    if folder:
        (Path(folder) / _FILE).write_text(json.dumps(read), encoding="utf-8")


def find_reads(folder: Path) -> list[str] | None:
    """Return what the kernel wrote down in a worker's private folder; None if it wrote nothing."""
    try:
        return list(json.loads((folder / _FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def reads_tables_only(notebook: Path) -> bool:
    """Whether a notebook can read nothing but what this package hands out.

    It imports only rooms that read through ``careers.load``, and names nothing that opens files.

    Parameters
    ----------
    notebook : path of an ``.ipynb`` file
    """
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    try:
        return all(_is_known(node) for source in sources for node in ast.walk(ast.parse(source)))
    except SyntaxError:  # a command of IPython
        return False


def _is_known(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return all(_is_room(alias.name) for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        inside = [f"{node.module}.{alias.name}" for alias in node.names]
        shut = all(alias.name not in _DOORS for alias in node.names)
        return node.level == 0 and shut and all(map(_is_room, inside))
    name = getattr(node, "id", getattr(node, "attr", None))
    return name not in _DOORS


def _is_room(name: str) -> bool:
    """Whether an imported name is this package, or stands in one of its rooms without own files.

    >>> _is_room("pug_analysis.careers.load"), _is_room("pug_analysis.ingest"), _is_room("pandas")
    (True, False, False)
    """
    package, _, rest = name.partition(".")
    return package == "pug_analysis" and (not rest or rest.partition(".")[0] in _ROOMS)
