"""Status and kedudukan hukum, in one column or in two."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.ingest.values.status import (
    NOT_ASN,
    find_others,
    parse_standing,
    read_status_kedudukan,
)

PW = "PPPK Paruh Waktu"


def read(kedudukan: str, status: str, *, pppk: bool = False, code: str = ""):
    """Return status, kedudukan and codes of one row."""
    data = pd.DataFrame(
        {"kedudukan_id": [code], "kedudukan_nama": [kedudukan], "status_cpns_pns": [status], "nip": ["9"]},
        dtype="string",
    ).assign(pppk=pppk)  # fmt: skip
    notes = []
    read_status, kode = read_status_kedudukan(data, Config(), notes)
    found = [tuple(r) for n in notes for r in n[["field", "kode"]].to_numpy()]
    return read_status[0], kode[0], found


@pytest.mark.parametrize(
    ("text", "status"),
    [("PNS", "PNS"), ("Pegawai Negeri Sipil", "PNS"), ("PNSD", "PNS"), ("PNS Daerah Kab/Kota", "PNS"),
     ("CPNS", "CPNS"), ("Calon PNS", "CPNS"), ("CALON PEGAWAI NEGERI SIPIL", "CPNS"), ("C", "CPNS"),
     ("CPNS Formasi 2024", "CPNS"), ("PPPK", "PPPK"), ("P3K", "PPPK"), ("PPPK Guru", "PPPK"),
     ("PPPK Penuh Waktu", "PPPK"), ("PPPK (eks Honorer)", "PPPK"), ("PPPK Tahap II", "PPPK"),
     ("Pegawai Pemerintah dengan Perjanjian Kerja", "PPPK"), ("PPPK PARUH WAKTU", PW), ("PPPK-PW", PW),
     ("P3K paruh waktu", PW), ("Paruh Waktu", PW), ("Honorer", NOT_ASN), ("Tenaga Kontrak", NOT_ASN),
     ("Non-ASN", NOT_ASN), ("NON PNS", NOT_ASN), ("THL", NOT_ASN), ("Guru Tidak Tetap", NOT_ASN),
     ("P", ""), ("", ""), ("ASN", "")],
)  # fmt: skip
def test_words_of_status(text, status):
    assert parse_standing(text).status == status
    assert not parse_standing(text).unknown


@pytest.mark.parametrize(
    "text", ["Kawin", "PNS/PPPK", "Calon PPPK", "Pegawai Ajaib", "PPPK BLUD", "Bukan siapa-siapa"]
)
def test_a_word_that_nobody_knows_is_no_status(text):
    assert parse_standing(text).unknown
    assert ("status_cpns_pns", "STATUS-TAK-DIKENAL") in read("Aktif", text)[2]


def test_active_is_read_by_the_status():
    assert read("Aktif", "PNS") == ("PNS", "01", [])
    assert read("Aktif", "PPPK", pppk=True) == ("PPPK", "71", [])
    assert read("Aktif", "PPPK PARUH WAKTU", pppk=True) == (PW, "101", [])
    assert read("Aktif Bekerja", "Calon PNS") == ("CPNS", "01", [])
    # Without a word of the status the form of the NIP tells it.
    assert read("Aktif", "", pppk=True) == ("PPPK", "71", [])
    assert read("Tidak Aktif", "PPPK", pppk=True) == ("PPPK", "72", [])
    assert read("Pensiun", "PPPK", pppk=True) == ("PPPK", "99", [])


def test_columns_that_stand_the_other_way_round_or_hold_both():
    assert read("PNS", "Aktif") == ("PNS", "01", [])
    assert read("PPPK", "Aktif", pppk=True) == ("PPPK", "71", [])
    assert read("PPPK Aktif", "", pppk=True) == ("PPPK", "71", [])
    assert read("PPPK Paruh Waktu Aktif", "", pppk=True) == (PW, "101", [])
    assert read("", "PNS Aktif") == ("PNS", "01", [])


def test_codes_of_siasn_stay_what_they_are():
    assert read("", "P", code="01") == ("PNS", "01", [])
    assert read("", "C", code="1") == ("CPNS", "01", [])
    assert read("", "", code="71", pppk=True) == ("PPPK", "71", [])
    assert read("", "", code="101", pppk=True) == (PW, "101", [])
    assert read("PPPK", "P", pppk=True) == ("PPPK", "73", [])


def test_contradictions_are_told():
    assert read("", "P", code="01", pppk=True)[2] == [("kedudukan_id", "KEDUDUKAN-BEDA-STATUS")]
    assert read("Aktif", "Pensiunan PNS")[2] == [("kedudukan_nama", "KEDUDUKAN-BEDA-STATUS")]
    assert read("Tugas Belajar", "PPPK", pppk=True)[2] == [
        ("kedudukan_nama", "KEDUDUKAN-BEDA-STATUS")
    ]
    assert read("Aktif", "PNS", pppk=True) == ("PPPK", "71", [("status_cpns_pns", "STATUS-BEDA")])
    assert read("Aktif", "PPPK") == ("PPPK", "71", [("nip", "STATUS-BEDA")])


def test_a_status_alone_says_nothing_of_being_active():
    for status in ("PNS", "PPPK", PW, ""):
        assert ("kedudukan_nama", "KEDUDUKAN-TAK-DIKENAL") in read("", status)[2]


def test_others_are_found_in_either_column():
    data = pd.DataFrame(
        {"status_cpns_pns": ["PNS", "Honorer", ""], "kedudukan_nama": ["Aktif", "Aktif", "Non ASN"]},
        dtype="string",
    )  # fmt: skip
    assert np.array_equal(find_others(data), [False, True, True])


def words(office, n: int = 20) -> list[list]:
    """Return clean people whose kedudukan and status are words in columns of their own."""
    rows = office.people(n)
    names = {"KEDUDUKAN HUKUM ID": "KEDUDUKAN", "STATUS CPNS PNS": "STATUS PEGAWAI"}
    place, status = (rows[0].index(c) for c in names)
    rows[0] = [names.get(h, h) for h in rows[0]]
    for row in rows[1:]:
        row[status] = "PPPK" if row[place] == "71" else "PNS"
        row[place] = "Aktif"
    return rows


def test_a_staff_list_with_words_is_the_one_with_codes(office):
    clean = office.clean()
    office.csv("a.csv", words(office))
    build = office.build()
    assert office.codes(build) == set()
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_rows_of_honorer_are_no_data(office):
    rows = words(office)
    status, nip = rows[0].index("STATUS PEGAWAI"), rows[0].index("NIP BARU")
    rows[2][status], rows[3][status], rows[3][nip] = "Honorer", "THL", "-"
    rows[4][status] = "Pegawai Ajaib"
    office.csv("a.csv", rows)
    build = office.build()
    assert [office.codes(build, r) for r in (3, 4, 5)] == [
        {"BARIS-BUKAN-ASN"}, {"BARIS-BUKAN-ASN"}, {"STATUS-TAK-DIKENAL"},
    ]  # fmt: skip
    account = build.neraca[["dipakai", "karantina", "bukan_data"]].to_numpy().tolist()
    assert account == [[17, 1, 3]]
