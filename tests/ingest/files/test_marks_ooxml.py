"""Marks of xlsx sheets in any spelling of the XML."""

from __future__ import annotations

import io
import re
import zipfile

import pandas as pd
import pytest

from pug_analysis.ingest.files.marks_ooxml import find_date1904, mark_xlsx
from pug_analysis.ingest.values.cells import UNCALCULATED
from pug_analysis.ingest.values.refused import Refused

BOOK = b'<workbook xmlns:r="u"><workbookPr/><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
RELS = b'<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'


def marks(rows: str, *, styles: str = "", texts: str = "", before: str = ""):
    parts = {
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELS,
        "xl/worksheets/sheet1.xml": f"<worksheet xmlns:x='u'>{before}<sheetData>{rows}</sheetData></worksheet>".encode(),
        "xl/styles.xml": styles.encode(),
        "xl/sharedStrings.xml": texts.encode(),
    }
    return mark_xlsx(parts)["A"]


@pytest.mark.parametrize(
    "cell",
    ['<c r="B2" t="e"><v>#N/A</v></c>', "<c r='B2' t='e'><v>#N/A</v></c>", '<c t="e" r="B2"><v>#N/A</v></c>',
     '<x:c r="B2" t="e"><x:v>#N/A</x:v></x:c>', '<c r="B2" t = "e"><v>#N/A</v></c>',
     '<c r="B2" t="&#101;"><v>#N/A</v></c>', '<c r="B2"\nt="e"><f>NA()</f><v>#N/A</v></c>',
     '<c/><c t="e"><v>#N/A</v></c>', '<c r="B2" t="e"><v>&#35;N/A</v></c>',
     '<c r="B2" t="e"><v><![CDATA[#N/A]]></v></c>', '<c r="B2" t="e"><!-- x --><v>#N<!-- x -->/A</v></c>'],
)  # fmt: skip
def test_errors_in_any_spelling(cell):
    row = "x:row" if "x:c" in cell else "row"
    assert marks(f'<{row} r="2">{cell}</{row}>').special == {(1, 1): "#N/A"}


@pytest.mark.parametrize(
    ("cell", "text"),
    [('<c r="B2"><f>A1</f></c>', UNCALCULATED), ('<c r="B2"><f>A1</f><v></v></c>', UNCALCULATED),
     ('<c r="B2"><f>A1</f><v/></c>', UNCALCULATED), ('<c r="B2" t="str"><f>A1</f></c>', UNCALCULATED),
     ('<x:c r="B2"><x:f>A1</x:f></x:c>', UNCALCULATED), ('<c r="B2"><f t="shared" si="0"/></c>', UNCALCULATED),
     ("<c r='B2'><f ca='1'>A1</f><v> </v></c>", UNCALCULATED),
     # calculated: a number, a text, an empty text
     ('<c r="B2"><f>A1</f><v>0</v></c>', None), ('<c r="B2" t="str"><f>A1</f><v>x</v></c>', None),
     ('<c r="B2" t="str"><f>IFERROR(A1,"")</f><v></v></c>', None), ('<c r="B2" t="str"><f>A1</f><v/></c>', None),
     ("<c t='str' r='B2'><f>A1</f><v xml:space='preserve'> </v></c>", None),
     # no formula at all
     ('<c r="B2" s="3"/>', None), ('<c r="B2"><v></v></c>', None)],
)  # fmt: skip
def test_formulas_without_a_result(cell, text):
    row = "x:row" if "x:c" in cell else "row"
    special = marks(f'<{row} r="2">{cell}</{row}>').special
    assert special == ({(1, 1): text} if text else {})


def test_a_text_between_does_not_carry_over():
    row = '<row r="1"><c r="A1"><f>B1</f><v>7</v></c><c r="B1"><f>C1</f></c><c r="C1"><v>1</v></c></row>'
    assert marks(row).special == {(0, 1): UNCALCULATED}


@pytest.mark.parametrize(
    ("tags", "rows", "columns"),
    [('<row r="1" hidden="1"/><row r="2"/>', 1, set()), ("<row r='1' hidden='true'/>", 1, set()),
     ('<row r="1" hidden="0"/><row hidden="false"/>', 0, set()), ('<row ht="0" customHeight="1" hidden="1"/>', 1, set()),
     ('<row ht="0.75"/>', 0, set()), ("<x:row hidden='1'/>", 1, set())],
)  # fmt: skip
def test_hidden_rows(tags, rows, columns):
    found = marks(tags)
    assert (found.hidden_rows, found.hidden_columns) == (rows, columns)


def test_hidden_columns():
    before = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/>'
        '<col min="6" max="16384" width="9"/><col min="190" max="16384" hidden="1"/></cols>'
    )
    assert marks("", before=before).hidden_columns == {1, 2, 4, *range(189, 200)}


def test_struck_cells():
    styles = (
        "<styleSheet><fonts><font/><font><strike/></font><font><strike val='0'/></font></fonts>"
        "<cellStyleXfs><xf fontId='1'/></cellStyleXfs>"
        "<cellXfs><xf fontId='0'/><xf fontId='1'/><xf fontId='2'/><xf/></cellXfs>"
        "<dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>"
    )
    texts = "<sst><si><t>a</t></si><si><r><rPr><strike/></rPr><t>b</t></r></si></sst>"
    row = (
        '<row r="3"><c r="A3" s="1"><v>1</v></c><c r="B3" s="2"><v>1</v></c><c r="C3" s="1"/>'
        '<c r="D3" t="s"><v>1</v></c><c r="E3" t="s"><v>0</v></c>'
        '<c r="F3" t="inlineStr"><is><r><rPr><strike/></rPr><t>x</t></r></is></c></row>'
    )
    assert marks(row, styles=styles, texts=texts).struck == {2: 1 | 1 << 3 | 1 << 5}


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_parts_that_are_no_xml_are_damage(part):
    parts = {
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELS,
        "xl/worksheets/sheet1.xml": b"<a/>",
    }
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        mark_xlsx(parts | {part: b"<a><f></a>"})


@pytest.mark.parametrize(
    ("tag", "is1904"),
    [(b'<workbookPr date1904="1"/>', True), (b"<workbookPr date1904='true'/>", True),
     (b'<workbookPr date1904="0"/>', False), (b"<workbookPr/>", False)],
)  # fmt: skip
def test_first_day(tag, is1904):
    assert find_date1904({"xl/workbook.xml": BOOK.replace(b"<workbookPr/>", tag)}) == is1904


def respell(data: bytes, name: str) -> bytes:
    """Return a workbook whose sheet has prefixes and single quotes, as other libraries write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.namelist():
            content = source.read(item)
            if item == name:
                content = re.sub(rb"<(/?)(?![?])", rb"<\1x:", content)
                content = content.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=")
                content = re.sub(rb'="([^"\']*)"', rb"='\1'", content)
            target.writestr(item, content)
    return out.getvalue()


def test_another_spelling_gives_the_same_tables(office):
    rows = office.people(20)
    unit = rows[0].index("UNOR NAMA")
    rows[3][unit], rows[5][unit] = ("=A1", ""), ("=A1", "#REF!")
    path = office.xlsx("a.xlsx", rows)
    plain = office.build()
    office.put("a.xlsx", respell(path.read_bytes(), "xl/worksheets/sheet1.xml"))
    build = office.build()
    assert office.codes(build, 4) == {"SEL-RUMUS"}
    assert office.codes(build, 6) == {"SEL-GALAT"}
    pd.testing.assert_frame_equal(build.temuan, plain.temuan)
    for name, table in plain.tables.items():
        pd.testing.assert_frame_equal(build.tables[name], table)
