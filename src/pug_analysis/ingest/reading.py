"""Read all raw files of a year into typed rows by table, with a record of every sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.guard import Refused
from pug_analysis.ingest.headers import (
    HEAD_ROWS,
    Lookup,
    Match,
    build_lookup,
    describe_missing,
    find_header,
)
from pug_analysis.ingest.layouts import DATA_ASN_LAMA, LAYOUTS
from pug_analysis.ingest.names import collect_names, hide_people, label_all
from pug_analysis.ingest.read import RawFile, parse_file, read_bytes
from pug_analysis.ingest.rows import extract_rows
from pug_analysis.ingest.sheets import Sheet
from pug_analysis.ingest.typed import type_rows

#: How sheets that are not read are called in the row account.
UNUSED: tuple[str, str, str] = ("tidak dikenali", "tersembunyi", "lembar templat")
#: Sheets that stand beside the sheet "Data" in the templates: an example, lists, explanations.
TEMPLATE_SHEETS = ("Contoh", "Daftar", "Petunjuk")


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """A sheet that was read: its number, place, layout, header row and columns."""

    number: int
    berkas: str
    lembar: str
    tata_letak: str
    n_rows: int
    table: str = ""
    baris_kepala: int = 0
    headers: dict[str, str] | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileNote:
    """A finding about a file or sheet as a whole."""

    berkas: str
    lembar: str
    kolom: str
    kode: str
    rincian: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a processed folder was made from: one raw file."""

    berkas: str
    sha256: str
    ukuran: int
    tata_letak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read: typed rows by table, findings, sheets, files.

    ``aside`` holds, by row address, the NIPs of records that were put aside before typing.
    """

    frames: dict[str, pd.DataFrame]
    aside: pd.Series
    notes: tuple[pd.DataFrame, ...]
    sheets: tuple[SheetRecord, ...]
    file_notes: tuple[FileNote, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    record: SheetRecord
    frame: pd.DataFrame | None = None
    notes: pd.DataFrame | None = None
    aside: pd.Series | None = None
    remarks: tuple[FileNote, ...] = ()


def read_all(
    paths: Sequence[Path], *, config: Config, year: int, skipped: Sequence[str] = ()
) -> Reading:
    """Read all files; a refused file leaves a finding and nothing else.

    Parameters
    ----------
    paths : files, in order
    config : settings (own column names)
    year : report year, for years of two digits
    skipped : names beside the files that look like data and are not read
    """
    lookup = build_lookup(config)
    parts: list[_Part] = []
    file_notes = [FileNote(name, "", "", "BERKAS-DILEWATI") for name in skipped]
    origins: list[Origin] = []
    for path in paths:
        try:
            raw = parse_file(path.name, read_bytes(path))
            if any(o.sha256 == raw.sha256 for o in origins):
                raise Refused("BERKAS-GANDA")
            read = _read_file(raw, lookup, first=len(parts), year=year)
        except Refused as verdict:
            file_notes.append(
                FileNote(path.name, verdict.lembar, "", verdict.kode, verdict.rincian)
            )
            continue
        parts.extend(read)
        labels = tuple(p.record.tata_letak for p in read)
        origins.append(Origin(raw.name, raw.sha256, raw.size, labels))
        file_notes.extend(FileNote(raw.name, "", "", kode) for kode in raw.codes)
        file_notes.extend(remark for p in read for remark in p.remarks)
    by_table: dict[str, list[pd.DataFrame]] = {}
    for part in parts:
        if part.frame is not None:
            by_table.setdefault(part.record.table, []).append(part.frame)
    reading = Reading(
        {table: pd.concat(frames) for table, frames in by_table.items()},
        pd.concat([p.aside for p in parts if p.aside is not None] or [pd.Series(dtype="string")]),
        tuple(p.notes for p in parts if p.notes is not None),
        tuple(p.record for p in parts),
        tuple(file_notes),
        tuple(origins),
    )
    return _hide_places(reading, [*(p.name for p in paths), *skipped])


def _hide_places(reading: Reading, files: Sequence[str]) -> Reading:
    """Return the same with names of files and sheets that name nobody.

    The files must be read first: whose names to look for is known only then.
    """
    names = collect_names(reading.frames)

    def hide(text: str) -> str:
        return hide_people(text, names)

    berkas = label_all(files, hide)
    inside: dict[str, list[str]] = {}
    for place in (*reading.sheets, *reading.file_notes):
        inside.setdefault(place.berkas, []).append(place.lembar)
    lembar = {name: label_all(sheets, hide) for name, sheets in inside.items()}
    return replace(
        reading,
        sheets=tuple(
            replace(s, berkas=berkas[s.berkas], lembar=lembar[s.berkas][s.lembar])
            for s in reading.sheets
        ),
        file_notes=tuple(
            replace(
                n, berkas=berkas[n.berkas], lembar=lembar[n.berkas][n.lembar],
                rincian=hide(n.rincian),
            )
            for n in reading.file_notes
        ),
        origins=tuple(replace(o, berkas=berkas[o.berkas]) for o in reading.origins),
    )  # fmt: skip


def _read_file(raw: RawFile, lookup: Lookup, *, first: int, year: int) -> list[_Part]:
    matches = [
        None if sheet.hidden else find_header(sheet.head(HEAD_ROWS + 1), lookup)
        for sheet in raw.sheets
    ]
    beside = _beside_data(raw, matches)
    parts = []
    for number, (sheet, match) in enumerate(zip(raw.sheets, matches, strict=True), first):
        parts.append(
            _read_sheet(raw, sheet, match, number, year=year)
            if match and sheet.name not in beside
            else _skip(raw, sheet, number, template=sheet.name in beside)
        )
    used = [p for p in parts if p.frame is not None]
    if not used:
        raise Refused("BERKAS-TIDAK-DIKENAL", rincian=f"{len(parts)} lembar diperiksa")
    empty_allowed = all(LAYOUTS[p.record.table].may_be_empty for p in used)
    if not empty_allowed and all(p.frame is None or p.frame.empty for p in used):
        data_rows = sum(
            p.notes["kode"].eq("CSV-JUMLAH-KOLOM").sum() for p in used if p.notes is not None
        )
        if not data_rows:
            raise Refused("BERKAS-TANPA-BARIS", lembar=used[0].record.lembar)
    return parts


def _beside_data(raw: RawFile, matches: Sequence[Match | None]) -> frozenset[str]:
    """Return the sheets of a filled template that are not its data.

    They are known by their names, but only where another sheet is a register: whoever calls the
    only sheet of a file "Contoh" has data in it.
    """
    named = {s.name for s in raw.sheets if s.name.strip().title() in TEMPLATE_SHEETS}
    registers = [
        s.name
        for s, m in zip(raw.sheets, matches, strict=True)
        if m and m.layout.register and s.name not in named
    ]
    return frozenset(named if registers else ())


def _skip(raw: RawFile, sheet: Sheet, number: int, *, template: bool) -> _Part:
    label = UNUSED[2] if template else UNUSED[1] if sheet.hidden else UNUSED[0]
    record = SheetRecord(number, raw.name, sheet.name, label, sheet.n_rows)
    if not sheet.n_rows:
        return _Part(record)
    kode = "LEMBAR-TERSEMBUNYI" if sheet.hidden else "LEMBAR-LAIN"
    kode = "LEMBAR-TEMPLAT" if template else kode
    return _Part(record, remarks=(FileNote(raw.name, sheet.name, "", kode),))


def _read_sheet(raw: RawFile, sheet: Sheet, match: Match, number: int, *, year: int) -> _Part:
    if match.missing:
        raise Refused("KOLOM-HILANG", lembar=sheet.name, rincian=describe_missing(match))
    if match.duplicated:
        raise Refused("KOLOM-GANDA", lembar=sheet.name, rincian=", ".join(match.duplicated))
    try:
        extract = extract_rows(sheet, match, number)
        frame, notes = type_rows(extract, year=year, date1904=sheet.date1904)
    except Refused as verdict:
        column = match.headers.get(verdict.rincian)
        detail = f"kolom {column}" if column else verdict.rincian
        raise Refused(verdict.kode, lembar=sheet.name, rincian=detail) from None
    record = SheetRecord(
        number, raw.name, sheet.name, match.label, sheet.n_rows, match.layout.table,
        match.row + match.height, match.headers,
    )  # fmt: skip
    codes = {
        "KOLOM-TAMBAHAN": bool(match.extra),
        "BARIS-TERSEMBUNYI": bool(sheet.hidden_rows),
        "LEMBAR-TANPA-BARIS": frame.empty and not match.layout.register,
        "DAFTAR-KOSONG": frame.empty and match.layout.register,
        "ESELON-TAK-ADA": match.label == DATA_ASN_LAMA,
    }
    remarks = [FileNote(raw.name, sheet.name, "", kode) for kode, seen in codes.items() if seen]
    return _Part(record, frame, notes, extract.aside, tuple(remarks))
