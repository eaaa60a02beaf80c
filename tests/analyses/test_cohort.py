"""The cohort analyses on people made for them: each number from a count that can be done by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask, choose, read_months, structural_spells
from pug_analysis.analyses.incidence import (
    check_second_engine,
    compare_tests,
    median_wait,
    milestone_table,
    verdict,
    yearly_incidence,
)
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI
from pug_analysis.errors import UsageError
from pug_analysis.ingest.tables.schema import TABLES


def test_verdicts(question):
    _, difference = milestone_table(question, times=[60, 120])
    assert verdict(question, difference, time=120, margin=0.05).verdict == "gap"
    # within half of all, but a share of 0.2 is half of one of 0.4
    assert verdict(question, difference, time=120, margin=0.5).verdict == "gap"
    assert verdict(question, difference, time=180, margin=0.05) is None


# --- too few
@pytest.mark.parametrize("rows", [
    [("L", 100, 48, PROMOSI), ("P", 19, 60, PROMOSI)],
    [("L", 100, 48, PROMOSI)],
    [("L", 100, 48, ""), ("P", 100, 48, "pensiun")],
])  # fmt: skip
def test_too_few_people_give_no_curve_and_no_error(rows, spells_of):
    question = ask("JPT Pratama", spells_of(rows))
    assert not question.enough
    assert yearly_incidence(question).empty
    assert median_wait(question).empty
    assert compare_tests(question, tau=120).empty
    shares, difference = milestone_table(question, times=[12])
    assert shares.empty
    assert difference.empty
    assert verdict(question, difference, time=12, margin=0.05) is None
    check_second_engine(question)


# --- properties
def test_exchanging_the_sexes_flips_the_sign(question, spells_of, two_hundred):
    swapped = spells_of([({"L": "P", "P": "L"}[sex], *rest) for sex, *rest in two_hundred])
    _, one = milestone_table(question, times=[60, 120])
    _, other = milestone_table(ask("Pengawas", swapped), times=[60, 120])
    assert one["estimate"].to_numpy() == pytest.approx(-other["estimate"].to_numpy())
    assert one["conf_low"].to_numpy() == pytest.approx(-other["conf_high"].to_numpy())


def test_choice_of_groups():
    assert choose(angkatan="2005-2009, 2010-2014", keluarga="") == {
        "angkatan": ("2005-2009", "2010-2014"), "pendidikan": (), "keluarga": (),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "60; 120", "120, 60", "0, 60", "sepuluh", "60,,120"])
def test_wrong_milestones_are_refused(text):
    with pytest.raises(UsageError, match="tonggak harus bulan yang menaik"):
        read_months(text)


def test_without_a_leavers_list_there_is_no_answer(spells_of, two_hundred):
    question = ask("Pengawas", spells_of(two_hundred), leavers_known=False)
    assert question.obstacle == "no_leavers"
    assert yearly_incidence(question).empty
    assert milestone_table(question, times=[60])[1].empty


def test_inputs_stay_as_they_were(spells_of, two_hundred):
    spells = spells_of(two_hundred)
    before = spells.table.copy()
    milestone_table(ask("Pengawas", spells), times=[60])
    pd.testing.assert_frame_equal(spells.table, before)
    assert np.isfinite(before["exit"]).all()


def test_another_event_with_its_own_causes(spells_of, two_hundred):
    spells = spells_of([(s, n, m, c.replace(PROMOSI, "diklat")) for s, n, m, c in two_hundred])
    question = ask("PKP", spells, event="diklat", causes=("diklat", "pensiun"))
    check_second_engine(question)
    shares, _ = milestone_table(question, times=[48, 60])
    assert shares.set_index([SEX, "time"]).loc[("P", 60), "estimate"] == pytest.approx(0.2)
    with pytest.raises(ValueError, match="causes must be among"):
        ask("PKP", spells)


# --- position conversion and the level it took away
def _posts(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Definitive posts of (id, month, eselon or JF level); ``setara`` after a level is a conversion."""
    types = TABLES["jabatan"].dtypes
    frame = pd.DataFrame(
        {
            "pegawai_id": who,
            "tmt_jabatan": f"{when}-01",
            "penugasan": "definitif",
            "eselon": post if "." in post else "",
            "jenjang_jf": "" if "." in post else post.removesuffix(" setara"),
            "penyetaraan": post.endswith(" setara"),
        }
        for who, when, post in rows
    )
    return frame.reindex(columns=list(types)).astype(types)


def _one_entrant() -> Cohort:
    people = pd.DataFrame(
        {
            "pegawai_id": ["a"], SEX: "P", "angkatan": "2005-2009", "pendidikan": "S1/D4",
            "keluarga": "Teknis", "masuk": [2005 * 12], "diamati": [2005 * 12], "keluar": [pd.NA],
            "sebab": [""],
        }
    )  # fmt: skip
    return Cohort(people.astype({"keluar": "Int64"}), pd.DataFrame(), 2005 * 12)


def _from_level(posts: pd.DataFrame, target: str, origin: str, treatment: str) -> list[list]:
    leave = TABLES["cltn"].without_rows()
    found = structural_spells(
        _one_entrant(), posts, leave, target=target, until=2025 * 12 + 11, origin=origin,
        penyetaraan=treatment,
    )  # fmt: skip
    return found.table[["entry", "exit", "cause"]].to_numpy().tolist()


def test_a_conversion_before_the_level_was_reached_ends_nothing():
    # converted as Pengawas in December 2021, Administrator in January 2023: 35 months to December 2025
    posts = _posts(
        ("a", "2010-01", "IV.a"), ("a", "2021-12", "Ahli Muda setara"), ("a", "2023-01", "III.b")
    )
    assert _from_level(posts, "JPT Pratama", "Administrator", "compete") == [[0, 35, ""]]
    # as a head it was the end: January 2010 to December 2021
    assert _from_level(posts, "Administrator", "Pengawas", "compete") == [[0, 143, "penyetaraan"]]


def test_only_a_functional_level_after_the_conversion_counts_as_the_target():
    # JF Ahli Madya of one's own in 2008, Pengawas 2010, converted 2021, JF Ahli Madya again in 2024
    posts = _posts(
        ("a", "2008-01", "Ahli Madya"), ("a", "2010-01", "IV.a"), ("a", "2021-12", "Ahli Muda setara"),
        ("a", "2024-01", "Ahli Madya"),
    )  # fmt: skip
    assert _from_level(posts, "Administrator", "Pengawas", "stay") == [[0, 168, PROMOSI]]
