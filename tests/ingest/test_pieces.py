"""A build in pieces gives what a build in memory gives. All people are invented."""

from __future__ import annotations

import shutil

import numpy as np
import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.ingest import build_periode
from pug_analysis.ingest.fingerprints import fingerprint_file
from pug_analysis.ingest.pieces import Pieces
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

YEAR = Periode(2025)
WHOLE = Pieces(limit=2**60)
TINY = Pieces(limit=0, rows=70, bucket=400_000, processes=1)


def both_ways(root, *, pieces=TINY):
    """Build a workspace in memory and a copy of it in pieces, with one key."""
    (root / ".pug").mkdir(exist_ok=True)
    (root / ".pug/kunci").write_bytes(b"k" * 32)
    copy = root.with_name(f"{root.name}-salinan")
    shutil.copytree(root, copy)
    builds = [
        build_periode(root, YEAR, config=Config(), pieces=WHOLE),
        build_periode(copy, YEAR, config=Config(), pieces=pieces),
    ]
    return builds, (root, copy)


def assert_same(builds, roots):
    one, two = builds
    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(two.tables[name], table, obj=name)
    pd.testing.assert_frame_equal(two.neraca, one.neraca)
    pd.testing.assert_frame_equal(two.temuan, one.temuan)
    digests = [np.load(fingerprint_file(root, YEAR)) for root in roots]
    for kind in digests[0].files:
        assert digests[0][kind].tolist() == digests[1][kind].tolist(), kind
    folders = [root / "data/processed/2025" for root in roots]
    assert sorted(p.name for p in folders[0].iterdir()) == sorted(
        p.name for p in folders[1].iterdir()
    )
    left = [p.name for root in roots for p in (root / "data/processed").iterdir()]
    assert left == ["2025", "2025"]


@pytest.mark.parametrize(("layout", "dirt"), [("csv", 0.05), ("xlsx", 0.05), ("parquet", 0)])
def test_a_simulated_office_is_the_same_both_ways(tmp_path, layout, dirt):
    regency = simulate(size=300, years=(2025,), seed=11)
    write_raw(regency, tmp_path / "kantor/data/raw", dirt=dirt, layout=layout)
    assert_same(*both_ways(tmp_path / "kantor"))
