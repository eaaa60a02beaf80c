"""Steps of the ladder in words: numbers on the left, the whole sentence on the right."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.careers.pooled import Pooled
from pug_analysis.pages.kohort.langkah_show import (
    fewer,
    gambar_langkah,
    has_first_form,
    kalimat_langkah,
    of_hundred_men,
    tabel_langkah,
    with_small,
)


def paragraphs(found) -> list[str]:
    texts = [t for part in found.parts for t in re.findall(r"<p>(.*?)</p>", part.html, re.S)]
    return [re.sub(r"\s+", " ", t).replace("&lt;", "<") for t in texts]


OF_100 = "dari setiap 100 pria yang diangkat menjadi "


def test_each_step_in_the_internal_edition(climb, year):
    assert paragraphs(kalimat_langkah(climb(), year())) == [
        f"CPNS ke Pengawas: {OF_100}Pengawas, pada kesempatan yang sama 72 wanita (62 sampai 85). 46 wanita lebih "
        "sedikit diangkat daripada bila sama cepat. Ada kesenjangan; p < 0,001.",
        f"Pengawas ke Administrator: {OF_100}Administrator, pada kesempatan yang sama 84 wanita (52 sampai 136). 3 "
        "wanita lebih sedikit diangkat daripada bila sama cepat. Belum dapat disimpulkan; p = 1,000; ini bukan "
        "berarti tidak ada perbedaan.",
        "Administrator ke JPT Pratama: Jumlah kasus terlalu sedikit untuk disimpulkan.",
        f"CPNS ke JF Ahli Muda: {OF_100}JF Ahli Muda, pada kesempatan yang sama 102 wanita (94 sampai 111). 10 "
        "wanita lebih banyak diangkat daripada bila sama cepat. Setara dalam batas toleransi; p = 1,000.",
        f"JF Ahli Muda ke JF Ahli Madya: {OF_100}JF Ahli Madya, pada kesempatan yang sama 131 wanita (112 sampai "
        "153). 45 wanita lebih banyak diangkat daripada bila sama cepat. Ada kesenjangan; p = 0,002.",
    ]


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_each_step_in_a_shared_edition(edition, climb, year):
    said = paragraphs(kalimat_langkah(climb(), year(edition)))
    assert said[0] == (
        f"CPNS ke Pengawas: {OF_100}Pengawas, pada kesempatan yang sama 72 wanita (61 sampai 84). 45 wanita lebih "
        "sedikit diangkat daripada bila sama cepat. Ada kesenjangan."
    )
    assert said[1].endswith(
        "Belum dapat disimpulkan; p ≥ 0,05; ini bukan berarti tidak ada perbedaan."
    )
    assert not any("p =" in one for one in said)


def test_a_difference_within_the_margin_has_its_own_words(climb, year):
    table = climb().ladder.table.iloc[[3]].assign(conf_low=1.01, conf_high=1.2, rasio=1.1)
    (said,) = paragraphs(kalimat_langkah(climb(ladder=table), year()))
    assert said.endswith("Berbeda, tetapi di dalam batas toleransi; p = 1,000.")
    (shown,) = tabel_langkah(climb(ladder=table), year()).parts
    assert shown.payload["rows"][0][2] == "berbeda, tetapi di dalam batas toleransi"


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (-46.4, "46 wanita lebih sedikit diangkat daripada bila sama cepat"),
        (46.4, "46 wanita lebih banyak diangkat daripada bila sama cepat"),
        (-0.4, "Wanita yang diangkat kira-kira sebanyak bila sama cepat"),
        (float("nan"), "Banyaknya orang tidak ditampilkan"),
    ],
)
def test_people_fewer_or_more(people, said):
    assert fewer(people) == said


def test_of_100_men():
    row = pd.Series({"rasio": 1.304, "conf_low": 0.996, "conf_high": 1.71})
    said = of_hundred_men(row, "Administrator")
    assert said == f"{OF_100}Administrator, pada kesempatan yang sama 130 wanita (100 sampai 171)"


def test_only_an_equal_step_may_be_a_small_difference(climb):
    table = climb().ladder.table
    assert with_small(table).equals(table["putusan"])
    small = table.assign(conf_low=[0.81, 0.8, 0.8, 1.01, 1.1], conf_high=[0.95, 1.2, 1.2, 1.2, 1.2])
    assert with_small(small).tolist() == ["gap", "inconclusive", "too_few", "small", "gap"]
    assert (
        with_small(small.assign(putusan="equivalent", conf_low=0.81, conf_high=0.99))
        .eq("small")
        .all()
    )


def test_without_a_leavers_list(climb, year):
    table = climb().ladder.table.assign(putusan="no_leavers", rasio=float("nan"))
    said = paragraphs(kalimat_langkah(climb(ladder=table, obstacle="no_leavers"), year()))
    assert said[0] == (
        "CPNS ke Pengawas: Belum dapat dihitung: daftar pemberhentian dan pensiun belum ada."
    )


def test_the_table_of_each_edition(climb, year):
    (inside,) = tabel_langkah(climb(), year()).parts
    names = [column["name"] for column in inside.payload["columns"]]
    rows = pd.DataFrame(inside.payload["rows"], columns=names)
    assert rows["putusan"].tolist() == [
        "ada kesenjangan", "belum dapat disimpulkan", "jumlah kasus terlalu sedikit",
        "setara dalam batas toleransi", "ada kesenjangan",
    ]  # fmt: skip
    assert rows["kejadian_wanita"].tolist() == [228, 27, 3, 1600, 700]
    (shared,) = tabel_langkah(climb(), year("pokja")).parts
    rows = pd.DataFrame(shared.payload["rows"], columns=names)
    assert rows["kejadian_wanita"].tolist() == [230, 25, "*", 1600, 700]
    assert rows["jalur"].tolist() == ["struktural"] * 3 + ["fungsional"] * 2
    assert rows["harapan_wanita"].tolist()[:2] == [275, 30]


def test_the_figure_tells_what_it_shows(climb, year):
    (shown,) = gambar_langkah(climb(), year()).parts
    assert shown.payload["alt"].endswith(
        "CPNS ke Pengawas 72, Pengawas ke Administrator 84, CPNS ke JF Ahli Muda 102, JF Ahli Muda ke JF Ahli "
        "Madya 131."
    )
    none = climb().ladder.table.assign(rasio=float("nan"))
    assert gambar_langkah(climb(ladder=none), year()).parts == ()


def test_a_merged_report_has_none_of_it(year):
    for show in (tabel_langkah, kalimat_langkah, gambar_langkah):
        assert show(None, year()).parts == ()


@pytest.mark.parametrize(("versions", "said"), [([1, 2], True), ([2, 2], False), ([], False)])
def test_an_agency_with_the_first_form_of_an_export_is_told(climb, year, versions, said):
    about = {"tingkat": "tepat", "daerah": [], "versi_ekspor": versions}
    merged = year()
    merged.pooled = Pooled(about, {}, {"orang_aktif": 5})
    assert has_first_form(merged) is said
    (table,) = tabel_langkah(climb(), merged).parts
    assert ("ekspor versi pertama" in table.html) is said


def test_people_of_one_agency_have_no_form():
    assert not has_first_form(SimpleNamespace(pooled=None))
