"""One file is one register: a toy that is put beside the others is read, guided, hidden and simulated."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[3]
TOY = Path(__file__).parent / "toy" / "mainan.py"
NUMBER = "1990" + "01012015032999"  # a NIP that nobody has
SHELF = "1" * 12

#: Runs where the toy is part of the package: templates, dictionary, and two periods of a regency.
DRIVER = """
import csv, json, sys
from pathlib import Path
from pug_analysis.config import Config
from pug_analysis.ingest import build_periode
from pug_analysis.ingest.kamus import build_kamus
from pug_analysis.ingest.templates import write_templates
from pug_analysis.report.plan.notebooks import file_to_bring
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

out = Path(sys.argv[1])
rows = json.loads(sys.argv[2])
write_templates(out / "templat", year=2025)
(out / "kamus.md").write_text(build_kamus(), encoding="utf-8")
(out / "bawa.txt").write_text(file_to_bring("mainan"), encoding="utf-8")
regency = simulate(size=150, years=(2025,), seed=3)
for name, dirt in (("kotor", 0.2), ("tangan", 0.0)):
    write_raw(regency, out / name / "data/raw", dirt=dirt, layout="csv")
path = out / "tangan/data/raw/2025/mainan.csv"
with path.open(encoding="utf-8-sig", newline="") as file:
    lines = list(csv.reader(file))
head, clean = lines[0], dict(zip(lines[0], lines[1]))
(out / "contoh.json").write_text(json.dumps(clean))
with path.open("w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(head)
    for row in rows:
        row = {k: v.replace("{NAMA}", clean["NAMA"]) for k, v in row.items()}
        writer.writerow([{**clean, **row}[h] for h in head])
for name in ("kotor", "tangan"):
    build_periode(out / name, Periode(2025), config=Config())
"""
#: Rows of people whose own staff row got a defect are told by these.
LEFT = frozenset({"NIP-TANPA-PEGAWAI", "PEGAWAI-DIKARANTINA"})
#: Cells of a hand-made file that differ from a clean row; the first row is clean.
ROWS = [
    {},
    {"JUDUL": "B", "JENIS": "Darat"},
    {"JUDUL": "C", "ISI": "kayu; besi"},
    {"JUDUL": ""},
    {"JUDUL": "E", "TAHUN": ""},
    {"JUDUL": "F", "TANGGAL": ""},
    {"JUDUL": "G", "NILAI": "9"},
    {"JUDUL": "H", "CATATAN": f"milik {NUMBER}"},
    {"JUDUL": "I", "CATATAN": "kirim ke orang@contoh.go.id"},
    {"JUDUL": "J", "CATATAN": "milik {NAMA}"},
    {"JUDUL": "K", "NOMOR RAK": SHELF, "ISI": "KERTAS;kayu"},
    {"JUDUL": "L", "JUMLAH": "-3"},
    {"JUDUL": "M", "PERANGKAT DAERAH": "Dinas Antah Berantah"},
    {"JUDUL": "N", "NIP": NUMBER},
]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of the package with one more file in it, and what it makes of that."""
    out = tmp_path_factory.mktemp("rumah")
    copy = out / "src" / "pug_analysis"
    shutil.copytree(
        ROOT / "src" / "pug_analysis", copy, ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(TOY, copy / "ingest" / "registers" / TOY.name)
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(out), json.dumps(ROWS)],
        capture_output=True, text=True, check=False, cwd=out,
        env={**os.environ, "PYTHONPATH": str(out / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def findings(house):
    found = pd.read_parquet(house / "tangan/data/processed/2025/temuan.parquet")
    return found[found["berkas"] == "mainan.csv"]


@pytest.fixture(scope="module")
def table(house):
    return pd.read_parquet(house / "tangan/data/processed/2025/mainan.parquet")


def test_it_has_a_template_with_lists_guide_and_examples(house):
    sheets = pd.read_excel(
        house / "templat" / "mainan.xlsx", sheet_name=None, engine="calamine", dtype=str
    )
    assert list(sheets["Data"])[:4] == ["NIP", "NAMA", "JUDUL", "JENIS"]
    assert sheets["Daftar"]["Pilihan JENIS"].tolist() == ["Terbang", "Apung"]
    assert sheets["Daftar"]["Arti"].tolist() == ["di udara", "di air"]
    assert len(sheets["Contoh"]) == 40
    guide = sheets["Petunjuk"].fillna("").to_numpy().tolist()
    assert ["JENIS", "ya", "Pilih dari daftar."] in guide
    assert ["CATATAN", "tidak", "Catatan."] in guide


def test_it_stands_in_the_dictionary_and_the_index_names_it(house):
    text = (house / "kamus.md").read_text(encoding="utf-8")
    section = text.split("## Tabel `mainan`\n")[1].split("\n## ")[0]
    assert "Satu baris per mainan yang dipinjam." in section
    assert "| `jenis` | teks | ya | Jenis mainan |" in section
    assert "| `nilai` | angka | tidak | Yang rusak |" in section
    assert "`nama`" not in section
    assert "### register mainan (tabel `mainan`)" in text
    assert "| `JUMLAH` | tidak | `BANYAKNYA` |" in text
    assert (house / "bawa.txt").read_text(encoding="utf-8") == "daftar mainan (templat mainan.xlsx)"


@pytest.mark.parametrize(
    ("row", "column", "kode"),
    [
        (3, "JENIS", "PILIHAN-TAK-DIKENAL"),
        (4, "ISI", "PILIHAN-TAK-DIKENAL"),
        (5, "JUDUL", "ISIAN-KOSONG"),
        (6, "TAHUN", "TAHUN-KOSONG"),
        (7, "TANGGAL", "TGL-KOSONG"),
        (8, "NILAI", "ISIAN-TAK-SERASI"),
        (9, "CATATAN", "TEKS-PRIBADI"),
        (10, "CATATAN", "TEKS-PRIBADI"),
        (11, "CATATAN", "TEKS-PRIBADI"),
        (13, "JUMLAH", "ANGKA-NEGATIF"),
        (14, "PERANGKAT DAERAH", "PD-TAK-DIKENAL"),
        (15, "NIP", "NIP-TANPA-PEGAWAI"),
    ],
)
def test_each_fault_is_told_with_file_row_and_column(findings, row, column, kode):
    told = findings[findings["baris"] == row]
    assert list(zip(told["kolom"], told["kode"], strict=True)) == [(column, kode)]


def test_clean_rows_have_no_finding(findings):
    assert not set(findings["baris"]) & {2, 12}
    assert len(findings) == 13  # the header besides the twelve above


def test_what_is_put_aside_comes_with_a_remedy(house):
    book = house / "tangan/data/processed/2025/karantina.xlsx"
    sheets = pd.read_excel(book, sheet_name=None, engine="calamine", dtype=str, header=None)
    text = "\n".join(frame.fillna("").to_csv() for frame in sheets.values())
    assert "mainan.csv" in text
    assert "Pilih dari lembar Daftar di templatnya" in text
    assert "Petunjuk templatnya" in text


def test_used_rows_hold_nobody_and_no_name(table):
    assert sorted(table["judul"]) == ["H", "I", "J", "K", "Layang-layang", "M"]
    assert "nama" not in table
    assert table["pegawai_id"].str.fullmatch("[0-9a-f]{20}").all()
    rows = table.set_index("judul")
    assert rows.loc["H", "catatan"] == "milik [nomor]"
    assert rows.loc["I", "catatan"] == "kirim ke [surel]"
    assert rows.loc["J", "catatan"] == "milik [nama]"
    assert rows.loc["K", "isi"] == "kayu; kertas"


def test_only_a_column_that_says_so_is_left_as_it_is(table):
    assert table.set_index("judul").loc["K", "nomor_rak"] == SHELF


def test_sample_rows_are_of_the_regency(house):
    clean = json.loads((house / "contoh.json").read_text(encoding="utf-8"))
    assert clean["NIP"] != NUMBER
    assert clean["PERANGKAT DAERAH"] != "Dinas Contoh"
    assert clean["JUDUL"] == "Layang-layang"


def test_planted_dirt_is_found_where_it_was_planted(house):
    planted = json.loads((house / "kotor/data/raw/2025/dirt.json").read_text(encoding="utf-8"))
    own = {(d["baris"], d["kolom"], d["kode"]) for d in planted if d["berkas"] == "mainan.csv"}
    found = pd.read_parquet(house / "kotor/data/processed/2025/temuan.parquet")
    found = found[found["berkas"] == "mainan.csv"]
    told = set(zip(found["baris"], found["kolom"], found["kode"], strict=True))
    kinds = {kode for _, _, kode in own}
    assert {"PILIHAN-TAK-DIKENAL", "ISIAN-KOSONG", "TEKS-PRIBADI"} <= kinds
    missing = {one for one in own if one not in told and one[2] not in LEFT}
    assert not missing
