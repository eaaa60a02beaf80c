"""Access to training: curves of the two routes, and what is not drawn."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.access import Access, count_trained, open_access
from pug_analysis.analyses.cohort import ask
from pug_analysis.careers import events
from pug_analysis.careers.cohort import cohort_of
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.eligible import DIKLAT, TRAINING_CAUSES, Eligible
from pug_analysis.careers.load import load
from pug_analysis.careers.spells import Spells
from pug_analysis.config import Config
from pug_analysis.errors import UsageError
from pug_analysis.ingest.build import build_periode
from pug_analysis.pages.pelatihan.akses import check_curves, milestone_shares, pick, yearly_curves
from pug_analysis.simulate import simulate, write_raw
from pug_analysis.terms.kalender import Periode

#: Of 100 men 40 attend in month 12 and 10 are appointed in month 20; of 50 women 10 attend in month 24.
PEOPLE = [
    ("L", 40, 12, DIKLAT), ("L", 10, 20, "diangkat"), ("L", 50, 120, ""),
    ("P", 10, 24, DIKLAT), ("P", 40, 120, ""),
]  # fmt: skip


def access_of(rows: list[tuple], *, route: str = "sebelum", level: str = "PKP") -> Access:
    """Rows of (sex, number of people, last month, cause)."""
    people = [
        {"pegawai_id": f"{sex}{m}{cause}{i}", SEX: sex, "angkatan": "2005-2009",
         "pendidikan": "S1/D4", "keluarga": "Teknis", "asal": 2010 * 12, "entry": 0, "exit": m,
         "cause": cause}
        for sex, n, m, cause in rows
        for i in range(n)
    ]  # fmt: skip
    spells = Spells(
        pd.DataFrame(people), pd.DataFrame({"langkah": ["Dianalisis"], "orang": [len(people)]})
    )
    eligible = Eligible(level, route, "syarat", spells, pd.Series({"L": 0, "P": 0}))
    return Access(eligible, ask(level, spells, event=DIKLAT, causes=TRAINING_CAUSES))


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("akses")
    regency = simulate(size=300, years=(2025,), seed=7, truth=("null",))
    write_raw(regency, folder / "data" / "raw", dirt=0.0, layout="csv")
    build_periode(folder, Periode(2025), config=Config())
    return load(2025, workspace=folder)


# --- by hand
def test_shares_trained_are_plain_counts():
    one = access_of(PEOPLE)
    curves = yearly_curves(one, access_of(PEOPLE, route="sesudah")).set_index(
        ["jalur", SEX, "tahun"]
    )
    assert curves.loc[("sebelum", "L", 2), "estimate"] == pytest.approx(0.4)
    assert curves.loc[("sesudah", "P", 1), "n_event"] == 0
    # nobody of 50 yet: shown with Clopper and Pearson's upper limit, not left out
    assert curves.loc[("sesudah", "P", 1), ["estimate", "conf_low"]].tolist() == [0, 0]
    assert curves.loc[("sesudah", "P", 1), "conf_high"] == pytest.approx(1 - 0.025 ** (1 / 50))
    assert curves.loc[("sebelum", "P", 2), ["n_risk", "n_event"]].tolist() == [50, 10]
    shares, difference = milestone_shares(one, times=[36])
    assert shares.set_index(SEX)["estimate"].to_dict() == pytest.approx({"L": 0.4, "P": 0.2})
    assert difference[["jalur", "estimate"]].to_numpy().tolist() == [
        ["sebelum", pytest.approx(-0.2)]
    ]
    assert count_trained(one.eligible).to_dict() == {"L": 40, "P": 10}
    check_curves({"PKP": one})


def test_differences_of_both_routes_share_the_chance_of_a_miss():
    """Two routes side by side: each has intervals of 97.5 %, shares keep their 95 %."""
    one, two = access_of(PEOPLE), access_of(PEOPLE, route="sesudah")
    limits = ["time", "estimate", "conf_low", "conf_high"]
    shares, difference = milestone_shares(one, two, times=[24, 36])
    alone = {
        level: milestone_shares(one, times=[24, 36], conf_level=level) for level in (0.95, 0.975)
    }
    for route in ("sebelum", "sesudah"):
        own = [
            found.loc[found["jalur"] == route].reset_index(drop=True)
            for found in (shares, difference)
        ]
        assert own[0][limits].equals(alone[0.95][0][limits])
        assert own[1][limits].equals(alone[0.975][1][limits])
    # a route of which nobody could say anything takes no part of it
    nobody = access_of([("L", 3, 12, DIKLAT), ("P", 3, 120, "")], route="sesudah")
    assert milestone_shares(one, nobody, times=[24, 36])[1][limits].equals(alone[0.95][1][limits])


def test_one_level_of_each_route():
    one, two = access_of(PEOPLE), access_of(PEOPLE, route="sesudah")
    assert pick({"PKP": one}, {"PKP": two}, level="PKP") == (one, two)
    with pytest.raises(UsageError, match=r"jenjang harus salah satu dari PKP, PKA, PKN II"):
        pick({"PKP": one}, level="Latsar")


# --- opened from a year
def test_all_levels_are_asked_and_curves_go_by_people_at_risk(opened):
    trainings = events.structural_trainings(opened.tables["diklat"], opened.tables["kursus"])
    found = open_access(opened, cohort_of(opened), trainings, route="sebelum", groups={})
    assert list(found) == ["PKP", "PKA", "PKN II"]
    for one in found.values():
        enough = one.question.enough
        assert yearly_curves(one).empty != enough
        shares, difference = milestone_shares(one, times=[12])
        assert shares.empty == difference.empty
        assert enough or shares.empty
    # some level has a curve although fewer than five women or men were trained
    assert any(
        one.question.enough and count_trained(one.eligible).min() < 5 for one in found.values()
    )


def test_the_route_and_the_start_change_who_is_at_risk(opened):
    trainings = events.structural_trainings(opened.tables["diklat"], opened.tables["kursus"])
    people = cohort_of(opened)
    months = {
        (route, since): open_access(
            opened, people, trainings, route=route, since=since, groups={}
        )["PKP"].eligible.spells.table.pipe(lambda t: int((t["exit"] - t["entry"]).sum()))
        for route, since in (("sebelum", "syarat"), ("sebelum", "jenjang"), ("sesudah", "syarat"))
    }  # fmt: skip
    assert months["sebelum", "jenjang"] > months["sebelum", "syarat"] > 0
    assert len(set(months.values())) == 3
