from __future__ import annotations

import re
import time
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from pug_analysis.report.write.sheets import format_csv, write_workbook

COLUMNS = [
    {"name": "teks", "label": "Teks", "kind": "text"},
    {"name": "share", "label": "Bagian", "kind": "share"},
]


def one(*rows):
    return {"name": "t", "title": "T", "columns": COLUMNS, "rows": list(rows), "notes": []}


def test_csv_by_hand():
    data = format_csv(one(["Penata; Muda", 0.1], ["", None], ["ya", 1e-05], ["x", 12], ["y", 2.0]))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == (
        'teks;share\r\n"Penata; Muda";0,1\r\n;\r\nya;0,00001\r\nx;12\r\ny;2\r\n'
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_of_a_csv_begins_like_a_formula(start):
    body = format_csv(one([f"{start}1+1", "-1"])).decode("utf-8-sig").partition("\r\n")[2]
    assert body.lstrip('"').startswith(f"'{start}1+1")
    assert ";'-1" in body


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("x,=1+1", '"x,=1+1"'),
        ("x\t=1+1", '"x\t=1+1"'),
        ('"=1+1', '"""=1+1"'),
        (" =1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("Dinas A", "Dinas A"),
        ("1,5", "1,5"),
    ],
)
def test_no_separator_of_another_locale_begins_a_new_cell(text, cell):
    assert format_csv(one([text, 0.5])).decode("utf-8-sig").endswith(f"\r\n{cell};0,5\r\n")


def test_negative_numbers_stay_numbers():
    assert format_csv(one(["a", -0.5])).endswith(b"a;-0,5\r\n")


def test_workbook_has_contents_and_one_sheet_a_table(tmp_path):
    tables = [
        one(["=cmd|'/C calc'!A0", 0.5], ["https://example.invalid", None]) | {"name": "a" * 40},
        one(["2", "*"]) | {"name": "a" * 40 + "b", "notes": ["Catatan."]},
        one(["x", 1]) | {"name": "isi"},
    ]
    write_workbook(tables, tmp_path / "t.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "t.xlsx"))
    assert book.sheet_names == ["Isi", "a" * 31, "a" * 29 + "~2", "isi~2"]
    assert book.get_sheet_by_name("Isi").to_python()[2] == ["a" * 29 + "~2", "T", "Catatan."]
    assert book.get_sheet_by_name("a" * 31).to_python() == [
        ["Teks", "Bagian"],
        ["=cmd|'/C calc'!A0", 0.5],
        ["https://example.invalid", ""],
    ]


def test_workbook_holds_no_formula_link_name_or_merged_cell(tmp_path):
    write_workbook([one(["=1+1", 1], ["+1", "@x"])], tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist())
    for mark in ("<f>", "<f ", "definedName", "mergeCell", "externalLink", "hyperlink", "vba"):
        assert mark not in text
    assert 'state="frozen"' in text
    assert "<dc:creator></dc:creator>" in text
    assert not re.search('hidden="1"|state="(veryH|h)idden"|absPath|<Company>[^<]', text)


def test_workbook_has_the_same_bytes_whenever_it_is_written(tmp_path, monkeypatch):
    write_workbook([one(["a", 1])], tmp_path / "1.xlsx")
    late = time.time() + 10**8
    monkeypatch.setattr(time, "time", lambda: late)
    write_workbook([one(["a", 1])], tmp_path / "2.xlsx")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
