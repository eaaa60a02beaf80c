from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.simulate.people.ranks import JF_CEILING, STRUCTURAL_CEILING, expert
from pug_analysis.terms.golongan import ORDINAL, PROMOTION_MONTHS
from pug_analysis.terms.pegawai import CEILING_REGULER, GOLONGAN_AWAL


def promotions(regency) -> pd.DataFrame:
    """Rank rows of PNS with what the person is, without the rows of appointment."""
    rows = regency.golongan.join(regency.people.drop(columns="pegawai"), on="pegawai")
    return rows[(rows["status"] == "PNS") & (rows["jenis_kp"] != 211)]


def test_every_promotion_is_on_the_legal_grid(large):
    rows = promotions(large)
    allowed = pd.Series(False, rows.index)
    for date, months in PROMOTION_MONTHS:
        since = rows["tmt"] >= pd.Timestamp(date)
        allowed = allowed.mask(since, rows["tmt"].dt.month.isin(months))
    assert allowed.all()
    assert (rows["tmt"].dt.day == 1).all()


def test_pns_start_with_two_rows_of_one_golongan(regency):
    rows = regency.golongan.join(regency.people.drop(columns="pegawai"), on="pegawai")
    home = rows[(rows["status"] == "PNS") & rows["tmt_pindah"].isna() & (rows["jenis_kp"] == 211)]
    entry = home["education_entry"].astype(str).map(GOLONGAN_AWAL).map(ORDINAL)
    assert (home["golongan"] == entry).all()
    both = home.groupby("pegawai")["tmt"].agg(["min", "max", "size"])
    full = both[both["size"] == 2]
    assert ((full["max"] - full["min"]).dt.days.between(365, 366)).all()
    assert both["size"].max() == 2


def test_steps_are_single_and_two_years_apart_or_more(large):
    rows = large.golongan.sort_values(["pegawai", "tmt"], kind="stable")
    same = rows["pegawai"].eq(rows["pegawai"].shift())
    step = rows["golongan"].diff()[same]
    assert set(step) <= {0, 1}
    risen = same & (rows["golongan"].diff() == 1) & (rows["jenis_kp"].shift() != 211)
    assert rows["tmt"].diff()[risen].dt.days.min() >= 2 * 365


def test_no_golongan_above_every_ceiling_that_may_apply(large):
    rows = promotions(large)
    at = (
        rows["education_entry"]
        .astype(str)
        .mask(rows["tmt"] > rows["tmt_upgrade"], rows["education_later"].astype(str))
    )
    ceiling = at.map(CEILING_REGULER).map(ORDINAL)
    for column, limit in zip(
        ("first_pengawas", "first_administrator", "first_jpt"), STRUCTURAL_CEILING[1:], strict=True
    ):
        ceiling = ceiling.mask(rows[column] <= rows["tmt"], np.maximum(ceiling, limit))
    jf = rows["jenis_kp"] == 202
    ceiling = ceiling.mask(jf, np.maximum(ceiling, JF_CEILING["keahlian"]))
    assert (rows["golongan"] <= ceiling).all()
    regular = rows["jenis_kp"] == 101
    assert (rows.loc[regular, "golongan"] <= at[regular].map(CEILING_REGULER).map(ORDINAL)).all()


def test_promotion_knows_no_sex(large):
    rows = promotions(large)
    rows = rows[(rows["family"] == "guru") & (rows["entry_window"] == 2005)]
    rows = rows[rows["education_entry"] == "40"]
    top = rows.groupby("pegawai").agg(top=("golongan", "max"), sex=("sex", "first"))
    by = top.groupby("sex", observed=True)["top"].agg(["mean", "var", "size"])
    error = np.sqrt((by["var"] / by["size"]).sum())
    assert abs(by["mean"].diff().iloc[-1]) < 4 * error


def test_retirement_comes_at_58_60_or_65_on_the_first_of_the_next_month(large):
    people = large.people[large.people["exit_kind"] == "pensiun"]
    left = people["exit"].dt.year * 12 + people["exit"].dt.month
    born = people["birth"].dt.year * 12 + people["birth"].dt.month
    months = left - born - 1
    assert set(months) <= {58 * 12, 60 * 12, 65 * 12}
    assert (months[people["family"] == "guru"] == 60 * 12).all()
    assert (people["exit"].dt.day == 1).all()
    pelaksana = (people["family"] == "teknis") & (people["education_entry"] == "15")
    assert (months[pelaksana & (people["education_later"] == "15")] == 58 * 12).all()


def test_keahlian_begins_with_d4():
    from pug_analysis.simulate.people.ranks import CODES

    found = {c for c, e in zip(CODES, expert(np.arange(len(CODES))), strict=True) if e}
    assert found == {"35", "40", "42", "45", "47"}
