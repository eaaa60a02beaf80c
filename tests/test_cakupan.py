"""The coverage page is current: every row of the checklist is shown and tested, or says what it needs."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

from pug_analysis.release.teks import Entry, texts

ROOT = Path(__file__).parents[1]


def _program():
    spec = util.spec_from_file_location("cakupan", ROOT / ".ci" / "cakupan.py")
    module = util.module_from_spec(spec)
    sys.modules["cakupan"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


cakupan = _program()
ROWS = cakupan.read_rows(ROOT / "docs" / "cakupan.toml")
PAGE = cakupan.write_coverage(ROWS, texts().entries.values())
LINES = {
    cells[0]: cells[1:]
    for line in PAGE.splitlines()
    if re.match(r"\| [AB]\d\d ", line)
    for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
}


def entry(name, *rows, page="profil"):
    return Entry(name, page, "tabel", "1.1", "Judul", "B", rows=rows)


# --- the page of this package
def test_the_page_is_what_the_pages_say():
    """If this fails: make docs."""
    assert (ROOT / "docs" / "cakupan.md").read_text(encoding="utf-8") == PAGE


def test_it_is_written_by_make_docs(tmp_path):
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\ndocs:")[1].split("\n\n")[0]
    assert "$(BIN)/python .ci/cakupan.py docs/cakupan.md" in recipe
    written = tmp_path / "cakupan.md"
    subprocess.run([sys.executable, ROOT / ".ci" / "cakupan.py", written], check=True)
    assert written.read_text(encoding="utf-8") == PAGE


def test_every_row_of_the_checklist_is_there_once():
    wanted = [f"A{i:02d}" for i in range(1, 61)] + [f"B{i:02d}" for i in range(1, 29)]
    assert list(LINES) == list(ROWS) == wanted


@pytest.mark.parametrize("code", ROWS)
def test_the_row_is_shown_and_tested_or_says_what_it_needs(code):
    product, notebooks, tables, tests = LINES[code]
    assert product
    if notebooks == "–":
        assert re.match(r"butuh data dari BKDPSDM: \w", tables)
        assert tests == "–"
        return
    quoted = re.findall(r"`([^`]+)`", tests)
    assert quoted
    for name in quoted:
        path, _, function = name.partition("::")
        assert (ROOT / path).exists(), name
        assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8") or not function


def test_rows_that_the_agency_s_own_data_answer_are_built():
    core = {
        *(f"A{i:02d}" for i in range(1, 19)), "A20", "A25", "A27", "A43", "A44", "A45", "A47", "A49",
        "A52", "A54", "A60", "B01", "B03", "B04", "B08", "B15", "B16", "B18", "B23",
        *(f"A{i:02d}" for i in (21, 22, 23, 24, 26, 28, 29, 30, 31, 32, 33, 34, 35, 53, 56)),
    }  # fmt: skip
    assert not [code for code in sorted(core) if LINES[code][1] == "–"]


def test_a_line_by_hand():
    assert LINES["A10"] == [
        "Reconciliation of each block", "`01_profil`", "`profil_rekonsiliasi`",
        "`tests/pages/profil/test_profil_show.py`, `tests/pages/profil/test_profil.py`",
    ]  # fmt: skip
    assert LINES["A19"] == [
        "Survey and FGD of women ASN", "–", "butuh data dari BKDPSDM: survey answers", "–",
    ]  # fmt: skip
    assert LINES["A57"][2] == (
        "`indikator_dokumen`, `indikator_prasyarat` (as far as registered); butuh data dari BKDPSDM: "
        "drafts in progress"
    )


# --- how a line is made
def test_displays_of_several_pages_and_tests_elsewhere_stand_in_one_line():
    rows = {"A01": cakupan.Row("Profil", uji=("tests/test_end_to_end.py",))}
    page = cakupan.write_coverage(
        rows,
        [entry("profil_usia", "A01"), entry("profil_usia", "A01"), entry("profil_per_pd"),
         entry("rencana_tanda", "A01", page="rencana")],
    )  # fmt: skip
    (line,) = [one for one in page.splitlines() if one.startswith("| A01")]
    assert line == (
        "| A01 | Profil | `01_profil`, `09_rencana_aksi` | `profil_usia`, `rencana_tanda` | "
        "`tests/pages/profil/test_profil_show.py`, `tests/pages/profil/test_profil.py`, "
        "`tests/pages/rencana/test_rencana_show.py`, `tests/pages/rencana/test_rencana.py`, "
        "`tests/test_end_to_end.py` |"
    )


def test_a_row_may_lack_data_beside_what_is_shown():
    rows = {"B17": cakupan.Row("Mentor", butuh="list of mentors", catatan="said on a page")}
    page = cakupan.write_coverage(rows, [])
    assert (
        "| B17 | Mentor | – | butuh data dari BKDPSDM: list of mentors (said on a page) | – |"
        in page
    )


# --- refusals
def test_a_row_that_nothing_answers_is_refused():
    with pytest.raises(ValueError, match="no table or figure answers A02"):
        cakupan.write_coverage({"A02": cakupan.Row("Total")}, [entry("profil_usia")])


def test_a_display_that_answers_no_row_is_refused():
    with pytest.raises(
        ValueError, match=r"Tabel 1\.1 \(profil_usia\) answers A99, which is no row"
    ):
        cakupan.write_coverage({"A01": cakupan.Row("X", butuh="y")}, [entry("profil_usia", "A99")])


def test_a_row_with_an_unknown_key_is_refused(tmp_path):
    (tmp_path / "c.toml").write_text('[A01]\nproduk = "X"\nperlu = "y"\n', encoding="utf-8")
    with pytest.raises(TypeError, match="perlu"):
        cakupan.read_rows(tmp_path / "c.toml")
