"""Access to training: who can attend, route by route, and what was counted of them."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.access import count_trained, open_access, period_counts
from pug_analysis.careers import events
from pug_analysis.careers.cohort import cohort_of
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.eligible import DIKLAT
from pug_analysis.careers.load import load
from pug_analysis.config import Config
from pug_analysis.ingest.build import build_periode
from pug_analysis.pages.pelatihan.akses import milestone_shares, yearly_curves
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("akses")
    regency = simulate(size=300, years=(2025,), seed=7, truth=("null",))
    write_raw(regency, folder / "data" / "raw", dirt=0.0, layout="csv")
    build_periode(folder, Periode(2025), config=Config())
    return load(2025, workspace=folder)


# --- by hand
def test_first_trainings_of_each_sex(access_of):
    one = access_of([("L", 40, 12, DIKLAT), ("L", 10, 20, "diangkat"), ("P", 7, 24, DIKLAT)])
    assert count_trained(one.eligible).to_dict() == {"L": 40, "P": 7}
    assert count_trained(access_of([("L", 2, 12, DIKLAT)]).eligible).to_dict() == {"L": 2, "P": 0}


def test_time_is_cut_at_the_first_month_of_a_period(access_of):
    # at risk from February 2018 (month 1 after January 2018) for 60 months: 11 months to December
    # 2018, 36 in 2019-2021, 13 in 2022 and January 2023
    one = access_of([("L", 1, 60, DIKLAT, 2018 * 12, "2010-2014")]).eligible.spells.table
    counts = period_counts(one).set_index("periode")
    assert counts["person_time"].to_dict() == {
        "sampai 2018": 11, "2019-2021": 36, "2022 dan sesudahnya": 13,
    }  # fmt: skip
    assert counts["n_event"].sum() == 1


def test_counts_within_more_groups_add_up_to_those_within_fewer(access_of):
    rows = [("L", 3, 70, DIKLAT), ("P", 2, 100, "", 2016 * 12, "2010-2014")]
    spells = access_of(rows).eligible.spells.table
    fewer = period_counts(spells).set_index(["periode", "angkatan", SEX])
    more = period_counts(spells, within=("angkatan", "keluarga"))
    added = more.groupby(["periode", "angkatan", SEX])[["n_event", "person_time"]].sum()
    pd.testing.assert_frame_equal(added, fewer, check_dtype=False)


def test_nobody_has_counts_of_nobody(access_of):
    spells = access_of([("L", 1, 12, DIKLAT)]).eligible.spells.table.head(0)
    found = period_counts(spells, within=("angkatan", "keluarga"))
    assert found.empty
    assert list(found) == ["periode", "angkatan", "keluarga", SEX, "n_event", "person_time"]


# --- second implementation
def test_counts_by_period_equal_a_loop_over_months(access_of):
    rows = [
        ("L", 3, 70, DIKLAT, 2015 * 12 + 5, "2005-2009"),
        ("P", 2, 100, "", 2016 * 12, "2010-2014"),
    ]
    spells = access_of(rows).eligible.spells.table
    expected: dict[tuple, list[int]] = {}
    for one in spells.itertuples():
        for month in range(one.asal + one.entry + 1, one.asal + one.exit + 1):
            year = month // 12
            name = (
                "sampai 2018"
                if year < 2019
                else "2019-2021"
                if year < 2022
                else "2022 dan sesudahnya"
            )
            cell = expected.setdefault((name, one.angkatan, one.jenis_kelamin), [0, 0])
            cell[1] += 1
            cell[0] += one.cause == DIKLAT and month == one.asal + one.exit
    found = period_counts(spells).set_index(["periode", "angkatan", SEX])
    assert {key: row.tolist() for key, row in found.iterrows()} == expected


# --- opened from a year
def test_all_levels_are_asked_and_curves_go_by_people_at_risk(opened):
    trainings = events.structural_trainings(opened.tables["diklat"], opened.tables["kursus"])
    found = open_access(opened, cohort_of(opened), trainings, route="sebelum", groups={})
    assert list(found) == ["PKP", "PKA", "PKN II"]
    for one in found.values():
        enough = one.question.enough
        assert yearly_curves(one).empty != enough
        shares, difference = milestone_shares(one, times=[12])
        assert shares.empty == difference.empty
        assert enough or shares.empty
    # some level has a curve although fewer than five women or men were trained
    assert any(
        one.question.enough and count_trained(one.eligible).min() < 5 for one in found.values()
    )


def test_the_route_and_the_start_change_who_is_at_risk(opened):
    trainings = events.structural_trainings(opened.tables["diklat"], opened.tables["kursus"])
    people = cohort_of(opened)
    months = {
        (route, since): open_access(
            opened, people, trainings, route=route, since=since, groups={}
        )["PKP"].eligible.spells.table.pipe(lambda t: int((t["exit"] - t["entry"]).sum()))
        for route, since in (("sebelum", "syarat"), ("sebelum", "jenjang"), ("sesudah", "syarat"))
    }  # fmt: skip
    assert months["sebelum", "jenjang"] > months["sebelum", "syarat"] > 0
    assert len(set(months.values())) == 3
