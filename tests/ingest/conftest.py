"""An invented office that writes raw files, clean or as a test wants them."""

from __future__ import annotations

import csv
import datetime as dt
import io
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
        return [MAIN, *([r[c] for c in MAIN] for r in rows)]

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
        """Write a workbook; kinds: date1904, hidden (a sheet), merge (ranges), more (sheets)."""
        path = self.raw / name
        options = {"strings_to_formulas": False, "date_1904": kinds.get("date1904", False)}
        with xlsxwriter.Workbook(str(path), options) as book:
            date = book.add_format({"num_format": "dd/mm/yyyy"})
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
                            page.write(i, j, cell)
                if title == sheet:
                    for area in kinds.get("merge", ()):
                        page.merge_range(*area, rows[area[0]][area[1]])
        return path

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
