from __future__ import annotations

import pandas as pd

from pug_analysis.simulate.people.positions import PELANTIKAN_ULANG, PLH, PLT, STRUKTURAL
from pug_analysis.simulate.people.titles import TITLES

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
