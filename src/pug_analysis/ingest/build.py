"""Raw files of a period -> processed tables, and the same without writing anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.ingest.assemble import assemble, to_schema
from pug_analysis.ingest.files.raw_folder import list_files, list_skipped
from pug_analysis.ingest.kept import processed_folder
from pug_analysis.ingest.kept.officer_workbooks import write_workbooks
from pug_analysis.ingest.kept.people_account import build_orang, count_people
from pug_analysis.ingest.kept.row_account import (
    build_neraca,
    build_temuan,
    check_listing,
    count_rows,
    note_overlaps,
)
from pug_analysis.ingest.people.fingerprints import collect_identifiers, write_fingerprints
from pug_analysis.ingest.pieces import Pieces, build_in_pieces, weigh_files
from pug_analysis.ingest.reading.file_records import FileNote, Listing, SheetRecord
from pug_analysis.ingest.reading.names import hide_numbers
from pug_analysis.ingest.reading.period import Reading, read_all
from pug_analysis.ingest.settings import find_idle_settings, list_offices
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.terms.kalender import Periode

#: Checking files without a report period: nothing lies after the first, and the second tells the
#: century of years of two digits.
_NO_CUTOFF = date(2200, 12, 31)
_PIVOT_YEAR = 2035
_USUAL = Pieces()


@dataclass(frozen=True, slots=True)
class Build:
    """What was built: the accounts of rows and of people, the findings, and the tables by name."""

    neraca: pd.DataFrame
    temuan: pd.DataFrame
    orang: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Check:
    """What was seen in raw files: recognised layouts, the accounts, and the findings."""

    layouts: pd.DataFrame
    neraca: pd.DataFrame
    temuan: pd.DataFrame
    orang: pd.DataFrame


def build_periode(
    workspace: Path, periode: Periode, *, config: Config, pieces: Pieces = _USUAL
) -> Build:
    """Build ``data/processed/<periode>`` from ``data/raw/<periode>``.

    All files are read before anything is refused, everything is written to a folder aside, and
    that folder takes the period's place by a rename: a failed build leaves the last good one.
    Folders of more than a province are built in pieces, in bounded memory, with the same results.

    Parameters
    ----------
    workspace : folder with ``data/raw``
    periode : report period; nothing after its cut-off is used
    config : settings
    pieces : from what size on a folder is built in pieces

    Raises
    ------
    DataError
        if there is nothing to read, a file is refused, the row account does not close, or the
        tables cannot be written.
    UsageError
        if the year lies outside 1990-2100, or there is no such semester.
    """
    processed_folder.check_periode(periode)
    files = _find_raw(workspace, periode)
    skipped = list_skipped(processed_folder.raw_folder(workspace, periode))
    if weigh_files(files) > pieces.limit:
        parts = build_in_pieces(
            workspace, periode, files, config=config, pieces=pieces, skipped=skipped
        )
        return Build(*parts)
    reading = read_all(files, config=config, year=periode.year, skipped=skipped)
    check_listing(Listing(reading.sheets, reading.file_notes, reading.origins), periode)
    if processed_folder.lost_key(workspace, periode):
        lost = FileNote(".pug/kunci", "", "", "KUNCI-BARU")
        reading = replace(reading, file_notes=(*reading.file_notes, lost))
    used, notes = assemble(reading, config=config, cutoff=periode.cutoff)
    neraca = build_neraca(reading.sheets, count_rows(notes, used))
    orang = build_orang(reading.sheets, count_people(reading, notes, used, config=config), neraca)
    reading = _note_whole(reading, neraca, orang, config)
    temuan = build_temuan(reading, notes)
    nips = pd.unique(pd.concat([f["nip"] for f in used.values()]))
    nips = nips[nips != ""]
    with processed_folder.writing(".pug"):
        key = processed_folder.read_key(workspace)
    ids = processed_folder.make_ids(nips, key)
    tables = {name: to_schema(used.get(name), name, ids) for name in TABLES}
    build = Build(neraca, temuan, orang, tables)
    with processed_folder.writing(".pug/sidik"):
        write_fingerprints(workspace, periode, collect_identifiers(reading), key=key)
    with processed_folder.writing("data/processed"):
        _write(workspace, periode, build, reading, config=config, key=key)
    return build


def check_paths(paths: Sequence[Path], *, config: Config, periode: Periode | None = None) -> Check:
    """Read raw files with the same rules as :func:`build_periode`, and write nothing.

    Parameters
    ----------
    paths : files, or folders whose files are read
    config : settings
    periode : report period; without it no row is after the cut-off

    Raises
    ------
    DataError
        if a path does not exist, or the row account does not close.
    UsageError
        if a period is given that no regency can have data of.
    """
    if periode is not None:
        processed_folder.check_periode(periode)
    files: list[Path] = []
    skipped: list[str] = []
    for path in paths:
        if not path.exists():
            raise DataError(f"Berkas atau folder tidak ditemukan: {hide_numbers(path.name)}")
        files.extend(list_files(path) if path.is_dir() else [path])
        skipped.extend(list_skipped(path) if path.is_dir() else [])
    year, cutoff = _PIVOT_YEAR, _NO_CUTOFF
    if periode is not None:
        year, cutoff = periode.year, periode.cutoff
    reading = read_all(files, config=config, year=year, skipped=skipped)
    used, notes = assemble(reading, config=config, cutoff=cutoff)
    neraca = build_neraca(reading.sheets, count_rows(notes, used))
    orang = build_orang(reading.sheets, count_people(reading, notes, used, config=config), neraca)
    some = not any(path.is_dir() for path in paths)
    reading = _note_whole(reading, neraca, orang, config, some_files=some)
    return Check(_describe_layouts(reading.sheets), neraca, build_temuan(reading, notes), orang)


def raw_periods(workspace: Path) -> list[Periode]:
    """Return the periods that have a folder with data in ``data/raw``, in order of time."""
    raw = workspace / "data" / "raw"
    if not raw.is_dir():
        return []
    named = {p: Periode.from_name(p.name) for p in raw.iterdir() if p.is_dir()}
    return sorted(periode for p, periode in named.items() if periode and list_files(p))


def _note_whole(
    reading: Reading,
    neraca: pd.DataFrame,
    orang: pd.DataFrame,
    config: Config,
    *,
    some_files: bool = False,
) -> Reading:
    """Add the findings that need all rows: lists that overlap, and settings that match nothing."""
    overlaps = note_overlaps(reading.sheets, neraca)
    idle = find_idle_settings(
        config, reading.sheets, orang, offices=lambda: list_offices(reading), some_files=some_files
    )
    return replace(reading, file_notes=(*reading.file_notes, *overlaps, *idle))


def _find_raw(workspace: Path, periode: Periode) -> list[Path]:
    folder = processed_folder.raw_folder(workspace, periode)
    files = list_files(folder) if folder.is_dir() else []
    if not files:
        raise DataError(
            f"Folder data/raw/{periode.name} belum berisi data. Letakkan di sana ekspor SIASN"
            f" {processed_folder.describe_periode(periode)}: Data ASN (PNS, PPPK) dan riwayat golongan,"
            " jabatan, diklat, kursus, pendidikan, pemberhentian (.xlsx atau .csv)."
        )
    return files


def _write(
    workspace: Path, periode: Periode, build: Build, reading: Reading, *, config: Config, key: bytes
) -> None:
    stage = processed_folder.open_processed_stage(workspace, periode)
    for name, table in build.tables.items():
        processed_folder.write_table(table, stage / f"{name}.parquet")
    processed_folder.write_table(build.neraca, stage / "neraca.parquet")
    processed_folder.write_table(build.orang, stage / "neraca_orang.parquet")
    processed_folder.write_table(build.temuan, stage / "temuan.parquet")
    write_workbooks(build.temuan, stage, orang=build.orang)
    processed_folder.write_origin(stage, reading.origins, config, key)
    processed_folder.put_in_place(workspace, periode)


def _describe_layouts(sheets: Sequence[SheetRecord]) -> pd.DataFrame:
    rows = [
        {
            "berkas": s.berkas,
            "lembar": s.lembar,
            "tata_letak": s.tata_letak,
            "baris_kepala": s.baris_kepala,
            "kolom_terpetakan": ", ".join((s.headers or {}).values()),
            "kolom_hilang": ", ".join(s.missing),
        }
        for s in sheets
    ]
    columns = ["berkas", "lembar", "tata_letak", "baris_kepala", "kolom_terpetakan", "kolom_hilang"]
    return pd.DataFrame(rows, columns=columns)
