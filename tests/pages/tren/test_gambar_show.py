"""Figures of the trend: told in words, and drawn from their numbers."""

from __future__ import annotations

import base64
import io

import pandas as pd
import pytest
from PIL import Image

from pug_analysis.pages.tren import gambar_show
from pug_analysis.pages.tren.acuan import national_lines
from pug_analysis.pages.tren.proporsi import yearly_slopes
from pug_analysis.release.numbers import persen


def test_figures_have_alternative_text_and_change_with_their_numbers(table, series):
    data, national = series[-1], national_lines()
    slopes = yearly_slopes(table)
    one = gambar_show.gambar_tren(table, slopes, national, data).parts[0]
    other = gambar_show.gambar_tren(
        table.assign(share_wanita=table["share_wanita"] / 2), slopes, national, data
    ).parts[0]
    ladder = gambar_show.gambar_jenjang(table, data).parts[0]
    for figure in (one, ladder):
        assert 20 <= len(figure.payload["alt"]) <= 300
        png = base64.b64decode(figure.payload["png"])
        assert len(png) < 60_000
        assert Image.open(io.BytesIO(png)).width > 600
    assert one.payload["png"] != other.payload["png"]
    rows = table.loc[table["sub_kategori"] == "Pengawas (Eselon IV)", "share_wanita"]
    assert (
        f"Pengawas {persen(rows.iloc[0])} (2023) ke {persen(rows.iloc[-1])} (2025)"
        in one.payload["alt"]
    )
    assert "Pengawas" in ladder.payload["alt"]


def test_no_straight_line_is_drawn_without_slopes(table, series):
    slopes = yearly_slopes(table)
    two = [
        gambar_show.gambar_tren(table, s, national_lines(), series[-1]).parts[0].payload["png"]
        for s in (slopes, slopes.iloc[:0])
    ]
    assert two[0] != two[1]


# --- numbers to words
def lines(*rows: tuple) -> pd.DataFrame:
    """Lines of (kind, line, share of women then, now)."""
    return pd.DataFrame(
        [
            {"kategori": kind, "sub_kategori": line, "periode": period, "share_wanita": share, "tahunan": True,
             "total": 1000 + n, "x": 2024.0 + n, "bulan": (2024 + n) * 12 + 11}
            for kind, line, *shares in rows
            for n, (period, share) in enumerate(zip(("2024", "2025"), shares, strict=True))
        ]
    )  # fmt: skip


POST = "Jenjang Jabatan Struktural"
LADDER = (
    ("Total ASN", "", 0.5, 0.6),
    ("Jenis Jabatan", "Pelaksana", 0.45, 0.45),
    (POST, "Pengawas (Eselon IV)", 0.4, 0.3),
    (POST, "Administrator (Eselon III)", 0.2, 0.25),
    (POST, "JPT Pratama (Eselon II)", 0.1, float("nan")),
)


def test_ends_of_each_line_are_told_in_order_of_time():
    """Falling, rising, and with one period alone; lines that are no posts are not told."""
    assert gambar_show._ends_in_words(lines(*LADDER)) == (
        "Pengawas 40,0% (2024) ke 30,0% (2025); Administrator 20,0% (2024) ke 25,0% (2025); "
        "JPT Pratama 10,0% (2024) ke 10,0% (2024)"
    )
    assert gambar_show._ends_in_words(lines(*LADDER[:2])) == ""


def test_the_ladder_then_and_now_in_words(series):
    alt = gambar_show.gambar_jenjang(lines(*LADDER), series[-1]).parts[0].payload["alt"]
    assert alt == (
        "Proporsi wanita per jenjang, 2024 ke 2025: Total ASN 50,0% ke 60,0%; Pelaksana 45,0% ke 45,0%; "
        "Pengawas 40,0% ke 30,0%; Administrator 20,0% ke 25,0%."
    )


def test_one_year_or_no_share_is_no_figure(series):
    table = lines(*LADDER)
    half = table.assign(tahunan=table["periode"] == "2025")
    assert gambar_show.gambar_jenjang(half, series[-1]).parts == ()
    none = table.assign(share_wanita=float("nan"))
    assert gambar_show.gambar_jenjang(none, series[-1]).parts == ()
    one = table.loc[table["periode"] == "2025"].assign(utama=True)
    assert gambar_show.gambar_tren(one, pd.DataFrame(), pd.DataFrame(), series[-1]).parts == ()


def test_the_nation_stands_beside_a_line_with_its_year():
    rows = lines(LADDER[0])
    drawn = pd.DataFrame(
        {"kategori": ["Total ASN"], "sub_kategori": [""], "share_wanita": [0.573], "keadaan": ["2024-12-31"]}
    ).set_index(["kategori", "sub_kategori"])  # fmt: skip
    assert gambar_show._beside(drawn, ("Total ASN", ""), rows) == {
        "subtitle": "n = 1.001; Indonesia 2024: 57,3%", "reference": 0.573,
    }  # fmt: skip
    assert gambar_show._beside(drawn, ("Total ASN", "PNS"), rows) == {
        "subtitle": "n = 1.001", "reference": None,
    }  # fmt: skip


@pytest.mark.parametrize("slope", [0.04, -0.04])
def test_the_straight_line_runs_through_the_mean_of_the_yearly_shares(slope):
    """Shares 0.3, 0.5 and 0.4 in 2023 to 2025: 0.4 in the middle, one slope on either side."""
    rows = pd.DataFrame(
        {"x": [2023.0, 2024.0, 2024.5, 2025.0, 2026.0], "tahunan": [True, True, False, True, True],
         "share_wanita": [0.3, 0.5, 0.9, 0.4, float("nan")]}
    )  # fmt: skip
    slopes = pd.DataFrame(
        {"kategori": ["a", "a"], "sub_kategori": ["b", "c"], "estimate": [slope, 9.0]}
    )
    found = gambar_show._ends(slopes, ("a", "b"), rows)
    assert found == pytest.approx((0.4 - slope, 0.4 + slope))
    assert gambar_show._ends(slopes, ("b", "b"), rows) is None


def test_the_day_between_is_that_of_the_other_semester(series):
    first, second = series[2], series[3]
    assert (first.semester, gambar_show._other_day(first)) == (1, "31 Desember")
    assert (second.semester, gambar_show._other_day(second)) == (2, "30 Juni")


def test_people_are_those_of_the_last_period(series):
    data = series[-1]
    counted = pd.DataFrame(
        {"bulan": [data.until, data.until, data.until - 12], "total": [40, 90, 900]}
    )
    assert gambar_show._people(counted, data) == 90
