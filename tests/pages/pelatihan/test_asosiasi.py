"""Training and promotion: the right way, the naive ways, and the published case of both."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from pug_analysis.analyses.cohort import ask
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.exposure import DILATIH, expose, expose_at, expose_naively
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.pages.pelatihan import asosiasi as a

ORACLES = Path(__file__).parents[2] / "oracles"
PAIR = a.PAIRS[0]


# --- heart transplants: "ever transplanted" against the transplant as it came
def heart_spells(people: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Half days, because a transplant on the day of death came before it."""
    ids = people.index.astype(str)
    spells = pd.DataFrame(
        {
            "pegawai_id": ids,
            "asal": 0,
            "entry": 0,
            "exit": (2 * people["futime"]).astype(int),
            "cause": np.where(people["fustat"] == 1, PROMOSI, ""),
        }
    )
    wait = (2 * people["wait.time"]).clip(upper=2 * people["futime"] - 1)
    month = pd.Series(wait.to_numpy(), index=ids)[(people["transplant"] == 1).to_numpy()]
    return spells, month.astype("Int64")


@pytest.fixture(scope="module")
def jasa() -> pd.DataFrame:
    return pd.read_csv(ORACLES / "data/jasa.csv")


@pytest.fixture(scope="module")
def published() -> dict:
    text = (ORACLES / "published_cases.json").read_text(encoding="utf-8")
    return json.loads(text)["heart_transplant"]


@pytest.mark.oracle
def test_heart_transplant_naive(jasa, published):
    # as published, those who died on the day of acceptance are left out
    spells, month = heart_spells(jasa[jasa["futime"] > 0])
    for when in ("ever", "before_end"):
        found = a.cox_ratio(expose_naively(spells, month, when=when))
        assert found["estimate"] == pytest.approx(published["naive"][0], abs=1e-8)
        assert found["std_error"] == pytest.approx(published["naive"][1], abs=1e-8)
    assert found["estimate"] == pytest.approx(-1.302267, abs=1e-6)


@pytest.mark.oracle
def test_heart_transplant_over_time(jasa, published):
    # as published, they have lived half a day
    spells, month = heart_spells(jasa.assign(futime=jasa["futime"].clip(lower=0.5)))
    found = a.cox_ratio(expose(spells, month))
    assert found["estimate"] == pytest.approx(published["time_dependent"][0], abs=1e-8)
    assert found["std_error"] == pytest.approx(published["time_dependent"][1], abs=1e-8)
    assert found["estimate"] == pytest.approx(0.125151, abs=1e-6)


@pytest.mark.oracle
@pytest.mark.parametrize("place", [0, 1, 2])
def test_heart_transplant_landmarks(place):
    text = (ORACLES / "ref/immortal_time_heart.json").read_text(encoding="utf-8")
    case = json.loads(text)["result"]["landmark"][place]
    one = pd.read_csv(ORACLES / "data/heart_one_row.csv")
    people = one.rename(columns={"tx": "transplant", "tx_time": "wait.time"})
    spells, month = heart_spells(people)
    exposed = expose_at(spells, month, landmark=2 * case["landmark"])
    assert (len(exposed), exposed[DILATIH].sum()) == (case["n"], case["n_tx"])
    found = a.cox_ratio(exposed)
    assert found["estimate"] == pytest.approx(case["fit"]["coef"]["txL"], abs=1e-8)
    assert found["std_error"] == pytest.approx(case["fit"]["se"]["txL"], abs=1e-8)


# --- a drawn cohort with a known ratio
def drawn(rng, *, factor: float, n: int = 3000) -> tuple[Spells, pd.DataFrame]:
    """Origins in one of 12 months; promotion from month 61 on at .01, times ``factor`` after training; training at .004.

    After the promotion four of five are trained, as in the civil service.
    """
    months = np.arange(1, 241)
    training = np.where(rng.random((n, 240)) < np.where(months > 60, 0.004, 0.0), months, 10**6)
    trained = training.min(axis=1)
    hazard = np.where(months > 60, 0.01, 0.0) * np.where(months > trained[:, None], factor, 1.0)
    promoted = np.where(rng.random((n, 240)) < hazard, months, 10**6).min(axis=1)
    exit_ = np.minimum(promoted, 240)
    after = np.where((promoted < 10**6) & (rng.random(n) < 0.8), promoted + 6, 10**6)
    end = np.where(trained < exit_, trained, after)
    ids = np.array([f"{i:05d}" for i in range(n)])
    origin = 2004 * 12 + rng.integers(0, 12, n)
    table = pd.DataFrame(
        {
            "pegawai_id": ids,
            SEX: rng.choice(["L", "P"], n),
            "angkatan": rng.choice(["2000-2004", "2005-2009"], n),
            "pendidikan": "S1/D4",
            "keluarga": "Teknis",
            "asal": origin,
            "entry": 0,
            "exit": exit_,
            "cause": np.where(promoted < 10**6, PROMOSI, ""),
        }
    )
    known = end < 10**6
    month = (origin + end)[known]
    trainings = pd.DataFrame({"pegawai_id": ids[known], "jenjang": "PKP"})
    trainings["selesai"] = pd.array(month, dtype="Int64")
    return Spells(
        table, pd.DataFrame({"langkah": ["Kohort", "Dianalisis"], "orang": [n, n]})
    ), trainings


def row(found: a.Association, cara: str, kelompok: str = "semua") -> pd.Series:
    table = found.table
    return table.loc[(table["cara"] == cara) & (table["kelompok"] == kelompok)].iloc[0]


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_the_planted_ratio_is_found_and_the_naive_ones_are_far_off(rng, factor):
    spells, trainings = drawn(rng, factor=factor)
    found = a.associate(ask("Pengawas", spells), trainings, pair=PAIR)
    for cara, kelompok in ((a.BERUBAH, "semua"), (a.BERUBAH, "pria"), (a.BERUBAH_COX, "semua")):
        one = row(found, cara, kelompok)
        assert one["conf_low"] < factor < one["conf_high"]
    assert row(found, a.BERUBAH)["hazard_ratio"] == pytest.approx(
        row(found, a.BERUBAH_COX)["hazard_ratio"], rel=0.03
    )
    assert row(found, a.PERNAH)["conf_low"] > 1.25 * factor
    assert row(found, a.PERNAH_SEBELUM)["conf_high"] < factor


def test_promotions_are_counted_on_the_right_side(rng):
    spells, trainings = drawn(rng, factor=1.0)
    found = a.associate(ask("Pengawas", spells), trainings, pair=PAIR)
    month = trainings.set_index("pegawai_id")["selesai"]
    table = spells.table[spells.table["cause"] == PROMOSI]
    ended = table["pegawai_id"].map(month)
    before = int((ended < table["asal"] + table["exit"]).sum())
    one = row(found, a.BERUBAH)
    assert (one["promosi_dilatih"], one["promosi_belum"]) == (before, len(table) - before)
    assert row(found, a.PERNAH)["promosi_dilatih"] == int(ended.notna().sum()) > before


def test_landmarks_count_from_the_month_in_which_the_post_became_possible(rng):
    spells, trainings = drawn(rng, factor=1.0)
    found = a.associate(ask("Pengawas", spells), trainings, pair=PAIR)
    month = trainings.set_index("pegawai_id")["selesai"]
    promoted = spells.table[spells.table["cause"] == PROMOSI]
    ended = promoted["pegawai_id"].map(month) - promoted["asal"]
    shown = found.table.loc[found.table["cara"] == a.PATOKAN].set_index("bulan")
    assert shown.index.tolist() == [6, 12, 24]
    for landmark, row in shown.iterrows():
        at = PAIR.eligible + landmark
        there = promoted["exit"] > at
        trained = int((there & (ended <= at)).sum())
        assert (row["promosi_dilatih"], row["promosi_belum"]) == (trained, there.sum() - trained)


def test_model_equals_statsmodels_on_single_person_months(rng):
    spells, trainings = drawn(rng, factor=1.5, n=300)
    exposed = expose(spells.table, trainings.set_index("pegawai_id")["selesai"])
    found = a.associate(ask("Pengawas", spells), trainings, pair=PAIR, landmarks=())
    months = exposed.loc[exposed.index.repeat(exposed["exit"] - exposed["entry"])]
    months = months.assign(month=months["entry"] + months.groupby(level=0).cumcount() + 1)
    months = months[months["month"] >= 60]
    y = (months["cause"] == PROMOSI) & (months["month"] == months["exit"])
    calendar = months["asal"] + months["month"]
    design = pd.DataFrame(
        {
            DILATIH: months[DILATIH],
            "P": months[SEX] == "P",
            "angkatan": months["angkatan"] == "2005-2009",
            "2022": (calendar >= 2022 * 12) & (calendar < 2024 * 12),
            "2024": calendar >= 2024 * 12,
        }
    )
    year = pd.get_dummies(months["month"] // 12)
    assert all(y[year[column]].any() for column in year)
    matrix = pd.concat([design, year], axis=1).astype(float).to_numpy()
    link = sm.families.links.CLogLog()
    fitted = sm.GLM(y.to_numpy(float), matrix, sm.families.Binomial(link)).fit(tol=1e-12)
    one = row(found, a.BERUBAH)
    assert np.log(one["hazard_ratio"]) == pytest.approx(fitted.params[0], abs=1e-6)
    assert one["p_value"] == pytest.approx(fitted.pvalues[0], abs=1e-5)


def test_women_and_men_have_ratios_of_their_own(rng):
    spells, trainings = drawn(rng, factor=1.0, n=6000)
    women = set(spells.table.loc[spells.table[SEX] == "P", "pegawai_id"])
    helped, other = drawn(rng, factor=2.5, n=6000)
    mixed = Spells(
        pd.concat(
            [
                spells.table[spells.table["pegawai_id"].isin(women)],
                helped.table[helped.table[SEX] == "L"].assign(
                    pegawai_id=lambda d: "m" + d["pegawai_id"]
                ),
            ],
            ignore_index=True,
        ),
        spells.flow,
    )
    dated = pd.concat([trainings, other.assign(pegawai_id="m" + other["pegawai_id"])])
    found = a.associate(ask("Pengawas", mixed), dated, pair=PAIR, landmarks=())
    for kelompok, truth in (("wanita", 1.0), ("pria", 2.5)):
        one = row(found, a.BERUBAH, kelompok)
        assert one["conf_low"] < truth < one["conf_high"]
    assert found.p_interaction < 0.001


def test_people_who_may_be_trained_are_left_out_and_counted(rng):
    spells, trainings = drawn(rng, factor=1.0, n=500)
    ids = spells.table["pegawai_id"].drop_duplicates().iloc[:50]
    maybe = pd.DataFrame({"pegawai_id": ids, "jenjang": PAIR.training})
    options = {"pair": PAIR, "landmarks": ()}
    found = a.associate(ask("Pengawas", spells), trainings, doubtful=maybe, **options)
    steps = found.flow.set_index("langkah")["orang"]
    assert (
        steps["Mungkin PKP: jenjang diklatnya tidak dapat dipastikan, atau barisnya dikarantina"]
        == 50
    )
    assert steps["Dianalisis"] == 450
    other = a.associate(
        ask("Pengawas", spells), trainings, doubtful=maybe.assign(jenjang="PKN II"), **options
    )
    assert other.flow["orang"].tolist() == [500, 500]


def test_people_trained_nobody_knows_when_are_left_out_and_counted(rng):
    spells, trainings = drawn(rng, factor=1.0, n=500)
    lost = trainings["pegawai_id"].isin(spells.table["pegawai_id"].iloc[:50])
    trainings.loc[lost, "selesai"] = pd.NA
    found = a.associate(ask("Pengawas", spells), trainings, pair=PAIR, landmarks=())
    steps = found.flow.set_index("langkah")["orang"]
    assert steps["PKP tanpa tanggal selesai"] == lost.sum() > 0
    assert steps["Dianalisis"] == 500 - lost.sum()
    kept = spells.table[~spells.table["pegawai_id"].isin(trainings.loc[lost, "pegawai_id"])]
    promoted = (kept["cause"] == PROMOSI).sum()
    one = row(found, a.BERUBAH)
    assert one["promosi_dilatih"] + one["promosi_belum"] == promoted


def test_without_a_leavers_list_promotions_are_counted_and_no_ratio_is_given(rng):
    spells, trainings = drawn(rng, factor=1.5, n=400)
    found = a.associate(
        ask("Pengawas", spells, leavers_known=False), trainings, pair=PAIR, landmarks=()
    )
    assert set(found.table["halangan"]) == {a.NO_LEAVERS}
    assert found.table[["hazard_ratio", "conf_low", "conf_high", "p_value"]].isna().all(axis=None)
    assert found.table["promosi_belum"].min() > 0
    assert np.isnan(found.p_interaction)


def test_too_few_promotions_give_no_ratio(rng):
    spells, trainings = drawn(rng, factor=1.0, n=40)
    found = a.associate(ask("Pengawas", spells), trainings, pair=PAIR)
    few = found.table[found.table[["promosi_dilatih", "promosi_belum"]].min(axis=1) < 5]
    assert len(few) > 0
    assert (few["halangan"] == a.FEW_PROMOTIONS).all()
    assert few[["hazard_ratio", "conf_low", "conf_high", "p_value"]].isna().all(axis=None)


def test_entry_groups_that_are_the_same_people_do_not_stop_the_model(rng):
    spells, trainings = drawn(rng, factor=1.0, n=400)
    spells.table["angkatan"] = np.where(spells.table[SEX] == "P", "2000-2004", "2005-2009")
    found = a.associate(ask("Pengawas", spells), trainings, pair=PAIR, landmarks=())
    assert row(found, a.BERUBAH)["halangan"] == ""


def test_training_that_is_the_same_as_time_has_no_ratio(rng):
    spells = drawn(rng, factor=1.0, n=400)[0]
    everybody = pd.DataFrame({"pegawai_id": spells.table["pegawai_id"], "jenjang": "PKP"})
    same = everybody.assign(selesai=(spells.table["asal"] + 119).astype("Int64"))
    found = a.associate(ask("Pengawas", spells), same, pair=PAIR, landmarks=())
    one = row(found, a.BERUBAH)
    assert min(one["promosi_dilatih"], one["promosi_belum"]) >= 5
    assert one["halangan"] == a.NOT_ESTIMABLE
    assert np.isnan(one["hazard_ratio"])


def test_the_order_of_people_changes_nothing_at_all(rng):
    spells, trainings = drawn(rng, factor=1.0, n=600)
    first = a.associate(ask("Pengawas", spells), trainings, pair=PAIR)
    names = dict(zip(spells.table["pegawai_id"], rng.permutation(600).astype(str), strict=True))
    table = spells.table.assign(pegawai_id=spells.table["pegawai_id"].map(names))
    again = a.associate(
        ask("Pengawas", Spells(table.sort_values("pegawai_id", ignore_index=True), spells.flow)),
        trainings.assign(pegawai_id=trainings["pegawai_id"].map(names)).sort_values("pegawai_id"),
        pair=PAIR,
    )
    pd.testing.assert_frame_equal(first.table, again.table, check_exact=True)


def test_ratios_and_differences_between_the_sexes_are_one_family():
    """Four tests: 4 x 0.01, then 3 x 0.02, from which on the adjusted values may not fall."""
    p_values = [(0.01, 0.03), (0.02, np.nan), (np.nan, 0.04)]
    found = [
        a.Association(pair, pd.DataFrame({"p_value": [ratio]}), sexes, pd.DataFrame())
        for pair, (ratio, sexes) in zip(a.PAIRS, p_values, strict=False)
    ]
    rows = a.headline_rows(found)
    assert rows["p_holm"].to_numpy() == pytest.approx([0.04, 0.06, np.nan], nan_ok=True)
    assert rows["p_interaksi"].to_numpy() == pytest.approx([0.06, np.nan, 0.06], nan_ok=True)
