"""A change planted in each layer is named, and nothing else is; the published report is only read."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import sys
from pathlib import Path

import pytest
from pypdf import PdfWriter

from pug_analysis.cli import main
from pug_analysis.config import Config
from pug_analysis.errors import ReportError
from pug_analysis.ingest import build_periode
from pug_analysis.report import run_report, verify_report
from pug_analysis.report.compare.differences import compare_reports
from pug_analysis.report.compare.verify import _given, describe_verdict
from pug_analysis.report.plan.run_options import RunOptions
from pug_analysis.report.publish import archive
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

pytestmark = pytest.mark.notebook
EDITION = "internal"
TABEL_4_1 = (
    "kategori;sub_kategori;pria;wanita;total\r\nTotal ASN;;20;30;50\r\n"
    "Jenjang Jabatan Struktural;JPT Pratama (Eselon II);1;*;\r\n"
)


@pytest.fixture(scope="module")
def published(tmp_path_factory, toys):
    """A workspace with two simulated years, last year's table, and the report of this year."""
    workspace = tmp_path_factory.mktemp("kerja")
    write_raw(
        simulate(size=60, years=(2024, 2025), seed=3),
        workspace / "data" / "raw",
        dirt=0,
        layout="csv",
    )
    (workspace / "pug.toml").write_text("[piramida]\nmargin = 0.1\n", encoding="utf-8")
    cells = toys.good_cells()
    toys.write_notebook(workspace / "notebooks" / "01_profil.ipynb", cells)
    toys.write_notebook(workspace / "notebooks" / "02_lain.ipynb", cells)
    place = archive.published_table(workspace, Periode(2024), EDITION)
    place.parent.mkdir(parents=True)
    place.write_bytes(TABEL_4_1.encode("utf-8-sig"))
    build_periode(workspace, Periode(2025), config=Config())
    run_report(
        workspace, Periode(2025), edition=EDITION, config=Config(),
        options=RunOptions(only=("01_profil",), printer=print_blank),
    )  # fmt: skip
    return workspace


def print_blank(folder, day, work):
    """Put an empty PDF beside every page; a browser would print it."""
    assert (day.isoformat(), work.exists()) == ("2025-12-31", False)
    for page in folder.glob("*.html"):
        writer = PdfWriter()
        writer.add_blank_page(595, 842)
        writer.write(page.with_suffix(".pdf"))


@pytest.fixture
def copy(published, tmp_path):
    """The workspace, to be changed."""
    return shutil.copytree(published, tmp_path / "salinan ü")


def report_of(workspace):
    return workspace / "reports" / "2025" / EDITION


def digests(folder):
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def verify(workspace, **options):
    return verify_report(workspace, Periode(2025), edition=EDITION, **options)


def raw_file(workspace, year=2025):
    return archive.list_files(workspace / "data" / "raw" / str(year))[0]


def change_manifest(workspace, change):
    path = report_of(workspace) / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


# Same ---------------------------------------------------------------------------------------------


def test_an_untouched_report_is_the_same_in_another_folder_and_nothing_is_touched(
    copy, monkeypatch
):
    """Also where folders are listed in another order."""
    before = digests(copy)
    for name in ("iterdir", "glob", "rglob"):
        listing = getattr(Path, name)
        monkeypatch.setattr(
            Path, name, lambda *words, _of=listing, **how: iter(list(_of(*words, **how))[::-1])
        )
    assert verify(copy) is None
    assert digests(copy) == before
    assert not (copy / ".pug" / "verifikasi").exists()


# Input --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_changed_byte_of_the_input_is_named(copy, year):
    path = raw_file(copy, year)
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    found = verify(copy)
    assert (found.layer, found.file) == ("masukan", f"data/raw/{year}/{path.name}")


def test_a_missing_and_an_added_file_are_named(copy):
    path = raw_file(copy)
    extra = path.with_name("zz_baru.csv")
    shutil.copyfile(path, extra)
    found = verify(copy)
    assert (found.layer, found.file) == ("masukan", "data/raw/2025/")
    assert "1 berkas ditambahkan" in found.detail
    extra.unlink()
    path.unlink()
    assert verify(copy).file == f"data/raw/2025/{path.name}"


def test_changed_settings_and_a_changed_report_of_last_year_are_input(copy):
    settings = copy / "pug.toml"
    settings.write_text("[piramida]\nmargin = 0.2\n", encoding="utf-8")
    assert verify(copy).file == "pug.toml"
    settings.write_text("[piramida]\nmargin = 0.1\n\n[laporan]\narsip = false\n", encoding="utf-8")
    archive.published_table(copy, Periode(2024), EDITION).unlink()
    found = verify(copy)
    assert (found.layer, found.file) == (
        "masukan",
        "reports/2024/internal/tabel/profil_tabel_4_1.csv",
    )


def test_kept_copies_rebuild_a_report_whose_input_was_replaced(copy):
    path = raw_file(copy)
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    (copy / "pug.toml").write_text("[piramida]\nmargin = 0.2\n", encoding="utf-8")
    assert verify(copy).layer == "masukan"
    assert verify(copy, archived=True) is None
    kept = (
        copy
        / ".pug"
        / "arsip"
        / "isi"
        / archive.read_catalogue(copy, Periode(2025), EDITION)[f"data/raw/2025/{path.name}"]
    )
    kept.write_bytes(b"rusak")
    found = verify(copy, archived=True)
    assert (found.layer, found.file) == ("masukan", f"data/raw/2025/{path.name}")
    assert "arsip" in found.detail


# Code and packages --------------------------------------------------------------------------------


def test_a_changed_notebook_is_code(copy):
    path = copy / "notebooks" / "01_profil.ipynb"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    found = verify(copy)
    assert (found.layer, found.file) == ("kode", "notebooks/01_profil.ipynb")


def test_a_notebook_that_did_not_run_is_no_difference_of_code(copy):
    (copy / "notebooks" / "02_lain.ipynb").unlink()
    found = verify(copy)
    assert (found.layer, found.file) == ("halaman", "index.html")  # it names what was not asked for


def test_a_changed_file_of_the_package_is_code(copy):
    def change(manifest):
        manifest["kode_berkas"]["report/write/portal.py"] = "00"

    change_manifest(copy, change)
    found = verify(copy)
    assert (found.layer, found.file) == ("kode", "src/pug_analysis/report/write/portal.py")


def test_another_version_of_a_package_is_named(copy):
    change_manifest(copy, lambda manifest: manifest["paket"].update(pandas="2.2.0"))
    found = verify(copy)
    assert (found.layer, found.file) == ("paket", "pandas")
    assert "versi 2.2.0" in found.detail


def test_another_lock_is_named(copy):
    change_manifest(copy, lambda manifest: manifest.update(sidik_paket="00"))
    assert verify(copy).file == "requirements.lock"


# Tables and pages ---------------------------------------------------------------------------------


def test_an_edited_table_is_named_with_its_first_cell(copy, monkeypatch, capsys):
    path = report_of(copy) / "tabel" / "profil.csv"
    path.write_bytes(path.read_bytes().replace(b"III/a;1200;", b"III/a;1201;"))
    page = report_of(copy) / "01_profil.html"
    page.write_bytes(page.read_bytes() + b" ")
    monkeypatch.setattr(
        sys, "argv", ["pug-analysis", "verify", "2025", "--edition", EDITION, "-w", str(copy)]
    )
    with pytest.raises(SystemExit) as stop:
        main()
    said = capsys.readouterr().out
    assert stop.value.code == 1
    assert "Lapisan pertama yang berbeda: tabel." in said
    assert "tabel/profil.csv: sel pertama yang berbeda: baris 2, kolom n." in said
    assert "diubah sesudah terbit" in said
    assert "1201" not in said


def twins(published, tmp_path):
    """The published report and a copy that a second run could have made, with its manifest."""
    again = shutil.copytree(report_of(published), tmp_path / "lagi")
    return again, json.loads((again / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    ["01_profil.html", "01_profil.pdf", "gambar/gambar_profil.png", "tabel.xlsx", "index.html"],
)
def test_an_edited_page_picture_or_workbook_is_named(published, tmp_path, name):
    again, manifest = twins(published, tmp_path)
    path = again / name
    path.write_bytes(path.read_bytes() + b"\n<p>x</p>")
    found = compare_reports(again, report_of(published), manifest)
    assert (found.layer, found.file) == ("halaman", name)
    assert "diubah sesudah terbit" in found.detail


def test_another_result_of_the_calculation_is_told_apart_from_an_edited_file(published, tmp_path):
    again, manifest = twins(published, tmp_path)
    path = again / "tabel" / "profil.csv"
    path.write_bytes(path.read_bytes().replace(b"0,125", b"0,126"))
    found = compare_reports(report_of(published), again, manifest)
    assert found.layer == "tabel"
    assert "baris 2, kolom share" in found.detail
    assert "hitung ulang memberi hasil lain" in found.detail


def test_missing_and_foreign_files_and_an_edited_manifest_are_named(published, tmp_path):
    again, manifest = twins(published, tmp_path)
    (again / "tabel" / "asing.csv").write_bytes(b"a")
    (again / "~$tabel.xlsx").write_bytes(b"kunci Excel")
    found = compare_reports(again, report_of(published), manifest)
    assert (found.file, found.detail.split(".")[0]) == ("tabel/asing.csv", "bukan bagian laporan")
    (again / "tabel" / "asing.csv").unlink()
    (again / "tabel" / "profil.csv").unlink()
    found = compare_reports(again, report_of(published), manifest)
    assert (found.file, found.detail.split(".")[0]) == (
        "tabel/profil.csv", "tidak ada dalam laporan yang terbit",
    )  # fmt: skip
    shutil.copyfile(report_of(published) / "tabel" / "profil.csv", again / "tabel" / "profil.csv")
    assert compare_reports(again, report_of(published), manifest) is None
    (again / "manifest.json").write_text(json.dumps(manifest | {"neraca": []}), encoding="utf-8")
    found = compare_reports(again, report_of(published), manifest)
    assert (found.file, found.detail) == ("manifest.json", "bagian neraca berbeda.")


# The archive --------------------------------------------------------------------------------------


def test_the_archive_is_private_and_holds_each_content_once(published):
    folder = published / ".pug" / "arsip"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    catalogue = archive.read_catalogue(published, Periode(2025), EDITION)
    contents = {p.name for p in (folder / "isi").iterdir()}
    assert contents == set(catalogue.values()) - {archive.EMPTY}
    assert {"pug.toml", "reports/2024/internal/tabel/profil_tabel_4_1.csv"} < set(catalogue)
    assert all(stat.S_IMODE(p.stat().st_mode) == 0o600 for p in (folder / "isi").iterdir())
    assert all(hashlib.sha256((folder / "isi" / d).read_bytes()).hexdigest() == d for d in contents)


def test_what_no_published_report_needs_is_removed(copy):
    folder = copy / ".pug" / "arsip"
    archive.write_catalogue(
        copy,
        Periode(2025),
        EDITION,
        {"pug.toml": archive.list_input(copy, Periode(2025), EDITION)["pug.toml"]},
    )
    assert len(list((folder / "isi").iterdir())) == 1
    shutil.rmtree(report_of(copy))
    archive.write_catalogue(copy, Periode(2024), EDITION, None)
    assert list((folder / "isi").iterdir()) == []
    assert archive.read_catalogue(copy, Periode(2025), EDITION) is None


def test_a_file_that_is_locked_elsewhere_is_listed_without_content(copy):
    (copy / "data" / "raw" / "2025" / "~$asn.xlsx").write_bytes(b"siapa yang membuka")
    catalogue = archive.list_input(copy, Periode(2025), EDITION)
    assert catalogue["data/raw/2025/~$asn.xlsx"] == archive.EMPTY
    (copy / "data" / "raw" / "2025" / "folder.xlsx").mkdir()
    catalogue = archive.list_input(copy, Periode(2025), EDITION)
    assert archive.restore_input(copy, catalogue, copy / "lagi") == ""
    assert (copy / "lagi" / "data" / "raw" / "2025" / "folder.xlsx").is_dir()
    assert (copy / "lagi" / "data" / "raw" / "2025" / "~$asn.xlsx").read_bytes() == b""


# Refusals -----------------------------------------------------------------------------------------


def test_without_a_report_or_a_sound_manifest_nothing_is_compared(copy):
    with pytest.raises(ReportError, match="Belum ada laporan 2023"):
        verify_report(copy, Periode(2023), edition=EDITION)
    for text in ("{}", "bukan json"):
        (report_of(copy) / "manifest.json").write_text(text, encoding="utf-8")
        with pytest.raises(ReportError, match=r"manifest\.json"):
            verify(copy)


def test_the_verdict_in_words():
    assert describe_verdict(None, Periode(2025), "pokja").startswith(
        "Laporan 2025 edisi pokja: SAMA."
    )


def test_a_report_of_added_up_agencies_is_refused(tmp_path):
    folder = tmp_path / "data/processed/2025"
    folder.mkdir(parents=True)
    (folder / "gabungan.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ReportError, match="Laporan gabungan"):
        verify_report(tmp_path, Periode(2025), edition=EDITION)


def test_a_report_is_made_again_with_each_page_s_own_parameters():
    manifest = {
        "parameter": {
            "03_kohort": {"year": 2025, "edition": "pokja", "target": "Administrator"},
            "04_pelatihan": {"year": 2025, "edition": "pokja", "target": 0.4},
        }
    }
    assert _given(manifest) == {"03_kohort.target": "Administrator", "04_pelatihan.target": 0.4}
