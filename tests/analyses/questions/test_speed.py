"""Whether both sexes are as fast: by hand, by property, and on cohorts that are drawn."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from pug_analysis.analyses.questions.speed import (
    MILESTONES,
    compare_speed,
    opens_at,
)
from pug_analysis.analyses.questions.steps import STEPS
from pug_analysis.careers.spells import PROMOSI

LEVELS = ("Pengawas", "Administrator", "JPT Pratama")
#: Of 200 of each sex, promotions in month 48 (men, women) and month 150.
SHAPES = {
    "throughout": ((80, 40), (60, 40)),
    "late": ((40, 40), (90, 30)),
    "early": ((90, 30), (40, 60)),
    "crossing": ((80, 20), (10, 120)),
}


def shaped(early: tuple[int, int], late: tuple[int, int], n: int = 200) -> list:
    rows = []
    for sex, one, two in zip("LP", early, late, strict=True):
        rows += [(sex, one, 48, PROMOSI), (sex, two, 150, PROMOSI), (sex, n - one - two, 300, "")]
    return [row for row in rows if row[1]]


def speed_of(steps, **options):
    return compare_speed(steps, margin=0.05, **options)


def part(found, name: str) -> pd.Series:
    return found.parts.set_index("bagian").loc[name]


# --- by hand
def test_one_step_by_hand(steps_of, small):
    """One stratum, so the test throughout is the plain log-rank test of the risk sets of ``small``."""
    found = speed_of(steps_of({"Pengawas": small}))
    variance = 5 * 15 / 19 / 4 + 5 * 10 / 14 * 2 / 9
    assert found.test.z[0, 0] == pytest.approx((5 - 35 / 6) / math.sqrt(variance))
    whole = part(found, "semua")
    assert whole[["kejadian_pria", "kejadian_wanita"]].tolist() == [5, 5]
    assert whole["harapan_wanita"] == pytest.approx(35 / 6)
    assert whole["selisih_orang"] == pytest.approx(5 - 35 / 6)
    assert whole["rasio"] == pytest.approx(math.sqrt(0.5))
    assert (found.verdict, found.direction) == ("inconclusive", "")
    # nobody is promoted after ten years: there is one part only, and nothing to compare
    assert math.isnan(found.p_change)


def test_who_is_alone_at_risk_is_expected_as_often_as_observed(in_groups, small):
    alone = [("P", 3, 15, PROMOSI), ("P", 2, 30, "")]
    found = speed_of({STEPS[0]: in_groups({"2005-2009": small, "2010-2014": alone})})
    whole = part(found, "semua")
    assert whole["kejadian_wanita"] == 8
    assert whole["harapan_wanita"] == pytest.approx(3 + 35 / 6)
    assert whole["selisih_orang"] == pytest.approx(5 - 35 / 6)


def test_scores_of_the_steps_add_up(steps_of, small, late):
    """The same people on two steps: twice the score and twice the variance, so z times the root of 2."""
    one = speed_of(steps_of({"Pengawas": small}))
    two = speed_of(steps_of({"Pengawas": small, "JPT Pratama": late(small, 7)}))
    assert two.test.z[0, 0] == pytest.approx(math.sqrt(2) * one.test.z[0, 0])
    assert part(two, "semua")["selisih_orang"] == pytest.approx(2 * (5 - 35 / 6))
    assert part(two, "semua")["rasio"] == pytest.approx(math.sqrt(0.5))


def test_steps_of_jf_are_not_in_it(steps_of, small):
    with_jf = speed_of(steps_of({"Pengawas": small, "JF Ahli Muda": shaped((80, 10), (50, 10))}))
    alone = speed_of(steps_of({"Pengawas": small}))
    assert with_jf.p_value == alone.p_value
    pd.testing.assert_frame_equal(with_jf.parts, alone.parts)


def test_early_and_late_parts_by_hand(steps_of):
    """Month 48: 80 + 40 of 400 promoted, 60 women expected; month 150: of 120 men and 160 women 100."""
    found = speed_of(steps_of({"Pengawas": shaped(*SHAPES["throughout"])}))
    early, late = part(found, "awal"), part(found, "akhir")
    assert early[["kejadian_pria", "kejadian_wanita"]].tolist() == [80, 40]
    assert early["harapan_wanita"] == pytest.approx(120 / 2)
    assert late[["kejadian_pria", "kejadian_wanita"]].tolist() == [60, 40]
    assert late["harapan_wanita"] == pytest.approx(100 * 160 / 280)
    # 40 = 120 r/(r + 1), and 40 = 100 x 160 r/(160 r + 120)
    assert early["rasio"] == pytest.approx(0.5)
    assert late["rasio"] == pytest.approx(0.5)
    assert found.p_change == pytest.approx(1)
    whole = part(found, "semua")
    assert whole["selisih_orang"] == pytest.approx(early["selisih_orang"] + late["selisih_orang"])


def test_curves_by_hand(steps_of):
    """In one group the standardised curve is the crude one: 40 % and 20 % after ten years, 70 and 40 after 15."""
    found = speed_of(steps_of({"Pengawas": shaped(*SHAPES["throughout"])}))
    curves = found.curves.set_index("time")
    assert list(curves.index) == list(MILESTONES)
    assert curves.loc[120, ["share_pria", "share_wanita"]].tolist() == pytest.approx([0.4, 0.2])
    assert curves.loc[180, ["share_pria", "share_wanita"]].tolist() == pytest.approx([0.7, 0.4])
    assert curves["estimate"].tolist() == pytest.approx([-0.2, -0.2, -0.3, -0.3])
    # wider than the interval of one milestone
    error = math.sqrt(0.4 * 0.6 / 200 + 0.2 * 0.8 / 200)
    assert curves.loc[120, "conf_low"] < -0.2 - 1.96 * error
    assert opens_at(found.curves) == 60


def test_a_milestone_with_few_promotions_has_no_interval(steps_of):
    """Four women were promoted by ten years."""
    found = speed_of(steps_of({"Pengawas": shaped((40, 4), (60, 60))}))
    assert found.curves["time"].tolist() == [180, 240]


# --- verdict and direction
@pytest.mark.parametrize(
    ("shape", "direction", "opens", "changes"),
    [
        ("throughout", "wanita", 60, False), ("late", "wanita", 180, True),
        ("early", "wanita", 60, True), ("crossing", "berganti", 60, True),
    ],
)  # fmt: skip
def test_a_gap_of_each_shape(shape, direction, opens, changes, steps_of, exchanged):
    rows = shaped(*SHAPES[shape])
    found = speed_of(steps_of({"Pengawas": rows}))
    assert (found.verdict, found.direction) == ("gap", direction)
    assert opens_at(found.curves) == opens
    assert (found.p_change < 0.05) is changes
    turned = speed_of(steps_of({"Pengawas": exchanged(rows)}))
    other = {"wanita": "pria", "berganti": "berganti"}[direction]
    assert (turned.verdict, turned.direction) == ("gap", other)


def test_a_late_gap_is_found_by_the_late_weight(steps_of):
    found = speed_of(steps_of({"Pengawas": shaped((40, 40), (60, 40))}))
    z = found.test.z
    assert abs(z[0, 1]) > abs(z[0, 0]) > abs(z[1, 0])
    assert found.test.statistic == pytest.approx(abs(z[0, 1]))


def _drawn(seed: int, *, n: int, ratio: float, start: int = 0) -> list:
    """Promotions of n of each sex with a monthly chance of 0.6 %, of women times ``ratio`` after ``start``."""
    rng, rows = np.random.default_rng(seed), []
    for sex in "LP":
        chance = np.full(300, 0.006)
        chance[start:] *= ratio if sex == "P" else 1
        reached = rng.random((n, 300)) < chance
        months = np.where(reached.any(axis=1), reached.argmax(axis=1) + 1, 0)
        counted = pd.Series(months).value_counts().sort_index()
        rows += [
            (sex, int(k), int(month) or 300, PROMOSI if month else "")
            for month, k in counted.items()
        ]
    return rows


def test_equal_on_a_large_cohort_with_one_rate(steps_of):
    found = speed_of(
        steps_of({level: _drawn(seed, n=3000, ratio=1) for seed, level in enumerate(LEVELS)})
    )
    assert found.verdict == "equivalent"
    assert len(found.curves) == len(MILESTONES)
    assert found.curves[["conf_low", "conf_high"]].abs().max(axis=None) < 0.05
    limits = found.parts[["conf_low", "conf_high"]]
    assert limits.min(axis=None) >= 0.8
    assert limits.max(axis=None) <= 1.25


def test_equal_needs_the_whole_band_every_step_and_both_parts(steps_of):
    equal = {level: _drawn(seed, n=3000, ratio=1) for seed, level in enumerate(LEVELS)}
    few = equal | {"JPT Pratama": _drawn(2, n=100, ratio=1)}
    assert speed_of(steps_of(few)).verdict == "inconclusive"
    assert compare_speed(steps_of(equal), margin=0.01).verdict == "inconclusive"
    late = equal | {"Pengawas": _drawn(0, n=3000, ratio=0.6, start=120)}
    found = speed_of(steps_of(late))
    assert (found.verdict, found.direction) == ("gap", "wanita")


# --- properties
def test_exchanging_the_sexes_turns_everything_round(steps_of, exchanged):
    rows = shaped(*SHAPES["late"])
    one, other = (speed_of(steps_of({"Pengawas": r})) for r in (rows, exchanged(rows)))
    assert other.test.z.to_numpy() == pytest.approx(-one.test.z.to_numpy())
    assert other.p_value == pytest.approx(one.p_value)
    assert other.p_change == pytest.approx(one.p_change)
    assert other.parts["rasio"].to_numpy() == pytest.approx(1 / one.parts["rasio"].to_numpy())
    assert other.curves["conf_low"].to_numpy() == pytest.approx(-one.curves["conf_high"].to_numpy())


def test_twice_the_people_are_surer_of_the_same(steps_of):
    rows = shaped(*SHAPES["throughout"])
    one, two = (
        speed_of(steps_of({"Pengawas": [(s, k * n, m, c) for s, n, m, c in rows]})) for k in (1, 2)
    )
    assert two.parts["rasio"].tolist() == pytest.approx(one.parts["rasio"].tolist())
    assert two.parts["selisih_orang"].tolist() == pytest.approx(
        (2 * one.parts["selisih_orang"]).tolist()
    )
    assert two.curves["estimate"].tolist() == pytest.approx(one.curves["estimate"].tolist())
    assert two.p_value < one.p_value
    assert two.rasio_terlihat > one.rasio_terlihat


def test_one_sex_of_few_in_a_high_post_takes_nothing_from_what_is_seen(steps_of):
    """Six women are Administrator: the ratio of all steps is still as sure as its interval."""
    rows = {"Pengawas": shaped(*SHAPES["throughout"])}
    few = {"JPT Pratama": [("L", 14, 50, ""), ("P", 6, 50, "")]}
    alone = speed_of(steps_of(rows)).rasio_terlihat
    assert speed_of(steps_of(rows | few)).rasio_terlihat == pytest.approx(alone)


# --- what cannot be said
@pytest.mark.parametrize(
    "rows",
    [
        {},
        {"Pengawas": [("L", 30, 10, PROMOSI), ("L", 30, 30, "")]},
        {"Pengawas": [("L", 30, 10, PROMOSI), ("P", 4, 10, PROMOSI), ("P", 30, 30, "")]},
        # promoted are women after all men have left, and men before there were women: nothing meets
        {"Pengawas": [("L", 30, 10, ""), ("P", 30, 30, PROMOSI)], "Administrator": [("L", 30, 10, PROMOSI)]},
        # five women promoted with no man at risk beside them, and men alone before
        {"Pengawas": [("L", 30, 10, PROMOSI), ("P", 6, 30, PROMOSI), ("P", 30, 40, "")]},
    ],
)  # fmt: skip
def test_too_few_say_nothing(rows, steps_of):
    found = speed_of(steps_of(rows))
    assert (found.verdict, found.direction) == ("too_few", "")
    assert found.test is None
    assert found.parts.empty
    assert found.curves.empty
    assert math.isnan(found.p_value)


def test_without_a_leavers_list_there_is_no_verdict(steps_of):
    found = speed_of(steps_of({"Pengawas": shaped(*SHAPES["throughout"])}, leavers_known=False))
    assert found.verdict == "too_few"
    assert found.parts.empty


def test_a_part_with_few_promotions_has_no_ratio(steps_of):
    found = speed_of(steps_of({"Pengawas": shaped((60, 40), (30, 4))}))
    assert part(found, "akhir")[["kejadian_pria", "kejadian_wanita"]].tolist() == [30, 4]
    assert part(found, "akhir")[["harapan_wanita", "rasio", "p_value"]].isna().all()
    assert found.verdict != "equivalent"


# --- when a gap opens
@pytest.mark.parametrize(
    ("limits", "month"),
    [
        ([(-0.1, 0.1), (-0.1, 0.02), (-0.2, -0.01)], 180), ([(0.01, 0.1), (0.02, 0.2)], 60),
        ([(-0.1, 0.1), (0.0, 0.2)], None), ([(-0.2, 0.0)], None), ([], None),
    ],
)  # fmt: skip
def test_when_a_gap_opens(limits, month):
    rows = [(60 * (n + 1), *pair) for n, pair in enumerate(limits)]
    assert opens_at(pd.DataFrame(rows, columns=["time", "conf_low", "conf_high"])) == month
