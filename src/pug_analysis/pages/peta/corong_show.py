"""Drawing the funnel of offices: shares against numbers of posts, limits, names in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from pug_analysis.release.figures import WARNA_NETRAL, WARNA_WANITA
from pug_analysis.release.numbers import persen
from pug_analysis.release.teks import cases, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Area of a point of one office; white edges make a filled one look smaller.
_SIZE: Final = {"terlalu sedikit": 24, "tidak ditandai": 52, "ditandai": 60}
#: Letters of a line of a name in the margin, and the height of a line as a share of the figure.
_LETTERS: Final = 24
LINE: Final = 0.038
_GAP: Final = 0.02


def wrap_name(name: str) -> str:
    """Break a long name into lines for the margin."""
    return fill(name, _LETTERS, break_long_words=False)


def spread_labels(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Move labels apart along a line, as little as their order allows.

    Parameters
    ----------
    wanted : where the middle of each label would best be (0..1), from high to low
    heights : of the labels; together at most 1

    Returns
    -------
    Middles, from high to low; no two labels overlap, and none leaves 0..1.
    """
    tops: list[float] = []
    edge = 1.0
    for middle, height in zip(wanted, heights, strict=True):
        edge = min(edge, middle + height / 2)
        tops.append(edge)
        edge -= height
    floor = 0.0
    for place in reversed(range(len(tops))):
        tops[place] = max(tops[place], floor + heights[place])
        floor = tops[place]
    return [top - height / 2 for top, height in zip(tops, heights, strict=True)]


def order_labels(points: Sequence[tuple[float, float]], heights: Sequence[float]) -> list[int]:
    """Order labels in the right margin so that the lines to their points do not cross.

    Parameters
    ----------
    points : x and y of each point (0..1); labels stand at x = 1
    heights : of the labels

    Returns
    -------
    Places of the points, that of the highest label first. Crossing neighbours are exchanged, from
    the order of the points, at most as often as sorting needs.
    """
    order = sorted(range(len(points)), key=lambda i: (-points[i][1], points[i][0], i))
    for _ in range(len(order) ** 2):
        middles = spread_labels([points[i][1] for i in order], [heights[i] for i in order])
        crossing = [
            place
            for place in range(len(order) - 1)
            if _cross(
                points[order[place]], middles[place], points[order[place + 1]], middles[place + 1]
            )
        ]
        if not crossing:
            break
        first = crossing[0]
        order[first], order[first + 1] = order[first + 1], order[first]
    return order


def _cross(upper: tuple[float, float], at: float, lower: tuple[float, float], below: float) -> bool:
    """Whether the line of the upper label runs under the lower one's where both have begun."""
    x = max(upper[0], lower[0])
    heights = (
        y + (label - y) * (x - begin) / (1 - begin)
        for (begin, y), label in ((upper, at), (lower, below))
    )
    return next(heights) < next(heights)


def plot_funnel(
    points: pd.DataFrame, *, limits: pd.DataFrame, share: float, judged_from: int, ax: Axes
) -> Axes:
    """Draw each office's share against its number of posts, with the limits that chance allows.

    Parameters
    ----------
    points : ``nama, total, share_wanita`` (0..1), ``keadaan``: "ditandai", "tidak ditandai" or
        "terlalu sedikit" (drawn hollow)
    limits : ``total, bawah_95, atas_95, bawah_998, atas_998``, by size
    share : expected share, the middle line
    judged_from : smallest number of posts that is judged
    """
    import seaborn as sns
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    limits_said = say("peta_corong", "batas_998"), say("peta_corong", "batas_95")
    for ends, line, label in zip(("998", "95"), ("-", "--"), limits_said, strict=True):
        style: dict[str, Any] = {
            "color": WARNA_NETRAL,
            "linestyle": line,
            "linewidth": 1.1,
            "zorder": 2,
        }
        ax.plot(limits["total"], limits[f"bawah_{ends}"], label=label, **style)
        ax.plot(limits["total"], limits[f"atas_{ends}"], **style)
    expected = say("peta_corong", "harapan", bagian=persen(share))
    ax.axhline(share, color="#5B2A86", linewidth=1.4, label=expected, zorder=2)
    said = cases("peta_corong_titik")
    styles = {
        "terlalu sedikit": ("o", "white", "#808080"),
        "tidak ditandai": ("o", "#00695C", "white"),
        "ditandai": ("D", WARNA_WANITA, "white"),
    }
    for state, (marker, face, edge) in styles.items():
        rows = points.loc[points["keadaan"] == state]
        places = rows.groupby(["total", "share_wanita"], as_index=False).size()
        if len(places):
            area = _SIZE[state] + 34 * (places["size"] - 1)
            ax.scatter(
                places["total"], places["share_wanita"], s=area, marker=marker, c=face,
                edgecolors=edge, linewidths=0.9, label=said[state], zorder=4, clip_on=False,
            )  # fmt: skip
    ax.axvline(judged_from - 0.5, color="#BBBBBB", linewidth=0.9, linestyle=(0, (1, 2)), zorder=1)
    ax.set(xlim=(0, limits["total"].max() + 1), ylim=(0, 1))
    ax.set(xlabel=say("peta_corong", "mendatar"), ylabel=say("peta_corong", "tegak"))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: persen(y, digits=0)))
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, frameon=False, fontsize=9)
    sns.despine(ax=ax)
    _name_flagged(points.loc[points["keadaan"] == "ditandai"], ax)
    return ax


def _name_flagged(flagged: pd.DataFrame, ax: Axes) -> None:
    """Names in the right margin, each with a line to its point: they can overlap neither."""
    rows = flagged.sort_values("nama").reset_index(drop=True)
    names = [wrap_name(name) for name in rows["nama"]]
    heights = [LINE * (name.count("\n") + 1) + _GAP for name in names]
    across = (rows["total"] / (1.03 * ax.get_xlim()[1])).tolist()
    order = order_labels(list(zip(across, rows["share_wanita"].tolist(), strict=True)), heights)
    wanted = [float(rows["share_wanita"].iloc[i]) for i in order]
    middles = spread_labels(wanted, [heights[i] for i in order])
    for place, middle in zip(order, middles, strict=True):
        name, row = names[place], rows.iloc[place]
        ax.annotate(
            name, (row["total"], row["share_wanita"]), xytext=(1.03, middle), xycoords="data",
            textcoords="axes fraction", va="center", ha="left", fontsize=9, color=WARNA_WANITA, zorder=3,
            annotation_clip=False, linespacing=1.05,
            arrowprops={"arrowstyle": "-", "color": WARNA_WANITA, "linewidth": 0.7, "relpos": (0, 0.5),
                        "shrinkA": 2, "shrinkB": 3},
        )  # fmt: skip
