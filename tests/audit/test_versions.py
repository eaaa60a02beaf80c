"""A reader of two versions: what moved, and what the difference tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pug_analysis.audit import UnreadableReportError, find_moved, find_told

HEAD = "golongan;pria;wanita;bagian"


def report(folder: Path, rows: list[str], *, exact=True, head=HEAD, **entry) -> Path:
    (folder / "tabel").mkdir(parents=True)
    (folder / "tabel" / "profil.csv").write_text("\n".join([head, *rows]), encoding="utf-8-sig")
    told = {
        "tingkat": "B",
        "aturan": "tepat" if exact else "lindung",
        "orang": ["pria", "wanita"],
        "tepat": [],
    }
    ledger = {"keadaan": "2025-12-31", "edisi": "pokja", "tabel": {"profil": told | entry}}
    (folder / "manifest.json").write_text(json.dumps({"buku_rilis": ledger}), encoding="utf-8")
    return folder


@pytest.fixture
def two(tmp_path):
    """Write two versions of one table; give the folders, the new one first."""

    def write(new, old, **terms):
        return report(tmp_path / "baru", new, **terms), report(tmp_path / "lama", old, **terms)

    return write


# --- by hand: one woman of III/b is found to be III/c
BEFORE = ["III/b;20;31;0,6", "III/c;40;12;0,2"]
AFTER = ["III/b;20;30;0,6", "III/c;40;13;0,2"]


def test_one_person_who_moved_is_told(two):
    new, old = two(AFTER, BEFORE)
    assert find_moved(new, old) == ["profil"]
    assert find_told(new, old) == ["profil"]


@pytest.mark.parametrize(("women", "told"), [(31 - 7, ["profil"]), (31 - 8, []), (31 + 8, [])])
def test_a_move_is_told_below_the_smallest_shown_count(two, women, told):
    new, old = two([f"III/b;20;{women};0,6", BEFORE[1]], BEFORE)
    assert find_told(new, old) == told


def test_a_group_that_came_or_went_counts_from_nothing(two):
    assert find_told(*two([*BEFORE, "III/d;3;0;"], BEFORE)) == ["profil"]


def test_a_large_group_that_came_tells_of_many(two):
    assert find_told(*two([*BEFORE, "III/d;30;8;"], BEFORE)) == []


def test_the_order_of_rows_moves_nobody(two):
    new, old = two(BEFORE[::-1], BEFORE)
    assert find_told(new, old) == []


def test_the_same_bytes_did_not_move(two):
    new, old = two(BEFORE, BEFORE)
    assert find_moved(new, old) == find_told(new, old) == []


def test_an_estimate_that_moved_is_a_move_of_the_same_edition_only(two):
    new, old = two(["III/b;20;31;0,7", BEFORE[1]], BEFORE)
    assert find_moved(new, old) == ["profil"]
    assert find_moved(new, old, same_edition=False) == []


def test_what_another_edition_leaves_out_did_not_move(two):
    new, old = two(["III/b;;;"], BEFORE)
    assert find_moved(new, old, same_edition=False) == []


def test_numbers_in_front_name_rows_by_their_order(two):
    rows = ["2024;20;31;0,6", "2025;40;12;0,2"]
    new, old = two(["2024;20;31;0,6", "2025;40;13;0,2"], rows, head="tahun;pria;wanita;bagian")
    assert find_told(new, old) == ["profil"]


# --- protected counts
def test_a_protected_count_that_moved_by_a_step_is_not_told_alone(two):
    new, old = two(["III/b;20;35;"], ["III/b;20;30;"], exact=False)
    assert find_moved(new, old) == ["profil"]
    assert find_told(new, old) == []


def test_another_rounding_of_the_same_people_is_told(two):
    """31 to the nearest 5 lies in 28-32; 33 to the nearest 3 in 32-34: both together say 32."""
    new, old = two(["III/b;20;30;"], ["III/b;20;33;"], exact=False)
    assert find_told(new, old) == ["profil"]


def test_exact_columns_of_a_protected_table_are_compared_exactly(two):
    new, old = two(["III/b;20;31;"], ["III/b;20;30;"], exact=False, tepat=["wanita"])
    assert find_told(new, old) == ["profil"]


# --- refusals
def test_a_table_that_is_gone_is_no_report_to_compare_with(two):
    new, old = two(AFTER, BEFORE)
    (old / "tabel" / "profil.csv").unlink()
    with pytest.raises(UnreadableReportError):
        find_moved(new, old)
    with pytest.raises(UnreadableReportError):
        find_told(new, old)
