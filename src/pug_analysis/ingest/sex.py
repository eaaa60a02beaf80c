"""Sex: decided once per column, because ``P`` is Perempuan in one file and Pria in another."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.cells import Coded, clean_code, note, note_values, shape
from pug_analysis.ingest.guard import Refused

_WORDS: Final = {
    "L": "L", "M": "L", "1": "L", "PRIA": "L", "LAKILAKI": "L", "LAKI": "L", "LK": "L",
    "MALE": "L", "LELAKI": "L",
    "F": "P", "2": "P", "W": "P", "WANITA": "P", "PEREMPUAN": "P", "PR": "P", "FEMALE": "P",
}  # fmt: skip
#: Companions that make P a woman, and those that make it a man.
_P_IS_WOMAN: Final = frozenset({"L", "LAKILAKI", "LAKI", "LK", "PEREMPUAN", "PR"})
_P_IS_MAN: Final = frozenset({"W", "WANITA"})
_P_IS_UNCLEAR: Final = frozenset({"M", "F", "MALE", "FEMALE", "PRIA"})
#: Share of rows whose code must agree with digit 15 of the NIP.
_AGREE: Final = 0.5
_AGREE_ALONE: Final = 0.9


def read_sex(
    coded: Coded, index: pd.Index, jk_nip: pd.Series
) -> tuple[pd.Series, list[pd.DataFrame]]:
    """Return the sex of each row (L, P or "") and the findings.

    The column wins over the NIP; the NIP fills what the column does not say.

    Parameters
    ----------
    coded : the column of one sheet
    index : row addresses
    jk_nip : sex by digit 15 of the NIP, "" if unknown, with the same index

    Raises
    ------
    Refused
        ``JK-RANCU`` if P may mean Pria as well as Perempuan in this column.
    """
    cleaned = [clean_code(v) for v in coded.values]
    keys = ["".join(c for c in text.upper() if c.isalnum()) for text, _ in cleaned]
    digit = jk_nip.to_numpy(dtype=object)
    used = {keys[c] for c in np.unique(coded.codes)}
    words = dict(_WORDS)
    if "P" in used:
        rows = np.array([k == "P" for k in keys])[coded.codes]
        words["P"] = _decide_p(used, digit[rows])
    values = np.array([words.get(k, "") for k in keys] or [""], dtype=object)[coded.codes]
    known = (values != "") & (digit != "")
    if known.sum() > 10 and (values == digit)[known].mean() < _AGREE:
        raise Refused("JK-RANCU", rincian="kolom jenis kelamin berlawanan dengan digit 15 NIP")
    shapes = np.array([shape(v) for v in coded.values] or [""], dtype=object)[coded.codes]
    notes = [
        note_values(
            coded,
            index,
            "jenis_kelamin",
            [[c for c in codes if c != "TEKS-NULL"] for _, codes in cleaned],
        )
    ]
    for kode, hit in (
        ("JK-BEDA-NIP", known & (values != digit)),
        ("JK-DARI-NIP", (values == "") & (digit != "")),
        ("JK-KOSONG", (values == "") & (digit == "")),
    ):
        notes.append(note(index[hit], "jenis_kelamin", kode, bentuk=shapes[hit].tolist()))
    filled = np.where(values == "", digit, values)
    return pd.Series(filled, index, dtype="string"), notes


def _decide_p(used: set[str], digit: np.ndarray) -> str:
    """Return what P means in a column, from the other codes in it, or else from the NIPs."""
    woman, man = bool(used & _P_IS_WOMAN), bool(used & _P_IS_MAN)
    if used & _P_IS_UNCLEAR or (woman and man):
        raise Refused("JK-RANCU", rincian="P bersama kode sistem lain dalam satu kolom")
    if woman or man:
        return "P" if woman else "L"
    known = digit[digit != ""]
    for sex in ("P", "L"):
        if len(known) and (known == sex).mean() >= _AGREE_ALONE:
            return sex
    raise Refused("JK-RANCU", rincian="hanya ada P, dan digit 15 NIP tidak sepakat")
