"""One figure for each question of the summary, drawn from released tables alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Final

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.pelatihan.akses_show import RUTE as WAKTU
from pug_analysis.pages.ringkasan.jawaban_show import BARIS_SETARA, DIAJUKAN, JALUR
from pug_analysis.pages.ringkasan.kutipan_show import ReleasedTables
from pug_analysis.release.display import Several
from pug_analysis.release.figures import WARNA_NETRAL, WARNA_PRIA, WARNA_WANITA, canvas, plot_ratios
from pug_analysis.release.numbers import bilangan, desimal, persen
from pug_analysis.release.showing import show_figure
from pug_analysis.release.teks import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Inches: small enough to be read whole on a phone.
_WIDTH: Final = 4.4
#: Colour, marker and words of what a point stands for.
_STYLES: Final = {
    "pria": (WARNA_PRIA, "s", "Pria"),
    "wanita": (WARNA_WANITA, "o", "Wanita"),
    "ditandai": (WARNA_WANITA, "D", "Ditandai"),
    "": (WARNA_NETRAL, "o", ""),
}


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What a figure shows: rows of :func:`plot_points`, ratios instead of shares where ``ratio``."""

    name: str
    rows: pd.DataFrame
    reference: tuple[float, str] | None = None
    ratio: bool = False


def gambar(number: int, tables: ReleasedTables, data: Data) -> Several:
    """Figure of a question; nothing where its table is missing or holds no number to draw."""
    picture = _DRAWN[number](tables)
    drawn = picture.rows.dropna(subset=["estimate"]).reset_index(drop=True)
    if drawn.empty:
        return Several(())
    name = picture.name
    with canvas(width=_WIDTH, height=0.85 + 0.26 * drawn["baris"].nunique()) as (figure, ax):
        if picture.ratio:
            _ratios(drawn, ax=ax)
        else:
            plot_points(drawn, reference=picture.reference, ax=ax)
        one = show_figure(
            figure,
            name,
            data,
            words={"isi": _in_words(drawn, ratio=picture.ratio)},
        )
    return Several((one,))


def plot_points(table: pd.DataFrame, *, reference: tuple[float, str] | None, ax: Axes) -> Axes:
    """Shares with their intervals, one row each; groups of one row under one another.

    Parameters
    ----------
    table : ``baris`` (label), ``kelompok`` (key of the styles), ``estimate, conf_low, conf_high``
    reference : place and words of a vertical line
    """
    import seaborn as sns
    from matplotlib.ticker import FuncFormatter

    names = list(dict.fromkeys(table["baris"]))
    groups = list(dict.fromkeys(table["kelompok"]))
    step = 0.34 if len(groups) == 2 and set(groups) == {"pria", "wanita"} else 0.0
    for place, group in enumerate(groups):
        color, marker, word = _STYLES[group]
        rows = table.loc[table["kelompok"] == group]
        y = rows["baris"].map(names.index) + step * (place - 0.5)
        ax.hlines(y, rows["conf_low"], rows["conf_high"], color=color, linewidth=2.5, alpha=0.45)
        ax.plot(rows["estimate"], y, marker=marker, color=color, linestyle="", label=word)
        for value, height, end in zip(
            rows["estimate"], y, rows["conf_high"].fillna(rows["estimate"]), strict=True
        ):
            ax.annotate(
                f"{word} {persen(value)}" if step else persen(value), (end, height), xytext=(6, 0),
                textcoords="offset points", va="center", fontsize=8.5, color=color,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
            )  # fmt: skip
    if reference is not None:
        ax.axvline(reference[0], color=WARNA_NETRAL, linewidth=1, linestyle="--")
        ax.annotate(
            reference[1], (reference[0], 1), xycoords=("data", "axes fraction"), xytext=(4, 3),
            textcoords="offset points", fontsize=8.5, color=WARNA_NETRAL,
        )  # fmt: skip
    top = min(1.0, float(table[["estimate", "conf_high"]].max().max()) + 0.16)
    ax.set(yticks=range(len(names)), yticklabels=names, xlim=(0, top), xlabel="", ylabel="")
    ax.set(ylim=(len(names) - 0.5, -0.5))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: persen(x, digits=0)))
    ax.grid(visible=False, axis="y")
    sns.despine(ax=ax, left=True)
    return ax


def _ratios(rows: pd.DataFrame, *, ax: Axes) -> None:
    series = say("ringkasan_gambar", "rasio_seri")
    plot_ratios(
        rows.rename(columns={"estimate": "hazard_ratio"}).assign(seri=series),
        row="baris", series="seri", styles={series: (WARNA_WANITA, "o", "-")},
        ax=ax, xlabel=say("ringkasan_gambar", "rasio_sumbu"),
    )  # fmt: skip


_COLUMNS: Final = ["baris", "kelompok", "estimate", "conf_low", "conf_high"]


def _rows(
    frame: pd.DataFrame | None, label: str | Sequence[str], *, group: str | Sequence[str] = "",
    share: str = "estimate",
) -> pd.DataFrame:  # fmt: skip
    """Bring a released table into the form of :func:`plot_points`."""
    if frame is None or frame.empty:
        return pd.DataFrame(columns=_COLUMNS)
    labels = frame[label] if isinstance(label, str) else label
    drawn = frame.assign(baris=labels, kelompok=group, estimate=frame[share])
    for end in ("conf_low", "conf_high"):
        drawn[end] = frame[end] if end in frame else float("nan")
    return drawn[_COLUMNS].astype(dict.fromkeys(_COLUMNS[2:], float)).reset_index(drop=True)


def _ladder(tables: ReleasedTables) -> Picture:
    frame = tables.get("piramida_jenjang")
    if frame is not None:
        own = (frame["lingkup"] == JALUR) & ~frame["jenjang"].str.startswith("–")
        frame = frame.loc[own].iloc[::-1]
    rows = _rows(frame, "jenjang", group="wanita", share="share_wanita")
    return Picture("ringkasan_piramida", rows)


def _milestones(tables: ReleasedTables) -> Picture:
    frame = tables.get("kohort_tonggak")
    if frame is None:
        return Picture("ringkasan_kohort", _rows(None, "time"))
    labels = [f"{int(t) // 12} tahun" if t % 12 == 0 else f"{t} bulan" for t in frame["time"]]
    rows = _rows(frame, labels, group=frame["jk"].astype(str).to_numpy())
    order = rows.assign(t=frame["time"].to_numpy()).sort_values(["t", "kelompok"], kind="stable")
    return Picture("ringkasan_kohort", order[_COLUMNS])


def _training(tables: ReleasedTables) -> Picture:
    frame = tables.get("pelatihan_rasio")
    if frame is not None:
        frame = frame.loc[frame["ukuran"] == "disesuaikan"]
        course = frame["pelatihan"].str.partition(", ")
        frame = frame.assign(pelatihan=course[0] + " " + course[2].map(WAKTU).fillna(course[2]))
    rows = _rows(frame, "pelatihan", group="wanita")
    return Picture("ringkasan_pelatihan", rows, ratio=True)


def _equal_posts(tables: ReleasedTables) -> Picture:
    frame = tables.get("indikator_jabatan_setara")
    if frame is not None:
        frame = frame.loc[frame["setara"] == BARIS_SETARA]
        names = frame["nama"].str.partition(". ")[2].str.removesuffix(DIAJUKAN).str.strip()
        frame = frame.assign(nama=names.map(lambda name: fill(name, 22)))
    rows = _rows(frame, "nama", group="wanita", share="share_wanita")
    return Picture("ringkasan_jabatan", rows)


def _judged(tables: ReleasedTables) -> Picture:
    frame = tables.get("pd_pimpinan")
    if frame is None:
        return Picture("ringkasan_pd", _rows(None, "perangkat_daerah"))
    frame = frame.loc[frame["penilaian"].isin(["ditandai", "tidak ditandai"])]
    group = frame["penilaian"].map({"ditandai": "ditandai"}).fillna("").astype(str).to_numpy()
    names = frame["perangkat_daerah"].map(_shorten)
    rows = _rows(frame, names, group=group, share="share_wanita")
    rows[["conf_low", "conf_high"]] = float(
        "nan"
    )  # the table's interval is that of another estimate
    expected = frame["share_harapan"].dropna()
    word = say("ringkasan_gambar", "harapan")
    line = None if expected.empty else (float(expected.iloc[0]), word)
    return Picture("ringkasan_pd", rows, reference=line)


def _shorten(name: str, *, width: int = 26) -> str:
    return name if len(name) <= width else name[: width - 1].rstrip() + "…"


_DRAWN: Final[dict[int, Callable[[ReleasedTables], Picture]]] = {
    1: _ladder, 2: _milestones, 3: _training, 4: _equal_posts, 5: _judged,
}  # fmt: skip


def _in_words(rows: pd.DataFrame, *, ratio: bool) -> str:
    """The values; long lists are cut, the tables hold them all."""
    parts = []
    for _, row in rows.iterrows():
        who = (
            f" ({_STYLES[row['kelompok']][2].lower()})"
            if row["kelompok"] in ("pria", "wanita")
            else ""
        )
        value = desimal(row["estimate"], digits=2) if ratio else persen(row["estimate"])
        parts.append(f"{row['baris']}{who} {value}")
    shown = "; ".join(parts)
    if len(shown) <= 200:
        return shown
    return say(
        "ringkasan_daftar_panjang",
        awal=shown[:200].rsplit(";", 1)[0],
        jumlah=bilangan(len(parts)),
    )
