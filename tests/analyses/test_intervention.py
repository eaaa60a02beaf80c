"""Before and after a date."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.cohort import SEX, ask
from pug_analysis.analyses.intervention import before_and_after
from pug_analysis.careers.spells import PROMOSI, Spells


@pytest.fixture
def question():
    # ten of each sex enter in January 2020 (asal); two men are promoted after 24 months, one woman
    # after 60; the programme begins after 48 months
    rows = (
        [("L", 24, PROMOSI)] * 2 + [("L", 71, "")] * 8 + [("P", 60, PROMOSI)] + [("P", 71, "")] * 9
    )
    table = pd.DataFrame(rows, columns=[SEX, "exit", "cause"]).assign(
        pegawai_id=[str(i) for i in range(20)], entry=0, asal=2020 * 12, angkatan="2020-2024",
        pendidikan="S1/D4", keluarga="Teknis",
    )  # fmt: skip
    return ask("Pengawas", Spells(table, pd.DataFrame({"langkah": ["Dianalisis"], "orang": [20]})))


def test_person_years_and_rates(question):
    rates, _ = before_and_after(question, month=2024 * 12)
    table = rates.set_index(["masa", SEX])
    # months 1 to 47 are before: men 2 x 24 + 8 x 47, women 10 x 47
    assert table.loc[("1. sebelum", "L"), "orang_tahun"] == pytest.approx((48 + 376) / 12)
    assert table.loc[("1. sebelum", "P"), "n_event"] == 0
    assert table.loc[("2. sesudah", "P"), "n_event"] == 1
    assert table.loc[("2. sesudah", "P"), "estimate"] == pytest.approx(1200 / (9 * 24 + 13))
    assert rates["n_event"].sum() == 3


def test_a_ratio_of_a_few_events_is_not_given(question):
    _, ratios = before_and_after(question, month=2024 * 12)
    assert ratios.empty


def test_ratio_of_the_sexes(question):
    # thirty times as many people: sixty men and thirty women are appointed
    many = pd.concat(
        [
            question.spells.table.assign(pegawai_id=lambda t, i=i: t["pegawai_id"] + f"-{i}")
            for i in range(30)
        ]
    )
    _, ratios = before_and_after(
        ask("Pengawas", Spells(many, question.spells.flow)), month=2020 * 12 + 1
    )
    row = ratios.iloc[0]
    assert row["masa"] == "2. sesudah"
    assert row["estimate"] == pytest.approx((30 / (9 * 71 + 60)) / (60 / (8 * 71 + 2 * 24)))
    assert row["conf_low"] < row["estimate"] < row["conf_high"]
