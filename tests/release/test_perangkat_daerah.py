"""What readers of a table by perangkat daerah are told of its protection."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pug_analysis.release.perangkat_daerah import catatan_perlindungan

SMALL = "PD dengan kurang dari 30 orang tidak ditampilkan."


@pytest.mark.parametrize(
    ("edition", "notes", "small"),
    [("internal", 0, False), ("pokja", 1, False), ("publik", 1, True)],
)
def test_each_edition_is_told_its_own_rule(tiny_data, edition, notes, small):
    told = catatan_perlindungan(replace(tiny_data, edition=edition))
    assert len(told) == notes
    assert (SMALL in "".join(told)) is small
    for one in told:
        assert "(* dihitung 4)" in one
        assert "hanya bila totalnya paling sedikit 30." in one
        assert "Perubahan kurang dari 10 orang" in one
