"""One question named in advance beside others: who gets which part of the chance of a false alarm."""

from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.stats.primary_first import primary_first

NAN = float("nan")


def test_by_hand():
    # Holm of the others: 2 x 0.004 and 0.02; alone they have a fifth of alpha, 5 times that
    own, others = primary_first(0.2, [0.02, 0.004])
    assert own == pytest.approx(0.25)
    assert others == pytest.approx([0.1, 0.04])
    # the primary one is proven (0.03 / 0.8): the others need no more than their own Holm
    own, others = primary_first(0.03, [0.02, 0.04])
    assert own == pytest.approx(0.0375)
    assert others == pytest.approx([0.04, 0.04])


def test_the_primary_one_does_not_depend_on_the_others():
    for others in ([], [1e-9], [0.5, NAN]):
        assert primary_first(0.041, others)[0] == pytest.approx(0.05125)
        assert primary_first(0.039, others)[0] < 0.05


def test_what_cannot_be_tested_takes_nothing():
    own, others = primary_first(NAN, [0.01, NAN, 0.04])
    assert np.isnan(own)
    assert others == pytest.approx([0.02, NAN, 0.04], nan_ok=True)
    assert primary_first(0.01, [0.02, NAN])[1] == pytest.approx([0.02, NAN], nan_ok=True)


def test_no_p_value_gets_smaller_or_passes_one(rng):
    for _ in range(50):
        primary, others = rng.random(), rng.random(5)
        own, adjusted = primary_first(primary, others)
        assert primary <= own <= 1
        assert ((others <= adjusted) & (adjusted <= 1)).all()


def test_some_false_alarm_comes_in_at_most_five_percent(rng):
    """Seven tests of nothing, 20,000 times: some is below 0.05 in 5 %, the primary one in 4 %."""
    drawn = rng.random((20_000, 7))
    found = [primary_first(row[0], row[1:]) for row in drawn]
    alone = np.mean([own < 0.05 for own, _ in found])
    some = np.mean([own < 0.05 or (others < 0.05).any() for own, others in found])
    assert alone == pytest.approx(0.04, abs=0.006)
    assert some == pytest.approx(0.05, abs=0.007)


@pytest.mark.parametrize("share", [0, 1, -0.1])
def test_a_part_is_a_part(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        primary_first(0.1, [0.2], share=share)
