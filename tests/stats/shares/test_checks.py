"""Refusals that several estimators share."""

from __future__ import annotations

import pytest

from pug_analysis.stats.shares.checks import check_inside, reaches, whole_counts


def test_one_total_serves_all_counts():
    counts, totals = whole_counts([0, 3.0], 3)
    assert counts.tolist() == [0, 3]
    assert totals.tolist() == [3, 3]
    assert counts.dtype == totals.dtype == "int64"


@pytest.mark.parametrize(
    ("count", "total", "message"),
    [(1.5, 3, "whole"), (1, 2.5, "whole"), (-1, 3, "between"), (4, 3, "between"),
     (float("nan"), 3, "whole")],
)  # fmt: skip
def test_counts_outside_their_total_are_refused(count, total, message):
    with pytest.raises(ValueError, match=message):
        whole_counts([count], [total])


@pytest.mark.parametrize("value", [0, 1, -0.1, 1.1, float("nan")])
def test_ends_are_not_inside(value):
    with pytest.raises(ValueError, match="tail must be between 0 and 1, but was"):
        check_inside("tail", value)
    check_inside("tail", 0.5)


@pytest.mark.parametrize(
    ("difference", "reached"),
    [(0.6 - 0.5, True), (0.1, True), (0.1 - 1e-9, False), (0.2, True), (float("nan"), False)],
)
def test_a_difference_of_exactly_the_margin_reaches_it(difference, reached):
    assert reaches([difference], 0.1).tolist() == [reached]
