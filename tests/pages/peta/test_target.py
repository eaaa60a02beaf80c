"""Targets against actual shares."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.config import Target
from pug_analysis.pages.peta.target import SETTING, compare_target


def people(women: int, men: int, level: str = "JPT Pratama") -> pd.DataFrame:
    return pd.DataFrame({"jenis_kelamin": ["P"] * women + ["L"] * men, "jenjang": level})


@pytest.mark.parametrize(
    ("women", "men", "target", "lacking"),
    [
        (5, 20, 0.30, 3),
        (8, 17, 0.32, 0),
        (3, 7, 0.30, 0),
        (0, 0, 0.3, 0),
        (0, 10, 0.25, 3),
        (9, 1, 0.3, 0),
    ],
)
def test_women_lacking_are_rounded_up(women, men, target, lacking):
    # 0.30 x 25 = 7.5: eight are needed; 0.32 x 25 is 8 exactly, whatever floating point says
    row = compare_target(people(women, men), target=Target(jpt_pratama=target)).iloc[2]
    assert row["kurang"] == lacking
    assert row["target"] == target


def test_a_level_without_a_target_has_none():
    table = compare_target(people(5, 20), target=Target(jpt_pratama=0.3)).set_index("jenjang")
    assert table.index.tolist() == list(SETTING) == ["Pengawas", "Administrator", "JPT Pratama"]
    assert table.loc[["Pengawas", "Administrator"], ["target", "kurang"]].isna().all(axis=None)


def test_share_and_interval_are_those_of_the_pyramid(tiny):
    from pug_analysis.stats import share_interval

    table = compare_target(tiny, target=Target())
    known = share_interval(table["wanita"], table["total"])
    assert table["conf_high"].tolist() == known["conf_high"].tolist()
    assert table["total"].tolist() == [3, 3, 2]
