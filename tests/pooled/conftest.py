"""Eight simulated regencies, their exports, and all their people together."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from pug_analysis.careers.cohort import Cohort, cohort_of
from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.config import Config
from pug_analysis.ingest.tables.schema import NERACA, TABLES, TEMUAN_TABEL
from pug_analysis.pooled.export import export_period, write_export
from pug_analysis.pooled.merge import merge_folders
from pug_analysis.pooled.receive import read_export
from pug_analysis.simulate import simulate

YEAR, REGENCIES, SIZE = 2025, 8, 250
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
# What a post is in the staff list: jenis_jabatan, eselon, kelompok_jf, jenjang_jf.
POSTS = (
    ("struktural", "II.b", "", ""), ("struktural", "III.a", "", ""), ("struktural", "IV.a", "", ""),
    ("struktural", "V.a", "", ""), ("pelaksana", "", "", ""), ("fungsional", "", "Guru", "Ahli Muda"),
    ("fungsional", "", "Teknis", "Ahli Pertama"), ("fungsional", "", "Kesehatan", "Mahir"),
)  # fmt: skip


def fill_staff(staff: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Give people the columns of a snapshot that no cohort reads."""
    n, schema = len(staff), TABLES["pegawai"]
    posts = np.array(POSTS, dtype=object)[
        rng.choice(len(POSTS), n, p=[0.02, 0.05, 0.1, 0.03, 0.2, 0.3, 0.1, 0.2])
    ]
    drawn = {
        "golongan": rng.choice(["III/a", "III/c", "IV/a", "II/c"], n),
        "tingkat_pendidikan": rng.choice(["40", "45", "15", "30"], n),
        "usia_tahun": rng.integers(19, 60, n), "masa_kerja_tahun": rng.integers(0, 35, n),
        "perangkat_daerah": rng.choice(["Dinas A", "Badan B", ""], n),
        **dict(zip(("jenis_jabatan", "eselon", "kelompok_jf", "jenjang_jf"), posts.T, strict=True)),
    }  # fmt: skip
    full = staff.assign(**drawn)
    for column in schema.columns:
        if column.name not in full:
            full[column.name] = pd.NaT if column.kind == "date" else ""
    return full[list(schema.dtypes)].astype(schema.dtypes)


def account(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """An account of rows with some put aside, and the findings that name their sex."""
    n = int(rng.integers(2, 9))
    neraca = pd.DataFrame(
        [["pns.xlsx", "Data", "Data ASN SIASN", 300 + n, 300, n, 0, 0]], columns=list(NERACA.dtypes)
    ).astype(NERACA.dtypes)
    rows = [
        ["pns.xlsx", "Data", i, "NIP", "NIP-ANGKA", "karantina", "9", rng.choice(["L", "P"])]
        for i in range(n)
    ]
    return neraca, pd.DataFrame(rows, columns=list(TEMUAN_TABEL.dtypes)).astype(TEMUAN_TABEL.dtypes)


def make_regency(k: int, processed_tables) -> Data:
    """Simulate regency ``k``; its ids begin with its number."""
    rng = np.random.default_rng(k)
    found = processed_tables(simulate(size=SIZE, years=(YEAR,), seed=100 + k, truth=("gap",)))
    found["pegawai"] = fill_staff(found["pegawai"], rng)
    tables = {}
    for name, table in found.items():
        full = table.reindex(columns=list(TABLES[name].dtypes)).astype(TABLES[name].dtypes)
        for column, kind in TABLES[name].dtypes.items():
            full[column] = (
                full[column].astype(kind).fillna("") if kind == "string" else full[column]
            )
        tables[name] = full.assign(pegawai_id=f"{k}-" + full["pegawai_id"])
    tables["neraca"], tables["temuan"] = account(rng)
    config = Config.model_validate({"instansi": {"kabupaten": f"Kabupaten {k}"}})
    snapshot = build_snapshot(tables["pegawai"], config=config)
    return Data(YEAR, "internal", config, MappingProxyType(tables), snapshot)


@dataclass(frozen=True)
class Pool:
    """All people together, their cohort, and the exports of each regency."""

    regencies: tuple[Data, ...]
    folders: tuple[Path, ...]
    people: Data
    cohort: Cohort


@pytest.fixture(scope="session")
def pool(tmp_path_factory) -> Pool:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        processed_tables = import_module("regency_tables").processed_tables
        regencies = tuple(make_regency(k, processed_tables) for k in range(REGENCIES))
    sys.modules.pop("regency_tables", None)
    root = tmp_path_factory.mktemp("daerah")
    folders = tuple(
        write_export(export_period(data, tier="tepat"), root / str(k), gate=lambda _: None)
        for k, data in enumerate(regencies)
    )
    names = regencies[0].tables
    tables = {n: pd.concat([r.tables[n] for r in regencies], ignore_index=True) for n in names}
    # files of different regencies are different files
    for name in ("neraca", "temuan"):
        parts = [r.tables[name].assign(berkas=f"{k}.xlsx") for k, r in enumerate(regencies)]
        tables[name] = pd.concat(parts, ignore_index=True)
    people = replace(
        regencies[0],
        tables=MappingProxyType(tables),
        people=pd.concat([r.snapshot for r in regencies], ignore_index=True),
    )
    return Pool(regencies, folders, people, pool_cohorts([cohort_of(r) for r in regencies]))


def pool_cohorts(cohorts: list[Cohort]) -> Cohort:
    """The cohort of all: everybody observed from the register start of their own regency."""
    flow = pd.concat([one.flow for one in cohorts]).groupby("langkah", sort=False)["orang"].sum()
    return Cohort(
        people=pd.concat([one.people for one in cohorts], ignore_index=True),
        flow=flow.reset_index(),
        register_start=min(one.register_start for one in cohorts),
        register_last=max(one.register_start for one in cohorts),
        education_inferred=sum(one.education_inferred for one in cohorts),
        late_first_post=sum(one.late_first_post for one in cohorts),
    )


@pytest.fixture(scope="session")
def merged(pool, tmp_path_factory) -> Data:
    from pug_analysis.careers.load import load

    workspace = tmp_path_factory.mktemp("gabungan")
    merge_folders(pool.folders, workspace, name="Provinsi Uji", gate=lambda _: None)
    return load(YEAR, workspace=workspace)


@pytest.fixture
def export(pool):
    """One regency's export, as it is read."""
    return read_export(pool.folders[0])
