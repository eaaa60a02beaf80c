"""What a run tells of its notebooks."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pug_analysis.errors import ReportError
from pug_analysis.ingest.people.fingerprints import Fingerprints
from pug_analysis.report.execute.endings import Failed
from pug_analysis.report.execute.run_log import log_endings, note_endings, require_made
from pug_analysis.report.gate.leaks import collect_secrets
from pug_analysis.report.timings import Timings
from pug_analysis.report.write.made import Content, Made
from pug_analysis.terms.kalender import Periode

NONE: frozenset[int] = frozenset()
NOBODY = Fingerprints(b"k" * 32, NONE, NONE, NONE, NONE, NONE, NONE, ())
RAN = Made(Content("A", [], []), [], [], [], {"error": 1}, read=None, size=10, seconds=(2.0, 0.5))
KEPT = replace(RAN, seconds=None)
ENDINGS = {
    "01_a": RAN,
    "02_b": KEPT,
    "03_c": Failed("gagal", 4, "KeyError", None, "report/run.py:7"),
    "04_d": Failed("mati", None, "ProsesTerhenti"),
    "05_e": Failed("waktu", 2, "CellTimeoutError"),
    "06_f": Failed("gagal", 1, "DataError", "Isi tidak cukup."),
}


def test_time_is_noted_of_those_that_ran_and_names_of_those_that_did_not_have_to():
    clock = Timings()
    note_endings(ENDINGS, clock)
    assert clock.pages == [("01_a", 2.0, 0.5)]
    assert clock.reused == ["02_b"]


def test_the_log_holds_how_each_ended_and_no_values(tmp_path):
    log_endings(ENDINGS, tmp_path)
    kept = json.loads((tmp_path / "catatan.json").read_text(encoding="utf-8"))
    assert kept["01_a"] == {"status": "ok", "bita": 10, "ditahan": {"error": 1}}
    assert kept["03_c"] == {
        "status": "gagal", "sel": 4, "kesalahan": "KeyError", "tempat": "report/run.py:7",
    }  # fmt: skip
    assert kept["06_f"] == {"status": "gagal", "sel": 1, "kesalahan": "DataError"}


def test_every_failure_is_told_at_once_each_in_its_own_words(tmp_path):
    secrets = collect_secrets(NOBODY, workspace=tmp_path)
    with pytest.raises(ReportError) as told:
        require_made(ENDINGS, periode=Periode(2025), edition="pokja", secrets=secrets)
    assert str(told.value).splitlines()[1:5] == [
        "- 03_c, sel kode 4: KeyError (pug_analysis/report/run.py:7)",
        "- 04_d: ProsesTerhenti: kernel mati dua kali (mungkin memori habis)",
        "- 05_e, sel kode 2: CellTimeoutError: melewati batas waktu per sel",
        "- 06_f, sel kode 1: DataError: Isi tidak cukup.",
    ]
    good = {"01_a": RAN, "02_b": KEPT}
    assert require_made(good, periode=Periode(2025), edition="pokja", secrets=secrets) == good
