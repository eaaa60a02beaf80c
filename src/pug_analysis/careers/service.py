"""Who was in service from when to when: active people and leavers, with those who came by transfer."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pug_analysis.careers.months import month_number
from pug_analysis.careers.people import of_person


def service_stretches(tables: Mapping[str, pd.DataFrame], *, active: pd.Series) -> pd.DataFrame:
    """Everybody with a known stretch of service, in months.

    Of several recorded leavings of a person the first counts; one of an active person does not.
    People who are not active and whose leaving has no date are nowhere: see :func:`without_date`.

    Parameters
    ----------
    tables : processed tables
    active : which rows of ``tables["pegawai"]`` are active, see ``careers.snapshot.is_active``

    Returns
    -------
    DataFrame, one row per person, staff first: ``pegawai_id, jenis_kelamin``, ``jenis`` (reason of
    leaving, "" if still there), and the month numbers ``masuk`` (TMT CPNS), ``datang`` (transfer
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
        "masuk": people["tmt_cpns"],
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
    tables, active : of :func:`service_stretches`
    """
    gone = tables["pegawai"].loc[~active, "pegawai_id"]
    return int((~gone.isin(tables["pemberhentian"]["pegawai_id"])).sum())
