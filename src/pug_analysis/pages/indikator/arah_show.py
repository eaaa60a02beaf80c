"""Where women's share of the posts of eselon II and III is heading: who was appointed in the last years."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.questions.posts import (
    POST_LEVELS,
    RECENT_YEARS,
    Heads,
    compare_appointments,
    is_known,
)
from pug_analysis.careers.load import Data
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.halangan import TERLALU_SEDIKIT, bulan
from pug_analysis.release.numbers import bilangan, persen_kata
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import cases, say
from pug_analysis.stats.decision import MIN_EVENTS

#: What a line counts, and where the share is heading, as printed.
BARIS = cases("indikator_arah_baris")
TREND_WORDS = cases("indikator_arah_kata")


def arah_jabatan(data: Data) -> Released | Several:
    """Where the share is heading, in a sentence and a table; without a history of posts, what to bring."""
    if data.tables["jabatan"].empty:
        return text(say("indikator_arah_belum", folder=data.periode.name))
    heads = compare_appointments(data.snapshot, data.tables, until=data.until)
    return Several((text(*_sentences(heads)), _table(heads, data)))


def _sentences(heads: Heads) -> list[str]:
    rows = heads.table.set_index("baris")
    held, low, high = (rows.loc[name] for name in ("pemegang", *POST_LEVELS))
    women, total = bilangan(low["wanita"]), bilangan(low["total"])
    begin, end = (bulan(month) for month in heads.months)
    if not is_known(heads):
        said = say(
            "indikator_arah_sedikit",
            wanita=women,
            total=total,
            awal=begin,
            akhir=end,
            sebab=TERLALU_SEDIKIT.lower(),
        )
    else:
        said = say(
            "indikator_arah",
            heads.heading,
            wanita=women,
            total=total,
            awal=begin,
            akhir=end,
            tahun=str(RECENT_YEARS),
            bagian=persen_kata(low["share_wanita"]),
            bawah=persen_kata(low["conf_low"]),
            atas=persen_kata(low["conf_high"]),
            sekarang=persen_kata(held["share_wanita"]),
        )
    if not high["total"]:
        return [said]
    top = say("indikator_arah_atas", wanita=bilangan(high["wanita"]), total=bilangan(high["total"]))
    return [f"{said} {top}"]


def _table(heads: Heads, data: Data) -> Released:
    first = heads.table["baris"] == POST_LEVELS[0]
    said = pd.Series(TREND_WORDS[heads.heading], index=heads.table.index).where(first, "")
    shown = heads.table.assign(
        baris=heads.table["baris"].map(BARIS),
        p_value=pd.Series(heads.p_value, index=first.index).where(first),
        arah=said,
    )
    return show_table(
        shown,
        "indikator_jabatan_arah",
        data,
        words={
            "awal": bulan(heads.months[0]),
            "akhir": bulan(heads.months[1]),
            "kejadian_min": str(MIN_EVENTS),
        },
    )
