"""Posts: eselon, level, age of retirement, conversion into functional posts."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.terms import jabatan


def test_every_eselon_has_a_level():
    assert set(jabatan.ESELON.values()) - {""} == set(jabatan.JENJANG_OF_ESELON)


@pytest.mark.parametrize(
    ("level", "age"),
    # PP 11/2017 art. 239: 58 years, 60 for holders of JPT
    [("Pengawas", 58), ("Administrator", 58), ("JPT Pratama", 60), ("JPT Madya", 60)],
)
def test_the_age_of_retirement(level, age):
    assert jabatan.BUP[level] == age
    assert set(jabatan.BUP) == {"Pengawas", "Administrator", "JPT Pratama", "JPT Madya"}


@pytest.mark.parametrize(
    ("eselon", "level"),
    # UU 5/2014 art. 131
    [
        ("II.a", "JPT Pratama"),
        ("II.b", "JPT Pratama"),
        ("III.a", "Administrator"),
        ("III.b", "Administrator"),
        ("IV.a", "Pengawas"),
        ("IV.b", "Pengawas"),
        ("V.a", "Pelaksana"),
        ("V.b", "Pelaksana"),
    ],
)
def test_the_level_of_an_eselon(eselon, level):
    assert jabatan.JENJANG_OF_ESELON[eselon] == level


def test_conversion_by_permenpanrb_17_of_2021():
    # administrator, pengawas and eselon V became JF ahli madya, ahli muda and ahli pertama
    assert jabatan.JF_SETARA == {"III": "Ahli Madya", "IV": "Ahli Muda", "V": "Ahli Pertama"}
    first, last = (pd.Timestamp(day) for day in jabatan.PENYETARAAN_WINDOW)
    assert (str(first.date()), str(last.date())) == ("2020-01-01", "2023-12-31")


def test_only_a_post_of_ones_own_is_held():
    how = pd.Series(["definitif", "plt", "plh", ""])
    assert jabatan.is_definitive(how).tolist() == [True, False, False, False]
