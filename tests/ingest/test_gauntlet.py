"""Simulated raw files: clean ones give no finding, and every planted defect is found in place."""

from __future__ import annotations

import json

import pytest

from pug_analysis.config import Config
from pug_analysis.ingest import build_periode
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

KEY = ["berkas", "lembar", "baris", "kolom", "kode"]
TOUCHED = ("karantina", "perbaikan", "gabung")


@pytest.fixture(scope="module")
def regency():
    return simulate(size=400, years=(2025,), seed=11)


@pytest.mark.parametrize("layout", ["xlsx", "csv", "parquet"])
def test_clean_files_are_used_whole(regency, tmp_path, layout):
    write_raw(regency, tmp_path / "data/raw", dirt=0, layout=layout)
    build = build_periode(tmp_path, Periode(2025), config=Config())
    assert not set(build.temuan["tindakan"]) & set(TOUCHED)
    assert "TEKS-PRIBADI" not in set(build.temuan["kode"])
    assert (build.neraca["bukan_data"] == 1).all()
    assert build.neraca["dipakai"].sum() == sum(map(len, build.tables.values()))


@pytest.mark.parametrize("layout", ["xlsx", "csv"])
@pytest.mark.parametrize("seed", [11, 12])
def test_every_planted_defect_is_found(tmp_path, layout, seed):
    regency = simulate(size=400, years=(2025,), seed=seed)
    write_raw(regency, tmp_path / "data/raw", dirt=0.05, layout=layout)
    planted = json.loads((tmp_path / "data/raw/2025/dirt.json").read_text("utf-8"))
    build = build_periode(tmp_path, Periode(2025), config=Config())
    listed = build.temuan.dropna(subset="baris")[[*KEY, "tindakan"]]
    found = set(listed.itertuples(index=False, name=None))
    wanted = {tuple(d[k] for k in [*KEY, "tindakan"]) for d in planted}
    assert len(wanted) > 200
    assert wanted <= found
    rows = {(d["berkas"], d["baris"]) for d in planted}
    clean = listed[listed["tindakan"].isin(TOUCHED)]
    assert set(clean[["berkas", "baris"]].itertuples(index=False, name=None)) <= rows


def test_layouts_give_the_same_tables(regency, tmp_path):
    tables = []
    key = b"k" * 32
    for layout in ("xlsx", "csv", "parquet"):
        root = tmp_path / layout
        write_raw(regency, root / "data/raw", dirt=0, layout=layout)
        (root / ".pug").mkdir()
        (root / ".pug/kunci").write_bytes(key)
        tables.append(build_periode(root, Periode(2025), config=Config()).tables)
    for name, table in tables[0].items():
        assert all(table.equals(other[name]) for other in tables[1:]), name
