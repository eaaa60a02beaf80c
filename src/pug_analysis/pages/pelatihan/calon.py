"""Candidates for leadership training, counted by group and sex; never named.

Groups of the training design (B04): those in a level who meet what the post above asks for, with
and without its training, and the talent pool of those who meet everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import pandas as pd

from pug_analysis.careers.events import ended_by
from pug_analysis.careers.targets import held_since
from pug_analysis.stats.decision import MIN_PEOPLE
from pug_analysis.terms import jabatan
from pug_analysis.terms.diklat import Struktural
from pug_analysis.terms.golongan import ORDINAL
from pug_analysis.terms.syarat import SYARAT

#: Group, level of JF or structural post that it holds (None: since PNS), post that comes next. JF
#: of a level equal to a post have the same way up (PP 11/2017 art. 54 and 107).
CANDIDATE_GROUPS: Final[tuple[tuple[str, str | None, Struktural], ...]] = (
    ("Pelaksana", None, "Pengawas"),
    ("JF Ahli Pertama dan keterampilan", None, "Pengawas"),
    ("Pengawas", "Pengawas", "Administrator"),
    ("JF Ahli Muda", "Ahli Muda", "Administrator"),
    ("Administrator", "Administrator", "JPT Pratama"),
    ("JF Ahli Madya", "Ahli Madya", "JPT Pratama"),
)
#: States of a group: everybody; who meets the formal requirements; those of them with and without the training,
#: and those of whom it is not known; who meets everything.
SELURUHNYA = "Seluruhnya"
FORMAL = "Memenuhi masa jabatan dan pendidikan"
SUDAH_DIKLAT, BELUM_DIKLAT = "– sudah diklat", "– belum diklat"
TIDAK_DIKETAHUI = "– tidak diketahui sudah atau belum"
SIAP = "Siap (masa jabatan, pendidikan, golongan, diklat)"
_HIGHER_JF = jabatan.JENJANG_JF[jabatan.JENJANG_JF.index("Ahli Muda") :]


def count_candidates(
    snapshot: pd.DataFrame,
    trainings: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    *,
    doubtful: pd.DataFrame,
    cutoff: date,
) -> pd.DataFrame:
    """People of the structural track who could be chosen for the next post's training, by sex.

    Parameters
    ----------
    snapshot : of ``careers.build_snapshot``
    trainings : of ``careers.events.structural_trainings``; an undated one counts as attended, one
        that ended in a month after the cutoff does not
    tables : processed tables; ``jabatan`` is read
    doubtful : of ``careers.events.unplaced``: of them nobody knows whether they had the training
    cutoff : day of the snapshot

    Returns
    -------
    DataFrame, six rows per group (``kelompok``, next post ``ke``, its training ``diklat``), one per
    ``keadaan``: at the level; formal requirements met (years and education); of those with and
    without the training, and those of whom it is not known; the talent pool (also the rank, and the
    training); columns ``pria, wanita, total, share_wanita`` (missing below 10 people).
    """
    track = snapshot.loc[snapshot["jalur_struktural"]]
    held = _groups(track)
    now = cutoff.year * 12 + cutoff.month - 1
    finished = ended_by(trainings, month=now)
    rows = []
    for name, level, post in CANDIDATE_GROUPS:
        asked = SYARAT[post]
        people = track.loc[held == name]
        since = held_since(people, tables["jabatan"], level=level)
        formal = ((now - since) >= 12 * asked.tahun).fillna(False) & people[
            "tingkat_pendidikan"
        ].isin(asked.pendidikan)
        ranked = people["golongan"].map(ORDINAL) >= ORDINAL[asked.golongan]
        own = finished.loc[finished["jenjang"] == asked.diklat, "pegawai_id"]
        trained = people["pegawai_id"].isin(own)
        unsure = people["pegawai_id"].isin(
            doubtful.loc[doubtful["jenjang"] == asked.diklat, "pegawai_id"]
        )
        states = {
            SELURUHNYA: pd.Series(True, index=people.index),
            FORMAL: formal,
            SUDAH_DIKLAT: formal & trained,
            BELUM_DIKLAT: formal & ~trained & ~unsure,
            TIDAK_DIKETAHUI: formal & ~trained & unsure,
            SIAP: formal & trained & ranked,
        }
        for state, met in states.items():
            women = people["jenis_kelamin"] == "P"
            rows.append(
                {
                    "kelompok": name,
                    "ke": post,
                    "diklat": asked.diklat,
                    "keadaan": state,
                    "pria": int((met & ~women).sum()),
                    "wanita": int((met & women).sum()),
                }
            )
    table = pd.DataFrame(rows).assign(total=lambda t: t["pria"] + t["wanita"])
    return table.assign(
        share_wanita=table["wanita"] / table["total"].where(table["total"] >= MIN_PEOPLE)
    )


def _groups(track: pd.DataFrame) -> pd.Series:
    """Group of each person of the track; JF Ahli Utama and JPT have no post above here."""
    jf = track["jenjang"] == "JF"
    lower = jf & ~track["jenjang_jf"].isin(_HIGHER_JF)
    group = track["jenjang"].where(
        track["jenjang"].isin(["Pelaksana", "Pengawas", "Administrator"]), ""
    )
    group = group.mask(jf, "JF " + track["jenjang_jf"].astype("string"))
    return group.mask(lower, "JF Ahli Pertama dan keterampilan")
