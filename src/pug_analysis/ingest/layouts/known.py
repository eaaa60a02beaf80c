"""Known layouts: which headers mean which field, and how a header row is recognised.

A file is recognised by its headers, never by its name. Headers are compared by letters and
digits only, so ``NIP BARU``, ``NIP_BARU`` and ``nipBaru`` are one. Sources: the SIASN "Export
Data ASN" and the field names of the SIASN web service; the other spellings were met in offices.
"""

from __future__ import annotations

from typing import Final

from pug_analysis.ingest.layouts.fields import NAMA, NIP, Field, FieldKind, Layout, header_key
from pug_analysis.ingest.layouts.fields import field as _f
from pug_analysis.ingest.layouts.registers import layout_of
from pug_analysis.ingest.registers import REGISTERS

__all__ = [
    "DATA_ASN",
    "DATA_ASN_LAMA",
    "DATA_ASN_RINGKAS",
    "LAYOUTS",
    "Field",
    "FieldKind",
    "Layout",
    "header_key",
]

#: How a sheet is called in the row account.
DATA_ASN: Final = "Data ASN SIASN"
DATA_ASN_LAMA: Final = "Data ASN SIASN tanpa eselon"
DATA_ASN_RINGKAS: Final = "Data ASN ringkas"


LAYOUTS: Final = {
    layout.table: layout
    for layout in (
        Layout(
            "pegawai", DATA_ASN,
            (
                NIP,
                NAMA,
                _f("jenis_kelamin", "code", "JENIS KELAMIN", "KELAMIN", "JK", "L/P", "SEX"),
                _f("tanggal_lahir", "birth", "TANGGAL LAHIR", "TGL LAHIR", "TGL. LAHIR"),
                _f("kedudukan_id", "code", "KEDUDUKAN HUKUM ID", "KEDUDUKAN PNS ID", "KEDUDUKAN ID"),
                _f("kedudukan_nama", "code", "KEDUDUKAN HUKUM NAMA", "KEDUDUKAN HUKUM",
                   "KEDUDUKAN PNS NAMA", "KEDUDUKAN"),
                _f("status_cpns_pns", "code", "STATUS CPNS PNS", "STATUS PEGAWAI", "STATUS KEPEGAWAIAN",
                   "STATUS ASN", "JENIS ASN", "JENIS PEGAWAI", "STATUS"),
                _f("tmt_cpns", "date", "TMT CPNS", "TMT CPNS/PPPK", "TMT CPNS/TMT PPPK", "TMT PPPK",
                   "TMT P3K", "TMT PENGANGKATAN", "TMT PENGANGKATAN PPPK", "TMT KONTRAK",
                   "TMT PERJANJIAN KERJA", "TANGGAL MASUK"),
                _f("tmt_pns", "date", "TMT PNS"),
                _f("gol_awal_id", "code", "GOL AWAL ID", "GOL RUANG AWAL ID"),
                _f("gol_awal_nama", "code", "GOL AWAL NAMA", "GOL RUANG AWAL", "GOLONGAN AWAL"),
                _f("gol_akhir_id", "code", "GOL AKHIR ID", "GOL RUANG AKHIR ID"),
                _f("gol_akhir_nama", "code", "GOL AKHIR NAMA", "GOL RUANG AKHIR", "GOLONGAN",
                   "GOL", "GOL RUANG", "GOLONGAN RUANG", "GOLONGAN AKHIR", "GOLONGAN PANGKAT",
                   "PANGKAT GOLONGAN", "PANGKAT/GOL", "KEPANGKATAN GOL", "KEPANGKATAN GOLONGAN"),
                _f("tmt_golongan", "date", "TMT GOLONGAN", "TMT GOLONGAN AKHIR", "TMT GOL AKHIR",
                   "TMT GOL", "TMT PANGKAT", "KEPANGKATAN TMT", "PANGKAT TMT", "GOLONGAN TMT",
                   "GOLONGAN RUANG TMT", "GOL RUANG TMT"),
                _f("jenis_jabatan_id", "code", "JENIS JABATAN ID"),
                _f("jenis_jabatan_nama", "code", "JENIS JABATAN NAMA", "JENIS JABATAN",
                   "KELOMPOK JABATAN"),
                _f("jabatan_nama", "text", "JABATAN NAMA", "JABATAN", "NAMA JABATAN"),
                _f("tmt_jabatan", "date", "TMT JABATAN", "JABATAN TMT"),
                _f("tk_pendidikan_id", "code", "TINGKAT PENDIDIKAN ID", "TK PENDIDIKAN TERAKHIR ID"),
                _f("tk_pendidikan_nama", "code", "TINGKAT PENDIDIKAN NAMA", "TINGKAT PENDIDIKAN",
                   "TK PENDIDIKAN TERAKHIR", "JENJANG PENDIDIKAN", "PENDIDIKAN",
                   "PENDIDIKAN TERAKHIR", "PENDIDIKAN TERAKHIR NAMA"),
                _f("unor_nama", "text", "UNOR NAMA", "UNOR", "UNIT ORGANISASI", "UNIT KERJA",
                   "NAMA UNOR", "SUBAG/UNIT KERJA"),
                _f("induk_nama", "text", "UNOR INDUK NAMA", "UNIT/UNIT KERJA INDUK",
                   "UNIT KERJA INDUK", "PERANGKAT DAERAH", "OPD", "SKPD"),
                _f("eselon_id", "eselon", "ESELON ID"),
                _f("eselon_nama", "eselon", "ESELON NAMA", "ESELON", "TINGKAT ESELON"),
            ),
            (
                ("nip",), ("jenis_kelamin",), ("tanggal_lahir",),
                ("kedudukan_id", "kedudukan_nama"), ("tmt_cpns",),
                ("gol_akhir_nama", "gol_akhir_id"), ("jenis_jabatan_id", "jenis_jabatan_nama"),
                ("tk_pendidikan_id", "tk_pendidikan_nama"), ("unor_nama",),
            ),
        ),
        Layout(
            "golongan", "rw-golongan",
            (
                NIP,
                _f("gol_id", "code", "golonganId"),
                _f("gol_nama", "code", "golongan", "golonganNama", "gol", "golRuang"),
                _f("tmt_golongan", "date", "tmtGolongan", "tmtGol"),
                _f("jenis_kp", "code", "jenisKPId"),
            ),
            (("nip",), ("gol_nama", "gol_id"), ("tmt_golongan",)),
        ),
        Layout(
            "jabatan", "rw-jabatan",
            (
                NIP,
                _f("jenis_jabatan", "code", "jenisJabatan", "jenisJabatanId", "jenisJabatanNama"),
                _f("eselon_nama", "eselon", "eselon", "eselonNama"),
                _f("eselon_id", "eselon", "eselonId"),
                _f("jf_nama", "text", "jabatanFungsionalNama"),
                _f("jfu_nama", "text", "jabatanFungsionalUmumNama"),
                _f("jabatan_nama", "text", "namaJabatan", "jabatanNama", "jabatan"),
                _f("unor_nama", "text", "unorNama"),
                _f("nama_unor", "text", "namaUnor"),
                _f("induk_nama", "text", "unorIndukNama"),
                _f("tmt_jabatan", "date", "tmtJabatan"),
                _f("mutasi", "code", "jenisMutasi", "jenisMutasiNama", "jenisMutasiId",
                   "jenisRiwayat"),
                _f("penugasan", "code", "jenisPenugasan", "jenisPenugasanNama",
                   "jenisPenugasanId"),
            ),
            (("nip",), ("tmt_jabatan",), ("jabatan_nama", "jf_nama", "jfu_nama"),
             ("jenis_jabatan", "eselon_id", "eselon_nama")),
        ),
        Layout(
            "diklat", "rw-diklat",
            (
                NIP,
                _f("latihan_id", "code", "latihanStrukturalId", "iddikstru"),
                _f("nama_diklat", "text", "latihanStrukturalNama", "namaDiklat"),
                _f("tanggal_mulai", "date", "tanggal", "tanggalMulai"),
                _f("tanggal_selesai", "date", "tanggalSelesai"),
                _f("tahun", "code", "tahun", "latthn"),
                _f("jam", "hours", "jumlahJam", "jamhari"),
            ),
            (("nip",), ("latihan_id", "nama_diklat"),
             ("tanggal_selesai", "tanggal_mulai", "tahun")),
        ),
        Layout(
            "kursus", "rw-kursus",
            (
                NIP,
                _f("jenis_diklat", "code", "jenisDiklatId"),
                _f("nama_kursus", "text", "namaKursus", "jenisKursusNama"),
                _f("tanggal_mulai", "date", "tanggalKursus"),
                _f("tanggal_selesai", "date", "tanggalSelesaiKursus"),
                _f("tahun", "code", "tahunKursus"),
                _f("jam", "hours", "jumlahJam"),
            ),
            (("nip",), ("nama_kursus",), ("tanggal_selesai", "tanggal_mulai", "tahun")),
        ),
        Layout(
            "pendidikan", "rw-pendidikan",
            (
                NIP,
                _f("tk_pendidikan_id", "code", "tkPendidikanId"),
                _f("tk_pendidikan_nama", "code", "tkPendidikanNama"),
                _f("tahun_lulus", "code", "tahunLulus"),
                _f("tanggal_lulus", "date", "tglLulus", "tanggalLulus"),
                _f("pertama", "code", "isPendidikanPertama"),
            ),
            (("nip",), ("tk_pendidikan_id", "tk_pendidikan_nama"),
             ("tahun_lulus", "tanggal_lulus")),
        ),
        Layout(
            "pemberhentian", "pemberhentian",
            (
                NIP,
                NAMA,
                _f("kedudukan_id", "code", "kedudukanHukumId"),
                _f("kedudukan_nama", "code", "kedudukanHukumNama"),
                _f("jenis", "code", "jenisPemberhentian", "jenisPemberhentianNama", "jenisPensiun"),
                _f("tmt_pemberhentian", "date", "tmtPemberhentian", "tmtPensiun", "tmtBerhenti"),
            ),
            (("nip",), ("jenis", "kedudukan_id", "kedudukan_nama"), ("tmt_pemberhentian",)),
            may_be_empty=True,
        ),
        Layout(
            "cltn", "rw-cltn",
            (
                NIP,
                _f("tanggal_awal", "date", "tanggalAwal", "tmtCltn", "tglAwal"),
                _f("tanggal_akhir", "date", "tanggalAkhir", "tglAkhir"),
            ),
            (("nip",), ("tanggal_awal",)),
            may_be_empty=True,
        ),
        Layout(
            "pindah", "rw-pindahinstansi",
            (NIP, _f("tmt_pindah", "date", "tmtPindah", "tmtPindahInstansi")),
            (("nip",), ("tmt_pindah",)),
            may_be_empty=True,
        ),
        Layout(
            "penghargaan", "rw-penghargaan",
            (
                NIP,
                _f("penghargaan", "text", "hargaNama", "namaPenghargaan", "penghargaanNama"),
                _f("harga_id", "code", "hargaId", "refPenghargaanId"),
                _f("tanggal", "date", "skDate", "skTanggal", "tanggalSk", "tglSk"),
                _f("tahun", "year", "tahun", "tahunPerolehan"),
            ),
            (("nip",), ("penghargaan", "harga_id"), ("tahun", "tanggal")),
            may_be_empty=True,
            own=("penghargaan", "harga_id"),
        ),
        *map(layout_of, REGISTERS.values()),
    )
}  # fmt: skip
