"""Mantel-Haenszel odds ratios."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.stats import exact_odds_ratio, mantel_haenszel


def ucb(data) -> pd.DataFrame:
    long = data("ucbadmissions")
    wide = long.pivot_table(index=["Gender", "Dept"], columns="Admit", values="Freq", aggfunc="sum")
    return wide.reset_index().assign(
        n=wide["Admitted"].to_numpy(), n_total=wide.sum(axis=1).to_numpy()
    )


def counts(n, n_total) -> pd.DataFrame:
    return pd.DataFrame({"jk": list("LPLP"), "s": list("aabb"), "n": n, "n_total": n_total})


# --- by hand
def test_two_strata():
    found = mantel_haenszel(counts([4, 6, 2, 5], [10, 10, 20, 20]), group="jk", strata="s")
    # P against L: (6 6/20 + 5 18/40) / (4 4/20 + 15 2/40)
    ratio = (6 * 6 / 20 + 5 * 18 / 40) / (4 * 4 / 20 + 15 * 2 / 40)
    assert found.table["estimate"][0] == pytest.approx(ratio)
    assert found.crude == pytest.approx((11 * 24) / (19 * 6))
    # sums: 6 - 5 and 5 - 3.5; variances 10 10 10 10 / (20^2 19) and 20 20 7 33 / (40^2 39)
    statistic = 2.5**2 / (10**4 / (400 * 19) + 400 * 7 * 33 / (1600 * 39))
    assert found.statistic == pytest.approx(statistic)


@pytest.mark.parametrize("same", [0, 10])
def test_a_stratum_in_which_all_are_of_one_kind_says_nothing(same):
    two = counts([4, 6, 2, 5], [10, 10, 20, 20])
    more = pd.DataFrame({"jk": list("LP"), "s": list("cc"), "n": same, "n_total": 10})
    alone = mantel_haenszel(two, group="jk", strata="s")
    beside = mantel_haenszel(pd.concat([two, more]), group="jk", strata="s")
    names = ["estimate", "std_error", "conf_low", "conf_high"]
    assert beside.table[names].to_numpy().tolist() == [
        pytest.approx(alone.table[names].iloc[0].tolist())
    ]
    assert (beside.statistic, beside.p_value) == pytest.approx((alone.statistic, alone.p_value))
    assert (beside.homogeneity, beside.homogeneity_df) == (pytest.approx(alone.homogeneity), 1)
    assert beside.table["n_total"][0] == alone.table["n_total"][0] + 20


# --- oracle
@pytest.mark.oracle
def test_ucb_admissions(data, oracle):
    expected = oracle("mantel_haenszel_ucb")
    # R compares the first row, men, with women: women are the reference here
    rows = ucb(data).assign(Gender=lambda d: pd.Categorical(d["Gender"], ["Female", "Male"]))
    found = mantel_haenszel(rows, group="Gender", strata="Dept")
    row = found.table.iloc[0]
    assert row["estimate"] == pytest.approx(expected["common_or"], rel=1e-12)
    assert (row["conf_low"], row["conf_high"]) == pytest.approx(expected["or_ci"], rel=1e-10)
    assert found.statistic == pytest.approx(expected["cmh_no_correction"], rel=1e-10)
    assert found.p_value == pytest.approx(expected["p_no_correction"], rel=1e-9)
    corrected = mantel_haenszel(rows, group="Gender", strata="Dept", correction=True)
    assert corrected.statistic == pytest.approx(expected["cmh_correction"], rel=1e-10)
    assert corrected.p_value == pytest.approx(expected["p_correction"], rel=1e-9)
    breslow_day = expected["breslow_day"]
    assert found.homogeneity == pytest.approx(breslow_day["tarone"], rel=1e-9)
    assert found.homogeneity_p_value == pytest.approx(breslow_day["tarone_p"], rel=1e-8)
    assert found.homogeneity_df == breslow_day["df"]
    assert found.crude == pytest.approx(1.84108003718129)
    assert found.crude > 1 > row["estimate"]  # Simpson


@pytest.mark.oracle
def test_ucb_admissions_without_department_a(data, oracle):
    expected = oracle("mantel_haenszel_ucb")["without_dept_A"]
    rows = ucb(data).query("Dept != 'A'")
    rows = rows.assign(Gender=lambda d: pd.Categorical(d["Gender"], ["Female", "Male"]))
    found = mantel_haenszel(rows, group="Gender", strata="Dept")
    assert found.table["estimate"][0] == pytest.approx(expected["common_or"], rel=1e-12)
    assert found.statistic == pytest.approx(expected["cmh"], rel=1e-10)
    assert found.homogeneity == pytest.approx(expected["breslow_day"]["tarone"], rel=1e-8)


# --- properties
def test_swapping_the_groups_inverts_the_ratio():
    rows = counts([4, 6, 2, 5], [10, 10, 20, 20])
    first = mantel_haenszel(rows, group="jk", strata="s")
    second = mantel_haenszel(rows.assign(jk=list("PLPL")), group="jk", strata="s")
    assert first.table["estimate"][0] == pytest.approx(1 / second.table["estimate"][0])
    assert first.table["conf_low"][0] == pytest.approx(1 / second.table["conf_high"][0])
    assert first.p_value == pytest.approx(second.p_value)


def test_a_stratum_without_one_group_says_nothing():
    rows = counts([4, 6, 2, 5], [10, 10, 20, 20])
    alone = pd.DataFrame({"jk": ["P"], "s": ["c"], "n": [3], "n_total": [4]})
    first, second = (
        mantel_haenszel(r, group="jk", strata="s") for r in (rows, pd.concat([rows, alone]))
    )
    assert first.table["estimate"][0] == second.table["estimate"][0]
    assert first.homogeneity_df == second.homogeneity_df == 1


def test_every_option_changes_something():
    rows = counts([4, 6, 2, 5], [10, 10, 20, 20])
    base = mantel_haenszel(rows, group="jk", strata="s")
    wide = mantel_haenszel(rows, group="jk", strata="s", conf_level=0.99)
    assert wide.table["conf_low"][0] < base.table["conf_low"][0]
    corrected = mantel_haenszel(rows, group="jk", strata="s", correction=True)
    assert corrected.statistic < base.statistic
    assert np.isfinite(base.homogeneity)


# --- refusals
@pytest.mark.parametrize(
    ("frame", "options", "message"),
    [
        (counts([11, 6, 2, 5], [10, 10, 20, 20]), {}, "'n' must be between 0 and 'n_total'"),
        (counts([4, 6, 2, 5], [10, 10, 20, 20]), {"strata": "x"}, r"lacked \['x'\]"),
        (counts([4, 6, 2, 5], [10, 10, 20, 20]), {"strata": ()}, "strata must name at least one"),
        (counts([4, 6, 2, 5], [10, 10, 20, 20])[:1], {}, "'jk' must have two levels, but had 1"),
        (counts([4, 0, 0, 5], [10, 0, 0, 20]), {}, "at least one stratum must have both"),
    ],
)
def test_bad_counts_are_refused(frame, options, message):
    with pytest.raises(ValueError, match=message):
        mantel_haenszel(frame, **({"group": "jk", "strata": "s"} | options))


# --- one table, exact
def test_tea_tasting():
    """Fisher's lady: ways to have 0 to 4 right are 1, 16, 36, 16, 1, each weighed by ratio^right.

    The help page of R's fisher.test has 6.408309 and 0.2117329; its upper limit 621.9337505 stops short of
    the root, where all right has a chance of exactly 0.975.
    """
    found = exact_odds_ratio([[3, 1], [1, 3]]).iloc[0]
    assert found["estimate"] == pytest.approx(6.408309, rel=1e-5)
    assert found["conf_low"] == pytest.approx(0.2117329, rel=1e-4)
    ways = np.array([1, 16, 36, 16, 1]) * found["conf_high"] ** np.arange(5)
    assert ways[4] / ways.sum() == pytest.approx(0.975, rel=1e-6)
    # twice P(3 or 4 of 4) = 2 (16 + 1) / 70
    assert found["p_value"] == pytest.approx(34 / 70)


def test_exact_interval_and_test_agree():
    """The limits are where a tail of the noncentral hypergeometric is 2.5 %."""
    from scipy.stats import nchypergeom_fisher

    table = np.array([[41, 45], [59, 112]])
    found = exact_odds_ratio(table).iloc[0]
    margins = table.sum(), table[:, 0].sum(), table[0].sum()
    assert nchypergeom_fisher.sf(40, *margins, found["conf_low"]) == pytest.approx(0.025, rel=1e-4)
    assert nchypergeom_fisher.cdf(41, *margins, found["conf_high"]) == pytest.approx(
        0.025, rel=1e-4
    )
    assert (found["p_value"] < 0.05) == (found["conf_low"] > 1)


def test_turning_the_groups_turns_the_ratio():
    one, other = (exact_odds_ratio(t).iloc[0] for t in ([[8, 2], [5, 9]], [[5, 9], [8, 2]]))
    assert one["estimate"] == pytest.approx(1 / other["estimate"], rel=1e-5)
    assert one["conf_low"] == pytest.approx(1 / other["conf_high"], rel=1e-5)


def test_an_empty_cell_opens_the_interval():
    found = exact_odds_ratio([[0, 6], [5, 9]]).iloc[0]
    assert found["estimate"] == found["conf_low"] == 0
    assert np.isfinite(found["conf_high"])


@pytest.mark.parametrize("table", [[[0, 0], [3, 4]], [[0, 5], [0, 4]]])
def test_an_empty_margin_has_no_ratio(table):
    assert exact_odds_ratio(table)[["estimate", "conf_low", "p_value"]].isna().all(axis=None)


@pytest.mark.parametrize(
    "table", [[1, 2], [[1, 2, 3], [1, 2, 3]], [[-1, 2], [3, 4]], [[0.5, 2], [3, 4]]]
)
def test_a_table_is_two_by_two(table):
    with pytest.raises(ValueError, match="two by two table of whole numbers"):
        exact_odds_ratio(table)
