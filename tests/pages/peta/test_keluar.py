"""Leaving and arriving per person-year."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.peta.keluar import BANDS, SELAIN_PENSIUN, build_exits, compare_exits


def table(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    schema = TABLES[name]
    frame = pd.DataFrame(rows, columns=[c.name for c in schema.columns])
    return frame.astype(schema.dtypes)


@pytest.fixture
def build(tiny_data, tiny_pegawai):
    """Two women and a man in service, plus leavers and arrivals."""

    def make(leavers=(), arrivals=(), entries=("2010-01-01",) * 3):
        staff = tiny_pegawai.iloc[[0, 1, 4]].reset_index(drop=True)
        staff["tmt_cpns"] = pd.to_datetime(list(entries))
        left = [
            {"pegawai_id": f"x{i}", "jenis_kelamin": sex, "status_asn": "PNS", "tmt_cpns": entry,
             "jenis": kind, "tmt_pemberhentian": day}
            for i, (sex, kind, entry, day) in enumerate(leavers)
        ]  # fmt: skip
        moved = [{"pegawai_id": staff["pegawai_id"][i], "tmt_pindah": day} for i, day in arrivals]
        tables = {
            **tiny_data.tables,
            "pegawai": staff,
            "pemberhentian": table("pemberhentian", left),
            "pindah": table("pindah", moved),
        }
        return replace(tiny_data, tables=MappingProxyType(tables))

    return make


START = 2021 * 12


def years(found, sex, kind=SELAIN_PENSIUN) -> float:
    own = found.counts.query("jenis == @kind and jenis_kelamin == @sex")
    return float(own["person_years"].sum())


def test_person_years_by_hand(build):
    # a man all five years; a woman leaves on 1 July 2023 (2.5 years), two stay (10)
    found = build_exits(
        build([("P", "pindah", "2005-01-01", "2023-07-01")]), register_start=START, years=5
    )
    assert years(found, "L") == pytest.approx(5)
    assert years(found, "P") == pytest.approx(12.5)
    assert found.people.to_dict() == {"L": 1, "P": 3}


def test_who_enters_or_arrives_later_counts_from_then(build):
    data = build(entries=("2024-01-01", "2010-01-01", "2010-01-01"), arrivals=[(1, "2025-01-01")])
    found = build_exits(data, register_start=START, years=5)
    assert years(found, "L") == pytest.approx(2)
    assert years(found, "P") == pytest.approx(1 + 5)
    arrived = found.counts.query("jenis == 'pindah masuk' and jenis_kelamin == 'P'")
    assert arrived["n_event"].sum() == 1


def test_the_register_bounds_the_window(build):
    leavers = [
        ("L", "berhenti", "2000-01-01", day) for day in ("2022-06-01", "2023-01-01", "2025-12-01")
    ]
    found = build_exits(build(leavers), register_start=2023 * 12, years=5)
    assert found.first == 2023 * 12
    assert found.counts.query("jenis == 'berhenti'")["n_event"].sum() == 2
    assert found.last_year.query("jenis == 'berhenti'")["n"].sum() == 1


def test_retirement_stands_apart(build):
    leavers = [
        ("P", "pensiun", "1990-01-01", "2024-01-01"),
        ("P", "meninggal", "2010-01-01", "2024-01-01"),
    ]
    found = build_exits(build(leavers), register_start=START)
    events = found.counts.groupby("jenis")["n_event"].sum()
    assert events[[SELAIN_PENSIUN, "meninggal", "pensiun"]].tolist() == [1, 1, 1]


def test_seniority_splits_time_and_events(build):
    """A woman who entered in January 2018 has 6 full years from January 2024 on."""
    data = build([("P", "pindah", "2018-01-01", "2024-07-01")])
    found = build_exits(data, register_start=START)
    own = found.counts.query("jenis == 'pindah' and jenis_kelamin == 'P'").set_index("masa_kerja")
    assert own["n_event"].to_dict() == {"0 - 5 tahun": 0, "6 - 15 tahun": 1, "> 15 tahun": 0}
    assert own.loc["0 - 5 tahun", "person_years"] == pytest.approx(3)  # 2021 to 2023
    # half a year of hers, five and a little less of the two who entered in 2010
    assert own["person_years"].sum() == pytest.approx(13.5)


def test_an_independent_walk_over_months_agrees(build, rng):
    """Second implementation: everybody, month by month."""
    days = pd.date_range("2019-01-01", "2025-12-01", freq="MS")
    entries = pd.date_range("1995-01-01", "2024-01-01", freq="MS")
    leavers = []
    for _ in range(60):
        entry = entries[rng.integers(len(entries))]
        day = days[rng.integers(len(days))]
        if day > entry:
            leavers.append((rng.choice(["L", "P"]), rng.choice(["pindah", "pensiun"]), entry, day))
    found = build_exits(build(leavers), register_start=START)
    walked = {}
    everybody = [*leavers, *((s, "", pd.Timestamp("2010-01-01"), pd.NaT) for s in "LPP")]
    for sex, _, entry, day in everybody:
        begin = entry.year * 12 + entry.month - 1
        end = 10**9 if pd.isna(day) else day.year * 12 + day.month - 1
        for month in range(max(START, begin), min(end, 2025 * 12 + 12)):
            served = (month - begin) // 12
            band = next(name for name, (low, high) in BANDS.items() if low <= served <= high)
            walked[sex, band] = walked.get((sex, band), 0) + 1 / 12
    own = found.counts.loc[found.counts["jenis"] == "pindah"]
    for row in own.itertuples():
        assert row.person_years == pytest.approx(walked.get((row.jenis_kelamin, row.masa_kerja), 0))


def test_without_a_register_there_is_nothing(build):
    found = build_exits(build(), register_start=None)
    assert found.first is None
    assert compare_exits(found).empty
    assert build_exits(build(), register_start=2030 * 12).first is None


def test_undated_leavers_are_counted(build, tiny_pegawai):
    data = build()
    staff = pd.concat([data.tables["pegawai"], tiny_pegawai.iloc[[20]]], ignore_index=True)
    data = replace(data, tables=MappingProxyType({**data.tables, "pegawai": staff}))
    assert build_exits(data, register_start=START).undated == 1


# --- ratios
def counts(rows) -> object:
    from pug_analysis.pages.peta.keluar import Exits

    frame = pd.DataFrame(
        rows, columns=["jenis", "jenis_kelamin", "masa_kerja", "n_event", "person_years"]
    )
    none = pd.DataFrame(columns=["jenis", "jenis_kelamin", "n"])
    return Exits(frame, START, 2025 * 12 + 11, pd.Series({"L": 200, "P": 300}), none, 0)


ROWS = [
    (SELAIN_PENSIUN, "L", "0 - 5 tahun", 6, 500.0), (SELAIN_PENSIUN, "L", "> 15 tahun", 12, 400.0),
    (SELAIN_PENSIUN, "P", "0 - 5 tahun", 15, 900.0), (SELAIN_PENSIUN, "P", "> 15 tahun", 5, 200.0),
    ("pindah", "L", "> 15 tahun", 4, 900.0), ("pindah", "P", "> 15 tahun", 9, 1100.0),
]  # fmt: skip


def test_ratio_by_statsmodels_and_by_hand():
    from statsmodels.stats.rates import test_poisson_2indep as poisson_test

    row = compare_exits(counts(ROWS)).set_index("jenis").loc[SELAIN_PENSIUN]
    assert row["laju_wanita"] == pytest.approx(1000 * 20 / 1100)
    assert row["estimate"] == pytest.approx((20 / 1100) / (18 / 900))
    other = poisson_test(20, 1100, 18, 900, method="exact-cond")
    assert (row["p_value"] > 0.5) == (other.pvalue > 0.5)
    # Mantel-Haenszel: (15 500/1400 + 5 400/600) / (6 900/1400 + 12 200/600)
    ratio = (15 * 500 / 1400 + 5 * 400 / 600) / (6 * 900 / 1400 + 12 * 200 / 600)
    assert row["rasio_masa_kerja"] == pytest.approx(ratio)


def test_few_events_have_rates_but_no_ratio():
    row = compare_exits(counts(ROWS)).set_index("jenis").loc["pindah"]
    assert row["laju_pria"] == pytest.approx(1000 * 4 / 900)
    assert np.isnan(row["estimate"])


def test_a_kind_that_nobody_had_is_a_row_of_zeros():
    row = compare_exits(counts(ROWS)).set_index("jenis").loc["meninggal"]
    assert (row["pria"], row["wanita"]) == (0, 0)
    assert np.isnan(row["laju_pria"])
