"""What workbooks of all kinds say of their cells beside the values: one table, the same in each.

The workbooks are written here, byte by byte where no library writes them.
"""

from __future__ import annotations

import io
import zipfile

import pandas as pd
import pytest

from pug_analysis.ingest.files.marks import NO_MARKS, add_columns, name_error

ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
)


def ods(body: str, *, styles: str = "") -> bytes:
    """Return an OpenDocument workbook of some XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<?xml version='1.0'?>{ODS_HEAD}<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return out.getvalue()


def _shown(how: str, hidden: bool) -> str:
    return f' table:visibility="{how}"' if hidden else ""


def write_ods(rows: list[list], *, merge=(), struck=(), hidden_rows=(), hidden_columns=()) -> bytes:
    """Return rows as an OpenDocument workbook; a tuple is a formula and its result."""
    covered = {
        (r, c)
        for top, left, bottom, right in merge
        for r in range(top, bottom + 1)
        for c in range(left, right + 1)
    }
    spans = {
        (top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merge
    }
    columns = "".join(
        f"<table:table-column{_shown('collapse', j in hidden_columns)}/>"
        for j in range(len(rows[0]))
    )
    body = ""
    for i, row in enumerate(rows):
        body += f"<table:table-row{_shown('filter', i in hidden_rows)}>"
        for j, cell in enumerate(row):
            if (i, j) in covered and (i, j) not in spans:
                body += "<table:covered-table-cell/>"
                continue
            own = ' table:style-name="coret"' if i in struck else ""
            if (i, j) in spans:
                down, across = spans[i, j]
                own += (
                    f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
                )
            if isinstance(cell, tuple):
                own += f' table:formula="of:{cell[0]}"'
                cell = cell[1]
                if cell is None:
                    body += f"<table:table-cell{own}/>"
                    continue
                error = cell.startswith("#")
                own += ' calcext:value-type="error"' if error else ""
                own += ' office:string-value=""' if error else f' office:string-value="{cell}"'
            body += f'<table:table-cell{own} office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        body += "</table:table-row>"
    style = (
        '<style:style style:name="coret" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    return ods(f'<table:table table:name="Data">{columns}{body}</table:table>', styles=style)


def write(office, fmt: str, rows: list[list], **kinds) -> None:
    """Write rows as a workbook of some format; all formats take the same kinds."""
    if fmt == "ods":
        office.put("a.ods", write_ods(rows, **kinds))
    elif fmt == "xls":
        office.xls("a.xls", rows, **kinds)
    else:
        office.xlsx("a.xlsx", rows, **kinds)


FORMATS = ("xlsx", "xls", "ods")


@pytest.mark.parametrize("fmt", FORMATS)
def test_errors_and_formulas_are_put_aside(office, fmt):
    rows = office.people(20)
    unit, day = rows[0].index("UNOR NAMA"), rows[0].index("TMT JABATAN")
    rows[2][unit] = ("=A1", "#REF!")
    rows[4][day] = ("=NA()", "#N/A")
    rows[6][unit] = ("=A1", rows[6][unit])
    rows[8][rows[0].index("ESELON NAMA")] = ("=A1", "") if fmt != "xlsx" else ""
    write(office, fmt, rows)
    build = office.build()
    assert office.codes(build, 3) == office.codes(build, 5) == {"SEL-GALAT"}
    assert office.codes(build) == {"SEL-GALAT"}
    assert build.neraca[["dipakai", "karantina"]].to_numpy().tolist() == [[18, 2]]


@pytest.mark.parametrize("fmt", FORMATS)
def test_formulas_without_a_result_are_put_aside(office, fmt):
    rows = office.people(20)
    nothing = None if fmt == "ods" else ""
    for row in rows[19:]:
        row[:] = [("=A1", nothing) for _ in row]
    rows[3][rows[0].index("UNOR NAMA")] = ("=A1", nothing)
    write(office, fmt, rows)
    check = office.check()
    assert office.codes(check, 4) == {"SEL-RUMUS"}
    # The last two rows are formulas alone, even their NIP; they do not vanish.
    account = check.neraca[["baris_masuk", "dipakai", "karantina"]].to_numpy().tolist()
    assert account == [[21, 17, 3]]


@pytest.mark.parametrize("fmt", FORMATS)
def test_merged_cells_are_filled(office, fmt):
    rows = office.people(20)
    unit = rows[0].index("UNOR NAMA")
    for i in (3, 4):
        rows[i][unit] = rows[2][unit]
    office.csv("a.csv", rows)
    clean = office.build().tables["pegawai"]
    (office.raw / "a.csv").unlink()
    write(office, fmt, rows, merge=[(2, unit, 4, unit)])
    build = office.build()
    assert office.codes(build, 4) == office.codes(build, 5) == {"SEL-GABUNG"}
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


@pytest.mark.parametrize("fmt", FORMATS)
def test_what_is_hidden_is_used_and_told(office, fmt):
    rows = office.people(20)
    unit = rows[0].index("UNOR NAMA")
    write(office, fmt, rows, hidden_rows=(5, 6), hidden_columns=(unit,))
    build = office.build()
    assert office.codes(build) == {"BARIS-TERSEMBUNYI", "KOLOM-TERSEMBUNYI"}
    found = build.temuan.set_index("kode")
    assert found.loc["KOLOM-TERSEMBUNYI", "kolom"] == "UNOR NAMA"
    assert build.neraca["dipakai"].tolist() == [20]


@pytest.mark.parametrize("fmt", FORMATS)
def test_struck_rows_are_used_and_told(office, fmt):
    write(office, fmt, office.people(20), struck=(4, 9))
    build = office.build()
    found = build.temuan[build.temuan["kode"] == "BARIS-DICORET"]
    assert found[["baris", "kolom"]].to_numpy().tolist() == [[5, "NIP BARU"], [10, "NIP BARU"]]
    assert office.codes(build) == {"BARIS-DICORET"}
    assert build.neraca["dipakai"].tolist() == [20]


@pytest.mark.parametrize("fmt", FORMATS)
def test_nothing_is_told_of_a_plain_workbook(office, fmt):
    clean = office.clean()
    write(office, fmt, office.people(20))
    build = office.build()
    assert office.codes(build) == set()
    pd.testing.assert_frame_equal(build.tables["pegawai"], clean)


def test_columns_of_a_row_are_bits():
    struck = {}
    add_columns(struck, 7, (0, 199))
    add_columns(struck, 7, (2,))
    assert struck == {7: 1 | 4 | 1 << 199}
    assert NO_MARKS.special == {}
    assert name_error("tak dikenal") == "#VALUE!"
