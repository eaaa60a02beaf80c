"""Raw files: listing, hashing, and parsing by content."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
import pytest

from pug_analysis.ingest.files.raw_file import parse_file, read_bytes
from pug_analysis.ingest.files.raw_folder import hash_file, list_files
from pug_analysis.ingest.values.refused import Refused

from .test_html_table import archive
from .test_marks import write_ods


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


def damage(data: bytes, rng: np.random.Generator) -> bytes:
    """Return a file that was cut, lost a piece, or has some wrong bytes."""
    kind = rng.integers(5)
    if kind == 0:
        return data[: rng.integers(len(data))]
    if kind == 1:
        start = rng.integers(len(data))
        return data[:start] + data[start + rng.integers(1, 400) :]
    changed = bytearray(data)
    for place in rng.integers(len(data), size=rng.choice([1, 2, 5, 30])):
        changed[place] = rng.integers(256)
    return bytes(changed)


def write_page(rows: list[list]) -> bytes:
    lines = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    return f"<html><table>{lines}</table></html>".encode()


@pytest.mark.parametrize(
    "name", ["a.xlsx", "a.xls", "a.ods", "a.parquet", "a.csv", "a.html", "a.mht"]
)
def test_damaged_files_are_read_or_refused_and_nothing_else(office, name, rng):
    """Whatever is damaged, no error of a library comes through."""
    rows = office.people(12)
    path = office.raw / name
    if name == "a.parquet":
        pd.DataFrame(rows[1:], columns=rows[0]).to_parquet(path)
    elif name.endswith((".xlsx", ".xls", ".csv")):
        getattr(office, path.suffix[1:])(name, rows)
    elif name == "a.ods":
        path.write_bytes(write_ods(rows, merge=[(4, 17, 5, 17)]))
    else:
        page = write_page(rows)
        path.write_bytes(archive(("a.htm", page.decode())) if name == "a.mht" else page)
    good = path.read_bytes()
    assert parse_file(name, good).sheets[0].n_rows == 13
    refused = 0
    for _ in range(60):
        try:
            parse_file(name, damage(good, rng))
        except Refused:
            refused += 1
    assert refused > 0 or name == "a.html"
