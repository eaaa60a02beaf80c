"""Tables of eight regencies, added up, say the same as all their people together."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from pug_analysis.analyses import cohort, hazards, incidence, quarantine
from pug_analysis.analyses.question_counts import people_of
from pug_analysis.analyses.questions.answers import (
    answer,
    answer_pooled_training,
    answer_training,
    open_routes,
)
from pug_analysis.analyses.questions.speed import compare_speed
from pug_analysis.analyses.questions.steps import LEVEL_ENTRY, STEPS, compare_steps, open_steps
from pug_analysis.careers import columns
from pug_analysis.careers.cohort import cohort_of, pooled_cohort
from pug_analysis.careers.columns import ENTRY_GROUPS
from pug_analysis.errors import DataError
from pug_analysis.pages.kohort import banding, pangkat
from pug_analysis.pages.kohort.syarat import next_step_requirements
from pug_analysis.pages.piramida import jenjang
from pug_analysis.pages.profil import profil
from pug_analysis.pooled.export import export_period
from pug_analysis.pooled.folder import write_tables
from pug_analysis.pooled.merge import add_counts, as_first_form, merge_exports, merge_folders
from pug_analysis.pooled.receive import read_export

GROUPS = cohort.choose(pendidikan="D3, S1/D4, S2 ke atas", keluarga="Teknis")


def same(a, b):
    """Equal to 1e-12; who wrote a number as text or as a whole number does not matter."""
    assert len(a) > 0
    assert_frame_equal(a, b, check_dtype=False, check_exact=False, rtol=1e-12, atol=1e-12)


# --- by hand
def test_counts_of_equal_groups_are_added_in_the_order_of_the_first_table():
    a = pd.DataFrame({"jenjang": ["Pengawas", "Administrator"], "pria": [2, 1], "wanita": [1, 0]})
    b = pd.DataFrame({"jenjang": ["Administrator", "Baru"], "pria": [5, 1], "wanita": [2, 1]})
    assert add_counts([a, b]).to_numpy().tolist() == [
        ["Pengawas", 2, 1],
        ["Administrator", 6, 2],
        ["Baru", 1, 1],
    ]


# --- second implementation: the people themselves
@pytest.mark.parametrize(
    "count",
    [
        profil.profile_table, profil.golongan_table, profil.age_pyramid, profil.jf_levels,
        jenjang.ladder, jenjang.base_parts,
    ],
)  # fmt: skip
def test_counts_and_shares_are_those_of_all_people(pool, merged, count):
    assert_frame_equal(
        count(merged.people), count(pool.people.snapshot), check_dtype=False, check_exact=True
    )


def test_drops_index_and_requirements_are_those_of_all_people(pool, merged):
    levels = [jenjang.ladder(data.people) for data in (merged, pool.people)]
    same(*(jenjang.drops(one) for one in levels))
    found = zip((merged, pool.people), levels, strict=True)
    same(*(jenjang.glass_ceiling_index(data.people, one) for data, one in found))
    options = {"cutoff": merged.cutoff}
    same(*(next_step_requirements(d.people, d.tables, **options) for d in (merged, pool.people)))
    same(*(quarantine.kept_out(d.people, d.tables) for d in (merged, pool.people)))
    assert len(merged.people) == len(pool.people.snapshot)
    beside = profil.count_beside(pool.people.snapshot, pool.people.tables["jabatan"])
    assert {name: merged.pooled.numbers[name] for name in beside} == beside


def test_a_table_by_agency_stands_for_that_by_office(pool, merged):
    table = profil.profile_by_pd(merged.people).set_index("perangkat_daerah")
    assert table["total"].to_dict() == {
        r.config.instansi.kabupaten: len(r.snapshot) for r in pool.regencies
    }


@pytest.fixture(scope="module")
def questions(pool, merged):
    """The headline of all people, and of the tables that were added up."""
    everybody = cohort.open_question(pool.people, pool.cohort, target="Pengawas", groups=GROUPS)
    added = cohort.open_question(merged, cohort_of(merged), target="Pengawas", groups=GROUPS)
    assert everybody.enough
    return everybody, added


def test_risk_tables_are_exactly_those_of_all_people(questions):
    everybody, added = questions
    for table in ("by_sex", "stratified", "followed"):
        a, b = (getattr(one, table) for one in (everybody, added))
        assert_frame_equal(a.increments, b.increments, check_dtype=False, check_exact=True)
        assert (a.causes, a.start) == (b.causes, b.start)
    keys = [columns.SEX, *columns.ENTRY_GROUPS, "terakhir"]
    people = [people_of(q).sort_values(keys, ignore_index=True) for q in questions]
    assert_frame_equal(*people, check_dtype=False, check_exact=True)
    assert_frame_equal(everybody.spells.flow, added.spells.flow, check_dtype=False)


def test_curves_and_tests_are_those_of_all_people(questions):
    incidence.check_second_engine(questions[1])
    same(*map(incidence.yearly_incidence, questions))
    for parts in zip(
        *(incidence.milestone_table(q, times=(96, 120, 180)) for q in questions), strict=True
    ):
        same(*parts)
    same(*map(incidence.median_wait, questions))
    same(*(incidence.compare_tests(q, tau=180) for q in questions))
    assert len(incidence.compare_tests(questions[1], tau=180)) == 3
    same(*(banding.standardised_difference(q, time=120) for q in questions))
    told = [
        incidence.verdict(q, incidence.milestone_table(q, times=(120,))[1], time=120, margin=0.05)
        for q in questions
    ]
    assert told[0] == pytest.approx(told[1]) if isinstance(told[0], float) else told[0] == told[1]


def test_models_are_those_of_all_people_but_for_cox_which_needs_them(questions):
    everybody, added = map(hazards.fit_hazards, questions)
    same(everybody.table.loc[everybody.table["model"] == hazards.MODEL], added.table)
    assert everybody.n_event == added.n_event
    assert everybody.p_time == pytest.approx(added.p_time, rel=1e-12)


def test_all_targets_treatments_ranks_and_composition_are_those_of_all_people(pool, merged):
    options = {"until": merged.until, "groups": GROUPS, "time": 120, "margin": 0.05}
    sides = ((pool.cohort, pool.people), (cohort_of(merged), merged))
    same(*(banding.compare_targets(people, data.tables, **options) for people, data in sides))
    same(*(banding.compare_treatments(people, data.tables, **options) for people, data in sides))
    speed = [
        pangkat.rank_speed(people, d.tables["golongan"], d.tables["cltn"], until=d.until)
        for people, d in sides
    ]
    same(*speed)
    every = cohort.choose(pendidikan="D3, S1/D4, S2 ke atas")
    asked = [cohort.open_question(d, p, target="Pengawas", groups=every) for p, d in sides]
    same(*(banding.composition_split(q, time=120, until=merged.until) for q in asked))


def test_the_flow_is_added_up_in_the_order_of_reasons(pool, merged):
    flow = cohort_of(merged).flow.set_index("langkah")["orang"]
    assert flow.to_dict() == pool.cohort.flow.set_index("langkah")["orang"].to_dict()
    assert flow.index[0].startswith("Semua orang")
    assert flow.index[-1] == "Dianalisis"


def test_the_starts_of_the_registers_are_told_as_a_range(pool, merged):
    found = cohort_of(merged)
    assert (found.register_start, found.register_last) == (
        pool.cohort.register_start,
        pool.cohort.register_last,
    )


# --- properties
def test_the_order_of_exports_does_not_matter(pool, merged):
    backwards = merge_exports([read_export(folder) for folder in reversed(pool.folders)])
    a, b = (q.risk.increments for q in (merged.pooled, backwards))
    assert_frame_equal(a, b, check_dtype=False)


def test_an_agency_without_leavers_is_counted_but_in_no_cohort(pool, merged):
    exports = [read_export(folder) for folder in pool.folders]
    bare = replace(
        exports[0], about={**exports[0].about, "kohort": None}, risk=None, periods=None, cohort={}
    )
    found = merge_exports([bare, *exports[1:]])
    assert len(found) == len(merged.pooled)
    assert found.risk.increments["n_enter"].sum() < merged.pooled.risk.increments["n_enter"].sum()


# --- refusals
def change(export, **about):
    return replace(export, about={**export.about, **about})


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"periode": "2024"}, "berbeda periode"),
        ({"batas": "2025-06-30"}, "berbeda hari batas"),
        ({"kedudukan": {"pns": ["01"], "pppk": [], "paruh_waktu": []}}, "kedudukan hukum"),
        ({}, "sama kode daerahnya"),
        ({"daerah": {"nama": "Kabupaten Lain", "kode": "lain"}}, "sama isinya"),
    ],
)
def test_what_may_not_be_added_up_is_refused(export, about, said):
    with pytest.raises(DataError, match=said):
        merge_exports([export, change(export, **about)])


def test_nothing_to_merge_is_refused():
    with pytest.raises(DataError, match="Tidak ada ekspor"):
        merge_exports([])


def test_a_merged_folder_tells_no_place_of_a_machine(merged):
    text = json.dumps(merged.pooled.about)
    assert (
        "/" not in text.replace("S1/D4", "").replace("\\/", "/")
        or str(merged.workspace) not in text
    )
    shutil.rmtree(merged.workspace / "reports", ignore_errors=True)


def test_the_workspace_of_an_agency_is_no_target(pool, tmp_path):
    folders = pool.folders[:2]
    (tmp_path / "kantor/data/raw").mkdir(parents=True)
    (tmp_path / "olahan/data/processed/2025").mkdir(parents=True)
    for name in ("kantor", "olahan"):
        with pytest.raises(DataError, match="ruang kerja satu daerah"):
            merge_folders(folders, tmp_path / name, name="Provinsi", gate=lambda _: None)
        assert not (tmp_path / name / "pug.toml").exists()
    for _ in range(2):  # a merged workspace may be merged again
        merge_folders(folders, tmp_path / "provinsi", name="Provinsi", gate=lambda _: None)


def test_the_first_three_questions_are_answered_as_from_all_people(pool, merged):
    asked = {"until": merged.until, "groups": GROUPS}
    of_sums = open_steps(cohort_of(merged), merged.tables, **asked)
    of_people = open_steps(pool.cohort, pool.people.tables, **asked)
    ladders = [compare_steps(steps) for steps in (of_people, of_sums)]
    pd.testing.assert_frame_equal(*(one.table for one in ladders), check_dtype=False, rtol=1e-9)
    assert (ladders[0].table["putusan"] != "too_few").sum() >= 3
    assert LEVEL_ENTRY in of_sums[STEPS[1]].stratified.strata
    speeds = [compare_speed(steps, margin=0.05) for steps in (of_people, of_sums)]
    for name in ("parts", "curves"):
        pd.testing.assert_frame_equal(*(getattr(one, name) for one in speeds), check_dtype=False)
    assert speeds[0].p_value == pytest.approx(speeds[1].p_value, rel=1e-9)
    assert speeds[0].verdict == speeds[1].verdict
    assert speeds[0].p_value < 0.5
    told = answer(merged)
    assert told.heads is told.appointed is None
    pd.testing.assert_frame_equal(told.ladder.table, ladders[1].table)
    everybody = replace(pool.people, year=merged.year)
    before, inside = open_routes(everybody, pool.cohort, groups=GROUPS)
    trained = answer_training(before, inside)
    pd.testing.assert_frame_equal(told.training.table, trained.table, check_dtype=False)
    assert told.training.p_value == pytest.approx(trained.p_value, rel=1e-9)
    assert told.strengths["p_value"].notna().tolist() == [True, True, True, False, False]


def first_form(pool, place, tmp_path):
    """An export as the first version wrote it: coarser tables, and no step between levels of JF."""
    export = as_first_form(read_export(pool.folders[place]))
    about = {name: value for name, value in export.about.items() if name != "folder"}
    old = replace(export, about={**about, "versi": 1})
    return write_tables(old, tmp_path / str(place), gate=lambda _: None)


def test_an_export_of_the_first_form_is_still_read_and_says_what_it_lacks(pool, merged, tmp_path):
    folders = [first_form(pool, 0, tmp_path), *pool.folders[1:]]
    mixed = merge_exports([read_export(folder) for folder in folders])
    assert mixed.about["versi_ekspor"] == [1, *[2] * (len(folders) - 1)]
    # nobody is lost of what both forms have
    rows = merged.pooled.cohort["kohort_orang"]
    told = mixed.cohort["kohort_orang"].groupby("pertanyaan")["orang"].sum()
    lost = "JF Ahli Madya, sejak JF Ahli Muda, compete"
    expected = rows.groupby("pertanyaan")["orang"].sum().drop(lost)
    pd.testing.assert_series_equal(told, expected)
    assert mixed.steps is None
    cohort = pooled_cohort(mixed)
    steps = open_steps(cohort, {}, until=merged.until, groups=GROUPS)
    assert steps[STEPS[1]].stratified.strata == ENTRY_GROUPS
    lines = compare_steps(steps).table.set_index("langkah")
    finer = answer(merged).ladder.table.set_index("langkah")
    counts = ["n_pria", "n_wanita", "kejadian_pria", "kejadian_wanita"]
    structural = [step.name for step in STEPS if step.structural]
    pd.testing.assert_frame_equal(lines.loc[structural, counts], finer.loc[structural, counts])
    # from entry both forms say the same; a step that only the second form has is not answered
    assert lines.loc[STEPS[0].name, "rasio"] == pytest.approx(finer.loc[STEPS[0].name, "rasio"])
    assert lines.loc[STEPS[-1].name, "putusan"] == "old_form"
    assert answer_pooled_training(mixed, groups=GROUPS).verdict == "too_few"


def test_steps_that_do_not_add_up_to_the_risk_table_are_refused(pool, tmp_path):
    export = read_export(pool.folders[0])
    rows = export.steps.increments.copy()
    place = rows.index[rows["n_event"] > 0][0]
    rows.loc[place, "cause"] = "pindah" if rows.loc[place, "cause"] != "pindah" else "berhenti"
    about = {name: value for name, value in export.about.items() if name != "folder"}
    false = replace(export, about=about, steps=replace(export.steps, increments=rows))
    folder = write_tables(false, tmp_path / "palsu", gate=lambda _: None)
    with pytest.raises(
        DataError, match=r"kohort_langkah\.csv tidak cocok dengan kohort_risiko\.csv"
    ):
        read_export(folder)


def test_a_protected_merge_keeps_the_steps_to_itself(pool, tmp_path):
    exports = [read_export(folder) for folder in pool.folders[1:]]
    exports.append(export_period(pool.regencies[0], tier="terlindung"))
    mixed = merge_exports(exports)
    assert mixed.steps is None
    steps = open_steps(pooled_cohort(mixed), {}, until=2025 * 12 + 11, groups=GROUPS)
    verdicts = set(compare_steps(steps).table["putusan"])
    assert verdicts <= {"no_groups", "protected", "rounded", "too_few"}
    assert compare_speed(steps, margin=0.05).verdict == "too_few"
