"""The words of the Excel templates: how each column is filled, and one invented example."""

from __future__ import annotations

from datetime import date
from typing import Final

from pug_analysis.terms import pug

Cell = str | int | float | date

#: What a template is for, above its table of columns.
PURPOSE: Final = {
    "pelatihan_pug": (
        "Daftar pelatihan PUG yang sudah selesai, satu baris untuk setiap orang dan pelatihan."
    ),
    "sk_pug": (
        "Daftar SK, dokumen, dan sertifikat PUG. Dokumen tanpa orang (Perbup, RAD, laporan) satu"
        " baris tanpa NIP; penunjukan (Pokja, focal point, Gender Champion, fasilitator) satu baris"
        " untuk setiap orang, dengan jenis, nomor, dan tanggal yang sama."
    ),
    "kegiatan_pug": "Catatan kegiatan PUG, satu baris untuk setiap kegiatan, tanpa nama peserta.",
    "rencana_aksi": (
        "Matriks rencana aksi PUG, satu baris untuk setiap indikator dan tahun: indikator dengan"
        " target tiga tahun ditulis tiga baris."
    ),
}

#: Rules that hold for all of them; {tahun} is the folder of the report.
RULES: Final = (
    "Isi lembar 'Data' mulai baris kedua. Lembar 'Contoh' hanya contoh rekaan dan tidak dibaca"
    " program; lembar 'Daftar' memuat pilihan.",
    "Jangan mengubah nama kolom di baris pertama. Kolom yang tidak wajib boleh dikosongkan.",
    "Tanggal ditulis hari-bulan-tahun. Angka ditulis tanpa titik ribuan; desimal memakai koma"
    " sesuai setelan Excel. Tiga puluh persen ditulis 30.",
    "Letakkan berkas yang sudah diisi di data/raw/{tahun}/. Yang terjadi sesudah tanggal batas"
    " laporan dengan sendirinya tidak dihitung, jadi daftar boleh diteruskan dari tahun ke tahun.",
    "Baris yang tidak dapat dipakai ditulis di karantina.xlsx dengan alasannya.",
)
PRIVATE: Final = (
    "Daftar ini memuat NIP: perlakukan sebagai data pribadi. NAMA boleh diisi untuk memudahkan"
    " pemeriksaan; program membuangnya."
)

_BUKTI: Final = "Nama berkas bukti yang disimpan kantor, misalnya sertifikat.pdf. Bukan nama orang."
_PD: Final = "Nama perangkat daerah seperti di SIMPEG; kosongkan bila untuk seluruh kabupaten."

#: How each column is filled. Columns of equal name may differ, so by table first.
NOTES: Final = {
    "pelatihan_pug": {
        "nip": "NIP 18 digit, tanpa spasi.",
        "nama": "Boleh diisi; tidak disimpan program.",
        "tingkat": "Pilih dari daftar: L1 kesadaran gender, L2 PPRG, L3 ToF fasilitator, khusus"
                   " audit berperspektif gender.",
        "nama_pelatihan": "Nama pelatihan seperti di sertifikat.",
        "penyelenggara": "Lembaga penyelenggara.",
        "tanggal_mulai": "Hari pertama.",
        "tanggal_selesai": "Hari terakhir; pelatihan dihitung pada tahun ini.",
        "jam": "Jumlah jam pelajaran, bilangan bulat.",
        "berkas_bukti": _BUKTI,
    },
    "sk_pug": {
        "nip": "NIP orang yang ditunjuk; kosong untuk dokumen tanpa orang.",
        "nama": "Boleh diisi; tidak disimpan program.",
        "jenis": "Pilih dari daftar.",
        "nomor": "Nomor SK, dokumen, atau sertifikat.",
        "tanggal": "Tanggal dokumen.",
        "penandatangan": "Jabatan penandatangan, misalnya Sekretaris Daerah; bukan namanya.",
        "peran": "Ketua, sekretaris, anggota, dan sebagainya.",
        "perangkat_daerah": _PD + " Untuk penunjukan: perangkat daerah yang diwakili.",
        "penerbit": "Untuk sertifikat: lembaga penerbit, misalnya KemenPPPA.",
        "berlaku_mulai": "Hari pertama berlaku; kosong berarti sejak tanggal dokumen.",
        "berlaku_sampai": "Hari terakhir berlaku; kosong berarti tanpa batas.",
        "berkas_bukti": _BUKTI,
    },
    "kegiatan_pug": {
        "tanggal": "Tanggal kegiatan; kegiatan beberapa hari: hari pertama.",
        "jenis": "Pilih dari daftar.",
        "nama_kegiatan": "Nama kegiatan.",
        "perangkat_daerah": "Penyelenggara. " + _PD,
        "peserta_pria": "Jumlah peserta pria; 0 bila tidak ada, kosong bila tidak diketahui.",
        "peserta_wanita": "Jumlah peserta wanita; 0 bila tidak ada, kosong bila tidak diketahui.",
        "jam": "Jumlah jam, bilangan bulat.",
        "agenda_latsar": "Hanya untuk Latsar CPNS: agenda 1, 2, atau 3.",
        "mata_pelatihan": "Hanya untuk Latsar CPNS: mata pelatihan yang memuat materi gender.",
        "berkas_bukti": _BUKTI,
    },
    "rencana_aksi": {
        "nomor": "Nomor kegiatan dalam matriks, misalnya 1.2; sama untuk semua tahunnya.",
        "program": "Nama program.",
        "kegiatan": "Nama kegiatan.",
        "indikator": "Indikator kinerja.",
        "satuan": "Persen, orang, dokumen, kegiatan, dan sebagainya.",
        "kode_indikator": "Bila angka ini dihitung program dari data lain, pilih kodenya dari"
                          " daftar; selebihnya kosong dan realisasi diisi sendiri.",
        "arah": "naik bila makin besar makin baik, turun bila makin kecil makin baik.",
        "data_dasar": "Nilai awal.",
        "tahun_dasar": "Tahun nilai awal.",
        "tahun": "Tahun target.",
        "target": "Target tahun itu.",
        "realisasi": "Realisasi tahun itu; kosong bila belum ada.",
        "anggaran": "Anggaran tahun itu dalam rupiah, bilangan bulat.",
        "unit_pelaksana": "Perangkat daerah pelaksana.",
        "berkas_bukti": _BUKTI,
    },
}  # fmt: skip

#: An invented person of an invented office.
_ORANG: Final = {"nip": "199001012015032999", "nama": "NAMA REKAAN"}


def build_examples(table: str, *, year: int) -> list[dict[str, Cell]]:
    """Return invented rows of a register, by field; absent fields are left empty.

    Parameters
    ----------
    table : a register
    year : year of the examples' dates
    """
    rows = {
        "pelatihan_pug": _trainings, "sk_pug": _documents, "kegiatan_pug": _activities,
        "rencana_aksi": _plan,
    }  # fmt: skip
    return rows[table](year)


def _trainings(year: int) -> list[dict[str, Cell]]:
    return [
        {**_ORANG, "tingkat": "L2", "nama_pelatihan": "Pelatihan PPRG",
         "penyelenggara": "BPSDM Provinsi", "tanggal_mulai": date(year, 3, 3),
         "tanggal_selesai": date(year, 3, 5), "jam": 24, "berkas_bukti": "pprg-001.pdf"},
        {**_ORANG, "tingkat": "khusus", "nama_pelatihan": "Audit berperspektif gender",
         "tanggal_selesai": date(year, 9, 12)},
    ]  # fmt: skip


def _documents(year: int) -> list[dict[str, Cell]]:
    return [
        {"jenis": "Perda/Perbup PUG", "nomor": f"12 Tahun {year}", "tanggal": date(year, 1, 15),
         "penandatangan": "Bupati", "berkas_bukti": "perbup-pug.pdf"},
        {**_ORANG, "jenis": "SK Gender Champion", "nomor": f"100.3/45/{year}",
         "tanggal": date(year, 2, 10), "penandatangan": "Sekretaris Daerah", "peran": "Champion",
         "perangkat_daerah": "Dinas Contoh", "berlaku_sampai": date(year, 12, 31)},
        {**_ORANG, "jenis": "Sertifikat Fasilitator PUG", "nomor": f"F-7/{year}",
         "tanggal": date(year, 6, 20), "penerbit": "KemenPPPA", "perangkat_daerah": "Dinas Contoh",
         "berlaku_mulai": date(year, 6, 20), "berlaku_sampai": date(year + 3, 6, 19)},
    ]  # fmt: skip


def _activities(year: int) -> list[dict[str, Cell]]:
    return [
        {"tanggal": date(year, 4, 21), "jenis": "Sosialisasi",
         "nama_kegiatan": "Sosialisasi PUG bagi ASN", "perangkat_daerah": "Dinas Contoh",
         "peserta_pria": 18, "peserta_wanita": 22, "jam": 4, "berkas_bukti": "laporan-1.pdf"},
        {"tanggal": date(year, 7, 8), "jenis": "Latsar CPNS", "nama_kegiatan": "Latsar angkatan I",
         "peserta_pria": 15, "peserta_wanita": 25, "jam": 6, "agenda_latsar": "2",
         "mata_pelatihan": "Kesetaraan dalam pelayanan"},
    ]  # fmt: skip


def _plan(year: int) -> list[dict[str, Cell]]:
    code = "I.2.4"
    same: dict[str, Cell] = {
        "nomor": "1.1", "program": "Peningkatan kapasitas", "kegiatan": "ToF fasilitator PUG",
        "indikator": pug.KODE_INDIKATOR[code][0], "satuan": pug.KODE_INDIKATOR[code][1],
        "kode_indikator": code, "arah": "naik", "data_dasar": 4, "tahun_dasar": year - 1,
        "unit_pelaksana": "Dinas Contoh",
    }  # fmt: skip
    return [
        {**same, "tahun": year + i, "target": 6 + 2 * i, "anggaran": 25_000_000} for i in range(2)
    ]
