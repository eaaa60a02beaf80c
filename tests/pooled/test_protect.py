"""The protected form: the rule of the shared edition, running totals, and what it costs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pug_analysis.analyses.cohort import open_question, pooled_question
from pug_analysis.analyses.question import Unanswerable
from pug_analysis.analyses.tallies import LARGEST_ROUNDING, bound_rounding, name_question
from pug_analysis.careers.cohort import pooled_cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.pooled.loss import bound_headline, describe_loss, measure_loss
from pug_analysis.pooled.merge import add_up
from pug_analysis.pooled.protect import GROUPS, _by_year, _Loss, counted_with, protect
from pug_analysis.pooled.receive import read_export
from pug_analysis.release.disclosure import release_count
from pug_analysis.release.halangan import kotak_halangan
from pug_analysis.stats import at_risk, kaplan_meier, risk_table


@pytest.fixture(scope="module")
def protected(pool):
    """Every regency's export in its protected form."""
    exact = [read_export(folder) for folder in pool.folders]
    shown = [protect(one) for one in exact]
    return [
        replace(s, about={**e.about, **s.about, "tingkat": "terlindung"})
        for e, s in zip(exact, shown, strict=True)
    ]


# --- by hand
def test_counts_are_rounded_as_the_shared_edition_rounds_them():
    counts = np.arange(0, 40)
    shown = _Loss().round(counts)
    told = [release_count(int(n), edition="pokja") for n in counts]
    assert shown.tolist() == [0 if n == "*" else n for n in told]


def test_running_totals_are_rounded_not_each_year():
    # 3 promotions in each of five years: 3, 6, 9, 12, 15 are told as 0, 0, 10, 10, 15
    rows = pd.DataFrame(
        [(SEX_, 12 * year + 6, "promosi") for SEX_ in ("L", "P") for year in range(5) for _ in range(3)]
        + [(SEX_, 60, "") for SEX_ in ("L", "P") for _ in range(85)],
        columns=[SEX, "exit", "cause"],
    )  # fmt: skip
    loss = _Loss()
    table = _by_year(risk_table(rows, by=SEX, entry=None), loss)
    women = table.increments.query("jenis_kelamin == 'P' and cause == 'promosi'")
    assert women.set_index("time")["n_event"].to_dict() == {36: 10, 60: 5}
    assert loss.hidden == 4


# --- properties
def test_nothing_that_is_written_of_the_cohort_is_small_or_not_rounded(protected):
    for one in protected:
        for table, column in (("kohort_orang", "orang"), ("kohort_alur", "orang")):
            counts = one.cohort[table][column]
            assert ((counts == 0) | (counts >= 8)).all()
            assert (counts % 5 == 0).all()
        for column in ("n_enter", "n_censor", "n_event"):
            assert (one.risk.increments[column] % 5 == 0).all()
        assert set(one.risk.increments["time"] % 12) == {0}
        assert one.periods is None
        assert one.risk.strata == ("pertanyaan",)


def test_at_risk_is_never_negative_and_events_are_at_risk(protected):
    for one in protected:
        followed = at_risk(one.risk)
        assert (followed["n_risk"] >= followed["n_event"]).all()


def test_a_protected_table_without_rounding_gives_nearly_the_curve_of_the_months(rng):
    months = 1 + (rng.weibull(1.6, 40_000) * 130).astype(int)
    spells = pd.DataFrame(
        {SEX: "P", "exit": np.minimum(months, 240), "cause": np.where(months <= 240, "promosi", "")}
    )
    table = risk_table(spells, by=SEX, entry=None)
    exact = kaplan_meier(table).set_index("time")["estimate"]
    yearly = kaplan_meier(_by_year(table, _Loss())).set_index("time")["estimate"]
    years = [60, 120, 180]
    assert abs(exact.loc[years] - yearly.loc[years]).max() < 0.003


def test_the_loss_of_the_headline_is_within_its_bound_and_told(pool, merged, protected):
    added = add_up(protected)
    exact = add_up([read_export(folder) for folder in pool.folders])
    assert (added.tier, exact.tier) == ("terlindung", "tepat")
    name = name_question("Pengawas")
    options = {"target": "Pengawas", "groups": GROUPS, "largest_rounding": 1}
    questions = [pooled_question(pooled_cohort(one), name, **options) for one in (exact, added)]
    table = measure_loss(*questions, times=(120, 180))
    assert table["selisih"].abs().max() < bound_headline(added)
    events = (table["kejadian_tepat"] - table["kejadian_terlindung"]).abs()
    assert events.max() <= added.about["perlindungan"]["kejadian_terjauh"]
    said = " ".join(describe_loss(added))
    assert "8 daerah" in said
    assert "ditulis 0" in said
    assert describe_loss(merged.pooled) == []


def test_mixed_tiers_are_added_up_as_protected_with_all_people(pool, protected):
    mixed = add_up([protected[0], *(read_export(folder) for folder in pool.folders[1:3])])
    assert mixed.tier == "terlindung"
    assert len(mixed) == sum(len(one.snapshot) for one in pool.regencies[:3])
    assert mixed.about["perlindungan"]["daerah"] == 1
    options = {"target": "Pengawas", "groups": GROUPS, "largest_rounding": 1}
    question = pooled_question(pooled_cohort(mixed), name_question("Pengawas"), **options)
    assert question.enough
    assert question.stratified is None


def test_where_rounding_could_move_a_share_too_far_nothing_is_said(protected):
    coarse, options = pooled_cohort(add_up(protected)), {"target": "Pengawas", "groups": GROUPS}
    name, bound = name_question("Pengawas"), bound_headline(coarse.pooled)
    assert bound > LARGEST_ROUNDING
    refused = pooled_question(coarse, name, **options)
    assert isinstance(refused, Unanswerable)
    assert refused.obstacle == "rounded"
    assert "kurva dan putusan tidak ditampilkan" in " ".join(describe_loss(coarse.pooled))
    assert "terlalu kasar" in kotak_halangan(refused).html
    assert pooled_question(coarse, name, **options, largest_rounding=bound).enough
    assert not pooled_question(coarse, name, **options, largest_rounding=0.99 * bound).enough


def test_the_bound_by_hand(protected):
    people = pd.DataFrame({SEX: ["L", "P", "P"], "orang": [100, 20, 50]})
    eight = add_up(protected)
    assert eight.about["perlindungan"]["kejadian_terjauh"] == 8 * 7
    assert bound_rounding(eight, people) == 56 / 70
    assert bound_rounding(eight, people.iloc[:1]) is None
    assert bound_rounding(eight, people.iloc[:0]) is None


def test_only_the_groups_that_were_counted_can_be_asked_of_protected_tables(merged, protected):
    cohort = pooled_cohort(add_up(protected))
    assert set(counted_with()) >= set(protected[0].cohort["kohort_orang"]["pertanyaan"])
    other = open_question(merged, cohort, target="Pengawas", groups={"pendidikan": ("D3",)})
    assert other.obstacle == "protected"
    assert not other.enough
