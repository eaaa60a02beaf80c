"""Estimates are inverted only where their digits do not follow from what is shown."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pug_analysis.audit.estimates import Estimate, invert, telling_rows, unregistered
from pug_analysis.audit.formulas_shares import fits_share
from pug_analysis.audit.published import read_ledger
from pug_analysis.audit.tables import at, read_tables

SHARE = Estimate(
    "t", fits_share, {"bagian": at("n"), "semua": at("semua")}, {"estimate": at("share")}
)
PEOPLE = {"orang": ["n", "semua"]}


def read(kit, folder, text: str):
    kit.publish(folder, t=(text, PEOPLE))
    return read_tables(folder, read_ledger(folder))


def ends(*rows: tuple[float, float, float, float]) -> dict:
    return {
        ("t", place, name): pair
        for place, (a, b, c, d) in enumerate(rows)
        for name, pair in (("n", (a, b)), ("semua", (c, d)))
    }


# --- by hand
def test_a_share_of_the_true_counts_tells_them(kit, tmp_path):
    # 11 of 41 people, shown as 10 of 40: 0,268 = 11 / 41 alone; 10 of 50 would be 0,200 if shown
    tables = read(kit, tmp_path / "a", "n;semua;share\n10;40;0,268\n10;50;0,224")
    known = ends((8, 12, 38, 42), (8, 12, 48, 52))
    found = invert([SHARE], tables, known).known
    assert (found["t", 0, "n"], found["t", 0, "semua"]) == ((11, 11), (41, 41))
    assert (found["t", 1, "n"], found["t", 1, "semua"]) == ((11, 11), (49, 49))


def test_a_share_of_the_shown_counts_tells_nothing(kit, tmp_path):
    tables = read(kit, tmp_path / "a", "n;semua;share\n10;40;0,25\n10;50;0,2\n*;40;")
    assert telling_rows(SHARE, tables) == []


def test_one_row_that_happens_to_agree_does_not_excuse_the_others(kit, tmp_path):
    tables = read(kit, tmp_path / "a", "n;semua;share\n10;40;0,25\n10;50;0,224")
    assert len(telling_rows(SHARE, tables)) == 2


def test_only_the_rows_with_hidden_counts_are_asked_where_the_others_agree(kit, tmp_path):
    # 5 of 41 beside a hidden count
    tables = read(kit, tmp_path / "a", "n;semua;share\n10;40;0,25\n*;40;0,122")
    (asked,) = telling_rows(SHARE, tables)
    assert asked.keys["bagian"] == ("t", 1, "n")
    known = ends((8, 12, 38, 42), (1, 7, 38, 42))
    assert invert([SHARE], tables, known).known["t", 1, "n"] == (5, 5)


def test_digits_that_no_counts_give_tell_nothing_and_are_counted(kit, tmp_path):
    tables = read(kit, tmp_path / "a", "n;semua;share\n10;40;0,9")
    known = ends((8, 12, 38, 42))
    result = invert([SHARE], tables, known)
    assert (result.known, result.unfitted) == (known, {"t": 1})


def test_a_missing_table_column_or_number_tells_nothing(kit, tmp_path):
    tables = read(kit, tmp_path / "a", "n;share\n10;0,25")
    assert telling_rows(SHARE, tables) == []
    blank = read(kit, tmp_path / "b", "n;semua;share\n10;40;")
    assert telling_rows(SHARE, blank) == []
    other = Estimate("lain", fits_share, {}, {})
    assert telling_rows(other, blank) == []


def test_a_count_that_was_left_out_is_tried_far_and_stays_open_beyond(kit, tmp_path):
    tables = read(kit, tmp_path / "a", "n;semua;share\n10;;0,02")
    everybody = Estimate(
        "t", lambda counts, shown: np.ones(counts["a"].shape, bool), {"a": at("semua")},
        {"estimate": at("share")},
    )  # fmt: skip
    found = invert([everybody], tables, {("t", 0, "semua"): (0, math.inf)}).known
    assert found["t", 0, "semua"] == (0, math.inf)


# --- what the register does not know
@pytest.mark.parametrize("text", ["0,25", "12", "< 0,05", "≥ 0,05", "-3,5", "45%"])
def test_a_number_of_an_unknown_column_is_noticed(kit, tmp_path, text):
    tables = read(kit, tmp_path / "a", f"n;tahun;baru\n10;2025;{text}")
    assert unregistered(tables, {}, keys=["tahun"]) == ["t"]
    assert unregistered(tables, {"t": {"baru"}}, keys=["tahun"]) == []


def test_words_and_gaps_are_no_numbers(kit, tmp_path):
    tables = read(kit, tmp_path / "a", "n;tahun;baru;kata\n10;2025;;24 Desember 2025")
    assert unregistered(tables, {}, keys=["tahun"]) == []
