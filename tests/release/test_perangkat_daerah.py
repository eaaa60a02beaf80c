"""Tables by perangkat daerah: whom the public knows in each, and what readers are told of protection."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.release.perangkat_daerah import (
    catatan_perlindungan,
    orang_per_pd,
    pejabat_per_pd,
)

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


def people(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """People of (office, sex, level)."""
    return pd.DataFrame(rows, columns=["perangkat_daerah", "jenis_kelamin", "jenjang"])


SOME = people(
    ("Dinas A", "L", "Pengawas"), ("Dinas A", "P", "Pengawas"), ("Dinas A", "P", "JPT Madya"),
    ("Dinas A", "P", "Pelaksana"), ("Dinas B", "L", "JF"), ("", "P", "Administrator"),
)  # fmt: skip


def test_everybody_is_counted_in_the_order_of_the_rows_asked_for():
    offices = pd.Series([UNKNOWN, "Dinas B", "Dinas A", "Dinas C"])
    # men, then women; nobody works in the last one
    assert orang_per_pd(SOME, offices).tolist() == [[0, 1], [1, 0], [1, 3], [0, 0]]


def test_only_holders_of_structural_posts_are_public():
    offices = pd.Series(["Dinas A", "Dinas B", UNKNOWN])
    assert pejabat_per_pd(SOME, offices).tolist() == [[1, 2], [0, 0], [0, 1]]
