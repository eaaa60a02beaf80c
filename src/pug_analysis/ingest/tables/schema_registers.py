"""The tables of the office's own registers: trainings, documents, activities, action plan."""

from __future__ import annotations

from typing import Final

from pug_analysis.ingest.tables.columns import PEGAWAI_ID, Table, columns

REGISTERS: Final = (
    Table(
        "pelatihan_pug",
        "satu baris per pelatihan PUG seorang pegawai, dari daftar kantor",
        columns(
            PEGAWAI_ID,
            ("tingkat", "text", True, "L1, L2, L3, atau khusus"),
            ("nama_pelatihan", "text", False, "Nama pelatihan sebagaimana tertulis"),
            ("penyelenggara", "text", False, "Penyelenggara"),
            ("tanggal_mulai", "date", False, "Tanggal mulai"),
            ("tanggal_selesai", "date", True, "Tanggal selesai"),
            ("jam", "integer", False, "Jumlah jam pelajaran"),
            ("berkas_bukti", "text", False, "Nama berkas bukti"),
        ),
    ),
    Table(
        "sk_pug",
        "satu baris per dokumen, atau per orang yang ditunjuk di dalamnya",
        columns(
            (
                "pegawai_id",
                "text",
                False,
                "Nama samaran orang yang ditunjuk; kosong bila dokumen tanpa orang",
            ),
            ("jenis", "text", True, "Jenis dokumen atau penunjukan"),
            ("nomor", "text", False, "Nomor dokumen"),
            ("tanggal", "date", True, "Tanggal dokumen"),
            (
                "penandatangan",
                "text",
                False,
                "Jabatan penandatangan, misalnya Sekretaris Daerah",
            ),
            ("peran", "text", False, "Ketua, sekretaris, anggota, dan sebagainya"),
            (
                "perangkat_daerah",
                "text",
                False,
                "Perangkat daerah; kosong berarti seluruh kabupaten",
            ),
            ("penerbit", "text", False, "Penerbit sertifikat"),
            ("berlaku_mulai", "date", False, "Hari pertama berlaku; kosong: tanggal dokumen"),
            ("berlaku_sampai", "date", False, "Hari terakhir berlaku; kosong: tanpa batas"),
            ("berkas_bukti", "text", False, "Nama berkas bukti"),
        ),
    ),
    Table(
        "kegiatan_pug",
        "satu baris per kegiatan",
        columns(
            ("tanggal", "date", True, "Tanggal kegiatan"),
            ("jenis", "text", True, "Jenis kegiatan"),
            ("nama_kegiatan", "text", True, "Nama kegiatan"),
            (
                "perangkat_daerah",
                "text",
                False,
                "Penyelenggara; kosong berarti seluruh kabupaten",
            ),
            ("peserta_pria", "integer", False, "Peserta pria"),
            ("peserta_wanita", "integer", False, "Peserta wanita"),
            ("jam", "integer", False, "Jumlah jam"),
            ("agenda_latsar", "integer", False, "Agenda Latsar 1-3, bila kegiatan Latsar"),
            (
                "mata_pelatihan",
                "text",
                False,
                "Mata pelatihan Latsar yang memuat materi gender",
            ),
            ("berkas_bukti", "text", False, "Nama berkas bukti"),
        ),
    ),
    Table(
        "rencana_aksi",
        "satu baris per indikator rencana aksi dan tahun",
        columns(
            ("nomor", "text", True, "Nomor kegiatan dalam matriks; sama untuk semua tahunnya"),
            ("program", "text", True, "Program"),
            ("kegiatan", "text", True, "Kegiatan"),
            ("indikator", "text", True, "Indikator kinerja"),
            ("satuan", "text", False, "Satuan, misalnya persen atau orang"),
            (
                "kode_indikator",
                "text",
                False,
                "Kode angka laporan yang dapat dihitung, bila ada",
            ),
            ("arah", "text", True, "naik atau turun: mana yang lebih baik"),
            ("data_dasar", "number", False, "Nilai awal"),
            ("tahun_dasar", "integer", False, "Tahun nilai awal"),
            ("tahun", "integer", True, "Tahun target"),
            ("target", "number", False, "Target tahun itu"),
            ("realisasi", "number", False, "Realisasi yang dicatat kantor"),
            ("anggaran", "integer", False, "Anggaran dalam rupiah"),
            ("unit_pelaksana", "text", False, "Perangkat daerah pelaksana"),
            ("berkas_bukti", "text", False, "Nama berkas bukti"),
        ),
    ),
)
