"""Files of every kind that offices send, written without the libraries that read them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import quopri
import re
import struct
import zipfile
from html import escape
from pathlib import Path

import xlsxwriter

from .fuzz_office import Form, Office, Special

_EPOCH = dt.datetime(1899, 12, 30)
_XLS_ERROR = {
    "#NULL!": 0,
    "#DIV/0!": 7,
    "#VALUE!": 15,
    "#REF!": 23,
    "#NAME?": 29,
    "#NUM!": 36,
    "#N/A": 42,
}


def write_office(office: Office, folder: Path) -> None:
    """Write every file of an office."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, form in office.forms.items():
        data = WRITERS[form.fmt](form)
        cut = form.options.get("cut")
        place = folder / str(form.options.get("folder", ""))
        place.mkdir(exist_ok=True)
        (place / f"{name}.{SUFFIX[form.fmt]}").write_bytes(data[:cut] if cut else data)
    for name, data in office.beside.items():
        (folder / name).write_bytes(data)


def list_rows(form: Form) -> list[tuple[object, ...]]:
    """Everything that stands in the file, row by row; equally wide but for text."""
    rows = [*form.above, *form.heads, *form.rows, *form.below]
    if form.fmt == "csv":
        return rows
    width = max(len(r) for r in rows)
    return [(*r, *[""] * (width - len(r))) for r in rows]


def plain(cell: object) -> str:
    """A cell as a text file shows it."""
    if not isinstance(cell, Special):
        return str(cell)
    if cell.kind == "day":
        return f"{cell.value:%d-%m-%Y}"  # type: ignore[str-format]
    return "" if cell.kind == "uncalculated" else str(cell.value)


def is_covered(form: Form, i: int, j: int) -> bool:
    """Whether a cell lies in a merged range and is not its first."""
    return any(a <= i <= c and b <= j <= d and (i, j) != (a, b) for a, b, c, d in form.merges)


def write_csv(form: Form) -> bytes:
    text = io.StringIO(newline="")
    rows = [
        ["" if is_covered(form, i, j) else plain(c) for j, c in enumerate(row)]
        for i, row in enumerate(list_rows(form))
    ]
    if form.options.get("wrapped"):
        lines = (",".join(f'="{c}"' for c in row) for row in rows)
        text.write("\r\n".join(lines) + "\r\n")
    else:
        csv.writer(
            text, delimiter=str(form.options.get("sep", ",")), lineterminator="\r\n"
        ).writerows(rows)
    return text.getvalue().encode(str(form.options.get("encoding", "utf-8")))


def write_xlsx(form: Form) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        date = book.add_format(
            {"num_format": "dd/mm/yyyy hh:mm" if form.options.get("clock") else "dd/mm/yyyy"}
        )
        formats = {
            "strike": book.add_format({"font_strikeout": True}),
            "colour": book.add_format({"bg_color": "yellow"}),
        }
        page = book.add_worksheet("Data")
        struck = form.options.get("struck", frozenset())
        for i, row in enumerate(list_rows(form)):
            style = formats["strike"] if i in struck else None
            for j, cell in enumerate(row):
                if is_covered(form, i, j) or cell == "":
                    continue
                _put_xlsx(page, i, j, cell, style, date)
            for j in range(len(row), int(form.options.get("coloured", 0))):
                page.write_blank(i, j, None, formats["colour"])
        for a, b, c, d in form.merges:
            page.merge_range(a, b, c, d, plain(list_rows(form)[a][b]))
        for i in form.options.get("hidden", ()):
            page.set_row(i, None, None, {"hidden": True})
    return _prefix(out.getvalue()) if form.options.get("prefixed") else out.getvalue()


def _put_xlsx(page, i: int, j: int, cell: object, style, date) -> None:
    if not isinstance(cell, Special):
        page.write_string(i, j, cell, style)
    elif cell.kind == "day":
        page.write_datetime(i, j, cell.value, date)
    elif cell.kind == "number":
        page.write_number(i, j, cell.value, style)
    elif cell.kind == "error":
        page.write_formula(i, j, "=NA()", style, cell.value)
    elif cell.kind == "uncalculated":
        page.write_formula(i, j, "=A1", style, "")
    else:
        # A formula whose text, perhaps an empty one, was calculated.
        page.write_formula(i, j, '=IFERROR(VLOOKUP(A1,B:C,2),"")', style, cell.value or "\x00")


def _prefix(data: bytes) -> bytes:
    """The same workbook with the elements of its sheets in a named namespace, as some programs write."""

    def change(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return part
        text = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", part.decode().partition("?>")[2])
        return text.replace("xmlns=", "xmlns:x=", 1).encode()

    return _rezip(data, change)


def _rezip(data: bytes, change) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def write_xlsx_calculated(form: Form) -> bytes:
    """xlsx in which a calculated empty text stands as Excel stores it: t="str" and an empty <v>."""
    return _rezip(write_xlsx(form), lambda _, part: part.replace(b"<v>\x00</v>", b"<v></v>"))


def write_ods(form: Form) -> bytes:
    lines = []
    spans = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in form.merges}
    for i, row in enumerate(list_rows(form)):
        cells = []
        for j, cell in enumerate(row):
            if is_covered(form, i, j):
                cells.append("<table:covered-table-cell/>")
                continue
            down, right = spans.get((i, j), (1, 1))
            more = (
                f' table:number-rows-spanned="{down}" table:number-columns-spanned="{right}"'
                if (i, j) in spans
                else ""
            )
            cells.append(_ods_cell(cell, more))
        hidden = ' table:visibility="collapse"' if i in form.options.get("hidden", ()) else ""
        lines.append(f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>")
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
        ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{"".join(lines)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", kind, zipfile.ZIP_STORED)
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def _ods_cell(cell: object, more: str) -> str:
    if cell == "":
        return f"<table:table-cell{more}/>"
    text = f"<text:p>{escape(plain(cell))}</text:p>"
    if not isinstance(cell, Special) or cell.kind == "text":
        formula = (
            ' table:formula="of:=IFERROR([.A1];&quot;&quot;)"' if isinstance(cell, Special) else ""
        )
        return f'<table:table-cell{more}{formula} office:value-type="string" calcext:value-type="string">{text}</table:table-cell>'
    if cell.kind == "day":
        return f'<table:table-cell{more} office:value-type="date" office:date-value="{cell.value:%Y-%m-%d}">{text}</table:table-cell>'
    if cell.kind == "number":
        return f'<table:table-cell{more} office:value-type="float" office:value="{cell.value}">{text}</table:table-cell>'
    if cell.kind == "error":  # as LibreOffice writes it
        return f'<table:table-cell{more} table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error">{text}</table:table-cell>'
    return f'<table:table-cell{more} table:formula="of:=[.A1]"/>'


def write_html(form: Form) -> bytes:
    spans = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in form.merges}
    lines = []
    for i, row in enumerate(list_rows(form)):
        cells = []
        for j, cell in enumerate(row):
            if is_covered(form, i, j):
                continue
            down, right = spans.get((i, j), (1, 1))
            more = (f' rowspan="{down}"' if down > 1 else "") + (
                f' colspan="{right}"' if right > 1 else ""
            )
            cells.append(f"<td{more}>{escape(plain(cell))}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><body><table border=1>{''.join(lines)}</table></body></html>".encode()


def write_mhtml(form: Form) -> bytes:
    body = quopri.encodestring(write_html(form)).decode()
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Batas"\r\n\r\n------=_Batas\r\n'
        "Content-Location: file:///C:/data.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f'Content-Type: text/html; charset="utf-8"\r\n\r\n{body}\r\n------=_Batas--\r\n'
    ).encode()


def write_spreadsheetml(form: Form) -> bytes:
    rows = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{escape(plain(c))}</Data></Cell>' for c in row)
        + "</Row>"
        for row in list_rows(form)
    )
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Data">'
        f"<Table>{rows}</Table></Worksheet></Workbook>"
    ).encode()


def write_xls(form: Form) -> bytes:
    """A workbook of Excel 97: BIFF8 records in a compound file."""
    body = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6))]
    for i, row in enumerate(list_rows(form)):
        if i in form.options.get("hidden", ()):
            body.append(_record(0x0208, struct.pack("<HHHHHHI", i, 0, len(row), 255, 0, 0, 0x20)))
        for j, cell in enumerate(row):
            if cell != "" and not is_covered(form, i, j):
                body += _xls_cell(i, j, cell)
    if form.merges:
        ranges = b"".join(struct.pack("<HHHH", a, c, b, d) for a, b, c, d in form.merges)
        body.append(_record(0x00E5, struct.pack("<H", len(form.merges)) + ranges))
    body.append(_record(0x000A, b""))

    def globals_(start: int) -> bytes:
        fonts = (
            _record(
                0x0031,
                struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial",
            )
            * 5
        )
        xf = [
            _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, n, 1, 0x20, 0, 0, 0, 0, 0, 0x20C0))
            for n in (0, 14)
        ]
        sheet = struct.pack("<IBB", start, 0, 0) + b"\x04\x00Data"
        return b"".join([_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6)),
                         _record(0x0042, struct.pack("<H", 1200)), fonts, *xf, _record(0x0085, sheet), _record(0x000A, b"")])  # fmt: skip

    return _compound(globals_(len(globals_(0))) + b"".join(body))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _xls_text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _xls_cell(i: int, j: int, cell: object) -> list[bytes]:
    where = struct.pack("<HHH", i, j, 0)
    if not isinstance(cell, Special):
        return [_record(0x0204, where + _xls_text(cell))]
    if cell.kind == "day":
        days = (
            dt.datetime.combine(cell.value, dt.time())
            if type(cell.value) is dt.date
            else cell.value
        ) - _EPOCH
        return [_record(0x0203, struct.pack("<HHHd", i, j, 1, days / dt.timedelta(days=1)))]
    if cell.kind == "number":
        return [_record(0x0203, where + struct.pack("<d", cell.value))]
    if cell.kind == "error":
        return [_record(0x0205, where + struct.pack("<BB", _XLS_ERROR[cell.value], 1))]
    formula = struct.pack("<HHIH", 0, 0, 0, 5) + b"\x24\x00\x00\x00\x00"
    if cell.kind == "uncalculated":
        return [
            _record(
                0x0006,
                where
                + b"\x03"
                + b"\0" * 5
                + b"\xff\xff"
                + struct.pack("<HI", 2, 0)
                + struct.pack("<H", 5)
                + b"\x24\0\0\0\0",
            )
        ]
    kind = b"\x00" if cell.value else b"\x03"
    out = [_record(0x0006, where + kind + b"\0" * 5 + b"\xff\xff" + formula)]
    return [*out, _record(0x0207, _xls_text(cell.value))] if cell.value else out


def _compound(stream: bytes) -> bytes:
    """The smallest compound file that holds a stream "Workbook" of at least 4096 bytes."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    fats = 1
    while fats * 128 < count + fats + 1:
        fats += 1
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    chain = [*range(1, count), end]  # the stream comes first
    table = [*chain, end, *[fat_mark] * fats]
    table += [free] * (fats * 128 - len(table))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
        + struct.pack("<IIIIIIIII", 0, fats, count, 0, 4096, end, 0, end, 0)
        + b"".join(struct.pack("<I", n) for n in [*range(count + 1, count + 1 + fats), *[free] * (109 - fats)])
    )  # fmt: skip

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = (name + "\0").encode("utf-16-le") if name else b""
        return (
            raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, free, free, child)
            + b"\0" * 36 + struct.pack("<IQ", start, size)
        )  # fmt: skip

    folder = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, free, 0, len(stream))
    folder += entry("", 0, free, 0, 0) * 2
    fat = b"".join(struct.pack("<I", n) for n in table)
    return header + stream.ljust(count * 512, b"\0") + folder + fat


WRITERS = {
    "csv": write_csv, "xlsx": write_xlsx, "xlsx-dihitung": write_xlsx_calculated, "ods": write_ods, "xls": write_xls,
    "html": write_html, "mhtml": write_mhtml, "xml": write_spreadsheetml,
}  # fmt: skip
SUFFIX = {
    "csv": "csv", "xlsx": "xlsx", "xlsx-dihitung": "xlsx", "ods": "ods", "xls": "xls", "html": "xls", "mhtml": "xls",
    "xml": "xls",
}  # fmt: skip
