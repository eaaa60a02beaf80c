"""What a row of a sheet is that may be no data row, by its texts: heading, total, footer, or damage."""

from __future__ import annotations

import re
from typing import Final

from pug_analysis.ingest.layouts.headers import Match
from pug_analysis.ingest.layouts.known import header_key
from pug_analysis.ingest.values.cells import is_blank

_TOTAL = re.compile(r"^(sub\s*|grand\s*)?(jumlah|total|subtotal|rekapitulasi)\b", re.IGNORECASE)
#: A total is named in one of the first cells; further on the word belongs to an indicator.
_TOTAL_CELLS: Final = 2
#: A day in figures, and a code, as they stand in the columns of a person's row.
_DAY = re.compile(r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}\b")
_CODE = re.compile(r"^[A-Z0-9][A-Z0-9/.]{0,5}$", re.IGNORECASE)
COLUMN_NUMBER = re.compile(r"^\(?\s*\d{1,3}\s*\)?$")


def is_damaged(row: list[str], match: Match, *, inside: bool) -> bool:
    """Whether a row without a NIP is a person's that lost its cells, by the dates and codes left.

    A heading or a total has words in its first cells, perhaps a number or two; codes of a person's
    columns and days stand in none. Below the last person a signature may bear a day.
    """
    if not match.layout.personal:
        return False
    if sum(header_key(t) in match.keys for t in row if not is_blank(t)) > 1:
        return False
    kinds = {f: match.layout.field(f).kind for f in match.columns}
    texts = {f: row[c].strip() for f, c in match.columns.items() if not is_blank(row[c])}
    numbers = sum(bool(COLUMN_NUMBER.match(t)) for t in texts.values())
    if numbers == len(texts):
        return False
    days = sum(kinds[f] in ("date", "birth") and bool(_DAY.match(t)) for f, t in texts.items())
    codes = sum(kinds[f] in ("code", "eselon") and bool(_CODE.match(t)) for f, t in texts.items())
    total = any(_TOTAL.match(t.strip()) for t in [t for t in row if not is_blank(t)][:_TOTAL_CELLS])
    if total or not inside:
        return days > 1 or (days > 0 and codes > 1)
    return days + codes > 0


def name_kind(texts: list[str], keys: frozenset[str], *, few: bool, inside: bool, nip: bool) -> str:
    """Return the code of what a row is, "" for a data row.

    Parameters
    ----------
    texts : its filled cells
    keys : header keys of the sheet
    few : whether these are too few for a data row
    inside : whether a data row follows
    nip : whether it has a NIP
    """
    if not texts:
        return "BARIS-KOSONG"
    if nip:
        return "" if inside or len(texts) > 3 else "BARIS-KAKI"
    if all(COLUMN_NUMBER.match(t.strip()) for t in texts) and len(texts) > 1:
        return "BARIS-NOMOR-KOLOM"
    if sum(header_key(t) in keys for t in texts) * 2 > len(texts):
        return "BARIS-KEPALA-ULANG"
    if any(_TOTAL.match(t.strip()) for t in texts[:_TOTAL_CELLS]):
        return "BARIS-JUMLAH"
    if few:
        return "BARIS-KELOMPOK" if inside else "BARIS-KAKI"
    return ""
