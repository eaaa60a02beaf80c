from __future__ import annotations

from pug_analysis.config import Config
from pug_analysis.report.gate.identifiers import find_patterns
from pug_analysis.report.gate.page_check import find_problems
from pug_analysis.report.write.last_year import Section
from pug_analysis.report.write.portal import render_portal
from pug_analysis.report.write.provenance import BANNER

CONTEXT = {
    "periode": "2025",
    "keadaan": "31 Desember 2025",
    "edisi": "pokja",
    "instansi": Config().instansi.model_dump(),
    "peringatan": BANNER,
    "versi_kode": "0.1.0",
    "sidik_masukan": "abc",
    "sidik_paket": "def",
}
EVIL = "<script>alert(1)</script>"
ORIGIN = {"periode": "2024", "terbitan": None}
PAGE = {
    "tautan": "01_a.html",
    "judul": f"A {EVIL}",
    "ringkas": "Ringkas.",
    "kelompok": "Analisis",
    "tabel": [{"name": "profil", "title": EVIL}],
}


def render(**changes):
    row = {
        "berkas": f"asn{EVIL}.xlsx",
        "lembar": "Data",
        "baris_masuk": 12500,
        "dipakai": 12000,
        "karantina": 200,
        "gabung": 100,
        "bukan_data": 200,
    }
    options = {
        "context": CONTEXT,
        "pages": [PAGE],
        "headlines": [
            {"label": "Perempuan", "value": EVIL, "note": "n = 5", "tautan": "01_a.html"}
        ],
        "skipped": [{"judul": "B", "alasan": "Belum ada datanya."}],
        "last_year": Section(
            "Apa yang berubah sejak tahun lalu",
            ("<p>Jumlah berubah.</p>",),
            ({"name": "perubahan_setahun", "title": "Tabel 0.1"},),
            ORIGIN,
        ),
        "row_account": [row, row | {"berkas": "b.csv", "lembar": None}],
        "inputs": {"berkas": [{"berkas": EVIL, "sha256": "ab" * 32}]},
    }
    return render_portal(**(options | changes))


def test_the_index_is_sound_escapes_all_values_and_says_what_is_there():
    html = render()
    assert find_problems(html) == []
    assert html.count("&lt;script&gt;") == 6
    for text in (BANNER, "Ringkas.", "Belum ada datanya.", "12.500", "25.000", "tabel/profil.csv"):
        assert text in html
    for text in ("<p>Jumlah berubah.</p>", 'href="#berubah"', "tabel/perubahan_setahun.csv"):
        assert text in html


def test_parts_without_content_are_left_out():
    html = render(
        headlines=[],
        pages=[PAGE | {"tabel": []}],
        skipped=[],
        last_year=Section("Apa yang berubah sejak tahun lalu", (), (), ORIGIN),
    )
    assert find_problems(html) == []
    assert "Angka pokok" not in html
    assert "tabel.xlsx" not in html
    assert "belum dapat dibuat" not in html
    assert "Apa yang berubah" not in html


def test_the_digest_of_an_input_is_no_phone_whatever_its_digits_are():
    shown = render(inputs={"berkas": [{"berkas": "a.csv", "sha256": "081234567890" + "ab" * 26}]})
    assert "sha256:081234567890<" in shown
    assert find_patterns(shown) == set()
    assert find_patterns(shown.replace("sha256:", "")) == {"telepon"}


def test_where_pages_were_printed_the_index_links_each_pdf():
    assert ".pdf" not in render()
    printed = render(context=CONTEXT | {"pdf": True})
    assert find_problems(printed) == []
    assert printed.count('href="01_a.pdf"') == 1


def test_pages_of_one_group_stand_together_in_the_order_of_the_first():
    pages = [
        PAGE | {"judul": title, "kelompok": group, "tabel": []}
        for title, group in (("satu", "Analisis"), ("dua", "Bukti"), ("tiga", "Analisis"))
    ]
    html = render(pages=pages)
    places = [html.index(f">{text}<") for text in ("Analisis", "satu", "tiga", "Bukti", "dua")]
    assert places == sorted(places)
