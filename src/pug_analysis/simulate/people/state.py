"""The state of the regency on one day: who is in the export, with which rank and post."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.simulate.people.regency import Regency, random_stream
from pug_analysis.terms.kalender import Periode

#: Share of the year's leavers who still stand in the main export, as inactive.
_STILL_LISTED: Final = 0.10
#: ``KEDUDUKAN HUKUM ID`` of a leaver by kind of leaving: meninggal, berhenti, pindah, pensiun.
KEDUDUKAN_LEFT: Final = ("66", "77", "52", "99")
JENIS_PEMBERHENTIAN: Final = ("Meninggal Dunia", "Atas Permintaan Sendiri", "Pindah Instansi",
                              "Pensiun BUP")  # fmt: skip


def last_day(periode: Periode) -> np.datetime64:
    """Return the day of the snapshot."""
    return np.datetime64(periode.cutoff, "D")


def state(regency: Regency, periode: Periode) -> pd.DataFrame:
    """Return one row per person in the main export of a period.

    Columns of ``people`` plus ``active``, ``kedudukan``, ``status_asn``, ``golongan_awal``,
    ``golongan``, ``tmt_golongan``, ``pendidikan`` and, of the last definitive position, ``jenis``,
    ``eselon``, ``title``, ``unit``, ``tmt_jabatan``.
    """
    day, people = last_day(periode), regency.people
    here = (people["tmt_cpns"] <= day) & ~(people["tmt_pindah"] > day)
    gone = people["exit"] <= day
    listed = random_stream(regency.seed, "listed").random(len(people)) < _STILL_LISTED
    this_year = people["exit"] > last_day(Periode(periode.year - 1))
    found = people[here & (~gone | (listed & this_year))].copy()
    found["active"] = found["exit"] > day
    found["kedudukan"] = _kedudukan(regency, found, day)
    found["status_asn"] = np.where(
        (found["status"] == "PNS") & ~(found["tmt_pns"] <= day), "CPNS", found["status"].astype(str)
    )
    upgraded = found["tmt_upgrade"] <= day
    found["pendidikan"] = np.where(
        upgraded, found["education_later"].astype(str), found["education_entry"].astype(str)
    )
    return _with_rank_and_post(regency, found, day)


def _kedudukan(regency: Regency, found: pd.DataFrame, day: np.datetime64) -> np.ndarray:
    cltn = regency.cltn
    absent = cltn.loc[(cltn["awal"] <= day) & (cltn["akhir"] >= day), "pegawai"]
    usual = found["status"].map({"PNS": "01", "PPPK": "71", "PPPK Paruh Waktu": "101"})
    left = np.array(KEDUDUKAN_LEFT, dtype=object)[found["exit_kind"].cat.codes]
    code = np.where(found["pegawai"].isin(absent), "02", usual.astype(object))
    return np.where(found["active"], code, left)


def _with_rank_and_post(regency: Regency, found: pd.DataFrame, day: np.datetime64) -> pd.DataFrame:
    golongan = regency.golongan[regency.golongan["tmt"] <= day]
    jabatan = regency.jabatan
    jabatan = jabatan[(jabatan["tmt"] <= day) & (jabatan["penugasan"] == 0)]
    rank = golongan.drop_duplicates("pegawai", keep="last").set_index("pegawai")
    post = jabatan.drop_duplicates("pegawai", keep="last").set_index("pegawai")
    who = found["pegawai"]
    for name in ("jenis", "eselon", "title", "unit"):
        found[name] = post[name].reindex(who).to_numpy()
    found["tmt_jabatan"] = post["tmt"].reindex(who).to_numpy()
    # Who moved in has no rank history here: the register keeps the present rank only.
    brought = regency.pindah.set_index("pegawai").reindex(who)
    known = rank.reindex(who)
    golongan = known["golongan"].fillna(brought["golongan"])
    found["golongan"] = golongan.to_numpy().astype(np.int8)
    found["tmt_golongan"] = known["tmt"].fillna(brought["tmt_golongan"]).to_numpy()
    return found.reset_index(drop=True)
