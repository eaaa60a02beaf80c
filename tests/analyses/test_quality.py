"""The tables of the data-quality page."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.quality import (
    completeness_by_sex,
    findings_by_code,
    quarantine_by_sex,
    quarantine_shares,
    row_account,
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
