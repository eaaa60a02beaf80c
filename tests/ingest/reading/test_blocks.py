"""A sheet in blocks is the sheet: what only the whole can tell is decided by the whole."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.ingest.files.plain_text import read_csv_sheet
from pug_analysis.ingest.layouts.headers import build_lookup, find_header
from pug_analysis.ingest.reading.blocks import Memory, read_blocks
from pug_analysis.ingest.values.refused import Refused

HEAD = "nipBaru,golongan,tmtGolongan,jenisKPId"


def nip(i):
    return f"19850312201001{1 + i % 2}{i % 999 + 1:03d}"


def row(i, tmt="01-03-2010"):
    return f"{nip(i)},III/a,{tmt},211"


def read(lines, *, rows):
    sheet, _ = read_csv_sheet("\n".join(lines).encode())
    match = find_header(sheet.head(31), build_lookup(Config()))
    starts = range(0, sheet.n_rows, rows)

    def blocks():
        for start in starts:
            block = sheet.rows_until(start + rows).tail(start)
            yield replace_more(block, more=start != starts[-1])

    memory = Memory()
    seen = read_blocks(blocks, match, 0, memory, year=2025)
    parts = memory.blocks[0]
    notes = pd.concat([p.notes for p in parts]).sort_values(["alamat", "field", "kode"])
    frame = pd.concat([p.frame for p in parts])
    return seen, frame, notes.reset_index(drop=True), pd.concat([p.aside for p in parts])


def replace_more(block, *, more):
    from dataclasses import replace

    return replace(block, more=more)


SHEETS = {
    "a form that is rare at first": [HEAD, *(row(i, "2010-03-01") for i in range(9)),
                                     *(row(i) for i in range(9, 40))],
    "footers only at the end": [HEAD, row(0), "DINAS A,,,", *map(row, range(1, 9)), "DINAS B,,,",
                                "DINAS C,,,", ",,,", row(10), ",,,", "catatan,,,", ",,,kaki"],
    "more fields than the header": [HEAD, *(row(i) + "," for i in range(4)),
                                    *(row(i) for i in range(4, 20)), row(21) + ",,,x"],
    "usual empty fields": [HEAD, row(0), row(1), *(row(i) + ",," for i in range(2, 20))],
    "a lone NIP": [HEAD, *map(row, range(9)), f"{nip(30)},,,", row(12), f"{nip(31)},,,"],
    "a date column empty at first": [HEAD, *(row(i, "") for i in range(9)), *map(row, range(9, 20))],
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("rows", [2, 3, 7])
def test_blocks_of_any_size_give_the_same(name, rows):
    whole, parts = read(SHEETS[name], rows=1000), read(SHEETS[name], rows=rows)
    assert parts[0] == whole[0]
    pd.testing.assert_frame_equal(parts[1], whole[1])
    pd.testing.assert_frame_equal(parts[2], whole[2])
    pd.testing.assert_series_equal(parts[3], whole[3])


@pytest.mark.parametrize("rows", [2, 1000])
def test_the_order_of_day_and_month_is_judged_over_all_rows(rows):
    lines = [HEAD, *map(row, range(9)), row(10, "15-08-2010"), row(11, "08-15-2010")]
    with pytest.raises(Refused, match="TGL-URUTAN"):
        read(lines, rows=rows)


def test_a_list_without_a_date_of_the_year_is_an_old_one(office):
    # Of 31 clean people 25 are PNS; nobody's date is later than 2023.
    rows = office.people(31)
    office.csv("a.csv", rows)
    assert office.codes() == {"DAFTAR-LAMA"}
    rows[1][rows[0].index("TMT JABATAN")] = "15-06-2025"
    office.csv("a.csv", rows)
    assert office.codes() == set()
    # Of a few people nothing can be told.
    office.csv("a.csv", office.people(30))
    assert office.codes() == set()
