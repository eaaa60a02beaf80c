"""What a reader's browser makes of the pages: opened as published, in a real Chromium."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
PHONE = 390
LIMIT_BYTES = 400_000

#: A gradient lies behind every table, so that axe cannot tell its contrast; without it, it can. What
#: is not yet drawn, below the window, is drawn for axe.
PLAIN = ".pug-tabel{background:#fff!important}.pug-tabel,.pug-gambar{content-visibility:visible!important}"


@pytest.mark.parametrize("width", [1200, PHONE])
def test_axe_finds_nothing(page, pages, checkers, width):
    axe = (checkers / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    found = {}
    for path in pages:
        page.open(path.as_uri(), width=width)
        page.run(
            f"document.head.append(Object.assign(document.createElement('style'), {{textContent: {json.dumps(PLAIN)}}}))"
        )
        page.run(axe + ";0")
        result = page.run(
            "axe.run(document).then(r => ({passed: r.passes.length, found: [...r.violations, "
            "...r.incomplete].map(v => v.id + ': ' + v.nodes[0].html.slice(0, 200))}))"
        )
        assert result["passed"] > 20
        found |= {path.name: result["found"]} if result["found"] else {}
    assert found == {}


def test_axe_would_find_something(page, checkers, tmp_path):
    (tmp_path / "x.html").write_text("<html><body><img src=''><h3>x</h3></body></html>")
    page.open((tmp_path / "x.html").as_uri())
    page.run((checkers / "axe-core" / "axe.min.js").read_text(encoding="utf-8") + ";0")
    ids = page.run("axe.run(document).then(r => r.violations.map(v => v.id))")
    assert {"image-alt", "html-has-lang", "document-title"} <= set(ids)


def test_html_validate_finds_nothing_in_pages_and_something_in_a_bad_one(pages, checkers, tmp_path):
    bad = tmp_path / "x.html"
    bad.write_text("<!DOCTYPE html><html><head><title>x</title></head><body><th>x</body></html>")

    def count(*paths: Path) -> int:
        done = subprocess.run(
            ["node", checkers / "html-validate" / "bin" / "html-validate.mjs", "--preset=standard",
             "--formatter=json", *paths],
            capture_output=True, text=True, cwd=HERE, check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        found = json.loads(done.stdout)
        assert (done.returncode == 1) == bool(found)
        return found

    assert count(bad)
    assert count(*pages) == []


def test_no_page_asks_for_anything_and_no_script_of_a_page_could_run(page, pages, tmp_path):
    for path in pages:
        page.open(path.as_uri())
        assert [a for a in page.requests if not a.startswith("data:image/png")] == [path.as_uri()]
    # The same instrument sees a page that does ask; and the policy of our pages stops a script.
    csp = re.search(r"<meta http-equiv=[^>]+>", pages[0].read_text(encoding="utf-8"))[0]
    for name, head in (("lepas", ""), ("kunci", csp)):
        (tmp_path / f"{name}.html").write_text(
            f"<html><head>{head}</head><body><img src='gambar.png'><script>document.title='jalan'</script>"
        )
    page.open((tmp_path / "lepas.html").as_uri())
    assert len(page.requests) == 2
    assert page.run("document.title") == "jalan"
    page.open((tmp_path / "kunci.html").as_uri())
    assert page.run("document.title") == ""


def test_pages_are_readable_on_a_phone(page, pages):
    for path in pages:
        page.open(path.as_uri(), width=PHONE, height=844)
        seen = page.run(
            """({width: innerWidth, all: document.scrollingElement.scrollWidth,
            text: Math.min(...[...document.querySelectorAll('main p, main li, main td, main th')]
                .map(e => parseFloat(getComputedStyle(e).fontSize))),
            pictures: [...document.images].map(e => e.getBoundingClientRect().width / e.naturalWidth),
            wide: [...document.querySelectorAll('.pug-tabel, .pug-bingkai')].filter(e =>
                e.scrollWidth > e.clientWidth && !(e.tabIndex === 0 && e.getAttribute('role') === 'region')).length})"""
        )
        assert seen["width"] == PHONE
        assert seen["all"] <= PHONE, path.name
        assert seen["text"] >= 14, path.name
        # Lettering of 8.5 points at 150 dpi is 18 pixels of the picture; 10 are legible.
        assert min(seen["pictures"], default=1) * 18 >= 10, path.name
        assert seen["wide"] == 0, path.name


def test_printing_gives_a_tagged_a4_pdf(page, pages):
    for path in pages:
        page.open(path.as_uri())
        answer = page.call(
            "Page.printToPDF", preferCSSPageSize=True, generateTaggedPDF=True, printBackground=True
        )
        pdf = base64.b64decode(answer["data"])
        boxes = {tuple(map(float, box)) for box in re.findall(
            rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)}  # fmt: skip
        assert boxes
        for width, height in boxes:
            assert (round(width), round(height)) == (595, 842), path.name
        assert b"/StructTreeRoot" in pdf
        assert re.search(rb"/Lang \(id\)", pdf), path.name
        assert b"/MarkInfo" in pdf


def test_what_is_drawn_only_when_it_is_reached_can_be_searched_and_jumped_to(page, folder):
    path = folder / "01_besar.html"
    page.open(path.as_uri())
    skipped = "!document.querySelector('#tabel-t20').checkVisibility({contentVisibilityAuto: true})"
    assert page.run(skipped)
    assert page.run("find('Tabel 20. Contoh') && getSelection().toString()") == "Tabel 20. Contoh"
    for place in ("bagian-20", "bagian-3", "gambar-g12", "tabel-t17"):
        page.open("about:blank").open(path.as_uri() + "#" + place)
        top = f"document.getElementById('{place}').getBoundingClientRect().top"
        page.run("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
        assert -5 <= page.run(top) <= 60, place


def test_twenty_figures_and_twenty_tables_stay_under_the_limit(folder):
    html = (folder / "01_besar.html").read_text(encoding="utf-8")
    assert (html.count("<img "), html.count("<table>")) == (20, 20)
    assert (folder / "01_besar.html").stat().st_size < LIMIT_BYTES


def test_what_axe_does_not_see(page, pages):
    for path in pages:
        page.open(path.as_uri())
        seen = page.run(
            """({alts: [...document.images].map(e => e.alt),
            title: document.title.startsWith(document.querySelector('h1').textContent),
            captions: [...document.querySelectorAll('table')].every(e => e.caption?.textContent.trim()),
            scopes: [...document.querySelectorAll('th')].every(e => e.scope && e.textContent.trim())})"""
        )
        assert len(set(seen["alts"])) == len(seen["alts"]), path.name
        assert all(20 <= len(alt) <= 500 for alt in seen["alts"]), path.name
        assert seen["title"], path.name
        assert seen["captions"], path.name
        assert seen["scopes"], path.name
