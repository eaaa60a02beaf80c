"""Scripts and formulas as names of units, titles and categories: they are shown and never run.

The same scripts in a page without our escaping and policy run in the browser: that page is the
proof that they are alive.
"""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import subprocess
import threading
import zipfile
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import nbformat
import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.ingest import build_periode
from pug_analysis.release import display
from pug_analysis.release.tables import Column, release_table
from pug_analysis.report import run_report
from pug_analysis.report.gate.outputs import collect_outputs
from pug_analysis.report.gate.page_check import find_problems
from pug_analysis.report.write import provenance
from pug_analysis.report.write.last_year import Section
from pug_analysis.report.write.page import read_content, render_page
from pug_analysis.report.write.portal import render_portal
from pug_analysis.report.write.sheets import format_csv, write_workbook
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
MARK = "data-jebol"
#: JS stands for a call that leaves a mark on the outermost page, URL for an address that answers.
SCRIPTS = [
    "<script>JS</script>",
    "<SCRIPT>JS</SCRIPT>",
    "<script >JS</script >",
    "<script/x>JS</script>",
    "<scr<script>ipt>JS</script>",
    '"><script>JS</script>',
    "'><script>JS</script>",
    "--><script>JS</script>",
    "]]><script>JS</script>",
    "</title><script>JS</script>",
    "</style><script>JS</script>",
    "</textarea><script>JS</script>",
    "</td></tr></table><script>JS</script>",
    "<!--><script>JS</script>-->",
    '<script src="data:text/javascript,JS"></script>',
    "<script type=module>JS</script>",
    "<svg><script>JS</script></svg>",
    "<svg><script>JS//</script></svg>",
    "<math><mtext></mtext></math><script>JS</script>",
    "<img src=x onerror=JS>",
    "<IMG SRC=x OnErRoR=JS>",
    '<img src=x onerror="JS">',
    "<img/src=x/onerror=JS>",
    "<img src=x\nonerror=JS>",
    "<img src=x\tonerror\t=\tJS>",
    "<image src=x onerror=JS>",
    '"><img src=x onerror=JS>',
    "'><img src=x onerror=JS>",
    "`><img src=x onerror=JS>",
    "<svg onload=JS>",
    "<svg/onload=JS>",
    "<svg><animate onbegin=JS attributeName=x dur=1s>",
    "<svg><set onbegin=JS attributeName=x dur=1s>",
    "<body onload=JS>",
    "<style onload=JS></style>",
    '<iframe onload="JS"></iframe>',
    '<iframe srcdoc="<script>JS</script>"></iframe>',
    '<iframe src="javascript:JS"></iframe>',
    "<details open ontoggle=JS>x</details>",
    "<video><source onerror=JS src=x></video>",
    "<audio src=x onerror=JS></audio>",
    '<link rel=stylesheet href="data:text/css,a" onload=JS>',
    '<style>@keyframes a{}</style><p style="animation:a" onanimationstart=JS>x</p>',
    '<div><marquee onstart=JS>x</marquee></div>',
    "<script>/*\n*/JS</script>",
    "<base href='URL'><script>JS</script>",
    '<meta http-equiv=refresh content="0;url=data:text/html,x"><script>JS</script>',
    "{{7*7}}<script>JS</script>",
]  # fmt: skip
#: What loads or waits for a click, or becomes markup in another language.
OTHERS = [
    '<img src="URL">',
    '<a href="javascript:JS">klik</a>',
    "[klik](javascript:JS)",
    "![x](URL)",
    "<style>*{background:url(URL)}</style>",
    '" onmouseover="JS',
    "' onfocus='JS' autofocus='",
    "$x$ \\(\\href{javascript:JS}{x}\\)",
    "```mermaid\ngraph TD; A[<img src=URL onerror=JS>]\n```",
    "&lt;script&gt;JS&lt;/script&gt;",
    "{{ ''.__class__ }}{% raw %}",
]
FORMULAS = [
    "=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
    "=HYPERLINK(\"https://contoh.invalid\")", "x,=1+1", "x;=1+1", "x\t=1+1", '"=1+1', "＝1+1",
]  # fmt: skip


def payloads(url: str = "https://contoh.invalid/x") -> list[str]:
    return [
        text.replace("JS", f"parent.document.documentElement.setAttribute('{MARK}-{n}',1)").replace(
            "URL", url
        )
        for n, text in enumerate([*SCRIPTS, *OTHERS])
    ]


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Elements()
    parser.feed(page)
    parser.close()
    return parser.found


def released(texts: list[str]) -> list[display.Released]:
    """Every kind of output, every text of it a payload."""
    joined = " ".join(texts)
    frame = pd.DataFrame({"a": texts, "b": texts, "n": range(len(texts))})
    columns = [
        Column("a", texts[0], "text"),
        Column("b", joined, "text"),
        Column("n", "N", "count"),
    ]
    options = {"columns": columns, "title": joined, "notes": texts}
    return [
        release_table(frame, name="satu", **options),
        release_table(frame, name="dua", row_header=1, **options),
        release_table(frame, name="tiga", file_only=True, **options),
        display.text(*texts),
        display.reading(*texts),
        display.warning(*texts),
        display.headline(joined, texts[1], texts[2]),
    ]


def pages(texts: list[str]) -> dict[str, str]:
    """A page and an index in which every place that takes a text is given all payloads."""
    parts = released(texts)
    joined = " ".join(texts)
    cells = [nbformat.v4.new_markdown_cell(f"# {texts[0]} Judul\n\n" + "\n\n".join(texts))]
    for part in parts:
        bundle = {"text/html": part.html, display.MIME: part.payload}
        output = nbformat.v4.new_output("display_data", data=bundle)
        cells.append(nbformat.v4.new_code_cell("", outputs=[output]))
    notebook = nbformat.v4.new_notebook(cells=cells)
    context = {
        "periode": "2025", "keadaan": "31 Desember 2025", "edisi": "pokja", "peringatan": joined, "versi_kode": texts[3],
        "sidik_masukan": texts[4], "sidik_paket": texts[5],
        "instansi": dict.fromkeys(("pemerintah", "kabupaten", "perangkat_daerah", "singkatan"), joined),
    }  # fmt: skip
    shown = collect_outputs(notebook.cells, notebook="01_a")
    content = read_content(notebook, shown, name="01_a")
    title, page = content.title, render_page(content, context=context)
    account = dict.fromkeys(("baris_masuk", "dipakai", "karantina", "gabung", "bukan_data"), 1)
    index = render_portal(
        context=context,
        pages=[
            {
                "tautan": "01_a.html",
                "judul": title,
                "ringkas": joined,
                "kelompok": joined,
                "tabel": shown.tables,
            }
        ],
        headlines=[{"label": t, "value": t, "note": t, "tautan": "01_a.html"} for t in texts],
        skipped=[{"judul": t, "alasan": t} for t in texts],
        row_account=[{"berkas": t, "lembar": t, **account} for t in texts],
        inputs={"berkas": [{"berkas": t, "sha256": "ab" * 32} for t in texts]},
        last_year=Section(
            "Apa yang berubah sejak tahun lalu",
            (parts[0].html,),
            ({"name": "satu", "title": joined},),
            {"periode": "2024", "terbitan": None},
        ),
    )
    return {"01_a.html": page, "index.html": index}


def assert_inert(page: str) -> None:
    for tag, attributes in elements(page):
        assert tag not in {"script", "iframe", "object", "embed", "base", "link", "form", "math",
                           "svg", "video", "audio", "details", "marquee"}  # fmt: skip
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert MARK not in name
            plain = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name in ("href", "src", "action", "formaction", "data", "srcdoc", "style"):
                assert not plain.startswith(("javascript:", "data:text", "vbscript:"))
                assert "url(" not in plain
    assert find_problems(page) == []


def test_there_are_enough():
    assert len(SCRIPTS) >= 48
    assert len({*SCRIPTS, *OTHERS}) == len(SCRIPTS) + len(OTHERS)


def test_no_place_of_a_page_turns_a_text_into_markup():
    texts = payloads()
    for name, page in pages(texts).items():
        assert_inert(page)
        shown = html.unescape(re.sub(r"<[^<>]*>", "", page))
        for text in texts:
            assert "".join(text.split()) in "".join(shown.split()), (name, text)


@pytest.mark.parametrize("text", [*payloads(), *FORMULAS])
def test_no_text_becomes_a_formula_in_a_shared_table(text, tmp_path):
    columns = [
        {"name": "a", "label": text, "kind": "text"},
        {"name": "n", "label": "N", "kind": "count"},
    ]
    table = {
        "name": "t",
        "title": text,
        "columns": columns,
        "rows": [[text, -1], ["x", 2]],
        "notes": [text],
    }
    data = format_csv(table)
    for separator in (";", ","):
        lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator)
        for cell in (cell for line in lines for cell in line):
            bare = cell.lstrip(" ")
            assert not bare.startswith(("=", "+", "@", "\t", "\r", "\n", "＝")), cell
            assert not bare.startswith("-") or bare.split(";")[0] == "-1"
    write_workbook([table], tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        sheets = "".join(book.read(n).decode() for n in book.namelist() if "worksheets" in n)
        parts = " ".join(book.namelist())
    assert "<f" not in sheets.replace("<f>", "<f").replace("<fo", "")
    assert "hyperlink" not in sheets
    assert not re.search("comments|external|vba|drawing|customXml|printerSettings", parts)


@pytest.fixture
def server():
    """An address on this machine that counts who asks."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as one:
        thread = threading.Thread(target=one.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{one.server_port}/x", asked
        one.shutdown()
        thread.join()


def dump(path, profile) -> str:
    """The page as the browser has it after five seconds of its own time."""
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000",
        "--no-first-run", "--disable-background-networking", f"--user-data-dir={profile}",
        "--dump-dom", path.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert "</html>" in done.stdout
    return done.stdout


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")
def test_in_chromium_the_scripts_run_in_a_bare_page_and_nowhere_in_ours(tmp_path, server):
    url, asked = server
    texts = payloads(url)
    frames = "".join(f"<iframe srcdoc='{html.escape(t, quote=True)}'></iframe>" for t in texts)
    bare = tmp_path / "telanjang.html"
    bare.write_text(f"<!DOCTYPE html><html><body>{frames}</body></html>", encoding="utf-8")
    seen = dump(bare, tmp_path / "profil")
    alive = {n for n in range(len(texts)) if f'{MARK}-{n}="' in seen}
    assert len(alive) >= 38, sorted(set(range(len(SCRIPTS))) - alive)
    assert asked
    asked.clear()
    for name, page in pages(texts).items():
        path = tmp_path / name
        path.write_text(page, encoding="utf-8")
        tag = re.search(r"<html[^>]*>", dump(path, tmp_path / "profil"))[0]
        assert MARK not in tag
    assert asked == []


@pytest.mark.notebook
@pytest.mark.slow
def test_payloads_in_raw_files_and_settings_reach_the_report_as_text(tmp_path):
    texts = [t for t in payloads() if "\n" not in t and "\t" not in t][:38]
    write_raw(
        simulate(size=200, years=(2025,), seed=5), tmp_path / "data/raw", dirt=0, layout="parquet"
    )
    planted = []
    for path in sorted((tmp_path / "data/raw/2025").glob("*.parquet")):
        frame = pd.read_parquet(path)
        for column in ("UNOR NAMA", "UNOR INDUK NAMA", "JABATAN NAMA", "namaDiklat", "namaKursus"):
            if column in frame:
                frame[column] = [texts[i % len(texts)] for i in range(len(frame))]
                planted.append(column)
        frame.to_parquet(path)
    assert len(planted) >= 3
    own = {"instansi": {"kabupaten": texts[0], "pemerintah": texts[5], "singkatan": texts[20]},
           "profil": {"label_pria": f"Pria{texts[0]}", "label_wanita": f"Wanita{texts[19]}"}}  # fmt: skip
    config = Config(**own)
    build_periode(tmp_path, Periode(2025), config=config)
    index = run_report(tmp_path, Periode(2025), edition="internal", config=config)
    for path in sorted(index.parent.glob("*.html")):
        assert_inert(path.read_text(encoding="utf-8"))
        if CHROMIUM:
            tag = re.search(r"<html[^>]*>", dump(path, tmp_path / "profil"))[0]
            assert MARK not in tag, path.name
    assert "&lt;script&gt;" in index.read_text(encoding="utf-8")
    for path in index.parent.glob("tabel/*.csv"):
        for line in csv.reader(
            io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"
        ):
            assert not [c for c in line if c.startswith(("=", "+", "@", "\t", "\r"))]
    assert provenance.digest_file(index)
