"""Difference at a milestone if both sexes had entered in the same groups, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask
from pug_analysis.analyses.incidence import milestone_table
from pug_analysis.analyses.standardised import standardised_difference
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, Spells


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
