"""Counts about people known by name: what none, few, nearly all or all of them have is not told."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pug_analysis.release.disclosure import count_in_words, mask_counts, protect_flow, protect_parts
from pug_analysis.release.disclosure_public import hide_ends, hide_parts, is_end, leave_out_beside
from pug_analysis.release.ledger import Release
from pug_analysis.release.small_counts import MASKED
from pug_analysis.release.tables import Column, release_table

SIZES = {"pria": "pria_semua", "wanita": "wanita_semua"}


def met(*rows: tuple[int, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["pria", "pria_semua", "wanita", "wanita_semua"])


# --- by hand
def test_none_few_nearly_all_and_all_are_hidden_however_large_the_group():
    # of 165 men 0, 7, 8, 157, 158 and all meet it; of 6 women any number tells on each
    table = met(
        *((n, 165, k, 6) for n, k in ((0, 0), (7, 6), (8, 1), (157, 2), (158, 3), (165, 4)))
    )
    shown = hide_ends(table, SIZES, edition="pokja")
    assert shown["pria"].tolist() == [MASKED, MASKED, 8, 157, MASKED, MASKED]
    assert shown["wanita"].tolist() == [MASKED] * 6
    assert hide_ends(table, SIZES, edition="internal") is table


def test_a_group_of_nobody_and_rows_about_others_stay():
    table = met((0, 0, 0, 40), (0, 300, 0, 200))
    shown = hide_ends(table, SIZES, where=pd.Series([True, False]), edition="publik")
    assert shown[["pria", "wanita"]].to_numpy().tolist() == [[0, MASKED], [0, 0]]


def test_a_sum_goes_with_its_part():
    table = met((30, 60, 2, 40)).assign(total=32, share=0.32)
    shown = hide_ends(table, SIZES, edition="pokja")
    shown = leave_out_beside(shown, ["total", "share"], parts=["pria", "wanita"], edition="pokja")
    assert shown.loc[0, ["pria", "wanita"]].tolist() == [30, MASKED]
    assert shown[["total", "share"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("shown", "exact", "left"),
    [
        # of 97 who qualify 14 are trained, 83 are not, of none is it unknown: 97 - 14 - 83 would say so
        ([14, 83, MASKED], [14, 83, 0], [14, pd.NA, MASKED]),
        # 3, 68 and 0 of 71: three hidden parts of a known sum leave each other open
        ([MASKED, MASKED, MASKED], [3, 68, 0], [MASKED, MASKED, MASKED]),
        # 7 and 7 beside 40 of 54: two numbers up to 7 that add up to 14 are 7 and 7
        ([MASKED, MASKED, 40], [7, 7, 40], [MASKED, MASKED, pd.NA]),
        # 4 and 4 beside 40 of 48 may be 1 and 7
        ([MASKED, MASKED, 40], [4, 4, 40], [MASKED, MASKED, 40]),
    ],
)
def test_parts_that_add_up_do_not_give_a_hidden_one_away(shown, exact, left):
    found = hide_parts(shown, exact, [sum(exact)] * 3, public=[True] * 3)
    assert [str(cell) for cell in found] == [str(cell) for cell in left]


def test_a_hidden_zero_is_part_of_a_total_as_few_are():
    # no men of 3 and 12 women of 20; nobody of an office of women alone stays 0
    table = pd.DataFrame({"pria": [0, 0, 62, 298], "wanita": [12, 9, 40, 250]})
    table = table.assign(total=table["pria"] + table["wanita"])
    among = np.array([[3, 20], [0, 30], [90, 80], [900, 800]])
    shown = protect_parts(
        table, parts=("pria", "wanita"), total="total", among=among, edition="pokja"
    )
    # 10 + 4 -> 15: were the hidden one added as 0, the total of 10 would give it away
    assert shown.to_numpy().tolist() == [
        [MASKED, 10, 15], [0, 10, 10], [60, 40, 100], [300, 250, 550],
    ]  # fmt: skip
    plain = protect_parts(table, parts=("pria", "wanita"), total="total", edition="pokja")
    assert plain.loc[0].tolist() == [0, 10, 10]


def test_a_zero_beside_a_known_sum_takes_rows_with_it():
    # 15 men in all, 13 of them shown as 15 (13 to 17): of the others at most 2 are left for the hidden ones
    table = pd.DataFrame({"pria": [0, 13, 2], "wanita": [20, 30, 40]})
    among = np.array([[10, 50], [40, 60], [30, 70]])
    shown = protect_parts(table, parts=("pria", "wanita"), among=among, edition="pokja")
    assert shown["pria"].isna().tolist() == [False, True, False]


def test_words_and_columns_hide_none_as_few():
    assert count_in_words(0, public=True, edition="pokja") == "0 sampai 7"
    assert count_in_words(0, public=True, edition="internal") == "0"
    frame = pd.DataFrame({"n": [0, 7, 8]})
    assert mask_counts(frame, ["n"], public=True, edition="publik")["n"].tolist() == [
        MASKED, MASKED, 10,
    ]  # fmt: skip


# --- released tables
def test_the_terms_of_a_table_hide_what_was_forgotten_and_tell_the_rule():
    frame = met((0, 86, 42, 42), (30, 60, 20, 40)).assign(dari=["Pejabat", "Pelaksana"])
    columns = [Column("dari", "Dari", "text"), *(Column(n, n, "count") for n in met().columns)]
    terms = Release("B", "pokja", exact=True, public=SIZES, public_rows={"dari": ["Pejabat"]})
    table = release_table(frame, name="t", title="T", columns=columns, terms=terms)
    assert table.payload["rows"] == [
        ["Pejabat", MASKED, 86, MASKED, 42],
        ["Pelaksana", 30, 60, 20, 40],
    ]
    assert "0 sampai 7 orang, atau semua kecuali 0 sampai 7 orang" in table.html
    assert table.payload["rilis"]["pejabat"] == {
        "kolom": SIZES, "baris": {"dari": ["Pejabat"]},
    }  # fmt: skip
    inside = Release("B", "internal", exact=True, public=SIZES)
    plain = release_table(frame, name="t", title="T", columns=columns, terms=inside)
    assert plain.payload["rows"][0] == ["Pejabat", 0, 86, 42, 42]
    assert "disembunyikan" not in plain.html


def test_a_protected_table_hides_none_unless_there_is_nobody():
    frame = pd.DataFrame({"unit": ["a", "b"], "ikut": [0, 0], "orang": [12, 0]})
    columns = [Column("unit", "Unit", "text"), *(Column(n, n, "count") for n in ("ikut", "orang"))]
    terms = Release("D", "pokja", public={"ikut": "orang"})
    table = release_table(frame, name="t", title="T", columns=columns, terms=terms)
    assert table.payload["rows"] == [["a", MASKED, 10], ["b", 0, 0]]
    assert "* = 0 sampai 7 orang, disembunyikan" in table.html


# --- a flow that starts with a number that stands elsewhere
def test_the_same_people_are_the_same_number_and_the_largest_part_is_the_rest():
    # 5,016 people are shown as 5,015 elsewhere; 3 hidden, 4,785 left out, 228 analysed: 5,015 - 230 - 4 -> 4,780
    steps = pd.DataFrame({"langkah": list("abcd"), "orang": [5016, 4785, 3, 228]})
    shown = protect_flow(steps, count="orang", given=5015, edition="pokja")["orang"].tolist()
    assert shown == [5015, 4780, MASKED, 230]
    own = protect_flow(steps, count="orang", edition="pokja")["orang"].tolist()
    assert own == [5020, 4785, MASKED, 230]


@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=5), st.integers(500, 6000), st.integers(-9, 9)
)
def test_what_stands_in_a_flow_is_a_function_of_its_other_parts_and_of_the_given_number(
    few, large, off
):
    """Whoever is in the largest part, a reader sees the same: no hidden part is narrowed by the sum."""
    seen = []
    for more in (0, 7, 40):
        exact = [sum(few) + large + more, large + more, *few]
        steps = pd.DataFrame({"orang": exact})
        whole = (sum(few) + large + off) // 5 * 5
        shown = protect_flow(steps, count="orang", given=whole, edition="pokja")["orang"]
        assert shown.iloc[0] == whole
        seen.append(shown.tolist())
    assert seen[0] == seen[1] == seen[2]


# --- properties
def counts_of_groups(sizes: list[int]) -> st.SearchStrategy:
    return st.tuples(*(st.integers(0, size) for size in sizes))


@given(st.lists(st.integers(0, 30), min_size=2, max_size=4).flatmap(
    lambda sizes: st.tuples(st.just(sizes), counts_of_groups(sizes), st.lists(
        st.booleans(), min_size=len(sizes), max_size=len(sizes)))
))  # fmt: skip
def test_hidden_parts_stay_open_over_four_values_or_all_that_the_group_allows(case):
    sizes, exact, public = case
    shown = [
        MASKED if named and size and (n < 8 or size - n < 8) else n
        for n, size, named in zip(exact, sizes, public, strict=True)
    ]
    cells = hide_parts(shown, list(exact), sizes, public=public)
    allowed = []
    for cell, size, named in zip(cells, sizes, public, strict=True):
        every = range(size + 1)
        if cell is pd.NA:
            allowed.append([n for n in every if not named or not (n < 8 or size - n < 8)])
        else:
            ends = [n for n in every if n < 8 or size - n < 8]
            allowed.append(ends if isinstance(cell, str) else [cell])
    fitting = [one for one in product(*allowed) if sum(one) == sum(exact)]
    assert tuple(exact) in fitting
    # where nothing is told but the sum, that is all there is to know
    told = any(
        n and not isinstance(cell, str) and cell is not pd.NA
        for n, cell in zip(exact, cells, strict=True)
    )
    for place, cell in enumerate(cells):
        if isinstance(cell, str) and told:
            values = {one[place] for one in fitting}
            assert len(values) >= min(4, len(allowed[place]))


@pytest.mark.parametrize(
    ("n", "size", "end"),
    [(0, 40, True), (7, 40, True), (8, 40, False), (32, 40, False), (33, 40, True), (40, 40, True),
     (8, 16, False), (8, 15, True), (0, 1, True), (0, 0, False)],
)  # fmt: skip
def test_which_counts_are_an_end(n, size, end):
    assert is_end(n, size) is end
