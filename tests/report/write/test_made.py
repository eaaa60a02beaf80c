"""What a notebook made is kept without the run that made it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pug_analysis.report.write.made import KEPT, Content, Made, all_tables, pack, unpack

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


def test_tables_that_no_notebook_made_come_first():
    told = {**TABLE, "name": "perubahan"}
    other = replace(MADE, tables=[{**TABLE, "name": "b"}])
    assert [one["name"] for one in all_tables([MADE, other], told=[told])] == [
        "perubahan",
        "a",
        "b",
    ]


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
