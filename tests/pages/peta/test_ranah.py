"""Supporting against operational posts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.pages.peta.ranah import (
    WITHIN,
    compare_odds,
    count_by_office,
    count_domains,
    measure_segregation,
    placements,
)
from pug_analysis.stats.primary_first import primary_first

# jenjang, ranah, men, women
CELLS = (
    ("Pengawas", "pendukung", 10, 20), ("Pengawas", "operasional", 30, 15),
    ("Administrator", "pendukung", 4, 6), ("Administrator", "operasional", 20, 8),
    ("JPT Pratama", "operasional", 8, 2),
)  # fmt: skip


def make(cells=CELLS) -> pd.DataFrame:
    rows = [
        (level, kind, sex)
        for level, kind, men, women in cells
        for sex, n in (("L", men), ("P", women))
        for _ in range(n)
    ]
    frame = pd.DataFrame(rows, columns=["jenjang", "ranah_jabatan", "jenis_kelamin"])
    return frame.assign(perangkat_daerah=np.where(np.arange(len(frame)) % 2, "Dinas A", "Badan B"))


@pytest.fixture
def people():
    return make()


def test_counts_by_level(people):
    table = count_domains(people).set_index(["jenjang", "ranah"])
    assert table.loc[(ALL_LEVELS, "pendukung"), ["pria", "wanita", "total"]].tolist() == [
        14,
        26,
        40,
    ]
    assert table.loc[("Pengawas", "operasional"), "share_wanita"] == pytest.approx(15 / 45)
    assert table.loc[("JPT Pratama", "pendukung"), "total"] == 0
    assert pd.isna(table.loc[("JPT Pratama", "pendukung"), "share_wanita"])


def test_index_of_two_kinds_is_the_difference_of_shares(people):
    table = measure_segregation(people).set_index(["sebaran", "jenjang"])
    assert table.loc[("ranah", "Pengawas"), "estimate"] == pytest.approx(abs(20 / 35 - 10 / 40))
    assert table.loc[("ranah", ALL_LEVELS), "estimate"] == pytest.approx(26 / 51 - 14 / 72)


def test_too_few_have_no_index(people):
    table = measure_segregation(people).set_index(["sebaran", "jenjang"])
    assert pd.isna(table.loc[("ranah", "JPT Pratama"), "estimate"])
    assert table.loc[("ranah", "JPT Pratama"), ["wanita", "pria"]].tolist() == [2, 8]


def test_offices_are_measured_over_all_holders(people):
    row = measure_segregation(people).query("sebaran == 'perangkat daerah'").iloc[0]
    assert (row["wanita"], row["pria"]) == (51, 72)
    assert 0 <= row["estimate"] <= 1


def test_odds_by_statsmodels(people):
    table = compare_odds(people).set_index("jenjang")
    # odds of women 20/15, of men 10/30; conditional estimate is a little nearer to 1
    assert 1 < table.loc["Pengawas", "estimate"] < 4
    strata = [np.array([[20, 15], [10, 30]]), np.array([[6, 8], [4, 20]])]
    by_hand = StratifiedTable(strata)
    assert table.loc[WITHIN, "estimate"] == pytest.approx(by_hand.oddsratio_pooled)
    assert table.loc[WITHIN, "p_value"] == pytest.approx(by_hand.test_null_odds().pvalue)
    assert pd.isna(table.loc["JPT Pratama", "estimate"])
    # the comparison within levels was named in advance; the levels share what is left
    levels = ["Pengawas", "Administrator", "JPT Pratama"]
    own, rest = primary_first(table.loc[WITHIN, "p_value"], table.loc[levels, "p_value"])
    assert own == pytest.approx(table.loc[WITHIN, "p_value"] / 0.8)
    assert table.loc[[WITHIN, *levels], "p_terkoreksi"].tolist() == pytest.approx(
        [own, *rest], nan_ok=True
    )
    assert pd.isna(table.loc[ALL_LEVELS, "p_terkoreksi"])


def test_levels_of_one_kind_of_post_compare_nobody():
    only_jpt = make((("JPT Pratama", "operasional", 20, 20),))
    table = compare_odds(only_jpt)
    assert table["jenjang"].tolist() == [ALL_LEVELS, "JPT Pratama"]
    assert table["estimate"].isna().all()


def test_posts_of_unknown_kind_are_left_out(people):
    people.loc[:4, "ranah_jabatan"] = ""
    assert len(placements(people)) == len(people) - 5


def test_counts_by_office_add_up(people):
    people.loc[0, "perangkat_daerah"] = ""
    table = count_by_office(people)
    assert table["perangkat_daerah"].tolist() == ["Badan B", "Dinas A", UNKNOWN]
    sums = table[["wanita_pendukung", "pendukung", "wanita_operasional", "operasional"]].sum()
    assert sums.tolist() == [26, 40, 25, 83]


def test_nobody_known_is_no_error(people):
    nobody = people.assign(ranah_jabatan="")
    assert count_domains(nobody)["total"].eq(0).all()
    assert measure_segregation(nobody).query("sebaran == 'ranah'")["estimate"].isna().all()
    assert compare_odds(nobody)["estimate"].isna().all()
    assert count_by_office(nobody).empty


def test_full_separation_has_no_common_ratio():
    apart = make((("Pengawas", "pendukung", 0, 12), ("Pengawas", "operasional", 12, 0)))
    table = compare_odds(apart)
    assert WITHIN not in table["jenjang"].tolist()
    assert table["estimate"].iloc[0] == np.inf
