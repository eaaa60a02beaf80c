"""The tables of one agency are those of its people, whatever they are called."""

from __future__ import annotations

from pandas.testing import assert_frame_equal

from pug_analysis.analyses.cohort import open_question
from pug_analysis.careers.cohort import cohort_of
from pug_analysis.pooled.tables import number_people


def test_numbers_in_place_of_pseudonyms_change_no_spell(pool):
    data = pool.regencies[0]
    found = [
        open_question(one, cohort_of(one), target="Pengawas", groups={})
        for one in (data, number_people(data))
    ]
    a, b = (question.by_sex.increments for question in found)
    assert_frame_equal(a, b)


def test_agencies_are_told_by_layout_not_by_file(export):
    assert list(export.counts["neraca"]) == [
        "tata_letak", "baris_masuk", "dipakai", "karantina", "gabung", "bukan_data",
    ]  # fmt: skip


def test_training_is_counted_by_route_and_level(export, pool):
    table = export.counts["pelatihan_akses"]
    assert set(table["jalur"]) == {"sebelum", "sesudah"}
    risk = export.risk.increments
    for (level, route), part in table.groupby(["jenjang", "jalur"]):
        rows = risk.loc[
            (risk["pertanyaan"] == f"{level}, {route} diangkat") & (risk["cause"] == "diklat")
        ]
        assert part["kejadian"].sum() == rows["n_event"].sum()
