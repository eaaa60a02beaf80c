"""Closed lists of the registers: a word is known in any case and spacing, or it is not known.

Nothing is guessed: who wrote another word gets the list of allowed ones.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Final

import pandas as pd

from pug_analysis.ingest.declare.columns import Words
from pug_analysis.ingest.layouts.fields import header_key
from pug_analysis.ingest.values.cells import Coded, clean_code, parse_cells

_PARTED: Final = re.compile(r"[;\n]")


@lru_cache
def by_key(words: Words) -> dict[str, str]:
    """Return the word to store by letters and digits of every spelling that is read.

    >>> from pug_analysis.ingest.declare.columns import words
    >>> by_key(words(["Tatap muka"], others={"luring": "Tatap muka"}))
    {'TATAPMUKA': 'Tatap muka', 'LURING': 'Tatap muka'}
    """
    own = {header_key(word): word for word, _ in words.known}
    return own | {header_key(text): word for text, word in words.others}


def parse_word(cell: object, words: Words) -> tuple[str, list[str]]:
    """Return a cell as a word of a closed list ("" if it is empty or unknown), and codes.

    >>> from pug_analysis.ingest.declare.columns import words
    >>> arah = words(["naik", "turun"])
    >>> parse_word(" NAIK", arah), parse_word("dinaikkan", arah)
    (('naik', []), ('', ['PILIHAN-TAK-DIKENAL']))
    """
    text, codes = clean_code(cell)
    if not text:
        return "", codes
    word = by_key(words).get(header_key(text), "")
    return word, codes if word else [*codes, words.unknown]


def parse_words(cell: object, words: Words) -> tuple[str, list[str]]:
    """Return a cell as words of a closed list in its order, parted by "; ", and codes.

    One word that is unknown makes the cell unknown.

    >>> from pug_analysis.ingest.declare.columns import words
    >>> isi = words(["Pokja", "RAD", "PPRG"])
    >>> parse_words("rad; POKJA ;", isi), parse_words("RAD; lain", isi)
    (('Pokja; RAD', []), ('', ['PILIHAN-TAK-DIKENAL']))
    """
    text, codes = clean_code(cell)
    keys = {header_key(part) for part in _PARTED.split(text)} - {""}
    known = by_key(words)
    if keys - known.keys():
        return "", [*codes, words.unknown]
    found = {known[key] for key in keys}
    return "; ".join(word for word in words.meanings if word in found), codes


def read_words(
    coded: Coded, index: pd.Index, field: str, *, words: Words, several: bool = False
) -> tuple[pd.Series, pd.DataFrame]:
    """Return a column as words of a closed list, and the findings.

    Parameters
    ----------
    coded : the column
    index : row addresses
    field : field name
    words : the list
    several : whether a cell may hold more than one
    """
    parse = partial(parse_words if several else parse_word, words=words)
    return parse_cells(coded, index, field, parse, dtype="string")
