"""Rules over whole tables, by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd

from pug_analysis.ingest.tables import rules


def codes(notes):
    found = pd.concat(notes)
    return {tuple(r) for r in found[["alamat", "kode"]].to_numpy()}


def dates(*texts):
    return pd.to_datetime(pd.Series(texts), format="%Y-%m-%d")


def test_newest_row_of_a_person():
    frame = pd.DataFrame({"nip": list("aabbccd"), "t": dates(
        "2020-01-01", "2021-01-01", "2020-01-01", "2020-01-01", None, "2020-01-01", "2020-01-01")})  # fmt: skip
    assert codes(rules.choose_newest(frame, ["t"])) == {
        (0, "PEGAWAI-DIPERBARUI"), (2, "PEGAWAI-GANDA"), (3, "PEGAWAI-GANDA"), (4, "PEGAWAI-DIPERBARUI"),
    }  # fmt: skip


def test_ladder_follows_the_highest_step():
    frame = pd.DataFrame({"nip": ["a"] * 5, "golongan": ["III/a", "III/c", "III/b", "III/c", "III/d"],
                          "tmt_golongan": dates("2001-01-01", "2005-01-01", "2006-01-01", "2009-01-01", "2013-01-01")})  # fmt: skip
    assert codes(rules.check_ladder(frame)) == {(1, "RIW-LOMPAT"), (2, "RIW-TURUN")}
    shuffled = frame.sample(frac=1, random_state=3)
    assert codes(rules.check_ladder(shuffled)) == codes(rules.check_ladder(frame))


def test_period_on_both_sides_of_its_ends():
    frame = pd.DataFrame(
        {"tmt_pindah": dates("2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01")}
    )
    assert codes(rules.check_period(frame, "pindah", cutoff=date(2025, 12, 31))) == {
        (1, "BARIS-SETELAH-BATAS"), (2, "BARIS-SETELAH-BATAS"), (3, "TGL-MASA-DEPAN"),
    }  # fmt: skip


def test_period_of_a_first_semester():
    moved = pd.DataFrame(
        {"tmt_pindah": dates("2025-06-30", "2025-07-01", "2026-06-30", "2026-07-01")}
    )
    assert codes(rules.check_period(moved, "pindah", cutoff=date(2025, 6, 30))) == {
        (1, "BARIS-SETELAH-BATAS"), (2, "BARIS-SETELAH-BATAS"), (3, "TGL-MASA-DEPAN"),
    }  # fmt: skip
    # A row that tells its year only may lie in the first half; one of the next year cannot.
    school = pd.DataFrame({"tahun_lulus": pd.array([2025, 2026, 2027], dtype="Int64")})
    assert codes(rules.check_period(school, "pendidikan", cutoff=date(2025, 6, 30))) == {
        (1, "BARIS-SETELAH-BATAS"), (2, "TGL-MASA-DEPAN"),
    }  # fmt: skip


def test_age_at_appointment_on_the_birthday():
    frame = pd.DataFrame({
        "nip": "", "pppk": False, "lahir_nip": pd.NaT, "angkat_nip": dates(*["2010-03-01"] * 4),
        "tanggal_lahir": dates("1993-03-01", "1993-03-02", "1992-03-01", "1939-12-31"),
        "tmt_cpns": dates(*["2010-03-01"] * 4),
    })  # fmt: skip
    assert codes(rules.check_person(frame)) == {
        (0, "USIA-TAK-LAZIM"), (1, "USIA-MUSTAHIL"), (3, "USIA-MUSTAHIL"),
    }  # fmt: skip


def test_first_day_of_service_is_the_earlier_of_file_and_nip():
    frame = pd.DataFrame({"nip": ["a", "b"], "angkat_nip": dates("2010-03-01", "2010-03-01"),
                          "tmt_golongan": dates("2010-02-01", "2010-02-01")})  # fmt: skip
    start = pd.Series(dates("2010-01-01", "2012-01-01").to_numpy(), ["a", "b"])
    assert codes(rules.check_appointment(frame, "golongan", start)) == {(1, "RIW-SEBELUM-ANGKAT")}
    assert rules.check_appointment(frame, "kursus", start) == []


def test_acting_posts_give_way_to_a_definitive_one():
    # a: definitive and acting; b: acting only; c: definitive twice, other posts.
    frame = pd.DataFrame({
        "nip": list("aabcc"), "penugasan": ["definitif", "plt", "plh", "definitif", "definitif"],
        "jenis_jabatan": "struktural", "eselon": ["IV.a", "", "", "IV.a", "III.b"],
        "nama_jabatan": ["Kasi A", "Plt. Kadis B", "Plh. Kadis B", "Kasi A", "Kabid C"],
    })  # fmt: skip
    assert codes(rules.put_acting_aside(frame)) == {(1, "JABATAN-PLT-DISISIHKAN")}
    assert rules.put_acting_aside(frame[frame["penugasan"] == "definitif"]) == []
    rest = frame.drop(index=1)
    assert codes(rules.check_posts(rest)) == {(3, "JABATAN-RANGKAP"), (4, "JABATAN-RANGKAP")}
