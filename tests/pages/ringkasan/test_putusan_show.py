from __future__ import annotations

import pytest

from pug_analysis.pages.kohort import banding_show, langkah_show
from pug_analysis.pages.pelatihan import laju_show
from pug_analysis.pages.ringkasan import putusan_show as putusan
from pug_analysis.release.halangan import HALANGAN

NAN = float("nan")


@pytest.mark.parametrize(
    "words",
    [banding_show.PUTUSAN_KOHORT, langkah_show.PUTUSAN_LANGKAH, laju_show.PUTUSAN_LAJU, HALANGAN],
    ids=["kohort", "langkah", "pelatihan", "halangan"],
)
def test_every_verdict_of_a_page_has_its_word(words):
    assert {word for key, word in words.items() if key} <= set(putusan.VERDICTS)


def test_only_a_gap_is_called_a_gap():
    gaps = {word for word, verdict in putusan.VERDICTS.items() if verdict == putusan.GAP}
    assert gaps == {banding_show.PUTUSAN_KOHORT["gap"], laju_show.PUTUSAN_LAJU["gap"]}


def test_up_is_not_down():
    assert putusan.HEADINGS["naik"] == putusan.UP == "cenderung naik"
    assert putusan.HEADINGS["turun"] == putusan.DOWN == "cenderung turun"


class TestStrengths:
    def test_holm_over_the_five_by_hand(self, tables):
        """0.0002, 0.0004, 0.0008, 0.53, 1: times 5, 4, 3, 2, 1."""
        assert putusan.read_strengths(tables()) == {1: True, 2: True, 3: False, 4: False, 5: True}

    def test_what_holds_alone_need_not_hold_beside_the_others(self, tables):
        """0.02 alone is below 0.05; times 5 it is not, and neither is any other."""
        weak = tables(
            kohort_langkah={"p_holm": [0.02, 1, NAN, 1, 1]},
            kohort_laju={"p_value": [0.03]},
            pd_pengangkatan={"q_value": [0.9, 0.04, NAN, NAN]},
        )
        assert set(putusan.read_strengths(weak).values()) == {False}

    def test_the_smallest_of_the_steps_and_offices_counts(self, tables):
        """0.011 is the second smallest: times 4 it is 0.044."""
        given = tables(
            kohort_langkah={"p_holm": [0.9, 0.0001, NAN, 1, 1]},
            kohort_laju={"p_value": [0.9]},
            pd_pengangkatan={"q_value": [0.9, 0.011, NAN, NAN]},
        )
        assert putusan.read_strengths(given) == {1: True, 2: False, 3: False, 4: False, 5: True}

    @pytest.mark.parametrize(
        ("table", "column", "values"),
        [
            ("kohort_langkah", "p_holm", [NAN, 1.0, NAN, 1.0, 1.0]),
            ("kohort_laju", "p_value", ["< 0,001"]),
            ("pelatihan_semua", "p_value", [0.4, 0.9, NAN]),
            ("indikator_jabatan_arah", "p_value", [NAN, "≥ 0,05", NAN]),
            ("pd_pengangkatan", "q_value", [0.9, NAN, NAN, NAN]),
            (
                "pd_pengangkatan",
                "penilaian",
                ["tidak ditandai", "ditandai", "tidak ditampilkan", ""],
            ),
        ],
    )
    def test_where_an_edition_keeps_a_p_value_no_strength_is_told(
        self, table, column, values, tables
    ):
        assert putusan.read_strengths(tables(**{table: {column: values}})) is None

    def test_where_nothing_was_tested_there_is_nothing_to_keep(self, tables):
        few = {"p_value": [NAN] * 3, "arah": ["", "terlalu sedikit", ""]}
        given = tables(indikator_jabatan_arah=few)
        given = {name: table for name, table in given.items() if name != "pd_pengangkatan"}
        assert putusan.read_strengths(given) == {1: True, 2: True, 3: False, 4: False, 5: False}
        assert putusan.read_strengths({}) == dict.fromkeys(range(1, 6), False)

    def test_a_page_that_does_not_release_its_p_values_keeps_them(self, tables):
        given = tables()
        given["kohort_laju"] = given["kohort_laju"].drop(columns="p_value")
        assert putusan.read_strengths(given) is None
