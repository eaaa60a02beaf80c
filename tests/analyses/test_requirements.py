"""Who meets what the next post asks for."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pug_analysis.analyses.requirements import next_step_requirements
from pug_analysis.ingest.schema import TABLES


@pytest.fixture
def tables(tiny):
    def table(name: str, rows: list[dict]) -> pd.DataFrame:
        schema = TABLES[name]
        frame = pd.DataFrame(rows, columns=[c.name for c in schema.columns])
        for column in schema.columns:
            if column.kind in ("text", "boolean"):
                blank = "" if column.kind == "text" else False
                frame[column.name] = (
                    frame[column.name].astype(object).where(frame[column.name].notna(), blank)
                )
        return frame.astype(schema.dtypes)

    heads = tiny.loc[tiny["jenjang"] == "Administrator", "pegawai_id"].tolist()
    posts = [
        {
            "pegawai_id": who,
            "eselon": "III.b",
            "penugasan": "definitif",
            "tmt_jabatan": pd.Timestamp(day),
        }
        for who, day in zip(heads, ["2020-01-01", "2025-06-01", "2022-01-01"], strict=True)
    ]
    course = [{"pegawai_id": heads[2], "latihan_struktural": "4"}]
    return {"jabatan": table("jabatan", posts), "diklat": table("diklat", course)}


def test_administrators_on_the_way_to_jpt(tiny, tables):
    found = next_step_requirements(tiny, tables, cutoff=date(2025, 12, 31))
    rows = found.loc[found["ke"] == "JPT Pratama"].set_index("syarat")
    # two men and one woman; one man has been in the post for six months only
    assert rows[["pria_semua", "wanita_semua"]].iloc[0].tolist() == [2, 1]
    assert rows.loc["Masa jabatan paling sedikit 2 tahun", ["pria", "wanita"]].tolist() == [1, 1]
    assert rows.loc["Golongan paling rendah IV/b", ["pria", "wanita"]].tolist() == [0, 0]
    assert rows.loc["Diklat kepemimpinan jenjang itu", ["pria", "wanita"]].tolist() == [0, 1]
    assert rows.loc["Syarat formal (masa jabatan dan pendidikan)", "share_pria"] == 0.5


def test_the_lowest_level_is_the_track_without_posts(tiny, tables):
    found = next_step_requirements(tiny, tables, cutoff=date(2025, 12, 31))
    row = found.loc[found["ke"] == "Pengawas"].iloc[0]
    assert row["dari"] == "Pelaksana dan JF Teknis"
    assert (row["pria_semua"], row["wanita_semua"]) == (3, 1)
