"""Run the pages of a report in this process and keep what they release.

Left out is what states nothing and takes most of the time: kernels, figures, files of risk tables,
the check of curves by a second library, and the rows of Cox's model beside the models that the pages'
words rest on.
"""

from __future__ import annotations

import ast
import html
import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from unittest.mock import patch

import pandas as pd

from pug_analysis.analyses import hazards
from pug_analysis.pages.pelatihan import asosiasi
from pug_analysis.release.display import MIME, Released, Several
from pug_analysis.release.terbitan import read_released, write_released

_SILENT = ("gambar", "tabel_risiko", "check_second_engine", "check_curves")
NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


@dataclass(frozen=True, slots=True)
class Pages:
    """What some pages released: ``text`` of each, their key figures, and all tables by name."""

    text: dict[str, str]
    cards: pd.DataFrame
    tables: dict[str, pd.DataFrame]


def run_pages(names: list[str], **parameters: object) -> Pages:
    """Run notebooks by name (``03_kohort``) with parameters, one after the other."""
    with (
        patch.object(asosiasi, "cox_ratio", lambda *_, **__: asosiasi.FEW_PROMOTIONS),
        patch.object(hazards, "_cox", lambda *_, **__: []),
    ):
        shown = {name: run_page(name, parameters) for name in names}
    payloads = [part.payload for parts in shown.values() for part in parts]
    tables = [p for p in payloads if p["kind"] == "table"]
    with tempfile.TemporaryDirectory() as folder:
        write_released(Path(folder), tables, [])
        found = dict(read_released(folder))
    cards = [
        {"halaman": name, **part.payload}
        for name, parts in shown.items()
        for part in parts
        if part.payload["kind"] == "headline"
    ]
    return Pages(
        text={name: "\n".join(_words(part) for part in parts) for name, parts in shown.items()},
        cards=pd.DataFrame(cards, columns=["halaman", "label", "value", "note"]),
        tables=found,
    )


def run_page(name: str, parameters: dict[str, object]) -> list[Released]:
    """Run one notebook's own cells; parameters that it does not have are left out."""
    shown: list[Released] = []

    def display(*objects: object) -> None:
        for one in objects:
            if isinstance(one, Several):
                shown.extend(one.parts)
            elif isinstance(one, Released):
                shown.append(one)

    scope: dict[str, object] = {"display": display}
    for source, tags in _cells(NOTEBOOKS / f"{name}.ipynb"):
        body, last = _compile(source, name)
        exec(body, scope)
        if last is not None:
            display(eval(last, scope))
        if "parameters" in tags:
            scope |= {key: value for key, value in parameters.items() if key in scope}
    return shown


def _cells(path: Path) -> list[tuple[str, list[str]]]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        ("".join(c["source"]), c["metadata"].get("tags", []))
        for c in cells
        if c["cell_type"] == "code"
    ]


class _WithoutFigures(ast.NodeTransformer):
    """Calls of ``x.gambar...()`` and the others of ``_SILENT`` give None."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Attribute) and node.func.attr.startswith(_SILENT):
            return ast.copy_location(ast.Constant(None), node)
        return self.generic_visit(node)


def _compile(source: str, name: str) -> tuple[CodeType, CodeType | None]:
    """The statements of a cell, and its last expression, which a notebook shows."""
    tree = ast.fix_missing_locations(_WithoutFigures().visit(ast.parse(source)))
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = compile(ast.Expression(tree.body.pop().value), name, "eval")
    return compile(tree, name, "exec"), last


def _words(part: Released) -> str:
    shown = part._repr_mimebundle_()
    text = html.unescape(re.sub(r"<[^>]+>", " ", str(shown["text/html"])))
    return re.sub(r"\s+", " ", text) if shown[MIME]["kind"] != "table" else ""
