"""The whole chain against the planted truth: simulated people, cohort, spells, estimates.

The study with many regencies is ``benchmarks/replicates.py``; here one larger regency shows that
the estimates are where they should be, and that two wrong ways are not.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pug_analysis.analyses.questions.offices import open_appointments
from pug_analysis.analyses.questions.steps import open_steps
from pug_analysis.analyses.tallies import BAWAAN
from pug_analysis.careers.cohort import build_cohort
from pug_analysis.careers.offices import PD
from pug_analysis.careers.spells import build_spells, select
from pug_analysis.careers.targets import conversion, first_structural, office_of_first
from pug_analysis.config import Config
from pug_analysis.ingest.build import build_periode
from pug_analysis.ingest.kept import processed_folder
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.ingest.tables.schema import SPECS, TABLES
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.simulate.people.hazards import OFFICE_GAP_OFFICE
from pug_analysis.simulate.people.incidence import staying, track_cells
from pug_analysis.simulate.people.intakes import build_intakes
from pug_analysis.simulate.people.months import month_index
from pug_analysis.stats import kaplan_meier, risk_table
from pug_analysis.terms.kalender import Periode

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
YEAR = 2025
UNTIL = YEAR * 12 + 11


@pytest.fixture(scope="module")
def bench():
    """The module of the replicates, whose steps are tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield import_module("replicates")
    for name in ("replicates", "regency_tables"):
        sys.modules.pop(name, None)


def cohort_of(tables):
    return build_cohort(tables, active=is_active(tables["pegawai"], config=Config()))


# --- second implementation: the long way over files
def spells_of(tables, *, target="Pengawas", origin=None):
    jabatan = tables["jabatan"]
    return build_spells(
        cohort_of(tables),
        target=first_structural(jabatan, level=target),
        until=UNTIL,
        origin=None if origin is None else first_structural(jabatan, level=origin),
        converted=conversion(jabatan),
        cltn=tables["cltn"],
    )


@pytest.mark.slow
def test_tables_without_files_lead_to_the_same_spells(bench, tmp_path):
    regency = simulate(size=300, years=(YEAR,), seed=5, truth=("gap",))
    write_raw(regency, tmp_path / "data" / "raw", dirt=0.0, layout="csv")
    built = build_periode(tmp_path, Periode(YEAR), config=Config()).tables
    direct = bench.processed_tables(regency)
    nips = regency.people["nip"].astype(str)
    ids = processed_folder.make_ids(nips, processed_folder.read_key(tmp_path))
    real = dict(zip(regency.people["pegawai"].astype(str).str.zfill(8), nips.map(ids), strict=True))
    for level in ("Pengawas", "Administrator", "JPT Pratama"):
        here = office_of_first(direct["jabatan"], level=level)
        there = office_of_first(built["jabatan"], level=level)
        pd.testing.assert_series_equal(
            here.rename(real).sort_index(), there, check_names=False, check_index_type=False
        )
        assert len(there) or level == "JPT Pratama"
    for target, origin in (("Pengawas", None), ("Administrator", "Pengawas")):
        long_way = spells_of(built, target=target, origin=origin)
        short = spells_of(direct, target=target, origin=origin)
        same_people = short.table.assign(pegawai_id=short.table["pegawai_id"].map(real))
        order = ["pegawai_id", "entry"]
        pd.testing.assert_frame_equal(
            same_people.sort_values(order, ignore_index=True),
            long_way.table.sort_values(order, ignore_index=True),
            check_dtype=False,
        )
        pd.testing.assert_frame_equal(short.flow, long_way.flow)
    assert len(short.table) > 10
    for level in ("Pengawas", "Administrator"):
        offices = office_of_first(direct["jabatan"], level=level)
        there = office_of_first(built["jabatan"], level=level)
        assert offices.rename(index=real).to_dict() == there.to_dict()
        assert offices.nunique() > 3
    present = ["jenis_jabatan", "eselon", "jenis_kelamin", "status_asn"]
    own, there = (
        table.set_index("pegawai_id")[present].sort_index().astype(str)
        for table in (
            direct["pegawai"].assign(pegawai_id=direct["pegawai"]["pegawai_id"].map(real)),
            built["pegawai"],
        )
    )
    pd.testing.assert_frame_equal(own, there, check_index_type=False)
    assert (own["eselon"] != "").sum() > 10


def test_tables_without_files_keep_the_types_of_the_schema(bench):
    tables = bench.processed_tables(simulate(size=60, years=(YEAR,), seed=1))
    for name, table in tables.items():
        types = TABLES[name].dtypes
        assert len(table.columns) > 1
        assert {c: str(t) for c, t in table.dtypes.items()} == {c: types[c] for c in table}


def test_pages_get_every_table_with_all_its_columns(bench):
    regency = simulate(size=60, years=(YEAR,), seed=1)
    tables = import_module("regency_tables").with_all_columns(regency)
    for spec in SPECS:
        assert tables[spec.name].dtypes.equals(spec.without_rows().dtypes), spec.name
    known = bench.processed_tables(regency)
    for name, rows in known.items():
        pd.testing.assert_frame_equal(tables[name][list(rows)], rows)


# --- the planted truth
@pytest.fixture(scope="module")
def regency():
    return simulate(size=60_000, years=(YEAR,), seed=11, truth=("gap",))


@pytest.fixture(scope="module")
def tables(bench, regency):
    return bench.processed_tables(regency)


@pytest.fixture(scope="module")
def cohort(tables):
    return cohort_of(tables)


def distances(bench, cohort, tables, **options) -> pd.Series:
    """Estimate minus truth in standard errors, by group and month."""
    rows = bench.estimates(cohort, tables, **options).merge(bench.planted(("gap",)))
    rows = rows.set_index(["group", "time"])
    return (rows["estimate"] - rows["truth"]) / rows["std_error"]


@pytest.mark.slow
def test_estimates_are_near_the_planted_truth(bench, cohort, tables):
    found = distances(bench, cohort, tables)
    assert len(found) == 9
    assert found.abs().max() < 4
    rows = bench.estimates(cohort, tables)
    assert (rows["p_value"] < 1e-6).all()  # a gap of a quarter is seen among so many


@pytest.mark.slow
def test_taking_leavers_as_censored_misses_the_truth(bench, cohort, tables):
    found = distances(bench, cohort, tables, leaving="censor")
    assert (found[[("L", 180), ("P", 180)]] > 4).all()  # by month 180 many have left


@pytest.mark.slow
def test_one_office_appoints_few_women_and_all_others_as_many_as_men(bench):
    """Women's rate over men's in an office, from the risk sets of the moments of its appointments."""
    regency = simulate(size=60_000, years=(YEAR,), seed=12, truth=("office-gap",))
    tables = bench.processed_tables(regency)
    steps = open_steps(cohort_of(tables), tables, until=UNTIL, groups=BAWAAN)
    found = open_appointments(steps, tables["jabatan"], until=UNTIL)
    there = found[PD] == OFFICE_GAP_OFFICE
    assert there.sum() > 200
    for rows, planted in ((found[there], 0.3), (found[~there], 1.0)):
        # With the rate r, a woman is taken with chance r w / (r w + 1 - w), w women's share at risk.
        w = rows["harapan"].to_numpy()
        chance = planted * w / (planted * w + 1 - w)
        women = (rows["jenis_kelamin"] == "P").sum()
        assert abs(women - chance.sum()) < 4 * np.sqrt((chance * (1 - chance)).sum())


def share_left_in_five_years() -> float:
    """Limit of the share that left within 59 months, before anybody can be appointed.

    Only months after the register start are seen, as ``simulate.truth`` defines it.
    """
    cells = track_cells(build_intakes(YEAR))
    stay, month = staying(cells, months=59), np.arange(60)
    calendar = cells["entry"].to_numpy()[:, None] + month
    seen = (calendar > month_index(2005, 1)) & (calendar <= month_index(YEAR, 12))
    weight = cells["weight"].to_numpy()[:, None] * seen
    at_risk = (weight[:, 1:] * stay[:, :-1]).sum(axis=0)
    staying_on = (weight[:, 1:] * stay[:, 1:]).sum(axis=0)
    return float(1 - np.prod(staying_on / at_risk))


def leaving_distance(bench, cohort, tables, **options) -> float:
    spells = build_spells(
        cohort,
        target=first_structural(tables["jabatan"], level="Pengawas"),
        until=UNTIL,
        cltn=tables["cltn"],
        **options,
    )
    curve = kaplan_meier(risk_table(select(spells, groups=bench.GROUPS).table))
    last = curve[curve["time"] <= 59].iloc[-1]
    return (1 - last["estimate"] - share_left_in_five_years()) / last["std_error"]


@pytest.mark.slow
def test_without_delayed_entry_leavers_are_missed(bench, cohort, tables):
    """Who entered in the nineties and left before the register began is in no file."""
    assert abs(leaving_distance(bench, cohort, tables)) < 4
    assert leaving_distance(bench, cohort, tables, delayed_entry=False) < -4
