"""Tell data rows from titles, repeated headers, numbering, subtotals, footers and blanks.

Every row of a sheet ends in exactly one place: it is a data row, or it gets one finding that
says what it is instead.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.declare.columns import Words
from pug_analysis.ingest.files.sheets import Sheet
from pug_analysis.ingest.layouts.closed_lists import parse_word
from pug_analysis.ingest.layouts.headers import Match
from pug_analysis.ingest.layouts.known import header_key
from pug_analysis.ingest.reading.row_kinds import COLUMN_NUMBER, is_damaged, name_kind
from pug_analysis.ingest.values.cells import (
    CellValues,
    Coded,
    code_column,
    is_blank,
    note,
    says_nothing,
    shape,
    text_of,
)
from pug_analysis.ingest.values.nip import parse_nip

#: Row address = sheet number x this + row number as in Excel.
SHEET_STEP: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Extract:
    """The data rows of one sheet: coded columns by field, their addresses, and findings.

    ``aside`` holds the NIPs of records whose fields are shifted: they tell whose row is lost.
    ``taken`` is the number of rows that were looked at: what the last rows of a block are may
    depend on what follows.
    """

    table: str
    columns: dict[str, Coded]
    index: pd.Index
    notes: pd.DataFrame
    aside: pd.Series
    taken: int


@dataclass(frozen=True, slots=True)
class Widths:
    """Fields of a csv file: those of its header, and those that most of its records have."""

    header: int
    usual: int


def count_fields(sheet: Sheet, match: Match) -> Counter[int]:
    """Return how many records after the header have so many fields."""
    if sheet.field_counts is None:
        return Counter()
    sizes = np.bincount(sheet.field_counts[_body_start(sheet, match) :])
    return Counter({n: int(records) for n, records in enumerate(sizes) if records})


def read_widths(sheet: Sheet, match: Match, counts: Counter[int]) -> Widths | None:
    """Return the numbers of fields that matter, None where the format has no such thing.

    Parameters
    ----------
    sheet : the rows with the header
    match : the header
    counts : records by number of fields, of the rows that are known
    """
    if sheet.field_counts is None:
        return None
    header = int(sheet.field_counts[match.row + match.height - 1])
    usual = max(counts, key=lambda n: (counts[n], -n)) if counts else header
    return Widths(header, usual)


def extract_rows(
    sheet: Sheet, match: Match, number: int, *, widths: Widths | None = None
) -> Extract:
    """Return the data rows of a sheet, or of a block of it.

    Parameters
    ----------
    sheet : as read
    match : its recognised header
    number : number of the sheet within the run, part of every row address
    widths : numbers of fields, of csv only
    """
    sheet, notes = _fill_merged(sheet, match, number)
    start = _body_start(sheet, match)
    columns = {
        f: code_column(_fill_gaps(sheet, c, match.others.get(f, ()), start))
        for f, c in match.columns.items()
    }
    filled = np.sum([(~c.flag(is_blank)).astype("int64") for c in columns.values()], axis=0)
    signs = _signs_of_nip if match.layout.personal else _signs_of_cells
    kinds = _classify(sheet, match, start, signs(match, columns, filled))
    if widths and sheet.field_counts is not None:
        _mark_field_counts(sheet, sheet.field_counts[start:], widths, start, kinds)
    for row in range(start):
        blank = all(is_blank(c) for c in sheet.row(row))
        header = row >= match.row
        kind = "BARIS-KEPALA" if header else "BARIS-KOSONG" if blank else "BARIS-JUDUL"
        notes.append(note(_address(number, np.array([row])), "", kind))
    taken = start + len(kinds)
    rows = np.arange(start, taken)
    address = _address(number, rows + sheet.first)
    for kind in sorted(set(kinds) - {""}):
        notes.append(note(address[kinds == kind], "", kind))
    notes += _note_struck(sheet, match, rows[kinds == ""], number)
    data, shifted = np.flatnonzero(kinds == ""), np.flatnonzero(kinds == "CSV-JUMLAH-KOLOM")
    return Extract(
        match.layout.table,
        {f: c.take(data) for f, c in columns.items()},
        address[data],
        pd.concat(notes) if notes else note(pd.Index([]), "", ""),
        _read_shifted(columns.get("nip"), shifted, address[shifted]),
        taken,
    )


def _note_struck(sheet: Sheet, match: Match, rows: np.ndarray, number: int) -> list[pd.DataFrame]:
    """Note each data row with a cell that is struck through, at its NIP or the first such column."""
    if not sheet.struck:
        return []
    order = sorted(match.columns, key=lambda f: (f != "nip", match.columns[f]))
    found: dict[str, list[int]] = {}
    for row in rows.tolist():
        bits = sheet.struck.get(row, 0)
        field = next((f for f in order if bits >> match.columns[f] & 1), "") if bits else ""
        if field:
            found.setdefault(field, []).append(row)
    return [
        note(_address(number, np.array(struck)), field, "BARIS-DICORET")
        for field, struck in found.items()
    ]


def _fill_gaps(sheet: Sheet, column: int, others: tuple[int, ...], start: int) -> CellValues:
    """Return a column whose empty cells are filled from other columns of the same field."""
    cells = sheet.columns[column][start:]
    for other in others:
        more = np.array(sheet.columns[other][start:], dtype=object)
        own = code_column(cells)
        gaps = own.flag(says_nothing) & ~code_column(more).flag(says_nothing)
        if gaps.any():
            cells = np.where(gaps, more, np.array(cells, dtype=object))
    return cells


def _body_start(sheet: Sheet, match: Match) -> int:
    return max(match.row + match.height - sheet.first, 0)


def _read_shifted(nip: Coded | None, shifted: np.ndarray, index: pd.Index) -> pd.Series:
    cells = [nip.values[c] for c in nip.codes[shifted]] if nip else [""] * len(index)
    return pd.Series([parse_nip(c)[0] for c in cells], index, dtype="string")


def _address(number: int, rows: np.ndarray) -> pd.Index:
    return pd.Index(number * SHEET_STEP + rows + 1, dtype="int64")


def _classify(sheet: Sheet, match: Match, start: int, signs: _Signs) -> np.ndarray:
    """Return per row after the header the code of what it is, "" for a data row.

    It ends before the first row whose code depends on whether data still follow.
    """
    kinds = np.full(sheet.n_rows - start, "", dtype=object)
    for i in np.flatnonzero(signs.doubtful).tolist():
        row = sheet.row(start + i)
        if is_damaged(row, match, inside=bool(i < signs.last)):
            continue
        texts = [t for t in row if not is_blank(t)]
        few, nip, inside = bool(signs.few[i]), bool(signs.sure[i]), bool(i < signs.last)
        kinds[i] = name_kind(texts, match.keys, few=few, inside=inside, nip=nip)
        if sheet.more and not inside:
            then = name_kind(texts, match.keys, few=few, inside=True, nip=nip)
            if then != kinds[i]:
                return kinds[:i]
    return kinds


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the cells of each row after the header say, one flag per row.

    ``sure``: it has a NIP; ``few``: too few cells for a data row; ``doubtful``: its texts have
    to be looked at. ``last`` is the number of the last row that is data beyond doubt.
    """

    sure: np.ndarray
    few: np.ndarray
    doubtful: np.ndarray
    last: int


def _signs_of_nip(match: Match, columns: dict[str, Coded], filled: np.ndarray) -> _Signs:
    """Return the signs where each row belongs to one person: nine digits in the NIP's column."""
    few = filled * 3 <= len(match.columns)
    nip = columns.get("nip")
    if nip is None:
        return _Signs(few & False, few, few & False, -1)
    long = [sum(map(str.isdigit, text_of(v))) >= 9 for v in nip.values]
    unlike = [
        not k and _unlike_nip(text_of(v), match) for k, v in zip(long, nip.values, strict=True)
    ]
    digits, odd = (np.array(flags, dtype=bool)[nip.codes] for flags in (long, unlike))
    full = np.flatnonzero(digits & (filled > 1))
    doubtful = np.where(digits, (filled == 1) & few, few | odd)
    return _Signs(digits, few, doubtful, full[-1] if len(full) else -1)


def _signs_of_cells(match: Match, columns: dict[str, Coded], filled: np.ndarray) -> _Signs:
    """Return the signs where rows may be nobody's: a known word, or two of the required cells.

    So a row with a mistyped word stays a data row, which is then put aside with its reason.
    """
    known = np.zeros(len(filled), dtype=bool)
    wanted = np.zeros(len(filled), dtype="int64")
    for (name,) in match.layout.required:
        coded, field = columns[name], match.layout.field(name)
        wanted += ~coded.flag(is_blank)
        if field.kind == "word" and field.words:
            known |= coded.flag(partial(_is_word, words=field.words))
    few = (wanted < 2) & (filled * 3 <= len(match.columns))
    full = np.flatnonzero(known & (filled > 1))
    return _Signs(known & False, few, ~known, full[-1] if len(full) else -1)


def _is_word(cell: object, *, words: Words) -> bool:
    return bool(parse_word(cell, words)[0])


def _unlike_nip(text: str, match: Match) -> bool:
    """Whether a cell of the NIP column is no damaged NIP but no NIP at all."""
    wordy = not any(map(str.isdigit, text))
    return wordy or bool(COLUMN_NUMBER.match(text.strip())) or header_key(text) in match.keys


def _mark_field_counts(
    sheet: Sheet, body: np.ndarray, widths: Widths, start: int, kinds: np.ndarray
) -> None:
    """Quarantine csv records whose number of fields differs from the header's.

    Where most records end in more separators than the header, those empty fields are free. In a
    single record they are not: an unquoted separator may have shifted everything before them.
    """
    wanted, usual = widths.header, widths.usual
    for i in np.flatnonzero(body[: len(kinds)] != wanted).tolist():
        free = body[i] == usual > wanted and all(map(is_blank, sheet.row(start + i)[wanted:]))
        if kinds[i] == "" and not free:
            kinds[i] = "CSV-JUMLAH-KOLOM"


def _fill_merged(sheet: Sheet, match: Match, number: int) -> tuple[Sheet, list[pd.DataFrame]]:
    """Fill merged cells of data from their first cell, never the NIP, and note each filled cell."""
    start = match.row + match.height
    fields = {c: f for f, c in match.columns.items() if f != "nip"}
    fields |= {c: f for f, more in match.others.items() if f != "nip" for c in more}
    notes: list[pd.DataFrame] = []
    if not sheet.merged:
        return sheet, notes
    columns = list(sheet.columns)
    for (top, left), (bottom, right) in sheet.merged:
        for column in range(left, min(right + 1, len(columns))):
            if column not in fields or top < start or bottom == top or column != left:
                continue
            cells = np.array(columns[column], dtype=object)
            value = cells[top]
            rows = np.arange(top + 1, min(bottom + 1, sheet.n_rows))
            cells[rows] = value
            columns[column] = cells
            notes.append(
                note(_address(number, rows), fields[column], "SEL-GABUNG", bentuk=shape(value))
            )
    if not notes:
        return sheet, notes
    return replace(sheet, columns=tuple(columns)), notes
