"""A register that no office keeps: every kind of column, one rule of its own, nothing else."""

from __future__ import annotations

from datetime import date

from pug_analysis.ingest.declare.columns import BUKTI, NAMA, PD, Column, owner, words
from pug_analysis.ingest.declare.register import Register
from pug_analysis.ingest.values.cells import note


def _examples(year):
    person = {"nip": "199001012015032999", "nama": "NAMA REKAAN"}
    same = {
        "judul": "Layang-layang", "jenis": "Terbang", "tahun": year, "nilai": 2, "jumlah": 8,
        "perangkat_daerah": "Dinas Contoh", "catatan": "dipinjam", "nomor_rak": "A-7",
    }  # fmt: skip
    return [
        {
            **person,
            **same,
            "tanggal": date(year, month, 10),
            "isi": isi,
            "berkas_bukti": f"{month}.pdf",
        }
        for month, isi in ((2, "kayu; kertas"), (5, "kertas"), (8, "kayu"), (11, ""))
        for _ in range(10)
    ]


def check_whole(out):
    """A part is not larger than its whole."""
    return [note(out.index[out["nilai"] > out["jumlah"]], "nilai", "ISIAN-TAK-SERASI")]


REGISTER = Register(
    name="mainan",
    label="register mainan",
    called="daftar mainan",
    grain="satu baris per mainan yang dipinjam",
    purpose="Daftar mainan, satu baris untuk setiap peminjaman.",
    columns=(
        owner("NIP peminjam.", required=True),
        NAMA,
        Column("judul", "text", "Nama mainan", "Nama mainan.", required=True),
        Column("jenis", "word", "Jenis mainan", "Pilih dari daftar.", required=True,
               words=words({"Terbang": "di udara", "Apung": "di air"})),
        Column("isi", "words", "Bahan", "Pilih satu atau beberapa.", words=words(("kayu", "kertas"))),
        Column("tanggal", "date", "Tanggal pinjam", "Tanggal pinjam.", required=True),
        Column("tahun", "year", "Tahun beli", "Tahun beli.", required=True),
        Column("jumlah", "integer", "Banyaknya", "Banyaknya.", also=("BANYAKNYA",)),
        Column("nilai", "number", "Yang rusak", "Yang rusak."),
        Column("perangkat_daerah", "office", "Pemilik", PD),
        Column("catatan", "text", "Catatan", "Catatan."),
        # Numbers of shelves are printed by a machine.
        Column("nomor_rak", "code", "Nomor rak", "Nomor rak.", free=False),
        BUKTI,
    ),
    own=("nomor_rak", "judul"),
    examples=_examples,
    happened="tanggal",
    rules=(check_whole,),
)  # fmt: skip
