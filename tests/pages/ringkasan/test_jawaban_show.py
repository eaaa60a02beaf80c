from __future__ import annotations

import pytest

from pug_analysis.pages.ringkasan import jawaban_show
from pug_analysis.pages.ringkasan.putusan_show import GAP, NO_DATA, UNDECIDED

#: The table that each question cannot do without.
NEEDED = {
    1: "kohort_langkah", 2: "kohort_laju", 3: "pelatihan_semua", 4: "indikator_jabatan_setara",
    5: "pd_pengangkatan",
}  # fmt: skip


@pytest.fixture
def answers(tables):
    return lambda **changes: jawaban_show.jawab(tables(**changes), margin=0.1)


def test_five_questions_each_with_verdict_sentence_and_something_to_do(answers):
    found = answers()
    assert [f.nomor for f in found] == [1, 2, 3, 4, 5]
    assert [f.putusan for f in found] == [GAP, GAP, UNDECIDED, UNDECIDED, GAP]
    assert [f.pertanyaan for f in found] == [
        "Di langkah mana wanita tertinggal?",
        "Apakah wanita dan pria sama cepat?",
        "Apakah pelatihan kepemimpinan terbuka sama?",
        "Jabatan setara eselon II dan III: berapa wanita, dan ke mana arahnya?",
        "Di perangkat daerah mana?",
    ]
    assert all(f.isi.tindak and f.isi.ingat and f.halaman for f in found)


def test_only_what_is_proven_has_a_strength(answers):
    assert [f.kekuatan for f in answers()] == ["kuat", "kuat", "", "", "kuat"]


def test_what_does_not_hold_beside_the_others_is_called_so_and_only_looked_into(answers):
    """0.03 alone is a gap; beside the other four it is not (0.03 times 3)."""
    found = answers(kohort_laju={"p_value": [0.03]})[1]
    assert (found.putusan, found.kekuatan) == (GAP, "belum kuat")
    assert "belum kuat" in found.isi.tindak[-1]
    assert len(found.isi.tindak) == 2


def test_where_an_edition_keeps_a_p_value_no_strength_is_told(answers):
    found = answers(kohort_laju={"p_value": ["< 0,001"]})
    assert [f.kekuatan for f in found if f.putusan == GAP] == ["kekuatan tidak disebut"] * 3


@pytest.mark.parametrize(("number", "name"), NEEDED.items())
def test_a_missing_table_leaves_its_question_open_and_says_what_to_do(number, name, tables):
    given = {k: v for k, v in tables().items() if k != name}
    found = jawaban_show.jawab(given, margin=0.1)
    assert found[number - 1].putusan == NO_DATA
    assert "Lengkapi berkas" in found[number - 1].isi.tindak[0]
    assert all(f.putusan != NO_DATA for f in found if f.nomor != number)


@pytest.mark.parametrize("name", sorted({"piramida_jenjang", "piramida_penurunan", "kohort_laju_bagian", "kohort_kurva_setara", "indikator_jabatan_arah", "tren_arus", "pd_pimpinan"}))  # fmt: skip
def test_a_table_beside_may_be_missing(name, tables):
    given = {k: v for k, v in tables().items() if k != name}
    assert all(f.putusan != NO_DATA for f in jawaban_show.jawab(given, margin=0.1))


def test_an_edition_without_p_values_answers_all_the_same(tables):
    given = tables()
    for name in ("kohort_langkah", "kohort_laju", "kohort_laju_bagian", "pelatihan_semua",
                 "indikator_jabatan_arah", "pd_pengangkatan"):  # fmt: skip
        columns = [c for c in given[name] if c.startswith(("p_", "q_", "z_", "statistik"))]
        given[name] = given[name].drop(columns=columns)
    found = jawaban_show.jawab(given, margin=0.1)
    assert [f.putusan for f in found] == [GAP, GAP, UNDECIDED, UNDECIDED, GAP]
    assert {f.kekuatan for f in found} == {"", "kekuatan tidak disebut"}


def test_a_merged_report_answers_what_it_has_and_says_why_not_the_rest(tables):
    given = {k: v for k, v in tables().items() if k.startswith(("kohort", "piramida"))}
    found = jawaban_show.jawab(given, margin=0.1, merged=True)
    assert [f.putusan for f in found] == [GAP, GAP, NO_DATA, NO_DATA, NO_DATA]
    assert all("laporan gabungan" in f.isi.ingat for f in found[2:])


def test_no_table_at_all():
    assert {f.putusan for f in jawaban_show.jawab({}, margin=0.1)} == {NO_DATA}


def test_the_difference_that_should_be_seen_is_the_regencys_margin(tables):
    for margin, points in ((0.1, "10 poin"), (0.15, "15 poin")):
        assert points in jawaban_show.jawab(tables(), margin=margin)[3].isi.cukup[0]
