"""Perangkat daerah in the agency's own edition, protected, and agencies in a merged report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pug_analysis.pages.profil import profil
from pug_analysis.pages.profil.pd_show import tabel_pd

RULE = "PD yang bersama tabel lain akan membuka jumlah kecil tidak ditampilkan"


@pytest.fixture
def table(tiny):
    return profil.profile_by_pd(tiny)


def test_the_agency_s_own_edition_shows_every_count(table, tiny_data):
    shown = tabel_pd(table, tiny_data).payload
    assert (shown["name"], shown["title"]) == (
        "profil_per_pd",
        "Tabel 1.5. ASN menurut perangkat daerah dan jenis kelamin, 31 Desember 2025",
    )
    assert [row[1:4] for row in shown["rows"]] == [
        [int(r.pria), int(r.wanita), int(r.total)] for r in table.itertuples()
    ]
    assert "selang kepercayaan 95% dari proporsi wanita" in shown["notes"][0]
    assert RULE not in " ".join(shown["notes"])


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_shared_editions_say_how_they_protect_before_the_source(table, tiny_data, edition):
    shown = tabel_pd(table, replace(tiny_data, edition=edition)).payload
    assert RULE in shown["notes"][1]
    assert shown["notes"][2].startswith("Sumber: ")
    assert shown["rilis"]["aturan"] == "lindung"


def test_a_merged_report_names_agencies_and_shows_their_totals(table, tiny_data, added_up):
    merged = replace(tiny_data, people=added_up("terlindung"), edition="pokja")
    shown = tabel_pd(table, merged).payload
    assert shown["name"] == "profil_per_daerah"
    assert shown["columns"][0]["label"] == "Daerah"
    assert shown["rilis"]["aturan"] == "tepat"
    assert [row[3] for row in shown["rows"]] == [9, 10, 1]
    assert "laporan gabungan menurut daerah" in shown["notes"][0]
    assert shown["notes"][0].endswith("Batas: selang kepercayaan 95% dari proporsi wanita.")
    assert "gabungan 2 daerah" in shown["notes"][1]
