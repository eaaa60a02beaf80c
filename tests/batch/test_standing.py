"""A published report stands until something that it was made from, or it itself, is another."""

from __future__ import annotations

import json
import shutil

import pytest

from pug_analysis.batch.standing import is_published
from pug_analysis.report import provenance
from pug_analysis.report.plan import NOT_ASKED
from pug_analysis.terms.kalender import Periode

from .conftest import NAMES

P = Periode(2025)
FOLDER = "reports/2025/pokja"


@pytest.fixture
def workspace(published, tmp_path):
    """A copy of a workspace whose report stands."""
    return shutil.copytree(published / NAMES[0], tmp_path / "salinan")


def append(path):
    path.write_bytes(path.read_bytes() + b"\n")


def change_manifest(workspace, change):
    path = workspace / FOLDER / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def add_year(workspace):
    folder = workspace / "data" / "raw" / "2024"
    folder.mkdir()
    (folder / "asn.csv").write_text("NIP BARU\n")


CHANGES = {
    "raw file": lambda w: append(next(w.glob("data/raw/2025/*.csv"))),
    "raw file more": lambda w: (w / "data/raw/2025/lain.csv").write_text("a;b\n1;2\n"),
    "raw file less": lambda w: next(w.glob("data/raw/2025/*.csv")).unlink(),
    "earlier year": add_year,
    "settings": lambda w: (w / "pug.toml").write_text('[instansi]\nkabupaten = "Lain"\n'),
    "notebook": lambda w: append(w / "notebooks" / "01_tabel.ipynb"),
    "notebook less": lambda w: (w / "notebooks" / "02_tunggu.ipynb").unlink(),
    "notebook more": lambda w: shutil.copy(w / "notebooks/01_tabel.ipynb", w / "notebooks/03_x.ipynb"),
    "table": lambda w: append(w / FOLDER / "tabel.xlsx"),
    "page gone": lambda w: (w / FOLDER / "01_tabel.html").unlink(),
    "manifest gone": lambda w: (w / FOLDER / "manifest.json").unlink(),
    "manifest broken": lambda w: (w / FOLDER / "manifest.json").write_text("{"),
    "some pages only": lambda w: change_manifest(
        w, lambda m: m["dilewati"].append({"nama": "09_x", "judul": "X", "alasan": NOT_ASKED})
    ),
    "own parameter": lambda w: change_manifest(w, lambda m: m["parameter"]["01_tabel"].update(a=1)),
    "processed tables": lambda w: append(w / "data/processed/2025/pegawai.parquet"),
    "list of the input": lambda w: (w / ".pug/arsip/2025-pokja.json").unlink(),
}  # fmt: skip


@pytest.mark.notebook
def test_it_stands_as_long_as_nothing_changed(workspace):
    assert is_published(workspace, P, edition="pokja")
    assert not is_published(workspace, P, edition="internal")
    assert not is_published(workspace, Periode(2025, 1), edition="pokja")


@pytest.mark.notebook
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_no_longer_stands_after_a_change_of(workspace, change):
    change(workspace)
    assert not is_published(workspace, P, edition="pokja")


@pytest.mark.notebook
@pytest.mark.parametrize("name", ["digest_code", "lock_digest", "installed_packages"])
def test_it_no_longer_stands_with_other_code_or_packages(workspace, monkeypatch, name):
    monkeypatch.setattr(provenance, name, lambda: {"a": "b"})
    assert not is_published(workspace, P, edition="pokja")
