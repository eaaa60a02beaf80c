"""What the cells of a published folder tell."""

from __future__ import annotations

import math

import pytest

from pug_analysis.audit.digits import Told
from pug_analysis.audit.published import UnreadableReportError, read_ledger
from pug_analysis.audit.tables import added, at, read_tables, same, shown_count

PEOPLE = {"orang": ["n", "semua"], "turunan": ["semua"]}


@pytest.fixture
def tables(kit, tmp_path):
    folder = kit.publish(
        tmp_path / "a",
        laju=(
            """jk;n;semua;tahun;estimate;conf_low;p_value
            pria;30;30;3330;0,9;0,61;< 0,05
            wanita;*;*;900;;;0,25""",
            PEOPLE,
        ),
    )
    return read_tables(folder, read_ledger(folder))


def test_a_cell_tells_what_its_column_prints(tables):
    assert tables.told(("laju", 0, "n")) == Told(28, 32)
    assert tables.told(("laju", 1, "n")) == Told(1, 7)
    assert tables.told(("laju", 0, "tahun")) == Told(3325, 3335)
    assert tables.told(("laju", 0, "estimate"), ["conf_low"]) == Told(0.895, 0.905)
    assert tables.told(("laju", 0, "estimate")) == Told(0.85, 0.95)
    assert tables.told(("laju", 0, "p_value")) == Told(0, 0.05)
    assert not tables.told(("laju", 1, "estimate")).known


def test_a_sum_of_what_is_shown_elsewhere_tells_only_whether_there_is_anybody(tables):
    assert tables.told(("laju", 0, "semua")) == Told(1, math.inf)


def test_protected_tables_and_their_secret_counts(tables):
    assert tables.protected() == ["laju"]
    assert tables.secret(("laju", 0, "n"))
    assert not tables.secret(("laju", 0, "estimate"))


def test_a_formula_finds_its_numbers_in_other_tables(tables):
    row = {"jk": "wanita"}
    assert at("n", table="laju", rows=same("jk")).keys(tables, "x", row) == [("laju", 1, "n")]
    assert at("n", table="laju", rows=same(jk="pria")).keys(tables, "x", row) == [("laju", 0, "n")]
    assert at("n", table="lain", rows=same("jk")).keys(tables, "x", row) == []
    own = tables.rows["laju"][0]
    assert at("n").keys(tables, "laju", own) == [("laju", 0, "n")]


def test_a_sum_is_told_only_if_every_part_is(tables):
    assert added([Told(28, 32), Told(1, 7)]) == Told(29, 39)
    assert not added([Told(28, 32), tables.told(("laju", 1, "estimate"))]).known
    assert shown_count("*") == 4


def test_a_table_of_the_ledger_that_is_missing_stops_the_audit(kit, tmp_path):
    folder = kit.publish(tmp_path / "b", laju=("jk;n\npria;30", PEOPLE))
    (folder / "tabel" / "laju.csv").unlink()
    with pytest.raises(UnreadableReportError):
        read_tables(folder, read_ledger(folder))
