"""The next step: who has what the next structural post asks for, by sex (roadmap of the diklat, 3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from pug_analysis.careers.events import ended_by, structural_trainings, unplaced
from pug_analysis.careers.pooled import Pooled
from pug_analysis.careers.targets import held_since
from pug_analysis.stats.decision import MIN_PEOPLE
from pug_analysis.terms.golongan import ORDINAL
from pug_analysis.terms.syarat import SYARAT


def next_step_requirements(
    snapshot: pd.DataFrame | Pooled, tables: Mapping[str, pd.DataFrame], *, cutoff: date
) -> pd.DataFrame:
    """People of the structural track who meet each requirement of the next post, by sex.

    Parameters
    ----------
    snapshot : of ``careers.build_snapshot``
    tables : processed tables
    cutoff : day of the snapshot; a training that ended in a later month does not count yet, one
        without a known end does: having it needs no date

    Returns
    -------
    DataFrame, one row per step and requirement: ``ke`` (post), ``dari`` (level held), ``syarat``
    (jumlah, masa jabatan, pendidikan, golongan, diklat, semua), ``pria, wanita`` (people who meet
    it), ``pria_semua, wanita_semua`` (people at the level; for the training without those of whom nobody
    knows whether they had it), ``share_pria, share_wanita`` (0..1;
    missing below ``MIN_PEOPLE`` people at the level).
    """
    if isinstance(snapshot, Pooled):
        table = snapshot.counts["syarat"].copy()
    else:
        table = count_requirements(snapshot, tables, cutoff=cutoff)
    for sex in ("pria", "wanita"):
        whole = table[f"{sex}_semua"]
        table[f"share_{sex}"] = table[sex] / whole.where(whole >= MIN_PEOPLE)
    return table


def count_requirements(
    snapshot: pd.DataFrame, tables: Mapping[str, pd.DataFrame], *, cutoff: date
) -> pd.DataFrame:
    """Count who meets each requirement, see :func:`next_step_requirements`; without the shares."""
    track = snapshot.loc[snapshot["jalur_struktural"]]
    now = cutoff.year * 12 + cutoff.month - 1
    trainings = structural_trainings(tables["diklat"], tables["kursus"])
    finished = ended_by(trainings, month=now)
    doubtful = unplaced(tables)
    rows = []
    for target, asked in SYARAT.items():
        held, course = asked.dari, asked.diklat
        people = track.loc[
            track["jenjang"].isin(["Pelaksana", "JF"] if held == "Pelaksana" else [held])
        ]
        since = held_since(people, tables["jabatan"], level=None if held == "Pelaksana" else held)
        met = pd.DataFrame(
            {
                f"Masa jabatan paling sedikit {asked.tahun} tahun": (now - since)
                >= 12 * asked.tahun,
                "Pendidikan": people["tingkat_pendidikan"].isin(asked.pendidikan),
                f"Golongan paling rendah {asked.golongan}": people["golongan"].map(ORDINAL)
                >= ORDINAL[asked.golongan],
                f"Diklat kepemimpinan jenjang itu ({course})": people["pegawai_id"].isin(
                    finished.loc[finished["jenjang"] == course, "pegawai_id"]
                ),
            },
            index=people.index,
        ).fillna(False)
        unsure = people["pegawai_id"].isin(
            doubtful.loc[doubtful["jenjang"] == course, "pegawai_id"]
        )
        formal = met.iloc[:, :2].all(axis=1)
        met.insert(2, "Syarat formal (masa jabatan dan pendidikan)", formal)
        women = people["jenis_kelamin"] == "P"
        for name in met:
            known = ~unsure if course in name else pd.Series(True, index=people.index)
            rows.append(_row(target, held, name, met[name].astype(bool), women, known))
    return pd.DataFrame(rows)


def _row(
    target: str, held: str, name: str, met: pd.Series, women: pd.Series, known: pd.Series
) -> dict[str, Any]:
    return {
        "ke": target,
        "dari": "Pelaksana dan JF Teknis" if held == "Pelaksana" else held,
        "syarat": name,
        "pria": int((met & ~women).sum()),
        "pria_semua": int((known & ~women).sum()),
        "wanita": int((met & women).sum()),
        "wanita_semua": int((known & women).sum()),
    }
