"""First appointments and training within each period: a few people by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.careers.months import month_number
from pug_analysis.careers.people import sex_of
from pug_analysis.pages.pelatihan.peserta import attendance, participation_by_year
from pug_analysis.pages.tren.kemajuan import appointments, trained

COUNTS = ["pria", "wanita", "total"]


@pytest.fixture
def held(post):
    def of(name, level, since, *, penugasan="definitif"):
        return {"pegawai_id": name, "penugasan": penugasan, "penyetaraan": False} | post(
            level, since
        )

    return of


@pytest.fixture
def year(period, person, held):
    """a, b, c reached Pengawas in 2025, c by a jump to Administrator; d had it; e was acting only."""
    people = [person(n, sex) for n, sex in zip("abcde", "PPLPL", strict=True)]
    posts = [
        held("a", "Pengawas", "2025-02-01"),
        held("b", "Pengawas", "2025-09-01"),
        held("c", "Administrator", "2025-04-01"),
        held("d", "Pengawas", "2018-01-01"),
        held("d", "Pengawas", "2025-03-01"),  # moved within the level
        held("e", "Pengawas", "2025-03-01", penugasan="plt"),
    ]
    gone = {
        "pegawai_id": "f", "jenis_kelamin": "L", "status_asn": "PNS", "tmt_cpns": "2000-01-01",
        "jenis": "pindah", "tmt_pemberhentian": "2025-10-01",
    }  # fmt: skip
    posts.append(held("f", "Pengawas", "2025-05-01"))  # counts, though gone
    return {
        semester: period(
            2025, semester=semester, pegawai=people, jabatan=posts, pemberhentian=[gone]
        )
        for semester in (1, 2)
    }


def rows(table):
    return {(r["periode"], r["jenjang"]): tuple(r[COUNTS]) for _, r in table.iterrows()}


def test_first_appointments_by_hand(year):
    told = rows(appointments([year[1], year[2]]))
    assert told == {
        ("semester I 2025", "JPT Pratama"): (0, 0, 0),
        ("semester I 2025", "Administrator"): (1, 0, 1),
        ("semester I 2025", "Pengawas"): (1, 1, 2),  # a, f
        ("2025", "JPT Pratama"): (0, 0, 0),
        ("2025", "Administrator"): (1, 0, 1),
        ("2025", "Pengawas"): (1, 2, 3),  # a, b, f
    }


def test_a_share_needs_ten_people(year):
    assert appointments([year[2]])["share_wanita"].isna().all()


def test_first_appointments_against_a_loop_over_people(year):
    """Each person's posts in turn: the first that is higher than any before, in the period."""
    data, height = year[2], {"IV.a": 1, "III.a": 2, "II.b": 3}
    posts = data.tables["jabatan"]
    posts = posts.loc[posts["penugasan"] == "definitif"].assign(
        m=month_number(posts["tmt_jabatan"])
    )
    found = {1: 0, 2: 0, 3: 0}
    for _, own in posts.sort_values("m").groupby("pegawai_id"):
        top = 0
        for _, row in own.iterrows():
            level = height.get(row["eselon"], 0)
            if level > top and 2025 * 12 <= row["m"] <= data.until:
                found[level] += 1
            top = max(top, level)
    table = appointments([data]).set_index("jenjang")["total"]
    assert table.tolist() == [found[3], found[2], found[1]]


def test_a_period_without_histories_is_left_out(period, person, year):
    bare = period(2024, pegawai=[person("a", "P")])
    assert appointments([bare, year[2]])["periode"].unique().tolist() == ["2025"]
    assert appointments([bare]).empty
    assert trained([bare]).empty


def test_the_trained_are_those_of_the_training_page(period, person):
    courses = [
        {"pegawai_id": n, "jenis_diklat": "3", "nama_kursus": "Arsip", "tahun": y, "jam": 10}
        for n, y in (("a", 2025), ("a", 2025), ("b", 2025), ("c", 2024))
    ]
    people = [person(n, sex) for n, sex in zip("abc", "PLP", strict=True)]
    data = period(2025, pegawai=people, kursus=courses)
    table = trained([data])
    assert table[[*COUNTS, "jam_pria", "jam_wanita"]].to_numpy().tolist() == [[1, 1, 2, 10, 20]]
    assert table[["bulan_awal", "bulan_akhir"]].to_numpy().tolist() == [[24300, 24311]]
    other = participation_by_year(
        attendance(data.tables["diklat"], data.tables["kursus"]), sex_of(data.tables), years=[2025]
    )
    pd.testing.assert_frame_equal(table[list(other.columns[1:])], other[other.columns[1:]])
