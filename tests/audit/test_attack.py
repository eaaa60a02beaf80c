"""The attacker finds what is known too well, and only that."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pug_analysis.audit import audit_report
from pug_analysis.audit.attack import NARROWEST, bound_counts
from pug_analysis.audit.published import Fact, read_facts, read_ledger
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.offices import PD
from pug_analysis.release.ledger import ASN, BY_SEX, TERLATIH, Cells, Release


def fact(low: float, high: float, *, secret: bool = False, **cell: str) -> Fact:
    return Fact("t", "p", tuple(sorted(cell.items())), low, high, secret, ("jk", "unit"))


# --- by hand
def test_an_exact_margin_beside_hidden_cells_is_found(tmp_path):
    """The planted weakness: 3 units, one hidden, exact numbers of all others and of the sum."""
    facts = [
        fact(100, 100),
        fact(60, 60, unit="a"),
        fact(36, 36, unit="b"),
        fact(1, 7, secret=True, unit="c"),
    ]
    assert [(low, high) for _, low, high in bound_counts(facts)] == [(4, 4)]


def test_ends_of_hidden_cells_by_pencil():
    # 4 hidden men and women of two units; 9 men; 5 in the first unit: 1 to 4 men there, so 5 to 7 of the 2nd
    hidden = [fact(1, 7, secret=True, unit=unit, jk=sex) for unit, sex in product("ab", ("m", "w"))]
    facts = [*hidden, fact(9, 9, jk="m"), fact(5, 5, unit="a")]
    ends = [(low, high) for _, low, high in bound_counts(facts)]
    assert ends == [(2, 4), (1, 3), (5, 7), (1, 7)]


def test_independent_rounding_of_a_total_is_found(kit, tmp_path):
    """12 and 12 shown as 10 and 10 beside 25: both are 11 or 12."""
    table = kit.by_unit([(12, 12), (200, 300), (150, 90)])
    folder = kit.write(tmp_path, kit.whole(table), kit.released(table, "unit", kit.FREE))
    audit = audit_report(folder)
    assert audit.unsafe == {"unit": 3}  # both and their total
    assert audit.narrowest == 1
    assert not audit.passed


def test_the_same_table_is_safe_as_the_protector_releases_it(kit, tmp_path):
    table = kit.by_unit([(12, 12), (200, 300), (150, 90)])
    audit = audit_report(kit.write(tmp_path, kit.whole(table), kit.protected(table)))
    assert audit.passed
    assert audit.counts == 9
    assert audit.narrowest >= NARROWEST


def test_a_hidden_count_is_found_through_another_table(kit, tmp_path, rows):
    """People trained in a unit by sex, published exactly, tell of the hidden ones there."""
    table = kit.by_unit(rows)
    cells = Cells(ASN, {"pria": {SEX: "pria", TERLATIH: "ya"}},
                  rows={PD: "unit"}, complete=(PD, SEX))  # fmt: skip
    trained = table[["unit", "pria", "wanita"]].copy()
    safe = kit.write(tmp_path / "aman", kit.whole(table), kit.protected(table))
    assert audit_report(safe).passed
    leak = kit.released(trained, "dilatih", Release("B", "pokja", exact_columns=("pria",), cells=cells),
                    kit.people("pria"))  # fmt: skip
    audit = audit_report(
        kit.write(tmp_path / "bocor", kit.whole(table), kit.protected(table), leak)
    )
    # 12 of 12 men are known to be at least 12 there
    assert audit.unsafe["unit"] >= 1
    assert audit.breaches == ("dilatih: jumlah tepat di bawah kabupaten",)


def test_another_report_of_the_same_day_narrows_too(kit, tmp_path):
    table = kit.by_unit([(12, 40), (200, 300), (150, 90)])
    terms = Release("B", "pokja", exact=True, cells=kit.BY_UNIT)
    other = kit.write(tmp_path / "publik", kit.released(table, "unit", terms))
    mine = kit.write(tmp_path / "pokja", kit.whole(table), kit.protected(table))
    assert audit_report(mine).passed
    assert audit_report(mine, beside=[other]).unsafe == {"unit": 9}


def test_last_years_counts_are_other_people(kit, tmp_path):
    table = kit.by_unit([(12, 40), (200, 300), (150, 90)])
    terms = Release("B", "pokja", exact=True, cells=kit.BY_UNIT)
    last = kit.write(tmp_path / "2024", kit.released(table, "unit", terms), year=2024)
    mine = kit.write(tmp_path / "2025", kit.whole(table), kit.protected(table))
    assert audit_report(mine, beside=[last]).passed


def test_reports_that_contradict_each_other_are_attacked_apart(kit, tmp_path):
    table, corrected = kit.by_unit([(12, 40), (200, 300)]), kit.by_unit([(12, 90), (200, 300)])
    other = kit.write(tmp_path / "publik", kit.whole(corrected), kit.protected(corrected))
    mine = kit.write(tmp_path / "pokja", kit.whole(table), kit.protected(table))
    assert audit_report(mine, beside=[other]).passed


def test_tables_that_contradict_each_other_are_named_and_stop_the_report(kit, tmp_path):
    """Of 12 and 40 people of a unit the sums of the regency know 5 in all; the ages have no part in it."""
    table, few = kit.by_unit([(12, 40), (200, 300)]), kit.by_unit([(2, 3)])
    ages = Cells(ASN, BY_SEX, rows={"usia": "unit"}, complete=(SEX,))
    by_age = kit.released(
        kit.by_unit([(1, 1)]), "usia", Release("B", "pokja", exact=True, cells=ages)
    )
    audit = audit_report(kit.write(tmp_path, kit.whole(few), kit.protected(table), by_age))
    assert audit.breaches == ("profil, unit: angkanya saling bertentangan",)
    assert not audit.passed


def test_what_cannot_be_attacked_is_not_safe(kit, tmp_path, monkeypatch):
    monkeypatch.setattr("pug_analysis.audit.attack._MOST_UNKNOWNS", 3)
    table = kit.by_unit([(12, 40), (200, 300)])
    audit = audit_report(kit.write(tmp_path, kit.whole(table), kit.protected(table)))
    assert audit.breaches == ("unit: tidak dapat diperiksa (terlalu banyak gabungan: 4)",)
    assert not audit.passed


def test_complete_tables_of_other_dimensions_are_added_up(kit, tmp_path):
    """Without a line for the regency, the ages by sex add up to it."""
    table = kit.by_unit([(12, 12), (200, 300), (150, 90)])
    ages = kit.by_unit([(300, 2), (62, 400)]).assign(usia=["a", "b"])
    cells = Cells(ASN, BY_SEX, rows={"usia": "unit"}, complete=("usia", SEX))
    by_age = kit.released(ages, "usia", Release("B", "pokja", exact=True, cells=cells))
    parts = Cells(
        ASN, {n: {SEX: n} for n in ("pria", "wanita")}, rows={PD: "unit"}, complete=(PD, SEX)
    )
    terms = Release("B", "pokja", cells=parts)
    shown = kit.released(table, "unit", terms, kit.people("pria", "wanita"))
    folder = kit.write(tmp_path, by_age, shown)
    facts = read_facts(folder, read_ledger(folder))
    found = {dict(f.cell)[PD] + dict(f.cell)[SEX]: high for f, _, high in bound_counts(facts)
             if len(f.cell) == 2}  # fmt: skip
    # 362 men, of whom 198 and 148 at least are in the other units: 16 at most; the rounding says 12
    assert found["u0pria"] == 12


# --- second implementation
def near(n: int) -> tuple[int, int]:
    middle = 5 * round(n / 5)
    return max(8, middle - 2), middle + 2


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=3))
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_table_of_whole_numbers_lies_outside_of_the_ends(kit, rows):
    """Every table that agrees with what is published, tried one by one."""
    table = kit.by_unit(rows)
    facts = [
        fact(low, high, secret=low != high, unit=unit, jk=sex)
        for unit, (men, women) in zip("abc", rows, strict=False)
        for sex, n in (("m", men), ("w", women))
        for low, high in [(0, 0) if n == 0 else (1, 7) if n < 8 else near(n)]
    ]
    facts += [fact(int(table[name].sum()), int(table[name].sum()), jk=sex)
              for name, sex in (("pria", "m"), ("wanita", "w"))]  # fmt: skip
    bounds = bound_counts(facts)
    for sex in ("m", "w"):
        cells = [f for f in facts if dict(f.cell).get("jk") == sex and "unit" in dict(f.cell)]
        if len(cells) < len(rows):
            continue
        total = next(f.low for f in facts if f.cell == (("jk", sex),))
        ranges = (range(int(f.low), int(f.high) + 1) for f in cells)
        fitting = np.array([c for c in product(*ranges) if sum(c) == total])
        for place, cell in enumerate(cells):
            for found, low, high in bounds:
                if found == cell:
                    assert (low, high) == (fitting[:, place].min(), fitting[:, place].max())


# --- properties
SIZES = st.one_of(st.integers(0, 15), st.integers(0, 400))


@given(st.lists(st.tuples(SIZES, SIZES), min_size=2, max_size=12))
@settings(deadline=None, max_examples=40)
def test_whatever_the_protector_releases_is_safe(kit, rows):
    from pathlib import Path
    from tempfile import TemporaryDirectory

    table = kit.by_unit(rows)
    with TemporaryDirectory() as folder:
        audit = audit_report(kit.write(Path(folder) / "r", kit.whole(table), kit.protected(table)))
    assert audit.passed, audit


def test_an_early_stop_finds_the_same_unsafe_counts(kit, rows, tmp_path):
    table = kit.by_unit(rows)
    folder = kit.write(tmp_path, kit.whole(table), kit.released(table, "unit", kit.FREE))
    facts = read_facts(folder, read_ledger(folder))
    fast, full = bound_counts(facts, enough=4), bound_counts(facts)
    for (_, low, high), (_, least, most) in zip(fast, full, strict=True):
        assert least <= low
        assert high <= most
        assert (high - low < NARROWEST) == (most - least < NARROWEST)


# --- refusals
def test_too_many_combinations_are_refused():
    facts = [fact(1, 7, secret=True, unit=str(n), jk=str(n)) for n in range(200)]
    with pytest.raises(ValueError, match="terlalu banyak gabungan: 40000"):
        bound_counts(facts)


def test_numbers_that_cannot_be_true_are_refused():
    facts = [fact(3, 3), fact(5, 7, secret=True, unit="a")]
    with pytest.raises(ValueError, match="contradict each other"):
        bound_counts(facts)
