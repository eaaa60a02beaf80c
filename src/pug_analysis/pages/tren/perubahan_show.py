"""The pieces of the trend page on change: what is real, what is correction, what chance would give."""

from __future__ import annotations

from typing import Final

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.tren.proporsi import MIN_PERIODS
from pug_analysis.pages.tren.proporsi_show import line_name
from pug_analysis.release.disclosure import is_protected, significant
from pug_analysis.release.display import Several, headline, reading, text
from pug_analysis.release.numbers import bilangan, desimal, persen
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import cases, say
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

#: Words for the verdicts of ``pages.tren.perubahan``.
PUTUSAN_PERUBAHAN: Final = cases("tren_putusan")
_POINTS: Final = (
    "perubahan", "pembetulan", "kejadian", "populasi", "estimate", "conf_low", "conf_high",
)  # fmt: skip
#: Lines whose people hold public posts; of all others the flows are protected.


def kalimat_perubahan(changes: pd.DataFrame, data: Data) -> Several:
    """A card and one sentence per headline on the change from the period before; nothing without one."""
    if changes.empty:
        return Several(())
    rows = changes.loc[_on_page(changes, data, yearly=True) & changes["utama"]]
    since = rows["dari"].iloc[0]
    told = [_sentence(row) for _, row in rows.iterrows()]
    moved = rows.loc[rows["putusan"] == "changed"]
    named = "; ".join(line_name(row) for _, row in moved.iterrows())
    card = headline(
        say("tren_kunci", kelamin=data.config.profil.label_wanita.lower(), sejak=since),
        say("tren_kunci_nilai", jumlah=str(len(moved)), semua=str(len(rows))),
        named or say("tren_kunci_tidak"),
    )
    return Several((card, text(say("tren_sejak", sejak=since), *told)))


def _sentence(row: pd.Series) -> str:
    name = line_name(row)
    if pd.isna(row["perubahan"]):
        return say("tren_baris_kosong", baris=name)
    said = say(
        "tren_baris",
        baris=name,
        dulu=persen(row["share_dulu"]),
        orang_dulu=bilangan(row["total_dulu"]),
        kini=persen(row["share_kini"]),
        orang_kini=bilangan(row["total_kini"]),
        putusan=PUTUSAN_PERUBAHAN[row["putusan"]],
    )
    if row["putusan"] != "changed":
        return said
    low, high = sorted(abs(100 * row[end]) for end in ("conf_low", "conf_high"))
    return said + say(
        "tren_arah",
        "naik" if row["estimate"] > 0 else "turun",
        poin=desimal(abs(100 * row["estimate"])),
        bawah=desimal(low),
        atas=desimal(high),
    )


def tabel_perubahan_utama(changes: pd.DataFrame, data: Data) -> Several:
    """Headlines: how much of each change is correction, how much is real, and the verdict."""
    if changes.empty:
        return Several(())
    rows = _changes(changes.loc[changes["utama"]], data)
    one = show_table(
        rows,
        "tren_perubahan_utama",
        data,
        words={
            "kejadian_min": str(MIN_EVENTS),
            "orang_min": str(MIN_PEOPLE),
            "holm": say("tren_holm"),
        },
        row_header=2,
        on_page=_on_page(rows, data),
    )
    return Several((one,))


def tabel_perubahan_rinci(changes: pd.DataFrame, data: Data) -> Several:
    """All other lines of Tabel 4.1, as the headlines."""
    if changes.empty:
        return Several(())
    rows = _changes(changes.loc[~changes["utama"]], data)
    one = show_table(
        rows,
        "tren_perubahan_rinci",
        data,
        words={"holm": say("tren_holm")},
        row_header=3,
        on_page=_on_page(rows, data, yearly=True),  # of the many other lines only one step
    )
    return Several((one,))


def _changes(rows: pd.DataFrame, data: Data) -> pd.DataFrame:
    return _coarse(rows, data).assign(
        putusan=rows["putusan"].map(PUTUSAN_PERUBAHAN),
        baris=[line_name(row) for _, row in rows.iterrows()],
    )


def _coarse(rows: pd.DataFrame, data: Data) -> pd.DataFrame:
    """In protected editions the files tell changes no finer than the page: they hold hidden flows."""
    if not is_protected(data.edition):
        return rows
    rough = {name: rows[name].astype(float).round(3) + 0.0 for name in _POINTS}  # no -0
    return rows.assign(**rough, p_holm=rows["p_holm"].astype(float).map(significant))


def _on_page(rows: pd.DataFrame, data: Data, *, yearly: bool = False) -> pd.Series:
    """The steps that end at the report's day; of these all, or the one nearest to a year long."""
    ends = rows["bulan_ke"] == data.until
    if not yearly:
        return ends
    apart = (rows["bulan_ke"] - rows["bulan_dari"]).sub(12).abs()
    return ends & (apart == apart[ends].min())


def tabel_arus(changes: pd.DataFrame, data: Data) -> Several:
    """Who came to the headlines and went from them, and what that did to the share."""
    known = (
        changes.loc[changes["utama"] & (changes["putusan"] != "unlinked")]
        if len(changes)
        else changes
    )
    if known.empty:
        return Several(())
    # Exact as the regency's totals of both days are: a hidden flow would follow from their difference.
    shown = _coarse(known, data).assign(baris=[line_name(row) for _, row in known.iterrows()])
    one = show_table(shown, "tren_arus", data, row_header=2, on_page=_on_page(shown, data))
    return Several((one,))


def tabel_per_tahun(slopes: pd.DataFrame, data: Data) -> Several:
    """Average change per year where there are enough years."""
    if slopes.empty:
        return Several(())
    rows = slopes.assign(baris=[line_name(row) for _, row in slopes.iterrows()])
    one = show_table(
        rows,
        "tren_per_tahun",
        data,
        words={"periode_min": str(MIN_PERIODS), "orang_min": str(MIN_PEOPLE)},
        row_header=1,
        on_page=rows["utama"],
    )
    return Several((one,))


def cara_perubahan(changes: pd.DataFrame) -> Several:
    """How the verdicts are read; nothing without a comparison."""
    if changes.empty:
        return Several(())
    return Several((reading(say("tren_cara_perubahan")),))
