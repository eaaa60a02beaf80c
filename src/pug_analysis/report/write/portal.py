"""The index page of a year: headlines, pages, tables, how the data were cleaned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pug_analysis.report.write.provenance import shorten

_COUNTS: Final = ("baris_masuk", "dipakai", "karantina", "gabung", "bukan_data")


def render_portal(
    *,
    context: Mapping[str, Any],
    pages: Sequence[Mapping[str, Any]],
    headlines: Sequence[Mapping[str, str]],
    skipped: Sequence[Mapping[str, str]],
    last_title: str,
    last_year: Sequence[str],
    last_tables: Sequence[Mapping[str, Any]],
    row_account: Sequence[Mapping[str, Any]],
    inputs: Mapping[str, Any],
) -> str:
    """Render ``index.html``.

    Parameters
    ----------
    context : see :func:`pug_analysis.report.write.provenance.page_context`
    pages : ``tautan, judul, ringkas, kelompok`` of each page and ``tabel``, its released tables
    headlines : ``label, value, note, tautan`` of each card
    skipped : ``judul, alasan`` of each notebook that did not run, and period that was not read
    last_title, last_year : heading and finished fragments on what changed
    last_tables : ``name, title`` of the released tables among them
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
        judul_berubah=last_title,
        berubah=[Markup(html) for html in last_year],  # noqa: S704  made by the room of releases
        tabel_berubah=last_tables,
        ada_tabel=bool(last_tables) or any(page["tabel"] for page in pages),
        dilewati=skipped,
        neraca=_format_account(row_account),
        masukan=[{"nama": f["berkas"], "sidik": shorten(f["sha256"])} for f in inputs["berkas"]],
    )


def _group(pages: Sequence[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for page in pages:
        groups.setdefault(page["kelompok"], []).append(page)
    return groups


def _format_account(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
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
