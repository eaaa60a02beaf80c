"""Values and slopes over periods: by pencil, against scipy, and which periods are compared."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import linregress, t

from pug_analysis.pages.profil.profil import profile_table
from pug_analysis.pages.tren.proporsi import MIN_PERIODS, period_pairs, trend_table, yearly_slopes

KEY = ["kategori", "sub_kategori"]


@pytest.fixture
def series(tiny_data):
    def few(year, semester, n):
        snapshot = tiny_data.snapshot.iloc[:n].reset_index(drop=True)
        return replace(tiny_data, year=year, semester=semester, people=snapshot)

    return few(2023, 2, 12), few(2024, 2, 15), few(2025, 1, 17), few(2025, 2, 20)


def shares(values, *, line=("Total ASN", ""), yearly=None, total=50):
    n = len(values)
    return pd.DataFrame(
        {
            "periode": [str(2020 + i) for i in range(n)],
            "bulan": [(2020 + i) * 12 + 11 for i in range(n)],
            "tahunan": [True] * n if yearly is None else yearly,
            "kategori": line[0],
            "sub_kategori": line[1],
            "utama": True,
            "total": total,
            "share_wanita": values,
        }
    )


# --- values
def test_every_period_has_every_line(series):
    table = trend_table(series)
    assert table.groupby("periode", sort=False).size().index.tolist() == [
        "2023", "2024", "semester I 2025", "2025",
    ]  # fmt: skip
    total = table.loc[table["kategori"] == "Total ASN"]
    assert total["total"].tolist() == [12, 15, 17, 20]
    assert total["keadaan"].tolist() == ["2023-12-31", "2024-12-31", "2025-06-30", "2025-12-31"]
    assert total["tahunan"].tolist() == [True, True, False, True]


def test_each_period_is_its_own_tabel_4_1(series):
    table = trend_table(series)
    for data in series:
        own = profile_table(data.snapshot)
        mine = table.loc[table["bulan"] == data.until].iloc[: len(own)].reset_index(drop=True)
        assert (mine[["pria", "wanita", "total"]] == own[["pria", "wanita", "total"]]).all(
            axis=None
        )


# --- slopes
def test_a_slope_by_pencil():
    """Shares .50, .52, .57: slope (.57 - .50) / 2 = .035; residuals .005, -.01, .005; standard error
    sqrt((.000025 + .0001 + .000025) / 1 / 2) = .008660; t(1) = 12.7062.
    """
    row = yearly_slopes(shares([0.50, 0.52, 0.57])).iloc[0]
    assert row["estimate"] == pytest.approx(0.035)
    assert row["std_error"] == pytest.approx(np.sqrt(0.00015 / 2))
    assert row["conf_high"] - row["estimate"] == pytest.approx(12.7062 * 0.0086603, rel=1e-4)
    assert (row["n_tahun"], row["dari"], row["ke"]) == (3, "2020", "2022")


def test_slopes_against_scipy(rng):
    values = rng.uniform(0.2, 0.6, 7)
    values[2] = np.nan
    row = yearly_slopes(shares(values), conf_level=0.9).iloc[0]
    known = ~np.isnan(values)
    other = linregress(np.arange(7.0)[known], values[known])
    assert row["estimate"] == pytest.approx(other.slope, rel=1e-9)
    assert row["std_error"] == pytest.approx(other.stderr, rel=1e-9)
    assert row["conf_high"] == pytest.approx(other.slope + t.ppf(0.95, 4) * other.stderr, rel=1e-9)


def test_with_fewer_years_there_is_no_line():
    assert yearly_slopes(shares([0.5, 0.6])).empty
    assert yearly_slopes(shares([0.5, 0.6, 0.7], yearly=[True, False, True])).empty
    assert yearly_slopes(shares([0.5, np.nan, 0.7])).empty
    assert MIN_PERIODS == 3
    assert list(yearly_slopes(shares([0.5, 0.6]))) == list(yearly_slopes(shares([0.5, 0.6, 0.7])))


def test_points_on_a_line_have_no_interval_and_few_people_no_slope():
    row = yearly_slopes(shares([0.5, 0.5, 0.5])).iloc[0]
    assert row["estimate"] == pytest.approx(0)
    assert row[["std_error", "conf_low", "conf_high"]].isna().all()
    assert yearly_slopes(shares([0.5, 0.6, 0.5], total=[9, 20, 20])).empty


def test_the_other_sex_has_the_opposite_slope():
    women, men = (yearly_slopes(shares(v)).iloc[0] for v in ([0.2, 0.3, 0.35], [0.8, 0.7, 0.65]))
    assert women["estimate"] == pytest.approx(-men["estimate"])
    assert women["conf_low"] == pytest.approx(-men["conf_high"])


# --- what is compared
def names(pairs):
    return [(a.periode.name, b.periode.name) for a, b in pairs]


def test_years_and_semesters_are_compared_with_their_likes_and_their_neighbours(series):
    assert names(period_pairs(series)) == [
        ("2023", "2024"),
        ("2024", "2025-semester-1"),
        ("2025-semester-1", "2025"),
        ("2024", "2025"),
        ("2023", "2025"),
    ]


def test_two_years_are_compared_once_and_one_not_at_all(series):
    assert names(period_pairs(series[:2])) == [("2023", "2024")]
    assert period_pairs(series[:1]) == ()


def test_a_semester_without_its_like_is_compared_with_the_year_before(series):
    assert names(period_pairs(series[:3])) == [("2023", "2024"), ("2024", "2025-semester-1")]
