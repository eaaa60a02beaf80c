"""Which structural level a person holds in a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.months import month_number
from pug_analysis.careers.people import of_person
from pug_analysis.careers.service import service_stretches
from pug_analysis.terms.diklat import TANGGA
from pug_analysis.terms.jabatan import JENJANG_OF_ESELON, is_definitive

#: Levels that are compared.
LEVELS: Final = tuple(TANGGA.values())
#: Name of the row of all of them.
ALL_LEVELS: Final = "Semua jenjang"


def level_in(
    tables: Mapping[str, pd.DataFrame], *, active: pd.Series, entered: pd.Series, month: int
) -> pd.DataFrame:
    """Who was in service at the end of a month, and at which level.

    Parameters
    ----------
    tables : processed tables
    active : which rows of ``tables["pegawai"]`` are active
    entered : of ``careers.service.known_entries``
    month : month number

    Returns
    -------
    DataFrame, one row per person: ``pegawai_id, jenis_kelamin``, ``jenjang`` of the last definitive
    post that began in the month or earlier: Pengawas, Administrator, JPT Pratama, JPT Madya, or ""
    (no structural post, or none on record). People who are not active and whose leaving has no
    date are nowhere: see ``careers.service``.
    """
    served = service_stretches(tables, active=active, entered=entered)
    there = (served["masuk"] <= month) & (served["datang"] <= month)
    there &= ~(served["keluar"] <= month).fillna(False)
    people = served.loc[there.fillna(False), ["pegawai_id", SEX]].reset_index(drop=True)
    jabatan = tables["jabatan"]
    posts = jabatan.loc[
        is_definitive(jabatan["penugasan"]) & (month_number(jabatan["tmt_jabatan"]) <= month)
    ]
    last = posts.sort_values("tmt_jabatan", kind="stable").drop_duplicates(
        "pegawai_id", keep="last"
    )
    level = last["eselon"].map(JENJANG_OF_ESELON).fillna("").replace("Pelaksana", "")
    level = level.where(last["jenis_jabatan"] == "struktural", "")
    held = of_person(people["pegawai_id"], level.set_axis(last["pegawai_id"]))
    return people.assign(jenjang=held.fillna("").astype("string"))
