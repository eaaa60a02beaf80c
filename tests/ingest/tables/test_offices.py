"""Perangkat daerah in one spelling each."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.ingest.tables.offices import (
    choose_spellings,
    find_lookalikes,
    read_perangkat_daerah,
)


@pytest.mark.parametrize(
    ("path", "parent", "office"),
    [("A - B - PEMERINTAH X", "C", "B"), ("A", "C", "C"), ("A", "", "A"), ("", "", "")],
)
def test_perangkat_daerah(path, parent, office):
    names = read_perangkat_daerah(
        *(pd.Series([t], dtype="string") for t in (path, parent)), Config()
    )
    assert names.tolist() == [office]


def test_commonest_spelling_of_a_perangkat_daerah():
    paths = pd.Series(["DINAS A", "Dinas A", "Dinas  A", "Dinas A"], dtype="string")
    assert set(read_perangkat_daerah(paths, paths.where(paths == "", ""), Config())) == {"Dinas A"}


def test_signs_and_blanks_make_no_other_office():
    names = [
        "Dinas Sosial, PPPA",
        "DINAS SOSIAL PPPA.",
        "Dinas  Sosial & PPPA",
        "Dinas Sosial dan PPPA",
    ]
    assert choose_spellings(dict.fromkeys(names[:2], 1)) == {
        "dinas sosial pppa": "DINAS SOSIAL PPPA."
    }
    assert len(choose_spellings(dict.fromkeys(names, 1))) == 2


@pytest.mark.parametrize(
    "name",
    ["Din. Kesehatan", "DINKES", "Dinas Kesehtan", "Dinas Keseshatan", "Dinas Kesahatan",
     "Dinas Kesehatan Kabupaten Contoh", "Dinas Kesehatan Kab. Contoh"],
)  # fmt: skip
def test_abbreviations_and_slips_are_told(name):
    assert find_lookalikes(["Dinas Kesehatan", "Dinas Sosial", name]) == {name}


def test_other_offices_do_not_resemble_each_other():
    names = [
        "Kecamatan Sungai Raya", "Kecamatan Sungai Raya Kepulauan", "Kecamatan Ledo", "Kecamatan Lumar",
        "SMP Negeri 1 Contoh", "SMP Negeri 2 Contoh", "Asisten I Setda", "Asisten II Setda", "Asisten I",
        "Asisten II", "Dinas Rekaan A", "Dinas Rekaan B", "RSUD A", "RSUD B", "",
    ]  # fmt: skip
    assert find_lookalikes(names) == set()


def test_the_rarer_spelling_of_an_office_is_told(office):
    unit = "Bidang 0 - Dinas Rekan 0 - PEMERINTAH KABUPATEN CONTOH"
    office.csv("a.csv", office.people(20, UNOR_NAMA=[unit]))
    build = office.build()
    assert office.codes(build, 2) == office.codes(build) == {"PD-MIRIP"}
