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
