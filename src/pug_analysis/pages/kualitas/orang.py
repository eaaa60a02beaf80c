"""The account of people: who came in and who counts as active, by status, beside last period's."""

from __future__ import annotations

from typing import Final

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.config import Config
from pug_analysis.ingest.tables.pegawai import is_active

#: Rows of a staff list whose person cannot be read.
UNREAD: Final = "Tidak terbaca"
#: In the order in which they are shown; CPNS count with PNS, as everywhere.
STATUSES: Final = ("PNS", "PPPK", "PPPK Paruh Waktu", UNREAD)
#: A status that loses more than this share of its active people is told on every page.
FALL: Final = 0.10
_COUNTS: Final = ["masuk", "dipakai", "aktif"]


def people_by_file(orang: pd.DataFrame, *, config: Config) -> pd.DataFrame:
    """People of every staff list by status.

    Parameters
    ----------
    orang : processed table ``neraca_orang``
    config : which kedudukan hukum count as active

    Returns
    -------
    DataFrame, one row per file and status that it holds: ``berkas, status``, ``masuk`` (rows of
    people), ``dipakai``, ``aktif`` (people).
    """
    status = orang["status_asn"].replace({"CPNS": "PNS", "": UNREAD})
    active = orang["dipakai"].where(is_active(orang, config=config), 0)
    table = orang.assign(status=status, aktif=active)
    order = {name: place for place, name in enumerate(STATUSES)}
    sums = table.groupby(["berkas", "status"], as_index=False)[_COUNTS].sum()
    place = sums["status"].map(order).fillna(len(order))
    return (
        sums.assign(place=place)
        .sort_values(["berkas", "place", "status"], ignore_index=True)
        .drop(columns="place")
        .astype(dict.fromkeys(_COUNTS, "int64"))
    )


def people_by_status(
    orang: pd.DataFrame, before: pd.DataFrame | None = None, *, config: Config
) -> pd.DataFrame:
    """People of all staff lists by status, beside those of an earlier period.

    Parameters
    ----------
    orang : processed table ``neraca_orang``
    before : that of an earlier period, if there is one
    config : which kedudukan hukum count as active, in both

    Returns
    -------
    DataFrame, one row per status that either holds: ``status``, ``masuk, dipakai, aktif`` (people),
    ``masuk_lalu, aktif_lalu`` (people, missing without ``before``), ``perubahan`` (of the active,
    -1..; missing where nobody was), ``turun`` (whether it fell by more than :data:`FALL`).
    """
    now = _sum(orang, config)
    then = now.iloc[:0] if before is None else _sum(before, config)
    names = [*STATUSES, *sorted({*now.index, *then.index} - set(STATUSES))]
    names = [name for name in names if name in now.index or name in then.index]
    table = now.reindex(names, fill_value=0)
    past = then.reindex(names, fill_value=0).astype("Int64")
    if before is None:
        past[:] = pd.NA
    fell = (past["aktif"] - table["aktif"]) > FALL * past["aktif"]
    change = (table["aktif"] - past["aktif"]) / past["aktif"].where(past["aktif"] > 0)
    return table.assign(
        masuk_lalu=past["masuk"],
        aktif_lalu=past["aktif"],
        perubahan=change.astype("Float64"),
        turun=fell.fillna(value=False).astype(bool),
    ).reset_index()


def compare_people(data: Data, before: Data | None) -> pd.DataFrame:
    """People by status of a period, beside those of an earlier one where there is one.

    Returns
    -------
    As :func:`people_by_status`.
    """
    then = None if before is None else before.tables["neraca_orang"]
    return people_by_status(data.tables["neraca_orang"], then, config=data.config)


def _sum(orang: pd.DataFrame, config: Config) -> pd.DataFrame:
    return people_by_file(orang, config=config).groupby("status")[_COUNTS].sum()
