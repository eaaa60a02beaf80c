"""Whole runs with kernels; each takes seconds, so several promises share one run."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile

import pytest

from pug_analysis.config import Config, Laporan
from pug_analysis.errors import ReportError, UsageError
from pug_analysis.report import RunOptions, run_report
from pug_analysis.report.execute import pool
from pug_analysis.terms.kalender import Periode

NAMES = ("01_profil", "02_rinci", "03_pensiun")


def write_good(workspace, toys):
    folder = workspace / "notebooks"
    for name in NAMES[:2]:
        toys.write_notebook(folder / f"{name}.ipynb", toys.good_cells(table_name=name[3:]))
    cells = [toys.markdown("# Pensiun"), toys.code(toys.DEFAULTS, "parameters")]
    toys.write_notebook(folder / "03_pensiun.ipynb", cells, needs=["pemberhentian"])


def read_all(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def report(workspace, **options):
    asked = {"edition": "pokja", "config": Config()}
    asked |= {name: options.pop(name) for name in ("edition", "config") if name in options}
    return run_report(workspace, Periode(2025), **asked, options=RunOptions(**options))


@pytest.fixture(scope="module")
def published(tmp_path_factory, toys):
    """One published report, its workspace and the calls of its progress."""
    workspace = tmp_path_factory.mktemp("satu")
    toys.write_processed(workspace)
    write_good(workspace, toys)
    calls = []
    index = report(workspace, progress=lambda *call: calls.append(call))
    return workspace, index.parent, calls


@pytest.mark.notebook
def test_a_report_has_its_pages_tables_figures_and_manifest(published):
    workspace, folder, calls = published
    assert folder == workspace / "reports" / "2025" / "pokja"
    assert sorted(read_all(folder)) == [
        "01_profil.html", "02_rinci.html", "gambar/gambar_profil.png", "gambar/gambar_rinci.png",
        "index.html", "laporan-2025-pokja.zip", "manifest.json", "tabel.xlsx", "tabel/profil.csv",
        "tabel/rinci.csv",
    ]  # fmt: skip
    assert sorted(name for name, _, _ in calls) == list(NAMES[:2])
    assert [call[1:] for call in calls] == [(1, 2), (2, 2)]


@pytest.mark.notebook
def test_what_fell_stands_on_every_page_and_the_index(tmp_path, toys, monkeypatch):
    said = "PPPK ada pada 2024 <dan> sekarang tidak ada."
    monkeypatch.setattr("pug_analysis.report.draft.list_warnings", lambda *_, **__: [said])
    toys.write_processed(tmp_path)
    write_good(tmp_path, toys)
    folder = report(tmp_path).parent
    for page in (*NAMES[:2], "index"):
        html = (folder / f"{page}.html").read_text(encoding="utf-8")
        assert "<p>PPPK ada pada 2024 &lt;dan&gt; sekarang tidak ada.</p>" in html


@pytest.mark.notebook
def test_only_released_outputs_reach_the_page_and_the_rest_is_counted(published):
    workspace, folder, _ = published
    html = (folder / "01_profil.html").read_text(encoding="utf-8")
    for text in ("BOCOR", "display(", "<script", str(workspace)):
        assert text not in html
    assert "th 2025" in html
    assert "pug-peringatan pug-edisi" not in html
    log = workspace / ".pug" / "log" / "2025" / "pokja"
    assert json.loads((log / "catatan.json").read_text())["01_profil"]["ditahan"] == {
        "execute_result": 1,
        "stream:stderr": 2,
        "stream:stdout": 1,
    }
    assert log.stat().st_mode & 0o077 == 0
    assert list((workspace / ".pug" / "stage").iterdir()) == []


@pytest.mark.notebook
def test_the_manifest_verifies_and_names_what_was_skipped(published):
    _, folder, _ = published
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = read_all(folder)
    mail = zipfile.ZipFile(io.BytesIO(files.pop("laporan-2025-pokja.zip")))
    packed = {name.partition("/")[2]: mail.read(name) for name in mail.namelist()}
    assert packed == files
    del files["manifest.json"]
    assert manifest["keluaran"] == {k: hashlib.sha256(v).hexdigest() for k, v in files.items()}
    assert manifest["masukan"]["berkas"][0]["sha256"] == "ab" * 32
    assert manifest["neraca"][0]["dipakai"] == 1200
    assert manifest["parameter"]["01_profil"] == {
        "year": 2025,
        "semester": 2,
        "edition": "pokja",
    }
    assert [s["nama"] for s in manifest["dilewati"]] == ["03_pensiun"]
    assert "daftar pemberhentian" in (folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.notebook
@pytest.mark.parametrize("forking", [True, False])
def test_another_folder_seed_zone_and_way_of_running_give_the_same_bytes(
    published, tmp_path, toys, forking
):
    workspace = tmp_path / "folder {lain} é"
    toys.write_processed(workspace)
    write_good(workspace, toys)
    source = (
        "from pathlib import Path\nfrom pug_analysis.config import Config\n"
        "from pug_analysis.report import RunOptions, run_report\n"
        "from pug_analysis.report.execute import pool\n"
        "from pug_analysis.terms.kalender import Periode\n"
        f"pool.can_fork = lambda: {forking}\n"
        f"run_report(Path({str(workspace)!r}), Periode(2025), edition='pokja', config=Config(), options=RunOptions(jobs=1))"
    )
    # Python does not start in a plain C locale where the path of its environment has other letters
    plain = "C" if sys.prefix.isascii() else "C.UTF-8"
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Jayapura", "LC_ALL": plain}
    subprocess.run([sys.executable, "-c", source], env=environment, check=True)
    one, two = read_all(published[1]), read_all(workspace / "reports" / "2025" / "pokja")
    assert one == two


@pytest.mark.notebook
def test_failures_are_named_without_values_and_the_last_report_stays(workspace, toys):
    folder = workspace / "notebooks"
    old = workspace / "reports" / "2025" / "pokja"
    old.mkdir(parents=True)
    (old / "index.html").write_text("lama")

    def write(name, *sources):
        cells = [toys.markdown("# J"), toys.code(toys.DEFAULTS, "parameters")]
        toys.write_notebook(
            folder / f"{name}.ipynb", cells + [toys.code(source) for source in sources]
        )

    write("01_kunci", "x = 1", "{}['198503152010012003']")
    write("02_pesan", "from pug_analysis.errors import DataError\nraise DataError('bawa berkas')")
    write(
        "03_mati", "import os\nopen(f'{workspace}/jejak', 'a').write('x')\nos.kill(os.getpid(), 9)"
    )
    write("04_lama", "import time\ntime.sleep(60)")
    write("05_keluar", "import sys\nsys.exit(0)")
    write("06_baik", "open(f'{workspace}/selesai', 'w').close()")
    write("07_palsu", toys.show({"kind": "text"}, ""))
    named = "class ReportError(Exception): pass\nraise ReportError('Budi 198503152010012003')"
    write("08_nama", named)
    write(
        "09_turunan", named.replace("(Exception)", "(__import__('pug_analysis').errors.DataError)")
    )
    write(
        "10_angka",
        "from pug_analysis.errors import DataError\nraise DataError('x 6107993101990001')",
    )
    write(
        "12_tempat",
        "from pug_analysis.report.write.sheets import format_csv\nformat_csv({'Budi': 1})",
    )
    write("11_asing", "class Budi198503152010012003(Exception): pass\nraise Budi198503152010012003")
    config = Config(laporan=Laporan(batas_detik_per_sel=2))
    with pytest.raises(ReportError) as caught:
        report(workspace, config=config)
    message = str(caught.value)
    for line in (
        "- 01_kunci, sel kode 3: KeyError\n",
        "- 02_pesan, sel kode 2: DataError: bawa berkas\n",
        "- 03_mati, sel kode 2: DeadKernelError: kernel mati dua kali (mungkin memori habis)\n",
        "- 04_lama, sel kode 2: CellTimeoutError: melewati batas waktu per sel\n",
        "- 05_keluar, sel kode 2: SystemExit\n",
        "- 07_palsu: ReportError: Notebook 07_palsu: keluaran 'text' tanpa text/html.\n",
        "- 08_nama, sel kode 2: kesalahan lain\n",
        "- 09_turunan, sel kode 2: kesalahan lain\n",
        "- 10_angka, sel kode 2: DataError: x (angka disembunyikan)\n",
        "- 11_asing, sel kode 2: kesalahan lain\n",
        "- 12_tempat, sel kode 2: KeyError (pug_analysis/report/write/sheets.py:",
    ):
        assert line in message
    for value in ("1985", "Budi", "6107"):
        assert value not in message
    assert "06_baik" not in message
    assert caught.value.exit_code == 1
    assert (workspace / "jejak").read_text() == "xx"
    assert (workspace / "selesai").exists()
    assert read_all(workspace / "reports") == {"2025/pokja/index.html": b"lama"}


@pytest.mark.notebook
@pytest.mark.skipif(not pool.can_fork(), reason="there is no warm process here")
def test_without_the_warm_process_the_run_goes_on_in_the_plain_way(workspace, toys):
    kill = (
        "import os\nfrom pathlib import Path\n"
        "parent = Path(f'/proc/{os.getppid()}/stat').read_text().rpartition(')')[2].split()[1]\n"
        "command = Path(f'/proc/{parent}/cmdline').read_bytes()\n"
        "b'report.execute.warm_process' in command and os.kill(int(parent), 9)"
    )
    cells = [toys.markdown("# J"), toys.code(toys.DEFAULTS, "parameters"), toys.code(kill)]
    toys.write_notebook(workspace / "notebooks" / "01_a.ipynb", cells)
    assert report(workspace).exists()


@pytest.mark.notebook
def test_a_name_used_twice_and_an_unsafe_page_are_refused(workspace, toys):
    folder = workspace / "notebooks"
    for name in ("01_a", "02_b"):
        toys.write_notebook(folder / f"{name}.ipynb", toys.good_cells())
    with pytest.raises(ReportError, match="Nama tabel dipakai lebih dari sekali: profil"):
        report(workspace)
    unsafe = toys.show({"kind": "text"}, f"<script>1</script>{workspace}")
    cells = [toys.markdown("# J"), toys.code(toys.DEFAULTS, "parameters"), toys.code(unsafe)]
    toys.write_notebook(folder / "02_b.ipynb", cells)
    with pytest.raises(ReportError, match=r"02_b.html: elemen <script>\n- 02_b.html: jalur folder"):
        report(workspace)
    assert not (workspace / "reports" / "2025" / "pokja").exists()


def test_wrong_use_is_refused_before_anything_runs(workspace, toys, monkeypatch):
    monkeypatch.setattr(pool, "run_jobs", None)
    write_good(workspace, toys)
    with pytest.raises(UsageError, match="Edisi harus salah satu dari pokja, publik, internal"):
        report(workspace, edition="umum")
    with pytest.raises(UsageError, match=r"'marjin' tidak dikenal. Tidak ada notebook .* pug.toml"):
        report(workspace, parameters={"marjin": 1})
    for name in ("year", "01_profil.year", "profil.tabel"):
        with pytest.raises(UsageError, match=f"'{name}' ditentukan oleh perintah"):
            report(workspace, parameters={name: 2020})
    with pytest.raises(UsageError, match="'profl' tidak ada"):
        report(workspace, only=("profl",))
    with pytest.raises(ReportError, match="Tidak ada notebook yang dapat dijalankan"):
        report(workspace, only=("pensiun",))


def test_a_notebook_must_declare_what_every_report_needs(workspace, toys):
    cells = [toys.markdown("# J"), toys.code("year: int = 2025", "parameters")]
    toys.write_notebook(workspace / "notebooks" / "01_a.ipynb", cells)
    with pytest.raises(ReportError, match=r"01_a: .* harus memuat semester, workspace, edition"):
        report(workspace)


SUMMARY = (
    "from pug_analysis.release.terbitan import read_headlines, read_released\n"
    "from pug_analysis.release.display import text\n"
    "tables, cards = read_released(tabel), read_headlines(tabel)\n"
    "text('Tabel: ' + ', '.join(tables), 'Kartu: ' + ', '.join(cards['halaman']))"
)


def write_summary(workspace, toys, source=SUMMARY):
    parameters = toys.DEFAULTS + '\ntabel: str = ""  # folder tabel rilis halaman lain'
    cells = [toys.markdown("# Ringkasan"), toys.code(parameters, "parameters"), toys.code(source)]
    toys.write_notebook(workspace / "notebooks" / "00_ringkasan.ipynb", cells, sesudah=True)


class TestSummary:
    @pytest.mark.notebook
    def test_it_sees_the_others_in_their_order_whichever_was_ready_first(self, workspace, toys):
        write_good(workspace, toys)
        first = workspace / "notebooks" / "01_profil.ipynb"
        content = json.loads(first.read_text(encoding="utf-8"))
        content["cells"][-1]["source"] += "\nimport time; time.sleep(3)"
        first.write_text(json.dumps(content), encoding="utf-8")
        write_summary(workspace, toys)
        folder = report(workspace, jobs=2).parent
        page = (folder / "00_ringkasan.html").read_text(encoding="utf-8")
        assert "Kartu: 01_profil, 02_rinci" in page

    @pytest.mark.notebook
    def test_it_runs_last_and_sees_what_the_others_released(self, workspace, toys):
        write_good(workspace, toys)
        write_summary(workspace, toys)
        calls = []
        folder = report(workspace, progress=lambda *call: calls.append(call)).parent
        assert calls[-1] == ("00_ringkasan", 3, 3)
        assert {call[2] for call in calls} == {3}
        page = (folder / "00_ringkasan.html").read_text(encoding="utf-8")
        assert "Tabel: profil, rinci" in page
        assert "Kartu: 01_profil, 02_rinci" in page
        index = (folder / "index.html").read_text(encoding="utf-8")
        pages = index[index.index('<h2 id="halaman">') :]
        assert pages.index("00_ringkasan.html") < pages.index("02_rinci.html")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        assert "tabel" not in manifest["parameter"]["00_ringkasan"]
        private = str(workspace).encode()
        assert not [name for name, data in read_all(folder).items() if private in data]
        assert not list((workspace / ".pug" / "stage").rglob("*.json"))

    @pytest.mark.notebook
    def test_with_only_it_sees_only_those(self, workspace, toys):
        write_good(workspace, toys)
        write_summary(workspace, toys)
        folder = report(workspace, only=("ringkasan", "rinci")).parent
        page = (folder / "00_ringkasan.html").read_text(encoding="utf-8")
        assert "Tabel: rinci" in page
        assert "Kartu: 02_rinci" in page

    @pytest.mark.notebook
    def test_it_does_not_run_when_another_failed(self, workspace, toys):
        write_good(workspace, toys)
        write_summary(workspace, toys, "open(f'{workspace}/jejak', 'w').close()")
        cells = [toys.markdown("# J"), toys.code(toys.DEFAULTS, "parameters"), toys.code("1 / 0")]
        toys.write_notebook(workspace / "notebooks" / "05_gagal.ipynb", cells)
        with pytest.raises(ReportError, match="05_gagal") as caught:
            report(workspace)
        assert "00_ringkasan" not in str(caught.value)
        assert not (workspace / "jejak").exists()

    def test_nobody_sets_its_folder(self, workspace, toys):
        write_summary(workspace, toys)
        with pytest.raises(UsageError, match="'tabel' ditentukan oleh perintah itu sendiri"):
            report(workspace, parameters={"tabel": "/tmp"})


@pytest.mark.notebook
@pytest.mark.skipif(sys.platform == "win32", reason="there are no forks on Windows")
@pytest.mark.parametrize("short", [True, False])
def test_the_path_of_temporary_files_may_be_long(tmp_path, toys, monkeypatch, short):
    place = tmp_path / ("t" * 120)
    place.mkdir()
    workspace = tmp_path / "kerja"
    toys.write_processed(workspace)
    toys.write_notebook(workspace / "notebooks" / "01_profil.ipynb", toys.good_cells())
    monkeypatch.setenv("TMPDIR", str(place))
    warm = []
    monkeypatch.setattr(pool, "_warm", warm)
    if not short:
        # The warm process finds no place but the long one, and kernels start the plain way.
        site = tmp_path / "situs"
        site.mkdir()
        (site / "sitecustomize.py").write_text(
            "import tempfile\n"
            "make = tempfile.mkdtemp\n"
            "def only_long(suffix=None, prefix=None, dir=None):\n"
            "    if str(dir) in ('/tmp', '/var/tmp', '/dev/shm'):\n"
            "        raise PermissionError\n"
            "    return make(suffix, prefix, dir)\n"
            "tempfile.mkdtemp = only_long\n"
        )
        monkeypatch.setenv("PYTHONPATH", str(site))
    assert report(workspace).exists()
    warm.pop().close()
    assert list(place.iterdir()) == []
