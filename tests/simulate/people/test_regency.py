from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from pug_analysis.simulate import simulate
from pug_analysis.simulate.people.regency import REGISTER_START

LAST_DAY = pd.Timestamp("2025-12-31")
HISTORIES = {
    "golongan": "tmt", "jabatan": "tmt", "diklat": "selesai", "kursus": "selesai",
    "pendidikan": "lulus", "cltn": "awal",
}  # fmt: skip


def active(regency):
    people = regency.people
    return people[(people["exit"] > LAST_DAY) & ~(people["tmt_pindah"] > LAST_DAY)]


def test_size_is_the_number_of_active_people(regency):
    assert len(active(regency)) == 1200


@pytest.mark.parametrize("years", [(2010,), (2016, 2017), (2028,)])
def test_other_years_keep_the_size(years):
    regency = simulate(size=300, years=years, seed=2)
    day = pd.Timestamp(years[-1], 12, 31)
    people = regency.people
    assert ((people["exit"] > day) & (people["tmt_cpns"] <= day)).sum() == 300


def test_numbers_are_unique_and_hold_birth_entry_and_sex(regency):
    people = regency.people
    nip = people["nip"].astype(str)
    assert nip.is_unique
    assert nip.str.fullmatch(r"\d{18}").all()
    assert (nip.str[:8] == people["birth"].dt.strftime("%Y%m%d")).all()
    pns = people["status"] == "PNS"
    assert (nip[pns].str[8:14] == people.loc[pns, "tmt_cpns"].dt.strftime("%Y%m")).all()
    assert (nip[~pns].str[8:12] == people.loc[~pns, "tmt_cpns"].dt.strftime("%Y")).all()
    assert (nip[~pns].str[12] == "2").all()
    assert nip[~pns].str[13].between("1", "9").all()
    assert (nip.str[14] == people["sex"].astype(str).map({"L": "1", "P": "2"})).all()
    assert nip.str[15:].between("001", "999").all()


def test_everybody_was_grown_up_on_the_day_of_entry(regency):
    people = regency.people
    days = (people["tmt_cpns"] - people["birth"]).dt.days
    assert days.min() >= 18 * 365.25
    assert days.max() < 50 * 365.25


def test_nobody_who_left_before_the_register_is_in_a_file(regency):
    assert regency.people["exit"].min() >= pd.Timestamp(REGISTER_START)
    assert (regency.people["tmt_cpns"] < pd.Timestamp(REGISTER_START)).any()


def test_no_event_before_entry_after_leaving_or_after_the_last_snapshot(regency):
    people = regency.people
    for name, date in HISTORIES.items():
        events = getattr(regency, name)
        owner = people.loc[events["pegawai"].to_numpy()].reset_index(drop=True)
        day = pd.to_datetime(events[date]).reset_index(drop=True)
        assert (day <= LAST_DAY).all(), name
        assert (day < owner["exit"]).all(), name
        if name != "pendidikan":
            assert (day >= owner["tmt_cpns"]).all(), name
            assert ~(day < owner["tmt_pindah"]).any(), name


def test_everybody_has_a_position_on_arrival(regency):
    people = regency.people
    first = regency.jabatan.groupby("pegawai")["tmt"].min()
    arrived = people["tmt_pindah"].fillna(people["tmt_cpns"])
    assert (first.reindex(people["pegawai"]) == arrived.set_axis(first.index)).all()


def test_people_stay_the_same_when_years_or_scenario_change():
    one = simulate(size=200, years=(2025,), seed=4)
    two = simulate(size=200, years=(2023, 2024, 2025), seed=4)
    pd.testing.assert_frame_equal(one.people, two.people)
    gap = simulate(size=200, years=(2025,), seed=4, truth=("gap",))
    assert set(gap.people["birth"]) & set(one.people["birth"])


def test_another_seed_gives_other_people(regency):
    other = simulate(size=1200, years=regency.years, seed=8)
    assert not other.people["nip"].equals(regency.people["nip"])


def test_hash_seed_and_time_zone_do_not_matter():
    code = (
        "import hashlib, pandas as pd\n"
        "from pug_analysis.simulate import simulate\n"
        "r = simulate(size=150, years=(2024,), seed=9, truth=('gap',))\n"
        "text = r.people.to_csv() + r.jabatan.to_csv() + r.golongan.to_csv() + r.kursus.to_csv()\n"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    digests = set()
    for seed, zone in (("1", "UTC"), ("77", "Asia/Jakarta")):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("truth", "expected"),
    [
        ("null", "729ecabce1cc9869"),
        ("gap", "0d08b0722a72140f"),
        ("late-gap", "1fb38a7f446f72da"),
        ("training", "6a337879e4b0c269"),
        ("gap+training", "2fb69ded945f13f7"),
    ],
)
def test_regencies_of_a_seed_stay_what_they_were(truth, expected):
    """Samples in use and studies of many seeds are made again with later versions."""
    regency = simulate(size=150, years=(2024, 2025), seed=9, truth=tuple(truth.split("+")))
    tables = [regency.people, *(getattr(regency, name) for name in (*HISTORIES, "exits", "pindah"))]
    text = "".join(table.to_csv() for table in tables)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == expected


def test_shares_are_roughly_those_of_the_country(large):
    """Ladder of 2022: 39.6, 26.5, 15.5 % women among 53.4 % of all PNS (BKN)."""
    people = active(large)
    women = (people["sex"] == "P").groupby(people["status"].astype(str)).mean()
    assert women["PNS"] == pytest.approx(0.53, abs=0.02)
    assert women["PPPK"] == pytest.approx(0.65, abs=0.03)
    counts = people["status"].value_counts() / len(people) * 6500
    assert counts["PNS"] == pytest.approx(3900 + 50, abs=250)
    assert counts["PPPK"] == pytest.approx(2450, abs=250)
    assert counts["PPPK Paruh Waktu"] == pytest.approx(60, abs=15)
    post = large.jabatan[large.jabatan["penugasan"] == 0].drop_duplicates("pegawai", keep="last")
    post = post[post["pegawai"].isin(people["pegawai"]) & (post["eselon"] > 0)]
    woman = (large.people["sex"] == "P").to_numpy()[post["pegawai"]]
    level = (post["eselon"] // 10).to_numpy()
    per_regency = {k: (level == k).sum() * 6500 / len(people) for k in (2, 3, 4)}
    assert 26 <= per_regency[2] <= 36
    assert 130 <= per_regency[3] <= 170
    assert 240 <= per_regency[4] <= 450
    shares = [woman[level == k].mean() for k in (4, 3, 2)]
    assert shares == sorted(shares, reverse=True)
    assert shares == pytest.approx([0.40, 0.29, 0.22], abs=0.06)


def test_sexes_differ_in_nothing_but_number_inside_a_stratum_under_null():
    regency = simulate(size=40_000, years=(2025,), seed=6)
    people = regency.people
    rows = people["structural_track"] & (people["entry_window"] == 2005)
    rows &= people["education_entry"] == "40"
    reached = people.loc[rows, "first_pengawas"].notna()
    sex = people.loc[rows, "sex"].astype(str)
    shares, counts = reached.groupby(sex).mean(), sex.value_counts()
    error = np.sqrt((shares * (1 - shares) / counts).sum())
    assert abs(shares["L"] - shares["P"]) < 4 * error


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"size": 10}, "size must be at least 50"),
        ({"years": ()}, "years must be ascending"),
        ({"years": (2025, 2024)}, "years must be ascending"),
        ({"years": (1999,)}, "years must lie in"),
        ({"truth": ("other",)}, "must be some of"),
    ],
)
def test_impossible_options_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        simulate(**options)
