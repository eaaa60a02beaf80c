"""The pieces on supporting against operational posts, and on targets, of the map of offices."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.careers.load import Data
from pug_analysis.pages.peta.ranah import WITHIN, placements
from pug_analysis.pages.peta.ringkas_show import rows_of
from pug_analysis.pages.peta.target import SETTING
from pug_analysis.release.arah import arah
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.halangan import TERLALU_SEDIKIT
from pug_analysis.release.numbers import bilangan, desimal, nilai_p, persen
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import say
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

_SIGNIFICANT = 0.05
_RATIO = ("estimate", "conf_low", "conf_high")


def has_domains(data: Data) -> bool:
    """Whether any structural post is known as supporting or operational."""
    return "ranah_jabatan" in data.snapshot and len(placements(data.snapshot)) > 0


def tabel_ranah(
    counts: pd.DataFrame,
    indices: pd.DataFrame,
    odds: pd.DataFrame,
    offices: pd.DataFrame,
    data: Data,
) -> Several:
    """What is seen in words, then the tables: counts, indices, odds ratios, counts by office.

    Parameters
    ----------
    counts, indices, odds, offices : of ``pages.peta.ranah``
    """
    if not has_domains(data):
        measured = _indices(indices, data)
        return Several((text(say("peta_ranah_kosong")), measured, _spread(measured)))
    tables = (_counts(counts, data), _indices(indices, data), _odds(odds, data))
    words = text(*kalimat_ranah(*tables))
    return Several((words, *tables, _spread(tables[1]), _by_office(offices, data)))


def kalimat_ranah(counts: Released, indices: Released, odds: Released) -> tuple[str, ...]:
    """What the released tables say of all levels together, and within the same level."""
    shares = rows_of(counts).query("jenjang == @ALL_LEVELS").set_index("ranah")
    support, line = shares.loc["pendukung"], shares.loc["operasional"]
    found = rows_of(odds).set_index("jenjang")
    start = say(
        "peta_ranah_jumlah",
        wanita_pendukung=bilangan(support["wanita"]),
        pendukung=bilangan(support["total"]),
        wanita_operasional=bilangan(line["wanita"]),
        operasional=bilangan(line["total"]),
    )
    within = WITHIN in found.index
    row = found.loc[WITHIN if within else ALL_LEVELS]
    if pd.isna(row["p_value"]):
        return (f"{start} {TERLALU_SEDIKIT}.",)
    if pd.isna(row["estimate"]):
        one_domain = say("peta_ranah_satu", nilai_p=nilai_p(row["p_value"]))
        return (f"{start} {one_domain}",)
    index = rows_of(indices).query("sebaran == 'ranah' and jenjang == @ALL_LEVELS").iloc[0]
    ratio = say(
        "peta_ranah_rasio",
        di_antara=say("peta_ranah_di_antara", "sejenjang" if within else "semua"),
        rasio=desimal(row["estimate"], digits=2),
        bawah=desimal(row["conf_low"], digits=2),
        atas=_end(row["conf_high"]),
        nilai_p=nilai_p(row["p_terkoreksi"]),
        putusan=say("peta_ranah_putusan", _more_supporting(row)),
    )
    read = say(
        "peta_ranah_indeks",
        indeks=desimal(index["estimate"], digits=2),
        acak=desimal(index["expected"], digits=2),
    )
    return (f"{start} {ratio}", read)


def _more_supporting(row: pd.Series) -> str:
    """Which sex is placed more often in supporting posts, or "belum".

    The common ratio's test and interval are two approximations: what is said follows both.
    """
    side = arah(row["estimate"], row["conf_low"], row["conf_high"], sama=1)
    if not (row["p_terkoreksi"] < _SIGNIFICANT and side):
        return "belum"
    return "wanita" if row["estimate"] >= 1 else "pria"


def cara_indeks_pemisahan() -> Released:
    """How the index is read."""
    return reading(say("peta_cara_indeks", "indeks"), say("peta_cara_indeks", "odds"))


def tabel_target(table: pd.DataFrame, data: Data) -> Several:
    """Targets against actual shares, in people; one sentence where none is set."""
    if table["target"].isna().all():
        return Several((text(say("peta_target_tanpa")),))
    shown = show_table(
        table,
        "pd_target",
        data,
        words={"keyakinan": persen(data.config.peta.conf_level, digits=0)},
    )
    rows = rows_of(shown)
    return Several(
        (text(*[_target(row) for _, row in rows.iterrows() if pd.notna(row["target"])]), shown)
    )


def _target(row: pd.Series) -> str:
    level, aim = row["jenjang"], persen(row["target"])
    if not row["total"]:
        return say("peta_target", "kosong", jenjang=level, target=aim)
    lacking = int(row["kurang"])
    told = say(
        "peta_target",
        "kurang" if lacking else "tercapai",
        jenjang=level,
        wanita=bilangan(row["wanita"]),
        total=bilangan(row["total"]),
        bagian=persen(row["share_wanita"]),
        target=aim,
        kurang=bilangan(lacking),
    )
    return f"{told} {TERLALU_SEDIKIT}." if row["total"] < MIN_PEOPLE else told


def _counts(counts: pd.DataFrame, data: Data) -> Released:
    unknown = int(data.snapshot["jenjang"].isin([*SETTING, "JPT Madya"]).sum())
    unknown -= len(placements(data.snapshot))
    return show_table(
        counts,
        "pd_ranah",
        data,
        words={"tidak_diketahui": bilangan(unknown), "orang_min": str(MIN_PEOPLE)},
        row_header=1,
    )


def _indices(indices: pd.DataFrame, data: Data) -> Released:
    return show_table(
        indices,
        "pd_segregasi",
        data,
        words={
            "keyakinan": persen(data.config.peta.conf_level, digits=0),
            "orang_min": str(MIN_PEOPLE),
            "kejadian_min": str(MIN_EVENTS),
        },
        row_header=1,
    )


def _odds(odds: pd.DataFrame, data: Data) -> Released:
    finite = odds.assign(**{name: odds[name].where(np.isfinite(odds[name])) for name in _RATIO})
    return show_table(
        finite,
        "pd_ranah_odds",
        data,
        words={"orang_min": str(MIN_PEOPLE), "kejadian_min": str(MIN_EVENTS)},
    )


def _end(value: float) -> str:
    return say("peta_tidak_terbatas") if pd.isna(value) else desimal(value, digits=2)


def _spread(indices: Released) -> Released:
    row = rows_of(indices).query("sebaran == 'perangkat daerah'").iloc[0]
    if pd.isna(row["estimate"]):
        return text(say("peta_sebaran_sedikit", sebab=TERLALU_SEDIKIT.lower()))
    return text(
        say(
            "peta_sebaran",
            "timpang" if row["p_value"] < _SIGNIFICANT else "tidak_terlihat",
            indeks=desimal(row["estimate"], digits=2),
            acak=desimal(row["expected"], digits=2),
            bawah=desimal(row["chance_low"], digits=2),
            atas=desimal(row["chance_high"], digits=2),
            nilai_p=nilai_p(row["p_value"]),
        )
    )


def _by_office(offices: pd.DataFrame, data: Data) -> Released:
    return show_table(offices, "pd_ranah_per_pd", data)
