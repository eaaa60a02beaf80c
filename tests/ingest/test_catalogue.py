"""The catalogue of bad input: one generated file per case, and what must become of it."""

from __future__ import annotations

import io
import zipfile

import pandas as pd
import pytest

from pug_analysis.errors import DataError


def cell(office, column: str, values: list, *, fmt: str = "csv"):
    """Write clean people whose first cells of one column are replaced; return the codes per row."""
    for path in office.raw.iterdir():
        path.unlink()
    rows = office.people(20, **{column.replace(" ", "_"): values})
    (office.csv if fmt == "csv" else office.xlsx)(f"data.{fmt}", rows)
    check = office.check()
    return [office.codes(check, row) for row in range(2, 2 + len(values))]


# --- file level: cases 1-18


def zipped(office, name: str, rename) -> bytes:
    path = office.xlsx("asal.xlsx", office.people())
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.namelist():
            target.writestr(item, rename(item, source.read(item)))
    path.unlink()
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_empty_file_is_refused(office):
    office.put("a.xlsx", b"")
    assert office.codes() == {"BERKAS-KOSONG"}


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 ...", b"hanya satu kalimat\ntanpa pemisah\n", bytes(range(256)) * 9]
)
def test_what_is_no_table_is_refused(office, data):
    office.put("a.xlsx", data)
    assert office.codes() == {"BERKAS-BUKAN-TABEL"}


def test_truncated_download_is_refused(office):
    data = office.xlsx("a.xlsx", office.people()).read_bytes()
    office.put("a.xlsx", data[: len(data) // 2])
    assert office.codes() == {"BERKAS-RUSAK"}


def test_password_is_refused(office):
    office.put(
        "a.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"),
    )
    assert office.codes() == {"BERKAS-SANDI"}


def test_html_table_named_xls_is_read(office):
    clean = office.clean()
    rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in office.people())
    office.put("a.xls", f"<html><table>{rows}</table></html>".encode())
    build = office.build()
    assert office.codes(build) == {"BERKAS-SALAH-AKHIRAN"}
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


@pytest.mark.parametrize(("name", "writer"), [("a.xlsx", "csv"), ("a.csv", "xlsx")])
def test_wrong_suffix_is_read_by_content(office, name, writer):
    getattr(office, writer)(name, office.people())
    check = office.check()
    assert office.codes(check) == {"BERKAS-SALAH-AKHIRAN"}
    assert check.neraca["dipakai"].tolist() == [20]


def test_bomb_is_refused(office):
    office.put(
        "a.xlsx", zipped(office, "a", lambda n, c: c + b" " * 30_000_000 if n == SHEET else c)
    )
    assert office.codes() == {"BERKAS-BERBAHAYA"}


@pytest.mark.parametrize("address", [b"XFD1048576", b"GS3", b"A1048577", b"CV400001"])
def test_far_cell_is_refused(office, address):
    far = b'<row r="9"><c r="' + address + b'"><v>1</v></c></row></sheetData>'
    office.put(
        "a.xlsx",
        zipped(office, "a", lambda n, c: c.replace(b"</sheetData>", far) if n == SHEET else c),
    )
    assert office.codes() == {"BERKAS-TERLALU-BESAR"}


def test_document_type_is_refused(office):
    dtd = b'?><!DOCTYPE x [<!ENTITY a "b">]>'
    office.put(
        "a.xlsx", zipped(office, "a", lambda n, c: c.replace(b"?>", dtd, 1) if n == SHEET else c)
    )
    assert office.codes() == {"BERKAS-BERBAHAYA"}


def test_macro_and_lock_file_are_noted(office):
    path = office.xlsx("a.xlsx", office.people())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    office.put("~$a.xlsx", b"kunci")
    office.put(".rahasia", b"x")
    office.put("truth.json", b"{}")
    check = office.check()
    assert office.codes(check) == {"BERKAS-MAKRO", "BERKAS-DILEWATI"}
    assert check.neraca["dipakai"].tolist() == [20]


def test_same_file_twice_is_refused(office):
    office.csv("a.csv", office.people())
    office.csv("b.csv", office.people())
    assert "BERKAS-GANDA" in office.codes()


def test_two_exports_of_one_kind_are_joined(office):
    rows = office.people(20)
    office.csv("a.csv", rows[:11])
    office.csv("b.csv", [rows[0], *rows[11:]])
    assert office.check().neraca["dipakai"].tolist() == [10, 10]


def test_unknown_table_is_refused(office):
    office.csv("a.csv", [["tanggal", "curah hujan"], ["1", "2"]])
    assert office.codes() == {"BERKAS-TIDAK-DIKENAL"}


def test_history_alone_is_no_register(office):
    office.csv("a.csv", office.grades((0, "III/a", "01-03-2001")))
    with pytest.raises(DataError, match="Tidak ada ekspor Data ASN"):
        office.build()


def test_name_with_blanks_and_accents_works(office):
    office.csv("Ekspor ASN – Désember 2025 (akhir).csv", office.people())
    assert office.check().neraca["dipakai"].tolist() == [20]


def test_all_refused_files_are_told_at_once(office):
    office.put("a.xlsx", b"")
    office.put("b.xlsx", b"%PDF")
    office.csv("c.csv", office.people())
    with pytest.raises(DataError, match=r"(?s)a\.xlsx: BERKAS-KOSONG.*b\.xlsx: BERKAS-BUKAN-TABEL"):
        office.build()
    assert not (office.root / "data" / "processed").exists()


# --- sheet level: cases 19-37


def test_sheet_is_chosen_by_its_header(office):
    more = {"PNS": office.people(10), "PPPK": [office.people()[0], *office.people(20)[11:]]}
    office.xlsx("a.xlsx", [["Petunjuk"], ["Isi kolom"]], sheet="Petunjuk", more=more)
    check = office.check()
    assert office.codes(check) == {"LEMBAR-LAIN"}
    assert check.neraca["dipakai"].tolist() == [0, 10, 10]
    assert check.neraca["lembar"].tolist() == ["Petunjuk", "PNS", "PPPK"]


def test_hidden_sheet_is_not_used(office):
    office.xlsx("a.xlsx", office.people(), more={"Lama": office.people(5)}, hidden=("Lama",))
    check = office.check()
    assert office.codes(check) == {"LEMBAR-TERSEMBUNYI"}
    assert check.neraca["dipakai"].tolist() == [20, 0]


def test_hidden_rows_are_used_and_noted(office):
    office.put(
        "a.xlsx",
        zipped(
            office,
            "a",
            lambda n, c: c.replace(b'<row r="5"', b'<row r="5" hidden="1"') if n == SHEET else c,
        ),
    )
    check = office.check()
    assert office.codes(check) == {"BARIS-TERSEMBUNYI"}
    assert check.neraca["dipakai"].tolist() == [20]


def test_header_without_rows_is_refused(office):
    office.xlsx("a.xlsx", office.people(0))
    assert office.codes() == {"BERKAS-TANPA-BARIS"}


def test_paper_form_is_read(office):
    clean = office.clean()
    header, *rows = office.people()
    width = len(header)
    numbers = [f"({i})" for i in range(1, width + 1)]
    blank, total = [""] * width, ["", "Jumlah", "10", *[""] * (width - 3)]
    signature = ["", "", "NIP. 19680101 199003 1 005", *[""] * (width - 3)]
    office.xlsx(
        "a.xlsx",
        [["DAFTAR NOMINATIF"], blank, header, numbers, *rows[:10], total, header, blank, *rows[10:],
         ["", "", "Bengkayang, 31 Desember 2025"], blank, ["", "NIP. 19680101 199003 1 005"], signature],
    )  # fmt: skip
    build = office.build()
    assert build.temuan["kode"].value_counts().drop("KOLOM-TAMBAHAN").to_dict() == {
        "BARIS-JUDUL": 1, "BARIS-KOSONG": 3, "BARIS-KEPALA": 1, "BARIS-NOMOR-KOLOM": 1,
        "BARIS-JUMLAH": 1, "BARIS-KEPALA-ULANG": 1, "BARIS-KAKI": 3,
    }  # fmt: skip
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_two_level_header_is_flattened(office):
    clean = office.clean()
    header, *rows = office.people()
    lower = [
        "TMT" if h in ("TMT GOLONGAN", "TMT JABATAN") else "GOL" if h == "GOL AKHIR NAMA" else h
        for h in header
    ]
    upper = ["" for _ in header]
    upper[0], upper[9], upper[13] = "IDENTITAS", "KEPANGKATAN", "JABATAN"
    office.xlsx("a.xlsx", [["DAFTAR"], upper, lower, *rows], merge=[(1, 0, 1, 8), (1, 9, 1, 12)])
    build = office.build()
    assert office.codes(build) == {"BARIS-JUDUL"}
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_merged_unit_cells_are_filled_inside_the_range_only(office):
    rows = office.people()
    unit = rows[0].index("UNOR NAMA")
    for i in range(2, 6):
        rows[i][unit] = ""
    rows[6][unit] = ""
    office.xlsx("a.xlsx", rows, merge=[(1, unit, 5, unit)])
    check = office.check()
    found = check.temuan.set_index("baris")["kode"]
    assert [found.get(r) for r in (3, 4, 5, 6)] == ["SEL-GABUNG"] * 4
    assert found.get(7) == "UNIT-KOSONG"


def test_other_names_and_order_of_columns(office):
    clean = office.clean()
    names = {"NIP BARU": "Nip_Baru", "TANGGAL LAHIR": "Tgl. Lahir", "GOL AKHIR NAMA": "GOL RUANG",
             "UNOR NAMA": "Unit\u00a0Kerja *)", "TMT CPNS": "TMT\nCPNS ", "JABATAN NAMA": "Nama Jabatan"}  # fmt: skip
    rows = office.people()
    rows[0] = [names.get(h, h) for h in rows[0]]
    office.xlsx("a.xlsx", [row[::-1] for row in rows])
    build = office.build()
    assert office.codes(build) == set()
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_own_column_names(office):
    rows = office.people()
    rows[0] = ["NOMOR INDUK" if h == "NIP BARU" else h for h in rows[0]]
    office.csv("a.csv", rows)
    assert office.codes() == {"KOLOM-HILANG"}
    check = office.check(data={"kolom": {"pegawai": {"NIP BARU": "Nomor Induk"}}})
    assert check.neraca["dipakai"].tolist() == [20]


def test_duplicate_header_is_refused(office):
    rows = office.people()
    rows[0] = ["TMT" if h in ("TMT GOLONGAN", "TMT JABATAN") else h for h in rows[0]]
    office.csv("a.csv", rows)
    assert office.codes() == {"KOLOM-GANDA"}


def test_all_missing_columns_are_told_at_once(office):
    keep = [i for i, h in enumerate(office.main) if h not in ("JENIS KELAMIN", "TMT CPNS")]
    office.csv("a.csv", [[row[i] for i in keep] for row in office.people()])
    with pytest.raises(DataError, match=r"JENIS KELAMIN, TMT CPNS.*PNS ID"):
        office.build()


def test_extra_columns_are_dropped(office):
    office.csv("a.csv", [["CATATAN", *office.main], *(["x", *r] for r in office.people()[1:])])
    build = office.build()
    assert set(build.temuan["kode"]) == {"KOLOM-TAMBAHAN", "BARIS-KEPALA"}


# --- identity: cases 38-52


def test_number_in_the_nip_column_is_never_an_identity(office):
    nips = [float(office.nip(i)) for i in range(2)]
    found = cell(office, "NIP BARU", nips, fmt="xlsx")
    assert found == [{"NIP-ANGKA"}] * 2
    # Excel keeps digit 15, so the sex of the lost rows is known: persons 0 and 1 are L and P.
    lost = office.check().temuan.query("kode == 'NIP-ANGKA'")
    assert lost["jenis_kelamin"].tolist() == ["L", "P"]


def test_damaged_nips_are_put_aside(office):
    nip = office.nip(0)
    bad = ["1,97501E+17", "1.97501E+17", nip[:17], nip + "1", "131263190", "", "-", "belum ada", "0",
           "6107010101800001", "19751340" + nip[8:], nip[:15] + "000", nip[:12] + "30" + nip[14:]]  # fmt: skip
    kinds = [f - {"TEKS-NULL", "JK-BEDA-NIP"} for f in cell(office, "NIP BARU", bad)]
    assert kinds == [
        {"NIP-EKSPONEN"}, {"NIP-EKSPONEN"}, {"NIP-PANJANG"}, {"NIP-PANJANG"}, {"NIP-LAMA"},
        {"NIP-KOSONG"}, {"NIP-KOSONG"}, {"NIP-KOSONG"}, {"NIP-KOSONG"}, {"NIP-NIK"},
        {"NIP-TANGGAL"}, {"NIP-PRESISI"}, {"NIP-TANGGAL"},
    ]  # fmt: skip


def test_spelled_nips_are_mended(office):
    nips = [office.nip(i) for i in range(6)]
    spelled = [
        f"{nips[0][:8]} {nips[0][8:14]} {nips[0][14]} {nips[0][15:]}", f"'{nips[1]}",
        f"{nips[2]}\u200b", nips[3].translate({48 + i: 0xFF10 + i for i in range(10)}),
        f"NIP. {nips[4]}", f"{nips[5]}.0",
    ]  # fmt: skip
    found = cell(office, "NIP BARU", spelled)
    assert found == [{"NIP-BENTUK"}, {"TEKS-APOSTROF"}, {"TEKS-TERSEMBUNYI"}, {"TEKS-TERSEMBUNYI"},
                     {"NIP-BENTUK"}, set()]  # fmt: skip
    clean = office.check().neraca["dipakai"].tolist()
    assert clean == [20]


def test_columns_that_disagree_with_the_nip(office):
    assert cell(office, "TANGGAL LAHIR", ["02-02-1975"]) == [{"NIP-BEDA-LAHIR"}]
    assert cell(office, "TMT CPNS", ["01-04-2001"]) == [{"NIP-BEDA-TMT"}]
    office.csv("data.csv", office.people(20, TANGGAL_LAHIR=["02-02-1976"]))
    age = office.build().tables["pegawai"]["usia_tahun"]
    assert 2025 - 1976 in age.tolist()


def test_repeated_rows_are_merged(office):
    rows = office.people()
    office.csv("a.csv", [*rows, rows[3], rows[3]])
    check = office.check()
    assert check.neraca[["dipakai", "gabung"]].to_numpy().tolist() == [[20, 2]]


def test_same_nip_other_content(office):
    rows = office.people()
    newer, unclear = list(rows[1]), list(rows[2])
    newer[rows[0].index("TMT JABATAN")] = "01-06-2024"
    unclear[rows[0].index("UNOR NAMA")] = "Lain - PEMERINTAH KABUPATEN CONTOH"
    office.csv("a.csv", [*rows, newer, unclear])
    check = office.check()
    assert office.codes(check, 2) == {"PEGAWAI-DIPERBARUI"}
    assert office.codes(check, 22) == set()
    assert office.codes(check, 3) == office.codes(check, 23) == {"PEGAWAI-GANDA"}
    assert check.neraca[["dipakai", "karantina", "gabung"]].to_numpy().tolist() == [[19, 2, 1]]


def test_history_of_strangers_is_put_aside(office):
    office.csv("a.csv", office.people(20, GOL_AKHIR_NAMA=["III/e"]))
    stranger = "194101012001031901"
    office.csv("g.csv", office.grades((stranger, "III/a", "01-03-2001"), (0, "III/a", "01-03-2001"),
                                      (1, "III/a", "01-03-2002")))  # fmt: skip
    check = office.check()
    found = check.temuan.query("berkas == 'g.csv' and baris > 1").set_index("baris")["kode"]
    assert found.to_dict() == {2: "NIP-TANPA-PEGAWAI", 3: "PEGAWAI-DIKARANTINA"}


# --- sex: cases 53-55


@pytest.mark.parametrize(
    "words",
    [("L", "P"), ("M", "F"), ("1", "2"), ("Pria", "Wanita"), ("LAKI - LAKI", "PEREMPUAN"),
     ("Laki-laki", "PR"), ("P", "W"), ("lk", "pr"), ("L", "PEREMPUAN")],
)  # fmt: skip
def test_spellings_of_sex(office, words):
    office.csv("a.csv", office.people(20, JENIS_KELAMIN=[words[i % 2] for i in range(20)]))
    build = office.build()
    assert office.codes(build) == set()
    assert build.tables["pegawai"]["jenis_kelamin"].value_counts().to_dict() == {"L": 10, "P": 10}


@pytest.mark.parametrize("words", [("P", "F"), ("M", "P"), ("Pria", "P"), ("P", "P"), ("F", "M")])
def test_ambiguous_sex_is_refused(office, words):
    office.csv("a.csv", office.people(20, JENIS_KELAMIN=[words[i % 2] for i in range(20)]))
    assert office.codes() == {"JK-RANCU"}


def test_sex_of_single_rows(office):
    assert cell(office, "JENIS KELAMIN", ["F", "X", "0", ""]) == [
        {"JK-BEDA-NIP"}, {"JK-DARI-NIP"}, {"JK-DARI-NIP"}, {"JK-DARI-NIP"}
    ]  # fmt: skip
    rows = office.people(
        20, JENIS_KELAMIN=["X"], NIP_BARU=[office.nip(0)[:14] + "7" + office.nip(0)[15:]]
    )
    office.csv("data.csv", rows)
    assert office.codes(row=2) == {"JK-KOSONG"}


# --- dates: cases 56-69 (the forms themselves are in test_dates)


def test_month_first_is_refused(office):
    office.csv("a.csv", office.people(20, TMT_JABATAN=["06/15/2015", "15/06/2015"]))
    assert office.codes() == {"TGL-URUTAN"}


def test_dates_in_many_forms_give_the_same_table(office):
    clean = office.clean()
    dates = ["1 Maret 2001", "01/03/2002", "2003-03-01", "38047"]
    office.csv("a.csv", office.people(20, TMT_CPNS=dates))
    build = office.build()
    assert {r: office.codes(build, r) for r in (2, 3, 4, 5)} == {
        2: {"TGL-BENTUK"}, 3: {"TGL-BENTUK"}, 4: {"TGL-BENTUK"}, 5: {"TGL-SERIAL"}
    }  # fmt: skip
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


@pytest.mark.parametrize("date1904", [False, True])
def test_real_date_cells_are_normal(office, date1904):
    clean = office.clean()
    rows = office.people()
    for column in ("TANGGAL LAHIR", "TMT CPNS", "TMT GOLONGAN", "TMT JABATAN"):
        j = rows[0].index(column)
        for row in rows[1:]:
            row[j] = pd.to_datetime(row[j], format="%d-%m-%Y").to_pydatetime()
    office.xlsx("a.xlsx", rows, date1904=date1904)
    build = office.build()
    assert office.codes(build) == set()
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_number_cell_counts_from_the_workbooks_own_epoch(office):
    clean = office.clean()
    # 1 March 2001 is day 36951 of the 1900 system, and 36951 - 1462 of the 1904 system.
    office.xlsx("a.xlsx", office.people(20, TMT_CPNS=[36951 - 1462]), date1904=True)
    build = office.build()
    assert office.codes(build) == {"TGL-SERIAL"}
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_sentinels_are_empty(office):
    sentinels = ["00-00-0000", "0000-00-00", "1900-01-00", "01-01-1900", "9999-12-31"]
    assert cell(office, "TMT GOLONGAN", sentinels) == [{"TGL-PENANDA"}] * 5
    assert cell(office, "TMT CPNS", sentinels[:1]) == [{"TGL-PENANDA", "TGL-KOSONG"}]


def test_impossible_dates_are_put_aside(office):
    bad = ["31-02-2010", "15-06-3500", "kemarin", "15-06-1500"]
    assert cell(office, "TMT JABATAN", bad) == [{"TGL-MUSTAHIL"}] * 4


def test_ages(office):
    found = cell(office, "TANGGAL LAHIR", ["01-01-1939", "01-02-1990"])
    assert [f & {"USIA-MUSTAHIL"} for f in found] == [{"USIA-MUSTAHIL"}] * 2


def test_cut_off_and_future(office):
    office.csv("a.csv", office.people())
    office.csv("g.csv", office.grades((0, "III/a", "31-12-2025"), (1, "III/a", "01-01-2026"),
                                      (2, "III/a", "01-04-2099")))  # fmt: skip
    check = office.check()
    found = check.temuan.query("berkas == 'g.csv' and baris > 1").set_index("baris")["kode"]
    assert found.to_dict() == {3: "BARIS-SETELAH-BATAS", 4: "TGL-MASA-DEPAN"}
    account = check.neraca.query("berkas == 'g.csv'")[["dipakai", "karantina", "bukan_data"]]
    assert account.to_numpy().tolist() == [[1, 1, 2]]


# --- careers: cases 70-73


def test_order_of_a_career(office):
    office.csv("a.csv", office.people())
    rows = office.grades(
        (0, "III/a", "01-04-1960"), (1, "III/b", "01-04-2010"), (1, "III/c", "01-04-2010"),
        (2, "III/c", "01-04-2010"), (2, "III/b", "01-04-2014"), (3, "III/a", "01-03-2004"),
        (3, "III/c", "01-04-2012"),
    )  # fmt: skip
    office.csv("g.csv", rows)
    check = office.check()
    found = check.temuan.query("berkas == 'g.csv' and baris > 1").set_index("baris")["kode"]
    assert found.to_dict() == {
        2: "RIW-SEBELUM-ANGKAT", 3: "RIW-TMT-SAMA", 4: "RIW-TMT-SAMA", 6: "RIW-TURUN",
        8: "RIW-LOMPAT",
    }  # fmt: skip


# --- codes: cases 83-86 (the spellings themselves are in test_clean)


def test_codes_of_grades_and_eselon(office):
    spelled = cell(office, "GOL AKHIR NAMA", ["Penata (III/c)", "3C", "III.c", "V/a", "III/c"])
    assert spelled[:4] == [{"GOL-BENTUK"}, {"GOL-BENTUK"}, {"GOL-BENTUK"}, {"GOL-MUSTAHIL"}]
    # The fifth person is a PPPK: III/c is the PNS name of grade XI, and the id says IX.
    assert spelled[4] == {"GOL-BENTUK", "GOL-BEDA"}
    assert cell(office, "ESELON NAMA", ["IVA"]) == [{"ESELON-BENTUK"}]
    assert cell(office, "ESELON NAMA", ["VII.c"]) == [{"ESELON-MUSTAHIL"}]
    assert cell(office, "ESELON ID", [41.0], fmt="xlsx") == [set()]


# --- text: cases 91-103, 106


def test_separators_and_encodings(office):
    clean = office.clean()
    for sep, encoding in ((";", "utf-8-sig"), ("\t", "utf-16"), ("|", "utf-8")):
        path = office.csv("a.csv", office.people(), sep=sep, encoding=encoding)
        build = office.build()
        assert office.codes(build) == set()
        pd.testing.assert_frame_equal(build.tables["pegawai"], clean)
        path.unlink()
    rows = office.people(20, NAMA=["NUR’AINI – Ñ"])
    office.csv("a.csv", rows, encoding="cp1252")
    build = office.build()
    assert office.codes(build) == {"TEKS-CP1252"}
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_unquoted_separator_shifts_one_row_only(office):
    text = office.csv("a.csv", office.people()).read_text(encoding="utf-8")
    office.put("a.csv", text.replace("Nama Rekaan 3", "BUDI, S.E., M.Si.").encode())
    check = office.check()
    assert office.codes(check) == {"CSV-JUMLAH-KOLOM"}
    assert check.neraca[["dipakai", "karantina"]].to_numpy().tolist() == [[19, 1]]


@pytest.mark.parametrize("damage", ['"Nama Rekaan 3', '"Nama Rekaan 18'])
def test_open_quote_is_refused(office, damage):
    text = office.csv("a.csv", office.people()).read_text(encoding="utf-8")
    office.put("a.csv", text.replace(damage[1:], damage, 1).encode())
    assert office.codes() == {"KUTIP-TERBUKA"}


def test_line_ends_and_ctrl_z(office):
    data = office.csv("a.csv", office.people()).read_bytes()
    half = len(data) // 2
    office.put("a.csv", data[:half].replace(b"\r\n", b"\n") + data[half:] + b"\x1a")
    check = office.check()
    assert office.codes(check) == set()
    assert check.neraca["dipakai"].tolist() == [20]


def test_formulas_and_errors_are_put_aside(office):
    cells = [("=1+1", ""), ("=1/0", "#DIV/0!"), ("=NA()", "#N/A"), ("=A1", "Guru Ahli Muda")]
    assert cell(office, "JABATAN NAMA", cells, fmt="xlsx") == [
        {"SEL-RUMUS"}, {"SEL-GALAT"}, {"SEL-GALAT"}, set()
    ]  # fmt: skip


def test_dangerous_text_stays_text(office):
    unit = "=cmd|'/C calc'!A0 - PEMERINTAH KABUPATEN CONTOH"
    office.csv("a.csv", office.people(20, UNOR_NAMA=[unit], JENIS_JABATAN_ID=["9"]))
    build = office.build()
    assert "=cmd|'/C calc'!A0" in build.tables["pegawai"]["perangkat_daerah"].tolist()
    with zipfile.ZipFile(office.root / "data/processed/2025/karantina.xlsx") as book:
        assert not any(b"<f>" in book.read(n) for n in book.namelist())


def test_words_that_pandas_takes_for_missing_are_kept(office):
    path = "NA - PEMERINTAH KABUPATEN CONTOH"
    office.csv("a.csv", office.people(20, UNOR_NAMA=[path, "nan", "None", "null"]))
    build = office.build()
    names = set(build.tables["pegawai"]["perangkat_daerah"])
    assert {"NA", "nan", "None"} <= names
    assert office.codes(build) == {"TEKS-NULL", "UNIT-KOSONG"}
