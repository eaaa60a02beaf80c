"""What a reader knows of each published count."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from pug_analysis.audit.published import find_breaches, find_relaxed, read_facts, read_ledger
from pug_analysis.release.ledger import PRIA, WANITA, Cells, Release


def facts_of(folder):
    facts = read_facts(folder, read_ledger(folder))
    return {(f.table, *(value for _, value in f.cell)): (f.low, f.high, f.secret) for f in facts}


# --- by hand
def test_intervals_of_published_counts(kit, tmp_path):
    table = kit.by_unit([(0, 3), (12, 40), (5, 6), (400, 300), (200, 150)])
    facts = facts_of(kit.write(tmp_path, kit.whole(table), kit.protected(table)))
    assert facts["profil", "pria"] == (617, 617, False)
    assert facts["unit", "pria", "u0"] == (0, 0, False)
    assert facts["unit", "wanita", "u0"] == (1, 7, True)
    assert facts["unit", "pria", "u1"] == (8, 12, True)
    assert facts["unit", "wanita", "u1"] == (38, 42, True)
    # a total adds only that it is not hidden: 10 of two hidden counts is at least 8
    assert facts["unit", "u1"] == (8, math.inf, True)
    assert facts["unit", "u2"] == (8, math.inf, True)
    assert facts["unit", "u0"] == (1, 7, True)


def test_a_total_that_is_no_sum_of_what_is_shown_tells_more(kit, tmp_path):
    table = kit.by_unit([(12, 13), (400, 300)])
    # 25 rounded by itself, beside 10 and 15, would be derived; 24 men and women as 25 with 10 and 10 not
    terms = Release("B", "pokja", derived=("total",), cells=kit.BY_UNIT)
    facts = facts_of(
        kit.write(tmp_path, kit.released(kit.by_unit([(12, 12), (400, 300)]), "unit", terms))
    )
    assert facts["unit", "u0"] == (23, 27, True)
    assert len(table) == 2


def test_a_report_without_a_ledger_tells_nothing(tmp_path):
    assert read_facts(tmp_path, read_ledger(tmp_path)) == []


# --- breaches on the face of a table
def test_a_table_without_terms_is_a_breach(kit, tmp_path):
    folder = kit.write(tmp_path, kit.released(kit.by_unit([(3, 4)]), "lupa", None))
    assert find_breaches(folder, read_ledger(folder)) == ["lupa: tanpa tingkat pengungkapan"]


def test_exact_counts_by_unit_are_a_breach(kit, tmp_path):
    terms = Release("B", "pokja", exact=True, cells=kit.BY_UNIT)
    folder = kit.write(tmp_path, kit.released(kit.by_unit([(30, 40)]), "unit", terms))
    assert find_breaches(folder, read_ledger(folder)) == ["unit: jumlah tepat di bawah kabupaten"]


def test_holders_of_public_posts_by_unit_are_no_breach(kit, tmp_path):
    terms = Release("A", "pokja", exact=True, cells=kit.BY_UNIT)
    folder = kit.write(tmp_path, kit.released(kit.by_unit([(3, 4)]), "pejabat", terms))
    assert find_breaches(folder, read_ledger(folder)) == []


@pytest.mark.parametrize("value", ["13", "7", "5", "1203", "12,5"])
def test_a_count_that_is_neither_hidden_nor_rounded_is_a_breach(kit, tmp_path, value):
    folder = kit.write(tmp_path, kit.released(kit.by_unit([(40, 30)]), "unit", kit.FREE))
    path = folder / "tabel" / "unit.csv"
    path.write_bytes(path.read_bytes().replace(b";40;", f";{value};".encode()))
    (problem,) = find_breaches(folder, read_ledger(folder))
    assert problem == "unit: kolom pria memuat jumlah yang tidak dilindungi"
    assert value not in problem


def test_a_protected_table_never_becomes_exact(kit, tmp_path):
    table = kit.by_unit([(40, 30)])
    before = kit.write(tmp_path / "lama", kit.protected(table))
    exact = kit.released(table, "unit", Release("B", "pokja", exact=True), kit.people("pria"))
    after = kit.write(tmp_path / "baru", exact)
    assert find_relaxed(after, before) == [
        "unit: sudah diterbitkan terlindung, tidak boleh menjadi tepat"
    ]
    assert find_relaxed(before, after) == []
    assert find_relaxed(before, tmp_path / "tidak ada") == []


# --- people known by name
SIZES = {"pria": "pria_semua", "wanita": "wanita_semua"}
MET = ["pria", "pria_semua", "wanita", "wanita_semua"]


def met(kit, rows: list[tuple[str, int, int, int, int]], terms: Release) -> dict:
    frame = pd.DataFrame(rows, columns=["unit", *MET])
    return kit.released(frame, "syarat", terms, kit.people(*MET))


@pytest.mark.parametrize(
    ("forgotten", "found"),
    [
        (("Pejabat", 0, 165, 30, 97), True),  # none of 165
        (("Pejabat", 30, 165, 97, 97), True),  # all of 97
        (("Pejabat", 7, 165, 30, 97), True),
        (("Pejabat", 30, 165, 90, 97), True),
        (("Pejabat", 30, 165, 89, 97), False),
        (("Pejabat", 0, 0, 30, 97), False),  # there is nobody
        (("Pelaksana", 0, 165, 97, 97), False),  # not known by name
    ],
)
def test_none_and_all_of_people_known_by_name_are_a_breach(kit, tmp_path, forgotten, found):
    rule = Release("B", "pokja", exact=True, public=SIZES, public_rows={"unit": ["Pejabat"]})
    table = met(kit, [forgotten], Release("B", "pokja", exact=True))  # released without the rule
    folder = kit.write(tmp_path, table | {"rilis": met(kit, [], rule)["rilis"]})
    said = ["syarat: memuat nol atau semua dari pejabat yang dikenal namanya"]
    assert find_breaches(folder, read_ledger(folder)) == (said if found else [])


def test_a_hidden_count_of_people_known_by_name_may_be_none_or_all(kit, tmp_path):
    cells = Cells("P", {"pria": PRIA, "wanita": WANITA}, rows={"unit": "unit"})
    terms = Release("B", "pokja", exact=True, public=SIZES, cells=cells)
    folder = kit.write(tmp_path, met(kit, [("a", 0, 165, 6, 6), ("b", 40, 90, 30, 60)], terms))
    facts = facts_of(folder)
    assert facts["syarat", "pria", "a"] == (0, 165, True)
    assert facts["syarat", "wanita", "a"] == (0, 6, True)
    assert facts["syarat", "pria", "b"] == (40, 40, False)
    assert find_breaches(folder, read_ledger(folder)) == []


def test_a_protected_zero_is_hidden_as_few_are(kit, tmp_path):
    terms = Release("B", "pokja", public={"pria": "", "wanita": ""}, cells=kit.BY_UNIT)
    facts = facts_of(
        kit.write(tmp_path, kit.released(kit.by_unit([(0, 12), (3, 40)]), "unit", terms))
    )
    assert facts["unit", "pria", "u0"] == facts["unit", "pria", "u1"] == (0, 7, True)
    bare = kit.released(kit.by_unit([(0, 12)]), "unit", Release("B", "pokja", cells=kit.BY_UNIT))
    rule = kit.released(kit.by_unit([]), "unit", terms)["rilis"]
    folder = kit.write(tmp_path / "nol", bare | {"rilis": rule})
    assert find_breaches(folder, read_ledger(folder)) == [
        "unit: memuat nol atau semua dari pejabat yang dikenal namanya"
    ]
