"""Closed lists of the registers: a word is known in any case and spacing, or it is not known.

Nothing is guessed: who wrote another word gets the list of allowed ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

import pandas as pd

from pug_analysis.ingest.layouts.fields import header_key
from pug_analysis.ingest.values.cells import Coded, clean_code, parse_cells
from pug_analysis.terms import pug


@dataclass(frozen=True, slots=True)
class Words:
    """One closed list: the word to store by key, and the code of an unknown one."""

    by_key: dict[str, str]
    unknown: str


def _words(unknown: str, *known: str, **others: str) -> Words:
    """Return a list from its words; ``others`` are further keys of a word."""
    return Words({header_key(word): word for word in known} | others, unknown)


WORDS: Final = {
    "tingkat": _words(
        "TINGKAT-TAK-DIKENAL", *pug.TINGKAT,
        **{header_key(label): level for level, label in pug.TINGKAT.items()},
        **{f"{word}{n}": f"L{n}" for n in "123" for word in ("", "LEVEL", "TINGKAT")},
    ),
    "jenis_sk": _words("JENIS-SK-TAK-DIKENAL", *pug.JENIS_SK),
    "jenis_kegiatan": _words("JENIS-KEGIATAN-TAK-DIKENAL", *pug.JENIS_KEGIATAN),
    "arah": _words("ARAH-TAK-DIKENAL", *pug.ARAH),
    "agenda": _words(
        "AGENDA-TAK-DIKENAL", *pug.AGENDA_LATSAR, I="1", II="2", III="3",
        **{f"AGENDA{n}": n for n in pug.AGENDA_LATSAR},
    ),
}  # fmt: skip


def parse_word(cell: object, words: Words) -> tuple[str, list[str]]:
    """Return a cell as a word of a closed list ("" if it is empty or unknown), and codes.

    >>> parse_word(" sk  POKJA pug", WORDS["jenis_sk"]), parse_word("Level 2", WORDS["tingkat"])
    (('SK Pokja PUG', []), ('L2', []))
    >>> parse_word("dinaikkan", WORDS["arah"])
    ('', ['ARAH-TAK-DIKENAL'])
    """
    text, codes = clean_code(cell)
    if not text:
        return "", codes
    word = words.by_key.get(header_key(text), "")
    return word, codes if word else [*codes, words.unknown]


def read_words(
    coded: Coded, index: pd.Index, field: str, *, words: str
) -> tuple[pd.Series, pd.DataFrame]:
    """Return a column as words of a closed list, and the findings.

    Parameters
    ----------
    coded : the column
    index : row addresses
    field : field name
    words : name of the list, a key of ``WORDS``
    """
    parse = partial(parse_word, words=WORDS[words])
    return parse_cells(coded, index, field, parse, dtype="string")
