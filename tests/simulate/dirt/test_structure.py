from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from pug_analysis.simulate.dirt.structure import add_structure
from pug_analysis.simulate.files.sheets import WrittenFile
from pug_analysis.terms.kalender import Periode


@dataclass
class Line:
    cells: list
    findings: list = field(default_factory=list)


def build(name: str) -> list[Line]:
    file = WrittenFile(name, "pegawai", pd.DataFrame())
    data = [Line([str(i)] * 5) for i in range(4)]
    return add_structure(Line(list("abcde")), data, file=file, periode=Periode(2025), row=Line)


def codes(lines: list[Line]) -> list[str]:
    return [line.findings[0][1] if line.findings else "" for line in lines]


def test_title_header_rows_signature():
    found = codes(build("Export Data ASN PNS 2025.xlsx"))
    assert found == ["BARIS-JUDUL"] * 2 + [""] * 5 + ["BARIS-KAKI"] * 4


def test_numbers_blank_and_total():
    lines = build("Export Data ASN PPPK 2025.xlsx")
    assert codes(lines) == ["", "BARIS-NOMOR-KOLOM", "", "", "BARIS-KOSONG", "", "", "BARIS-JUMLAH"]
    assert lines[1].cells == ["(1)", "(2)", "(3)", "(4)", "(5)"]
    assert all(len(line.cells) == 5 for line in lines)


def test_repeated_header_is_the_header():
    lines = build("Riwayat Pendidikan 2025.xlsx")
    assert lines[3].cells == lines[0].cells
    assert codes(lines)[3] == "BARIS-KEPALA-ULANG"


def test_other_files_stay_plain():
    assert codes(build("Riwayat Jabatan 2025.csv")) == [""] * 5
