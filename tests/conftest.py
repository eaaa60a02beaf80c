"""A few invented people, countable by hand."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.config import Config
from pug_analysis.ingest.schema import NERACA, TABLES, TEMUAN_TABEL

# jenis_kelamin, status, kedudukan, golongan, jenis_jabatan, eselon, kelompok_jf, jenjang_jf,
# pendidikan, usia, masa kerja, PD. The last four are not active.
TINY = """
L PNS  01 IV/c  struktural II.b  -         -            45 52 27 Dinas_A
P PNS  01 IV/b  struktural II.b  -         -            45 50 25 Dinas_B
L PNS  01 IV/a  struktural III.a -         -            40 47 20 Dinas_A
L PNS  01 III/d struktural III.b -         -            40 45 16 Dinas_A
P PNS  01 III/d struktural III.b -         -            40 41 15 Dinas_B
L PNS  01 III/c struktural IV.a  -         -            40 40 14 Dinas_A
P PNS  01 III/c struktural IV.a  -         -            35 38 13 Dinas_B
P PNS  03 III/b struktural IV.b  -         -            30 36 12 Dinas_B
L PNS  01 II/c  pelaksana  -     -         -            15 33 10 Dinas_A
P PNS  02 III/a pelaksana  -     -         -            40 31 6  Dinas_A
P CPNS 01 III/a pelaksana  -     -         -            40 30 0  Dinas_B
L PNS  15 I/c   pelaksana  -     -         -            10 51 30 Dinas_A
P PNS  01 III/a fungsional -     Guru      Ahli_Pertama 42 29 5  Dinas_B
P PNS  01 IV/a  fungsional -     Guru      Ahli_Madya   40 55 31 Dinas_B
L PNS  01 III/d fungsional -     Teknis    Ahli_Muda    40 44 18 Dinas_A
P PNS  01 III/c fungsional -     Kesehatan Mahir        30 39 15 Dinas_B
P PPPK 71 IX    fungsional -     Guru      Ahli_Pertama 40 30 3  Dinas_B
L PPPK 73 VII   fungsional -     Kesehatan Terampil     30 28 2  Dinas_B
P PPPK 71 V     pelaksana  -     -         -            15 26 1  -
P PPPK_Paruh_Waktu 101 V - -     -         -            99 35 0  Dinas_A
L PNS  99 IV/a  pelaksana  -     -         -            40 58 30 Dinas_A
P PNS  71 III/a pelaksana  -     -         -            40 40 10 Dinas_A
P PPPK 01 IX    pelaksana  -     -         -            40 40 3  Dinas_A
L PPPK 72 IX    pelaksana  -     -         -            40 40 3  Dinas_A
"""


def make_pegawai(lines: str) -> pd.DataFrame:
    """Read lines like those of TINY into the processed table ``pegawai``."""
    names = [
        "jenis_kelamin", "status_asn", "kedudukan_hukum", "golongan", "jenis_jabatan", "eselon",
        "kelompok_jf", "jenjang_jf", "tingkat_pendidikan", "usia_tahun", "masa_kerja_tahun",
        "perangkat_daerah",
    ]  # fmt: skip
    rows = [line.split() for line in lines.strip().splitlines()]
    frame = pd.DataFrame(rows, columns=names).replace({"-": ""})
    frame = frame.apply(lambda column: column.str.replace("_", " "))
    schema = TABLES["pegawai"]
    frame["pegawai_id"] = [f"{i:020x}" for i in range(len(frame))]
    for column in schema.columns:
        if column.name not in frame:
            frame[column.name] = pd.NaT if column.kind == "date" else ""
    frame["tmt_cpns"] = pd.Timestamp("2010-03-01")
    frame = frame[[c.name for c in schema.columns]]
    numbers = {c.name: "int64" for c in schema.columns if c.kind == "integer"}
    return frame.astype(numbers).astype(schema.dtypes)


@pytest.fixture
def people():
    return make_pegawai


@pytest.fixture
def config() -> Config:
    return Config()


@pytest.fixture
def tiny_pegawai() -> pd.DataFrame:
    return make_pegawai(TINY)


@pytest.fixture
def tiny(tiny_pegawai: pd.DataFrame, config: Config) -> pd.DataFrame:
    return build_snapshot(tiny_pegawai, config=config)


@pytest.fixture
def tiny_data(tiny_pegawai: pd.DataFrame, tiny: pd.DataFrame, config: Config) -> Data:
    neraca = pd.DataFrame(
        [["pns.xlsx", "Data", "Data ASN SIASN", 30, 24, 3, 1, 2]],
        columns=[c.name for c in NERACA.columns],
    ).astype(NERACA.dtypes)
    temuan = pd.DataFrame(
        [
            ["pns.xlsx", "Data", 5, "NIP BARU", "NIP-ANGKA", "karantina", "999", "P"],
            ["pns.xlsx", "Data", 6, "NIP BARU", "NIP-ANGKA", "karantina", "999", "P"],
            ["pns.xlsx", "Data", 7, "NIP BARU", "NIP-KOSONG", "karantina", "", ""],
            ["pns.xlsx", "Data", 8, "TMT CPNS", "TGL-SERIAL", "perbaikan", "99999", "L"],
        ],
        columns=[c.name for c in TEMUAN_TABEL.columns],
    ).astype(TEMUAN_TABEL.dtypes)
    posts = TABLES["jabatan"]
    jabatan = pd.DataFrame({n: pd.Series(dtype=t) for n, t in posts.dtypes.items()})
    courses = TABLES["kursus"]
    kursus = pd.DataFrame({n: pd.Series(dtype=t) for n, t in courses.dtypes.items()})
    tables = {
        "pegawai": tiny_pegawai, "neraca": neraca, "temuan": temuan, "jabatan": jabatan, "kursus": kursus,
    }  # fmt: skip
    return Data(2025, "internal", config, MappingProxyType(tables), tiny)


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20251231)
