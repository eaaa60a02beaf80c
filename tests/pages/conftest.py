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
        "kohort_sasaran": {
            "sasaran": ["Pengawas, sejak CPNS"],
            "putusan": ["belum dapat disimpulkan"],
            "n_pria": [300],
            "n_wanita": [210],
            "share_pria": [0.46],
            "share_wanita": [0.395],
            "estimate": [-0.065],
            "conf_low": [-0.13],
            "conf_high": [0.001],
        },
        "kohort_tonggak": {
            "time": [60, 120, 60, 120],
            "jk": ["pria", "pria", "wanita", "wanita"],
            "estimate": [NAN, 0.46, NAN, 0.395],
            "conf_low": [NAN, 0.42, NAN, 0.34],
            "conf_high": [NAN, 0.5, NAN, 0.45],
        },
        "kohort_selisih": {
            "time": [60, 120, 180],
            "estimate": [NAN, -0.065, -0.114],
            "conf_low": [NAN, -0.143, -0.19],
            "conf_high": [NAN, 0.014, -0.038],
        },
        "pelatihan_rasio": {
            "pelatihan": ["PKP, sebelum", "Semua jenjang, sebelum", "Semua jenjang, sebelum"],
            "ukuran": ["disesuaikan", "kasar", "disesuaikan"],
            "n_pria": [9, 23, 23],
            "n_wanita": [7, 13, 13],
            "estimate": [0.9, 1.03, 1.09],
            "conf_low": [0.5, 0.7, 0.75],
            "conf_high": [1.6, 1.5, 1.58],
            "putusan": ["belum pasti"] * 3,
        },
        "indikator_jabatan_setara": {
            "nama": ["a. Struktural (diajukan)", "a. Struktural (diajukan)", "c. Semua"],
            "setara": ["II", "II dan III", "II dan III"],
            "wanita": [6, 48, 592],
            "total": [24, 152, 1104],
            "share_wanita": [0.25, 48 / 152, 592 / 1104],
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
    titles = {"kohort_sasaran": "Tabel 3.7. Semua sasaran pada 10 tahun"}
    return {
        name: _released(
            columns | changes.get(name, {}),
            title=titles.get(name, name),
            **{c: "count" for c in ("wanita", "total", "n_pria", "n_wanita") if c in columns},
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
