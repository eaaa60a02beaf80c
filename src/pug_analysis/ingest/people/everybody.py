"""What all people of all files together must tell before anybody's rows can be finished.

Names, so that they are hidden in everybody's texts; spellings of units, so that the commonest one
counts; birth dates, so that the last gate knows them. Each block of rows leaves a small summary, and
the summaries are read one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.people.fingerprints import BIRTHS, name_bag, short_digest
from pug_analysis.ingest.people.twins import NOBODY, find_twins, hash_people
from pug_analysis.ingest.reading.blocks import Block
from pug_analysis.ingest.reading.names import MAX_NAMESAKES, Names, is_name, name_words
from pug_analysis.ingest.reading.typed import settle
from pug_analysis.ingest.tables.offices import choose_spellings, name_offices
from pug_analysis.ingest.tables.riwayat import unit_path
from pug_analysis.ingest.values.unique import map_unique


class Hashes:
    """A set of texts of which only 64-bit hashes are kept: a nation's names are many."""

    def __init__(self, texts: np.ndarray) -> None:
        self._hashes = np.unique(texts)

    def __contains__(self, text: object) -> bool:
        """Whether a text is in the set."""
        wanted = hash_texts(np.array([text], dtype=object))[0]
        place = int(np.searchsorted(self._hashes, wanted))
        return place < len(self._hashes) and bool(self._hashes[place] == wanted)


@dataclass(frozen=True, slots=True)
class Crowd:
    """The names of all people, and the digests of those that name somebody.

    ``digests`` holds 64-bit digests by kind, as the fingerprints do; ``lengths`` the numbers of
    words of the names among them. ``twins`` are hashes of people that stand under several NIPs.
    """

    names: Names
    digests: dict[str, np.ndarray]
    lengths: tuple[int, ...]
    twins: np.ndarray


def hash_texts(texts: np.ndarray) -> np.ndarray:
    """Return 64 bits of each text, the same in every run."""
    return pd.util.hash_array(texts, categorize=False)


def list_names(block: Block, key: bytes) -> pd.DataFrame | None:
    """Return the names of a block as :func:`digest_names` does, and whose rows they stand in.

    ``orang`` is what :func:`~pug_analysis.ingest.people.twins.hash_people` gives.
    """
    parts = [] if block.others is None else [digest_names(block.others, key)]
    if "nama" in block.frame:
        orang = hash_people(block.frame) if block.table == "pegawai" else NOBODY
        parts.append(digest_names(block.frame, key, orang=orang))
    return pd.concat(parts, ignore_index=True) if parts else None


def digest_names(
    rows: pd.DataFrame, key: bytes, *, orang: np.ndarray | np.uint64 = NOBODY
) -> pd.DataFrame:
    """Return the names that may be looked for: ``sumber, kata, name, joined, nip, orang``.

    ``sumber`` is the hash of the name as written, ``nip`` of the NIP, ``kata`` the words, the
    others keyed digests.

    Parameters
    ----------
    rows : ``nama, nip``
    key : secret key of the workspace
    orang : hashes of the people whose rows these are
    """
    codes, names = pd.factorize(rows["nama"].to_numpy(dtype=object))
    words = [name_words(name) for name in names]
    each = pd.DataFrame(
        {
            "sumber": hash_texts(np.asarray(names, dtype=object)),
            "kata": [" ".join(w) for w in words],
            "name": np.array([short_digest(key, "name", name_bag(w)) for w in words], "uint64"),
            "joined": np.array([short_digest(key, "joined", "".join(w)) for w in words], "uint64"),
        }
    )
    kept = np.fromiter(map(is_name, words), bool, len(words))
    nips = hash_texts(rows["nip"].to_numpy(dtype=object))
    table = each.iloc[codes].assign(nip=nips, orang=orang)
    return table[kept[codes]].reset_index(drop=True)


def read_crowd(paths: Sequence[Path], key: bytes) -> Crowd:
    """Return the names of all blocks.

    A "name" that many rows share is hidden in no text, and one that many people share is no
    fingerprint, see :func:`~pug_analysis.ingest.reading.names.collect_names` and
    :func:`~pug_analysis.ingest.people.fingerprints.collect_identifiers`.

    Parameters
    ----------
    paths : files from :func:`list_names`
    key : secret key of the workspace
    """
    pairs = [pd.read_feather(path, columns=["sumber", "nip"]) for path in paths]
    people = pd.concat(pairs) if pairs else pd.DataFrame({"sumber": [], "nip": []}, dtype="uint64")
    rows = people["sumber"].value_counts(sort=False)
    hidden = np.sort(rows.index[rows <= MAX_NAMESAKES].to_numpy())
    twins = read_twins(paths)
    owners = people.drop_duplicates()["sumber"].value_counts(sort=False)
    telling = np.sort(owners.index[owners <= MAX_NAMESAKES].to_numpy())
    del people, pairs
    known: list[np.ndarray] = []
    first: set[str] = set()
    lengths: set[int] = set()
    told: set[int] = set()
    digests: dict[str, list[np.ndarray]] = {"name": [], "joined": []}
    words: set[str] = set()
    for path in paths:
        block = pd.read_feather(path).drop_duplicates("sumber")
        hide = block["kata"][_among(block["sumber"], hidden)]
        known.append(hash_texts(hide.to_numpy(dtype=object)))
        first.update(text.partition(" ")[0] for text in hide)
        lengths.update(text.count(" ") + 1 for text in hide)
        tell = block[_among(block["sumber"], telling)]
        for kind, parts in digests.items():
            parts.append(tell[kind].to_numpy())
        told.update(text.count(" ") + 1 for text in tell["kata"])
        words.update(*map(str.split, tell["kata"]))
    merged = {kind: np.unique(_join(parts)) for kind, parts in digests.items()}
    merged["word"] = np.array(sorted(short_digest(key, "word", w) for w in words), dtype="uint64")
    names = Names(Hashes(_join(known)), tuple(sorted(lengths, reverse=True)), frozenset(first))
    return Crowd(names, merged, tuple(sorted(told)), twins)


def read_twins(paths: Sequence[Path]) -> np.ndarray:
    """Return the hashes of people that stand under several NIPs.

    Parameters
    ----------
    paths : files from :func:`list_names`
    """
    parts = [pd.read_feather(path, columns=["orang", "nip"]) for path in paths]
    if not parts:
        return np.array([], dtype="uint64")
    people = pd.concat([p[p["orang"] != NOBODY].drop_duplicates() for p in parts])
    return find_twins(people["orang"].to_numpy(), people["nip"].to_numpy())


def _join(parts: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts) if parts else np.array([], dtype="uint64")


def _among(values: pd.Series, known: np.ndarray) -> np.ndarray:
    if not len(known):
        return np.zeros(len(values), dtype=bool)
    places = np.searchsorted(known, values.to_numpy())
    return known[np.minimum(places, len(known) - 1)] == values.to_numpy()


def list_units(block: Block) -> pd.DataFrame | None:
    """Return the units of the used rows of a block: ``tabel, unit, induk, n``."""
    if block.table not in ("pegawai", "jabatan"):
        return None
    frame = settle(block.frame, [block.notes])
    path = frame["unor_nama"] if block.table == "pegawai" else unit_path(frame)
    units = pd.DataFrame({"unit": path.to_numpy(), "induk": frame["induk_nama"].to_numpy()})
    counts = units.value_counts(sort=False).rename("n").reset_index()
    return counts.assign(tabel=block.table)


def read_spellings(
    paths: Iterable[Path], hide: Callable[[str], str], *, config: Config
) -> dict[str, dict[str, str]]:
    """Return the commonest spelling of every perangkat daerah, by table.

    Parameters
    ----------
    paths : files from :func:`list_units`
    hide : returns a text that names nobody
    config : settings (perangkat daerah)
    """
    counts: dict[str, Counter[str]] = {"pegawai": Counter(), "jabatan": Counter()}
    for path in paths:
        block = pd.read_feather(path).astype({"unit": "string", "induk": "string"})
        if block.empty:
            continue
        names = name_offices(
            map_unique(block["unit"], hide), map_unique(block["induk"], hide), config
        )
        sums = block["n"].groupby(names.to_numpy(dtype=object)).sum()
        counts[block["tabel"].iloc[0]].update(sums.to_dict())
    return {table: choose_spellings(found) for table, found in counts.items()}


def list_births(block: Block) -> pd.DataFrame:
    """Return the days of a block, ``hari``, and whether somebody was born on them, ``lahir``."""
    days = {c: block.frame[c].dropna().unique() for c in block.frame.select_dtypes("datetime")}
    table = pd.DataFrame(
        {
            "hari": np.concatenate([np.array([], "datetime64[ns]"), *days.values()]),
            "lahir": np.repeat([c in BIRTHS for c in days], [len(d) for d in days.values()]),
        }
    )
    return table.astype({"lahir": bool}).drop_duplicates().reset_index(drop=True)


def read_births(paths: Iterable[Path]) -> frozenset[date]:
    """Return the birth dates of all blocks, without those that are also effective dates."""
    days = pd.concat([pd.read_feather(path) for path in paths]).drop_duplicates()
    born, others = days.loc[days["lahir"], "hari"], days.loc[~days["lahir"], "hari"]
    kept = born[(born.dt.day > 1) | ~born.isin(others)]
    return frozenset(kept.dt.date)
