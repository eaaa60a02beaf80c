"""A released table: what the reader sees and what the file holds come from the same rows."""

from __future__ import annotations

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from pug_analysis.release.ledger import Release
from pug_analysis.release.tables import Column, release_table

FRAME = pd.DataFrame(
    {
        "blok": ["A", "A", "B"],
        "baris": ["x", "<script>alert(1)</script>", ""],
        "n": [1234, 0, 5],
        "share": [0.125, float("nan"), 1.0],
        "rahasia": ["NIP", "NIP", "NIP"],
    }
)
COLUMNS = (
    Column("blok", "Blok", "text"),
    Column("baris", "Baris", "text"),
    Column("n", "Jumlah", "count"),
    Column("share", "%", "share"),
)


@pytest.fixture
def table():
    return release_table(FRAME, name="coba", title="Tabel <1>", columns=COLUMNS, row_header=1)


def test_numbers_are_written_as_indonesian_readers_do(table):
    rows = BeautifulSoup(table.html, "html.parser").find("tbody").find_all("tr")
    cells = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in rows]
    assert cells[0] == ["A", "x", "1.234", "12,5%"]
    assert cells[1][2:] == ["–", "…"]


def test_payload_holds_the_numbers_and_nothing_else(table):
    assert table.payload["rows"] == [
        ["A", "x", 1234, 0.125],
        ["A", "<script>alert(1)</script>", 0, None],
        ["B", "", 5, 1.0],
    ]
    assert "NIP" not in table.html
    assert [column["name"] for column in table.payload["columns"]] == [
        "blok",
        "baris",
        "n",
        "share",
    ]


def test_data_are_escaped(table):
    assert "<script" not in table.html
    assert "Tabel &lt;1&gt;" in table.html


def test_headers_have_a_scope_and_none_is_empty(table):
    headers = BeautifulSoup(table.html, "html.parser").find_all("th")
    assert {header["scope"] for header in headers} == {"col", "row"}
    assert all(header.get_text(strip=True) for header in headers)


def test_region_is_named_by_its_caption(table):
    soup = BeautifulSoup(table.html, "html.parser")
    region = soup.find(role="region")
    assert region["tabindex"] == "0"
    assert soup.find(id=region["aria-labelledby"]).name == "caption"


def test_a_repeated_first_cell_is_marked(table):
    assert BeautifulSoup(table.html, "html.parser").find_all(class_="ulang")[0].get_text() == "A"


def test_the_first_line_of_each_block_begins_it(table):
    rows = BeautifulSoup(table.html, "html.parser").find("tbody").find_all("tr")
    began = [row.get("class") == ["awal"] for row in rows]
    blocks = FRAME["blok"].tolist()
    assert began == [i == 0 or blocks[i] != blocks[i - 1] for i in range(len(blocks))]
    assert set(began) == {True, False}
    flat = release_table(FRAME, name="coba", title="T", columns=COLUMNS)
    assert 'class="awal"' not in flat.html


def test_an_unknown_column_is_refused():
    with pytest.raises(KeyError, match="tidak_ada"):
        release_table(FRAME, name="x", title="x", columns=(Column("tidak_ada", "x", "text"),))


def test_a_long_table_shows_some_rows_and_stores_all():
    some = release_table(
        FRAME, name="coba", title="T", columns=COLUMNS, on_page=FRAME["blok"] == "B"
    )
    shown = BeautifulSoup(some.html, "html.parser").find("tbody").find_all("tr")
    assert len(shown) == 1
    assert len(some.payload["rows"]) == len(FRAME)
    assert "Tabel lengkap (3 baris): tabel/coba.csv." in some.html


def test_each_kind_is_written_in_its_own_way():
    kinds = {
        "text": "a",
        "count": 1234,
        "whole": 7,
        "share": 0.125,
        "points": -0.125,
        "number": 0.0321,
        "p": 0.0321,
    }
    frame = pd.DataFrame({name: [value] for name, value in kinds.items()})
    shown = release_table(
        frame, name="x", title="X", columns=[Column(name, name, name) for name in kinds]
    )
    row = BeautifulSoup(shown.html, "html.parser").find("tbody").find("tr")
    cells = [cell.get_text() for cell in row.find_all(["th", "td"])]
    assert cells == ["a", "1.234", "7", "12,5%", "-12,5", "0,03", "0,032"]
    stored = [column["kind"] for column in shown.payload["columns"]]
    assert stored == ["text", "count", "count", "share", "share", "number", "number"]


def test_only_rows_about_people_known_by_name_hide_none_of_them():
    frame = pd.DataFrame({"dari": ["Pejabat", "Pelaksana"], "n": [0, 0], "orang": [60, 60]})
    columns = [
        Column("dari", "Dari", "text"),
        Column("n", "n", "count"),
        Column("orang", "o", "count"),
    ]
    for exact in (True, False):
        terms = Release(
            "B", "pokja", exact=exact, public={"n": "orang"}, public_rows={"dari": ["Pejabat"]}
        )
        shown = release_table(frame, name="x", title="X", columns=columns, terms=terms)
        assert [row[1] for row in shown.payload["rows"]] == ["*", 0]
