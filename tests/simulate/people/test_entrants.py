from __future__ import annotations

import numpy as np
import pytest

from pug_analysis.simulate.people.entrants import draw_entrants, structural_track
from pug_analysis.simulate.people.intakes import EDUCATION, build_intakes, women_share
from pug_analysis.simulate.people.months import NEVER, first_day


@pytest.fixture(scope="module")
def people():
    return draw_entrants(80_000, build_intakes(2025), rng=np.random.Generator(np.random.PCG64(5)))


def test_age_is_completed_years_on_the_day_of_entry(people):
    birth = first_day(people["birth"].to_numpy()) + (people["birth_day"].to_numpy() - 1).astype(
        "timedelta64[D]"
    )
    birthday = [f"{d.astype('datetime64[Y]')}" for d in birth[:3]]
    assert all(len(year) == 4 for year in birthday)
    years = people["age"].to_numpy()
    months = people["entry"].to_numpy() - people["birth"].to_numpy()
    assert ((months > 12 * years) | ((months == 12 * years) & (people["birth_day"] == 1))).all()
    last = months == 12 * years + 12
    assert (people.loc[last, "birth_day"] > 1).all()
    assert months.max() <= 12 * years.max() + 12


def test_share_of_women_is_the_planted_one_in_a_stratum(people):
    rows = (
        (people["status"] == 0) & (people["family"] == 2)
        & (people["education"] == EDUCATION.index("40"))
        & people["entry"].between(15 * 12, 20 * 12 - 1)
    )  # fmt: skip
    true = women_share("PNS", "teknis", "40", 2007)
    error = np.sqrt(true * (1 - true) / rows.sum())
    assert people.loc[rows, "woman"].mean() == pytest.approx(true, abs=4 * error)


def test_latent_dates_do_not_depend_on_sex_inside_a_stratum(people):
    rows = people[(people["status"] == 0) & (people["family"] == 2) & (people["entry"] < 240)]
    for name, hit in (("leave", rows["leave"] < NEVER), ("cltn", rows["cltn"] < NEVER)):
        shares = hit.groupby(rows["woman"]).mean()
        counts = rows.groupby("woman").size()
        error = np.sqrt((shares * (1 - shares) / counts).sum())
        assert abs(shares.diff().iloc[-1]) < 4 * error, name


def test_track_is_pns_teknis_from_d3(people):
    track = people[structural_track(people)]
    assert set(track["status"]) == {0}
    assert set(track["family"]) == {2}
    assert {EDUCATION[e] for e in track["education"]} == {"30", "35", "40", "45"}
