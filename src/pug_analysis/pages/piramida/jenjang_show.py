"""The pieces of the pyramid page: the ladder, its drops, the glass-ceiling index."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.piramida.nasional import SUMBER_JENJANG
from pug_analysis.release.display import Released, Several, headline, reading, text
from pug_analysis.release.figures import canvas, plot_population_pyramid, plot_share_ladder
from pug_analysis.release.numbers import bilangan, desimal, persen, poin
from pug_analysis.release.showing import show_figure, show_table
from pug_analysis.release.teks import say
from pug_analysis.terms import jabatan


def _level(data: Data) -> str:
    return persen(data.config.piramida.conf_level, digits=0)


def tabel_jenjang(table: pd.DataFrame, parts: pd.DataFrame, data: Data) -> Released:
    """People and share of women per level, both populations, with the parts of the lowest level."""
    shown = [
        pd.concat(
            [
                rows.iloc[:1],
                parts.loc[parts["lingkup"] == name].assign(jenjang=lambda t: "– " + t["jenjang"]),
                rows.iloc[1:],
            ]
        )
        for name, rows in table.groupby("lingkup", sort=False)
    ]
    return show_table(
        pd.concat(shown, ignore_index=True),
        "piramida_jenjang",
        data,
        words={"keyakinan": _level(data)},
        row_header=1,
    )


def tabel_eselon(table: pd.DataFrame, data: Data) -> Several:
    """Men and women in each eselon; nothing where nobody holds one."""
    if table.empty:
        return Several(())
    return Several((show_table(table, "piramida_eselon", data, row_header=1),))


def gambar_piramida(table: pd.DataFrame, data: Data) -> Released:
    """The job pyramid of the structural track: men left, women right."""
    track = table.loc[table["lingkup"] == "Jalur struktural"].reset_index(drop=True)
    labels = (data.config.profil.label_pria, data.config.profil.label_wanita)
    content = "; ".join(
        f"{row['jenjang']} {bilangan(row['pria'])} pria dan {bilangan(row['wanita'])} wanita"
        for _, row in track.iterrows()
    )
    with canvas(width=7.0, height=3.0) as (figure, ax):
        plot_population_pyramid(track, group="jenjang", labels=labels, ax=ax)
        return show_figure(
            figure,
            "piramida_jabatan",
            data,
            words={"jumlah": bilangan(track["total"].sum()), "isi": content},
        )


def gambar_tangga(table: pd.DataFrame, national: pd.DataFrame, data: Data) -> Released:
    """Share of women per level with intervals, beside the national ladder."""
    rank = {"Pelaksana dan JF": 0, "Pelaksana dan JF Teknis": 0, "Semua PNS": 0}
    rank |= {level: i for i, level in enumerate(jabatan.JENJANG_STRUKTURAL)}
    drawn = table.loc[table["total"] > 0].assign(tingkat=lambda t: t["jenjang"].map(rank))
    content = "; ".join(
        f"{name}: "
        + ", ".join(f"{r['jenjang']} {persen(r['share_wanita'])}" for _, r in rows.iterrows())
        for name, rows in drawn.groupby("lingkup", sort=False)
    )
    with canvas(width=7.0, height=4.8) as (figure, ax):
        plot_share_ladder(
            drawn,
            series="lingkup",
            levels=("Tingkat dasar", *jabatan.JENJANG_STRUKTURAL[1:]),
            reference=national.assign(tingkat=national["jenjang"].map(rank)),
            ax=ax,
        )
        return show_figure(
            figure,
            "piramida_tangga",
            data,
            words={"keyakinan": _level(data), "isi": content, "sumber_nasional": SUMBER_JENJANG},
        )


def tabel_penurunan(table: pd.DataFrame, data: Data) -> Released:
    """The drops between neighbouring levels and the flag."""
    options = data.config.piramida
    return show_table(
        table.assign(tanda=table["bocor"].map({True: "bocor", False: "tidak ditandai"})),
        "piramida_penurunan",
        data,
        words={"ambang": poin(options.margin), "alfa": desimal(1 - options.conf_level, digits=2)},
        row_header=2,
    )


def kalimat_penurunan(table: pd.DataFrame, data: Data) -> Several:
    """A headline per population, and one sentence per step of the structural track."""
    margin = data.config.piramida.margin
    heads = [
        _headline(str(name), rows, margin) for name, rows in table.groupby("lingkup", sort=False)
    ]
    track = table.loc[table["lingkup"] == "Jalur struktural"]
    steps = [_step_sentence(row, margin) for _, row in track.iterrows()]
    return Several(
        (*heads[::-1], text(say("piramida_pembuka"), *steps, say("piramida_batas_negatif")))
    )


def _headline(name: str, rows: pd.DataFrame, margin: float) -> Released:
    label = say("piramida_kunci_label", lingkup=name.lower().replace("asn", "ASN"))
    flagged = rows.loc[rows["bocor"]]
    unsure = rows.loc[~rows["bocor"] & ~(rows["conf_high"] < margin)]
    n, of = str(len(flagged)), str(len(rows))
    found = say("piramida_kunci", jumlah=n, semua=of)
    if len(flagged):
        steps = "; ".join(f"{r['dari']} ke {r['ke']}" for _, r in flagged.iterrows())
        return headline(label, found, steps)
    if len(unsure):
        note = say("piramida_kunci_catatan", "belum", terbuka=str(len(unsure)), semua=of)
        return headline(label, say("piramida_kunci_belum"), note)
    return headline(label, found, say("piramida_kunci_catatan", "tidak"))


def _step_sentence(row: pd.Series, margin: float) -> str:
    step = say("piramida_langkah", dari=row["dari"], ke=row["ke"])
    if pd.isna(row["estimate"]):
        return say("piramida_langkah_kosong", langkah=step)
    rises = row["estimate"] < 0
    ends = (row["conf_low"], row["conf_high"])
    low, high = sorted(-end for end in ends) if rises else ends
    way = ("naik" if rises else "turun") if row["estimate"] else "tetap"
    start = say(
        "piramida_langkah_awal",
        langkah=step,
        gerak=say("piramida_gerak", way, poin=poin(row["estimate"])),
        keyakinan=persen(row["conf_level"], digits=0),
        bawah=desimal(100 * low),
        atas=desimal(100 * high),
    )
    return say("piramida_putusan", _step_case(row, margin), awal=start, ambang=poin(margin))


def _step_case(row: pd.Series, margin: float) -> str:
    if row["bocor"]:
        return "bocor"
    if row["conf_high"] < margin:
        return "kecil"
    if row["conf_low"] > 0 and row["p_holm"] < 1 - row["conf_level"]:
        return "turun_pasti"
    return "belum"


def tabel_indeks(table: pd.DataFrame, data: Data) -> Released:
    """The glass-ceiling index of both populations."""
    return show_table(table, "piramida_indeks", data)


def tabel_jf(table: pd.DataFrame, data: Data) -> Released:
    """Levels of functional positions, beside the ladder."""
    return show_table(table, "piramida_jenjang_jf", data)


def tabel_jenjang_nasional(table: pd.DataFrame, data: Data) -> Released:
    """The national ladder, the comparison line of the figure."""
    return show_table(
        table, "piramida_nasional_2022", data, words={"sumber_nasional": SUMBER_JENJANG}
    )


def cara_tangga() -> Released:
    """How the ladder is read."""
    return reading(say("piramida_cara_tangga", "titik"), say("piramida_cara_tangga", "sebab"))


def cara_indeks_langit() -> Released:
    """How the index is read."""
    return reading(say("piramida_cara_indeks"))
