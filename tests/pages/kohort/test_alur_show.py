"""Who is analysed on the cohort page: everybody has one line, and the note says what was inferred."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.analyses.cohort import ask, choose
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.pages.kohort.alur_show import tabel_alur

COHORT = Cohort(
    pd.DataFrame(),
    pd.DataFrame({"langkah": ["Semua", "Dianalisis"], "orang": [9, 8]}),
    2005 * 12,
    education_inferred=12,
    late_first_post=34,
)


def question():
    table = pd.DataFrame(
        {"pegawai_id": list("abcde"), SEX: list("LLPPP"), "entry": 0, "exit": [24, 60, 150, 150, 24],
         "cause": [PROMOSI, "", "", "", PROMOSI], "asal": 2010 * 12, "angkatan": "2010-2014",
         "pendidikan": "S1/D4", "keluarga": "Teknis"}
    )  # fmt: skip
    flow = pd.DataFrame({"langkah": ["Kohort", "keluarga lain", "Dianalisis"], "orang": [8, 3, 5]})
    return ask("Pengawas", Spells(table, flow))


def test_people_outside_of_the_choice_are_named_plainly(tiny_data):
    shown = tabel_alur(COHORT, question(), choose(keluarga="Teknis, Guru"), tiny_data)
    assert shown.payload["rows"] == [
        ["Semua", 9], ["Kohort", 8],
        ["Keluarga jabatan saat masuk di luar pilihan (yang dipilih: Teknis, Guru)", 3],
        ["Dianalisis", 5],
    ]  # fmt: skip
    assert shown.payload["title"] == ("Tabel 3.1. Alur orang: siapa yang dianalisis untuk Pengawas")


def test_the_note_counts_what_was_inferred(tiny_data):
    note, groups = tabel_alur(COHORT, question(), choose(), tiny_data).payload["notes"]
    assert "Pendidikan saat masuk 12 orang dalam kohort diturunkan dari golongan pertamanya" in note
    assert "34 orang dalam kohort baru mulai lebih dari 24 bulan sesudah TMT CPNS" in note
    assert note.endswith("mereka tetap dihitung dengan keluarga jabatan itu.")
    assert "Pengawas Farmasi dan Makanan" in groups


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_a_shared_edition_says_how_the_cohort_is_rounded(tiny_data, monkeypatch, edition):
    # the number of the whole cohort is tested with the kit; here is nobody in the register
    monkeypatch.setattr("pug_analysis.pages.kohort.alur_show.released_cohort", lambda *_: 10)
    shared = replace(tiny_data, edition=edition)
    shown = tabel_alur(COHORT, question(), choose(), shared)
    note = re.sub(r"\s+", " ", shown.payload["notes"][0])
    assert "Pendidikan saat masuk 10 orang dalam kohort" in note
    assert note.endswith(
        "jabatan itu. Kohort ditulis dengan bilangan yang sama seperti pada Tabel 3.1; bagian lain dibulatkan "
        "sendiri-sendiri, dan bagian terbesar adalah sisanya, sehingga dapat berbeda dari jumlah sebenarnya."
    )
