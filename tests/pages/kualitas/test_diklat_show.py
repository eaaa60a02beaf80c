"""What is said of leadership trainings without a date or a level: each sex its own number."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.careers import course_names
from pug_analysis.pages.kualitas import diklat_show
from pug_analysis.release.teks import cases

DATES = ["jenjang", "pria", "pria_tanpa_tanggal", "share_pria", "wanita", "wanita_tanpa_tanggal",
         "share_wanita"]  # fmt: skip
NONE = pd.DataFrame({"nama": [], "sumber": [], "alasan": [], "orang": []})
NOBODY = pd.DataFrame({"pegawai_id": []})


def said(data, men=(100, 0), women=(40, 0), unplaced=NONE, doubtful=NOBODY):
    row = ["PKP", men[0], men[1], men[1] / 100, women[0], women[1], women[1] / 100]
    part = diklat_show.kalimat_diklat(pd.DataFrame([row], columns=DATES), unplaced, doubtful, data)
    return re.findall(r"<p>(.*?)</p>", part.html, flags=re.S)


def test_undated_trainings_are_told_of_each_sex(tiny_data):
    first, second, third = said(tiny_data, men=(100, 9), women=(40, 2))
    assert first.startswith(
        "140 diklat kepemimpinan dikenali (PKP, PKA, PKN II, PKN I beserta nama-nama lamanya). 11 di "
        "antaranya tanpa tanggal selesai (9 pria, 2 wanita): dihitung di sini"
    )
    assert second == "Semua nama yang tampak seperti diklat kepemimpinan dapat digolongkan."
    assert third.startswith("Tidak ada orang yang diklatnya hanya diketahui")


def test_no_undated_training_and_no_training_at_all(tiny_data):
    assert said(tiny_data)[0].endswith("nama-nama lamanya). Semuanya bertanggal selesai.")
    assert said(tiny_data, men=(0, 0), women=(0, 0))[0] == (
        "Tidak ada diklat kepemimpinan yang dikenali dalam riwayat diklat dan kursus."
    )


@pytest.mark.parametrize("undated", [3, 5])
def test_few_undated_trainings_read_as_none_where_counts_are_protected(tiny_data, undated):
    shared = replace(tiny_data, edition="pokja")
    few = said(shared, men=(100, undated), doubtful=pd.DataFrame({"pegawai_id": list("abc")}))
    none = said(shared)
    assert few[0] == none[0]
    assert "tanpa tanggal selesai" in few[0]
    assert few[2] == none[2]
    assert "tidak diketahui apakah sudah mengikuti" in few[2]


def test_names_and_people_are_counted_each_in_its_sentence(tiny_data):
    names = pd.DataFrame(
        {"nama": ["X", "Y"], "sumber": "diklat", "alasan": course_names.BEDA, "orang": 1}
    )
    doubtful = pd.DataFrame({"pegawai_id": ["a", "a", "b", "c"]})
    _, second, third = said(tiny_data, unplaced=names, doubtful=doubtful)
    assert second.startswith("2 nama pelatihan tampak seperti diklat kepemimpinan")
    assert third.startswith("Dari 3 orang tidak diketahui")


def test_the_list_of_names_tells_where_the_remedy_stands(tiny_data):
    names = pd.DataFrame(
        {"nama": ["X"], "sumber": "diklat", "alasan": course_names.GANDA, "orang": 1}
    )
    reasons, listed = diklat_show.diklat_belum_tergolong(names, tiny_data).parts
    assert reasons.payload["rows"][0][2] == (
        "Tulis satu jenjang per baris; diklat lain menjadi baris sendiri."
    )
    number = reasons.payload["title"].split(". ")[0]
    assert number == "Tabel 90.8"
    assert listed.payload["notes"][0].endswith(f"perbaiki seperti pada {number}.")


def test_every_reason_has_its_remedy_and_no_other_is_kept():
    reasons = {
        value for name, value in vars(course_names).items() if name.isupper() and name[0] != "_"
    }
    assert set(cases("kualitas_diklat_tindakan")) == reasons
