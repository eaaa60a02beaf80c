"""Access to training: curves of the two routes, and what is not drawn."""

from __future__ import annotations

import pandas as pd
import pytest

from pug_analysis.analyses.access import Access
from pug_analysis.analyses.cohort import ask
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.eligible import DIKLAT, TRAINING_CAUSES, Eligible
from pug_analysis.careers.spells import Spells
from pug_analysis.errors import UsageError
from pug_analysis.pages.pelatihan.akses import check_curves, milestone_shares, pick, yearly_curves

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
