"""Who acts in a post does not hold it: one place decides, everything that counts posts asks it."""

from __future__ import annotations

import ast
from pathlib import Path

import pandas as pd
import pytest

from pug_analysis.careers.levels import level_in
from pug_analysis.careers.targets import conversion, first_jf, first_structural, held_since
from pug_analysis.terms import jabatan

SRC = Path(__file__).parents[2] / "src" / "pug_analysis"
#: Only what the simulation writes is not decided there: it may be read as anything.
NOT_ASKED = ("simulate/", "audit/")


def posts(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Posts of one person: kind of assignment, TMT, eselon, level of JF."""
    return pd.DataFrame(
        [
            {
                "pegawai_id": "a",
                "penugasan": how,
                "tmt_jabatan": pd.Timestamp(day),
                "eselon": eselon,
                "jenis_jabatan": "struktural" if eselon else "fungsional",
                "jenjang_jf": level,
                "penyetaraan": False,
            }
            for how, day, eselon, level in rows
        ]
    )


def test_by_hand():
    held = pd.Series(["definitif", "plt", "plh", ""])
    assert jabatan.is_definitive(held).tolist() == [True, False, False, False]


@pytest.mark.parametrize("acting", ["plt", "plh"])
def test_an_acting_head_has_reached_nothing(acting):
    """Acting from 2020, appointed in May 2022: month 2022 * 12 + 4."""
    of_one = posts((acting, "2020-01-01", "IV.a", ""), ("definitif", "2022-05-01", "IV.a", ""))
    assert first_structural(of_one, level="Pengawas").to_dict() == {"a": 2022 * 12 + 4}
    people = pd.DataFrame({"pegawai_id": ["a"]})
    assert held_since(people, of_one, level="Pengawas").tolist() == [2022 * 12 + 4]
    assert first_structural(of_one.iloc[:1], level="Pengawas").empty


@pytest.mark.parametrize("acting", ["plt", "plh"])
def test_an_acting_post_is_no_jf_and_no_conversion(acting):
    as_jf = posts((acting, "2020-01-01", "", "Ahli Muda"))
    assert first_jf(as_jf, level="Ahli Muda").empty
    window = jabatan.PENYETARAAN_WINDOW[0]
    after = posts((acting, "2015-01-01", "IV.a", ""), ("definitif", str(window), "", "Ahli Muda"))
    assert conversion(after).empty
    real = after.assign(penugasan="definitif")
    assert len(conversion(real)) == 1


@pytest.mark.parametrize("acting", ["plt", "plh"])
def test_the_level_of_an_acting_head_is_the_one_before(acting):
    tables = {
        "pegawai": pd.DataFrame({"pegawai_id": ["a"], "jenis_kelamin": ["P"]}),
        "jabatan": posts(("definitif", "2018-01-01", "IV.a", ""), (acting, "2020-01-01", "III.b", "")),
    }  # fmt: skip
    served = pd.DataFrame({"pegawai_id": ["a"], "jenis_kelamin": ["P"], "masuk": [0], "datang": [0], "keluar": [pd.NA]})  # fmt: skip
    served["keluar"] = served["keluar"].astype("Int64")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pug_analysis.careers.levels.service_stretches", lambda *_, **__: served)
        found = level_in(tables, active=pd.Series([True]), entered=pd.Series([0]), month=2021 * 12)
    assert found["jenjang"].tolist() == ["Pengawas"]


def test_nobody_else_compares_assignments():
    elsewhere = []
    for path in sorted(SRC.rglob("*.py")):
        name = path.relative_to(SRC).as_posix()
        if name == "terms/jabatan.py" or name.startswith(NOT_ASKED):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                parts = [node.left, *node.comparators]
                words = {c.value for x in parts for c in ast.walk(x) if isinstance(c, ast.Constant)}
                if words & {"definitif", "penugasan", "plt", "plh"}:
                    elsewhere.append(f"{name}:{node.lineno}")
    assert not elsewhere
