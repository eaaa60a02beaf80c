"""A released table: what the reader sees and what the file holds come from the same rows."""

from __future__ import annotations

import pandas as pd
import pytest
from bs4 import BeautifulSoup

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
