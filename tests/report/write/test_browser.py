"""Printing with a stand-in for the browser; a real one prints in tests/browser/test_pdf.py."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

from pug_analysis.errors import ReportError, UsageError
from pug_analysis.report.write import browser

DAY = dt.date(2025, 6, 30)
PDF = (
    b"%PDF-1.4\n<</CreationDate (D:20261122061257+00'00')\n/ModDate (D:20261122061257+00'00')>>\n"
    b"/MediaBox [0 0 594.95996 841.91998] /StructTreeRoot\n%%EOF"
)
HTML = (
    '<a href="#isi">a</a><a class="x" href="manifest.json">b</a><a href="../x/y.html">c</a>'
    '<a href="https://contoh.invalid/">d</a>'
)
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script for sh")


@pytest.fixture
def folder(tmp_path):
    staged = tmp_path / "terbit"
    staged.mkdir()
    for name in ("01_a.html", "index.html"):
        (staged / name).write_text(HTML, encoding="utf-8")
    (staged / "tabel.xlsx").write_bytes(b"x")
    return staged


def stand_in(tmp_path: Path, pdf: bytes, script: str = "") -> str:
    """A program that answers like a browser, and keeps what it was told and given."""
    (tmp_path / "isi.pdf").write_bytes(pdf)
    program = tmp_path / "chromium"
    program.write_text(
        f"""#!/bin/sh
for one in "$@"; do case "$one" in
  --print-to-pdf=*) target="${{one#*=}}" ;;
  file:*) cp "${{one#file://}}" "{tmp_path}/" ;;
esac; done
echo "$TZ $@" >> "{tmp_path}/perintah"
{script or f'cp "{tmp_path}/isi.pdf" "$target"'}
"""
    )
    program.chmod(0o755)
    return str(program)


@posix
def test_every_page_gets_a_pdf_of_the_day_of_the_report(folder, tmp_path):
    made = browser.print_pages(folder, DAY, tmp_path / "cetak", browser=stand_in(tmp_path, PDF))
    assert [p.name for p in made] == ["01_a.pdf", "index.pdf"]
    for path in made:
        data = path.read_bytes()
        assert data == PDF.replace(b"20261122061257", b"20250630000000")
    told = (tmp_path / "perintah").read_text().splitlines()
    assert len(told) == 2
    assert all(line.startswith("UTC --headless ") and "NOTFOUND" in line for line in told)


@posix
def test_only_links_that_lead_anywhere_from_paper_are_printed(folder, tmp_path):
    browser.print_pages(folder, DAY, tmp_path / "cetak", browser=stand_in(tmp_path, PDF))
    assert (tmp_path / "01_a.html").read_text() == (
        '<a href="#isi">a</a><a class="x">b</a><a>c</a><a href="https://contoh.invalid/">d</a>'
    )
    assert (folder / "01_a.html").read_text() == HTML


@posix
@pytest.mark.parametrize(
    ("pdf", "script"),
    [
        (PDF[:-5], ""),
        (PDF.replace(b"/StructTreeRoot", b""), ""),
        (PDF.replace(b"594.95996 841.91998", b"612 792"), ""),
        (PDF.replace(b"CreationDate", b"Date"), ""),
        (PDF, "exit 1"),
    ],
    ids=["cut", "not tagged", "letter", "no date", "no file"],
)
def test_a_pdf_that_is_not_whole_tagged_and_a4_stops_the_report(folder, tmp_path, pdf, script):
    program = stand_in(tmp_path, pdf, script)
    with pytest.raises(ReportError, match=r"Halaman 01_a\.html tidak dapat dicetak.*--pdf"):
        browser.print_pages(folder, DAY, tmp_path / "cetak", browser=program)


@posix
def test_a_browser_that_never_ends_is_ended(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(browser, "_SECONDS", 0.2)
    with pytest.raises(ReportError, match="tidak dapat dicetak"):
        browser.print_pages(
            folder, DAY, tmp_path / "cetak", browser=stand_in(tmp_path, PDF, "exec sleep 60")
        )


@posix
def test_a_browser_is_found_on_the_search_path_or_where_windows_has_it(tmp_path):
    program = stand_in(tmp_path, PDF)
    assert browser.find_browser({"PATH": str(tmp_path)}) == program
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    assert browser.find_browser({"PATH": "", "PROGRAMFILES(X86)": str(tmp_path)}) == str(edge)


def test_without_a_browser_the_remedy_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(browser, "_MACOS", ())
    with pytest.raises(UsageError, match=r"tidak satu pun ditemukan.*apt install chromium.*Cetak"):
        browser.find_browser({"PATH": str(tmp_path)})
