"""The files of a report beside its pages, and the last gate before it is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from pug_analysis.errors import ReportError
from pug_analysis.report.gate import outputs
from pug_analysis.report.gate.outputs import FigurePayload, TablePayload
from pug_analysis.report.gate.page_check import find_problems
from pug_analysis.report.plan.earlier_periods import LeftOut
from pug_analysis.report.plan.notebooks import Notebook
from pug_analysis.report.plan.plan import RunPlan
from pug_analysis.report.write import portal, provenance, sheets
from pug_analysis.report.write.last_year import Section
from pug_analysis.report.write.made import Made, all_tables
from pug_analysis.report.write.provenance import PageContext

_PAGE_LIMIT_BYTES: Final = 1_000_000


def write_files(
    folder: Path,
    plan: RunPlan,
    results: Mapping[str, Made],
    *,
    context: PageContext,
    processed: Path,
    last_year: Section,
    left_out: Sequence[LeftOut] = (),
) -> None:
    """Write tables, workbook, figures and the index beside the pages.

    Parameters
    ----------
    folder : staged report, with the pages in it
    results : name to what each notebook made
    context : see :func:`pug_analysis.report.write.provenance.page_context`
    processed : ``data/processed/<periode>``
    last_year : what the index says of the change since then
    left_out : earlier periods that could not be read

    Raises
    ------
    ReportError
        if two tables or figures have one name, or a card links to a notebook that does not exist.
    """
    tables = all_tables(results.values(), told=last_year.tables)
    figures = [figure for made in results.values() for figure in made.figures]
    _write_tables(folder, tables)
    _write_figures(folder, figures)
    html = portal.render_portal(
        context=context,
        pages=[_entry(n, results[n.name]) for n in plan.notebooks],
        headlines=_collect_headlines(plan, results),
        skipped=[*plan.describe_skipped(), *plan.describe_reduced(), *left_out],
        last_year=last_year,
        row_account=provenance.read_row_account(processed),
        inputs=provenance.read_inputs(processed),
    )
    (folder / "index.html").write_bytes(html.encode("utf-8"))


def _write_tables(folder: Path, tables: Sequence[TablePayload]) -> None:
    _require_once("tabel", [table["name"] for table in tables])
    if not tables:
        return
    (folder / "tabel").mkdir()
    for table in tables:
        (folder / "tabel" / f"{table['name']}.csv").write_bytes(sheets.format_csv(table))
    sheets.write_workbook(tables, folder / "tabel.xlsx")


def _write_figures(folder: Path, figures: Sequence[FigurePayload]) -> None:
    _require_once("gambar", [figure["name"] for figure in figures])
    if not figures:
        return
    (folder / "gambar").mkdir()
    for figure in figures:
        (folder / "gambar" / f"{figure['name']}.png").write_bytes(outputs.read_png(figure))


def _require_once(kind: str, names: Iterable[str]) -> None:
    twice = sorted(name for name, times in Counter(names).items() if times > 1)
    if twice:
        raise ReportError(f"Nama {kind} dipakai lebih dari sekali: {', '.join(twice)}.")


def _entry(notebook: Notebook, made: Made) -> portal.PageEntry:
    return {
        "tautan": f"{notebook.name}.html",
        "judul": made.content.title,
        "ringkas": notebook.summary,
        "kelompok": notebook.group,
        "tabel": made.tables,
    }


def _collect_headlines(plan: RunPlan, results: Mapping[str, Made]) -> list[portal.Card]:
    """Collect the cards of the index; a card of a skipped page links to its own notebook's."""
    cards: list[portal.Card] = []
    for name, made in results.items():
        for card in made.headlines:
            target = card.get("href_notebook") or name
            if target not in plan.names:
                raise ReportError(f"Notebook {name}: kartu menunjuk notebook asing '{target}'.")
            page = target if target in results else name
            cards.append(
                {
                    "label": card["label"],
                    "value": card["value"],
                    "note": card["note"],
                    "tautan": f"{page}.html",
                }
            )
    return cards


def check_pages(folder: Path, *, workspace: Path) -> None:
    """Refuse pages that are not sound, too large, or tell the path of the workspace.

    Raises
    ------
    ReportError
        naming each page and problem.
    """
    problems: list[str] = []
    secrets = _secrets(workspace)
    for page in sorted(folder.glob("*.html")):
        data = page.read_bytes()
        found = find_problems(data.decode("utf-8"), secrets=secrets)
        if len(data) > _PAGE_LIMIT_BYTES:
            found.append(f"lebih besar dari {_PAGE_LIMIT_BYTES // 1000} kB")
        problems.extend(f"- {page.name}: {problem}" for problem in found)
    if problems:
        lines = "\n".join(problems)
        raise ReportError(
            f"Halaman tidak boleh diterbitkan; laporan terakhir tidak berubah.\n{lines}"
        )


def _secrets(workspace: Path) -> tuple[str, ...]:
    """Return the path of the workspace, unless it is so short that it says nothing."""
    return (str(workspace),) if len(workspace.parts) > 2 else ()
