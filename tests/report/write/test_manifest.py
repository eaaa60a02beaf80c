"""The manifest tells of every file and of nothing that differs from run to run."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import pytest

from pug_analysis.config import Config
from pug_analysis.report.write.manifest import Facts, build_manifest, describe_run, write_manifest
from pug_analysis.report.write.provenance import page_context
from pug_analysis.terms.kalender import Periode


@pytest.fixture
def told(tmp_path, toys):
    toys.write_processed(tmp_path)
    processed = tmp_path / "data" / "processed" / "2025"
    notebook = tmp_path / "01_a.ipynb"
    notebook.write_bytes(b"{}\r\n")
    folder = tmp_path / "terbit"
    (folder / "tabel").mkdir(parents=True)
    (folder / "tabel" / "a.csv").write_bytes(b"n;1")
    facts = Facts(
        notebooks={"01_a": notebook},
        parameters={"01_a": {"year": 2025}},
        skipped=[{"nama": "02_b", "judul": "B", "alasan": "Belum ada."}],
        last_year={"periode": "2024", "terbitan": None},
        series={"periode": {}, "tidak_dipakai": {}},
        forms={"instrumen-2025.toml": "ab"},
        ledger={"keadaan": "2025-12-31", "edisi": "pokja", "tabel": {"a": None}},
    )
    context = page_context(
        Periode(2025), "pokja", config=Config(), processed=processed, pdf=False, warnings=[]
    )
    return build_manifest(
        folder, Periode(2025), facts, context=context, processed=processed, config=Config()
    )


def test_every_file_has_its_digest(told):
    assert told["keluaran"] == {"tabel/a.csv": hashlib.sha256(b"n;1").hexdigest()}
    # the same whether its lines end as on Windows or not
    assert told["notebook"] == {"01_a": hashlib.sha256(b"{}\n").hexdigest()}


def test_what_was_run_and_what_was_not_is_told(told):
    assert (told["tahun"], told["semester"], told["keadaan"]) == (2025, 2, "2025-12-31")
    assert told["parameter"] == {"01_a": {"year": 2025}}
    assert [one["nama"] for one in told["dilewati"]] == ["02_b"]
    assert told["instrumen"] == {"instrumen-2025.toml": "ab"}
    assert told["buku_rilis"]["tabel"] == {"a": None}


def test_time_and_place_stand_apart(told):
    run = describe_run(dt.datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=dt.UTC))
    assert run["mulai"] == "2026-01-02T03:04:05+00:00"
    assert not set(run) & set(told)


def test_keys_are_sorted_so_that_equal_manifests_are_equal_bytes(tmp_path):
    write_manifest({"b": 1, "a": "é"}, tmp_path / "m.json")
    assert (tmp_path / "m.json").read_bytes() == '{\n "a": "é",\n "b": 1\n}\n'.encode()
    assert list(json.loads((tmp_path / "m.json").read_text("utf-8"))) == ["a", "b"]
