"""A file read block by block is the file read whole."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pug_analysis.ingest.files import streams
from pug_analysis.ingest.files.raw_file import open_file, parse_file
from pug_analysis.ingest.files.sheets import join
from pug_analysis.ingest.files.streams import open_text
from pug_analysis.ingest.values.cells import text_of
from pug_analysis.ingest.values.refused import Refused


def contents(data: bytes, path, *, rows):
    """Return rows, counts, codes and digest of a file, read whole or in blocks, or its refusal."""
    path.write_bytes(data)
    try:
        raw = parse_file(path.name, data) if rows is None else open_file(path, rows=rows)
        blocks = list(raw.blocks(raw.sheets[0])())
    except Refused as verdict:
        return verdict.kode, verdict.rincian
    if rows:
        assert max(b.n_rows for b in blocks) <= max(rows, 34) + 1
        assert [b.more for b in blocks] == [True] * (len(blocks) - 1) + [False]
    sheet = blocks[0]
    for block in blocks[1:]:
        assert block.first == sheet.n_rows
        sheet = join(sheet, block)
    cells = [[text_of(cell) for cell in row] for row in zip(*sheet.columns, strict=True)]
    counts = None if sheet.field_counts is None else sheet.field_counts.tolist()
    return cells, counts, raw.codes, raw.sha256, raw.size, sheet.n_rows


LINES = "".join(f"{i};b{i};{'c' * (i % 3)}\r\n" for i in range(100))
FILES = {
    "plain": LINES.encode(),
    "mark": LINES.encode("utf-8-sig"),
    "utf16": LINES.encode("utf-16"),
    "cp1252": (LINES + "\u00e9;b;c\r\n").encode("cp1252"),
    "ctrl-z": LINES.encode() + b"\x1a\x1a",
    "short and long": (LINES + "1;2\r\n1;2;3;4;5\r\n\r\n" + LINES).encode(),
    "quotes": (LINES + '"a;b";"c ""d""\n e";f\r\n' + LINES).encode(),
    "open quote": (LINES + '"a;b\r\n' + LINES).encode(),
    "swallowed": (LINES + '"a;b;c\r\nd;e;f";g;h\r\n' + LINES).encode(),
    "no utf-16": LINES.encode("utf-16")[:-1],
    "no table": b"a\r\nb\r\n",
    "no encoding": LINES.encode() + b"\x81\r\n",
    "old ends of lines": LINES.replace("\r\n", "\r").encode(),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("rows", [34, 40, 1000])
def test_blocks_are_the_file(tmp_path, name, rows):
    path = tmp_path / "a.csv"
    assert contents(FILES[name], path, rows=rows) == contents(FILES[name], path, rows=None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text('ab;"\n\r\u00e9', max_size=30), st.integers(0, 60))
def test_any_dirt_anywhere_is_the_same(tmp_path, dirt, place):
    lines = LINES.splitlines(keepends=True)
    data = "".join([*lines[:place], dirt, *lines[place:]]).encode()
    path = tmp_path / "a.csv"
    assert contents(data, path, rows=33) == contents(data, path, rows=None)


def test_parquet_blocks_are_the_file(tmp_path):
    path = tmp_path / "a.parquet"
    frame = pd.DataFrame(
        {
            "teks": [None, "a"] * 50,
            "angka": pd.array([*range(99), None], dtype="Int64"),
            "penuh": np.arange(100),
            "hari": [*pd.date_range("2020-01-01", periods=99), pd.NaT],
        }
    )
    frame.to_parquet(path)
    data = path.read_bytes()
    assert contents(data, path, rows=40) == contents(data, path, rows=None)
    frame[:0].to_parquet(path)
    data = path.read_bytes()
    assert contents(data, path, rows=40) == contents(data, path, rows=None)
    assert contents(data[:-9], path, rows=40) == contents(data[:-9], path, rows=None)


def test_a_file_that_changes_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(LINES.encode())
    blocks = open_text(path, rows=40).stream()
    next(blocks)
    path.write_bytes(LINES.encode() * 2)
    with pytest.raises(Refused, match="BERKAS-BERUBAH"):
        list(blocks)


@pytest.mark.parametrize("above", [0, 28])
def test_a_header_of_several_rows_lies_in_the_first_block(tmp_path, above):
    upper = ["NIP", "PANGKAT", "", "JENIS KELAMIN"]
    lower = ["", "GOLONGAN", "TMT", ""]
    records = [["judul", "", "", ""]] * above + [upper, lower] + [["1", "2", "3", "4"]] * 90
    path = tmp_path / "a.csv"
    path.write_text("\n".join(",".join(r) for r in records))
    blocks = list(open_file(path, rows=1).stream())
    assert blocks[0].n_rows == 34
    assert sum(b.n_rows for b in blocks) == len(records)


def test_a_block_of_zeros_is_refused_before_the_rest_is_read(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 5000 + bytes(3 * 2**22))
    seen = []
    real = streams.check_zeros
    monkeypatch.setattr(streams, "check_zeros", lambda data: seen.append(len(data)) or real(data))
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        open_file(path, rows=100)
    assert len(seen) == 1
