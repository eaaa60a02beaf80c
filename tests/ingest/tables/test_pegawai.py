"""The main export as a table."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pug_analysis.ingest.tables.pegawai import (
    completed_years,
    first_known,
    read_eselon,
    read_golongan,
    reconcile,
)
from pug_analysis.ingest.values.codes import parse_kedudukan


def frame(**columns):
    return pd.DataFrame({k: pd.Series(v, dtype="string") for k, v in columns.items()})


def codes(notes):
    found = pd.concat(notes)
    return {tuple(r) for r in found[["alamat", "field", "kode"]].to_numpy()}


def test_code_first_then_name():
    notes = []
    data = frame(a=["1", "", ""], b=["x", "Pensiun", ""])
    assert first_known(data, "a", "b", parse_kedudukan, notes).tolist() == ["01", "99", ""]
    assert codes(notes) == {(2, "b", "KEDUDUKAN-TAK-DIKENAL")}


def test_golongan_by_status():
    notes = []
    data = frame(i=["31", "31", "32", "99", ""], n=["III/a", "III/a", "III/c", "III/a", ""])
    pppk = pd.Series([False, True, False, False, False])
    assert read_golongan(data, "i", "n", pppk, notes).tolist() == [
        "III/a",
        "IX",
        "III/c",
        "III/a",
        "",
    ]
    assert codes(notes) == {(1, "n", "GOL-BENTUK"), (2, "n", "GOL-BEDA"), (3, "i", "GOL-MUSTAHIL")}


def test_level_alone_needs_the_id():
    notes = []
    data = frame(eselon_id=["22", "", "31"], eselon_nama=["JPT Pratama", "JPT Pratama", ""])
    assert read_eselon(data, notes).tolist() == ["II.b", "", "III.a"]
    assert codes(notes) == {
        (0, "eselon_nama", "ESELON-BENTUK"),
        (1, "eselon_nama", "ESELON-MUSTAHIL"),
    }


def test_kind_of_post_wins_over_eselon():
    notes = []
    data = frame(eselon_id=["", "", "41", ""], eselon_nama=["II.b", "", "", "IV.a"])
    jenis = pd.Series(["fungsional", "struktural", "rangkap", "struktural"], dtype="string")
    eselon = pd.Series(["II.b", "", "IV.a", "IV.a"], dtype="string")
    kinds, levels = reconcile(data, jenis, eselon, notes)
    assert kinds.tolist() == ["fungsional", "struktural", "struktural", "struktural"]
    assert levels.tolist() == ["", "", "IV.a", "IV.a"]
    assert codes(notes) == {
        (0, "eselon_nama", "ESELON-BEDA-JENIS"),
        (1, "eselon_nama", "ESELON-KOSONG"),
    }


def test_completed_years_on_both_sides_of_the_day():
    since = pd.Series(pd.to_datetime(["1990-06-30", "1990-07-01", "1990-12-31", None]))
    june, december = (
        completed_years(since, day).tolist() for day in (date(2025, 6, 30), date(2025, 12, 31))
    )
    assert june[:3] == [35, 34, 34]
    assert december[:3] == [35, 35, 35]
    assert pd.isna(june[3])


def with_row(office, i: int, **columns: str) -> list[list]:
    """Return clean people with a second row of person i, in which some cells differ."""
    rows = office.people()
    row = list(rows[i + 1])
    for name, value in columns.items():
        row[rows[0].index(name.replace("_", " "))] = value
    return [*rows, row]


@pytest.mark.parametrize("title", ["Plt. Kepala Dinas", "PLH KEPALA DINAS", "Kepala Dinas (Pj.)"])
def test_an_acting_post_does_not_replace_the_definitive_one(office, title):
    clean = office.clean()
    rows = with_row(
        office, 0, JABATAN_NAMA=title, ESELON_ID="22", ESELON_NAMA="II.b", TMT_JABATAN="01-11-2025"
    )
    office.csv("a.csv", rows)
    build = office.build()
    assert office.codes(build, 22) == {"JABATAN-PLT", "JABATAN-PLT-DISISIHKAN"}
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_an_acting_post_alone_gives_no_eselon(office):
    office.csv("a.csv", office.people(20, JABATAN_NAMA=["Plt. Kepala Dinas"]))
    build = office.build()
    assert office.codes(build) == {"JABATAN-PLT"}
    table = build.tables["pegawai"]
    # Of twenty clean people 0 and 10 hold IV.a; 0 is acting.
    assert table["eselon"].value_counts().to_dict() == {"": 19, "IV.a": 1}
    assert table["jenis_jabatan"].value_counts().to_dict() == {
        "fungsional": 18, "struktural": 1, "": 1
    }  # fmt: skip


def test_two_definitive_posts_are_told(office):
    rows = with_row(
        office, 0, JABATAN_NAMA="Kepala Bidang Mutasi", ESELON_NAMA="III.b", ESELON_ID="32",
        TMT_JABATAN="01-11-2025",
    )  # fmt: skip
    office.csv("a.csv", rows)
    build = office.build()
    assert office.codes(build, 2) == {"JABATAN-RANGKAP", "PEGAWAI-DIPERBARUI"}
    assert office.codes(build, 22) == {"JABATAN-RANGKAP"}
    assert "III.b" in build.tables["pegawai"]["eselon"].tolist()


def test_a_unit_that_speaks_of_government_has_the_office_of_its_own_column(office):
    rows = office.people(20, UNOR_NAMA=["Seksi Pemerintahan", "Bagian Tata Pemerintahan"])
    rows = [[*row, "Kecamatan Rekaan"] for row in rows]
    rows[0][-1] = "PERANGKAT DAERAH"
    office.csv("a.csv", rows)
    table = office.build().tables["pegawai"]
    named = table[table["perangkat_daerah"] == "Kecamatan Rekaan"]
    assert sorted(named["unit_kerja"]) == ["Bagian Tata Pemerintahan", "Seksi Pemerintahan"]


def test_who_is_active_at_seventy_is_told(office):
    # Born 1955 and 1960: 70 and 65 years old; the third is pensioned.
    nips = [f"{year}0101198003100{i}" for i, year in enumerate((1955, 1960, 1955), 1)]
    rows = office.people(
        20, NIP_BARU=nips, TANGGAL_LAHIR=["01-01-1955", "01-01-1960", "01-01-1955"],
        TMT_CPNS=["01-03-1980"] * 3, KEDUDUKAN_HUKUM_ID=["01", "01", "99"],
        JENIS_KELAMIN=["M"] * 3,
    )  # fmt: skip
    office.csv("a.csv", rows)
    build = office.build()
    assert [office.codes(build, r) for r in (2, 3, 4)] == [{"USIA-LEWAT-BUP"}, set(), set()]
