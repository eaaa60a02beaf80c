"""Gaps of the roadmap's levels: what of them may be told to whom."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.instrumen import read_form
from pug_analysis.pages.indikator import peta_jalan_show, terlatih_show
from pug_analysis.release.display import Several

FORM = read_form(2025)


def text_of(part) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html))


def table(several: Several, name: str) -> pd.DataFrame:
    (payload,) = [p.payload for p in several.parts if p.payload.get("name") == name]
    return pd.DataFrame(payload["rows"], columns=[c["name"] for c in payload["columns"]])


def test_roadmap_gaps_name_offices(ape_data):
    *_, gaps = peta_jalan_show.peta_jalan(ape_data, FORM).parts
    assert "tanpa perencana atau staf keuangan terlatih Level 2" in text_of(gaps)
    assert "tidak ditemukan menurut nama jabatan: 1." in text_of(gaps)


def test_the_sum_over_a_few_offices_is_not_told_in_the_shared_editions(ape_data):
    def numbers(edition: str) -> pd.DataFrame:
        data = replace(ape_data, edition=edition)
        rows = table(peta_jalan_show.peta_jalan(data, FORM), "indikator_peta_jalan")
        return rows.loc[rows["sasaran"].str.startswith("Tim inti"), ["pria_aktif", "total"]]

    assert numbers("internal").iloc[:2].notna().all(axis=None)
    assert numbers("pokja").isna().all(axis=None)


@pytest.mark.parametrize(
    ("gap", "edition", "hidden"),
    [(0, "pokja", False), (1, "pokja", True), (7, "publik", True), (8, "pokja", False),
     (3, "internal", False)],
)  # fmt: skip
def test_nested_tables_of_offices_that_differ_by_few_are_not_both_shown(
    ape_data, gap, edition, hidden
):
    everybody = pd.DataFrame({"pria": [20, 10], "wanita": [30, 40]})
    level = everybody.assign(wanita=[30, 40 - gap])
    data = replace(ape_data, edition=edition)
    assert peta_jalan_show._tells_on(level, everybody, data) == hidden


def test_level_one_by_office_is_left_out_where_it_would_tell_on_all_trained(ape_data):
    shown = {}
    for edition in ("internal", "pokja"):
        data = replace(ape_data, edition=edition)
        shown[edition] = table(peta_jalan_show.peta_jalan(data, FORM), "indikator_peta_jalan_pd")
    trained = table(terlatih_show.terlatih(ape_data, FORM), "indikator_terlatih_pd")
    first = shown["internal"].loc[shown["internal"]["sasaran"] == FORM.sasaran[0].nama]
    gaps = [int(trained[sex].sum() - first[sex].sum()) for sex in ("pria", "wanita")]
    assert any(1 <= gap <= 7 for gap in gaps)
    assert FORM.sasaran[0].nama not in set(shown["pokja"]["sasaran"])


def test_offices_without_anybody_trained_are_named_inside_only(ape_data):
    everybody = pd.concat([ape_data.snapshot] * 4, ignore_index=True)
    many = replace(ape_data, people=everybody)
    none = many.tables["pelatihan_pug"].query("tingkat == 'L1'")
    data = replace(many, tables={**many.tables, "pelatihan_pug": none})
    gaps = text_of(peta_jalan_show.peta_jalan(data, FORM).parts[-1])
    assert "Level 2 (PPRG) (1): Dinas A." in gaps
    for edition in ("pokja", "publik"):
        shown = peta_jalan_show.peta_jalan(replace(data, edition=edition), FORM).parts[-1]
        assert "Dinas A" not in text_of(shown)
        assert "Level 2 (PPRG) hanya disebut dalam edisi internal." in text_of(shown)
