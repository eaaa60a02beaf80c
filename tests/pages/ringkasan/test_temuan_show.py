from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from pug_analysis.config import Config
from pug_analysis.pages.ringkasan import temuan_show
from pug_analysis.terms.kalender import Periode

DATA = SimpleNamespace(
    edition="pokja", year=2025, periode=Periode(2025), cutoff=date(2025, 12, 31), config=Config(), pooled=None,
)  # fmt: skip


@pytest.fixture
def findings(tables):
    return temuan_show.jawab(tables(), margin=0.1)


def test_every_quoted_number_equals_its_source(findings, tables):
    given = tables()
    rows = temuan_show.tabel_kutipan(findings, DATA).payload["rows"]
    assert len(rows) >= 40
    for _, _, value, name, key, column in rows:
        frame = given[name]
        for part in key.split("; "):
            field, _, wanted = part.partition("=")
            frame = frame.loc[frame[field].astype(str) == wanted]
        assert len(frame) == 1
        assert value == float(frame[column].iloc[0])


def test_the_table_of_answers_repeats_what_the_answers_say(findings):
    payload = temuan_show.tabel_temuan(findings, DATA).payload
    names = [column["name"] for column in payload["columns"]]
    rows = [dict(zip(names, row, strict=True)) for row in payload["rows"]]
    assert [row["putusan"] for row in rows] == [f.putusan for f in findings]
    assert [row["ingat"] for row in rows] == [f.isi.ingat for f in findings]
    assert [row["kekuatan"] for row in rows] == ["kuat", "kuat", "", "", "kuat"]


def test_five_cards_with_verdict_sentence_and_the_first_thing_to_do(findings, said):
    one = temuan_show.kartu_jawaban(findings)
    assert one.html.count("<li") == 5
    assert one.html.count('class="pug-ada"') == 3
    assert one.html.count('class="pug-belum"') == 2
    words = said(one)
    for f in findings:
        assert f"{f.nomor}. {f.pertanyaan} {f.putusan}" in words
        assert f.isi.ingat in words
        proven = f.putusan == "ada kesenjangan"
        assert (f"Dapat dilakukan: {f.isi.tindak[0]}" in words) is proven


def test_an_answer_says_verdict_strength_meaning_actions_and_certainty(findings, said):
    html = temuan_show.jawaban(findings[0])
    words = said(html)
    assert words.startswith("ada kesenjangan kuat Wanita tertinggal: ")
    order = ["Artinya", "46 wanita lebih sedikit", "Yang dapat dilakukan", "PKP", "Seberapa pasti",
             "antara 62 dan 85", "Kuat: tetap terbukti", "Selengkapnya: halaman Kohort"]  # fmt: skip
    assert [words.index(one) for one in order] == sorted(words.index(one) for one in order)
    assert "Apa yang akan cukup" not in words
    assert html.html.count("<li>") == 3


def test_an_open_answer_says_what_would_be_enough_and_no_strength(findings, said):
    words = said(temuan_show.jawaban(findings[2]))
    assert words.startswith("belum dapat disimpulkan Belum terbukti")
    assert "Apa yang akan cukup" in words
    assert "Kuat" not in words
    assert "kuat" not in words


@pytest.mark.parametrize(
    ("p", "word"),
    [
        ([0.03], "Belum kuat: terbukti untuk pertanyaan ini sendiri"),
        (["< 0,05"], "edisi ini tidak memuat semua nilai p"),
    ],
)
def test_how_strong_is_explained(p, word, tables, said):
    found = temuan_show.jawab(tables(kohort_laju={"p_value": p}), margin=0.1)
    assert word in said(temuan_show.jawaban(found[1]))


def test_that_no_strength_is_told_stands_below_alone(tables, said):
    found = temuan_show.jawab(tables(kohort_laju={"p_value": ["< 0,05"]}), margin=0.1)
    assert "kekuatan tidak disebut" not in said(temuan_show.kartu_jawaban(found))
    assert said(temuan_show.jawaban(found[1])).startswith(
        "ada kesenjangan Wanita naik lebih lambat"
    )
    rows = temuan_show.tabel_temuan(found, DATA).payload["rows"]
    assert "kekuatan tidak disebut" in rows[1]


def test_the_chance_of_a_false_gap_is_told(said):
    words = said(temuan_show.kesalahan())
    assert "kira-kira 12% (diukur pada kabupaten simulasi)" in words


class TestChange:
    def test_only_the_step_from_the_period_before_counts(self, tables):
        html = temuan_show.perubahan_periode(tables()).html
        assert "Dari 2024 ke 2025, 2 garis utama" in html
        assert "Total ASN 55,0% menjadi 57,0%" in html
        assert "54,0%" not in html
        assert "JPT Pratama" not in html

    def test_chance_is_not_told_as_change(self, tables):
        calm = tables(tren_perubahan_utama={"putusan": ["dalam rentang kebetulan"] * 3})
        assert "Tidak satu pun dinyatakan berubah" in temuan_show.perubahan_periode(calm).html

    def test_what_could_not_be_judged_is_not_told_as_chance(self, tables):
        words = ["berubah", "berubah", "terlalu sedikit perpindahan"]
        html = temuan_show.perubahan_periode(tables(tren_perubahan_utama={"putusan": words})).html
        assert "Selebihnya: terlalu sedikit perpindahan (1)." in html
        assert "dapat dibedakan" not in html
        unlinked = {"putusan": ["orang tidak dapat dihubungkan"] * 3}
        html = temuan_show.perubahan_periode(tables(tren_perubahan_utama=unlinked)).html
        assert "dinyatakan berubah: orang tidak dapat dihubungkan (2)" in html
        assert "kebetulan" not in html

    def test_a_year_is_put_beside_the_year_before_not_its_first_semester(self, tables):
        steps = {"dari": ["2023", "2024", "semester I 2025"]}
        html = temuan_show.perubahan_periode(tables(tren_perubahan_utama=steps)).html
        assert "Dari 2024 ke 2025, 1 garis utama" in html

    def test_one_period_alone(self):
        assert "diperlukan data periode sebelumnya" in temuan_show.perubahan_periode({}).html


def test_what_is_open_is_said_not_to_be_equal(findings):
    html = temuan_show.batas(findings).html
    assert "Tahun ini pertanyaan 3, 4: belum dapat disimpulkan" in html
    assert "pertanyaan 1" not in html
    assert "bukan mengapa" in html
