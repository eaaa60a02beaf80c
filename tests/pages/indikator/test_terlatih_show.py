"""What is said of who is trained: each sex its own number, and offices only where it tells of nobody."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.instrumen import read_form
from pug_analysis.pages.indikator import terlatih_show
from pug_analysis.pages.indikator.terlatih import JUMLAH

FORM = read_form(2025)
COUNTS = ["fungsi", "pria", "wanita", "total", "pria_aktif", "wanita_aktif", "total_aktif", "share"]


def sentences(data, *, people=(3, 5, 40), offices=(9, 8, 0)):
    men, women, active = people
    share = (men + women) / active if active else float("nan")
    row = [JUMLAH, men, women, men + women, active // 2, active // 2, active, share]
    table = pd.DataFrame([row], columns=COUNTS)
    places = pd.DataFrame({"perangkat_daerah": [f"PD {i}" for i in range(3)], "total": offices})
    return terlatih_show._sentences(table, places, data)


def test_men_and_women_are_not_exchanged(ape_data):
    assert sentences(ape_data) == [
        "8 dari 40 ASN aktif (20,0 persen) pernah menyelesaikan pelatihan PUG: 3 pria dan 5 wanita. 2 dari "
        "3 perangkat daerah mempunyai paling sedikit satu orang terlatih."
    ]


def test_without_active_people_there_is_no_share(ape_data):
    (said,) = sentences(ape_data, people=(0, 0, 0))
    assert said.startswith(
        "0 dari 0 ASN aktif pernah menyelesaikan pelatihan PUG: 0 pria dan 0 wanita."
    )


@pytest.mark.parametrize(
    ("edition", "offices", "told"),
    [("internal", (9, 8, 0), True), ("pokja", (9, 8, 0), False), ("publik", (9, 8, 0), False),
     ("pokja", (9, 7, 0), True), ("pokja", (9, 8, 8), True)],
)  # fmt: skip
def test_how_many_offices_is_not_told_where_it_says_which(ape_data, edition, offices, told):
    (said,) = sentences(replace(ape_data, edition=edition), offices=offices)
    assert ("perangkat daerah mempunyai paling sedikit satu" in said) is told


def test_a_missing_register_is_said_beside_what_simpeg_knows(ape_data, bare_data):
    assert len(sentences(ape_data)) == 1
    assert sentences(bare_data)[1] == (
        "Register pelatihan_pug.xlsx belum ada: yang terhitung hanya pelatihan yang tercatat di SIMPEG."
    )


def test_all_offices_too_small_for_the_public_are_counted(ape_data):
    small = pd.DataFrame({"perangkat_daerah": ["Dinas X", "Dinas Y"], "orang": [29, 3]})
    said = terlatih_show.daftar_tanpa(small, "ini", replace(ape_data, edition="publik"))
    assert said == "Perangkat daerah tanpa ini (2): semuanya; dan 2 dengan kurang dari 30 ASN."


@pytest.mark.parametrize(
    ("edition", "told"), [("internal", False), ("pokja", True), ("publik", True)]
)
def test_the_note_on_protection_stands_where_counts_are_protected(ape_data, edition, told):
    parts = terlatih_show.terlatih(replace(ape_data, edition=edition), FORM).parts
    (by_office,) = [p.payload for p in parts if p.payload.get("name") == "indikator_terlatih_pd"]
    assert any("dihitung dari bilangan yang ditampilkan" in n for n in by_office["notes"]) is told


@pytest.mark.parametrize(
    ("edition", "named"), [("internal", True), ("pokja", False), ("publik", False)]
)
def test_offices_without_anybody_trained_are_named_inside_only(ape_data, edition, named):
    offices = pd.DataFrame({"perangkat_daerah": ["Dinas X", "Dinas Y"], "orang": [40, 50]})
    said = terlatih_show.tanpa_terlatih(
        offices, "yang terlatih", replace(ape_data, edition=edition)
    )
    assert ("Dinas X" in said) is ("Dinas Y" in said) is named
    assert "yang terlatih" in said
