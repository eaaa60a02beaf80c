from __future__ import annotations

import pytest

from pug_analysis.analyses.questions.steps import STEPS
from pug_analysis.pages.ringkasan import tindak_show as tindak
from pug_analysis.pages.ringkasan.putusan_show import (
    DOWN,
    EQUAL,
    FEW,
    GAP,
    SEEN,
    UNDECIDED,
    UP,
)


def said(*levels, verdict=GAP, strong=True, direction="wanita"):
    keys = tindak.for_steps(levels)
    return tindak.actions(keys, verdict=verdict, strong=strong, direction=direction)


def test_every_step_has_something_to_look_at_and_something_to_do():
    assert set(tindak.DI_LANGKAH) == {step.level for step in STEPS}
    assert all(len(keys) >= 2 for keys in tindak.DI_LANGKAH.values())


@pytest.mark.parametrize(
    ("level", "training"),
    [("Pengawas", "PKP"), ("Administrator", "PKA"), ("JPT Pratama", "PKN Tingkat II")],
)
def test_each_step_has_the_training_of_its_post(level, training):
    everything = " ".join(said(level))
    assert training in everything
    others = {"PKP", "PKA", "PKN Tingkat II"} - {training}
    assert not any(other in everything for other in others)


def test_the_succession_list_is_of_the_highest_step():
    assert "rencana suksesi" in said("JPT Pratama")[0]
    assert "rencana suksesi" not in " ".join(said("Pengawas"))
    assert "uji kompetensi JF" in said("JF Ahli Muda")[0]


def test_steps_are_looked_at_before_anything_is_done():
    assert tindak.for_steps(["Pengawas", "JPT Pratama"]) == (
        "usulan", "suksesi", "program", "pkp", "pkn", "seleksi",
    )  # fmt: skip
    assert tindak.for_steps(["Pengawas", "Administrator"])[0] == "usulan"
    assert len(said("Pengawas", "Administrator", "JPT Pratama")) == 4


@pytest.mark.parametrize(("direction", "who"), [("wanita", "wanita"), ("pria", "pria"), ("berganti", "wanita dan pria"), ("", "wanita dan pria")])  # fmt: skip
def test_it_is_for_those_who_fall_behind(direction, who):
    assert said("Pengawas", direction=direction)[1] == (
        f"Buka program pengembangan calon pejabat dan undang {who} yang memenuhi syarat."
    )


def test_what_is_not_strong_is_looked_into_and_asked_again():
    assert len(said("Pengawas", strong=False)) == 2
    assert said("Pengawas", strong=False)[1] == (
        "Ulangi tahun depan sebelum aturan diubah: temuan ini belum kuat."
    )
    assert said("Pengawas", strong=None) == said("Pengawas", strong=True)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [(EQUAL, "Pertahankan cara yang sekarang"), (UP, "Pertahankan cara yang sekarang"),
     (UNDECIDED, "Belum ada dasar untuk mengubah aturan"), (FEW, "Belum ada dasar"),
     (SEEN, "Bandingkan dengan target daerah")],
)  # fmt: skip
def test_nothing_is_done_beyond_what_the_verdict_bears(verdict, words):
    (only,) = said("Pengawas", verdict=verdict)
    assert only.startswith(words)


@pytest.mark.parametrize("keys", [*tindak.MENURUT_WAKTU.values(), tindak.PELATIHAN, tindak.JABATAN, tindak.PERANGKAT_DAERAH])  # fmt: skip
def test_every_list_of_actions_has_its_words(keys):
    found = tindak.actions(keys, verdict=DOWN, strong=True)
    assert len(found) == len(keys)
    assert all(10 < len(one) < 140 for one in found)
