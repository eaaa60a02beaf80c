"""Steps and speed in a shared edition: everything shown follows from what may be shown."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from pug_analysis.pages.kohort.laju_show import speed_row
from pug_analysis.pages.kohort.laju_terlindung_show import (
    released_ladder,
    released_parts,
    released_speed,
    released_standard_curves,
)

RATIO = ["rasio", "conf_low", "conf_high"]
PEOPLE = ["harapan_wanita", "selisih_orang"]


def test_the_internal_edition_gets_the_tables_as_they_are(climb, year):
    one, data = climb(), year()
    assert released_ladder(one, data) is one.ladder.table
    assert released_parts(one, data) is one.speed.parts
    assert released_standard_curves(one, data) is one.speed.curves
    row = speed_row(one)
    assert released_speed(row, one.speed.parts, one, data) is row


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_a_step_by_hand(edition, climb, year):
    """228 and 448 promotions are 230 and 450, whose logarithm has the error (1/230 + 1/450)^0.5 = 0.0811."""
    row = released_ladder(climb(), year(edition)).iloc[0]
    error = math.sqrt(1 / 230 + 1 / 450)
    assert row["rasio"] == 0.72
    assert row["conf_low"] == round(0.72 * math.exp(-1.959964 * error), 2)
    assert row["conf_high"] == round(0.72 * math.exp(1.959964 * error), 2)
    # 274.43 expected are 275, of 230
    assert row[PEOPLE].tolist() == [275, -45]
    assert row["putusan"] == "gap"
    seen = math.exp(
        -(1.959964 + 0.841621) * math.log(row["conf_high"] / row["conf_low"]) / 2 / 1.959964
    )
    assert row["rasio_terlihat"] == round(seen, 2)


def test_counts_that_round_alike_show_the_same(climb, year):
    """228 to 232 of 490 women: the reader of a shared edition sees one table."""
    exact = climb().ladder.table
    shown = []
    for more in (0, 1, 2, 4):
        table = exact.copy()
        table.loc[0, "kejadian_wanita"] += more
        table.loc[0, "harapan_wanita"] -= more / 4
        shown.append(
            released_ladder(climb(ladder=table), year("pokja"))[[*RATIO, *PEOPLE, "rasio_terlihat"]]
        )
    for other in shown[1:]:
        pd.testing.assert_frame_equal(shown[0], other)


def test_a_step_with_hidden_promotions_has_neither_ratio_nor_verdict(climb, year):
    table = climb().ladder.table
    table.loc[1, "kejadian_wanita"] = 7
    row = released_ladder(climb(ladder=table), year("pokja")).iloc[1]
    assert row["putusan"] == "too_few"
    assert row[[*RATIO, *PEOPLE, "rasio_terlihat"]].isna().all()


def test_all_steps_are_the_sum_of_what_is_shown_of_each(climb, year):
    """Men 450 + 60 + 10; women 230 + 25 and 4 for the three that are hidden: 259, to the nearest 5 260."""
    whole = released_parts(climb(), year("pokja")).iloc[0]
    assert whole[["kejadian_pria", "kejadian_wanita"]].tolist() == [520, 260]
    # expected 275 + 30, and 4 where 3 are hidden: 309, to the nearest 5 310
    assert whole[PEOPLE].tolist() == [310, -50]
    error = math.sqrt(1 / 520 + 1 / 260)
    assert whole["conf_low"] == round(0.72 * math.exp(-1.959964 * error), 2)


def test_promotions_of_a_part_are_not_shown_and_its_error_is_the_whole_one_times_a_power(
    climb, year
):
    shown = released_parts(climb(), year("pokja")).set_index("bagian")
    assert (
        shown.loc[["awal", "akhir"], ["kejadian_pria", "kejadian_wanita", *PEOPLE]]
        .isna()
        .all(axis=None)
    )
    base = math.sqrt(1 / 450 + 1 / 230)
    late = shown.loc["akhir"]
    # (log 0.70 - log 0.44) / 3.92 = 0.1185 is 1.46 times it, nearest 1.3
    assert late["conf_low"] == round(0.55 * math.exp(-1.959964 * 1.3 * base), 2)
    assert late["conf_high"] == round(0.55 * math.exp(1.959964 * 1.3 * base), 2)


def test_a_part_with_few_promotions_has_no_ratio(climb, parts, year):
    few = ("akhir", 30, 7, 12.0, -5.0, 0.5, 0.2, 0.9, 0.04)
    whole = ("semua", 518, 258, 309.1, -51.1, 0.72, 0.63, 0.83, 0.0001)
    shown = released_parts(climb(parts=parts(whole, few)), year("pokja"))
    assert shown.loc[1, RATIO].isna().all()
    assert shown.loc[0, RATIO].notna().all()


def test_the_statistics_are_left_out(climb, year):
    one, data = climb(), year("publik")
    row = released_speed(speed_row(one), released_parts(one, data), one, data).iloc[0]
    assert row[["statistik", "z_sepanjang", "z_akhir", "z_awal"]].isna().all()
    assert row[["putusan", "arah"]].tolist() == ["gap", "wanita"]
    whole = released_parts(one, data).iloc[0]
    width = math.log(whole["conf_high"] / whole["conf_low"]) / 2 / 1.959964
    assert row["rasio_terlihat"] == round(math.exp(-(1.959964 + 0.841621) * width), 2)


def test_a_class_of_a_step_stands_where_every_count_agrees_with_it(climb, year):
    """228 to 232 women of 272.5 to 277.5: 40.5 to 49.5 fewer, with at most (275 x 401/676)^0.5 = 12.8 an error.

    All of them may have p < 0.001, z of 3.29 and 42.0; four times that, z of 3.66 and 46.8, not 228 with
    272.5. Nobody near 30 of 30 can have p < 0.05, and all may have more.
    """
    steps = released_ladder(climb(), year("pokja"))
    assert steps.loc[0, "p_value"] == 0.0002
    assert math.isnan(steps.loc[0, "p_holm"])
    assert steps.loc[1, ["p_value", "p_holm"]].tolist() == [0.48, 1.0]
    near = climb().ladder.table
    near.loc[1, "p_value"] = 0.049
    assert math.isnan(released_ladder(climb(ladder=near), year("pokja")).loc[1, "p_value"])


@pytest.mark.parametrize(
    ("p_value", "shown"), [(0.0004, 0.0004), (0.004, None), (0.04, None), (0.6, None)]
)
def test_the_lowest_class_of_the_largest_test_leaves_every_count_open(p_value, shown, climb, year):
    """50 fewer than expected can have no plain p of 0.001 and more: what says so would tell of the counts."""
    one, data = climb(p_value=p_value), year("pokja")
    row = released_speed(speed_row(one), released_parts(one, data), one, data).iloc[0]
    assert (row["p_value"] if shown else math.isnan(row["p_value"])) == (shown or True)


def test_a_higher_class_stands_where_nobody_is_missing(climb, parts, year):
    """Five fewer than 260 expected, of whom the error is 11: every count behind them has p of 0.05 and more."""
    ladder = climb().ladder.table
    ladder.loc[0, ["harapan_wanita", "selisih_orang"]] = [231.0, -3.0]
    one, data = climb(ladder=ladder, p_value=0.6), year("pokja")
    row = released_speed(speed_row(one), released_parts(one, data), one, data).iloc[0]
    assert row["p_value"] == 0.6


def test_whether_the_ratio_changes_is_told_where_both_ratios_are(climb, parts, year):
    data, whole = year("pokja"), ("semua", 518, 258, 309.1, -51.1, 0.72, 0.63, 0.83, 0.0001)
    few = climb(parts=parts(whole, ("akhir", 30, 7, 12.0, -5.0, 0.5, 0.2, 0.9, 0.04)))
    for one, told in ((climb(), 0.001), (few, None)):
        row = released_speed(speed_row(one), released_parts(one, data), one, data).iloc[0]
        assert row["p_perubahan"] == told if told else math.isnan(row["p_perubahan"])


def test_where_the_ratio_of_all_steps_is_hidden_nothing_is_said(climb, parts, year):
    ladder = climb().ladder.table
    ladder["kejadian_wanita"] = 2
    few = ("semua", 518, 6, 12.1, -6.1, 0.5, 0.2, 0.9, 0.02)
    one, data = climb(ladder=ladder, parts=parts(few)), year("pokja")
    row = released_speed(speed_row(one), released_parts(one, data), one, data).iloc[0]
    assert row[["putusan", "arah"]].tolist() == ["too_few", ""]
    assert math.isnan(row["rasio_terlihat"])


def test_shares_go_in_steps_and_the_difference_is_that_of_the_shares(climb, year):
    """450 at risk: steps of 1 point; 160: of 2 points."""
    shown = released_standard_curves(climb(), year("pokja")).set_index("time")
    numbers = ["share_pria", "share_wanita", "estimate", "conf_low", "conf_high"]
    assert shown.loc[120, numbers].tolist() == pytest.approx([0.31, 0.30, -0.01, -0.06, 0.04])
    assert shown.loc[180, numbers].tolist() == pytest.approx(
        [0.52, 0.40, -0.12, -0.2, -0.06], abs=0.021
    )
    for row in shown.itertuples():
        assert row.estimate == pytest.approx(row.share_wanita - row.share_pria)
        assert row.conf_low <= row.estimate <= row.conf_high
    assert shown.loc[180, "conf_high"] < 0


@pytest.mark.parametrize(
    ("men", "women", "low", "high", "at_risk"),
    [
        (0.52, 0.40, -0.19, -0.05, 50),  # steps of 10 points
        (0.501, 0.499, -0.01, -0.001, 160),  # both 0.50, and yet a difference
    ],
)
def test_what_the_steps_would_contradict_is_not_shown(men, women, low, high, at_risk, climb, year):
    from dataclasses import replace

    one = climb(curves=[(180, men, women, women - men, low, high, 0.01)])
    one = replace(one, at_risk=pd.Series({180: at_risk}))
    shown = released_standard_curves(one, year("pokja"))
    assert (
        shown[["share_pria", "share_wanita", "estimate", "conf_low", "conf_high"]]
        .isna()
        .all(axis=None)
    )
