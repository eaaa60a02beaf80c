"""Whether the tables of a protected cohort keep its rule, and agree as far as rounded counts can."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pug_analysis.careers.cohort import ANALYSED, EVERYBODY
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.pooled import QUESTION, RISK
from pug_analysis.pooled.cohort_agreement import check_flow, check_risk
from pug_analysis.pooled.cohort_forms import FLOW, PEOPLE
from pug_analysis.pooled.forms import OF_COHORT
from pug_analysis.pooled.protect import FARTHEST, counted_with
from pug_analysis.pooled.reading import FlawError
from pug_analysis.release.small_counts import MULTIPLES, SMALLEST, STEP
from pug_analysis.stats.survival.risk_table import COUNTS


def check_protected(
    counts: Mapping[str, pd.DataFrame],
    cohort: Mapping[str, pd.DataFrame],
    numbers: Mapping[str, int],
    *,
    risk: pd.DataFrame,
) -> None:
    """Check the tables of a protected cohort against their rule and against each other.

    Parameters
    ----------
    counts, cohort : tables by name, each of its form
    numbers : single counts by name
    risk : increments of the risk table, without rows where an export has none

    Raises
    ------
    FlawError
        naming the file that is not rounded, does not add up or does not agree.
    """
    flow, people = cohort[FLOW], cohort[PEOPLE]
    check_flow(flow, ["", *counted_with()])
    parts = flow.loc[flow[QUESTION].duplicated()]
    _check_rounded(f"{FLOW}.csv", parts["orang"])
    _check_rounded(f"{PEOPLE}.csv", people["orang"])
    if (risk[list(COUNTS)] % STEP != 0).any(axis=None) or (risk["time"] % 12 != 0).any():
        raise FlawError(f"{RISK}.csv", f"tidak dibulatkan ke {MULTIPLES} per tahun")
    check_risk(RISK, risk, [QUESTION, SEX])
    _check_sizes(parts, people)
    _check_at_risk(people, risk)
    every = int(bound(flow.loc[flow[QUESTION] == "", "orang"].iloc[1:])[1].sum())
    if every < counts["tersisih"]["dipakai"].sum():
        raise FlawError(
            f"{FLOW}.csv", f"{EVERYBODY}: kurang dari yang dipakai menurut tersisih.csv"
        )
    if any(numbers[name] > every for name in OF_COHORT):
        raise FlawError("angka.csv", f"lebih banyak orang daripada dalam {FLOW}.csv")


def check_rounded_counts(counts: Mapping[str, pd.DataFrame], numbers: Mapping[str, int]) -> None:
    """Check that what a protected export rounds beside its cohort is rounded.

    Raises
    ------
    FlawError
        naming the file.
    """
    _check_rounded("tersisih.csv", counts["tersisih"]["karantina"])
    known = [numbers[name] for name in OF_COHORT if name in numbers]
    _check_rounded("angka.csv", pd.Series(known, dtype="int64"))


def bound(shown: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Smallest and largest true count behind each shown one.

    >>> [x.tolist() for x in bound(pd.Series([0, 10, 15]))]
    [[0, 8, 13], [7, 12, 17]]
    """
    counts = shown.to_numpy()
    low = np.where(counts == 0, 0, np.maximum(counts - FARTHEST[0], SMALLEST))
    return low, np.where(counts == 0, FARTHEST[1], counts + FARTHEST[0])


def _check_rounded(file: str, shown: pd.Series) -> None:
    if ((shown % STEP != 0) | ((shown > 0) & (shown < SMALLEST))).any():
        raise FlawError(file, f"tidak dibulatkan ke {MULTIPLES}, atau di bawah {SMALLEST}")


def _check_sizes(parts: pd.DataFrame, people: pd.DataFrame) -> None:
    """The cohort is the same in all questions, and its people are those of both sexes."""
    ranges = parts.assign(low=bound(parts["orang"])[0], high=bound(parts["orang"])[1])
    first = ranges.loc[(ranges[QUESTION] == "") & (ranges["langkah"] == ANALYSED)].iloc[0]
    whole = ranges.loc[ranges[QUESTION] != ""].groupby(QUESTION, sort=False)[["low", "high"]].sum()
    if ((whole["low"] > first["high"]) | (whole["high"] < first["low"])).any():
        raise FlawError(f"{FLOW}.csv", "tidak setiap pertanyaan mulai dari seluruh kohort")
    kept = ranges.loc[ranges["langkah"] == ANALYSED].set_index(QUESTION)[["low", "high"]].iloc[1:]
    sexes = people.assign(low=bound(people["orang"])[0], high=bound(people["orang"])[1])
    both = sexes.groupby(QUESTION)[["low", "high"]].sum().reindex(kept.index, fill_value=0)
    if ((both["low"] > kept["high"]) | (both["high"] < kept["low"])).any():
        raise FlawError(f"{PEOPLE}.csv", f"jumlah orang tidak cocok dengan {FLOW}.csv")


def _check_at_risk(people: pd.DataFrame, risk: pd.DataFrame) -> None:
    """At risk in a year are at most all people, and half of them again where all leave in it."""
    groups = [QUESTION, SEX]
    net = risk["n_enter"] - risk["n_censor"] - risk["n_event"]
    months = risk.assign(net=net).groupby([*groups, "time"])["net"].sum()
    most = months.groupby(level=groups).cumsum().groupby(level=groups).max()
    known = people.assign(most=bound(people["orang"])[1]).set_index(groups)["most"]
    allowed = known.reindex(most.index, fill_value=0) * 3 // 2 + FARTHEST[0]
    if (most > allowed).any():
        raise FlawError(
            f"{RISK}.csv", f"lebih banyak yang berisiko daripada orang dalam {PEOPLE}.csv"
        )
    taken = risk.loc[risk["cause"] != ""].groupby(groups)["n_event"].sum()
    causes = risk.loc[risk["cause"] != ""].groupby(groups)["cause"].nunique()
    allowed = known.reindex(taken.index, fill_value=0) + causes * FARTHEST[0]
    if (taken > allowed).any():
        raise FlawError(f"{RISK}.csv", f"lebih banyak kejadian daripada orang dalam {PEOPLE}.csv")
