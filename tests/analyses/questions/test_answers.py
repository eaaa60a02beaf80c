"""All five answers of one opened year are those of the five modules."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.analyses.questions import answers
from pug_analysis.analyses.questions.answers import answer, answer_training, open_routes
from pug_analysis.analyses.questions.training import BOTH, ROUTES, count_access
from pug_analysis.analyses.questions.verdicts import QUESTIONS
from pug_analysis.careers.cohort import cohort_of
from pug_analysis.careers.eligible import DIKLAT
from pug_analysis.careers.load import load
from pug_analysis.config import Config
from pug_analysis.ingest.build import build_periode
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.stats import holm
from pug_analysis.terms.kalender import Periode


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("jawaban")
    write_raw(
        simulate(size=500, years=(2025,), seed=7, truth=("gap",)), folder / "data" / "raw",
        dirt=0.0, layout="csv",
    )  # fmt: skip
    build_periode(folder, Periode(2025), config=Config())
    return load(2025, workspace=folder)


@pytest.fixture(scope="module")
def found(opened):
    return answer(opened)


def test_strengths_are_those_of_the_five_answers(found):
    own = [
        found.ladder.p_value, found.speed.p_value, found.training.p_value, found.heads.p_value,
        found.appointed.p_value,
    ]  # fmt: skip
    told = found.strengths.set_index("pertanyaan")
    assert told.index.tolist() == list(QUESTIONS)
    assert told["p_value"].tolist() == pytest.approx(own, nan_ok=True)
    assert told["p_holm"].tolist() == pytest.approx(holm(pd.Series(own)).tolist(), nan_ok=True)
    # none of them is without a test in a regency of this size but the offices
    assert told["p_value"].drop("perangkat_daerah").notna().all()


def test_appointments_are_the_promotions_of_the_ladder_in_ten_years(found):
    table = found.appointed.table
    whole, offices = table.iloc[-1], table.iloc[:-1]
    assert whole["total"] == offices["total"].sum() > 0
    assert whole["harapan"] == pytest.approx(offices["harapan"].sum())
    ladder = found.ladder.table.loc[lambda t: t["jalur"] == "struktural"]
    assert whole["wanita"] <= ladder["kejadian_wanita"].sum()
    assert whole["pria"] <= ladder["kejadian_pria"].sum()


def test_groups_restrict_who_is_asked_about(opened, found):
    everybody = answer(opened, groups={})
    assert everybody.ladder.table["n_pria"].sum() > found.ladder.table["n_pria"].sum()
    assert everybody.training.table["tahun_pria"].sum() > found.training.table["tahun_pria"].sum()
    # posts are counted whoever holds them
    pd.testing.assert_frame_equal(everybody.heads.table, found.heads.table)


def test_the_margin_is_that_of_the_milestones(opened, monkeypatch):
    seen = []
    compare = answers.compare_speed
    monkeypatch.setattr(
        answers,
        "compare_speed",
        lambda steps, margin: seen.append(margin) or compare(steps, margin=margin),
    )
    answer(opened, margin=0.07)
    answer(opened)
    assert seen == [0.07, answers.MARGIN] == [0.07, 0.05]


def test_training_is_asked_of_everybody_who_could_attend(opened, found):
    before, inside = open_routes(opened, cohort_of(opened), groups={})
    assert set(before) == set(inside) == {"PKP", "PKA", "PKN II"}
    routes = {one.eligible.route for one in (*before.values(), *inside.values())}
    assert routes == set(ROUTES)
    told = answer_training(before, inside).table.set_index("jalur")
    counts = count_access(before, inside)
    assert told.loc[BOTH, ["n_pria", "n_wanita"]].sum() == counts["n_event"].sum()
    months = counts.groupby("jenis_kelamin")["person_time"].sum()
    assert told.loc[BOTH, "tahun_wanita"] == pytest.approx(months["P"] / 12)


def test_ten_people_of_each_sex_are_needed(access_of):
    """Five women trained of nine who could: too few people; a tenth, never trained, is enough."""
    rows = [("L", 20, 24, DIKLAT), ("P", 6, 24, DIKLAT), ("P", 3, 60, "")]
    few = {"PKP": access_of(rows)}
    assert answer_training(few, {}).verdict == "too_few"
    enough = {"PKP": access_of([*rows, ("P", 1, 61, "")])}
    assert answer_training(enough, {}).verdict != "too_few"
    # the same woman in both routes is one
    inside = {"PKP": access_of(rows, route="sesudah")}
    assert answer_training(few, inside).verdict == "too_few"


def test_without_a_leavers_list_only_what_needs_none_is_answered(opened):
    tables = dict(opened.tables) | {"pemberhentian": opened.tables["pemberhentian"].iloc[:0]}
    found = answer(replace(opened, tables=tables))
    assert found.ladder.table["putusan"].eq("no_leavers").all()
    assert found.training.table["putusan"].eq("no_leavers").all()
    assert {found.ladder.verdict, found.speed.verdict, found.training.verdict} == {"too_few"}
    assert found.appointed.table.empty
    assert found.heads.table["total"].iloc[0] > 0
