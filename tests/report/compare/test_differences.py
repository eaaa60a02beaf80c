"""The first difference is named, the layer before the file, never its values."""

from __future__ import annotations

import hashlib
import json
import platform

import pytest

from pug_analysis.report.compare.differences import compare_reports

FILES = {
    "tabel/a.csv": "\ufeffnama;n\r\nx;1\r\ny;2\r\n",
    "01_a.html": "<p>satu</p>\n<p>dua</p>\n",
    "gambar/g.png": "gambar",
}


@pytest.fixture
def pair(tmp_path):
    """A report, the same made again, and its manifest."""
    folders = tmp_path / "terbit", tmp_path / "ulang"
    digests = {n: hashlib.sha256(t.encode("utf-8")).hexdigest() for n, t in FILES.items()}
    manifest = {
        "keluaran": digests, "python": platform.python_version(), "sistem": platform.system(),
    }  # fmt: skip
    for folder in folders:
        for name, text in FILES.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text.encode("utf-8"))
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return *folders, manifest


def test_equal_reports_do_not_differ(pair):
    assert compare_reports(*pair) is None


def test_a_cell_is_placed_and_its_value_not_told(pair):
    published, rebuilt, manifest = pair
    (rebuilt / "tabel" / "a.csv").write_bytes(FILES["tabel/a.csv"].replace("2", "77").encode())
    (rebuilt / "01_a.html").write_text("lain", encoding="utf-8")
    found = compare_reports(published, rebuilt, manifest)
    assert (found.layer, found.file) == ("tabel", "tabel/a.csv")
    assert found.detail.startswith("sel pertama yang berbeda: baris 3, kolom n.")
    assert "77" not in found.detail
    assert "Berkas utuh, tetapi hitung ulang memberi hasil lain." in found.detail


def test_a_file_that_was_changed_by_hand_is_told_as_that(pair):
    published, rebuilt, manifest = pair
    (published / "01_a.html").write_text("<p>satu</p>\n<p>tiga</p>\n", encoding="utf-8")
    found = compare_reports(published, rebuilt, manifest)
    assert (found.layer, found.file) == ("halaman", "01_a.html")
    assert found.detail == (
        "berbeda mulai baris 2 kode halaman. Berkas dalam folder laporan diubah sesudah terbit."
    )


@pytest.mark.parametrize(
    ("where", "words"),
    [(0, "tidak ada dalam laporan yang terbit."), (1, "bukan bagian laporan.")],
)
def test_a_file_on_one_side_alone(pair, where, words):
    (pair[where] / "gambar" / "g.png").unlink()
    assert compare_reports(*pair).detail.startswith(words)


def test_the_manifest_comes_last_and_names_its_parts(pair):
    published, rebuilt, manifest = pair
    other = json.dumps(manifest | {"kode": "lain"})
    (rebuilt / "manifest.json").write_text(other, encoding="utf-8")
    found = compare_reports(published, rebuilt, manifest)
    assert (found.file, found.detail) == ("manifest.json", "bagian kode berbeda.")
