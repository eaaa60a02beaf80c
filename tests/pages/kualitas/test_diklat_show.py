"""What is said of leadership trainings without a date or a level: each sex its own number."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.careers import course_names
from pug_analysis.pages.kualitas import diklat_show
from pug_analysis.release.display import Released
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


def text_of(part: Released) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html))


def unplaced_texts(*names: str, alasan: str = course_names.TANPA_JENJANG) -> pd.DataFrame:
    return pd.DataFrame(
        {"nama": list(names), "sumber": "diklat", "alasan": alasan, "orang": 2}
    ).astype({"nama": "string"})


def test_texts_of_trainings_stay_inside_the_house(tiny_data):
    texts = unplaced_texts("DIKLAT PIM " + "Z" * 100, "")
    reasons, listed = diklat_show.diklat_belum_tergolong(texts, tiny_data).parts
    assert reasons.payload["rows"] == [
        ["diklat", course_names.TANPA_JENJANG, reasons.payload["rows"][0][2], 2, 4]
    ]
    assert "Isi kode latihan struktural" in text_of(reasons)
    assert [len(row[0]) for row in listed.payload["rows"]] == [80, len("(kosong)")]
    pokja = diklat_show.diklat_belum_tergolong(texts, replace(tiny_data, edition="pokja")).parts
    assert [part.payload["name"] for part in pokja] == ["kualitas_diklat_alasan"]
    assert "DIKLAT PIM" not in pokja[0].html


def test_a_long_list_of_texts_is_a_file(tiny_data):
    many = unplaced_texts(*(f"DIKLAT PIM {i}" for i in range(41)))
    listed = diklat_show.diklat_belum_tergolong(many, tiny_data).parts[1]
    assert "<table>" not in listed.html
    assert len(listed.payload["rows"]) == 41


def test_nothing_unplaced_needs_no_list(tiny_data):
    (reasons,) = diklat_show.diklat_belum_tergolong(unplaced_texts(), tiny_data).parts
    assert reasons.payload["rows"] == []


@pytest.mark.parametrize(
    "reason",
    [value for name, value in vars(course_names).items() if name.isupper() and name[0] != "_"],
)
def test_every_reason_says_what_to_do(tiny_data, reason):
    part = diklat_show.diklat_belum_tergolong(unplaced_texts("X", alasan=reason), tiny_data).parts[
        0
    ]
    assert part.payload["rows"][0][2].endswith(".")


#: People whose training is not certain, one of them of two levels.
MAYBE = pd.DataFrame({"pegawai_id": ["a", "a", "b"], "jenjang": ["PKP", "PKA", "PKP"]})


def test_trainings_without_a_date_are_said_and_not_guessed(tiny_data):
    dates = pd.DataFrame(
        [["PKP", 1000, 3, 0.003, 500, 2, 0.004]],
        columns=["jenjang", "pria", "pria_tanpa_tanggal", "share_pria",
                 "wanita", "wanita_tanpa_tanggal", "share_wanita"],
    )  # fmt: skip
    said = text_of(diklat_show.kalimat_diklat(dates, unplaced_texts("X"), MAYBE, tiny_data))
    assert "1.500 diklat kepemimpinan dikenali" in said
    assert "5 di antaranya tanpa tanggal selesai (3 pria, 2 wanita)" in said
    assert "1 nama pelatihan" in said
    assert "Dari 2 orang tidak diketahui apakah sudah mengikuti" in said
    dated = dates.assign(pria_tanpa_tanggal=0, wanita_tanpa_tanggal=0)
    assert "Semuanya bertanggal selesai." in text_of(
        diklat_show.kalimat_diklat(dated, unplaced_texts(), MAYBE.iloc[:0], tiny_data)
    )
    nobody = dates.assign(pria=0, wanita=0)
    said = text_of(diklat_show.kalimat_diklat(nobody, unplaced_texts(), MAYBE, tiny_data))
    assert "Tidak ada diklat kepemimpinan" in said
    assert "Semua nama" in said
    assert diklat_show.tabel_tanggal_diklat(dates, tiny_data).payload["rows"][0][0] == "PKP"
