"""One question is picked out of what agencies have added up."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.tallies import name_question, pick_tables
from pug_analysis.careers.pooled import Pooled
from pug_analysis.stats import risk_table

NAME = name_question("Pengawas")
PEOPLE = pd.DataFrame(
    {
        "pertanyaan": NAME, "jenis_kelamin": list("LLPP"), "angkatan": "2005-2009",
        "pendidikan": ["D3", "S1/D4"] * 2, "keluarga": ["Teknis", "Guru", "Guru", "Teknis"],
        "terakhir": 60, "orang": [10, 5, 4, 8],
    }
)  # fmt: skip
FLOW = pd.DataFrame(
    {
        "pertanyaan": NAME,
        "langkah": ["Kohort", "Belum sampai titik awal", "Dianalisis"],
        "orang": [30, 3, 27],
    }
)


def pooled(tier="tepat"):
    spells = PEOPLE.assign(entry=0, exit=60, cause="promosi")
    table = risk_table(
        spells,
        by="jenis_kelamin",
        strata=("pertanyaan", "angkatan", "pendidikan", "keluarga"),
        weight="orang",
    )
    about = {"tingkat": tier, "daerah": [], "pilihan": {NAME: {"pendidikan": ["D3"]}}}
    return Pooled(about, {}, {}, risk=table, cohort={"kohort_orang": PEOPLE, "kohort_alur": FLOW})


def test_who_is_not_chosen_is_counted_by_the_first_reason():
    found = pick_tables(pooled(), NAME, groups={"pendidikan": ("D3",), "keluarga": ("Teknis",)})
    # of 27: 13 have another education; of the 14 left, 4 another family
    assert found.flow["orang"].tolist() == [30, 3, 13, 4, 10]
    assert found.flow["langkah"].tolist()[2:] == ["pendidikan lain", "keluarga lain", "Dianalisis"]
    assert found.table.increments["n_event"].sum() == 10
    assert found.tallies.people["orang"].sum() == 10
    assert found.obstacle == ""


def test_without_a_choice_everybody_is_kept():
    found = pick_tables(pooled(), NAME, groups={"pendidikan": ()})
    assert found.flow["orang"].tolist() == [30, 3, 27]
    assert found.table.increments["n_event"].sum() == 27
    assert found.table.strata == ("angkatan", "pendidikan", "keluarga")


def test_protected_tables_answer_only_what_they_were_counted_for():
    assert pick_tables(pooled("terlindung"), NAME, groups={"pendidikan": ("D3",)}).obstacle == ""
    for groups in ({}, {"pendidikan": ("S1/D4",)}):
        found = pick_tables(pooled("terlindung"), NAME, groups=groups)
        assert (found.obstacle, found.table) == ("protected", None)


def test_a_question_of_nobody_has_no_table():
    assert pick_tables(pooled(), name_question("JPT Pratama"), groups={}).table is None
