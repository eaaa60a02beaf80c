"""Plant defects in clean raw files, and list every one of them.

A row gets at most one defect. Where a defect takes a person out of the main export, all history
rows of that person cannot be used either: those rows get no defect of their own and are listed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from pug_analysis.simulate.dirt.defects import DEFECTS, Defect
from pug_analysis.simulate.dirt.defects_registers import REGISTER_DEFECTS
from pug_analysis.simulate.dirt.structure import add_structure
from pug_analysis.simulate.files.sheets import WrittenFile, frame_rows
from pug_analysis.simulate.files.workbook import WrittenCell
from pug_analysis.terms.kalender import Periode
from pug_analysis.terms.temuan import TEMUAN

#: The column of the NIP: in the main export, in histories, in the office's registers.
_NIP: Final = ("NIP BARU", "nipBaru", "NIP")
_LOST: Final = "karantina"
#: Defects that add a row after the chosen one.
_SAME_ROW: Final = "BARIS-GANDA"
_CONFLICT: Final = "PEGAWAI-GANDA"
_OLDER: Final = "PEGAWAI-DIPERBARUI"
_FIELDS: Final = "CSV-JUMLAH-KOLOM"
_OTHER_UNIT: Final = "Kecamatan Contoh - PEMERINTAH KABUPATEN BENGKAYANG"


@dataclass(slots=True)
class DirtRow:
    """A row on its way into a file: its cells, and its findings as (column, code)."""

    cells: list[WrittenCell]
    findings: list[tuple[str, str]] = field(default_factory=list)


def soil(
    files: list[WrittenFile], *, share: float, periode: Periode, rng: np.random.Generator
) -> tuple[list[list[list[WrittenCell]]], list[dict[str, Any]]]:
    """Return the rows of each file with defects, and the list for ``dirt.json``.

    Parameters
    ----------
    files : clean files of one period
    share : share of data rows that get a defect
    periode : period of the snapshot, for titles
    """
    kept = {n for f in files if f.table == "pemberhentian" for n in f.frame["nipBaru"]}
    lost: dict[str, str] = {}
    dirty: dict[str, list[DirtRow]] = {}
    for file in files:
        if file.table == "pegawai":
            dirty[file.name] = _soil_file(file, share=share, rng=rng, lost={})
            lost.update(_lost_people(file, dirty[file.name], kept))
    for file in files:
        if file.table != "pegawai":
            dirty[file.name] = _soil_file(file, share=share, rng=rng, lost=lost)
    tables, listed = [], []
    for file in files:
        header, *rows = dirty[file.name]
        rows = add_structure(header, rows, file=file, periode=periode, row=DirtRow)
        tables.append([row.cells for row in rows])
        listed += _list_findings(file, rows)
    return tables, listed


def _list_findings(file: WrittenFile, rows: list[DirtRow]) -> list[dict[str, Any]]:
    return [
        {"berkas": file.name, "lembar": file.sheet, "baris": number, "kolom": column,
         "kode": kode, "tindakan": TEMUAN[kode].tindakan}
        for number, row in enumerate(rows, 1)
        for column, kode in row.findings
    ]  # fmt: skip


def _soil_file(
    file: WrittenFile, *, share: float, rng: np.random.Generator, lost: dict[str, str]
) -> list[DirtRow]:
    header, *cells = frame_rows(file.frame)
    column = {str(name): i for i, name in enumerate(header)}
    named = [name for name in _NIP if name in column]
    rows = [
        DirtRow(c, [(n, lost[str(c[column[n]])]) for n in named if c[column[n]] in lost])
        for c in cells
    ]
    kinds = _kinds(file)
    free = [i for i, row in enumerate(rows) if not row.findings]
    count = min(math.ceil(share * len(rows)) if len(rows) >= 20 else 0, len(free))
    chosen = rng.permutation(len(free))[:count]
    added: dict[int, DirtRow] = {}
    first = int(rng.integers(len(kinds)))
    queue = kinds[first:] + kinds[:first]
    for place in chosen:
        number = free[int(place)]
        # The kind that waited longest comes first: rare cells get their defects too.
        for kind in queue:
            hit, extra = _plant(rows[number], kind, column, file, rng)
            if hit:
                queue.remove(kind)
                queue.append(kind)
                added |= {number: extra} if extra else {}
                break
    result = [DirtRow(header)]
    for number, row in enumerate(rows):
        result += [row, added[number]] if number in added else [row]
    return result


def _kinds(file: WrittenFile) -> list[Defect | str]:
    kinds: list[Defect | str] = [
        d
        for d in (DEFECTS | REGISTER_DEFECTS)[file.table]
        if file.kind == "xlsx" or not d.xlsx_only
    ]
    kinds.append(_SAME_ROW)
    if file.table == "pegawai":
        kinds += [_CONFLICT, _OLDER]
    if file.kind == "csv" and file.table not in ("pemberhentian",):
        kinds.append(_FIELDS)
    return kinds


def _plant(
    row: DirtRow,
    kind: Defect | str,
    column: dict[str, int],
    file: WrittenFile,
    rng: np.random.Generator,
) -> tuple[bool, DirtRow | None]:
    """Try to plant one defect: whether it fitted, and a row to be added behind."""
    if kind == _SAME_ROW:
        return True, DirtRow(list(row.cells), [("", _SAME_ROW)])
    if kind in (_CONFLICT, _OLDER):
        return _repeat_person(row, str(kind), column)
    if kind == _FIELDS:
        place = int(rng.integers(2, len(row.cells)))
        row.cells.insert(place, "isi dengan pemisah")
        row.findings.append(("", _FIELDS))
        return True, None
    return _damage_cell(row, kind, column, file, rng), None


def _damage_cell(
    row: DirtRow,
    kind: Defect | str,
    column: dict[str, int],
    file: WrittenFile,
    rng: np.random.Generator,
) -> bool:
    assert isinstance(kind, Defect)
    for name in rng.permutation(list(kind.columns)):
        clean = str(row.cells[column[name]])
        damaged = kind.damage(clean, rng)
        if damaged is not None and damaged != clean:
            number_in_csv = isinstance(damaged, int) and file.kind == "csv"
            row.cells[column[name]] = str(damaged) if number_in_csv else damaged
            row.findings.append((str(name), kind.kode))
            return True
    return False


def _repeat_person(row: DirtRow, kode: str, column: dict[str, int]) -> tuple[bool, DirtRow | None]:
    """Add a second row of the person: of another office (conflict), or as it was a year before."""
    copy = list(row.cells)
    copy[column["UNOR NAMA"]] = _OTHER_UNIT
    if kode == _CONFLICT:
        row.findings.append(("NIP BARU", kode))
        return True, DirtRow(copy, [("NIP BARU", kode)])
    newest = ("TMT GOLONGAN", "TMT JABATAN")
    fixed = max(_iso(row.cells[column[c]]) for c in ("TMT CPNS", "TMT PNS"))
    if max(_iso(row.cells[column[c]]) for c in newest) <= fixed:
        return False, None
    for name in newest:
        copy[column[name]] = _year_before(str(copy[column[name]]))
    return True, DirtRow(copy, [("NIP BARU", kode)])


def _iso(date: WrittenCell) -> str:
    return "-".join(reversed(str(date).split("-")))


def _year_before(date: str) -> str:
    if not date or date.startswith("29-02"):
        return date
    return f"{date[:6]}{int(date[6:]) - 1}"


def _lost_people(file: WrittenFile, rows: list[DirtRow], kept: set[str]) -> dict[str, str]:
    """Return, by NIP, the code of history rows of those who are out of the main export.

    A damaged NIP makes the person unknown; another defect leaves a known person in quarantine.
    Leavers stay known from the list of leavers.
    """
    header = rows[0].cells
    by_id = dict(zip(file.frame["PNS ID"], file.frame["NIP BARU"], strict=True))
    place = header.index("PNS ID")
    lost = {}
    for row in rows[1:]:
        for _, kode in row.findings:
            nip = by_id[row.cells[place]]
            if TEMUAN[kode].tindakan == _LOST and nip not in kept:
                unknown = kode.startswith("NIP-")
                lost[nip] = "NIP-TANPA-PEGAWAI" if unknown else "PEGAWAI-DIKARANTINA"
    return lost
