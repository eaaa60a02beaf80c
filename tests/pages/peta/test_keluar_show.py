"""Leaving and awards in words: both directions, each verdict, to the letter."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.pages.peta import keluar_show
from pug_analysis.pages.peta.keluar import Exits
from pug_analysis.terms.kalender import Periode

NAN = float("nan")
NAMES = ("estimate", "conf_low", "conf_high")
#: Ratio and limits, and what is said of them: the digits never hide the side.
SIDES = [
    ((1.5, 1.1, 2.1), "1,50 (selang 1,10 sampai 2,10), lebih sering pada wanita"),
    ((0.6, 0.4, 0.9), "0,60 (selang 0,40 sampai 0,90), kurang sering pada wanita"),
    ((1.5, 1.002, 2.1), "1,500 (selang 1,002 sampai 2,100), lebih sering pada wanita"),
    ((0.9, 0.6, 1.3), "0,90 (selang 0,60 sampai 1,30), data belum cukup untuk menyatakan pria dan wanita berbeda"),
    ((1.2, 1.0, 1.3), "1,20 (selang 1,00 sampai 1,30), data belum cukup untuk menyatakan pria dan wanita berbeda"),
]  # fmt: skip


def rate_row(numbers: tuple, **columns: object) -> dict[str, object]:
    row = {"jenis": "selain pensiun", "wanita": 40, "pria": 30, "laju_wanita": 8.0, "laju_pria": 6.0,
           "rasio_masa_kerja": NAN, "masa_kerja_low": NAN, "masa_kerja_high": NAN}  # fmt: skip
    return row | dict(zip(NAMES, numbers, strict=True)) | columns


@pytest.mark.parametrize(("numbers", "words"), SIDES)
def test_leaving(numbers, words):
    ratio, retired = keluar_show._sentences(pd.Series(rate_row(numbers)))
    assert ratio == (
        "Semua selain pensiun: 40 wanita dan 30 pria keluar, 8,0 dan 6,0 per 1.000 orang-tahun: rasio wanita "
        f"terhadap pria {words}."
    )
    assert retired == (
        "Pensiun dilihat terpisah: ia mengikuti usia, dan susunan usia pria dan wanita berbeda."
    )


def test_leaving_at_the_same_service_and_of_too_few():
    within = {"rasio_masa_kerja": 1.24, "masa_kerja_low": 0.95, "masa_kerja_high": 1.63}
    (ratio, _) = keluar_show._sentences(pd.Series(rate_row(SIDES[3][0], **within)))
    assert ratio.endswith(
        " wanita berbeda. Di antara yang masa kerjanya sama rasionya 1,24 (selang 0,95 sampai 1,63)."
    )
    assert keluar_show._sentences(pd.Series(rate_row((NAN, NAN, NAN)))) == [
        "Semua selain pensiun: 40 wanita dan 30 pria keluar. Jumlah kasus terlalu sedikit untuk disimpulkan."
    ]


@pytest.mark.parametrize(("semester", "year"), [(2, "2025"), (1, "semester 1 2025")])
def test_the_table_of_leaving_names_its_period_and_ways(semester, year):
    ways = ["selain pensiun", "pindah", "berhenti", "meninggal", "pensiun", "pindah masuk"]
    more = {"pria_tahun_ini": 3, "wanita_tahun_ini": 4, "orang_tahun_pria": 11281.4, "p_value": NAN,
            "orang_tahun_wanita": 12975.0, "p_holm": NAN}  # fmt: skip
    table = pd.DataFrame([rate_row(SIDES[0][0], **more) | {"jenis": way} for way in ways])
    none = pd.DataFrame(columns=["jenis", "jenis_kelamin", "n"])
    exits = Exits(none, None, 2025 * 12 + 5, pd.Series({"L": 1, "P": 1}), none, 3)
    data = SimpleNamespace(
        year=2025, semester=semester, periode=Periode(2025, semester), cutoff=date(2025, 6, 30),
        edition="internal", config=Config(), pooled=None,
    )  # fmt: skip
    shown = keluar_show._table(table, exits, data).payload
    labels = {column["name"]: column["label"] for column in shown["columns"]}
    assert (labels["pria_tahun_ini"], labels["wanita_tahun_ini"]) == (
        f"Pria, {year}",
        f"Wanita, {year}",
    )
    assert "Juni 2025 sampai Juni 2025" in shown["title"]
    assert [row[0] for row in shown["rows"]] == [
        "Semua selain pensiun", "Pindah ke instansi lain", "Berhenti", "Meninggal", "Pensiun",
        "Pindah masuk dari instansi lain",
    ]  # fmt: skip
    note = shown["notes"][0]
    assert "11.281 orang-tahun pria dan 12.975 orang-tahun wanita" in note
    assert "Tidak aktif tanpa tanggal berhenti, tidak terhitung: 3 orang." in note


def awards(whole: tuple, *classes: tuple[str, tuple]) -> pd.DataFrame:
    rows = {"Semua penghargaan": whole, **dict(classes)}
    counts = {"wanita": 60, "dasar_wanita": 600, "pria": 50, "dasar_pria": 400}
    table = pd.DataFrame([counts | dict(zip(NAMES, one, strict=True)) for one in rows.values()])
    return table.set_index(pd.Index(rows, name="jenis"))


COUNTED = "60 dari 600 wanita dan 50 dari 400 pria yang aktif pernah menerima penghargaan"
TEN, TWENTY = "Satyalancana Karya Satya X Tahun", "Satyalancana Karya Satya XX Tahun"


@pytest.mark.parametrize(("numbers", "words"), SIDES)
@pytest.mark.parametrize(("crude", "told"), [(0.78, " (rasio kasar 0,78)"), (NAN, "")])
def test_awards_by_class(numbers, words, crude, told):
    found = awards((crude, NAN, NAN), (TEN, numbers), (TWENTY, (NAN, NAN, NAN)))
    first, each = keluar_show._award_sentences(found)
    assert first == (
        f"{COUNTED}{told}. Penghargaan mengikuti masa kerja, dan masa kerja pria dan wanita berbeda, sehingga "
        "perbandingan dilakukan pada setiap kelas Satyalancana, di antara PNS yang masa kerjanya cukup."
    )
    assert each == f"{TEN}: rasio wanita terhadap pria {words}."


def test_too_few_awards():
    found = awards((0.78, 0.7, 0.9), (TEN, (NAN, NAN, NAN)))
    assert keluar_show._award_sentences(found) == [
        f"{COUNTED}. Di antara yang masa kerjanya cukup: jumlah kasus terlalu sedikit untuk disimpulkan."
    ]
