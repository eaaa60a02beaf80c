"""Reference cases of R, and small random spells."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pug_analysis.stats import RiskTable, risk_table

ORACLES = Path(__file__).parents[1] / "oracles"

#: How to read the times and events of each data set: entry, exit, event column, names of codes.
FORMS = {
    "lung": (None, "time", "status", {1: "", 2: "death"}),
    "veteran": (None, "time", "status", {0: "", 1: "death"}),
    "channing": ("ageentry", "age", "death", {0: "", 1: "death"}),
    "mgus2": (None, "futime", "death", {0: "", 1: "death"}),
    "mgus2_cr": (None, "etime", "ev", {0: "", 1: "pcm", 2: "death"}),
    "pbc": (None, "days", "st", {0: "", 1: "death"}),
    "heart_one_row": (None, "futime", "fustat", {0: "", 1: "death"}),
}


def read_data(name: str) -> pd.DataFrame:
    frame = pd.read_csv(ORACLES / "data" / f"{name}.csv")
    if name == "pbc":
        frame["days"] = (frame["time"] * 365.25).round().astype(int)
    if name == "channing":  # R drops the four who entered in the month of their death
        frame = frame[frame["age"] > frame["ageentry"]]
    return frame


def read_table(name: str, rows=slice(None), **options) -> RiskTable:
    entry, exit_, event, names = FORMS[name]
    frame = read_data(name)
    frame["cause"] = frame[event].map(names)
    return risk_table(frame.loc[rows], entry=entry, exit=exit_, **options)


def read_oracle(name: str) -> dict:
    path = ORACLES / ("published_cases.json" if name == "published" else f"ref/{name}.json")
    found = json.loads(path.read_text(encoding="utf-8"))
    return found if name == "published" else found["result"]


def make_spells(
    seed: int, *, late: bool = True, causes=("", "naik", "pensiun"), followed: bool = False
) -> pd.DataFrame:
    """A few dozen spells with many ties; two sexes, three strata.

    With ``followed`` one of each sex stays to month 14, later than all others.
    """
    rng = np.random.default_rng(seed)
    n = int(rng.integers(8, 60))
    entry = rng.integers(0, 6, n) * (rng.random(n) < 0.4) * late
    frame = pd.DataFrame(
        {
            "jk": rng.permutation(np.resize(["L", "P"], n)),
            "jalur": rng.choice(["a", "b", "c"], n),
            "entry": entry.astype(int),
            "exit": entry.astype(int) + rng.integers(1, 9, n),
            "cause": rng.choice(causes, n),
        }
    )
    frame.loc[0, ["exit", "cause"]] = [7, "naik"]
    if followed:
        stay = {"jk": ["L", "P"], "jalur": "a", "entry": 0, "exit": 14, "cause": ""}
        frame = pd.concat([frame, pd.DataFrame(stay)], ignore_index=True)
    return frame


@pytest.fixture(scope="session")
def data() -> Callable[[str], pd.DataFrame]:
    return read_data


@pytest.fixture(scope="session")
def table_of() -> Callable[..., RiskTable]:
    return read_table


@pytest.fixture(scope="session")
def oracle() -> Callable[[str], dict]:
    return read_oracle


@pytest.fixture(scope="session")
def spells() -> Callable[..., pd.DataFrame]:
    return make_spells


@pytest.fixture(scope="session")
def freireich() -> pd.DataFrame:
    """Remission in weeks, 6-MP and placebo: Freireich et al. (1963); Klein and Moeschberger 1.2."""
    # a + marks a censored time
    mp = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+".split()  # noqa: SIM905
    placebo = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23".split()  # noqa: SIM905
    marks = [("6-MP", mark) for mark in mp] + [("placebo", mark) for mark in placebo]
    return pd.DataFrame(
        {
            "arm": [arm for arm, _ in marks],
            "exit": [int(mark.rstrip("+")) for _, mark in marks],
            "cause": ["" if mark.endswith("+") else "relapse" for _, mark in marks],
        }
    )
