"""A few invented people, countable by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.config import Config
from pug_analysis.ingest.tables.schema import NERACA, TABLES, TEMUAN_TABEL

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
        "diklat_karantina": TABLES["diklat_karantina"].without_rows(),
    }  # fmt: skip
    return Data(2025, "internal", config, MappingProxyType(tables), tiny)


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20251231)


REGISTERS = ("pelatihan_pug", "sk_pug", "kegiatan_pug", "rencana_aksi")
#: The office's registers of the people of TINY (by their place in it), countable by hand.
#: orang, tingkat, selesai
PELATIHAN_PUG = """
5  L1 2024-03-10
5  L2 2025-02-20
8  L1 2025-12-31
12 L1 2026-01-01
13 L3 2024-06-01
20 L1 2024-05-05
10 L2 2023-11-30
"""
#: orang, jenis, nomor, tanggal, peran, perangkat_daerah, penerbit, berlaku_sampai, berkas
SK_PUG = """
-  Perda/Perbup_PUG          1/2019  2019-05-01 -          -       -          -          perbup.pdf
1  SK_Gender_Champion        7/2024  2024-02-01 -          -       -          2026-02-01 champion.pdf
4  SK_Gender_Champion        7/2024  2024-02-01 -          Dinas_A -          2026-02-01 champion.pdf
4  SK_Gender_Champion        3/2022  2022-02-01 -          Dinas_B -          2024-02-01 lama.pdf
21 SK_Gender_Champion        7/2024  2024-02-01 -          Dinas_A -          2026-02-01 champion.pdf
2  Nominasi_Gender_Champion  -       2024-01-05 -          Dinas_A -          -          -
13 Sertifikat_Fasilitator_PUG S1     2024-07-01 -          -       KemenPPPA  2025-12-31 s1.pdf
14 Sertifikat_Fasilitator_PUG S2     2020-07-01 -          -       KemenPPPA  2023-07-01 s2.pdf
0  SK_Pokja_PUG              9/2025  2025-03-01 Ketua      -       -          -          pokja.pdf
1  SK_Pokja_PUG              9/2025  2025-03-01 Anggota    -       -          -          pokja.pdf
6  SK_Pokja_PUG              9/2025  2025-03-01 Anggota    -       -          -          pokja.pdf
3  SK_Pokja_PUG              9/2026  2026-03-01 Anggota    -       -          -          nanti.pdf
"""
#: tanggal, jenis, nama, pria, wanita, jam, agenda, mata_pelatihan, berkas
KEGIATAN_PUG = """
2024-08-01 Sosialisasi               Kesetaraan   20 30 3  -  -             a.pdf
2025-01-10 Sosialisasi               Kesetaraan   10 30 3  -  -             b.pdf
2025-02-11 Rapat_Pokja_PUG           Triwulan_I   3  4  2  -  -             -
2025-05-12 Komunitas_Praktik         Champion     1  2  2  -  -             c.pdf
2025-06-01 Latsar_CPNS               Angkatan_I   12 18 4  2  harmonis      d.pdf
2025-07-01 Latsar_CPNS               Angkatan_II  -  -  4  3  Smart_ASN     e.pdf
2026-01-05 Sosialisasi               Nanti        9  9  9  -  -             f.pdf
"""


def _register(lines: str, columns: dict[str, str], people: list[str]) -> pd.DataFrame:
    """Read lines of a register; ``-`` is nothing, ``_`` a blank."""
    rows = [line.split() for line in lines.strip().splitlines()]
    frame = pd.DataFrame(rows, columns=list(columns)).replace({"-": None})
    for name, kind in columns.items():
        if kind == "orang":
            ids = [people[int(one)] if one is not None else "" for one in frame[name]]
            frame = frame.drop(columns=name).assign(pegawai_id=pd.array(ids, dtype="string"))
        elif kind == "teks":
            frame[name] = frame[name].fillna("").str.replace("_", " ").astype("string")
        elif kind == "hari":
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[ns]")
        else:
            frame[name] = pd.to_numeric(frame[name]).astype("Int64")
    return frame


@pytest.fixture
def register_tables() -> dict[str, pd.DataFrame]:
    people = [f"{i:020x}" for i in range(24)]
    training = _register(
        PELATIHAN_PUG, {"orang": "orang", "tingkat": "teks", "tanggal_selesai": "hari"}, people
    ).assign(nama_pelatihan="Pelatihan PUG", penyelenggara="", jam=8, berkas_bukti="latih.pdf")
    papers = _register(
        SK_PUG,
        {"orang": "orang", "jenis": "teks", "nomor": "teks", "tanggal": "hari", "peran": "teks",
         "perangkat_daerah": "teks", "penerbit": "teks", "berlaku_sampai": "hari", "berkas_bukti": "teks"},
        people,
    ).assign(penandatangan="Sekretaris Daerah", berlaku_mulai=pd.NaT)  # fmt: skip
    papers["berlaku_mulai"] = papers["berlaku_mulai"].astype("datetime64[ns]")
    log = _register(
        KEGIATAN_PUG,
        {"tanggal": "hari", "jenis": "teks", "nama_kegiatan": "teks", "peserta_pria": "angka",
         "peserta_wanita": "angka", "jam": "angka", "agenda_latsar": "angka", "mata_pelatihan": "teks",
         "berkas_bukti": "teks"},
        people,
    ).assign(perangkat_daerah="")  # fmt: skip
    plan = {
        "nomor": "string", "program": "string", "kegiatan": "string", "indikator": "string",
        "satuan": "string", "kode_indikator": "string", "arah": "string", "data_dasar": "Float64",
        "tahun_dasar": "Int64", "tahun": "Int64", "target": "Float64", "realisasi": "Float64",
        "anggaran": "Int64", "unit_pelaksana": "string", "berkas_bukti": "string",
    }  # fmt: skip
    empty = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in plan.items()})
    return {"pelatihan_pug": training, "sk_pug": papers, "kegiatan_pug": log, "rencana_aksi": empty}


@pytest.fixture
def ape_data(tiny_data: Data, register_tables: dict[str, pd.DataFrame]) -> Data:
    """The tiny regency with registers: places 5 and 14 plan, 15 audits, 18 has no known post."""
    snapshot = tiny_data.snapshot
    work = pd.Series("pelaksana teknis", index=snapshot.index, dtype="string")
    place = snapshot["pegawai_id"].map(lambda one: int(one, 16))
    work = work.mask(place.isin([5, 14]), "perencana").mask(place == 15, "auditor")
    work = work.mask(place == 18, "").mask(place == 8, "keuangan")
    return replace(
        tiny_data,
        people=snapshot.assign(fungsi_jabatan=work),
        tables=MappingProxyType({**tiny_data.tables, **register_tables}),
    )


@pytest.fixture
def bare_data(ape_data: Data) -> Data:
    """The same without any register."""
    empty = {name: ape_data.tables[name].iloc[:0] for name in REGISTERS}
    return replace(ape_data, tables=MappingProxyType({**ape_data.tables, **empty}))


_LABEL = re.compile(r"(Tabel|Gambar) ([0-9A-Z]+\.\d+)")
#: A gap in the numbers of a shared edition is explained where it is.
_ELSEWHERE = re.compile(r"\((Tabel|Gambar) [\d.]+\) hanya dimuat dalam edisi internal")


@pytest.fixture
def check_references() -> Callable[[Path], set[str]]:
    """Every table and figure that a page speaks of is in the same report, numbered in reading order."""

    def check(folder: Path) -> set[str]:
        from bs4 import BeautifulSoup

        there, spoken = set(), {}
        for path in sorted(folder.glob("*.html")):
            page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
            heads = page.select("caption, figcaption, .pug-kalimat > p:has(> a)")
            titles = [_LABEL.match(" ".join(head.get_text().split())) for head in heads]
            labels = [found.groups() for found in titles if found]
            for kind in ("Tabel", "Gambar"):
                places = [int(number.split(".")[1]) for one, number in labels if one == kind]
                assert places == sorted(places), (path.name, kind, places)
            there |= {" ".join(label) for label in labels}
            text = _ELSEWHERE.sub("", " ".join(page.get_text(" ").split()))
            spoken[path.name] = set(_LABEL.findall(text))
        lost = {
            (page, label)
            for page, labels in spoken.items()
            for label in map(" ".join, labels)
            if label not in there
        }
        assert not lost
        return there

    return check
