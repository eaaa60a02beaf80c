"""Read all raw files of a year into typed rows by table, with a record of every sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from pathlib import Path

import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.files.raw_file import RawFile, open_file
from pug_analysis.ingest.files.sheets import Sheet
from pug_analysis.ingest.layouts.headers import (
    HEAD_ROWS,
    MAX_HEIGHT,
    Lookup,
    Match,
    build_lookup,
    describe_missing,
    find_header,
)
from pug_analysis.ingest.layouts.known import DATA_ASN_LAMA, LAYOUTS
from pug_analysis.ingest.reading.blocks import Keeper, Memory, read_blocks
from pug_analysis.ingest.reading.file_records import (
    FileNote,
    FileOrigin,
    Listing,
    SheetRecord,
    hide_places,
)
from pug_analysis.ingest.reading.name_columns import judge_columns, list_stray_names
from pug_analysis.ingest.reading.names import collect_names
from pug_analysis.ingest.reading.other_names import find_name_columns, join_others, no_others
from pug_analysis.ingest.values.refused import Refused

#: How sheets that are not read are called in the row account.
UNUSED_STATES: tuple[str, str, str] = ("tidak dikenali", "tersembunyi", "lembar templat")
#: Sheets that stand beside the sheet "Data" in the templates: an example, lists, explanations.
TEMPLATE_SHEETS = ("Contoh", "Daftar", "Petunjuk")

#: A list is taken for that of an earlier year up to so many years after its last date.
_FORGOTTEN = 5
#: Room for the numbers of the sheets of a file.
_SHEETS_PER_FILE = 10_000


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read: typed rows by table, findings, sheets, files.

    ``aside`` holds, by row address, the NIPs of records that were put aside before typing;
    ``others`` the names in columns that are not read (``nama, nip``).
    """

    frames: dict[str, pd.DataFrame]
    aside: pd.Series
    notes: tuple[pd.DataFrame, ...]
    sheets: tuple[SheetRecord, ...]
    file_notes: tuple[FileNote, ...]
    origins: tuple[FileOrigin, ...]
    others: pd.DataFrame = dataclass_field(default_factory=no_others)


@dataclass(frozen=True, slots=True)
class _Part:
    record: SheetRecord
    n_data: int = 0
    n_shifted: int = 0
    remarks: tuple[FileNote, ...] = ()


def read_all(
    paths: Sequence[Path], *, config: Config, year: int, skipped: Sequence[str] = ()
) -> Reading:
    """Read all files into memory; a refused file leaves a finding and nothing else.

    Parameters
    ----------
    paths : files, in order
    config : settings (own column names)
    year : report year, for years of two digits
    skipped : names beside the files that look like data and are not read
    """
    memory = Memory()
    listing = read_files(paths, memory, config=config, year=year, skipped=skipped)
    blocks = [block for number in sorted(memory.blocks) for block in memory.blocks[number]]
    by_table: dict[str, list[pd.DataFrame]] = {}
    for block in blocks:
        by_table.setdefault(block.table, []).append(block.frame)
    frames = {table: pd.concat(parts) for table, parts in by_table.items()}
    found = [b.others for b in blocks if b.others is not None]
    others = join_others([*found, list_stray_names(listing)])
    names = collect_names(frames, others)
    listing = hide_places(listing, [*(p.name for p in paths), *skipped], names)
    listing = judge_columns(listing, names)
    return Reading(
        frames,
        pd.concat([b.aside for b in blocks] or [pd.Series(dtype="string")]),
        tuple(b.notes for b in blocks),
        listing.sheets,
        listing.file_notes,
        listing.origins,
        others,
    )


def read_files(
    paths: Sequence[Path],
    keeper: Keeper,
    *,
    config: Config,
    year: int,
    skipped: Sequence[str] = (),
    rows: int | None = None,
) -> Listing:
    """Read all files, hand their typed rows to a keeper, and return what else is known of them.

    Parameters
    ----------
    paths : files, in order
    keeper : takes the rows of files that are not refused
    config : settings (own column names)
    year : report year, for years of two digits
    skipped : names beside the files that look like data and are not read
    rows : most rows of csv and parquet files that are in memory at once; None for whole files
    """
    lookup = build_lookup(config)
    listings = [
        read_file(path, place, keeper, lookup, year=year, rows=rows)
        for place, path in enumerate(paths)
    ]
    return merge_listings(listings, keeper, skipped=skipped)


def read_file(
    path: Path, place: int, keeper: Keeper, lookup: Lookup, *, year: int, rows: int | None
) -> Listing:
    """Read one file; a refused one leaves a finding and nothing else.

    Parameters
    ----------
    path : file
    place : its place among the files
    keeper, year, rows : as :func:`read_files`
    lookup : header keys of every layout
    """
    first = place * _SHEETS_PER_FILE
    try:
        raw = open_file(path, rows=rows)
        parts = _read_sheets_or_refuse(raw, lookup, keeper, first=first, year=year)
    except Refused as verdict:
        _forget_file(keeper, place)
        note = FileNote(path.name, verdict.lembar, "", verdict.kode, verdict.rincian)
        return Listing((), (note,), ())
    labels = tuple(p.record.tata_letak for p in parts)
    return Listing(
        tuple(p.record for p in parts),
        (
            *(FileNote(raw.name, "", "", kode) for kode in raw.codes),
            *(remark for p in parts for remark in p.remarks),
        ),
        (FileOrigin(raw.name, raw.sha256, raw.size, labels),),
    )


def merge_listings(
    listings: Sequence[Listing], keeper: Keeper, *, skipped: Sequence[str] = ()
) -> Listing:
    """Return what is known of all files; of two that are the same the second is refused.

    Parameters
    ----------
    listings : one per file, in order
    keeper : drops the rows of what is refused
    skipped : names beside the files that look like data and are not read
    """
    kept: list[Listing] = []
    digests: set[str] = set()
    for place, listing in enumerate(listings):
        known = {o.sha256 for o in listing.origins}
        if known & digests:
            _forget_file(keeper, place)
            note = FileNote(listing.origins[0].berkas, "", "", "BERKAS-GANDA")
            kept.append(Listing((), (note,), ()))
        else:
            digests |= known
            kept.append(listing)
    names = tuple(FileNote(name, "", "", "BERKAS-DILEWATI") for name in skipped)
    return Listing(
        tuple(s for one in kept for s in one.sheets),
        names + tuple(n for one in kept for n in one.file_notes),
        tuple(o for one in kept for o in one.origins),
    )


def _forget_file(keeper: Keeper, place: int) -> None:
    keeper.forget(place * _SHEETS_PER_FILE, (place + 1) * _SHEETS_PER_FILE - 1)


def _read_sheets_or_refuse(
    raw: RawFile, lookup: Lookup, keeper: Keeper, *, first: int, year: int
) -> list[_Part]:
    """Return the parts of a file.

    What is wrong with the bytes of a file is told before what is wrong with its cells, so a file
    that is read block by block is read to its end before its cells are blamed.
    """
    try:
        return _read_sheets(raw, lookup, keeper, first=first, year=year)
    except Refused:
        if raw.stream:
            for _ in raw.stream():
                pass
        raise


def _read_sheets(
    raw: RawFile, lookup: Lookup, keeper: Keeper, *, first: int, year: int
) -> list[_Part]:
    matches = [
        None if sheet.hidden else find_header(sheet.head(HEAD_ROWS + MAX_HEIGHT - 1), lookup)
        for sheet in raw.sheets
    ]
    beside = _beside_data(raw, matches)
    parts = []
    for number, (sheet, match) in enumerate(zip(raw.sheets, matches, strict=True), first):
        parts.append(
            _read_sheet(raw, sheet, match, number, keeper, year=year)
            if match and sheet.name not in beside
            else _skip(raw, sheet, number, template=sheet.name in beside)
        )
    used = [p for p in parts if p.record.table]
    if not used:
        raise Refused("BERKAS-TIDAK-DIKENAL", rincian=f"{len(parts)} lembar diperiksa")
    empty_allowed = all(LAYOUTS[p.record.table].may_be_empty for p in used)
    if not empty_allowed and not any(p.n_data or p.n_shifted for p in used):
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
    label = UNUSED_STATES[2] if template else UNUSED_STATES[1] if sheet.hidden else UNUSED_STATES[0]
    record = SheetRecord(number, raw.name, sheet.name, label, sheet.n_rows)
    if not sheet.n_rows:
        return _Part(record)
    kode = "LEMBAR-TERSEMBUNYI" if sheet.hidden else "LEMBAR-LAIN"
    kode = "LEMBAR-TEMPLAT" if template else kode
    return _Part(record, remarks=(FileNote(raw.name, sheet.name, "", kode),))


def _read_sheet(
    raw: RawFile, sheet: Sheet, match: Match, number: int, keeper: Keeper, *, year: int
) -> _Part:
    if match.missing:
        raise Refused("KOLOM-HILANG", lembar=sheet.name, rincian=describe_missing(match))
    if match.duplicated:
        raise Refused("KOLOM-GANDA", lembar=sheet.name, rincian=", ".join(match.duplicated))
    try:
        names = find_name_columns(sheet, match)
        seen = read_blocks(raw.blocks(sheet), match, number, keeper, year=year, names=names)
    except Refused as verdict:
        column = match.headers.get(verdict.rincian)
        detail = f"kolom {column}" if column else verdict.rincian
        raise Refused(verdict.kode, lembar=sheet.name, rincian=detail) from None
    record = SheetRecord(
        number, raw.name, sheet.name, match.label, seen.n_rows, match.layout.table,
        match.row + match.height, match.headers, keys=match.keys,
        labels=(*match.headers.values(), *match.extra), samples=seen.samples,
    )  # fmt: skip
    codes = {
        "KOLOM-TAMBAHAN": bool(match.extra),
        "BARIS-TERSEMBUNYI": bool(sheet.hidden_rows),
        "LEMBAR-TANPA-BARIS": not seen.n_data and not match.layout.register,
        "DAFTAR-KOSONG": not seen.n_data and match.layout.register,
        "DAFTAR-LAMA": 0 < seen.newest < year <= seen.newest + _FORGOTTEN,
        "ESELON-TAK-ADA": match.label == DATA_ASN_LAMA,
    }
    remarks = [FileNote(raw.name, sheet.name, "", kode) for kode, hit in codes.items() if hit]
    remarks += [
        FileNote(raw.name, sheet.name, match.headers[field], "KOLOM-TERSEMBUNYI")
        for field, column in match.columns.items()
        if column in sheet.hidden_columns
    ]
    return _Part(record, seen.n_data, seen.n_shifted, tuple(remarks))
