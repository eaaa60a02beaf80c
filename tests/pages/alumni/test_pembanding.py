"""Alumni beside matched people: by hand, against plain loops over people, and without any effect."""

from __future__ import annotations

import sys
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.special import betaincinv

from pug_analysis.careers.alumni import Alumni, build_alumni, build_untrained, read_histories
from pug_analysis.careers.cohort import build_cohort
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.config import Config
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.pages.alumni import pembanding
from pug_analysis.pages.alumni.pembanding import BATAS_TAHUN, compare_matched
from pug_analysis.simulate import simulate
from pug_analysis.stats import at_times, cumulative_incidence, risk_table

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
UNTIL = 2025 * 12 + 11
KIND = {"keluarga": "Teknis", "pendidikan": "S1/D4"}


def alumni_of(*rows: tuple, sex: str = "P") -> Alumni:
    """Rows of (id, month of training, since when at the level, exit after it, cause)."""
    table = pd.DataFrame(rows, columns=["pegawai_id", "asal", "sejak", "exit", "cause"])
    table = table.assign(jenis_kelamin=sex, tingkat=1, entry=0, **KIND)
    return Alumni("PKP", Spells(table, pd.DataFrame()))


def untrained_of(*rows: tuple, sex: str = "P", **changes: object) -> pd.DataFrame:
    """Rows of (id, since when at the level, exit, cause), all in calendar months."""
    table = pd.DataFrame(rows, columns=["pegawai_id", "sejak", "exit", "cause"])
    return table.assign(
        **{"jenis_kelamin": sex, "tingkat": 1, "entry": table["sejak"]} | KIND | changes
    )


@pytest.fixture
def few(monkeypatch):
    """Estimates however few people there are."""
    monkeypatch.setattr(pembanding, "MIN_EVENTS", 0)
    monkeypatch.setattr(pembanding, "MIN_PEOPLE", 0)


def women(table: pd.DataFrame, time: int = 12) -> pd.Series:
    return table.loc[(table["jenis_kelamin"] == "P") & (table["time"] == time)].iloc[0]


# --- by hand: month 1000 is the end of training
@pytest.mark.usefixtures("few")
def test_shares_of_both_arms():
    alumni = alumni_of(("a", 1000, 980, 5, PROMOSI), ("b", 1000, 980, 24, ""))
    others = untrained_of(
        ("c", 985, 1010, PROMOSI),
        ("d", 985, 1050, ""),
        ("e", 985, 1050, ""),
        ("f", 985, 1003, "pensiun"),
    )
    found = women(compare_matched(alumni, others, times=[6, 12]))
    assert found["share_alumni"] == pytest.approx(1 / 2)
    assert found["share_lain"] == pytest.approx(
        3 / 4 * 1 / 3
    )  # f retires in month 3, c is one of three left
    assert found["estimate"] == pytest.approx(1 / 4)
    assert found[["n_alumni", "event_alumni", "n_lain", "event_lain"]].tolist() == [2, 1, 4, 1]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("change", "matches"),
    [({}, 1), ({"keluarga": "Guru"}, 0), ({"pendidikan": "D3"}, 0), ({"tingkat": 0}, 0), ({"sex": "L"}, 0),
     ({"sejak": 995}, 0), ({"sejak": 901}, 0), ({"exit": 1000}, 0), ({"exit": 1001}, 1)],
)  # fmt: skip
def test_the_comparison_is_of_the_same_kind_and_at_risk(change, matches):
    sejak, exit_ = change.pop("sejak", 980), change.pop("exit", 1050)
    others = untrained_of(("c", sejak, exit_, ""), **change)
    found = women(compare_matched(alumni_of(("a", 1000, 980, 24, "")), others, times=[12]))
    assert (found["n_lain"], found["tanpa_pembanding"]) == (matches, 1 - matches)


@pytest.mark.usefixtures("few")
def test_who_is_trained_later_is_compared_until_then():
    # c is trained 6 months later: censored, then an alumnus; d goes on and is promoted in month 12
    alumni = alumni_of(("a", 1000, 980, 24, ""), ("c", 1006, 985, 24, ""))
    others = untrained_of(("c", 985, 1006, ""), ("d", 985, 1012, PROMOSI))
    found = women(compare_matched(alumni, others, times=[6, 12]))
    # trial of a: c and d half each; trial of c: d alone, promoted in its month 6
    assert women(compare_matched(alumni, others, times=[6]), 6)["share_lain"] == pytest.approx(
        1 / 2
    )
    assert found["share_lain"] == pytest.approx(1)
    assert found["n_alumni"] == 2


@pytest.mark.usefixtures("few")
def test_late_entries_are_not_compared():
    alumni = alumni_of(("a", 1000, 980, 24, ""))
    late = Alumni("PKP", Spells(alumni.spells.table.assign(entry=3), pd.DataFrame()))
    found = women(compare_matched(late, untrained_of(("c", 985, 1050, "")), times=[12]))
    assert (found["n_alumni"], found["n_lain"]) == (0, 0)
    assert np.isnan(found["share_alumni"])


@pytest.mark.usefixtures("few")
def test_unpaid_leave_is_no_time_at_risk_of_the_comparison():
    others = untrained_of(
        ("c", 985, 1004, ""), ("c", 1008, 1012, PROMOSI), ("d", 985, 1050, "")
    ).assign(sejak=985, entry=[985, 1008, 985])
    alumni = alumni_of(("a", 1000, 980, 24, ""))
    found = women(compare_matched(alumni, others, times=[6, 12]))
    assert found["share_lain"] == pytest.approx(1 / 2)  # back at risk in months 9 to 12
    assert women(compare_matched(alumni, others, times=[6]), 6)["n_lain"] == 2


def test_few_people_are_not_compared():
    alumni = alumni_of(*((f"a{i}", 1000, 980, 50, "") for i in range(9)))
    others = untrained_of(*((f"d{i}", 985, 1050, "") for i in range(20)))
    found = women(compare_matched(alumni, others, times=[12]))
    assert found[["share_alumni", "share_lain", "estimate", "conf_low"]].isna().all()


def test_few_promotions_widen_the_interval_and_hide_nothing():
    alumni = alumni_of(*((f"a{i}", 1000, 980, 5, PROMOSI) for i in range(20)))
    others = untrained_of(
        *((f"c{i}", 985, 1010, PROMOSI) for i in range(4)),
        *((f"d{i}", 985, 1050, "") for i in range(20)),
    )
    found = women(compare_matched(alumni, others, times=[12]))
    assert found[["event_alumni", "event_lain"]].tolist() == [20, 4]
    assert found[["share_alumni", "share_lain"]].tolist() == pytest.approx([1, 4 / 24])
    # without one of the 24 the share moves by its deviation / 23; 44 people are left out in turn: the
    # error is worth n people. Clopper and Pearson of n / 6 of n, and of 20 of 20, squared and added
    n = 23**2 / 24 * 44 / 43
    low, high = betaincinv(n / 6, n * 5 / 6 + 1, 0.025), betaincinv(n / 6 + 1, n * 5 / 6, 0.975)
    assert found[["lain_low", "lain_high"]].tolist() == pytest.approx([low, high], abs=1e-4)
    below = np.hypot(1 - 0.025 ** (1 / 20), high - 1 / 6)
    assert found["conf_low"] == pytest.approx(5 / 6 - below, abs=1e-4)
    assert found["conf_high"] == pytest.approx(5 / 6 + (1 / 6 - low), abs=1e-4)


# --- a simulated regency
@pytest.fixture(scope="module")
def tables_of():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield import_module("regency_tables").processed_tables
    sys.modules.pop("regency_tables", None)


def arms_of(tables, jenjang="PKP"):
    cohort = build_cohort(tables, active=is_active(tables["pegawai"], config=Config()))
    known = read_histories(tables)[jenjang]
    return build_alumni(cohort, known, until=UNTIL, horizon=24), build_untrained(
        cohort, known, until=UNTIL
    )


@pytest.fixture(scope="module")
def small(tables_of):
    return arms_of(tables_of(simulate(size=650, years=(2025,), seed=3)))


# --- second implementation: every pair of an alumnus and one compared, in loops
def band(years_months: int) -> int:
    edges = [12 * year for year in BATAS_TAHUN] + [10**6]
    return next(i for i, (low, high) in enumerate(pairwise(edges)) if low <= years_months < high)


def kind_of(row: dict, month: int) -> tuple:
    return row["tingkat"], row["keluarga"], row["pendidikan"], band(month - row["sejak"])


def by_person(rows: pd.DataFrame) -> dict[str, list[dict]]:
    people: dict[str, list[dict]] = {}
    for row in rows.to_dict("records"):
        people.setdefault(row["pegawai_id"], []).append(row)
    return people


def pairs(mine: dict, others: dict, without: str = "") -> tuple[pd.DataFrame, pd.DataFrame]:
    own, beside = [], []
    for who, stretches in mine.items():
        if who == without or min(s["entry"] for s in stretches) > 0:
            continue
        month, kind = stretches[0]["asal"], kind_of(stretches[0], stretches[0]["asal"])
        pool = [
            (one["tingkat"], one["entry"], all_of)
            for name, all_of in others.items() if name != without
            for one in all_of
            if one["entry"] <= month < one["exit"] and kind_of(one, month) == kind
        ]  # fmt: skip
        if not pool:
            continue
        own += [
            {"entry": s["entry"], "exit": s["exit"], "cause": s["cause"], "weight": 1.0}
            for s in stretches
        ]
        for level, since, all_of in pool:
            for s in all_of:
                if s["tingkat"] == level and s["entry"] >= since and s["exit"] > month:
                    beside.append({"entry": max(s["entry"] - month, 0), "exit": s["exit"] - month,
                                   "cause": s["cause"], "weight": 1 / len(pool)})  # fmt: skip
    return pd.DataFrame(own), pd.DataFrame(beside)


def shares(rows: pd.DataFrame, times: list[int]) -> np.ndarray:
    """Aalen-Johansen month by month."""
    free, reached, found = 1.0, 0.0, []
    entry, exit_, weight = (rows[c].to_numpy(dtype=float) for c in ("entry", "exit", "weight"))
    cause = rows["cause"].to_numpy()
    for month in range(1, max(times) + 1):
        n_risk = weight[(entry < month) & (month <= exit_)].sum()
        ends = exit_ == month
        if n_risk > 1e-12:
            reached += free * weight[ends & (cause == PROMOSI)].sum() / n_risk
            free *= 1 - weight[ends & (cause != "")].sum() / n_risk
        found.append(reached)
    return np.array([found[t - 1] for t in times])


@pytest.mark.slow
@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("sex", ["L", "P"])
def test_estimates_and_intervals_agree_with_loops_over_pairs(small, sex):
    alumni, untrained = small
    times = [6, 12, 24]
    found = compare_matched(alumni, untrained, times=times)
    found = found.loc[found["jenis_kelamin"] == sex]
    table = alumni.spells.table
    mine = by_person(table.loc[table["jenis_kelamin"] == sex])
    others = by_person(untrained.loc[untrained["jenis_kelamin"] == sex])
    own, beside = pairs(mine, others)
    assert found["share_alumni"].to_numpy() == pytest.approx(shares(own, times))
    assert found["share_lain"].to_numpy() == pytest.approx(shares(beside, times))
    # the same from a weighted risk table
    curve = cumulative_incidence(risk_table(beside, weight="weight"), cause=PROMOSI)
    assert found["share_lain"].to_numpy() == pytest.approx(
        at_times(curve, times)["estimate"].to_numpy()
    )
    assert (found["n_alumni"] == (own["entry"] == 0).sum()).all()
    # jackknife: really leave out each person who is in one of the two arms
    ids = sorted(set(mine) | set(others))
    deleted = np.array([[shares(part, times) for part in pairs(mine, others, who)] for who in ids])
    gap = deleted[:, 0] - deleted[:, 1]
    changed = np.abs(deleted - [shares(own, times), shares(beside, times)]).max(axis=(1, 2)) > 0
    error = np.sqrt(((gap - gap.mean(axis=0)) ** 2).sum(axis=0))
    half = (found["conf_high"] - found["conf_low"]).to_numpy() / 2
    assert changed.sum() > 15
    # people who change nothing only move the factor (n - 1)/n and the mean
    assert half == pytest.approx(1.959964 * error, rel=0.02)


# --- properties
@pytest.mark.usefixtures("few")
def test_results_do_not_depend_on_pseudonyms_or_row_order(small, rng):
    alumni, untrained = small
    ids = sorted(set(alumni.spells.table["pegawai_id"]) | set(untrained["pegawai_id"]))
    new = dict(zip(ids, rng.permutation([f"x{i:06d}" for i in range(len(ids))]), strict=True))
    table = alumni.spells.table.assign(pegawai_id=alumni.spells.table["pegawai_id"].map(new))
    other = untrained.assign(pegawai_id=untrained["pegawai_id"].map(new))
    table = table.sort_values(["pegawai_id", "entry"], kind="stable", ignore_index=True)
    other = other.sample(frac=1, random_state=1).reset_index(drop=True)
    again = compare_matched(
        Alumni("PKP", Spells(table, alumni.spells.flow)), other, times=[6, 12, 24]
    )
    pd.testing.assert_frame_equal(
        again, compare_matched(alumni, untrained, times=[6, 12, 24]), check_exact=True
    )


@pytest.mark.usefixtures("few")
def test_exchanging_the_sexes_exchanges_the_rows(small):
    alumni, untrained = small
    swap = {"L": "P", "P": "L"}
    table = alumni.spells.table
    table = table.assign(jenis_kelamin=table["jenis_kelamin"].map(swap))
    other = untrained.assign(jenis_kelamin=untrained["jenis_kelamin"].map(swap))
    one = compare_matched(alumni, untrained, times=[12]).set_index("jenis_kelamin")
    two = compare_matched(
        Alumni("PKP", Spells(table, pd.DataFrame())), other, times=[12]
    ).set_index("jenis_kelamin")
    pd.testing.assert_frame_equal(one, two.rename(index=swap).loc[one.index])


@pytest.mark.usefixtures("few")
def test_people_of_a_level_without_alumni_change_nothing(small):
    alumni, untrained = small
    # level 3 of which there are no alumni, and a family that no alumnus has
    more = untrained.head(50)
    more = more.assign(pegawai_id="z" + more["pegawai_id"])
    added = pd.concat(
        [
            untrained,
            more.assign(tingkat=3),
            more.assign(keluarga="Lain", pegawai_id="y" + more["pegawai_id"]),
        ]
    )
    pd.testing.assert_frame_equal(
        compare_matched(alumni, added, times=[12]), compare_matched(alumni, untrained, times=[12])
    )


def test_inputs_stay_as_they_were(small):
    alumni, untrained = small
    before = alumni.spells.table.copy(), untrained.copy()
    compare_matched(alumni, untrained, times=[12])
    pd.testing.assert_frame_equal(alumni.spells.table, before[0])
    pd.testing.assert_frame_equal(untrained, before[1])


# --- the planted truth
@pytest.mark.slow
def test_without_an_effect_of_training_the_difference_is_none(tables_of):
    tables = tables_of(simulate(size=60_000, years=(2025,), seed=4))
    for jenjang in ("PKP", "PKA"):
        found = compare_matched(*arms_of(tables, jenjang), times=[6, 12, 24], conf_level=0.999)
        known = found.dropna()
        assert len(known) == 6
        assert (known["conf_low"] < 0).all()
        assert (known["conf_high"] > 0).all()
        assert (known["conf_high"] - known["conf_low"] < 0.12).all()


@pytest.mark.slow
def test_a_planted_effect_is_seen(tables_of):
    """Training multiplies the chance of appointment by 1.5: of 9 in 100 it makes about 13."""
    tables = tables_of(simulate(size=60_000, years=(2025,), seed=4, truth=("training",)))
    found = compare_matched(*arms_of(tables), times=[24])
    assert (found["conf_low"] > 0).all()
    ratio = np.log1p(-found["share_alumni"]) / np.log1p(-found["share_lain"])
    assert ratio.between(1.3, 1.7).all()


def test_nobody_promoted_is_no_certainty():
    alumni = alumni_of(*((f"a{i}", 1000, 980, 50, "") for i in range(20)))
    others = untrained_of(*((f"d{i}", 985, 1050, "") for i in range(30)))
    found = women(compare_matched(alumni, others, times=[12]))
    assert found["estimate"] == 0
    assert found["lain_high"] == pytest.approx(1 - 0.025 ** (1 / 30))
    assert found["conf_low"] == pytest.approx(-(1 - 0.025 ** (1 / 30)))
    assert found["conf_high"] == pytest.approx(1 - 0.025 ** (1 / 20))
