"""Trainings on gender mainstreaming, one row for each person and training."""

from __future__ import annotations

from datetime import date
from typing import Final

from pug_analysis.ingest.declare.columns import BUKTI, NAMA, Column, owner, words
from pug_analysis.ingest.declare.register import Cell, Dirt, Register
from pug_analysis.terms import pug

_TINGKAT: Final = words(
    pug.TINGKAT,
    unknown="TINGKAT-TAK-DIKENAL",
    others={
        **{label: level for level, label in pug.TINGKAT.items()},
        **{f"{word}{n}": f"L{n}" for n in "123" for word in ("", "LEVEL", "TINGKAT")},
    },
)
#: An invented person.
_ORANG: Final = {"nip": "199001012015032999", "nama": "NAMA REKAAN"}


def _examples(year: int) -> list[dict[str, Cell]]:
    return [
        {**_ORANG, "tingkat": "L2", "nama_pelatihan": "Pelatihan PPRG",
         "penyelenggara": "BPSDM Provinsi", "tanggal_mulai": date(year, 3, 3),
         "tanggal_selesai": date(year, 3, 5), "jam": 24, "berkas_bukti": "pprg-001.pdf"},
        {**_ORANG, "tingkat": "khusus", "nama_pelatihan": "Audit berperspektif gender",
         "tanggal_selesai": date(year, 9, 12)},
    ]  # fmt: skip


REGISTER: Final = Register(
    name="pelatihan_pug",
    place=1,
    label="register pelatihan PUG",
    called="daftar pelatihan PUG",
    grain="satu baris per pelatihan PUG seorang pegawai, dari daftar kantor",
    purpose=(
        "Daftar pelatihan PUG yang sudah selesai, satu baris untuk setiap orang dan pelatihan."
    ),
    columns=(
        owner("NIP 18 digit, tanpa spasi.", required=True),
        NAMA,
        Column(
            "tingkat", "word", "L1, L2, L3, atau khusus",
            "Pilih dari daftar: L1 kesadaran gender, L2 PPRG, L3 ToF fasilitator, khusus"
            " audit berperspektif gender.",
            required=True, also=("LEVEL", "TINGKAT PELATIHAN"), words=_TINGKAT,
        ),
        Column("nama_pelatihan", "text", "Nama pelatihan sebagaimana tertulis",
               "Nama pelatihan seperti di sertifikat."),
        Column("penyelenggara", "text", "Penyelenggara", "Lembaga penyelenggara."),
        Column("tanggal_mulai", "date", "Tanggal mulai", "Hari pertama.", also=("TGL MULAI",)),
        Column("tanggal_selesai", "date", "Tanggal selesai",
               "Hari terakhir; pelatihan dihitung pada tahun ini.",
               required=True, also=("TGL SELESAI",)),
        Column("jam", "integer", "Jumlah jam pelajaran", "Jumlah jam pelajaran, bilangan bulat.",
               also=("JUMLAH JAM", "JP")),
        BUKTI,
    ),
    own=("tingkat", "nama_pelatihan"),
    examples=_examples,
    happened="tanggal_selesai",
    interval=("tanggal_mulai", "tanggal_selesai"),
    # Who was trained before the appointment is trained.
    before_service=True,
    dirt=(
        Dirt("TINGKAT-TAK-DIKENAL", ("tingkat",), "other word"),
        Dirt("ISIAN-KOSONG", ("tingkat",), "emptied"),
        Dirt("ANGKA-BENTUK", ("jam",), "with unit"),
        Dirt("ANGKA-NEGATIF", ("jam",), "negative"),
    ),
)  # fmt: skip
