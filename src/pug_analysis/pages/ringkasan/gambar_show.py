"""One figure for each question of the summary, drawn from released tables alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Final

import pandas as pd

from pug_analysis.analyses.questions.offices import FLAGGED, NOT_FLAGGED
from pug_analysis.analyses.questions.posts import RECENT_YEARS
from pug_analysis.analyses.questions.training import BOTH, ROUTES
from pug_analysis.careers.load import Data
from pug_analysis.pages.ringkasan import bentuk_show, kecepatan_show, pd_show, pelatihan_show
from pug_analysis.pages.ringkasan.jabatan_show import ARAH_JABATAN, appointment_lines
from pug_analysis.pages.ringkasan.kutipan_show import ReleasedTables, has_rows
from pug_analysis.pages.ringkasan.perseratus_show import per_hundred
from pug_analysis.pages.ringkasan.tangga_show import ladder_rows, plot_ladder
from pug_analysis.release.display import Several
from pug_analysis.release.figures import canvas
from pug_analysis.release.numbers import bilangan, persen
from pug_analysis.release.showing import show_figure
from pug_analysis.release.teks import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Inches: small enough to be read whole on a phone.
_WIDTH: Final = 4.4
#: So many offices are drawn at most: those furthest below what was expected.
MOST_OFFICES: Final = 12


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What a figure shows: its rows, how they are drawn, its height (inches), and its values in words."""

    name: str
    rows: pd.DataFrame
    draw: Callable[..., Axes]
    height: float
    words: str


def gambar(number: int, tables: ReleasedTables, data: Data) -> Several:
    """Figure of a question; nothing where its table is missing or holds no number to draw."""
    picture = PICTURES[number](tables)
    if picture.rows.empty:
        return Several(())
    name = picture.name
    with canvas(width=_WIDTH, height=picture.height) as (figure, ax):
        picture.draw(picture.rows, ax=ax)
        one = show_figure(figure, name, data, words={"isi": _cut(picture.words)})
    return Several((one,))


def _ladder(tables: ReleasedTables) -> Picture:
    rows = ladder_rows(tables)
    told = rows.dropna(subset=["rasio"])
    words = [
        f"{origin} ke {level} {per_hundred(ratio)}"
        for origin, level, ratio in zip(told["dari"], told["ke"], told["rasio"], strict=True)
    ]
    drawn = rows if len(told) else rows.iloc[:0]
    return Picture("ringkasan_tangga", drawn, plot_ladder, 4.7, "; ".join(words))


def _curves(tables: ReleasedTables) -> Picture:
    columns = {"time": "tahun", "share_pria": "pria", "share_wanita": "wanita"}
    rows = _taken(tables, kecepatan_show.KURVA, columns).dropna()
    rows = rows.assign(tahun=rows["tahun"] / 12).reset_index(drop=True)
    words = [
        f"{bilangan(year)} tahun: pria {persen(men, digits=0)}, wanita {persen(women, digits=0)}"
        for year, men, women in zip(rows["tahun"], rows["pria"], rows["wanita"], strict=True)
    ]
    return Picture("ringkasan_kecepatan", rows, bentuk_show.plot_lines, 3.0, "; ".join(words))


def _training(tables: ReleasedTables) -> Picture:
    columns = {"rasio": "estimate", "conf_low": "conf_low", "conf_high": "conf_high"}
    rows = _taken(tables, pelatihan_show.SEMUA_JALUR, columns, label="jalur")
    known = rows["baris"].isin([BOTH, *ROUTES])
    rows = rows.loc[known].dropna(subset=["estimate"])
    order = {name: place for place, name in enumerate((BOTH, *ROUTES))}
    rows = rows.sort_values("baris", key=lambda names: names.map(order)).reset_index(drop=True)
    rows["baris"] = [fill(say("ringkasan_jalur", str(name)), 18) for name in rows["baris"]]
    words = _valued(rows, per_hundred)
    return Picture(
        "ringkasan_pelatihan",
        rows,
        bentuk_show.plot_hundred,
        1.1 + 0.5 * len(rows),
        "; ".join(words),
    )


def _posts(tables: ReleasedTables) -> Picture:
    columns = {"share_wanita": "estimate", "conf_low": "conf_low", "conf_high": "conf_high"}
    both = appointment_lines(tables)
    rows = _taken(tables, ARAH_JABATAN, columns, label="baris")
    rows = rows.dropna(subset=["estimate"]).reset_index(drop=True)
    if both is not None:
        rows["baris"] = [
            fill(
                say(
                    "ringkasan_gambar_baris",
                    _line(str(name), both),
                    nama=str(name),
                    tahun=str(RECENT_YEARS),
                ),
                20,
            )
            for name in rows["baris"]
        ]
    words = _valued(rows, persen)
    return Picture(
        "ringkasan_jabatan", rows, bentuk_show.plot_shares, 0.8 + 0.5 * len(rows), "; ".join(words)
    )


def _line(name: str, both: tuple[str, str]) -> str:
    return "pemegang" if name == both[0] else "pengangkatan"


def _offices(tables: ReleasedTables) -> Picture:
    columns = {"wanita": "estimate", "harapan": "harapan", "rasio": "rasio"}
    rows = _taken(tables, pd_show.PENGANGKATAN, columns, label="perangkat_daerah")
    if len(rows):
        said = tables[pd_show.PENGANGKATAN]["penilaian"].reset_index(drop=True)
        rows = rows.assign(ditandai=said == FLAGGED)
        rows = rows.loc[said.isin([FLAGGED, NOT_FLAGGED])].dropna(subset=["estimate", "harapan"])
        rows = rows.sort_values(["ditandai", "rasio"], ascending=[False, True], kind="stable")
        rows = rows.head(MOST_OFFICES).reset_index(drop=True)
        rows["baris"] = [_shorten(str(name)) for name in rows["baris"]]
    words = [
        f"{name} {bilangan(women)} (diharapkan {bilangan(expected)})"
        for name, women, expected in zip(
            rows["baris"], rows["estimate"], rows["harapan"], strict=True
        )
    ]
    return Picture(
        "ringkasan_pd", rows, bentuk_show.plot_expected, 0.9 + 0.32 * len(rows), "; ".join(words)
    )


#: What is drawn for each question.
PICTURES: Final[dict[int, Callable[[ReleasedTables], Picture]]] = {
    1: _ladder, 2: _curves, 3: _training, 4: _posts, 5: _offices,
}  # fmt: skip


def _taken(
    tables: ReleasedTables, name: str, columns: dict[str, str], *, label: str = ""
) -> pd.DataFrame:
    """Columns of a released table as numbers under other names; hidden ones are missing."""
    names = (["baris"] if label else []) + list(columns.values())
    if not has_rows(tables, name):
        return pd.DataFrame(columns=names)
    frame = tables[name].reset_index(drop=True)
    numbers = {
        new: pd.to_numeric(frame[old], errors="coerce").astype(float)
        for old, new in columns.items()
    }
    return pd.DataFrame({**({"baris": frame[label].astype(object)} if label else {}), **numbers})


def _valued(rows: pd.DataFrame, write: Callable[[float], str]) -> list[str]:
    """Each line with its value; labels may be broken."""
    return [
        f"{str(label).replace(chr(10), ' ')} {write(value)}"
        for label, value in zip(rows["baris"], rows["estimate"], strict=True)
    ]


def _shorten(name: str, *, width: int = 26) -> str:
    return name if len(name) <= width else name[: width - 1].rstrip() + "…"


def _cut(said: str) -> str:
    """Long lists are cut, the tables hold them all."""
    if len(said) <= 200:
        return said
    return say(
        "ringkasan_daftar_panjang",
        awal=said[:200].rsplit(";", 1)[0],
        jumlah=bilangan(len(said.split("; "))),
    )
