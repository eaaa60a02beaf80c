"""Cumulative incidence with competing causes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.stats import at_times, cumulative_incidence, kaplan_meier, risk_table
from pug_analysis.stats.survival import competing
from pug_analysis.stats.survival.competing import aalen_johansen

FEW = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)
CAUSES = {"1": "pcm", "2": "death"}
T5 = [12, 60, 120, 180, 240]


# --- by hand
def test_three_people_two_causes():
    people = pd.DataFrame({"exit": [1, 2, 2], "cause": ["pensiun", "naik", ""]})
    curve = cumulative_incidence(risk_table(people, entry=None), cause="naik")
    # S(1) = 2/3; of the two left one is promoted: 2/3 x 1/2
    assert curve["estimate"].tolist() == pytest.approx([0, 1 / 3])
    assert curve["n_event"].tolist() == [0, 1]
    # without censoring before 2 it is a binomial share: 1/3 (1 - 1/3) / 3
    assert curve["std_error"].iloc[1] == pytest.approx(np.sqrt(2 / 27))
    assert curve.loc[0, ["conf_low", "conf_high"]].isna().all()  # at 0 R has no interval


def test_one_minus_kaplan_meier_overstates():
    people = pd.DataFrame({"exit": [1, 2, 2], "cause": ["pensiun", "naik", ""]})
    censored = people.assign(cause=people["cause"].replace("pensiun", ""))
    naive = 1 - kaplan_meier(risk_table(censored, entry=None))["estimate"].iloc[-1]
    assert naive == pytest.approx(1 / 2)


# --- oracle
@pytest.mark.oracle
@pytest.mark.parametrize(("case", "by"), [("cif_mgus2_all", ()), ("cif_mgus2_sex", "sex")])
@pytest.mark.parametrize("code", CAUSES)
def test_mgus2_as_survfit_and_etm_and_cmprsk(table_of, oracle, case, by, code):
    expected = oracle(case)
    table = table_of("mgus2_cr", by=by)
    delta = cumulative_incidence(table, cause=CAUSES[code], conf_type="log")
    aalen = cumulative_incidence(table, cause=CAUSES[code], variance="aalen")
    for label, rows in expected["survival_survfit"].items():
        sex = label.removeprefix("sex=")
        own = [c if label == "all" else c[c["sex"] == sex] for c in (delta, aalen)]
        delta_at, aalen_at = (at_times(c, T5) for c in own)
        same = {"estimate": f"cif{code}", "std_error": f"se{code}_IJ"}
        same |= {"conf_low": f"lower{code}", "conf_high": f"upper{code}"}
        for ours, theirs in same.items():
            np.testing.assert_allclose(delta_at[ours], rows[theirs], rtol=1e-10)
        etm = expected["etm_greenwood"]["all" if label == "all" else sex]
        np.testing.assert_allclose(delta_at["std_error"], etm[f"se{code}_greenwood"], rtol=1e-10)
        groups = expected["cmprsk"]["groups_cause"]
        place = groups.index(f"{'1' if label == 'all' else sex} {code}")
        variances = expected["cmprsk"]["var_aalen"][place]
        np.testing.assert_allclose(aalen_at["std_error"] ** 2, variances, rtol=1e-10)


@pytest.mark.oracle
def test_mgus2_naive_curve(table_of, oracle):
    rows = oracle("cif_mgus2_sex")["naive_1_minus_km"]
    table = table_of("mgus2_cr", by="sex")
    frame = table.increments
    moved = frame["n_event"].where(frame["cause"] == "death", 0)
    increments = frame.assign(
        n_censor=frame["n_censor"] + moved, n_event=frame["n_event"] - moved
    ).replace({"cause": {"death": ""}})
    naive = kaplan_meier(type(table)(increments, table.by, (), ("pcm",)))
    for label, expected in rows.items():
        own = at_times(naive[naive["sex"] == label[4:]], expected["time"])
        np.testing.assert_allclose(1 - own["estimate"], expected["one_minus_km"], rtol=1e-10)


@pytest.mark.oracle
def test_mgus2_women_as_published(table_of, oracle):
    expected = oracle("published")["mgus2_competing"]
    curve = cumulative_incidence(table_of("mgus2_cr", by="sex"), cause="pcm")
    for sex in "FM":
        found = at_times(curve[curve["sex"] == sex], expected["months"])["estimate"]
        np.testing.assert_allclose(found, expected[f"cif_pcm_{sex}"], atol=1e-10)


# --- second implementation
def variance_by_influence(people: pd.DataFrame, cause: str, month: int) -> float:
    """Delta-method variance by literal sums over pairs of causes and months."""
    survival, incidence, steps = 1.0, 0.0, []
    for t in sorted(people.loc[people["exit"] <= month, "exit"].unique()):
        n = ((people["entry"] < t) & (people["exit"] >= t)).sum()
        left = people[people["exit"] == t]
        own, other = (left["cause"] == cause).sum(), (~left["cause"].isin(["", cause])).sum()
        before, survival = survival, survival * (n - own - other) / n
        incidence += before * own / n
        steps.append((n, own, other, before, survival, incidence))
    total = 0.0
    for n, own, other, before, after, reached in steps:
        lost = -(incidence - reached) * before / after if after > 0 else 0.0
        move = {0: before + lost, 1: lost}
        count = {0: own, 1: other}
        for j in (0, 1):
            for k in (0, 1):
                spread = (count[j] * n * (j == k) - count[j] * count[k]) / n**3
                total += move[j] * move[k] * spread
    return total


@FEW
@given(SEEDS)
def test_errors_equal_a_literal_sum(spells, seed):
    people = spells(seed)
    curve = cumulative_incidence(risk_table(people), cause="naik")
    found = [variance_by_influence(people, "naik", t) for t in curve["time"]]
    np.testing.assert_allclose(curve["std_error"] ** 2, found, atol=1e-12)


@FEW
@given(SEEDS)
def test_estimates_equal_those_of_statsmodels(spells, seed):
    from statsmodels.duration.survfunc import CumIncidenceRight

    people = spells(seed, late=False)
    codes = people["cause"].map({"": 0, "naik": 1, "pensiun": 2})
    with np.errstate(all="ignore"):  # its errors divide by 0 at the end
        theirs = CumIncidenceRight(people["exit"].to_numpy(), codes.to_numpy())
    ours = cumulative_incidence(risk_table(people), cause="naik").set_index("time")
    found = ours.loc[theirs.times, "estimate"]
    np.testing.assert_allclose(found, theirs.cinc[0], atol=1e-12)


# --- properties
@FEW
@given(SEEDS)
def test_causes_and_survival_add_to_one(spells, seed):
    table = risk_table(spells(seed), by="jk")
    parts = [cumulative_incidence(table, cause=cause)["estimate"] for cause in table.causes]
    np.testing.assert_allclose(kaplan_meier(table)["estimate"] + sum(parts), 1, atol=1e-12)


@FEW
@given(SEEDS)
def test_with_one_cause_it_mirrors_kaplan_meier(spells, seed):
    table = risk_table(spells(seed, causes=("", "naik")), by="jk")
    curve = cumulative_incidence(table, cause="naik", conf_type="plain")
    survival = kaplan_meier(table, conf_type="plain")
    alive = survival["estimate"] > 0
    np.testing.assert_allclose(curve["estimate"], 1 - survival["estimate"], atol=1e-12)
    for ours, theirs in (("std_error", "std_error"), ("conf_low", "conf_high")):
        mirrored = survival[theirs] if ours == theirs else 1 - survival[theirs]
        np.testing.assert_allclose(curve[ours][alive], mirrored[alive], atol=1e-7)


@FEW
@given(SEEDS)
def test_without_censoring_it_is_the_share(spells, seed):
    people = spells(seed, late=False, causes=("naik", "pensiun"))
    curve = cumulative_incidence(risk_table(people), cause="naik")
    happened = people["cause"] == "naik"
    shares = np.array([(happened & (people["exit"] <= t)).mean() for t in curve["time"]])
    np.testing.assert_allclose(curve["estimate"], shares, atol=1e-12)
    binomial = np.sqrt(shares * (1 - shares) / len(people))
    np.testing.assert_allclose(curve["std_error"], binomial, atol=1e-7)


@FEW
@given(SEEDS, st.sampled_from(["plain", "log", "log-log"]))
def test_curves_rise_and_limits_are_in_order(spells, seed, conf_type):
    curve = cumulative_incidence(risk_table(spells(seed)), cause="naik", conf_type=conf_type)
    assert (curve["estimate"].diff().dropna() >= 0).all()
    known = curve.dropna()
    assert (known["conf_low"] <= known["estimate"] + 1e-12).all()
    assert (known["estimate"] <= known["conf_high"] + 1e-12).all()


def test_every_option_changes_something(table_of):
    table = table_of("mgus2_cr")
    base = cumulative_incidence(table, cause="pcm")
    changes = [{"cause": "death"}, {"conf_level": 0.9}, {"conf_type": "log"}]
    changes += [{"variance": "aalen"}, {"conf_type": "plain"}]
    for change in changes:
        other = cumulative_incidence(table, **({"cause": "pcm"} | change))
        assert not other["conf_low"].equals(base["conf_low"])
    late = table_of("channing", by="gender")
    first, ready = (cumulative_incidence(late, cause="death", min_at_risk=m) for m in (0, 20))
    assert ready["start"].iloc[0] > first["start"].iloc[0]


# --- refusals
def test_bad_options_are_refused(spells):
    table = risk_table(spells(1))
    with pytest.raises(ValueError, match=r"cause must be one of \['naik', 'pensiun'\]"):
        cumulative_incidence(table, cause="mutasi")
    with pytest.raises(ValueError, match="variance must be one of 'delta', 'aalen', but was 'ij'"):
        cumulative_incidence(table, cause="naik", variance="ij")


def test_only_one_place_multiplies_chances_of_staying():
    """Kaplan-Meier's product and Aalen-Johansen's stand once each; whoever needs them calls these."""
    rooms = Path(competing.__file__).parents[1]
    users = {
        path.name for path in rooms.rglob("*.py") if "cumprod" in path.read_text(encoding="utf-8")
    }
    assert users == {"competing.py", "kaplan_meier.py"}


def test_weights_that_miss_their_risk_set_by_rounding_stay_shares():
    n, asked = np.array([1.0, 1e-12]), np.array([1.0 + 1e-15, 1e-12])
    before, after, share = aalen_johansen(n, asked, np.zeros(2))
    assert after.tolist() == [0.0, 0.0]
    assert before.tolist() == [1.0, 0.0]
    assert share.tolist() == [1.0, 1.0]
