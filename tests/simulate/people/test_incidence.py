"""The exact recursion against pencil arithmetic and against a large drawn cohort."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.simulate.people import hazards
from pug_analysis.simulate.people.entrants import draw_entrants, structural_track
from pug_analysis.simulate.people.incidence import TARGETS, follow, staying, track_cells
from pug_analysis.simulate.people.intakes import build_intakes
from pug_analysis.simulate.people.ladder import RUNGS, climb
from pug_analysis.simulate.people.months import NEVER, month_index
from pug_analysis.simulate.truth import HORIZONS, planted_truth

SCENARIOS = (
    ("null",), ("gap",), ("late-gap",), ("training",), ("gap", "late-gap", "training"),
    ("early-gap",), ("step-gap",), ("office-gap",), ("crossing",), ("access-gap", "training"),
)  # fmt: skip


def one_cell(**values) -> pd.DataFrame:
    cell = {"entry": month_index(1995, 3), "education": "40", "age": 25, "woman": False}
    return pd.DataFrame([cell | values])


def test_first_months_by_hand():
    # S1: 0.0165 a month from month 60, x0.6 before month 96, nobody before month 60.
    first = follow(one_cell(), scenarios=("null",), months=62).first[0, 0]
    h = 0.0165 * 0.6
    assert first[:60].sum() == 0
    assert first[60] == pytest.approx(h)
    assert first[61] == pytest.approx((1 - h) * h)


def test_women_and_training_by_hand():
    first = follow(one_cell(woman=True), scenarios=("gap", "training"), months=62).first[0, 0]
    h = 0.0165 * 0.6 * 0.75
    assert first[60] == pytest.approx(h)
    # Of those left at the end of month 60 the share 0.0008 has finished PKP.
    assert first[61] == pytest.approx((1 - h) * h * (1 - 0.0008 + 0.0008 * 1.5))


def test_administrator_waits_three_years_from_the_first_month():
    first = follow(one_cell(), scenarios=("null",), months=97).first[1, 0]
    assert first[:96].sum() == 0
    assert first[96] == pytest.approx(0.0165 * 0.6 * 0.0095)


def test_fewer_posts_from_2022_and_conversion_of_pengawas():
    entered = month_index(2022, 1) - 60
    first = follow(one_cell(entry=entered), scenarios=("null",), months=60).first[0, 0]
    assert first[60] == pytest.approx(0.0165 * 0.6 * 0.6)
    entered = month_index(2021, 12) - 60
    paths = follow(one_cell(entry=entered), scenarios=("null",), months=61)
    assert paths.converted[0, 0, 60] == pytest.approx(0.0165 * 0.6 * 0.30)


def test_nobody_is_appointed_at_56():
    first = follow(one_cell(age=46), scenarios=("null",), months=180).first[0, 0]
    assert first[119] > 0
    assert first[120:].sum() == 0


def test_staying_falls_and_ends_at_58():
    stay = staying(one_cell(age=45), months=180)[0]
    assert stay[0] == 1
    assert (np.diff(stay) <= 0).all()
    assert stay[(58 - 45) * 12] == 0
    assert stay[(58 - 45) * 12 - 1] > 0


def test_nothing_is_lost_or_gained():
    cells = track_cells(build_intakes(2025)).iloc[::97]
    paths = follow(cells, scenarios=("training",), months=180)
    reached = paths.first.sum(axis=2)
    assert (paths.first >= 0).all()
    assert (reached[0] <= 1).all()
    assert (reached[1] <= reached[0]).all()
    assert (reached[2] <= reached[1]).all()


@pytest.fixture(scope="module")
def cohort():
    people = draw_entrants(
        300_000, build_intakes(2025), rng=np.random.Generator(np.random.PCG64(11))
    )
    # Unpaid leave is drawn apart from everything else; the truth is of those without.
    kept = structural_track(people) & (people["cltn"] == NEVER).to_numpy()
    return people[kept].reset_index(drop=True)


@pytest.mark.parametrize("scenarios", SCENARIOS, ids="+".join)
def test_drawn_cohort_agrees_with_the_recursion(cohort, scenarios):
    """54,000 people followed for 15 years each: every share within 4 standard errors."""
    last = int(cohort["entry"].max()) + HORIZONS[-1]
    rng = np.random.Generator(np.random.PCG64(12))
    ladder = climb(cohort, scenarios=scenarios, until=last, rng=rng)
    true = planted_truth(truth=scenarios).incidence
    true = true[true["window"] == 0].set_index(["target", "sex", "months"])["population"]
    for target, level in zip(TARGETS, RUNGS, strict=True):
        served = (ladder[level] - cohort["entry"]).where(ladder[level] < NEVER, NEVER)
        for woman, sex in ((False, "L"), (True, "P")):
            mine = cohort["woman"] == woman
            for months in HORIZONS:
                share, p = (served[mine] <= months).mean(), true[target, sex, months]
                error = np.sqrt(max(p * (1 - p), 1e-9) / mine.sum())
                assert share == pytest.approx(p, abs=4 * error + 1 / mine.sum())


def test_null_gives_both_sexes_the_same_chance_in_every_cell():
    cells = track_cells(build_intakes(2025))
    first = follow(cells, scenarios=("null",), months=120).first[0].sum(axis=1)
    keys = ["entry", "education", "age"]
    spread = cells.assign(first=first).groupby(keys)["first"].agg(["min", "max"])
    assert np.allclose(spread["min"], spread["max"], rtol=0, atol=1e-12)


def logrank_z(scenarios: tuple[str, ...], *, entrants: int) -> float:
    """What z of the log-rank test for the first Pengawas post tends to, strata window and education."""
    cells, months = track_cells(build_intakes(2025)), 300
    first = follow(cells, scenarios=scenarios, months=months).first[0]
    stay = staying(cells, months=months)
    calendar = cells["entry"].to_numpy()[:, None] + np.arange(months + 1)
    seen = (calendar > month_index(2005, 1)) & (calendar <= month_index(2025, 12))
    weight = entrants * cells["weight"].to_numpy()[:, None] * seen
    free = 1 - np.cumsum(first, axis=1) + first
    at_risk, events = weight * np.roll(stay, 1, axis=1) * free, weight * stay * first
    keys = [cells["window"], cells["education"]]
    n, d = (pd.DataFrame(one[:, 1:]).groupby(keys).sum().to_numpy() for one in (at_risk, events))
    women = cells["woman"].to_numpy()[:, None]
    own, hit = (
        pd.DataFrame((one * women)[:, 1:]).groupby(keys).sum().to_numpy()
        for one in (at_risk, events)
    )
    share = np.divide(own, n, where=n > 0, out=np.zeros_like(n))
    return (hit - d * share).sum() / np.sqrt((d * share * (1 - share)).sum())


def test_a_log_rank_test_sees_a_gap_but_not_hazards_that_cross():
    """In a regency of 6,500: at a z of 0.4 it is significant in 7 of 100 regencies."""
    entrants = 7_700
    assert logrank_z(("gap",), entrants=entrants) < -3
    assert abs(logrank_z(("crossing",), entrants=entrants)) < 0.5


def test_step_gap_by_hand():
    plain, less = (
        follow(one_cell(woman=True), scenarios=(name,), months=97).first
        for name in ("null", "step-gap")
    )
    assert np.array_equal(plain[0], less[0])
    assert less[1, 0, 96] == pytest.approx(0.0165 * 0.6 * 0.0095 * 0.6)


def test_early_gap_and_crossing_by_hand():
    """Of those left after ten years, women are appointed as men are, or at half the rate."""
    h = 0.0165  # S1, more than eight years of service
    for name, early, late in (("early-gap", 0.5, 1.0), ("crossing", 1.4, 0.5)):
        first = follow(one_cell(woman=True), scenarios=(name,), months=122).first[0, 0]
        left = 1 - np.cumsum(first)
        assert first[120] / left[119] == pytest.approx(h * early)
        assert first[121] / left[120] == pytest.approx(h * late)


def test_access_gap_by_hand():
    first = follow(one_cell(woman=True), scenarios=("training", "access-gap"), months=61).first[
        0, 0
    ]
    h = 0.0165 * 0.6
    trained = 0.0008 * 0.6
    assert first[61] == pytest.approx((1 - h) * h * (1 - trained + trained * 1.5))


def test_women_of_an_access_gap_are_men_with_less_training(monkeypatch):
    """By either route and for every course, seen in the appointments that training speeds up."""
    planted = ("training", "access-gap")
    women = follow(one_cell(woman=True), scenarios=planted, months=240).first
    men = follow(one_cell(), scenarios=planted, months=240).first
    # As Pengawas since month 60, a woman takes PKP in one of 32 months before month 96.
    expected = 0.0165 * 0.6 * 0.0095 * (1 + 0.5 * (1 - (1 - 0.03 * 0.6) ** 32))
    assert women[1, 0, 96] == pytest.approx(expected)
    before = tuple(0.6 * chance for chance in hazards.TRAINING_BEFORE)
    monkeypatch.setattr(hazards, "TRAINING_BEFORE", before)
    monkeypatch.setattr(hazards, "TRAINING_IN_POST", 0.6 * hazards.TRAINING_IN_POST)
    less = follow(one_cell(), scenarios=("training",), months=240).first
    assert np.allclose(women, less, rtol=1e-12, atol=0)
    assert (women[1:].sum(axis=2) < men[1:].sum(axis=2)).all()


def test_factor_of_the_gap_reaches_the_first_month():
    cells = one_cell(woman=True)
    plain = follow(cells, scenarios=("null",), months=60).first[0, 0, 60]
    less = follow(cells, scenarios=("gap",), months=60).first[0, 0, 60]
    assert less / plain == pytest.approx(hazards.GAP_FACTOR)
