"""Flows of people: the same people are one number wherever they stand."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.release.alur import (
    catatan_kohort,
    name_steps,
    released_cohort,
    sexes_of,
    with_sexes,
)

POKJA, INTERNAL = SimpleNamespace(edition="pokja"), SimpleNamespace(edition="internal")


def flow(analysed: int) -> pd.DataFrame:
    return pd.DataFrame({"langkah": ["Kohort", "Dianalisis"], "orang": [5016, analysed]})


@pytest.mark.parametrize(
    ("men", "women", "shown"),
    [
        (777, 491, 1265),  # 775 and 490 stand beside it; 1,268 would be 1,270
        (20, 6, 25),  # 20 and a hidden one, which counts as 4
        (4, 3, 7),  # few altogether: hidden as every such count is
    ],
)
def test_who_is_analysed_is_the_sum_of_the_sexes_shown(men, women, shown):
    people = pd.Series({"L": men, "P": women})
    assert with_sexes(flow(men + women), people, POKJA)["orang"].tolist() == [5016, shown]


def test_the_agency_sees_who_is_analysed():
    exact = flow(1268)
    assert with_sexes(exact, pd.Series({"L": 777, "P": 491}), INTERNAL) is exact


def test_a_person_with_two_spells_is_one():
    spells = pd.DataFrame({"pegawai_id": ["a", "a", "b"], "jenis_kelamin": ["P", "P", "L"]})
    assert sexes_of(spells).to_dict() == {"P": 1, "L": 1}


def test_parts_of_the_cohort_are_explained_where_they_are_rounded():
    assert catatan_kohort(INTERNAL) == ""
    said = catatan_kohort(POKJA)
    assert said.startswith(" ")
    assert "dibulatkan sendiri-sendiri" in said


def test_choices_that_left_people_out_are_named():
    steps = pd.DataFrame(
        {"langkah": ["Kohort", "angkatan lain", "keluarga lain"], "orang": [9, 2, 1]}
    )
    groups = {"angkatan": ("2005-2009", "2010-2014"), "keluarga": ("Teknis",), "pendidikan": ()}
    named = name_steps(steps, groups)["langkah"].tolist()
    assert named[0] == "Kohort"
    assert named[1] == "Angkatan di luar pilihan (yang dipilih: 2005-2009, 2010-2014)"
    assert named[2] == "Keluarga jabatan saat masuk di luar pilihan (yang dipilih: Teknis)"


def test_of_a_merged_workspace_there_is_no_cohort_of_one():
    assert released_cohort(SimpleNamespace(pooled=object()), POKJA) is None
    assert released_cohort(SimpleNamespace(pooled=None), INTERNAL) is None
