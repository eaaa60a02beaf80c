"""What is said of rates of training: each verdict, both routes, both sides, to the letter."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.pages.pelatihan import laju_show
from pug_analysis.release.display import Released, Several

NAN = float("nan")
DATA = SimpleNamespace(edition="internal")
SAME = "semua jenjang, masa, dan angkatan disamakan: wanita mengikuti pelatihan"
CAUTION = (
    "Perbedaan menunjukkan siapa yang ikut, bukan sebabnya: pencalonan, jadwal, tempat, dan kemauan tidak "
    "tercatat dalam data ini."
)


def paragraphs(one: Released | Several) -> list[str]:
    parts = one.parts if isinstance(one, Several) else (one,)
    found = [p for part in parts for p in re.findall(r"<p[^>]*>(.*?)</p>", part.html, re.S)]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", p)).strip() for p in found]


def ratios(verdict: str, numbers: tuple, route: str = "sebelum") -> pd.DataFrame:
    """Rows of all levels, crude and adjusted alike."""
    estimate, low, high = numbers
    row = {"jenjang": "Semua jenjang", "jalur": route, "n_pria": 30, "n_wanita": 20, "estimate": estimate,
           "conf_low": low, "conf_high": high, "rasio_terlihat": 0.61, "putusan": verdict}  # fmt: skip
    return pd.DataFrame([row | {"ukuran": "kasar"}, row | {"ukuran": "disesuaikan"}])


SMALL_DATA = (
    "Ini bukan berarti tidak ada perbedaan: dengan peluang 80%, data sebanyak ini baru menemukan rasio 0,61 "
    "atau lebih rendah; perbedaan yang lebih kecil dapat luput."
)
VERDICTS = [
    ("gap", (0.6, 0.4, 0.9), "0,60 kali", "selang 95%: 0,40 sampai 0,90",
     f"{SAME} 0,60 kali sesering pria yang sama berhaknya (selang 95%: 0,40 sampai 0,90); selangnya tidak "
     "memuat 1."),
    ("gap", (1.6, 1.1, 2.4), "1,60 kali", "selang 95%: 1,10 sampai 2,40",
     f"{SAME} 1,60 kali sesering pria yang sama berhaknya (selang 95%: 1,10 sampai 2,40); selangnya tidak "
     "memuat 1."),
    ("equivalent", (1.0, 0.9, 1.1), "Setara", "selang 95%: 0,90 sampai 1,10",
     f"{SAME} 1,00 kali sesering pria (selang 95%: 0,90 sampai 1,10), setara dalam batas toleransi 0,80 sampai "
     "1,25."),
    ("equivalent", (0.9, 0.84, 0.97), "Setara", "selang 95%: 0,84 sampai 0,97",
     f"{SAME} 0,90 kali sesering pria (selang 95%: 0,84 sampai 0,97), setara dalam batas toleransi 0,80 sampai "
     "1,25; selangnya tidak memuat 1, jadi perbedaannya ada, tetapi lebih kecil daripada batas itu."),
    ("equivalent", (1.1, 1.03, 1.2), "Setara", "selang 95%: 1,03 sampai 1,20",
     f"{SAME} 1,10 kali sesering pria (selang 95%: 1,03 sampai 1,20), setara dalam batas toleransi 0,80 sampai "
     "1,25; selangnya tidak memuat 1, jadi perbedaannya ada, tetapi lebih kecil daripada batas itu."),
    ("inconclusive", (0.8, 0.5, 1.2), "Belum pasti", "selang 95%: 0,50 sampai 1,20",
     f"{SAME} 0,80 kali sesering pria (selang 95%: 0,50 sampai 1,20); belum dapat disimpulkan apakah keduanya "
     f"berbeda. {SMALL_DATA}"),
    ("inconclusive", (0.6, 0.4, 0.96), "Belum pasti", "selang 95%: 0,40 sampai 0,96",
     f"{SAME} 0,60 kali sesering pria (selang 95%: 0,40 sampai 0,96); belum dapat disimpulkan apakah keduanya "
     "berbeda. Selangnya tidak memuat 1, tetapi dengan koreksi untuk banyaknya perbandingan (Tabel 4.4) "
     f"perbedaannya belum terbukti. {SMALL_DATA}"),
    ("inconclusive", (1.6, 1.04, 2.4), "Belum pasti", "selang 95%: 1,04 sampai 2,40",
     f"{SAME} 1,60 kali sesering pria (selang 95%: 1,04 sampai 2,40); belum dapat disimpulkan apakah keduanya "
     "berbeda. Selangnya tidak memuat 1, tetapi dengan koreksi untuk banyaknya perbandingan (Tabel 4.4) "
     f"perbedaannya belum terbukti. {SMALL_DATA}"),
]  # fmt: skip


@pytest.mark.parametrize(("verdict", "numbers", "value", "note", "words"), VERDICTS)
def test_each_verdict_on_each_route(verdict, numbers, value, note, words):
    few = ratios("too_few", (NAN, NAN, NAN), "sesudah")
    found = laju_show.kalimat_rasio(ratios(verdict, numbers), few, DATA, margin=1.25)
    card = found.parts[0].payload
    assert (card["value"], card["note"]) == (value, note)
    assert card["label"] == (
        "Pelatihan kepemimpinan sebelum diangkat: laju wanita dibanding pria, semua jenjang"
    )
    told = paragraphs(found.parts[1])
    few_said = "jumlah kasus terlalu sedikit untuk disimpulkan."
    assert told == [f"Sebelum diangkat, {words}", f"Sesudah diangkat: {few_said}", CAUTION]
    turned = laju_show.kalimat_rasio(
        few.assign(jalur="sebelum"), ratios(verdict, numbers, "sesudah"), DATA, margin=1.25
    )
    assert turned.parts[0].payload["value"] == "Terlalu sedikit"
    assert turned.parts[0].payload["note"] == few_said.rstrip(".")
    assert paragraphs(turned.parts[1])[:2] == [
        f"Sebelum diangkat: {few_said}",
        f"Sesudah diangkat, {words}",
    ]


def test_without_a_leavers_list():
    none = ratios("no_leavers", (NAN, NAN, NAN))
    found = laju_show.kalimat_rasio(none, none.assign(jalur="sesudah"), DATA, margin=1.25)
    why = "elum dapat dihitung: daftar pemberhentian dan pensiun belum ada"
    card = found.parts[0].payload
    assert (card["value"], card["note"]) == ("Belum ada", f"b{why}")
    assert paragraphs(found.parts[1]) == [f"B{why}."]


def test_crude_and_adjusted_on_opposite_sides_name_the_routes():
    before, inside = ratios("gap", (0.6, 0.4, 0.9)), ratios("gap", (1.6, 1.1, 2.4), "sesudah")
    names = ["estimate", "conf_low", "conf_high"]
    before.loc[1, names] = (1.2, 0.8, 1.6)
    inside.loc[1, names] = (0.8, 0.5, 1.2)
    start = "Perbandingan kasar dan yang disesuaikan menunjuk arah yang berlawanan"
    for tables, routes in (
        ((before,), "sebelum diangkat"),
        ((inside,), "sesudah diangkat"),
        ((before, inside), "sebelum diangkat, sesudah diangkat"),
    ):
        (box,) = laju_show.kotak_berlawanan(*tables).parts
        assert f"{start} ({routes})." in " ".join(paragraphs(box))


@pytest.mark.parametrize(
    ("crude", "fair", "warned"),
    [
        ((0.6, 0.4, 0.9), (1.2, 0.8, 1.6), True), ((1.6, 1.1, 2.4), (0.8, 0.5, 1.2), True),
        ((1.2, 0.8, 1.6), (0.6, 0.4, 0.9), True),
        # two that hold 1 point nowhere; two on one side do not differ
        ((0.9, 0.5, 1.4), (1.2, 0.8, 1.6), False), ((0.6, 0.4, 0.9), (0.7, 0.5, 0.95), False),
        ((1.6, 1.1, 2.4), (1.2, 0.8, 1.6), False),
    ],
)  # fmt: skip
def test_only_opposite_sides_are_warned_of(crude, fair, warned):
    table = ratios("gap", crude)
    table.loc[1, ["estimate", "conf_low", "conf_high"]] = fair
    assert bool(laju_show.kotak_berlawanan(table).parts) is warned


def test_words_of_verdicts_in_tables():
    assert laju_show.PUTUSAN_LAJU == {
        "gap": "berbeda",
        "equivalent": "setara",
        "small": "setara, bedanya kecil",
        "inconclusive": "belum pasti",
        "too_few": "terlalu sedikit",
        "no_leavers": "belum dapat dihitung",
        "none": "tidak diputuskan",
    }
