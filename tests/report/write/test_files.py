"""Tables, figures and the index beside the pages; two of one name, or a page that is not sound, stop it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pug_analysis.config import Config
from pug_analysis.errors import ReportError
from pug_analysis.report.plan.plan import make_plan
from pug_analysis.report.write.files import check_pages, write_files
from pug_analysis.report.write.last_year import Section
from pug_analysis.report.write.made import Content, Made
from pug_analysis.report.write.provenance import page_context
from pug_analysis.terms.kalender import Periode

NOTHING = Section("Apa yang berubah", (), (), {"periode": "2024", "terbitan": None})


@pytest.fixture
def staged(tmp_path, toys):
    """Call ``write_files`` for one page that was made."""
    processed = toys.write_processed(tmp_path)
    toys.write_notebook(tmp_path / "notebooks" / "01_a.ipynb", toys.good_cells(), ringkas="Baris")
    toys.write_notebook(tmp_path / "notebooks" / "02_b.ipynb", toys.good_cells(), needs=["jabatan"])
    plan = make_plan(
        tmp_path, Periode(2025), edition="pokja", folder=tmp_path / "notebooks", only=(), given={}
    )
    context = page_context(
        Periode(2025), "pokja", config=Config(), processed=processed, pdf=False, warnings=[]
    )
    folder = tmp_path / "terbit"
    folder.mkdir()

    def write(**changes):
        made = Made(Content("A", [], []), [], [], [], {}, read=[])
        made = replace(made, **changes)
        options = {"context": context, "processed": processed, "last_year": NOTHING}
        write_files(folder, plan, {"01_a": made}, **options)
        return folder

    return write


def test_a_table_is_a_csv_and_a_sheet_and_a_figure_a_picture(staged, toys):
    folder = staged(tables=[toys.table("a")], figures=[toys.figure("g")])
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {"index.html", "tabel.xlsx", "tabel/a.csv", "gambar/g.png"}
    assert (folder / "gambar" / "g.png").read_bytes() == toys.png()


def test_without_tables_there_is_no_workbook(staged):
    assert [path.name for path in staged().iterdir()] == ["index.html"]


def test_two_of_one_name_would_overwrite_each_other(staged, toys):
    with pytest.raises(ReportError, match="Nama tabel dipakai lebih dari sekali: a, b"):
        staged(tables=[toys.table(name) for name in ("b", "a", "a", "c", "b")])


def test_a_card_of_a_page_that_was_not_made_links_to_its_own(staged):
    card = {"kind": "headline", "label": "L", "value": "1", "note": "-"}
    index = staged(headlines=[card | {"href_notebook": "02_b"}]) / "index.html"
    assert 'href="02_b.html"' not in index.read_text(encoding="utf-8")
    with pytest.raises(ReportError, match="kartu menunjuk notebook asing '07_x'"):
        staged(headlines=[card | {"href_notebook": "07_x"}])


def test_a_page_that_is_not_sound_is_named(tmp_path):
    (tmp_path / "01_a.html").write_text("<p><script>1</script>", encoding="utf-8")
    with pytest.raises(ReportError, match=r"- 01_a.html: "):
        check_pages(tmp_path, workspace=tmp_path)
