"""Faults from outside: kills, full disks, locked folders. The last good report is never touched.

Production code has no hook for this: the child process counts its own file operations by an audit
hook of the interpreter and, at the n-th, kills itself and its workers, or is told by the "system"
that the disk is full. A limit on the size of files makes real writes fail, in workers and kernels too.
All points one after the other: ``benchmarks/faults.py``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.notebook,
    pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX systems"),
]

REPORT = ("report", "2025", "--edition", "internal")

CHILD = """
import errno, os, resource, signal, sys
fault, number, workspace, counted, *words = sys.argv[1:]
number, seen = int(number), 0
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

def watch(event, arguments):
    global seen
    if event not in CHANGES and event != "open":
        return
    if not isinstance(arguments[0], (str, bytes)) or workspace not in os.fsdecode(arguments[0]):
        return
    if fault == "penuh" and not (
        event in ("os.mkdir", "os.rename") or event == "open" and arguments[2] & WRITING
    ):
        return
    seen += 1
    if seen == number and fault == "bunuh":
        os.killpg(0, signal.SIGKILL)
    if seen >= number > 0 and fault == "penuh":
        raise OSError(errno.ENOSPC, "No space left on device", arguments[0])

if fault == "besar" and number:
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
sys.argv = ["pug-analysis", *words]
from pug_analysis.cli import main
sys.addaudithook(watch)
try:
    main()
finally:
    fault = "selesai"
    if counted:
        with open(counted, "w") as file:
            file.write(str(seen))
"""


#: The toys of these runs count and fit nothing: their warm process does without most of its imports.
LIGHT = """
import sys
if "pug_analysis.report.execute.warm_process" in sys.orig_argv:
    import importlib
    whole = importlib.import_module
    rooms = ("ingest", "careers", "stats", "analyses", "release", "pages")
    heavy = ("lifelines", "scipy", "seaborn", "statsmodels", *(f"pug_analysis.{r}" for r in rooms))
    importlib.import_module = lambda name, *rest: name.startswith(heavy) or whole(name, *rest)
    sys.modules.update(dict.fromkeys(("lifelines", "scipy.stats", "seaborn", "statsmodels")))
"""


class Office:
    """A built workspace with a published report, and runs on it."""

    #: What stands before a command so that another user runs it.
    user: tuple[str, ...] = ()

    def __init__(self, folder: Path, toys) -> None:
        self.folder, self.toys = folder, toys
        self.light = folder.with_name(f"{folder.name}-ringan")
        self.light.mkdir()
        (self.light / "sitecustomize.py").write_text(LIGHT)
        self.run(
            "sample",
            "--years",
            "2025",
            "--size",
            "60",
            "--dirt",
            "0",
            "--out",
            str(folder / "data/raw"),
        )
        self.write("Lama")

    def write(self, title: str, *sources: str) -> None:
        """Give the workspace one notebook; its title tells which run made a page."""
        cells = [self.toys.markdown(f"# {title}"), self.toys.code(self.toys.DEFAULTS, "parameters")]
        cells += [self.toys.code(self.toys.show(self.toys.table("uji"), "<p>Tabel uji.</p>"))]
        cells += [self.toys.code(source) for source in sources]
        self.toys.write_notebook(self.folder / "notebooks" / "01_uji.ipynb", cells)

    def start(
        self, *words: str, fault: str = "", number: int = 0, counted: str = ""
    ) -> subprocess.Popen:
        return subprocess.Popen(
            [*self.user, sys.executable, "-c", CHILD, fault, str(number), str(self.folder), counted, *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True,
            env=os.environ | {"COLUMNS": "400", "PYTHONPATH": self.search_path},
        )  # fmt: skip

    @property
    def search_path(self) -> str:
        """Where Python looks first."""
        return os.pathsep.join(filter(None, [str(self.light), os.environ.get("PYTHONPATH", "")]))

    def run(self, *words: str, **fault) -> tuple[int, str]:
        with self.start(*words, **fault) as process:
            _, told = process.communicate(timeout=120)
        assert "Traceback" not in told, told
        return process.returncode, told

    def report(self, *options: str, **fault) -> tuple[int, str]:
        return self.run(*REPORT, *options, "-w", str(self.folder), **fault)

    @property
    def published(self) -> Path:
        return self.folder / "reports" / "2025" / "internal"

    def state(self) -> dict[str, str]:
        return {
            p.relative_to(self.published).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(self.published.rglob("*")) if p.is_file()
        }  # fmt: skip

    def content(self) -> str:
        """Whose report it is, after its manifest was found true."""
        state = self.state()
        manifest = json.loads((self.published / "manifest.json").read_text(encoding="utf-8"))
        for name, digest in manifest["keluaran"].items():
            assert state[name] == digest
        return re.search(r"<h1>(.*?)</h1>", (self.published / "01_uji.html").read_text())[1]

    def left_over(self) -> list[str]:
        """What a sound run leaves besides its result; none of it may stay."""
        stage = self.folder / ".pug" / "stage"
        beside = [*self.published.parent.glob(".*"), *(self.folder / "data/processed").glob(".*")]
        return [p.name for p in [*beside, *stage.glob("*")]]


@pytest.fixture(scope="module")
def office(tmp_path_factory, toys) -> Office:
    made = Office(tmp_path_factory.mktemp("kantor"), toys)
    code, told = made.report()
    assert code == 0, told
    assert made.content() == "Lama"
    return made


def count_operations(office: Office, tmp_path: Path, fault: str) -> int:
    """Publish the report "Lama" once more and count the operations of the run."""
    office.write("Lama")
    code, told = office.report("--force", fault=fault, counted=str(tmp_path / "n"))
    assert code == 0, told
    return int((tmp_path / "n").read_text())


def check_kill(office: Office, number: int) -> str:
    """Kill a run of "Baru" at one point; return whose report stands then."""
    before = office.state()
    office.write("Baru")
    code, told = office.report("--force", fault="bunuh", number=number)
    assert code == -signal.SIGKILL, told
    assert office.content() in ("Lama", "Baru")
    if office.content() == "Lama":
        assert office.state() == before
    return office.content()


def check_next_run(office: Office) -> None:
    """The next run publishes, by itself, and leaves nothing of the broken ones."""
    office.write("Lama")
    code, told = office.report("--force")
    assert code == 0, told
    assert office.content() == "Lama"
    assert office.left_over() == []


def check_full(office: Office, number: int, *, fault: str = "penuh") -> str:
    """Let the disk be full from one operation on, or files not grow beyond a size.

    Return whose report stands then: the old one untouched or, if it was out already, the new one.
    """
    before = office.state()
    office.write("Baru")
    code, told = office.report("--force", fault=fault, number=number)
    if office.content() == "Baru":
        return "Baru"
    assert code == 1, told
    assert told.strip().endswith(".")
    assert office.state() == before
    return "Lama"


def test_killed_anywhere_the_report_is_whole_and_the_next_run_needs_no_hand(office, tmp_path):
    total = count_operations(office, tmp_path, "bunuh")
    assert total > 40
    for number in (total // 2, total - 2):
        check_kill(office, number)
    check_next_run(office)


def test_a_full_disk_is_told_and_leaves_the_last_report(office, tmp_path):
    total = count_operations(office, tmp_path, "penuh")
    assert total > 10
    assert check_full(office, total // 2) == "Lama"
    assert check_full(office, 9_000, fault="besar") == "Lama"
    check_next_run(office)


def check_cell(office: Office, source: str, told: str) -> None:
    before = office.state()
    office.write("Baru", source)
    setting = office.folder / "pug.toml"
    setting.write_text("[laporan]\nbatas_detik_per_sel = 5\n")
    code, text = office.report()
    setting.unlink()
    assert code == 1
    assert told in text
    assert "laporan terakhir tidak berubah" in text
    assert office.state() == before


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import os; os._exit(9)", "kernel mati dua kali"),
        ("import time; time.sleep(600)", "melewati batas waktu per sel"),
    ],
)
def test_a_cell_that_dies_or_never_ends_fails_the_run(office, source, told):
    check_cell(office, source, told)


def test_the_second_of_two_runs_is_told_to_wait(office):
    """The first is killed while it holds the folder: its hold ends with it."""
    before = office.state()
    office.write("Baru", "import time; time.sleep(600)")
    held = office.folder / ".pug" / "stage" / "2025-internal" / "terbit"
    with office.start(*REPORT, "-w", str(office.folder)) as first:
        try:
            until = time.monotonic() + 60
            while not held.exists() and time.monotonic() < until:
                time.sleep(0.05)
            code, told = office.report()
            assert code == 75
            assert "sedang berjalan" in told
        finally:
            os.killpg(first.pid, signal.SIGKILL)
            first.communicate()
    assert office.state() == before
    check_next_run(office)


def test_a_run_that_the_system_ends_says_so_and_cleans_up(office):
    before = office.state()
    office.write("Baru", "import time; time.sleep(600)")
    begun = office.folder / ".pug" / "stage" / "2025-internal" / "terbit"
    with office.start(*REPORT, "-w", str(office.folder)) as run:
        until = time.monotonic() + 60
        while not begun.exists() and time.monotonic() < until:
            time.sleep(0.05)
        run.send_signal(signal.SIGTERM)
        _, told = run.communicate(timeout=60)
    assert (run.returncode, told.splitlines()[-1]) == (
        130,
        "Dihentikan. Laporan terakhir tidak berubah.",
    )
    assert "Traceback" not in told
    assert office.state() == before
    assert office.left_over() == []


# Permissions, for real: root is asked for none, so root runs these without the power to pass over them

POWERLESS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@pytest.fixture
def clerk(office, tmp_path):
    """The same office for a user whom folders and files can refuse."""
    office.write("Baru")
    shutil.copytree(office.folder, tmp_path / "kantor")
    before, office.folder = office.folder, tmp_path / "kantor"
    if os.geteuid() == 0:
        office.user = POWERLESS
    closed = tmp_path / "tertutup"
    closed.mkdir(mode=0o555)
    probe = "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()"
    try:
        refused = subprocess.run(
            [*office.user, sys.executable, "-c", probe, closed / "x"],
            stderr=subprocess.PIPE, text=True, check=False,
        ).stderr  # fmt: skip
    except FileNotFoundError:
        refused = "no setpriv here"
    if "PermissionError" in refused:
        yield office
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o755)
    office.folder, office.user = before, ()
    if "PermissionError" not in refused:
        pytest.skip("this system refuses nothing to this user")


def test_a_folder_that_may_not_be_written_is_told_before_anything_runs(clerk):
    before = clerk.state()
    reports = clerk.folder / "reports" / "2025"
    reports.chmod(0o555)
    code, told = clerk.report()
    assert code == 1
    assert "Folder reports/2025 tidak boleh ditulis" in told
    assert clerk.state() == before
    for path in [clerk.folder, *clerk.folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    code, told = clerk.report()
    assert code == 1
    assert "izin ditolak" in told
    assert str(clerk.folder) not in told
    assert clerk.state() == before


def test_a_report_that_cannot_be_replaced_at_the_end_stays_as_it_was(clerk):
    """As where a program holds a file of it open under Windows: the rename itself is refused."""
    before = clerk.state()
    reports = clerk.folder / "reports" / "2025"
    clerk.write("Baru", f"import os; os.chmod({str(reports)!r}, 0o555)")
    code, told = clerk.report()
    assert code == 1
    assert "sedang dipakai program lain atau folder tidak boleh ditulis" in told
    assert "Excel" in told
    assert clerk.state() == before
    reports.chmod(0o755)
    clerk.write("Baru")
    code, told = clerk.report()
    assert (code, clerk.content(), clerk.left_over()) == (0, "Baru", []), told


def test_a_workbook_that_is_open_or_may_not_be_read(clerk):
    raw = clerk.folder / "data" / "raw" / "2025"
    book = next(p for p in sorted(raw.iterdir()) if p.suffix == ".xlsx")
    lock = book.with_name(f"~${book.name}")
    lock.write_bytes(b"\x05siapa" + b" " * 50)
    before = clerk.state()
    book.chmod(0)
    code, told = clerk.report()
    assert code == 1
    assert book.name in told
    assert clerk.state() == before
    book.chmod(0o644)
    code, told = clerk.report()
    assert (code, clerk.content()) == (0, "Baru"), told
