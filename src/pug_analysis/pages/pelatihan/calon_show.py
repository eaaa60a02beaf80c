"""How many holders of posts could be chosen for the next post's training, without telling of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.pages.pelatihan.calon import (
    BELUM_DIKLAT,
    FORMAL,
    SELURUHNYA,
    SIAP,
    SUDAH_DIKLAT,
    TIDAK_DIKETAHUI,
)
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.disclosure_public import hide_ends, hide_parts, leave_out_beside
from pug_analysis.release.display import Released
from pug_analysis.release.ledger import PRIA, WANITA, Cells
from pug_analysis.release.showing import show_table
from pug_analysis.stats.decision import MIN_PEOPLE

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition

#: Groups whose members are known by name: holders of structural posts, and of the JF posts equal to them.
PEJABAT: Final = ("Pengawas", "JF Ahli Muda", "Administrator", "JF Ahli Madya")
#: Of those who meet the formal requirements: with and without the training, and not known.
_BAGIAN: Final = (SUDAH_DIKLAT, BELUM_DIKLAT, TIDAK_DIKETAHUI)
_STATES: Final = (FORMAL, *_BAGIAN, SIAP)
_SEXES: Final = ("pria", "wanita")
#: Who meets the formal requirements, and of them who is trained: the parts add up.
_CELLS: Final = Cells(
    "calon peserta diklat",
    {"pria": PRIA, "wanita": WANITA, "total": {}},
    rows={"kelompok": "kelompok", "diklat": "keadaan"},
    where={"keadaan": (FORMAL, *_BAGIAN)},
    whole=FORMAL,
    complete=("diklat", SEX),
)


def tabel_calon(table: pd.DataFrame, data: Data) -> Released:
    """Candidates of each group, counted."""
    return show_table(
        protect_candidates(table, edition=data.edition),
        "pelatihan_calon",
        data,
        words={"orang_min": str(MIN_PEOPLE)},
        terms={
            "public": dict.fromkeys(_SEXES, ""),
            "public_rows": {"kelompok": PEJABAT, "keadaan": _STATES},
            "cells": _CELLS,
        },
        row_header=2,
    )


def protect_candidates(table: pd.DataFrame, *, edition: Edition) -> pd.DataFrame:
    """Hide states of candidates that tell of each holder of a post.

    Parameters
    ----------
    table : of ``pages.pelatihan.calon.count_candidates``

    Returns
    -------
    DataFrame like ``table``. Who meets the requirements is counted among all of the group, the states among
    those who meet them. Where that number itself is hidden its parts are left out.
    """
    if not is_protected(edition):
        return table
    groups = [
        _protect_group(rows, edition=edition) if name in PEJABAT else rows
        for name, rows in table.groupby("kelompok", sort=False)
    ]
    return pd.concat(groups) if groups else table


def _protect_group(rows: pd.DataFrame, *, edition: Edition) -> pd.DataFrame:
    place = rows.reset_index().set_index("keadaan")["index"]
    shown = rows.copy()
    for name in _SEXES:
        size = rows[name].where(rows.index == place[SELURUHNYA]).max()
        formal = rows.loc[place[FORMAL], name]
        sizes = pd.Series(formal, index=rows.index).mask(rows.index == place[FORMAL], size)
        where = pd.Series(rows.index != place[SELURUHNYA], index=rows.index)
        hidden = hide_ends(
            rows.assign(dari=sizes.astype("int64")), {name: "dari"}, where=where, edition=edition
        )[name].astype(object)
        parts = list(place[list(_BAGIAN)])
        if size == 0:
            hidden[list(place[list(_STATES)])] = pd.NA
        elif isinstance(hidden[place[FORMAL]], str):
            hidden[[*parts, place[SIAP]]] = pd.NA
        else:
            cells = hide_parts(
                hidden[parts].tolist(),
                rows.loc[parts, name].tolist(),
                [formal] * 3,
                public=[True] * 3,
            )
            for label, cell in zip(parts, cells, strict=True):
                hidden[label] = cell
            if not isinstance(hidden[place[SUDAH_DIKLAT]], str) and pd.isna(
                hidden[place[SUDAH_DIKLAT]]
            ):
                # those who meet everything are some of the trained, who were left out
                hidden[place[SIAP]] = pd.NA
        shown[name] = hidden
    return leave_out_beside(shown, ["total", "share_wanita"], parts=_SEXES, edition=edition)
