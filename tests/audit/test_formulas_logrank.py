"""Observed and expected events with a test tell the observed ones."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from pug_analysis.audit.digits import NOTHING, Told, told, told_p
from pug_analysis.audit.formulas_logrank import LOGRANK_SPREAD, TIED_SPREAD, fits_logrank
from pug_analysis.stats import logrank, risk_table


def fitting(counts: range, **shown: Told) -> list[int]:
    observed = np.array(counts)
    return observed[fits_logrank({"kejadian": observed}, shown)].tolist()


# --- by hand
@pytest.mark.parametrize(
    ("expected", "p", "shown", "other", "found"),
    # |O - E| = z (v E (1 - E / D))^0,5: 19,76 and 0,82: 0,7; 18,05 and 0,25: 3,8; 181,09 and 0,56: 6,3
    [
        ("19,76", "0,82", range(18, 23), (28, 32), [19]),
        ("18,05", "0,25", range(18, 23), (38, 42), [22]),
        ("181,09", "0,56", range(173, 178), (363, 367), [175]),
    ],
)
def test_19_22_and_175_from_expected_events_and_a_p_value(expected, p, shown, other, found):
    both = Told(shown[0] + other[0], shown[-1] + other[1])
    numbers = {"harapan": told(expected, step=0.01), "p_value": told_p(p), "semua": both}
    assert fitting(shown, **numbers, sebar=LOGRANK_SPREAD) == found


def test_expected_events_to_the_nearest_5_and_a_class_of_p_values_tell_nothing():
    numbers = {"harapan": told("20", step=5), "p_value": told_p("≥ 0,05")}
    assert fitting(range(18, 23), **numbers, semua=Told(46, 54)) == [18, 19, 20, 21, 22]


def test_the_other_side_of_expectation_is_open_too():
    # 25 expected, 3 off: 22 or 28
    variance = 25 * (1 - 25 / 50)
    z = 3 / variance**0.5
    p = math.erfc(z / 2**0.5)
    numbers = {"harapan": Told(25, 25), "p_value": Told(p, p), "semua": Told(50, 50)}
    assert fitting(range(18, 33), **numbers, sebar=Told(1, 1)) == [22, 28]


def test_without_expected_events_nothing_is_told():
    assert fitting(range(5, 9), harapan=NOTHING, p_value=told_p("0,2")) == [5, 6, 7, 8]


def test_observed_less_expected_events_and_those_at_risk_serve_as_well():
    # O - E = -46,43 with p 0,00019: V = (46,43 / 3,73)^2 = 155 = v E (1 - E / D)
    numbers = {"selisih": told("-46,43", step=0.01), "p_value": told_p("0,00019")}
    wide = fitting(range(150, 300), **numbers, semua=Told(676, 684))
    assert 230 in wide
    assert len(wide) >= 3
    # nearly all at risk are of the other group: E is 154 to 203 = V / (0,9 x 0,85), O 46 less
    few = fitting(range(150, 300), **numbers, risiko_satu=Told(0, 0), risiko_nol=Told(9, 9))
    assert few == list(range(150, 157))


# --- against the published test
@pytest.mark.parametrize("seed", range(8))
def test_the_true_count_always_fits_what_a_log_rank_test_publishes(seed):
    chance = np.random.default_rng(seed)
    n = 400
    spells = pd.DataFrame({"jk": chance.choice(["L", "P"], n), "exit": chance.integers(1, 120, n)})
    spells["cause"] = np.where(chance.random(n) < 0.4, "naik", "")
    test = logrank(risk_table(spells, by="jk", entry=None), group="jk", cause="naik")
    rows = test.table.set_index("jk")
    observed, both = int(rows.loc["P", "observed"]), float(rows["observed"].sum())
    found = fitting(
        range(observed - 2, observed + 3),
        harapan=told(f"{rows.loc['P', 'expected']:.2f}".replace(".", ","), step=0.01),
        p_value=told_p(f"{float(f'{test.p_value:.2g}')}".replace(".", ",")),
        semua=Told(both, both),
        sebar=TIED_SPREAD,
    )
    assert observed in found
