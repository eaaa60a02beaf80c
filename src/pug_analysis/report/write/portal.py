"""The index page of a year: headlines, pages, tables, how the data were cleaned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypedDict

from pug_analysis.report.gate.outputs import TablePayload
from pug_analysis.report.plan.earlier_periods import LeftOut
from pug_analysis.report.write.last_year import Section
from pug_analysis.report.write.provenance import PageContext, shorten

_COUNTS: Final = ("baris_masuk", "dipakai", "karantina", "gabung", "bukan_data")


class PageEntry(TypedDict):
    """A page as the index lists it: its file, title, one line, group, and released tables."""

    tautan: str
    judul: str
    ringkas: str
    kelompok: str
    tabel: list[TablePayload]


class Card(TypedDict):
    """A key figure of the index and the page that it links to."""

    label: str
    value: str
    note: str
    tautan: str


def render_portal(
    *,
    context: PageContext,
    pages: Sequence[PageEntry],
    headlines: Sequence[Card],
    skipped: Sequence[LeftOut],
    last_year: Section,
    row_account: Sequence[Mapping[str, Any]],
    inputs: Mapping[str, Any],
) -> str:
    """Render ``index.html``.

    Parameters
    ----------
    context : see :func:`pug_analysis.report.write.provenance.page_context`
    skipped : each notebook that did not run, and period that was not read
    last_year : what changed since then
    row_account : rows of ``neraca.parquet``
    inputs : content of ``asal.json``
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    folder = Path(__file__).parents[1] / "templates" / "pug"
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined
    )
    style = Markup((folder / "gaya.css").read_text(encoding="utf-8"))  # noqa: S704  our own file
    title = "Laporan Kesetaraan Karier ASN"
    portal = environment.get_template("portal.html.j2")
    return portal.render(
        p={**context, "judul": title, "gaya": style},
        kartu=headlines,
        halaman=pages,
        kelompok_halaman=_group(pages),
        judul_berubah=last_year.title,
        berubah=[Markup(html) for html in last_year.html],  # noqa: S704  made by the room of releases
        tabel_berubah=last_year.tables,
        ada_tabel=bool(last_year.tables) or any(page["tabel"] for page in pages),
        dilewati=skipped,
        neraca=_format_account(row_account),
        masukan=[{"nama": f["berkas"], "sidik": shorten(f["sha256"])} for f in inputs["berkas"]],
    )


def _group(pages: Sequence[PageEntry]) -> dict[str, list[PageEntry]]:
    groups: dict[str, list[PageEntry]] = {}
    for page in pages:
        groups.setdefault(page["kelompok"], []).append(page)
    return groups


def _format_account(rows: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    lines = [
        {
            "nama": f"{r['berkas']} – {r['lembar']}" if r["lembar"] else r["berkas"],
            "angka": [_format_count(r[name]) for name in _COUNTS],
        }
        for r in rows
    ]
    totals = [_format_count(sum(r[name] for r in rows)) for name in _COUNTS]
    return {"baris": lines, "jumlah": totals}


def _format_count(number: int) -> str:
    """Write a count the Indonesian way.

    >>> _format_count(1234567)
    '1.234.567'
    """
    return f"{number:,}".replace(",", ".")
