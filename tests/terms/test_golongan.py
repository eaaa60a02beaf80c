"""Two ladders of grades with shared ids, and when people move up on them."""

from __future__ import annotations

import pytest

from pug_analysis.terms import golongan


def test_both_ladders_have_17_steps_with_shared_ids():
    assert (
        len(golongan.GOLONGAN_PNS) == len(golongan.GOLONGAN_PPPK) == len(golongan.GOLONGAN_ID) == 17
    )
    shared = dict(
        zip(
            golongan.GOLONGAN_ID,
            zip(golongan.GOLONGAN_PNS, golongan.GOLONGAN_PPPK, strict=True),
            strict=True,
        )
    )
    # the collisions that make a bare code meaningless
    assert shared["21"] == ("II/a", "V")
    assert shared["23"] == ("II/c", "VII")
    assert shared["31"] == ("III/a", "IX")
    assert len(golongan.PANGKAT) == 17


@pytest.mark.parametrize(
    ("lower", "higher"),
    [("I/d", "II/a"), ("II/d", "III/a"), ("III/d", "IV/a"), ("IV/d", "IV/e")],
)
def test_each_step_is_one_above_the_last(lower, higher):
    assert golongan.ORDINAL[higher] - golongan.ORDINAL[lower] == 1


def test_appointments_are_no_promotions():
    # SIASN jenisKPId 211: golongan of the appointment as CPNS and PNS
    assert "211" in golongan.JENIS_KP
