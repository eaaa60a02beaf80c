from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pug_analysis.simulate import simulate
from pug_analysis.simulate.people.hazards import OFFICE_GAP_OFFICE
from pug_analysis.simulate.people.positions import PELANTIKAN_ULANG, PLH, PLT, STRUKTURAL
from pug_analysis.simulate.people.titles import TITLES
from pug_analysis.simulate.people.units import UNITS, office_of

LEVEL = {"first_pengawas": 4, "first_administrator": 3, "first_jpt": 2}


def structural(regency) -> pd.DataFrame:
    frame = regency.jabatan[regency.jabatan["jenis"] == STRUKTURAL]
    return frame.assign(nama=frame["title"].map(dict(enumerate(TITLES))))


def test_first_row_of_a_level_is_the_first_appointment(large):
    rows = structural(large)
    rows = rows[rows["penugasan"] == 0]
    here = large.people["tmt_pindah"].isna()
    for column, level in LEVEL.items():
        first = rows[rows["eselon"] // 10 == level].groupby("pegawai")["tmt"].min()
        planted = large.people[column]
        expected = planted[here & (planted <= pd.Timestamp("2025-12-31"))]
        found = first.reindex(expected.index)
        assert (found == expected).all(), column
        assert first[first.index.isin(here[here].index)].index.isin(expected.index).all()


def test_levels_never_fall(large):
    rows = structural(large)
    rows = rows[rows["penugasan"] == 0]
    level = rows["eselon"] // 10
    same = rows["pegawai"].eq(rows["pegawai"].shift())
    assert (level.diff()[same] <= 0).all()


def test_appointments_are_on_the_first_but_for_the_mass_day_of_2016(large):
    rows = structural(large)
    mass = rows["mutasi"] == PELANTIKAN_ULANG
    assert set(rows.loc[mass, "tmt"].astype(str)) == {"2016-12-30"}
    assert mass.sum() > 100
    assert (rows.loc[~mass, "tmt"].dt.day == 1).all()


@pytest.fixture(scope="module")
def one_office():
    return simulate(size=60_000, years=(2025,), seed=3, truth=("office-gap",))


def in_the_office(regency) -> pd.DataFrame:
    """Definitive posts but the Sekda's, with ``level`` and whether they are ``there``."""
    rows = structural(regency)
    rows = rows[(rows["penugasan"] == 0) & (rows["eselon"] != 21)]
    there = [office_of(UNITS[code]) == OFFICE_GAP_OFFICE for code in rows["unit"]]
    return rows.assign(there=there, level=rows["eselon"] // 10)


def test_women_get_few_of_the_appointments_in_one_office(one_office):
    """Women's odds of an appointment there over men's: their rate there over that elsewhere."""
    first = in_the_office(one_office).drop_duplicates(["pegawai", "level"])
    woman = (one_office.people["sex"] == "P").to_numpy()[first["pegawai"]]
    counts = pd.crosstab(woman, first["there"]).to_numpy()
    ratio = counts[1, 1] / counts[1, 0] / (counts[0, 1] / counts[0, 0])
    error = (1 / counts).sum() ** 0.5
    assert error < 0.15
    assert abs(np.log(ratio / 0.3)) < 4 * error
    of_men = first[~woman & (first["level"] == 4)]["there"]
    assert of_men.mean() == pytest.approx(28 / 314, abs=4 * of_men.sem())


def test_nobody_moves_into_or_out_of_the_office_at_one_level(one_office):
    rows = in_the_office(one_office)
    moved = rows.groupby(["pegawai", "level"])["there"].agg(["size", "nunique"])
    assert (moved["size"] > 1).sum() > 100
    assert (moved["nunique"] == 1).all()


def test_without_a_gap_in_an_office_posts_are_handed_out_in_turn(large):
    rows = in_the_office(large)
    woman = (large.people["sex"] == "P").to_numpy()[rows["pegawai"]]
    shares = rows["there"].groupby(woman).mean()
    errors = rows["there"].groupby(woman).sem()
    assert abs(shares[True] - shares[False]) < 4 * np.hypot(errors[True], errors[False])


def test_a_regency_too_small_for_an_appointment_there_is_drawn():
    regency = simulate(size=50, years=(2025,), seed=1, truth=("office-gap",))
    assert not in_the_office(regency)["there"].any()


def test_one_sekda_at_a_time(regency):
    rows = structural(regency)
    sekda = rows[rows["eselon"] == 21].sort_values("tmt")
    assert sekda["nama"].eq("Sekretaris Daerah").all()
    leave = regency.people["exit"].to_numpy()[sekda["pegawai"]]
    assert (sekda["tmt"].to_numpy()[1:] >= leave[:-1]).all()


def test_acting_posts_are_marked_twice(large):
    rows = structural(large)
    assert rows.loc[rows["penugasan"] == PLT, "nama"].str.startswith("Plt. ").all()
    assert rows.loc[rows["penugasan"] == PLH, "nama"].str.startswith("Plh. ").all()
    assert (rows["penugasan"] != 0).sum() > 30
    assert set(rows.loc[rows["penugasan"] != 0, "eselon"] // 10) == {3}
