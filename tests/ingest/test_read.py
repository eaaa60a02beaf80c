"""Raw files: listing, hashing, and parsing by content."""

from __future__ import annotations

import hashlib

import pandas as pd
import pytest

from pug_analysis.ingest.files import hash_file, list_files
from pug_analysis.ingest.guard import Refused
from pug_analysis.ingest.read import parse_file, read_bytes


def test_only_data_files_are_listed(tmp_path):
    for name in (
        "b.csv",
        "a.xlsx",
        "~$a.xlsx",
        ".x",
        "README.md",
        "truth.json",
        "dirt.json",
        "pug.toml",
    ):
        (tmp_path / name).write_text("x")
    (tmp_path / "folder").mkdir()
    assert [p.name for p in list_files(tmp_path)] == ["a.xlsx", "b.csv"]


def test_digest_and_size(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n1,2\n")
    raw = parse_file(path.name, read_bytes(path))
    assert raw.sha256 == hash_file(path) == hashlib.sha256(path.read_bytes()).hexdigest()
    assert raw.size == 8


def test_parquet_has_its_header_in_the_first_row(tmp_path):
    frame = pd.DataFrame({"nipBaru": ["1", None], "tmt": pd.to_datetime(["2020-01-02", None])})
    frame.to_parquet(tmp_path / "a.parquet")
    (sheet,) = parse_file("a.parquet", (tmp_path / "a.parquet").read_bytes()).sheets
    assert sheet.row(0) == ["nipBaru", "tmt"]
    assert sheet.row(1) == ["1", "2020-01-02 00:00:00"]
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        parse_file("a.parquet", b"PAR1 rusak")


def test_unreadable_file_is_refused(tmp_path):
    with pytest.raises(Refused, match="BERKAS-TERKUNCI"):
        read_bytes(tmp_path / "tidak ada.csv")
