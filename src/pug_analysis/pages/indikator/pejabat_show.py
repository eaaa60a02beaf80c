"""What the evidence page may tell of people whose posts are public: planners, auditors, holders of posts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.indikator import TINGKAT_KODE, with_registers
from pug_analysis.pages.indikator.terlatih import (
    TANPA_JABATAN,
    count_trained_by_pd,
    find_trained,
)
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.disclosure_public import (
    hide_ends,
    hide_parts,
    is_end,
    leave_out_beside,
)
from pug_analysis.release.small_counts import SMALLEST
from pug_analysis.terms.pug import FUNGSI

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition

_SEXES: Final = ("pria", "wanita")
_NUMBERS: Final = ["pembilang", "wanita", "penyebut_wanita", "nilai"]
#: The function of everybody whose title names no other: no post of its own.
_REST: Final = FUNGSI[-1]
_OFFICES: Final = "I.2.1-PD"


def names_of_posts(form: Form) -> list[str]:
    """Lines of the table by function that count holders of named posts, not everybody else."""
    named = [name for name, group in form.fungsi.items() if _REST not in group]
    return named + [f"– di antaranya {one}" for one in form.di_antaranya.fungsi_jabatan]


def protect_functions(table: pd.DataFrame, form: Form, *, edition: Edition) -> pd.DataFrame:
    """Hide how many of a function are trained where it tells of each of them.

    Parameters
    ----------
    table : of ``pages.indikator.terlatih.count_trained_by_function``

    Returns
    -------
    DataFrame like ``table``. Its last line, the sum of all functions, stays as it is: it is published
    elsewhere too.
    """
    if not is_protected(edition):
        return table
    posts = table["fungsi"].isin(names_of_posts(form))
    parts = table.index[table["fungsi"].isin([*form.fungsi, TANPA_JABATAN])]
    shown = hide_ends(
        table, {name: f"{name}_aktif" for name in _SEXES}, where=posts, edition=edition
    )
    for name in _SEXES:
        cells = hide_parts(
            shown.loc[parts, name].tolist(),
            table.loc[parts, name].tolist(),
            table.loc[parts, f"{name}_aktif"].tolist(),
            public=posts[parts].tolist(),
        )
        shown.loc[parts, name] = pd.Series(cells, index=parts, dtype=object)
    return leave_out_beside(shown, ["total", "share"], parts=_SEXES, edition=edition)


def hide_public(values: pd.DataFrame, series: Sequence[Data], *, form: Form) -> pd.DataFrame:
    """Leave out indicators that tell of each holder of a post, as the tables behind them do.

    Parameters
    ----------
    values : of ``pages.indikator.indikator.compute_series``
    series : the periods; the last is the report's

    Returns
    -------
    DataFrame like ``values``; in a protected edition numbers are missing where few or nearly all men or
    women of the named posts are trained, and where the offices without anybody trained follow from the
    table by office.
    """
    if not is_protected(series[-1].edition):
        return values
    targets = {one.tingkat: one for one in reversed(form.sasaran)}
    codes = [
        kode
        for kode, tingkat in TINGKAT_KODE.items()
        if tingkat in targets and targets[tingkat].fungsi_jabatan
    ]
    ends = [_is_end_of_either(row) for _, row in values.iterrows()]
    hidden = values["kode"].isin(codes) & pd.Series(ends, index=values.index)
    telling = [one.year for one in series if _tells_offices(one, series[-1], form)]
    hidden |= (values["kode"] == _OFFICES) & values["tahun"].isin(telling)
    return values.assign(**{name: values[name].mask(hidden) for name in _NUMBERS})


def tells_which(offices: pd.DataFrame) -> bool:
    """Whether the number of offices without anybody trained says which they are.

    Parameters
    ----------
    offices : of ``pages.indikator.terlatih.count_trained_by_pd``. Readers see which of them have 0 to 7
        trained people; if these are as many as those that have none, they are the same
    """
    total = offices.loc[offices["perangkat_daerah"] != UNKNOWN, "total"]
    return 0 < int((total == 0).sum()) == int((total < SMALLEST).sum())


def _tells_offices(data: Data, now: Data, form: Form) -> bool:
    data = with_registers(data, now)
    trained = find_trained(data.tables, cutoff=data.cutoff, sources=form.pengajuan.sumber_pelatihan)
    return tells_which(count_trained_by_pd(data.snapshot, trained))


def _is_end_of_either(row: pd.Series) -> bool:
    """Whether the trained men or women of a line are few or nearly all."""
    numbers = row[["pembilang", "wanita", "penyebut", "penyebut_wanita"]]
    if numbers.isna().any():
        return False
    total, women, everybody, all_women = (int(n) for n in numbers)
    return is_end(women, all_women) or is_end(total - women, everybody - all_women)
