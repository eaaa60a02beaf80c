"""A report is left as it stands only where nothing changed: every single change is noticed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest

from pug_analysis.report.compare import unchanged
from pug_analysis.report.compare.unchanged import (
    describe_input,
    is_unchanged,
    keep_state,
    newest_period,
)
from pug_analysis.report.write import provenance
from pug_analysis.terms.kalender import Periode

NOW = Periode(2025)
OPTIONS = {"only": [], "pdf": False}


def write(workspace, place, text="isi"):
    path = workspace / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def standing(tmp_path):
    """A workspace whose report of 2025 was published as its files would have it."""
    for place in (
        "data/raw/2024/asn.csv", "data/raw/2025/asn.csv", "data/raw/2025/sk_pug.csv", "data/raw/2026/asn.csv",
        "data/processed/2024/asal.json", "data/processed/2025/asal.json",
        "data/processed/2025/pegawai.parquet", "data/processed/2025/karantina.xlsx",
        "reports/2024/pokja/tabel/profil_tabel_4_1.csv", "reports/2024/pokja/manifest.json",
        "reports/2025/pokja/index.html", "reports/2025/pokja/manifest.json", "reports/2025/pokja/tabel/a.csv",
        "reports/2025/publik/tabel/a.csv", "reports/2025/internal/tabel/a.csv",
        "notebooks/01_a.ipynb", "pug.toml", "instrumen-2025.toml", ".pug/kunci", ".pug/sidik/2025.npz",
    ):  # fmt: skip
        write(tmp_path, place)
    keep_state(tmp_path, NOW, "pokja", describe_input(tmp_path, NOW, "pokja", OPTIONS))
    return tmp_path


def same(workspace, options=OPTIONS, edition="pokja"):
    return is_unchanged(workspace, NOW, edition, options=options)


def test_nothing_changed(standing):
    assert same(standing)
    record = standing / ".pug" / "keadaan" / "2025-pokja.json"
    assert record.stat().st_mode & 0o077 == 0
    assert record.parent.stat().st_mode & 0o077 == 0
    assert str(standing) not in record.read_text("utf-8")


@pytest.mark.parametrize(
    "place",
    [
        "data/raw/2025/asn.csv", "data/raw/2025/sk_pug.csv", "data/raw/2024/asn.csv", "pug.toml",
        "instrumen-2025.toml", "notebooks/01_a.ipynb", "reports/2024/pokja/tabel/profil_tabel_4_1.csv",
        "reports/2024/pokja/manifest.json", "reports/2025/publik/tabel/a.csv", "reports/2025/pokja/index.html",
        "reports/2025/pokja/manifest.json", "reports/2025/pokja/tabel/a.csv", "data/processed/2025/asal.json",
        "data/processed/2024/asal.json", "data/processed/2025/pegawai.parquet", ".pug/kunci",
        ".pug/sidik/2025.npz",
    ],
)  # fmt: skip
def test_a_change_of_content_is_noticed_whatever_time_and_size_say(standing, place):
    path = standing / place
    before = path.stat()
    path.write_text("iri", encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not same(standing)
    path.unlink()
    assert not same(standing)
    path.write_text("isi", encoding="utf-8")
    assert same(standing)


@pytest.mark.parametrize(
    "place",
    [
        "data/raw/2025/baru.csv", "data/raw/2025/~$asn.xlsx", "data/raw/2023/asn.csv", "instrumen-2024.toml",
        "data/raw/2025-semester-1/asn.csv", "notebooks/02_b.ipynb", "reports/2025/pokja/tambahan.html",
        "reports/2025/pokja/gambar/a.png", "reports/2024/publik/tabel/a.csv",
        "data/processed/2025/gabungan.json",
    ],
)  # fmt: skip
def test_what_is_added_is_noticed(standing, place):
    write(standing, place)
    assert not same(standing)


def test_a_new_name_is_noticed(standing):
    raw = standing / "data/raw/2025"
    (raw / "asn.csv").rename(raw / "asn 2025.csv")
    assert not same(standing)


@pytest.mark.parametrize(
    "place",
    [
        "data/raw/2026/asn.csv", "reports/2025/internal/tabel/a.csv", "data/processed/2025/karantina.xlsx",
        "data/raw/catatan.txt", "README.md", "notebooks/catatan.txt",
    ],
)  # fmt: skip
def test_what_no_report_is_made_from_changes_nothing(standing, place):
    write(standing, place, "lain")
    assert same(standing)


@pytest.mark.parametrize("options", [OPTIONS | {"only": ["profil"]}, OPTIONS | {"pdf": True}])
def test_another_request_is_another_report(standing, options):
    assert not same(standing, options)


def test_another_edition_or_period_was_not_made(standing):
    assert not same(standing, edition="internal")
    assert not is_unchanged(standing, Periode(2024), "pokja", options=OPTIONS)


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        (provenance, "code_version", "lain"),
        (provenance, "lock_digest", "lain"),
        (unchanged, "_distributions", ["pandas-9.9.dist-info"]),
        (unchanged.platform, "python_version", "3.99"),
    ],
)
def test_other_code_packages_or_python_are_noticed(standing, monkeypatch, module, name, value):
    monkeypatch.setattr(module, name, lambda: value)
    assert not same(standing)


def test_installed_packages_are_told_with_their_version():
    assert f"pandas-{pd.__version__}.dist-info" in unchanged._distributions()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"kode": 1}'])
def test_a_broken_record_says_nothing(standing, text):
    write(standing, ".pug/keadaan/2025-pokja.json", text)
    assert not same(standing)


def test_a_file_that_cannot_be_read_is_no_traceback(standing):
    (standing / "data/raw/2025/asn.csv").unlink()
    (standing / "data/raw/2025/asn.csv").symlink_to(standing / "tidak ada")
    assert not same(standing)


def test_a_report_that_is_gone_was_not_left_as_it_stands(standing):
    shutil.rmtree(standing / "reports/2025/pokja")
    assert not same(standing)


def test_what_changes_during_a_run_is_told_by_the_next(standing):
    before = describe_input(standing, NOW, "pokja", OPTIONS)
    write(standing, "data/raw/2025/asn.csv", "lain")
    keep_state(standing, NOW, "pokja", before)
    assert not same(standing)


def test_the_newest_period_is_that_of_the_folders(tmp_path):
    assert newest_period(tmp_path, None) is None
    for name in ("2024", "2025-semester-1", "lama"):
        (tmp_path / "data/raw" / name).mkdir(parents=True)
    assert newest_period(tmp_path, None) == Periode(2025, 1)
    assert newest_period(tmp_path, 2) == Periode(2024)


def test_the_answer_needs_no_library_that_makes_a_report(standing):
    code = (
        "import sys; from pathlib import Path\n"
        "from pug_analysis import cli\n"
        "from pug_analysis.report.command import Request, make_reports\n"
        "from pug_analysis.report import Timings\n"
        "request = Request(None, None, ('pokja',))\n"
        "found = __import__('pug_analysis.report.command', fromlist=['a'])\n"
        "print(found.find_unchanged(Path(sys.argv[1]), request))\n"
        "heavy = ('pandas', 'numpy', 'pyarrow', 'matplotlib', 'papermill', 'nbformat', 'pydantic', 'jinja2')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    (standing / "data/raw/2026/asn.csv").unlink()
    (standing / "data/raw/2026").rmdir()
    done = subprocess.run(
        [sys.executable, "-c", code, str(standing)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["(Periode(year=2025, semester=2), ())", "[]"]


def test_the_record_holds_digests_and_names_alone(standing):
    kept = json.loads((standing / ".pug/keadaan/2025-pokja.json").read_text("utf-8"))
    assert "isi" not in kept.values()
    assert {"pilihan", "kode", "paket", "python", "kunci"} <= set(kept)
