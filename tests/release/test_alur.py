"""Flows of people: the same people are one number wherever they stand."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.release.alur import sexes_of, with_sexes

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
