"""All targets, treatments of position conversion, and the split by job family."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.cohort import SEX, ask, choose
from pug_analysis.analyses.comparisons import (
    compare_targets,
    compare_treatments,
    composition_split,
    standardised_difference,
    target_line,
)
from pug_analysis.analyses.incidence import milestone_table
from pug_analysis.careers.cohort import build_cohort
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.ingest.schema import TABLES


def empty(name: str) -> pd.DataFrame:
    return pd.DataFrame({n: pd.Series(dtype=t) for n, t in TABLES[name].dtypes.items()})


def test_a_tiny_office_says_too_few_everywhere(tiny_pegawai):
    tables = {name: empty(name) for name in TABLES} | {"pegawai": tiny_pegawai}
    posts = pd.DataFrame({"pegawai_id": tiny_pegawai["pegawai_id"]}).assign(
        jenis_jabatan="pelaksana", eselon="", kelompok_jf="", jenjang_jf="", jabatan="",
        tmt_jabatan=pd.Timestamp("2010-03-01"), penugasan="definitif", penyetaraan=False,
        perangkat_daerah="",
    )  # fmt: skip
    tables["jabatan"] = posts.astype(TABLES["jabatan"].dtypes)
    degrees = posts[["pegawai_id"]].assign(
        tingkat_pendidikan="40", tahun_lulus=2009, pendidikan_pertama=True
    )
    tables["pendidikan"] = degrees.astype(TABLES["pendidikan"].dtypes)
    cohort = build_cohort(tables, active=pd.Series(True, index=tiny_pegawai.index))
    options = {"until": 2025 * 12 + 11, "groups": choose(), "time": 120, "margin": 0.05}
    assert set(compare_targets(cohort, tables, **options)["putusan"]) == {"too_few"}
    table = compare_treatments(cohort, tables, **options)
    assert table["perlakuan"].tolist() == ["compete", "censor", "stay"]
    assert set(table["putusan"]) == {"too_few"}


@pytest.mark.parametrize(("women", "said"), [(4, False), (30, True)])
def test_nothing_but_counts_where_there_are_too_few(women, said):
    rows = [("L", i < 30) for i in range(60)] + [("P", i < women) for i in range(60)]
    table = pd.DataFrame(rows, columns=[SEX, "promoted"]).assign(
        pegawai_id=[str(i) for i in range(120)], entry=0, asal=2005 * 12, angkatan="2005-2009",
        pendidikan="S1/D4", keluarga="Teknis",
        exit=lambda d: d["promoted"].map({True: 60, False: 200}),
        cause=lambda d: d["promoted"].map({True: PROMOSI, False: ""}),
    )  # fmt: skip
    flow = pd.DataFrame({"langkah": ["Dianalisis"], "orang": [120]})
    line = target_line(ask("Pengawas", Spells(table, flow)), 120, 0.05)
    assert (line["kejadian_pria"], line["kejadian_wanita"]) == (30, women)
    assert (line["putusan"] != "too_few") is said
    numbers = pd.Series({name: line[name] for name in ("estimate", "share_wanita", "p_value")})
    assert numbers.notna().tolist() == [said] * 3


def test_a_difference_of_composition_alone():
    # half of technical staff, nobody of the teachers is appointed; women are teachers more often
    rows = [
        (sex, family, exit_, cause)
        for sex, technical, teachers in (("L", 80, 20), ("P", 20, 80))
        for family, n in (("Teknis", technical), ("Guru", teachers))
        for i in range(n)
        for exit_, cause in [(60, PROMOSI) if family == "Teknis" and i % 2 else (200, "")]
    ]
    table = pd.DataFrame(rows, columns=[SEX, "keluarga", "exit", "cause"]).assign(
        pegawai_id=[str(i) for i in range(200)], entry=0, asal=2005 * 12, angkatan="2005-2009",
        pendidikan="S1/D4",
    )  # fmt: skip
    question = ask(
        "Pengawas", Spells(table, pd.DataFrame({"langkah": ["Dianalisis"], "orang": [200]}))
    )
    parts = composition_split(question, time=120, until=2025 * 12).set_index("part")["estimate"]
    # 40 % of men, 10 % of women
    assert parts["total"] == pytest.approx(-0.3)
    assert parts["composition"] == pytest.approx(-0.3)
    assert parts["rate"] == pytest.approx(0)


# --- standardised difference
def entrants(rows: list[tuple]) -> pd.DataFrame:
    """Rows of (sex, entry window, education, people, exit month, cause)."""
    table = pd.DataFrame(
        [(sex, window, degree, end, cause) for sex, window, degree, n, end, cause in rows for _ in range(n)],
        columns=[SEX, "angkatan", "pendidikan", "exit", "cause"],
    )  # fmt: skip
    return table.assign(
        pegawai_id=[f"{i:05}" for i in range(len(table))], entry=0, asal=2005 * 12,
        keluarga="Teknis",
    )  # fmt: skip


def asked(table: pd.DataFrame, **options: bool):
    flow = pd.DataFrame({"langkah": ["Dianalisis"], "orang": [len(table)]})
    return ask("Pengawas", Spells(table, flow), **options)


#: Two entry groups. S1: 10 of 40 men and 4 of 20 women; D3: 6 of 20 men and 2 of 20 women.
TWO = [
    ("L", "2005-2009", "S1/D4", 10, 60, PROMOSI), ("L", "2005-2009", "S1/D4", 30, 200, ""),
    ("P", "2005-2009", "S1/D4", 4, 60, PROMOSI), ("P", "2005-2009", "S1/D4", 16, 200, ""),
    ("L", "2005-2009", "D3", 6, 60, PROMOSI), ("L", "2005-2009", "D3", 14, 200, ""),
    ("P", "2005-2009", "D3", 2, 60, PROMOSI), ("P", "2005-2009", "D3", 18, 200, ""),
]  # fmt: skip


def test_standardised_difference_by_hand():
    (row,) = standardised_difference(asked(entrants(TWO)), time=120).to_dict("records")
    # 60 of 100 people are in S1, 40 in D3: men .6 x 10/40 + .4 x 6/20, women .6 x 4/20 + .4 x 2/20
    assert row["share_pria"] == pytest.approx(0.27)
    assert row["share_wanita"] == pytest.approx(0.16)
    assert row["estimate"] == pytest.approx(-0.11)
    # without censoring the variance of a share is p q / n
    variance = 0.36 * (0.25 * 0.75 / 40 + 0.2 * 0.8 / 20) + 0.16 * (0.3 * 0.7 / 20 + 0.1 * 0.9 / 20)
    assert row["std_error"] == pytest.approx(variance**0.5)
    assert row["conf_low"] == pytest.approx(-0.11 - 1.959963985 * variance**0.5)
    # the same people pooled: 6 of 40 women, 16 of 60 men
    assert row["crude"] == pytest.approx(6 / 40 - 16 / 60)
    assert (row["n_strata"], row["n_total"], row["share_people"]) == (2, 100, 1)


def test_composition_alone_is_no_standardised_difference():
    # 60 % of S1 and 10 % of D3 in both sexes; four fifths of men have S1, one fifth of women
    rows = [
        (sex, "2005-2009", degree, int(n * part), end, cause)
        for sex, s1, d3 in (("L", 80, 20), ("P", 20, 80))
        for degree, n, share in (("S1/D4", s1, 0.6), ("D3", d3, 0.1))
        for part, end, cause in ((share, 60, PROMOSI), (1 - share, 200, ""))
    ]
    (row,) = standardised_difference(asked(entrants(rows)), time=120).to_dict("records")
    assert row["crude"] == pytest.approx(0.2 - 0.5)
    assert row["estimate"] == pytest.approx(0, abs=1e-12)
    assert row["conf_low"] < 0 < row["conf_high"]


def test_one_group_is_the_plain_difference():
    question = asked(entrants(TWO[:4] + TWO[:4]))
    (row,) = standardised_difference(question, time=120).to_dict("records")
    _, plain = milestone_table(question, times=[120])
    assert row["estimate"] == pytest.approx(plain["estimate"].iloc[0])
    # 20 of 80 men, 8 of 40 women
    assert row["std_error"] == pytest.approx((0.25 * 0.75 / 80 + 0.2 * 0.8 / 40) ** 0.5)


def test_groups_with_few_of_either_sex_or_unfollowed_are_left_out_and_told():
    few = [("P", "2010-2014", "S1/D4", 9, 200, ""), ("L", "2010-2014", "S1/D4", 41, 60, PROMOSI)]
    short = [("P", "2015-2019", "D3", 25, 90, ""), ("L", "2015-2019", "D3", 25, 90, "")]
    alone = [("P", "1990-1994", "D3", 30, 200, "")]
    (row,) = standardised_difference(asked(entrants(TWO + few + short + alone)), time=120).to_dict(
        "records"
    )
    assert row["estimate"] == pytest.approx(-0.11)
    assert row["n_strata"] == 2
    assert row["share_people"] == pytest.approx(100 / (100 + 50 + 50 + 30))


def test_who_comes_under_observation_later_is_no_person_at_the_start():
    late = entrants([("P", "2000-2004", "D3", 30, 200, ""), ("L", "2000-2004", "D3", 30, 200, "")])
    late = late.assign(entry=50, pegawai_id=late["pegawai_id"] + "x")
    (row,) = standardised_difference(
        asked(pd.concat([entrants(TWO), late], ignore_index=True)), time=120
    ).to_dict("records")
    assert (row["n_strata"], row["share_people"]) == (2, 100 / 160)


def test_exchanging_the_sexes_flips_the_standardised_difference():
    swapped = [({"L": "P", "P": "L"}[sex], *rest) for sex, *rest in TWO]
    one, other = (
        standardised_difference(asked(entrants(rows)), time=120).iloc[0] for rows in (TWO, swapped)
    )
    assert one["estimate"] == pytest.approx(-other["estimate"])
    assert one["conf_low"] == pytest.approx(-other["conf_high"])
    assert one["p_value"] == pytest.approx(other["p_value"])


def test_neither_order_nor_number_of_copies_moves_the_standardised_difference():
    one, turned, twice = (
        standardised_difference(asked(entrants(rows)), time=120).iloc[0]
        for rows in (TWO, TWO[::-1], TWO + TWO)
    )
    assert one["estimate"] == turned["estimate"]
    assert one["std_error"] == turned["std_error"]
    assert twice["estimate"] == pytest.approx(one["estimate"])
    assert twice["std_error"] == pytest.approx(one["std_error"] / 2**0.5)


@pytest.mark.parametrize(
    "case", ["few promotions", "no leavers list", "not followed", "too few people"]
)
def test_nothing_is_standardised_where_nothing_can_be_said(case):
    rows = {"few promotions": TWO[:2] + TWO[2:4], "too few people": TWO[6:]}.get(case, TWO)
    question = asked(entrants(rows), leavers_known=case != "no leavers list")
    assert standardised_difference(question, time=250 if case == "not followed" else 120).empty
