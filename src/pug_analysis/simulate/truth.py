"""``truth.json``: what was planted, and the true cumulative incidences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.simulate.files.registers import CHANCES
from pug_analysis.simulate.people import hazards
from pug_analysis.simulate.people.incidence import TARGETS, Paths, follow, staying, track_cells
from pug_analysis.simulate.people.intakes import build_intakes
from pug_analysis.simulate.people.months import month_index
from pug_analysis.simulate.people.regency import REGISTER_START, Regency

HORIZONS: Final = (60, 120, 180)
_REGISTER_MONTH: Final = month_index(int(REGISTER_START[:4]), 1)
_NOTE: Final = (
    "Cumulative incidence of the first appointment, in months since TMT CPNS, on the structural "
    "track (PNS, family teknis, entry education D3 or more), competing with leaving and "
    "retirement. 'population' is the chance of an entrant, averaged over all entrants of the "
    "group. 'pooled' is what an Aalen-Johansen estimate over the group tends to, given delayed "
    "entry at the register start and the last snapshot; position conversion competes. Computed "
    "from the process by recursion over months, no simulation. Unpaid leave is no time at risk."
)

_REGISTERS_NOTE: Final = (
    "The office's registers and awards: chances per year and person or per office. At least one man "
    "and one woman are in each level of training in each year; the first certificate of a "
    "facilitator has expired at the end, the last one is valid. Awards do not depend on sex; the "
    "action plan's numbers are invented."
)


@dataclass(frozen=True, slots=True)
class PlantedTruth:
    """What was planted.

    Attributes
    ----------
    scenarios : names of the scenarios
    register_start : whoever left before this day is in no file
    hazards : the numbers behind the process
    incidence : one row per group, sex, target and horizon: ``window, education, sex, target,
        months, population, pooled``. ``window`` 0 and ``education`` "" mean all; ``pooled`` is
        missing where the last snapshot is too early.
    """

    scenarios: tuple[str, ...]
    register_start: str
    hazards: dict[str, Any]
    incidence: pd.DataFrame


def planted_truth(
    *, years: tuple[int, ...] = (2023, 2024, 2025), truth: tuple[str, ...] = ("null",)
) -> PlantedTruth:
    """Return the planted truth of ``simulate`` with the same options.

    Parameters
    ----------
    years : snapshot years; the last one ends the observation
    truth : scenarios

    Raises
    ------
    ValueError
        if a scenario is unknown or ``null`` is combined with another one.
    """
    scenarios = hazards.check_scenarios(truth)
    cells = track_cells(build_intakes(years[-1]))
    months = HORIZONS[-1]
    paths = follow(cells, scenarios=scenarios, months=months)
    stay = staying(cells, months=months)
    until = month_index(years[-1], 12)
    groups = [(0, "", np.ones(len(cells), bool))]
    groups += [(int(window), str(education), rows) for (window, education), rows in _strata(cells)]
    parts = [
        _incidence(cells, paths, stay, rows & (cells["woman"] == woman).to_numpy(), until).assign(
            window=window, education=education, sex="P" if woman else "L"
        )
        for window, education, rows in groups
        for woman in (False, True)
    ]
    order = ["window", "education", "sex", "target", "months", "population", "pooled"]
    table = pd.concat(parts, ignore_index=True)[order]
    return PlantedTruth(scenarios, REGISTER_START, _hazard_table(scenarios), table)


def _strata(cells: pd.DataFrame) -> Iterator[tuple[tuple[str, str], NDArray[np.bool_]]]:
    keys = cells[["window", "education"]].drop_duplicates().sort_values(["window", "education"])
    for window, education in keys.itertuples(index=False):
        same = (cells["window"] == window) & (cells["education"] == education)
        yield (window, education), same.to_numpy()


def _incidence(
    cells: pd.DataFrame, paths: Paths, stay: NDArray[Any], rows: NDArray[np.bool_], until: int
) -> pd.DataFrame:
    """Return ``target, months, population, pooled`` of one group and sex."""
    weight = cells["weight"].to_numpy()[rows, None]
    entry = cells["entry"].to_numpy()[rows, None]
    month = np.arange(stay.shape[1])[None, :]
    seen = (entry + month > _REGISTER_MONTH) & (entry + month <= until) & (month > 0)
    found = []
    for level, target in enumerate(TARGETS):
        first = paths.first[level][rows]
        reached = np.cumsum(weight * stay[rows] * first, axis=1).sum(axis=0) / weight.sum()
        other = paths.converted[:level, rows].sum(axis=0) if level else np.zeros_like(first)
        pooled = _pooled(weight, stay[rows], first, other, seen)
        found += [(target, h, float(reached[h]), float(pooled[h])) for h in HORIZONS]
    return pd.DataFrame(found, columns=["target", "months", "population", "pooled"])


def _pooled(
    weight: NDArray[Any],
    stay: NDArray[Any],
    first: NDArray[Any],
    other: NDArray[Any],
    seen: NDArray[Any],
) -> NDArray[np.float64]:
    """Return the limit of the Aalen-Johansen estimate over a group of cells."""
    gone = np.cumsum(first + other, axis=1)
    free = 1 - np.concatenate([np.zeros((len(gone), 1)), gone[:, :-1]], axis=1)
    stayed = np.concatenate([np.ones((len(stay), 1)), stay[:, :-1]], axis=1)
    at_risk = (weight * stayed * free * seen).sum(axis=0)
    events = (weight * stay * first * seen).sum(axis=0)
    competing = (weight * ((stayed - stay) * free + stay * other) * seen).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        hazard, rest = events / at_risk, competing / at_risk
    hazard[0] = rest[0] = 0.0
    before = np.concatenate([[1.0], np.cumprod(1 - hazard - rest)[:-1]])
    return np.cumsum(before * hazard)


def _hazard_table(scenarios: tuple[str, ...]) -> dict[str, Any]:
    return {
        "unit": "chance per month",
        "targets": list(TARGETS),
        "education": list(hazards.TRACK_EDUCATION),
        "base": [list(row) for row in hazards.BASE_HAZARD],
        "eligible_after_months": list(hazards.ELIGIBLE_AFTER_MONTHS),
        "last_age_months": hazards.LAST_AGE_MONTHS,
        "fewer_posts_from": "2022-01",
        "fewer_posts_factor": list(hazards.FEWER_POSTS_FACTOR),
        "training_before": list(hazards.TRAINING_BEFORE),
        "training_in_post": hazards.TRAINING_IN_POST,
        "penyetaraan": [list(row) for row in hazards.PENYETARAAN_WAVES],
        "factor": {
            "gap": hazards.GAP_FACTOR,
            "late-gap": hazards.LATE_GAP_FACTOR,
            "late-gap after months": hazards.LATE_GAP_AFTER_MONTHS,
            "training": hazards.TRAINING_FACTOR,
        }
        | _own_factors(scenarios),
    }


def _own_factors(scenarios: tuple[str, ...]) -> dict[str, Any]:
    """Return the factors that only the regencies they are planted in tell of."""
    office = "office-gap"
    factors: dict[str, dict[str, Any]] = {
        "early-gap": {
            "early-gap": hazards.EARLY_GAP_FACTOR,
            "early-gap until months": hazards.EARLY_GAP_UNTIL_MONTHS,
        },
        "step-gap": {
            "step-gap": hazards.STEP_GAP_FACTOR,
            "step-gap target": TARGETS[hazards.STEP_GAP_LEVEL],
        },
        "access-gap": {"access-gap": hazards.ACCESS_GAP_FACTOR},
        office: {
            office: hazards.OFFICE_GAP_FACTOR,
            f"{office} office": hazards.OFFICE_GAP_OFFICE,
            f"{office} share of appointments": list(hazards.OFFICE_GAP_SHARES),
        },
        "crossing": {
            "crossing": list(hazards.CROSSING_FACTORS),
            "crossing after months": hazards.CROSSING_AFTER_MONTHS,
            "crossing target": TARGETS[0],
        },
    }
    return {key: value for name in scenarios for key, value in factors.get(name, {}).items()}


def write_truth(path: Path, regency: Regency, *, registers: bool = True) -> None:
    """Write what was planted in a regency, and the true incidences, as ``truth.json``.

    Parameters
    ----------
    path : the file, usually ``truth.json`` beside the year folders
    regency : its years and scenarios are described
    registers : whether its registers were written: their chances are described too
    """
    planted = planted_truth(years=regency.years, truth=regency.truth)
    rows = planted.incidence.round(8).astype(object)
    rows = rows.where(rows.notna(), None)
    content = {
        "scenarios": list(planted.scenarios),
        "years": list(regency.years),
        "seed": regency.seed,
        "register_start": planted.register_start,
        "note": _NOTE,
        "hazards": planted.hazards,
        "incidence": rows.to_dict("records"),
    }
    if registers:
        content["registers"] = {"note": _REGISTERS_NOTE, "chances": CHANCES}
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
