"""What is said of all levels and both routes together: each verdict, both sides, every edition."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.analyses.questions.training import TrainingAccess
from pug_analysis.pages.pelatihan import semua_show
from pug_analysis.release.display import Released, Several

NAN = float("nan")
START = "Pada kesempatan yang sama, untuk setiap 100 pria yang dilatih,"
CAUTION = (
    "Perbedaan menunjukkan siapa yang ikut, bukan sebabnya: pencalonan, jadwal, tempat, dan kemauan tidak "
    "tercatat dalam data ini."
)
FEW = "jumlah kasus terlalu sedikit untuk disimpulkan"
NUMBERS = ["rasio", "conf_low", "conf_high", "p_value", "harapan_wanita", "selisih_orang"]


def paragraphs(one: Released | Several) -> list[str]:
    parts = one.parts if isinstance(one, Several) else (one,)
    found = [p for part in parts for p in re.findall(r"<p[^>]*>(.*?)</p>", part.html, re.S)]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", p)).strip() for p in found]


def access(verdict="gap", numbers=(0.632, 0.541, 0.738), *, p_change=0.4, routes=(0.6, 0.65)):
    """40 men and 20 women before the post, 80 and 60 in it; both routes together have the numbers."""
    ratio = numbers[0]
    expected = 80 / ratio
    rows = [
        {"jalur": name, "n_pria": men, "n_wanita": women, "tahun_pria": 900.0, "tahun_wanita": 700.0}
        | dict(zip(NUMBERS, (own, 0.8 * own, 1.25 * own, 0.02, women / own, women - women / own), strict=True))
        | {"putusan": "inconclusive" if own == own else "too_few"}
        for name, men, women, own in (("sebelum", 40, 20, routes[0]), ("sesudah", 80, 60, routes[1]))
    ]  # fmt: skip
    whole = {
        "jalur": "semua",
        "n_pria": 120,
        "n_wanita": 80,
        "tahun_pria": 1800.0,
        "tahun_wanita": 1400.0,
    }
    whole |= dict(zip(NUMBERS, (*numbers, 0.001, expected, 80 - expected), strict=True))
    table = pd.DataFrame([*rows, whole | {"putusan": verdict}])
    return TrainingAccess(table, p_change, verdict, "wanita", 0.001, 0.71)


def ratios(route: str, men: dict[str, int], women: dict[str, int]) -> pd.DataFrame:
    """The table of ratios of a route: levels and all of them, crude and adjusted."""
    rows = []
    for level in (*men, "Semua jenjang"):
        n = [sum(by.values()) if level == "Semua jenjang" else by[level] for by in (men, women)]
        row = {"jenjang": level, "jalur": route, "n_pria": n[0], "n_wanita": n[1], "tahun_pria": 900.0,
               "tahun_wanita": 700.0, "estimate": 0.6, "conf_low": 0.4, "conf_high": 0.9,
               "rasio_terlihat": 0.5, "p_terkoreksi": 0.01, "putusan": "gap"}  # fmt: skip
        rows += [row | {"ukuran": way} for way in ("kasar", "disesuaikan")]
    return pd.DataFrame(rows)


BEFORE = ratios("sebelum", {"PKP": 28, "PKA": 12}, {"PKP": 17, "PKA": 3})
INSIDE = ratios("sesudah", {"PKP": 60, "PKA": 20}, {"PKP": 49, "PKA": 11})


def said(found: TrainingAccess, data, *, margin=1.25):
    shown = semua_show.kalimat_semua(found, BEFORE, INSIDE, data, margin=margin)
    return shown.parts[0].payload, paragraphs(shown.parts[1])


SMALL = "daripada batas itu."
VERDICTS = [
    ("gap", (0.632, 0.541, 0.738), "63", "selang 95%: 54 sampai 74",
     f"{START} 63 wanita dilatih (selang 95%: 54 sampai 74): wanita lebih jarang mengikuti pelatihan "
     "kepemimpinan. Itu kira-kira 47 peserta wanita lebih sedikit daripada bila sama sering."),
    ("gap", (1.6, 1.25, 2.05), "160", "selang 95%: 125 sampai 205",
     f"{START} 160 wanita dilatih (selang 95%: 125 sampai 205): wanita lebih sering mengikuti pelatihan "
     "kepemimpinan. Itu kira-kira 30 peserta wanita lebih banyak daripada bila sama sering."),
    ("equivalent", (1.0, 0.9, 1.11), "Setara", "selang 95%: 90 sampai 111",
     f"{START} 100 wanita dilatih (selang 95%: 90 sampai 111): setara dalam batas toleransi 80 sampai 125."),
    ("equivalent", (0.9, 0.84, 0.97), "Setara", "selang 95%: 84 sampai 97",
     f"{START} 90 wanita dilatih (selang 95%: 84 sampai 97): setara dalam batas toleransi 80 sampai 125; "
     f"wanita sedikit lebih jarang, tetapi bedanya lebih kecil {SMALL} Itu kira-kira 9 peserta wanita lebih "
     "sedikit daripada bila sama sering."),
    ("equivalent", (1.1, 1.03, 1.2), "Setara", "selang 95%: 103 sampai 120",
     f"{START} 110 wanita dilatih (selang 95%: 103 sampai 120): setara dalam batas toleransi 80 sampai 125; "
     f"wanita sedikit lebih sering, tetapi bedanya lebih kecil {SMALL} Itu kira-kira 7 peserta wanita lebih "
     "banyak daripada bila sama sering."),
    ("inconclusive", (0.8, 0.5, 1.2), "Belum pasti", "selang 95%: 50 sampai 120",
     f"{START} 80 wanita dilatih (selang 95%: 50 sampai 120); belum dapat disimpulkan apakah keduanya berbeda. "
     "Ini bukan berarti tidak ada perbedaan: dengan peluang 80%, data sebanyak ini baru menemukan 71 wanita "
     "untuk setiap 100 pria atau lebih sedikit; perbedaan yang lebih kecil dapat luput."),
]  # fmt: skip
SAME = (
    "Tidak terbukti bahwa kedua jalur berbeda (sebelum diangkat 60 wanita untuk setiap 100 pria, sesudah diangkat "
    "65); karena itu keduanya dibaca bersama."
)


@pytest.mark.parametrize(("verdict", "numbers", "value", "note", "words"), VERDICTS)
def test_each_verdict(verdict, numbers, value, note, words, tiny_data):
    card, told = said(access(verdict, numbers), tiny_data)
    assert (card["value"], card["note"]) == (value, note)
    assert card["label"] == (
        "Pelatihan kepemimpinan, pada kesempatan yang sama: wanita yang dilatih untuk setiap 100 pria"
    )
    assert told == [words, SAME, CAUTION]


@pytest.mark.parametrize(
    ("p_change", "routes", "words"),
    [
        (0.04, (0.4, 0.9), "Kedua jalur berbeda: sebelum diangkat, untuk setiap 100 pria 40 wanita dilatih "
         "(selang 95%: 32 sampai 50); sesudah diangkat, 90 wanita (selang 95%: 72 sampai 113)."),
        (0.04, (1.5, 0.8), "Kedua jalur berbeda: sebelum diangkat, untuk setiap 100 pria 150 wanita dilatih "
         "(selang 95%: 120 sampai 188); sesudah diangkat, 80 wanita (selang 95%: 64 sampai 100)."),
        (0.05, (0.6, 0.65), SAME),
        (NAN, (NAN, 0.65), f"Apakah kedua jalur berbeda tidak dapat diuji: {FEW}."),
    ],
)  # fmt: skip
def test_routes_are_told_one_by_one_only_where_they_differ(p_change, routes, words, tiny_data):
    _, told = said(access(p_change=p_change, routes=routes), tiny_data)
    assert told[1] == words


def test_too_few_and_no_leavers_have_no_number(tiny_data):
    few = access("too_few", (NAN, NAN, NAN), p_change=NAN, routes=(NAN, NAN))
    card, told = said(few, tiny_data)
    assert (card["value"], card["note"]) == ("Terlalu sedikit", FEW)
    assert told == [
        f"Semua jenjang, kedua jalur bersama: {FEW}.",
        f"Apakah kedua jalur berbeda tidak dapat diuji: {FEW}.",
        CAUTION,
    ]
    none = access("no_leavers", (NAN, NAN, NAN), p_change=NAN, routes=(NAN, NAN))
    card, told = said(none, tiny_data)
    why = "elum dapat dihitung: daftar pemberhentian dan pensiun belum ada"
    assert (card["value"], card["note"]) == ("Belum ada", f"b{why}")
    assert told == [f"B{why}."]


def test_the_margin_is_that_of_the_page(tiny_data):
    _, told = said(access("equivalent", (1.0, 0.7, 1.4)), tiny_data, margin=2)
    assert "batas toleransi 50 sampai 200" in told[0]


# --- tables of both kinds of editions
def test_the_agencys_own_table_is_exact(tiny_data):
    found = access(p_change=0.3)
    shown = semua_show.tabel_semua(found, BEFORE, INSIDE, tiny_data).payload
    names = [column["name"] for column in shown["columns"]]
    rows = pd.DataFrame(shown["rows"], columns=names).set_index("jalur")
    assert rows.index.tolist() == ["sebelum", "sesudah", "semua"]
    assert rows["n_wanita"].tolist() == [20, 60, 80]
    assert rows.loc["semua", "rasio"] == 0.632
    assert rows.loc["semua", ["p_beda", "rasio_terlihat"]].tolist() == [0.3, 0.71]
    assert rows.loc[["sebelum", "sesudah"], ["p_beda", "rasio_terlihat"]].isna().all(axis=None)
    assert rows["putusan"].tolist() == ["tidak diputuskan", "tidak diputuskan", "berbeda"]


@pytest.mark.parametrize(
    ("p_change", "verdicts"),
    [
        (0.049, ["belum pasti", "belum pasti", "berbeda"]),
        (0.05, ["tidak diputuskan", "tidak diputuskan", "berbeda"]),
        (NAN, ["tidak diputuskan", "terlalu sedikit", "berbeda"]),
    ],
)
@pytest.mark.parametrize("edition", ["internal", "pokja"])
def test_a_route_has_its_own_verdict_only_where_they_differ(p_change, verdicts, edition, tiny_data):
    routes = (0.6, NAN if p_change != p_change else 0.65)
    found = access(p_change=p_change, routes=routes)
    shown = semua_show.tabel_semua(found, BEFORE, INSIDE, replace(tiny_data, edition=edition))
    place = [column["name"] for column in shown.payload["columns"]].index("putusan")
    assert [row[place] for row in shown.payload["rows"]] == verdicts


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_numbers_of_a_shared_edition_follow_from_what_it_shows(edition, tiny_data):
    data = replace(tiny_data, edition=edition)
    shown = semua_show.tabel_semua(access(p_change=0.3), BEFORE, INSIDE, data).payload
    names = [column["name"] for column in shown["columns"]]
    assert not {"p_value", "p_beda", "tahun_pria", "tahun_wanita"} & set(names)
    rows = pd.DataFrame(shown["rows"], columns=names).set_index("jalur")
    # 28 and 12 men are shown as 30 and 10, 17 and 3 women as 15 and hidden (counted as 4)
    assert rows["n_pria"].tolist() == [40, 80, 120]
    assert rows["n_wanita"].tolist() == [20, 60, 80]
    assert rows["rasio"].tolist() == [0.6, 0.65, 0.63]
    # 80 / 0.63 is 127, to the nearest 5
    assert rows.loc["semua", ["harapan_wanita", "selisih_orang"]].tolist() == [125, -45]
    assert rows["harapan_wanita"].tolist()[:2] == [35, 90]
    again = semua_show.released_routes(access(), BEFORE, INSIDE, data)
    assert again["n_wanita"].tolist() == [20, 60, 80]
    _, told = said(access(), data)
    assert "63 wanita dilatih" in told[0]
    assert "45 peserta wanita lebih sedikit" in told[0]


def test_a_hidden_route_is_not_told_of(tiny_data):
    """Of seven women no ratio is shown, and not that the routes differ."""
    data = replace(tiny_data, edition="pokja")
    found = access(p_change=0.001)
    few = found.table.assign(n_wanita=[7, 60, 67])
    before = ratios("sebelum", {"PKP": 28, "PKA": 12}, {"PKP": 4, "PKA": 3})
    one = TrainingAccess(few, 0.001, "gap", "wanita", 0.001, 0.71)
    shown = semua_show.tabel_semua(one, before, INSIDE, data).payload
    names = [column["name"] for column in shown["columns"]]
    rows = pd.DataFrame(shown["rows"], columns=names).set_index("jalur")
    assert rows.loc["sebelum", "n_wanita"] == "*"
    assert rows.loc["sebelum", ["rasio", "harapan_wanita", "selisih_orang"]].isna().all()
    assert rows.loc["sebelum", "putusan"] == "terlalu sedikit"
    told = semua_show.kalimat_semua(one, before, INSIDE, data, margin=1.25)
    assert "kedua jalur berbeda tidak dapat diuji" in paragraphs(told.parts[1])[1]


def test_a_hidden_sex_leaves_no_verdict(tiny_data):
    data = replace(tiny_data, edition="publik")
    few = access().table.assign(n_wanita=[2, 3, 5])
    one = TrainingAccess(few, NAN, "gap", "wanita", 0.001, 0.71)
    before, inside = (
        ratios(route, {"PKP": 40}, {"PKP": n}) for route, n in (("sebelum", 2), ("sesudah", 3))
    )
    shown = semua_show.kalimat_semua(one, before, inside, data, margin=1.25)
    assert shown.parts[0].payload["value"] == "Terlalu sedikit"
