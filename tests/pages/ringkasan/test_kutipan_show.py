from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.ringkasan.kutipan_show import has_rows, is_told, quote, released_p


class TestQuote:
    def test_takes_the_one_number_and_says_where_it_stands(self, tables):
        found = quote(tables(), "kohort_langkah", "rasio", "arti", langkah="CPNS ke Pengawas")
        assert (found.nilai, found.tabel) == (0.72, "kohort_langkah")
        assert found.baris == "langkah=CPNS ke Pengawas"

    def test_refuses_a_row_that_is_not_there_or_not_the_only_one(self, tables):
        with pytest.raises(KeyError, match="0 rows"):
            quote(tables(), "kohort_langkah", "rasio", "arti", langkah="Bupati")
        with pytest.raises(KeyError, match="3 rows"):
            quote(tables(), "kohort_langkah", "rasio", "arti", jalur="struktural")

    def test_a_hidden_number_is_missing(self, released):
        one = released({"a": ["x"], "n": pd.Series(["*"], dtype=object)}, n="count")
        hidden = quote({"t": one}, "t", "n", "arti", a="x")
        assert pd.isna(hidden.nilai)
        assert not is_told(hidden)


def test_all_numbers_must_be_told(tables):
    known = quote(tables(), "kohort_langkah", "rasio", "arti", langkah="CPNS ke Pengawas")
    unknown = quote(
        tables(), "kohort_langkah", "rasio", "arti", langkah="Administrator ke JPT Pratama"
    )
    assert is_told(known, known)
    assert not is_told(known, unknown)


def test_a_table_without_rows_is_as_good_as_none(released):
    assert not has_rows({}, "t")
    assert not has_rows({"t": released({"a": []})}, "t")
    assert has_rows({"t": released({"a": ["x"]})}, "t")


def test_p_values_in_classes_or_left_out_are_missing():
    frame = pd.DataFrame({"p": ["< 0,001", "0,2"], "q": [0.2, 0.3]})
    assert released_p(frame, "p").isna().all()
    assert released_p(frame, "r").isna().all()
    assert list(released_p(frame, "q")) == [0.2, 0.3]
