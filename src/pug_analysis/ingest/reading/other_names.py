"""Names of people in columns that are not read: relatives, superiors, a second column of names.

They reach no table. Still somebody may have typed them into a unit or a course, so they are hidden
there, and the last gate knows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.files.sheets import Sheet
from pug_analysis.ingest.layouts.headers import HEAD_ROWS, MAX_HEIGHT, Match
from pug_analysis.ingest.layouts.known import header_key
from pug_analysis.ingest.values.cells import clean_text, code_column
from pug_analysis.ingest.values.name_or_office import names_people, read_sign

#: So many rows are there at once, however a file is read.
_LOOKED_AT: Final = HEAD_ROWS + MAX_HEIGHT
_LIKE_NAMES: Final = 0.7
_SURE: Final = 0.2
_FEW: Final = 3
_ENOUGH: Final = 12


def find_name_columns(sheet: Sheet, match: Match) -> tuple[int, ...]:
    """Return the columns beside the mapped ones that name people, by their heading or first rows.

    Parameters
    ----------
    sheet : the first rows of a sheet, or all of them
    match : its header
    """
    filling = (c for name, more in match.others.items() if name != "nama" for c in more)
    used = {*match.columns.values(), *filling}
    head = sheet.head(_LOOKED_AT)
    above, below = head[match.row : match.row + match.height], head[match.row + match.height :]
    return tuple(
        column
        for column in range(len(sheet.columns))
        if column not in used
        and (
            any(names_people(header_key(row[column])) for row in above if row[column])
            or _holds_names(row[column] for row in below)
        )
    )


def _holds_names(cells: Iterable[str]) -> bool:
    found = (cell.strip() for cell in cells)
    texts = list(islice(dict.fromkeys(filter(None, found)), _ENOUGH))
    if sum(any(map(str.isdigit, text)) for text in texts) > (1 - _LIKE_NAMES) * len(texts):
        return False
    signs = [read_sign(text) for text in texts]
    sure, maybe = signs.count("kuat"), signs.count("lemah")
    if len(texts) < _FEW:
        return sure == len(texts) > 0
    return sure + maybe > _LIKE_NAMES * len(texts) and sure > _SURE * len(texts)


def read_others(
    sheet: Sheet, columns: tuple[int, ...], rows: np.ndarray, nips: pd.Series
) -> pd.DataFrame:
    """Return the names in some columns of data rows: ``nama, nip``, each pair once.

    What does not look like a name there (an address, "almarhum") is left out.

    Parameters
    ----------
    sheet : as read
    columns : from :func:`find_name_columns`
    rows : positions of the data rows
    nips : NIPs of these rows
    """
    parts = []
    for column in columns:
        coded = code_column(np.array(sheet.columns[column], dtype=object)[rows])
        texts = [clean_text(value)[0] for value in coded.values]
        named = [t if read_sign(t) in ("kuat", "lemah") else "" for t in texts]
        names = np.array(named or [""], dtype=object)[coded.codes]
        parts.append(pd.DataFrame({"nama": names, "nip": nips.to_numpy(dtype=object)}))
    table = join_others(parts)
    return table[table["nama"] != ""].drop_duplicates().reset_index(drop=True).astype("string")


def join_others(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the names of several parts together."""
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else no_others()


def no_others() -> pd.DataFrame:
    """Return no names, with the columns and types of :func:`read_others`."""
    return pd.DataFrame({"nama": [], "nip": []}, dtype="string")
