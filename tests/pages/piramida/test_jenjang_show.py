"""The ladder of posts in words: both directions, and what a flag needs."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.pages.piramida import jenjang, jenjang_show, nasional
from pug_analysis.pages.profil import profil
from pug_analysis.release.display import Released

DATA = SimpleNamespace(
    edition="internal", config=Config(), pooled=None, cutoff=date(2025, 12, 31), year=2025,
    periode=SimpleNamespace(label="2025"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "flagged", "words"),
    [
        ((0.15, 0.05, 0.25), True, "proporsi wanita turun 15,0 poin persen (selang kepercayaan 95%: 5,0 sampai "
         "25,0 poin): ditandai sebagai kebocoran."),
        ((-0.15, -0.25, -0.05), False, "proporsi wanita naik 15,0 poin persen (selang kepercayaan 95%: 5,0 sampai "
         "25,0 poin): penurunan sebesar 10,0 poin persen atau lebih dapat dikesampingkan."),
        ((-0.05, -0.15, 0.12), False, "proporsi wanita naik 5,0 poin persen (selang kepercayaan 95%: -12,0 sampai "
         "15,0 poin): data tahun ini belum cukup"),
        ((0.08, 0.01, 0.15), False, "proporsi wanita memang turun, tetapi belum dapat dipastikan"),
        # an interval without 0 is no proof where several steps are tested (p after Holm 0.2)
        ((0.08, 0.001, 0.16), False, "data tahun ini belum cukup untuk memastikan ada atau tidaknya kebocoran"),
        ((0.0, -0.05, 0.05), False, "proporsi wanita tidak berubah"),
    ],
)  # fmt: skip
def test_steps_of_the_ladder(numbers, flagged, words, said):
    gap, low, high = numbers
    row = {"lingkup": "Jalur struktural", "dari": "Pengawas", "ke": "Administrator", "estimate": gap,
           "conf_low": low, "conf_high": high, "conf_level": 0.95, "bocor": flagged,
           "p_holm": 0.2 if low == 0.001 else 0.03}  # fmt: skip
    text = said(jenjang_show.kalimat_penurunan(pd.DataFrame([row]), DATA))
    assert words in text
    # the interval is told in the direction of the word, so its sign says nothing of up and down
    assert "Batas bawah yang negatif berarti arahnya mungkin justru sebaliknya." in text


def text_of(part: Released) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html))


@pytest.fixture
def falls(tiny):
    return jenjang.drops(jenjang.ladder(tiny))


def test_the_pyramid_in_words_gives_each_sex_its_own_number(tiny, tiny_data):
    levels = jenjang.ladder(tiny)
    alt = jenjang_show.gambar_piramida(levels, tiny_data).payload["alt"]
    track = levels.loc[levels["lingkup"] == "Jalur struktural"]
    assert (track["pria"] != track["wanita"]).any()
    for _, row in track.iterrows():
        assert f"{row['jenjang']} {row['pria']} pria dan {row['wanita']} wanita" in alt


def step(**changes: object) -> pd.DataFrame:
    row = {
        "lingkup": "Jalur struktural", "dari": "Pengawas", "ke": "Administrator",
        "estimate": 0.131, "conf_low": 0.05, "conf_high": 0.21, "conf_level": 0.95, "bocor": True,
    }  # fmt: skip
    return pd.DataFrame([row | changes])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "turun 13,1 poin persen (selang kepercayaan 95%: 5,0 sampai 21,0 poin): ditandai sebagai kebocoran"),
        ({"bocor": False, "conf_low": -0.05}, "belum cukup untuk memastikan ada atau tidaknya kebocoran"),
        ({"bocor": False, "estimate": 0.02, "conf_low": -0.03, "conf_high": 0.07}, "penurunan sebesar 10,0 poin persen atau lebih dapat dikesampingkan"),
        ({"bocor": False, "estimate": -0.1, "conf_low": -0.2, "conf_high": -0.01}, "naik 10,0 poin persen (selang kepercayaan 95%: 1,0 sampai 20,0 poin)"),
        ({"bocor": False, "estimate": float("nan")}, "tidak dapat dihitung karena salah satu jenjang tidak berisi"),
    ],
)  # fmt: skip
def test_a_sentence_claims_no_more_than_its_interval(tiny_data, changes, said):
    head, sentences = jenjang_show.kalimat_penurunan(step(**changes), tiny_data).parts
    assert said in text_of(sentences)
    wanted = {True: "1 dari 1"}.get(changes == {}, "Belum dapat dipastikan")
    assert head.payload["value"] in (wanted, "0 dari 1")


def test_too_little_data_never_says_no_difference(falls, tiny_data):
    *heads, sentences = jenjang_show.kalimat_penurunan(falls, tiny_data).parts
    assert [head.payload["value"] for head in heads] == ["Belum dapat dipastikan"] * 2
    assert "tidak ada perbedaan" not in text_of(sentences).lower()
    assert text_of(sentences).count("belum cukup") == 3


def test_pyramid_tables(tiny, falls, tiny_data):
    levels = jenjang.ladder(tiny)
    table = jenjang_show.tabel_jenjang(levels, jenjang.base_parts(tiny), tiny_data)
    assert [row[1] for row in table.payload["rows"]][:4] == [
        "Pelaksana dan JF", "– Pelaksana", "– JF", "Pengawas",
    ]  # fmt: skip
    assert table.payload["name"] == "piramida_jenjang"
    assert [c["name"] for c in table.payload["columns"]][:6] == [
        "lingkup", "jenjang", "pria", "wanita", "total", "share_wanita",
    ]  # fmt: skip
    assert len(jenjang_show.tabel_penurunan(falls, tiny_data).payload["rows"]) == 6
    index = jenjang.glass_ceiling_index(tiny, levels)
    assert jenjang_show.tabel_indeks(index, tiny_data).payload["rows"][0][4] == pytest.approx(1.2)
    assert (
        len(
            jenjang_show.tabel_jenjang_nasional(nasional.national_ladder(), tiny_data).payload[
                "rows"
            ]
        )
        == 4
    )
    assert len(jenjang_show.tabel_jf(profil.jf_levels(tiny), tiny_data).payload["rows"]) == 9
