"""An invented office that writes raw files, clean or as a test wants them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import struct
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from pug_analysis.config import Config
from pug_analysis.ingest import Build, Check, build_periode, check_paths
from pug_analysis.terms.kalender import Periode

MAIN = [
    "PNS ID", "NIP BARU", "NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "KEDUDUKAN HUKUM ID",
    "STATUS CPNS PNS", "TMT CPNS", "TMT PNS", "GOL AWAL NAMA", "GOL AKHIR ID", "GOL AKHIR NAMA",
    "TMT GOLONGAN", "JENIS JABATAN ID", "JABATAN NAMA", "TMT JABATAN", "TINGKAT PENDIDIKAN ID",
    "UNOR NAMA", "ESELON ID", "ESELON NAMA",
]  # fmt: skip
GOLONGAN = ["id", "idPns", "nipBaru", "golonganId", "golongan", "tmtGolongan", "jenisKPId"]


def person(i: int) -> dict[str, str]:
    """Return one clean row; i from 0: sexes alternate, every fifth is a PPPK."""
    pppk, sex = i % 5 == 4, 1 + i % 2
    birth, year = dt.date(1975 + i % 15, 1 + i % 12, 1 + i % 28), 2001 + i % 15
    middle = f"{year}2{1 + i % 2}" if pppk else f"{year}03"
    structural = i % 10 == 0
    return {
        "PNS ID": f"ID{i}", "NIP BARU": f"{birth:%Y%m%d}{middle}{sex}{i % 999 + 1:03d}",
        "NAMA": f"Nama Rekaan {i}", "TANGGAL LAHIR": f"{birth:%d-%m-%Y}",
        "JENIS KELAMIN": "MF"[sex - 1], "KEDUDUKAN HUKUM ID": "71" if pppk else "01",
        "STATUS CPNS PNS": "" if pppk else "P", "TMT CPNS": f"01-03-{year}",
        "TMT PNS": "" if pppk else f"01-03-{year + 1}",
        "GOL AWAL NAMA": "IX" if pppk else "III/a", "GOL AKHIR ID": "31" if pppk else "33",
        "GOL AKHIR NAMA": "IX" if pppk else "III/c", "TMT GOLONGAN": f"01-04-{year + 8}",
        "JENIS JABATAN ID": "1" if structural else "2",
        "JABATAN NAMA": "Kepala Subbagian Umum" if structural else "Guru Ahli Muda",
        "TMT JABATAN": f"15-06-{year + 8}", "TINGKAT PENDIDIKAN ID": "40",
        "UNOR NAMA": f"Bidang {i % 3} - Dinas Rekaan {i % 2} - PEMERINTAH KABUPATEN CONTOH",
        "ESELON ID": "41" if structural else "", "ESELON NAMA": "IV.a" if structural else "",
    }  # fmt: skip


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _biff_text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


_BIFF_ERRORS = {"#N/A": 0x2A, "#REF!": 0x17, "#VALUE!": 0x0F, "#DIV/0!": 0x07}


def _biff_cell(i: int, j: int, cell, style: int) -> bytes:
    place = struct.pack("<HHH", i, j, style)
    if isinstance(cell, tuple):
        formula = struct.pack("<HIHBH", 0, 0, 3, 0x1E, 1)
        if cell[1] == "":
            return _record(0x06, place + b"\3\0\0\0\0\0\xff\xff" + formula)
        if cell[1] in _BIFF_ERRORS:
            result = bytes([2, 0, _BIFF_ERRORS[cell[1]], 0, 0, 0, 255, 255])
            return _record(0x06, place + result + formula)
        result = _record(0x06, place + b"\0\0\0\0\0\0\xff\xff" + formula)
        return result + _record(0x207, _biff_text(cell[1]))
    if cell in _BIFF_ERRORS:
        return _record(0x205, place + bytes([_BIFF_ERRORS[cell], 1]))
    return _record(0x204, place + _biff_text(str(cell))) if cell != "" else b""


def write_biff(
    rows: list[list], *, merge=(), struck=(), hidden_rows=(), hidden_columns=(), more=b""
) -> bytes:
    """Return the stream of a workbook with one sheet; style 1 is struck through."""
    start = struct.pack("<HHHHII", 0x600, 0, 0x0DBB, 1996, 0, 6)
    fonts = [
        _record(0x31, struct.pack("<5H4B", 200, line, 8, 400, 0, 0, 0, 0, 0) + b"\1\0A")
        for line in (0, 0, 0, 0, 8)
    ]
    styles = [_record(0xE0, struct.pack("<H18x", font)) for font in (0, 5)]
    sheet = b"".join(_record(0x7D, struct.pack("<6H", j, j, 2000, 0, 1, 0)) for j in hidden_columns)
    for i, row in enumerate(rows):
        hidden = 0x20 if i in hidden_rows else 0
        sheet += _record(0x208, struct.pack("<5HHI", i, 0, len(row), 255, 0, 0, hidden | 0x100))
        covered = {
            (r, c)
            for a, b, c1, d in merge
            for r in range(a, c1 + 1)
            for c in range(b, d + 1)
            if (r, c) != (a, b)
        }
        for j, cell in enumerate(row):
            sheet += b"" if (i, j) in covered else _biff_cell(i, j, cell, int(i in struck))
    if merge:
        areas = b"".join(struct.pack("<4H", a, c, b, d) for a, b, c, d in merge)
        sheet += _record(0xE5, struct.pack("<H", len(merge)) + areas)
    sheet = _record(0x809, start[:2] + b"\x10\0" + start[4:]) + sheet + more + _record(0x0A, b"")
    head = _record(0x809, start[:2] + b"\5\0" + start[4:]) + _record(0x42, b"\xb0\4")
    head += b"".join(fonts + styles)
    name = b"\4\0Data"
    place = len(head) + 4 + 6 + len(name) + 4
    head += _record(0x85, struct.pack("<IH", place, 0) + name) + _record(0x0A, b"")
    return head + sheet


def write_ole(stream: bytes, *, name: str = "Workbook") -> bytes:
    """Return a compound file with one stream, which is made long enough for whole sectors."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    n = len(stream) // 512
    n_fat = -(-(n + 2) // 126)
    fat = [*range(1, n), 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFD] * n_fat]
    fat += [0xFFFFFFFF] * (128 * n_fat - len(fat))

    def entry(label: str, kind: int, first: int, size: int, child: int) -> bytes:
        text = label.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<HBB3I", len(text), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", first, size)

    folder = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry(name, 2, 0, len(stream), 0xFFFFFFFF)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, n_fat, n, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    places = [n + 1 + i for i in range(n_fat)]
    header += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - n_fat))
    table = struct.pack(f"<{len(fat)}I", *fat)
    return header + stream + folder.ljust(512, b"\0") + table


class Office:
    """A workspace of the year 2025 whose raw files a test writes."""

    main, golongan = MAIN, GOLONGAN

    def __init__(self, root: Path) -> None:
        self.root = root
        self.raw = root / "data" / "raw" / "2025"
        self.raw.mkdir(parents=True)

    def people(self, n: int = 20, **columns: list) -> list[list]:
        """Return the header and n clean rows; a keyword replaces the first cells of a column."""
        rows = [person(i) for i in range(n)]
        for name, values in columns.items():
            for row, value in zip(rows, values, strict=False):
                row[name.replace("_", " ")] = value
        return [list(MAIN), *([r[c] for c in MAIN] for r in rows)]

    def nip(self, i: int) -> str:
        """Return the NIP of a person."""
        return person(i)["NIP BARU"]

    def grades(self, *rows: tuple[int | str, str, str]) -> list[list]:
        """Return rw-golongan from (person or NIP, golongan, tmt)."""
        return [
            GOLONGAN,
            *(
                [str(k), "x", self.nip(who) if isinstance(who, int) else who, "", gol, tmt, "101"]
                for k, (who, gol, tmt) in enumerate(rows)
            ),
        ]

    def xlsx(self, name: str, rows: list[list], *, sheet: str = "Data", **kinds) -> Path:
        """Write a workbook; a tuple is a formula and its result.

        Kinds: date1904, hidden (a sheet), merge (ranges), more (sheets), struck, hidden_rows and
        hidden_columns (numbers from 0).
        """
        path = self.raw / name
        options = {"strings_to_formulas": False, "date_1904": kinds.get("date1904", False)}
        with xlsxwriter.Workbook(str(path), options) as book:
            date = book.add_format({"num_format": "dd/mm/yyyy"})
            line = book.add_format({"font_strikeout": True})
            for title, content in {sheet: rows, **kinds.get("more", {})}.items():
                page = book.add_worksheet(title)
                if title in kinds.get("hidden", ()):
                    page.hide()
                for i, row in enumerate(content):
                    for j, cell in enumerate(row):
                        if isinstance(cell, dt.date):
                            page.write_datetime(i, j, cell, date)
                        elif isinstance(cell, tuple):
                            page.write_formula(i, j, cell[0], None, cell[1])
                        elif cell != "":
                            page.write(i, j, cell, line if i in kinds.get("struck", ()) else None)
                for i in kinds.get("hidden_rows", ()):
                    page.set_row(i, None, None, {"hidden": True})
                for j in kinds.get("hidden_columns", ()):
                    page.set_column(j, j, None, None, {"hidden": True})
                if title == sheet:
                    for area in kinds.get("merge", ()):
                        page.merge_range(*area, rows[area[0]][area[1]])
        return path

    def xls(self, name: str, rows: list[list], **kinds) -> Path:
        """Write a workbook of Excel 97; kinds as of :meth:`xlsx`, without date1904 and more."""
        return self.put(name, write_ole(write_biff(rows, **kinds)))

    def csv(self, name: str, rows: list[list], *, sep: str = ",", encoding: str = "utf-8") -> Path:
        """Write a csv file."""
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=sep, lineterminator="\r\n").writerows(rows)
        return self.put(name, text.getvalue().encode(encoding))

    def put(self, name: str, data: bytes) -> Path:
        """Write bytes."""
        path = self.raw / name
        path.write_bytes(data)
        return path

    def check(self, **settings) -> Check:
        """Check the raw folder."""
        return check_paths([self.raw], config=Config(**settings), periode=Periode(2025))

    def build(self, **settings) -> Build:
        """Build the year."""
        return build_periode(self.root, Periode(2025), config=Config(**settings))

    def codes(self, check: Check | Build | None = None, row: int | None = None) -> set[str]:
        """Return the codes found, without those of headers and extra columns."""
        found = (check or self.check()).temuan
        if row is not None:
            found = found[found["baris"] == row]
        return set(found["kode"]) - {"BARIS-KEPALA", "KOLOM-TAMBAHAN"}

    def clean(self, n: int = 20) -> pd.DataFrame:
        """Return the table pegawai of n clean people."""
        path = self.csv("bersih.csv", self.people(n))
        table = self.build().tables["pegawai"]
        path.unlink()
        return table


@pytest.fixture
def office(tmp_path) -> Office:
    """An office with an empty raw folder of 2025."""
    return Office(tmp_path / "kantor")
