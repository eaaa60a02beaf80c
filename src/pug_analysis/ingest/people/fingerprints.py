"""Keyed digests of this workspace's people, by which the last gate of a report knows them again.

After ingest no table holds a NIP, a name or a birth date; still the gate must recognise them in a
finished file. So ``.pug/sidik/<periode>.npz``, beside the secret key, holds 64 bits of an HMAC of each
of them: enough to tell whether a given text is one of them, not enough to list them without the key.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from pug_analysis.errors import DataError
from pug_analysis.ingest.people.keyed_digests import keyed_digest
from pug_analysis.ingest.reading.names import MAX_NAMESAKES, full_names
from pug_analysis.ingest.reading.period import Reading
from pug_analysis.terms.kalender import Periode

#: Excel keeps this many digits of a NIP that became a number.
EXACT_DIGITS: Final = 15
_BYTES: Final = 8
#: Columns of birth dates.
BIRTHS: Final = ("tanggal_lahir", "lahir_nip")


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What names people, in clear and in memory only.

    ``names`` are normalised words, see :func:`pug_analysis.ingest.reading.names.build_names`.
    """

    nips: frozenset[str]
    names: frozenset[str]
    births: frozenset[date]


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Digests of NIPs, NIP beginnings, names as bags of words, single words, and birth dates.

    ``lengths`` are the numbers of words that names have.
    """

    key: bytes = field(repr=False)
    nip: frozenset[int] = field(repr=False)
    nip15: frozenset[int] = field(repr=False)
    name: frozenset[int] = field(repr=False)
    joined: frozenset[int] = field(repr=False)
    word: frozenset[int] = field(repr=False)
    birth: frozenset[int] = field(repr=False)
    lengths: tuple[int, ...]


_SETS: Final = ("nip", "nip15", "name", "joined", "word", "birth")


def short_digest(key: bytes, kind: str, text: str) -> int:
    """Return 64 bits of the HMAC of a text; the kind keeps equal texts of two kinds apart.

    A NIP has no kind: its digest is the beginning of the pseudonym, so both are recognised.
    """
    message = text if kind == "nip" else f"{kind}\0{text}"
    return int.from_bytes(keyed_digest(key)(message.encode())[:_BYTES], "big")


def name_bag(words: Iterable[str]) -> str:
    """Return words in alphabetical order: a name that is written backwards is the same bag.

    >>> name_bag(["siti", "aminah"])
    'aminah siti'
    """
    return " ".join(sorted(words))


def collect_identifiers(reading: Reading) -> Identifiers:
    """Return the NIPs, names and birth dates of all rows that were read, used or not.

    Names of one word mean too much else, and so does a "name" that many people share. A birth date
    on the first of a month that is also an effective date of somebody is left out: effective dates
    lie on the first by law, and reports may tell them.
    """
    frames = reading.frames.values()
    nips = set(reading.aside).union(*(f["nip"].unique() for f in frames))
    named = [f[["nama", "nip"]] for f in (*frames, reading.others) if "nama" in f and len(f)]
    if named:
        people = pd.concat(named).drop_duplicates().groupby("nama")["nip"].nunique()
        names = full_names(people.index[people <= MAX_NAMESAKES])
    else:
        names = frozenset()
    births: set[date] = set()
    others: set[date] = set()
    for frame in frames:
        for column in frame.select_dtypes("datetime"):
            days = frame[column].dropna().dt.date.unique()
            (births if column in BIRTHS else others).update(days)
    return Identifiers(
        frozenset(n for n in nips if isinstance(n, str) and len(n) > EXACT_DIGITS),
        names,
        frozenset(day for day in births if day.day > 1 or day not in others),
    )


def write_fingerprints(
    workspace: Path, periode: Periode, identifiers: Identifiers, *, key: bytes
) -> None:
    """Write the digests of a period's people into the private area, in one step.

    Parameters
    ----------
    workspace, periode : the period that is built
    identifiers : its people
    key : secret key of the workspace
    """
    names = [name.split() for name in identifiers.names]
    words = sorted({word for name in names for word in name})
    texts = {
        "nip": identifiers.nips,
        "nip15": {nip[:EXACT_DIGITS] for nip in identifiers.nips},
        "name": {name_bag(name) for name in names},
        "joined": {"".join(name) for name in names},
        "word": words,
        "birth": {day.isoformat() for day in identifiers.births},
    }
    sets = {}
    for kind, values in texts.items():
        digests = sorted(map(partial(short_digest, key, kind), values))
        sets[kind] = np.array(digests, dtype="uint64")
    write_digests(workspace, periode, sets, lengths={len(name) for name in names}, key=key)


def write_digests(
    workspace: Path,
    periode: Periode,
    digests: Mapping[str, np.ndarray],
    *,
    lengths: Iterable[int],
    key: bytes,
) -> None:
    """Write digests of a period's people into the private area, in one step.

    Parameters
    ----------
    workspace, periode : the period that is built
    digests : sorted digests by kind
    lengths : the numbers of words that names have
    key : secret key of the workspace
    """
    sizes = np.array(sorted(set(lengths)), dtype="int64")
    check = np.array([short_digest(key, "kunci", periode.name)], dtype="uint64")
    data = io.BytesIO()
    arrays: dict[str, Any] = {kind: digests[kind] for kind in _SETS}
    np.savez(data, **arrays, lengths=sizes, check=check)
    path = fingerprint_file(workspace, periode)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial_path = path.with_suffix(".tahap")
    partial_path.unlink(missing_ok=True)
    descriptor = os.open(partial_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data.getvalue())
        stream.flush()
        os.fsync(stream.fileno())
    partial_path.replace(path)


def fingerprint_file(workspace: Path, periode: Periode) -> Path:
    """Return where the digests of a period are kept."""
    return workspace / ".pug" / "sidik" / f"{periode.name}.npz"


def has_fingerprints(workspace: Path, periode: Periode, *, key: bytes) -> bool:
    """Whether the digests of a period are there, whole, and made with this key."""
    try:
        _read_one(workspace, periode, key)
    except DataError:
        return False
    return True


def read_fingerprints(workspace: Path, periode: Periode, *, key: bytes) -> Fingerprints:
    """Return the digests of all periods of a workspace together: a page may tell of earlier ones.

    Raises
    ------
    DataError
        if those of ``periode`` are missing, or any are damaged or made with another key.
    """
    folder = fingerprint_file(workspace, periode).parent
    named = (Periode.from_name(path.stem) for path in folder.glob("*.npz"))
    kept = {one for one in named if one is not None}
    parts = [_read_one(workspace, one, key) for one in sorted(kept | {periode})]
    sets = {kind: frozenset().union(*(part[kind].tolist() for part in parts)) for kind in _SETS}
    lengths = sorted({int(n) for part in parts for n in part["lengths"]})
    return Fingerprints(key, **sets, lengths=tuple(lengths))


def _read_one(workspace: Path, periode: Periode, key: bytes) -> dict[str, np.ndarray]:
    again = (
        f"Sidik pengenal {periode.label} (.pug/sidik) hilang atau rusak, sehingga laporan tidak"
        f" dapat diperiksa. Jalankan ulang: pug-analysis build {periode.typed}"
    )
    try:
        data = fingerprint_file(workspace, periode).read_bytes()
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            parts = {name: stored[name] for name in (*_SETS, "lengths", "check")}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        raise DataError(again) from None
    if parts["check"].tolist() != [short_digest(key, "kunci", periode.name)]:
        raise DataError(again)
    return parts
