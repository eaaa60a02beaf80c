"""What the command line shows: plain tables, counted findings, refusals with their remedy."""

from __future__ import annotations

import pandas as pd

from pug_analysis.screen import (
    list_refusals,
    print_findings,
    print_table,
    print_timings,
    show_progress,
)
from pug_analysis.terms.temuan import TEMUAN

CODE = "BERKAS-RUSAK"


def test_a_table_shows_its_rows_and_leaves_missing_cells_empty(capsys):
    print_table("Neraca", pd.DataFrame({"berkas": ["a.csv", None], "n": [12, 3]}))
    said = capsys.readouterr().out
    assert "Neraca" in said
    assert "a.csv" in said
    assert "None" not in said


def test_findings_are_counted_and_what_is_no_data_is_not_told(capsys):
    found = pd.DataFrame({"tindakan": ["tolak", "tolak", "bukan-data"], "kode": [CODE, CODE, CODE]})
    print_findings(found)
    said = capsys.readouterr().out
    assert said.count(CODE) == 1
    assert "2" in said
    assert "bukan-data" not in said


def test_no_findings_print_nothing(capsys):
    print_findings(pd.DataFrame({"tindakan": ["bukan-data"], "kode": [CODE]}))
    assert capsys.readouterr().out == ""


def test_refusals_name_file_reason_and_remedy():
    said = list_refusals(pd.DataFrame({"berkas": ["a.xlsx"], "lembar": ["Data"], "kode": [CODE]}))
    assert "a.xlsx [Data]" in said
    assert TEMUAN[CODE].saran in said


def test_the_bar_takes_name_done_and_total():
    with show_progress("Laporan") as advance:
        advance("01_profil", 1, 2)


def test_timings_stand_beside_what_scripts_read(capsys):
    print_timings([("membaca", "1.2"), ("  01_profil", "dipakai kembali")])
    told = capsys.readouterr()
    assert told.out == ""
    assert "membaca" in told.err
    assert "dipakai kembali" in told.err
