"""Progress of each period, by the months that it counts."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.tren import kemajuan_show
from pug_analysis.pages.tren.kemajuan import appointments, trained
from pug_analysis.release.display import Released, Several


def parts_of(one):
    return one.parts if isinstance(one, Several) else (one,)


def text_of(*ones: Released | Several) -> str:
    parts = [part for one in ones for part in parts_of(one)]
    return " ".join(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", p.html)).strip() for p in parts)


def table_of(one: Released | Several) -> pd.DataFrame:
    (part,) = parts_of(one)
    names = [c["name"] for c in part.payload["columns"]]
    return pd.DataFrame(part.payload["rows"], columns=names)


def test_progress_names_its_months_or_the_missing_file(series):
    data = series[-1]
    for one in (
        kemajuan_show.tabel_pengangkatan(appointments(series), series),
        kemajuan_show.tabel_pelatihan(trained(series), series),
    ):
        assert "ke folder data/raw/2025" in text_of(one)
    posts = TABLES["jabatan"].dtypes
    row = pd.DataFrame(
        {"pegawai_id": [data.snapshot["pegawai_id"].iloc[0]], "jenis_jabatan": "struktural", "eselon": "IV.a",
         "tmt_jabatan": pd.Timestamp("2025-03-01"), "penugasan": "definitif", "penyetaraan": False},
        columns=list(posts),
    ).astype(posts)  # fmt: skip
    known = [replace(one, tables={**one.tables, "jabatan": row}) for one in series[2:]]
    shown = kemajuan_show.tabel_pengangkatan(appointments(known), known)
    assert table_of(shown)["masa"].unique().tolist() == [
        "Januari - Juni 2025",
        "Januari - Desember 2025",
    ]
    mixed = [series[0], *known]
    shown = kemajuan_show.tabel_pengangkatan(appointments(mixed), mixed)
    assert "tidak dihitung: 2023" in " ".join(shown.payload["notes"])


# --- numbers to words
POSTS = pd.DataFrame(
    {"periode": ["2024", "semester I 2025", "2025"], "bulan_awal": [2024 * 12, 2025 * 12, 2025 * 12],
     "bulan_akhir": [2024 * 12 + 11, 2025 * 12 + 5, 2025 * 12 + 11], "jenjang": "Pengawas",
     "pria": [11, 12, 13], "wanita": [21, 22, 23], "total": [32, 34, 36],
     "share_wanita": [21 / 32, 22 / 34, 23 / 36]}
)  # fmt: skip


def test_men_and_women_of_each_span_stand_in_their_own_columns(series):
    known = [replace(one, edition="internal") for one in series[1:]]
    shown = table_of(kemajuan_show.tabel_pengangkatan(POSTS, known))
    assert shown["masa"].tolist() == [
        "Januari - Desember 2024", "Januari - Juni 2025", "Januari - Desember 2025",
    ]  # fmt: skip
    assert shown["pria"].tolist() == [11, 12, 13]
    assert shown["wanita"].tolist() == [21, 22, 23]
    assert shown["share_wanita"].tolist() == [21 / 32, 22 / 34, 23 / 36]


def test_hours_of_men_and_women_and_what_was_left_out(series):
    hours = POSTS.drop(columns="jenjang").assign(
        jam_pria=[100, 200, 300], jam_wanita=[400, 500, 600], struktural_pria=[7, 8, 9],
        struktural_wanita=[9, 7, 8],
    )  # fmt: skip
    inside = [replace(one, edition="internal") for one in series]
    one = kemajuan_show.tabel_pelatihan(hours, inside)
    shown = table_of(one)
    assert shown["jam_pria"].tolist() == [100, 200, 300]
    assert shown["jam_wanita"].tolist() == [400, 500, 600]
    assert "Tanpa riwayat diklat dan kursus, tidak dihitung: 2023." in " ".join(
        one.payload["notes"]
    )
    # a shared edition hides the hours of fewer than 8 people of a structural training
    shared = [replace(one, edition="pokja") for one in series[1:]]
    one = kemajuan_show.tabel_pelatihan(hours, shared)
    assert table_of(one)["jam_pria"].isna().tolist() == [True, False, False]
    assert table_of(one)["jam_wanita"].isna().tolist() == [False, True, False]
    assert "Tanpa riwayat" not in " ".join(one.payload["notes"])


def test_each_missing_history_is_asked_for_by_its_name(series):
    data = series[-1]
    posts = text_of(kemajuan_show.tabel_pengangkatan(POSTS.iloc[:0], series))
    courses = text_of(kemajuan_show.tabel_pelatihan(POSTS.iloc[:0], series))
    assert posts.startswith("Pengangkatan menurut periode belum dapat ditunjukkan")
    assert "riwayat jabatan ke folder data/raw/2025." in posts
    assert courses.startswith("Pelatihan menurut periode belum dapat ditunjukkan")
    assert "riwayat diklat dan kursus ke folder data/raw/2025." in courses
    assert data.periode.name == "2025"


def test_every_period_without_posts_is_named(series):
    one = kemajuan_show.tabel_pengangkatan(POSTS.iloc[2:], series)
    said = " ".join(one.payload["notes"])
    assert "Tanpa riwayat jabatan, tidak dihitung: 2023, 2024, semester I 2025." in said
