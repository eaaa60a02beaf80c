"""Women among the holders of posts of each office, against what is expected."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest, fisher_exact
from statsmodels.stats.multitest import multipletests

from pug_analysis.careers.offices import PD
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.pages.peta import jabatan as subject
from pug_analysis.pages.peta.jabatan import (
    KECIL,
    SEMUA_PD,
    candidates,
    compare_with_own,
    judge_offices,
    pool_offices,
    rumpun,
    what_could_be_seen,
)


def snapshot(
    posts: dict[str, tuple[int, int]], waiting: dict[str, tuple[int, int]]
) -> pd.DataFrame:
    """Men and women per PD: holders of Pengawas posts, and pelaksana."""
    rows = [
        (pd_, sex, level)
        for level, groups in (("Pengawas", posts), ("Pelaksana", waiting))
        for pd_, counts in groups.items()
        for sex, n in zip("LP", counts, strict=True)
        for _ in range(n)
    ]
    frame = pd.DataFrame(rows, columns=[PD, "jenis_kelamin", "jenjang"])
    return frame.assign(
        jalur_struktural=True,
        usia_tahun=pd.array([40] * len(frame), dtype="Int64"),
        pegawai_id=[f"{i:04d}" for i in range(len(frame))],
    )


POSTS = {
    "Badan A": (18, 2), "Dinas B": (10, 10), "Kecamatan C": (3, 2), "Sekretariat D": (4, 8), "": (6, 6),
}  # fmt: skip
WAITING = {"Badan A": (10, 30), "Dinas B": (20, 20), "Kecamatan C": (5, 5), "Sekretariat D": (5, 5)}


@pytest.fixture
def people():
    return snapshot(POSTS, WAITING)


@pytest.fixture
def found(people):
    return judge_offices(people)


def test_expected_women_are_those_of_the_whole_pool(found):
    # women: 28 of 69 posts, 60 of 100 waiting
    assert (found.pool_women, found.pool_total) == (88, 169)
    row = found.table.set_index(PD).loc["Badan A"]
    assert row["harapan"] == pytest.approx(20 * 88 / 169)
    assert row["share_wanita"] == pytest.approx(0.1)


def test_offices_stand_by_name_and_unknown_ones_last(found):
    assert found.table[PD].tolist() == [
        "Badan A",
        "Dinas B",
        "Kecamatan C",
        "Sekretariat D",
        UNKNOWN,
    ]


def test_small_and_unknown_offices_stay_but_are_not_judged(found):
    table = found.table.set_index(PD)
    assert table["penilaian"].to_dict() == {
        "Badan A": "ditandai",
        "Dinas B": "tidak ditandai",
        "Kecamatan C": "terlalu sedikit",
        "Sekretariat D": "tidak ditandai",
        UNKNOWN: "terlalu sedikit",
    }
    assert (
        table.loc[["Kecamatan C", UNKNOWN], ["share_wanita", "estimate", "q_value"]]
        .isna()
        .all(axis=None)
    )
    assert table.loc["Kecamatan C", ["pria", "wanita", "total"]].tolist() == [3, 2, 5]
    assert found.n_judged == 3


def test_tests_by_scipy_and_statsmodels(found):
    judged = found.table.loc[found.table["p_value"].notna()]
    by_hand = [
        min(
            1,
            2
            * min(
                binomtest(k, n, 88 / 169, alternative=side).pvalue for side in ("less", "greater")
            ),
        )
        for k, n in zip(judged["wanita"], judged["total"], strict=True)
    ]
    assert judged["p_value"].tolist() == pytest.approx(by_hand)
    assert judged["q_value"].tolist() == pytest.approx(multipletests(by_hand, method="fdr_bh")[1])


def test_binomial_and_hypergeometric_tests_hardly_differ_in_a_large_pool(people):
    """Why the screen is binomial: a pool of a thousand and 20 posts."""
    from pug_analysis.stats.shares.funnel import binomial_p_value, hypergeometric_p_value

    urn = hypergeometric_p_value([2], [20], pool_count=[350], pool_total=[1000])[0]
    coin = binomial_p_value([2], [20], share=0.35)[0]
    assert urn < coin < 1.15 * urn


def test_both_conditions_are_needed(people):
    assert (judge_offices(people, margin=0.5).table["penilaian"] != "ditandai").all()
    assert (judge_offices(people, level=1e-6).table["penilaian"] != "ditandai").all()


@pytest.mark.parametrize(("margin", "judged"), [(0.10, "ditandai"), (0.1001, "tidak ditandai")])
def test_a_shortfall_of_exactly_the_margin_is_flagged(margin, judged):
    # 120 of 300 holders are women, and 180 of the 360 people of the pool: 0.5 less 0.4
    people = snapshot({"Badan A": (180, 120)}, {"Badan A": (0, 60)})
    found = judge_offices(people, margin=margin)
    assert found.share_expected == 0.5
    assert found.table["penilaian"].tolist() == [judged]


def test_holders_from_outside_the_track_belong_to_the_pool_and_are_no_candidates(people, found):
    """A holder of a post who is of no track (a teacher who heads an office) was appointed all the same."""
    outside = people.assign(jalur_struktural=people["jenjang"] != "Pengawas")
    judged = judge_offices(outside)
    assert (
        (judged.pool_women, judged.pool_total) == (found.pool_women, found.pool_total) == (88, 169)
    )
    pd.testing.assert_frame_equal(judged.table, found.table)
    pd.testing.assert_frame_equal(candidates(outside), candidates(people))


def test_too_many_women_are_never_flagged():
    few_men = snapshot({"Badan A": (1, 29), "Dinas B": (30, 20)}, {"Dinas B": (100, 20)})
    assert judge_offices(few_men).table["penilaian"].tolist() == ["tidak ditandai"] * 2


def test_order_of_rows_does_not_matter(people, found):
    turned = judge_offices(people.iloc[::-1].reset_index(drop=True))
    pd.testing.assert_frame_equal(turned.table, found.table)


def test_nobody_in_a_post_is_an_empty_table():
    found = judge_offices(snapshot({}, WAITING))
    assert found.table.empty
    assert found.n_judged == 0
    assert what_could_be_seen(found).empty
    assert pool_offices(found)["total"].eq(0).all()


# --- groups
def test_kinds_of_office():
    names = pd.Series(["Kecamatan X", "KELURAHAN Y", "Sekretariat DPRD", "Inspektorat", UNKNOWN])
    assert rumpun(names).tolist() == [
        *[subject.RUMPUN[1]] * 2,
        subject.RUMPUN[2],
        *[subject.RUMPUN[0]] * 2,
    ]


def test_groups_add_up_and_hold_the_small_ones(found):
    table = pool_offices(found).set_index("kelompok")
    assert table.loc[SEMUA_PD, ["pd", "pria", "wanita", "total"]].tolist() == [5, 41, 28, 69]
    assert table.loc[list(subject.RUMPUN), "total"].sum() == 69
    assert table.loc[KECIL, ["pd", "total"]].tolist() == [1, 5]
    assert pd.isna(table.loc[KECIL, "share_wanita"])


def test_group_test_by_fisher(found):
    row = pool_offices(found).set_index("kelompok").loc[SEMUA_PD]
    table = [[28, 41], [60, 40]]
    tails = [fisher_exact(table, alternative=side).pvalue for side in ("less", "greater")]
    assert row["p_value"] == pytest.approx(2 * min(tails))
    assert pd.isna(row["p_holm"])


# --- what could be seen
def test_a_flag_starts_where_the_table_says(people):
    found = judge_offices(people)
    seen = what_could_be_seen(found).set_index("ukuran").loc["Terbanyak"]
    assert seen["jabatan"] == 20
    for women, expected in (
        (int(seen["paling_banyak"]), True),
        (int(seen["paling_banyak"]) + 1, False),
    ):
        p = binomtest(women, 20, found.share_expected, alternative="less").pvalue
        assert (2 * p < 0.10 / found.n_judged) == expected


def test_an_impossible_flag_is_missing_not_zero():
    tiny = judge_offices(snapshot({"Badan A": (8, 2), "Dinas B": (30, 20)}, {"Dinas B": (200, 50)}))
    seen = what_could_be_seen(tiny).set_index("ukuran")
    assert pd.isna(seen.loc["Paling sedikit", "paling_banyak"])
    assert np.isnan(seen.loc["Paling sedikit", "share_terlihat"])


# --- second view
def test_candidates_are_those_without_a_post(people):
    table = candidates(people).set_index(PD)
    assert table.loc["Badan A", ["pria", "wanita", "pejabat_wanita", "pejabat"]].tolist() == [
        10,
        30,
        2,
        20,
    ]
    assert table.loc[UNKNOWN, ["total", "pejabat"]].tolist() == [0, 12]


def test_posts_that_fall_vacant_follow_the_age_of_retirement(people):
    people = people.copy()
    people.loc[:2, "usia_tahun"] = [54, 55, 57]
    people.loc[2, "jenjang"] = "JPT Pratama"  # 60: three years more are needed
    assert candidates(people, years=3).set_index(PD).loc["Badan A", "pensiun"] == 2
    assert candidates(people, years=2).set_index(PD).loc["Badan A", "pensiun"] == 0


def test_own_view_by_fisher(people):
    table = compare_with_own(candidates(people)).set_index(PD)
    tails = [
        fisher_exact([[2, 18], [30, 10]], alternative=side).pvalue for side in ("less", "greater")
    ]
    assert table.loc["Badan A", "p_value"] == pytest.approx(2 * min(tails))
    assert table.loc["Badan A", ["share_jabatan", "share_calon"]].tolist() == [0.1, 0.75]
    assert table.loc[["Kecamatan C", UNKNOWN], "p_value"].isna().all()


def test_own_view_of_hidden_counts_is_missing(people):
    table = candidates(people).astype({"wanita": "Float64"})
    table.loc[table[PD] == "Badan A", "wanita"] = pd.NA
    shown = compare_with_own(table).set_index(PD)
    assert pd.isna(shown.loc["Badan A", "share_calon"])
    assert shown.loc["Dinas B", "share_calon"] == 0.5
