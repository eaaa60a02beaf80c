"""Who meets what the next post asks for."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.kohort.syarat import next_step_requirements


def table(name: str, rows: list[dict]) -> pd.DataFrame:
    schema = TABLES[name]
    frame = pd.DataFrame(rows, columns=[c.name for c in schema.columns])
    for column in schema.columns:
        if column.kind in ("text", "boolean"):
            blank = "" if column.kind == "text" else False
            frame[column.name] = (
                frame[column.name].astype(object).where(frame[column.name].notna(), blank)
            )
        if column.kind == "date":
            frame[column.name] = pd.to_datetime(frame[column.name])
    return frame.astype(schema.dtypes)


@pytest.fixture
def heads(tiny):
    """Three Administrator: two men, one woman."""
    return tiny.loc[tiny["jenjang"] == "Administrator", "pegawai_id"].tolist()


@pytest.fixture
def tables(heads):
    posts = [
        {"pegawai_id": who, "eselon": "III.b", "penugasan": "definitif", "tmt_jabatan": day}
        for who, day in zip(heads, ["2020-01-01", "2025-06-01", "2022-01-01"], strict=True)
    ]
    course = [{"pegawai_id": heads[2], "latihan_struktural": "4"}]
    return {
        "jabatan": table("jabatan", posts),
        "diklat": table("diklat", course),
        "kursus": table("kursus", []),
        "diklat_karantina": table("diklat_karantina", []),
    }


def jpt(tiny, tables) -> pd.DataFrame:
    found = next_step_requirements(tiny, tables, cutoff=date(2025, 12, 31))
    return found.loc[found["ke"] == "JPT Pratama"].set_index("syarat")


DIKLAT = "Diklat kepemimpinan jenjang itu (PKN II)"


def test_administrators_on_the_way_to_jpt(tiny, tables):
    rows = jpt(tiny, tables)
    # two men and one woman; one man has been in the post for six months only
    assert rows[["pria_semua", "wanita_semua"]].iloc[0].tolist() == [2, 1]
    assert rows.loc["Masa jabatan paling sedikit 2 tahun", ["pria", "wanita"]].tolist() == [1, 1]
    assert rows.loc["Golongan paling rendah IV/b", ["pria", "wanita"]].tolist() == [0, 0]
    assert rows.loc[DIKLAT, ["pria", "wanita"]].tolist() == [0, 1]


def test_who_may_have_had_the_training_is_neither_with_nor_without_it(tiny, tables, heads):
    # the first man's row is quarantined, the other's code and name contradict each other
    lost = [{"pegawai_id": heads[0], "sumber": "diklat", "kode": "4", "nama_diklat": "PKN II"}]
    doubtful = tables | {"diklat_karantina": table("diklat_karantina", lost)}
    rows = jpt(tiny, doubtful)
    assert rows.loc[DIKLAT, ["pria", "pria_semua", "wanita", "wanita_semua"]].tolist() == [
        0,
        1,
        1,
        1,
    ]
    others = rows.drop(index=DIKLAT)
    assert others[["pria_semua", "wanita_semua"]].drop_duplicates().to_numpy().tolist() == [[2, 1]]
    course = [{"pegawai_id": heads[1], "latihan_struktural": "4", "nama_diklat": "PIM III"}]
    rows = jpt(tiny, doubtful | {"diklat": table("diklat", course)})
    assert rows.loc[DIKLAT, ["pria", "pria_semua", "wanita", "wanita_semua"]].tolist() == [
        0,
        0,
        0,
        1,
    ]


def test_the_lowest_level_is_the_track_without_posts(tiny, tables):
    found = next_step_requirements(tiny, tables, cutoff=date(2025, 12, 31))
    row = found.loc[found["ke"] == "Pengawas"].iloc[0]
    assert row["dari"] == "Pelaksana dan JF Teknis"
    assert (row["pria_semua"], row["wanita_semua"]) == (3, 1)


def test_a_training_is_known_by_its_name_too_and_needs_no_date(tiny, tables, heads):
    man, other, woman = heads
    named = tables | {
        # the code says level III, nobody's JPT training
        "diklat": table("diklat", [{"pegawai_id": woman, "latihan_struktural": "3"}]),
        "kursus": table(
            "kursus",
            [
                {"pegawai_id": man, "jenis_diklat": "1", "nama_kursus": "Diklat Kepemimpinan Tk. II"},
                {"pegawai_id": other, "jenis_diklat": "3", "nama_kursus": "Diklat Pengadaan Barang"},
            ],
        ),
    }  # fmt: skip
    assert jpt(tiny, named).loc[DIKLAT, ["pria", "wanita"]].tolist() == [1, 0]


@pytest.mark.parametrize(("ended", "counted"), [("2025-12-31", 1), ("2026-01-01", 0)])
def test_a_training_that_ended_after_the_year_does_not_count(tiny, tables, heads, ended, counted):
    course = {"pegawai_id": heads[2], "latihan_struktural": "4", "tanggal_selesai": ended}
    later = tables | {"diklat": table("diklat", [course])}
    assert jpt(tiny, later).loc[DIKLAT, "wanita"] == counted


@pytest.mark.parametrize(("people", "given"), [(9, False), (10, True)])
def test_a_share_of_fewer_than_ten_people_is_not_given(tiny, tables, people, given):
    women = tiny.loc[tiny["jenjang"] == "Administrator"].iloc[[2]]
    many = pd.concat([tiny, *[women.assign(pegawai_id=f"x{i}") for i in range(people - 1)]])
    row = jpt(many, tables).loc["Pendidikan"]
    assert (row["wanita"], row["wanita_semua"]) == (people, people)
    assert (row["share_wanita"] == 1) == given
    assert pd.isna(row["share_wanita"]) != given
    assert pd.isna(row["share_pria"])
