"""Decrees, documents and certificates, one row for each document or person appointed in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pug_analysis.ingest.declare.columns import BUKTI, NAMA, PD, PD_ALSO, Column, owner, words
from pug_analysis.ingest.declare.register import Cell, Dirt, Register
from pug_analysis.ingest.values.cells import note
from pug_analysis.terms import pug

if TYPE_CHECKING:
    import pandas as pd

#: An invented person.
_ORANG: Final = {"nip": "199001012015032999", "nama": "NAMA REKAAN"}


def _examples(year: int) -> list[dict[str, Cell]]:
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


def check_documents(out: pd.DataFrame) -> list[pd.DataFrame]:
    """Check validity, and that appointments name whom they appoint."""
    first = out["berlaku_mulai"].fillna(out["tanggal"])
    nobody = (out["nip"] == "") & out["jenis"].isin(pug.JENIS_SK_ORANG)
    return [
        note(out.index[out["berlaku_sampai"] < first], "berlaku_sampai", "BERLAKU-TERBALIK"),
        note(out.index[nobody], "nip", "PENUNJUKAN-TANPA-NIP"),
    ]


REGISTER: Final = Register(
    name="sk_pug",
    place=2,
    label="register SK dan dokumen PUG",
    called="daftar SK dan dokumen PUG",
    grain="satu baris per dokumen, atau per orang yang ditunjuk di dalamnya",
    purpose=(
        "Daftar SK, dokumen, dan sertifikat PUG. Dokumen tanpa orang (Perbup, RAD, laporan) satu"
        " baris tanpa NIP; penunjukan (Pokja, focal point, Gender Champion, fasilitator) satu baris"
        " untuk setiap orang, dengan jenis, nomor, dan tanggal yang sama."
    ),
    columns=(
        owner("NIP orang yang ditunjuk; kosong untuk dokumen tanpa orang.", required=False,
              meaning="Nama samaran orang yang ditunjuk; kosong bila dokumen tanpa orang"),
        NAMA,
        Column("jenis", "word", "Jenis dokumen atau penunjukan", "Pilih dari daftar.",
               required=True, also=("JENIS SK", "JENIS DOKUMEN"),
               words=words(pug.JENIS_SK, unknown="JENIS-SK-TAK-DIKENAL")),
        Column("nomor", "text", "Nomor dokumen", "Nomor SK, dokumen, atau sertifikat.",
               also=("NOMOR SK", "NOMOR DOKUMEN")),
        Column("tanggal", "date", "Tanggal dokumen", "Tanggal dokumen.",
               required=True, also=("TANGGAL SK", "TANGGAL DOKUMEN")),
        Column("penandatangan", "text", "Jabatan penandatangan, misalnya Sekretaris Daerah",
               "Jabatan penandatangan, misalnya Sekretaris Daerah; bukan namanya."),
        Column("peran", "text", "Ketua, sekretaris, anggota, dan sebagainya",
               "Ketua, sekretaris, anggota, dan sebagainya."),
        Column("perangkat_daerah", "office", "Perangkat daerah; kosong berarti seluruh kabupaten",
               PD + " Untuk penunjukan: perangkat daerah yang diwakili.", also=PD_ALSO),
        Column("penerbit", "text", "Penerbit sertifikat",
               "Untuk sertifikat: lembaga penerbit, misalnya KemenPPPA."),
        Column("berlaku_mulai", "date", "Hari pertama berlaku; kosong: tanggal dokumen",
               "Hari pertama berlaku; kosong berarti sejak tanggal dokumen."),
        Column("berlaku_sampai", "date", "Hari terakhir berlaku; kosong: tanpa batas",
               "Hari terakhir berlaku; kosong berarti tanpa batas."),
        BUKTI,
    ),
    own=("penandatangan", "peran", "penerbit", "berlaku_mulai", "berlaku_sampai"),
    examples=_examples,
    happened="tanggal",
    rules=(check_documents,),
    dirt=(
        Dirt("JENIS-SK-TAK-DIKENAL", ("jenis",), "other word"),
        Dirt("BERLAKU-TERBALIK", ("berlaku_sampai",), "long past"),
    ),
    dirty_dates=("tanggal", "berlaku_sampai"),
)  # fmt: skip
