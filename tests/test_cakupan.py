"""The feature table names every row of the checklist, and nothing that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "cakupan.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| [AB]\d\d ", line)
]
ROWS = {row[0]: row[1:] for row in LINES}
#: Everything that pages and their kit can name, with those built from a part.
RELEASED = "\n".join(
    path.read_text(encoding="utf-8")
    for room in ("release", "pages")
    for path in (ROOT / "src/pug_analysis" / room).rglob("*.py")
)
NEEDS_DATA = "butuh data dari BKDPSDM"


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_row_of_the_checklist_is_there_once():
    wanted = [f"A{i:02d}" for i in range(1, 61)] + [f"B{i:02d}" for i in range(1, 29)]
    assert [row[0] for row in LINES] == wanted


@pytest.mark.parametrize("row", ROWS)
def test_the_row_is_shown_and_tested_or_says_what_it_needs(row):
    _, notebooks, tables, tests = ROWS[row]
    if notebooks == "–":
        assert tables.startswith(f"{NEEDS_DATA}: ")
        assert tests == "–"
        return
    for name in quoted(notebooks):
        assert (ROOT / "notebooks" / f"{name}.ipynb").exists(), name
    assert quoted(tables)
    for name in quoted(tables):
        known = f'"{name}"' in RELEASED or (ROOT / "notebooks" / f"{name}.ipynb").exists()
        assert known, name
    assert quoted(tests)
    for name in quoted(tests):
        path, _, function = name.partition("::")
        assert (ROOT / path).exists(), name
        assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8") or not function


def test_rows_that_the_agency_s_own_data_answer_are_built():
    core = {
        *(f"A{i:02d}" for i in range(1, 19)), "A20", "A25", "A27", "A43", "A44", "A45", "A47", "A49",
        "A52", "A54", "A60", "B01", "B03", "B04", "B08", "B15", "B16", "B18", "B23",
        *(f"A{i:02d}" for i in (21, 22, 23, 24, 26, 28, 29, 30, 31, 32, 33, 34, 35, 53, 56)),
    }  # fmt: skip
    assert not [row for row in sorted(core) if ROWS[row][1] == "–"]
