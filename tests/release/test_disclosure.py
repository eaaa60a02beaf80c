"""Counts as readers may see them: hidden, rounded, and never found out from each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from pug_analysis.pages.profil import pd_show, profil
from pug_analysis.release import disclosure
from pug_analysis.release.disclosure import protect_flow, protect_parts
from pug_analysis.release.ledger import Release
from pug_analysis.release.small_counts import MASKED
from pug_analysis.release.tables import Column, release_table
from pug_analysis.report.write.sheets import format_csv, write_workbook

COUNTS = st.integers(0, 400)


def units(*rows: tuple[int, int]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["pria", "wanita"])
    return table.assign(total=table["pria"] + table["wanita"])


def protect(table: pd.DataFrame, edition: str = "pokja") -> pd.DataFrame:
    return protect_parts(table, parts=("pria", "wanita"), total="total", edition=edition)


# --- by hand
def test_the_agency_sees_every_count():
    table = units((3, 500), (8, 12))
    assert protect(table, "internal") is table


def test_small_counts_are_hidden_and_others_rounded():
    # 12 men are shown as 10, 13 women as 15; 3 men are hidden; the total is the sum of what is shown,
    # 4 for a hidden count: 25, 10 + 4 -> 15, and 4 + 4 -> 10
    table = units((12, 13), (3, 9), (7, 6), (2, 3), (0, 9), (400, 300))
    assert protect(table).to_numpy().tolist() == [
        [10, 15, 25], [MASKED, 10, 15], [MASKED, MASKED, 10], [MASKED, MASKED, MASKED], [0, 10, 10],
        [400, 300, 700],
    ]  # fmt: skip


def test_a_known_sum_that_would_unmask_leaves_the_smallest_unit_out():
    # 102 and 109 men are known together: 102 shown as 100 leaves 7 to 11 for the other unit, and 7 at most
    shown = protect(units((102, 50), (7, 50)))
    assert shown["pria"].isna().tolist() == [True, False]
    assert shown.loc[1, "pria"] == MASKED


def test_units_that_are_all_small_stay_hidden():
    shown = protect(units((1, 2), (3, 4)))
    assert set(shown.to_numpy().ravel()) <= {MASKED, pd.NA}


def test_the_public_edition_leaves_small_units_out_and_changes_no_number():
    table = units((12, 13), (200, 180), (90, 90))
    shown = protect(table, "publik")
    assert shown.iloc[0].isna().all()
    assert shown.iloc[1:].to_numpy().tolist() == protect(table).iloc[1:].to_numpy().tolist()


def test_a_count_that_public_posts_nearly_fill_is_left_out():
    # five of at most seven are known by their posts: two are not hidden among 5, 6 or 7
    table = units((6, 40), (6, 40), (200, 180))
    least = np.array([[5, 0], [4, 0], [10, 0]])
    shown = protect_parts(
        table, parts=("pria", "wanita"), total="total", least=least, edition="pokja"
    )
    assert shown["pria"].isna().tolist() == [True, False, False]


def test_a_flow_adds_up_to_what_is_shown():
    steps = pd.DataFrame({"langkah": list("abcde"), "orang": [123, 3, 120, 18, 102]})
    shown = protect_flow(steps, count="orang", wholes=(0, 2), edition="pokja")
    # 18 -> 20 and 102 -> 100 make 120; with 4 for the hidden 3 that is 124, so 125
    assert shown["orang"].tolist() == [125, MASKED, 120, 20, 100]


def test_percentages_come_from_what_is_shown():
    table = units((12, 13), (3, 40), (20, 28), (200, 180), (90, 90)).assign(
        share_wanita=0.5, conf_low=0.1, conf_high=0.9
    )
    shown = disclosure.share_of_women(protect(table), edition="pokja")
    # 25 people are too few; beside a hidden count none; 30 of 50
    assert shown["share_wanita"].isna().tolist() == [True, True, False, False, False]
    assert shown.loc[2, "share_wanita"] == 0.6
    assert shown["conf_low"].isna().tolist() == shown["share_wanita"].isna().tolist()


# --- properties
@given(COUNTS)
def test_a_released_count_is_a_fixed_point(n):
    once = disclosure.release_count(n, edition="pokja")
    if once != MASKED:
        assert disclosure.release_count(once, edition="pokja") == once
        assert abs(once - n) <= 2


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=20))
@settings(deadline=None)
def test_the_order_of_units_does_not_matter_to_any_number(rows):
    table = units(*dict.fromkeys(rows))
    shown = protect(table)
    turned = protect(table.iloc[::-1].reset_index(drop=True)).iloc[::-1].reset_index(drop=True)
    both = (
        [[str(v) for v in row] for row in frame.to_numpy().tolist()] for frame in (shown, turned)
    )
    first, second = both
    hidden = sum(row.count("<NA>") for row in first), sum(row.count("<NA>") for row in second)
    assert hidden[0] == hidden[1]


def released_everywhere(table: pd.DataFrame, path) -> list[str]:
    """Page, CSV, and workbook of a protected table, each as text."""
    columns = [Column("unit", "Unit", "text"), Column("pria", "Pria", "count")]
    released = release_table(
        table, name="coba", title="Coba", columns=columns, terms=Release("B", "pokja")
    )
    write_workbook([released.payload], path)
    book = pd.read_excel(path, sheet_name="coba", dtype=str, engine="calamine")
    page = BeautifulSoup(released.html, "html.parser").find("tbody").get_text(" ")
    rows = format_csv(released.payload).decode("utf-8-sig")
    return [
        page,
        rows.partition("\n")[2],
        str(book.to_numpy().tolist()),
    ]


@pytest.mark.parametrize("n", [1, 4, 7, 11, 1203])
def test_a_protected_count_is_in_no_file(n, tmp_path):
    """Whatever a page forgets, its table protects: columns of people are released here."""
    table = pd.DataFrame({"unit": ["a"], "pria": [n]})
    shown = disclosure.release_count(n, edition="pokja")
    for text in released_everywhere(table, tmp_path / "coba.xlsx"):
        digits = text.replace(".", "")
        assert str(n) not in digits
        assert str(shown) in digits


def test_a_hidden_count_is_said_in_words_to_those_who_do_not_see_it():
    table = pd.DataFrame({"unit": ["a"], "pria": [3]})
    released = release_table(
        table, name="x", title="X", terms=Release("B", "pokja"),
        columns=[Column("unit", "Unit", "text"), Column("pria", "Pria", "count")],
    )  # fmt: skip
    assert 'title="1 sampai 7 orang, disembunyikan"' in released.html
    assert "* = 1 sampai 7 orang, disembunyikan" in released.payload["notes"][-1]
    assert released.payload["rilis"]["aturan"] == "lindung"


def test_protected_files_hold_no_more_decimals_than_the_page():
    table = pd.DataFrame({"nama": ["a"], "hr": [0.123456], "p": [0.0123456], "share": [0.123456]})
    columns = [Column("nama", "N", "text"), Column("hr", "H", "number"), Column("p", "P", "p"),
               Column("share", "S", "share")]  # fmt: skip
    row = release_table(
        table, name="x", title="X", terms=Release("D", "pokja"), columns=columns
    ).payload["rows"][0]
    assert row == ["a", 0.12, "< 0,05", 0.123]
    terms = Release("D", "pokja", recomputed=True)
    shown = release_table(table, name="x", title="X", terms=terms, columns=columns).payload
    assert shown["rows"][0] == ["a", 0.12, 0.012, 0.123]


def test_the_class_of_a_p_value_is_text_in_every_file():
    table = pd.DataFrame({"nama": ["a", "b"], "p": [0.0004, float("nan")]})
    columns = [Column("nama", "N", "text"), Column("p", "P", "p")]
    shown = release_table(table, name="x", title="X", terms=Release("D", "pokja"), columns=columns)
    assert shown.payload["rows"] == [["a", "< 0,001"], ["b", None]]
    assert shown.payload["columns"][1]["kind"] == "text"
    assert "&lt; 0,001" in shown.html


def test_staff_by_unit_shows_no_small_count(tiny, tiny_data):
    table = profil.profile_by_pd(tiny)
    shown = pd_show.tabel_pd(table, replace(tiny_data, edition="pokja"))
    cells = {value for row in shown.payload["rows"] for value in row[1:4]}
    assert not cells & set(range(1, 8))
    exact = pd_show.tabel_pd(table, tiny_data)
    assert any(isinstance(v, int) and 0 < v < 8 for row in exact.payload["rows"] for v in row[1:4])


# --- refusals
def test_terms_that_contradict_each_other_are_refused():
    with pytest.raises(ValueError, match="tier D does not allow exact=True"):
        Release("D", "pokja", exact=True)
    with pytest.raises(ValueError, match="tier A does not allow exact=False"):
        Release("A", "pokja")


def test_protection_leaves_its_input_alone():
    table = units((3, 500), (8, 12))
    before = table.copy()
    protect(table)
    pd.testing.assert_frame_equal(table, before)
    assert table["pria"].dtype == np.int64


# --- flows, by hand
def flow_of(*counts: int, edition: str = "pokja", **options: object) -> list:
    steps = pd.DataFrame({"langkah": list("abcdefg")[: len(counts)], "orang": counts})
    shown = protect_flow(steps, count="orang", edition=edition, **options)
    assert shown["langkah"].tolist() == steps["langkah"].tolist()
    return shown["orang"].tolist()


def test_a_flow_of_the_agency_or_of_nothing_stays_as_it_is():
    steps = pd.DataFrame({"langkah": list("ab"), "orang": [3, 3]})
    assert protect_flow(steps, count="orang", edition="internal") is steps
    empty = steps.iloc[:0]
    assert protect_flow(empty, count="orang", edition="pokja") is empty


def test_a_whole_is_the_sum_of_what_is_shown_below_it():
    # 13 and 88 are shown as 15 and 90: 105, though 101 is nearest to 100
    assert flow_of(101, 13, 88) == [105, 15, 90]
    # a hidden part counts 4: 4 and 90 are 94, so 95
    assert flow_of(91, 3, 88) == [95, MASKED, 90]
    assert flow_of(88, 0, 88) == [90, 0, 90]


@pytest.mark.parametrize(
    ("counts", "given", "shown"),
    [
        # 12, 33 and 50 are 10, 35 and 50, of 90 shown elsewhere: 50 gives way, but it is analysed; so 33 does
        ((95, 12, 33, 50), 90, [90, 10, 30, 50]),
        ((95, 33, 12, 50), 90, [90, 30, 10, 50]),
        # of two equally large ones the first by the alphabet
        ((95, 20, 20, 55), 90, [90, 15, 20, 55]),
        # too little would be left of the largest: the analysed give way
        ((95, 9, 3, 83), 90, [90, 10, MASKED, 75]),
        # nothing fits: nothing is changed
        ((95, 9, 9, 9), 10, [30, 10, 10, 10]),
        ((95, 12, 33, 50), MASKED, [95, 10, 35, 50]),
        ((95, 12, 33, 50), None, [95, 10, 35, 50]),
    ],
)
def test_parts_of_a_whole_that_is_shown_elsewhere_add_up_to_it(counts, given, shown):
    assert flow_of(*counts, given=given) == shown


def test_the_parts_of_the_last_whole_alone_give_way():
    # 120 of the second step is shown as 125 elsewhere: 18 -> 20 becomes 25
    assert flow_of(123, 3, 120, 18, 102, wholes=(0, 2), given=125) == [130, MASKED, 125, 25, 100]


def test_added_parts_of_a_small_sum_stay_small():
    assert disclosure.add_released([28, 3], 31) == 35
    assert disclosure.add_released([2, 3], 5) == 5
    assert disclosure.add_released([0, 0], 0) == 0
    assert disclosure.add_released([8, 0], 8) == 10


@pytest.mark.parametrize(
    ("value", "is_one"), [(0, True), (7.5, True), ("*", False), (None, False), (float("nan"), False), (pd.NA, False)]
)  # fmt: skip
def test_a_cell_is_a_number_or_hidden_or_left_out(value, is_one):
    assert disclosure.is_number(value) is is_one


@pytest.mark.parametrize(
    ("part", "whole", "least", "share"),
    [
        (10, 40, 30, 0.25), (10, 30, 30, 10 / 30), (10, 25, 30, None), ("*", 40, 30, None), (10, "*", 30, None),
        (10, pd.NA, 30, None), (45, 40, 30, 1.0), (0, 40, 30, 0.0), (0, 0, 0, None), (1, 1, 0, 1.0), (1, 2, 3, None),
    ],
)  # fmt: skip
def test_a_share_of_released_counts(part, whole, least, share):
    found = disclosure.released_share(part, whole, at_least=least)
    assert found == share if share is not None else np.isnan(found)


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (0.043876, 2, 0.044),
        (0.0004321, 2, 0.00043),
        (1234.0, 2, 1200.0),
        (-0.0666, 1, -0.07),
        (0.0, 2, 0.0),
    ],
)
def test_numbers_keep_their_significant_digits(value, digits, shown):
    assert disclosure.significant(value, digits=digits) == shown


def test_shares_of_women_have_their_interval_only_where_it_is_asked_for():
    table = units((20, 30), (200, 0)).assign(share_wanita=0.5)
    shown = disclosure.share_of_women(table, edition="pokja")
    assert list(shown.columns) == list(table.columns)
    assert shown["share_wanita"].tolist() == [0.6, 0.0]
    ends_ = disclosure.share_of_women(table.assign(conf_low=0.0, conf_high=1.0), edition="pokja")
    # Clopper-Pearson of 30 in 50 (below 100 people), and of none of 200 by Wilson
    assert ends_.loc[0, "conf_low"] == pytest.approx(0.4518, abs=1e-4)
    assert ends_.loc[0, "conf_high"] == pytest.approx(0.7359, abs=1e-4)
    wide = disclosure.share_of_women(
        table.assign(conf_low=0.0, conf_high=1.0), conf_level=0.99, edition="pokja"
    )
    assert wide.loc[0, "conf_low"] < ends_.loc[0, "conf_low"]
    assert disclosure.share_of_women(table, edition="internal") is table


@pytest.mark.parametrize(
    ("shown", "exact", "added"),
    [
        ([30, 10], 41, 40), ([30, MASKED], 35, 35), ([30, MASKED, MASKED], 36, 40), ([MASKED, MASKED], 6, MASKED),
        ([MASKED, MASKED], 8, 10), ([0, 0], 0, 0), ([0, 10], 8, 10),
    ],
)  # fmt: skip
def test_a_sum_is_that_of_what_is_shown(shown, exact, added):
    assert disclosure.released_sum(shown, exact) == added


def test_a_sum_of_nobody_is_hidden_where_nobody_would_tell():
    assert disclosure.released_sum([0, 0], 0, public=True) == MASKED
