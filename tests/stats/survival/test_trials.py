"""Two arms as sums: two or three people by hand, and leaving out against really leaving out."""

from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.stats.survival.competing import aalen_johansen
from pug_analysis.stats.survival.trials import (
    Entrants,
    Pool,
    build_arms,
    jackknife_error,
    pool_size,
)


def whole(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def entrants(*rows: tuple) -> Entrants:
    """Rows of (person, start, entry, exit, kind)."""
    person, start, entry, exit_, kind = (whole(*c) for c in zip(*rows, strict=True))
    return Entrants(person, start, entry, exit_, kind, entry == 0)


def pool_of(*rows: tuple) -> Pool:
    """Rows of (person, begin, end, exit, kind): compared and at risk from begin on."""
    person, begin, end, exit_, kind = (whole(*c) for c in zip(*rows, strict=True))
    return Pool(person, begin, end, np.arange(len(rows)), begin, exit_, kind)


# --- by hand
def test_others_share_the_weight_of_each_who_enters():
    # One enters at 100, two at 103. Persons 3 and 4 are at risk from 90 on; 3 is promoted in month 104, 4 is
    # followed to the end. At 103 only they two, at 100 also 5, who leaves in month 102.
    pool = pool_of((3, 90, 104, 104, 1), (4, 90, 200, 200, 0), (5, 90, 102, 102, 2))
    mine = entrants((0, 0, 0, 6, 0), (1, 1, 0, 2, 1), (2, 1, 0, 6, 0))
    assert pool_size(whole(100, 103), pool).tolist() == [3, 2]
    own, others = build_arms(whole(100, 103), mine, pool, n_people=6, horizon=4)
    assert own.total.tolist() == [[3, 3, 2, 2], [0, 1, 0, 0], [0, 0, 0, 0]]
    # 100: 1/3 each, 5 leaves in month 2, 3 is promoted in month 4; 103: 1 each, 3 is promoted in month 1.
    assert others.total[0] == pytest.approx([3, 2, 2 / 3 + 1, 2 / 3 + 1])
    assert others.total[1] == pytest.approx([1, 0, 0, 1 / 3])
    assert others.total[2] == pytest.approx([0, 1 / 3, 0, 0])


def test_incidence_with_another_end():
    # 1 of 4 promoted; then 1 of 3 leaves; then 1 of 2: 1/4 + 3/4 * 2/3 * 1/2
    found = aalen_johansen(*np.array([[4, 3, 2.0], [1, 0, 1], [0, 1, 0]]))[2]
    assert found == pytest.approx([0.25, 0.25, 0.5])


def test_months_without_anybody_at_risk_change_nothing():
    assert aalen_johansen(*np.array([[2, 1e-15], [1, 1e-15], [0, 0]]))[2] == pytest.approx(
        [0.5, 0.5]
    )


def test_jackknife_of_a_mean_is_its_standard_error(rng):
    values = rng.normal(size=(40, 2))
    deleted = (values.sum(axis=0) - values) / 39
    expected = values.std(axis=0, ddof=1) / np.sqrt(40)
    assert jackknife_error(deleted) == pytest.approx(expected)


# --- second implementation: leave a person out and count again
def test_leaving_out_is_a_subtraction(rng):
    n, starts = 30, whole(100, 104, 111, 120)
    begin = rng.integers(80, 125, n)
    exit_ = begin + rng.integers(1, 60, n)
    pool = pool_of(
        *zip(
            range(n),
            begin,
            np.minimum(exit_, begin + 15),
            exit_,
            rng.integers(0, 3, n),
            strict=True,
        )
    )
    mine = entrants(
        *((n + i, i % 4, 0, int(rng.integers(1, 30)), int(rng.integers(0, 3))) for i in range(9))
    )
    assert (pool_size(starts, pool) > 0).all()
    arms = build_arms(starts, mine, pool, n_people=n + 9, horizon=24)
    for person in range(n + 9):
        left = pool_of(*(
            row for row in zip(pool.person, pool.begin, pool.end, pool.exit, pool.kind, strict=True) if row[0] != person
        ))  # fmt: skip
        kept = starts[pool_size(starts, left) > 0]
        rows = [
            (p, int(np.searchsorted(kept, starts[s])), a, b, k)
            for p, s, a, b, k in zip(
                mine.person, mine.start, mine.entry, mine.exit, mine.kind, strict=True
            )
            if p != person and starts[s] in kept
        ]
        again = build_arms(kept, entrants(*rows), left, n_people=n + 9, horizon=24)
        for arm, other in zip(arms, again, strict=True):
            assert arm.total + arm.change[:, person] == pytest.approx(other.total, abs=1e-12)
            assert arm.deleted()[person] == pytest.approx(other.incidence(), abs=1e-12)
