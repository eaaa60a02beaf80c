"""What the index says of changes: up, down, none, and what was never published."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.careers.columns import TOTAL_ASN
from pug_analysis.pages.depan import perubahan_show
from pug_analysis.pages.depan.perubahan import CHANGE_LINES, split_shares
from pug_analysis.terms.kalender import Periode

LAST = Periode(2024)
PARTS = ["sebelum", "pembetulan", "kejadian", "populasi", "sesudah"]
STILL = (5, 0, 0, 0, 5)


def words(part):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html)).strip()


def split(**lines):
    """Numbers of men and women by line; those not named stand still."""
    named = {name.replace("_", " "): pair for name, pair in lines.items()}
    rows = [
        [line, sex, *numbers]
        for line in CHANGE_LINES
        for sex, numbers in zip("LP", named.get(line, (STILL, STILL)), strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["jenjang", "jenis_kelamin", *PARTS])
    return frame.astype(dict.fromkeys(PARTS, "Int64"))


def shown(data, table, *, since=LAST):
    return perubahan_show.perubahan(
        table, split_shares(table), data, since=since, sumber="Sumber: uji."
    )


@pytest.mark.parametrize(
    ("women", "said"),
    [((5, 1, 2, -1, 7), "5 menjadi 7 (+2): pembetulan catatan +1, kejadian +2, masuk dan keluar -1."),
     ((5, -1, 0, -3, 1), "5 menjadi 1 (-4): pembetulan catatan -1, kejadian 0, masuk dan keluar -3."),
     ((5, -1, 1, 0, 5), "5 menjadi 5 (0): pembetulan catatan -1, kejadian +1, masuk dan keluar 0."),
     (STILL, "tetap 5."),
     ((None, None, 1, 1, 7), "kini 7; angka tahun lalu tidak diterbitkan.")],
)  # fmt: skip
def test_women_of_a_level_in_every_direction(tiny_data, women, said):
    opening, *_ = shown(tiny_data, split(Pengawas=((90, 0, 0, 9, 99), women)))
    assert f"Wanita pada jenjang Pengawas {said}" in words(opening)
    assert "99" not in words(opening)


@pytest.mark.parametrize(
    ("men", "women", "said"),
    [((50, 0, 0, 0, 50), (50, 0, 0, 50, 100),
      "50,0% menjadi 66,7% (0 poin karena pembetulan catatan, +16,7 poin karena orang masuk dan keluar)."),
     ((50, 50, 0, 0, 100), (50, 0, 0, 0, 50),
      "50,0% menjadi 33,3% (-16,7 poin karena pembetulan catatan, 0 poin karena orang masuk dan keluar).")],
)  # fmt: skip
def test_the_share_of_women_rises_and_falls(tiny_data, men, women, said):
    opening, *_ = shown(tiny_data, split(**{TOTAL_ASN.replace(" ", "_"): (men, women)}))
    assert f"Proporsi wanita {said}" in words(opening)
    assert words(opening).startswith("ASN aktif 100 menjadi 150 (+50):")


def test_without_a_published_total_there_is_no_share(tiny_data):
    missing = ((None, None, 0, 0, 8), (50, 0, 0, 0, 50))
    opening, *_ = shown(tiny_data, split(**{TOTAL_ASN.replace(" ", "_"): missing}))
    assert "Proporsi" not in words(opening)
    assert words(opening).startswith("ASN aktif kini 58; angka tahun lalu tidak diterbitkan.")


def test_another_distance_than_a_year_is_named_everywhere(tiny_data):
    half = Periode(2025, 1)
    opening, reading, counts, shares = shown(tiny_data, split(), since=half)
    assert words(opening).startswith(
        "Data keadaan 31 Desember 2024 tidak ada atau tidak dapat dibaca; karena itu perubahan dihitung "
        "sejak 30 Juni 2025, periode terakhir sebelum laporan ini."
    )
    assert (
        perubahan_show.judul(tiny_data.periode, since=half) == "Apa yang berubah sejak 30 Juni 2025"
    )
    assert "bertanggal sesudah 30 Juni 2025" in words(reading)
    for part in (counts, shares):
        assert part.payload["title"].endswith("sejak 30 Juni 2025")
        labels = {c["name"]: c["label"] for c in part.payload["columns"]}
        assert (labels["sebelum"], labels["sesudah"]) == ("30 Juni 2025", "31 Desember 2025")


def test_a_year_ago_is_called_so(tiny_data):
    opening, reading, counts, shares = shown(tiny_data, split())
    assert shares.payload["title"] == (
        "Tabel 0.2. Perubahan proporsi wanita sejak 31 Desember 2024"
    )
    assert words(opening).startswith("ASN aktif tetap 10.")
    assert (
        perubahan_show.judul(tiny_data.periode, since=LAST) == "Apa yang berubah sejak tahun lalu"
    )
    assert "Pembetulan catatan&#39;: angka tahun lalu yang kini diketahui berbeda" in words(reading)
    assert counts.payload["notes"][-1] == "Sumber: uji."
    assert counts.payload["title"].startswith("Tabel 0.1. ")


def test_sexes_have_their_own_rows(tiny_data):
    table = split(Pengawas=((9, 0, 0, 0, 9), (3, 0, 0, 0, 3)))
    rows = shown(replace(tiny_data, edition="pokja"), table)[2].payload["rows"]
    assert [row[1:3] for row in rows if row[0] == "Pengawas"] == [["Pria", 9], ["Wanita", 3]]


@pytest.mark.parametrize(
    ("some", "why"),
    [
        (True, "data/raw/2024 tidak ada atau tidak dapat dibaca, dan tanpa itu diperlukan laporan 2024 serta "
         "riwayat jabatan."),
        (False, "laporan 2024 edisi publik dan data/raw/2024 tidak ada."),
    ],
)  # fmt: skip
def test_why_nothing_is_compared(some, why):
    said = words(perubahan_show.tanpa_pembanding(LAST, edition="publik", some=some))
    assert said == f"Perubahan sejak 31 Desember 2024 belum dapat ditunjukkan: {why}"


@pytest.mark.parametrize(
    ("published", "people", "said"),
    [
        (True, True, "laporan yang terbit. Rincian perubahan: data/raw/2024, orang demi orang."),
        (True, False, "laporan yang terbit. Rincian perubahan: riwayat jabatan dan daftar pemberhentian dalam "
         "data 2025."),
        (False, True, "data/raw/2024 (laporannya tidak ada). Rincian perubahan: data/raw/2024, orang demi orang."),
    ],
)  # fmt: skip
def test_what_the_comparison_was_made_from(tiny_data, published, people, said):
    told = perubahan_show.asal_angka(tiny_data, since=LAST, published=published, people=people)
    assert told == f"Sumber angka 2024: {said}"
