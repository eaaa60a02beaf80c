from __future__ import annotations

import os
import zipfile

import pytest

from pug_analysis.errors import ReportError
from pug_analysis.report.publish.folders import publish, report_folder
from pug_analysis.report.publish.shared_folder import check_shared, write_mail
from pug_analysis.terms.kalender import Periode

GOOD = ("index.html", "01_profil.html", "laporan.pdf", "tabel.xlsx", "manifest.json",
        "tabel/profil_umum.csv", "gambar/piramida-1.png", "laporan-2025-pokja.zip")  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    for name in GOOD:
        path = tmp_path / "terbit" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path / "terbit"


def test_the_files_of_a_report_may_be_shared(folder):
    check_shared(folder)


@pytest.mark.parametrize(
    "name",
    [
        "01_profil.ipynb", "catatan.log", "lain.json", "peta.svg", "data.parquet", "makro.xlsm",
        "tabel/rinci.xlsx", "gambar/asli.svg", "index.html.bak", ".index.html", "tanpa_akhiran",
        "lain/profil.csv", "tabel/dalam/a.csv", "data.csv", "tabel/manifest.json", "a b.html",
    ],
)  # fmt: skip
def test_any_other_file_stops_the_publication_and_is_not_named(folder, tmp_path, name):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("x")
    with pytest.raises(ReportError, match=r"\d berkas atau folder di dalamnya bukan") as caught:
        publish(folder, tmp_path, Periode(2025), "pokja")
    assert name not in str(caught.value)
    assert not report_folder(tmp_path, Periode(2025), "pokja").exists()


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
def test_a_link_to_elsewhere_is_refused(folder, tmp_path):
    (tmp_path / "rahasia.csv").write_text("x")
    (folder / "tabel" / "rahasia.csv").symlink_to(tmp_path / "rahasia.csv")
    with pytest.raises(ReportError, match="1 berkas"):
        check_shared(folder)


def test_the_archive_for_mail_has_every_file_and_the_same_bytes_every_time(folder, tmp_path):
    (folder / "laporan-2025-pokja.zip").unlink()
    first = write_mail(folder, "laporan-2025-pokja")
    data = first.read_bytes()
    with zipfile.ZipFile(first) as archive:
        members = archive.infolist()
        assert [m.filename for m in members] == sorted(
            f"laporan-2025-pokja/{name}" for name in GOOD if not name.endswith(".zip")
        )
        assert archive.read("laporan-2025-pokja/tabel.xlsx") == b"tabel.xlsx"
        assert {m.date_time for m in members} == {(1980, 1, 1, 0, 0, 0)}
        assert {(m.comment, m.extra, m.create_system) for m in members} == {(b"", b"", 3)}
        assert archive.comment == b""
    first.unlink()
    for path in folder.rglob("*"):
        os.utime(path, (10**9, 10**9))
    assert write_mail(folder, "laporan-2025-pokja").read_bytes() == data
    check_shared(folder)
