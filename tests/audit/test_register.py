"""The register knows the columns of the protected tables, and each under one heading."""

from __future__ import annotations

from pug_analysis.audit.register import CURVES, ESTIMATES, REGISTER_KEYS, known_columns
from pug_analysis.audit.register_coarse import COARSE, SILENT
from pug_analysis.release.teks import texts


def _protected_columns() -> list[tuple[str, str]]:
    """Columns of numbers of every table that a protected edition holds protected, as the pages say."""
    return [
        (entry.name, column.name)
        for entry in texts().entries.values()
        if entry.display == "tabel" and not entry.exact and set(entry.editions) - {"internal"}
        for column in entry.columns
        if column.kind not in ("text", "count") and column.case != "internal"
    ]


#: Tables that a protected edition never holds.
INTERNAL = {"alumni_tabel_risiko"}


def test_every_number_of_every_protected_table_is_known():
    known, columns = known_columns(), _protected_columns()
    assert len({name for name, _ in columns}) >= 20
    unknown = [
        (name, column)
        for name, column in columns
        if name not in INTERNAL and column not in {*known.get(name, set()), *REGISTER_KEYS}
    ]
    assert unknown == []


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
    (crude,) = [
        one for one in ESTIMATES if one.table == "pelatihan_rasio" and "tahun_satu" in one.shown
    ]
    rows = crude.shown["tahun_satu"].rows
    level = {"pelatihan": "PKA, sebelum", "jk": "wanita"}
    assert rows({"pelatihan": "Semua jenjang, sebelum"}, level)
    assert not rows({"pelatihan": "Semua jenjang, sesudah"}, level)
    assert not rows({"pelatihan": "PKP, sebelum"}, level)
    assert not rows({"pelatihan": "PKA, sebelum"}, level | {"jk": "pria"})


def test_a_ratio_of_a_part_of_the_time_is_not_of_all_promotions():
    models = [one.rows for one in ESTIMATES if one.table == "kohort_model"]
    whole = {"model": "cloglog waktu diskret", "term": "Wanita dibanding pria"}
    early = whole | {"term": "Wanita dibanding pria, sampai 10 tahun"}
    assert [rows(whole) for rows in models] == [True, False]
    assert not any(rows(early) for rows in models)
