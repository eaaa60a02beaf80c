"""How a notebook ended, as it goes from process to process and into the kept results."""

from __future__ import annotations

import json

import pytest

from pug_analysis.report.execute.endings import Failed, take_ending, write_ending
from pug_analysis.report.write.made import KEPT, Content, Made, pack, unpack

TABLE = {
    "kind": "table",
    "name": "a",
    "title": "A",
    "columns": [],
    "rows": [[1, None]],
    "notes": [],
}
MADE = Made(
    Content("Judul", ["<p>satu</p>"], [("bagian-1", "Satu")]),
    [TABLE], [], [{"kind": "headline", "label": "a", "value": "1", "note": "-"}], {"stream:stdout": 2},
    read=["2025/pegawai"], size=321, seconds=(1.5, 0.25),
)  # fmt: skip


@pytest.mark.parametrize(
    "ending",
    [
        MADE,
        Failed("gagal", 3, "KeyError", None, "report/run.py:7"),
        Failed("waktu", None, "X", "y"),
    ],
    ids=["made", "failed", "late"],
)
def test_the_file_tells_all_of_it_and_is_read_once(tmp_path, ending):
    path = tmp_path / "a.hasil.json"
    write_ending(ending, path)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]  # no half-written one beside it
    assert take_ending(path) == ending
    assert not path.exists()


def test_a_worker_that_left_no_file_has_died(tmp_path):
    assert take_ending(tmp_path / "a.json") == Failed("mati", None, "ProsesTerhenti", None, "")


def test_what_is_kept_is_the_content_without_the_run_that_made_it():
    kept = json.loads(json.dumps(pack(MADE)))
    assert tuple(kept) == KEPT
    assert kept["judul"] == "Judul"
    assert kept["kartu"][0]["value"] == "1"
    again = unpack(kept, read=None)
    assert (again.content, again.tables, again.left_out) == (MADE.content, [TABLE], MADE.left_out)
    assert (again.read, again.size, again.seconds) == (None, 0, None)


@pytest.mark.parametrize("broken", [{}, {"judul": "a"}, dict.fromkeys(KEPT)])
def test_what_is_not_whole_is_refused(broken):
    with pytest.raises((KeyError, TypeError, ValueError)):
        unpack(broken, read=None)
