"""The office's own registers as tables.

Their cells are typed by hand: words of closed lists and numbers were read before (``typed``); here
are the rules that need more than one cell, those of the register itself among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.declare.register import Register
from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.ingest.tables.offices import read_perangkat_daerah
from pug_analysis.ingest.tables.pegawai import Notes
from pug_analysis.ingest.tables.riwayat import KEEP
from pug_analysis.ingest.values.cells import note
from pug_analysis.ingest.values.unique import map_unique

#: The whole regency, which the tables keep as "".
_ALL: Final = re.compile(r"(?:SELURUH|SEMUA)\b.*|(?:PEMERINTAH |PEMKAB |KAB\w*\.? ).*")


def build_register(
    frame: pd.DataFrame, table: str, *, config: Config, offices: Iterable[str]
) -> tuple[pd.DataFrame, Notes]:
    """Return one register with the columns of its table, and the findings.

    Parameters
    ----------
    frame : typed rows, by row address
    table : a key of ``REGISTERS``
    config : settings (perangkat daerah)
    offices : perangkat daerah of the staff list; none where there is no staff list
    """
    register, known = REGISTERS[table], set(offices)
    columns = [c.name for c in register.columns if c.kind not in ("nip", "name")]
    out = frame[[*KEEP, *columns]].copy()
    notes = check_filled(out, register)
    for column in register.offices:
        notes += _read_office(out, column, config=config, offices=known)
    for rule in register.rules:
        notes += rule(out)
    return out, notes


def check_filled(frame: pd.DataFrame, register: Register) -> Notes:
    """Quarantine rows whose required cell is empty; NIPs and dates have rules of their own."""
    notes: Notes = []
    for column in register.columns:
        if not column.required or column.kind in ("nip", "date"):
            continue
        cells = frame[column.name]
        code = "TAHUN-KOSONG" if column.kind == "year" else "ISIAN-KOSONG"
        notes.append(
            note(frame.index[cells.isna() | (cells == "").fillna(False)], column.name, code)
        )
    return notes


def _read_office(out: pd.DataFrame, column: str, *, config: Config, offices: set[str]) -> Notes:
    """Mend the names of perangkat daerah in place, spelled as in the staff list."""
    written = map_unique(out[column], lambda t: "" if _ALL.fullmatch(t.upper()) else t)
    nothing = pd.Series("", out.index, dtype="string")
    out[column] = read_perangkat_daerah(written, nothing, config, known=offices)
    strange = (out[column] != "") & ~out[column].isin(offices) & bool(offices)
    return [note(out.index[strange], column, "PD-TAK-DIKENAL")]


def check_together(frame: pd.DataFrame, table: str) -> Notes:
    """Apply the register's rules that compare its rows with each other."""
    return [found for rule in REGISTERS[table].together for found in rule(frame)]
