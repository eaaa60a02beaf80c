"""The ledger of a table: what its numbers count, and the rule under which they were shown."""

from __future__ import annotations

import pytest

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.offices import PD
from pug_analysis.release.ledger import ASN, BY_SEX, Cells, Release, dilatih, ledger_entry


@pytest.mark.parametrize(
    ("edition", "exact", "protects"),
    [("internal", False, False), ("internal", True, False), ("pokja", False, True),
     ("pokja", True, False), ("publik", False, True), ("publik", True, False)],
)  # fmt: skip
def test_only_inexact_tables_of_shared_editions_are_protected(edition, exact, protects):
    terms = Release("B", edition, exact=exact)
    assert terms.protects is protects
    assert ledger_entry(terms, counts=["n"])["aturan"] == ("lindung" if protects else "tepat")


@pytest.mark.parametrize(("tier", "exact"), [("C", True), ("D", True), ("A", False)])
def test_terms_that_contradict_each_other_are_refused(tier, exact):
    with pytest.raises(ValueError, match=f"tier {tier} does not allow exact={exact}"):
        Release(tier, "pokja", exact=exact)
    assert Release(tier, "pokja", exact=not exact).tier == tier


def test_an_entry_says_whom_each_column_counts():
    cells = Cells(ASN, BY_SEX, rows={PD: "unit"}, where={"jenis": ["a", "b"], "x": "c"}, whole="Semua", complete=(PD, SEX))  # fmt: skip
    terms = Release(
        "B", "pokja", derived=("total",), exact_columns=("pd",), public={"n": "size"},
        public_rows={"dari": ("Pejabat",)}, cells=cells,
    )  # fmt: skip
    assert ledger_entry(terms, counts=["pria", "wanita", "total"]) == {
        "tingkat": "B", "aturan": "lindung", "orang": ["pria", "wanita", "total"], "tepat": ["pd"],
        "turunan": ["total"], "pejabat": {"kolom": {"n": "size"}, "baris": {"dari": ["Pejabat"]}},
        "populasi": "ASN aktif",
        "kolom": {"pria": {"jenis_kelamin": "pria"}, "wanita": {"jenis_kelamin": "wanita"}, "total": {}},
        "baris": {"perangkat_daerah": "unit"}, "saring": {"jenis": ["a", "b"], "x": "c"},
        "semua": "Semua", "lengkap": ["perangkat_daerah", "jenis_kelamin"],
    }  # fmt: skip
    assert "populasi" not in ledger_entry(Release("B", "pokja"), counts=[])


def test_the_line_of_all_trainings_counts_the_trained_of_each_sex():
    cells = dilatih("Semua")
    assert cells.columns == {
        "pria": {"jenis_kelamin": "pria", "dilatih": "ya"},
        "wanita": {"jenis_kelamin": "wanita", "dilatih": "ya"},
        "total": {"dilatih": "ya"},
    }
    assert (cells.where, cells.complete) == ({"jenis": "Semua"}, (SEX,))
