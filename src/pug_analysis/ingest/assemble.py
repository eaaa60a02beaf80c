"""Typed rows -> the tables of the schema, with the fate of every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.kept.unused_trainings import list_unused_trainings
from pug_analysis.ingest.people.twins import list_twins, note_twins
from pug_analysis.ingest.reading.names import (
    collect_names,
    hide_in_frames,
    hide_numbers,
    hide_people,
)
from pug_analysis.ingest.reading.period import Reading
from pug_analysis.ingest.reading.typed import settle
from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.ingest.settings import hide_settings
from pug_analysis.ingest.tables import registers, riwayat, rules
from pug_analysis.ingest.tables.free_text import FREE_TEXT
from pug_analysis.ingest.tables.pegawai import Notes, build_pegawai
from pug_analysis.ingest.tables.riwayat import TRAINING
from pug_analysis.ingest.tables.schema import TABLES, UNUSED
from pug_analysis.ingest.values.cells import note
from pug_analysis.ingest.values.status import find_others
from pug_analysis.ingest.values.unique import map_unique

#: Histories in the order in which they are built: the first ones are needed by the later.
_HISTORIES: Final = (
    "golongan", "jabatan", "diklat", "kursus", "pendidikan", "cltn", "pindah", "penghargaan",
    *REGISTERS,
)  # fmt: skip

#: Dates that tell which of two rows of one person is newer.
_NEWEST: Final = {
    "pegawai": ["tmt_golongan", "tmt_jabatan"],
    "pemberhentian": ["tmt_pemberhentian"],
}


@dataclass(frozen=True, slots=True)
class Common:
    """What is known of all rows together, where a reading holds only those of some people.

    Attributes
    ----------
    hide : returns a text that names nobody
    tables : the tables that were read at all
    spellings : by table, see :func:`~pug_analysis.ingest.tables.pegawai.choose_spellings`; none where the
        reading holds all rows of a table
    people : ``nip, status_asn, tmt_cpns`` of others who may have rows here
    seen : NIPs of others with a row, used or not
    offices : perangkat daerah of the staff list, where that is not here
    twins : hashes of people under several NIPs, see :mod:`~pug_analysis.ingest.people.twins`; None where
        the reading holds the whole staff list
    """

    hide: Callable[[str], str]
    tables: frozenset[str]
    spellings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    people: pd.DataFrame | None = None
    seen: frozenset[str] = frozenset()
    offices: tuple[str, ...] = ()
    twins: np.ndarray | None = None


def assemble(
    reading: Reading, *, config: Config, cutoff: date, common: Common | None = None
) -> tuple[dict[str, pd.DataFrame], Notes]:
    """Return the used rows of every table by row address (still with ``nip``), and all findings.

    Parameters
    ----------
    reading : what was read; rows that its findings take out do not come any further
    config : settings
    cutoff : day of the report; nothing after it is used
    common : what is known of all rows, if the reading does not hold them all
    """
    early = list(reading.notes)
    if common is None:
        hide = partial(hide_people, names=collect_names(reading.frames, reading.others))
        common = Common(hide, frozenset(reading.frames))
    config = hide_settings(config, common.hide)
    frames, private = hide_in_frames(reading.frames, common.hide)
    notes = [*early, *private]
    if "pegawai" in reading.frames:
        listed = reading.frames["pegawai"]
        twins = list_twins(listed) if common.twins is None else common.twins
        notes.append(note_twins(listed, twins))
    if "pegawai" in frames:
        early, notes = set_others_aside(frames["pegawai"], early, notes)
    alive = {t: settle(f, early) for t, f in frames.items()}
    tables: dict[str, pd.DataFrame] = {}
    if "pegawai" in alive:
        built, found = build_pegawai(alive["pegawai"], config=config, cutoff=cutoff,
                                     spellings=common.spellings.get("pegawai"))  # fmt: skip
        found += rules.check_person(built)
        tables["pegawai"] = _finish(built, "pegawai", found, notes, cutoff=cutoff)
    if "pemberhentian" in alive:
        built, found = riwayat.build_pemberhentian(alive["pemberhentian"])
        tables["pemberhentian"] = _finish(built, "pemberhentian", found, notes, cutoff=cutoff)
    people = list_people(tables) if common.people is None else common.people
    seen = list_seen(reading) | common.seen
    for table in _HISTORIES:
        if table not in alive:
            continue
        built, found = _build_history(table, alive[table], people, tables, config, common)
        rows = _finish(built, table, found, notes, cutoff=cutoff, membership=(people, seen),
                       check_members="pegawai" in common.tables)  # fmt: skip
        tables[table] = _check_together(rows, table, notes)
    if TRAINING.keys() & common.tables:
        tables[UNUSED] = list_unused_trainings(reading, frames, notes, people["nip"])
    return tables, notes


def set_others_aside(people: pd.DataFrame, early: Notes, notes: Notes) -> tuple[Notes, Notes]:
    """Return both lists of findings with the rows of people who are no ASN told as such.

    What else is wrong with such a row (honorer have no NIP) is no fault of the staff list.
    """
    others = people.index[find_others(people)]
    if others.empty:
        return early, notes
    told = note(others, "status_cpns_pns", "BARIS-BUKAN-ASN")
    kept = [[n[~n["alamat"].isin(others)] for n in found] for found in (early, notes)]
    return [*kept[0], told], [*kept[1], told]


def list_seen(reading: Reading) -> frozenset[str]:
    """Return the NIPs of everybody with a row in a list of people, used or not."""
    frames = [reading.frames[t] for t in _NEWEST if t in reading.frames]
    nips = {n for frame in frames for n in frame["nip"].unique()} | set(reading.aside)
    return frozenset(nips - {""})


def list_people(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return ``nip, status_asn, tmt_cpns`` of everybody who may have a history."""
    columns = ["nip", "status_asn", "tmt_cpns"]
    parts = [tables[t][columns] for t in ("pegawai", "pemberhentian") if t in tables]
    if not parts:
        return pd.DataFrame({c: [] for c in columns}).astype({"tmt_cpns": "datetime64[ns]"})
    return pd.concat(parts).drop_duplicates("nip")


def _build_history(
    table: str,
    frame: pd.DataFrame,
    people: pd.DataFrame,
    tables: dict[str, pd.DataFrame],
    config: Config,
    common: Common,
) -> tuple[pd.DataFrame, Notes]:
    if table == "golongan":
        status = frame["nip"].map(people.set_index("nip")["status_asn"])
        pppk = status.astype("string").str.startswith("PPPK").fillna(frame["pppk"]).astype(bool)
        return riwayat.build_golongan(frame, pppk)
    if table == "jabatan":
        spellings = common.spellings.get("jabatan")
        return riwayat.build_jabatan(frame, _grades(tables), config=config, spellings=spellings)
    if table in ("diklat", "kursus"):
        return riwayat.build_training(frame, table)
    if table == "pendidikan":
        return riwayat.build_pendidikan(frame)
    if table == "penghargaan":
        return riwayat.build_penghargaan(frame)
    if table in REGISTERS:
        offices = (
            tables["pegawai"]["perangkat_daerah"].unique()
            if "pegawai" in tables
            else (common.offices)
        )
        return registers.build_register(frame, table, config=config, offices=offices)
    return riwayat.build_simple(frame, table)


def _grades(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    columns = ["nip", "tmt_golongan", "golongan"]
    parts = [tables[t][columns] for t in ("golongan", "pegawai") if t in tables]
    return pd.concat(parts) if parts else pd.DataFrame({c: [] for c in columns})


def _finish(
    built: pd.DataFrame,
    table: str,
    found: Notes,
    notes: Notes,
    *,
    cutoff: date,
    membership: tuple[pd.DataFrame, Set[str]] | None = None,
    check_members: bool = False,
) -> pd.DataFrame:
    """Apply the rules that all tables share, in order; a row leaves at the first that takes it."""
    found = [
        *found,
        *rules.check_required_dates(built, table),
        *rules.check_intervals(built, table),
    ]
    if membership:
        start = membership[0].set_index("nip")["tmt_cpns"]
        found += rules.check_appointment(built, table, start)
    rows = settle(built, found)
    period = rules.check_period(rows, table, cutoff=cutoff)
    rows = settle(rows, period)
    members: Notes = []
    if membership and check_members:
        members = rules.check_membership(rows, set(membership[0]["nip"]), membership[1])
        rows = settle(rows, members)
    repeats = rules.merge_repeats(rows, table)
    rows = settle(rows, repeats)
    acting: Notes = []
    if table == "pegawai":
        acting = rules.put_acting_aside(rows)
        rows = settle(rows, acting)
        acting = [*acting, *rules.check_posts(rows)]
    newest = rules.choose_newest(rows, _NEWEST[table]) if table in _NEWEST else []
    notes.extend([*found, *period, *members, *repeats, *acting, *newest])
    return settle(rows, newest)


def _check_together(rows: pd.DataFrame, table: str, notes: Notes) -> pd.DataFrame:
    """Apply the rules that compare the rows of a table with each other."""
    if table in REGISTERS:
        twice = registers.check_together(rows, table)
        notes.extend(twice)
        return settle(rows, twice)
    if table != "golongan":
        return rows
    same = rules.check_same_day(rows)
    rows = settle(rows, same)
    ladder = rules.check_ladder(rows)
    notes.extend([*same, *ladder])
    return settle(rows, ladder)


def to_schema(rows: pd.DataFrame | None, table: str, ids: dict[str, str]) -> pd.DataFrame:
    """Return used rows with exactly the schema's columns and types, in a stable order.

    Parameters
    ----------
    rows : used rows with ``nip``, or None if the input was not there
    table : name of the table
    ids : pseudonym by NIP
    """
    spec = TABLES[table]
    if rows is None:
        return spec.without_rows()
    rows = rows.assign(pegawai_id=rows["nip"].map(ids))
    out = pd.DataFrame(index=rows.index)
    for column in spec.columns:
        free = column.name in FREE_TEXT[table]
        values = rows[column.name]
        out[column.name] = map_unique(values, hide_numbers) if free else values
    for column in spec.columns:
        if column.kind == "text":
            out[column.name] = out[column.name].astype("string").fillna("")
    out = out.astype(spec.dtypes)
    order = [c for c in out if out[c].dtype != "boolean"]
    return out.sort_values(order, kind="stable").reset_index(drop=True)
