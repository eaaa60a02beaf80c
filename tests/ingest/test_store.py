"""Pseudonyms and publication."""

from __future__ import annotations

import hashlib
import hmac
import stat

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.ingest import load_processed, store


def test_pseudonym_is_a_keyed_hash(tmp_path):
    key = store.read_key(tmp_path)
    nip = "198503122010012001"
    wanted = hmac.new(key, nip.encode(), hashlib.sha256).hexdigest()[:20]
    assert store.make_ids([nip], key) == {nip: wanted}
    assert store.read_key(tmp_path) == key
    assert store.read_key(tmp_path / "lain") != key


def test_key_is_private_and_whole(tmp_path):
    store.read_key(tmp_path)
    path = tmp_path / ".pug" / "kunci"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.write_bytes(b"pendek")
    with pytest.raises(DataError, match="Kunci nama samaran"):
        store.read_key(tmp_path)


def test_settings_that_matter_change_the_digest():
    plain = store.config_digest(Config())
    assert store.config_digest(Config(instansi={"kabupaten": "X"})) == plain
    assert store.config_digest(Config(data={"kedudukan_paruh_waktu": ("102",)})) != plain


def test_broken_run_between_the_renames_is_mended(office):
    office.csv("a.csv", office.people())
    office.build()
    target = store.processed_folder(office.root, 2025)
    target.rename(target.parent / ".lama-2025")
    (target.parent / ".tahap-2025").mkdir()
    stage = store.open_stage(office.root, 2025)
    assert len(load_processed(office.root, 2025)["pegawai"]) == 20
    assert list(stage.iterdir()) == []


def test_failure_while_writing_leaves_the_last_good_build(office, monkeypatch):
    office.csv("a.csv", office.people())
    office.build()
    before = load_processed(office.root, 2025)["pegawai"]
    office.csv("a.csv", office.people(10))
    calls = iter(range(100))

    def full(frame, path, write=store.write_table):
        if next(calls) == 5:
            raise OSError(28, "No space left on device")
        write(frame, path)

    monkeypatch.setattr(store, "write_table", full)
    with pytest.raises(OSError, match="No space"):
        office.build()
    pd.testing.assert_frame_equal(load_processed(office.root, 2025)["pegawai"], before)


def test_other_columns_are_not_loaded(office):
    office.csv("a.csv", office.people())
    office.build()
    path = store.processed_folder(office.root, 2025) / "pegawai.parquet"
    pd.read_parquet(path).assign(nama="x").to_parquet(path)
    with pytest.raises(DataError, match="Tabel pegawai tahun 2025 tidak sesuai skema"):
        load_processed(office.root, 2025)


def test_unreadable_origin_is_not_current(office):
    office.csv("a.csv", office.people())
    office.build()
    (store.processed_folder(office.root, 2025) / "asal.json").write_text("{")
    assert not store.is_current(office.root, 2025, config=Config())
