from __future__ import annotations

import re
from importlib.resources import files

import nbformat
import pytest

from pug_analysis.config import Config
from pug_analysis.errors import ReportError
from pug_analysis.report.gate.outputs import NotebookOutputs
from pug_analysis.report.gate.page_check import find_problems
from pug_analysis.report.write.page import read_content, render_page

CONTEXT = {
    "periode": "2025",
    "keadaan": "31 Desember 2025",
    "edisi": "internal",
    "instansi": Config().instansi.model_dump(),
    "peringatan": "",
    "versi_kode": "0.1.0",
    "sidik_masukan": "abc",
    "sidik_paket": "def",
}


def render(*texts: str, fragments=None, **context):
    cells = [nbformat.v4.new_markdown_cell(text) for text in texts]
    cells.append(nbformat.v4.new_code_cell("RAHASIA = 1"))
    released = NotebookOutputs(fragments or {}, [], [], [], {})
    notebook = nbformat.v4.new_notebook(cells=cells)
    content = read_content(notebook, released, name="01_uji")
    return content.title, render_page(content, context=CONTEXT | context)


def test_a_page_is_sound_and_holds_text_and_fragments_but_no_code():
    title, html = render("# Judul & isi\n\nPengantar", fragments={1: "<p>LEPAS</p>"})
    assert title == "Judul & isi"
    assert find_problems(html) == []
    assert "<title>Judul &amp; isi – 2025 – Kabupaten Bengkayang</title>" in html
    assert "<h1>Judul &amp; isi</h1>" in html
    assert "<p>Pengantar</p>" in html
    assert "<p>LEPAS</p>" in html
    assert "RAHASIA" not in html
    assert "Keadaan 31 Desember 2025" in html


def test_raw_html_diagrams_and_outside_pictures_become_text():
    _, html = render(
        "# J\n\n<b onclick=x>kasar</b> <script>1</script>\n\n<div>blok</div>\n\n"
        "```mermaid\n<img src=x onerror=y>\n```\n\n![alt teks](https://example.invalid/a.png)\n\n"
        "[tautan](javascript:alert(1))"
    )
    assert find_problems(html) == []
    assert "&lt;script&gt;" in html
    assert "alt teks" in html
    assert "mermaid" not in html


def test_contents_link_to_sections_and_only_one_heading_is_first_level():
    _, html = render("# J\n\n## Satu <i>x</i>", "# Dua\n\n### Tiga\n\n## Empat & lima")
    assert find_problems(html) == []
    assert '<h2 id="bagian-2">Dua</h2>' in html
    assert '<a href="#bagian-3">Empat &amp; lima</a>' in html
    assert "<h3>Tiga</h3>" in html


def test_the_banner_is_on_the_page_of_an_edition_that_needs_it():
    assert "jangan diedarkan" in render("# J", peringatan="jangan diedarkan ke luar")[1]
    assert "pug-peringatan pug-edisi" not in render("# J")[1]


def test_cell_ids_do_not_change_the_page():
    assert render("# J\n\nTeks") == render("# J\n\nTeks")


def test_a_notebook_without_a_title_is_refused():
    with pytest.raises(ReportError, match="01_uji: sel teks pertama harus diawali judul"):
        render("Teks saja")


def test_colours_have_enough_contrast():
    """WCAG 2.2, success criterion 1.4.3: at least 4.5:1 for text."""
    style = (files("pug_analysis.report") / "templates" / "pug" / "gaya.css").read_text()
    colours = dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", style))
    pairs = [
        (colours[name], paper)
        for name in ("tua", "tinta", "redup", "jingga", "biru")
        for paper in (colours["kertas"], colours["lembut"])
    ]
    pairs += [("#005f96", "#f3f6f9"), ("#5a2600", "#fff3e8"), ("#a33f00", "#ffffff")]
    pairs += [(colours["tinta"], "#eef5fa"), ("#ffffff", colours["tua"])]
    for text, paper in pairs:
        light, dark = sorted((luminance(text), luminance(paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, paper)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * d for d in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_warning_of_the_edition_stands_in_a_landmark():
    from importlib.resources import files

    frame = (files("pug_analysis.report") / "templates/pug/kerangka.html.j2").read_text("utf-8")
    assert '<aside class="pug-peringatan pug-edisi" aria-label="Perhatian">' in frame
    assert "Edisi {{ p.edisi | capitalize | e }}" in frame
