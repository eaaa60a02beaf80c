"""The report of what agencies have added up: its pages, by the command that makes them."""

from __future__ import annotations

import pytest

from pug_analysis.cli import main
from pug_analysis.release.teks import texts

pytestmark = [pytest.mark.slow, pytest.mark.notebook]


@pytest.fixture(scope="module")
def report(merged):
    with pytest.MonkeyPatch.context() as patch:
        words = ["report", str(merged.year), "--pooled", "-w", str(merged.workspace)]
        patch.setattr("sys.argv", ["pug-analysis", *words])
        with pytest.raises(SystemExit) as stop:
            main()
    assert not stop.value.code
    return {
        page.parent.name: page.parent
        for page in (merged.workspace / "reports").rglob("01_profil.html")
    }


@pytest.mark.parametrize("edition", ["internal", "pokja"])
def test_every_table_that_a_page_speaks_of_is_in_the_merged_report(
    report, edition, check_references
):
    assert {"Tabel 4.1", "Tabel 2.1", "Tabel 3.7"} <= check_references(report[edition])


def test_a_merged_report_holds_the_displays_that_say_so(report):
    """What ``gabungan`` says in the texts and what the pages show are the same."""
    folder = report["internal"]
    pages = {path.stem[3:] for path in folder.glob("[0-9]*.html")}
    said = {
        entry.name
        for entry in texts().entries.values()
        if entry.pooled and entry.display == "tabel" and entry.page in pages
    }
    shown = {path.stem for path in (folder / "tabel").glob("*.csv")}
    assert said == {name for name in shown if not name.startswith("asal_usul_")}
