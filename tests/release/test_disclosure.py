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
