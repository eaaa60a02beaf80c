"""The ratio, its interval and its test are one contrast: that of the stratified log-rank test."""

from __future__ import annotations

from math import erfc, inf, isnan

import numpy as np
import pandas as pd
import pytest

from pug_analysis.stats import logrank, risk_table
from pug_analysis.stats.survival.logrank_ratio import compare_ratios, logrank_ratio


def people(rng, *, ratio: float = 1.0, n: int = 400) -> pd.DataFrame:
    table = pd.DataFrame({"jk": rng.choice(["L", "P"], n), "kelompok": rng.choice(["a", "b"], n)})
    pace = np.where(table["jk"] == "P", ratio, 1) * np.where(table["kelompok"] == "a", 2, 1) / 80
    months = np.ceil(rng.exponential(1 / pace)).astype(int)
    other = np.ceil(rng.exponential(200, n)).astype(int)
    ends = np.minimum(np.minimum(months, other), 120)
    cause = np.where(ends == 120, "", np.where(months <= other, "naik", "pergi"))
    return table.assign(
        exit=ends, cause=pd.Categorical([c or None for c in cause], ["naik", "pergi"])
    )


def table_of(rows: pd.DataFrame):
    return risk_table(rows, by="jk", strata=["kelompok"], entry=None)


ASKED = {"group": "jk", "cause": "naik"}


def test_by_hand():
    """Month 1: of 4 men and 4 women 1 man rises; month 2: of 3 and 4 2 women; month 3: of 3 and 2 a man."""
    rows = pd.DataFrame(
        [("L", 1, "naik"), ("P", 2, "naik"), ("P", 2, "naik"), ("L", 3, "naik"),
         *[("L", 5, "")] * 2, *[("P", 5, "")] * 2],
        columns=["jk", "exit", "cause"],
    ).assign(kelompok="a")  # fmt: skip
    found = logrank_ratio(table_of(rows), **ASKED)
    assert found.observed == 2
    assert found.expected == pytest.approx(4 / 8 + 2 * 4 / 7 + 2 / 5)
    # score 0: 2 = t / (1 + t) + 8 t / (3 + 4 t) + 2 t / (3 + 2 t)
    t = found.estimate
    assert t / (1 + t) + 8 * t / (3 + 4 * t) + 2 * t / (3 + 2 * t) == pytest.approx(2)
    early = logrank_ratio(table_of(rows), **ASKED, until=2)
    assert early.expected == pytest.approx(4 / 8 + 2 * 4 / 7)


@pytest.mark.parametrize("ratio", [0.5, 0.75, 1.0, 1.4])
def test_the_test_is_the_stratified_logrank_test(rng, ratio):
    table = table_of(people(rng, ratio=ratio))
    found, test = logrank_ratio(table, **ASKED), logrank(table, **ASKED)
    women = test.table.set_index("jk").loc["P"]
    assert found.p_value == pytest.approx(test.p_value, rel=1e-9)
    assert (found.observed - found.expected) == pytest.approx(women["observed"] - women["expected"])


def test_the_interval_leaves_out_1_exactly_where_the_test_is_significant(rng):
    outside = []
    for ratio in np.linspace(0.5, 1.6, 40):
        found = logrank_ratio(table_of(people(rng, ratio=ratio, n=150)), **ASKED)
        assert found.conf_low <= found.estimate <= found.conf_high
        outside.append(found.conf_low > 1 or found.conf_high < 1)
        assert outside[-1] == (found.p_value < 0.05)
    assert 0 < sum(outside) < 40


# what a newer pandas finds outdated in lifelines' own lines
@pytest.mark.filterwarnings("ignore::DeprecationWarning:lifelines")
def test_cox_gives_the_same(rng):
    from lifelines import CoxPHFitter

    rows = people(rng, ratio=0.6, n=1500)
    found = logrank_ratio(table_of(rows), **ASKED)
    told = rows.assign(P=(rows["jk"] == "P") * 1.0, naik=(rows["cause"] == "naik") * 1)
    fitted = CoxPHFitter().fit(
        told[["exit", "naik", "P", "kelompok"]], "exit", "naik", strata=["kelompok"]
    )
    row = fitted.summary.loc["P"]
    # Efron's ties there, Breslow's here
    assert found.estimate == pytest.approx(row["exp(coef)"], rel=0.02)
    assert found.conf_low == pytest.approx(row["exp(coef) lower 95%"], rel=0.02)
    assert found.conf_high == pytest.approx(row["exp(coef) upper 95%"], rel=0.02)


def test_exchanging_the_groups_turns_the_ratio_over(rng):
    rows = people(rng, ratio=0.6)
    turned = rows.assign(jk=rows["jk"].map({"L": "P", "P": "L"}))
    one, other = (logrank_ratio(table_of(r), **ASKED) for r in (rows, turned))
    assert one.estimate == pytest.approx(1 / other.estimate)
    assert one.conf_low == pytest.approx(1 / other.conf_high)
    assert one.p_value == pytest.approx(other.p_value)


def test_composition_alone_is_no_difference(rng):
    """Group a rises twice as fast and holds four fifths of the men, one fifth of the women."""
    rows = people(rng, n=6000)
    kept = rng.random(6000) < np.where((rows["jk"] == "L") == (rows["kelompok"] == "a"), 0.8, 0.2)
    found = logrank_ratio(table_of(rows.loc[kept]), **ASKED)
    crude = logrank_ratio(table_of(rows.loc[kept].assign(kelompok="x")), **ASKED)
    assert found.conf_low < 1 < found.conf_high
    assert crude.conf_high < 1


@pytest.mark.parametrize(("sex", "estimate"), [("L", 0.0), ("P", inf)])
def test_where_one_group_alone_has_events(sex, estimate):
    rows = pd.DataFrame({"jk": ["L"] * 30 + ["P"] * 30, "kelompok": "a"})
    hit = (rows["jk"] == sex) & (rows.index % 30 < 10)
    rows = rows.assign(exit=np.where(hit, 5, 20), cause=np.where(hit, "naik", ""))
    found = logrank_ratio(table_of(rows), **ASKED)
    assert found.estimate == estimate
    assert found.p_value < 0.001
    assert found.conf_low == 0 if sex == "L" else found.conf_high == inf


def test_where_nothing_can_be_compared():
    rows = pd.DataFrame(
        {"jk": ["L"] * 5 + ["P"] * 5, "exit": [9] * 10, "cause": ["naik"] * 5 + [""] * 5}
    )
    apart = rows.assign(kelompok=rows["jk"])  # never both sexes in one group
    found = logrank_ratio(table_of(apart), **ASKED)
    assert all(isnan(v) for v in (found.estimate, found.conf_low, found.conf_high, found.p_value))
    early = logrank_ratio(table_of(rows.assign(kelompok="a")), **ASKED, until=8)
    assert isnan(early.p_value)


def test_three_groups_are_refused(rng):
    rows = people(rng)
    rows.loc[0, "jk"] = "X"
    with pytest.raises(ValueError, match="'jk' must have two levels, but had 3"):
        logrank_ratio(table_of(rows), **ASKED)


def test_three_groups_of_parts_are_refused(rng):
    rows = people(rng)
    rows.loc[0, "jk"] = "X"
    with pytest.raises(ValueError, match="'jk' must have two levels, but had 3"):
        compare_ratios(table_of(rows), **ASKED, parts="kelompok")


# --- several tables
def test_two_steps_by_hand():
    """3 of 4 pairs are hers in the first step, 1 of 4 in the second: 4 of 8 together.

    The excess is 0, each pair has the variance 1/4 at the ratio 1: limits where 4 = 8 p +- 1.96 root(8 p q).
    """
    steps = [table_of(pairs({0: wins})) for wins in ((3, 1), (1, 3))]
    found = logrank_ratio(steps, **ASKED)
    assert (found.observed, found.expected) == (4, 4)
    assert found.estimate == pytest.approx(1)
    assert found.p_value == pytest.approx(1)
    z = 1.959963984540054
    share = found.conf_high / (1 + found.conf_high)
    assert 8 * share - 4 == pytest.approx(z * np.sqrt(8 * share * (1 - share)))
    assert found.conf_low == pytest.approx(1 / found.conf_high)
    three = logrank_ratio(steps[0], **ASKED)
    assert (three.estimate, three.expected) == (pytest.approx(3), 2)


@pytest.mark.parametrize("until", [None, 40])
def test_several_tables_are_one_with_the_step_as_a_stratum(rng, until):
    parts = [people(rng, ratio=ratio, n=300) for ratio in (0.5, 0.8, 1.2)]
    found = logrank_ratio([table_of(part) for part in parts], **ASKED, until=until)
    every = pd.concat([part.assign(langkah=i) for i, part in enumerate(parts)])
    one = logrank_ratio(
        risk_table(every, by="jk", strata=["langkah", "kelompok"], entry=None), **ASKED, until=until
    )
    for name in ("estimate", "conf_low", "conf_high", "p_value", "observed", "expected"):
        assert getattr(found, name) == pytest.approx(getattr(one, name), rel=1e-9), name
    alone = [logrank_ratio(table_of(part), **ASKED, until=until) for part in parts]
    assert found.observed == sum(one.observed for one in alone)
    assert found.expected == pytest.approx(sum(one.expected for one in alone))
    assert min(one.estimate for one in alone) < found.estimate < max(one.estimate for one in alone)


def test_one_table_in_a_list_is_that_table(rng):
    table = table_of(people(rng))
    assert logrank_ratio([table], **ASKED) == logrank_ratio(table, **ASKED)


def test_tables_that_do_not_fit_are_refused(rng):
    with pytest.raises(ValueError, match="logrank_ratio needs a table"):
        logrank_ratio([], **ASKED)
    rows = people(rng)
    other = rows.assign(jk=rows["jk"].map({"L": "P", "P": "W"}))
    with pytest.raises(ValueError, match="'jk' must have the same levels in all tables"):
        logrank_ratio([table_of(rows), table_of(other)], **ASKED)


# --- early and late
def pairs(wins: dict[int, tuple[int, int]]) -> pd.DataFrame:
    """For each part so many pairs of a man and a woman in which she, and in which he, rises first."""
    rows = [
        {"masa": part, "kelompok": f"{part}{won}{number}", "jk": sex, "exit": 1,
         "cause": "naik" if (sex == "P") == won else ""}
        for part, (hers, his) in wins.items()
        for won, count in ((True, hers), (False, his)) for number in range(count)
        for sex in "LP"
    ]  # fmt: skip
    return pd.DataFrame(rows)


def compared(rows: pd.DataFrame):
    table = risk_table(rows, by="jk", strata=["kelompok", "masa"], entry=None)
    return compare_ratios(table, **ASKED, parts="masa")


def test_two_parts_by_hand():
    """3 of 4 pairs are hers, then 1 of 4: ratios 3 and 1/3, the common one 1.

    At 1 each pair has expectation 1/2 and variance 1/4, so that 1 in excess of 2 and 1 missing, each
    of variance 1, give 1 + 1 = 2 on one degree of freedom: the chance of a normal beyond root 2.
    """
    found = compared(pairs({0: (3, 1), 1: (1, 3)}))
    assert [one.estimate for one in found.ratios.values()] == pytest.approx([3, 1 / 3])
    assert found.p_value == pytest.approx(erfc(1))


def test_three_parts_by_hand():
    """Half of all pairs are hers; excesses 1, -1, 0, each of variance 1: 2 on two degrees, exp(-1)."""
    found = compared(pairs({0: (3, 1), 1: (1, 3), 2: (2, 2)}))
    assert found.p_value == pytest.approx(np.exp(-1))


def test_the_parts_are_compared_around_their_common_ratio():
    """All pairs have odds 3 to 1: no change at all, though women rise first in most."""
    found = compared(pairs({0: (6, 2), 1: (3, 1)}))
    assert found.p_value == pytest.approx(1)


def test_a_part_in_which_one_group_alone_has_events_is_compared():
    found = compared(pairs({0: (8, 8), 1: (0, 16)}))
    assert found.ratios[1].estimate == 0
    # common ratio 8 to 24, so 1/4 of pairs: excess 4 of 16 in each part, variance 3 in each
    assert found.p_value == pytest.approx(erfc(np.sqrt(2 * 16 / 3 / 2)))


@pytest.mark.parametrize("wins", [{0: (4, 4), 1: (0, 0)}, {0: (0, 4), 1: (0, 4)}])
def test_no_change_is_tested_where_there_is_nothing_to_compare(wins):
    rows = pairs(wins)
    men = pd.DataFrame(
        {"masa": 1, "kelompok": "x", "jk": "L", "exit": [1, 2], "cause": ["naik", ""]}
    )
    assert isnan(compared(pd.concat([rows, men])).p_value)


def test_a_change_is_asked_between_strata_alone(rng):
    with pytest.raises(ValueError, match="parts must be a stratum"):
        compare_ratios(table_of(people(rng)), **ASKED, parts="masa")


def halves(rng, *, early: float, late: float, rise: float, n: int = 1200) -> pd.DataFrame:
    """Exponential months cut at 60, where everybody's pace is multiplied and the ratio may change."""
    rows = pd.DataFrame({"jk": rng.choice(["L", "P"], n), "kelompok": rng.choice(["a", "b"], n)})
    pace = np.where(rows["kelompok"] == "a", 2, 1) / 200
    women = rows["jk"] == "P"
    parts = []
    for part, ratio, factor in ((0, early, 1), (1, late, rise)):
        months = np.ceil(rng.exponential(1 / (pace * factor * np.where(women, ratio, 1)))).astype(
            int
        )
        hit = months <= 60
        parts.append(
            rows.assign(masa=part, entry=60 * part, exit=60 * part + np.minimum(months, 60),
                        cause=np.where(hit, "naik", ""))
        )  # fmt: skip
        rows, pace, women = rows.loc[~hit], pace[~hit], women[~hit]
    return pd.concat(parts, ignore_index=True)


def p_of_change(rows: pd.DataFrame) -> float:
    table = risk_table(rows, by="jk", strata=["kelompok", "masa"])
    return compare_ratios(table, **ASKED, parts="masa").p_value


def test_a_constant_ratio_is_left_alone_where_the_baseline_triples(rng):
    """300 samples: 5 % expected, 2 to 8 % is more than two standard errors to each side."""
    p_values = [p_of_change(halves(rng, early=0.75, late=0.75, rise=3)) for _ in range(300)]
    assert 0.02 <= np.mean(np.array(p_values) < 0.05) <= 0.08
    assert 0.45 <= np.mean(p_values) <= 0.55


# what a newer pandas finds outdated in lifelines' own lines
@pytest.mark.filterwarnings("ignore::DeprecationWarning:lifelines.utils")
def test_an_interaction_in_coxs_model_gives_nearly_the_same(rng):
    from lifelines import CoxTimeVaryingFitter

    rows = halves(rng, early=1.0, late=0.75, rise=2, n=3000)
    told = rows.assign(
        id=np.arange(len(rows)), P=(rows["jk"] == "P") * 1.0, naik=(rows["cause"] == "naik") * 1
    )
    told["lambat"] = told["P"] * told["masa"]
    fitted = CoxTimeVaryingFitter().fit(
        told[["id", "entry", "exit", "naik", "P", "lambat", "kelompok"]],
        id_col="id", event_col="naik", start_col="entry", stop_col="exit", strata="kelompok",
    )  # fmt: skip
    wald = fitted.summary.loc["lambat", "z"] ** 2
    p_value = p_of_change(rows)
    assert p_value == pytest.approx(erfc(np.sqrt(wald / 2)), rel=0.1)
    assert 1e-6 < p_value < 0.5
