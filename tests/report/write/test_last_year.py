"""The part of the index on last year: which source is used when, and what is said of it."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from pug_analysis.careers.load import load
from pug_analysis.config import Config
from pug_analysis.ingest import build_periode
from pug_analysis.pages.profil.profil import profile_table
from pug_analysis.report.publish.archive import published_table
from pug_analysis.report.write.last_year import compare_with_last_year
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Two simulated years, both built, and last year's profile."""
    workspace = tmp_path_factory.mktemp("dua_tahun")
    write_raw(
        simulate(size=150, years=(2024, 2025), seed=5),
        workspace / "data" / "raw",
        dirt=0,
        layout="csv",
    )
    for year in (2024, 2025):
        build_periode(workspace, Periode(year), config=Config())
    return workspace, profile_table(load(2024, workspace=workspace).snapshot)


@pytest.fixture
def copy(built, tmp_path):
    return shutil.copytree(built[0], tmp_path / "salinan")


def publish(workspace, profile, **changes):
    place = published_table(workspace, Periode(2024), "pokja")
    place.parent.mkdir(parents=True)
    table = profile.astype({"pria": object, "wanita": object})
    for column, value in changes.items():
        table.loc[0, column] = value
    table.to_csv(place, sep=";", decimal=",", index=False, encoding="utf-8-sig")


def compare(workspace):
    return compare_with_last_year(workspace, Periode(2025), edition="pokja", config=Config())


def rows(section):
    table = next(t for t in section.tables if t["name"] == "perubahan_setahun")
    names = [column["name"] for column in table["columns"]]
    return pd.DataFrame(table["rows"], columns=names).set_index(["jenjang", "jenis_kelamin"])


def words(section):
    return BeautifulSoup("".join(section.html), "html.parser").get_text(" ", strip=True)


def test_without_last_years_report_and_files_one_sentence_says_so(copy):
    shutil.rmtree(copy / "data" / "raw" / "2024")
    section = compare(copy)
    assert (section.title, section.tables) == ("Apa yang berubah sejak tahun lalu", ())
    assert section.origin == {"periode": "2024", "terbitan": None}
    assert words(section) == (
        "Perubahan sejak 31 Desember 2024 belum dapat ditunjukkan: laporan 2024 edisi pokja dan "
        "data/raw/2024 tidak ada."
    )


def test_last_years_files_alone_are_enough(copy):
    shutil.rmtree(copy / "data" / "processed" / "2024")  # it is made again
    section = compare(copy)
    assert [t["name"] for t in section.tables] == ["perubahan_setahun", "perubahan_proporsi"]
    assert (
        "Sumber angka 2024: data/raw/2024 (laporannya tidak ada). Rincian perubahan: data/raw/2024, orang "
        "demi orang."
    ) in words(section)
    assert section.title == "Apa yang berubah sejak tahun lalu"
    assert section.origin == {"periode": "2024", "terbitan": None}


def test_the_published_counts_come_first_and_their_error_is_a_correction(copy, built):
    profile = built[1]
    publish(copy, profile, pria=profile["pria"][0] + 7)
    total = rows(compare(copy)).loc["Total ASN", "Pria"]
    assert total["pembetulan"] == -7
    assert total[["sebelum", "pembetulan", "kejadian", "populasi"]].sum() == total["sesudah"]


def test_histories_tell_the_rest_where_only_the_report_is_left(copy, built):
    publish(copy, built[1])
    whole = rows(compare(copy))
    shutil.rmtree(copy / "data" / "raw" / "2024")
    section = compare(copy)
    assert (
        "Sumber angka 2024: laporan yang terbit. Rincian perubahan: riwayat jabatan dan daftar "
        "pemberhentian dalam data 2025."
    ) in words(section)
    pd.testing.assert_frame_equal(rows(section), whole)


def test_files_that_can_no_longer_be_read_are_as_if_missing(copy, built):
    for path in (copy / "data" / "raw" / "2024").glob("*.csv"):
        path.write_bytes(b"PK\x03\x04 terpotong")
    assert words(compare(copy)) == (
        "Perubahan sejak 31 Desember 2024 belum dapat ditunjukkan: data/raw/2024 tidak ada atau tidak dapat "
        "dibaca, dan tanpa itu diperlukan laporan 2024 serta riwayat jabatan."
    )
    publish(copy, built[1])
    assert "riwayat jabatan dan daftar pemberhentian" in words(compare(copy))


def test_a_hidden_count_is_not_guessed(copy, built):
    publish(copy, built[1], wanita="*")
    section = compare(copy)
    total = rows(section).loc["Total ASN", "Wanita"]
    assert total[["sebelum", "pembetulan"]].isna().all()
    assert "ASN aktif kini" in words(section)


def test_a_table_of_another_form_is_no_table_of_ours(copy):
    place = published_table(copy, Periode(2024), "pokja")
    place.parent.mkdir(parents=True)
    place.write_bytes(b"a;b\r\n1;2\r\n")
    assert compare(copy).origin["terbitan"] is None
