"""Cells: raw values as read, coded by distinct value, cleaned, and shown by shape only.

A column of a sheet has far fewer distinct values than rows. So a column is kept as codes into a
list of distinct raw values, and each parser is a plain function of one cell that runs once per
distinct value.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

#: The raw cells of a column.
CellValues = Sequence[Any] | np.ndarray

#: Words that stand for an empty cell: in any column, and in columns of codes and dates.
NULL_WORDS: Final = frozenset({"null", "(null)", "-", "--", "n/a", "belum ada", "#null"})
NULL_WORDS_CODE: Final = NULL_WORDS | {"na", "nan", "none", "nat", "."}

#: Errors of a spreadsheet formula. A formula that was never calculated is marked the same way.
EXCEL_ERRORS: Final = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#DIV/0!", "#VALUE!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
    | {"#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#EXTERNAL!"}
    | {"#NAMA?", "#ERROR!", *(f"ERR:{n}" for n in range(501, 541))}
)
UNCALCULATED: Final = "#RUMUS!"

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
#: A cell that a program wrote as a formula so that Excel keeps it a text: ="001".
_WRAPPED = re.compile(r'\s*=\s*"((?:[^"]|"")*)"\s*')
#: Bytes of UTF-8 that were read as Windows-1252 (or Latin-1): a first byte, and those that follow.
_FOLLOWING: Final = {bytes([b]).decode("cp1252", "replace"): b for b in range(0x80, 0xC0)} | {
    chr(b): b for b in range(0x80, 0xC0)
}
_MOJIBAKE = re.compile(
    f"[\u00c2-\u00f4][{re.escape(''.join(sorted(set(_FOLLOWING) - {chr(0xFFFD)})))}]{{1,3}}"
)
#: The no-break space of such a text is often made an ordinary one.
_LOST_SPACE = re.compile("\u00c2(?= |$)")
#: What such bytes are taken for: accented letters, punctuation, signs. Others would be chance.
_LIKELY: Final = (
    (0x80, 0x24F), (0x2C6, 0x2DC), (0x2000, 0x206F), (0x20A0, 0x214F), (0xFEFF, 0xFEFF),
)  # fmt: skip
_APOSTROPHE = re.compile("^[ ]*['`\u2018\u2019]+")


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as ``codes`` (one per row) into ``values`` (distinct raw cells)."""

    codes: np.ndarray
    values: tuple[object, ...]

    def take(self, rows: np.ndarray) -> Coded:
        """Return the same column for some rows (positions or a mask)."""
        return Coded(self.codes[rows], self.values)

    def flag(self, test: Callable[[object], bool]) -> np.ndarray:
        """Return, for each row, whether its raw cell passes a test."""
        return np.array([test(v) for v in self.values] or [False])[self.codes]


def code_column(cells: CellValues) -> Coded:
    """Return raw cells as :class:`Coded`; None counts as an empty text."""
    column = np.empty(len(cells), dtype=object)
    column[:] = cells
    codes, values = pd.factorize(column, use_na_sentinel=False)
    return Coded(codes, tuple("" if _is_missing(v) else unwrap(v) for v in values))


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NaT or (isinstance(value, float) and value != value)


def unwrap(cell: object) -> object:
    """Return a cell without the wrapper that keeps it a text in Excel.

    >>> unwrap('="001"'), unwrap('=A1&"x"')
    ('001', '=A1&"x"')
    """
    if not isinstance(cell, str) or '"' not in cell:
        return cell
    found = _WRAPPED.fullmatch(cell)
    return found[1].replace('""', '"') if found else cell


def mend_mojibake(text: str) -> str:
    """Return a text whose UTF-8 was read as Windows-1252, once or twice, as it was meant.

    >>> mend_mojibake("Nu\u00c3\u00b1ez"), mend_mojibake("\u00c3\u2030"), mend_mojibake("S\u00e3o")
    ('Nu\u00f1ez', '\u00c9', 'S\u00e3o')
    """
    if text.isascii():
        return text
    for _ in range(2):
        mended = _LOST_SPACE.sub("", _MOJIBAKE.sub(_decode_again, text))
        if mended == text:
            break
        text = mended
    return text


def _decode_again(found: re.Match[str]) -> str:
    lead = ord(found[0][0])
    size = 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    data = bytes([lead, *(_FOLLOWING[c] for c in found[0][1:size])])
    try:
        sign = data.decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
    likely = any(first <= ord(sign) <= last for first, last in _LIKELY)
    return sign + found[0][size:] if likely else found[0]


def text_of(cell: object) -> str:
    """Return a raw cell as text, numbers without a decimal zero and dates as ISO.

    >>> text_of(21.0), text_of(dt.date(2020, 1, 2)), text_of(None)
    ('21', '2020-01-02', '')
    """
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    return str(cell)


def is_blank(cell: object) -> bool:
    """Whether a raw cell holds nothing that can be seen."""
    return isinstance(cell, str) and not _SPACES.sub(" ", _HIDDEN.sub("", cell)).strip()


def says_nothing(cell: object) -> bool:
    """Whether a raw cell is blank, or a word or number that stands for an empty one.

    >>> says_nothing("-"), says_nothing("00-00-0000"), says_nothing(0.0), says_nothing("01-03-2021")
    (True, True, True, False)
    """
    text = " ".join(_SPACES.sub(" ", _HIDDEN.sub("", text_of(cell))).split()).lower()
    return not text.strip("'") or text in NULL_WORDS_CODE or not text.strip("0-/.: ")


def shape(cell: object) -> str:
    """Return the shape of a cell: digits as 9, letters as A, at most 40 signs.

    >>> shape("Jl. Mawar 12"), shape(198503.0)
    ('AA. AAAAA 99', '999999')
    """
    text = text_of(cell)[:40]
    return "".join(
        "9" if c.isdigit() else "A" if c.isalpha() else c if c.isprintable() else "?" for c in text
    )


def clean_text(cell: object, null_words: frozenset[str] = NULL_WORDS) -> tuple[str, list[str]]:
    r"""Return a cell as clean text, and the codes of what had to be mended.

    Hidden signs and special blanks go, letters and digits are normalised (NFKC), a leading
    apostrophe goes, and words that stand for an empty cell become an empty text.

    >>> clean_text("'01"), clean_text("A\u00a0B"), clean_text("null")
    (('01', ['TEKS-APOSTROF']), ('A B', ['TEKS-TERSEMBUNYI']), ('', ['TEKS-NULL']))
    """
    raw = text_of(cell)
    if raw.isascii() and raw.isalnum() and raw.lower() not in null_words:
        return raw, []
    if raw.strip().upper() in EXCEL_ERRORS or raw == UNCALCULATED:
        return "", ["SEL-RUMUS" if raw == UNCALCULATED else "SEL-GALAT"]
    codes = []
    meant = mend_mojibake(raw)
    if meant != raw:
        codes.append("TEKS-MOJIBAKE")
    if "\ufffd" in meant:
        codes.append("TEKS-HURUF-HILANG")
    text = _SPACES.sub(" ", _HIDDEN.sub("", meant))
    normal = unicodedata.normalize("NFKC", text)
    if normal != meant:
        codes.append("TEKS-TERSEMBUNYI")
    bare = _APOSTROPHE.sub("", normal)
    if bare != normal:
        codes.append("TEKS-APOSTROF")
    bare = " ".join(bare.split())
    if bare.lower() in null_words:
        return "", [*codes, "TEKS-NULL"]
    return bare, codes


def clean_code(cell: object) -> tuple[str, list[str]]:
    """Return a cell of a code column as clean text; a decimal zero (``21.0``) goes."""
    text, codes = clean_text(cell, NULL_WORDS_CODE)
    return re.sub(r"^(\d+)[.,]0+$", r"\1", text), codes


def clean_eselon(cell: object) -> tuple[str, list[str]]:
    """Return a cell of an eselon column: there a dash is an ordinary "no eselon"."""
    text, codes = clean_code(cell)
    return text, [c for c in codes if c != "TEKS-NULL"] if text_of(cell).strip() == "-" else codes


def note_values(
    coded: Coded, index: pd.Index, field: str, codes: Sequence[Sequence[str]]
) -> pd.DataFrame:
    """Return one finding per row and code, for codes found per distinct value.

    Parameters
    ----------
    coded : the column
    index : row addresses, one per row of ``coded``
    field : field name
    codes : finding codes of each distinct value of ``coded``
    """
    parts = []
    for kode in sorted({k for found in codes for k in found}):
        rows = np.array([kode in found for found in codes])[coded.codes]
        hit = coded.codes[rows].tolist()
        shapes = {c: shape(coded.values[c]) for c in set(hit)}
        parts.append(note(index[rows], field, kode, bentuk=[shapes[c] for c in hit]))
    return pd.concat(parts) if parts else note(index[:0], field, "")


def parse_cells(
    coded: Coded,
    index: pd.Index,
    field: str,
    parse: Callable[[object], tuple[object, Sequence[str]]],
    *,
    dtype: str,
) -> tuple[pd.Series, pd.DataFrame]:
    """Return a column read by a parser that runs once per distinct cell, and the findings.

    Parameters
    ----------
    coded : the column
    index : row addresses
    field : field name
    parse : from a raw cell to (value, finding codes)
    dtype : of the values
    """
    parsed = [parse(v) for v in coded.values]
    values = pd.array([value for value, _ in parsed], dtype=dtype)
    notes = note_values(coded, index, field, [codes for _, codes in parsed])
    return pd.Series(values[np.asarray(coded.codes)], index), notes


def note(
    index: pd.Index, field: str, kode: str, *, bentuk: Sequence[str] | str = ""
) -> pd.DataFrame:
    """Return one finding per row address: ``alamat, field, kode, bentuk``."""
    return pd.DataFrame(
        {"alamat": np.asarray(index, dtype="int64"), "field": field, "kode": kode, "bentuk": bentuk}
    )
