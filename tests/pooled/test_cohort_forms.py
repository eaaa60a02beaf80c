"""The tables of a cohort, and which files an export has."""

from __future__ import annotations

import pytest

from pug_analysis.analyses.tallies import name_question
from pug_analysis.careers.cohort import cohort_of
from pug_analysis.pooled.cohort_forms import (
    check_risk_about,
    forms_of,
    list_courses,
    list_questions,
    since_entry,
)
from pug_analysis.pooled.forms import check_form
from pug_analysis.pooled.reading import FlawError
from pug_analysis.pooled.tables import list_spells


def test_questions_are_those_that_are_counted_in_their_order(pool, export):
    data = pool.regencies[0]
    assert [name for name, _ in list_spells(data, cohort_of(data))] == list_questions()
    assert since_entry()[0] == name_question("Pengawas")
    asked = set(export.risk.increments["pertanyaan"])
    assert asked <= {*list_questions(), *list_courses()}
    assert asked & set(list_courses())


def test_files_depend_on_tier_and_leavers_list():
    names = {
        (tier, known): [sorted(part) for part in forms_of(tier, with_cohort=known)]
        for tier in ("tepat", "terlindung")
        for known in (True, False)
    }
    assert names["tepat", True][1] == ["kohort_langkah", "kohort_masa", "kohort_risiko"]
    assert names["terlindung", True][1] == ["kohort_risiko"]
    assert names["terlindung", False][1] == names["tepat", False][1] == []
    assert [len(needed) for needed, _ in names.values()] == [16, 12, 13, 11]


def test_every_table_of_an_export_has_its_form(export):
    needed, may = forms_of("tepat", with_cohort=True)
    tables = export.counts | export.cohort | {"kohort_risiko": export.risk.increments}
    for name in ("kohort_alur", "kohort_orang", "kohort_tercapai", "pelatihan_akses", "kohort_risiko"):  # fmt: skip
        form = (needed | may)[name]
        assert list(tables[name]) == list(form.columns)
        check_form(name, tables[name], form)
        for column in form.words:
            with pytest.raises(FlawError, match=f"{column} berisi kata"):
                check_form(name, tables[name].assign(**{column: "1990-1995"}), form)


def test_a_risk_table_must_say_what_it_is():
    form = forms_of("terlindung", with_cohort=True)[1]["kohort_risiko"]
    text = {"dtype": "object", "values": "string"}
    about = {
        "by": ["jenis_kelamin"], "strata": ["pertanyaan"], "causes": ["naik", "promosi"], "start": 0,
        "counts": "int64", "groups": {"jenis_kelamin": text, "pertanyaan": text},
    }  # fmt: skip
    assert check_risk_about("kohort_risiko", form, about, empty=False) == ["naik", "promosi"]
    for change in (
        {"start": 12}, {"start": False}, {"by": []}, {"causes": ["promosi", "naik"]}, {"causes": ["lain"]},
        {"causes": [""]}, {"causes": [["naik"]]}, {"causes": None}, {"counts": "float64"}, {"more": 1},
    ):  # fmt: skip
        with pytest.raises(FlawError, match="menerangkan tabel lain"):
            check_risk_about("kohort_risiko", form, about | change, empty=False)
