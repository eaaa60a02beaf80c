"""The ratio, its interval and its test are one contrast: that of the stratified log-rank test."""

from __future__ import annotations

from math import inf, isnan

import numpy as np
import pandas as pd
import pytest

from pug_analysis.stats import logrank, risk_table
from pug_analysis.stats.logrank_ratio import logrank_ratio


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
    with pytest.raises(ValueError, match="two levels"):
        logrank_ratio(table_of(rows), **ASKED)
