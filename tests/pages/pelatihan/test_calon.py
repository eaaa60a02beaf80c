"""Candidates for leadership training, counted by group."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.pelatihan.calon import CANDIDATE_GROUPS, count_candidates

# the structural track: two pelaksana, a JF Ahli Muda, a JF Ahli Madya, two Pengawas, an Administrator
STAFF = """
L PNS  01 III/b pelaksana  -     -         -            40 40 10 Dinas_A
P PNS  01 III/a pelaksana  -     -         -            15 40 10 Dinas_A
P PNS  01 III/d fungsional -     Teknis    Ahli_Muda    40 40 15 Dinas_A
P PNS  01 IV/b  fungsional -     Teknis    Ahli_Madya   40 45 20 Dinas_A
P PNS  01 III/d struktural IV.a  -         -            40 42 15 Dinas_A
L PNS  01 III/c struktural IV.a  -         -            40 42 15 Dinas_A
P PNS  01 IV/b  struktural III.a -         -            40 45 20 Dinas_A
P PNS  01 IV/a  fungsional -     Guru      Ahli_Madya   40 50 25 Dinas_A
"""


@pytest.fixture
def snapshot(people, config):
    staff = people(STAFF)
    staff["pegawai_id"] = pd.array(list("abcdefgh"), dtype="string")
    staff["tmt_pns"] = pd.Timestamp("2011-03-01")
    return build_snapshot(staff, config=config)


@pytest.fixture
def tables():
    rows = [
        {"pegawai_id": who, "tmt_jabatan": pd.Timestamp(day), "eselon": eselon, "jenjang_jf": jf,
         "penugasan": "definitif", "penyetaraan": False}
        for who, day, eselon, jf in [
            ("c", "2016-01-01", "IV.a", ""), ("c", "2024-12-01", "", "Ahli Muda"),
            ("d", "2024-06-01", "", "Ahli Madya"), ("e", "2018-01-01", "IV.a", ""),
            ("f", "2024-01-01", "IV.a", ""), ("g", "2020-01-01", "III.a", ""),
        ]
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=[c.name for c in TABLES["jabatan"].columns])
    text = [c.name for c in TABLES["jabatan"].columns if c.kind == "text"]
    return {
        "jabatan": frame.astype(dict.fromkeys(text, "string"))
        .fillna(dict.fromkeys(text, ""))
        .astype(TABLES["jabatan"].dtypes)
    }


TRAININGS = pd.DataFrame(
    {
        "pegawai_id": ["e", "g", "a", "c"],
        "jenjang": ["PKA", "PKA", "PKP", "PKA"],
        "selesai": pd.array([24000, 24000, None, 2026 * 12], "Int64"),
    }
)
#: Of g nobody knows whether the training of the next post was attended; e is known to have had PKA.
DOUBTFUL = pd.DataFrame({"pegawai_id": ["g", "a"], "jenjang": ["PKN II", "PKA"]})


def counts(snapshot, tables) -> pd.DataFrame:
    found = count_candidates(
        snapshot, TRAININGS, tables, doubtful=DOUBTFUL, cutoff=date(2025, 12, 31)
    )
    return found.set_index(["kelompok", "keadaan"])[["pria", "wanita"]]


def test_groups_and_states_by_hand(snapshot, tables):
    found = counts(snapshot, tables)
    lines = ["Seluruhnya", "Memenuhi masa jabatan dan pendidikan", "– sudah diklat", "– belum diklat",
             "– tidak diketahui sudah atau belum", "Siap (masa jabatan, pendidikan, golongan, diklat)"]  # fmt: skip
    expected = {
        # a: D4, III/b, PKP without a date is training all the same; b: schooled too low
        "Pelaksana": [[1, 1], [1, 0], [1, 0], [0, 0], [0, 0], [1, 0]],
        "JF Ahli Pertama dan keterampilan": [[0, 0]] * 6,
        # e: since 2018, PKA, III/d; f: two years only
        "Pengawas": [[1, 1], [0, 1], [0, 1], [0, 0], [0, 0], [0, 1]],
        # c: JF for one year, but Pengawas since 2016 before; trained after the cutoff only
        "JF Ahli Muda": [[0, 1], [0, 1], [0, 0], [0, 1], [0, 0], [0, 0]],
        # g: PKA is not the training of the next post, and whether that was attended is not known
        "Administrator": [[0, 1], [0, 1], [0, 0], [0, 0], [0, 1], [0, 0]],
        # d: 18 months; the teacher h is not of the track
        "JF Ahli Madya": [[0, 1], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]],
    }
    for group, rows in expected.items():
        assert found.loc[group].loc[lines].to_numpy().tolist() == rows, group


def test_parts_add_up(snapshot, tables):
    found = counts(snapshot, tables)
    for group in {name for name, _, _ in CANDIDATE_GROUPS}:
        rows = found.loc[group]
        parts = sum(rows.loc[name] for name in rows.index if name.startswith("– "))
        assert parts.tolist() == rows.loc["Memenuhi masa jabatan dan pendidikan"].tolist()


def test_no_share_of_a_few_people_and_nobody_is_named(snapshot, tables):
    found = count_candidates(
        snapshot, TRAININGS, tables, doubtful=DOUBTFUL, cutoff=date(2025, 12, 31)
    )
    assert found["share_wanita"].isna().all()
    assert "pegawai_id" not in found


def test_later_more_have_served_their_years(snapshot, tables):
    now = count_candidates(
        snapshot, TRAININGS, tables, doubtful=DOUBTFUL, cutoff=date(2025, 12, 31)
    )
    later = count_candidates(
        snapshot, TRAININGS, tables, doubtful=DOUBTFUL, cutoff=date(2027, 12, 31)
    )
    assert later["total"].sum() > now["total"].sum()
