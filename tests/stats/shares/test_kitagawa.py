"""Kitagawa's decomposition. No outside oracle exists: by hand, by differentiation, by properties."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import kitagawa

CELL = st.integers(1, 60).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


def counts(cells) -> pd.DataFrame:
    """Cells in the order L a, L b, P a, P b."""
    return pd.DataFrame(
        {
            "jk": list("LLPP"),
            "jalur": list("abab"),
            "n": [n for n, _ in cells],
            "n_total": [total for _, total in cells],
        }
    )


# --- by hand
def test_two_categories():
    found = kitagawa(counts([(8, 16), (1, 4), (4, 8), (2, 12)]), group="jk", by="jalur")
    # rates .5 and .25 against .5 and 1/6; shares .8, .2 against .4, .6
    composition = -0.4 * 0.5 + 0.4 * (0.25 + 1 / 6) / 2
    rate = 0 + (1 / 6 - 0.25) * 0.4
    assert found.table["part"].tolist() == ["total", "composition", "rate"]
    assert found.table["estimate"].tolist() == pytest.approx([-0.15, composition, rate])
    assert (found.group, found.reference) == ("P", "L")


def test_a_category_of_one_group_counts_as_composition():
    found = kitagawa(counts([(5, 10), (0, 0), (5, 10), (9, 10)]), group="jk", by="jalur")
    row = found.categories.set_index("jalur").loc["b"]
    assert np.isnan(row["rate_0"])
    assert row["rate"] == 0
    assert row["composition"] == pytest.approx(0.5 * 0.9)


def test_the_error_and_limits_of_the_whole_gap():
    found = kitagawa(counts([(8, 16), (1, 4), (4, 8), (2, 12)]), group="jk", by="jalur").table
    # 9 of 20 and 6 of 20: .45 .55 / 20 + .3 .7 / 20
    error = np.sqrt(0.012375 + 0.0105)
    assert found["std_error"][0] == pytest.approx(error)
    assert found["conf_low"][0] == pytest.approx(-0.15 - 1.959963984540054 * error)
    assert found["conf_high"][0] == pytest.approx(-0.15 + 1.959963984540054 * error)


def test_each_category_is_told_with_the_shares_and_rates_of_both_groups():
    cells = counts([(8, 16), (1, 4), (4, 8), (2, 12)])
    told = kitagawa(cells, group="jk", by="jalur").categories.set_index("jalur")
    assert told["share_0"].tolist() == pytest.approx([0.8, 0.2])
    assert told["share_1"].tolist() == pytest.approx([0.4, 0.6])
    assert told["rate_0"].tolist() == pytest.approx([0.5, 0.25])
    assert told["rate_1"].tolist() == pytest.approx([0.5, 1 / 6])
    assert told["rate"].tolist() == pytest.approx([0, (1 / 6 - 0.25) * 0.4])


# --- second implementation
def parts_of(shares, rates):
    """Composition and rate part, from shares and rates of shape (2 groups, categories)."""
    composition = ((shares[1] - shares[0]) * rates.mean(axis=0)).sum()
    return np.array([composition, ((rates[1] - rates[0]) * shares.mean(axis=0)).sum()])


def test_errors_equal_numerical_differentiation():
    cells = np.array([[80, 160], [10, 40], [40, 80], [20, 120]], dtype=float)
    totals = cells[:, 1].reshape(2, 2)
    shares = totals / totals.sum(axis=1, keepdims=True)
    rates = (cells[:, 0] / cells[:, 1]).reshape(2, 2)

    def slope(which, g, c, step=1e-6):
        moved = [[shares.copy(), rates.copy()] for _ in range(2)]
        moved[0][which][g, c] += step
        moved[1][which][g, c] -= step
        return (parts_of(*moved[0]) - parts_of(*moved[1])) / (2 * step)

    variance = np.zeros(2)
    for g in (0, 1):
        for c in (0, 1):
            binomial = rates[g, c] * (1 - rates[g, c]) / totals[g, c]
            variance += slope(1, g, c) ** 2 * binomial
        spread = (np.diag(shares[g]) - np.outer(shares[g], shares[g])) / totals[g].sum()
        slopes = np.array([slope(0, g, c) for c in (0, 1)])
        variance += np.diag(slopes.T @ spread @ slopes)
    found = kitagawa(counts(cells), group="jk", by="jalur").table["std_error"]
    np.testing.assert_allclose(found[1:], np.sqrt(variance), rtol=1e-7)


# --- properties
@settings(max_examples=30, deadline=None)
@given(st.lists(CELL, min_size=4, max_size=4))
def test_parts_add_up_and_swapping_flips_the_sign(cells):
    rows = counts(cells)
    found = kitagawa(rows, group="jk", by="jalur")
    total, composition, rate = found.table["estimate"]
    assert composition + rate == pytest.approx(total, abs=1e-12)
    parts = found.categories[["composition", "rate"]].sum()
    assert parts.tolist() == pytest.approx([composition, rate], abs=1e-12)
    swapped = kitagawa(rows.assign(jk=list("PPLL")), group="jk", by="jalur")
    np.testing.assert_allclose(swapped.table["estimate"], -found.table["estimate"], atol=1e-12)
    np.testing.assert_allclose(swapped.table["std_error"], found.table["std_error"], atol=1e-12)


@settings(max_examples=20, deadline=None)
@given(st.lists(CELL, min_size=2, max_size=2))
def test_groups_of_one_kind_have_no_gap_and_the_level_widens(cells):
    found = kitagawa(counts(cells * 2), group="jk", by="jalur")
    assert found.table["estimate"].abs().max() < 1e-12
    wide = kitagawa(counts(cells * 2), group="jk", by="jalur", conf_level=0.99)
    assert (wide.table["conf_high"] >= found.table["conf_high"]).all()


# --- refusals
@pytest.mark.parametrize(
    ("cells", "options", "message"),
    [
        ([(9, 8), (1, 4), (4, 8), (2, 12)], {}, "'n' must be between 0 and 'n_total'"),
        ([(8, 16), (1, 4), (0, 0), (0, 0)], {}, "'jk' must have two levels with people, but had 1"),
        ([(8, 16), (1, 4), (4, 8), (2, 12)], {"by": "unit"}, r"lacked \['unit'\]"),
        ([(8, 16), (1, 4), (4, 8), (2, 12)], {"conf_level": 7}, "conf_level must be between"),
    ],
)
def test_bad_counts_are_refused(cells, options, message):
    with pytest.raises(ValueError, match=message):
        kitagawa(counts(cells), **({"group": "jk", "by": "jalur"} | options))
