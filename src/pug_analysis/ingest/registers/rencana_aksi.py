"""The action plan, one row for each indicator and year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pug_analysis.ingest.declare.columns import BUKTI, Column, words
from pug_analysis.ingest.declare.register import Cell, Dirt, Register
from pug_analysis.ingest.values.cells import note
from pug_analysis.ingest.values.unique import map_unique, parse_unique
from pug_analysis.terms import pug

if TYPE_CHECKING:
    import pandas as pd

_PERCENT: Final = re.compile(r"\bpersen\b|%|\bprosen\b")
_CODES: Final = {"".join(code.casefold().split()): code for code in pug.KODE_INDIKATOR}


def _examples(year: int) -> list[dict[str, Cell]]:
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


def read_plan(out: pd.DataFrame) -> list[pd.DataFrame]:
    """Read the codes of computed indicators in place; note doubtful codes and percentages."""
    out["kode_indikator"], kinds = parse_unique(out["kode_indikator"], parse_kode)
    notes = [note(out.index[kinds != ""], "kode_indikator", "KODE-INDIKATOR-TAK-DIKENAL")]
    percent = map_unique(out["satuan"], lambda t: "1" if _PERCENT.search(t.lower()) else "") == "1"
    for column in ("data_dasar", "target", "realisasi"):
        small = ((out[column] > 0) & (out[column] < 1)).fillna(False).astype(bool)
        notes.append(note(out.index[percent & small], column, "PERSEN-PECAHAN"))
    return notes


def parse_kode(text: str) -> tuple[str, str]:
    """Return the code of a computed indicator as the reports write it; another one stays.

    >>> parse_kode(" i.2.1 "), parse_kode("X.9")
    (('I.2.1', ''), ('X.9', 'KODE-INDIKATOR-TAK-DIKENAL'))
    """
    known = _CODES.get("".join(text.casefold().split()))
    return (known, "") if known else (text, "KODE-INDIKATOR-TAK-DIKENAL" if text else "")


def check_plan(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """Quarantine rows of one indicator and year that differ: nobody can tell which target counts."""
    keys = frame.assign(kunci=map_unique(frame["indikator"], str.casefold))
    repeated = keys.duplicated(["nomor", "kunci", "tahun"], keep=False)
    return [note(frame.index[repeated], "tahun", "RENCANA-GANDA")]


REGISTER: Final = Register(
    name="rencana_aksi",
    place=4,
    label="register rencana aksi PUG",
    called="matriks rencana aksi PUG",
    grain="satu baris per indikator rencana aksi dan tahun",
    purpose=(
        "Matriks rencana aksi PUG, satu baris untuk setiap indikator dan tahun: indikator dengan"
        " target tiga tahun ditulis tiga baris."
    ),
    columns=(
        Column("nomor", "code", "Nomor kegiatan dalam matriks; sama untuk semua tahunnya",
               "Nomor kegiatan dalam matriks, misalnya 1.2; sama untuk semua tahunnya.",
               required=True, also=("NOMOR KEGIATAN",)),
        Column("program", "text", "Program", "Nama program.", required=True),
        Column("kegiatan", "text", "Kegiatan", "Nama kegiatan.", required=True),
        Column("indikator", "text", "Indikator kinerja", "Indikator kinerja.",
               required=True, also=("INDIKATOR KINERJA",)),
        Column("satuan", "text", "Satuan, misalnya persen atau orang",
               "Persen, orang, dokumen, kegiatan, dan sebagainya."),
        Column("kode_indikator", "text", "Kode angka laporan yang dapat dihitung, bila ada",
               "Bila angka ini dihitung program dari data lain, pilih kodenya dari"
               " daftar; selebihnya kosong dan realisasi diisi sendiri.",
               also=("KODE",),
               suggested=tuple((c, what) for c, (what, _) in pug.KODE_INDIKATOR.items())),
        Column("arah", "word", "naik atau turun: mana yang lebih baik",
               "naik bila makin besar makin baik, turun bila makin kecil makin baik.",
               required=True, words=words(pug.ARAH, unknown="ARAH-TAK-DIKENAL")),
        Column("data_dasar", "number", "Nilai awal", "Nilai awal.", also=("BASELINE",)),
        Column("tahun_dasar", "year", "Tahun nilai awal", "Tahun nilai awal."),
        Column("tahun", "year", "Tahun target", "Tahun target.",
               required=True, also=("TAHUN TARGET",)),
        Column("target", "number", "Target tahun itu", "Target tahun itu."),
        Column("realisasi", "number", "Realisasi yang dicatat kantor",
               "Realisasi tahun itu; kosong bila belum ada.", also=("CAPAIAN",)),
        Column("anggaran", "integer", "Anggaran dalam rupiah",
               "Anggaran tahun itu dalam rupiah, bilangan bulat.", also=("ANGGARAN (RP)",)),
        Column("unit_pelaksana", "office", "Perangkat daerah pelaksana",
               "Perangkat daerah pelaksana.", also=("PELAKSANA",)),
        BUKTI,
    ),
    own=("indikator", "target", "arah"),
    examples=_examples,
    # A target of next year belongs to the plan of today: no date of an event.
    rules=(read_plan,),
    together=(check_plan,),
    dirt=(
        Dirt("ARAH-TAK-DIKENAL", ("arah",), "other word"),
        Dirt("TAHUN-KOSONG", ("tahun",), "emptied"),
        Dirt("ANGKA-MUSTAHIL", ("target", "realisasi"), "no number"),
    ),
)  # fmt: skip
