"""The tables of ``data/processed/<periode>``: their columns, types and meaning.

This is the contract between ``ingest`` and everything after it, and the allow-list of privacy:
a column that is not here is never written. No table holds a name, NIP, NIK, birth date, phone
number, e-mail or address. ``docs/kamus-data.md`` is generated from it.
"""

from __future__ import annotations

from typing import Final

from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.ingest.tables.columns import DTYPE, PEGAWAI_ID, Table, TableColumn, columns
from pug_analysis.ingest.tables.schema_registers import table_of

__all__ = [
    "DTYPE", "NERACA", "NERACA_ORANG", "SPECS", "TABLES", "TEMUAN_TABEL", "UNUSED", "Table", "TableColumn",
]  # fmt: skip

#: The table of trainings that may have been: the one whose rows are in no other, being quarantined.
UNUSED: Final = "diklat_karantina"

TABLES: Final = {
    table.name: table
    for table in (
        Table(
            "pegawai",
            "satu baris per pegawai dalam ekspor Data ASN",
            columns(
                PEGAWAI_ID,
                ("jenis_kelamin", "text", True, "L atau P"),
                ("status_asn", "text", True, "PNS, CPNS, PPPK, PPPK Paruh Waktu"),
                (
                    "kedudukan_hukum",
                    "text",
                    True,
                    "Kode SIASN dua digit atau lebih, misalnya 01, 71, 101",
                ),
                ("tmt_cpns", "date", True, "TMT CPNS; PPPK: TMT perjanjian kerja pertama"),
                ("tmt_pns", "date", False, "TMT PNS"),
                ("golongan_awal", "text", False, "Golongan saat masuk"),
                ("golongan", "text", False, "Golongan terakhir: I/a-IV/e (PNS) atau I-XVII (PPPK)"),
                ("tmt_golongan", "date", False, "TMT golongan terakhir"),
                ("jenis_jabatan", "text", False, "struktural, fungsional, pelaksana, atau kosong"),
                ("eselon", "text", False, "II.a-V.b, kosong bila bukan struktural"),
                (
                    "kelompok_jf",
                    "text",
                    False,
                    "Guru, Kesehatan, Teknis; kosong bila bukan fungsional",
                ),
                (
                    "jenjang_jf",
                    "text",
                    False,
                    "Pemula-Penyelia, Ahli Pertama-Ahli Utama; kosong bila bukan fungsional",
                ),
                (
                    "jabatan",
                    "text",
                    False,
                    "Nama jabatan fungsional atau pelaksana; kosong untuk jabatan struktural",
                ),
                ("tmt_jabatan", "date", False, "TMT jabatan terakhir"),
                (
                    "fungsi_jabatan",
                    "text",
                    False,
                    "Dari nama jabatan: perencana, keuangan, evaluator, auditor, pelaksana teknis",
                ),
                (
                    "ranah_jabatan",
                    "text",
                    False,
                    "Jabatan struktural: pendukung atau operasional; selebihnya kosong",
                ),
                ("tingkat_pendidikan", "text", False, "Kode SIASN tingkat pendidikan terakhir"),
                ("usia_tahun", "integer", True, "Usia dalam tahun penuh pada hari laporan"),
                (
                    "masa_kerja_tahun",
                    "integer",
                    True,
                    "Tahun penuh sejak TMT CPNS pada hari laporan",
                ),
                ("perangkat_daerah", "text", False, "Perangkat daerah (PD)"),
                ("unit_kerja", "text", False, "Unit organisasi terdalam"),
            ),
        ),
        Table(
            "golongan",
            "satu baris per kejadian golongan seorang pegawai",
            columns(
                PEGAWAI_ID,
                ("golongan", "text", True, "Golongan yang dicapai"),
                ("tmt_golongan", "date", True, "TMT golongan"),
                ("jenis_kp", "text", False, "Kode SIASN jenis kenaikan pangkat; 211 = pengadaan"),
            ),
        ),
        Table(
            "jabatan",
            "satu baris per jabatan yang pernah dipegang seorang pegawai",
            columns(
                PEGAWAI_ID,
                ("jenis_jabatan", "text", False, "struktural, fungsional, pelaksana, atau kosong"),
                ("eselon", "text", False, "Eselon jabatan itu"),
                ("kelompok_jf", "text", False, "Guru, Kesehatan, Teknis"),
                ("jenjang_jf", "text", False, "Jenjang jabatan fungsional"),
                ("jabatan", "text", False, "Nama jabatan fungsional atau pelaksana"),
                ("tmt_jabatan", "date", True, "TMT jabatan"),
                ("penugasan", "text", True, "definitif, plt, atau plh"),
                ("penyetaraan", "boolean", True, "Benar bila tercatat sebagai penyetaraan jabatan"),
                ("perangkat_daerah", "text", False, "Perangkat daerah"),
            ),
        ),
        Table(
            "diklat",
            "satu baris per diklat struktural seorang pegawai",
            columns(
                PEGAWAI_ID,
                ("latihan_struktural", "text", False, "Kode SIASN latihan struktural, 1-8"),
                ("nama_diklat", "text", False, "Nama diklat sebagaimana tertulis"),
                ("tanggal_mulai", "date", False, "Tanggal mulai"),
                ("tanggal_selesai", "date", False, "Tanggal selesai"),
                ("tahun", "integer", False, "Tahun diklat"),
                ("jam", "integer", False, "Jumlah jam pelajaran"),
            ),
        ),
        Table(
            "kursus",
            "satu baris per pelatihan lain seorang pegawai",
            columns(
                PEGAWAI_ID,
                ("jenis_diklat", "text", False, "Kode SIASN jenis diklat, 1-10"),
                ("nama_kursus", "text", False, "Nama pelatihan sebagaimana tertulis"),
                ("tanggal_mulai", "date", False, "Tanggal mulai"),
                ("tanggal_selesai", "date", False, "Tanggal selesai"),
                ("tahun", "integer", False, "Tahun pelatihan"),
                ("jam", "integer", False, "Jumlah jam pelajaran"),
            ),
        ),
        Table(
            UNUSED,
            "satu baris per catatan pelatihan seorang pegawai yang dikarantina: mungkin ada, kapan tidak diketahui",
            columns(
                PEGAWAI_ID,
                ("sumber", "text", True, "diklat atau kursus: riwayat asal baris itu"),
                (
                    "kode",
                    "text",
                    False,
                    "Kode SIASN latihan struktural atau jenis diklat; kosong bila tidak terbaca",
                ),
                (
                    "nama_diklat",
                    "text",
                    False,
                    "Nama sebagaimana tertulis; kosong bila tidak terbaca",
                ),
            ),
        ),
        Table(
            "pendidikan",
            "satu baris per ijazah seorang pegawai",
            columns(
                PEGAWAI_ID,
                ("tingkat_pendidikan", "text", True, "Kode SIASN tingkat pendidikan"),
                ("tahun_lulus", "integer", False, "Tahun lulus"),
                ("pendidikan_pertama", "boolean", False, "Benar bila pendidikan saat diangkat"),
            ),
        ),
        Table(
            "pemberhentian",
            "satu baris per pegawai yang berhenti, pensiun, meninggal, atau pindah",
            columns(
                PEGAWAI_ID,
                ("jenis_kelamin", "text", True, "L atau P, dari digit 15 NIP"),
                ("status_asn", "text", True, "PNS atau PPPK, dari bentuk NIP"),
                (
                    "tmt_cpns",
                    "date",
                    True,
                    "Bulan pengangkatan, dari NIP; PPPK: Januari tahun pengangkatannya",
                ),
                ("jenis", "text", True, "pensiun, meninggal, pindah, berhenti"),
                ("tmt_pemberhentian", "date", True, "TMT pemberhentian"),
            ),
        ),
        Table(
            "cltn",
            "satu baris per masa cuti di luar tanggungan negara",
            columns(
                PEGAWAI_ID,
                ("tanggal_awal", "date", True, "Hari pertama cuti"),
                ("tanggal_akhir", "date", False, "Hari terakhir cuti"),
            ),
        ),
        Table(
            "pindah",
            "satu baris per perpindahan dari instansi lain",
            columns(PEGAWAI_ID, ("tmt_pindah", "date", True, "TMT mulai bekerja di kabupaten ini")),
        ),
        Table(
            "penghargaan",
            "satu baris per penghargaan seorang pegawai",
            columns(
                PEGAWAI_ID,
                (
                    "penghargaan",
                    "text",
                    True,
                    "Nama penghargaan, misalnya Satyalancana Karya Satya X Tahun",
                ),
                ("tahun", "integer", True, "Tahun penghargaan"),
            ),
        ),
        *map(table_of, REGISTERS.values()),
    )
}

#: The row account: one row per file and sheet. rows_in equals the sum of the other counts.
NERACA: Final = Table(
    "neraca",
    "satu baris per berkas dan lembar",
    columns(
        ("berkas", "text", True, "Nama berkas"),
        ("lembar", "text", False, "Nama lembar; kosong untuk csv"),
        ("tata_letak", "text", True, "Tata letak yang dikenali"),
        ("baris_masuk", "integer", True, "Baris dalam lembar"),
        ("dipakai", "integer", True, "Baris yang dipakai"),
        ("karantina", "integer", True, "Baris yang dikarantina"),
        ("gabung", "integer", True, "Baris yang digabung dengan baris lain"),
        (
            "bukan_data",
            "integer",
            True,
            "Baris judul, kepala, kaki, kosong, atau sesudah tanggal batas",
        ),
    ),
)

#: The account of people, by which a status that is read as another one shows.
NERACA_ORANG: Final = Table(
    "neraca_orang",
    "satu baris per daftar pegawai, status, dan kedudukan hukum",
    columns(
        ("berkas", "text", True, "Nama berkas"),
        (
            "status_asn",
            "text",
            False,
            "PNS, CPNS, PPPK, PPPK Paruh Waktu; kosong bila baris dikarantina sebelum status terbaca",
        ),
        ("kedudukan_hukum", "text", False, "Kode SIASN dua digit atau lebih, misalnya 01, 71, 101"),
        ("masuk", "integer", True, "Baris orang dalam berkas, tanpa baris yang bukan data"),
        ("dipakai", "integer", True, "Orang yang dipakai"),
    ),
)

#: Every finding: where, what. Holds the shape of the cell (digits as 9, letters as A), never its value.
TEMUAN_TABEL: Final = Table(
    "temuan",
    "satu baris per temuan",
    columns(
        ("berkas", "text", True, "Nama berkas"),
        ("lembar", "text", False, "Nama lembar; kosong untuk csv"),
        (
            "baris",
            "integer",
            False,
            "Nomor baris seperti di Excel; kosong bila menyangkut seluruh lembar",
        ),
        ("kolom", "text", False, "Nama kolom seperti di berkas"),
        ("kode", "text", True, "Kode temuan"),
        ("tindakan", "text", True, "tolak, karantina, gabung, bukan-data, perbaikan, peringatan"),
        ("bentuk", "text", False, "Bentuk isi sel: angka menjadi 9, huruf menjadi A"),
        (
            "jenis_kelamin",
            "text",
            False,
            "L atau P bila diketahui, dari NIP atau kolomnya, untuk memeriksa apakah data hilang tidak merata",
        ),
    ),
)

#: Everything in ``data/processed/<periode>``.
SPECS: Final = (*TABLES.values(), NERACA, NERACA_ORANG, TEMUAN_TABEL)
