"""Drawing shares over time: finished numbers in, axes out. Nothing is computed here."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from pug_analysis.release.figures import WARNA_NETRAL, WARNA_WANITA
from pug_analysis.release.numbers import persen

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Colour, line style and marker of each level in the slope figure, in the order drawn.
STYLES = (
    ("#4D4D4D", "--", "D"),
    ("#00695C", ":", "s"),
    ("#D55E00", "-", "o"),
    ("#5B2A86", "-.", "^"),
    ("#0072B2", (0, (5, 1)), "v"),
)
#: Labels of one side are kept at least this far apart (share of the height of the axes).
_APART = 0.055


def plot_share_over_time(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    reference: float | None,
    fitted: Sequence[float] | None,
    top: float,
    ax: Axes,
) -> Axes:
    """Share of women on one line over the periods, with the national share as a grey line.

    Parameters
    ----------
    table : one row per period in order of time: ``x`` (years), ``tahunan`` (filled mark, joined), ``label``,
        ``share_wanita`` (missing ones stay empty)
    title, subtitle : of the panel
    reference : national share
    fitted : the straight line at the first and last yearly period; None draws none
    top : upper end of the axis (0..1)
    """
    from matplotlib.ticker import FuncFormatter

    known = table.loc[table["share_wanita"].notna()]
    yearly, between = known.loc[known["tahunan"]], known.loc[~known["tahunan"]]
    if reference is not None:
        ax.axhline(reference, color=WARNA_NETRAL, linestyle="--", linewidth=1.1, zorder=1)
    if fitted is not None:
        ax.plot(
            yearly["x"].iloc[[0, -1]],
            list(fitted),
            color=WARNA_WANITA,
            linestyle=":",
            linewidth=1.2,
        )
    ax.plot(
        yearly["x"],
        yearly["share_wanita"],
        color=WARNA_WANITA,
        marker="o",
        markersize=4,
        linewidth=1.6,
    )
    ax.plot(between["x"], between["share_wanita"], color=WARNA_WANITA, marker="o", markersize=4,
            linewidth=0, markerfacecolor="white")  # fmt: skip
    for place in {0, len(known) - 1} if len(known) else ():
        _label_point(known.iloc[place], reference=reference, ax=ax)
    ticks = table.loc[table["tahunan"]]
    ax.set_title(fill(title, 27), fontsize=8.5, loc="left", pad=16)
    ax.text(0, 1.03, subtitle, transform=ax.transAxes, fontsize=7.5, color=WARNA_NETRAL)
    ax.set(ylim=(0, top), xlabel="", ylabel="", xticks=ticks["x"].tolist())
    ax.set_xticklabels(ticks["label"].tolist(), fontsize=7.5)
    ax.margins(x=0.16)
    ax.tick_params(axis="y", labelsize=7.5)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda v, _: persen(v, digits=0)))
    ax.grid(visible=False, axis="x")
    return ax


def plot_slopes(table: pd.DataFrame, *, names: tuple[str, str], ax: Axes) -> Axes:
    """Share of women on each level at the first and at the last period, joined by a line.

    Parameters
    ----------
    table : one row per level, at most five: ``label``, ``awal``, ``akhir`` (shares), ``n_awal``,
        ``n_akhir`` (people, as written)
    names : what the two periods are called
    """
    import seaborn as sns
    from matplotlib.ticker import FuncFormatter

    top = min(1.0, table[["awal", "akhir"]].to_numpy().max() + 0.12)
    for (_, row), (color, line, marker) in zip(table.iterrows(), STYLES, strict=False):
        ax.plot([0, 1], [row["awal"], row["akhir"]], color=color, linestyle=line, marker=marker,
                markersize=5, linewidth=1.8, clip_on=False)  # fmt: skip
    for side, column, align, shift in ((0, "awal", "right", -0.03), (1, "akhir", "left", 0.03)):
        places = _spread(table[column].tolist(), gap=_APART * top)
        for (_, row), height, (color, _, _) in zip(table.iterrows(), places, STYLES, strict=False):
            value = f"{persen(row[column])} (n = {row[f'n_{column}']})"
            ax.text(side + shift, height, value if side == 0 else f"{row['label']} {value}",
                    color=color, ha=align, va="center", fontsize=8.5,
                    fontweight="bold" if side else "normal")  # fmt: skip
    ax.set(xlim=(-0.42, 1.95), ylim=(0, top), xticks=[0, 1], ylabel="Proporsi wanita", xlabel="")
    ax.set_xticklabels(names)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda v, _: persen(v, digits=0)))
    for x in (0, 1):
        ax.axvline(x, color="#BBBBBB", linewidth=0.8, zorder=0)
    ax.grid(visible=False, axis="x")
    sns.despine(ax=ax, bottom=True)
    return ax


def explain_marks(ax: Axes, *, yearly: str, between: str | None, fitted: bool) -> Axes:
    """Use an empty panel to say what the marks of the others are."""
    from matplotlib.lines import Line2D

    marks = [Line2D([], [], color=WARNA_WANITA, marker="o", markersize=4, label=yearly)]
    if between is not None:
        marks.append(Line2D([], [], color=WARNA_WANITA, marker="o", markersize=4, linewidth=0,
                            markerfacecolor="white", label=between))  # fmt: skip
    if fitted:
        marks.append(
            Line2D([], [], color=WARNA_WANITA, linestyle=":", label="Garis kuadrat terkecil")
        )
    marks.append(
        Line2D([], [], color=WARNA_NETRAL, linestyle="--", label="Indonesia, menurut\ntahunnya")
    )
    ax.axis("off")
    ax.legend(handles=marks, loc="center left", frameon=False, fontsize=8)
    return ax


def _label_point(row: pd.Series, *, reference: float | None, ax: Axes) -> None:
    """Write a value on the side of its point that is away from the national line."""
    from matplotlib.patheffects import withStroke

    value = float(row["share_wanita"])
    above = reference is None or value >= reference or value < 0.1
    ax.annotate(
        persen(value), (row["x"], value), xytext=(0, 6 if above else -6), ha="center",
        va="bottom" if above else "top", textcoords="offset points", fontsize=7.8, color=WARNA_WANITA,
        fontweight="bold", zorder=5, path_effects=[withStroke(linewidth=3, foreground="white")],
    )  # fmt: skip


def _spread(values: Sequence[float], *, gap: float) -> list[float]:
    """Move labels apart, as little as needed and in their order.

    >>> _spread([0.2, 0.2, 0.6], gap=0.1)
    [0.15, 0.25, 0.6]
    """
    order = sorted(range(len(values)), key=lambda i: values[i])
    groups: list[list[int]] = []
    for one in order:
        groups.append([one])
        while (
            len(groups) > 1 and _low(groups[-1], values, gap) < _high(groups[-2], values, gap) + gap
        ):
            last = groups.pop()
            groups[-1].extend(last)
    placed = list(values)
    for group in groups:
        for turn, one in enumerate(group):
            placed[one] = round(_low(group, values, gap) + turn * gap, 10)
    return placed


def _low(group: Sequence[int], values: Sequence[float], gap: float) -> float:
    return sum(values[i] for i in group) / len(group) - gap * (len(group) - 1) / 2


def _high(group: Sequence[int], values: Sequence[float], gap: float) -> float:
    return _low(group, values, gap) + gap * (len(group) - 1)
