"""What happened within each period: first appointments to each level, and training, by sex."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from pug_analysis.analyses.counts import add_share, count_by_sex
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.levels import LEVELS
from pug_analysis.careers.load import Data
from pug_analysis.careers.people import sex_of
from pug_analysis.careers.targets import first_structural
from pug_analysis.pages.pelatihan.peserta import attendance, participation_by_year
from pug_analysis.stats.decision import MIN_PEOPLE

#: Tables without which a count of a period would only seem to be zero.
POST_TABLES: Final = ("jabatan",)
TRAINING_TABLES: Final = ("diklat", "kursus")


def appointments(series: Sequence[Data]) -> pd.DataFrame:
    """People who first reached each structural level within each period.

    Acting assignments, moves within a level and returns to it are not counted; who skips a level
    counts only at the one reached. Each period counts by its own history: a year from January, a first
    semester from January to June.

    Parameters
    ----------
    series : periods in order of time; those without a history of posts are left out

    Returns
    -------
    DataFrame, one row per period and level, highest first: ``periode, bulan_awal, bulan_akhir``
    (month numbers), ``jenjang, pria, wanita, total, share_wanita`` (0..1, missing below 10 people).
    """
    tables = [
        count_by_sex(_first_appointed(data), by="jenjang", levels=LEVELS[::-1]).assign(
            periode=data.periode.label, bulan_awal=data.year * 12, bulan_akhir=data.until
        )
        for data in series
        if any(len(data.tables[name]) for name in POST_TABLES)
    ]
    first = ["periode", "bulan_awal", "bulan_akhir", "jenjang"]
    if not tables:
        return pd.DataFrame(columns=[*first, "pria", "wanita", "total", "share_wanita"])
    table = add_share(pd.concat(tables, ignore_index=True))
    share = table["share_wanita"].where(table["total"] >= MIN_PEOPLE)
    return table.assign(share_wanita=share)[[*first, "pria", "wanita", "total", "share_wanita"]]


def trained(series: Sequence[Data]) -> pd.DataFrame:
    """People trained at least once within each period and their hours, by sex.

    Parameters
    ----------
    series : periods in order of time; those without any record of training are left out

    Returns
    -------
    DataFrame, one row per period: ``periode, bulan_awal, bulan_akhir, pria, wanita, total,
    share_wanita, jam_pria, jam_wanita, struktural_pria, struktural_wanita``, as of
    ``pages.pelatihan.peserta.participation_by_year``
    from the data of that period.
    """
    tables = [
        participation_by_year(
            attendance(data.tables["diklat"], data.tables["kursus"]),
            sex_of(data.tables),
            years=[data.year],
        ).assign(periode=data.periode.label, bulan_awal=data.year * 12, bulan_akhir=data.until)
        for data in series
        if any(len(data.tables[name]) for name in TRAINING_TABLES)
    ]
    columns = [
        "periode", "bulan_awal", "bulan_akhir", "pria", "wanita", "total", "share_wanita",
        "jam_pria", "jam_wanita", "struktural_pria", "struktural_wanita",
    ]  # fmt: skip
    if not tables:
        return pd.DataFrame(columns=columns)
    return pd.concat(tables, ignore_index=True)[columns]


def _first_appointed(data: Data) -> pd.DataFrame:
    """People whose first post at a level fell into the period: ``jenjang, jenis_kelamin``."""
    reached = {level: first_structural(data.tables["jabatan"], level=level) for level in LEVELS}
    months = pd.DataFrame(reached).astype("Int64")
    rows = []
    for place, level in enumerate(LEVELS):
        inside = months[level].between(data.year * 12, data.until).fillna(False)
        for higher in LEVELS[place + 1 :]:  # first_structural counts those above too
            inside &= ~(months[higher] <= months[level]).fillna(False)
        rows.append(pd.DataFrame({"pegawai_id": months.index[inside], "jenjang": level}))
    people = pd.concat(rows, ignore_index=True)
    people[SEX] = people["pegawai_id"].map(sex_of(data.tables))
    return people.dropna(subset=[SEX])
