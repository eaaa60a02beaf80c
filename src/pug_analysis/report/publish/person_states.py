"""Whose data changed between two versions of a report, known by keyed digests alone.

Of every person of a period and every column of the staff list a digest is kept, and one of all rows
in each other table: enough to count by column whose data are no longer the same, and nothing else.
The text that is digested is made here, so that another release of pandas changes nothing.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.ingest.people.fingerprints import short_digest

#: One row per person, so that its columns are told apart.
_LIST: Final = "pegawai"
_ID: Final = "pegawai_id"
#: Of the digits of a pseudonym, as many as 64 bits hold.
_DIGITS: Final = 16
#: The kind of the digests, and of the one that tells whether a key is the same.
_KIND: Final = "keadaan orang"
_CHECK: Final = "keadaan orang, kunci"
_SEXES: Final = ("", "P", "L")


@dataclass(frozen=True, slots=True)
class PersonStates:
    """The people of a period: ``ids`` in order, ``sex`` (place in ``"", "P", "L"``), a digest by column.

    Each array has one element per person; a person without a row in a table has the digest 0.
    ``check`` tells with which key they were made.
    """

    check: int
    ids: np.ndarray
    sex: np.ndarray
    columns: Mapping[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Change:
    """That some people of one sex ("P", "L", "" for unknown) differ in a column, and how many."""

    column: str
    sex: str
    people: int


def digest_states(data: Data, *, key: bytes) -> PersonStates:
    """Digest what a period holds of each person.

    Parameters
    ----------
    data : the opened period
    key : secret key of the workspace
    """
    tables = {name: data.tables[name] for name in sorted(data.tables)}
    # Rows of registers that name nobody tell of nobody.
    of_people = {name: table[table[_ID] != ""] for name, table in tables.items() if _ID in table}
    ids, of_sex = _people(of_people)
    columns: dict[str, np.ndarray] = {}
    for name, table in of_people.items():
        rows = np.searchsorted(ids, _numbers(table[_ID]))
        told = {one: _digest_column(table, one, key=key) for one in table if one != _ID}
        if name == _LIST:
            active = table[_ID].isin(data.snapshot[_ID])
            told["bertugas"] = _digest_column(
                pd.DataFrame({"bertugas": active}), "bertugas", key=key
            )
            columns |= {one: _add_up(digests, rows, len(ids)) for one, digests in told.items()}
        else:
            # Another schema is another column: both are not compared.
            columns[f"{name} ({', '.join(told)})"] = _add_up(_join(told), rows, len(ids))
    return PersonStates(_check(key), ids, of_sex, columns)


def count_changes(before: PersonStates, after: PersonStates) -> list[Change] | None:
    """Count by column and sex the people whose data differ, and those who came or went.

    Returns
    -------
    One for each column and sex with anybody; None if the two cannot be compared, because the
    key or the columns are others.
    """
    if before.check != after.check or before.columns.keys() != after.columns.keys():
        return None
    ids = np.union1d(before.ids, after.ids)
    sex = np.maximum(_spread(before, before.sex, ids), _spread(after, after.sex, ids))
    changes = []
    for name in before.columns:
        moved = _spread(before, before.columns[name], ids) != _spread(
            after, after.columns[name], ids
        )
        people = np.bincount(sex[moved], minlength=len(_SEXES)).tolist()
        changes += [Change(name, s, n) for s, n in zip(_SEXES, people, strict=True) if n]
    return changes


def write_states(states: PersonStates) -> bytes:
    """Return states as the bytes of a file."""
    names = np.array([name.encode() for name in states.columns], dtype=np.bytes_)
    data = io.BytesIO()
    np.savez(
        data, check=np.array([states.check], dtype="uint64"), ids=states.ids, sex=states.sex,
        names=names, digests=np.array(list(states.columns.values()), dtype="uint64"),
    )  # fmt: skip
    return data.getvalue()


def read_states(data: bytes) -> PersonStates | None:
    """Read the bytes of :func:`write_states`; None if they are damaged."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            names = [name.decode() for name in stored["names"].tolist()]
            columns = dict(zip(names, stored["digests"], strict=True))
            return PersonStates(int(stored["check"][0]), stored["ids"], stored["sex"], columns)
    except (OSError, ValueError, KeyError, EOFError, IndexError, zipfile.BadZipFile):
        return None


def _people(tables: Mapping[str, pd.DataFrame]) -> tuple[np.ndarray, np.ndarray]:
    """Everybody whom a table names, in order, and their sex as far as a table tells it."""
    ids = np.unique(
        np.concatenate([np.zeros(0, "uint64"), *(_numbers(t[_ID]) for t in tables.values())])
    )
    sex = np.zeros(len(ids), dtype="int64")
    for table in tables.values():
        if SEX in table:
            code = table[SEX].map({one: place for place, one in enumerate(_SEXES)})
            rows = np.searchsorted(ids, _numbers(table[_ID]))
            np.maximum.at(sex, rows, code.fillna(0).to_numpy(dtype="int64"))
    return ids, sex


def _numbers(ids: pd.Series) -> np.ndarray:
    return np.array([int(one[-_DIGITS:], 16) for one in ids], dtype="uint64")


def _digest_column(table: pd.DataFrame, name: str, *, key: bytes) -> np.ndarray:
    codes, values = pd.factorize(table[name], use_na_sentinel=False)
    digests = [short_digest(key, _KIND, f"{name}\0{_text(value)}") for value in values]
    return np.array(digests, dtype="uint64")[codes] if len(codes) else np.zeros(0, "uint64")


def _text(value: Hashable | Any) -> str:
    """One text for each value, whatever type holds it."""
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _join(columns: Mapping[str, np.ndarray]) -> np.ndarray:
    """One digest of each row; none of two rows that exchanged a value is the same."""
    rows = np.zeros(len(next(iter(columns.values()), ())), dtype="uint64")
    for digests in columns.values():
        rows = _mix(rows ^ digests)
    return rows


def _add_up(digests: np.ndarray, rows: np.ndarray, people: int) -> np.ndarray:
    """Sum of each person's rows, whatever their order; arithmetic is that of 64 bits."""
    total = np.zeros(people, dtype="uint64")
    np.add.at(total, rows, _mix(digests))
    return total


def _mix(numbers: np.ndarray) -> np.ndarray:
    """Let every bit depend on every bit (splitmix64, Steele et al. 2014, fig. 16)."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _spread(states: PersonStates, values: np.ndarray, ids: np.ndarray) -> np.ndarray:
    """Values of people among more people; 0 for those who are not there."""
    found = np.zeros(len(ids), dtype=values.dtype)
    found[np.searchsorted(ids, states.ids)] = values
    return found


def _check(key: bytes) -> int:
    return short_digest(key, _CHECK, "")
