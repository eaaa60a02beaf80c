"""One contrast within entry groups: estimate, interval, test and verdict cannot disagree."""

from __future__ import annotations

from dataclasses import replace
from math import erfc, inf

import numpy as np
import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask
from pug_analysis.analyses.contrast import judge, unless_proven, verdict, within_groups
from pug_analysis.analyses.incidence import compare_tests, milestone_table
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.pages.kohort.banding import target_line
from pug_analysis.stats import at_times, cumulative_incidence
from pug_analysis.stats.primary_first import primary_first


def asked(rows: list[tuple], **options: bool):
    """Rows of (sex, job family, people, exit month, cause)."""
    table = pd.DataFrame(
        [(s, f, e, c) for s, f, n, e, c in rows for _ in range(n)],
        columns=[SEX, "keluarga", "exit", "cause"],
    ).assign(
        entry=0, asal=2005 * 12, angkatan="2005-2009", pendidikan="S1/D4",
        pegawai_id=lambda t: [f"{i:05}" for i in range(len(t))],
    )  # fmt: skip
    flow = pd.DataFrame({"langkah": ["Dianalisis"], "orang": [len(table)]})
    return ask("JF Ahli Muda", Spells(table, flow), **options)


#: In each family both sexes rise alike, 60 % and 10 %; four of five women are in the slow one.
COMPOSITION = [
    row
    for sex, quick, slow in (("L", 400, 100), ("P", 100, 400))
    for family, n, share in (("Teknis", quick, 0.6), ("Guru", slow, 0.1))
    for row in (
        (sex, family, int(n * share), 60, PROMOSI),
        (sex, family, n - int(n * share), 200, ""),
    )
]
#: One family; of 200 men 100 rise, of 200 women 50.
GAP = [
    ("L", "Teknis", 100, 60, PROMOSI), ("L", "Teknis", 100, 200, ""),
    ("P", "Teknis", 50, 60, PROMOSI), ("P", "Teknis", 150, 200, ""),
]  # fmt: skip


def judged(question, *, margin: float = 0.05):
    return verdict(question, milestone_table(question, times=[120])[1], time=120, margin=margin)


def test_composition_alone_is_no_gap_though_the_pooled_curves_are_far_apart():
    question = asked(COMPOSITION)
    _, crude = milestone_table(question, times=[120])
    # 250 of 500 men, 100 of 500 women
    assert crude["estimate"].iloc[0] == pytest.approx(-0.3)
    assert crude["pointwise_high"].iloc[0] < -0.2
    found = judged(question)
    assert found.verdict in ("equivalent", "inconclusive")
    assert found.estimate == pytest.approx(0, abs=1e-9)
    assert within_groups(question, time=120).p_value == pytest.approx(1)


def test_a_gap_by_hand():
    question = asked(GAP)
    found = within_groups(question, time=120)
    # one month of events: 150 of 400, half of those at risk women; expected 75, seen 50
    variance = 150 * 0.25 * 250 / 399
    assert found.p_value == pytest.approx(compare_tests(question, tau=120)["p_value"].iloc[0])
    assert found.p_value == pytest.approx(erfc(25 / (2 * variance) ** 0.5))
    # score 0 where women's part of the events is t / (1 + t) = 1/3
    assert found.ratio == pytest.approx(0.5)
    # of men half stayed; at half their hazard 0.5 ** 0.5 would have
    assert found.estimate == pytest.approx((1 - 0.5**0.5) - 0.5)
    assert found.conf_low < found.estimate < found.conf_high < 0
    assert judged(question).verdict == "gap"


def test_exchanging_the_sexes_turns_the_verdict_around():
    swapped = [({"L": "P", "P": "L"}[sex], *rest) for sex, *rest in GAP]
    one, other = (within_groups(asked(rows), time=120) for rows in (GAP, swapped))
    assert one.ratio == pytest.approx(1 / other.ratio)
    assert one.estimate < 0 < other.estimate
    assert one.p_value == pytest.approx(other.p_value)
    assert judged(asked(swapped)).estimate > 0


def test_what_comes_after_the_milestone_does_not_count():
    rows = [("L", "Teknis", 30, 60, PROMOSI), ("L", "Teknis", 170, 200, ""),
            ("P", "Teknis", 30, 60, PROMOSI), ("P", "Teknis", 100, 180, PROMOSI),
            ("P", "Teknis", 70, 200, "")]  # fmt: skip
    question = asked(rows)
    assert within_groups(question, time=120).p_value == pytest.approx(1)
    assert compare_tests(question, tau=120)["p_value"].iloc[0] < 0.001
    assert judged(question).verdict != "gap"


def test_without_a_difference_men_keep_their_own_curve(rng):
    """At ratio 1 the share with which the difference is told is the Aalen-Johansen estimate."""
    from pug_analysis.analyses.contrast import _share_of_men

    months = rng.integers(1, 150, 400)
    causes = rng.choice([PROMOSI, "pensiun", ""], 400)
    question = asked(
        [(s, "Teknis", 1, int(m), c) for s, m, c in zip("LP" * 200, months, causes, strict=True)]
    )
    share = at_times(cumulative_incidence(question.followed, cause=PROMOSI), [90]).set_index(SEX)
    ours = _share_of_men(question.followed, PROMOSI, time=90, ratio=1.0)
    assert ours == pytest.approx(share.loc["L", "estimate"], abs=1e-12)


def test_where_no_man_has_reached_it_yet_their_ratio_is_not_known():
    """Women rise after 60 months, men after 150: at 120 the share of men is 0, and nothing is equal."""
    rows = [
        ("L", "Teknis", 100, 150, PROMOSI), ("L", "Teknis", 100, 200, ""),
        ("P", "Teknis", 30, 60, PROMOSI), ("P", "Teknis", 170, 200, ""),
    ]  # fmt: skip
    question = asked(rows)
    found = within_groups(question, time=120)
    assert found is None or found.share_ratio == (0.0, inf)
    assert judged(question).verdict == "too_few"
    swapped = asked([({"L": "P", "P": "L"}[row[0]], *row[1:]) for row in rows])
    assert judged(swapped).verdict == "too_few"


def test_the_primary_question_has_four_fifths_of_the_chance_of_a_false_alarm():
    question = asked(GAP)
    _, contrast = judge(question, milestone_table(question, times=[120])[1], time=120, margin=0.05)
    assert contrast.p_value < 0.04
    decision = judged(question)
    assert unless_proven(decision, 0.049) is decision
    assert unless_proven(decision, 0.051).verdict == "inconclusive"
    assert unless_proven(decision, float("nan")).verdict == "inconclusive"
    equal = replace(decision, verdict="equivalent")
    assert unless_proven(equal, 0.9) is equal


def test_equal_only_within_both_margins_and_never_without_saying_that_it_is_not_the_same():
    def shares(men: int, women: int, n: int):
        return asked(
            [("L", "Teknis", men, 60, PROMOSI), ("L", "Teknis", n - men, 200, ""),
             ("P", "Teknis", women, 60, PROMOSI), ("P", "Teknis", n - women, 200, "")]
        )  # fmt: skip

    # 40 % and 38.5 % of 12,000: within five points and a ratio of 1.25, and yet not the same
    small = judged(shares(4800, 4620, 12_000))
    assert (small.verdict, small.excludes_zero) == ("equivalent", True)
    # 3 % and 1 % of 800: within five points, but a third
    rare = judged(shares(24, 8, 800))
    assert rare.ratio[0] < 0.8
    assert rare.verdict == "gap"


def test_the_page_and_its_line_of_all_targets_say_the_same():
    """Around the threshold: the headline's verdict is that of the line after all lines are judged together."""
    told = set()
    for women in range(76, 100):
        rows = [("P", "Teknis", women, 60, PROMOSI), ("P", "Teknis", 200 - women, 200, "")]
        question = asked([*GAP[:2], *rows])
        line = target_line(question, 120, 0.05)
        own, _ = primary_first(line["p_value"], [0.9, 0.9])
        in_table = line["putusan"] if line["putusan"] != "gap" or own < 0.05 else "inconclusive"
        headline = judged(question).verdict
        assert headline == in_table
        told.add((line["putusan"], headline))
    assert ("gap", "inconclusive") in told
    assert ("gap", "gap") in told


def test_no_verdict_without_entry_groups_or_where_it_is_not_followed():
    question = asked(GAP)
    _, difference = milestone_table(question, times=[120])
    assert verdict(replace(question, stratified=None), difference, time=120, margin=0.05) is None
    assert verdict(question, difference.iloc[:0], time=120, margin=0.05) is None
    assert within_groups(asked(GAP, leavers_known=False), time=120) is None


def test_who_is_apart_from_the_other_sex_is_compared_with_nobody():
    rows = [("L", "Guru", 100, 60, PROMOSI), ("L", "Guru", 100, 200, ""),
            ("P", "Teknis", 20, 60, PROMOSI), ("P", "Teknis", 180, 200, "")]  # fmt: skip
    question = asked(rows)
    assert within_groups(question, time=120) is None
    assert judged(question) is None
    assert np.isfinite(milestone_table(question, times=[120])[1]["estimate"].iloc[0])


def test_the_smaller_sex_decides_what_could_have_been_seen():
    """12 events of 40 men, 90 of 300 women, and the other way round: the smaller numbers are told."""
    rows = [("L", "Teknis", 12, 60, PROMOSI), ("L", "Teknis", 28, 200, ""),
            ("P", "Teknis", 90, 60, PROMOSI), ("P", "Teknis", 210, 200, "")]  # fmt: skip
    for people in (rows, [({"L": "P", "P": "L"}[row[0]], *row[1:]) for row in rows]):
        decision = judged(asked(people))
        assert (decision.n_events, decision.n_people) == (12, 40)
    # five events of each sex are needed, and ten people
    few = [("L", "Teknis", 4, 60, PROMOSI), ("L", "Teknis", 96, 200, ""), *rows[2:]]
    assert judged(asked(few)).verdict == "too_few"
    turned = [({"L": "P", "P": "L"}[row[0]], *row[1:]) for row in few]
    assert judged(asked(turned)).verdict == "too_few"
    enough = [("L", "Teknis", 5, 60, PROMOSI), ("L", "Teknis", 95, 200, ""), *rows[2:]]
    assert judged(asked(enough)).verdict != "too_few"
