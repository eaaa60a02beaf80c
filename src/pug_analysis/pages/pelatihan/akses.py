"""Access to leadership training: whether women attend it when men do.

Access is one question, what happens afterwards is another: nothing here says that a training leads
to a post. Rates count only people who can attend, from the day on which they can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pug_analysis.analyses import incidence
from pug_analysis.analyses.access import Access
from pug_analysis.errors import UsageError
from pug_analysis.terms.diklat import DIKLAT_TANGGA


def pick(*routes: Mapping[str, Access], level: str) -> tuple[Access, ...]:
    """One level of each route, as a notebook's parameter names it.

    Raises
    ------
    UsageError
        if there is no such level.
    """
    if level not in DIKLAT_TANGGA:
        raise UsageError(
            f"jenjang harus salah satu dari {', '.join(DIKLAT_TANGGA)}, tetapi {level!r}."
        )
    return tuple(route[level] for route in routes)


def check_curves(*routes: Mapping[str, Access]) -> None:
    """Compute every curve with lifelines too, see ``analyses.incidence.check_second_engine``."""
    for access in routes:
        for one in access.values():
            incidence.check_second_engine(one.question)


def yearly_curves(*access: Access, conf_level: float = 0.95) -> pd.DataFrame:
    """Share of each sex trained by the end of each year, route after route.

    Returns
    -------
    DataFrame: ``jalur`` and the columns of ``analyses.incidence.yearly_incidence``; years count
    from the month in which people become eligible.
    """
    parts = [
        incidence.yearly_incidence(one.question, conf_level=conf_level).assign(
            jalur=one.eligible.route
        )
        for one in access
    ]
    return _stack(parts)


def milestone_shares(
    *access: Access, times: Sequence[int], conf_level: float = 0.95
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Share of each sex trained at the milestones, and the difference, route after route.

    Returns
    -------
    The two DataFrames of ``analyses.incidence.milestone_table`` with ``jalur``. The intervals of the
    differences hold for the milestones of all routes at once: each route that has some takes its
    part of the chance of a miss (Bonferroni), as they are read one beside the other.
    """
    tables = [
        incidence.milestone_table(one.question, times=times, conf_level=conf_level)
        for one in access
    ]
    each = 1 - (1 - conf_level) / max(1, sum(len(difference) > 0 for _, difference in tables))
    wide = [
        incidence.milestone_table(one.question, times=times, conf_level=each)[1] for one in access
    ]
    routes = [one.eligible.route for one in access]
    shares, differences = (
        _stack([table.assign(jalur=route) for table, route in zip(found, routes, strict=True)])
        for found in ([shares for shares, _ in tables], wide)
    )
    return shares, differences


def _stack(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Put tables below each other; an empty one must not decide the types."""
    full = [part for part in parts if len(part)]
    return pd.concat(full, ignore_index=True) if full else parts[0]
