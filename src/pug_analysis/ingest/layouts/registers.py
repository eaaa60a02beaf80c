"""The layouts of the office's own registers: headers are the columns' words, as in the templates."""

from __future__ import annotations

from typing import Final

from pug_analysis.ingest.layouts.fields import NAMA, Field, Layout
from pug_analysis.ingest.layouts.fields import NIP as NIP_SIASN
from pug_analysis.ingest.layouts.fields import field as _f

#: The office writes NIP, SIASN "NIP BARU".
_NIP: Final = Field("nip", "nip", "NIP", ("NIP BARU", *NIP_SIASN.aliases[1:]))
_BUKTI: Final = _f("berkas_bukti", "text", "BERKAS BUKTI", "BUKTI", "NAMA BERKAS")
_PD: Final = _f("perangkat_daerah", "text", "PERANGKAT DAERAH", "OPD", "SKPD", "PD")

REGISTERS: Final = (
    Layout(
        "pelatihan_pug", "register pelatihan PUG",
        (
            _NIP,
            NAMA,
            _f("tingkat", "word", "TINGKAT", "LEVEL", "TINGKAT PELATIHAN", words="tingkat"),
            _f("nama_pelatihan", "text", "NAMA PELATIHAN"),
            _f("penyelenggara", "text", "PENYELENGGARA"),
            _f("tanggal_mulai", "date", "TANGGAL MULAI", "TGL MULAI"),
            _f("tanggal_selesai", "date", "TANGGAL SELESAI", "TGL SELESAI"),
            _f("jam", "integer", "JAM", "JUMLAH JAM", "JP"),
            _BUKTI,
        ),
        (("nip",), ("tingkat",), ("tanggal_selesai",)),
        may_be_empty=True, own=("tingkat", "nama_pelatihan"), register=True,
    ),
    Layout(
        "sk_pug", "register SK dan dokumen PUG",
        (
            _NIP,
            NAMA,
            _f("jenis", "word", "JENIS", "JENIS SK", "JENIS DOKUMEN", words="jenis_sk"),
            _f("nomor", "text", "NOMOR", "NOMOR SK", "NOMOR DOKUMEN"),
            _f("tanggal", "date", "TANGGAL", "TANGGAL SK", "TANGGAL DOKUMEN"),
            _f("penandatangan", "text", "PENANDATANGAN"),
            _f("peran", "text", "PERAN"),
            _PD,
            _f("penerbit", "text", "PENERBIT"),
            _f("berlaku_mulai", "date", "BERLAKU MULAI"),
            _f("berlaku_sampai", "date", "BERLAKU SAMPAI"),
            _BUKTI,
        ),
        (("jenis",), ("tanggal",)),
        may_be_empty=True, register=True,
        own=("penandatangan", "peran", "penerbit", "berlaku_mulai", "berlaku_sampai"),
    ),
    Layout(
        "kegiatan_pug", "register kegiatan PUG",
        (
            _f("tanggal", "date", "TANGGAL", "TANGGAL KEGIATAN"),
            _f("jenis", "word", "JENIS", "JENIS KEGIATAN", words="jenis_kegiatan"),
            _f("nama_kegiatan", "text", "NAMA KEGIATAN"),
            _PD,
            _f("peserta_pria", "integer", "PESERTA PRIA", "PESERTA LAKI-LAKI", "PRIA"),
            _f("peserta_wanita", "integer", "PESERTA WANITA", "PESERTA PEREMPUAN", "WANITA"),
            _f("jam", "integer", "JAM", "JUMLAH JAM", "JP"),
            _f("agenda_latsar", "word", "AGENDA LATSAR", "AGENDA", words="agenda"),
            _f("mata_pelatihan", "text", "MATA PELATIHAN"),
            _BUKTI,
        ),
        (("tanggal",), ("jenis",), ("nama_kegiatan",)),
        may_be_empty=True, own=("nama_kegiatan", "peserta_pria", "peserta_wanita"), register=True,
    ),
    Layout(
        "rencana_aksi", "register rencana aksi PUG",
        (
            _f("nomor", "code", "NOMOR", "NOMOR KEGIATAN"),
            _f("program", "text", "PROGRAM"),
            _f("kegiatan", "text", "KEGIATAN"),
            _f("indikator", "text", "INDIKATOR", "INDIKATOR KINERJA"),
            _f("satuan", "text", "SATUAN"),
            _f("kode_indikator", "text", "KODE INDIKATOR", "KODE"),
            _f("arah", "word", "ARAH", words="arah"),
            _f("data_dasar", "number", "DATA DASAR", "BASELINE"),
            _f("tahun_dasar", "year", "TAHUN DASAR"),
            _f("tahun", "year", "TAHUN", "TAHUN TARGET"),
            _f("target", "number", "TARGET"),
            _f("realisasi", "number", "REALISASI", "CAPAIAN"),
            _f("anggaran", "integer", "ANGGARAN", "ANGGARAN (RP)"),
            _f("unit_pelaksana", "text", "UNIT PELAKSANA", "PELAKSANA"),
            _BUKTI,
        ),
        (("nomor",), ("program",), ("kegiatan",), ("indikator",), ("arah",), ("tahun",)),
        may_be_empty=True, own=("indikator", "target", "arah"), register=True,
    ),
)  # fmt: skip
