"""The files of a report beside its pages, and the last gate before it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pug_analysis.errors import ReportError
from pug_analysis.report.gate import outputs
from pug_analysis.report.gate.page_check import find_problems
from pug_analysis.report.plan.plan import Plan
from pug_analysis.report.write import portal, provenance, sheets
from pug_analysis.report.write.last_year import Section

_PAGE_LIMIT_BYTES: Final = 1_000_000


def write_files(
    folder: Path,
    plan: Plan,
    results: Mapping[str, dict[str, Any]],
    *,
    context: Mapping[str, Any],
    processed: Path,
    last_year: Section,
    left_out: Sequence[Mapping[str, str]] = (),
) -> None:
    """Write tables, workbook, figures and the index beside the pages.

    Parameters
    ----------
    folder : staged report, with the pages in it
    results : name to the result of each notebook, all of them "ok"
    context : see :func:`pug_analysis.report.write.provenance.page_context`
    processed : ``data/processed/<periode>``
    last_year : what the index says of the change since then
    left_out : earlier periods that could not be read: ``judul, alasan``

    Raises
    ------
    ReportError
        if two tables or figures have one name, or a card links to a notebook that does not exist.
    """
    tables = [table for result in results.values() for table in result["tabel"]]
    tables = [*last_year.tables, *tables]
    figures = [figure for result in results.values() for figure in result["gambar"]]
    for kind, items in (("tabel", tables), ("gambar", figures)):
        names = [item["name"] for item in items]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ReportError(f"Nama {kind} dipakai lebih dari sekali: {', '.join(twice)}.")
        if items:
            (folder / kind).mkdir()
    for table in tables:
        (folder / "tabel" / f"{table['name']}.csv").write_bytes(sheets.format_csv(table))
    if tables:
        sheets.write_workbook(tables, folder / "tabel.xlsx")
    for figure in figures:
        (folder / "gambar" / f"{figure['name']}.png").write_bytes(outputs.read_png(figure))
    html = portal.render_portal(
        context=context,
        pages=[
            {
                "tautan": f"{n.name}.html",
                "judul": results[n.name]["judul"],
                "ringkas": n.summary,
                "kelompok": n.group,
                "tabel": results[n.name]["tabel"],
            }
            for n in plan.notebooks
        ],
        headlines=_collect_headlines(plan, results),
        skipped=[*plan.describe_skipped(), *plan.describe_reduced(), *left_out],
        last_title=last_year.title,
        last_year=last_year.html,
        last_tables=last_year.tables,
        row_account=provenance.read_row_account(processed),
        inputs=provenance.read_inputs(processed),
    )
    (folder / "index.html").write_bytes(html.encode("utf-8"))


def _collect_headlines(plan: Plan, results: Mapping[str, dict[str, Any]]) -> list[dict[str, str]]:
    """Collect the cards of the index; a card of a skipped page links to its own notebook's."""
    cards = []
    for name, result in results.items():
        for card in result["kartu"]:
            target = card.get("href_notebook") or name
            if target not in plan.names:
                raise ReportError(f"Notebook {name}: kartu menunjuk notebook asing '{target}'.")
            page = target if target in results else name
            cards.append(
                {key: card[key] for key in ("label", "value", "note")} | {"tautan": f"{page}.html"}
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
