"""Access to leadership training over both routes, by hand and by exchange."""

from __future__ import annotations

from math import erfc, isnan, log, sqrt

import pytest

from pug_analysis.analyses.questions.training import (
    BOTH,
    ROUTES,
    compare_access,
    count_access,
    differ,
)
from pug_analysis.careers.eligible import DIKLAT

#: Before the post: men 20 trained after 20 months and 30 seen for 60 (2200 months), women 10 after 20 and
#: 30 for 60 (2000). All within 2010 to 2018, in one entry group.
BEFORE = [("L", 20, 20, DIKLAT), ("L", 30, 60, ""), ("P", 10, 20, DIKLAT), ("P", 30, 60, "")]
#: In the post: men 30 after 10 months (300), women 15 after 20 (300).
INSIDE = [("L", 30, 10, DIKLAT), ("P", 15, 20, DIKLAT)]


@pytest.fixture
def counts_of(access_of):
    def counted(before, inside):
        return count_access({"PKP": access_of(before)}, {"PKP": access_of(inside, route="sesudah")})

    return counted


def swapped(rows):
    return [({"L": "P", "P": "L"}[sex], *rest) for sex, *rest in rows]


def test_counts_of_both_routes(counts_of):
    counts = counts_of(BEFORE, INSIDE).set_index(["jalur", "jenis_kelamin"])
    assert counts[["n_event", "person_time"]].to_dict("index") == {
        ("sebelum", "L"): {"n_event": 20, "person_time": 2200},
        ("sebelum", "P"): {"n_event": 10, "person_time": 2000},
        ("sesudah", "L"): {"n_event": 30, "person_time": 300},
        ("sesudah", "P"): {"n_event": 15, "person_time": 300},
    }
    assert set(counts["jenjang"]) == {"PKP"}
    assert set(counts["periode"]) == {"sampai 2018"}


def test_ratios_by_hand(counts_of):
    found = compare_access(counts_of(BEFORE, INSIDE), n_people=40)
    table = found.table.set_index("jalur")
    assert table.index.tolist() == ["sebelum", "sesudah", "semua"]
    assert table.loc["semua", ["n_pria", "n_wanita"]].tolist() == [50, 25]
    assert table.loc["semua", ["tahun_pria", "tahun_wanita"]].tolist() == pytest.approx(
        [2500 / 12, 2300 / 12]
    )
    # Mantel and Haenszel: sums of women's trainings times men's months over all months, and the reverse
    above, below = 10 * 2200 / 4200 + 15 * 300 / 600, 20 * 2000 / 4200 + 30 * 300 / 600
    assert table.loc["sebelum", "rasio"] == pytest.approx((10 / 2000) / (20 / 2200))
    assert table.loc["sesudah", "rasio"] == pytest.approx(0.5)
    assert table.loc["semua", "rasio"] == pytest.approx(above / below)
    assert table.loc["semua", "harapan_wanita"] == pytest.approx(25 * below / above)
    assert table.loc["semua", "selisih_orang"] == pytest.approx(25 - 25 * below / above)
    assert (found.verdict, found.direction) == ("gap", "wanita")
    assert found.p_value == table.loc["semua", "p_value"] < 0.05
    assert found.p_change > 0.5
    assert not differ(found)
    assert 0 < found.rasio_terlihat < 1


def test_exchanging_the_sexes_inverts_the_ratio(counts_of):
    one = compare_access(counts_of(BEFORE, INSIDE), n_people=40)
    other = compare_access(counts_of(swapped(BEFORE), swapped(INSIDE)), n_people=40)
    assert one.table["rasio"].tolist() == pytest.approx((1 / other.table["rasio"]).tolist())
    assert one.table["conf_low"].tolist() == pytest.approx((1 / other.table["conf_high"]).tolist())
    assert one.table["putusan"].tolist() == other.table["putusan"].tolist()
    assert one.p_value == pytest.approx(other.p_value)
    assert one.p_change == pytest.approx(other.p_change)
    assert (one.direction, other.direction) == ("wanita", "pria")


def test_routes_that_differ_are_told_one_by_one(counts_of):
    opposite = compare_access(counts_of(BEFORE, swapped(INSIDE)), n_people=40)
    table = opposite.table.set_index("jalur")
    # one stratum each: variance of the log ratio of rates is 1/a + 1/b
    errors = [sqrt(1 / 10 + 1 / 20), sqrt(1 / 15 + 1 / 30)]
    gap = log(table.loc["sebelum", "rasio"]) - log(table.loc["sesudah", "rasio"])
    by_hand = erfc(abs(gap) / sqrt(errors[0] ** 2 + errors[1] ** 2) / sqrt(2))
    assert opposite.p_change == pytest.approx(by_hand, rel=1e-6)
    assert opposite.p_change < 0.05
    assert differ(opposite)


def test_people_of_other_groups_are_not_compared(counts_of):
    """Men of one entry window and women of another share no group: nothing can be said of them."""
    apart = [("L", 20, 20, DIKLAT), ("P", 20, 20, DIKLAT, 2010 * 12, "2000-2004")]
    found = compare_access(counts_of(apart, apart), n_people=40)
    assert found.table["putusan"].tolist() == ["too_few"] * 3
    assert found.table["rasio"].isna().all()
    assert found.table["n_wanita"].tolist() == [20, 20, 40]


def test_few_trainings_have_counts_and_no_ratio(counts_of):
    few = [("L", 20, 24, DIKLAT), ("P", 4, 24, DIKLAT), ("P", 20, 60, "")]
    found = compare_access(counts_of(few, INSIDE), n_people=40)
    table = found.table.set_index("jalur")
    assert table["putusan"].to_dict()["sebelum"] == "too_few"
    assert table.loc["sebelum", ["rasio", "p_value", "selisih_orang"]].isna().all()
    assert table.loc["semua", "n_wanita"] == 19
    assert table.loc["semua", "rasio"] > 0
    assert isnan(found.p_change)
    assert not differ(found)


def test_nobody_leaves_a_table_of_all_routes():
    found = compare_access(count_access({}, {}), n_people=0)
    assert found.table["jalur"].tolist() == [*ROUTES, BOTH]
    assert found.table[["n_pria", "n_wanita"]].to_numpy().tolist() == [[0, 0]] * 3
    assert (found.verdict, found.direction) == ("too_few", "")
    assert isnan(found.p_value)
    assert isnan(found.rasio_terlihat)


def test_without_a_leavers_list_nothing_is_estimated(counts_of):
    found = compare_access(counts_of(BEFORE, INSIDE), n_people=40, leavers_known=False)
    assert found.table["putusan"].tolist() == ["no_leavers"] * 3
    assert found.table[["rasio", "p_value", "harapan_wanita"]].isna().all(axis=None)
    assert found.table["n_wanita"].tolist() == [10, 15, 25]
    assert (found.verdict, found.direction) == ("too_few", "")
    assert isnan(found.p_change)


def test_every_option_changes_something(counts_of):
    counts = counts_of(BEFORE, INSIDE)
    usual = compare_access(counts, n_people=40)
    assert compare_access(counts, n_people=9).verdict == "too_few"
    assert compare_access(counts, n_people=40, margin=9).verdict == "equivalent"
    narrow = compare_access(counts, n_people=40, conf_level=0.8).table["conf_low"]
    assert (narrow > usual.table["conf_low"]).all()
