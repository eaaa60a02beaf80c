"""Changes of shares: by pencil, against the parts that the index tells, and every verdict."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.careers.states import CHANGE_PARTS, person_states
from pug_analysis.pages.depan.perubahan import split_changes, split_shares
from pug_analysis.pages.tren.baris import LINES
from pug_analysis.pages.tren.perubahan import compare_periods, line_changes
from pug_analysis.stats import holm
from pug_analysis.stats.shares.turnover import turnover_change

TOTAL = ""
FLOWS = ["datang", "datang_wanita", "pergi", "pergi_wanita"]


@pytest.fixture
def staff(person):
    """So many men and women in service, named from a number on; columns as given."""

    def of(men, women, *, start=0, **columns):
        sexes = ["L"] * men + ["P"] * women
        return [person(f"{start + i:04d}", sex, **columns) for i, sex in enumerate(sexes)]

    return of


def new(rows):
    return [row | {"tmt_cpns": "2025-03-01", "masa_kerja_tahun": 0} for row in rows]


def line(table, name):
    rows = table.loc[(table["sub_kategori"] == name) & (table["kategori"] != "Masa Kerja")]
    return rows.iloc[0]


# --- by hand
def test_comers_and_leavers_by_pencil(period, staff):
    """16 men and 4 women; 5 men go, 3 men and 2 women come: 14 and 6."""
    old = staff(16, 4)
    now = period(2025, pegawai=[*old[5:], *new(staff(3, 2, start=100))])
    table = line_changes(now, period(2024, pegawai=old))
    row = line(table, TOTAL)
    assert row[FLOWS].tolist() == [5, 2, 5, 0]
    assert row["perubahan"] == pytest.approx(6 / 20 - 4 / 20)
    assert row[list(CHANGE_PARTS)].tolist() == pytest.approx([0, 0, 0.1])
    assert row["conf_low"] == pytest.approx(-0.01787, abs=1e-4)  # see the tests of turnover_change
    assert row["conf_high"] == pytest.approx(0.19232, abs=1e-4)
    assert row["putusan"] == "chance"
    assert (row["total_dulu"], row["total_kini"]) == (20, 20)


def test_every_verdict(period, staff, person):
    old = [
        *staff(50, 50),
        *staff(6, 3, start=200, level="JPT Pratama"),
        *staff(20, 4, start=300, level="Administrator"),
        *staff(30, 10, start=400, level="Pengawas"),
        *staff(10, 20, start=500, status_asn="PPPK", kedudukan_hukum="71", golongan="IX"),
    ]
    kept = [row for row in old if not "0400" <= row["pegawai_id"] < "0412"]  # 12 men left Pengawas
    kept = [row | {"golongan": "IV/a"} if row["pegawai_id"] < "0030" else row for row in kept]
    newest = new(staff(1, 45, start=600))
    table = line_changes(period(2025, pegawai=[*kept, *newest]), period(2024, pegawai=old))
    said = dict(zip(table["sub_kategori"], table["putusan"], strict=True))
    assert said[TOTAL] == "changed"
    assert said["JPT Pratama (Eselon II)"] == "few_people"
    assert said["Administrator (Eselon III)"] == "few_moved"
    assert said["Pengawas (Eselon IV)"] == "chance"
    assert said["Golongan III"] == "changed"
    assert said["Golongan IV"] == "nobody"  # nobody was there before
    assert said["PPPK"] == "few_moved"


def test_more_correction_than_change_is_said_to_be_correction(period, staff):
    """Ten women were missing from last year's list; one man came and four left."""
    old, missed = staff(30, 20), staff(0, 10, start=100)
    now = period(2025, pegawai=[*old[4:], *missed, *new(staff(1, 0, start=200))])
    row = line(line_changes(now, period(2024, pegawai=old)), TOTAL)
    assert row["pembetulan"] == pytest.approx(30 / 60 - 20 / 50)
    assert row["estimate"] == pytest.approx(30 / 57 - 30 / 60)
    assert row["putusan"] == "corrections"


def test_nothing_new_is_no_change_and_has_no_interval(period, staff):
    people = staff(20, 20)
    table = line_changes(period(2025, pegawai=people), period(2024, pegawai=people))
    row = line(table, TOTAL)
    assert row["perubahan"] == 0
    assert row[["conf_low", "conf_high", "p_value", "p_holm"]].isna().all()
    assert row["putusan"] == "few_moved"


def test_people_that_cannot_be_followed_are_not_judged(period, staff):
    now, before = (
        period(2025, pegawai=staff(20, 30, start=500)),
        period(2024, pegawai=staff(30, 20)),
    )
    table = line_changes(now, before)
    row = line(table, TOTAL)
    assert row["putusan"] == "unlinked"
    assert row["perubahan"] == pytest.approx(0.2)
    assert row[[*CHANGE_PARTS, *FLOWS, "conf_low", "p_value", "p_holm"]].isna().all()
    linked = line_changes(now, period(2024, pegawai=[*staff(30, 20), *staff(1, 0, start=500)]))
    assert list(linked) == list(table)


# --- second implementations
@pytest.fixture
def years(period, staff, person, rng):
    """Two years of 300 people with everything moving, made by chance."""
    levels = ["", "", "", "Pengawas", "Administrator", "JPT Pratama"]
    old, now = [], []
    for i in range(300):
        sex = "P" if rng.random() < 0.5 else "L"
        row = person(
            f"{i:04d}", sex, level=levels[rng.integers(6)], usia_tahun=int(rng.integers(22, 58))
        )
        if rng.random() < 0.9:
            old.append(row)
        if rng.random() < 0.1:
            row = row | {"jenis_kelamin": "L" if sex == "P" else "P"}
        if rng.random() < 0.2:
            other = person("x", "L", level=levels[rng.integers(6)], since="2025-06-01")
            keys = ("jenis_jabatan", "eselon", "tmt_jabatan")
            row = row | {key: other[key] for key in keys}
        row = row | {"usia_tahun": row["usia_tahun"] + 1}
        if rng.random() < 0.85:
            now.append(row)
    now += new(staff(20, 30, start=900))
    return period(2025, pegawai=now), period(2024, pegawai=old)


def test_the_parts_are_those_that_the_index_tells(years):
    table = line_changes(*years)
    other = split_shares(split_changes(person_states(*years))).set_index("jenjang")
    names = {"Total ASN": TOTAL}
    names |= {
        level: f"{level} (Eselon {eselon})"
        for level, eselon in (("JPT Pratama", "II"), ("Administrator", "III"), ("Pengawas", "IV"))
    }
    for jenjang, name in names.items():
        row = line(table, name)
        assert row[list(CHANGE_PARTS)].tolist() == pytest.approx(
            other.loc[jenjang, list(CHANGE_PARTS)].tolist()
        )
        assert row["share_dulu"] == pytest.approx(other.loc[jenjang, "sebelum"])
        assert row["share_kini"] == pytest.approx(other.loc[jenjang, "sesudah"])


def test_parts_add_up_and_the_test_is_that_of_the_flows(years):
    table = line_changes(*years).dropna(subset=["perubahan", "estimate"])
    parts = table[list(CHANGE_PARTS)].sum(axis=1)
    assert parts.to_numpy() == pytest.approx(table["perubahan"].to_numpy(), abs=1e-12)
    assert (table["kejadian"] + table["populasi"]).to_numpy() == pytest.approx(
        table["estimate"].to_numpy(), abs=1e-12
    )
    row = line(table, TOTAL)
    after, women = row["total_kini"], round(row["share_kini"] * row["total_kini"])
    again = turnover_change(
        women - row["datang_wanita"] + row["pergi_wanita"],
        after - row["datang"] + row["pergi"],
        count_joined=row["datang_wanita"],
        joined=row["datang"],
        count_left=row["pergi_wanita"],
        left=row["pergi"],
    ).iloc[0]
    for name in ("estimate", "conf_low", "conf_high", "p_value"):
        assert row[name] == pytest.approx(again[name])


def test_holm_is_taken_over_headlines_and_over_the_others(years):
    table = line_changes(*years)
    for headline in (True, False):
        family = table.loc[table["utama"] == headline]
        assert np.allclose(family["p_holm"], holm(family["p_value"]), equal_nan=True)
    assert (table["p_holm"] >= table["p_value"])[table["p_value"].notna()].all()


# --- properties
def test_the_order_of_people_does_not_matter(years, period):
    now, before = years
    turned = [
        period(d.year, pegawai=d.tables["pegawai"].iloc[::-1].to_dict("records"))
        for d in (now, before)
    ]
    pd.testing.assert_frame_equal(line_changes(*turned), line_changes(now, before))


def test_the_other_sex_moves_the_other_way(years, period):
    def swapped(data):
        rows = data.tables["pegawai"].to_dict("records")
        return period(
            data.year,
            pegawai=[r | {"jenis_kelamin": "LP"[r["jenis_kelamin"] == "L"]} for r in rows],
        )

    mine, other = line_changes(*years), line_changes(*(swapped(data) for data in years))
    same = mine["perubahan"].notna()
    assert mine.loc[same, "estimate"].to_numpy() == pytest.approx(
        -other.loc[same, "estimate"].to_numpy()
    )
    assert np.allclose(mine["conf_low"], -other["conf_high"], equal_nan=True)
    assert np.allclose(mine["p_holm"], other["p_holm"], equal_nan=True)
    assert mine["putusan"].tolist() == other["putusan"].tolist()


def test_chance_alone_seldom_changes_a_headline(period, staff, rng):
    """Leavers and comers drawn without regard to sex: of 12 pairs few are called changed."""
    old = staff(60, 40)
    before, called = period(2024, pegawai=old), 0
    for turn in range(12):
        left = set(rng.choice(100, 15, replace=False).tolist())
        women = int(rng.binomial(20, 0.4))
        came = new(staff(20 - women, women, start=1000 + 100 * turn))
        now = period(2025, pegawai=[*(r for i, r in enumerate(old) if i not in left), *came])
        table = line_changes(now, before)
        called += bool((table["putusan"] == "changed").any())
    assert called <= 3


def test_pairs_stand_under_one_another(period, staff):
    old = period(2023, pegawai=staff(20, 20))
    mid = period(2024, pegawai=staff(20, 22))
    now = period(2025, semester=1, pegawai=staff(20, 25))
    table = compare_periods([(old, mid), (mid, now)])
    assert len(table) == 2 * len(LINES)
    assert table["dari"].unique().tolist() == ["2023", "2024"]
    assert table["ke"].unique().tolist() == ["2024", "semester I 2025"]
    assert compare_periods([]).empty
