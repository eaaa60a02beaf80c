"""The figures of the trend page: headline shares over time, and the ladder then and now."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.tren.acuan import national_beside
from pug_analysis.pages.tren.baris import KEY, TOTAL_LINE
from pug_analysis.pages.tren.garis_show import explain_marks, plot_share_over_time, plot_slopes
from pug_analysis.pages.tren.proporsi_show import line_name, short_name
from pug_analysis.release.display import Several
from pug_analysis.release.figures import canvas
from pug_analysis.release.numbers import bilangan, persen, tanggal
from pug_analysis.release.showing import show_figure
from pug_analysis.release.teks import say

#: Columns and rows of panels; one more than there are headlines, for what the marks mean.
_GRID = (3, 3)
#: The ladder, lowest level first, after everybody.
_LADDER = (
    (TOTAL_LINE.kategori, TOTAL_LINE.sub_kategori),
    ("Jenis Jabatan", "Pelaksana"),
    ("Jenjang Jabatan Struktural", "Pengawas (Eselon IV)"),
    ("Jenjang Jabatan Struktural", "Administrator (Eselon III)"),
    ("Jenjang Jabatan Struktural", "JPT Pratama (Eselon II)"),
)


def gambar_tren(
    table: pd.DataFrame, slopes: pd.DataFrame, national: pd.DataFrame, data: Data
) -> Several:
    """Every headline share over the periods, beside the nation; nothing with one period only.

    Parameters
    ----------
    table : of ``pages.tren.proporsi.trend_table``
    slopes : of ``pages.tren.proporsi.yearly_slopes``; lines without one get no straight line
    national : of ``pages.tren.acuan.national_lines``
    data : the report's period
    """
    if table["periode"].nunique() < 2:
        return Several(())
    lines = table.loc[table["utama"]].assign(
        x=lambda t: (t["bulan"] + 1) / 12, label=lambda t: t["periode"].map(short_name)
    )
    share = lines["share_wanita"].max()
    top = min(1.0, (int(10 * share) + 2) / 10) if pd.notna(share) else 1.0
    drawn = national_beside(national, until=data.cutoff).set_index(KEY)
    with canvas(width=7.4, height=7.2) as (figure, ax):
        ax.remove()
        axes = figure.subplots(*_GRID, sharey=True).ravel()
        for (key, rows), panel in zip(lines.groupby(KEY, sort=False), axes, strict=False):
            plot_share_over_time(
                rows,
                title=line_name(rows.iloc[0]),
                **_beside(drawn, key, rows),
                fitted=_ends(slopes, key, rows),
                top=top,
                ax=panel,
            )
        explain_marks(
            axes[-1],
            yearly=tanggal(data.cutoff).rsplit(" ", 1)[0],
            between=None if lines["tahunan"].all() else _other_day(data),
            fitted=bool(len(slopes)),
        )
        one = show_figure(
            figure,
            "tren_garis_utama",
            data,
            words={"jumlah": bilangan(_people(lines, data)), "isi": _ends_in_words(lines)},
        )
    return Several((one,))


def gambar_jenjang(table: pd.DataFrame, data: Data) -> Several:
    """The ladder at the first and at the last period of one semester; nothing with one only."""
    yearly = table.loc[table["tahunan"]]
    periods = list(dict.fromkeys(yearly["periode"]))
    if len(periods) < 2:
        return Several(())
    ends = {
        name: yearly.loc[yearly["periode"] == period].set_index(KEY)
        for name, period in (("awal", periods[0]), ("akhir", periods[-1]))
    }
    rows = pd.DataFrame(
        [
            {
                "label": (sub or kategori).split(" (")[0],
                **{name: end.loc[(kategori, sub), "share_wanita"] for name, end in ends.items()},
                **{f"n_{name}": bilangan(end.loc[(kategori, sub), "total"]) for name, end in ends.items()},
            }
            for kategori, sub in _LADDER
        ]
    )  # fmt: skip
    rows = rows.dropna(subset=["awal", "akhir"]).reset_index(drop=True)
    if rows.empty:
        return Several(())
    words = "; ".join(
        f"{row['label']} {persen(row['awal'])} ke {persen(row['akhir'])}"
        for _, row in rows.iterrows()
    )
    with canvas(width=7.0, height=4.6) as (figure, ax):
        plot_slopes(rows, names=(periods[0], periods[-1]), ax=ax)
        one = show_figure(
            figure,
            "tren_jenjang",
            data,
            words={"awal": periods[0], "akhir": periods[-1], "isi": words},
        )
    return Several((one,))


def _beside(drawn: pd.DataFrame, key: tuple[str, str], rows: pd.DataFrame) -> dict[str, Any]:
    """How many people the last value counts, and the national share with its year."""
    n = f"n = {bilangan(rows['total'].iloc[-1])}"
    if key not in drawn.index:
        return {"subtitle": n, "reference": None}
    nation = drawn.loc[key]
    share, year = float(nation["share_wanita"]), str(nation["keadaan"])[:4]
    return {"subtitle": f"{n}; Indonesia {year}: {persen(share)}", "reference": share}


def _ends(
    slopes: pd.DataFrame, key: tuple[str, str], rows: pd.DataFrame
) -> tuple[float, float] | None:
    """The straight line of least squares at the first and last yearly period with a share."""
    found = slopes.loc[(slopes["kategori"] == key[0]) & (slopes["sub_kategori"] == key[1])]
    if found.empty:
        return None
    known = rows.loc[rows["tahunan"] & rows["share_wanita"].notna()]
    middle, slope = known["x"].mean(), float(found["estimate"].iloc[0])
    first, last = (
        known["share_wanita"].mean() + slope * (x - middle) for x in known["x"].iloc[[0, -1]]
    )
    return float(first), float(last)


def _other_day(data: Data) -> str:
    return "30 Juni" if data.semester == 2 else "31 Desember"


def _people(lines: pd.DataFrame, data: Data) -> int:
    return int(lines.loc[lines["bulan"] == data.until, "total"].max())


def _ends_in_words(lines: pd.DataFrame) -> str:
    """The ends of the lines that are posts."""
    told = []
    for kategori, sub in _LADDER[2:]:
        rows = lines.loc[(lines["kategori"] == kategori) & (lines["sub_kategori"] == sub)]
        rows = rows.dropna(subset="share_wanita")
        if len(rows):
            first, last = rows.iloc[0], rows.iloc[-1]
            told.append(
                say(
                    "tren_garis_titik",
                    jenjang=sub.split(" (")[0],
                    awal=persen(first["share_wanita"]),
                    masa_awal=first["periode"],
                    akhir=persen(last["share_wanita"]),
                    masa_akhir=last["periode"],
                )
            )
    return "; ".join(told)
