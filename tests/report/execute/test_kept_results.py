"""Only what something changed for runs again, and nobody can tell from the bytes."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest

from pug_analysis.config import read_config
from pug_analysis.ingest import build_periode
from pug_analysis.report import Timings, run_report, verify_report
from pug_analysis.report.execute import kept_results
from pug_analysis.report.plan.run_options import RunOptions
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

pytestmark = pytest.mark.notebook

NOW = Periode(2025)
OPEN = "import pug_analysis as pug\ndata = pug.load(year, semester=semester, workspace=workspace, edition=edition)"
SHOW = "from pug_analysis.release.display import headline, text\n"
#: What each toy reads: the history of ranks, a register, the series, the settings, who knows what.
TOYS = {
    "01_golongan": "text(f'{len(data.tables[\"golongan\"])} baris')",
    "02_register": "text(f'{len(data.tables[\"sk_pug\"])} SK')",
    "03_deret": "from pug_analysis.careers import load_series\ntext(f'{[len(d.snapshot) for d in load_series(data)]}')",
    "04_setelan": "from pug_analysis.pages.kualitas import kualitas_show\nkualitas_show.peringatan(data)\ntext(data.config.instansi.kabupaten)",
    "05_asing": "import os\ntext('asing')",
}
SUMMARY = (
    "from pug_analysis.release.terbitan import read_headlines\n"
    "text(', '.join(read_headlines(tabel)['value']))"
)


def write_toys(folder, toys):
    for name, source in TOYS.items():
        cells = [
            toys.markdown(f"# {name}"),
            toys.code(toys.DEFAULTS, "parameters"),
            toys.code(OPEN),
        ]
        cells += [toys.code(SHOW + source), toys.code(f"headline('{name}', str(data.year), '-')")]
        toys.write_notebook(folder / f"{name}.ipynb", cells)
    parameters = toys.DEFAULTS + '\ntabel: str = ""'
    cells = [
        toys.markdown("# Ringkasan"),
        toys.code(parameters, "parameters"),
        toys.code(SHOW + SUMMARY),
    ]
    toys.write_notebook(folder / "00_ringkasan.ipynb", cells, sesudah=True)


@pytest.fixture(scope="module")
def published(tmp_path_factory, toys):
    """A small regency of two years with a published report of toys."""
    workspace = tmp_path_factory.mktemp("pakai-ulang")
    regency = simulate(size=60, years=(2024, 2025), seed=4)
    write_raw(regency, workspace / "data" / "raw", dirt=0, layout="csv")
    for periode in (Periode(2024), NOW):
        build_periode(workspace, periode, config=read_config(workspace))
    write_toys(workspace / "notebooks", toys)
    report(workspace, reuse_results=False)
    return workspace


@pytest.fixture
def copy(published, tmp_path):
    return shutil.copytree(published, tmp_path / "salinan")


def report(workspace, **options):
    """Return the names that ran, and the bytes of the published folder."""
    clock = Timings()
    options = {"reuse_results": True} | options
    index = run_report(
        workspace,
        NOW,
        edition="pokja",
        config=read_config(workspace),
        timings=clock,
        options=RunOptions(**options),
    )
    ran = [name[:2] for name, _, _ in clock.pages]
    assert sorted([*ran, *(name[:2] for name in clock.reused)]) == [
        "00",
        "01",
        "02",
        "03",
        "04",
        "05",
    ]
    return ran, {
        p.relative_to(index.parent).as_posix(): p.read_bytes()
        for p in sorted(index.parent.rglob("*")) if p.is_file()
    }  # fmt: skip


def change_table(workspace, name, periode=NOW):
    """Take the last row of a processed table away."""
    path = workspace / "data" / "processed" / periode.name / f"{name}.parquet"
    pd.read_parquet(path).iloc[:-1].to_parquet(path)


def change_account(workspace, **counts):
    """Let more rows have been read of every file, and some of them quarantined."""
    path = workspace / "data" / "processed" / "2025" / "neraca.parquet"
    table = pd.read_parquet(path)
    table.assign(baris_masuk=table["baris_masuk"] + 1, **counts).to_parquet(path)


def edit(workspace, name, old, new):
    path = workspace / "notebooks" / f"{name}.ipynb"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def check(workspace, wanted):
    """What ran is as wanted, and the folder is that of a run from nothing."""
    ran, files = report(workspace)
    assert ran == wanted
    every, again = report(workspace, reuse_results=False)
    assert every == ["00", "01", "02", "03", "04", "05"]
    assert [name for name in files | again if files.get(name) != again.get(name)] == []


class TestWhatRuns:
    def test_who_reads_a_changed_table(self, copy):
        assert report(copy)[0] == ["05"]  # of which nothing is known
        change_table(copy, "sk_pug")
        assert report(copy)[0] == ["02", "05"]
        change_account(copy, karantina=0)
        assert report(copy)[0] == ["05"]
        change_table(copy, "golongan")
        change_account(copy, karantina=20)
        check(copy, ["01", "04", "05"])  # now pages warn

    def test_a_changed_notebook_and_the_summary_of_what_it_released(self, copy):
        edit(copy, "01_golongan", "baris", "lajur")
        assert report(copy)[0] == ["01", "05"]  # the summary is made from its key figure
        edit(copy, "01_golongan", "str(data.year)", "'baru'")
        check(copy, ["00", "01", "05"])

    def test_who_reads_the_series_where_a_period_is_gone(self, copy):
        shutil.rmtree(copy / "data" / "raw" / "2024")
        check(copy, ["00", "03", "05"])  # the summary also tells of last year

    def test_all_where_settings_or_staff_changed(self, copy):
        (copy / "pug.toml").write_text('[instansi]\nkabupaten = "Kabupaten Lain"\n')
        assert report(copy)[0] == ["00", "01", "02", "03", "04", "05"]
        change_table(copy, "pegawai")  # one person less, whom a shared edition would give away
        assert report(copy, never_shared=True)[0] == ["00", "01", "02", "03", "04", "05"]

    def test_the_digest_of_the_raw_files_is_new_on_every_page(self, copy):
        raw = next((copy / "data" / "raw" / "2025").glob("*.csv"))
        raw.write_bytes(raw.read_bytes() + b"\r\n")
        build_periode(copy, NOW, config=read_config(copy))
        before = (copy / "reports/2025/pokja/02_register.html").read_bytes()
        ran, files = report(copy)
        assert "02" not in ran
        assert files["02_register.html"] != before
        assert report(copy, reuse_results=False)[1] == files

    def test_another_parameter_is_another_result(self, published):
        notebook = next(iter(_plan(published).notebooks))
        shelf = _shelf(published)
        one, other = ({"year": 2025, "batas": batas} for batas in (1, 2))
        assert kept_results.digest_notebook(shelf, notebook, one) != kept_results.digest_notebook(
            shelf, notebook, other
        )


def _plan(workspace):
    from pug_analysis.report.plan.plan import make_plan

    options = {"edition": "pokja", "folder": workspace / "notebooks", "only": (), "given": {}}
    return make_plan(workspace, NOW, **options)


def _shelf(workspace):
    return kept_results.open_shelf(
        workspace, NOW, "pokja", config=read_config(workspace), earlier=(Periode(2024),), use=True
    )


class TestKept:
    def file(self, workspace):
        return workspace / ".pug" / "simpanan" / "2025-pokja" / "01_golongan.json"

    def test_for_the_owner_alone_and_of_the_newest_run_alone(self, copy):
        folder = self.file(copy).parent
        assert {p.stem[:2] for p in folder.iterdir()} == {"00", "01", "02", "03", "04"}
        assert all(
            p.stat().st_mode & 0o077 == 0 for p in [folder, folder.parent, *folder.iterdir()]
        )
        (folder / "99_lama.json").write_text("{}")
        gone = folder.with_name("2019-pokja")
        gone.mkdir()
        report(copy)
        assert not gone.exists()
        assert not (folder / "99_lama.json").exists()

    def test_it_tells_which_tables_were_read(self, published):
        assert set(json.loads(self.file(published).read_text())["dibaca"]) == {
            "2025/pegawai", "2025/golongan"
        }  # fmt: skip
        series = self.file(published).with_name("03_deret.json")
        assert set(json.loads(series.read_text())["dibaca"]) == {
            "2025/pegawai", "2024/pegawai", "deret"
        }  # fmt: skip

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda text: "",
            lambda text: text[: len(text) // 2],
            lambda text: "null",
            lambda text: text.replace("baris", "basah"),
            lambda text: json.dumps(json.loads(text) | {"dibaca": {}, "sidik": "x"}),
        ],
    )
    def test_what_is_not_whole_is_not_taken(self, copy, spoil):
        path = self.file(copy)
        path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
        plan, shelf = _plan(copy), _shelf(copy)
        notebook = next(n for n in plan.notebooks if n.name == "01_golongan")
        given = {"year": 2025, "semester": 2, "edition": "pokja"}
        digest = kept_results.digest_notebook(shelf, notebook, given)
        assert kept_results.find_result(shelf, "01_golongan", digest) is None
        whole = kept_results.find_result(shelf, "02_register", kept_results.digest_notebook(
            shelf, next(n for n in plan.notebooks if n.name == "02_register"), given
        ))  # fmt: skip
        assert whole.content.title == "02_register"

    def test_verification_never_takes_it(self, copy):
        path = self.file(copy)
        entry = json.loads(path.read_text(encoding="utf-8"))
        entry["hasil"]["judul"] = "Diubah"
        entry["sidik"] = kept_results._digest(entry["hasil"])
        path.write_text(json.dumps(entry), encoding="utf-8")
        assert verify_report(copy, NOW, edition="pokja") is None
        assert b"<h1>Diubah</h1>" in report(copy)[1]["01_golongan.html"]  # else this tested nothing

    def test_a_run_that_fails_keeps_nothing(self, copy):
        before = self.file(copy).read_bytes()
        edit(copy, "01_golongan", "str(data.year)", "'baru'")
        edit(copy, "02_register", "sk_pug", "tidak_ada")
        with pytest.raises(Exception, match="02_register"):
            report(copy)
        assert self.file(copy).read_bytes() == before
