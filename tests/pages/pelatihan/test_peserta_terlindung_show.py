"""Participants of leadership training are mostly holders of posts: none and few of them are hidden."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.pages.pelatihan.peserta import ALL_KINDS, ALL_YEARS, STRUCTURAL
from pug_analysis.pages.pelatihan.peserta_terlindung_show import (
    protect_kinds,
    protect_participants,
    without_hours,
)
from pug_analysis.release.small_counts import MASKED


def participants(rows: list[tuple[str, int, int, int]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["jenjang", "tahun", "pria", "wanita"])
    return table.assign(
        total=table["pria"] + table["wanita"], share_wanita=0.3, conf_low=0.2, conf_high=0.4,
        putusan="inconclusive",
    )  # fmt: skip


SHARES = participants(
    [
        ("PKP", 2024, 30, 12), ("PKP", 2025, 20, 10), ("PKP", ALL_YEARS, 50, 22),
        ("PKN II", 2024, 2, 0), ("PKN II", 2025, 10, 0), ("PKN II", ALL_YEARS, 12, 0),
        (ALL_LEVELS, 2024, 32, 12), (ALL_LEVELS, 2025, 30, 10), (ALL_LEVELS, ALL_YEARS, 62, 22),
    ]
)  # fmt: skip


# --- by hand
def test_no_woman_in_the_highest_training_is_not_told():
    shown = protect_participants(SHARES, edition="pokja")
    # single levels in single years are told inside
    keys = list(zip(shown["jenjang"], shown["tahun"], strict=True))
    assert keys == [
        ("PKP", ALL_YEARS), ("PKN II", ALL_YEARS), (ALL_LEVELS, 2024), (ALL_LEVELS, 2025),
        (ALL_LEVELS, ALL_YEARS),
    ]  # fmt: skip
    women = dict(zip(keys, shown["wanita"], strict=True))
    assert women["PKN II", ALL_YEARS] == MASKED
    # 22 of all levels less 22 of the PKP would be 0
    assert pd.isna(women["PKP", ALL_YEARS])
    assert women[ALL_LEVELS, ALL_YEARS] == 22
    men = dict(zip(keys, shown["pria"], strict=True))
    assert men["PKN II", ALL_YEARS] == 12
    both = shown.set_index(["jenjang", "tahun"])
    assert pd.isna(both.loc[("PKN II", ALL_YEARS), "share_wanita"])
    assert both.loc[(ALL_LEVELS, 2024), "total"] == 44
    assert protect_participants(SHARES, edition="internal") is SHARES


def test_hours_do_not_tell_how_many_had_a_structural_training():
    kinds = pd.DataFrame(
        [[STRUCTURAL, 9, 0, 9, 0.09, 0.0, 8100, 0], ["Seminar", 30, 40, 70, 0.3, 0.4, 180, 240],
         [ALL_KINDS, 35, 40, 75, 0.35, 0.4, 8280, 240]],
        columns=["jenis", "pria", "wanita", "total", "bagian_pria", "bagian_wanita", "jam_pria", "jam_wanita"],
    ).assign(share_wanita=0.5)  # fmt: skip
    shown = protect_kinds(kinds, edition="pokja").set_index("jenis")
    assert shown.loc[STRUCTURAL, ["pria", "wanita"]].tolist() == [9, MASKED]
    assert shown.loc[STRUCTURAL, ["total", "bagian_wanita", "jam_wanita"]].isna().all()
    # 240 hours of all kinds less 240 of the others would be those of nobody
    assert pd.isna(shown.loc[ALL_KINDS, "jam_wanita"])
    assert shown.loc["Seminar", "jam_wanita"] == 240
    assert shown.loc[ALL_KINDS, "jam_pria"] == 8280


def test_hours_of_a_year_are_left_out_where_few_had_a_structural_training():
    years = pd.DataFrame(
        {"tahun": [2024, 2025], "jam_pria": [9000, 8000], "jam_wanita": [900, 8000],
         "struktural_pria": [8, 9], "struktural_wanita": [1, 8]}
    )  # fmt: skip
    shown = without_hours(years, edition="publik")
    assert shown["jam_pria"].tolist() == [9000, 8000]
    assert shown["jam_wanita"].isna().tolist() == [True, False]
    assert without_hours(years, edition="internal") is years
