"""A handful of released tables as the summary page reads them, small enough to check by eye."""

from __future__ import annotations

import pandas as pd
import pytest

NAN = float("nan")


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
