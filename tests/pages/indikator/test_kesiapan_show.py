"""What is said of activities, Latsar and evidence: exactly inside, roughly where counts are protected."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.instrumen import read_form
from pug_analysis.pages.indikator import kesiapan_show
from pug_analysis.pages.indikator.kesiapan import ADA
from pug_analysis.release.teks import texts

FORM = read_form(2025)
ROUNDED = (
    f"Jumlah peserta dihitung dari bilangan yang ditampilkan pada {texts().entry('indikator_kegiatan_daftar').label} "
    "(* dihitung 4) dan dibulatkan ke kelipatan 5 terdekat."
)


def words(part):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html)).strip()


def notes(several, name):
    (payload,) = [p.payload for p in several.parts if p.payload.get("name") == name]
    return payload["notes"]


def test_activities_of_the_year_exactly(ape_data):
    assert words(kesiapan_show.internalisasi(ape_data, FORM).parts[0]) == (
        "Internalisasi PUG (I.2.11) pada 2025: 3 kegiatan, 70 kehadiran peserta (68,6 persen wanita), 11 "
        "jam. Rekomendasi APIP (II.f): 0; auditor terlatih ada di Tabel 6.1."
    )


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_activities_of_the_year_roughly(ape_data, edition):
    shared = replace(ape_data, edition=edition)
    said = words(kesiapan_show.internalisasi(shared, FORM).parts[0])
    assert "3 kegiatan, kira-kira 70 kehadiran peserta (71,4 persen wanita), 11 jam." in said


def test_a_year_without_participants_has_no_share(ape_data):
    quiet = replace(ape_data, year=2030)
    said = words(kesiapan_show.internalisasi(quiet, FORM).parts[0])
    assert "pada 2030: 0 kegiatan, 0 kehadiran peserta, 0 jam." in said


@pytest.mark.parametrize(
    ("edition", "told"), [("internal", False), ("pokja", True), ("publik", True)]
)
def test_rounded_sums_say_so(ape_data, edition, told):
    data = replace(ape_data, edition=edition)
    by_kind = notes(kesiapan_show.internalisasi(data, FORM), "indikator_kegiatan")
    by_subject = notes(kesiapan_show.latsar(data, FORM), "indikator_latsar")
    assert (ROUNDED in by_kind) is told
    assert (ROUNDED in by_subject) is told


def test_latsar_without_any_subject_of_the_roadmap_is_told(ape_data):
    covered = words(kesiapan_show.latsar(ape_data, FORM).parts[0])
    assert covered == (
        "2 dari 7 mata pelatihan Latsar dalam peta jalan memuat materi gender menurut register 2025."
    )
    log = ape_data.tables["kegiatan_pug"]
    other = log.assign(mata_pelatihan=log["mata_pelatihan"].replace("Smart ASN", "lain"))
    data = replace(ape_data, tables={**ape_data.tables, "kegiatan_pug": other})
    assert words(kesiapan_show.latsar(data, FORM).parts[0]) == (
        "1 dari 7 mata pelatihan Latsar dalam peta jalan memuat materi gender menurut register 2025. 1 "
        "kegiatan Latsar tidak menyebut satu pun dari mata pelatihan itu dan tidak masuk tabel ini."
    )


def test_all_evidence_is_there(ape_data, monkeypatch):
    real = kesiapan_show.check_prerequisites
    monkeypatch.setattr(
        kesiapan_show,
        "check_prerequisites",
        lambda *args, **options: real(*args, **options).assign(keadaan=ADA),
    )
    said = words(kesiapan_show.prasyarat(ape_data, FORM).parts[0])
    assert re.fullmatch(r"Setiap jenis bukti \(\d+\) ada dalam register\.", said)


def test_the_log_is_added_up_as_its_list_shows_it():
    log = pd.DataFrame(
        {"jenis": "Rapat", "peserta_pria": [12, 3, 0], "peserta_wanita": [13, 8, 40]}
    ).astype({"peserta_pria": "Int64", "peserta_wanita": "Int64"})
    shown = kesiapan_show.released_log(log)
    # 3 men and nobody are hidden, and count 4 each
    assert shown["peserta_pria"].tolist() == [10, 4, 4]
    assert shown["peserta_wanita"].tolist() == [15, 10, 40]
    assert shown["jenis"].tolist() == ["Rapat"] * 3


def whole(column: pd.Series) -> list:
    return [-1 if pd.isna(one) else one for one in column]


def test_sums_are_those_of_what_is_shown_and_hidden_where_the_true_one_is_small():
    shown = pd.DataFrame(
        {"kegiatan": [3, 2, 1, 0], "tanpa_peserta": [0, 0, 1, 0], "pria": [18, 8, 0, 0], "wanita": [65, 23, 0, 0],
         "total": [83, 31, 0, 0], "share_wanita": 0.5}
    )  # fmt: skip
    exact = shown.assign(pria=[15, 7, 0, 0], wanita=[61, 22, 0, 0], total=[76, 29, 0, 0])
    found = kesiapan_show.sums_of_shown(shown, exact=exact, edition="pokja")
    assert whole(found["pria"]) == [20, "*", -1, 0]
    assert whole(found["wanita"]) == [65, 25, -1, 0]
    assert whole(found["total"]) == [85, 30, -1, 0]
    assert found["share_wanita"].round(4).fillna(-1).tolist() == [round(65 / 85, 4), -1, -1, -1]


def test_how_the_matrix_is_read_is_said():
    assert len(words(kesiapan_show.cara_prasyarat())) > 100
