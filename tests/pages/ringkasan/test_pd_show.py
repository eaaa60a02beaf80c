from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.pages.ringkasan import pd_show
from pug_analysis.pages.ringkasan.putusan_show import FEW, GAP, UNDECIDED

NONE = ["tidak ditandai", "tidak ditandai", "terlalu sedikit", ""]


@pytest.fixture
def answer(tables):
    def of(strong=True, without=(), stock=None, **changes):
        given = tables(pd_pengangkatan=changes, pd_pimpinan=stock or {})
        given = {k: v for k, v in given.items() if k not in without}
        return pd_show.answer_offices(given, strong=strong)

    return of


def test_a_flagged_office_with_women_appointed_and_expected(answer):
    found = answer()
    assert found.putusan == GAP
    assert found.angka == "1 dari 2 PD"
    assert found.ingat == (
        "Dalam 10 tahun terakhir wanita lebih jarang diangkat daripada yang diharapkan di Dinas A."
    )
    assert found.artinya[0] == "Dinas A: 4 dari 32 yang diangkat wanita; diharapkan 13."
    assert found.artinya[1] == (
        "Seluruh kabupaten, 10 tahun terakhir: 130 dari 380 yang diangkat wanita; diharapkan 150."
    )
    assert "pimpinan perangkat daerah yang ditandai" in found.tindak[0]
    assert found.cukup == ()
    assert {4, 32, 13.1, 130, 380, 150.2} <= {q.nilai for q in found.kutipan}


def test_offices_without_a_flag_are_not_called_equal(answer):
    found = answer(penilaian=NONE)
    assert (found.putusan, found.angka) == (UNDECIDED, "0 dari 2 PD")
    assert "itu tidak berarti semuanya sama" in found.ingat
    assert "kurang dari 10 pengangkatan" in found.cukup[0]


def test_an_edition_that_shows_some_offices_speaks_of_these_alone(tables):
    given = tables(pd_pengangkatan={"penilaian": ["tidak ditandai", "tidak ditampilkan", "", ""]})
    given["pd_pengangkatan"] = given["pd_pengangkatan"].drop(columns="q_value")
    found = pd_show.answer_offices(given, strong=None)
    assert pd_show.is_partial(given["pd_pengangkatan"])
    assert found.putusan == UNDECIDED
    assert found.ingat == (
        "Di antara perangkat daerah yang tampil dalam edisi ini tidak ada yang ditandai; itu tidak berarti "
        "semuanya sama."
    )
    assert found.pasti[0].startswith("1 perangkat daerah tampil dengan penilaian dalam edisi ini")
    none = given | {
        "pd_pengangkatan": given["pd_pengangkatan"].assign(
            penilaian=["tidak ditampilkan"] * 3 + [""]
        )
    }
    assert pd_show.answer_offices(none, strong=None).putusan == UNDECIDED


def test_offices_all_too_small(answer):
    found = answer(penilaian=[*["terlalu sedikit"] * 3, ""])
    assert (found.putusan, found.angka) == (FEW, "…")
    assert "terlalu sedikit orang diangkat" in found.ingat


def test_the_line_of_all_offices_is_no_office(answer, tables):
    assert "2 dari 3 perangkat daerah dinilai" in answer().pasti[0]
    assert "Semua PD" not in set(
        pd_show.single_offices(tables()["pd_pengangkatan"])["perangkat_daerah"]
    )


def test_those_who_hold_posts_today_stand_beside(answer):
    assert answer().artinya[-1] == (
        "Menurut pemegang jabatan sekarang (hitungan penuh) ditandai: Dinas A 10,0% (diharapkan 38,0%)."
    )
    calm = answer(stock={"penilaian": ["tidak ditandai"] * 2})
    assert calm.artinya[-1].endswith("tidak ada yang ditandai.")
    assert len(answer(without=("pd_pimpinan",)).artinya) == 2


def test_hidden_counts_leave_the_name(answer):
    hidden = pd.Series([12, "*", 1, 130], dtype=object)
    found = answer(wanita=hidden)
    assert "di Dinas A." in found.ingat
    assert not any(one.startswith("Dinas A:") for one in found.artinya)
    everything = answer(wanita=pd.Series(["*"] * 4, dtype=object))
    assert not any(one.startswith("Seluruh kabupaten") for one in everything.artinya)
    kept = answer(stock={"share_wanita": [float("nan")] * 2})
    assert kept.artinya[-1].endswith("ditandai: Dinas A.")
