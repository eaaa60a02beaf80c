"""A period opened in pieces is the period. All people are invented."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest

from pug_analysis.careers.load import load
from pug_analysis.careers.pieces import load_pieces
from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.ingest import build_periode
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    root = tmp_path_factory.mktemp("kantor")
    write_raw(simulate(size=120, years=(2025,), seed=5), root / "data/raw", layout="csv")
    build_periode(root, Periode(2025), config=Config())
    return root


def test_pieces_add_up_and_nobody_is_in_two(workspace):
    whole = load(2025, workspace=workspace)
    pieces = list(load_pieces(2025, workspace=workspace, rows=300))
    assert len(pieces) > 3
    for name, table in whole.tables.items():
        together = pd.concat([piece.tables[name] for piece in pieces], ignore_index=True)
        pd.testing.assert_frame_equal(together, table, obj=name)
    snapshot = pd.concat([piece.snapshot for piece in pieces], ignore_index=True)
    pd.testing.assert_frame_equal(snapshot, whole.snapshot)
    ids = [set(piece.tables["golongan"]["pegawai_id"]) | set(piece.tables["pegawai"]["pegawai_id"])
           for piece in pieces]  # fmt: skip
    assert sum(map(len, ids)) == len(set().union(*ids))


def test_a_small_period_is_one_piece(workspace):
    (piece,) = load_pieces(2025, workspace=workspace)
    assert len(piece.snapshot) == len(load(2025, workspace=workspace).snapshot)


def test_what_was_not_built_is_refused(tmp_path):
    with pytest.raises(DataError, match="belum ada"):
        load_pieces(2025, workspace=tmp_path)


def test_a_piece_can_be_opened_by_another_process(workspace):
    pieces = load_pieces(2025, workspace=workspace, rows=300)
    sent = pickle.loads(pickle.dumps(pieces))
    assert len(sent) == len(pieces)
    pd.testing.assert_frame_equal(sent[2].snapshot, pieces[2].snapshot)
    with pytest.raises(IndexError):
        pieces[len(pieces)]
