"""Pseudonyms and publication."""

from __future__ import annotations

import hashlib
import hmac
import shutil
import stat

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.errors import DataError, UsageError
from pug_analysis.ingest import build_periode, is_current, load_processed
from pug_analysis.ingest.kept import processed_folder
from pug_analysis.terms.kalender import Periode


def test_pseudonym_is_a_keyed_hash(tmp_path):
    key = processed_folder.read_key(tmp_path)
    nip = "198503122010012001"
    wanted = hmac.new(key, nip.encode(), hashlib.sha256).hexdigest()[:20]
    assert processed_folder.make_ids([nip], key) == {nip: wanted}
    assert processed_folder.read_key(tmp_path) == key
    assert processed_folder.read_key(tmp_path / "lain") != key


def test_key_is_private_and_whole(tmp_path):
    processed_folder.read_key(tmp_path)
    path = tmp_path / ".pug" / "kunci"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.write_bytes(b"pendek")
    with pytest.raises(DataError, match="Kunci nama samaran"):
        processed_folder.read_key(tmp_path)


def test_settings_that_matter_change_the_digest():
    plain = processed_folder.config_digest(Config())
    assert processed_folder.config_digest(Config(instansi={"kabupaten": "X"})) == plain
    assert processed_folder.config_digest(Config(data={"kedudukan_paruh_waktu": ("102",)})) != plain


def test_broken_run_between_the_renames_is_mended(office):
    office.csv("a.csv", office.people())
    office.build()
    target = processed_folder.processed_folder(office.root, Periode(2025))
    target.rename(target.parent / ".lama-2025")
    (target.parent / ".tahap-2025").mkdir()
    stage = processed_folder.open_processed_stage(office.root, Periode(2025))
    assert len(load_processed(office.root, Periode(2025))["pegawai"]) == 20
    assert list(stage.iterdir()) == []


def test_failure_while_writing_leaves_the_last_good_build(office, monkeypatch):
    office.csv("a.csv", office.people())
    office.build()
    before = load_processed(office.root, Periode(2025))["pegawai"]
    office.csv("a.csv", office.people(10))
    calls = iter(range(100))

    def full(frame, path, write=processed_folder.write_table):
        if next(calls) == 5:
            raise OSError(28, "No space left on device")
        write(frame, path)

    monkeypatch.setattr(processed_folder, "write_table", full)
    with pytest.raises(DataError, match=r"tidak dapat menulis di data/processed \(No space"):
        office.build()
    pd.testing.assert_frame_equal(load_processed(office.root, Periode(2025))["pegawai"], before)


def test_other_columns_are_not_loaded(office):
    office.csv("a.csv", office.people())
    office.build()
    path = processed_folder.processed_folder(office.root, Periode(2025)) / "pegawai.parquet"
    pd.read_parquet(path).assign(nama="x").to_parquet(path)
    with pytest.raises(DataError, match="Tabel pegawai tahun 2025 tidak sesuai skema"):
        load_processed(office.root, Periode(2025))


def test_unreadable_origin_is_not_current(office):
    office.csv("a.csv", office.people())
    office.build()
    (processed_folder.processed_folder(office.root, Periode(2025)) / "asal.json").write_text("{")
    assert not processed_folder.is_current(office.root, Periode(2025), config=Config())


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_damaged_table_is_told_and_built_again(office, damage):
    office.csv("a.csv", office.people())
    office.build()
    path = processed_folder.processed_folder(office.root, Periode(2025)) / "jabatan.parquet"
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:50])
    assert not processed_folder.is_current(office.root, Periode(2025), config=Config())
    with pytest.raises(DataError, match=r"jabatan tahun 2025 hilang.*pug-analysis build 2025"):
        load_processed(office.root, Periode(2025))
    office.build()
    assert processed_folder.is_current(office.root, Periode(2025), config=Config())


def test_lost_key_is_told_and_makes_years_stale(office):
    office.csv("a.csv", office.people())
    assert "KUNCI-BARU" not in office.codes(office.build())
    key = office.root / ".pug" / "kunci"
    key.unlink()
    assert not processed_folder.is_current(office.root, Periode(2025), config=Config())
    assert "KUNCI-BARU" not in office.codes(office.build())
    folder = processed_folder.processed_folder(office.root, Periode(2025))
    shutil.copytree(folder, folder.parent / "2024")
    assert processed_folder.is_current(office.root, Periode(2025), config=Config())
    key.unlink()
    assert "KUNCI-BARU" in office.codes(office.build())
    assert processed_folder.is_current(office.root, Periode(2025), config=Config())
    assert "KUNCI-BARU" not in office.codes(office.build())
    key.write_bytes(b"k" * 32)
    assert not processed_folder.is_current(office.root, Periode(2025), config=Config())


def test_folder_that_cannot_be_written(office):
    office.csv("a.csv", office.people())
    (office.root / "data/processed").write_bytes(b"")
    with pytest.raises(DataError, match=r"tidak dapat menulis di data/processed .*ruang disk"):
        office.build()


@pytest.mark.parametrize("year", [0, 1989, 2101, 20255])
def test_years_outside_the_range(office, year):
    wanted = f"antara 1990 dan 2100, tetapi tertulis {year}"
    assert not is_current(office.root, Periode(year), config=Config())
    with pytest.raises(UsageError, match=wanted):
        build_periode(office.root, Periode(year), config=Config())
    with pytest.raises(UsageError, match=wanted):
        load_processed(office.root, Periode(year))


def test_skipped_names_are_told(office):
    office.csv("a.csv", office.people())
    (office.raw / "map.xlsx").mkdir()
    (office.raw / "lain").mkdir()
    office.put(f"~${office.nip(1)}.xlsx", b"x")
    for seen in (office.check(), office.build()):
        found = seen.temuan[seen.temuan["kode"] == "BERKAS-DILEWATI"]
        assert sorted(found["berkas"]) == ["lain/", "map.xlsx/", "~$[nomor].xlsx"]
