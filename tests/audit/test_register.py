"""The register knows the columns of the protected tables, and each under one heading."""

from __future__ import annotations

import ast
from pathlib import Path

from pug_analysis import release
from pug_analysis.audit.register import CURVES, ESTIMATES, REGISTER_KEYS, known_columns
from pug_analysis.audit.register_coarse import COARSE, SILENT

RELEASE = Path(release.__file__).parent


def _calls(tree: ast.AST, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def _protected_columns() -> list[tuple[str, str]]:
    """Columns of numbers of every table that the pages release protected, as their sources say."""
    found = []
    for path in sorted([*RELEASE.glob("*.py"), *(RELEASE.parent / "pages").rglob("*.py")]):
        for call in _calls(ast.parse(path.read_text(encoding="utf-8")), "release_table"):
            terms = {word.arg: word.value for word in call.keywords}
            exact = [word for word in terms["terms"].keywords if word.arg == "exact"]
            if exact or not isinstance(terms["name"], ast.Constant):
                continue
            for column in _calls(terms["columns"], "Column"):
                words = [one.value for one in column.args if isinstance(one, ast.Constant)]
                if len(words) == 3 and words[2] not in ("text", "count"):
                    found.append((terms["name"].value, words[0]))
    return found


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
