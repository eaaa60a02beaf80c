"""Headings, totals and footers beside rows of people that lost their cells."""

from __future__ import annotations

import pytest


def kinds(office, cells: dict[str, str], *, last: bool = False) -> set[str]:
    """Codes of a row that has only these cells, in the middle or behind the last person."""
    rows = office.people(20)
    row = [cells.get(name, "") for name in rows[0]]
    rows.insert(len(rows) if last else 10, row)
    office.csv("a.csv", rows)
    return office.codes(row=len(rows) if last else 11)


@pytest.mark.parametrize(
    "cells",
    [
        {"PNS ID": "DINAS PENDIDIKAN"},
        {"PNS ID": "I", "NIP BARU": "DINAS PENDIDIKAN"},
        {"NAMA": "Puskesmas Rekaan"},
        {"UNOR NAMA": "DINAS KESEHATAN"},
    ],
)
def test_headings_between_people_are_no_data(office, cells):
    assert kinds(office, cells) == {"BARIS-KELOMPOK"}


@pytest.mark.parametrize(
    "cells",
    [
        {"TANGGAL LAHIR": "01-02-1980"},
        {"NAMA": "Nama Rekaan", "JENIS KELAMIN": "F"},
        {"KEDUDUKAN HUKUM ID": "01", "UNOR NAMA": "Dinas Rekaan 0"},
        {"GOL AWAL NAMA": "III/a", "GOL AKHIR NAMA": "III/c"},
    ],
)
def test_a_row_with_a_day_or_a_code_is_a_person_without_nip(office, cells):
    assert "NIP-KOSONG" in kinds(office, cells)


@pytest.mark.parametrize(
    "cells", [{"PNS ID": "Jumlah", "NAMA": "20"}, {"NAMA": "TOTAL", "JENIS KELAMIN": "12"}]
)
def test_totals_are_no_data(office, cells):
    assert kinds(office, cells) == {"BARIS-JUMLAH"}


def test_a_person_whose_first_cell_became_a_total_is_put_aside(office):
    cells = dict(zip(office.main, office.people(20)[5], strict=True))
    assert kinds(office, cells | {"PNS ID": "Jumlah", "NIP BARU": ""}) >= {"NIP-KOSONG"}


@pytest.mark.parametrize(
    "cells", [{"TMT JABATAN": "Bengkayang, 2 Januari 2026"}, {"TMT JABATAN": "02-01-2026"}]
)
def test_a_signature_below_may_bear_a_day(office, cells):
    assert kinds(office, cells, last=True) == {"BARIS-KAKI"}


def test_the_last_person_without_nip_is_no_footer(office):
    cells = {"TANGGAL LAHIR": "01-02-1980", "TMT CPNS": "01-03-2005", "NAMA": "Nama Rekaan"}
    assert "NIP-KOSONG" in kinds(office, cells, last=True)
