"""Critical values of correlated statistics."""

from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.simultaneous import simultaneous_critical_value, simultaneous_of

LUNG = np.array([[1, 0.4342213, 0.1398664], [0.4342213, 1, 0.3402574], [0.1398664, 0.3402574, 1]])


# --- by hand
@pytest.mark.parametrize("m", [1, 2, 3, 4])
def test_independent_statistics(m):
    # each inside with probability .95^(1/m): Sidak
    found = simultaneous_critical_value(np.eye(m), conf_level=0.95)
    assert found == pytest.approx(critical_value(0.95 ** (1 / m)), abs=1e-9)


def test_more_than_four_statistics_by_the_lattice():
    found = simultaneous_critical_value(np.eye(6), conf_level=0.95)
    assert found == pytest.approx(critical_value(0.95 ** (1 / 6)), abs=1e-4)
    shared = 0.5 * np.eye(6) + 0.5
    # one common factor: a single integral over it
    from scipy.integrate import quad
    from scipy.optimize import brentq
    from scipy.stats import norm

    def inside(c):
        def given(z):
            low, high = ((s * c - np.sqrt(0.5) * z) / np.sqrt(0.5) for s in (-1, 1))
            return norm.pdf(z) * (norm.cdf(high) - norm.cdf(low)) ** 6

        return quad(given, -8, 8, epsabs=1e-11)[0] - 0.95

    found = simultaneous_critical_value(shared, conf_level=0.95)
    assert found == pytest.approx(brentq(inside, 1.9, 2.7), abs=5e-4)


def test_the_same_statistic_twice_is_one():
    correlation = np.array([[1, 1, 0.3], [1, 1, 0.3], [0.3, 0.3, 1]])
    found = simultaneous_critical_value(correlation, conf_level=0.95)
    two = simultaneous_critical_value(correlation[1:, 1:], conf_level=0.95)
    assert found == pytest.approx(two, abs=1e-12)
    assert simultaneous_critical_value(np.ones((3, 3)), conf_level=0.9) == critical_value(0.9)


# --- second implementation
def test_lung_equals_the_integral_of_scipy():
    from scipy.stats import multivariate_normal

    c = simultaneous_critical_value(LUNG, conf_level=0.95)
    normal = multivariate_normal(np.zeros(3), LUNG, maxpts=10**7, abseps=1e-8, releps=1e-8)
    inside = normal.cdf(np.full(3, c), lower_limit=np.full(3, -c), rng=np.random.default_rng(1))
    assert inside == pytest.approx(0.95, abs=1e-6)


# --- properties
@pytest.mark.parametrize("level", [0.8, 0.95, 0.999])
def test_it_lies_between_one_statistic_and_bonferroni(level):
    found = simultaneous_critical_value(LUNG, conf_level=level)
    assert critical_value(level) < found < critical_value(1 - (1 - level) / 3)
    assert found == simultaneous_critical_value(LUNG, conf_level=level)
    order = [2, 0, 1]
    turned = simultaneous_critical_value(LUNG[np.ix_(order, order)], conf_level=level)
    assert turned == pytest.approx(found, abs=1e-8)


# --- of a covariance
def test_the_scale_of_estimates_does_not_matter():
    scale = np.array([3, 0.01, 200])
    found = simultaneous_of(LUNG * np.outer(scale, scale), conf_level=0.95)
    assert found == pytest.approx(simultaneous_critical_value(LUNG, conf_level=0.95), abs=1e-9)


def test_estimates_without_spread_take_no_part():
    # two independent ones and a fixed one: Sidak's value of two
    found = simultaneous_of(np.diag([4.0, 0, 9]), conf_level=0.95)
    assert found == pytest.approx(critical_value(0.95**0.5), abs=1e-9)
    assert simultaneous_of(np.diag([4.0, 0]), conf_level=0.9) == critical_value(0.9)
    assert np.isnan(simultaneous_of(np.zeros((2, 2)), conf_level=0.95))


# --- refusals
def test_bad_level_is_refused():
    with pytest.raises(ValueError, match="conf_level must be between 0 and 1"):
        simultaneous_critical_value(LUNG, conf_level=0)
