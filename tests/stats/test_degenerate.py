"""Every public function on the smallest, emptiest, most one-sided and largest inputs.

None may warn (warnings are errors), run on, or give limits that do not hold the estimate: it gives a
result in order, missing numbers, or a refusal in its own words.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pug_analysis import stats
from pug_analysis.stats.library_results import check_order

HUGE = 4_000_000
#: Counts of totals: nobody, one person, some, all, and all of a large nation.
COUNTS = [
    (0, 0),
    (0, 1),
    (1, 1),
    (0, 9),
    (4, 9),
    (9, 9),
    (0, HUGE),
    (HUGE // 2, HUGE),
    (HUGE, HUGE),
]
PAIRS = list(itertools.combinations_with_replacement(COUNTS, 2))
#: Seconds that nothing of this may take.
PATIENCE = 20


def frames(found: Any) -> Iterator[pd.DataFrame]:
    """Tables of a result."""
    parts = [found] if isinstance(found, pd.DataFrame) else []
    for name in getattr(found, "__slots__", ()):
        value = getattr(found, name)
        parts += [value] if isinstance(value, pd.DataFrame) else []
    yield from parts


def spoken(refusal: ValueError) -> None:
    """Pass a refusal of ours on to nobody; what numpy or pandas raised is raised again."""
    last = refusal.__traceback__
    while last.tb_next is not None:
        last = last.tb_next
    if "pug_analysis" not in last.tb_frame.f_code.co_filename:
        raise refusal


def check(call: Callable[[], Any]) -> Any:
    """Run it: results are in order and p-values are probabilities; refusals are ValueErrors of ours."""
    begin = time.perf_counter()
    try:
        found = call()
    except ValueError as refusal:
        return spoken(refusal)
    finally:
        assert time.perf_counter() - begin < PATIENCE
    for table in frames(found):
        if {"conf_low", "estimate", "conf_high"} <= set(table):
            limited = table.dropna(subset=["conf_low", "conf_high"]).dropna(subset=["estimate"])
            check_order(limited["conf_low"], limited["estimate"], limited["conf_high"], source="it")
        if "p_value" in table:
            known = table["p_value"].dropna()
            assert known.between(0, 1).all()
    return found


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_two_shares(first, second):
    check(lambda: stats.newcombe_difference(*first, *second))
    check(lambda: stats.share_ratio(*first, *second))
    check(lambda: stats.dissimilarity([first[0], second[0]], [first[1], second[1]], draws=50))
    check(lambda: stats.shrink_shares([first[0], second[0]], [first[1], second[1]]))
    table = [[first[0], first[1] - first[0]], [second[0], second[1] - second[0]]]
    check(lambda: stats.exact_odds_ratio(table))
    rows = pd.DataFrame(
        {"g": ["a", "b"] * 2, "s": [1, 1, 2, 2], "n": [first[0], second[0], second[0], first[0]],
         "n_total": [first[1], second[1], second[1], first[1]]}
    )  # fmt: skip
    check(lambda: stats.mantel_haenszel(rows, group="g", strata="s"))
    check(lambda: stats.mantel_haenszel(rows.iloc[:2], group="g", strata="s", correction=True))
    check(lambda: stats.kitagawa(rows, group="g", by="s"))
    counts = rows.rename(columns={"n": "n_event", "n_total": "person_time"})
    check(lambda: stats.rates(counts, by="g"))
    check(lambda: stats.rate_ratio(counts.iloc[:2], group="g"))
    check(lambda: stats.rate_ratio(counts, group="g", strata="s"))


@pytest.mark.parametrize(("count", "total"), COUNTS)
def test_one_share(count, total):
    check(lambda: stats.share_interval([count], [total]))
    check(lambda: stats.binomial_limits([total], share=0.3, tail=0.025))
    check(lambda: stats.binomial_limits([total], share=1e-9, tail=0.975))
    assert stats.holm([]).size == stats.benjamini_hochberg([]).size == 0
    assert np.isnan(stats.holm([np.nan])).all()


#: Spells of (entry, exit, cause, group): what may be wrong with a cohort.
COHORTS = {
    "nobody has it": [(0, 10, "pergi", "L"), (0, 12, "", "P"), (0, 12, "naik", "P")],
    "only one of two": [(0, 10, "naik", "L"), (0, 10, "", "P")],
    "all at once": [(0, 10, "naik", "L"), (0, 10, "naik", "P")],
    "one person": [(0, 10, "naik", "L")],
    "one group": [(0, 10, "naik", "L"), (0, 11, "", "L")],
    "late": [(5, 10, "naik", "L"), (7, 12, "naik", "P")],
    "never together": [(0, 5, "naik", "L"), (6, 12, "naik", "P")],
    "gone and come": [(0, 5, "naik", "L"), (8, 12, "naik", "L"), (0, 12, "naik", "P")],
    "other ends": [(0, 5, "pergi", "L"), (0, 6, "pergi", "P"), (0, 7, "naik", "P")],
}


@pytest.mark.parametrize("rows", COHORTS.values(), ids=COHORTS)
@pytest.mark.parametrize("times", [1, 1_000_000], ids=["few", "huge"])
def test_cohorts(rows, times):
    spells = pd.DataFrame(rows, columns=["entry", "exit", "cause", "jk"])
    table = stats.risk_table(spells, by="jk")
    if times > 1:
        counts = ["n_enter", "n_censor", "n_event"]
        table = type(table)(**{
            name: getattr(table, name) for name in table.__slots__ if name != "increments"
        } | {"increments": table.increments.assign(**{c: table.increments[c] * times for c in counts})})  # fmt: skip
    asked = {"group": "jk", "cause": "naik"}
    check(lambda: stats.kaplan_meier(table))
    check(lambda: stats.nelson_aalen(table))
    check(lambda: stats.cumulative_incidence(table, cause="naik"))
    check(lambda: stats.quantile(stats.kaplan_meier(table), [0, 0.5]))
    for rho, gamma in ((0, 0), (1, 0), (0, 1)):
        check(lambda rho=rho, gamma=gamma: stats.logrank(table, rho=rho, gamma=gamma, **asked))
    check(lambda: stats.gray_test(table, **asked))
    for month in (4, 9, 240):
        check(lambda month=month: stats.rmst(table, tau=month, **asked))
        check(lambda month=month: stats.rmst(table, tau=month, group="jk"))
    for months, limits in itertools.product(([4, 9], [9, 240], [240]), ("wald", "square-and-add")):
        for cause in ("naik", None):
            check(
                lambda months=months, limits=limits, cause=cause: stats.milestones(
                    table, times=months, group="jk", cause=cause, limits=limits
                )
            )
    check(lambda: stats.discrete_hazard(table, terms="jk", cause="naik", empty_periods="merge"))
    counts = stats.person_time(table, cause="naik")
    check(lambda: stats.rate_ratio(counts, group="jk"))


def test_shares_of_a_large_nation_are_those_of_smaller_ones():
    # of large groups the estimate is the plain share, whatever the form of the sums
    found = stats.shrink_shares([HUGE // 2, HUGE // 4, 900], [HUGE, HUGE, 3000]).table
    assert found["estimate"].tolist() == pytest.approx([0.5, 0.25, 0.3], abs=1e-3)
    assert (found["conf_high"] - found["conf_low"])[0] == pytest.approx(
        2 * 1.959964 * np.sqrt(0.25 / HUGE), rel=1e-3
    )


def test_large_odds_say_how_they_were_found():
    row = stats.exact_odds_ratio([[10**6, 10**6], [10**6, 10**6]]).iloc[0]
    assert row["method"] == "Cornfield (large sample)"
    half = 1.959964 * np.sqrt(4 / 10**6)
    assert row[["conf_low", "conf_high"]].tolist() == pytest.approx(np.exp([-half, half]), rel=1e-5)
    assert stats.exact_odds_ratio([[3, 1], [1, 3]]).loc[0, "method"] == "exact conditional"


def test_strata_that_say_nothing_change_nothing():
    saying = pd.DataFrame(
        {"g": list("abab"), "s": [1, 1, 2, 2], "n": [3, 6, 2, 5], "n_total": [9, 8, 7, 9]}
    )
    empty = pd.DataFrame(
        {"g": list("abab"), "s": [3, 3, 4, 4], "n": [0, 0, 6, 7], "n_total": [5, 4, 6, 7]}
    )
    alone, both = (
        stats.mantel_haenszel(rows, group="g", strata="s")
        for rows in (saying, pd.concat([saying, empty], ignore_index=True))
    )
    assert both.table.loc[0, "estimate"] == alone.table.loc[0, "estimate"]
    assert (both.p_value, both.homogeneity_p_value) == (alone.p_value, alone.homogeneity_p_value)
    assert both.homogeneity_df == alone.homogeneity_df == 1
    nothing = stats.mantel_haenszel(empty, group="g", strata="s")
    assert np.isnan([nothing.table.loc[0, "estimate"], nothing.p_value, nothing.homogeneity]).all()
