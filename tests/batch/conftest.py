"""Small workspaces whose notebooks tell that they run and wait to be let on; Dask as separate processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

SECONDS = 180.0
NAMES = ("kab a", "kab b", "kab c")
#: The first page is soon made; the second waits, so that a worker can be killed in mid-run.
PAGES = {
    "01_tabel": """
import pug_analysis as pug
from pug_analysis.pages.profil import profil
from pug_analysis.pages.profil import profil_show
data = pug.load(year, semester=semester, workspace=workspace, edition=edition)
profil_show.tabel_4_1(profil.profile_table(data.snapshot), data)
""",
    "02_tunggu": """
import os, time
from pathlib import Path
with (Path(workspace) / "mulai").open("a") as log: print(os.getpid(), file=log)
while not (Path(workspace) / "lanjut").exists(): time.sleep(0.02)
""",
}
#: The program as it is started by hand: tests that run in the background are deaf to Ctrl-C, and all
#: that they start.
HEARING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from pug_analysis.cli import main
main()
"""
PARAMETERS = 'year: int = 2025\nsemester: int = 2\nworkspace: str = "."\nedition: str = "internal"'


def write_notebook(path: Path, source: str) -> None:
    def cell(kind: str, text: str, *tags: str) -> dict:
        more = {"outputs": [], "execution_count": None} if kind == "code" else {}
        name = f"sel-{len(text)}"
        return {"cell_type": kind, "source": text, "metadata": {"tags": tags}, "id": name} | more

    cells = [cell("markdown", f"# Halaman {path.stem}"), cell("code", PARAMETERS, "parameters")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content = {
        "cells": [*cells, cell("code", source.strip())],
        "metadata": {"kernelspec": kernel, "pug": {}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture(scope="session")
def regencies(tmp_path_factory) -> Path:
    """Folder of three workspaces with raw files only, each of other people; nothing waits."""
    from pug_analysis.simulate import simulate, write_raw

    root = tmp_path_factory.mktemp("asal")
    for seed, name in enumerate(NAMES, 1):
        raw = root / name / "data" / "raw"
        write_raw(simulate(size=300, years=(2025,), seed=seed), raw, layout="csv", dirt=0.01)
        (root / name / "pug.toml").write_text(f'[instansi]\nkabupaten = "{name.title()}"\n')
        (root / name / "notebooks").mkdir()
        for page, source in PAGES.items():
            write_notebook(root / name / "notebooks" / f"{page}.ipynb", source)
        (root / name / "lanjut").touch()
    return root


@pytest.fixture(scope="session")
def published(regencies, tmp_path_factory) -> Path:
    """The same workspaces, built and reported in the plain way."""
    from pug_analysis.report.command import Request, make_reports
    from pug_analysis.report.timings import Timings

    root = tmp_path_factory.mktemp("biasa") / "biasa"
    shutil.copytree(regencies, root)
    for name in NAMES:
        make_reports(root / name, Request(2025, None, ("internal",)), timings=Timings())
    return root


@pytest.fixture(scope="session")
def undisturbed(published) -> dict[str, dict[str, bytes]]:
    """What the plain way publishes of each workspace, by file."""
    return {name: read_published(published / name) for name in NAMES}


def read_published(workspace: Path) -> dict[str, bytes]:
    folder = workspace / "reports" / "2025" / "internal"
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def count_starts(workspace: Path) -> int:
    """How often the second notebook began."""
    path = workspace / "mulai"
    return len(path.read_text().split()) if path.exists() else 0


def poll(condition: Callable[[], object], seconds: float = SECONDS) -> object:
    """Wait until a condition holds and return what it gave."""
    last = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < last, "waited too long"
        time.sleep(0.05)
    return found


def write_certificates(folder: Path) -> dict[str, Path]:
    """Write a certificate that is its own authority and its key; return the files by Dask's setting."""
    from distributed.security import Security

    keys = Security.temporary()
    texts = {
        "ca-file": keys.tls_ca_file,
        "client.cert": keys.tls_client_cert,
        "client.key": keys.tls_client_key,
    }
    files = {name: folder / f"{name}.pem" for name in texts}
    for name, path in files.items():
        path.write_text(texts[name])
        path.chmod(0o600)
    return files


@pytest.fixture
def launch(tmp_path):
    """Start a command with its output in files; whatever it leaves is ended with the test."""
    started: list[psutil.Popen] = []

    def call(*words: object) -> psutil.Popen:
        environment = os.environ | {"DASK_TEMPORARY_DIRECTORY": str(tmp_path / "dask")}
        base = tmp_path / f"perintah-{len(started)}"
        with base.with_suffix(".out").open("w") as out, base.with_suffix(".err").open("w") as err:
            process = psutil.Popen(
                list(map(str, words)),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                env=environment,
                start_new_session=True,
            )
        process.said = lambda: base.with_suffix(".out").read_text(encoding="utf-8")
        process.told = lambda: base.with_suffix(".err").read_text(encoding="utf-8")
        started.append(process)
        return process

    yield call
    left = []
    for process in started:
        if process.is_running():
            left += [process, *process.children(recursive=True)]
    for process in left:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(left, timeout=SECONDS)


@pytest.fixture
def batch(launch):
    """Start ``pug-analysis batch`` over workspaces, edition internal of 2025."""

    def call(workspaces: list[Path], *options: object) -> psutil.Popen:
        command = [sys.executable, "-c", HEARING, "batch", *workspaces]
        return launch(*command, "--year", 2025, "--edition", "internal", *options)

    return call
