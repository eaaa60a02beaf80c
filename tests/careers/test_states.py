"""The state of a person a year ago as known then, as known now, and now: one person for each rule."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd
import pytest

from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.careers.states import dated_posts, person_states
from pug_analysis.config import Config
from pug_analysis.ingest.tables.schema import TABLES

ESELON = {"Pengawas": "IV.a", "Administrator": "III.a", "JPT Pratama": "II.b"}


def month(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def frame(name: str, rows: list[dict]) -> pd.DataFrame:
    types = TABLES[name].dtypes
    table = pd.DataFrame(rows, columns=list(types))
    texts = [c for c, kind in types.items() if kind == "string"]
    return table.assign(**{c: table[c].astype("string").fillna("") for c in texts}).astype(types)


def data(
    year: int,
    level: str,
    since: str,
    *posts: tuple,
    sex: str = "P",
    law: str = "01",
    name: str = "a",
) -> Data:
    """One person who holds a level by the staff list; posts of (level, first day, assignment)."""
    own = {
        "pegawai_id": name, "jenis_kelamin": sex, "status_asn": "PNS", "kedudukan_hukum": law,
        "tmt_cpns": "2010-03-01", "usia_tahun": 40, "masa_kerja_tahun": 15, **post(level, since),
    }  # fmt: skip
    held = [
        {"pegawai_id": "a", "penugasan": how, "penyetaraan": False, **post(name, day)}
        for name, day, how in posts
    ]
    given = {"pegawai": [own], "jabatan": held}
    tables = {name: frame(name, given.get(name, [])) for name in TABLES}
    snapshot = build_snapshot(tables["pegawai"], config=Config())
    return Data(year, "internal", Config(), MappingProxyType(tables), snapshot)


def post(level: str, since: str) -> dict:
    return {
        "jenis_jabatan": "struktural" if level else "pelaksana",
        "eselon": ESELON.get(level, ""),
        "tmt_jabatan": since,
    }


def levels(now: Data, before: Data | None) -> list[str]:
    states = person_states(now, before)
    found = [states[name, "jenjang"].get("a") for name in ("dulu", "kini_dulu", "kini")]
    return [None if pd.isna(one) else one for one in found]


@pytest.mark.parametrize("acting", ["plt", "plh"])
@pytest.mark.parametrize(
    ("day", "of_history", "held"),
    [("2025-02-01", "definitif", ["", "", "Pengawas"]), ("2025-02-01", "acting", ["", "Pengawas", "Pengawas"])],
)  # fmt: skip
def test_an_acting_post_dates_nothing(acting, day, of_history, held):
    """Held now without a dated post since: held then too, whoever acted in whatever since."""
    how = "definitif" if of_history == "definitif" else acting
    now = data(2025, "Pengawas", "2018-01-01", ("Pengawas", day, how))
    assert levels(now, data(2024, "", "2015-01-01")) == held


@pytest.mark.parametrize(
    ("day", "dated"),
    [("2024-12-31", False), ("2025-01-01", True), ("2025-12-31", True), ("2026-01-01", False)],
)
@pytest.mark.parametrize("where", ["riwayat", "ekspor"])
def test_posts_of_the_year_alone_are_dated(day, dated, where):
    posts = [("Pengawas", day, "definitif")] if where == "riwayat" else []
    now = data(2025, "Pengawas", day if where == "ekspor" else "2018-01-01", *posts)
    assert list(dated_posts(now, since=month("2024-12"))) == (["a"] if dated else [])


def test_acting_posts_are_not_dated():
    acting = [("Pengawas", "2025-03-01", how) for how in ("plt", "plh")]
    now = data(2025, "", "2018-01-01", *acting)
    assert list(dated_posts(now, since=month("2024-12"))) == []


def test_without_last_years_data_the_first_state_is_unknown():
    now = data(2025, "Pengawas", "2025-03-01", ("Pengawas", "2025-03-01", "definitif"))
    states = person_states(now, None)
    assert states["dulu"].isna().all(axis=None)
    assert states["kini_dulu", "jenjang"].tolist() == [""]
    assert states["kini", "jenjang"].tolist() == ["Pengawas"]


def test_a_corrected_sex_is_known_now_for_both_days():
    states = person_states(
        data(2025, "", "2015-01-01", sex="L"), data(2024, "", "2015-01-01", sex="P")
    )
    sexes = [states[name, "jenis_kelamin"].item() for name in ("dulu", "kini_dulu", "kini")]
    assert sexes == ["P", "L", "L"]


def test_who_returns_to_active_service_was_not_missing_before():
    """In last year's list, but not active then: no correction, unlike whoever was not in the list at all."""
    now = data(2025, "", "2015-01-01")
    before = data(2024, "", "2015-01-01", law="07")
    assert levels(now, before) == [None, None, ""]
    nobody = data(2024, "", "2015-01-01", name="b")
    assert levels(now, nobody) == [None, "", ""]


@pytest.mark.parametrize(("day", "then"), [("2024-12-31", "Pengawas"), ("2025-01-01", "")])
def test_without_last_years_data_a_year_ago_is_twelve_months_ago(day, then):
    now = data(2025, "Pengawas", day, ("Pengawas", day, "definitif"))
    states = person_states(now, None)
    assert states["kini_dulu", "jenjang"].tolist() == [then]
    assert states["kini", "jenjang"].tolist() == ["Pengawas"]
