"""A display is released with the words of its entry, and refused where the entry does not have it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.release import showing, teks
from pug_analysis.release.figures import canvas
from pug_analysis.release.showing import show_figure, show_table, standard_cases, standard_words
from pug_analysis.terms.kalender import Periode

PAGE = """
halaman = 7
[tabel.orang]
judul = "Orang {siapa}, {tanggal}"
tingkat = "A"
tepat = true
kolom = [
  ["nama", "Nama", "text"],
  {nama = "n_{tempat}", judul = "n {tahun_itu}", jenis = "count", ulang = "tahun"},
  {nama = "p_{tempat}", judul = "% {tahun_itu}", jenis = "share", ulang = "tahun"},
  {nama = "akhir", judul = "Akhir", jenis = "text", bila = "rinci"},
]
catatan = ["Catatan: {siapa}.", {bila = "kecil", teks = "Sedikit orang."}, "{sumber}"]
[tabel.kurva_orang]
judul = "Kurva"
kolom = [
  ["nama", "Nama", "text"],
  {nama = "n_0", judul = "Sudah", jenis = "count", bila = "internal"},
]
catatan = [{bila = "terlindung", teks = "{catatan_bulat}"}, {bila = "internal", teks = "{catatan_awal}"}]
[tabel.tengah]
judul = "Tengah"
kolom = [["nama", "Nama", "text"]]
catatan = ["Awal.", "*tambahan", "Akhir."]
[tabel.rahasia]
judul = "Rahasia"
edisi = ["internal"]
kolom = [["nama", "Nama", "text"]]
[gambar.kurva]
judul = "Kurva {siapa}."
alt = "Kurva {jumlah} orang."
catatan = ["lihat {ref:orang}"]
"""
FRAME = pd.DataFrame(
    {"nama": ["A"], "n_0": [3], "p_0": [0.5], "n_1": [4], "p_1": [0.25], "akhir": ["x"]}
)
YEARS = {"tahun": [{"tempat": "0", "tahun_itu": "2024"}, {"tempat": "1", "tahun_itu": "2025"}]}


@pytest.fixture
def opened(tmp_path, monkeypatch):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "teks.toml").write_text(PAGE, encoding="utf-8")
    read = teks.read_texts(tmp_path)
    monkeypatch.setattr(showing, "texts", lambda: read)

    def of(edition="internal", pooled=None):
        return SimpleNamespace(
            year=2025, periode=Periode(2025), cutoff=dt.date(2025, 12, 31), edition=edition,
            pooled=pooled, config=Config(),
        )  # fmt: skip

    return of


@pytest.fixture
def data(opened):
    return opened()


def test_a_table_is_numbered_titled_and_noted(data):
    shown = show_table(FRAME, "orang", data, words={"siapa": "semua"}, when=["kecil"], each=YEARS)
    payload = shown.payload
    assert payload["title"] == "Tabel 7.1. Orang semua, 31 Desember 2025"
    assert payload["notes"] == [
        "Catatan: semua.", "Sedikit orang.", standard_words(data)["sumber"],
    ]  # fmt: skip
    assert payload["rilis"]["tingkat"] == "A"


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("tengah", ["Awal.", "Satu.", "Dua.", "Akhir."]),
        ("orang", ["Satu.", "Dua.", "Catatan: a.", "{sumber}"]),
    ],
)
def test_notes_of_the_code_stand_first_or_where_the_entry_says(data, name, notes):
    said = {"words": {"siapa": "a"}, "each": YEARS} if name == "orang" else {}
    shown = show_table(FRAME, name, data, more=("Satu.", "Dua."), **said)
    wanted = [note.format(sumber=standard_words(data)["sumber"]) for note in notes]
    assert shown.payload["notes"] == wanted


def test_repeated_columns_alternate_and_cases_leave_out(data):
    def labels(*when):
        shown = show_table(FRAME, "orang", data, words={"siapa": "a"}, when=when, each=YEARS)
        return [c["label"] for c in shown.payload["columns"]], len(shown.payload["notes"])

    assert labels() == (["Nama", "n 2024", "% 2024", "n 2025", "% 2025"], 2)
    assert labels("rinci") == (["Nama", "n 2024", "% 2024", "n 2025", "% 2025", "Akhir"], 2)


@pytest.mark.parametrize(
    ("edition", "labels", "note"),
    [
        ("internal", ["Nama", "Sudah"], "paling sedikit 20 orang dari setiap jenis kelamin masih berisiko"),
        ("pokja", ["Nama"], "dibulatkan ke kelipatan 5, sehingga dapat sedikit berbeda dari edisi internal; yang "
                            "setara dengan kurang dari 8 orang tidak tampil."),
        ("publik", ["Nama"], "dibulatkan ke kelipatan 5"),
    ],
)  # fmt: skip
def test_the_edition_decides_columns_and_notes_without_being_told(opened, edition, labels, note):
    payload = show_table(FRAME, "kurva_orang", opened(edition)).payload
    assert [column["label"] for column in payload["columns"]] == labels
    (said,) = payload["notes"]
    assert note in said


def test_a_figure_is_numbered_and_described(data):
    with canvas(width=1, height=1) as (figure, _):
        shown = show_figure(figure, "kurva", data, words={"siapa": "pria", "jumlah": "7"})
    assert shown.payload["title"] == "Gambar 7.1. Kurva pria."
    assert shown.payload["alt"] == "Kurva 7 orang."
    assert "lihat Tabel 7.1" in shown.html


def test_a_figure_may_have_the_name_of_a_table(tmp_path, monkeypatch, data):
    both = 'halaman = 7\n[tabel.a]\njudul = "T"\n[gambar.a]\njudul = "G"\nalt = "A"'
    (tmp_path / "q").mkdir()
    (tmp_path / "q" / "teks.toml").write_text(both, encoding="utf-8")
    read = teks.read_texts(tmp_path / "q")
    monkeypatch.setattr(showing, "texts", lambda: read)
    with canvas(width=1, height=1) as (figure, _):
        shown = show_figure(figure, "a", data)
    assert (shown.payload["title"], shown.payload["name"]) == ("Gambar 7.1. G", "a")


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("hilang", {}, "'hilang'"),
        ("kurva", {}, "is a gambar, not a tabel"),
        ("orang", {"words": {"siapa": "a", "lain": "b"}, "each": YEARS}, "no place for lain"),
        ("orang", {"words": {}, "each": YEARS}, r"asks for the word \{siapa\}"),
        ("orang", {"words": {"siapa": "a"}, "when": ["besar"], "each": YEARS}, "no case besar"),
    ],
)
def test_what_the_entry_does_not_have_is_refused(data, name, options, message):
    with pytest.raises(teks.TextError, match=message):
        show_table(FRAME, name, data, **options)


def test_an_edition_gets_only_its_own_tables(opened):
    assert show_table(FRAME, "rahasia", opened()).payload["title"] == "Tabel 7.4. Rahasia"
    with pytest.raises(teks.TextError, match="the edition 'pokja' has no 'rahasia'"):
        show_table(FRAME, "rahasia", opened("pokja"))


def test_a_merged_report_gets_only_what_may_be_added_up(opened):
    merged = opened(pooled=SimpleNamespace(agencies=("a", "b")))
    with pytest.raises(teks.TextError, match="a merged report has no 'rahasia'"):
        show_table(FRAME, "rahasia", merged)


def test_words_that_every_text_may_use(opened):
    words = standard_words(opened())
    labels = Config().profil
    assert (words["pria"], words["wanita"]) == (labels.label_pria, labels.label_wanita)
    assert words["pria_kecil"] == labels.label_pria.lower() != labels.label_pria
    assert words["wanita_kecil"] == labels.label_wanita.lower() != labels.label_wanita
    assert (words["tanggal"], words["tahun"], words["periode"]) == (
        "31 Desember 2025",
        "2025",
        "2025",
    )
    assert words["kabupaten"] == Config().instansi.kabupaten


@pytest.mark.parametrize(
    ("edition", "cases"), [("internal", {"internal"}), ("pokja", {"terlindung"}), ("publik", {"terlindung"})]
)  # fmt: skip
def test_a_case_holds_for_the_agency_and_another_for_those_it_shares_with(edition, cases):
    assert standard_cases(SimpleNamespace(edition=edition)) == cases
