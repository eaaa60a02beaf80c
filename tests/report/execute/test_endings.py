"""How a notebook ended, as it goes from process to process and into the kept results."""

from __future__ import annotations

import pytest

from pug_analysis.report.execute.endings import Failed, take_ending, write_ending
from pug_analysis.report.write.made import Content, Made

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
