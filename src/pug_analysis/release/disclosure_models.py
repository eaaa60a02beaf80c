"""Disclosure control of curves, medians, and rates: no step and no rate may tell of one person.

Whoever knows when a promotion was announced could name the person behind each step. So curves stand
on a grid of years (or half years), end where few are followed, and step with several people at once.

References
----------
O'Keefe, Sparks, McAullay and Loong (2012), "Confidentialising survival analysis output in a remote
data access system", Journal of Privacy and Confidentiality 4(1): coarse time, rounded estimates.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import pandas as pd

from pug_analysis.release.disclosure import is_protected, mask_counts
from pug_analysis.release.disclosure_shares import (
    VALUES,
    ShareLimits,
    released_counts,
    released_shares,
)
from pug_analysis.release.small_counts import CURVE_AT_RISK, CURVE_EVENTS, SMALLEST
from pug_analysis.stats import rate_ratio, rates

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition

#: Person-years are rounded to this many.
_YEARS: Final = 10


def protect_curve(
    grid: pd.DataFrame,
    *,
    by: Sequence[str],
    time: str,
    across: Sequence[str] | None = None,
    blank: bool = False,
    limits: ShareLimits = "log-log",
    edition: Edition,
) -> pd.DataFrame:
    """Protect curves: they end where few are at risk and step only with enough events.

    Parameters
    ----------
    grid : ``by``, ``time`` (rising in each group, whole or half years), ``n_risk``, ``n_event``
        (up to that time), ``estimate, conf_low, conf_high``
    by : columns of the groups that are drawn together
    across : of these, the columns within which all groups end together; by default all groups do
    blank : keep the rows after the end, without numbers
    limits : how the limits of the curve were made

    Returns
    -------
    DataFrame like ``grid``: rows from the first time on at which a group has fewer than 10 at risk
    are left out; a value stays until 6 more events have come (the first one needs 8, so that no
    percentage stands beside a hidden count), and is computed from effective counts (see
    ``disclosure_estimates``); no curve falls for its rounding. Counts are released.
    """
    if not is_protected(edition) or grid.empty:
        return grid
    together = [grid[name] for name in across] if across else [pd.Series(0, index=grid.index)]
    few = grid["n_risk"].to_numpy() < CURVE_AT_RISK
    ends = grid[time].where(few).groupby(together).transform("min")
    ended = grid[time] >= ends
    kept = grid.loc[~ended].copy()
    anchor = kept.groupby(list(by), sort=False)["n_event"].transform(_last_step).astype("int64")
    kept["n_event"] = kept["n_event"].astype("int64")
    steps = kept.drop_duplicates([*by, "n_event"])[[*by, "n_event", *VALUES]]
    held = kept[[*by]].assign(n_event=anchor).merge(steps, on=[*by, "n_event"], how="left")
    shares = released_shares(held, limits=limits, edition=edition)
    rising = shares.groupby(list(by), sort=False)[list(VALUES)].cummax()
    kept[list(VALUES)] = rising.where(shares[list(VALUES)].notna()).to_numpy()
    kept["n_event"] = anchor.astype("Int64").mask(anchor == 0)
    kept.loc[anchor == 0, list(VALUES)] = float("nan")
    shown = mask_counts(kept, ("n_risk", "n_event"), edition=edition)
    if not blank:
        return shown
    return shown.reindex(grid.index).assign(
        **{name: grid[name] for name in grid if name not in (*VALUES, "n_risk", "n_event")}
    )


def released_steps(events: Sequence[int]) -> list[int]:
    """Give, for running totals of events, the total up to the last step shown; 0 before the first.

    >>> released_steps([0, 5, 9, 12, 15, 40])
    [0, 0, 9, 9, 15, 40]
    """
    shown, last = [], 0
    for total in events:
        if total - last >= (CURVE_EVENTS if last else SMALLEST):
            last = int(total)
        shown.append(last)
    return shown


def protect_rates(
    rates_table: pd.DataFrame, *, public: bool = False, edition: Edition
) -> pd.DataFrame:
    """Compute rates anew from released events, since events = rate x person-time.

    Parameters
    ----------
    rates_table : ``n_event, orang_tahun, estimate, conf_low, conf_high`` (per 100 person-years)
    public : whether no event is hidden as few are, see ``disclosure.release_count``

    Returns
    -------
    DataFrame like it: person-years to the nearest 10; rates with exact Poisson intervals of what is
    shown, missing where the events are hidden or no rate was given.
    """
    if not is_protected(edition):
        return rates_table
    shown = mask_counts(rates_table, ("n_event",), public=public, edition=edition)
    years = released_years(rates_table["orang_tahun"])
    known = shown["n_event"].map(lambda n: not isinstance(n, str) and not pd.isna(n))
    known &= rates_table["estimate"].notna() & (years > 0)
    counts = pd.DataFrame(
        {
            "n_event": shown.loc[known, "n_event"].astype("int64"),
            "person_time": years[known] / 100,
        }
    )
    found = rates(counts.assign(baris=counts.index), by="baris").set_index("baris")
    shown["orang_tahun"] = years
    for name in ("estimate", "conf_low", "conf_high"):
        shown[name] = found[name].reindex(shown.index).astype(float)
    return shown


def released_rate_ratio(
    *, events: tuple[float, float], years: tuple[float, float]
) -> tuple[float, float, float]:
    """Ratio of two rates with its exact interval, from released events and person-years.

    Parameters
    ----------
    events : of the first and second group, exact; both shown (8 or more)
    years : person-years of both, exact
    """
    counts = pd.DataFrame(
        {
            "kelompok": ["2", "1"],
            "n_event": released_counts(pd.Series(events)).astype("int64"),
            "person_time": released_years(pd.Series(years)),
        }
    )
    found = rate_ratio(counts, group="kelompok").iloc[0]
    ratio, low, high = (round(float(found[name]), 2) for name in VALUES)
    return ratio, low, high


def released_years(years: pd.Series) -> pd.Series:
    """Person-years of a protected edition, to the nearest 10."""
    return (years.astype(float) / _YEARS).round() * _YEARS


def half_years(months: pd.Series, *, edition: Edition) -> pd.Series:
    """Give months, to the nearest half year where the edition is protected."""
    return (months / 6).round() * 6 if is_protected(edition) else months


def _last_step(events: pd.Series) -> list[int]:
    return released_steps(events.astype(int).tolist())
