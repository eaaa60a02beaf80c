"""NIP: structure, damage, and the agreement of the fast and the slow way."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.ingest.values.cells import code_column
from pug_analysis.ingest.values.nip import parse_nip, read_nips, split_nip


def test_parts_by_hand():
    parts = split_nip(
        pd.Series(["198503122010012001", "199001022022211005", "", "198513012010012001"])
    )
    assert parts["lahir"].dt.strftime("%Y-%m-%d").fillna("").tolist() == [
        "1985-03-12",
        "1990-01-02",
        "",
        "",
    ]
    assert parts["angkat"].dt.strftime("%Y-%m-%d").fillna("").tolist()[:2] == [
        "2010-01-01",
        "2022-01-01",
    ]
    assert parts["pppk"].tolist() == [False, True, False, False]
    assert parts["jenis_kelamin"].tolist() == ["P", "L", "", "P"]


@given(
    st.dates(pd.Timestamp(1950, 1, 1).date(), pd.Timestamp(2007, 12, 31).date()),
    st.integers(2008, 2025), st.integers(1, 12), st.sampled_from("12"), st.integers(1, 999),
)  # fmt: skip
def test_valid_nips_pass_both_ways(birth, year, month, sex, sequence):
    nip = f"{birth:%Y%m%d}{year}{month:02d}{sex}{sequence:03d}"
    assert parse_nip(nip) == (nip, [])
    frame, notes = read_nips(code_column(np.array([nip], dtype=object)), pd.Index([5]))
    assert frame["nip"].tolist() == [nip]
    assert notes.empty


@given(st.text(max_size=25))
def test_any_text_is_a_nip_or_a_finding(text):
    nip, codes = parse_nip(text)
    assert (len(nip) == 18 and nip.isdigit()) or codes


def test_sex_survives_the_rounding_of_excel():
    cells = np.array([1.98503122010012e17, "198503122010011000", "131263190"], dtype=object)
    frame, notes = read_nips(code_column(cells), pd.Index([1, 2, 3]))
    assert frame["jk_nip"].tolist() == ["P", "L", ""]
    assert notes["kode"].tolist() == ["NIP-ANGKA", "NIP-LAMA", "NIP-PRESISI"]
