"""The ladder: at each step, how many women climb for every 100 men."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from pug_analysis.pages.ringkasan.kutipan_show import ReleasedTables, has_rows
from pug_analysis.pages.ringkasan.langkah_show import LANGKAH, is_structural
from pug_analysis.pages.ringkasan.perseratus_show import per_hundred
from pug_analysis.pages.ringkasan.putusan_show import FEW, GAP, VERDICTS
from pug_analysis.release.figures import WARNA_NETRAL, WARNA_PRIA, WARNA_WANITA
from pug_analysis.release.teks import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Length of 100 men, and of a ladder with what lies between them, in units of the axis.
_HUNDRED, _WIDE, _APART = 0.58, 1.0, 1.1
#: Height of a bar, and the length from which its words stand inside it.
_HIGH, _ROOM = 0.17, 0.36
#: More women than these are drawn no longer.
_LONGEST: Final = 1.5


def ladder_rows(tables: ReleasedTables) -> pd.DataFrame:
    """Steps to draw, lowest first: ``tangga`` (0 structural, 1 JF), ``dari, ke, rasio, conf_low, conf_high``.

    Returns
    -------
    DataFrame with ``terbukti`` (the step has a gap); empty without the table. Ratios that an edition does
    not tell are missing.
    """
    columns = ["tangga", "dari", "ke", "rasio", "conf_low", "conf_high", "putusan", "terbukti"]
    if not has_rows(tables, LANGKAH):
        return pd.DataFrame(columns=columns)
    frame = tables[LANGKAH]
    ends = frame["langkah"].astype(str).str.partition(" ke ")
    numbers = {
        name: pd.to_numeric(frame[name], errors="coerce").astype(float)
        for name in ("rasio", "conf_low", "conf_high")
    }
    return pd.DataFrame(
        {
            "tangga": (~is_structural(frame)).astype(int),
            "dari": ends[0],
            "ke": ends[2],
            **numbers,
            "putusan": frame["putusan"].astype(str),
            "terbukti": frame["putusan"].map(VERDICTS) == GAP,
        }
    )[columns].reset_index(drop=True)


def plot_ladder(rows: pd.DataFrame, *, ax: Axes) -> Axes:
    """Both ladders beside each other, each step with a bar of 100 men and one of women.

    Parameters
    ----------
    rows : of :func:`ladder_rows`
    """
    heights = [len(own) for _, own in rows.groupby("tangga")]
    for place, case in enumerate(("struktural", "fungsional")):
        own = rows.loc[rows["tangga"] == place].reset_index(drop=True)
        if len(own):
            title = say("ringkasan_gambar", case)
            _ladder(own, x=place * _APART, title=title, ax=ax)
    ax.set(xlim=(-0.02, _APART + _WIDE + 0.02), ylim=(-0.28, max(heights) + 0.55))
    ax.axis("off")
    return ax


def _ladder(rows: pd.DataFrame, *, x: float, title: str, ax: Axes) -> None:
    names = [str(rows.loc[0, "dari"]), *rows["ke"].astype(str)]
    for y, name in enumerate(names):
        ax.text(
            x + _WIDE / 2, y, name, ha="center", va="center", fontsize=9.5, fontweight="bold",
            bbox={"facecolor": "white", "edgecolor": WARNA_NETRAL, "boxstyle": "round,pad=0.28"},
            zorder=4,
        )  # fmt: skip
    for side in (0.0, _WIDE):  # the rails
        ax.plot([x + side] * 2, [0, len(names) - 1], color="#BBBBBB", linewidth=2, zorder=1)
    for place, (_, row) in enumerate(rows.iterrows()):
        _step(row, x=x + 0.06, y=place + 0.5, ax=ax)
    ax.text(
        x + _WIDE / 2,
        len(names) - 0.6,
        title,
        ha="center",
        va="center",
        fontsize=9,
        color=WARNA_NETRAL,
    )


def _step(row: pd.Series, *, x: float, y: float, ax: Axes) -> None:
    """Bars of 100 men and of the women beside them: filled where a gap is proven; words where none is told."""
    above, below = y + _HIGH * 0.54, y - _HIGH * 0.54
    ax.barh(above, _HUNDRED, height=_HIGH, left=x, color=WARNA_PRIA, zorder=2)
    _inside(say("ringkasan_gambar", "seratus"), x, above, color="white", ax=ax)
    if pd.isna(row["rasio"]):
        ax.text(
            x + 0.03,
            below,
            _unknown(str(row["putusan"])),
            va="center",
            fontsize=8.5,
            color=WARNA_NETRAL,
        )
        return
    length = _HUNDRED * min(float(row["rasio"]), _LONGEST)
    proven = bool(row["terbukti"])
    ax.barh(
        below, length, height=_HIGH, left=x, zorder=2, linewidth=1.4, edgecolor=WARNA_WANITA,
        color=WARNA_WANITA if proven else "white",
    )  # fmt: skip
    words = say("ringkasan_gambar_wanita", n=per_hundred(float(row["rasio"])))
    inside = length >= _ROOM
    color = "white" if proven and inside else WARNA_WANITA
    _inside(words, x if inside else x + length, below, color=color, ax=ax)
    ends = [min(float(row[end]), _LONGEST) * _HUNDRED + x for end in ("conf_low", "conf_high")]
    ax.plot(ends, [below - _HIGH * 0.78] * 2, color=WARNA_WANITA, linewidth=1.6, zorder=2)


def _inside(words: str, x: float, y: float, *, color: str, ax: Axes) -> None:
    ax.text(
        x + 0.03,
        y,
        words,
        va="center_baseline",
        fontsize=9.5,
        fontweight="bold",
        color=color,
        zorder=3,
    )


def _unknown(verdict: str) -> str:
    return say("ringkasan_gambar", "sedikit" if VERDICTS[verdict] == FEW else "tanpa")
