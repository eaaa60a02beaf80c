"""The register knows the columns of the protected tables, and each under one heading."""

from __future__ import annotations

from pug_analysis.audit.register import COARSE, CURVES, ESTIMATES, SILENT, known_columns


def test_every_entry_explains_a_column_of_its_table():
    known = known_columns()
    for estimate in ESTIMATES:
        assert estimate.columns(), estimate.table
        assert estimate.columns() <= known[estimate.table]
        assert estimate.counts, estimate.table
    assert {curve.table for curve in CURVES} <= known.keys()


def test_a_silent_column_has_a_reason_and_is_not_asked_under_another_heading():
    asked = {(one.table, column) for one in ESTIMATES for column in one.columns()}
    asked |= {(one.table, column) for one in COARSE for column in one.columns}
    silent = [(one.table, column) for one in SILENT for column in one.columns]
    assert len(silent) == len(set(silent))
    assert all(one.why for one in SILENT)
    # of the tests of one table, one is asked and those of other measures are silent
    assert set(silent) & asked <= {("kohort_uji", "p_value")}


def test_rows_of_all_levels_take_the_person_years_of_every_level():
    (crude,) = [one for one in ESTIMATES if "tahun_satu" in one.shown]
    rows = crude.shown["tahun_satu"].rows
    level = {"pelatihan": "PKA, sebelum", "jk": "wanita"}
    assert rows({"pelatihan": "Semua jenjang, sebelum"}, level)
    assert not rows({"pelatihan": "Semua jenjang, sesudah"}, level)
    assert not rows({"pelatihan": "PKP, sebelum"}, level)
    assert not rows({"pelatihan": "PKA, sebelum"}, level | {"jk": "pria"})
