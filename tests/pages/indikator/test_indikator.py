"""Every computed number of an action plan, against the tables by which it is shown elsewhere."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pandas as pd
import pytest

from pug_analysis.instrumen import read_form
from pug_analysis.pages.indikator.indikator import (
    compute_indicators,
    compute_series,
    with_registers,
)
from pug_analysis.terms.pug import KODE_INDIKATOR

FORM = read_form(2025)


@pytest.fixture
def values(ape_data):
    return compute_indicators(ape_data, form=FORM).set_index("kode")


# --- by hand
@pytest.mark.parametrize(
    ("kode", "upper", "lower", "value"),
    [
        ("I.2.1", 4, 20, 20.0),
        ("I.2.1-PD", 2, 2, 100.0),
        ("I.2.2", 2, None, 2.0),
        ("I.2.2-PD", 2, 2, 100.0),
        ("I.2.4", 1, None, 1.0),
        ("I.2.7", 2, 3, 200 / 3),
        ("I.2.7-rapat", 1, None, 1.0),
        ("I.2.10", 2, 5, 40.0),
        ("I.2.10-II", 1, 2, 50.0),
        ("I.2.10-III", 1, 3, 100 / 3),
        ("I.2.11", 3, None, 3.0),
        ("II.f", 0, 1, 0.0),
        ("L1", 2, 20, 10.0),
        ("L2", 1, 3, 100 / 3),
        ("2.1-Pengawas", 2, 3, 200 / 3),
    ],
)
def test_values(values, kode, upper, lower, value):
    row = values.loc[kode]
    assert row["pembilang"] == upper
    assert (None if pd.isna(row["penyebut"]) else row["penyebut"]) == lower
    assert row["nilai"] == pytest.approx(value)


def test_nobody_to_train_gives_no_share(values):
    # No office of the tiny regency belongs to the core team.
    assert values.loc["L3", "penyebut"] == 0
    assert pd.isna(values.loc["L3", "nilai"])


def test_the_reading_submitted_is_that_of_the_form(ape_data):
    literal = FORM.model_copy(
        update={"pengajuan": FORM.pengajuan.model_copy(update={"ragam_i_2_10": "c"})}
    )
    values = compute_indicators(ape_data, form=literal).set_index("kode")
    assert values.loc["I.2.10-III", "penyebut"] == 4


def test_without_registers_only_posts_are_known(bare_data):
    values = compute_indicators(bare_data, form=FORM).set_index("kode")
    known = set(values.index[values["pembilang"].notna()])
    assert known == {kode for kode in KODE_INDIKATOR if kode.startswith(("I.2.10", "2.1-"))}


def test_an_earlier_period_reads_the_registers_of_the_report(ape_data, bare_data):
    before = replace(bare_data, year=2024)
    values = compute_series((before, ape_data), form=FORM).set_index(["tahun", "kode"])
    # By the end of 2024: 5 (L1), 13 (L3), and 10 (L2 of 2023); 8 came in 2025.
    assert values["pembilang"][2024, "I.2.1"] == 3
    assert values["pembilang"][2025, "I.2.1"] == 4
    assert values["pembilang"][2024, "I.2.7"] is pd.NA or values["pembilang"][2024, "I.2.7"] == 0
    assert list(values.index.get_level_values("tahun").unique()) == [2024, 2025]


def test_other_tables_of_the_earlier_period_stay_its_own(ape_data, bare_data):
    marked = replace(bare_data, tables=MappingProxyType({**bare_data.tables, "kursus": "own"}))
    assert with_registers(marked, ape_data).tables["kursus"] == "own"
    assert len(with_registers(marked, ape_data).tables["sk_pug"])


# --- properties
def test_shares_lie_between_nothing_and_everybody(values):
    shares = values.loc[values["satuan"] == "persen", "nilai"].dropna()
    assert shares.between(0, 100).all()
    assert (values["wanita"].dropna() <= values["pembilang"][values["wanita"].notna()]).all()
    assert list(values.index) == list(KODE_INDIKATOR)
