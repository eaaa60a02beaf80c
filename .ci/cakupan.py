"""Write docs/cakupan.md: where each product of the checklist is shown, and which tests hold it.

Displays say in their page's teks.toml which rows they answer (``butir``), so that a row loses no table when
one is renamed or moved. Names of the products, what is missing for those that the records cannot give, and
tests elsewhere stand in docs/cakupan.toml. Run by ``make docs``.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pug_analysis.release.teks import Entry, texts

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "src" / "pug_analysis" / "pages"
NEEDS = "butuh data dari BKDPSDM"
NOTHING = "–"
PARTS = {"A": "Roadmap", "B": "Article on leadership training"}
HEADER = f"""\
# Coverage of the checklist

One line per row of the checklist of analysis products: A01 to A60 (roadmap of BKDPSDM), B01 to B28 (article on leadership
training). Where it is shown, under which released name (`tabel/<name>.csv` or `gambar/<name>.png`), and which tests hold it.
Written by `make docs` from `docs/cakupan.toml` and the `butir` of the pages' `teks.toml`; change those, not this file.

Rows of which the personnel records and the registers hold nothing say **{NEEDS}** and what it would be.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the checklist: its product, what it lacks, a remark, and tests beside those of its displays."""

    produk: str
    butuh: str = ""
    catatan: str = ""
    uji: Sequence[str] = ()


def read_rows(path: Path) -> dict[str, Row]:
    """Read the rows by their code, in order; an unknown key is a TypeError."""
    return {code: Row(**row) for code, row in tomllib.loads(path.read_text("utf-8")).items()}


def write_coverage(rows: Mapping[str, Row], entries: Iterable[Entry]) -> str:
    """Return the page.

    Raises
    ------
    ValueError
        if a display answers a row that is not there, or nothing answers a row that lacks nothing.
    """
    shown: dict[str, list[Entry]] = {code: [] for code in rows}
    for entry in entries:
        for code in entry.rows:
            if code not in rows:
                raise ValueError(f"{entry.label} ({entry.name}) answers {code}, which is no row")
            shown[code].append(entry)
    said = [HEADER]
    for letter, title in PARTS.items():
        lines = [
            f"| {code} | {' | '.join(_cells(code, row, shown[code]))} |"
            for code, row in rows.items()
            if code.startswith(letter)
        ]
        head = [
            "| Row | Product | Notebook | Table or figure | Test |",
            "| --- | --- | --- | --- | --- |",
        ]
        said.append("\n".join([f"## {title}", "", *head, *lines]) + "\n")
    return "\n".join(said)


def _cells(code: str, row: Row, entries: Sequence[Entry]) -> Iterator[str]:
    if not entries and not row.butuh:
        raise ValueError(f"no table or figure answers {code}, and it does not say what it needs")
    remark = f" ({row.catatan})" if row.catatan else ""
    lack = f"{NEEDS}: {row.butuh}" if row.butuh else ""
    if not entries:
        yield from (row.produk, NOTHING, f"{lack}{remark}", NOTHING)
        return
    tests = [test for entry in entries for test in tests_of(entry)]
    yield row.produk
    yield _quote(notebook_of(entry.page) for entry in entries)
    yield f"{_quote(entry.name for entry in entries)}{remark}{'; ' * bool(lack)}{lack}"
    yield _quote([*tests, *row.uji])


def _quote(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))


def notebook_of(page: str) -> str:
    """Return the notebook with the number of a page."""
    number = tomllib.loads((PAGES / page / "teks.toml").read_text("utf-8"))["halaman"]
    (notebook,) = (ROOT / "notebooks").glob(f"{number:02d}_*.ipynb")
    return notebook.stem


def tests_of(entry: Entry) -> list[str]:
    """Return the test files of the modules that show a display, and of those of the page that they use."""
    folder = PAGES / entry.page
    showing = [p for p in sorted(folder.glob("*.py")) if f'"{entry.name}"' in p.read_text("utf-8")]
    stems = [stem for path in showing for stem in (path.stem, *_used(path, entry.page))]
    tests = [f"tests/pages/{entry.page}/test_{stem}.py" for stem in dict.fromkeys(stems)]
    return [test for test in tests if (ROOT / test).exists()]


def _used(path: Path, page: str) -> Iterator[str]:
    """Modules that count for one that shows: its own (x of x_show), and those of the page that it imports."""
    yield path.stem.removesuffix("_show")
    package = f"pug_analysis.pages.{page}"
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            yield from (one.name for one in node.names if not one.name.endswith("_show"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{package}."):
            yield from (
                stem for stem in [str(node.module).split(".")[-1]] if not stem.endswith("_show")
            )


if __name__ == "__main__":
    page = write_coverage(read_rows(ROOT / "docs" / "cakupan.toml"), texts().entries.values())
    Path(sys.argv[1]).write_text(page, encoding="utf-8")
