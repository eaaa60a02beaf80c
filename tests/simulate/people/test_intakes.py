from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.simulate.people.intakes import (
    AGES,
    EDUCATION,
    FAMILY,
    build_intakes,
    entry_window,
    women_share,
)
from pug_analysis.simulate.people.months import month_index


def test_windows_of_five_years():
    months = np.array([month_index(1994, 12), month_index(1995, 1), month_index(2025, 4)])
    assert entry_window(months).tolist() == [1990, 1995, 2025]


def test_chances_add_up():
    intakes = build_intakes(2030)
    assert intakes.weight.sum() == pytest.approx(1)
    assert np.allclose(intakes.family.sum(axis=1), 1)
    assert np.allclose(intakes.education.sum(axis=2), 1)
    assert np.allclose(intakes.age.sum(axis=2), 1)
    assert ((intakes.women >= 0) & (intakes.women <= 1)).all()


def test_moratoria_have_no_intake_of_pns():
    intakes = build_intakes(2025)
    years = 1990 + intakes.month[intakes.status == 0] // 12
    assert not set(years) & {2015, 2016, 2017}
    assert set(range(2018, 2026)) <= set(years)
    assert (1990 + intakes.month[intakes.status == 1] // 12).min() == 2021


def test_sex_depends_on_window_family_and_education_only():
    for family in FAMILY:
        for education in EDUCATION:
            shares = {women_share("PNS", family, education, year) for year in range(2005, 2010)}
            assert len(shares) == 1


def test_honorer_conversions_let_older_people_in():
    intakes = build_intakes(2025)
    of_year = 1990 + intakes.month // 12
    column = EDUCATION.index("40")
    older = AGES > 36
    assert intakes.age[of_year == 2008][:, column, older].sum() > 0.1
    assert intakes.age[(of_year == 2019)][:, column, older].sum() == 0
