"""What is said of appointments by office: flagged and not, every edition, to the letter."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.analyses.questions.offices import judge_appointments
from pug_analysis.pages.peta import pengangkatan_show
from pug_analysis.release.display import Released, Several

PD = "perangkat_daerah"
SPAN = "Januari 2016 sampai Desember 2025"
VIEWS = (
    "Tabel 8.1 menghitung siapa yang memegang jabatan sekarang dan masih memuat akibat pengangkatan lama; Tabel "
    "8.6 menghitung siapa yang dipilih selama masa itu di antara yang dapat dipilih, sehingga sebuah PD dapat "
    "ditandai pada yang satu dan tidak pada yang lain. Angka ini tidak menunjukkan penyebab."
)


def paragraphs(one: Released) -> list[str]:
    found = re.findall(r"<p[^>]*>(.*?)</p>", one.html, re.S)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", p)).strip() for p in found]


def appointed(*offices: tuple[str, int, int, float]):
    """Offices of (name, men, women, chance of each appointment to be of a woman)."""
    parts = [
        pd.DataFrame({PD: name, "jenis_kelamin": ["L"] * men + ["P"] * women, "harapan": chance})
        for name, men, women, chance in offices
    ]
    return judge_appointments(pd.concat(parts, ignore_index=True).assign(langkah="x"))


START = 2005 * 12


@pytest.fixture
def data(tiny_data):
    """TINY with a history of posts."""
    some = tiny_data.tables["jabatan"].reindex(range(1))
    return replace(tiny_data, tables={**tiny_data.tables, "jabatan": some})


def shown_of(found, data, start=START):
    return pengangkatan_show.pengangkatan(found, data, register_start=start)


def told(found, data):
    shown = shown_of(found, data)
    assert isinstance(shown, Several)
    card, words, table = shown.parts
    names = [column["name"] for column in table.payload["columns"]]
    return card.payload, paragraphs(words), pd.DataFrame(table.payload["rows"], columns=names)


FLAGGED = appointed(("Badan A", 42, 8, 0.5), ("Dinas B", 21, 21, 0.5), ("Dinas C", 3, 0, 0.5))


def test_a_flagged_office_is_told_with_its_numbers(data):
    card, words, table = told(FLAGGED, data)
    assert card["label"] == "PD yang ditandai menurut pengangkatan 10 tahun terakhir"
    assert (card["value"], card["note"]) == (
        "1 dari 2", "1 PD lain terlalu jarang mengangkat untuk dinilai sendiri-sendiri",
    )  # fmt: skip
    row = table.set_index(PD).loc["Badan A"]
    ends = [f"{100 * row[name]:.0f}" for name in ("taksiran", "conf_low", "conf_high")]
    assert words == [
        f"{SPAN}, semua PD bersama: 29 dari 95 yang diangkat wanita; menurut kelompok calon pada saat itu 47,5 "
        "diharapkan. Wanita lebih jarang diangkat daripada yang diharapkan di seluruh kabupaten, sehingga satu PD "
        "tidak dilihat sendirian.",
        "Dalam 10 tahun terakhir 8 dari 50 yang diangkat di Badan A wanita; menurut kelompok calon pada saat itu "
        "25,0 diharapkan. PD ini ditandai. Seberapa pasti: nilai-q &lt; 0,001; dengan memperhitungkan sedikitnya "
        f"pengangkatan, untuk setiap 100 wanita yang diharapkan diangkat {ends[0]} (selang 95%: {ends[1]} sampai "
        f"{ends[2]}).",
        VIEWS,
    ]
    assert table["penilaian"].tolist() == [
        "ditandai", "tidak ditandai", "jumlah kasus terlalu sedikit", "",
    ]  # fmt: skip


@pytest.mark.parametrize("edition", ["pokja", "publik"])
def test_a_shared_edition_tells_what_follows_from_its_table(edition, data):
    card, words, table = told(FLAGGED, replace(data, edition=edition))
    assert (card["value"], card["note"]) == (
        "1 dari 2", "hanya PD yang mengangkat paling sedikit 8 pria dan 8 wanita",
    )  # fmt: skip
    assert not {"p_value", "q_value", "taksiran", "conf_low", "conf_high"} & set(table)
    assert table[PD].tolist() == ["Badan A", "Dinas B", "Semua PD"]
    assert table[["wanita", "total", "harapan"]].to_numpy().tolist() == [
        [10, 50, 25], [20, 40, 20], [30, 95, 50],
    ]  # fmt: skip
    assert words[1] == (
        "Dalam 10 tahun terakhir 10 dari 50 yang diangkat di Badan A wanita; menurut kelompok calon pada saat itu "
        "25 diharapkan. PD ini ditandai."
    )
    assert words[0].startswith(f"{SPAN}, semua PD bersama: 30 dari 95 yang diangkat wanita; menurut kelompok "
                               "calon pada saat itu 50 diharapkan. Wanita lebih jarang")  # fmt: skip


def test_an_office_of_few_women_is_named_in_no_shared_edition(data):
    few = appointed(("Badan A", 45, 5, 0.5), ("Dinas B", 21, 21, 0.5))
    assert told(few, data)[0]["value"] == "1 dari 2"
    for edition in ("pokja", "publik"):
        shown = shown_of(few, replace(data, edition=edition))
        assert "Badan A" not in " ".join(part.html for part in shown.parts)
        assert shown.parts[0].payload["value"] == "0 dari 1"


@pytest.mark.parametrize(
    ("offices", "first", "second"),
    [
        ((("A", 10, 11, 0.5),),
         "11 dari 21 yang diangkat wanita; menurut kelompok calon pada saat itu 10,5 diharapkan. Data belum cukup "
         "untuk menyatakan berbeda dari yang diharapkan.",
         "Tidak ada PD yang ditandai menurut pengangkatannya di antara 1 PD yang dinilai. Ini tidak berarti bahwa "
         "semua PD sesuai harapan, dan tentang PD yang terlalu jarang mengangkat tidak dikatakan apa-apa."),
        ((("A", 2, 40, 0.5), ("B", 1, 1, 0.5)),
         "41 dari 44 yang diangkat wanita; menurut kelompok calon pada saat itu 22,0 diharapkan. Wanita lebih "
         "sering diangkat daripada yang diharapkan di seluruh kabupaten.",
         "Tidak ada PD yang ditandai menurut pengangkatannya di antara 1 PD yang dinilai. Ini tidak berarti bahwa "
         "semua PD sesuai harapan, dan tentang PD yang terlalu jarang mengangkat tidak dikatakan apa-apa."),
        ((("A", 3, 4, 0.5), ("B", 1, 1, 0.5)),
         "5 dari 9 yang diangkat wanita; menurut kelompok calon pada saat itu 4,5 diharapkan. Data belum cukup untuk "
         "menyatakan berbeda dari yang diharapkan.",
         "Tidak ada PD yang pengangkatannya cukup banyak untuk dinilai sendiri-sendiri."),
    ],
)  # fmt: skip
def test_without_a_flag(offices, first, second, data):
    card, words, _ = told(appointed(*offices), data)
    assert words == [f"{SPAN}, semua PD bersama: {first}", second, VIEWS]
    assert card["value"] == ("Tidak dapat dinilai" if "cukup banyak" in second else "0 dari 1")


def test_a_whole_of_few_has_no_number_in_a_shared_edition(data):
    card, words, table = told(appointed(("A", 12, 3, 0.5)), replace(data, edition="pokja"))
    assert card["value"] == "Tidak dapat dinilai"
    assert words[0] == (
        f"Semua PD bersama, {SPAN}: terlalu sedikit wanita atau pria diangkat untuk ditampilkan."
    )
    assert table[["wanita", "pria"]].to_numpy().tolist() == [["*", 10]]


def test_what_to_bring(data):
    none = appointed(("A", 12, 3, 0.5))
    empty = data.tables["jabatan"].iloc[:0]
    without = replace(data, tables={**data.tables, "jabatan": empty})
    assert paragraphs(shown_of(none, without)) == [
        "Pengangkatan menurut PD belum dapat ditunjukkan: tambahkan ekspor SIASN riwayat jabatan ke folder "
        "data/raw/2025."
    ]
    assert paragraphs(shown_of(none, data, None)) == [
        "Belum dapat dihitung: daftar pemberhentian dan pensiun belum ada."
    ]
    nobody = judge_appointments(pd.DataFrame(columns=["langkah", PD, "jenis_kelamin", "harapan"]))
    assert paragraphs(shown_of(nobody, data)) == [
        f"Tidak ada pengangkatan di jalur struktural yang tercatat {SPAN}."
    ]


def test_words_of_findings():
    assert pengangkatan_show.TEMUAN_PD == {
        "ditandai": "ditandai", "tidak ditandai": "tidak ditandai",
        "terlalu sedikit": "jumlah kasus terlalu sedikit", "tidak ditampilkan": "tidak ditampilkan",
    }  # fmt: skip
