"""Appointments by office: what a shared edition may show of them, by hand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.analyses.questions.offices import (
    ALL_OFFICES,
    FLAGGED,
    NOT_FLAGGED,
    judge_appointments,
)
from pug_analysis.careers.cohort import cohort_of
from pug_analysis.careers.load import load
from pug_analysis.config import Config
from pug_analysis.ingest.build import build_periode
from pug_analysis.pages.peta import pengangkatan
from pug_analysis.pages.peta.pengangkatan import (
    NOT_TOLD,
    judge_own_appointments,
    leaves_open,
    regency_side,
    released_appointments,
)
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

PD = "perangkat_daerah"


def appointed(*offices: tuple[str, int, int, float]):
    """Offices of (name, men, women, chance of each appointment to be of a woman)."""
    parts = [
        pd.DataFrame({PD: name, "jenis_kelamin": ["L"] * men + ["P"] * women, "harapan": chance})
        for name, men, women, chance in offices
    ]
    return judge_appointments(pd.concat(parts, ignore_index=True).assign(langkah="x"))


#: A: 8 of 50 women, 25 expected. B: 21 of 42, as expected. C: 4 of 24. D: 9 of 20, as expected.
FOUND = appointed(("A", 42, 8, 0.5), ("B", 21, 21, 0.5), ("C", 20, 4, 0.5), ("D", 11, 9, 0.45))


def test_the_agencys_own_edition_shows_all(tiny_data):
    assert released_appointments(FOUND, tiny_data) is FOUND.table
    assert FOUND.flagged == ("A", "C")


def test_a_shared_edition_shows_offices_of_which_both_sexes_may_be_shown(tiny_data):
    shown = released_appointments(FOUND, replace(tiny_data, edition="pokja")).set_index(PD)
    # C has four women only, and is neither named nor judged
    assert shown.index.tolist() == ["A", "B", "D", ALL_OFFICES]
    assert shown["pria"].tolist() == [40, 20, 10, 95]
    assert shown["wanita"].tolist() == [10, 20, 10, 40]
    assert shown["total"].tolist() == [50, 40, 20, 135]
    # 25, 21, 9 and 67 expected
    assert shown["harapan"].tolist() == [25, 20, 10, 65]
    assert shown["rasio"].tolist() == [0.4, 1.0, 1.0, 0.62]
    assert shown.loc["A", "penilaian"] == FLAGGED
    assert shown.loc["B", "penilaian"] == NOT_FLAGGED


def test_the_public_edition_shows_larger_offices_only(tiny_data):
    shown = released_appointments(FOUND, replace(tiny_data, edition="publik"))
    assert shown[PD].tolist() == ["A", "B", ALL_OFFICES]


def test_what_is_shown_is_the_same_for_all_counts_that_round_alike(tiny_data):
    """38 to 42 men and 18 to 22 women: one table."""
    data = replace(tiny_data, edition="pokja")
    tables = [
        released_appointments(appointed(("A", men, women, 0.35)), data)[
            ["pria", "wanita", "total", "rasio", "penilaian"]
        ]
        for men, women in ((38, 22), (42, 18), (40, 20))
    ]
    for other in tables[1:]:
        pd.testing.assert_frame_equal(tables[0], other)


def test_a_whole_of_offices_that_all_stand_there_is_the_sum_of_what_they_show(tiny_data):
    """12 and 12 women are shown as 10 and 10: 24, rounded by itself to 25, would tell of them."""
    data = replace(tiny_data, edition="pokja")
    both = released_appointments(appointed(("A", 20, 12, 0.5), ("B", 20, 12, 0.5)), data)
    assert both["wanita"].tolist() == [10, 10, 20]
    one_left_out = appointed(("A", 20, 12, 0.5), ("B", 20, 12, 0.5), ("C", 5, 0, 0.5))
    assert released_appointments(one_left_out, data)["wanita"].tolist() == [10, 10, 25]


def test_a_whole_of_few_is_not_told_of(tiny_data):
    data = replace(tiny_data, edition="pokja")
    few = appointed(("A", 12, 3, 0.5))
    shown = released_appointments(few, data)
    assert shown[PD].tolist() == [ALL_OFFICES]
    assert shown[["total", "harapan", "rasio"]].isna().all(axis=None)
    assert regency_side(few, shown, data) == "terlindung"


# --- findings beside rounded counts
def shown_of(women, total, expected):
    row = pd.Series({"wanita": women, "total": total, "harapan": expected})
    return pengangkatan._as_shown(row)


@pytest.mark.parametrize(
    ("flagged", "shown", "told"),
    [
        # 8 to 12 women of 50: all are few beside 27.5 expected, none beside 12.5 or fewer
        (True, (10, 50, 25), True),
        (True, (10, 50, 15), False),
        (False, (10, 50, 10), True),
        # 8 of 50 would be few even beside 22.5: not to be flagged tells that there were more
        (False, (10, 50, 25), False),
    ],
)
def test_a_finding_stands_where_all_counts_agree(flagged, shown, told):
    assert leaves_open(flagged, shown_of(*shown), p_below=0.05) is told


def test_a_finding_that_would_tell_is_left_out(tiny_data):
    """Of 18 to 22 women beside 30 expected, those flagged are the fewest only."""
    data = replace(tiny_data, edition="pokja")
    found = appointed(("A", 38, 22, 0.5), ("B", 25, 25, 0.5))
    assert found.table["penilaian"].iloc[0] == NOT_FLAGGED
    shown = released_appointments(found, data)
    assert shown["penilaian"].iloc[0] == NOT_TOLD


@pytest.mark.parametrize(
    ("offices", "side"),
    [
        ((("A", 90, 20, 0.5), ("B", 30, 20, 0.4)), "kurang"),
        ((("A", 20, 90, 0.5), ("B", 20, 30, 0.6)), "lebih"),
        ((("A", 50, 50, 0.5), ("B", 20, 30, 0.6)), "belum"),
    ],
)
def test_the_side_of_all_offices(offices, side, tiny_data):
    found = appointed(*offices)
    for edition in ("internal", "pokja", "publik"):
        data = replace(tiny_data, edition=edition)
        assert regency_side(found, released_appointments(found, data), data) == side


def test_the_side_is_told_as_it_is_where_the_rounding_leaves_it_open(tiny_data):
    """40 of 100 has a p-value of 0.057, 39 one of 0.035: both are shown as 40, and each agrees with all that round alike."""
    data = replace(tiny_data, edition="pokja")
    for men, women, side in ((60, 40, "belum"), (61, 39, "kurang")):
        found = appointed(("A", men, women, 0.5))
        assert regency_side(found, found.table, tiny_data) == side
        shown = released_appointments(found, data)
        told = regency_side(found, shown, data)
        assert told == side


# --- an opened year
@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pengangkatan")
    regency = simulate(size=300, years=(2025,), seed=7, truth=("null",))
    write_raw(regency, folder / "data" / "raw", dirt=0.0, layout="csv")
    build_periode(folder, Periode(2025), config=Config())
    return load(2025, workspace=folder)


def test_offices_of_an_opened_year_are_those_of_the_history(opened):
    found = judge_own_appointments(cohort_of(opened), opened)
    names = set(found.table[PD]) - {ALL_OFFICES, "Tidak diketahui"}
    assert names <= set(opened.tables["jabatan"]["perangkat_daerah"])
    assert found.table["total"].iloc[-1] == found.table["total"].iloc[:-1].sum() > 0
