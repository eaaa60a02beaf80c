"""Drawing: finished numbers in, a picture with alternative text out. Nothing is computed here.

The sexes are told apart by colour, hatch and label together. Both colours keep 3:1 contrast to
white and stay apart under the three colour-vision deficiencies (Okabe and Ito).
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from pug_analysis.release.display import Released, template
from pug_analysis.release.numbers import bilangan, desimal, persen

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from PIL.Image import Image as Picture

WARNA_PRIA, WARNA_WANITA, WARNA_NETRAL = "#0072B2", "#D55E00", "#4D4D4D"
#: Sharp on A4 at full width; twenty such pictures fit into a page of 400 kB.
_DPI = 140
#: A picture keeps this many colours, each at least this far from the others in some channel.
_COLOURS, _APART = 16, 24


@contextmanager
def canvas(*, width: float = 7.0, height: float = 4.0) -> Iterator[tuple[Figure, Axes]]:
    """A figure in the style of the reports (inches), outside of pyplot's global state."""
    import matplotlib as mpl
    import seaborn as sns
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    style = {**sns.axes_style("whitegrid"), **sns.plotting_context("notebook", font_scale=0.95)}
    style |= {"font.family": "DejaVu Sans", "hatch.linewidth": 0.6, "axes.edgecolor": "#999999"}
    with mpl.rc_context(style):
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasAgg(figure)
        yield figure, figure.subplots()


def release_figure(
    figure: Figure, *, name: str, title: str, alt: str, notes: Sequence[str] = ()
) -> Released:
    """Make a released figure: a picture of few colours, without metadata.

    Parameters
    ----------
    figure : drawn figure
    name : stable name: ``gambar/<name>.png``
    title : caption
    alt : what is drawn, for whom, the main finding, the number of people
    notes : source, put after the caption
    """
    from PIL import Image

    raw = io.BytesIO()
    figure.savefig(raw, format="png", dpi=_DPI, metadata={"Software": None})
    picture = _in_few_colours(Image.open(raw).convert("RGB"))
    small = io.BytesIO()
    picture.save(small, format="png", optimize=True, bits=4)
    png = base64.b64encode(small.getvalue()).decode("ascii")
    html = template("figure.html.j2").render(
        name=name, title=title, alt=alt, png=png, notes=notes,
        width=picture.width, height=picture.height,
    )  # fmt: skip
    payload = {"kind": "figure", "name": name, "title": title, "alt": alt, "png": png}
    return Released(html, payload)


def _in_few_colours(picture: Picture) -> Picture:
    """Keep the most frequent colours and give every other pixel the nearest of them.

    Unlike the usual quantisers this keeps the colours of the series exact: they carry meaning.
    """
    from PIL import Image

    codes = np.asarray(picture).astype(np.int64) @ np.array([1 << 16, 1 << 8, 1], np.int64)
    found, place, count = np.unique(codes, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    kept: list[int] = []
    for one in np.argsort(-count, kind="stable"):
        if all(np.abs(colours[one] - colours[kept]).max(axis=1) >= _APART):
            kept.append(int(one))
        if len(kept) == _COLOURS:
            break
    nearest = np.square(colours[:, None] - colours[kept]).sum(axis=2).argmin(axis=1)
    small = Image.fromarray(nearest[place].reshape(codes.shape).astype(np.uint8))
    small.putpalette(colours[kept].astype(np.uint8).tobytes())
    return small


def plot_population_pyramid(
    table: pd.DataFrame, *, group: str, labels: tuple[str, str], ax: Axes
) -> Axes:
    """Men to the left, women to the right, one bar each per group.

    Parameters
    ----------
    table : ``group``, ``pria``, ``wanita``; the first row is drawn lowest
    labels : words for men and women
    """
    import seaborn as sns
    from matplotlib.ticker import FuncFormatter

    drawn = table.iloc[::-1].assign(pria=lambda t: -t["pria"])
    sides = ("pria", WARNA_PRIA, None), ("wanita", WARNA_WANITA, "////")
    for side, color, hatch in sides:
        sns.barplot(
            drawn, y=group, x=side, color=color, hatch=hatch, edgecolor="white",
            saturation=1, width=0.86, ax=ax,
        )  # fmt: skip
    widest = max(1, int(table[["pria", "wanita"]].to_numpy().max()))
    for place, (_, row) in enumerate(drawn.iterrows()):
        for value, align in ((row["pria"], "right"), (row["wanita"], "left")):
            ax.annotate(
                bilangan(abs(value)), (value, place), ha=align, va="center", fontsize=8,
                xytext=(-3 if align == "right" else 3, 0), textcoords="offset points",
            )  # fmt: skip
    ax.set(xlim=(-1.2 * widest, 1.2 * widest), ylabel="", xlabel="Jumlah pegawai")
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: bilangan(abs(x))))
    ax.axvline(0, color=WARNA_NETRAL, linewidth=0.8)
    for x, label, color in ((0.02, labels[0], WARNA_PRIA), (0.98, labels[1], WARNA_WANITA)):
        ax.text(
            x, 1.02, label, transform=ax.transAxes, color=color, fontweight="bold",
            ha="left" if x < 0.5 else "right", va="bottom",
        )  # fmt: skip
    ax.grid(visible=False, axis="y")
    return ax


def plot_share_ladder(
    table: pd.DataFrame,
    *,
    series: str,
    levels: Sequence[str],
    reference: pd.DataFrame | None,
    ax: Axes,
) -> Axes:
    """Share of women per level with its interval, one line of points per series.

    Parameters
    ----------
    table : ``series``, ``tingkat`` (0 is the lowest level), ``share_wanita, conf_low, conf_high``
    levels : label of each level, lowest first
    reference : ``tingkat``, ``share_wanita``: drawn in grey, without intervals
    """
    import seaborn as sns
    from matplotlib.ticker import FuncFormatter

    styles = (("o", "#5B2A86", "-"), ("s", "#00695C", ":"))
    shifts = (-0.24, 0.0)
    for name, style, shift in zip(dict.fromkeys(table[series]), styles, shifts, strict=False):
        rows = table.loc[table[series] == name]
        y = rows["tingkat"] + shift
        ax.hlines(y, rows["conf_low"], rows["conf_high"], color=style[1], linewidth=3, alpha=0.45)
        _points(rows["share_wanita"], y, rows["conf_high"], label=name, style=style, ax=ax)
    if reference is not None:
        x, y = reference["share_wanita"], reference["tingkat"] + 0.24
        _points(x, y, x, label="Indonesia 2022", style=("D", WARNA_NETRAL, "--"), ax=ax)
    ax.axvline(0.5, color=WARNA_NETRAL, linewidth=0.8, linestyle=(0, (1, 3)))
    ax.set(yticks=range(len(levels)), yticklabels=levels, xlim=(0, 1))
    ax.set(ylim=(-0.55, len(levels) - 0.45), xlabel="Proporsi wanita", ylabel="")
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: persen(x, digits=0)))
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, frameon=False, fontsize=9)
    ax.grid(visible=False, axis="y")
    for height in range(1, len(levels)):
        ax.axhline(height - 0.5, color="#DDDDDD", linewidth=0.8)
    sns.despine(ax=ax, left=True)
    return ax


def _points(
    x: pd.Series,
    y: pd.Series,
    ends: pd.Series,
    *,
    label: str,
    style: tuple[str, str, str],
    ax: Axes,
) -> None:
    """Marked line; each value is written to the right of its interval, clear of the others."""
    from matplotlib.patheffects import withStroke

    marker, color, line = style
    halo = [withStroke(linewidth=3, foreground="white")]  # numbers stay legible on lines
    ax.plot(x, y, marker=marker, color=color, linestyle=line, label=label, linewidth=1.2)
    for value, height, end in zip(x, y, ends, strict=True):
        if not pd.isna(value):
            ax.annotate(
                persen(value), (end, height), xytext=(7, 0), textcoords="offset points",
                ha="left", va="center", fontsize=8.5, color=color, path_effects=halo, zorder=5,
            )  # fmt: skip


def plot_incidence(
    table: pd.DataFrame, *, group: str, labels: dict[str, str], ax: Axes, xlabel: str
) -> Axes:
    """Share that has reached something by the end of each year, with its interval, per group.

    Parameters
    ----------
    table : ``group``, ``tahun``, ``estimate, conf_low, conf_high``
    labels : word of each value of the group, in the order drawn
    """
    import seaborn as sns
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    styles = {"L": (WARNA_PRIA, "--", "s"), "P": (WARNA_WANITA, "-", "o")}
    for value, label in labels.items():
        rows = table.loc[table[group] == value]
        color, line, marker = styles[value]
        ax.fill_between(
            rows["tahun"], rows["conf_low"].astype(float), rows["conf_high"].astype(float),
            color=color, alpha=0.16, linewidth=0,
        )  # fmt: skip
        ax.plot(rows["tahun"], rows["estimate"], color=color, linestyle=line, marker=marker,
                markersize=4, linewidth=1.8)  # fmt: skip
        if len(rows):
            last = rows.iloc[-1]
            # the label of the higher line goes up, the other one down: they never overlap
            highest = last["estimate"] >= table.groupby(group)["estimate"].last().max()
            ax.annotate(
                f"{label} {persen(last['estimate'], digits=0)}", (last["tahun"], last["estimate"]),
                xytext=(8, 6 if highest else -6), textcoords="offset points", color=color, va="center",
                fontweight="bold", fontsize=9.5,
            )  # fmt: skip
    last_year = int(table["tahun"].max()) if len(table) else 1
    ax.set(xlim=(0, last_year * 1.22), ylim=(0, 1), xlabel=xlabel, ylabel="Sudah mencapai")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: persen(y, digits=0)))
    sns.despine(ax=ax)
    return ax


def plot_ratios(
    table: pd.DataFrame,
    *,
    row: str,
    series: str,
    styles: dict[str, tuple[str, str, str]],
    ax: Axes,
    xlabel: str,
) -> Axes:
    """Ratios with their intervals on a logarithmic scale, series under one another in each row.

    Parameters
    ----------
    table : ``row``, ``series``, ``hazard_ratio, conf_low, conf_high``
    styles : colour, marker and line style of each series, in the order drawn
    """
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    names = list(dict.fromkeys(table[row]))
    step = 0.6 / max(1, len(styles) - 1)
    for place, (name, (color, marker, line)) in enumerate(styles.items()):
        rows = table.loc[table[series] == name]
        y = rows[row].map(names.index) + (place * step - 0.3 if len(styles) > 1 else 0)
        ax.hlines(y, rows["conf_low"], rows["conf_high"], color=color, linestyle=line, linewidth=2)
        ax.plot(rows["hazard_ratio"], y, color=color, marker=marker, linestyle="", label=name)
        for value, height, end in zip(rows["hazard_ratio"], y, rows["conf_high"], strict=True):
            ax.annotate(
                desimal(value, digits=2), (end, height), xytext=(6, 0), color=color,
                textcoords="offset points", va="center", fontsize=8.5,
            )  # fmt: skip
    ax.axvline(1, color=WARNA_NETRAL, linewidth=0.8)
    low, high = min(0.5, table["conf_low"].min()), max(2, table["conf_high"].max())
    ax.set(xscale="log", xlim=(low / 1.15, high * 1.5), xlabel=xlabel, ylabel="")
    ax.set(yticks=range(len(names)), yticklabels=names, ylim=(len(names) - 0.45, -0.55))
    ticks = [t for t in (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50) if low / 1.15 <= t <= high * 1.5]
    ax.xaxis.set_major_locator(FixedLocator(ticks))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:g}".replace(".", ",")))
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, frameon=False, fontsize=9)
    ax.grid(visible=False, axis="y")
    return ax


def plot_target(table: pd.DataFrame, *, target: float, ax: Axes) -> Axes:
    """Share of women per year with its interval, and the target as a line.

    Parameters
    ----------
    table : ``tahun, share_wanita, conf_low, conf_high``; years without a share stay empty
    target : share aimed at (0..1)
    """
    import seaborn as sns
    from matplotlib.patheffects import withStroke
    from matplotlib.ticker import FuncFormatter

    rows = table.loc[table["share_wanita"].notna()]
    x, y = rows["tahun"].astype(int), rows["share_wanita"].astype(float)
    ax.vlines(x, rows["conf_low"].astype(float), rows["conf_high"].astype(float), color=WARNA_WANITA,
              linewidth=3, alpha=0.35)  # fmt: skip
    ax.plot(x, y, color=WARNA_WANITA, marker="o", linewidth=0, markersize=6)
    for year, value in zip(x, y, strict=True):
        ax.annotate(persen(value, digits=0), (year, value), xytext=(6, 0), va="center",
                    textcoords="offset points", color=WARNA_WANITA, fontsize=8.5, zorder=5,
                    path_effects=[withStroke(linewidth=3, foreground="white")])  # fmt: skip
    first, last = int(table["tahun"].min()), int(table["tahun"].max())
    ax.axhline(target, color=WARNA_NETRAL, linestyle="--", linewidth=1.2, zorder=1)
    ax.annotate(f"Target\n{persen(target, digits=0)}", (last + 0.75, target), va="center",
                color=WARNA_NETRAL, fontsize=9, annotation_clip=False)  # fmt: skip
    ax.set(xlim=(first - 0.5, last + 0.7), ylim=(0, 1), xticks=range(first, last + 1))
    ax.set(xlabel="", ylabel="Wanita di antara peserta")
    ax.tick_params(axis="x", labelsize=9)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda v, _: persen(v, digits=0)))
    ax.grid(visible=False, axis="x")
    sns.despine(ax=ax)
    return ax
