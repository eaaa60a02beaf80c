"""A simulated regency directly as processed tables, without files, for studies of many regencies.

Only the columns that ``careers`` reads for structural targets are given. That they lead to the same
spells as raw files and a build do, is tested in ``tests/careers/test_truth.py``.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.tables.schema import SPECS, TABLES, UNUSED
from pug_analysis.ingest.values.jabatan import read_jenjang_jf, read_kelompok_jf
from pug_analysis.simulate import Regency
from pug_analysis.simulate.files.export import eselon_text, golongan_text
from pug_analysis.simulate.people.positions import AS_PENYETARAAN
from pug_analysis.simulate.people.state import state
from pug_analysis.simulate.people.titles import TITLES
from pug_analysis.simulate.people.units import UNITS
from pug_analysis.terms.jabatan import JENIS_JABATAN
from pug_analysis.terms.kalender import Periode

#: In the order of the codes of ``Regency.jabatan``.
_PENUGASAN: Final = np.array(["definitif", "plt", "plh"], dtype=object)
#: Names of the codes of kinds of posts.
_KIND: Final = {int(code): name for code, name in JENIS_JABATAN.items()}
#: The office of each unit: the part of its path just below the regency.
_OFFICE: Final = np.array([unit.split(" - ")[-1] for unit in UNITS], dtype=object)


def processed_tables(regency: Regency) -> dict[str, pd.DataFrame]:
    """Return the processed tables of a regency's last year.

    Parameters
    ----------
    regency : a simulated regency; its histories end with its last year

    Returns
    -------
    dict of ``pegawai, golongan, jabatan, pendidikan, pemberhentian, cltn, pindah, diklat, kursus``
    and ``diklat_karantina`` (both empty) with columns
    and types of ``ingest.tables.schema``; columns that no cohort reads are left out, and
    ``jenjang_jf`` of teachers' titles before 2009 is empty. ``pegawai_id`` is the number of the
    person in the simulation.
    """
    people = regency.people
    ids = people["pegawai"].astype(str).str.zfill(8).to_numpy(dtype=object)
    parts = {
        "pegawai": _pegawai(state(regency, Periode(regency.years[-1]))),
        "golongan": _golongan(regency),
        "jabatan": _jabatan(regency.jabatan),
        "pendidikan": _pendidikan(regency.pendidikan),
        "pemberhentian": _pemberhentian(regency),
        "cltn": regency.cltn.rename(columns={"awal": "tanggal_awal", "akhir": "tanggal_akhir"}),
        "pindah": regency.pindah[["pegawai", "tmt_pindah"]],
        "diklat": _diklat(regency.diklat),
        "kursus": _empty("kursus"),
        "diklat_karantina": _empty("diklat_karantina"),
    }
    tables = {name: _to_schema(part, name, ids) for name, part in parts.items()}
    return tables | {UNUSED: TABLES[UNUSED].without_rows()}


def with_all_columns(regency: Regency) -> dict[str, pd.DataFrame]:
    """Return every processed table with all its columns, so that pages open; unknown is what else they hold."""
    known = processed_tables(regency)
    tables = {
        spec.name: _with_columns_of(spec.without_rows(), known.get(spec.name)) for spec in SPECS
    }
    return known | tables


def _with_columns_of(empty: pd.DataFrame, rows: pd.DataFrame | None) -> pd.DataFrame:
    if rows is None:
        return empty
    missing = {
        name: pd.Series(False if str(kind) == "bool" else pd.NA, index=rows.index).astype(kind)
        for name, kind in empty.dtypes.items()
        if name not in rows
    }
    return rows.assign(**missing)[list(empty)]


def _empty(table: str) -> pd.DataFrame:
    return pd.DataFrame(columns=["pegawai", *TABLES[table].dtypes]).astype({"pegawai": int})


def _to_schema(rows: pd.DataFrame, table: str, ids: np.ndarray) -> pd.DataFrame:
    types = TABLES[table].dtypes
    rows = rows.assign(pegawai_id=ids[rows["pegawai"].to_numpy()])
    columns = {name: kind for name, kind in types.items() if name in rows}
    return rows[list(columns)].astype(columns).reset_index(drop=True)


def _pegawai(found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "pegawai": found["pegawai"],
            "jenis_kelamin": found["sex"].astype(object),
            "status_asn": found["status_asn"],
            "kedudukan_hukum": found["kedudukan"],
            "tmt_cpns": found["tmt_cpns"],
            "jenis_jabatan": found["jenis"].map(_KIND).astype(object),
            "eselon": eselon_text(found["eselon"].fillna(0).astype(int)),
        }
    )


def _golongan(regency: Regency) -> pd.DataFrame:
    events = regency.golongan
    pns = (regency.people["status"] == "PNS").to_numpy()[events["pegawai"]]
    return pd.DataFrame(
        {
            "pegawai": events["pegawai"],
            "golongan": golongan_text(events["golongan"], pns),
            "tmt_golongan": events["tmt"],
        }
    )


def _jabatan(events: pd.DataFrame) -> pd.DataFrame:
    jenis = events["jenis"].map(_KIND).to_numpy()
    title = events["title"].to_numpy(np.int64)
    functional = jenis == "fungsional"
    kelompok = np.array([read_kelompok_jf(t) for t in TITLES], dtype=object)
    jenjang = np.array([read_jenjang_jf(t) for t in TITLES], dtype=object)
    rows = pd.DataFrame(
        {
            "pegawai": events["pegawai"],
            "jenis_jabatan": jenis,
            "eselon": eselon_text(events["eselon"]),
            "kelompok_jf": np.where(functional, kelompok[title], ""),
            "jenjang_jf": np.where(functional, jenjang[title], ""),
            "tmt_jabatan": events["tmt"],
            "penugasan": _PENUGASAN[events["penugasan"].to_numpy()],
            "penyetaraan": events["mutasi"] == AS_PENYETARAAN,
            "perangkat_daerah": _OFFICE[events["unit"].to_numpy(np.int64)],
        }
    )
    # As in the stored table: of two positions on one day, the kind of post decides.
    return rows.sort_values(["pegawai", "jenis_jabatan", "eselon"], kind="stable")


def _pendidikan(events: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "pegawai": events["pegawai"],
            "tingkat_pendidikan": events["tingkat"],
            "tahun_lulus": events["lulus"].dt.year,
            "pendidikan_pertama": events["pertama"],
        }
    )


def _diklat(events: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "pegawai": events["pegawai"],
            "latihan_struktural": events["latihan"].astype(str),
            "nama_diklat": events["nama"],
            "tanggal_mulai": events["mulai"],
            "tanggal_selesai": events["selesai"],
        }
    )


def _pemberhentian(regency: Regency) -> pd.DataFrame:
    who = regency.exits["pegawai"].to_numpy()
    people = regency.people.iloc[who]
    pns = (people["status"] == "PNS").to_numpy()
    return pd.DataFrame(
        {
            "pegawai": who,
            "jenis_kelamin": people["sex"].astype(object).to_numpy(),
            # The NIP tells PNS from PPPK, not more.
            "status_asn": np.where(pns, "PNS", "PPPK"),
            "tmt_cpns": people["tmt_cpns"].to_numpy(),
            "jenis": regency.exits["exit_kind"].astype(object).to_numpy(),
            "tmt_pemberhentian": regency.exits["exit"].to_numpy(),
        }
    )
