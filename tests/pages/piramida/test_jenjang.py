"""The ladder, its drops, the glass-ceiling index."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.pages.piramida.jenjang import (
    base_parts,
    count_base,
    count_everyone,
    count_ladder,
    drops,
    eselon_table,
    glass_ceiling_index,
    ladder,
)


def levels(*counts: tuple[int, int], lingkup: str = "Semua ASN") -> pd.DataFrame:
    """A ladder of (wanita, total) from the lowest level up."""
    names = ("Pelaksana", "Pengawas", "Administrator", "JPT Pratama")
    wanita, total = zip(*counts, strict=True)
    return pd.DataFrame(
        {"lingkup": lingkup, "jenjang": names, "wanita": wanita, "total": total}
    ).assign(share_wanita=lambda t: t["wanita"] / t["total"].where(t["total"] > 0))


# --- by hand
def test_ladder_counts_both_populations(tiny):
    table = ladder(tiny).set_index(["lingkup", "jenjang"])
    assert table.loc["Semua ASN", "total"].to_dict() == {
        "Pelaksana dan JF": 11, "Pengawas": 3, "Administrator": 3, "JPT Pratama": 2,
    }  # fmt: skip
    # the track: three pelaksana who are PNS and one JF teknis
    assert table.loc[
        ("Jalur struktural", "Pelaksana dan JF Teknis"), ["pria", "wanita"]
    ].tolist() == [3, 1]


def test_parts_of_the_lowest_level(tiny):
    parts = base_parts(tiny).set_index(["lingkup", "jenjang"])["total"]
    assert parts.to_dict() == {
        ("Semua ASN", "Pelaksana"): 5,
        ("Semua ASN", "JF"): 6,
        ("Jalur struktural", "Pelaksana"): 3,
        ("Jalur struktural", "JF"): 1,
    }


def test_the_ladder_of_all_asn_holds_everybody_whose_position_is_known(tiny):
    table = ladder(tiny)
    assert table.loc[table["lingkup"] == "Semua ASN", "total"].sum() == 19


def test_women_and_men_by_eselon(tiny):
    table = eselon_table(tiny).set_index("eselon")
    assert table[["jenjang", "pria", "wanita"]].agg(list, axis=1).to_dict() == {
        "II.b": ["JPT Pratama", 1, 1],
        "III.a": ["Administrator", 1, 0],
        "III.b": ["Administrator", 1, 1],
        "IV.a": ["Pengawas", 1, 1],
        "IV.b": ["Pengawas", 0, 1],
    }
    assert table["share_wanita"].tolist() == [0.5, 0, 0.5, 0.5, 1]
    assert list(table.index) == ["II.b", "III.a", "III.b", "IV.a", "IV.b"]


def test_eselon_and_ladder_count_the_same_people(tiny):
    by_level = eselon_table(tiny).groupby("jenjang")["total"].sum().to_dict()
    everybody = (
        ladder(tiny).loc[lambda t: t["lingkup"] == "Semua ASN"].set_index("jenjang")["total"]
    )
    assert by_level == everybody.drop("Pelaksana dan JF").to_dict()


def test_a_real_drop_is_flagged_and_the_interval_is_newcombes():
    # 56/70 against 48/80: Newcombe (1998), table II, case (a), method 10: .0524 to .3339
    table = drops(levels((56, 70), (48, 80), (48, 80), (48, 80)))
    first = table.iloc[0]
    assert first["estimate"] == pytest.approx(0.2)
    assert (first["conf_low"], first["conf_high"]) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert table["bocor"].tolist() == [True, False, False]


def test_a_large_drop_among_few_people_is_not_flagged():
    # 50 % of 10 to 20 % of 5: 30 points, but chance alone can do that
    table = drops(levels((500, 1000), (50, 100), (5, 10), (1, 5)))
    assert table["estimate"].iloc[2] == pytest.approx(0.3)
    assert not table["bocor"].any()


def test_a_sure_but_small_drop_is_not_flagged():
    # 5 points among 100,000 people: certain, yet under the margin of 10
    table = drops(levels((50_000, 100_000), (45_000, 100_000), (45_000, 100_000), (45, 100)))
    assert table["p_holm"].iloc[0] < 1e-6
    assert not table["bocor"].any()


@pytest.mark.parametrize(("women", "flagged"), [(599, False), (600, True), (601, True)])
def test_a_drop_of_exactly_the_margin_is_flagged(women, flagged):
    """600 of 1,000 to 500 of 1,000 is ten points, though 0.6 - 0.5 is less than 0.1 for a computer."""
    table = drops(levels((women, 1000), (500, 1000), (500, 1000), (500, 1000)), margin=0.10)
    assert table["bocor"].tolist() == [flagged, False, False]


def test_glass_ceiling_index(tiny):
    index = glass_ceiling_index(tiny, ladder(tiny)).iloc[0]
    assert index["estimate"] == pytest.approx(0.6 / 0.5)
    # Clopper-Pearson for 1 of 2 is .0126 to .9874
    assert index["conf_low"] == pytest.approx(0.6 / 0.98742, rel=1e-4)
    assert index["conf_high"] == pytest.approx(0.6 / 0.01258, rel=1e-3)


# --- properties
def test_margin_is_live():
    table = levels((500, 1000), (350, 1000), (350, 1000), (350, 1000))
    assert drops(table, margin=0.1)["bocor"].any()
    assert not drops(table, margin=0.2)["bocor"].any()


def test_conf_level_is_live():
    table = levels((56, 70), (48, 80), (48, 80), (48, 80))
    narrow, wide = drops(table, conf_level=0.8), drops(table, conf_level=0.99)
    assert (narrow["conf_low"] > wide["conf_low"]).all()
    assert narrow["bocor"].iloc[0]
    assert not wide["bocor"].iloc[0]


def test_holm_is_taken_over_the_steps_of_one_population():
    table = drops(levels((56, 70), (48, 80), (40, 80), (30, 80)))
    assert (table["p_holm"] >= table["p_value"]).all()
    assert table["p_holm"].max() <= 1


def test_exchanging_the_sexes_flips_the_sign():
    counts = ((56, 70), (48, 80), (40, 80), (3, 8))
    swapped = tuple((n - k, n) for k, n in counts)
    one, other = drops(levels(*counts)), drops(levels(*swapped))
    assert one["estimate"].to_numpy() == pytest.approx(-other["estimate"].to_numpy())
    assert one["conf_low"].to_numpy() == pytest.approx(-other["conf_high"].to_numpy())
    assert one["p_value"].to_numpy() == pytest.approx(other["p_value"].to_numpy())


def test_an_empty_level_has_no_drop_and_no_index(tiny):
    table = levels((5, 10), (0, 0), (1, 3), (0, 2))
    steps = drops(table)
    assert steps["estimate"].isna().tolist() == [True, True, False]
    assert not steps["bocor"].any()
    nobody = ladder(tiny).assign(
        wanita=lambda t: t["wanita"].where(t["jenjang"] != "JPT Pratama", 0)
    )
    assert np.isnan(glass_ceiling_index(tiny, nobody)["estimate"].iloc[0])


# --- what adds up over agencies, of the 20 active people of conftest.TINY
def test_everybody_is_counted_once_in_each_population(tiny):
    counts = count_everyone(tiny).set_index("lingkup")
    assert counts.loc["Semua ASN"].tolist() == [8, 12, 20]
    track = tiny.loc[tiny["jalur_struktural"]]
    women = int((track["jenis_kelamin"] == "P").sum())
    assert 0 < len(track) < len(tiny)
    assert counts.iloc[1].tolist() == [len(track) - women, women, len(track)]


def test_the_ladder_and_the_parts_of_its_base(tiny):
    rungs = count_ladder(tiny).set_index(["lingkup", "jenjang"])[["pria", "wanita", "total"]]
    assert rungs.loc[("Semua ASN", "Pengawas")].tolist() == [1, 2, 3]
    assert rungs.loc[("Semua ASN", "Administrator")].tolist() == [2, 1, 3]
    assert rungs.loc[("Semua ASN", "JPT Pratama")].tolist() == [1, 1, 2]
    parts = count_base(tiny).set_index(["lingkup", "jenjang"])[["pria", "wanita", "total"]]
    # 5 pelaksana and 6 of functional posts are the base of everybody
    assert parts.loc[("Semua ASN", "Pelaksana")].tolist() == [2, 3, 5]
    assert parts.loc[("Semua ASN", "JF")].tolist() == [2, 4, 6]
    base = rungs.loc["Semua ASN"].iloc[0]
    assert base.tolist() == parts.loc["Semua ASN"].sum().tolist() == [4, 7, 11]
