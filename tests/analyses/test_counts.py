"""Counting by sex."""

from __future__ import annotations

import pytest

from pug_analysis.analyses.counts import add_share, count_by_sex


def test_levels_of_nobody_are_zero_rows(tiny):
    table = count_by_sex(tiny, by="jenis_kelamin", levels=("L", "P", "X"))
    assert table["total"].tolist() == [8, 12, 0]
    assert table[["pria", "wanita"]].to_numpy().tolist() == [[8, 0], [0, 12], [0, 0]]


def test_counts_over_any_partition_add_to_the_total(tiny):
    for column in ("jenjang", "kelompok_usia", "perangkat_daerah", "status_asn"):
        assert count_by_sex(tiny, by=column)["total"].sum() == len(tiny)


def test_share_without_a_level_is_a_complete_count(tiny):
    table = add_share(count_by_sex(tiny, by="kelompok_status"))
    assert "conf_low" not in table
    assert "conf_low" in add_share(table.drop(columns="share_wanita"), conf_level=0.9)


def test_levels_that_would_lose_people_are_refused(tiny):
    with pytest.raises(ValueError, match=r"must name every group.*\['P'\]"):
        count_by_sex(tiny, by="jenis_kelamin", levels=("L",))
