"""How much is kept out, and whether one sex is kept out more: rows counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.quarantine import (
    compare_kept_out,
    count_kept_out,
    kept_out,
    quarantine_by_sex,
    quarantine_shares,
)
from pug_analysis.careers.pooled import Pooled
from pug_analysis.ingest.layouts.known import DATA_ASN
from pug_analysis.stats import newcombe_difference

#: A staff list of 100 rows, two of them no data, 7 kept out; another file of 900 rows, 18 kept out.
NERACA = pd.DataFrame(
    [["asn.xlsx", DATA_ASN, 100, 2, 7], ["diklat.xlsx", "Riwayat Diklat", 900, 0, 18]],
    columns=["berkas", "tata_letak", "baris_masuk", "bukan_data", "karantina"],
)


def found(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
    """Findings of (file, row, what was done, sex)."""
    frame = pd.DataFrame(rows, columns=["berkas", "baris", "tindakan", "jenis_kelamin"])
    return frame.assign(lembar="Data")


#: One man and two women of the staff list; a row with two findings is one row.
TEMUAN = found(
    ("asn.xlsx", 3, "karantina", "L"), ("asn.xlsx", 4, "karantina", "P"), ("asn.xlsx", 4, "karantina", "P"),
    ("asn.xlsx", 5, "karantina", "P"), ("asn.xlsx", 6, "perbaikan", "P"), ("asn.xlsx", 7, "karantina", ""),
    ("diklat.xlsx", 3, "karantina", "P"),
)  # fmt: skip
PEGAWAI = pd.DataFrame({"jenis_kelamin": ["L"] * 40 + ["P"] * 50})


def test_the_staff_list_is_judged_by_itself():
    shares = quarantine_shares(NERACA).set_index("lingkup")
    assert shares["karantina"].to_dict() == {"Semua berkas": 25, "Daftar pegawai": 7, "asn.xlsx": 7}
    assert shares["baris"].to_dict() == {"Semua berkas": 998, "Daftar pegawai": 98, "asn.xlsx": 98}
    assert shares.loc["Daftar pegawai", "share"] == pytest.approx(7 / 98)
    none = quarantine_shares(NERACA.iloc[:0])
    assert none["share"].tolist() == [0.0, 0.0]


def test_each_sex_is_counted_once_a_row():
    counts = count_kept_out(PEGAWAI, TEMUAN, NERACA)
    assert counts.to_numpy().tolist() == [["L", 1, 40], ["P", 2, 50]]


def test_the_difference_is_of_women_less_men():
    table = quarantine_by_sex(PEGAWAI, TEMUAN, NERACA).set_index("kelompok")
    assert table.index.tolist() == ["Pria", "Wanita", "Selisih (Wanita - Pria)"]
    assert table["estimate"].tolist() == pytest.approx([1 / 41, 2 / 52, 2 / 52 - 1 / 41])
    ends = newcombe_difference(2, 52, 1, 41).iloc[0]
    assert table["conf_low"].iloc[2] == pytest.approx(ends["conf_low"])
    turned = compare_kept_out(
        count_kept_out(PEGAWAI, TEMUAN, NERACA).assign(karantina=[2, 1], dipakai=[50, 40])
    )
    assert turned["estimate"].iloc[2] == pytest.approx(-table["estimate"].iloc[2])


def test_agencies_that_were_added_up_are_compared_by_their_counts():
    counts = count_kept_out(PEGAWAI, TEMUAN, NERACA)
    pooled = Pooled({"daerah": [], "tingkat": "tepat"}, counts={"tersisih": counts}, numbers={})
    own = {"pegawai": PEGAWAI, "temuan": TEMUAN, "neraca": NERACA}
    pd.testing.assert_frame_equal(kept_out(pooled, {}), kept_out(PEGAWAI, own))
