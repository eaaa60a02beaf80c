from __future__ import annotations

import pytest

from pug_analysis.pages.ringkasan import isi_show as isi
from pug_analysis.pages.ringkasan.putusan_show import FEW, NO_DATA


@pytest.mark.parametrize("found", [isi.without_table(), isi.without_leavers()])
def test_without_data_nothing_is_concluded_and_it_is_said_what_to_bring(found):
    assert (found.putusan, found.angka, found.kutipan) == (NO_DATA, "…", ())
    assert found.ingat.startswith("Belum dapat dijawab: ")
    assert found.tindak == (
        "Lengkapi berkas yang disebut di halaman depan, lalu buat laporan lagi.",
    )


def test_a_merged_report_sends_to_those_of_its_agencies():
    found = isi.without_table(merged=True)
    assert (found.putusan, found.tindak) == (NO_DATA, ())
    assert "baca laporan setiap daerah" in found.ingat


def test_what_is_missing_is_named():
    assert "tabelnya tidak ada" in isi.without_table().ingat
    assert "daftar pemberhentian dan pensiun" in isi.without_leavers().ingat


@pytest.mark.parametrize(
    ("what", "word"),
    [("pengangkatan", "pengangkatan"), ("peserta", "peserta"), ("jabatan", "jabatan")],
)
def test_too_few_cases_are_told_with_what_would_be_enough(what, word):
    found = isi.too_few(what)
    assert found.putusan == FEW
    assert found.ingat == (
        f"Belum dapat dijawab: jumlah {word} terlalu sedikit. Itu tidak berarti sama."
    )
    assert found.cukup[0].startswith(f"Diperlukan paling sedikit 5 {word} wanita dan 5 {word} pria")


def test_a_finding_gives_verdict_and_quotes_of_its_answer():
    answer = isi.too_few("jabatan")
    found = isi.TemuanUtama(4, "Berapa?", "", answer, "Indikator")
    assert (found.putusan, found.kutipan) == (answer.putusan, answer.kutipan)
