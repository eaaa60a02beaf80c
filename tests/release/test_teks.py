"""What pages say is read from files: numbers, references, words, and every way to get them wrong."""

from __future__ import annotations

import pytest

from pug_analysis.release import teks
from pug_analysis.release.teks import Heading, Note, TextError, cases, read_texts, refs_of, words_of

PROFIL = """
halaman = 4
[tabel.satu]
judul = "Orang, {tanggal}"
butir = ["A11", "B03"]
tingkat = "A"
tepat = true
gabungan = true
kolom = [["nama", "Nama", "text"], "*jenis_kelamin"]
catatan = ["lihat {ref:kurva}", {bila = "kecil", teks = "sedikit orang"}]
[tabel.dua]
judul = "Dua"
edisi = ["internal"]
[gambar.kurva]
judul = "Kurva."
alt = "Kurva {jumlah} orang."
[kalimat]
tunggal = "{jumlah} orang, {ref:dua}"
[kalimat.arah]
naik = "naik {poin}"
turun = "turun {poin}"
"""


@pytest.fixture
def read(tmp_path):
    def of(**pages):
        for name, content in pages.items():
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "teks.toml").write_text(content, encoding="utf-8")
        return read_texts(tmp_path)

    return of


def test_numbers_are_places_and_fixed_ones_are_passed_over(read):
    fixed = 'halaman = 1\n[tabel.peta_jalan]\njudul = "P"\nnomor = "4.1"\n[tabel.t]\njudul = "T"'
    texts = read(b=PROFIL, a=fixed)
    labels = {entry.name: entry.label for entry in texts.entries.values()}
    assert labels == {
        "peta_jalan": "Tabel 4.1", "t": "Tabel 1.1", "satu": "Tabel 4.2", "dua": "Tabel 4.3",
        "kurva": "Gambar 4.1",
    }  # fmt: skip


def test_pages_with_one_number_go_on_counting(read):
    texts = read(
        depan='halaman = 0\n[tabel.a]\njudul = "A"', ringkasan='halaman = 0\n[tabel.b]\njudul = "B"'
    )
    assert (texts.entry("a").number, texts.entry("b").number) == ("0.1", "0.2")


def test_an_entry_holds_what_the_file_says(read):
    entry = read(p=PROFIL).entry("satu")
    assert (entry.tier, entry.exact, entry.pooled) == ("A", True, True)
    assert entry.editions == ("pokja", "publik", "internal")
    assert [c.name for c in entry.columns] == ["nama", "pria", "wanita", "total", "share_wanita"]
    assert [c.kind for c in entry.columns] == ["text", "count", "count", "count", "share"]
    assert [note.case for note in entry.notes] == ["", "kecil"]
    assert entry.rows == ("A11", "B03")
    assert read(p=PROFIL).entry("dua").editions == ("internal",)
    assert read(p=PROFIL).entry("dua").rows == ()


def test_sentences_are_filled_with_words_and_numbers(read):
    texts = read(p=PROFIL)
    assert texts.say("tunggal", jumlah="12") == "12 orang, Tabel 4.2"
    assert texts.say("arah", "naik", poin="3,1 poin") == "naik 3,1 poin"
    assert texts.say("arah", "turun", poin="3,1 poin") == "turun 3,1 poin"


@pytest.mark.parametrize(
    ("name", "case", "words", "message"),
    [
        ("tidak_ada", "", {}, "no sentence 'tidak_ada'"),
        ("arah", "", {"poin": "1"}, "no sentence 'arah' with the case ''"),
        ("arah", "diam", {"poin": "1"}, "'diam'"),
        ("tunggal", "", {}, r"asks for the word \{jumlah\}"),
        ("tunggal", "", {"jumlah": "1", "lain": "2"}, "no place for lain"),
    ],
)
def test_a_sentence_that_cannot_be_said_is_an_error(read, name, case, words, message):
    with pytest.raises(TextError, match=message):
        read(p=PROFIL).say(name, case, **words)


def test_a_reference_to_nothing_is_an_error(read):
    texts = read(p='halaman = 1\n[kalimat]\na = "lihat {ref:hilang}"')
    with pytest.raises(TextError, match="no page has a table or figure 'hilang'"):
        texts.say("a")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('halaman = 1\n[tabl.a]\njudul = "A"', "unknown part tabl"),
        ("halaman = 1\n[tabel.a]\ntingkat = 'A'", "tabel.a: no judul"),
        ("halaman = 1\n[tabel.a]\njudul = 'A'\ncatatn = []", "unknown key catatn"),
        ("halaman = 1\n[tabel.a]\njudul = 'A'\nbutir = ['C01']", "butir 'C01' is no row"),
        ("halaman = 1\n[tabel.a]\njudul = 'A'\nbutir = ['A1']", "butir 'A1' is no row"),
        ("halaman = 1\n[tabel.a]\njudul = 'A'\nedisi = ['umum']", "edisi may hold pokja, publik"),
        ("halaman = 1\n[tabel.a]\njudul = 'A'\nkolom = [['n', 'N', 'orang']]", "of kind 'orang'"),
    ],
)
def test_a_wrong_file_is_named(read, content, message):
    with pytest.raises(TextError, match=message):
        read(p=content)


def test_a_table_and_a_figure_may_have_one_name(read):
    both = "halaman = 3\n[gambar.a]\njudul = 'G'\n[tabel.b]\njudul = 'B'\n[tabel.a]\njudul = 'T'"
    texts = read(p=both + '\n[kalimat]\nx = "{ref:a}, {ref:gambar/a}, {ref:tabel/a}"')
    assert texts.say("x") == "Tabel 3.2, Gambar 3.1, Tabel 3.2"
    assert (texts.entry("gambar/a").title, texts.entry("tabel/a").title) == ("G", "T")


def test_a_display_of_two_pages_is_refused(read):
    with pytest.raises(TextError, match="'tabel/a' is named twice"):
        read(p='halaman = 1\n[tabel.a]\njudul = "A"', q='halaman = 2\n[tabel.a]\njudul = "B"')


def test_a_sentence_of_two_pages_is_refused(read):
    with pytest.raises(TextError, match="sentence 'a' is named twice"):
        read(p='halaman = 1\n[kalimat]\na = "A"', q='halaman = 2\n[kalimat]\na = "B"')


def test_words_and_references_of_a_template():
    assert words_of("{a} {ref:b} {c}") == {"a", "c"}
    assert refs_of("{a} {ref:b} {c}") == {"b"}


def test_words_of_verdicts_are_taken_by_case(read, monkeypatch):
    told = read(
        p='halaman = 1\n[kalimat.putusan]\ngap = "ada"\nbelum = "belum"\n[kalimat.n]\na = "{n}"'
    )
    monkeypatch.setattr(teks, "texts", lambda: told)
    assert cases("putusan") == {"gap": "ada", "belum": "belum"}
    with pytest.raises(TextError, match=r"asks for the word \{n\}"):
        cases("n")
    with pytest.raises(TextError, match="no sentence 'hilang'"):
        cases("hilang")


def test_displays_stand_in_the_order_of_pages_not_of_folders(read):
    def page(number, name):
        return f'halaman = {number}\n[tabel.{name}]\njudul = "x"\n'

    found = read(a=page(3, "ketiga"), b=page(1, "kesatu"), c=page(2, "kedua"))
    assert [entry.name for entry in found.entries.values()] == ["kesatu", "kedua", "ketiga"]
    assert [entry.label for entry in found.entries.values()] == [
        "Tabel 1.1",
        "Tabel 2.1",
        "Tabel 3.1",
    ]


def test_a_column_and_a_note_stand_always_unless_a_case_is_said(read):
    entry = read(p=PROFIL).entry("satu")
    assert entry.columns[0] == Heading("nama", "Nama", "text", case="", each="")
    assert entry.notes == (Note("lihat {ref:kurva}", ""), Note("sedikit orang", "kecil"))
