"""Tables are appended and read again; some people at a time is tested with ``load_pieces``."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from pug_analysis.errors import DataError
from pug_analysis.ingest import load_processed
from pug_analysis.ingest.kept import processed_folder
from pug_analysis.ingest.kept.processed_tables import StoredTables, load_parts, write_parts
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.terms.kalender import Periode


def pindah(*ids):
    table = pd.DataFrame(
        {"pegawai_id": ids, "tmt_pindah": pd.to_datetime(["2020-01-01"] * len(ids))}
    )
    return table.astype(TABLES["pindah"].dtypes)


def test_parts_make_a_table(tmp_path):
    parts = []
    for k, ids in enumerate([("a", "b"), (), ("c",)]):
        parts.append(tmp_path / f"{k}.feather")
        pindah(*ids).to_feather(parts[-1])
    write_parts(parts, "pindah", tmp_path / "pindah.parquet")
    write_parts([], "cltn", tmp_path / "cltn.parquet")
    (tmp_path / processed_folder.ORIGIN_FILE).write_text("{}")
    tables = StoredTables(tmp_path, Periode(2025), TABLES.values())
    pd.testing.assert_frame_equal(tables["pindah"], pindah("a", "b", "c"))
    assert tables["cltn"].dtypes.astype(str).to_dict() == TABLES["cltn"].dtypes
    assert list(tables) == list(TABLES)
    assert len(tables) == len(TABLES)


def test_every_row_is_in_one_part(office):
    office.csv("a.csv", office.people(40))
    whole = office.build().tables["pegawai"]
    parts = [p["pegawai"] for p in load_parts(office.root, Periode(2025), rows=10)]
    assert len(parts) == 4
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


def test_tables_of_two_builds_are_never_mixed(office):
    office.csv("a.csv", office.people(4))
    office.build()
    tables = load_processed(office.root, Periode(2025))
    assert len(tables["pegawai"]) == 4
    office.build()  # of the same files: the same tables
    assert len(tables["golongan"]) == 0
    office.csv("a.csv", office.people(5))
    office.build()
    with pytest.raises(DataError, match="tahun 2025 baru saja dibuat ulang"):
        tables["golongan"]


def test_a_table_is_read_when_it_is_asked_for(office):
    office.csv("a.csv", office.people(4))
    office.build()
    tables = load_processed(office.root, Periode(2025))
    folder = processed_folder.processed_folder(office.root, Periode(2025))
    shutil.copy(folder / "pegawai.parquet", folder / "jabatan.parquet")
    assert len(tables["golongan"]) == 0
    with pytest.raises(DataError, match="Tabel jabatan tahun 2025 tidak sesuai skema"):
        tables["jabatan"]
    with pytest.raises(DataError, match="Tabel jabatan tahun 2025 tidak sesuai skema"):
        load_processed(office.root, Periode(2025))
