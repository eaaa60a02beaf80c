from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pug_analysis.errors import ReportError, UsageError
from pug_analysis.ingest.tables.schema import TABLES, UNUSED
from pug_analysis.report.plan.notebooks import (
    file_to_bring,
    find_lacking,
    find_missing,
    notebooks_folder,
    read_notebooks,
)


@pytest.fixture
def folder(tmp_path, toys):
    for name in ("02_karier", "01_profil", "coba", "eksplorasi/03_lain"):
        cells = [toys.markdown(f"# Judul {name}\n\nTeks")]
        toys.write_notebook(
            tmp_path / "notebooks" / f"{name}.ipynb", cells, needs=["pemberhentian"], ringkas="R"
        )
    return tmp_path / "notebooks"


def test_numbered_notebooks_are_read_in_order_without_subfolders(folder):
    found, chosen = read_notebooks(folder)
    assert [n.name for n in found] == chosen == ["01_profil", "02_karier"]
    assert (found[0].title, found[0].summary) == ("Judul 01_profil", "R")


@pytest.mark.parametrize("name", ["karier", "02_karier", "02_karier.ipynb"])
def test_only_takes_names_with_or_without_number(folder, name):
    assert read_notebooks(folder, only=(name,))[1] == ["02_karier"]


def test_unknown_notebook_is_refused_with_the_nearest_name(folder):
    with pytest.raises(UsageError, match=r"'karir' tidak ada.*Mungkin yang dimaksud 'karier'"):
        read_notebooks(folder, only=("karir",))
    (folder / "kosong").mkdir()
    with pytest.raises(UsageError, match=r"Tidak ada notebook .* di folder kosong"):
        read_notebooks(folder / "kosong")


def test_the_workspace_comes_before_the_package(folder):
    assert notebooks_folder(folder.parent) == folder


def test_a_needed_table_that_is_missing_or_empty_is_named_by_its_file(folder):
    notebook = read_notebooks(folder)[0][0]
    processed = folder.parent / "2025"
    processed.mkdir()
    assert "data/raw/2025: ekspor SIASN daftar pemberhentian" in find_missing(notebook, processed)
    path = processed / "pemberhentian.parquet"
    pq.write_table(pa.table({"a": pa.array([], pa.string())}), path)
    assert find_missing(notebook, processed)
    pq.write_table(pa.table({"a": ["x"]}), path)
    assert find_missing(notebook, processed) == ""


def test_every_table_has_a_file_to_bring_and_others_are_refused(tmp_path, toys):
    brought = set(TABLES) - {UNUSED}  # made from what was put aside, not brought
    assert len({file_to_bring(table) for table in brought}) == len(brought)
    assert file_to_bring("rencana_aksi") == "matriks rencana aksi PUG (templat rencana_aksi.xlsx)"
    assert file_to_bring("cltn") == "ekspor SIASN riwayat cuti di luar tanggungan negara (CLTN)"
    toys.write_notebook(tmp_path / "01_a.ipynb", [toys.markdown("# A")], needs=["gaji"])
    with pytest.raises(ReportError, match=r"menyebut tabel asing 'gaji'"):
        find_missing(read_notebooks(tmp_path)[0][0], tmp_path)


def test_a_page_that_runs_without_all_it_uses_says_what_to_bring(tmp_path, toys):
    toys.write_notebook(
        tmp_path / "01_a.ipynb", [toys.markdown("# A")], needs=[], memakai=["sk_pug", "pindah"]
    )
    (one,), _ = read_notebooks(tmp_path)
    processed = tmp_path / "2025"
    assert find_missing(one, processed) == ""
    said = find_lacking(one, processed)
    assert said.startswith("Dibuat tanpa sebagian isinya. Sertakan di data/raw/2025: ")
    assert "sk_pug" in said
    assert "pindah instansi" in said


def test_a_key_that_nobody_reads_is_refused_with_the_nearest(tmp_path, toys):
    """It would be taken for a wish that came true: a page that waits for no file."""
    folder = tmp_path / "notebooks"
    toys.write_notebook(folder / "01_a.ipynb", [toys.markdown("# A")], memaki=["jabatan"])
    wanted = r"01_a: metadata 'pug' memuat 'memaki'.*\(mungkin 'memakai'\).*needs, memakai"
    with pytest.raises(ReportError, match=wanted):
        read_notebooks(folder)
