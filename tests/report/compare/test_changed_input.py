"""What of a report's input is compared, without making the report again (see test_verify)."""

from __future__ import annotations

import hashlib

import pytest

from pug_analysis.config import read_config
from pug_analysis.report.compare.changed_input import compare_input
from pug_analysis.report.publish import archive
from pug_analysis.report.write import provenance
from pug_analysis.terms.kalender import Periode

NOW, THEN = Periode(2025), Periode(2024, 1)
FILES = {
    "pug.toml": "",
    "instrumen-2025.toml": "nama = 'contoh'\n",
    "data/raw/2025/a.csv": "satu",
    "data/raw/2024-semester-1/a.csv": "dua",
    "data/raw/2023/a.csv": "rusak",
    "data/raw/2026/a.csv": "sesudah laporan",
}


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def workspace(tmp_path):
    for place, text in FILES.items():
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def manifest(workspace):
    return {
        "edisi": "pokja",
        "masukan": {"berkas": [{"berkas": "a.csv", "sha256": digest("satu")}]},
        "deret": {
            "periode": {THEN.name: [{"berkas": "a.csv", "sha256": digest("dua")}]},
            "tidak_dipakai": {"2023": "berkas rusak"},
        },
        "instrumen": archive.list_forms(workspace),
        "setelan": provenance.settings_digest(read_config(workspace)),
        "tahun_lalu": {"periode": "2024", "terbitan": None},
    }


@pytest.fixture
def compare(workspace, manifest):
    kept = archive.list_input(workspace, NOW, "pokja")
    return lambda **options: compare_input(
        workspace, NOW, manifest, kept, **({"archived": False} | options)
    )


def test_everything_up_to_the_report_is_input(workspace, compare):
    listed = archive.list_input(workspace, NOW, "pokja")
    assert set(listed) == set(FILES) - {"data/raw/2026/a.csv"}
    assert compare() is None
    (workspace / "data/raw/2026/a.csv").write_text("lain", encoding="utf-8")
    assert compare() is None


@pytest.mark.parametrize("place", sorted(set(FILES) - {"data/raw/2026/a.csv", "pug.toml"}))
@pytest.mark.parametrize("change", ["other", "gone"])
def test_a_change_is_named_and_kept_copies_stand_for_it(workspace, compare, place, change):
    path = workspace / place
    if change == "gone":
        path.unlink()
    else:
        path.write_text("nama = 'lain'\n", encoding="utf-8")
    found = compare()
    assert (found.layer, found.file) == ("masukan", place)
    assert compare(archived=True) is None


@pytest.mark.parametrize("place", ["data/raw/2022/baru.csv", "instrumen-2024.toml"])
def test_what_was_added_is_named(workspace, compare, place):
    path = workspace / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("nama = 'baru'\n", encoding="utf-8")
    found = compare()
    assert place.startswith(found.file)


def test_a_report_of_the_year_before_that_came_later_is_named(workspace, compare):
    place = archive.published_table(workspace, Periode(2024), "pokja")
    place.parent.mkdir(parents=True)
    place.write_text("x", encoding="utf-8")
    assert compare().file == "reports/2024/pokja/tabel/profil_tabel_4_1.csv"
