"""The folder that is exchanged: written whole, read only if whole."""

from __future__ import annotations

import json
import shutil

import pytest
from pandas.testing import assert_frame_equal

from pug_analysis.careers.pooled import EXPORT_FILE
from pug_analysis.errors import DataError, ReportError
from pug_analysis.pooled.folder import plain_gate, write_tables
from pug_analysis.pooled.receive import read_export


@pytest.fixture
def folder(pool, tmp_path):
    return shutil.copytree(pool.folders[0], tmp_path / "2025")


# --- properties
def test_what_is_written_is_read_again(export, tmp_path):
    again = read_export(write_tables(export, tmp_path / "2025", gate=lambda _: None))
    assert again.numbers == export.numbers
    for name, table in export.counts.items():
        assert_frame_equal(again.counts[name], table)
    assert_frame_equal(again.risk.increments, export.risk.increments)
    files = [{p.name: p.read_bytes() for p in (tmp_path / "2025").glob("*.csv")} for _ in range(2)]
    write_tables(export, tmp_path / "2025", gate=lambda _: None)
    assert files[0] == {p.name: p.read_bytes() for p in (tmp_path / "2025").glob("*.csv")}


def test_a_gate_that_refuses_leaves_the_old_folder(folder, export):
    def refuse(stage):
        raise ReportError("orang")

    before = (folder / EXPORT_FILE).read_bytes()
    with pytest.raises(ReportError):
        write_tables(export, folder, gate=refuse)
    assert (folder / EXPORT_FILE).read_bytes() == before
    assert [p.name for p in folder.parent.iterdir()] == ["2025"]


def test_no_file_holds_an_identifier(pool):
    for data, folder in zip(pool.regencies, pool.folders, strict=True):
        text = "".join(p.read_text(encoding="utf-8") for p in folder.iterdir())
        assert not any(one in text for one in data.snapshot["pegawai_id"])
        assert "pegawai_id" not in text


# --- refusals
def test_a_changed_file_is_refused(folder):
    with (folder / "profil.csv").open("a") as file:
        file.write("x")
    with pytest.raises(DataError, match=r"profil\.csv hilang atau berubah"):
        read_export(folder)


def test_a_foreign_file_is_refused(folder):
    (folder / "orang.csv").write_text("nama\n")
    with pytest.raises(DataError, match=r"bukan bagiannya: orang\.csv"):
        read_export(folder)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"versi": 3}, "versi 3"),
        ({"skema": "lain"}, "berformat lain"),
        ({"tingkat": None}, "tidak memuat tingkat"),
    ],
)
def test_another_format_is_refused(folder, change, said):
    about = json.loads((folder / EXPORT_FILE).read_text())
    about = {
        key: value
        for key, value in (about | change).items()
        if value is not None or key != "tingkat"
    }
    (folder / EXPORT_FILE).write_text(json.dumps(about))
    with pytest.raises(DataError, match=said):
        read_export(folder)


def test_a_folder_without_an_export_is_refused(tmp_path):
    with pytest.raises(DataError, match="bukan ekspor"):
        read_export(tmp_path)
    (tmp_path / EXPORT_FILE).write_text("{")
    with pytest.raises(DataError, match="rusak"):
        read_export(tmp_path)


@pytest.mark.parametrize(
    "change",
    [{"berkas": []}, {"daerah": "Kabupaten"}, {"daerah": {"nama": "A"}}, {"tingkat": "lain"}],
)
def test_a_description_of_another_form_is_refused(folder, change):
    path = folder / "ekspor.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), encoding="utf-8")
    with pytest.raises(DataError, match="rusak"):
        read_export(folder)


def test_a_merged_folder_with_a_number_of_a_person_is_refused(tmp_path):
    (tmp_path / "gabungan.json").write_text("{}")
    (tmp_path / "profil.csv").write_text("kategori\n198003152005012001\n")
    with pytest.raises(DataError, match=r"profil\.csv memuat pengenal"):
        plain_gate(tmp_path)
