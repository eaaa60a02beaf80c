"""The register of policies: stages by form, contents by field, and rows of a simulated office."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pandas as pd
import pytest

from pug_analysis.config import Config
from pug_analysis.ingest import build_periode
from pug_analysis.ingest.registers.kebijakan import (
    MUATAN,
    REGISTER,
    TAHAP,
    check_contents,
    check_stages,
)
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode
from pug_analysis.terms.temuan import TEMUAN

CLEAN = {
    "KODE KEBIJAKAN": "PUG-1", "NAMA KEBIJAKAN": "Perbup tentang PUG", "BENTUK": "Perbup", "BIDANG": "PUG",
    "TAHAP": "penetapan", "TANGGAL": dt.date(2025, 8, 11), "NOMOR": "12 Tahun 2025",
    "PERANGKAT DAERAH": "Dinas Rekaan 0", "MUATAN": "RAD; Pokja", "BERKAS BUKTI": "perbup.pdf",
}  # fmt: skip
HEADERS = [c.header for c in REGISTER.columns]


def put(office, *changes):
    office.csv("a.csv", office.people())
    rows = [{**CLEAN, **change} for change in changes]
    office.xlsx("kebijakan.xlsx", [HEADERS, *([row[h] for h in HEADERS] for row in rows)])
    build = office.build()
    found = build.temuan[(build.temuan["berkas"] == "kebijakan.xlsx") & (build.temuan["baris"] > 1)]
    return build.tables["kebijakan"], found


def test_a_clean_row_is_stored_with_its_words_in_the_order_of_the_list(office):
    table, found = put(office, {})
    assert found.empty
    (row,) = table.to_dict("records")
    assert row == {
        "kode_kebijakan": "PUG-1", "nama_kebijakan": "Perbup tentang PUG", "bentuk": "Perbup",
        "bidang": "PUG", "tahap": "penetapan", "tanggal": pd.Timestamp("2025-08-11"),
        "nomor": "12 Tahun 2025", "perangkat_daerah": "Dinas Rekaan 0", "muatan": "Pokja; RAD",
        "berkas_bukti": "perbup.pdf",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "column", "kode"),
    [
        ({"BENTUK": "Peraturan"}, "BENTUK", "PILIHAN-TAK-DIKENAL"),
        ({"MUATAN": "RAD; anggaran"}, "MUATAN", "PILIHAN-TAK-DIKENAL"),
        ({"KODE KEBIJAKAN": ""}, "KODE KEBIJAKAN", "ISIAN-KOSONG"),
        ({"TAHAP": ""}, "TAHAP", "ISIAN-KOSONG"),
        ({"TANGGAL": ""}, "TANGGAL", "TGL-KOSONG"),
        ({"TANGGAL": dt.date(2029, 1, 1)}, "TANGGAL", "TGL-MASA-DEPAN"),
        ({"TAHAP": "pembahasan DPRD"}, "TAHAP", "ISIAN-TAK-SERASI"),
        ({"BENTUK": "SE"}, "TAHAP", None),
        ({"BENTUK": "Perda", "TAHAP": "paraf"}, "TAHAP", "ISIAN-TAK-SERASI"),
        ({"BIDANG": "promosi"}, "MUATAN", "ISIAN-TAK-SERASI"),
        ({"BIDANG": "lain", "MUATAN": ""}, "MUATAN", None),
    ],
)
def test_what_is_put_aside_is_told_with_row_column_and_remedy(office, change, column, kode):
    table, found = put(office, {"NAMA KEBIJAKAN": "Yang pertama"}, change)
    assert list(zip(found["baris"], found["kolom"], found["kode"], strict=True)) == (
        [(3, column, kode)] if kode else []
    )
    assert len(table) == (1 if kode else 2)
    if kode:
        assert TEMUAN[kode].tindakan == "karantina"
        assert TEMUAN[kode].saran


def test_a_stage_may_be_repeated_and_people_in_titles_are_hidden(office):
    number = "1990" + "01012015032999"
    table, found = put(
        office,
        {"TAHAP": "harmonisasi", "TANGGAL": dt.date(2025, 2, 1)},
        {"TAHAP": "harmonisasi", "TANGGAL": dt.date(2025, 5, 1)},
        {"NAMA KEBIJAKAN": f"Perbup usulan {number}"},
    )
    assert found["kode"].tolist() == ["TEKS-PRIBADI"]
    assert len(table) == 3
    assert "Perbup usulan [nomor]" in set(table["nama_kebijakan"])


def test_rules_by_hand():
    frame = pd.DataFrame({
        "bentuk": ["Perda", "SE", "Perbup", "", "SE"],
        "tahap": ["nomor register", "nomor register", "", "paraf", "paraf"],
        "bidang": ["PUG", "PUG", "promosi", "", "pro-keluarga"],
        "muatan": ["Pokja; RAD", "Pokja; tim", "", "tim", "tim"],
    })  # fmt: skip
    assert check_stages(frame)[0]["alamat"].tolist() == [1]
    assert check_contents(frame)[0]["alamat"].tolist() == [1, 4]
    assert check_stages(frame[:0])[0].empty
    assert check_contents(frame[:0])[0].empty


def test_examples_and_samples_break_no_rule_of_their_own():
    for rows in (REGISTER.examples(2025), REGISTER.sample(2025, np.random.default_rng(5))):
        for row in rows:
            assert row["tahap"] in TAHAP[row["bentuk"]]
            items = [item for item in row.get("muatan", "").split("; ") if item]
            assert set(items) <= set(MUATAN[row["bidang"]])
            assert row["tanggal"].year == 2025


def test_a_perda_goes_on_where_last_years_file_left_it():
    stages = [
        row["tahap"]
        for year in (2022, 2023, 2024)
        for row in REGISTER.sample(year, np.random.default_rng(year))
        if row["bentuk"] == "Perda"
    ]
    assert tuple(stages) == TAHAP["Perda"]


def test_sample_rows_are_used_and_planted_dirt_is_found(tmp_path):
    regency = simulate(size=60, years=(2024, 2025), seed=7)
    write_raw(regency, tmp_path / "bersih/data/raw", dirt=0)
    write_raw(regency, tmp_path / "kotor/data/raw", dirt=0.2)
    clean = build_periode(tmp_path / "bersih", Periode(2025), config=Config())
    found = clean.temuan[clean.temuan["berkas"] == "kebijakan.xlsx"]
    assert set(found["tindakan"]) <= {"bukan-data"}
    assert set(clean.tables["kebijakan"]["bentuk"]) == {
        "Perda",
        "Perbup",
        "SE",
        "SOP/Pedoman",
        "SK Tim",
    }
    dirty = build_periode(tmp_path / "kotor", Periode(2025), config=Config()).temuan
    told = set(zip(dirty["berkas"], dirty["baris"], dirty["kolom"], dirty["kode"], strict=True))
    planted = json.loads((tmp_path / "kotor/data/raw/2025/dirt.json").read_text("utf-8"))
    own = {
        (d["berkas"], d["baris"], d["kolom"], d["kode"])
        for d in planted
        if d["berkas"] == "kebijakan.xlsx"
    }
    assert len(own) >= 5
    assert own <= told
