from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.simulate.people.months import (
    NEVER,
    first_day,
    month_index,
    month_length,
    next_promotion_month,
)


def test_month_zero_is_january_1990_and_days_follow():
    assert month_index(1990, 1) == 0
    assert month_index(2024, 2) == 409
    assert str(first_day(np.array([409]))[0]) == "2024-02-01"
    assert month_length(np.array([409, 410])).tolist() == [29, 31]


def test_a_month_that_never_comes_has_no_day():
    assert np.isnat(first_day(np.array([NEVER]))[0])


@pytest.mark.parametrize(
    ("wanted", "legal"),
    [
        ((2010, 4), (2010, 4)),  # 1 April and 1 October until 2023
        ((2010, 5), (2010, 10)),
        ((2023, 11), (2024, 2)),  # six dates from January 2024 (Peraturan BKN 4/2023)
        ((2024, 3), (2024, 4)),
        ((2024, 12), (2024, 12)),
        ((2025, 9), (2025, 10)),  # every month from October 2025 (Peraturan BKN 4/2025)
        ((2025, 11), (2025, 11)),
    ],
)
def test_promotions_wait_for_the_next_legal_month(wanted, legal):
    found = next_promotion_month(np.array([month_index(*wanted)]))
    assert found.tolist() == [month_index(*legal)]
