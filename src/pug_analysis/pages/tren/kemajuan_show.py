"""The progress of each period: first appointments to each level, and training, by sex."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.pelatihan.peserta_terlindung_show import without_hours
from pug_analysis.pages.tren.kemajuan import POSTS, TRAININGS
from pug_analysis.release.display import Released, text
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import sex_columns, sumber
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats.decision import MIN_PEOPLE
from pug_analysis.terms.kalender import BULAN


def tabel_pengangkatan(table: pd.DataFrame, series: Sequence[Data]) -> Released:
    """People first appointed to each structural level, by period."""
    data = series[-1]
    if table.empty:
        return _missing("Pengangkatan", "ekspor SIASN riwayat jabatan", data)
    return release_table(
        table.assign(masa=_spans(table)),
        name="tren_pengangkatan",
        title="Tabel T.9. Pengangkatan pertama ke setiap jenjang struktural, menurut periode",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("masa", "Masa", "text"),
            Column("jenjang", "Jenjang", "text"),
            *sex_columns(data),
        ),
        row_header=1,
        notes=(
            "Catatan: orang yang untuk pertama kali memegang jabatan definitif pada jenjang itu, menurut TMT "
            "jabatan. Pelaksana tugas, pelantikan ulang, perpindahan dalam jenjang yang sama, dan kembali ke "
            "jenjang itu tidak dihitung; yang melompati satu jenjang dihitung pada jenjang yang dicapai. Orang "
            "yang kemudian berhenti ikut dihitung. Setiap masa dihitung dari data periodenya sendiri. Proporsi "
            f"dikosongkan di bawah {MIN_PEOPLE} orang." + _left_out(table, series, POSTS),
            sumber(data),
        ),
    )


def tabel_pelatihan(table: pd.DataFrame, series: Sequence[Data]) -> Released:
    """People trained and their hours, by period."""
    data = series[-1]
    if table.empty:
        return _missing("Pelatihan", "ekspor SIASN riwayat diklat dan kursus", data)
    return release_table(
        without_hours(table.assign(masa=_spans(table)), edition=data.edition),
        name="tren_pelatihan",
        title="Tabel T.10. Orang yang dilatih paling sedikit sekali dan jam pelatihan, menurut periode",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("masa", "Masa", "text"),
            *sex_columns(data),
            Column("jam_pria", "Jam pria", "whole"),
            Column("jam_wanita", "Jam wanita", "whole"),
        ),
        notes=(
            "Catatan: semua jenis pelatihan dalam riwayat diklat dan kursus; orang dihitung sekali per masa, "
            "termasuk yang kemudian berhenti. Tahun pelatihan adalah tahun selesainya. Rincian per jenis dan "
            "unit ada pada halaman pelatihan. Proporsi dikosongkan di bawah "
            f"{MIN_PEOPLE} orang." + _left_out(table, series, TRAININGS),
            sumber(data),
        ),
    )


def _spans(table: pd.DataFrame) -> list[str]:
    """The months that a row counts, in words."""
    return [
        f"{BULAN[first % 12]} - {BULAN[last % 12]} {last // 12}"
        for first, last in zip(table["bulan_awal"], table["bulan_akhir"], strict=True)
    ]


def _left_out(table: pd.DataFrame, series: Sequence[Data], tables: Sequence[str]) -> str:
    """Periods without the histories that the counts need."""
    named = set(table["periode"])
    without = [one.periode.label for one in series if one.periode.label not in named]
    if not without:
        return ""
    return f" Tanpa riwayat {' dan '.join(tables)}, tidak dihitung: {', '.join(without)}."


def _missing(what: str, file: str, data: Data) -> Released:
    return text(
        f"{what} menurut periode belum dapat ditunjukkan: tambahkan {file} ke folder "
        f"data/raw/{data.periode.name}."
    )
