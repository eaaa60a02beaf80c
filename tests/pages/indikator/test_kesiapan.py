"""The readiness matrix: evidence there, without a file, out of date, and missing."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pug_analysis.instrumen import read_form
from pug_analysis.pages.indikator import kesiapan

DAY = date(2025, 12, 31)


@pytest.fixture
def matrix(register_tables):
    table = kesiapan.check_prerequisites(register_tables, form=read_form(2025), cutoff=DAY)
    return table.set_index(["prasyarat", "bukti"]).sort_index()


# --- by hand
def test_evidence_with_its_date_and_file(matrix):
    row = matrix.loc[("Komitmen", "Perda/Perbup PUG")]
    assert row[["keadaan", "jumlah", "berkas_bukti"]].tolist() == ["ada", 1, "perbup.pdf"]
    assert row["tanggal"] == pd.Timestamp("2019-05-01")


def test_a_decision_that_names_three_people_is_one_document(matrix):
    assert matrix.loc[("Kelembagaan", "SK Pokja PUG"), "jumlah"] == 1
    assert matrix.loc[("Kelembagaan", "SK Pokja PUG"), "berkas_bukti"] == "pokja.pdf"


def test_what_is_missing_is_said(matrix):
    row = matrix.loc[("Alat analisis gender", "Dokumen GAP/GBS")]
    assert row[["keadaan", "jumlah"]].tolist() == [kesiapan.BELUM_ADA, 0]
    assert pd.isna(row["tanggal"])


def test_evidence_without_a_file_is_told_apart(matrix):
    row = matrix.loc[("Kelembagaan", "Kegiatan: Rapat Pokja PUG")]
    assert row["keadaan"] == kesiapan.TANPA_BERKAS


def test_documents_out_of_validity_and_activities_of_before(register_tables):
    later = date(2026, 12, 31)
    table = kesiapan.check_prerequisites(register_tables, form=read_form(2026), cutoff=later)
    table = table.set_index(["prasyarat", "bukti"]).sort_index()
    assert table.loc[("Kelembagaan", "SK Gender Champion"), "keadaan"] == kesiapan.TIDAK_BERLAKU
    assert table.loc[("Kelembagaan", "Kegiatan: Komunitas Praktik"), "keadaan"] == (
        kesiapan.TAHUN_LALU
    )
    assert table.loc[("Kelembagaan", "SK Pokja PUG"), "jumlah"] == 2


def test_seven_prerequisites_stand_even_without_any_register(register_tables):
    empty = {name: table.iloc[:0] for name, table in register_tables.items()}
    table = kesiapan.check_prerequisites(empty, form=read_form(2025), cutoff=DAY)
    assert table["prasyarat"].nunique() == 7
    assert set(table["keadaan"]) == {kesiapan.BELUM_ADA}


def test_nothing_is_scored(matrix):
    assert set(matrix.columns) == {"keadaan", "jumlah", "tanggal", "berkas_bukti"}


def test_files_of_their_own_make_no_more_documents_and_trainings(register_tables):
    """Everybody named has an excerpt, and everybody trained a certificate: still one of each."""
    both = {
        name: register_tables[name].assign(
            berkas_bukti=[f"lembar-{i:03d}.pdf" for i in range(len(register_tables[name]))]
        )
        for name in ("sk_pug", "pelatihan_pug")
    }
    both["pelatihan_pug"] = both["pelatihan_pug"].assign(tanggal_selesai=pd.Timestamp(DAY))
    assert (both["pelatihan_pug"]["tingkat"] == "L1").sum() > 1
    table = kesiapan.check_prerequisites(
        {**register_tables, **both}, form=read_form(2025), cutoff=DAY
    ).set_index(["prasyarat", "bukti"])
    assert table.loc[("Kelembagaan", "SK Pokja PUG"), "jumlah"] == 1
    level = table.loc[("Sumber daya manusia dan anggaran", "Pelatihan Level 1: kesadaran gender")]
    assert level["jumlah"] == 1
    assert level["berkas_bukti"].startswith("lembar-")


def test_papers_without_a_number_are_told_apart_by_their_files(register_tables):
    papers = register_tables["sk_pug"]
    one = papers.loc[papers["jenis"] == "Perda/Perbup PUG"].iloc[[0, 0]]
    one = one.assign(nomor="", berkas_bukti=["a.pdf", "b.pdf"])
    table = kesiapan.check_prerequisites(
        {**register_tables, "sk_pug": one}, form=read_form(2025), cutoff=DAY
    ).set_index(["prasyarat", "bukti"])
    assert table.loc[("Komitmen", "Perda/Perbup PUG"), "jumlah"] == 2
