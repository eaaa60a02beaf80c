"""The pieces on appointments: in which offices fewer women were appointed than those at hand would have it."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.questions.offices import (
    APPOINTMENT_YEARS,
    FLAGGED,
    LEVEL,
    MIN_APPOINTED,
    NOT_FLAGGED,
    NOT_JUDGED,
    Appointed,
)
from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD
from pug_analysis.pages.peta.pengangkatan import regency_side, released_appointments
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Released, Several, headline, text
from pug_analysis.release.halangan import TANPA_DAFTAR, bulan
from pug_analysis.release.numbers import bilangan, desimal, nilai_p, persen
from pug_analysis.release.showing import show_table
from pug_analysis.release.small_counts import PERCENT_FROM, SMALLEST
from pug_analysis.release.teks import cases, say
from pug_analysis.stats.decision import RATIO_MARGIN

#: What an office is found to be, as printed; the line of all offices has no finding.
TEMUAN_PD = cases("peta_pengangkatan_temuan")


def pengangkatan(found: Appointed, data: Data, *, register_start: int | None) -> Released | Several:
    """How many offices are flagged, what is said of each, and the table; or what to bring.

    Parameters
    ----------
    register_start : month number from which leaving is recorded; without it nothing was judged
    """
    if data.tables["jabatan"].empty:
        return text(say("peta_pengangkatan_tanpa", folder=data.periode.name))
    if register_start is None:
        return text(f"{TANPA_DAFTAR}.")
    if found.table.empty:
        return text(say("peta_pengangkatan_kosong", awal=_begin(data), akhir=bulan(data.until)))
    shown = released_appointments(found, data)
    return Several((_card(shown, data), _told(found, shown, data), _table(shown, data)))


def _begin(data: Data) -> str:
    return bulan(data.until - 12 * APPOINTMENT_YEARS + 1)


def _card(shown: pd.DataFrame, data: Data) -> Released:
    label = say("peta_pengangkatan_label", tahun=str(APPOINTMENT_YEARS))
    few = int((shown["penilaian"] == NOT_JUDGED).sum())
    note = (
        say("peta_pengangkatan_catatan", "terlindung", sedikit=str(SMALLEST))
        if is_protected(data.edition)
        else say("peta_pengangkatan_catatan", "internal", jumlah=bilangan(few))
    )
    flagged, judged = _judged(shown)
    if not judged:
        return headline(label, say("peta_kunci_tidak"), note)
    return headline(
        label, say("peta_kunci", jumlah=bilangan(flagged), semua=bilangan(judged)), note
    )


def _judged(shown: pd.DataFrame) -> tuple[int, int]:
    """How many offices are flagged, and how many have a finding that is told."""
    counts = shown["penilaian"].value_counts()
    flagged = int(counts.get(FLAGGED, 0))
    return flagged, flagged + int(counts.get(NOT_FLAGGED, 0))


def _told(found: Appointed, shown: pd.DataFrame, data: Data) -> Released:
    row = shown.iloc[-1]
    begin, end = _begin(data), bulan(data.until)
    if pd.isna(row["harapan"]):
        first = say("peta_pengangkatan_sedikit", awal=begin, akhir=end)
    else:
        first = say(
            "peta_pengangkatan_semua",
            regency_side(found, shown, data),
            awal=begin,
            akhir=end,
            wanita=bilangan(row["wanita"]),
            total=bilangan(row["total"]),
            harapan=_expected(row["harapan"], data),
        )
    return text(first, *_offices(shown, data), say("peta_pengangkatan_pandangan"))


def _expected(number: float, data: Data) -> str:
    """Women expected: with a decimal, or to the nearest 5 as they are shown."""
    return desimal(number, digits=0 if is_protected(data.edition) else 1)


def _offices(shown: pd.DataFrame, data: Data) -> list[str]:
    """A sentence per flagged office; if there is none, what that means."""
    flagged = shown.loc[shown["penilaian"] == FLAGGED]
    judged = _judged(shown)[1]
    if not judged:
        return [say("peta_pengangkatan_tidak", "dinilai")]
    if flagged.empty:
        return [say("peta_pengangkatan_tidak", "ditandai", jumlah=bilangan(judged))]
    return [_office(row, data) for _, row in flagged.iterrows()]


def _office(row: pd.Series, data: Data) -> str:
    sure = ""
    if not is_protected(data.edition):
        sure = say(
            "peta_pengangkatan_pasti",
            nilai_q=nilai_p(row["q_value"]),
            taksiran=_of_100(row["taksiran"]),
            bawah=_of_100(row["conf_low"]),
            atas=_of_100(row["conf_high"]),
        )
    return say(
        "peta_pengangkatan_pd",
        pd=row[PD],
        tahun=str(APPOINTMENT_YEARS),
        wanita=bilangan(row["wanita"]),
        total=bilangan(row["total"]),
        harapan=_expected(row["harapan"], data),
        pasti=f" {sure}" if sure else "",
    )


def _of_100(ratio: float) -> str:
    return desimal(100 * ratio, digits=0)


def _table(shown: pd.DataFrame, data: Data) -> Released:
    return show_table(
        shown.assign(penilaian=shown["penilaian"].map(TEMUAN_PD).fillna("")),
        "pd_pengangkatan",
        data,
        words={
            "awal": _begin(data),
            "akhir": bulan(data.until),
            "paling_sedikit": str(MIN_APPOINTED),
            "tingkat_q": persen(LEVEL, digits=0),
            "ambang": _of_100(1 / RATIO_MARGIN),
            "terkecil": str(SMALLEST),
            "bersama": str(PERCENT_FROM),
        },
        terms={"derived": ("total",)},
    )
