"""A word of comparison follows the estimate, the interval, and the digits that are printed."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pug_analysis.release.arah import arah, kalimat_setara, tiga_angka
from pug_analysis.stats import decide
from pug_analysis.stats.library_results import LibraryResultError


@pytest.mark.parametrize(
    ("numbers", "side"),
    [
        ((1.25, 1.16, 1.64), 1),
        ((0.80, 0.61, 0.99), -1),
        ((1.25, 0.93, 1.64), 0),
        ((1.00, 1.00, 1.17), 0),
        ((1.00, 1.00, 1.00), 0),
        ((3.00, 1.20, inf), 1),
    ],
)
def test_the_side_of_a_ratio(numbers, side):
    assert arah(*numbers, sama=1) == side


def test_no_word_follows_from_an_estimate_outside_its_interval():
    # 27 of 27 beside 33 of 33 once had limits 1.0000003 to 1.17 around 1
    for numbers in ((1.0, 1.001, 1.17), (0.80, 0.865, 1.077)):
        with pytest.raises(LibraryResultError, match="an interval that is put into words"):
            arah(*numbers, sama=1)


def test_digits_do_not_hide_what_is_said():
    assert tiga_angka(0.9, 0.81, 0.9996, sama=1) == ("0,9000", "0,8100", "0,9996")
    assert tiga_angka(0.02, 0.001, 0.4, sama=0) == ("0,020", "0,001", "0,400")
    assert tiga_angka(3, 1.2, inf, sama=1) == ("3,00", "1,20", "∞")


@given(st.floats(0.2, 5), st.floats(1, 3), st.floats(1, 3))
def test_printed_limits_stand_on_the_side_that_is_said(estimate, down, up):
    low, high = estimate / down, estimate * up
    assume(abs(low - 1) > 1e-5 and abs(high - 1) > 1e-5)
    printed = [float(n.replace(",", ".")) for n in tiga_angka(estimate, low, high, sama=1)]
    side = arah(estimate, low, high, sama=1)
    assert (printed[1] > 1) == (side > 0)
    if side < 0:
        assert printed[2] < 1


def test_equal_is_told_with_both_margins():
    numbers = {"margin": 0.05, "n_events": 400, "n_people": 1000}
    same = kalimat_setara(decide(0.0, -0.02, 0.02, ratio=(0.9, 1.1), **numbers), "selang")
    assert (
        "lebih kecil daripada 5,0 poin persen (selang) dan rasionya di antara 0,80 dan 1,25" in same
    )
    assert "tidak memuat nol" not in same
    small = kalimat_setara(decide(0.02, 0.01, 0.03, ratio=(1.1, 1.2), **numbers), "selang")
    assert "Selangnya tidak memuat nol: bagian wanita 2,0 poin persen lebih tinggi" in small


WITHIN = (
    "Perbedaan antara wanita dan pria lebih kecil daripada 5,0 poin persen (selang) dan rasionya di antara 0,80 dan "
    "1,25: setara dalam batas toleransi."
)
APART = " Selangnya tidak memuat nol: bagian wanita 2,0 poin persen {}, kurang dari yang dianggap berarti."


@pytest.mark.parametrize(
    ("numbers", "ratio", "more"),
    [
        ((0.0, -0.02, 0.02), (0.9, 1.1), ""),
        ((0.02, 0.01, 0.03), (1.03, 1.2), APART.format("lebih tinggi")),
        ((-0.02, -0.03, -0.01), (0.85, 0.97), APART.format("lebih rendah")),
    ],
)
def test_equal_to_the_letter(numbers, ratio, more):
    decision = decide(*numbers, ratio=ratio, margin=0.05, n_events=400, n_people=1000)
    assert decision.verdict == "equivalent"
    assert kalimat_setara(decision, "selang") == WITHIN + more
