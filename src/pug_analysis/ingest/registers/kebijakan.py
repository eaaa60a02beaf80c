"""Regulations, decrees and guides on gender and talent, one row for each document and stage.

Stages are those that a regency's documents usually go through; their order decides nothing here, and
one may be repeated: a draft may come back from the province.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from pug_analysis.ingest.declare.columns import BUKTI, PD, PD_ALSO, Column, words
from pug_analysis.ingest.declare.register import Cell, Dirt, Register
from pug_analysis.ingest.values.cells import note

if TYPE_CHECKING:
    import pandas as pd

_KEPUTUSAN: Final = ("draf", "paraf", "penetapan")
#: The stages of each form of document, in order.
TAHAP: Final = {
    "Perda": (
        "usulan", "Propemperda", "naskah akademik", "draf", "harmonisasi", "pembahasan DPRD",
        "persetujuan bersama", "fasilitasi gubernur", "nomor register", "penetapan", "pengundangan",
    ),
    "Perbup": (
        "usulan", "draf", "harmonisasi", "fasilitasi gubernur", "penetapan", "pengundangan",
    ),
    "Keputusan Bupati": _KEPUTUSAN, "SE": _KEPUTUSAN, "SOP/Pedoman": _KEPUTUSAN, "SK Tim": _KEPUTUSAN,
}  # fmt: skip
#: What a document of each field should hold. A field without a list is not checked for content.
MUATAN: Final = {
    "PUG": (
        "tugas PD", "Pokja", "focal point", "RAD", "data terpilah", "PPRG", "penganggaran",
        "pemantauan", "tugas BKDPSDM",
    ),
    "manajemen talenta": (
        "tim", "jabatan kritikal", "kriteria kotak", "asesmen", "keberagaman gender dalam KRS",
        "transparansi", "jadwal",
    ),
    "promosi": (
        "pengalaman program responsif gender", "kumulatif bukan terus-menerus", "netral penempatan",
    ),
    "pro-keluarga": (),
    "lain": (),
}  # fmt: skip
_SEMUA_TAHAP: Final = tuple(dict.fromkeys(stage for path in TAHAP.values() for stage in path))
_SEMUA_MUATAN: Final = tuple(dict.fromkeys(item for items in MUATAN.values() for item in items))


def check_stages(out: pd.DataFrame) -> list[pd.DataFrame]:
    """Quarantine a stage that the form of the document does not go through."""
    pairs = zip(out["bentuk"], out["tahap"], strict=True)
    strange = [stage != "" and stage not in TAHAP.get(form, (stage,)) for form, stage in pairs]
    return [note(out.index[np.array(strange, dtype=bool)], "tahap", "ISIAN-TAK-SERASI")]


def check_contents(out: pd.DataFrame) -> list[pd.DataFrame]:
    """Quarantine contents that belong to another field than that of the document."""
    pairs = zip(out["bidang"], out["muatan"], strict=True)
    strange = [
        text != "" and any(item not in MUATAN.get(field, (item,)) for item in text.split("; "))
        for field, text in pairs
    ]
    return [note(out.index[np.array(strange, dtype=bool)], "muatan", "ISIAN-TAK-SERASI")]


def _examples(year: int) -> list[dict[str, Cell]]:
    perbup: dict[str, Cell] = {
        "kode_kebijakan": "PUG-1", "nama_kebijakan": "Perbup tentang Pengarusutamaan Gender",
        "bentuk": "Perbup", "bidang": "PUG",
    }  # fmt: skip
    return [
        {**perbup, "tahap": "draf", "tanggal": date(year, 2, 3)},
        {**perbup, "tahap": "penetapan", "tanggal": date(year, 8, 11), "nomor": f"12 Tahun {year}",
         "muatan": "Pokja; RAD; PPRG", "berkas_bukti": "perbup-pug.pdf"},
        {"kode_kebijakan": "PROM-1", "nama_kebijakan": "SOP kriteria promosi", "bentuk": "SOP/Pedoman",
         "bidang": "promosi", "tahap": "draf", "tanggal": date(year, 3, 17),
         "perangkat_daerah": "Dinas Contoh", "muatan": "netral penempatan"},
    ]  # fmt: skip


#: Documents of the simulated office: (code, name, form, field, of one office).
_DOKUMEN: Final = (
    ("PUG-1", "Pengarusutamaan gender dalam pembangunan", "Perda", "PUG", False),
    ("TAL-1", "Manajemen talenta", "Perbup", "manajemen talenta", False),
    ("PROM-1", "Kriteria promosi", "SOP/Pedoman", "promosi", True),
    ("KEL-1", "Ruang laktasi dan penitipan anak", "SE", "pro-keluarga", False),
    ("LAIN-1", "Tim pemantau", "SK Tim", "lain", True),
)


def _sample(year: int, rng: np.random.Generator) -> list[dict[str, Cell]]:
    """Return the stages of a year: each document goes on where last year's left, one a month or two.

    A Perda takes three years, the others one; once signed, a document has some of its contents.
    """
    rows: list[dict[str, Cell]] = []
    for code, name, form, field, of_office in _DOKUMEN:
        years = 3 if form == "Perda" else 1
        path, part = TAHAP[form], year % years
        first, last = len(path) * part // years, len(path) * (part + 1) // years
        contents = [item for item in MUATAN[field] if rng.random() < 0.7]
        for place, stage in enumerate(path[first:last]):
            row: dict[str, Cell] = {
                "kode_kebijakan": f"{code}-{year - part}", "nama_kebijakan": name, "bentuk": form,
                "bidang": field, "tahap": stage,
                "tanggal": date(year, 1 + place * 2, int(rng.integers(1, 28))),
                "berkas_bukti": f"{code.lower()}-{stage.replace(' ', '-')}.pdf",
            }  # fmt: skip
            if of_office:
                row["perangkat_daerah"] = "Dinas Contoh"
            if stage in ("penetapan", "pengundangan"):
                row |= {"nomor": f"{code[-1]} Tahun {year}", "muatan": "; ".join(contents)}
            rows.append(row)
    return rows


REGISTER: Final = Register(
    name="kebijakan",
    label="register kebijakan",
    called="daftar kebijakan dan tahapnya",
    grain="satu baris per dokumen kebijakan dan tahap",
    purpose=(
        "Daftar Perda, Perbup, keputusan, surat edaran, dan pedoman tentang gender dan talenta, satu"
        " baris untuk setiap dokumen dan tahap yang dicapainya. Tahap yang berulang ditulis lagi."
    ),
    columns=(
        Column("kode_kebijakan", "code", "Kode dokumen; sama untuk semua tahapnya",
               "Kode singkat buatan kantor, misalnya PUG-1; sama untuk semua tahap dokumen itu.",
               required=True, also=("KODE",)),
        Column("nama_kebijakan", "text", "Nama atau judul dokumen", "Judul dokumen, bukan nama orang.",
               required=True, also=("JUDUL", "TENTANG")),
        Column("bentuk", "word", "Bentuk dokumen", "Pilih dari daftar.",
               required=True, also=("BENTUK KEBIJAKAN",), words=words(tuple(TAHAP))),
        Column("bidang", "word", "Bidang yang diatur", "Pilih dari daftar.",
               required=True, words=words(tuple(MUATAN))),
        Column("tahap", "word", "Tahap yang dicapai",
               "Pilih dari daftar tahap yang dilalui bentuk itu. Perda: " + ", ".join(TAHAP["Perda"])
               + ". Perbup: " + ", ".join(TAHAP["Perbup"]) + ". Lainnya: " + ", ".join(_KEPUTUSAN)
               + ".",
               required=True, words=words(_SEMUA_TAHAP)),
        Column("tanggal", "date", "Tanggal tahap dicapai", "Tanggal tahap itu dicapai.",
               required=True, also=("TANGGAL TAHAP",)),
        Column("nomor", "text", "Nomor dokumen", "Nomor setelah penetapan, misalnya 12 Tahun 2025.",
               also=("NOMOR DOKUMEN",)),
        Column("perangkat_daerah", "office", "Pemrakarsa; kosong berarti seluruh kabupaten",
               "Pemrakarsa. " + PD, also=PD_ALSO),
        Column("muatan", "words", "Pokok yang sudah dimuat, dipisah titik koma",
               "Pokok yang sudah dimuat, beberapa dipisah titik koma, dari daftar bidangnya. "
               + " ".join(f"{field}: {', '.join(items)}." for field, items in MUATAN.items() if items),
               words=words(_SEMUA_MUATAN)),
        BUKTI,
    ),
    own=("kode_kebijakan", "bentuk", "tahap"),
    examples=_examples,
    happened="tanggal",
    rules=(check_stages, check_contents),
    dirt=(
        Dirt("PILIHAN-TAK-DIKENAL", ("bentuk", "bidang", "tahap"), "other word"),
        Dirt("PILIHAN-TAK-DIKENAL", ("muatan",), "other word"),
        Dirt("ISIAN-KOSONG", ("kode_kebijakan", "nama_kebijakan"), "emptied"),
        Dirt("TEKS-PRIBADI", ("nama_kebijakan", "nomor"), "with number"),
        # No document but a Perda goes to the council, and a Perda signs no "paraf".
        Dirt("ISIAN-TAK-SERASI", ("tahap",),
             lambda cell, _: "paraf" if cell == "usulan" else "pembahasan DPRD" if cell == "paraf" else None),
    ),
    sample=_sample,
)  # fmt: skip
