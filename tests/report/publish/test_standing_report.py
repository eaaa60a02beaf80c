"""What is published stays when only some pages are asked for, or the command says why it cannot."""

from __future__ import annotations

import json
import shutil

import pytest

from pug_analysis.config import Config
from pug_analysis.errors import ReportError, UsageError
from pug_analysis.report import run_report
from pug_analysis.report.command import Request, make_reports
from pug_analysis.report.plan.parameters import Typed
from pug_analysis.report.plan.run_options import RunOptions
from pug_analysis.report.publish.standing_report import describe_gone, list_published, read_standing
from pug_analysis.report.timings import Timings
from pug_analysis.terms.kalender import Periode

NOW = Periode(2025)
SHOW = "from pug_analysis.release.display import headline, text\n"


def write_pages(folder, toys, **words: str):
    """Pages that say a word of a parameter of their own, and one that sums them up."""
    for name, word in words.items():
        source = f"{toys.DEFAULTS}\nkata: str = '{word}'  # {name}"
        cells = [toys.markdown(f"# {name}"), toys.code(source, "parameters")]
        cells += [toys.code(SHOW + f"text(kata)\nheadline('{name}', kata, '-')")]
        toys.write_notebook(folder / f"{name[1:]}.ipynb", cells)
    source = f'{toys.DEFAULTS}\ntabel: str = ""'
    summary = "from pug_analysis.release.terbitan import read_headlines\n"
    summary += SHOW + "text('Kartu: ' + ', '.join(read_headlines(tabel)['value']))"
    cells = [toys.markdown("# R"), toys.code(source, "parameters"), toys.code(summary)]
    toys.write_notebook(folder / "00_ringkasan.ipynb", cells, sesudah=True)


def report(workspace, **options):
    """Return the names that ran and the published pages."""
    clock = Timings()
    index = run_report(workspace, NOW, edition="pokja", config=Config(), timings=clock,
                       options=RunOptions(**{"reuse_results": True} | options))  # fmt: skip
    pages = {p.stem: p.read_text(encoding="utf-8") for p in index.parent.glob("*.html")}
    return sorted(name for name, _, _ in clock.pages), pages


@pytest.fixture(scope="module")
def published(tmp_path_factory, toys):
    workspace = tmp_path_factory.mktemp("terbit")
    toys.write_processed(workspace)
    write_pages(workspace / "notebooks", toys, _01_satu="pertama", _02_dua="kedua")
    report(workspace, parameters={"dua.kata": "lain"})
    return workspace


@pytest.fixture
def copy(published, tmp_path):
    return shutil.copytree(published, tmp_path / "salinan")


def manifest(workspace) -> dict:
    path = workspace / "reports" / "2025" / "pokja" / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.notebook
class TestOnly:
    def test_the_other_pages_stay_with_their_own_parameters(self, copy):
        before = (copy / "reports/2025/pokja/02_dua.html").read_text(encoding="utf-8")
        ran, pages = report(copy, only=("satu",), parameters={"kata": "baru"})
        # the summary quotes the page that changed
        assert ran == ["00_ringkasan", "01_satu"]
        assert set(pages) == {"index", "00_ringkasan", "01_satu", "02_dua"}
        assert "Kartu: baru, lain" in pages["00_ringkasan"]
        assert pages["02_dua"] == before
        assert manifest(copy)["parameter"]["02_dua"]["kata"] == "lain"
        assert manifest(copy)["dilewati"] == []

    def test_they_stay_also_where_everything_asked_for_is_made_anew(self, copy):
        ran, pages = report(copy, only=("satu",), reuse_results=False)
        assert ran == ["00_ringkasan", "01_satu"]
        assert "lain" in pages["02_dua"]

    def test_a_page_that_would_change_is_no_page_that_stays(self, copy):
        path = copy / "notebooks" / "02_dua.ipynb"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("text(kata)", "text(kata + '!')"), encoding="utf-8")
        before = manifest(copy)
        with pytest.raises(ReportError, match=r"tidak dapat dipertahankan: 02_dua\. .*--replace"):
            report(copy, only=("satu",))
        assert manifest(copy) == before
        ran, pages = report(copy, only=("satu",), replace=True)
        assert ran == []
        assert set(pages) == {"index", "01_satu"}

    def test_a_page_whose_results_were_not_kept_cannot_stay(self, copy):
        shutil.rmtree(copy / ".pug" / "simpanan")
        with pytest.raises(ReportError, match="tidak dapat dipertahankan: 02_dua"):
            report(copy, only=("satu",))

    def test_a_page_without_a_notebook_cannot_stay(self, copy):
        (copy / "notebooks" / "02_dua.ipynb").unlink()
        with pytest.raises(
            ReportError, match=r"Halaman 02_dua tidak dapat dipertahankan: notebooknya"
        ):
            report(copy, only=("satu",))
        assert report(copy)[0] == ["00_ringkasan"]  # all pages that there are

    def test_without_a_manifest_nothing_is_known_of_the_others(self, copy):
        (copy / "reports/2025/pokja/manifest.json").write_text("{")
        with pytest.raises(ReportError, match=r"manifest.json .* tidak terbaca.*--replace"):
            report(copy, only=("satu",))
        # nor which of its tables were protected
        with pytest.raises(ReportError, match="reports/2025/pokja rusak atau diubah"):
            report(copy, only=("satu",), replace=True)
        shutil.rmtree(copy / "reports/2025/pokja")
        assert set(report(copy, only=("satu",))[1]) == {"index", "01_satu"}

    def test_pages_are_added_one_after_the_other(self, copy):
        shutil.rmtree(copy / "reports")
        assert set(report(copy, only=("dua",))[1]) == {"index", "02_dua"}
        assert set(report(copy, only=("satu",))[1]) == {"index", "01_satu", "02_dua"}


def test_nothing_stands_where_nothing_was_published(tmp_path):
    assert read_standing(tmp_path, NOW, "pokja") == {}
    assert list_published(tmp_path, NOW, "pokja") == {}


def test_what_is_gone_is_told_with_the_reason():
    before = {"01_a": "", "02_b": "", "03_c": "Tidak ada datanya.", "04_d": "", "01_a.pdf": ""}
    after = {"01_a": "", "02_b": "Belum ada datanya.", "03_c": ""}
    assert describe_gone(before, after, NOW, "pokja") == [
        "Laporan 2025 edisi pokja: halaman 02_b tidak terbit lagi. Belum ada datanya.",
        "Laporan 2025 edisi pokja: halaman 04_d tidak terbit lagi. Notebooknya tidak ada lagi.",
        "Laporan 2025 edisi pokja: berkas PDF tidak terbit lagi; pakai --pdf untuk mencetaknya.",
    ]
    assert describe_gone(after, after, NOW, "pokja") == []


def test_replace_without_only_is_refused(tmp_path):
    request = Request(2025, None, ("pokja",), replace=True, parameters={"a": Typed("1")})
    with pytest.raises(UsageError, match="--replace hanya bermakna bersama --only"):
        make_reports(tmp_path, request, timings=Timings())
    assert not any(tmp_path.iterdir())
