"""Real schedulers and workers as processes of their own over TLS; each costs seconds, so few tests share them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import dask
import distributed
import psutil
import pytest

from pug_analysis.batch import cluster
from pug_analysis.batch.work import Outcome, WorkOrder
from pug_analysis.errors import UsageError

from .conftest import NAMES, SECONDS, count_starts, poll, read_published, write_certificates

DASK = Path(sys.executable).with_name("dask")
#: A worker that was installed at another time.
OTHER = "from pug_analysis.report.write import provenance\nprovenance.code_version = lambda: '0.0.1+lama'\n"


def start_cluster(launch, folder: Path) -> str:
    """Start a scheduler, two workers, and one of another version; return the address."""
    file = folder / "penjadwal.json"
    launch(DASK, "scheduler", "--protocol", "tls", "--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--scheduler-file", file)  # fmt: skip
    poll(lambda: file.exists() and file.read_text().endswith("}"))
    address = json.loads(file.read_text())["address"]
    (folder / "lama.py").write_text(OTHER)
    common = (DASK, "worker", address, "--nthreads", 1, "--no-dashboard")
    launch(*common, "--nworkers", 2)
    launch(*common, "--preload", folder / "lama.py", "--no-nanny")
    return address


def name_settings(files: dict[str, Path]) -> dict[str, Path]:
    """Name each file in the environment as Dask reads it, for every role."""
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    roles = {
        f"{tls}{role}__{kind.upper()}": files[f"client.{kind}"]
        for role in ("CLIENT", "SCHEDULER", "WORKER")
        for kind in ("cert", "key")
    }
    return {f"{tls}CA_FILE": files["ca-file"], **roles}


def find_worker(kernel: int) -> psutil.Process:
    """Return the Dask worker process under which a kernel runs."""
    above = reversed(psutil.Process(kernel).parents())
    warm = next(p for p in above if "pug_analysis.report.execute.warm_process" in p.cmdline())
    return warm.parent()


@pytest.mark.notebook
@pytest.mark.slow
def test_a_killed_workers_work_is_done_once_more_with_the_same_bytes(
    regencies, undisturbed, launch, batch, tmp_path, monkeypatch
):
    root = tmp_path / "banyak"
    shutil.copytree(regencies, root)
    spaces = [root / name for name in NAMES]
    (spaces[1] / "lanjut").unlink()
    for setting, path in name_settings(write_certificates(tmp_path)).items():
        monkeypatch.setenv(setting, str(path))
    address = start_cluster(launch, tmp_path)
    run = batch(spaces, "--scheduler", address)

    poll(lambda: count_starts(spaces[1]) == 1)
    kernel = psutil.Process(int((spaces[1] / "mulai").read_text()))
    worker = find_worker(kernel.pid)
    processes = [worker, *worker.children(recursive=True)]
    assert kernel in processes
    half = spaces[1] / ".pug" / "stage" / "2025-internal" / "terbit"
    assert [p.name for p in half.iterdir()] == ["01_tabel.html"]
    worker.send_signal(signal.SIGKILL)
    _, alive = psutil.wait_procs(processes, timeout=SECONDS)
    assert alive == []
    # Nothing goes on in its name, and the one that takes over has not been let on yet.
    poll(lambda: count_starts(spaces[1]) == 2)
    assert not (spaces[1] / "reports").exists()
    (spaces[1] / "lanjut").touch()

    assert run.wait(timeout=SECONDS) == 0, run.told()
    assert {name: read_published(root / name) for name in NAMES} == undisturbed
    assert [count_starts(space) for space in spaces] == [1, 2, 1]
    assert all(not list((s / ".pug" / "stage").iterdir()) for s in spaces)
    assert "3 folder kerja: 2 selesai, 1 diulang." in run.said()
    assert run.told().count("akan diulang sekali") == 1
    assert "kode pug-analysis berbeda: di sana 0.0.1+lama" in run.told()
    assert "Traceback" not in run.told()


@pytest.mark.notebook
@pytest.mark.slow
def test_a_second_start_on_this_machine_does_what_is_missing_and_goes_on_past_failures(
    regencies, published, undisturbed, batch, tmp_path
):
    root = tmp_path / "banyak"
    shutil.copytree(regencies, root)
    spaces = [root / name for name in NAMES]
    # The first was reported by the plain command.
    shutil.rmtree(spaces[0])
    shutil.copytree(published / NAMES[0], spaces[0])
    broken = spaces[2] / "data" / "raw" / "2025" / "rusak.xlsx"
    broken.write_bytes(b"PK terpotong")
    (spaces[1] / "lanjut").unlink()

    # Stopped by hand while the second waits: nothing is published, nothing goes on.
    run = batch(spaces[:2], "--workers", 1)
    poll(lambda: count_starts(spaces[1]) == 1)
    family = [run, *run.children(recursive=True)]
    os.killpg(run.pid, signal.SIGINT)
    assert run.wait(timeout=SECONDS) == 130
    assert psutil.wait_procs(family, timeout=SECONDS)[1] == []
    assert run.told().endswith("Dihentikan. Laporan terakhir tidak berubah.\n")
    assert read_published(spaces[0]) == undisturbed[NAMES[0]]
    assert not (spaces[1] / "reports").exists()

    (spaces[1] / "lanjut").touch()
    run = batch(spaces, "--workers", 1)
    assert run.wait(timeout=SECONDS) == 1, run.told()
    assert "3 folder kerja: 1 selesai, 1 sudah ada, 1 gagal." in run.said()
    assert "rusak.xlsx" in run.said()
    assert [count_starts(space) for space in spaces] == [1, 2, 0]
    assert {n: read_published(root / n) for n in NAMES[:2]} == {
        n: undisturbed[n] for n in NAMES[:2]
    }


def test_nothing_of_the_extra_is_imported_by_other_commands():
    code = (
        "import sys\nfrom pug_analysis import cli\nsys.argv = ['pug-analysis', 'report', '--help']\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "import pug_analysis.report, pug_analysis.batch.command\n"
        "print([m for m in ('dask', 'distributed') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=SECONDS
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_work_meant_for_another_process_is_not_done(monkeypatch):
    done = []
    monkeypatch.setattr(distributed, "get_worker", lambda: type("W", (), {"id": "Worker-2"}))
    monkeypatch.setattr(cluster, "run_order", lambda *a, **k: done.append(a) or Outcome("selesai"))
    order = WorkOrder("a", "a", 2025)
    assert cluster._run_there(order, process="Worker-1", jobs=1, repeated=False) is None
    assert done == []
    there = cluster._run_there(order, process="Worker-2", jobs=1, repeated=False)
    assert there == Outcome("selesai")


def test_without_the_extra_the_message_tells_how_to_install_it(monkeypatch):
    lacking = {"cryptography"}
    monkeypatch.setattr(cluster, "find_spec", lambda name: None if name in lacking else name)
    told = r'tidak terpasang: cryptography\..* pip install "pug-analysis\[cluster\]"'
    with pytest.raises(UsageError, match=told):
        cluster.check_extra()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "tls://127.0.0.1:9", "entah"])
def test_a_scheduler_that_does_not_answer_is_wrong_usage(monkeypatch, tmp_path, address):
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    files = write_certificates(tmp_path)
    with (
        dask.config.set({f"distributed.comm.tls.{n}": str(path) for n, path in files.items()}),
        pytest.raises(UsageError, match="tidak dapat dihubungi"),
        cluster.open_crew(address, workers=1),
    ):
        pass


def test_tls_without_certificates_is_wrong_usage_that_names_the_settings():
    with (
        dask.config.set({"distributed.comm.tls.ca-file": None}),
        pytest.raises(UsageError, match=r"distributed\.comm\.tls\.ca-file"),
        cluster.open_crew("tls://127.0.0.1:9", workers=1),
    ):
        pass


def test_workers_of_the_local_cluster_do_not_watch_themselves_all_the_time():
    with cluster.open_crew(None, workers=1) as crew:
        (intervals,) = crew.client.run(_read_intervals).values()
    assert intervals == {
        "distributed.admin.tick.interval": "1s",
        "distributed.admin.system-monitor.interval": "10s",
        "distributed.worker.profile.enabled": False,
    }


def _read_intervals():
    names = ("admin.tick.interval", "admin.system-monitor.interval", "worker.profile.enabled")
    return {f"distributed.{name}": dask.config.get(f"distributed.{name}") for name in names}


@pytest.mark.parametrize("status", ["connecting", "closed"])
def test_a_lost_scheduler_is_an_error_of_the_connection(monkeypatch, status):
    def cancel(*_, **__):
        raise distributed.CancelledError

    crew = cluster.DaskCrew(SimpleNamespace(status=status), {})
    with pytest.raises(ConnectionError):
        crew.present()
    monkeypatch.setattr(distributed, "wait", cancel)
    with pytest.raises(ConnectionError):
        crew.wait(["a"], seconds=0)
