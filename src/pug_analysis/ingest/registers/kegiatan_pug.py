"""Activities, one row each, without names of participants."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pug_analysis.ingest.declare.columns import BUKTI, PD, PD_ALSO, Column, words
from pug_analysis.ingest.declare.register import Cell, Dirt, Register
from pug_analysis.ingest.values.cells import note
from pug_analysis.terms import pug

if TYPE_CHECKING:
    import pandas as pd

_AGENDA: Final = words(
    pug.AGENDA_LATSAR,
    unknown="AGENDA-TAK-DIKENAL",
    others={"I": "1", "II": "2", "III": "3", **{f"AGENDA{n}": n for n in pug.AGENDA_LATSAR}},
)


def _examples(year: int) -> list[dict[str, Cell]]:
    return [
        {"tanggal": date(year, 4, 21), "jenis": "Sosialisasi",
         "nama_kegiatan": "Sosialisasi PUG bagi ASN", "perangkat_daerah": "Dinas Contoh",
         "peserta_pria": 18, "peserta_wanita": 22, "jam": 4, "berkas_bukti": "laporan-1.pdf"},
        {"tanggal": date(year, 7, 8), "jenis": "Latsar CPNS", "nama_kegiatan": "Latsar angkatan I",
         "peserta_pria": 15, "peserta_wanita": 25, "jam": 6, "agenda_latsar": "2",
         "mata_pelatihan": "Kesetaraan dalam pelayanan"},
    ]  # fmt: skip


def read_agenda(out: pd.DataFrame) -> list[pd.DataFrame]:
    """Keep the agenda of Latsar as a number, in place; note those without."""
    agenda = out["agenda_latsar"]
    out["agenda_latsar"] = agenda.mask(agenda == "").astype("Int64")
    silent = (out["jenis"] == "Latsar CPNS") & out["agenda_latsar"].isna()
    return [note(out.index[silent], "agenda_latsar", "AGENDA-KOSONG")]


REGISTER: Final = Register(
    name="kegiatan_pug",
    place=3,
    label="register kegiatan PUG",
    called="daftar kegiatan PUG",
    grain="satu baris per kegiatan",
    purpose="Catatan kegiatan PUG, satu baris untuk setiap kegiatan, tanpa nama peserta.",
    columns=(
        Column("tanggal", "date", "Tanggal kegiatan",
               "Tanggal kegiatan; kegiatan beberapa hari: hari pertama.",
               required=True, also=("TANGGAL KEGIATAN",)),
        Column("jenis", "word", "Jenis kegiatan", "Pilih dari daftar.",
               required=True, also=("JENIS KEGIATAN",),
               words=words(pug.JENIS_KEGIATAN, unknown="JENIS-KEGIATAN-TAK-DIKENAL")),
        Column("nama_kegiatan", "text", "Nama kegiatan", "Nama kegiatan.", required=True),
        Column("perangkat_daerah", "office", "Penyelenggara; kosong berarti seluruh kabupaten",
               "Penyelenggara. " + PD, also=PD_ALSO),
        Column("peserta_pria", "integer", "Peserta pria",
               "Jumlah peserta pria; 0 bila tidak ada, kosong bila tidak diketahui.",
               also=("PESERTA LAKI-LAKI", "PRIA")),
        Column("peserta_wanita", "integer", "Peserta wanita",
               "Jumlah peserta wanita; 0 bila tidak ada, kosong bila tidak diketahui.",
               also=("PESERTA PEREMPUAN", "WANITA")),
        Column("jam", "integer", "Jumlah jam", "Jumlah jam, bilangan bulat.",
               also=("JUMLAH JAM", "JP")),
        Column("agenda_latsar", "word", "Agenda Latsar 1-3, bila kegiatan Latsar",
               "Hanya untuk Latsar CPNS: agenda 1, 2, atau 3.",
               also=("AGENDA",), words=_AGENDA, stored="integer"),
        Column("mata_pelatihan", "text", "Mata pelatihan Latsar yang memuat materi gender",
               "Hanya untuk Latsar CPNS: mata pelatihan yang memuat materi gender."),
        BUKTI,
    ),
    own=("nama_kegiatan", "peserta_pria", "peserta_wanita"),
    examples=_examples,
    happened="tanggal",
    rules=(read_agenda,),
    dirt=(
        Dirt("JENIS-KEGIATAN-TAK-DIKENAL", ("jenis",), "other word"),
        Dirt("ISIAN-KOSONG", ("nama_kegiatan",), "emptied"),
        Dirt("ANGKA-NEGATIF", ("peserta_pria", "peserta_wanita"), "negative"),
    ),
)  # fmt: skip
