"""Where the share of women among holders is heading, by hand."""

from __future__ import annotations

from math import comb, isnan

import pandas as pd
import pytest

from pug_analysis.analyses.questions.posts import compare_appointments, is_known
from pug_analysis.careers.columns import SEX

UNTIL = 2025 * 12 + 11


def opened(holders: dict[str, int], appointed: list[tuple[str, str, str, int]]):
    """Holders of Administrator posts by sex; appointments of (sex, eselon, day, people)."""
    held = pd.DataFrame({SEX: [s for s, n in holders.items() for _ in range(n)]})
    people = [
        (f"{sex}{eselon}{day}{i}", sex, eselon, day)
        for sex, eselon, day, n in appointed
        for i in range(n)
    ]
    frame = pd.DataFrame(people, columns=["pegawai_id", SEX, "eselon", "tmt_jabatan"])
    posts = frame.assign(
        tmt_jabatan=pd.to_datetime(frame["tmt_jabatan"]), penugasan="definitif", penyetaraan=False,
        jenjang_jf="",
    )  # fmt: skip
    staff = frame[["pegawai_id", SEX]].drop_duplicates()
    # the last person has left since
    tables = {"jabatan": posts, "pegawai": staff.iloc[:-1], "pemberhentian": staff.iloc[-1:]}
    return held.assign(jenjang="Administrator"), tables


def exact(count: int, total: int, share: float) -> float:
    """Twice the smaller binomial tail."""
    weights = [comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]
    return min(1.0, 2 * min(sum(weights[: count + 1]), sum(weights[count:])))


def test_more_women_appointed_than_hold_posts_is_up():
    snapshot, tables = opened(
        {"L": 8, "P": 2}, [("L", "III.b", "2023-04-01", 4), ("P", "III.a", "2024-01-01", 6)]
    )
    found = compare_appointments(snapshot, tables, until=UNTIL)
    table = found.table.set_index("baris")
    assert table.index.tolist() == ["pemegang", "Administrator", "JPT Pratama"]
    counts = table[["pria", "wanita", "total"]].to_numpy().tolist()
    assert counts == [[8, 2, 10], [4, 6, 10], [0, 0, 0]]
    assert table["share_wanita"].tolist()[:2] == [0.2, 0.6]
    assert isnan(table["share_wanita"].iloc[2])
    assert found.p_value == pytest.approx(exact(6, 10, 0.2))
    assert found.heading == "up"
    assert is_known(found)
    assert found.months == (2021 * 12, UNTIL)
    # Clopper and Pearson, 6 of 10
    assert table.loc["Administrator", ["conf_low", "conf_high"]].tolist() == pytest.approx(
        [0.2624, 0.8784], abs=1e-4
    )
    assert table.loc[["pemegang", "JPT Pratama"], ["conf_low", "conf_high"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("holders", "men", "women", "heading"),
    [
        ({"L": 8, "P": 2}, 4, 6, "up"),
        ({"L": 2, "P": 8}, 6, 4, "down"),
        ({"L": 8, "P": 2}, 7, 3, "open"),
        ({"L": 8, "P": 2}, 2, 2, "too_few"),
        ({"L": 8, "P": 2}, 0, 0, "too_few"),
        # no share to compare with: nobody holds a post, or one sex alone does
        ({}, 4, 6, "too_few"),
        ({"L": 8}, 4, 6, "too_few"),
        ({"P": 8}, 4, 6, "too_few"),
    ],
)
def test_headings(holders, men, women, heading):
    snapshot, tables = opened(
        holders, [("L", "III.b", "2023-04-01", men), ("P", "III.a", "2024-01-01", women)]
    )
    found = compare_appointments(snapshot, tables, until=UNTIL)
    assert found.heading == heading
    assert is_known(found) == (heading != "too_few")
    assert (found.p_value < 0.05) == (heading in ("up", "down"))


def test_exchanging_the_sexes_turns_the_heading():
    one = [("L", "III.b", "2023-04-01", 4), ("P", "III.a", "2024-01-01", 6)]
    other = [({"L": "P", "P": "L"}[sex], *rest) for sex, *rest in one]
    up = compare_appointments(*opened({"L": 8, "P": 2}, one), until=UNTIL)
    down = compare_appointments(*opened({"L": 2, "P": 8}, other), until=UNTIL)
    assert (up.heading, down.heading) == ("up", "down")
    assert up.p_value == pytest.approx(down.p_value)


def test_the_first_post_of_the_level_counts_within_the_years():
    snapshot, tables = opened(
        {"L": 5, "P": 5},
        [
            ("L", "III.b", "2020-12-01", 3),  # a month too early
            ("P", "III.b", "2021-01-01", 2),
            ("L", "II.b", "2022-01-01", 1),  # came to eselon II at once: to III as well
            ("P", "IV.a", "2022-01-01", 9),
            ("P", "III.a", "2026-01-01", 4),  # a month too late
        ],
    )
    # moved within the level
    again = tables["jabatan"].loc[lambda t: t["tmt_jabatan"] == "2020-12-01"]
    moved = pd.concat([tables["jabatan"], again.assign(tmt_jabatan=pd.Timestamp("2023-01-01"))])
    table = compare_appointments(snapshot, tables | {"jabatan": moved}, until=UNTIL).table
    assert table.set_index("baris")[["pria", "wanita"]].to_numpy().tolist() == [
        [5, 5], [1, 2], [1, 0],
    ]  # fmt: skip
    longer = compare_appointments(snapshot, tables, until=UNTIL, years=6)
    assert longer.table.loc[1, ["pria", "wanita"]].tolist() == [4, 2]
    assert longer.months == (2020 * 12, UNTIL)
    # half a year earlier the five years begin in July
    june = compare_appointments(snapshot, tables, until=2025 * 12 + 5)
    assert june.months == (2020 * 12 + 6, 2025 * 12 + 5)
    assert june.table.loc[1, ["pria", "wanita"]].tolist() == [4, 2]


def test_holders_are_those_of_eselon_ii_and_iii_alone():
    snapshot, tables = opened({"L": 1, "P": 1}, [("L", "III.b", "2023-04-01", 6)])
    others = pd.DataFrame(
        {SEX: ["P"] * 4, "jenjang": ["JPT Madya", "JPT Pratama", "Pengawas", "JF Ahli Madya"]}
    )
    found = compare_appointments(pd.concat([snapshot, others]), tables, until=UNTIL)
    assert found.table.loc[0, ["pria", "wanita"]].tolist() == [1, 2]


def test_the_level_of_the_interval_is_the_one_given():
    rows = [("L", "III.b", "2023-04-01", 4), ("P", "III.a", "2024-01-01", 6)]
    wide, narrow = (
        compare_appointments(*opened({"L": 8, "P": 2}, rows), until=UNTIL, conf_level=level)
        for level in (0.95, 0.8)
    )
    assert narrow.table.loc[1, "conf_low"] > wide.table.loc[1, "conf_low"]
