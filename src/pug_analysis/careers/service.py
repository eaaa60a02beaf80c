"""Who was in service from when to when: active people and leavers, with those who came by transfer."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pug_analysis.careers.load import Data, read_earlier
from pug_analysis.careers.months import month_number
from pug_analysis.careers.people import of_person


def known_entries(data: Data) -> pd.Series:
    """Day of entry (TMT CPNS, or of the first contract) of everybody whom a staff list knows.

    The list of leavers has no such day: it follows from the NIP, which of a PPPK tells the year only.
    The period's own staff list comes first, active or not, then earlier ones, the newest first.

    Parameters
    ----------
    data : an opened period

    Returns
    -------
    datetime Series by ``pegawai_id``.
    """
    lists = [data.tables["pegawai"]]
    if not data.tables["pemberhentian"]["pegawai_id"].isin(lists[0]["pegawai_id"]).all():
        lists += read_earlier(data, "pegawai")
    rows = pd.concat([one[["pegawai_id", "tmt_cpns"]] for one in lists], ignore_index=True)
    return rows.drop_duplicates("pegawai_id").set_index("pegawai_id")["tmt_cpns"]


def service_stretches(
    tables: Mapping[str, pd.DataFrame], *, active: pd.Series, entered: pd.Series
) -> pd.DataFrame:
    """Everybody with a known stretch of service, in months.

    Of several recorded leavings of a person the first counts; one of an active person does not.
    People who are not active and whose leaving has no date are nowhere: see :func:`without_date`.

    Parameters
    ----------
    tables : processed tables
    active : which rows of ``tables["pegawai"]`` are active, see ``ingest.tables.pegawai.is_active``
    entered : of :func:`known_entries`; of other leavers the day that their NIP tells is taken, of a
        PPPK the first of January

    Returns
    -------
    DataFrame, one row per person, staff first: ``pegawai_id, jenis_kelamin``, ``jenis`` (reason of
    leaving, "" if still there), and the month numbers ``masuk`` (entry), ``datang`` (transfer
    in; 0 without one), ``keluar`` (leaving; missing if still there).
    """
    columns = ["pegawai_id", "jenis_kelamin", "tmt_cpns"]
    staff = tables["pegawai"].loc[active, columns].assign(tmt_pemberhentian=pd.NaT, jenis="")
    left = tables["pemberhentian"].sort_values(["tmt_pemberhentian", "pegawai_id"], kind="stable")
    left = left.drop_duplicates("pegawai_id")
    left = left.loc[~left["pegawai_id"].isin(staff["pegawai_id"]), staff.columns]
    people = pd.concat([staff, left], ignore_index=True)
    arrival = tables["pindah"].groupby("pegawai_id")["tmt_pindah"].min()
    dates = {
        "masuk": of_person(people["pegawai_id"], entered).fillna(people["tmt_cpns"]),
        "datang": of_person(people["pegawai_id"], arrival),
        "keluar": people["tmt_pemberhentian"],
    }
    months = {name: month_number(day.astype("datetime64[ns]")) for name, day in dates.items()}
    months["datang"] = months["datang"].fillna(0)
    return people[["pegawai_id", "jenis_kelamin", "jenis"]].assign(**months)


def without_date(tables: Mapping[str, pd.DataFrame], *, active: pd.Series) -> int:
    """People of the export who are not active and whose leaving has no date.

    Parameters
    ----------
    tables, active : as for :func:`service_stretches`
    """
    gone = tables["pegawai"].loc[~active, "pegawai_id"]
    return int((~gone.isin(tables["pemberhentian"]["pegawai_id"])).sum())
