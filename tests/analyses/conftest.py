"""People of one question, made so that every number is a count that can be done by hand."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from pug_analysis.analyses.access import Access
from pug_analysis.analyses.cohort import ask
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.eligible import DIKLAT, TRAINING_CAUSES, Eligible
from pug_analysis.careers.spells import PROMOSI, Spells


def _spells_of(rows: list[tuple], **groups: str) -> Spells:
    """Rows of (sex, number of people, exit month, cause)."""
    base = {"angkatan": "2005-2009", "pendidikan": "S1/D4", "keluarga": "Teknis"} | groups
    people = [
        {
            "pegawai_id": f"{sex}{month}{cause}{i}",
            SEX: sex,
            **base,
            "asal": 2005 * 12,
            "entry": 0,
            "exit": month,
            "cause": cause,
        }
        for sex, n, month, cause in rows
        for i in range(n)
    ]
    return Spells(
        pd.DataFrame(people), pd.DataFrame({"langkah": ["Dianalisis"], "orang": [len(people)]})
    )


#: Of 100 men 40 are promoted in month 48, 10 retire in month 50, 50 are there after 200 months; of
#: 100 women 20 are promoted in month 60 and 80 are there after 200 months.
_PEOPLE = [
    ("L", 40, 48, PROMOSI), ("L", 10, 50, "pensiun"), ("L", 50, 200, ""),
    ("P", 20, 60, PROMOSI), ("P", 80, 200, ""),
]  # fmt: skip


@pytest.fixture
def spells_of() -> Callable[..., Spells]:
    return _spells_of


@pytest.fixture
def two_hundred() -> list[tuple]:
    return list(_PEOPLE)


@pytest.fixture
def question():
    return ask("Pengawas", _spells_of(_PEOPLE))


def _access_of(rows: list[tuple], *, route: str = "sebelum", level: str = "PKP") -> Access:
    """Rows of (sex, number of people, last month, cause[, month of origin, entry window])."""
    people = []
    for sex, n, last, cause, *rest in rows:
        origin, window = rest or (2010 * 12, "2005-2009")
        people += [
            {"pegawai_id": f"{sex}{last}{cause}{origin}{i}", SEX: sex, "angkatan": window,
             "pendidikan": "S1/D4", "keluarga": "Teknis", "asal": origin, "entry": 0, "exit": last,
             "cause": cause}
            for i in range(n)
        ]  # fmt: skip
    spells = Spells(
        pd.DataFrame(people), pd.DataFrame({"langkah": ["Dianalisis"], "orang": [len(people)]})
    )
    eligible = Eligible(level, route, "syarat", spells, pd.Series({"L": 0, "P": 0}))
    return Access(eligible, ask(level, spells, event=DIKLAT, causes=TRAINING_CAUSES))


@pytest.fixture
def access_of() -> Callable[..., Access]:
    return _access_of
