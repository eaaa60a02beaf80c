"""Tables are appended and read again; some people at a time is tested with ``load_pieces``."""

from __future__ import annotations

import pandas as pd

from pug_analysis.ingest.processed import StoredTables, load_parts, write_parts
from pug_analysis.ingest.schema import TABLES
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
    tables = StoredTables(tmp_path)
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
