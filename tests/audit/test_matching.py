"""Values against digits, and p-values as normal deviates."""

from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.audit.digits import NOTHING, Told
from pug_analysis.audit.matching import hits, z_of


def test_where_nothing_is_shown_everything_fits():
    assert hits(np.array([1.0, 9.0]), {"estimate": NOTHING}, "estimate").all()
    assert hits(np.array([1.0, 9.0]), {}, "estimate").all()


def test_values_outside_the_digits_do_not_fit():
    fits = hits(np.array([0.934, 0.935, 0.944]), {"x": Told(0.935, 0.945)}, "x")
    assert fits.tolist() == [False, True, True]


def test_a_class_of_p_values_is_a_range_of_deviates():
    below, above = z_of(Told(0.0, 0.05)), z_of(Told(0.05, 1.0))
    assert below.low == pytest.approx(1.959964)
    assert below.high > 30
    assert (above.low, above.high) == (0.0, pytest.approx(1.959964))
