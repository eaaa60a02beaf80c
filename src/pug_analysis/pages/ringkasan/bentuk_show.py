"""How the figures of the summary are drawn: finished numbers in, axes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from pug_analysis.pages.ringkasan.perseratus_show import per_hundred
from pug_analysis.release.figures import WARNA_NETRAL, WARNA_PRIA, WARNA_WANITA
from pug_analysis.release.numbers import bilangan, persen
from pug_analysis.release.teks import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Ratios beyond it are drawn at the edge.
_EDGE: Final = 2.5


def plot_shares(table: pd.DataFrame, *, ax: Axes) -> Axes:
    """Shares with their intervals, one row each.

    Parameters
    ----------
    table : ``baris`` (label), ``estimate, conf_low, conf_high``; limits may be missing
    """
    import seaborn as sns
    from matplotlib.ticker import FuncFormatter

    y = range(len(table))
    ends = table["conf_high"].fillna(table["estimate"])
    ax.hlines(
        y, table["conf_low"], table["conf_high"], color=WARNA_WANITA, linewidth=2.5, alpha=0.45
    )
    ax.plot(table["estimate"], y, marker="o", color=WARNA_WANITA, linestyle="", markersize=8)
    for value, height, end in zip(table["estimate"], y, ends, strict=True):
        _label(persen(value), end, height, color=WARNA_WANITA, ax=ax)
    top = min(1.0, float(table[["estimate", "conf_high"]].max().max()) + 0.16)
    _rows(table["baris"], ax=ax)
    ax.set(xlim=(0, top))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: persen(x, digits=0)))
    sns.despine(ax=ax, left=True)
    return ax


def plot_hundred(table: pd.DataFrame, *, ax: Axes) -> Axes:
    """Women for every 100 men with their intervals, beside the line where both are equal.

    Parameters
    ----------
    table : ``baris`` (label), ``estimate, conf_low, conf_high`` (ratios)
    """
    import seaborn as sns
    from matplotlib.ticker import FuncFormatter

    y = range(len(table))
    low, high = table["conf_low"].clip(upper=_EDGE), table["conf_high"].clip(upper=_EDGE)
    ax.hlines(y, low, high, color=WARNA_WANITA, linewidth=2.5, alpha=0.45)
    ax.plot(table["estimate"].clip(upper=_EDGE), y, marker="o", color=WARNA_WANITA, linestyle="",
            markersize=8)  # fmt: skip
    ends = high.fillna(table["estimate"]).clip(upper=_EDGE)
    for value, height, end in zip(table["estimate"], y, ends, strict=True):
        _label(per_hundred(value), end, height, color=WARNA_WANITA, ax=ax)
    ax.axvline(1, color=WARNA_PRIA, linewidth=1.5, linestyle="--")
    _above(say("ringkasan_gambar", "seratus"), 1, color=WARNA_PRIA, ax=ax)
    _rows(table["baris"], ax=ax)
    ax.set(xlim=(0, max(1.35, float(ends.max()) + 0.25)), xlabel=say("ringkasan_gambar", "sumbu"))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: per_hundred(x)))
    sns.despine(ax=ax, left=True)
    return ax


def plot_lines(table: pd.DataFrame, *, ax: Axes) -> Axes:
    """Shares of men and women at each milestone, joined by lines.

    Parameters
    ----------
    table : ``tahun``, ``pria, wanita`` (shares)
    """
    import seaborn as sns
    from matplotlib.ticker import FuncFormatter

    above = table["wanita"] > table["pria"]
    for sex, color, marker, sign in (
        ("pria", WARNA_PRIA, "s", 1), ("wanita", WARNA_WANITA, "o", -1)
    ):  # fmt: skip
        ax.plot(table["tahun"], table[sex], color=color, marker=marker, linewidth=2,
                linestyle="--" if sex == "pria" else "-")  # fmt: skip
        for x, value, other in zip(table["tahun"], table[sex], above, strict=True):
            up = -sign if other else sign
            ax.annotate(
                persen(value, digits=0), (x, value), xytext=(0, 9 * up), textcoords="offset points",
                ha="center", va="center", fontsize=9, color=color,
            )  # fmt: skip
        last = table.iloc[-1]
        ax.annotate(
            sex.capitalize(), (last["tahun"], last[sex]), xytext=(14, 0), textcoords="offset points",
            va="center", fontsize=9.5, fontweight="bold", color=color,
        )  # fmt: skip
    last_year = float(table["tahun"].max())
    top = min(1.0, float(table[["pria", "wanita"]].max().max()) + 0.12)
    ax.set(
        xlim=(0, last_year * 1.25),
        ylim=(0, top),
        xlabel=say("ringkasan_gambar", "tahun"),
        ylabel="",
    )
    ax.set(xticks=[0, *table["tahun"]])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: bilangan(x)))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda x, _: persen(x, digits=0)))
    sns.despine(ax=ax)
    return ax


def plot_expected(table: pd.DataFrame, *, ax: Axes) -> Axes:
    """Women appointed beside those expected, one row an office; flagged ones stand out.

    Parameters
    ----------
    table : ``baris`` (label), ``estimate`` (women), ``harapan``, ``ditandai``
    """
    import seaborn as sns
    from matplotlib.ticker import MaxNLocator

    words = {name: say("ringkasan_gambar", name) for name in ("diangkat", "diharapkan", "ditandai")}
    y = range(len(table))
    ax.hlines(y, table["estimate"], table["harapan"], color="#BBBBBB", linewidth=2, zorder=1)
    ax.plot(table["harapan"], y, marker="|", markersize=13, markeredgewidth=2.5, linestyle="",
            color=WARNA_NETRAL, label=words["diharapkan"])  # fmt: skip
    for flagged, marker, fill in ((False, "o", "white"), (True, "D", WARNA_WANITA)):
        own = table["ditandai"].astype(bool) == flagged
        if own.any():
            places = [place for place, one in zip(y, own, strict=True) if one]
            label = f"{words['diangkat']}{', ' + words['ditandai'] if flagged else ''}"
            ax.plot(table.loc[own, "estimate"], places, marker=marker, linestyle="", markersize=8,
                    color=WARNA_WANITA, markerfacecolor=fill, label=label, zorder=3)  # fmt: skip
    _rows(table["baris"], ax=ax)
    ax.set(xlim=(0, float(table[["estimate", "harapan"]].max().max()) * 1.1 + 0.5))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    ax.legend(loc="lower center", bbox_to_anchor=(0.2, 1.0), ncols=3, frameon=False, fontsize=8.5,
              handletextpad=0.3, columnspacing=1)  # fmt: skip
    sns.despine(ax=ax, left=True)
    return ax


def _rows(names: pd.Series, *, ax: Axes) -> None:
    ax.set(yticks=range(len(names)), yticklabels=list(names), xlabel="", ylabel="")
    ax.set(ylim=(len(names) - 0.5, -0.5))
    ax.grid(visible=False, axis="y")


def _label(words: str, x: float, y: float, *, color: str, ax: Axes) -> None:
    ax.annotate(
        words, (x, y), xytext=(7, 0), textcoords="offset points", va="center", fontsize=10,
        fontweight="bold", color=color, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
    )  # fmt: skip


def _above(words: str, x: float, *, color: str, ax: Axes) -> None:
    ax.annotate(
        words, (x, 1), xycoords=("data", "axes fraction"), xytext=(0, 3), ha="center",
        textcoords="offset points", fontsize=9, color=color,
    )  # fmt: skip
