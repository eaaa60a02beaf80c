"""Perangkat daerah: from the path of a unit, in one spelling each.

Spellings that differ in case, blanks and signs are one office. Names that only resemble each other
(abbreviations, a mistyped letter) are not put together by guess: the rarer one is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.values.jabatan import names_government, split_unit
from pug_analysis.ingest.values.unique import map_unique
from pug_analysis.terms.jabatan import SINGKATAN_KANTOR

#: Shorter names differ by a letter because they are others.
_LONG: Final = 12
_WORD: Final = 4
_REGENCY = re.compile(r" (?:kabupaten|kota|provinsi) [a-z ]+$")


def read_perangkat_daerah(
    path: pd.Series,
    parent: pd.Series,
    config: Config,
    *,
    known: Iterable[str] = (),
    spellings: Mapping[str, str] | None = None,
) -> pd.Series:
    """Return the perangkat daerah of unit paths, with the workspace's own spellings.

    The path's segment just before the government's name counts. Without a full path the parent
    unit counts, else the unit itself. Spellings that differ in case, blanks and signs only
    become the commonest, or that of ``known`` names.

    Parameters
    ----------
    path, parent : unit paths and parent units
    config : settings (perangkat daerah)
    known : names whose spelling counts
    spellings : from :func:`choose_spellings`, where these rows are not all rows
    """
    names = name_offices(path, parent, config)
    if spellings is None:
        spellings = choose_spellings(Counter(names.value_counts().to_dict()))
    return fold_offices(names, {**spellings, **{_key(t): t for t in known}})


def fold_offices(names: pd.Series, spellings: Mapping[str, str]) -> pd.Series:
    """Return names of offices in the spelling that counts, see :func:`choose_spellings`."""
    return map_unique(names, lambda t: spellings[_key(t)])


def name_offices(path: pd.Series, parent: pd.Series, config: Config) -> pd.Series:
    """Return the perangkat daerah of unit paths as they are spelled there."""
    full = map_unique(path, lambda t: "1" if names_government(t) else "") == "1"
    text = path.where(full | (parent == ""), parent)
    own = {_key(k): v for k, v in config.data.perangkat_daerah.items()}
    names = map_unique(text, lambda t: split_unit(t)[0])
    return map_unique(names, lambda t: own.get(_key(t), t))


def choose_spellings(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the commonest spelling of names that differ in case, blanks and signs only.

    >>> choose_spellings({"DINAS A": 1, "Dinas A": 2})
    {'dinas a': 'Dinas A'}
    """
    best: dict[str, str] = {}
    for name in sorted(counts, key=lambda t: (-counts[t], t)):
        best.setdefault(_key(name), name)
    return best


def find_lookalikes(names: Sequence[str]) -> frozenset[str]:
    """Return names of offices that resemble a commoner one: other abbreviations, or a letter.

    Numbers must be the same: SMP Negeri 1 is not a mistyped SMP Negeri 2.

    Parameters
    ----------
    names : different names, the commonest first

    Examples
    --------
    >>> sorted(find_lookalikes(["Dinas Kesehatan", "DINKES", "Dinas Kesehtan", "Dinas Sosial"]))
    ['DINKES', 'Dinas Kesehtan']
    """
    seen: set[str] = set()
    found = set()
    for name in names:
        words = _spell_out(name)
        if not words:
            continue
        signs = _signs_of_typing(words)
        if signs & seen:
            found.add(name)
        seen |= signs
    return frozenset(found)


def _spell_out(name: str) -> str:
    """Return a name without abbreviations, "dan", and the regency behind it."""
    words = [SINGKATAN_KANTOR.get(w, w) for w in _key(name).split()]
    text = _REGENCY.sub("", " ".join(words))
    return " ".join(w for w in text.split() if w != "dan")


def _signs_of_typing(words: str) -> set[str]:
    """Return a name and, if it is long, what is left of it without any one letter.

    Two names that are one letter apart have one of these in common. Short words and numbers are kept
    whole: they tell offices apart (I and II, A and B, 1 and 2).
    """
    if len(words) < _LONG:
        return {words}
    places = [
        i
        for m in re.finditer(r"\S+", words)
        if len(m[0]) >= _WORD
        for i in range(m.start(), m.end())
        if not words[i].isdigit()
    ]
    return {words, *(words[:i] + words[i + 1 :] for i in places)}


def _key(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " dan ")
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).split())
