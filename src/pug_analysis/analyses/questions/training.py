"""Whether leadership training is open to both sexes alike: all levels and both routes together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import erfc, log, nan, sqrt
from typing import Final

import pandas as pd

from pug_analysis.analyses.access import Access, period_counts
from pug_analysis.analyses.cohort import Groups
from pug_analysis.analyses.questions.verdicts import ALPHA, Direction, enough, judge_ratio, slower
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.pooled import Pooled
from pug_analysis.stats import rate_ratio
from pug_analysis.stats.decision import RATIO_MARGIN, Verdict

#: The two routes, see ``careers.eligible``, and the name of the row of both together.
ROUTES: Final = ("sebelum", "sesudah")
BOTH: Final = "semua"
#: What trainings are compared within: calendar period of the rules, and groups fixed at entry.
ACCESS_STRATA: Final = ("jenjang", "periode", *ENTRY_GROUPS)
_COUNTS = {"kejadian": "n_event", "orang_bulan": "person_time"}
_ESTIMATED = ("rasio", "conf_low", "conf_high", "p_value", "harapan_wanita", "selisih_orang")
_NOTHING: Final = dict.fromkeys(_ESTIMATED, nan)


@dataclass(frozen=True, slots=True, eq=False)
class TrainingAccess:
    """Result of :func:`compare_access`.

    Attributes
    ----------
    table : one row per route (sebelum, sesudah) and one of both (semua): ``jalur, n_pria, n_wanita``
        (trainings), ``tahun_pria, tahun_wanita`` (person-years), ``rasio, conf_low, conf_high`` (women's
        rate to men's), ``p_value``, ``harapan_wanita`` (trainings of women expected at men's rate in equal
        groups: observed over ratio), ``selisih_orang`` (observed minus expected), ``putusan``; missing below
        5 trainings of either sex (``too_few``), and without a leavers list (``no_leavers``)
    p_change : of the test that both routes have one ratio; missing where one has none
    verdict, direction, p_value : of both routes together
    rasio_terlihat : the ratio below 1 that would have been found with a chance of 80 %
    """

    table: pd.DataFrame
    p_change: float
    verdict: Verdict
    direction: Direction
    p_value: float
    rasio_terlihat: float


def count_access(*routes: Mapping[str, Access]) -> pd.DataFrame:
    """Trainings and months at risk by route, level, calendar period, entry groups and sex.

    Parameters
    ----------
    routes : of ``analyses.access.open_access``

    Returns
    -------
    DataFrame: ``jalur``, ``ACCESS_STRATA``, ``jenis_kelamin, n_event, person_time`` (months)
    """
    parts = [
        period_counts(one.eligible.spells.table, within=ENTRY_GROUPS).assign(
            jalur=one.eligible.route, jenjang=level
        )
        for access in routes
        for level, one in access.items()
    ]
    full = [part for part in parts if len(part)]
    columns = ["jalur", *ACCESS_STRATA, SEX, "n_event", "person_time"]
    return pd.concat(full, ignore_index=True)[columns] if full else pd.DataFrame(columns=columns)


def pooled_access(pooled: Pooled, *, groups: Groups) -> pd.DataFrame:
    """The counts of :func:`count_access` from what agencies have added up, of the chosen groups.

    Parameters
    ----------
    pooled : of a merged workspace
    groups : of ``analyses.cohort.choose``

    Returns
    -------
    DataFrame as of :func:`count_access`; empty where agencies protect these counts, or one has sent the first
    form of an export, in which groups cannot be chosen.
    """
    rows = pooled.counts.get("pelatihan_akses")
    if rows is None or not set(ENTRY_GROUPS) <= set(rows):
        return pd.DataFrame(columns=["jalur", *ACCESS_STRATA, SEX, *_COUNTS.values()])
    for column, values in groups.items():
        if values:
            rows = rows.loc[rows[column].isin(values)]
    return rows.rename(columns=_COUNTS).reset_index(drop=True)


def compare_access(
    counts: pd.DataFrame,
    *,
    n_people: int,
    leavers_known: bool = True,
    margin: float = RATIO_MARGIN,
    conf_level: float = 0.95,
) -> TrainingAccess:
    """Compare women's rate of leadership training with men's of the same groups, over both routes.

    Parameters
    ----------
    counts : of :func:`count_access`
    n_people : people who could attend, of the smaller sex
    leavers_known : whether leaving is recorded; without it the time of those who left is unknown, and
        nothing is estimated
    margin : largest ratio that does not matter, above 1; below 1 its inverse
    conf_level : level of the intervals

    Returns
    -------
    TrainingAccess. The verdict is of both routes together, named before the data; each route is given
    beside it, and where they differ (p < 0.05) both are to be told.

    References
    ----------
    Mantel-Haenszel ratio of rates: see ``stats.rate_ratio``; routes: Wald test of the difference of two
    log ratios of people who are at risk at different times.
    """
    rows, found = [], {}
    for name in (*ROUTES, BOTH):
        own = counts if name == BOTH else counts.loc[counts["jalur"] == name]
        strata = ("jalur", *ACCESS_STRATA) if name == BOTH else ACCESS_STRATA
        line, ratio = _line(own, strata, n_people=n_people, margin=margin, conf_level=conf_level)
        if not leavers_known:
            line, ratio = line | _NOTHING | {"putusan": "no_leavers"}, None
        rows.append({"jalur": name, **line})
        if ratio is not None:
            found[name] = ratio
    table = pd.DataFrame(rows)
    whole = table.iloc[-1]
    seen = _seen(whole, n_people=n_people, margin=margin)
    return TrainingAccess(
        table=table,
        p_change=_change([one for name, one in found.items() if name != BOTH]),
        verdict=whole["putusan"] if leavers_known else "too_few",
        direction=slower(whole["rasio"]) if whole["putusan"] == "gap" else "",
        p_value=float(whole["p_value"]),
        rasio_terlihat=seen,
    )


def _line(
    counts: pd.DataFrame,
    strata: tuple[str, ...],
    *,
    n_people: int,
    margin: float,
    conf_level: float,
) -> tuple[dict[str, object], tuple[float, float] | None]:
    """One row, and its log ratio with standard error where it has one."""
    by_sex = counts.groupby(SEX)[["n_event", "person_time"]].sum().reindex(["L", "P"], fill_value=0)
    events, months = by_sex["n_event"], by_sex["person_time"].astype(float)
    line: dict[str, object] = {
        "n_pria": int(events["L"]), "n_wanita": int(events["P"]),
        "tahun_pria": months["L"] / 12, "tahun_wanita": months["P"] / 12,
    }  # fmt: skip
    unknown = line | _NOTHING | {"putusan": "too_few"}
    if not enough(int(events.min())):
        return unknown, None
    found = rate_ratio(counts, group=SEX, strata=strata, conf_level=conf_level).iloc[0]
    ratio, low, high = (float(found[name]) for name in ("estimate", "conf_low", "conf_high"))
    said, _ = judge_ratio(
        (ratio, low, high), n_events=int(events.min()), n_people=n_people, margin=margin
    )
    if said == "too_few":
        return unknown, None
    expected = int(events["P"]) / ratio
    numbers = (ratio, low, high, float(found["p_value"]), expected, int(events["P"]) - expected)
    line |= dict(zip(_ESTIMATED, numbers, strict=True)) | {"putusan": said}
    return line, (log(ratio), float(found["std_error"]))


def _seen(row: pd.Series, *, n_people: int, margin: float) -> float:
    ratio = (row["rasio"], row["conf_low"], row["conf_high"])
    events = int(min(row["n_pria"], row["n_wanita"]))
    return judge_ratio(ratio, n_events=events, n_people=n_people, margin=margin)[1]


def _change(routes: list[tuple[float, float]]) -> float:
    """P-value of one ratio for both routes; missing unless there are two."""
    if len(routes) != 2:
        return nan
    (one, error), (other, other_error) = routes
    spread = sqrt(error**2 + other_error**2)
    return erfc(abs(one - other) / spread / sqrt(2)) if spread else nan


def differ(access: TrainingAccess) -> bool:
    """Whether the two routes are to be told one by one."""
    return access.p_change < ALPHA
