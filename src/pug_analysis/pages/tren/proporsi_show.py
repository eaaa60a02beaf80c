"""The pieces of the trend page on values: which periods there are, shares over time, SDG, the nation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.tren.acuan import national_beside
from pug_analysis.pages.tren.baris import KEY, MANAGERIAL
from pug_analysis.pages.tren.keadaan import are_linked
from pug_analysis.pages.tren.proporsi import MIN_PERIODS
from pug_analysis.release.display import Released, Several, headline, reading, text, warning
from pug_analysis.release.numbers import bilangan, desimal, persen, tanggal
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import say
from pug_analysis.stats import share_interval

#: The page shows this many periods side by side; the files hold all.
SHOWN = 5
_TOP = ("Jenjang Jabatan Struktural", "JPT Pratama (Eselon II)")


def line_name(row: pd.Series) -> str:
    """Name of a line, as a sentence says it."""
    return str(row["sub_kategori"] or row["kategori"]).removeprefix("– ")


def short_name(period: str) -> str:
    """Name of a period where there is little room.

    >>> short_name("semester I 2025"), short_name("2025")
    ('S1 2025', '2025')
    """
    return period.replace("semester I ", "S1 ")


def keadaan(series: Sequence[Data]) -> Several:
    """Which periods the page rests on, and what they do not allow."""
    data = series[-1]
    days = ", ".join(tanggal(one.cutoff) for one in series)
    said = [say("tren_keadaan", jumlah=str(len(series)), hari=days)]
    yearly = [one for one in series if one.semester == data.semester]
    earlier = data.periode.last_year
    if len(series) == 1:
        bring = say("tren_tambahkan", hari=tanggal(earlier.cutoff), folder=earlier.name)
        said = [say("tren_satu_keadaan", hari=tanggal(data.cutoff), tambahkan=bring)]
    elif len(yearly) < MIN_PERIODS:
        said.append(say("tren_belum_per_tahun", periode_min=str(MIN_PERIODS)))
    return Several((text(*said), *_unlinked(series)))


def _unlinked(series: Sequence[Data]) -> tuple[Released, ...]:
    """A box where people cannot be followed from one period to the next."""
    broken = [
        f"{earlier.periode.label} dan {later.periode.label}"
        for earlier, later in pairwise(series)
        if not are_linked(later, earlier)
    ]
    if not broken:
        return ()
    return (warning(say("tren_tidak_terhubung", pasangan="; ".join(broken))),)


def tabel_proporsi(table: pd.DataFrame, data: Data) -> Released:
    """Share of women and people on every line, periods side by side."""
    periods = list(dict.fromkeys(table["periode"]))[-SHOWN:]
    wide = table.loc[table["periode"] == periods[-1], KEY].reset_index(drop=True)
    heads = []
    for place, period in enumerate(periods):
        rows = table.loc[table["periode"] == period]
        wide[f"total_{place}"] = rows["total"].to_numpy()
        wide[f"share_{place}"] = rows["share_wanita"].to_numpy()
        heads.append({"tempat": str(place), "masa": short_name(period)})
    return show_table(
        wide,
        "tren_proporsi",
        data,
        words={"sebagian": _left_out(table)},
        each={"periode": heads},
        row_header=1,
    )


def _left_out(table: pd.DataFrame) -> str:
    n = table["periode"].nunique()
    if n <= SHOWN:
        return ""
    return say("tren_sebagian", tampil=str(SHOWN), semua=str(n))


def tabel_nilai(table: pd.DataFrame, data: Data) -> Released:
    """Men, women, total and share of every line and period, in the files."""
    return show_table(table, "tren_nilai", data, file_only=True)


def tabel_sdg(table: pd.DataFrame, data: Data, *, conf_level: float = 0.95) -> Released:
    """SDG 5.5.2: women among eselon II, and among all structural levels."""
    top = (table["kategori"] == _TOP[0]) & (table["sub_kategori"] == _TOP[1])
    chosen = table.loc[top | (table["sub_kategori"] == MANAGERIAL)].reset_index(drop=True)
    rows = pd.concat([chosen.loc[chosen["sub_kategori"] == name] for name in (_TOP[1], MANAGERIAL)])
    rows = rows.reset_index(drop=True)
    ends = share_interval(rows["wanita"], rows["total"], conf_level=conf_level)
    words = {
        _TOP[1]: say("tren_ukuran_sdg", "eselon_ii"),
        MANAGERIAL: say("tren_ukuran_sdg", "semua"),
    }
    rows = rows.assign(ukuran=rows["sub_kategori"].map(words)).join(ends[["conf_low", "conf_high"]])
    return show_table(
        rows,
        "tren_sdg",
        data,
        words={"keyakinan": persen(conf_level, digits=0), "target": _target(data)},
        row_header=1,
    )


def _target(data: Data) -> str:
    """The target that the settings give for eselon II; none is invented."""
    share = data.config.target.jpt_pratama
    if share is None:
        return say("tren_sdg_target", "tanpa")
    return say("tren_sdg_target", "ada", target=persen(share))


def kalimat_sdg(table: pd.DataFrame, data: Data) -> Several:
    """The headline of SDG 5.5.2 at the report's day."""
    row = table.loc[(table["bulan"] == data.until) & (table["sub_kategori"] == _TOP[1])].iloc[0]
    word = data.config.profil.label_wanita.lower()
    if not row["total"]:
        return Several((text(say("tren_sdg_kosong")),))
    women, everybody = bilangan(row["wanita"]), bilangan(row["total"])
    note = say("tren_sdg_catatan", jumlah=women, semua=everybody, hari=tanggal(data.cutoff))
    card = headline(say("tren_sdg_kunci", kelamin=word), persen(row["share_wanita"]), note)
    return Several((card, text(say("tren_sdg_satu", poin=desimal(100 / row["total"])))))


def tabel_nasional(national: pd.DataFrame, table: pd.DataFrame, data: Data) -> Released:
    """Own shares beside the published national ones, each with its date and population."""
    now = table.loc[table["bulan"] == data.until, [*KEY, "total", "share_wanita"]]
    own = now.rename(columns={"total": "total_kini", "share_wanita": "share_kini"})
    rows = national.merge(own, on=KEY, how="left")
    drawn = national_beside(national, until=data.cutoff)[[*KEY, "keadaan"]].assign(garis="ya")
    rows = rows.merge(drawn, on=[*KEY, "keadaan"], how="left").fillna({"garis": ""})
    rows = rows.assign(
        baris=[line_name(row) for _, row in rows.iterrows()],
        keadaan=[_day(published) for published in rows["keadaan"]],
    )
    return show_table(rows, "tren_nasional", data)


def _day(published: str) -> str:
    """A published date in words; a bare year stays as it is."""
    return tanggal(date.fromisoformat(published)) if "-" in published else published


def cara_proporsi(table: pd.DataFrame) -> Released:
    """How the shares over time are read."""
    return reading(
        say("tren_cara_proporsi", "satu" if table["periode"].nunique() < 2 else "banyak")
    )
