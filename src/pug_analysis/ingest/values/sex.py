"""Sex: decided once per column, because ``P`` is Perempuan in one file and Pria in another."""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.values.cells import Coded, clean_code, note, note_values, shape
from pug_analysis.ingest.values.sheet_evidence import (
    P_IS_MAN,
    P_IS_UNCLEAR,
    P_IS_WOMAN,
    Decided,
    Evidence,
)

_WORDS: Final = {
    "L": "L", "M": "L", "1": "L", "PRIA": "L", "LAKILAKI": "L", "LAKI": "L", "LK": "L",
    "MALE": "L", "LELAKI": "L",
    "F": "P", "2": "P", "W": "P", "WANITA": "P", "PEREMPUAN": "P", "PR": "P", "FEMALE": "P",
}  # fmt: skip


def read_keys(coded: Coded) -> list[str]:
    """Return each distinct cell of a column of sexes as the word that is looked up."""
    return ["".join(c for c in clean_code(v)[0].upper() if c.isalnum()) for v in coded.values]


def weigh_sex(coded: Coded, jk_nip: pd.Series) -> Evidence:
    """Return what a column of sexes shows of the meaning of P.

    Parameters
    ----------
    coded : the column
    jk_nip : sex by digit 15 of the NIP, "" if unknown, one per row
    """
    keys = read_keys(coded)
    known = P_IS_WOMAN | P_IS_MAN | P_IS_UNCLEAR | {"P"}
    words = np.array(["?" if k == "P" else _WORDS.get(k, "") for k in keys] or [""], dtype=object)
    rows = pd.DataFrame({"sex": words[coded.codes], "digit": jk_nip.to_numpy(dtype=object)})
    counts = rows[(rows["sex"] != "") & (rows["digit"] != "")].value_counts()
    return Evidence(
        sexes=known & {keys[c] for c in np.unique(coded.codes)},
        pairs=Counter({pair: int(n) for pair, n in counts.items()}),
    )


def read_sex(
    coded: Coded, index: pd.Index, jk_nip: pd.Series, *, decided: Decided
) -> tuple[pd.Series, list[pd.DataFrame]]:
    """Return the sex of each row (L, P or "") and the findings.

    The column wins over the NIP; the NIP fills what the column does not say.

    Parameters
    ----------
    coded : the column of one sheet
    index : row addresses
    jk_nip : sex by digit 15 of the NIP, "" if unknown, with the same index
    decided : what P means in this sheet
    """
    codes = [clean_code(v)[1] for v in coded.values]
    digit = jk_nip.to_numpy(dtype=object)
    words = _WORDS | {"P": decided.p}
    known_words = [words.get(k, "") for k in read_keys(coded)]
    values = np.array(known_words or [""], dtype=object)[coded.codes]
    known = (values != "") & (digit != "")
    shapes = np.array([shape(v) for v in coded.values] or [""], dtype=object)[coded.codes]
    mended = [[c for c in found if c != "TEKS-NULL"] for found in codes]
    notes = [note_values(coded, index, "jenis_kelamin", mended)]
    for kode, hit in (
        ("JK-BEDA-NIP", known & (values != digit)),
        ("JK-DARI-NIP", (values == "") & (digit != "")),
        ("JK-KOSONG", (values == "") & (digit == "")),
    ):
        notes.append(note(index[hit], "jenis_kelamin", kode, bentuk=shapes[hit].tolist()))
    filled = np.where(values == "", digit, values)
    return pd.Series(filled, index, dtype="string"), notes
