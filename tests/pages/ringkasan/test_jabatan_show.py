from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.ringkasan import jabatan_show as jabatan
from pug_analysis.pages.ringkasan.putusan_show import DOWN, FEW, SEEN, UNDECIDED, UP

NAN = float("nan")


@pytest.fixture
def answer(tables):
    def of(strong=True, without=(), heading="belum dapat disimpulkan", count=None, **changes):
        given = tables(
            indikator_jabatan_arah={"arah": ["", heading, ""]} | changes,
            indikator_jabatan_setara=count or {},
        )
        given = {k: v for k, v in given.items() if k not in without}
        return jabatan.answer_posts(given, strong=strong, difference=0.1)

    return of


@pytest.mark.parametrize(
    ("heading", "verdict", "end"),
    [("naik", UP, ", dan bagiannya cenderung naik."), ("turun", DOWN, ", dan bagiannya cenderung turun."),
     ("belum dapat disimpulkan", UNDECIDED, "; ke mana arahnya belum dapat disimpulkan."),
     ("terlalu sedikit", SEEN, ".")],
)  # fmt: skip
def test_count_and_direction(heading, verdict, end, answer):
    found = answer(heading=heading)
    assert found.putusan == verdict
    assert found.ingat == f"Wanita memegang 48 dari 152 jabatan (31,6%){end}"
    assert found.angka == "31,6%"


def test_who_was_appointed_is_told_beside_the_holders(answer):
    found = answer()
    assert found.artinya[0] == (
        "Di antara pemegang jabatan struktural sekarang 31,6% wanita; di antara yang diangkat ke "
        "Administrator atau di atasnya dalam 5 tahun terakhir 31,7% (19 dari 60)."
    )
    assert found.pasti[1] == "Selang 95% bagian wanita di antara yang diangkat: 21,3% sampai 44,2%."
    assert (
        "Yang diangkat ke Administrator atau di atasnya dalam 5 tahun terakhir terlalu sedikit"
        in (answer(wanita=[48, pd.NA, 2]).artinya[0])
    )


def test_change_since_the_period_before_and_its_parts(answer):
    assert answer().artinya[1] == (
        "Periode lalu 30,0%, kini 31,6% (1,6 poin). Sejak 2024: pembetulan data 0,0 poin, pengangkatan dan "
        "perpindahan 1,1 poin, yang masuk dan keluar 0,5 poin."
    )
    assert answer(without=("tren_arus",)).artinya[1] == "Periode lalu 30,0%, kini 31,6% (1,6 poin)."
    same = {"perubahan": [0.0, 0.0001, 0.0], "share_wanita_lalu": [0.25, 0.3157, 0.5]}
    assert "tidak berubah" in answer(count=same).artinya[1]
    none = answer(count={"perubahan": [NAN] * 3})
    assert not any("Periode lalu" in one for one in none.artinya)


def test_the_kind_that_is_handed_in_is_named(answer, tables):
    assert answer().artinya[-1] == "Dihitung menurut ragam yang diajukan: struktural."
    assert jabatan.handed_in(tables()) == "a. Struktural (diajukan)"


def test_without_the_direction_the_count_stands_alone(answer):
    found = answer(without=("indikator_jabatan_arah",))
    assert found.putusan == SEEN
    assert found.pasti == ()
    assert "Bandingkan dengan target daerah" in found.tindak[0]


def test_a_hidden_count_is_too_few(answer):
    found = answer(count={"share_wanita": [NAN] * 3})
    assert (found.putusan, found.angka) == (FEW, "…")


def test_going_down_asks_for_the_succession_list_and_going_up_for_nothing(answer):
    assert "rencana suksesi" in answer(heading="turun").tindak[0]
    assert len(answer(heading="turun").tindak) == 3
    assert "Pertahankan" in answer(heading="naik").tindak[0]


def test_an_open_direction_says_what_would_be_enough(answer):
    """48/152: 7.849 * 0.416 * 0.584 / 0.01 = 190.7 appointments, 60 in five years: 3.2 times, 11 years."""
    (said,) = answer().cukup
    assert "3,2 kali" in said
    assert "11 tahun lagi" in said
    assert answer(heading="naik").cukup == ()


def test_lines_are_found_by_their_place(tables):
    assert jabatan.appointment_lines(tables()) == (
        "Memegang jabatan sekarang",
        "Diangkat ke Administrator atau di atasnya",
    )
    named = tables(indikator_jabatan_arah={"baris": ["Kini", "Diangkat", "JPT"]})
    assert jabatan.appointment_lines(named) == ("Kini", "Diangkat")
    assert jabatan.appointment_lines({}) is None


@pytest.mark.parametrize(
    ("latest", "earlier", "before"),
    [("2025", ["2023", "2024", "semester I 2025"], "2024"),
     ("semester I 2025", ["2024", "semester I 2024"], "semester I 2024"),
     ("2025", ["semester I 2025"], "semester I 2025")],
)  # fmt: skip
def test_a_year_is_put_beside_the_year_before(latest, earlier, before):
    assert jabatan.period_before(latest, pd.Series(earlier)) == before
