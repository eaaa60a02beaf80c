"""Finding the header row and mapping its columns."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.errors import UsageError
from pug_analysis.ingest.layouts.headers import (
    build_lookup,
    describe_missing,
    find_header,
    shape_of_header,
)
from pug_analysis.ingest.layouts.known import DATA_ASN_LAMA, LAYOUTS, header_key

LOOKUP = build_lookup(Config())


@pytest.mark.parametrize("table", LAYOUTS)
def test_each_layout_is_recognised_by_its_official_headers(table):
    match = find_header([[f.official for f in LAYOUTS[table].fields]], LOOKUP)
    assert match.layout.table == table
    assert match.columns == {f.name: i for i, f in enumerate(LAYOUTS[table].fields)}
    assert not match.missing
    assert not match.duplicated


def test_export_without_eselon_is_told_apart(office):
    header = [h for h in office.main if not h.startswith("ESELON")]
    assert find_header([header], LOOKUP).label == DATA_ASN_LAMA


def test_title_rows_are_passed_over(office):
    match = find_header([["DAFTAR"], [], office.main, office.people(1)[1]], LOOKUP)
    assert (match.row, match.height) == (2, 1)


def test_two_rows_of_header():
    upper = ["NO", "NIP", "PANGKAT", "", "", "JABATAN"]
    lower = ["", "", "GOLONGAN", "TMT", "", "TMT"]
    rest = ["JENIS KELAMIN", "TANGGAL LAHIR", "KEDUDUKAN HUKUM", "TMT CPNS"]
    match = find_header([[*upper, *rest], [*lower, *[""] * 4]], LOOKUP)
    assert match.height == 2
    assert (match.columns["nip"], match.columns["tmt_golongan"], match.columns["tmt_jabatan"]) == (
        1,
        3,
        5,
    )


def test_strange_headers_are_no_layout():
    assert find_header([["NIP", "NAMA", "TELEPON"], ["1", "2", "3"]], LOOKUP) is None


def test_missing_columns_are_described_with_similar_ones(office):
    header = ["JENIS KELAMI" if h == "JENIS KELAMIN" else h for h in office.main]
    text = describe_missing(find_header([[*header, "a 198501012010011001"]], LOOKUP))
    assert "tidak ada kolom JENIS KELAMIN (mirip: JENIS KELAMI)" in text
    assert "1985" not in text


@pytest.mark.parametrize(
    ("mapping", "message"),
    [({"gaji": {"NIP BARU": "X"}}, "harus salah satu dari pegawai"),
     ({"pegawai": {"GAJI": "X"}}, "tidak mengenal 'GAJI'")],
)  # fmt: skip
def test_wrong_mappings_are_refused(mapping, message):
    with pytest.raises(UsageError, match=message):
        build_lookup(Config(data={"kolom": mapping}))


def split_pppk(rows: list[list], column: str, other: str, empty: str = "") -> list[list]:
    """Return rows in which a column holds the PNS only, and another one behind it the PPPK."""
    j, place = rows[0].index(column), rows[0].index("KEDUDUKAN HUKUM ID")
    moved = [[*rows[0], other]]
    for row in rows[1:]:
        pppk = row[place] == "71"
        cells = [*row[:j], empty if pppk else row[j], *row[j + 1 :]]
        moved.append([*cells, row[j] if pppk else empty])
    return moved


@pytest.mark.parametrize(
    ("column", "other"),
    [("TMT CPNS", "TMT PPPK"), ("NIP BARU", "NI PPPK"), ("NIP BARU", "NIPPPK"),
     ("GOL AKHIR NAMA", "GOLONGAN"), ("UNOR NAMA", "UNIT KERJA"), ("TMT CPNS", "TMT Kontrak")],
)  # fmt: skip
@pytest.mark.parametrize("empty", ["", "-", "null"])
def test_another_name_fills_what_a_column_lacks(office, column, other, empty):
    clean = office.clean()
    office.csv("a.csv", split_pppk(office.people(), column, other, empty))
    build = office.build()
    assert office.codes(build) == set()
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_where_both_columns_are_filled_the_better_name_counts(office):
    clean = office.clean()
    rows = [[*row, "01-01-1999"] for row in office.people()]
    rows[0][-1] = "TMT PPPK"
    office.csv("a.csv", rows)
    pd.testing.assert_frame_equal(office.build().tables["pegawai"], clean)


def test_an_empty_date_sign_is_filled_as_well(office):
    clean = office.clean()
    rows = split_pppk(office.people(), "TMT CPNS", "TMT PPPK", "00-00-0000")
    office.csv("a.csv", rows)
    build = office.build()
    assert office.codes(build) == set()
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_one_name_twice_is_still_refused(office):
    rows = split_pppk(office.people(), "TMT CPNS", "TMT CPNS")
    office.csv("a.csv", rows)
    assert office.codes() == {"KOLOM-GANDA"}


#: Header rows as a regency prints them: a group, a group inside it, the column.
THREE = [
    ["No", "NIP", "", "Nama", "Tempat Tanggal Lahir", "", "CPNS/PNS", "", "L/p", "Golongan Ruang", "", "", "Jabatan", "", "", "Unit Kerja", "Pendidikan", "Kedudukan Hukum", "Jenis Jabatan"],
    ["", "NIP Lama", "NIP Baru", "", "Tempat Lahir", "Tanggal Lahir", "TMT CPNS", "TMT PNS", "", "Gol", "TMT", "Masa Kerja", "Struktural", "", "", "", "Tingkat Pendidikan", "", ""],
    ["", "", "", "", "", "", "", "", "", "", "", "MK Thn", "Eselon", "TMT Jabatan", "Nama Jabatan", "", "", "", ""],
]  # fmt: skip


@pytest.mark.parametrize("title", [[], [["DAFTAR NOMINATIF"], [""]]])
def test_three_rows_of_header(title):
    match = find_header([*title, *THREE, ["1", "", "x"]], LOOKUP)
    assert (match.row, match.height, match.missing) == (len(title), 3, ())
    wanted = {
        "nip": 2, "tanggal_lahir": 5, "tmt_cpns": 6, "tmt_pns": 7, "jenis_kelamin": 8, "gol_akhir_nama": 9,
        "tmt_golongan": 10, "eselon_nama": 12, "tmt_jabatan": 13, "jabatan_nama": 14, "unor_nama": 15,
    }  # fmt: skip
    assert wanted.items() <= match.columns.items()
    # each of the three rows is a header again where a page repeats them
    repeated = [{header_key(c) for c in row if c} <= match.keys for row in THREE]
    assert repeated == [True, True, True]


def test_a_group_ends_where_one_above_it_ends():
    upper = ["NIP", "JABATAN", "", "PANGKAT", "", "JENIS KELAMIN", "TANGGAL LAHIR", "KEDUDUKAN"]
    middle = ["", "STRUKTURAL", "", "", "", "", "", ""]
    lower = ["", "NAMA JABATAN", "TMT", "GOLONGAN", "TMT", "", "", ""]
    match = find_header([upper, middle, lower], LOOKUP)
    assert (match.columns["tmt_jabatan"], match.columns["tmt_golongan"]) == (2, 4)


def test_four_rows_of_header_and_no_more():
    deep = [["DAFTAR"] + [""] * 18, *THREE]
    assert find_header([["x", *[""] * 18], *deep], LOOKUP).row == 2
    assert find_header([["", *[""] * 18]] * 2 + [*THREE], LOOKUP).height == 3


def test_headers_of_a_wrong_encoding_are_known(office):
    header = [h.replace(" ", "\u00c2\u00a0") for h in office.main]
    match = find_header([header], LOOKUP)
    assert not match.missing
    assert match.columns["tmt_cpns"] == header.index("TMT\u00c2\u00a0CPNS")


def test_a_header_that_is_a_person_is_shown_by_its_shape():
    assert shape_of_header("SITI REKAAN, S.Pd") == "AAAA AAAAAA, A.AA"
    assert shape_of_header("Nama Jabatan") == "Nama Jabatan"
