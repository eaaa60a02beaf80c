"""Entries without a formula: their tables, and the people whose number decides."""

from __future__ import annotations

from pug_analysis.audit.register_coarse import COARSE, SILENT, of_question


def test_differences_of_shown_shares_name_both_shares():
    minus = {one.table for one in COARSE if one.minus}
    assert minus == {"kohort_selisih", "pelatihan_selisih", "alumni_selisih"}
    assert all(one.people.columns for one in COARSE)


def test_the_counts_of_the_question_stand_in_the_row_of_its_target():
    place = of_question("kejadian_wanita")
    assert place.rows({}, {"sasaran": "Pengawas, sejak CPNS"})
    assert not place.rows({}, {"sasaran": "Administrator, sejak Pengawas"})


def test_no_column_is_silent_and_coarse_at_once():
    coarse = {(one.table, column) for one in COARSE for column in one.columns}
    silent = {(one.table, column) for one in SILENT for column in one.columns}
    assert not coarse & silent
