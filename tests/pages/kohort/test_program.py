"""Before and after a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.config import Config, Kohort
from pug_analysis.pages.kohort.program import before_and_after

FLOW = pd.DataFrame({"langkah": ["Dianalisis"], "orang": [20]})


def question_of(rows: list[tuple], **options: bool):
    """Rows of (sex, exit, cause); everybody enters in January 2020."""
    table = pd.DataFrame(rows, columns=[SEX, "exit", "cause"]).assign(
        pegawai_id=[f"{i:04}" for i in range(len(rows))], entry=0, asal=2020 * 12,
        angkatan="2020-2024", pendidikan="S1/D4", keluarga="Teknis",
    )  # fmt: skip
    return ask("Pengawas", Spells(table, FLOW), **options)


@pytest.fixture
def question():
    # ten of each sex; two men are promoted after 24 months, one woman after 60; the programme
    # begins after 48 months
    return question_of(
        [("L", 24, PROMOSI)] * 2 + [("L", 71, "")] * 8 + [("P", 60, PROMOSI)] + [("P", 71, "")] * 9
    )


#: Thirty men and twenty women are appointed in month 24 and ten and fifteen in month 60.
MANY = (
    [("L", 24, PROMOSI)] * 30 + [("L", 60, PROMOSI)] * 10 + [("L", 71, "")] * 60
    + [("P", 24, PROMOSI)] * 20 + [("P", 60, PROMOSI)] * 15 + [("P", 71, "")] * 65
)  # fmt: skip


# --- by hand
def test_person_years_and_rates(question):
    found = before_and_after(question, month=2024 * 12)
    table = found.rates.set_index(["masa", SEX])
    # months 1 to 47 are before: men 2 x 24 + 8 x 47, women 10 x 47
    assert table.loc[("1. sebelum", "L"), "orang_tahun"] == pytest.approx((48 + 376) / 12)
    assert table.loc[("1. sebelum", "P"), "n_event"] == 0
    assert table.loc[("2. sesudah", "P"), "n_event"] == 1
    assert table.loc[("2. sesudah", "P"), "estimate"] == pytest.approx(1200 / (9 * 24 + 13))
    assert found.rates["n_event"].sum() == 3


def test_ratios_of_a_few_events_are_not_given(question):
    found = before_and_after(question, month=2024 * 12)
    assert found.ratios.empty
    assert found.change.empty


def test_ratio_of_the_sexes(question):
    # thirty times as many people: sixty men and thirty women are appointed
    rows = question.spells.table[[SEX, "exit", "cause"]].to_numpy().tolist() * 30
    found = before_and_after(question_of(rows), month=2020 * 12 + 1)
    row = found.ratios.iloc[0]
    assert row["masa"] == "2. sesudah"
    assert row["estimate"] == pytest.approx((30 / (9 * 71 + 60)) / (60 / (8 * 71 + 2 * 24)))
    assert row["conf_low"] < row["estimate"] < row["conf_high"]
    # nobody was appointed before: there is nothing to compare it with
    assert found.change.empty


def test_ratio_of_ratios_by_hand():
    found = before_and_after(question_of(MANY), month=2024 * 12)
    # before: months 1-47; after: months 48-71
    men, women = 30 * 24 + 70 * 47, 20 * 24 + 80 * 47
    later_men, later_women = 10 * 13 + 60 * 24, 15 * 13 + 65 * 24
    before = (20 / women) / (30 / men)
    after = (15 / later_women) / (10 / later_men)
    (row,) = found.change.to_dict("records")
    error = np.sqrt(1 / 30 + 1 / 20 + 1 / 10 + 1 / 15)  # = 0.5
    assert row["estimate"] == pytest.approx(after / before)
    assert row["std_error"] == pytest.approx(0.5) == error
    assert row["conf_low"] == pytest.approx(after / before * np.exp(-1.959963985 * 0.5))
    assert row["conf_high"] == pytest.approx(after / before * np.exp(1.959963985 * 0.5))
    assert found.ratios["estimate"].tolist() == pytest.approx([before, after])


@pytest.mark.parametrize(("few", "given"), [(4, False), (5, True)])
def test_below_five_appointments_in_any_cell_the_change_is_not_given(few, given):
    rows = [row for row in MANY if row != ("P", 60, PROMOSI)] + [("P", 60, PROMOSI)] * few
    found = before_and_after(question_of(rows), month=2024 * 12)
    assert len(found.change) == given
    assert len(found.ratios) == 1 + given


# --- second implementation: the interaction of a Poisson regression
def test_the_change_is_the_interaction_of_a_poisson_model():
    import statsmodels.api as sm

    found = before_and_after(question_of(MANY), month=2024 * 12, conf_level=0.9)
    # each of the four cells as two rows, so that something is left over to fit
    rates = found.rates.loc[np.repeat(range(4), 2)].reset_index(drop=True)
    half = rates["n_event"] // 2
    events = half.where(rates.index % 2 == 0, rates["n_event"] - half).to_numpy(float)
    woman = (rates[SEX] == "P").to_numpy(float)
    after = (rates["masa"] == "2. sesudah").to_numpy(float)
    terms = np.column_stack([np.ones(8), woman, after, woman * after])
    family, years = sm.families.Poisson(), rates["orang_tahun"].to_numpy(float) / 2
    model = sm.GLM(events, terms, family=family, exposure=years).fit(tol=1e-14, maxiter=200)
    (row,) = found.change.to_dict("records")
    assert row["estimate"] == pytest.approx(np.exp(model.params[3]), rel=1e-8)
    assert row["std_error"] == pytest.approx(model.bse[3], rel=1e-6)
    assert row["p_value"] == pytest.approx(model.pvalues[3], rel=1e-6)
    limits = np.exp(model.conf_int(0.1)[3])
    assert [row["conf_low"], row["conf_high"]] == pytest.approx(limits, rel=1e-6)


# --- properties
def change_of(rows: list[tuple]) -> dict[str, float]:
    found = before_and_after(question_of(rows), month=2024 * 12)
    return found.change.iloc[0].to_dict()


def test_exchanging_the_sexes_turns_the_change_over():
    one = change_of(MANY)
    other = change_of([({"L": "P", "P": "L"}[sex], *rest) for sex, *rest in MANY])
    assert np.log(one["estimate"]) == pytest.approx(-np.log(other["estimate"]))
    assert one["conf_low"] == pytest.approx(1 / other["conf_high"])
    assert one["p_value"] == pytest.approx(other["p_value"])


def test_twice_the_person_time_of_all_changes_nothing():
    from pug_analysis.pages.kohort.program import _change

    counts = pd.DataFrame(
        {"masa": ["1. sebelum"] * 2 + ["2. sesudah"] * 2, SEX: ["L", "P"] * 2,
         "n_event": [30, 20, 10, 15], "person_time": [4010, 4240, 1570, 1755]}
    )  # fmt: skip
    twice = counts.assign(person_time=2 * counts["person_time"])
    pd.testing.assert_frame_equal(_change(counts, 2, 0.95), _change(twice, 2, 0.95))


def test_the_order_of_people_does_not_matter():
    assert change_of(MANY) == pytest.approx(change_of(MANY[::-1]), nan_ok=True)


def test_a_higher_level_is_a_wider_interval():
    question = question_of(MANY)
    narrow, wide = (
        before_and_after(question, month=2024 * 12, conf_level=level).change.iloc[0]
        for level in (0.8, 0.99)
    )
    assert wide["conf_low"] < narrow["conf_low"] < narrow["conf_high"] < wide["conf_high"]


# --- nothing to say
@pytest.mark.parametrize("case", ["no programme", "no leavers list", "no appointment"])
def test_where_nothing_can_be_said_all_is_empty(case):
    rows = [("L", 71, ""), ("P", 71, "")] * 30 if case == "no appointment" else MANY
    question = question_of(rows, leavers_known=case != "no leavers list")
    found = before_and_after(question, month=None if case == "no programme" else 2024 * 12)
    assert found.rates.empty
    assert found.ratios.empty
    assert found.change.empty


# --- the month of the settings
@pytest.mark.parametrize(
    ("day", "month"),
    [
        (None, None),
        (date(2024, 1, 1), 2024 * 12),
        # appointments take effect on the first: that of 1 March came before
        (date(2024, 3, 15), 2024 * 12 + 3),
        (date(2024, 12, 2), 2025 * 12),
    ],
)
def test_the_programme_counts_from_the_first_month_that_begins_under_it(tiny_data, day, month):
    config = Config(kohort=Kohort(program_mulai=day))
    assert replace(tiny_data, config=config).program_month == month
