"""What tests of several pages use: people and periods by hand, and released tables."""

from __future__ import annotations

import re
from types import MappingProxyType

import pandas as pd
import pytest

from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.config import Config
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.release.display import Several

ESELON = {"Pengawas": "IV.a", "Administrator": "III.a", "JPT Pratama": "II.b"}


NAN = float("nan")
#: Columns of people or promotions in the released tables.
COUNTS = (
    "pria", "wanita", "total", "n_pria", "n_wanita", "kejadian_pria", "kejadian_wanita", "time",
)  # fmt: skip


def _frame(name, rows):
    dtypes = TABLES[name].dtypes
    table = pd.DataFrame(rows, columns=list(dtypes)) if rows else pd.DataFrame(columns=list(dtypes))
    for column, dtype in dtypes.items():
        if dtype == "string":
            table[column] = table[column].astype(dtype).fillna("")
    return table.astype(dtypes)


@pytest.fixture
def post():
    """What a post is in both the staff list and the history; no level is a pelaksana."""

    def of(level="", since="2015-01-01"):
        kind = "struktural" if level else "pelaksana"
        return {"jenis_jabatan": kind, "eselon": ESELON.get(level, ""), "tmt_jabatan": since}

    return of


@pytest.fixture
def person(post):
    """A row of the staff list; further columns by name."""

    def of(name, sex, *, level="", since="2015-01-01", **columns):
        row = {
            "pegawai_id": name, "jenis_kelamin": sex, "status_asn": "PNS", "kedudukan_hukum": "01",
            "golongan": "III/c", "tmt_golongan": "2015-04-01", "tmt_cpns": "2010-03-01",
            "tingkat_pendidikan": "40", "usia_tahun": 40, "masa_kerja_tahun": 15,
        }  # fmt: skip
        return row | post(level, since) | columns

    return of


@pytest.fixture
def period():
    """A period from rows of its tables; ``period(2025, pegawai=[...], semester=1)``."""

    def of(year, *, semester=2, edition="internal", **rows):
        tables = {name: _frame(name, list(rows.get(name, ()))) for name in TABLES}
        config = Config()
        snapshot = build_snapshot(tables["pegawai"], config=config)
        return Data(year, edition, config, MappingProxyType(tables), snapshot, semester=semester)

    return of


def _released(columns, /, *, title="Judul", **kinds):
    frame = pd.DataFrame(columns)
    known = {
        name: "share" if frame[name].dtype == "float64" else "text"
        for name in frame
        if name not in kinds
    }
    frame.attrs = {"title": title, "kinds": known | kinds, "labels": {}, "notes": []}
    return frame


def _tables(**changes):
    """Return the tables; ``changes`` replaces columns of one of them."""
    base = {
        "piramida_jenjang": {
            "lingkup": ["Semua ASN", *["Jalur struktural"] * 4],
            "jenjang": ["Pelaksana", "Pelaksana", "– JF", "Pengawas", "Administrator"],
            "share_wanita": [0.6, 0.5, 0.4, 0.35, 0.2],
            "conf_low": [0.5, 0.45, 0.3, 0.3, 0.1],
            "conf_high": [0.7, 0.55, 0.5, 0.4, 0.3],
        },
        "piramida_penurunan": {
            "lingkup": ["Jalur struktural"] * 2,
            "dari": ["Pelaksana", "Pengawas"],
            "ke": ["Pengawas", "Administrator"],
            "estimate": [0.15, 0.15],
            "conf_low": [0.05, -0.01],
            "conf_high": [0.2, 0.3],
            "tanda": ["bocor", "tidak ditandai"],
        },
        "kohort_langkah": {
            "langkah": [
                "CPNS ke Pengawas",
                "Pengawas ke Administrator",
                "Administrator ke JPT Pratama",
                "CPNS ke JF Ahli Muda",
                "JF Ahli Muda ke JF Ahli Madya",
            ],
            "jalur": ["struktural"] * 3 + ["fungsional"] * 2,
            "n_pria": [900, 300, 80, 1200, 400],
            "n_wanita": [700, 180, 30, 1500, 500],
            "kejadian_pria": [220, 60, 9, 300, 90],
            "kejadian_wanita": [118, 30, 3, 340, 100],
            "harapan_wanita": [164.2, 33.1, NAN, 338.0, 97.0],
            "selisih_orang": [-46.2, -3.1, NAN, 2.0, 3.0],
            "rasio": [0.72, 0.88, NAN, 1.01, 1.05],
            "conf_low": [0.62, 0.57, NAN, 0.86, 0.79],
            "conf_high": [0.85, 1.36, NAN, 1.18, 1.39],
            "p_value": [0.0001, 0.56, NAN, 0.9, 0.73],
            "p_holm": [0.0004, 1.0, NAN, 1.0, 1.0],
            "rasio_terlihat": [0.80, 0.55, NAN, 0.80, 0.67],
            "putusan": [
                "ada kesenjangan",
                "belum dapat disimpulkan",
                "jumlah kasus terlalu sedikit",
                "setara dalam batas toleransi",
                "belum dapat disimpulkan",
            ],
        },
        "kohort_laju": {
            "putusan": ["ada kesenjangan"],
            "arah": ["wanita lebih lambat"],
            "statistik": [4.1],
            "p_value": [0.0002],
            "p_perubahan": [0.3],
            "rasio_terlihat": [0.82],
        },
        "kohort_laju_bagian": {
            "bagian": [
                "Ketiga langkah bersama",
                "CPNS ke Pengawas, awal",
                "CPNS ke Pengawas, akhir",
            ],
            "kejadian_pria": [289, 150, 70],
            "kejadian_wanita": [151, 90, 28],
            "harapan_wanita": [200.4, 110.0, 54.0],
            "selisih_orang": [-49.4, -20.0, -26.0],
            "rasio": [0.75, 0.81, 0.52],
            "conf_low": [0.65, 0.64, 0.38],
            "conf_high": [0.87, 1.03, 0.71],
            "p_value": [0.0001, 0.08, 0.0003],
        },
        "kohort_kurva_setara": {
            "time": [60, 120, 180, 240],
            "share_pria": [0.05, 0.30, 0.46, 0.55],
            "share_wanita": [0.045, 0.28, 0.346, 0.41],
            "estimate": [-0.005, -0.02, -0.114, -0.14],
            "conf_low": [-0.03, -0.07, -0.192, -0.23],
            "conf_high": [0.02, 0.03, -0.038, -0.05],
        },
        "pelatihan_semua": {
            "jalur": ["sebelum", "sesudah", "semua"],
            "n_pria": [60, 90, 150],
            "n_wanita": [40, 60, 100],
            "tahun_pria": [800.0, 500.0, 1300.0],
            "tahun_wanita": [600.0, 300.0, 900.0],
            "rasio": [0.85, 1.02, 0.93],
            "conf_low": [0.6, 0.75, 0.74],
            "conf_high": [1.2, 1.39, 1.17],
            "p_value": [0.4, 0.9, 0.53],
            "p_beda": [NAN, NAN, 0.44],
            "harapan_wanita": [47.0, 58.8, 107.5],
            "selisih_orang": [-7.0, 1.2, -7.5],
            "rasio_terlihat": [NAN, NAN, 0.72],
            "putusan": ["belum pasti", "belum pasti", "belum pasti"],
        },
        "indikator_jabatan_arah": {
            "baris": [
                "Memegang jabatan sekarang",
                "Diangkat ke Administrator atau di atasnya",
                "Diangkat ke JPT Pratama",
            ],
            "pria": [104, 41, 6],
            "wanita": [48, 19, 2],
            "total": [152, 60, 8],
            "share_wanita": [48 / 152, 19 / 60, 0.25],
            "conf_low": [NAN, 0.213, NAN],
            "conf_high": [NAN, 0.442, NAN],
            "p_value": [NAN, 1.0, NAN],
            "arah": ["", "belum dapat disimpulkan", ""],
        },
        "pd_pengangkatan": {
            "perangkat_daerah": ["Badan B", "Dinas A", "Kecamatan C", "Semua PD"],
            "pria": [20, 28, 4, 250],
            "wanita": [12, 4, 1, 130],
            "total": [32, 32, 5, 380],
            "harapan": [12.5, 13.1, 2.0, 150.2],
            "rasio": [0.96, 0.305, NAN, 0.866],
            "taksiran": [0.95, 0.5, NAN, NAN],
            "conf_low": [0.7, 0.3, NAN, NAN],
            "conf_high": [1.2, 0.8, NAN, NAN],
            "p_value": [0.99, 0.0004, NAN, 0.03],
            "q_value": [0.99, 0.0008, NAN, NAN],
            "penilaian": [
                "tidak ditandai",
                "ditandai",
                "jumlah kasus terlalu sedikit",
                "",
            ],
        },
        "indikator_jabatan_setara": {
            "nama": ["a. Struktural (diajukan)", "a. Struktural (diajukan)", "c. Semua"],
            "setara": ["II", "II dan III", "II dan III"],
            "wanita": [6, 48, 592],
            "total": [24, 152, 1104],
            "share_wanita": [0.25, 48 / 152, 592 / 1104],
            "share_wanita_lalu": [0.25, 0.3, 0.53],
            "perubahan": [0.0, 48 / 152 - 0.3, 0.006],
        },
        "tren_arus": {
            "dari": ["2023", "2024", "2024"],
            "ke": ["2024", "2025", "2025"],
            "baris": ["I.2.10 (a) Jabatan struktural saja"] * 2 + ["I.2.10 (c) Semua"],
            "pembetulan": [0.5, 0.0, 0.5],
            "kejadian": [0.5, 0.011, 0.5],
            "populasi": [0.5, 0.005, 0.5],
        },
        "pd_pimpinan": {
            "perangkat_daerah": ["Dinas A", "Badan B"],
            "penilaian": ["ditandai", "tidak ditandai"],
            "wanita": [2, 8],
            "total": [20, 20],
            "share_wanita": [0.1, 0.4],
            "conf_low": [0.05, 0.3],
            "conf_high": [0.2, 0.5],
            "share_harapan": [0.38, 0.38],
        },
        "pd_kelompok": {
            "kelompok": ["Sekretariat", "Semua PD"],
            "wanita": [1, 51],
            "total": [15, 194],
            "share_wanita": [1 / 15, 51 / 194],
            "share_harapan": [0.38, 0.38],
            "p_value": [0.014, 0.00004],
        },
        "tren_perubahan_utama": {
            "dari": ["2023", "2024", "2024"],
            "ke": ["2025", "2025", "2025"],
            "baris": ["Total ASN", "Total ASN", "JPT Pratama"],
            "share_dulu": [0.54, 0.55, 0.2],
            "share_kini": [0.57, 0.57, 0.25],
            "putusan": ["berubah", "berubah", "dalam rentang kebetulan"],
        },
    }
    return {
        name: _released(
            columns | changes.get(name, {}),
            title=name,
            **{c: "count" for c in COUNTS if c in columns},
        )
        for name, columns in base.items()
    }


@pytest.fixture
def released():
    return _released


@pytest.fixture
def tables():
    return _tables


@pytest.fixture
def said():
    """Return what is read of released things: their text without tags."""

    def of(one) -> str:
        parts = one.parts if isinstance(one, Several) else (one,)
        html = " ".join(part if isinstance(part, str) else part.html for part in parts)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip().replace("&lt;", "<")

    return of


@pytest.fixture
def shares_of():
    """Shares of women and men at ten years, with limits five points away; ``shares_of(0.4, 0.5)``."""

    def of(women: float, men: float, **columns) -> pd.DataFrame:
        rows = {"jenis_kelamin": ["L", "P"], "time": 120, "n_event": 40, "estimate": [men, women]}
        ends = {
            "conf_low": [men - 0.05, women - 0.05],
            "conf_high": [men + 0.05, women + 0.05],
        }
        return pd.DataFrame(rows | ends | columns)

    return of


@pytest.fixture
def gap_of():
    """A difference of women less men at ten years; ``gap_of(-0.09, -0.15, -0.03)``."""

    def of(estimate: float, low: float, high: float, **columns) -> pd.DataFrame:
        row = {"time": 120, "estimate": estimate, "conf_low": low, "conf_high": high}
        return pd.DataFrame([row | {"p_value": 0.01} | columns])

    return of
