from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.ringkasan import langkah_show as langkah
from pug_analysis.pages.ringkasan.putusan_show import EQUAL, FEW, GAP, NO_DATA, UNDECIDED

NAN = float("nan")
GAP_, EQUAL_, OPEN_, FEW_ = (
    "ada kesenjangan", "setara dalam batas toleransi", "belum dapat disimpulkan",
    "jumlah kasus terlalu sedikit",
)  # fmt: skip


@pytest.fixture
def answer(tables):
    def of(strong=True, without=(), **changes):
        given = {k: v for k, v in tables(kohort_langkah=changes).items() if k not in without}
        return langkah.answer_steps(given, strong=strong)

    return of


class TestVerdict:
    @pytest.mark.parametrize(
        ("words", "verdict"),
        [
            ([GAP_, OPEN_, FEW_, EQUAL_, OPEN_], GAP),
            ([OPEN_, OPEN_, FEW_, EQUAL_, OPEN_], UNDECIDED),
            ([EQUAL_, EQUAL_, EQUAL_, OPEN_, OPEN_], EQUAL),
            ([EQUAL_, EQUAL_, FEW_, EQUAL_, EQUAL_], UNDECIDED),
            ([FEW_, FEW_, FEW_, EQUAL_, EQUAL_], FEW),
            ([EQUAL_, EQUAL_, EQUAL_, EQUAL_, GAP_], GAP),
            (["pembulatan terlalu kasar"] * 5, FEW),
            (["daftar pemberhentian belum ada"] * 5, NO_DATA),
        ],
    )
    def test_of_all_steps_together(self, words, verdict, answer):
        assert answer(putusan=words).putusan == verdict

    def test_too_few_and_no_leavers_say_so_and_keep_the_full_count(self, answer):
        few = answer(putusan=[FEW_] * 5)
        assert few.ingat.startswith("Belum dapat dijawab: jumlah pengangkatan terlalu sedikit.")
        assert few.artinya[0].startswith("Keadaan sekarang")
        none = answer(putusan=["daftar pemberhentian belum ada"] * 5)
        assert "daftar pemberhentian" in none.ingat
        assert "Lengkapi berkas" in none.tindak[0]


class TestSentences:
    def test_a_step_where_women_fall_behind(self, answer):
        found = answer()
        assert found.ingat == (
            "Wanita tertinggal: untuk setiap 100 pria yang naik, pada kesempatan yang sama hanya naik "
            "72 wanita dari CPNS ke Pengawas."
        )
        assert found.angka == "72 : 100, Pengawas"
        assert found.artinya[0] == (
            "CPNS ke Pengawas: 46 wanita lebih sedikit diangkat daripada bila keduanya sama cepat "
            "(118, diharapkan 164)."
        )
        assert found.pasti == (
            "CPNS ke Pengawas: kira-kira antara 62 dan 85 wanita untuk setiap 100 pria (selang 95%).",
        )
        assert "PKP" in found.tindak[2]
        assert found.cukup == ()

    def test_a_step_where_men_fall_behind(self, answer):
        turned = {
            "rasio": [1.4, 0.88, NAN, 1.01, 1.05],
            "conf_low": [1.1, 0.57, NAN, 0.86, 0.79],
            "conf_high": [1.8, 1.36, NAN, 1.18, 1.39],
            "selisih_orang": [30.0, -3.1, NAN, 2.0, 3.0],
        }
        found = answer(**turned)
        assert found.ingat == (
            "Pria tertinggal: untuk setiap 100 pria yang naik, pada kesempatan yang sama naik "
            "140 wanita dari CPNS ke Pengawas."
        )
        assert "30 wanita lebih banyak diangkat" in found.artinya[0]
        assert "undang pria yang memenuhi syarat" in found.tindak[1]

    def test_both_at_different_steps(self, answer):
        found = answer(
            putusan=[GAP_, OPEN_, FEW_, GAP_, OPEN_], rasio=[0.72, 0.88, NAN, 1.3, 1.05],
            conf_low=[0.62, 0.57, NAN, 1.1, 0.79], conf_high=[0.85, 1.36, NAN, 1.6, 1.39],
        )  # fmt: skip
        assert "hanya naik 72 wanita dari CPNS ke Pengawas." in found.ingat
        assert "naik 130 wanita dari CPNS ke JF Ahli Muda." in found.ingat
        assert found.ingat.index("Wanita tertinggal") < found.ingat.index("Pria tertinggal")
        assert "wanita dan pria yang memenuhi syarat" in " ".join(found.tindak)

    def test_a_gap_that_the_edition_does_not_measure(self, answer):
        found = answer(rasio=[NAN] * 5, selisih_orang=[NAN] * 5)
        assert found.ingat == (
            "Ada kesenjangan pada langkah CPNS ke Pengawas; besarnya tidak tampil dalam edisi ini."
        )
        assert (found.angka, found.pasti) == ("…", ())

    def test_what_is_known_of_the_other_steps(self, answer):
        assert answer().artinya[1] == (
            "Langkah lain (belum dapat disimpulkan: Pengawas ke Administrator, JF Ahli Muda ke JF Ahli Madya; "
            "jumlah kasus terlalu sedikit: Administrator ke JPT Pratama; "
            "kesenjangan besar dapat dikesampingkan: CPNS ke JF Ahli Muda)."
        )

    def test_equal_and_open_are_different_sentences(self, answer):
        equal = answer(putusan=[EQUAL_] * 5)
        assert "hampir sama cepat" in equal.ingat
        assert "Pertahankan" in equal.tindak[0]
        opened = answer(putusan=[OPEN_] * 5)
        assert opened.ingat.endswith("itu tidak berarti sama.")
        assert "Belum ada dasar" in opened.tindak[0]


class TestEnough:
    def test_each_open_step_of_the_ladder_says_what_would_show_it(self, answer):
        """440 structural promotions in the table, 38 a year: 90 of Administrator's are 7.77 a year.

        0.55 to 0.80: (0.5978 / 0.2231)^2 = 7.18 times, so 556 more: 72 years.
        """
        found = answer(putusan=[OPEN_, OPEN_, FEW_, OPEN_, OPEN_])
        shows = [one for one in found.cukup if one.startswith("Langkah ke ")]
        assert [one.partition(":")[0] for one in shows] == [
            "Langkah ke Pengawas", "Langkah ke Administrator",
        ]  # fmt: skip
        assert "kira-kira 7,2 kali" in found.cukup[3]
        assert "lebih dari 20 tahun" in found.cukup[3]
        assert "gabungan 8 daerah" in found.cukup[3]
        assert 380 in [q.nilai for q in found.kutipan]

    def test_without_the_offices_no_years_are_told(self, answer):
        found = answer(putusan=[OPEN_] * 3 + [EQUAL_] * 2, without=("pd_pengangkatan",))
        assert "7,2 kali" in found.cukup[3]
        assert "tahun" not in found.cukup[3]


class TestPyramid:
    def test_full_count_and_flag(self, tables):
        said, quoted = langkah.pyramid(tables())
        assert said == (
            "Keadaan sekarang (hitungan penuh, jalur struktural): proporsi wanita Pelaksana 50,0%; "
            "Pengawas 35,0%; Administrator 20,0%.",
            "Ditandai bocor: Pelaksana ke Pengawas, turun 15,0 poin.",
        )
        assert [q.nilai for q in quoted] == [0.5, 0.35, 0.2, 0.15]

    def test_without_flag_or_table(self, tables):
        calm = tables(piramida_penurunan={"tanda": ["tidak ditandai"] * 2})
        assert langkah.pyramid(calm)[0][1] == "Tidak ada penurunan yang ditandai bocor."
        assert langkah.pyramid({}) == ((), ())
        alone = {"piramida_jenjang": tables()["piramida_jenjang"]}
        assert len(langkah.pyramid(alone)[0]) == 1
        hidden = tables(piramida_jenjang={"share_wanita": [NAN] * 5})
        assert langkah.pyramid(hidden) == ((), ())


def test_steps_of_the_ladder_and_their_levels(tables):
    frame = tables()["kohort_langkah"]
    assert list(langkah.is_structural(frame)) == [True] * 3 + [False] * 2
    assert langkah.level_of("JF Ahli Muda ke JF Ahli Madya") == "JF Ahli Madya"


def test_hidden_counts_do_not_stop_the_page(answer):
    stars = pd.Series(["*"] * 5, dtype=object)
    found = answer(kejadian_pria=stars, kejadian_wanita=stars, putusan=[OPEN_] * 5)
    assert found.putusan == UNDECIDED
    assert not any("tahun" in one for one in found.cukup)
