"""The people of one bucket, from typed rows to finished tables on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.assemble import Common, assemble, list_people, list_seen, to_schema
from pug_analysis.ingest.kept import processed_folder
from pug_analysis.ingest.kept.people_account import count_people
from pug_analysis.ingest.kept.row_account import count_rows, place_findings
from pug_analysis.ingest.kept.spool import Spool
from pug_analysis.ingest.people.fingerprints import EXACT_DIGITS, short_digest
from pug_analysis.ingest.reading.file_records import SheetRecord
from pug_analysis.ingest.reading.names import Names
from pug_analysis.ingest.reading.period import Reading
from pug_analysis.ingest.tables.schema import TABLES


@dataclass(frozen=True, slots=True)
class Work:
    """What is known before the first bucket is finished.

    Attributes
    ----------
    spool : typed rows
    folder : private folder for what is finished
    sheets : what was read
    names : of all people
    twins : hashes of people under several NIPs
    spellings : of perangkat daerah by table
    wanted : NIPs in the registers, which come last
    config : settings
    cutoff : day of the report
    """

    spool: Spool
    folder: Path
    sheets: tuple[SheetRecord, ...]
    names: Names
    twins: np.ndarray
    spellings: Mapping[str, Mapping[str, str]]
    wanted: frozenset[str]
    config: Config
    cutoff: date

    @property
    def tables(self) -> frozenset[str]:
        """The tables that were read at all."""
        return frozenset(s.table for s in self.sheets if s.table)


@dataclass(frozen=True, slots=True)
class Finished:
    """What a bucket gave: files of tables, findings and digests; counts of rows and people; who is wanted.

    ``people`` are ``nip, status_asn, tmt_cpns`` of those in the registers, ``seen`` the NIPs among
    them with any row.
    """

    tables: dict[str, Path]
    findings: Path
    digests: dict[str, Path]
    counts: pd.DataFrame
    orang: pd.DataFrame
    people: pd.DataFrame
    seen: frozenset[str]
    offices: tuple[str, ...]


def read_wanted(spool: Spool) -> frozenset[str]:
    """Return the NIPs in the registers."""
    frames = spool.read(spool.buckets)[0].values()
    return frozenset(n for frame in frames for n in frame["nip"].unique())


def finish_bucket(work: Work, bucket: int, common: Common) -> Finished:
    """Apply all rules to the rows of a bucket and write what comes out.

    Parameters
    ----------
    work : what is known of the whole
    bucket : its number; the last one holds the registers
    common : what the rules must know of all people
    """
    frames, aside, notes = work.spool.read(bucket)
    reading = Reading(frames, aside, tuple(notes), work.sheets, (), ())
    used, found = assemble(reading, config=work.config, cutoff=work.cutoff, common=common)
    stem = work.folder / f"{bucket:06d}"
    findings = Path(f"{stem}.catatan")
    place_findings(reading, found).to_feather(findings, compression="lz4")
    key = work.spool.key
    nips = pd.unique(pd.concat([aside, *(f["nip"] for f in frames.values())]))
    ids = processed_folder.make_ids(filter(None, nips), key)
    tables = {}
    for name in TABLES:
        if name in used:
            tables[name] = Path(f"{stem}.{name}")
            to_schema(used[name], name, ids).to_feather(tables[name], compression="lz4")
    people, office = list_people(used), used.get("pegawai")
    return Finished(
        tables,
        findings,
        _write_digests(nips, stem, key),
        count_rows(found, used),
        count_people(reading, found, used, config=work.config),
        people[people["nip"].isin(work.wanted)],
        list_seen(reading) & work.wanted,
        () if office is None else tuple(office["perangkat_daerah"].unique()),
    )


def _write_digests(nips: np.ndarray, stem: Path, key: bytes) -> dict[str, Path]:
    """Write the digests of the NIPs of a bucket, and of their beginnings."""
    whole = [n for n in nips if len(n) > EXACT_DIGITS]
    paths = {}
    for kind, texts in (("nip", whole), ("nip15", {n[:EXACT_DIGITS] for n in whole})):
        paths[kind] = Path(f"{stem}.{kind}.npy")
        digests = sorted(short_digest(key, kind, text) for text in texts)
        np.save(paths[kind], np.array(digests, dtype="uint64"))
    return paths
