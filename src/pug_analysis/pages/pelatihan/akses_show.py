"""The pieces on access to leadership training: who attends it when, before the post and in it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pug_analysis.analyses.access import Access
from pug_analysis.analyses.cohort import MIN_AT_RISK, Groups
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.release.alur import (
    catatan_kohort,
    name_steps,
    released_cohort,
    sexes_of,
    with_sexes,
)
from pug_analysis.release.disclosure import count_in_words, protect_flow
from pug_analysis.release.disclosure_models import protect_curve
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.figures import canvas, plot_incidence
from pug_analysis.release.halangan import TANPA_DAFTAR, TERLALU_SEDIKIT
from pug_analysis.release.kurva import SEX_WORD, show_risk
from pug_analysis.release.numbers import desimal, in_years, persen, poin_lebih
from pug_analysis.release.showing import show_figure, show_table
from pug_analysis.release.teks import cases, say
from pug_analysis.terms.diklat import TANGGA
from pug_analysis.terms.syarat import MASA_SYARAT

#: What the two routes are called.
RUTE = cases("pelatihan_jalur")
#: From when the years of a route count.
SEJAK = cases("pelatihan_sejak")
_GAMBAR = {"sebelum": "pelatihan_akses_sebelum", "sesudah": "pelatihan_akses_sesudah"}


def alur_pelatihan(*routes: Access, cohort: Cohort, groups: Groups, data: Data) -> Released:
    """Who counts as able to attend, and who is left out for which reason."""
    level, people = routes[0].eligible.level, released_cohort(cohort, data)
    flows = [
        protect_flow(
            with_sexes(one.eligible.spells.flow, sexes_of(one.eligible.spells.table), data),
            count="orang",
            given=people,
            edition=data.edition,
        ).assign(jalur=RUTE[one.eligible.route].capitalize())
        for one in routes
    ]
    return show_table(
        name_steps(pd.concat(flows, ignore_index=True), groups),
        "pelatihan_alur",
        data,
        words={
            "pelatihan": level,
            "jabatan": TANGGA[level],
            "bulan": str(MASA_SYARAT[level]),
            "kohort": catatan_kohort(data),
        },
        row_header=1,
    )


def gambar_akses(curves: pd.DataFrame, access: Access, data: Data) -> Several:
    """Cumulative incidence of the first training of one route by sex on the yearly grid."""
    level, route = access.eligible.level, access.eligible.route
    grid = curves.loc[curves["jalur"] == route] if len(curves) else curves
    grid = protect_curve(grid, by=(SEX,), time="tahun", edition=data.edition)
    grid = grid.dropna(subset="estimate")
    if grid.empty:
        return Several((text(say("pelatihan_kurva_tidak", pelatihan=level, jalur=RUTE[route],
                                 sebab=_why_not(access).lower())),))  # fmt: skip
    labels = {"L": data.config.profil.label_pria, "P": data.config.profil.label_wanita}
    last = grid.groupby(SEX).tail(1).set_index(SEX)
    n_people = access.eligible.spells.table["pegawai_id"].nunique()
    top = float(grid["conf_high"].fillna(grid["estimate"]).max())
    name = _GAMBAR[route]
    with canvas(width=7.0, height=3.6) as (figure, ax):
        along = say("pelatihan_sumbu", "tahun", sejak=SEJAK[route])
        plot_incidence(grid, group=SEX, labels=labels, ax=ax, xlabel=along)
        up = say("pelatihan_sumbu", "ikut", pelatihan=level)
        ax.set(ylim=(0, min(1.0, max(0.05, 1.15 * top))), ylabel=up)
        one = show_figure(
            figure,
            name,
            data,
            words={
                "pelatihan": level,
                "mulai": _begins(int(grid["mulai"].iloc[0])),
                "orang": count_in_words(n_people, edition=data.edition),
                "tahun_akhir": str(int(last["tahun"].max())),
                "isi": ", ".join(
                    f"{SEX_WORD[str(sex)]} {persen(row['estimate'])}"
                    for sex, row in last.iterrows()
                ),
            },
        )
    return Several((one,))


def _begins(month: int) -> str:
    return f" {say('pelatihan_kurva_mulai', bulan=str(month))}" if month else ""


def _why_not(access: Access) -> str:
    return TANPA_DAFTAR if access.question.obstacle == "no_leavers" else TERLALU_SEDIKIT


def cara_akses(curves: pd.DataFrame) -> Several:
    """How the curves are read, where there is one."""
    if curves.empty:
        return Several(())
    box = reading(say("pelatihan_cara_akses", "garis"), say("pelatihan_cara_akses", "pita"))
    return Several((box,))


def tabel_akses(curves: pd.DataFrame, data: Data, *, level: str) -> Released:
    """The numbers of the figures."""
    shown = protect_curve(
        curves, by=("jalur", SEX), across=("jalur",), time="tahun", edition=data.edition
    )
    return show_table(
        _in_words(shown),
        "pelatihan_akses",
        data,
        words={"pelatihan": level, "berisiko_min": str(MIN_AT_RISK)},
        row_header=2,
    )


def tabel_tonggak_akses(shares: pd.DataFrame, data: Data, *, level: str) -> Released:
    """Shares at the milestones."""
    return show_table(
        _in_words(shares), "pelatihan_tonggak", data, words={"pelatihan": level}, row_header=2
    )


def tabel_selisih_akses(difference: pd.DataFrame, data: Data, *, level: str) -> Released:
    """Differences at the milestones with intervals simultaneous over both routes."""
    return show_table(
        _in_words(difference), "pelatihan_selisih", data, words={"pelatihan": level}, row_header=1
    )


def _in_words(table: pd.DataFrame) -> pd.DataFrame:
    routes = table["jalur"].map(RUTE) if len(table) else pd.Series(dtype=str)
    words = table.assign(jalur=routes)
    return words.assign(jk=table[SEX].map(SEX_WORD)) if SEX in table else words


def kalimat_akses(shares: pd.DataFrame, difference: pd.DataFrame, *routes: Access) -> Released:
    """Milestones as natural frequencies: of 100 women who can attend ..., of 100 men ..."""
    sentences = []
    for one in routes:
        level, route = one.eligible.level, one.eligible.route
        gaps = difference.loc[difference["jalur"] == route] if len(difference) else difference
        if gaps.empty:
            why = _why_not(one).lower()
            sentences.append(
                say("pelatihan_jalur_tidak", pelatihan=level, jalur=RUTE[route], sebab=why)
            )
        for _, gap in gaps.iterrows():
            rows = shares.loc[(shares["time"] == gap["time"]) & (shares["jalur"] == route)]
            sentences.append(_milestone(rows.set_index(SEX), gap, level=level, route=route))
    return text(*sentences)


def _milestone(rows: pd.DataFrame, gap: pd.Series, *, level: str, route: str) -> str:
    lasting, since = in_years(gap["time"]), SEJAK[route]
    if rows["estimate"].isna().any():
        return say(
            "pelatihan_tonggak",
            "sedikit",
            pelatihan=level,
            jalur=RUTE[route],
            lama=lasting,
            sejak=since,
            sebab=TERLALU_SEDIKIT.lower(),
        )
    sure = gap["conf_low"] > 0 or gap["conf_high"] < 0
    return say(
        "pelatihan_tonggak",
        "pasti" if sure else "belum",
        pelatihan=level,
        jalur=RUTE[route],
        lama=lasting,
        sejak=since,
        wanita=_of_100(rows.loc["P"]),
        pria=_of_100(rows.loc["L"]),
        selisih=poin_lebih(gap["estimate"]),
        bawah=desimal(100 * gap["conf_low"]),
        atas=desimal(100 * gap["conf_high"]),
    )


def _of_100(row: pd.Series) -> str:
    value, low, high = (desimal(100 * row[name]) for name in ("estimate", "conf_low", "conf_high"))
    return f"{value} ({low}-{high})"


def tabel_risiko_akses(*routes: Mapping[str, Access], data: Data) -> Several:
    """The risk tables of all levels and routes, from which every curve can be drawn again."""
    tables = [
        ({"jenjang": level, "jalur": RUTE[one.eligible.route]}, one.question.by_sex)
        for access in routes
        for level, one in access.items()
        if one.question.by_sex is not None
    ]
    if not tables:
        return Several(())
    return show_risk(tables, "pelatihan_tabel_risiko", data)
