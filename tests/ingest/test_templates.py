"""The templates: understood empty and filled, the same bytes twice, nothing personal in them."""

from __future__ import annotations

import zipfile

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.errors import UsageError
from pug_analysis.ingest import check_paths
from pug_analysis.ingest.layouts.known import LAYOUTS
from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.ingest.templates import _validation, write_templates

TEMPLATE = {name: register.template for name, register in REGISTERS.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("kantor") / "templat"
    assert [p.name for p in write_templates(out, year=2025)] == list(TEMPLATE.values())
    return out


@pytest.mark.parametrize("table", TEMPLATE)
def test_an_unfilled_template_is_understood(folder, table):
    check = check_paths([folder / TEMPLATE[table]], config=Config())
    assert check.layouts["tata_letak"].tolist() == [LAYOUTS[table].label, *["lembar templat"] * 3]
    assert check.layouts["kolom_hilang"].tolist() == [""] * 4
    assert check.neraca["dipakai"].sum() == 0
    assert (check.neraca["bukan_data"] == check.neraca["baris_masuk"]).all()
    told = check.temuan[check.temuan["tindakan"] != "bukan-data"]
    assert told["kode"].tolist() == ["DAFTAR-KOSONG"]


@pytest.mark.parametrize("table", TEMPLATE)
def test_the_sheets_and_their_headers(folder, table):
    sheets = pd.read_excel(folder / TEMPLATE[table], sheet_name=None, engine="calamine", dtype=str)
    assert list(sheets) == ["Data", "Petunjuk", "Contoh", "Daftar"]
    headers = [f.official for f in LAYOUTS[table].fields]
    assert list(sheets["Data"]) == list(sheets["Contoh"]) == headers
    assert len(sheets["Data"]) == 0
    assert len(sheets["Contoh"]) >= 2
    told = sheets["Petunjuk"].iloc[:, 0].tolist()
    assert all(h in told for h in headers)


@pytest.mark.parametrize("table", TEMPLATE)
def test_the_example_is_read_whole_when_it_is_data(table, tmp_path, office):
    """The example moved to a file of its own gives no finding but that its person is unknown."""
    headers = [f.official for f in LAYOUTS[table].fields]
    rows = [
        [row.get(f.name, "") for f in LAYOUTS[table].fields]
        for row in REGISTERS[table].examples(2025)
    ]
    office.xlsx(f"{table}.xlsx", [headers, *rows])
    check = office.check()
    assert office.codes(check) == set()
    assert check.neraca["dipakai"].tolist() == [len(rows)]


def test_every_column_is_explained():
    for register in REGISTERS.values():
        assert all(column.how for column in register.columns)
        assert register.purpose
    assert REGISTERS["pelatihan_pug"].column("nip").required
    assert not REGISTERS["sk_pug"].column("nip").required
    assert REGISTERS["rencana_aksi"].column("tahun").required


def test_drop_down_lists_come_from_a_visible_sheet(folder):
    with zipfile.ZipFile(folder / "sk_pug.xlsx") as book:
        data = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.namelist()
        core = book.read("docProps/core.xml").decode()
        workbook = book.read("xl/workbook.xml").decode()
    assert "Daftar!$A$2:$A$13" in data
    assert 'state="frozen"' in data
    assert "hidden" not in workbook
    assert not [n for n in names if "comment" in n or "vba" in n or "external" in n]
    assert "<dc:creator></dc:creator>" in core or "dc:creator" not in core
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core


def test_lists_hold_every_word(folder):
    for table, name in TEMPLATE.items():
        lists = pd.read_excel(folder / name, sheet_name="Daftar", engine="calamine", dtype=str)
        for column in REGISTERS[table].columns:
            if column.words:
                words = lists[f"Pilihan {column.header}"].dropna().tolist()
                assert words == list(column.words.meanings)


def test_messages_fit_into_excel():
    for table in TEMPLATE:
        for column in REGISTERS[table].columns:
            rule = _validation(column, "") or {}
            assert len(rule.get("error_message", "")) <= 255
            assert len(rule.get("error_title", "")) <= 32


def test_same_options_same_bytes(folder, tmp_path):
    for path in write_templates(tmp_path / "lagi", year=2025):
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_existing_files_are_kept(tmp_path):
    (tmp_path / "sk_pug.xlsx").write_bytes(b"isi")
    with pytest.raises(UsageError, match=r"sk_pug\.xlsx sudah ada"):
        write_templates(tmp_path, year=2025)
    assert [p.name for p in tmp_path.iterdir()] == ["sk_pug.xlsx"]
