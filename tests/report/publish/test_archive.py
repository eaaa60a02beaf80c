"""What a report was made from is kept as long as that report stands, and given back as it was."""

from __future__ import annotations

import hashlib

import pytest

from pug_analysis.report.publish import archive
from pug_analysis.terms.kalender import Periode

NOW = Periode(2025)


def digest(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.fixture
def workspace(tmp_path):
    for name, text in {
        "pug.toml": "[instansi]\n",
        "instrumen-2025.toml": "a = 1\n",
        "catatan.toml": "b = 1\n",
        "data/raw/2025/a.csv": "satu",
        "data/raw/2024/b.csv": "dua",
        "data/raw/2026/c.csv": "tiga",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_input_is_what_the_report_may_read_and_nothing_later(workspace):
    listed = archive.list_input(workspace, NOW, "pokja")
    assert set(listed) == {
        "pug.toml", "instrumen-2025.toml", "data/raw/2025/a.csv", "data/raw/2024/b.csv",
    }  # fmt: skip
    assert listed["data/raw/2025/a.csv"] == digest("satu")
    assert set(archive.find_forms(listed)) == {"instrumen-2025.toml"}


def test_contents_are_given_back_though_the_files_changed(workspace, tmp_path_factory):
    listed = archive.list_input(workspace, NOW, "pokja")
    archive.keep_contents(workspace, listed)
    (workspace / "data/raw/2025/a.csv").write_text("berubah", encoding="utf-8")
    target = tmp_path_factory.mktemp("kembali")
    assert archive.restore_input(workspace, listed, target) == ""
    assert (target / "data/raw/2025/a.csv").read_text(encoding="utf-8") == "satu"


def test_the_first_content_that_is_gone_is_named(workspace, tmp_path):
    listed = archive.list_input(workspace, NOW, "pokja")
    (workspace / "data/raw/2024/b.csv").write_text("berubah", encoding="utf-8")
    assert archive.restore_input(workspace, listed, tmp_path / "x") == "data/raw/2024/b.csv"


def test_contents_go_with_the_last_report_that_needs_them(workspace):
    (workspace / "reports" / "2025" / "pokja").mkdir(parents=True)
    listed = archive.list_input(workspace, NOW, "pokja")
    archive.keep_contents(workspace, listed)
    archive.write_catalogue(workspace, NOW, "pokja", listed)
    kept = workspace / ".pug" / "arsip" / "isi"
    assert {path.name for path in kept.iterdir()} == set(listed.values())
    assert archive.read_catalogue(workspace, NOW, "pokja") == listed
    archive.write_catalogue(workspace, NOW, "pokja", None)
    assert list(kept.iterdir()) == []
    assert archive.read_catalogue(workspace, NOW, "pokja") is None
