"""The package alone: a wheel in an empty environment makes a report in an empty folder elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("roda")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment that holds the wheel and, from elsewhere, the locked packages; not this checkout.

    A path that a ``.pth`` file adds is searched, but ``.pth`` files in it are not read: the editable
    install of the tests' own environment stays out of sight.
    """
    home = tmp_path_factory.mktemp("lingkungan") / "e"
    base = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([base, "-m", "venv", "--without-pip", str(home)], check=True)
    scheme = {"base": str(home), "platbase": str(home)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=scheme))
    scripts = Path(sysconfig.get_path("scripts", "venv", vars=scheme))
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-index", "--no-deps",
         "--no-compile", str(wheel)],
        check=True,
    )  # fmt: skip
    (packages / "terkunci.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts


def run(scripts: Path, folder: Path, *words: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [scripts / "pug-analysis", *words], cwd=folder, env=environment,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_notebooks_without_outputs_the_types_and_the_licence(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    shipped = {n.split("/")[-1] for n in names if n.startswith("pug_analysis/notebooks/")}
    assert {p.name for p in (ROOT / "notebooks").glob("*.ipynb")} <= shipped
    assert any(n.endswith("licenses/LICENSE") for n in names)
    assert {n.split("/")[0] for n in names} - {"pug_analysis"} <= {
        n.split("/")[0] for n in names if ".dist-info/" in n
    }
    assert not [n for n in names if "/data/" in n or n.startswith(("tests", "reports"))]


@pytest.mark.notebook
def test_it_makes_a_sample_and_its_report_in_an_empty_folder(installed, tmp_path):
    folder = tmp_path / "Kabupaten é kosong"
    folder.mkdir()
    run(installed, folder, "sample", "--years", "2024-2025", "--size", "300")
    told = run(installed, folder, "report", "2025", "--edition", "pokja")
    page = folder / "reports" / "2025" / "pokja" / "index.html"
    assert told.splitlines()[-1] == str(page)
    assert page.stat().st_size > 1000
    assert (page.parent / "01_profil.html").exists()
    assert (page.parent / "tabel" / "profil_tabel_4_1.csv").stat().st_size > 100
    attention = [line for line in told.splitlines() if line.startswith("PERHATIAN")]
    assert len(attention) <= 5
    assert len(told.splitlines()) <= 15
    origin = run_python(installed, folder, "import pug_analysis; print(pug_analysis.__file__)")
    assert str(ROOT) not in origin


def run_python(scripts: Path, folder: Path, text: str) -> str:
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    return subprocess.run(
        [python, "-c", text], cwd=folder, capture_output=True, text=True, check=True
    ).stdout
