"""Sex is decided per column."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.ingest.values.cells import code_column
from pug_analysis.ingest.values.refused import Refused
from pug_analysis.ingest.values.sex import read_sex, weigh_sex
from pug_analysis.ingest.values.sheet_evidence import decide_form


def read(cells, digits):
    index = pd.RangeIndex(len(cells))
    jk = pd.Series(list(digits), index, dtype="string").replace("-", "")
    coded = code_column(np.array(cells, dtype=object))
    values, notes = read_sex(coded, index, jk, decided=decide_form(weigh_sex(coded, jk)))
    return values.tolist(), pd.concat(notes)["kode"].tolist()


def test_p_alone_is_read_by_the_nip():
    assert read(["P"] * 3, "PPP") == (["P"] * 3, [])
    assert read(["P"] * 3, "LLL") == (["L"] * 3, [])
    with pytest.raises(Refused, match="JK-RANCU"):
        read(["P"] * 2, "LP")


def test_column_wins_and_nip_fills():
    assert read(["L", "L", "", "X", ""], "LPPL-") == (
        ["L", "L", "P", "L", ""], ["JK-BEDA-NIP", "JK-DARI-NIP", "JK-DARI-NIP", "JK-KOSONG"]
    )  # fmt: skip


def test_codes_against_the_nips_are_refused():
    with pytest.raises(Refused, match="JK-RANCU"):
        read(["L"] * 12 + ["P"] * 12, "P" * 12 + "L" * 12)
