"""One notebook in a process of its own: what it made comes back, or why it made nothing."""

from __future__ import annotations

import pytest

from pug_analysis.config import Config
from pug_analysis.report.execute.endings import Failed
from pug_analysis.report.execute.jobs import Job
from pug_analysis.report.execute.worker import make_page, run_job
from pug_analysis.report.write.made import Content, Made
from pug_analysis.report.write.provenance import page_context
from pug_analysis.terms.kalender import Periode


@pytest.fixture
def job(tmp_path, toys):
    processed = toys.write_processed(tmp_path)
    context = page_context(
        Periode(2025), "pokja", config=Config(), processed=processed, pdf=False, warnings=[]
    )

    def of(cells):
        path = toys.write_notebook(tmp_path / "{a} é" / "01_a.ipynb", cells)
        given = {"year": 2025, "semester": 2, "workspace": str(tmp_path), "edition": "pokja"}
        page, rest = str(tmp_path / "01_a.html"), (str(tmp_path / "r"), str(tmp_path / "l"))
        return Job("01_a", str(path), page, *rest, given, 60, context)

    return of


def test_the_page_of_what_was_made_says_its_content(job, tmp_path, toys):
    made = Made(Content("Judul <A>", ["<p>isi</p>"], []), [], [], [], {}, read=None)
    size = make_page(job([toys.markdown("# A")]), made)
    page = (tmp_path / "01_a.html").read_bytes()
    assert len(page) == size
    assert b"<p>isi</p>" in page
    assert "Judul &lt;A&gt;" in page.decode()


@pytest.mark.notebook
def test_released_outputs_come_back_and_the_place_of_a_failure(job, toys):
    made = run_job(job(toys.good_cells()), sockets=None)
    assert (made.content.title, [t["name"] for t in made.tables]) == ("Profil ASN", ["profil"])
    assert made.size > 0
    assert made.seconds[0] > 0
    cells = [toys.markdown("# A"), toys.code(toys.DEFAULTS, "parameters")]
    failed = run_job(job([*cells, toys.code("1"), toys.code("{}['Budi']")]), sockets=None)
    assert failed == Failed("gagal", 3, "KeyError", None, "")
