"""Share of women in each structural level before a dated programme and now, in words and tables."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.service import without_date
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.halangan import TERLALU_SEDIKIT
from pug_analysis.release.numbers import bilangan, desimal, persen
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import say
from pug_analysis.stats.decision import MIN_PEOPLE
from pug_analysis.terms.kalender import BULAN

_SIGNIFICANT = 0.05


def pimpinan_wanita(
    shares: pd.DataFrame,
    differences: pd.DataFrame,
    checked: pd.DataFrame,
    data: Data,
    *,
    month: int | None,
    mulai: str = "",
) -> Several:
    """Sentences and tables of the comparison; one sentence where there is nothing to compare.

    Parameters
    ----------
    shares, differences : of ``pages.alumni.kepemimpinan.before_and_now``
    checked : of ``pages.alumni.kepemimpinan.compare_with_snapshot``
    month : number of the first month under the programme; None if none is named
    mulai : day given by the notebook's parameter instead of the settings
    """
    if month is None:
        return Several((text(say("alumni_pimpinan_tanpa", "program")),))
    if shares.empty:
        return Several((text(say("alumni_pimpinan_tanpa", "keadaan", bulan=_month(month))),))
    name = data.config.kohort.program_nama if not mulai else None
    program = name or say("alumni_program", bulan=_month(month))
    return Several(
        (
            text(*_sentences(shares, differences, program)),
            _shares(shares, program, checked, data),
            _differences(differences, program, data),
        )
    )


def _sentences(shares: pd.DataFrame, differences: pd.DataFrame, program: str) -> list[str]:
    told = [
        _change(shares.loc[shares["jenjang"] == gap["jenjang"]].set_index("masa"), gap, program)
        for _, gap in differences.iterrows()
    ]
    return [*told, say("alumni_bukan_bukti")]


def _change(rows: pd.DataFrame, gap: pd.Series, program: str) -> str:
    before, now = rows.loc["sebelum"], rows.loc["sekarang"]
    counts = say(
        "alumni_pimpinan_jumlah",
        wanita_dulu=bilangan(before["wanita"]),
        total_dulu=bilangan(before["total"]),
        program=program,
        wanita_kini=bilangan(now["wanita"]),
        total_kini=bilangan(now["total"]),
    )
    level = gap["jenjang"]
    if min(before["total"], now["total"]) < MIN_PEOPLE:
        few = TERLALU_SEDIKIT
        return say("alumni_pimpinan_sedikit", jenjang=level, jumlah=counts, sedikit=few)
    return say(
        "alumni_pimpinan_kalimat",
        jenjang=level,
        dulu=persen(before["estimate"]),
        kini=persen(now["estimate"]),
        jumlah=counts,
        selisih=desimal(100 * gap["estimate"]),
        bawah=desimal(100 * gap["conf_low"]),
        atas=desimal(100 * gap["conf_high"]),
        putusan=say("alumni_pimpinan_putusan", _way(gap)),
    )


def _way(gap: pd.Series) -> str:
    """What may be said of a change: its interval, then all levels that were tested."""
    if not (gap["conf_low"] > 0 or gap["conf_high"] < 0):
        return "belum"
    if not gap["p_holm"] < _SIGNIFICANT:
        return "tidak_terbukti"
    return "naik" if gap["estimate"] > 0 else "turun"


def _shares(shares: pd.DataFrame, program: str, checked: pd.DataFrame, data: Data) -> Released:
    shown = shares.assign(
        bulan=[say("alumni_keadaan", bulan=_month(month)) for month in shares["bulan"]],
        masa=shares["masa"].astype(str),
    )
    active = is_active(data.tables["pegawai"], config=data.config)
    return show_table(
        shown,
        "alumni_pimpinan_wanita",
        data,
        words={
            "program": program,
            "tanpa_tanggal": bilangan(without_date(data.tables, active=active)),
            "terkecil": str(MIN_PEOPLE),
            "kesesuaian": _agreement(checked),
        },
        row_header=1,
    )


def _agreement(checked: pd.DataFrame) -> str:
    different = int(checked["berbeda"].sum())
    if different == 0:
        return say("alumni_kesesuaian", "sama")
    words = ", ".join(
        say(
            "alumni_beda_jenjang",
            jenjang=row["jenjang"],
            riwayat=bilangan(row["riwayat"]),
            data_asn=bilangan(row["ekspor"]),
        )
        for _, row in checked.loc[checked["berbeda"] > 0].iterrows()
    )
    return say("alumni_kesesuaian", "beda", jumlah=bilangan(different), rincian=words)


def _differences(differences: pd.DataFrame, program: str, data: Data) -> Released:
    return show_table(
        differences,
        "alumni_pimpinan_selisih",
        data,
        words={"program": program, "terkecil": str(MIN_PEOPLE)},
    )


def _month(number: int) -> str:
    year, month = divmod(number, 12)
    return f"{BULAN[month]} {year}"
