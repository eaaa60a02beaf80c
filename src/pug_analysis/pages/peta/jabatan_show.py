"""The pieces of the map of offices: women among the holders of posts of each perangkat daerah."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD
from pug_analysis.pages.peta.corong_show import LINE, plot_funnel, wrap_name
from pug_analysis.pages.peta.jabatan import (
    DITANDAI,
    MIN_POSTS,
    TIDAK_DITANDAI,
    Offices,
    compare_with_own,
)
from pug_analysis.release.disclosure import is_protected, protect_parts
from pug_analysis.release.disclosure_rows import Whole
from pug_analysis.release.display import Released, reading, text
from pug_analysis.release.figures import canvas
from pug_analysis.release.ledger import ASN, PRIA, WANITA, Cells
from pug_analysis.release.numbers import bilangan, persen, poin
from pug_analysis.release.perangkat_daerah import (
    catatan_perlindungan,
    orang_per_pd,
    pejabat_per_pd,
)
from pug_analysis.release.showing import show_figure, show_table
from pug_analysis.release.small_counts import PERCENT_FROM
from pug_analysis.release.teks import cases, say
from pug_analysis.stats import binomial_limits

#: What a PD is found to be, as printed.
PENILAIAN = cases("peta_penilaian")
_TAILS = {"bawah_95": 0.025, "atas_95": 0.975, "bawah_998": 0.001, "atas_998": 0.999}


def tabel_pimpinan(offices: Offices, data: Data) -> Released:
    """Every PD with its holders of posts, what is expected, and what is found; by name."""
    options = data.config.peta
    shown = offices.table.assign(penilaian=offices.table["penilaian"].map(PENILAIAN))
    return show_table(
        shown,
        "pd_pimpinan",
        data,
        words={
            "kelompok": bilangan(offices.pool_total),
            "kelompok_wanita": bilangan(offices.pool_women),
            "ambang": poin(options.margin),
            "tingkat_q": persen(options.tingkat_q, digits=0),
            "jabatan_min": str(MIN_POSTS),
        },
        terms={"cells": Cells(ASN, _of_track("pejabat"), rows={PD: PD}, complete=(SEX,))},
    )


def tabel_taksiran(offices: Offices, data: Data) -> Released:
    """Shrunken shares and tests of the offices that are judged; by name."""
    judged = offices.table.loc[offices.table["p_value"].notna()]
    return show_table(
        judged,
        "pd_taksiran",
        data,
        words={
            "keyakinan": persen(data.config.peta.conf_level, digits=0),
            "dinilai": bilangan(offices.n_judged),
        },
    )


def gambar_corong(offices: Offices, data: Data) -> Released:
    """The funnel: shares against numbers of posts, names of flagged offices in the margin."""
    table = offices.table
    if table.empty or not 0 < offices.share_expected < 1:
        return text(say("peta_kosong"))
    points = pd.DataFrame(
        {
            "nama": table[PD],
            "total": table["total"],
            "share_wanita": table["wanita"] / table["total"],
            "keadaan": table["penilaian"],
        }
    )
    sizes = np.arange(1, int(table["total"].max()) + 2)
    limits = pd.DataFrame({"total": sizes}).assign(
        **{
            name: binomial_limits(sizes, share=offices.share_expected, tail=tail)
            for name, tail in _TAILS.items()
        }
    )
    names = table.loc[table["penilaian"] == DITANDAI, PD]
    lines = sum(wrap_name(name).count("\n") + 1.6 for name in names)
    low = sum(
        points.loc[points["keadaan"] == TIDAK_DITANDAI, "share_wanita"] < offices.share_expected
    )
    found = say("peta_corong_nama", nama=", ".join(names)) if 1 <= len(names) <= 2 else ""
    with canvas(width=7.0, height=max(4.4, 4.4 * LINE * lines)) as (figure, ax):
        plot_funnel(
            points, limits=limits, share=offices.share_expected, judged_from=MIN_POSTS, ax=ax
        )
        return show_figure(
            figure,
            "pd_corong",
            data,
            words={
                "jumlah_pd": bilangan(len(table)),
                "jumlah": bilangan(table["total"].sum()),
                "harapan": persen(offices.share_expected),
                "dinilai": bilangan(offices.n_judged),
                "ditandai": bilangan(len(names)),
                "rendah": bilangan(low),
                "nama": f" {found}" if found else "",
            },
        )


def cara_corong() -> Released:
    """How the funnel is read."""
    return reading(say("peta_cara_corong", "titik"), say("peta_cara_corong", "kecil"))


def tabel_kelompok(groups: pd.DataFrame, data: Data) -> Released:
    """Offices seen together."""
    return show_table(groups, "pd_kelompok", data, words={"jabatan_min": str(MIN_POSTS)})


def tabel_daya(seen: pd.DataFrame, data: Data) -> Released:
    """What could have been seen at all in an office of few, usual and many posts."""
    options = data.config.peta
    return show_table(
        seen,
        "pd_daya",
        data,
        words={"ambang": poin(options.margin), "tingkat_q": persen(options.tingkat_q, digits=0)},
    )


def tabel_pejabat_calon(people: pd.DataFrame, data: Data) -> Released:
    """Second view: the holders of posts beside the candidates in the same office.

    Parameters
    ----------
    people : of ``pages.peta.jabatan.candidates``
    """
    protected = is_protected(data.edition)
    shown = compare_with_own(_released_numbers(people, data) if protected else people)
    if protected:
        shown = shown.assign(**_masked(people, data))
    # Holders of posts are known by name: in offices of a few of them nearly every number tells on each,
    # so that the column of those who retire soon stands in the agency's own edition alone.
    soon = say(
        "peta_segera_pensiun",
        "terlindung" if protected else "internal",
        lama=str(data.config.peta.tahun_pensiun),
    )
    return show_table(
        shown,
        "pd_calon",
        data,
        words={"jabatan_min": str(MIN_POSTS), "segera_pensiun": soon},
        more=catatan_perlindungan(data),
        terms={"derived": ("total",), "recomputed": True, "cells": _candidate_cells()},
    )


def _released_numbers(people: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Counts from which a protected edition may compute: those shown, of enough people."""
    shown = _masked(people, data)
    numbers = {name: pd.to_numeric(values, errors="coerce") for name, values in shown.items()}
    enough = (numbers["total"] >= PERCENT_FROM).fillna(False)
    kept = {name: values.astype("Float64").where(enough) for name, values in numbers.items()}
    return people.assign(**kept)


def _masked(people: pd.DataFrame, data: Data) -> dict[str, pd.Series]:
    columns = ["pria", "wanita", "total"]
    # Active people less holders of posts and less candidates must not come out too well.
    posts = pejabat_per_pd(data.snapshot, people[PD])
    active = Whole(orang_per_pd(data.snapshot, people[PD]), least=posts, apart=posts)
    shown = protect_parts(
        people, parts=columns[:2], total="total", whole=active, edition=data.edition
    )
    return {name: shown[name] for name in columns}


def _candidate_cells() -> Cells:
    return Cells(ASN, _of_track("calon"), rows={PD: PD}, complete=(PD, SEX))


def _of_track(place: str) -> dict[str, dict[str, str]]:
    track = {"jalur_struktural": place}
    return {"pria": PRIA | track, "wanita": WANITA | track, "total": track}
