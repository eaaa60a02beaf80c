from __future__ import annotations

import pytest

from pug_analysis.pages.ringkasan import kecepatan_show as kecepatan
from pug_analysis.pages.ringkasan.perseratus_show import quote_ratio
from pug_analysis.pages.ringkasan.putusan_show import EQUAL, FEW, GAP, NO_DATA, UNDECIDED

NAN = float("nan")
ALONE = ("kohort_laju_bagian", "kohort_kurva_setara", "pd_pengangkatan")


@pytest.fixture
def answer(tables):
    def of(strong=True, without=(), parts=None, curves=None, **changes):
        given = tables(
            kohort_laju=changes, kohort_laju_bagian=parts or {}, kohort_kurva_setara=curves or {}
        )
        return kecepatan.answer_speed(
            {k: v for k, v in given.items() if k not in without}, strong=strong
        )

    return of


@pytest.mark.parametrize(
    ("word", "verdict"),
    [("ada kesenjangan", GAP), ("setara dalam batas toleransi", EQUAL),
     ("belum dapat disimpulkan", UNDECIDED), ("jumlah kasus terlalu sedikit", FEW),
     ("pembulatan terlalu kasar", FEW), ("daftar pemberhentian belum ada", NO_DATA),
     ("tidak ada dalam gabungan terlindung", NO_DATA)],
)  # fmt: skip
def test_the_verdict_of_the_page_is_taken_over(word, verdict, answer):
    assert answer(putusan=[word]).putusan == verdict


class TestSentenceToRepeat:
    def test_women_are_slower(self, answer):
        found = answer()
        assert found.ingat == (
            "Wanita naik lebih lambat: untuk setiap 100 pria, pada kesempatan yang sama hanya 75 wanita naik."
        )
        assert found.angka == "75 : 100"
        assert found.pasti == (
            "Besarnya kira-kira antara 65 dan 87 wanita untuk setiap 100 pria (selang 95%).",
        )

    def test_men_are_slower(self, answer):
        parts = {"rasio": [1.3, 1.2, 1.4], "conf_low": [1.1] * 3, "conf_high": [1.6] * 3}
        found = answer(arah=["pria lebih lambat"], parts=parts)
        assert found.ingat == (
            "Pria naik lebih lambat: untuk setiap 100 pria, pada kesempatan yang sama 130 wanita naik."
        )
        assert "undang pria" in " ".join(found.tindak)

    def test_one_after_the_other(self, answer):
        found = answer(arah=["berganti"])
        assert found.ingat.startswith(
            "Wanita dan pria tidak sama cepat: yang satu lebih lambat di awal"
        )

    @pytest.mark.parametrize(
        ("side", "who"), [("wanita lebih lambat", "Wanita"), ("pria lebih lambat", "Pria")]
    )
    def test_slower_in_a_part_of_the_career_without_a_number_of_the_whole(self, side, who, answer):
        words = f"{who} naik lebih lambat pada sebagian perjalanan karier."
        assert answer(arah=[side], without=ALONE).ingat == words
        turned = {"rasio": [1.01 if who == "Wanita" else 0.99, 0.8, 1.2]}
        assert answer(arah=[side], parts=turned).ingat == words

    def test_a_gap_whose_side_is_kept(self, answer):
        assert answer(arah=[""]).ingat == "Wanita dan pria tidak sama cepat."

    def test_equal_and_open(self, answer):
        assert "hampir sama cepat" in answer(putusan=["setara dalam batas toleransi"]).ingat
        assert answer(putusan=["belum dapat disimpulkan"]).ingat.endswith("tidak berarti sama.")


class TestShape:
    def test_when_the_gap_shows(self, answer):
        found = answer()
        assert found.artinya[1] == (
            "Sampai 10 tahun sejak CPNS selisihnya belum terbukti; pada 15 tahun 46% pria dan 35% wanita "
            "sudah menjadi Pengawas (selisih -11,4 poin; -19,2 sampai -3,8)."
        )
        assert -0.114 in [q.nilai for q in found.kutipan]

    def test_a_gap_from_the_first_milestone_on(self, answer):
        found = answer(curves={"conf_high": [-0.001, -0.01, -0.038, -0.05]})
        assert found.artinya[1].startswith(
            "Selisihnya terbukti sejak 5 tahun sesudah CPNS: 5% pria"
        )

    def test_women_ahead_count_as_well(self, answer):
        found = answer(
            curves={"conf_low": [-0.03, 0.01, -0.192, -0.23], "conf_high": [0.02, 0.1, 0.1, 0.1]}
        )
        assert "Sampai 5 tahun" in found.artinya[1]
        assert "pada 10 tahun 30% pria" in found.artinya[1]

    def test_no_milestone_alone(self, answer):
        found = answer(curves={"conf_high": [0.02, 0.03, 0.01, 0.02]})
        assert "sendiri-sendiri belum terbukti" in found.artinya[1]

    @pytest.mark.parametrize(
        ("p", "end"),
        [(0.01, " Keduanya memang berbeda."), (0.3, " Belum terbukti bahwa keduanya berbeda."),
         ("< 0,001", ""), (NAN, "")],
    )  # fmt: skip
    def test_early_and_late(self, p, end, answer):
        (said,) = [one for one in answer(p_perubahan=[p]).artinya if one.startswith("Menjadi")]
        assert said == (
            "Menjadi Pengawas dalam 10 tahun pertama: 81 wanita untuk setiap 100 pria (64 sampai 103); "
            f"sesudah itu: 52 wanita untuk setiap 100 pria (38 sampai 71).{end}"
        )

    @pytest.mark.parametrize(
        ("early", "late", "when"),
        [((0.6, 0.9), (0.7, 1.1), "awal"), ((0.7, 1.1), (0.6, 0.9), "akhir"),
         ((0.6, 0.9), (0.6, 0.9), ""), ((0.7, 1.1), (0.7, 1.1), ""), ((1.1, 1.4), (0.7, 1.1), "awal")],
    )  # fmt: skip
    def test_where_a_gap_is_proven(self, early, late, when, tables):
        limits = [(0.65, 0.87), early, late]
        given = tables(
            kohort_laju_bagian={
                "conf_low": [low for low, _ in limits], "conf_high": [high for _, high in limits]
            }
        )  # fmt: skip
        parts = [
            quote_ratio(given, "kohort_laju_bagian", "x", bagian=f"CPNS ke Pengawas, {b}")
            for b in ("awal", "akhir")
        ]
        assert kecepatan.opening(*parts) == when

    def test_without_parts_nothing_opens(self):
        assert kecepatan.opening(None, None) == ""

    def test_a_late_gap_asks_for_the_succession_list(self, answer):
        assert "rencana suksesi" in answer().tindak[0]
        parts = {"conf_low": [0.65, 0.64, 0.38], "conf_high": [0.87, 0.98, 1.1]}
        assert "diusulkan" in answer(parts=parts).tindak[0]


class TestEnough:
    def test_an_open_answer_says_what_would_be_enough(self, answer):
        """ln 0.70 / ln 0.80 = 1.598: 2.55 times the 440 promotions; 38 a year: 18 years."""
        found = answer(putusan=["belum dapat disimpulkan"], rasio_terlihat=[0.70])
        assert "hanya 70 wanita atau kurang" in found.cukup[0]
        assert "2,6 kali" in found.cukup[1]
        assert "18 tahun lagi" in found.cukup[1]
        assert "gabungan 3 daerah" in found.cukup[1]

    def test_a_gap_does_not(self, answer):
        assert answer().cukup == ()

    def test_the_test_alone_is_enough_for_an_answer(self, answer):
        found = answer(without=ALONE, putusan=["belum dapat disimpulkan"])
        assert found.putusan == UNDECIDED
        assert len(found.cukup) == 2
        assert answer(without=ALONE).artinya == ()
