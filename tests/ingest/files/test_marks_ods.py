"""Marks of OpenDocument sheets; whole files are in test_marks."""

from __future__ import annotations

import pytest

from pug_analysis.ingest.files.marks_ods import mark_ods
from pug_analysis.ingest.values.cells import UNCALCULATED
from pug_analysis.ingest.values.refused import Refused

NAMES = "xmlns:o='o' xmlns:t='t' xmlns:s='s' xmlns:p='p' xmlns:calcext='c'"


def marks(rows: str, *, styles: str = ""):
    xml = f"<o:doc {NAMES}>{styles}<t:table t:name='A'>{rows}</t:table></o:doc>"
    return mark_ods({"content.xml": xml.encode()})["A"]


def row(cells: str) -> str:
    return f"<t:table-row>{cells}</t:table-row>"


@pytest.mark.parametrize(
    ("cell", "text"),
    [("t:formula='NA()' o:value-type='string' o:string-value='' calcext:value-type='error'><p:p>#N/A</p:p>", "#N/A"),
     ("t:formula='1/0' o:value-type='string'><p:p>#DIV/0!</p:p>", "#DIV/0!"),
     ("t:formula='1/0' o:value-type='float' o:value='0'><p:p>Err:502</p:p>", "ERR:502"),
     ("t:formula='A1'>", UNCALCULATED), ("t:formula='A1' o:value-type='float'>", UNCALCULATED),
     ("t:formula='A1' o:value-type='string'>", UNCALCULATED),
     ("t:formula='A1' o:value-type='string' o:string-value=''>", None),
     ("t:formula='A1' o:value-type='string'><p:p/>", None),
     ("t:formula='A1' o:value-type='float' o:value='7'><p:p>7</p:p>", None),
     ("o:value-type='string'><p:p>#N/A</p:p>", None), (">", None)],
)  # fmt: skip
def test_errors_and_formulas(cell, text):
    assert marks(row(f"<t:table-cell {cell}</t:table-cell>")).special == (
        {(0, 0): text} if text else {}
    )


def test_repeated_rows_and_cells_are_counted():
    error = "<t:table-cell t:number-columns-repeated='2' t:formula='A1'/>"
    rows = (
        "<t:table-row t:number-rows-repeated='3'><t:table-cell/></t:table-row>"
        f"<t:table-row t:number-rows-repeated='2'><t:table-cell/>{error}</t:table-row>"
    )
    assert set(marks(rows).special) == {(3, 1), (3, 2), (4, 1), (4, 2)}


def test_merged_cells():
    cell = "<t:table-cell t:number-rows-spanned='2' t:number-columns-spanned='3'/>"
    covered = "<t:covered-table-cell t:number-columns-repeated='2'/>"
    last = "<t:table-cell t:number-rows-spanned='4'/>"
    assert marks(row("<t:table-cell/>") + row(cell + covered + last)).merged == (
        ((1, 0), (2, 2)),
        ((1, 3), (4, 3)),
    )


def test_hidden_rows_columns_and_sheets():
    styles = "<s:style s:name='x'><s:table-properties t:display='false'/></s:style>"
    full = "<t:table-cell o:value-type='string'><p:p>x</p:p></t:table-cell>"
    rows = (
        "<t:table-column/><t:table-column t:visibility='collapse' t:number-columns-repeated='2'/>"
        f"<t:table-row t:visibility='collapse'>{full}{full}</t:table-row>"
        f"<t:table-row-group t:display='false'><t:table-row>{full}</t:table-row></t:table-row-group>"
        f"<t:table-row t:visibility='filter' t:number-rows-repeated='3'>{full}</t:table-row>"
        "<t:table-row t:visibility='collapse' t:number-rows-repeated='1048000'><t:table-cell/></t:table-row>"
        f"<t:table-row>{full}</t:table-row>"
    )
    found = marks(rows, styles=styles)
    assert (found.hidden_rows, found.hidden_columns, found.hidden) == (5, {1, 2}, False)
    xml = f"<o:doc {NAMES}>{styles}<t:table t:name='A' t:style-name='x'/></o:doc>"
    assert mark_ods({"content.xml": xml.encode()})["A"].hidden


def test_struck_cells_by_their_own_style_its_parent_their_row_or_column():
    styles = (
        "<s:style s:name='x'><s:text-properties s:text-line-through-style='solid'/></s:style>"
        "<s:style s:name='y' s:parent-style-name='x'/>"
        "<s:style s:name='z' s:parent-style-name='x'><s:text-properties s:text-line-through-style='none'/></s:style>"
    )
    text = "o:value-type='string'><p:p>a</p:p></t:table-cell>"
    rows = (
        "<t:table-column t:number-columns-repeated='4'/><t:table-column t:default-cell-style-name='x'/>"
        + row(f"<t:table-cell t:style-name='x' {text}<t:table-cell t:style-name='y' {text}"
              f"<t:table-cell t:style-name='z' {text}<t:table-cell t:style-name='x'/><t:table-cell {text}")
        + f"<t:table-row t:default-cell-style-name='x'><t:table-cell {text}</t:table-row>"
        + row("<t:table-cell o:value-type='string'><p:p>a<p:span p:style-name='x'>b</p:span></p:p></t:table-cell>")
    )  # fmt: skip
    assert marks(rows, styles=styles).struck == {0: 0b10011, 1: 1, 2: 1}


def test_comments_and_tracked_changes_are_no_cells():
    note = "<o:annotation><p:p>#N/A</p:p></o:annotation>"
    rows = (
        "<t:tracked-changes><t:table-row><t:table-cell t:formula='A1'/></t:table-row></t:tracked-changes>"
        + row(f"<t:table-cell t:formula='A1' o:value-type='string' o:string-value='x'>{note}<p:p>x</p:p></t:table-cell>")
    )  # fmt: skip
    assert marks(rows).special == {}


@pytest.mark.parametrize(
    "cells",
    ["<t:table-cell o:value-type='string' t:number-columns-repeated='201'/>",
     "<t:table-cell t:number-columns-repeated='200'/><t:table-cell o:value-type='float'/>",
     "</t:table-row><t:table-row t:number-rows-repeated='1048576'><t:table-cell t:number-columns-repeated='99' o:value-type='float'/>"],
)  # fmt: skip
def test_far_cells_are_refused(cells):
    with pytest.raises(Refused, match="BERKAS-TERLALU-BESAR"):
        marks(row(cells))


def test_empty_cells_count_nowhere():
    rows = row("<t:table-cell t:style-name='x' t:number-columns-repeated='16384'/>")
    assert marks(
        rows + "<t:table-row t:number-rows-repeated='1048575'><t:table-cell/></t:table-row>"
    )


def test_damage():
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        mark_ods({"content.xml": b"<a><b></a>"})
    with pytest.raises(Refused, match="BERKAS-RUSAK"):
        marks("<t:table-row t:number-rows-repeated='x'/>")
