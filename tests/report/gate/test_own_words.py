"""Words of the program are told from names, which have the same form."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.reading.name_columns import holds_people
from pug_analysis.pages.kohort.banding_show import PUTUSAN_KOHORT
from pug_analysis.pages.pelatihan.asosiasi_show import _CARA
from pug_analysis.report.gate.leaks import Secrets, check_columns
from pug_analysis.report.gate.own_words import are_own

WAYS = [
    *_CARA.values(), "Sejak selesai, wanita", "Sejak selesai, pria", "Titik patokan 6 bulan",
    "Titik patokan 24 bulan (tidak dapat dihitung)",
]  # fmt: skip
NAMES = ["Siti Rahmawati", "Yohanes Prasetyo", "Maria Goreti", "Agus Setiawan", "Dewi Lestari"]


@pytest.mark.parametrize("texts", [WAYS, list(PUTUSAN_KOHORT.values())])
def test_ways_and_verdicts_are_the_programs_own(texts):
    assert are_own(texts)


def test_names_are_not_though_a_word_of_theirs_may_be():
    assert not are_own(NAMES)
    assert not are_own([*NAMES, *WAYS[:4]])


@pytest.mark.parametrize("people", [3, 12, 40, 943, 6500])
def test_a_column_of_ways_stops_no_report_of_any_size(people, monkeypatch):
    rows = [[way] for way in WAYS]
    table = {"name": "pelatihan_asosiasi", "columns": [{"name": "cara"}], "rows": rows}
    secrets = Secrets(type("People", (), {"nip": range(people)})())
    check_columns([table], secrets)
    table["rows"] = [[name] for name in NAMES * 3]
    assert holds_people(NAMES, people=people)
    with pytest.raises(Exception, match="kolom cara"):
        check_columns([table], secrets)
