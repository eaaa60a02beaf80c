"""PDF files as ``pug-analysis report --pdf`` prints them, with the browser of this machine."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from pypdf import PdfReader

from pug_analysis.report.gate.layers import read_layers
from pug_analysis.report.write import browser as printing

pytestmark = pytest.mark.browser


def test_a_pdf_holds_all_of_its_page_and_nothing_of_the_machine_in_the_same_bytes(
    browser, folder, tmp_path, monkeypatch
):
    page = (folder / "01_besar.html").read_bytes()
    made = []
    for place, zone in (("satu", "UTC"), ("dua dengan spasi", "Asia/Jayapura")):
        monkeypatch.setenv("TZ", zone)
        (tmp_path / place).mkdir()
        (tmp_path / place / "01_besar.html").write_bytes(page)
        made += printing.print_pages(
            tmp_path / place, dt.date(2025, 6, 30), tmp_path / f"cetak {place}",
            browser=printing.find_browser(),
        )  # fmt: skip
    data = made[0].read_bytes()
    assert data == made[1].read_bytes()
    reader = PdfReader(io.BytesIO(data))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for number in range(1, 21):
        assert text.count(f"Tabel {number}. Contoh") == 1
        assert text.count(f"Gambar {number}. Contoh") == 1
    assert text.count("Penataan Ruang bagian 14") == 20
    assert len(re.findall(rb"/Subtype /Image", data)) >= 20
    assert set(reader.metadata) == {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
    assert reader.metadata["/Creator"] == "pug-analysis"
    assert reader.metadata["/CreationDate"] == "D:20250630000000+00'00'"
    assert reader.trailer["/Root"]["/Lang"] == "id"
    everything = "\n".join(layer.text for layer in read_layers(data))
    for own in (str(tmp_path), "file:", "Linux", "Chrome"):
        assert own not in everything
    # A date of printing; a length or an offset may hold the same digits.
    today = dt.date.today().year
    assert not re.search(rf"\bD:{today}|\b{today}-\d\d-\d\d", everything)
