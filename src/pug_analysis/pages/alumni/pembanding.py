"""Alumni beside people of the same kind who have not finished the training: sequential trials.

Each month in which someone finished the training starts a trial of its own. Its comparison are the
people of the same sex, level, time in it, job family and education at entry who are at risk in that
month and have not finished the training; whoever is trained later is censored then. They share a
weight of 1 for each alumnus of the month. Both arms get a weighted Aalen-Johansen estimate; their
variance is the jackknife by person, since one person serves in many trials and may become an
alumnus later.

References
----------
Hernan and Robins (2016), Am J Epidemiol 183:758; Gran et al. (2010), Stat Med 29:2757;
jackknife variance: Efron and Stein (1981), Annals of Statistics 9:586.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.careers.alumni import Alumni
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE
from pug_analysis.stats.intervals import (
    confidence_limits,
    critical_value,
    effective_limits,
    fill_ends,
    square_and_add,
)
from pug_analysis.stats.survival.trials import (
    Entrants,
    Pool,
    build_arms,
    jackknife_error,
    pool_size,
)

#: Years at a level that are matched: from each to the next, the last without end. The chance of
#: promotion changes with them, and so does that of training. In simulated regencies without any
#: effect of training these bounds leave no difference, as finer ones do, and more alumni have
#: somebody beside them; without bounds alumni come out 1.7 points ahead after 24 months.
BATAS_TAHUN: Final = (0, 1, 3, 5, 8, 15)
#: What else an alumnus and the comparison share: the level, and what was fixed at entry.
SAMA: Final = ("tingkat", "keluarga", "pendidikan")
_SHIFT: Final = 1 << 20  # more than any month number: kind and month in one key
#: The order of people within a sum must not follow their pseudonyms.
_ORDER: Final = ["kunci", "begin", "end", "entry", "exit", "sebab"]

#: Columns of :func:`compare_matched`.
COMPARED_COLUMNS: Final = (
    SEX, "time", "n_alumni", "event_alumni", "share_alumni", "n_lain", "event_lain", "share_lain",
    "lain_low", "lain_high", "estimate", "conf_low", "conf_high", "tanpa_pembanding",
)  # fmt: skip
_NUMBERS: Final = list(COMPARED_COLUMNS[2:-1])


@dataclass(frozen=True, slots=True, eq=False)
class _Match:
    """Matched alumni and others of one sex, as arrays; ``lost`` alumni had nobody beside them."""

    starts: NDArray[np.int64]
    entrants: Entrants
    pool: Pool
    n_people: int
    lost: int


def compare_matched(
    alumni: Alumni, untrained: pd.DataFrame, *, times: Sequence[int], conf_level: float = 0.95
) -> pd.DataFrame:
    """Share promoted among alumni and among matched people without the training, by sex.

    Parameters
    ----------
    alumni : of ``careers.alumni.build_alumni``; those observed only later than from the end of
        training on are left out here
    untrained : of ``careers.alumni.build_untrained``
    times : months since the end of training
    conf_level : level of the intervals

    Returns
    -------
    DataFrame, one row per sex and month: ``jenis_kelamin, time, n_alumni, event_alumni,
    share_alumni`` (matched alumni), ``n_lain, event_lain`` (people), ``share_lain, lain_low,
    lain_high``, ``estimate, conf_low, conf_high`` (alumni minus others), ``tanpa_pembanding``
    (alumni without anybody to be compared with). Shares are 0..1; they are missing where an arm
    has fewer than ``MIN_PEOPLE`` people followed so long or promoted. How many were promoted
    decides nothing of what is shown: differences seen only from some promotions on are too high on
    average. Below ``MIN_EVENTS`` promotions in an arm limits are exact ones, added by their squares.
    An association, not an effect.
    """
    parts = []
    for sex in ("L", "P"):
        mine = alumni.spells.table.loc[alumni.spells.table[SEX] == sex]
        match = _match(mine, untrained.loc[untrained[SEX] == sex])
        rows = _estimates(match, times=np.asarray(times, dtype=np.int64), conf_level=conf_level)
        rows.insert(0, SEX, sex)
        parts.append(rows.assign(tanpa_pembanding=match.lost))
    return pd.concat(parts, ignore_index=True)


# --- who is compared with whom
def _match(mine: pd.DataFrame, others: pd.DataFrame) -> _Match:
    """Pair alumni seen since the end of their training with those at risk in that month."""
    mine = mine.loc[mine["pegawai_id"].isin(mine.loc[mine["entry"] == 0, "pegawai_id"])]
    mine, windows = _same_kind(mine, _windows(others))
    risks = _time_at_risk(windows, others)
    people = pd.Index(pd.unique(pd.concat([mine["pegawai_id"], windows["pegawai_id"]])))
    base = windows["kunci"].to_numpy()
    pool = Pool(
        person=people.get_indexer(windows["pegawai_id"]),
        begin=base + windows["begin"].to_numpy(),
        end=base + windows["end"].to_numpy(),
        of=risks["window"].to_numpy(),
        entry=base[risks["window"]] + risks["entry"].to_numpy(),
        exit=base[risks["window"]] + risks["exit"].to_numpy(),
        kind=risks["sebab"].to_numpy(),
    )
    starts = np.unique(mine["kunci"].to_numpy())
    starts = starts[pool_size(starts, pool) > 0]
    found = mine["kunci"].isin(starts)
    lost = mine.loc[~found, "pegawai_id"].nunique()
    return _Match(starts, _entrants(mine.loc[found], starts, people), pool, len(people), lost)


def _windows(others: pd.DataFrame) -> pd.DataFrame:
    """Cut the time at risk into years at the level: months in which a person can be compared."""
    edges = (*(12 * year for year in BATAS_TAHUN), 10**5)
    rows = pd.concat(
        others.assign(
            masa=place,
            begin=others["entry"].clip(lower=others["sejak"] + edges[place]),
            end=others["exit"].clip(upper=others["sejak"] + edges[place + 1]),
        )
        for place in range(len(BATAS_TAHUN))
    )
    return rows.loc[rows["begin"] < rows["end"]].assign(sebab=lambda r: _kind(r["cause"]))


def _same_kind(mine: pd.DataFrame, windows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Number the kinds of alumni; keep the windows of these kinds, in an order of their own."""
    spent = (mine["asal"] - mine["sejak"]).to_numpy()
    last = np.searchsorted(12 * np.array(BATAS_TAHUN), spent, side="right") - 1
    mine = mine.assign(masa=last)
    kinds = mine[["masa", *SAMA]].drop_duplicates().sort_values(["masa", *SAMA])
    kinds = kinds.assign(kunci=_SHIFT * np.arange(len(kinds), dtype=np.int64))
    mine = mine.merge(kinds, on=["masa", *SAMA])
    mine = mine.assign(kunci=mine["kunci"] + mine["asal"])
    windows = windows.merge(kinds, on=["masa", *SAMA])
    return mine, windows.sort_values(_ORDER, kind="stable", ignore_index=True)


def _time_at_risk(windows: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Time at risk of each window's person: its own stretch, and those after an unpaid leave."""
    own = windows[["pegawai_id", "tingkat", "entry"]].reset_index(names="window")
    later = others[["pegawai_id", "tingkat", "entry", "exit", "cause"]]
    rows = own.merge(later, on=["pegawai_id", "tingkat"], suffixes=("_own", ""))
    rows = rows.loc[rows["entry"] >= rows["entry_own"]].assign(sebab=lambda r: _kind(r["cause"]))
    return rows.sort_values(["window", "entry"], kind="stable", ignore_index=True)


def _entrants(mine: pd.DataFrame, starts: NDArray[np.int64], people: pd.Index) -> Entrants:
    return Entrants(
        person=people.get_indexer(mine["pegawai_id"]),
        start=np.searchsorted(starts, mine["kunci"].to_numpy()),
        entry=mine["entry"].to_numpy(),
        exit=mine["exit"].to_numpy(),
        kind=_kind(mine["cause"]).to_numpy(),
        first=(mine["entry"] == 0).to_numpy(),
    )


def _kind(cause: pd.Series) -> pd.Series:
    """0 censored, 1 promoted, 2 another end."""
    return (cause != "").astype("int64") + ((cause != "") & (cause != PROMOSI)).astype("int64")


# --- estimates
def _estimates(match: _Match, *, times: NDArray[np.int64], conf_level: float) -> pd.DataFrame:
    if not match.starts.size:
        nothing = {name: 0 if name[:2] in ("n_", "ev") else np.nan for name in _NUMBERS}
        return pd.DataFrame({"time": times, **nothing})
    options = {"n_people": match.n_people, "horizon": int(times.max())}
    mine, others = build_arms(match.starts, match.entrants, match.pool, **options)
    at = times - 1
    share, other = mine.incidence()[at], others.incidence()[at]
    without_mine, without = mine.deleted()[:, at], others.deleted()[:, at]
    counts = _counts(match, times)
    exact = [
        _exact_limits(arm, jackknife_error(parts), counts, name, conf_level)
        for arm, parts, name in ((other, without, "lain"), (share, without_mine, "alumni"))
    ]
    few = (counts[["event_alumni", "event_lain"]] < MIN_EVENTS).any(axis=1).to_numpy()
    low, high = confidence_limits(
        other, jackknife_error(without), conf_level=conf_level, conf_type="log-log"
    )
    rare = (counts["event_lain"] < MIN_EVENTS).to_numpy()
    half = critical_value(conf_level) * jackknife_error(without_mine - without)
    added = square_and_add(
        np.stack([other, share]), *(np.stack(ends) for ends in zip(*exact, strict=True))
    )
    enough = counts[["followed_alumni", "followed_lain"]].min(axis=1) >= MIN_PEOPLE
    values = pd.DataFrame(
        {
            "share_alumni": share,
            "share_lain": other,
            "lain_low": np.where(rare, exact[0][0], low),
            "lain_high": np.where(rare, exact[0][1], high),
            "estimate": share - other,
            "conf_low": np.where(few, added[0], np.maximum(share - other - half, -1)),
            "conf_high": np.where(few, added[1], np.minimum(share - other + half, 1)),
        }
    ).where(enough)
    table = pd.concat([counts, values], axis=1)
    return table[["time", *_NUMBERS]]


def _exact_limits(
    share: NDArray[np.float64],
    error: NDArray[np.float64],
    counts: pd.DataFrame,
    arm: str,
    conf_level: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Limits of an arm's shares with the people that its error is worth."""
    people = counts[f"n_{arm}"].to_numpy()
    limits = effective_limits(share, error, n_people=people, conf_level=conf_level)
    return fill_ends(
        share,
        *limits,
        n_none=counts[f"followed_{arm}"].to_numpy(),
        n_all=counts[f"event_{arm}"].to_numpy(),
        conf_level=conf_level,
    )


def _counts(match: _Match, times: NDArray[np.int64]) -> pd.DataFrame:
    """People in each arm, those promoted, and those followed so long or gone before, by month."""
    mine, pool = match.entrants, match.pool
    low = np.searchsorted(match.starts, pool.begin[pool.of])
    # The latest start of a window leaves the shortest time until the end, the first the longest.
    used = low < np.searchsorted(match.starts, pool.end[pool.of])
    first = match.starts[np.minimum(low, match.starts.size - 1)]
    last = match.starts[np.searchsorted(match.starts, pool.end[pool.of]) - 1]
    longest, shortest = pool.exit - first, pool.exit - last
    who = pool.person[pool.of]
    rows = []
    for month in times:
        gone = (mine.exit <= month) & (mine.kind > 0)
        risen = used & (pool.kind == 1) & (shortest <= month)
        ended = used & (((pool.kind > 0) & (shortest <= month)) | (longest >= month))
        rows.append(
            {
                "time": month,
                "n_alumni": int(mine.first.sum()),
                "event_alumni": int((gone & (mine.kind == 1)).sum()),
                "followed_alumni": np.unique(mine.person[gone | (mine.exit >= month)]).size,
                "n_lain": np.unique(who[used]).size,
                "event_lain": np.unique(who[risen]).size,
                "followed_lain": np.unique(who[ended]).size,
            }
        )
    return pd.DataFrame(rows)
