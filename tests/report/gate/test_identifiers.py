"""Forms that point at a person or a machine. All are invented."""

from __future__ import annotations

import pytest

from pug_analysis.report.gate.identifiers import find_patterns, hide_long_numbers

NIP = "199901312020121999"
NIK = "6107993101990001"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (NIP, "nomor"),
        (f"a{NIP}b", "nomor"),
        ("19990131 202012 1 999", "nomor"),
        ("19990131.202012.1.999", "nomor"),
        ("'19990131'202012'1'999", "nomor"),
        ("19990131\n202012 1 999", "nomor"),
        (f"NIK: {NIK}.", "nomor"),
        ("1.99901312020122E+17", "nomor"),
        ("1,99901E+17", "nomor"),
        ("2E17", "nomor"),
        ("NIP. 131263190", "nomor"),
        (f"sha256:{NIP}", "nomor"),
        ("sha256: 081234567890", "telepon"),
        ("0812 3456 7890", "telepon"),
        ("+62 812-3456-7890", "telepon"),
        ("hubungi siti@contoh.invalid", "surel"),
        (r"C:\Users\siti\laporan.xlsx", "jalur"),
        (r"\\peladen\bersama", "jalur"),
        ("/" + "home/siti/kerja", "jalur"),
        ("file:///tmp", "jalur"),
    ],
)
def test_forms_that_point_at_somebody_are_seen(text, kind):
    assert find_patterns(text) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "1.234.567 orang, keadaan 31 Desember 2025",
        "2021  2022  2023  2024",
        "0.1234567890123456",
        "0,1234567890123456",
        "0,0812345678901",
        "6107993101990001234567",
        "1990" * 16,
        NIP + "ab" * 23,
        "081234567890" + "ab" * 26,
        '{"a.csv": "628123456789' + "ab" * 26 + '"}',
        "sidik data masukan sha256:081234567890.",
        "pug-analysis 0.1.0+628123456789; sidik",
        "2025-12-31T23:59:59+00:00",
        "12.345.678.901 dan 81.234.567.890",
        "@media print { a } @page",
        "p = 1,2e-15",
        "https://contoh.invalid/home/a",
        "tabel/profil.csv; dan/atau",
        "NIP-ANGKA 12",
    ],
)
def test_other_numbers_and_digests_are_not(text):
    assert find_patterns(text) == set()


def test_a_number_is_hidden_and_a_count_is_not():
    for text in ("1.200 baris", "2023 2024 2025"):
        assert hide_long_numbers(text) == text
    for number in (NIP, NIK, "19990131 202012 1 999"):
        assert hide_long_numbers(f"a {number} b") == "a (angka disembunyikan) b"
