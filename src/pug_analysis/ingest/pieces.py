"""A period of any size in bounded memory: files block by block, then people bucket by bucket.

The rules are those of a build in memory, and so are the results. First every file is streamed into
a private spool in ``.pug``; then the people of one bucket after the other are finished and appended.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.assemble import Common
from pug_analysis.ingest.bucket import Finished, Work, finish_bucket, read_wanted
from pug_analysis.ingest.files.raw_folder import weigh_file
from pug_analysis.ingest.kept import processed_folder, processed_tables
from pug_analysis.ingest.kept.officer_workbooks import write_workbooks
from pug_analysis.ingest.kept.people_account import build_orang
from pug_analysis.ingest.kept.row_account import (
    build_neraca,
    check_listing,
    list_file_notes,
    note_overlaps,
    sort_findings,
)
from pug_analysis.ingest.kept.spool import Spool
from pug_analysis.ingest.layouts.headers import build_lookup
from pug_analysis.ingest.people.everybody import (
    Crowd,
    digest_names,
    read_births,
    read_crowd,
    read_spellings,
)
from pug_analysis.ingest.people.fingerprints import short_digest, write_digests
from pug_analysis.ingest.reading.file_records import FileNote, Listing, hide_places
from pug_analysis.ingest.reading.name_columns import judge_columns, list_stray_names
from pug_analysis.ingest.reading.names import hide_people
from pug_analysis.ingest.reading.period import merge_listings, read_file
from pug_analysis.ingest.settings import find_idle_settings, hide_settings, name_units
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.leftovers import open_spool, remove_spool, spool_folder
from pug_analysis.terms.kalender import Periode

_TEXT = frozenset({".csv", ".txt", ".tsv", ".htm", ".html"})
#: What is not text is packed about so much.
_PACKED = 10


@dataclass(frozen=True, slots=True)
class Pieces:
    """From what size on a folder is built in pieces, and how large these are.

    Attributes
    ----------
    limit : bytes of raw files beyond which a folder is built in pieces; packed ones count tenfold
    rows : most rows of a csv or parquet file that are in memory at once
    bucket : bytes of raw files whose people are finished together
    processes : how many work side by side
    """

    limit: int = 200 * 2**20
    rows: int = 100_000
    bucket: int = 128 * 2**20
    processes: int = 2


def weigh_files(paths: Iterable[Path]) -> int:
    """Return the bytes of files, packed ones tenfold."""
    return sum(weigh_file(p) * (1 if p.suffix.lower() in _TEXT else _PACKED) for p in paths)


def build_in_pieces(
    workspace: Path,
    periode: Periode,
    files: Sequence[Path],
    *,
    config: Config,
    pieces: Pieces,
    skipped: Sequence[str] = (),
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, Mapping[str, pd.DataFrame]]:
    """Build a period as :func:`~pug_analysis.ingest.build.build_periode` does, in bounded memory.

    Parameters
    ----------
    workspace : folder with ``data/raw``
    periode : report period
    files : raw files, in order
    config : settings
    pieces : sizes
    skipped : names beside the files that are not read

    Returns
    -------
    tuple
        the row account, the findings, the account of people, and the tables, which are read when
        they are asked for.
    """
    with processed_folder.writing("data/processed"):
        stage = processed_folder.open_processed_stage(workspace, periode)
        try:
            open_spool(workspace, periode)
            accounts = _build(
                workspace, periode, files, stage, config=config, pieces=pieces, skipped=skipped
            )
            processed_folder.put_in_place(workspace, periode)
        finally:
            # What is left holds personal data, whatever happened.
            shutil.rmtree(stage, ignore_errors=True)
            remove_spool(workspace, periode)
    folder = processed_folder.processed_folder(workspace, periode)
    return *accounts, processed_tables.StoredTables(folder, periode, TABLES.values())


def _build(
    workspace: Path, periode: Periode, files: Sequence[Path], stage: Path, *, config: Config,
    pieces: Pieces, skipped: Sequence[str],
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:  # fmt: skip
    key = processed_folder.find_key(workspace)
    buckets = max(1, -(-weigh_files(files) // pieces.bucket))
    spool = Spool(spool_folder(workspace, periode), buckets, key)
    reading = partial(_read_one, spool=spool, config=config, year=periode.year, rows=pieces.rows)
    listings = list(_each(reading, list(enumerate(files)), pieces.processes))
    listing = merge_listings(listings, spool, skipped=skipped)
    stray = list_stray_names(listing)
    digest_names(stray, key).to_feather(spool.folder / "lain.nama", compression="lz4")
    crowd = read_crowd(spool.list("nama"), key)
    listing = hide_places(listing, [*(p.name for p in files), *skipped], crowd.names)
    listing = judge_columns(listing, crowd.names)
    check_listing(listing, periode)
    if processed_folder.lost_key(workspace, periode):
        lost = FileNote(".pug/kunci", "", "", "KUNCI-BARU")
        listing = replace(listing, file_notes=(*listing.file_notes, lost))
    with processed_folder.writing(".pug"):
        processed_folder.read_key(workspace, fresh=key)
    hide = lru_cache(2**17)(partial(hide_people, names=crowd.names))
    spellings = read_spellings(spool.list("unit"), hide, config=hide_settings(config, hide))
    work = Work(
        spool, spool.folder, listing.sheets, crowd.names, crowd.twins, spellings, read_wanted(spool),
        config, periode.cutoff,
    )  # fmt: skip
    finished = _finish_all(work, pieces.processes)
    neraca = build_neraca(listing.sheets, _add_counts(finished))
    orang = build_orang(listing.sheets, pd.concat([f.orang for f in finished]), neraca)
    parts = [pd.read_feather(f.findings) for f in finished]
    idle = find_idle_settings(
        config, listing.sheets, orang, offices=partial(_list_offices, spool, hide)
    )
    first = list_file_notes((*listing.file_notes, *note_overlaps(listing.sheets, neraca), *idle))
    temuan = sort_findings(pd.concat([first, *(p.astype(first.dtypes) for p in parts)]))
    _write_tables(stage, finished)
    processed_folder.write_table(neraca, stage / "neraca.parquet")
    processed_folder.write_table(orang, stage / "neraca_orang.parquet")
    processed_folder.write_table(temuan, stage / "temuan.parquet")
    write_workbooks(temuan, stage, orang=orang)
    births = read_births(spool.list("hari"))
    with processed_folder.writing(".pug/sidik"):
        _write_digests(workspace, periode, crowd, finished, births, key)
    processed_folder.write_origin(stage, listing.origins, config, key)
    return neraca, temuan, orang


def _list_offices(spool: Spool, hide: Callable[[str], str]) -> set[str]:
    units = (pd.read_feather(path) for path in spool.list("unit"))
    return name_units(units, spool.read(spool.buckets)[0], hide=hide)


def _each(
    function: Callable[..., Any], jobs: Sequence[Any], processes: int, *setup: Any
) -> Iterator[Any]:
    """Apply a function to jobs, in order, in processes of their own where there are several."""
    if processes == 1 or len(jobs) < 2:
        if setup:
            setup[0](*setup[1:])
        yield from map(function, jobs)
        return
    start, given = (setup[0], setup[1:]) if setup else (None, ())
    others = set(active_children())
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=start, initargs=given
    ) as pool:
        try:
            yield from pool.map(function, jobs)
        except BaseException:
            # Whoever stops the program does not wait until a file of millions of rows is read.
            for worker in set(active_children()) - others:
                worker.terminate()
            pool.shutdown(cancel_futures=True)
            raise


def _read_one(
    job: tuple[int, Path], *, spool: Spool, config: Config, year: int, rows: int
) -> Listing:
    place, path = job
    with _no_collection():
        return read_file(path, place, spool, build_lookup(config), year=year, rows=rows)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Leave cycles alone for a while: millions of records would be searched for them in vain."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _finish_all(work: Work, processes: int) -> list[Finished]:
    """Finish the people bucket by bucket, then the registers, which need to know some of them."""
    finished = list(_each(_finish_one, range(work.spool.buckets), processes, _prepare, work))
    people = pd.concat([f.people for f in finished])
    common = Common(
        partial(hide_people, names=work.names),
        work.tables,
        people=people,
        seen=frozenset().union(*(f.seen for f in finished)),
        offices=tuple(dict.fromkeys(o for f in finished for o in f.offices)),
    )
    return [*finished, finish_bucket(work, work.spool.buckets, common)]


#: What a process needs for every bucket; it is given once.
_at_hand: dict[str, tuple[Work, Common]] = {}


def _prepare(work: Work) -> None:
    hide = lru_cache(2**17)(partial(hide_people, names=work.names))
    _at_hand["work"] = work, Common(hide, work.tables, spellings=work.spellings, twins=work.twins)


def _finish_one(bucket: int) -> Finished:
    work, common = _at_hand["work"]
    return finish_bucket(work, bucket, common)


def _add_counts(finished: Sequence[Finished]) -> pd.DataFrame:
    counts = pd.concat([f.counts for f in finished])
    return counts.groupby(level=0).sum()


def _write_tables(stage: Path, finished: Sequence[Finished]) -> None:
    for name in TABLES:
        parts = [f.tables[name] for f in finished if name in f.tables]
        processed_tables.write_parts(parts, name, stage / f"{name}.parquet")


def _write_digests(
    workspace: Path,
    periode: Periode,
    crowd: Crowd,
    finished: Sequence[Finished],
    births: Iterable[date],
    key: bytes,
) -> None:
    digests = dict(crowd.digests)
    for kind in ("nip", "nip15"):
        digests[kind] = np.unique(np.concatenate([np.load(f.digests[kind]) for f in finished]))
    days = sorted(short_digest(key, "birth", day.isoformat()) for day in births)
    digests["birth"] = np.array(days, dtype="uint64")
    write_digests(workspace, periode, digests, lengths=crowd.lengths, key=key)
