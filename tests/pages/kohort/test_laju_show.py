"""The verdict of the page in words: each verdict, both directions, and when a gap opens."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from pug_analysis.pages.kohort.laju_show import kalimat_laju, tabel_kecepatan, when_it_opens

NAN = float("nan")
WHOLE = ("semua", 518, 258, 309.1, -51.1, 0.72, 0.63, 0.83, 0.0001)
MORE = ("semua", 518, 400, 349.0, 51.0, 1.31, 1.12, 1.53, 0.0001)
#: Ratio, limits and p-value of a part: women slower, men slower, equal within the margin, open.
SLOWER, FASTER = (0.55, 0.44, 0.70, 0.00001), (1.8, 1.4, 2.3, 0.00001)
SAME, OPEN = (0.97, 0.81, 1.16, 0.70), (0.90, 0.60, 1.35, 0.60)
OTHER = (1.10, 0.70, 1.70, 0.60)
SLIGHTLY = (0.75, 0.62, 0.91, 0.003)


def paragraphs(found) -> list[str]:
    texts = [t for part in found.parts for t in re.findall(r"<p>(.*?)</p>", part.html, re.S)]
    return [re.sub(r"\s+", " ", t).replace("&lt;", "<") for t in texts]


def card(found) -> list[str]:
    return [found.parts[0].payload[name] for name in ("label", "value", "note")]


def of(early: tuple, late: tuple, whole: tuple = WHOLE) -> list[tuple]:
    return [whole, ("awal", 200, 130, 132.0, -2.0, *early), ("akhir", 248, 98, 142.4, -44.4, *late)]


LABEL = "Naik jabatan struktural: wanita terhadap pria, kelompok yang sama"
STEPS = "satu uji atas tiga langkah struktural"
SEEN = (
    "Dengan data sebanyak ini, yang akan terlihat dengan peluang 80% adalah 82 wanita atau kurang untuk setiap 100 "
    "pria."
)


def test_a_gap_of_women(climb, year):
    found = kalimat_laju(climb(), year())
    assert card(found) == [LABEL, "72 dari 100", "wanita lebih lambat (selang 95%: 63 sampai 83)"]
    assert paragraphs(found)[-4:] == [
        f"Wanita naik lebih lambat daripada pria dari kelompok yang sama (p < 0,001; {STEPS}).",
        "Ketiga langkah bersama: dari setiap 100 pria yang diangkat menjadi Pengawas, Administrator, atau JPT "
        "Pratama, pada kesempatan yang sama 72 wanita (63 sampai 83). 51 wanita lebih sedikit diangkat daripada bila "
        "sama cepat.",
        "Menjadi Pengawas: sama cepat sampai 10 tahun, sesudah itu wanita lebih lambat (97 wanita untuk setiap 100 "
        "pria sampai 10 tahun, sesudahnya 55). Pada kurva yang disetarakan, selisihnya pertama kali pasti pada 15 "
        "tahun: dari 100 pria 52 sudah menjadi Pengawas, dari 100 wanita 40.",
        SEEN,
    ]


def test_a_gap_of_men(climb, parts, year):
    one = climb(parts=parts(*of(FASTER, FASTER, MORE)), direction="pria", p_change=0.9, curves=[])
    found = kalimat_laju(one, year())
    assert card(found)[1:] == ["131 dari 100", "pria lebih lambat (selang 95%: 112 sampai 153)"]
    said = paragraphs(found)[-4:]
    assert (
        said[0]
        == f"Pria naik lebih lambat daripada wanita dari kelompok yang sama (p < 0,001; {STEPS})."
    )
    assert said[1].endswith(
        "131 wanita (112 sampai 153). 51 wanita lebih banyak diangkat daripada bila sama cepat."
    )
    assert said[2] == (
        "Menjadi Pengawas pria lebih lambat, baik sampai 10 tahun maupun sesudahnya (180 wanita untuk setiap 100 pria "
        "sampai 10 tahun, sesudahnya 180); rasionya tidak terbukti berubah."
    )


@pytest.mark.parametrize(
    ("early", "late", "said"),
    [
        (
            SLOWER,
            FASTER,
            "Sampai 10 tahun wanita lebih lambat menjadi Pengawas, sesudah itu pria (55 wanita",
        ),
        (
            FASTER,
            SLOWER,
            "Sampai 10 tahun pria lebih lambat menjadi Pengawas, sesudah itu wanita (180 wanita",
        ),
    ],
)
def test_directions_that_change(early, late, said, climb, parts, year):
    one = climb(parts=parts(*of(early, late)), direction="berganti")
    found = kalimat_laju(one, year())
    assert card(found)[1:] == [
        "Berganti",
        "awal dan akhir karier berlawanan arah (selang 95%: 63 sampai 83)",
    ]
    text = paragraphs(found)
    assert text[-4] == (
        "Wanita dan pria dari kelompok yang sama tidak naik sama cepat, dan arahnya berganti (p < 0,001; "
        f"{STEPS})."
    )
    assert text[-2].startswith(said)


def test_equal(climb, year):
    found = kalimat_laju(climb(verdict="equivalent", direction=""), year())
    assert card(found)[1:] == ["Setara", "selang 95%: 63 sampai 83"]
    assert paragraphs(found)[-3] == (
        "Wanita dan pria dari kelompok yang sama naik sama cepat, dalam batas toleransi: pada setiap tonggak "
        "selisihnya lebih kecil daripada 5,0 poin persen, dan rasio setiap langkah, awal dan akhir, di antara 0,80 dan "
        "1,25."
    )
    shown = tabel_kecepatan(climb(verdict="equivalent", direction=""), year()).parts[0]
    assert shown.payload["rows"][0][:2] == ["setara dalam batas toleransi", ""]
    small = tabel_kecepatan(climb(verdict="equivalent"), year()).parts[0]
    assert small.payload["rows"][0][:2] == [
        "berbeda, tetapi di dalam batas toleransi", "wanita lebih lambat",
    ]  # fmt: skip


def test_nothing_found(climb, year):
    found = kalimat_laju(climb(verdict="inconclusive", direction="", p_value=0.2), year())
    assert card(found)[1:] == ["Belum pasti", "selang 95%: 63 sampai 83"]
    said = paragraphs(found)
    assert said[-3] == (
        "Belum dapat disimpulkan apakah wanita dan pria dari kelompok yang sama naik sama cepat (p = 0,200; "
        f"{STEPS}). Ini bukan berarti tidak ada perbedaan."
    )
    assert not any("Menjadi Pengawas" in one for one in said)


@pytest.mark.parametrize(
    ("obstacle", "value", "said"),
    [
        ("", "Terlalu sedikit", "Jumlah kasus terlalu sedikit untuk disimpulkan."),
        ("no_leavers", "Belum ada", "Belum dapat dihitung: daftar pemberhentian dan pensiun belum ada."),
    ],
)  # fmt: skip
def test_why_there_is_no_verdict(obstacle, value, said, climb, parts, year):
    one = climb(
        verdict="too_few", direction="", parts=parts(), curves=[], obstacle=obstacle, seen=NAN
    )
    found = kalimat_laju(one, year())
    assert card(found)[1] == value
    assert paragraphs(found)[-1] == said
    word = "daftar pemberhentian belum ada" if obstacle else "jumlah kasus terlalu sedikit"
    assert tabel_kecepatan(one, year()).parts[0].payload["rows"][0][0] == word


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_a_shared_edition_quotes_its_own_table(edition, climb, year):
    one, data = climb(), year(edition)
    said = paragraphs(kalimat_laju(one, data))[-4:]
    row, parts, curves = (part.payload for part in tabel_kecepatan(one, data).parts)
    assert (
        said[0]
        == f"Wanita naik lebih lambat daripada pria dari kelompok yang sama (p < 0,001; {STEPS})."
    )
    assert row["rows"][0][2] == "< 0,001"
    whole = dict(zip([c["name"] for c in parts["columns"]], parts["rows"][0], strict=True))
    low, high = (round(100 * whole[name]) for name in ("conf_low", "conf_high"))
    assert (
        f"72 wanita ({low} sampai {high}). {-whole['selisih_orang']:.0f} wanita lebih sedikit"
        in said[1]
    )
    last = curves["rows"][-1]
    assert (
        f"dari 100 pria {100 * last[1]:.0f} sudah menjadi Pengawas, dari 100 wanita {100 * last[2]:.0f}"
        in said[2]
    )
    assert [c["name"] for c in row["columns"]] == [
        "putusan", "arah", "p_value", "p_perubahan", "rasio_terlihat",
    ]  # fmt: skip


def test_a_class_that_is_not_shown_is_not_said_either(climb, year):
    said = paragraphs(kalimat_laju(climb(p_value=0.02), year("pokja")))[-4:]
    assert said[0] == f"Wanita naik lebih lambat daripada pria dari kelompok yang sama ({STEPS})."


def test_a_merged_report_of_protected_agencies_says_where_to_look(year):
    assert paragraphs(kalimat_laju(None, year())) == [
        "Pertanyaan ini dijawab dari kelompok saat masuk, yang tidak diberikan daerah yang terlindung; Tabel 3.7 "
        "memberi perbandingan semua kelompok pada satu tonggak."
    ]
    assert tabel_kecepatan(None, year()).parts == ()


# --- when a gap opens
@pytest.mark.parametrize(
    ("early", "late", "p_change", "shape"),
    [
        (SLOWER, SLOWER, 0.9, "sepanjang"), (FASTER, FASTER, 0.9, "sepanjang"),
        (SLIGHTLY, SLOWER, 0.01, "melebar"), (SLOWER, SLIGHTLY, 0.01, "menyempit"),
        (SAME, SLOWER, 0.001, "akhir_sama"), (OPEN, SLOWER, 0.001, "akhir"),
        (OPEN, SLOWER, 0.2, "searah"), (OTHER, SLOWER, 0.2, "akhir_belum"), (SAME, FASTER, 0.001, "akhir_sama"),
        (SLOWER, SAME, 0.001, "awal_sama"), (SLOWER, OPEN, 0.001, "awal"),
        (SLOWER, OPEN, 0.2, "searah"), (SLOWER, OTHER, 0.2, "awal_belum"), (FASTER, OPEN, 0.001, "awal"),
        (SLOWER, FASTER, 0.001, "berganti"), (FASTER, SLOWER, 0.001, "berganti"),
        (OPEN, OPEN, 0.5, "belum"), (SAME, OPEN, NAN, "belum"), (SLOWER, OPEN, NAN, "searah"), (OPEN, FASTER, 0.2, "akhir_belum"),
        (SLOWER, (NAN, NAN, NAN, NAN), NAN, "sedikit"),
        # a part is proven at half of 0.05, as for the direction of the verdict
        (OPEN, (0.7, 0.5, 0.98, 0.03), 0.001, "belum"),
    ],
)  # fmt: skip
def test_the_shape_of_a_gap(early, late, p_change, shape, parts):
    assert when_it_opens(parts(*of(early, late)), p_change) == shape


def test_a_part_that_is_not_there_is_too_few(parts):
    assert when_it_opens(parts(WHOLE), NAN) == "sedikit"


NUMBERS = "({} wanita untuk setiap 100 pria sampai 10 tahun, sesudahnya {})"


@pytest.mark.parametrize(
    ("early", "late", "p_change", "said"),
    [
        (SLIGHTLY, SLOWER, 0.01, "Menjadi Pengawas wanita lebih lambat sejak awal, dan sesudah 10 tahun "
         f"kesenjangannya melebar {NUMBERS.format(75, 55)}."),
        (SLOWER, SLIGHTLY, 0.01, "Menjadi Pengawas wanita lebih lambat sejak awal, dan sesudah 10 tahun "
         f"kesenjangannya menyempit {NUMBERS.format(55, 75)}."),
        (OPEN, SLOWER, 0.01, "Sampai 10 tahun perbedaan menjadi Pengawas belum tampak, sesudah itu wanita lebih "
         f"lambat {NUMBERS.format(90, 55)}."),
        (OPEN, FASTER, 0.01, "Sampai 10 tahun perbedaan menjadi Pengawas belum tampak, sesudah itu pria lebih "
         f"lambat {NUMBERS.format(90, 180)}."),
        (OPEN, SLOWER, 0.3, "Menjadi Pengawas wanita lebih lambat; bahwa rasionya berubah sesudah 10 tahun tidak "
         f"terbukti {NUMBERS.format(90, 55)}."),
        (OTHER, SLOWER, 0.3, "Menjadi Pengawas wanita lebih lambat sesudah 10 tahun; sampai 10 tahun belum terbukti "
         f"{NUMBERS.format(110, 55)}. Apakah rasionya berubah belum dapat disimpulkan."),
        (SLOWER, OPEN, 0.01, "Sampai 10 tahun wanita lebih lambat menjadi Pengawas, sesudah itu perbedaan tidak lagi "
         f"tampak {NUMBERS.format(55, 90)}."),
        (FASTER, SAME, 0.01, "Sampai 10 tahun pria lebih lambat menjadi Pengawas, sesudah itu sama cepat "
         f"{NUMBERS.format(180, 97)}."),
        (SLOWER, OTHER, 0.3, "Menjadi Pengawas wanita lebih lambat sampai 10 tahun; sesudahnya belum terbukti "
         f"{NUMBERS.format(55, 110)}. Apakah rasionya berubah belum dapat disimpulkan."),
        (OPEN, OPEN, 0.3, "Pada langkah menjadi Pengawas sendiri perbedaan belum terbukti, baik sampai 10 tahun "
         f"maupun sesudahnya {NUMBERS.format(90, 90)}; langkah mana yang tertinggal ada pada Tabel 3.15."),
        (SLOWER, (NAN, NAN, NAN, NAN), NAN, "Kapan kesenjangan itu terbuka tidak dapat dinilai: pengangkatan menjadi "
         "Pengawas sampai 10 tahun atau sesudahnya terlalu sedikit."),
    ],
)  # fmt: skip
def test_when_the_gap_opens_in_words(early, late, p_change, said, climb, parts, year):
    one = climb(parts=parts(*of(early, late)), p_change=p_change, curves=[])
    assert paragraphs(kalimat_laju(one, year()))[-2] == said


def test_the_numbers_of_the_page_stand_in_its_tables(climb, year):
    row, parts, curves = (part.payload for part in tabel_kecepatan(climb(), year()).parts)
    names = [c["name"] for c in row["columns"]]
    values = dict(zip(names, row["rows"][0], strict=True))
    assert values == {
        "putusan": "ada kesenjangan", "arah": "wanita lebih lambat", "statistik": 4.6, "z_sepanjang": -4.1,
        "z_akhir": -4.6, "z_awal": -3.0, "p_value": 0.0004, "p_perubahan": 0.001, "rasio_terlihat": 0.82,
    }  # fmt: skip
    assert [line[0] for line in parts["rows"]] == [
        "Ketiga langkah bersama", "CPNS ke Pengawas, awal", "CPNS ke Pengawas, akhir",
    ]  # fmt: skip
    assert pd.DataFrame(curves["rows"])[0].tolist() == [60, 120, 180]
