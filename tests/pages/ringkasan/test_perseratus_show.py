from __future__ import annotations

import pytest

from pug_analysis.pages.ringkasan import perseratus_show as per
from pug_analysis.pages.ringkasan.putusan_show import EQUAL, GAP, UNDECIDED

STEP = {"langkah": "CPNS ke Pengawas"}


def ratio(tables, **changes):
    return per.quote_ratio(tables(kohort_langkah=changes), "kohort_langkah", "Pengawas", **STEP)


def many(value):
    """A column of the five steps whose first one has the value."""
    return [value, *[float("nan")] * 4]


class TestRatio:
    def test_is_quoted_with_its_limits(self, tables):
        found = ratio(tables)
        assert [q.nilai for q in found.quoted] == [0.72, 0.62, 0.85]
        assert [q.arti for q in found.quoted] == [
            "Pengawas: rasio", "Pengawas: batas bawah", "Pengawas: batas atas",
        ]  # fmt: skip

    @pytest.mark.parametrize("column", ["rasio", "conf_low", "conf_high"])
    def test_is_none_where_one_of_the_three_is_kept(self, column, tables):
        assert ratio(tables, **{column: many(float("nan"))}) is None

    @pytest.mark.parametrize(
        ("numbers", "direction", "proven"),
        [((0.72, 0.62, 0.85), "wanita", True), ((1.4, 1.1, 1.8), "pria", True),
         ((0.9, 0.7, 1.2), "wanita", False), ((1.1, 0.9, 1.3), "pria", False)],
    )  # fmt: skip
    def test_says_who_is_slower_and_whether_that_is_proven(
        self, numbers, direction, proven, tables
    ):
        columns = dict(zip(("rasio", "conf_low", "conf_high"), map(many, numbers), strict=True))
        found = ratio(tables, **columns)
        assert (found.direction, found.proven) == (direction, proven)


@pytest.mark.parametrize(
    ("value", "said"), [(0.724, "72"), (1.0, "100"), (1.378, "138"), (0.004, "0")]
)
def test_so_many_women_for_every_hundred_men(value, said):
    assert per.per_hundred(value) == said


def test_the_interval_in_women_for_every_hundred_men(tables):
    words = "kira-kira antara 62 dan 85 wanita untuk setiap 100 pria (selang 95%)."
    assert per.interval(ratio(tables)) == f"Besarnya {words}"
    assert per.interval(ratio(tables), step="A ke B") == f"A ke B: {words}"


class TestPeople:
    def told(self, tables, *, what="diangkat", verdict=GAP, **changes):
        return per.in_people(
            tables(kohort_langkah=changes), "kohort_langkah", observed="kejadian_wanita", what=what,
            verdict=verdict, **STEP,
        )  # fmt: skip

    def test_fewer_women_than_if_both_were_as_fast(self, tables):
        said, quoted = self.told(tables)
        assert said == (
            "46 wanita lebih sedikit diangkat daripada bila keduanya sama cepat (118, diharapkan 164).",
        )
        assert [q.nilai for q in quoted] == [118, 164.2, -46.2]

    def test_more_women(self, tables):
        said, _ = self.told(tables, selisih_orang=many(12.4), harapan_wanita=many(105.6))
        assert said == (
            "12 wanita lebih banyak diangkat daripada bila keduanya sama cepat (118, diharapkan 106).",
        )

    def test_as_many_women(self, tables):
        said, _ = self.told(tables, selisih_orang=many(-0.3), harapan_wanita=many(118.3))
        assert said == (
            "Wanita yang diangkat hampir sebanyak bila keduanya sama cepat (118, diharapkan 118).",
        )

    def test_trainings_have_words_of_their_own(self, tables):
        (said,), _ = self.told(tables, what="dilatih")
        assert said.startswith(
            "46 wanita lebih sedikit dilatih daripada bila pelatihan terbuka sama"
        )

    def test_only_what_is_open_may_be_chance(self, tables):
        chance = "Selisih sebesar itu masih dapat terjadi karena kebetulan."
        assert chance in self.told(tables, verdict=UNDECIDED)[0][0]
        assert chance not in self.told(tables, verdict=GAP)[0][0]
        assert chance not in self.told(tables, verdict=EQUAL)[0][0]

    def test_an_edition_may_keep_the_counts_or_the_difference(self, tables):
        said, quoted = self.told(tables, harapan_wanita=many(float("nan")))
        assert said == ("46 wanita lebih sedikit diangkat daripada bila keduanya sama cepat.",)
        assert len(quoted) == 1
        assert self.told(tables, selisih_orang=many(float("nan"))) == ((), ())
