"""The office's own registers as the tables pelatihan_pug, sk_pug, kegiatan_pug and rencana_aksi.

Their cells are typed by hand: words of closed lists and numbers were read before (``typed``); here
are the rules that need more than one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.reading.typed import map_unique, parse_unique
from pug_analysis.ingest.tables.offices import read_perangkat_daerah
from pug_analysis.ingest.tables.pegawai import Notes
from pug_analysis.ingest.tables.riwayat import KEEP
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.ingest.values.cells import note
from pug_analysis.terms import pug

#: The tables of the registers, and the column of each that names a perangkat daerah.
OFFICE_COLUMN: Final = {
    "pelatihan_pug": "", "sk_pug": "perangkat_daerah", "kegiatan_pug": "perangkat_daerah",
    "rencana_aksi": "unit_pelaksana",
}  # fmt: skip

#: The whole regency, which the tables keep as "".
_ALL: Final = re.compile(r"(?:SELURUH|SEMUA)\b.*|(?:PEMERINTAH |PEMKAB |KAB\w*\.? ).*")
_PERCENT: Final = re.compile(r"\bpersen\b|%|\bprosen\b")
_CODES: Final = {"".join(code.casefold().split()): code for code in pug.KODE_INDIKATOR}


def build_register(
    frame: pd.DataFrame, table: str, *, config: Config, offices: Iterable[str]
) -> tuple[pd.DataFrame, Notes]:
    """Return one register with the columns of its table, and the findings.

    Parameters
    ----------
    frame : typed rows, by row address
    table : a key of ``OFFICE_COLUMN``
    config : settings (perangkat daerah)
    offices : perangkat daerah of the staff list; none where there is no staff list
    """
    columns = [c.name for c in TABLES[table].columns if c.name in frame]
    out = frame[[*KEEP, *columns]].copy()
    notes = check_filled(out, table)
    if OFFICE_COLUMN[table]:
        notes += _read_office(out, OFFICE_COLUMN[table], config=config, offices=set(offices))
    if table == "sk_pug":
        notes += _check_documents(out)
    elif table == "kegiatan_pug":
        notes += _read_agenda(out)
    elif table == "rencana_aksi":
        notes += _read_plan(out)
    return out, notes


def check_filled(frame: pd.DataFrame, table: str) -> Notes:
    """Quarantine rows whose required word or year is empty; dates have a rule of their own."""
    notes: Notes = []
    for column in TABLES[table].columns:
        if not column.required or column.name not in frame:
            continue
        if column.kind == "text":
            empty = frame.index[frame[column.name] == ""]
            notes.append(note(empty, column.name, "ISIAN-KOSONG"))
        elif column.kind == "integer":
            notes.append(note(frame.index[frame[column.name].isna()], column.name, "TAHUN-KOSONG"))
    return notes


def _read_office(out: pd.DataFrame, column: str, *, config: Config, offices: set[str]) -> Notes:
    """Mend the names of perangkat daerah in place, spelled as in the staff list."""
    written = map_unique(out[column], lambda t: "" if _ALL.fullmatch(t.upper()) else t)
    nothing = pd.Series("", out.index, dtype="string")
    out[column] = read_perangkat_daerah(written, nothing, config, known=offices)
    strange = (out[column] != "") & ~out[column].isin(offices) & bool(offices)
    return [note(out.index[strange], column, "PD-TAK-DIKENAL")]


def _check_documents(out: pd.DataFrame) -> Notes:
    """Check validity, and that appointments name whom they appoint."""
    first = out["berlaku_mulai"].fillna(out["tanggal"])
    nobody = (out["nip"] == "") & out["jenis"].isin(pug.JENIS_SK_ORANG)
    return [
        note(out.index[out["berlaku_sampai"] < first], "berlaku_sampai", "BERLAKU-TERBALIK"),
        note(out.index[nobody], "nip", "PENUNJUKAN-TANPA-NIP"),
    ]


def _read_agenda(out: pd.DataFrame) -> Notes:
    out["agenda_latsar"] = pd.to_numeric(
        out["agenda_latsar"].mask(out["agenda_latsar"] == "")
    ).astype("Int64")
    silent = (out["jenis"] == "Latsar CPNS") & out["agenda_latsar"].isna()
    return [note(out.index[silent], "agenda_latsar", "AGENDA-KOSONG")]


def _read_plan(out: pd.DataFrame) -> Notes:
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


def check_plan(frame: pd.DataFrame) -> Notes:
    """Quarantine rows of one indicator and year that differ: nobody can tell which target counts."""
    keys = frame.assign(kunci=map_unique(frame["indikator"], str.casefold))
    repeated = keys.duplicated(["nomor", "kunci", "tahun"], keep=False)
    return [note(frame.index[repeated], "tahun", "RENCANA-GANDA")]
