"""What is said of posts equal to eselon II and III, and of data by sex."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from pug_analysis.instrumen import read_form
from pug_analysis.pages.indikator import jabatan_show

FORM = read_form(2025)


def words(part):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html)).strip()


def test_women_of_all_holders_of_each_level(ape_data):
    assert words(jabatan_show.jabatan_setara((ape_data,), FORM).parts[0]) == (
        "Yang diajukan adalah ragam a (jabatan struktural saja), sebagaimana tertulis di 2025.toml. Wanita "
        "pada 31 Desember 2025: setara eselon II 1 dari 2 (50,0 persen); setara eselon III 1 dari 3 (33,3 "
        "persen); setara eselon II dan III 2 dari 5 (40,0 persen)."
    )


def test_the_note_names_what_is_equal_to_what(ape_data):
    table = jabatan_show.jabatan_setara((ape_data,), FORM).parts[1].payload
    assert "(Ahli Utama setara II, Ahli Madya setara III)" in table["notes"][0]
    assert "Lalu = 31 Desember 2024" in table["notes"][0]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("perbup.pdf", "2; terakhir 1 Mei 2019, perbup.pdf"),
        ("", "2; terakhir 1 Mei 2019, tanpa berkas"),
    ],
)
def test_the_last_publication_with_and_without_its_file(ape_data, file, told):
    one = (
        ape_data.tables["sk_pug"]
        .iloc[[0]]
        .assign(jenis="Publikasi Data Terpilah", berkas_bukti=file)
    )
    two = pd.concat([one, one.assign(tanggal=pd.Timestamp("2018-02-01"), berkas_bukti="lama.pdf")])
    data = replace(ape_data, tables={**ape_data.tables, "sk_pug": two})
    rows = jabatan_show.data_terpilah((data,)).payload["rows"]
    assert ["Publikasi", "Publikasi tercatat", told] in rows


def test_evidence_of_data_by_sex_names_the_roadmap_s_table(ape_data):
    rows = jabatan_show.data_terpilah((ape_data,)).payload["rows"]
    facts = {bukti: isi for _, bukti, isi in rows}
    assert facts["Baris Tabel 4.1"] == "32"
    assert facts["Blok Tabel 4.1 yang terpilah"].startswith("7: Status Kepegawaian; ")


def test_the_least_complete_variable_gives_each_sex_its_own_share(ape_data, monkeypatch):
    filled = pd.DataFrame(
        {"variabel": ["Golongan", "Eselon"], "share_pria": [0.9, 0.8], "share_wanita": [0.95, 0.7]}
    )
    monkeypatch.setattr(jabatan_show, "completeness_by_sex", lambda _: filled)
    rows = jabatan_show.data_terpilah((ape_data,)).payload["rows"]
    told = [
        "Sistem",
        "Variabel yang paling kurang lengkap: Eselon",
        "terisi pria 80,0%, wanita 70,0%",
    ]
    assert told in rows


def test_who_reads_of_a_programme_is_sent_to_its_tables():
    said = words(jabatan_show.cara_jabatan())
    assert "di halaman Alumni diklat, bila tanggal program itu diisi di pug.toml," in said
    assert "hanya dalam ragam yang sama" in said
