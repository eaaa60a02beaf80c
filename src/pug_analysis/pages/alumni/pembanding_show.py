"""Alumni beside people of the same kind without the training: figure, table, sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.pages.alumni.alumni import AskedOfAlumni
from pug_analysis.pages.alumni.alumni_show import by_sex, persen_bulat, released_alumni
from pug_analysis.pages.alumni.pembanding import BATAS_TAHUN
from pug_analysis.release.arah import arah
from pug_analysis.release.disclosure import count_in_words, is_protected
from pug_analysis.release.disclosure_estimates import released_gaps, share_error
from pug_analysis.release.disclosure_shares import effective_share, released_counts, released_shares
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.figures import WARNA_PRIA, WARNA_WANITA, canvas
from pug_analysis.release.halangan import TANPA_DAFTAR, TERLALU_SEDIKIT
from pug_analysis.release.kurva import SEX_WORD
from pug_analysis.release.numbers import desimal, persen
from pug_analysis.release.showing import show_figure, show_table
from pug_analysis.release.small_counts import SMALLEST
from pug_analysis.release.teks import cases, say
from pug_analysis.stats.decision import MIN_PEOPLE

_OTHERS: Final = ("share_lain", "lain_low", "lain_high")

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def gambar_bagian(
    shares: pd.DataFrame, compared: pd.DataFrame, asked: AskedOfAlumni, data: Data
) -> Several:
    """Alumni and matched others at each month, with the target band shaded."""
    jenjang, band = asked.jenjang, asked.band
    shares = released_alumni(shares, data).assign(n_event=shares["n_event"], n=shares["n"])
    compared = released_comparison(compared, data)
    own = shares.loc[(shares["jenjang"] == jenjang) & shares["estimate"].notna()]
    beside = compared.loc[(compared["jenjang"] == jenjang) & compared["share_lain"].notna()]
    if own.empty:
        return Several(())
    last = own["time"].max()
    words = ", ".join(_finding(row) for _, row in by_sex(own.loc[own["time"] == last]))
    n_people = own.groupby(SEX)["n"].max().sum()
    people = count_in_words(n_people, edition=data.edition)
    with canvas(width=7.0, height=4.2) as (figure, ax):
        _plot(own, beside, band=band, ax=ax)
        one = show_figure(
            figure,
            "alumni_bagian",
            data,
            words={
                "jenjang": jenjang,
                "jumlah": people,
                "rendah": persen_bulat(band[0]),
                "tinggi": persen_bulat(band[1]),
                "bulan": str(int(last)),
                "isi": words,
            },
        )
    return Several((one,))


def _finding(row: pd.Series) -> str:
    return f"{SEX_WORD[row[SEX]]} {persen(row['estimate'])}"


def _plot(own: pd.DataFrame, beside: pd.DataFrame, *, band: tuple[float, float], ax: Axes) -> None:
    """Points with intervals side by side: full for alumni, hollow for those beside them."""
    from matplotlib.ticker import FuncFormatter

    named = cases("alumni_gambar_kata")
    months = sorted({*own["time"], *beside["time"]})
    ax.axhspan(*band, color="#B8D8B8", alpha=0.7, linewidth=0, zorder=0)
    right = len(months) - 0.45
    ax.annotate(named["sasaran"], (right, sum(band) / 2), ha="right", va="center", fontsize=9)
    columns = (
        (own, ("estimate", "conf_low", "conf_high"), named["alumni"], True),
        (beside, ("share_lain", "lain_low", "lain_high"), named["pembanding"], False),
    )
    place = -0.27
    for sex, color, marker in (("P", WARNA_WANITA, "o"), ("L", WARNA_PRIA, "s")):
        for table, (share, low, high), name, full in columns:
            rows = table.loc[table[SEX] == sex]
            x = rows["time"].map(months.index) + place
            ax.vlines(x, rows[low].astype(float), rows[high].astype(float), color=color, alpha=0.6)
            known = rows[share]
            ax.plot(
                x, known.astype(float), linestyle="", marker=marker, color=color,
                markerfacecolor=color if full else "white", label=f"{SEX_WORD[sex]}, {name}",
            )  # fmt: skip
            shown = known.notna()
            ends = zip(x[shown], known[shown], rows.loc[shown, high], strict=True)
            for at, value, end in ends:
                ax.annotate(persen(value, digits=0), (at, end), xytext=(0, 3), ha="center",
                            textcoords="offset points", color=color, fontsize=8.5)  # fmt: skip
            place += 0.18
    highest = max(band[1], own["conf_high"].max(), beside["lain_high"].max())
    ticks = [say("alumni_gambar_bulan", bulan=str(int(month))) for month in months]
    ax.set(xticks=range(len(months)), xticklabels=ticks,
           xlim=(-0.5, len(months) - 0.4), ylim=(0, min(1.0, 1.1 * highest)),
           xlabel=named["mendatar"], ylabel=named["tegak"])  # fmt: skip
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: persen(y, digits=0)))
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, frameon=False, fontsize=9)
    ax.grid(visible=False, axis="x")


def released_comparison(compared: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Compute shares and differences anew from rounded counts; none of fewer than 8 promotions."""
    if not is_protected(data.edition) or compared.empty:
        return compared
    few = {arm: compared[f"event_{arm}"] < SMALLEST for arm in ("alumni", "lain")}
    shown = released_shares(compared, values=_OTHERS, edition=data.edition)
    shown[list(_OTHERS)] = shown[list(_OTHERS)].mask(few["lain"])
    pairs = zip(compared["share_alumni"], compared["n_alumni"], strict=True)
    own = pd.Series([effective_share(*pair) for pair in pairs], index=compared.index)
    own = own.mask(few["alumni"])
    people = released_counts(compared["n_alumni"])
    other = share_error(*(shown[name] for name in _OTHERS[1:]))
    error = (own * (1 - own) / people + other**2) ** 0.5
    gap = own - shown["share_lain"]
    shown = shown.assign(share_alumni=own)
    return released_gaps(shown, error=error, estimate=gap, edition=data.edition)


def _rule(data: Data) -> str:
    """What else decides which rows are shown, and what follows from it."""
    case = "terlindung" if is_protected(data.edition) else "internal"
    return say("alumni_aturan", case, terkecil=str(SMALLEST))


def tabel_pembanding(compared: pd.DataFrame, data: Data) -> Several:
    """Alumni and those beside them at each month, then the differences."""
    lost = compared.drop_duplicates(["jenjang", SEX])["tanpa_pembanding"].sum()
    shown = released_comparison(compared, data).assign(jk=compared[SEX].map(SEX_WORD))
    both = show_table(
        shown,
        "alumni_pembanding",
        data,
        words={
            "batas": ", ".join(str(year) for year in BATAS_TAHUN[1:]),
            "tanpa": count_in_words(lost, edition=data.edition),
            "terkecil": str(MIN_PEOPLE),
            "aturan": _rule(data),
        },
        terms={"public": {"n_alumni": "", "event_alumni": "n_alumni", "event_lain": "n_lain"}},
        row_header=1,
    )
    gaps = show_table(shown.loc[shown["estimate"].notna()], "alumni_selisih", data, row_header=1)
    return Several((both, gaps))


def kalimat_pembanding(compared: pd.DataFrame, asked: AskedOfAlumni, data: Data) -> Released:
    """What the comparison says at the month of the target, and what it does not."""
    compared = released_comparison(compared, data)
    rows = compared.loc[(compared["jenjang"] == asked.jenjang) & (compared["time"] == asked.time)]
    if rows.empty:
        return text(f"{TANPA_DAFTAR}.")
    sentences = [_beside(row, asked.jenjang, asked.time) for _, row in by_sex(rows)]
    return text(*sentences, say("alumni_hubungan"))


def _beside(row: pd.Series, jenjang: str, time: int) -> str:
    who = SEX_WORD[row[SEX]]
    if pd.isna(row["estimate"]):
        few = TERLALU_SEDIKIT.lower()
        return say("alumni_pembanding_sedikit", siapa=who, jenjang=jenjang, sedikit=few)
    low, high = (desimal(100 * row[end]) for end in ("conf_low", "conf_high"))
    side = arah(row["estimate"], row["conf_low"], row["conf_high"], sama=0)
    return say(
        "alumni_pembanding_kalimat",
        siapa=who,
        jenjang=jenjang,
        alumni=persen(row["share_alumni"]),
        bulan=str(time),
        lain=persen(row["share_lain"]),
        selisih=desimal(100 * row["estimate"]),
        bawah=low,
        atas=high,
        putusan=say("alumni_selisih_putusan", {1: "sering", -1: "jarang", 0: "belum"}[side]),
    )
