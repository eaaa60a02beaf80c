from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.ringkasan.kutipan_show import quote


class TestQuote:
    def test_takes_the_one_number_and_says_where_it_stands(self, tables):
        found = quote(
            tables(), "kohort_sasaran", "share_pria", "arti", sasaran="Pengawas, sejak CPNS"
        )
        assert (found.nilai, found.tabel) == (0.46, "kohort_sasaran")
        assert found.baris == "sasaran=Pengawas, sejak CPNS"

    def test_refuses_a_row_that_is_not_there_or_not_the_only_one(self, tables):
        with pytest.raises(KeyError, match="0 rows"):
            quote(tables(), "kohort_sasaran", "share_pria", "arti", sasaran="Bupati")
        with pytest.raises(KeyError, match="2 rows"):
            quote(tables(), "pelatihan_rasio", "estimate", "arti", ukuran="disesuaikan")

    def test_a_hidden_number_is_missing(self, released):
        one = released({"a": ["x"], "n": pd.Series(["*"], dtype=object)}, n="count")
        assert pd.isna(quote({"t": one}, "t", "n", "arti", a="x").nilai)
