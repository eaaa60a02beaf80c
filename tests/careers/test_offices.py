"""Holders of structural posts by office."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.offices import PD, STRUCTURAL_LEVELS, structural
from pug_analysis.careers.snapshot import UNKNOWN


def test_holders_are_those_of_structural_levels_whatever_their_track(tiny):
    held = structural(tiny)
    # TINY: two JPT Pratama, three Administrator, three Pengawas
    assert held["jenjang"].value_counts().to_dict() == {
        "Administrator": 3, "Pengawas": 3, "JPT Pratama": 2,
    }  # fmt: skip
    assert set(held[SEX]) == {"L", "P"}
    top = tiny.assign(jenjang=tiny["jenjang"].replace({"JPT Pratama": "JPT Madya"}))
    assert len(structural(top)) == 8
    assert STRUCTURAL_LEVELS == ("Pengawas", "Administrator", "JPT Pratama", "JPT Madya")


def test_those_without_an_office_have_a_name_for_it():
    rows = pd.DataFrame({"jenjang": ["Pengawas"] * 3 + ["JF"], PD: ["Dinas A", "", None, ""]})
    assert structural(rows)[PD].tolist() == ["Dinas A", UNKNOWN, UNKNOWN]
    assert PD == "perangkat_daerah"
