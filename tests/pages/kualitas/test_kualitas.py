"""The tables of the data-quality page."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.quarantine import quarantine_by_sex, quarantine_shares
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.pages.kualitas.kualitas import (
    completeness_by_sex,
    findings_by_code,
    row_account,
    training_dates_by_sex,
    unplaced_reasons,
)


def test_account_closes_with_its_total(tiny_data):
    table = row_account(tiny_data.tables["neraca"])
    assert table["berkas"].tolist() == ["pns.xlsx", "Jumlah"]
    assert table["selisih"].tolist() == [0, 0]


def test_quarantine_is_judged_by_staff_lists_too(tiny_data):
    neraca = tiny_data.tables["neraca"]
    history = neraca.assign(
        berkas="riwayat.csv", tata_letak="rw-golongan", baris_masuk=1001, dipakai=1000, karantina=0,
        gabung=0, bukan_data=1,
    )  # fmt: skip
    shares = quarantine_shares(pd.concat([neraca, history])).set_index("lingkup")["share"]
    assert shares["Semua berkas"] == pytest.approx(3 / 1028)
    assert shares["Daftar pegawai"] == shares["pns.xlsx"] == pytest.approx(3 / 28)


def test_account_shows_a_lost_row(tiny_data):
    neraca = tiny_data.tables["neraca"].assign(dipakai=23)
    assert row_account(neraca)["selisih"].tolist() == [1, 1]


def test_findings_most_serious_first(tiny_data):
    table = findings_by_code(tiny_data.tables["temuan"])
    assert table[["kode", "jumlah"]].to_numpy().tolist() == [
        ["NIP-ANGKA", 2], ["NIP-KOSONG", 1], ["TGL-SERIAL", 1],
    ]  # fmt: skip


def test_completeness_asks_only_those_concerned(tiny):
    table = completeness_by_sex(tiny).set_index("variabel")
    # one woman without a PD; eselon concerns the 4 men and 4 women in structural posts
    assert table.loc["Perangkat daerah", "share_wanita"] == pytest.approx(11 / 12)
    assert table.loc["Eselon", ["pria_berlaku", "wanita_berlaku"]].tolist() == [4, 4]


def test_quarantine_by_sex(tiny_data):
    tables = tiny_data.tables
    table = quarantine_by_sex(tables["pegawai"], tables["temuan"], tables["neraca"])
    # two women out of the 15 on the list and outside it; the row of unknown sex is in neither
    assert table["n"].tolist()[:2] == [0, 2]
    assert table["n_total"].tolist()[:2] == [10, 16]
    assert table["estimate"].iloc[2] == pytest.approx(2 / 16)


def test_several_findings_of_one_row_count_once(tiny_data):
    temuan = tiny_data.tables["temuan"]
    again = temuan.iloc[[0]].assign(kode="TGL-MUSTAHIL")
    table = quarantine_by_sex(
        tiny_data.tables["pegawai"], pd.concat([temuan, again]), tiny_data.tables["neraca"]
    )
    assert table["n"].tolist()[:2] == [0, 2]


def courses(table: str, *rows: tuple) -> pd.DataFrame:
    """Rows of (person, code, text, end date or "")."""
    spec = TABLES[table]
    cells = [(*row[:3], None, pd.Timestamp(row[3]) if row[3] else None, None, None) for row in rows]
    return pd.DataFrame(cells, columns=list(spec.dtypes)).astype(spec.dtypes)


def test_trainings_without_a_date_are_counted_by_sex():
    people = pd.DataFrame({"pegawai_id": ["a", "b", "c"], "jenis_kelamin": ["L", "P", "P"]})
    gone = pd.DataFrame({"pegawai_id": ["d", "a"], "jenis_kelamin": ["L", "L"]})
    table = training_dates_by_sex(
        {
            "pegawai": people,
            "pemberhentian": gone,
            "diklat": courses(
                "diklat", ("a", "2", "", ""), ("b", "2", "", "2020-01-31"), ("c", "2", "", ""),
                ("d", "2", "", "2001-01-31"), ("d", "3", "", ""),
            ),
            # the date of b's training stands in one table, that of c in the other
            "kursus": courses("kursus", ("b", "1", "PKP", ""), ("c", "1", "PKP", "2021-05-31")),
        }
    ).set_index("jenjang")  # fmt: skip
    assert table.index.tolist() == ["PKP", "PKA", "PKN II", "PKN I"]
    assert table.loc["PKP"].tolist() == [2, 1, 0.5, 2, 0, 0.0]
    assert table.loc["PKA"].tolist()[:2] == [1, 1]
    assert table.loc["PKN I", ["pria", "wanita"]].tolist() == [0, 0]
    assert pd.isna(table.loc["PKN I", "share_pria"])


def test_reasons_add_up_the_texts():
    unplaced = pd.DataFrame(
        [["X", "diklat", "satu", 2], ["Y", "diklat", "satu", 3], ["X", "kursus", "dua", 6]],
        columns=["nama", "sumber", "alasan", "orang"],
    )
    assert unplaced_reasons(unplaced).to_numpy().tolist() == [
        ["kursus", "dua", 1, 6], ["diklat", "satu", 2, 5],
    ]  # fmt: skip
    assert unplaced_reasons(unplaced.head(0)).empty
