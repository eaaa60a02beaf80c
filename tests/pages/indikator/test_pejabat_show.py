"""The evidence page tells of no planner, auditor or holder of a post whether he is trained."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.instrumen import read_form
from pug_analysis.pages.indikator.indikator import compute_series
from pug_analysis.pages.indikator.pejabat_show import (
    hide_public,
    names_of_posts,
    protect_functions,
    tells_which,
)
from pug_analysis.pages.indikator.terlatih import JUMLAH, TANPA_JABATAN
from pug_analysis.release.small_counts import MASKED

FORM = read_form(2025)
NUMBERS = ["pria", "wanita", "pria_aktif", "wanita_aktif"]


def functions(rows: dict[str, tuple[int, int, int, int]]) -> pd.DataFrame:
    table = pd.DataFrame.from_dict(rows, orient="index", columns=NUMBERS)
    table = table.rename_axis("fungsi").reset_index()
    table["total"], table["total_aktif"] = (
        table["pria"] + table["wanita"],
        table["pria_aktif"] + table["wanita_aktif"],
    )
    return table.assign(share=table["total"] / table["total_aktif"].where(table["total_aktif"] > 0))


TABLE = functions(
    {
        "Perencana": (61, 44, 88, 71),
        "Pelaksana teknis": (991, 1444, 2637, 3599),
        "– di antaranya keuangan": (104, 84, 169, 128),
        "Evaluator": (1, 1, 4, 2),
        "Auditor": (22, 22, 38, 27),
        TANPA_JABATAN: (0, 0, 0, 0),
        JUMLAH: (1075, 1511, 2767, 3699),
    }
)


# --- by hand
def test_what_is_no_post_of_its_own_is_not_hidden_for_itself():
    assert names_of_posts(FORM) == [
        "Perencana", "Evaluator", "Auditor", "– di antaranya keuangan",
    ]  # fmt: skip


def test_evaluators_are_hidden_and_the_largest_line_goes_with_them():
    shown = protect_functions(TABLE, FORM, edition="pokja").set_index("fungsi")
    # 1 of 4 men and 1 of 2 women; 1,075 - 61 - 991 - 22 would be the man. Of 27 women 22 auditors are trained:
    # 5 are not
    assert shown.loc["Evaluator", ["pria", "wanita"]].tolist() == [MASKED, MASKED]
    assert shown.loc["Auditor", ["pria", "wanita"]].tolist() == [22, MASKED]
    assert shown.loc["Perencana", ["pria", "wanita", "total"]].tolist() == [61, 44, 105]
    assert pd.isna(shown.loc["Pelaksana teknis", "pria"])
    # 1,511 - 44 - 1,444 = 23 women are evaluators or auditors: with 0 to 2 evaluators 21 to 23 auditors, too few
    # numbers to choose from
    assert pd.isna(shown.loc["Pelaksana teknis", "wanita"])
    assert shown.loc[JUMLAH, ["pria", "wanita", "total"]].tolist() == [1075, 1511, 2586]
    for name in ("Pelaksana teknis", "Evaluator", "Auditor"):
        assert shown.loc[name, ["total", "share"]].isna().all()
    assert protect_functions(TABLE, FORM, edition="internal") is TABLE


@pytest.mark.parametrize(
    ("trained", "told"),
    [
        # one of three offices has nobody, two show 0 to 7: which of the two it is stays open
        ([0, 3, 40], False),
        # both that show 0 to 7 have nobody
        ([0, 0, 40], True),
        ([1, 3, 40], False),
    ],
)
def test_how_many_offices_have_nobody_says_which_where_all_small_ones_have(trained, told):
    offices = pd.DataFrame({"perangkat_daerah": [*"ABC", UNKNOWN], "total": [*trained, 0]})
    assert tells_which(offices) is told


def test_an_indicator_of_one_auditor_is_told_inside_only(ape_data):
    values = compute_series((ape_data,), form=FORM)
    own = values.set_index("kode").loc["II.f"]
    # one auditor at all: whether "the auditors" are trained is whether he is
    assert own["penyebut"] == 1
    assert hide_public(values, (ape_data,), form=FORM) is values
    shared = replace(ape_data, edition="pokja")
    shown = hide_public(values, (shared,), form=FORM).set_index("kode")
    assert shown.loc["II.f", ["pembilang", "wanita", "nilai"]].isna().all()
    assert shown.loc["II.f", "penyebut"] == 1
    whole = values.set_index("kode").loc["I.2.1", "pembilang"]
    assert shown.loc["I.2.1", "pembilang"] == whole
