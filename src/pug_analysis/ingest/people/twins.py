"""People that stand in the staff list under two NIPs: same name, birth date and unit.

A NIP is given once; who has two was entered twice, often as PPPK and as CPNS, and counts twice. The
names are compared as hashes and kept nowhere.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.reading.names import name_words
from pug_analysis.ingest.values.cells import note
from pug_analysis.ingest.values.unique import map_unique

#: Hash of a row of which name, birth date or NIP are not known.
NOBODY: Final = np.uint64(0)
#: Column of the hashes of rows whose names are known no more.
HASHED: Final = "sidik_orang"


def hash_people(frame: pd.DataFrame) -> np.ndarray:
    """Return a hash of name, birth date and unit of each row, the same in every run.

    Parameters
    ----------
    frame : typed rows of the staff list with ``nip, nama, tanggal_lahir, unor_nama``, or what
        :func:`drop_names` made of them
    """
    if HASHED in frame:
        return frame[HASHED].to_numpy(dtype="uint64")
    if "nama" not in frame:
        return np.full(len(frame), NOBODY)
    names = map_unique(frame["nama"], lambda t: " ".join(name_words(t)))
    days = frame["tanggal_lahir"].dt.strftime("%Y%m%d").fillna("")
    texts = names.str.cat([days, _units(frame)], sep="\x1f").to_numpy(dtype=object)
    known = (names != "") & (days != "") & (frame["nip"] != "")
    return np.where(known, pd.util.hash_array(texts, categorize=False), NOBODY)


def drop_names(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows without names, with the hashes of people in their place."""
    if "nama" not in frame:
        return frame
    hashes = hash_people(frame) if {"tanggal_lahir", "unor_nama"} <= set(frame) else NOBODY
    return frame.drop(columns="nama").assign(**{HASHED: hashes})


def _units(frame: pd.DataFrame) -> pd.Series:
    return map_unique(frame["unor_nama"], lambda t: " ".join(t.casefold().split()))


def find_twins(people: np.ndarray, nips: np.ndarray) -> np.ndarray:
    """Return the sorted hashes of people that come with several NIPs.

    Parameters
    ----------
    people : from :func:`hash_people`
    nips : NIPs of the same rows, or hashes of them
    """
    pairs = pd.DataFrame({"people": people, "nips": nips})
    pairs = pairs[pairs["people"] != NOBODY].drop_duplicates()
    counts = pairs["people"].value_counts()
    return np.sort(counts.index[counts > 1].to_numpy(dtype="uint64"))


def list_twins(frame: pd.DataFrame) -> np.ndarray:
    """Return the same of all rows of the staff list at once."""
    places = frame[["tanggal_lahir"]].assign(unit=_units(frame))
    close = places.duplicated(keep=False)
    rows = frame[close & frame["tanggal_lahir"].notna()]
    return find_twins(hash_people(rows), rows["nip"].to_numpy(dtype=object))


def note_twins(frame: pd.DataFrame, twins: np.ndarray) -> pd.DataFrame:
    """Return the findings about rows of people that stand under several NIPs."""
    if not len(twins):
        return note(frame.index[:0], "nip", "ORANG-GANDA")
    return note(frame.index[np.isin(hash_people(frame), twins)], "nip", "ORANG-GANDA")
