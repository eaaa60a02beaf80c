from __future__ import annotations

import pytest

from pug_analysis.pages.ringkasan.pelatihan_show import answer_access
from pug_analysis.pages.ringkasan.putusan_show import EQUAL, FEW, GAP, NO_DATA, UNDECIDED

NAN = float("nan")


@pytest.fixture
def answer(tables):
    def of(strong=True, word="belum pasti", **changes):
        changes |= {"putusan": ["belum pasti", "belum pasti", word]}
        return answer_access(tables(pelatihan_semua=changes), strong=strong)

    return of


SLOW = {"rasio": [0.55, 0.9, 0.6], "conf_low": [0.4, 0.6, 0.45], "conf_high": [0.8, 1.3, 0.81],
        "selisih_orang": [-30.0, -5.0, -60.2], "harapan_wanita": [70.0, 65.0, 160.2]}  # fmt: skip
FAST = {"rasio": [1.4, 1.5, 1.45], "conf_low": [1.1, 1.1, 1.2], "conf_high": [1.8, 1.9, 1.8],
        "selisih_orang": [10.0, 20.0, 31.0], "harapan_wanita": [30.0, 40.0, 69.0]}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "verdict"),
    [("berbeda", GAP), ("setara", EQUAL), ("setara, bedanya kecil", EQUAL), ("belum pasti", UNDECIDED),
     ("terlalu sedikit", FEW), ("belum dapat dihitung", NO_DATA)],
)  # fmt: skip
def test_the_verdict_of_both_routes_together_is_taken_over(word, verdict, answer):
    assert answer(word=word).putusan == verdict


def test_less_open_to_women(answer):
    found = answer(word="berbeda", **SLOW)
    assert found.ingat == (
        "Pelatihan kepemimpinan kurang terbuka bagi wanita: untuk setiap 100 pria, pada kesempatan yang sama "
        "hanya 60 wanita ikut."
    )
    assert found.angka == "60 : 100"
    assert found.artinya[0] == (
        "60 wanita lebih sedikit dilatih daripada bila pelatihan terbuka sama (100, diharapkan 160)."
    )
    assert "di mana wanita hilang?" in found.tindak[0]


def test_less_open_to_men(answer):
    found = answer(word="berbeda", **FAST)
    assert found.ingat == (
        "Pelatihan kepemimpinan kurang terbuka bagi pria: untuk setiap 100 pria, pada kesempatan yang sama "
        "145 wanita ikut."
    )
    assert "31 wanita lebih banyak dilatih" in found.artinya[0]
    assert "di mana pria hilang?" in found.tindak[0]


@pytest.mark.parametrize(
    ("p", "end"),
    [(0.01, "; keduanya memang berbeda."), (0.44, "; belum terbukti bahwa keduanya berbeda."),
     ("< 0,05", "."), (NAN, ".")],
)  # fmt: skip
def test_both_routes_are_told(p, end, answer):
    said = answer(p_beda=[NAN, NAN, p]).artinya[1]
    assert said == (
        f"Sebelum memegang jabatan 85 wanita ikut untuk setiap 100 pria, sesudahnya 102{end}"
    )


def test_a_route_that_is_not_told_leaves_both_out(answer):
    found = answer(rasio=[NAN, 1.02, 0.93])
    assert not any("jabatan 85" in one for one in found.artinya)


def test_a_gap_whose_size_is_kept(answer):
    found = answer(word="berbeda", rasio=[NAN] * 3, selisih_orang=[NAN] * 3)
    assert found.ingat == (
        "Pelatihan kepemimpinan tidak terbuka sama; besarnya tidak tampil dalam edisi ini."
    )
    assert (found.angka, found.artinya, found.pasti) == ("…", (), ())


def test_an_open_answer_says_what_would_be_enough(answer):
    """ln 0.72 / ln 0.80 = 1.472: 2.17 times."""
    found = answer()
    assert "tidak berarti sama" in found.ingat
    assert "hanya 72 wanita atau kurang" in found.cukup[0]
    assert "2,2 kali yang tercatat" in found.cukup[1]
    assert "gabungan 3 daerah" in found.cukup[1]


def test_equal_is_not_open(answer):
    found = answer(word="setara")
    assert "terbuka hampir sama" in found.ingat
    assert found.cukup == ()


def test_too_few_speaks_of_participants(answer):
    assert "jumlah peserta terlalu sedikit" in answer(word="terlalu sedikit").ingat
