"""What was published is kept, whenever a run stops; what was not is forgotten."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest

from pug_analysis.report.publish.folders import report_folder
from pug_analysis.report.publish.versions import (
    find_standing,
    list_versions,
    prepare_version,
    read_people,
    settle_version,
)
from pug_analysis.terms.kalender import Periode

NOW = Periode(2025)


def stage(folder, text):
    (folder / "tabel").mkdir(parents=True)
    (folder / "tabel" / "a.csv").write_text(text, encoding="utf-8")
    ledger = {"keadaan": "2025-12-31", "edisi": "pokja", "tabel": {"a": None}}
    (folder / "manifest.json").write_text(
        json.dumps({"buku_rilis": ledger, "isi": text}), encoding="utf-8"
    )
    return folder


def prepare(workspace, text, day=1):
    staged = stage(workspace / f"tahap-{text}", text)
    prepare_version(
        staged, workspace, NOW, "pokja", people={"2025": text.encode()}, today=dt.date(2026, 1, day)
    )
    return staged


def swap(staged, workspace):
    final = report_folder(workspace, NOW, "pokja")
    shutil.rmtree(final, ignore_errors=True)
    final.parent.mkdir(parents=True, exist_ok=True)
    staged.rename(final)


def publish(workspace, text, day=1, **options):
    swap(prepare(workspace, text, day), workspace)
    settle_version(workspace, NOW, "pokja", **options)


def versions(workspace):
    return [
        (one.folder / "tabel" / "a.csv").read_text(encoding="utf-8")
        for one in list_versions(workspace, NOW, "pokja")
    ]


def test_versions_are_kept_in_order_with_their_people(tmp_path):
    publish(tmp_path, "satu", 1)
    publish(tmp_path, "dua", 2)
    first, second = list_versions(tmp_path, NOW, "pokja")
    assert [first.published, second.published] == [dt.date(2026, 1, 1), dt.date(2026, 1, 2)]
    assert read_people(tmp_path, first) == {"2025": b"satu"}
    assert find_standing(tmp_path, NOW, "pokja") == second


def test_nothing_published_is_no_version(tmp_path):
    assert list_versions(tmp_path, NOW, "pokja") == []
    assert find_standing(tmp_path, NOW, "pokja") is None


def test_only_the_owner_can_open_them(tmp_path):
    publish(tmp_path, "satu")
    paths = [tmp_path / ".pug/terbit", *(tmp_path / ".pug/terbit").rglob("*")]
    assert not [path for path in paths if path.stat().st_mode & 0o077]


@pytest.mark.parametrize("there", [True, False], ids=["dihapus", "berdiri"])
def test_a_run_that_stopped_before_publishing_adds_none(tmp_path, there):
    publish(tmp_path, "satu")
    if not there:
        shutil.rmtree(report_folder(tmp_path, NOW, "pokja"))
    prepare(tmp_path, "dua")
    assert versions(tmp_path) == ["satu"]


def test_a_run_that_stopped_right_after_publishing_loses_none(tmp_path):
    publish(tmp_path, "satu", 1)
    swap(prepare(tmp_path, "dua", 2), tmp_path)
    assert versions(tmp_path) == ["satu", "dua"]


def test_a_report_of_an_older_program_is_a_version_without_people(tmp_path):
    stage(report_folder(tmp_path, NOW, "pokja"), "lama")
    (found,) = list_versions(tmp_path, NOW, "pokja")
    assert (found.published, dict(found.people)) == (None, {})
    assert read_people(tmp_path, found) == {}
    assert versions(tmp_path) == ["lama"]


def test_the_same_report_again_is_the_same_version(tmp_path):
    publish(tmp_path, "satu", 1)
    shutil.rmtree(report_folder(tmp_path, NOW, "pokja"))
    publish(tmp_path, "satu", 2)
    assert versions(tmp_path) == ["satu"]


def test_what_nobody_holds_is_forgotten_with_its_people(tmp_path):
    publish(tmp_path, "satu", 1)
    publish(tmp_path, "dua", 2, alone=True)
    assert versions(tmp_path) == ["dua"]
    assert [path.read_bytes() for path in (tmp_path / ".pug/terbit/orang").iterdir()] == [b"dua"]


def test_damaged_notes_leave_the_tables_to_compare_with(tmp_path):
    publish(tmp_path, "satu")
    (found,) = list_versions(tmp_path, NOW, "pokja")
    (found.folder / "orang.json").write_text("rusak", encoding="utf-8")
    (again,) = list_versions(tmp_path, NOW, "pokja")
    assert (again.published, dict(again.people)) == (None, {})
    publish(tmp_path, "dua", 2)
    assert sorted(versions(tmp_path)) == ["dua", "satu"]
