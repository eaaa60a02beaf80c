"""The office's registers: what is used, and what becomes of everything else."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from pug_analysis.ingest.layouts.known import LAYOUTS
from pug_analysis.terms.pug import JENIS_KEGIATAN, JENIS_SK

DAY = dt.date(2025, 3, 5)
#: One clean row of each register, by official header; the NIP is that of person 0.
CLEAN = {
    "pelatihan_pug": {
        "TINGKAT": "L2", "NAMA PELATIHAN": "Pelatihan PPRG", "PENYELENGGARA": "BPSDM Contoh",
        "TANGGAL MULAI": DAY, "TANGGAL SELESAI": DAY, "JAM": 24, "BERKAS BUKTI": "pprg.pdf",
    },
    "sk_pug": {
        "JENIS": "Sertifikat Fasilitator PUG", "NOMOR": "12/PUG/2025", "TANGGAL": DAY,
        "PENANDATANGAN": "Deputi", "PERAN": "Fasilitator", "PERANGKAT DAERAH": "Dinas Rekaan 0",
        "PENERBIT": "KemenPPPA", "BERLAKU MULAI": DAY, "BERLAKU SAMPAI": dt.date(2028, 3, 4),
    },
    "kegiatan_pug": {
        "TANGGAL": DAY, "JENIS": "Sosialisasi", "NAMA KEGIATAN": "Sosialisasi PUG",
        "PERANGKAT DAERAH": "Dinas Rekaan 1", "PESERTA PRIA": 10, "PESERTA WANITA": 12, "JAM": 3,
    },
    "rencana_aksi": {
        "NOMOR": "1.1", "PROGRAM": "Kapasitas", "KEGIATAN": "Pelatihan", "SATUAN": "persen",
        "INDIKATOR": "Jumlah ASN terlatih", "KODE INDIKATOR": "I.2.1", "ARAH": "naik",
        "DATA DASAR": 12.5, "TAHUN DASAR": 2023, "TAHUN": 2025, "TARGET": 30, "REALISASI": 28.5,
        "ANGGARAN": 1500000, "UNIT PELAKSANA": "Dinas Rekaan 0",
    },
}  # fmt: skip


def register(office, table, *changes, fmt="xlsx", extra=()):
    """Write people and one register, a clean row per change with these cells replaced."""
    if not (office.raw / "a.csv").exists():
        office.csv("a.csv", office.people())
    headers = [f.official for f in LAYOUTS[table].fields]
    person = {"NIP": office.nip(0), "NAMA": "Nama Rekaan 0"} if "NIP" in headers else {}
    rows = [{**person, **CLEAN[table], **change} for change in changes]
    cells = [[row.get(h, "") for h in headers] for row in rows]
    (office.xlsx if fmt == "xlsx" else office.csv)(f"{table}.{fmt}", [headers, *cells, *extra])
    return table


def used(office, table):
    return office.build().tables[table]


@pytest.mark.parametrize("table", CLEAN)
@pytest.mark.parametrize("fmt", ["xlsx", "csv"])
def test_a_clean_row_is_used_without_a_finding(office, table, fmt):
    register(office, table, {}, fmt=fmt)
    build = office.build()
    found = build.temuan[build.temuan["berkas"] == f"{table}.{fmt}"]
    codes = set(found["kode"]) - {"BARIS-KEPALA"}
    # A decimal point in a csv is read as one, and noted.
    assert codes == ({"ANGKA-BENTUK"} if (table, fmt) == ("rencana_aksi", "csv") else set())
    (row,) = build.tables[table].to_dict("records")
    wanted = {h.lower().replace(" ", "_"): v for h, v in CLEAN[table].items()}
    for name, value in wanted.items():
        assert row[name] == (pd.Timestamp(value) if isinstance(value, dt.date) else value)
    if "NIP" in [f.official for f in LAYOUTS[table].fields]:
        assert row["pegawai_id"] in set(build.tables["pegawai"]["pegawai_id"])
        assert "nama" not in row


def test_absent_registers_are_empty_tables(office):
    office.csv("a.csv", office.people())
    tables = office.build().tables
    for table in CLEAN:
        assert len(tables[table]) == 0
        assert list(tables[table].columns)


def test_documents_and_activities_need_no_person(office):
    register(office, "sk_pug", {"NIP": "", "NAMA": "", "JENIS": "Perda/Perbup PUG"})
    register(office, "kegiatan_pug", {"PERANGKAT DAERAH": ""})
    tables = office.build().tables
    assert tables["sk_pug"]["pegawai_id"].tolist() == [""]
    assert tables["kegiatan_pug"]["perangkat_daerah"].tolist() == [""]


@pytest.mark.parametrize(
    ("table", "change", "kode"),
    [
        ("pelatihan_pug", {"TINGKAT": "L4"}, "TINGKAT-TAK-DIKENAL"),
        ("pelatihan_pug", {"TINGKAT": ""}, "ISIAN-KOSONG"),
        ("pelatihan_pug", {"TANGGAL SELESAI": ""}, "TGL-KOSONG"),
        ("pelatihan_pug", {"TANGGAL SELESAI": "31-02-2025"}, "TGL-MUSTAHIL"),
        ("pelatihan_pug", {"TANGGAL SELESAI": dt.date(2025, 3, 4)}, "RIW-SELESAI-SEBELUM-MULAI"),
        ("pelatihan_pug", {"TANGGAL SELESAI": dt.date(2027, 3, 4)}, "TGL-MASA-DEPAN"),
        ("pelatihan_pug", {"NIP": "199001012015032999"}, "NIP-TANPA-PEGAWAI"),
        ("pelatihan_pug", {"NIP": ""}, "NIP-KOSONG"),
        ("pelatihan_pug", {"JAM": "lama"}, "ANGKA-MUSTAHIL"),
        ("pelatihan_pug", {"JAM": -1}, "ANGKA-NEGATIF"),
        ("sk_pug", {"JENIS": "SK Bupati"}, "JENIS-SK-TAK-DIKENAL"),
        ("sk_pug", {"TANGGAL": ""}, "TGL-KOSONG"),
        ("sk_pug", {"BERLAKU SAMPAI": dt.date(2025, 3, 4)}, "BERLAKU-TERBALIK"),
        ("sk_pug", {"BERLAKU MULAI": "", "BERLAKU SAMPAI": dt.date(2025, 3, 4)}, "BERLAKU-TERBALIK"),
        ("sk_pug", {"NIP": "199001012015032999"}, "NIP-TANPA-PEGAWAI"),
        ("sk_pug", {"NIP": "1990010120150329"}, "NIP-NIK"),
        ("kegiatan_pug", {"JENIS": "Rapat"}, "JENIS-KEGIATAN-TAK-DIKENAL"),
        ("kegiatan_pug", {"NAMA KEGIATAN": ""}, "ISIAN-KOSONG"),
        ("kegiatan_pug", {"PESERTA WANITA": -2}, "ANGKA-NEGATIF"),
        ("kegiatan_pug", {"PESERTA PRIA": 1.5}, "ANGKA-MUSTAHIL"),
        ("kegiatan_pug", {"JENIS": "Latsar CPNS", "AGENDA LATSAR": 4}, "AGENDA-TAK-DIKENAL"),
        ("rencana_aksi", {"TAHUN": ""}, "TAHUN-KOSONG"),
        ("rencana_aksi", {"TAHUN": 24}, "TAHUN-MUSTAHIL"),
        ("rencana_aksi", {"ARAH": "membaik"}, "ARAH-TAK-DIKENAL"),
        ("rencana_aksi", {"ARAH": ""}, "ISIAN-KOSONG"),
        ("rencana_aksi", {"TARGET": "tercapai"}, "ANGKA-MUSTAHIL"),
        ("rencana_aksi", {"ANGGARAN": -5}, "ANGKA-NEGATIF"),
    ],
)  # fmt: skip
def test_rows_put_aside(office, table, change, kode):
    register(office, table, {}, change)
    build = office.build()
    found = build.temuan[(build.temuan["berkas"] == f"{table}.xlsx") & (build.temuan["baris"] == 3)]
    assert kode in set(found["kode"])
    assert "karantina" in set(found["tindakan"])
    assert len(build.tables[table]) == 1
    (account,) = build.neraca[build.neraca["tata_letak"] == LAYOUTS[table].label].to_dict("records")
    assert (account["dipakai"], account["karantina"], account["bukan_data"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("table", "change", "kode"),
    [
        ("pelatihan_pug", {"TANGGAL SELESAI": dt.date(2026, 1, 1)}, "BARIS-SETELAH-BATAS"),
        ("sk_pug", {"TANGGAL": dt.date(2026, 1, 1)}, "BARIS-SETELAH-BATAS"),
        ("kegiatan_pug", {"TANGGAL": dt.date(2026, 1, 1)}, "BARIS-SETELAH-BATAS"),
        ("kegiatan_pug", {}, "BARIS-GANDA"),
        ("pelatihan_pug", {}, "BARIS-GANDA"),
    ],
)
def test_rows_that_do_not_count(office, table, change, kode):
    register(office, table, {}, change)
    build = office.build()
    assert kode in office.codes(build, 3)
    assert len(build.tables[table]) == 1


@pytest.mark.parametrize(
    ("table", "change", "kode"),
    [
        ("sk_pug", {"NIP": ""}, "PENUNJUKAN-TANPA-NIP"),
        ("sk_pug", {"PERANGKAT DAERAH": "Dinas Antah"}, "PD-TAK-DIKENAL"),
        ("kegiatan_pug", {"JENIS": "Latsar CPNS"}, "AGENDA-KOSONG"),
        ("rencana_aksi", {"KODE INDIKATOR": "Z.1"}, "KODE-INDIKATOR-TAK-DIKENAL"),
        ("rencana_aksi", {"TARGET": 0.3}, "PERSEN-PECAHAN"),
        ("rencana_aksi", {"TARGET": "30,5"}, "ANGKA-BENTUK"),
    ],
)
def test_rows_used_with_a_word_of_warning(office, table, change, kode):
    register(office, table, change)
    build = office.build()
    assert kode in office.codes(build, 2)
    assert len(build.tables[table]) == 1


def test_words_offices_and_texts_are_mended(office):
    register(office, "sk_pug", {"JENIS": " sk  GENDER champion", "PERANGKAT DAERAH": "DINAS  rekaan 0",
                                "PENANDATANGAN": f"Sekda, NIP {office.nip(3)}", "PERAN": "Nama Rekaan 0"})  # fmt: skip
    register(office, "kegiatan_pug", {"PERANGKAT DAERAH": "Seluruh kabupaten", "AGENDA LATSAR": "II",
                                      "JENIS": "latsar cpns", "PESERTA WANITA": "1.200"})  # fmt: skip
    tables = office.build().tables
    sk = tables["sk_pug"].iloc[0]
    assert (sk["jenis"], sk["perangkat_daerah"]) == ("SK Gender Champion", "Dinas Rekaan 0")
    assert sk["penandatangan"] == "Sekda, NIP [nomor]"
    assert sk["peran"] == "[nama]"
    activity = tables["kegiatan_pug"].iloc[0]
    assert (activity["perangkat_daerah"], activity["agenda_latsar"]) == ("", 2)
    assert activity["peserta_wanita"] == 1200


def test_plans_look_ahead_and_contradict_themselves_once(office):
    register(office, "rencana_aksi", {"TAHUN": 2026, "TARGET": 40}, {"TAHUN": 2025},
             {"TAHUN": 2024}, {"TAHUN": 2024, "TARGET": 99, "INDIKATOR": "jumlah asn TERLATIH"})  # fmt: skip
    build = office.build()
    assert build.tables["rencana_aksi"]["tahun"].tolist() == [2025, 2026]
    assert office.codes(build, 4) == office.codes(build, 5) == {"RENCANA-GANDA"}


def codes_by_row(temuan: pd.DataFrame, berkas: str) -> dict[int, set[str]]:
    own = temuan[temuan["berkas"] == berkas]
    return {row: set(codes) for row, codes in own.groupby("baris")["kode"]}


def test_titles_numbers_totals_and_signatures_are_no_data(office):
    extra = [["Jumlah", "", "", "", 40, 50, 9], ["Bengkayang, 31 Desember 2025"],
             ["", "", "", "Kepala BKDPSDM"], ["NIP. 19690101 199903 1 999"]]  # fmt: skip
    register(office, "kegiatan_pug", {}, {"JENIS": "Rapat"}, extra=extra)
    check = office.check()
    assert [sorted(office.codes(check, row)) for row in range(2, 8)] == [
        [], ["JENIS-KEGIATAN-TAK-DIKENAL"], ["BARIS-JUMLAH"], ["BARIS-KAKI"], ["BARIS-KAKI"],
        ["BARIS-KAKI"],
    ]  # fmt: skip
    numbers = [[f"({i})" for i in range(1, 16)], ["Jumlah", *[""] * 11, 4500000]]
    register(office, "rencana_aksi", {"TAHUN": 2024}, {"ARAH": "?", "TAHUN": 25}, extra=numbers)
    found = office.build().temuan
    rows = codes_by_row(found, "rencana_aksi.xlsx")
    # "Jumlah ASN terlatih" is an indicator, also in a row that is put aside.
    assert rows[3] == {"ARAH-TAK-DIKENAL", "TAHUN-MUSTAHIL"}
    assert rows[4] == {"BARIS-NOMOR-KOLOM"}
    assert rows[5] == {"BARIS-JUMLAH"}


def test_a_missing_column_is_refused_by_name(office):
    register(office, "pelatihan_pug", {})
    headers = ["NIP", "NAMA PELATIHAN", "TANGGAL SELESAI"]
    office.xlsx("pelatihan_pug.xlsx", [headers, [office.nip(0), "PPRG", DAY]])
    check = office.check()
    assert "KOLOM-HILANG" in office.codes(check)


def test_exports_of_siasn_are_not_taken_for_registers(office):
    office.csv("a.csv", office.people())
    rows = [["nipBaru", "nama", "latihanStrukturalNama", "tanggalMulai", "tanggalSelesai", "penyelenggara",
             "tahun", "jumlahJam"], [office.nip(0), "x", "PKP", "01-03-2024", "01-04-2024", "y", "2024", "9"]]  # fmt: skip
    office.csv("d.csv", rows)
    assert set(office.build().neraca["tata_letak"]) == {"Data ASN SIASN", "rw-diklat"}


def test_an_empty_template_is_a_warning(office):
    register(office, "kegiatan_pug")
    build = office.build()
    assert "DAFTAR-KOSONG" in set(build.temuan["kode"])
    assert len(build.tables["kegiatan_pug"]) == 0


def test_the_example_beside_the_data_is_not_read(office):
    office.csv("a.csv", office.people())
    headers = [f.official for f in LAYOUTS["kegiatan_pug"].fields]
    row = [CLEAN["kegiatan_pug"].get(h, "") for h in headers]
    other = [headers, row, row]
    office.xlsx("k.xlsx", [headers, row], more={"Contoh": other, "DAFTAR": [["x"]]})
    build = office.build()
    assert len(build.tables["kegiatan_pug"]) == 1
    assert build.neraca["tata_letak"].tolist().count("lembar templat") == 2
    # A file of one sheet has its data there, whatever its name.
    office.xlsx("k.xlsx", [headers, row], sheet="Contoh")
    assert len(used(office, "kegiatan_pug")) == 1


def test_registers_alone_can_be_checked(office):
    headers = [f.official for f in LAYOUTS["sk_pug"].fields]
    office.xlsx("sk.xlsx", [headers, [CLEAN["sk_pug"].get(h, "") for h in headers]])
    check = office.check()
    assert check.neraca["dipakai"].tolist() == [1]
    assert check.layouts["tata_letak"].tolist() == ["register SK dan dokumen PUG"]


def test_every_word_of_the_lists_is_read(office):
    register(office, "sk_pug", *({"JENIS": word} for word in JENIS_SK))
    register(office, "kegiatan_pug", *({"JENIS": word} for word in JENIS_KEGIATAN))
    tables = office.build().tables
    assert sorted(tables["sk_pug"]["jenis"]) == sorted(JENIS_SK)
    assert sorted(tables["kegiatan_pug"]["jenis"]) == sorted(JENIS_KEGIATAN)


def test_awards(office):
    office.csv("a.csv", office.people())
    head = ["id", "nipBaru", "hargaId", "hargaNama", "skNomor", "skDate", "tahun"]
    rows = [("1", "101", "Satyalancana Karya Satya X Tahun", "17-08-2024", "2024"),
            ("2", "103", "", "", "2025"), ("3", "103", "Piagam", "17-08-2023", ""),
            ("4", "103", "Piagam", "17-08-2026", "2026"), ("5", "", "", "", "2024"),
            ("6", "103", "Piagam", "", "")]  # fmt: skip
    office.csv("h.csv", [head, *([i, office.nip(int(i)), kode, nama, "x", day, year]
                                 for i, kode, nama, day, year in rows)])  # fmt: skip
    build = office.build()
    assert sorted(zip(build.tables["penghargaan"]["penghargaan"], build.tables["penghargaan"]["tahun"],
                      strict=True)) == [
        ("Piagam", 2023), ("Satyalancana Karya Satya X Tahun", 2024), ("kode 103", 2025),
    ]  # fmt: skip
    found = codes_by_row(build.temuan, "h.csv")
    assert found[5] == {"BARIS-SETELAH-BATAS"}
    assert found[6] == {"ISIAN-KOSONG"}
    assert found[7] == {"TAHUN-KOSONG"}
