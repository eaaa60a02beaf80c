"""What is said of where women's share of the posts of eselon II and III is heading."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.analyses.questions.posts import Heads
from pug_analysis.pages.indikator import arah_show
from pug_analysis.release.display import Several

NAN = float("nan")
MONTHS = (2020 * 12 + 6, 2025 * 12 + 5)
WHO = "bagian wanita di antara pejabat eselon II dan III"
LATER = "Bila 5 tahun berikutnya sama, bagian pemegang mendekati bagian yang diangkat."


def heads(heading, women, total, *, p_value=0.01, limits=(0.2, 0.6), top=(0, 0), held=(3, 10)):
    rows = [("pemegang", *held, NAN, NAN), ("Administrator", women, total, *limits),
            ("JPT Pratama", *top, NAN, NAN)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["baris", "wanita", "total", "conf_low", "conf_high"])
    table["pria"] = table["total"] - table["wanita"]
    table["share_wanita"] = table["wanita"] / table["total"].where(table["total"] > 0)
    return Heads(table, heading, p_value, MONTHS)


def said(found, data, monkeypatch):
    monkeypatch.setattr(arah_show, "compare_appointments", lambda *_, **__: found)
    some = data.tables["jabatan"].reindex(range(1))
    opened = replace(data, tables={**data.tables, "jabatan": some})
    shown = arah_show.arah_jabatan(opened)
    assert isinstance(shown, Several)
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown.parts[0].html)).strip()
    return words, shown.parts[1].payload


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (heads("up", 6, 10), f"B{WHO[1:]} sedang naik: dari 10 orang yang diangkat ke sana Juli 2020 sampai Juni "
         "2025, 6 wanita (60,0 persen; selang 95%: 20,0 persen sampai 60,0 persen), lebih tinggi daripada 30,0 "
         f"persen di antara pemegang jabatan sekarang. {LATER}"),
        (heads("down", 1, 40, top=(1, 8)), f"B{WHO[1:]} sedang turun: dari 40 orang yang diangkat ke sana Juli 2020 "
         "sampai Juni 2025, 1 wanita (2,5 persen; selang 95%: 20,0 persen sampai 60,0 persen), lebih rendah "
         f"daripada 30,0 persen di antara pemegang jabatan sekarang. {LATER} Ke JPT Pratama diangkat 1 wanita "
         "dari 8 orang."),
        (heads("open", 4, 10, p_value=0.5), f"Ke mana {WHO} bergerak belum dapat disimpulkan: dari 10 orang yang "
         "diangkat ke sana Juli 2020 sampai Juni 2025, 4 wanita (40,0 persen; selang 95%: 20,0 persen sampai 60,0 "
         "persen), sedangkan di antara pemegang jabatan sekarang 30,0 persen; perbedaan sebesar itu dapat terjadi "
         "secara kebetulan. Ini bukan berarti bagiannya tetap."),
        (heads("too_few", 1, 3, p_value=NAN, limits=(NAN, NAN)), f"Ke mana {WHO} bergerak tidak dinilai: dari 3 "
         "orang yang diangkat ke sana Juli 2020 sampai Juni 2025, 1 wanita; jumlah kasus terlalu sedikit untuk "
         "disimpulkan."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("edition", ["internal", "pokja", "publik"])
def test_each_heading_in_each_edition(found, words, edition, tiny_data, monkeypatch):
    """Posts and appointments are public: every edition has the same numbers."""
    told, table = said(found, replace(tiny_data, edition=edition), monkeypatch)
    assert told == words
    names = [column["name"] for column in table["columns"]]
    rows = pd.DataFrame(table["rows"], columns=names)
    assert rows["total"].tolist() == found.table["total"].tolist()
    assert rows["baris"].tolist() == [
        "Memegang jabatan sekarang", "Diangkat ke Administrator atau di atasnya", "Diangkat ke JPT Pratama",
    ]  # fmt: skip
    assert rows["arah"].tolist() == ["", arah_show.TREND_WORDS[found.heading], ""]
    assert rows["p_value"].isna().tolist() == [True, found.heading == "too_few", True]


def test_words_of_headings():
    assert arah_show.TREND_WORDS == {
        "up": "naik", "down": "turun", "open": "belum dapat disimpulkan", "too_few": "terlalu sedikit",
    }  # fmt: skip


def test_without_a_history_of_posts_it_says_what_to_bring(tiny_data):
    shown = arah_show.arah_jabatan(tiny_data)
    assert "tambahkan ekspor SIASN riwayat jabatan ke folder data/raw/2025." in shown.html
