"""The progress of each period: first appointments to each level, and training, by sex."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.pelatihan.peserta_terlindung_show import without_hours
from pug_analysis.pages.tren.kemajuan import POST_TABLES, TRAINING_TABLES
from pug_analysis.release.display import Released, text
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import say
from pug_analysis.stats.decision import MIN_PEOPLE
from pug_analysis.terms.kalender import BULAN


def tabel_pengangkatan(table: pd.DataFrame, series: Sequence[Data]) -> Released:
    """People first appointed to each structural level, by period."""
    data = series[-1]
    if table.empty:
        return text(say("tren_belum_ada", "pengangkatan", folder=data.periode.name))
    return show_table(
        table.assign(masa=_spans(table)),
        "tren_pengangkatan",
        data,
        words={"orang_min": str(MIN_PEOPLE), "tanpa": _left_out(table, series, POST_TABLES)},
        row_header=1,
    )


def tabel_pelatihan(table: pd.DataFrame, series: Sequence[Data]) -> Released:
    """People trained and their hours, by period."""
    data = series[-1]
    if table.empty:
        return text(say("tren_belum_ada", "pelatihan", folder=data.periode.name))
    return show_table(
        without_hours(table.assign(masa=_spans(table)), edition=data.edition),
        "tren_pelatihan",
        data,
        words={"orang_min": str(MIN_PEOPLE), "tanpa": _left_out(table, series, TRAINING_TABLES)},
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
    return say("tren_tanpa_riwayat", riwayat=" dan ".join(tables), periode=", ".join(without))
