"""Rates of training per eligible person-year, and women's rate against men's."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from pug_analysis.analyses.access import Access, period_counts
from pug_analysis.analyses.cohort import ask
from pug_analysis.analyses.question import without_answer
from pug_analysis.careers.cohort import build_cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.eligible import DIKLAT, TRAINING_CAUSES, Eligible, eligible_spells
from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.careers.months import month_number
from pug_analysis.careers.spells import Spells
from pug_analysis.config import Config
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.pages.pelatihan.laju import (
    access_rates,
    access_ratios,
    access_tests,
    judge_ratios,
)
from pug_analysis.simulate import simulate
from pug_analysis.simulate.people.hazards import TRAINING_BEFORE
from pug_analysis.stats import rate_ratio

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
JANUARY_2010 = 2010 * 12


def access_of(rows: list[tuple], *, route: str = "sebelum", level: str = "PKP") -> Access:
    """Rows of (sex, number of people, last month, cause[, origin, entry window])."""
    people = []
    for sex, n, last, cause, *rest in rows:
        origin, window = rest or (JANUARY_2010, "2005-2009")
        people += [
            {"pegawai_id": f"{sex}{last}{cause}{origin}{i}", SEX: sex, "angkatan": window,
             "pendidikan": "S1/D4", "keluarga": "Teknis", "asal": origin, "entry": 0, "exit": last,
             "cause": cause}
            for i in range(n)
        ]  # fmt: skip
    spells = Spells(
        pd.DataFrame(people), pd.DataFrame({"langkah": ["Dianalisis"], "orang": [len(people)]})
    )
    eligible = Eligible(level, route, "syarat", spells, pd.Series({"L": 2, "P": 1}))
    return Access(eligible, ask(level, spells, event=DIKLAT, causes=TRAINING_CAUSES))


#: Men: 20 trained after 24 months, 30 seen for 60: 2280 months. Women: 10 after 36, 20 for 60: 1560.
PEOPLE = [("L", 20, 24, DIKLAT), ("L", 30, 60, ""), ("P", 10, 36, DIKLAT), ("P", 20, 60, "")]


# --- by hand
def test_rates_per_100_person_years():
    table = access_rates({"PKP": access_of(PEOPLE)}).set_index(SEX)
    assert table[["n_early", "n_people", "n_event"]].to_numpy().tolist() == [
        [2, 50, 20],
        [1, 30, 10],
    ]
    assert table["orang_tahun"].tolist() == [190, 130]
    assert table["estimate"].tolist() == pytest.approx([100 * 20 / 190, 100 * 10 / 130])


def test_crude_ratio_and_its_verdict():
    ratios = access_ratios({"PKP": access_of(PEOPLE)}, margin=1.25)
    row = ratios.loc[ratios["ukuran"] == "kasar"].iloc[0]
    assert row["estimate"] == pytest.approx((10 / 1560) / (20 / 2280))
    assert row["conf_low"] < 1 < row["conf_high"]
    assert row["putusan"] == "inconclusive"
    # a margin so wide that everything is within it
    assert access_ratios({"PKP": access_of(PEOPLE)}, margin=9)["putusan"].eq("equivalent").all()


def test_fewer_than_five_trainings_give_no_ratio_but_their_rates():
    few = access_of(
        [("L", 20, 24, DIKLAT), ("L", 30, 60, ""), ("P", 4, 36, DIKLAT), ("P", 26, 60, "")]
    )
    ratios = access_ratios({"PKP": few})
    assert ratios["putusan"].eq("too_few").all()
    assert ratios[["estimate", "conf_low", "p_value"]].isna().all(axis=None)
    rates = access_rates({"PKP": few}).set_index(SEX)
    assert rates.loc["P", "n_event"] == 4
    # 4 in (4 x 36 + 26 x 60) months; Garwood: 1.0899 to 10.2416 events
    years = (4 * 36 + 26 * 60) / 1200
    assert rates.loc["P", ["estimate", "conf_low", "conf_high"]].tolist() == pytest.approx(
        [4 / years, 1.089865 / years, 10.241589 / years], rel=1e-6
    )
    tests = access_tests({"PKP": few})
    assert tests[["p_value", "p_holm"]].isna().all(axis=None)


def test_people_who_are_never_in_one_stratum_are_not_compared():
    apart = [
        ("L", 10, 20, DIKLAT, JANUARY_2010, "2005-2009"), ("P", 10, 20, DIKLAT, JANUARY_2010, "2000-2004"),
    ]  # fmt: skip
    ratios = access_ratios({"PKP": access_of(apart)}).set_index("ukuran").iloc[:2]
    assert ratios["putusan"].tolist() == ["inconclusive", "too_few"]
    assert ratios["estimate"].notna().tolist() == [True, False]
    later = [("L", 10, 20, DIKLAT), ("P", 10, 130, DIKLAT)]  # no man is left when women attend
    assert access_ratios({"PKP": access_of(later)})["putusan"].tolist()[1] == "too_few"


def test_nobody_at_risk_is_too_few():
    table = access_of(PEOPLE).eligible.spells.table.head(0)
    empty = Eligible(
        "PKP", "sebelum", "syarat", Spells(table, pd.DataFrame()), pd.Series({"L": 0, "P": 0})
    )
    nobody = {"PKP": Access(empty, ask("PKP", empty.spells, event=DIKLAT, causes=TRAINING_CAUSES))}
    assert access_ratios(nobody)["putusan"].eq("too_few").all()
    assert access_rates(nobody)["n_people"].tolist() == [0, 0]
    assert access_tests(nobody)["p_value"].isna().all()


def test_without_a_leavers_list_nothing_is_estimated():
    one = access_of(PEOPLE)
    unknown = {"PKP": replace(one, question=without_answer(one.question, "no_leavers"))}
    ratios = access_ratios(unknown)
    assert ratios["putusan"].eq("no_leavers").all()
    assert ratios["estimate"].isna().all()
    assert access_rates(unknown)["estimate"].isna().all()


def test_logrank_within_entry_groups():
    table = access_tests({"PKP": access_of(PEOPLE)}).iloc[0]
    # month 24: 20 of 80 at risk, 30 of them women; month 36: 10 of 60, 30 of them women
    assert table["harapan_wanita"] == pytest.approx(20 * 30 / 80 + 10 * 30 / 60)
    assert table["n_wanita"] == 10
    assert table["p_value"] == pytest.approx(table["p_kasar"]) == pytest.approx(table["p_holm"])


def test_routes_are_not_mixed():
    with pytest.raises(ValueError, match="access must be of one route"):
        access_ratios(
            {"PKP": access_of(PEOPLE), "PKA": access_of(PEOPLE, route="sesudah", level="PKA")}
        )


# --- second implementation
def test_adjusted_ratio_is_mantel_haenszels_by_hand():
    # two entry windows in which women attend half as often; mixed otherwise
    mixed = [
        ("L", 40, 20, DIKLAT, JANUARY_2010, "2005-2009"), ("P", 10, 40, DIKLAT, JANUARY_2010, "2005-2009"),
        ("L", 5, 10, DIKLAT, JANUARY_2010, "2000-2004"), ("P", 30, 20, DIKLAT, JANUARY_2010, "2000-2004"),
    ]  # fmt: skip
    ratios = access_ratios({"PKP": access_of(mixed)})
    above = 10 * 800 / 1200 + 30 * 50 / 650
    below = 40 * 400 / 1200 + 5 * 600 / 650
    adjusted = ratios.loc[ratios["ukuran"] == "disesuaikan"]
    assert above / below == pytest.approx(0.5)
    assert adjusted["estimate"].tolist() == pytest.approx([above / below] * 2)
    crude = ratios.loc[ratios["ukuran"] == "kasar", "estimate"].iloc[-1]
    assert crude == pytest.approx((40 / 1000) / (45 / 850))


def test_all_levels_are_compared_within_each_level():
    low = [("L", 40, 20, DIKLAT), ("P", 5, 5, DIKLAT)]
    high = [("L", 5, 10, DIKLAT), ("P", 30, 60, DIKLAT)]
    access = {"PKP": access_of(low), "PKA": access_of(high, level="PKA")}
    above = 5 * 800 / 825 + 30 * 50 / 1850
    below = 40 * 25 / 825 + 5 * 1800 / 1850
    found = access_ratios(access).iloc[-1]
    assert (found["jenjang"], found["ukuran"]) == ("Semua jenjang", "disesuaikan")
    assert found["estimate"] == pytest.approx(above / below)


# --- properties
def test_exchanging_the_sexes_inverts_the_ratio():
    swapped = [({"L": "P", "P": "L"}[sex], *rest) for sex, *rest in PEOPLE]
    one, other = (access_ratios({"PKP": access_of(rows)}) for rows in (PEOPLE, swapped))
    assert one["estimate"].tolist() == pytest.approx((1 / other["estimate"]).tolist())
    assert one["conf_low"].tolist() == pytest.approx((1 / other["conf_high"]).tolist())
    assert one["putusan"].tolist() == other["putusan"].tolist()


def test_cutting_time_at_risk_changes_nothing():
    whole = access_of(PEOPLE)
    table = whole.eligible.spells.table
    first = table.assign(exit=12, cause="")
    second = table.assign(entry=12)
    cut = pd.concat([first, second]).sort_values(["pegawai_id", "entry"], ignore_index=True)
    spells = Spells(cut, whole.eligible.spells.flow)
    parts = Access(
        replace(whole.eligible, spells=spells),
        ask("PKP", spells, event=DIKLAT, causes=TRAINING_CAUSES),
    )
    for function in (access_rates, access_ratios, access_tests):
        pd.testing.assert_frame_equal(function({"PKP": whole}), function({"PKP": parts}))


def test_the_order_of_rows_does_not_matter():
    one = access_of(PEOPLE)
    turned = Spells(
        one.eligible.spells.table.iloc[::-1].reset_index(drop=True), one.eligible.spells.flow
    )
    other = Access(replace(one.eligible, spells=turned), one.question)
    pd.testing.assert_frame_equal(access_ratios({"PKP": one}), access_ratios({"PKP": other}))


def test_every_option_changes_something():
    one = {"PKP": access_of(PEOPLE)}
    assert access_rates(one)["conf_low"][0] != access_rates(one, conf_level=0.8)["conf_low"][0]
    assert access_ratios(one)["conf_low"][0] != access_ratios(one, conf_level=0.8)["conf_low"][0]
    assert access_ratios(one)["putusan"][0] != access_ratios(one, margin=9)["putusan"][0]


# --- planted truth: without a gap women attend as men do, at the planted rate
@pytest.fixture(scope="module")
def bench():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield import_module("regency_tables")
    sys.modules.pop("regency_tables", None)


@pytest.mark.slow
@pytest.mark.parametrize("route", ["sebelum", "sesudah"])
def test_without_a_planted_gap_women_attend_as_men_do(bench, route):
    regency = simulate(size=20_000, years=(2025,), seed=3, truth=("null",))
    tables, diklat = bench.processed_tables(regency), regency.diklat
    ids = regency.people["pegawai"].astype(str).str.zfill(8).to_numpy(dtype=object)
    levels = {2: "PKP", 3: "PKA", 4: "PKN II"}
    trainings = pd.DataFrame(
        {"pegawai_id": ids[diklat["pegawai"]], "jenjang": diklat["latihan"].map(levels),
         "selesai": month_number(diklat["selesai"])}
    )  # fmt: skip
    cohort = build_cohort(tables, active=is_active(tables["pegawai"], config=Config()))
    groups = {"keluarga": ("Teknis",), "pendidikan": ("D3", "S1/D4", "S2 ke atas")}
    found = {}
    for level in levels.values():
        eligible = eligible_spells(
            cohort, trainings, tables, level=level, route=route, until=2025 * 12 + 11, groups=groups
        )
        found[level] = Access(
            eligible, ask(level, eligible.spells, event=DIKLAT, causes=TRAINING_CAUSES)
        )
    ratios = access_ratios(found).set_index(["jenjang", "ukuran"])
    whole = ratios.loc[(ALL_LEVELS, "disesuaikan")]
    assert whole["conf_low"] < 1 < whole["conf_high"]
    if route == "sebelum":
        counts = period_counts(found["PKP"].eligible.spells.table)
        planted = TRAINING_BEFORE[0] * counts["person_time"].sum()
        # three Poisson standard deviations; some time after age 56, without training, is included
        assert abs(counts["n_event"].sum() - planted) < 3 * planted**0.5
        crude = rate_ratio(counts, group=SEX).iloc[0]
        assert crude["conf_low"] < 1 < crude["conf_high"]


def test_a_level_without_anybody_does_not_disturb_the_others():
    table = access_of(PEOPLE).eligible.spells.table.head(0)
    none = pd.Series({"L": 0, "P": 0})
    empty = Eligible("PKN II", "sebelum", "syarat", Spells(table, pd.DataFrame()), none)
    asked = ask("PKN II", empty.spells, event=DIKLAT, causes=TRAINING_CAUSES)
    found = {"PKP": access_of(PEOPLE), "PKN II": Access(empty, asked)}
    ratios = access_ratios(found).set_index(["jenjang", "ukuran"])
    assert ratios.loc[(ALL_LEVELS, "kasar"), "estimate"] == pytest.approx((10 / 1560) / (20 / 2280))
    assert access_tests(found)["p_value"].notna().tolist() == [True, False]
    assert access_rates(found)["n_event"].tolist() == [20, 10, 0, 0]


# --- all rows together
def _ratios(route: str, p_values: dict[str, float], *, verdict: str = "gap") -> pd.DataFrame:
    """One crude and one adjusted row per level, with these p-values; the crude ones are 0.001."""
    rows = [
        {"jenjang": level, "jalur": route, "ukuran": kind, "p_value": 0.001 if kind == "kasar" else p,
         "putusan": "too_few" if p != p else verdict}
        for level, p in p_values.items()
        for kind in ("kasar", "disesuaikan")
    ]  # fmt: skip
    return pd.DataFrame(rows)


NAN = float("nan")


@pytest.mark.parametrize(
    ("primary", "before", "inside", "gaps"),
    [
        # seven adjusted rows are tested: Holm takes the smallest times 7, the next times 6
        (0.001, (0.9, 0.9, NAN, 0.007), (0.9, 0.9, 0.9, 0.9), {("sebelum", ALL_LEVELS)}),
        (0.001, (0.9, 0.9, NAN, 0.008), (0.9, 0.9, 0.9, 0.9), set()),
        (0.001, (0.9, 0.9, NAN, 0.007), (0.9, 0.008, 0.9, 0.9), {("sebelum", ALL_LEVELS), ("sesudah", "PKA")}),
        # both routes together are the question: where they prove nothing, no row does
        (0.051, (0.0001, 0.9, NAN, 0.0001), (0.9, 0.9, 0.9, 0.9), set()),
        (0.049, (0.0001, 0.9, NAN, 0.9), (0.9, 0.9, 0.9, 0.9), {("sebelum", "PKP")}),
        # where they cannot be tested, rows stand by themselves
        (NAN, (0.9, 0.9, NAN, NAN), (0.9, 0.008, 0.9, 0.9), {("sesudah", "PKA")}),
    ],
)  # fmt: skip
def test_rows_are_judged_behind_the_question_and_crude_ones_not_at_all(
    primary, before, inside, gaps
):
    levels = ("PKP", "PKA", "PKN II", ALL_LEVELS)
    tables = [
        _ratios(route, dict(zip(levels, p, strict=True)))
        for route, p in (("sebelum", before), ("sesudah", inside), ("sebelum", before))
    ]
    *judged, check = judge_ratios(*tables, primary=primary)
    both = pd.concat(judged)
    found = both.loc[both["putusan"] == "gap"]
    assert set(zip(found["jalur"], found["jenjang"], strict=True)) == gaps
    assert (found["ukuran"] == "disesuaikan").all()
    assert (found["p_terkoreksi"] < 0.05).all()
    fair = both["ukuran"] == "disesuaikan"
    assert set(both.loc[~fair, "putusan"]) <= {"none", "too_few"}
    assert both.loc[~fair, "p_terkoreksi"].isna().all()
    assert set(check["putusan"]) <= {"none", "too_few"}
    assert [len(t) for t in judged] == [8, 8]


def test_equal_and_open_rows_stay_as_they_are():
    levels = dict.fromkeys(("PKP", ALL_LEVELS), 0.5)
    for verdict in ("equivalent", "inconclusive", "no_leavers"):
        table = _ratios("sebelum", levels, verdict=verdict)
        first, *_ = judge_ratios(table, table.assign(jalur="sesudah"), table, primary=0.5)
        assert set(first.loc[first["ukuran"] == "disesuaikan", "putusan"]) == {verdict}
