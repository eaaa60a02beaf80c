from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.ringkasan import jawaban_show as jawab


@pytest.fixture
def answers(tables):
    return lambda **changes: jawab.jawab(tables(**changes), margin=0.1)


class TestVerdicts:
    def test_five_questions_each_with_verdict_and_next_step(self, answers):
        found = answers()
        assert [f.nomor for f in found] == [1, 2, 3, 4, 5]
        assert [f.putusan for f in found] == [
            jawab.GAP,
            jawab.UNDECIDED,
            jawab.UNDECIDED,
            jawab.SEEN,
            jawab.GAP,
        ]
        assert all(f.tindak for f in found)

    @pytest.mark.parametrize(
        ("word", "verdict"),
        [
            ("ada kesenjangan", jawab.GAP),
            ("setara dalam batas toleransi", jawab.EQUAL),
            ("belum dapat disimpulkan", jawab.UNDECIDED),
        ],
    )
    def test_the_verdict_of_a_page_is_taken_over(self, word, verdict, answers):
        assert answers(kohort_sasaran={"putusan": [word]})[1].putusan == verdict

    def test_a_number_that_is_not_told_is_too_few(self, answers):
        none = {name: [float("nan")] for name in ("share_pria", "share_wanita", "estimate")}
        found = answers(kohort_sasaran={"putusan": ["jumlah kasus terlalu sedikit"], **none})[1]
        assert (found.putusan, found.angka, found.kutipan) == (jawab.FEW, "…", ())

    def test_a_missing_table_leaves_its_question_open_and_says_what_to_do(self, tables):
        given = {k: v for k, v in tables().items() if k != "pelatihan_rasio"}
        found = jawab.jawab(given, margin=0.1)
        assert found[2].putusan == jawab.NO_DATA
        assert "Lengkapi berkas" in found[2].tindak
        assert found[1].putusan == jawab.UNDECIDED

    def test_no_table_at_all(self):
        assert {f.putusan for f in jawab.jawab({}, margin=0.1)} == {jawab.NO_DATA}

    def test_a_fall_can_be_excluded_only_if_every_limit_is_below_the_margin(self, answers):
        calm = {"tanda": ["tidak ditandai"] * 2}
        assert (
            answers(piramida_penurunan=calm | {"conf_high": [0.05, 0.2]})[0].putusan
            == jawab.UNDECIDED
        )
        assert (
            answers(piramida_penurunan=calm | {"conf_high": [0.05, 0.09]})[0].putusan == jawab.EQUAL
        )

    def test_offices_without_a_flag_are_not_called_equal(self, answers):
        found = answers(
            pd_pimpinan={"penilaian": ["tidak ditandai", "jumlah kasus terlalu sedikit"]}
        )[4]
        assert found.putusan == jawab.UNDECIDED
        assert "tidak berarti" in " ".join(found.kalimat)

    def test_offices_all_too_small(self, answers):
        found = answers(pd_pimpinan={"penilaian": ["jumlah kasus terlalu sedikit"] * 2})[4]
        assert found.putusan == jawab.FEW


class TestSentences:
    def test_every_number_of_a_sentence_is_quoted(self, answers):
        second = answers()[1]
        values = {round(100 * q.nilai, 1) for q in second.kutipan}
        assert {46.0, 39.5, -6.5} <= values
        for shown in ("46,0%", "39,5%", "-6,5 poin"):
            assert shown in second.kalimat[0]

    def test_another_milestone_is_told_only_if_its_interval_leaves_out_zero(self, answers):
        said = answers()[1].kalimat
        assert len(said) == 2
        assert "15 tahun" in said[1]
        assert "-11,4" in said[1]
        wide = {"conf_high": [float("nan"), 0.01, 0.02]}
        assert len(answers(kohort_selisih=wide)[1].kalimat) == 1

    def test_shares_stand_with_the_people_they_are_of(self, answers):
        _, second, third, _, fifth = answers()
        assert "210 wanita dan 300 pria yang dianalisis" in second.kalimat[0]
        assert "Tabel 3.1" in second.kalimat[0]
        assert "13 wanita dan 23 pria" in third.kalimat[0]
        assert "angkatan" in third.kalimat[0]
        assert (
            "Dinas A 2 dari 20 jabatan dipegang wanita (10,0%; diharapkan 38,0%)"
            in (fifth.kalimat[1])
        )

    def test_hidden_numbers_of_people_leave_the_answer(self, answers):
        second = answers(kohort_sasaran={"n_wanita": pd.Series(["*"], dtype=object)})[1]
        assert second.kalimat[0].startswith("Di antara yang dianalisis")

    def test_all_offices_together_are_told_even_if_none_is_flagged(self, answers):
        none = {"penilaian": ["tidak ditandai", "jumlah kasus terlalu sedikit"]}
        said = answers(pd_pimpinan=none)[4].kalimat
        assert "51 dari 194 jabatan dipegang wanita (26,3%; diharapkan 38,0%)" in said[-1]

    def test_shares_rounded_to_whole_percents_have_no_decimals(self, answers):
        rounded = {"share_pria": [0.5], "share_wanita": [0.37], "estimate": [-0.136]}
        said = answers(kohort_sasaran=rounded)[1].kalimat[0]
        assert "37% wanita dan 50% pria" in said
        assert "-13,6 poin" in said
