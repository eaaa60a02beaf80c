"""Models of one target: discrete-time hazards with calendar periods, Cox beside it, sex by time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan

import pandas as pd

from pug_analysis.analyses.cohort import SEX, Question
from pug_analysis.analyses.question_counts import events_by_sex
from pug_analysis.careers.spells import PROMOSI, cut_at_months
from pug_analysis.stats import HazardModel, RiskTable, discrete_hazard, risk_table
from pug_analysis.stats.cox import cox_time_varying
from pug_analysis.stats.decision import MIN_EVENTS
from pug_analysis.stats.hazard_design import NotEstimableError

#: First months of the calendar periods of the promotion rules and of delayering.
PERIODS = {
    "2022-2023": 2022 * 12,
    "2024-Sep 2025": 2024 * 12,
    "sejak Okt 2025": 2025 * 12 + 9,
}
FIRST_PERIOD = "sebelum 2022"
#: Month that parts early from late when the sexes' hazards are asked to be proportional.
EARLY_UNTIL = 120
#: Months since entry that cut the baseline hazard. ``EARLY_UNTIL`` is one of them: a baseline that
#: changes there inside a stretch would pass for a ratio that changes, as men and women are not
#: equally many among the early and the late.
BREAKS = (0, 60, 84, 108, EARLY_UNTIL, 132, 156, 180, 240, 480)
ENTRY_GROUPS = ("pendidikan", "angkatan", "keluarga")
MODEL = "cloglog waktu diskret"


@dataclass(frozen=True, slots=True)
class Hazards:
    """Result of :func:`fit_hazards`.

    Attributes
    ----------
    table : ``model, term, hazard_ratio, conf_low, conf_high, p_value``: women to men
    proportional : whether one hazard ratio is given
    p_time : p-value of the sex x late interaction; missing if it could not be fitted
    n_event : promotions in the model
    """

    table: pd.DataFrame
    proportional: bool
    p_time: float
    n_event: int


def fit_hazards(question: Question, *, conf_level: float = 0.95) -> Hazards:
    """Hazard ratio of women to men, adjusted for what was fixed at entry and for the period.

    A complementary log-log model on person-months: its coefficients are those of a proportional
    hazards model with exact handling of ties. Next to it Cox's model (lifelines, Efron), stratified
    by the same entry groups, with delayed entry. If the ratio differs before and after
    ``EARLY_UNTIL`` months (p < 0.05), the two ratios are given instead of one.

    Parameters
    ----------
    question : of :func:`analyses.cohort.ask`

    Returns
    -------
    Hazards; its table is empty where too few are at risk for a curve, or either sex has fewer than
    ``MIN_EVENTS`` promotions. Levels
    without any promotion are left out: they hold no information on the ratio.

    References
    ----------
    Prentice and Gloeckler (1978), Biometrics 34:57.
    """
    table = periods_of(question)
    events = events_by_sex(question) if table is None else _events(table, SEX)
    if not question.enough or table is None or len(events) < 2 or events.min() < MIN_EVENTS:
        return Hazards(_no_terms(), False, p_time=float("nan"), n_event=int(events.sum()))
    strata = _adjusted_for(table)
    kept = _with_events(table, strata)
    model = _fit(_person_months(kept, strata), ["P", *strata], conf_level)
    p_time = check_over_time(table)
    if isnan(p_time):
        return Hazards(_terms(model, MODEL), True, p_time, int(model.n_event))
    proportional = not p_time < 0.05
    if not proportional:
        halves = _early_and_late(kept, strata, conf_level)
        return Hazards(halves, False, p_time, int(model.n_event))
    parts = [_terms(model, MODEL)]
    if question.tallies is None:  # it needs the people themselves
        parts += _cox(question.spells.table, [n for n in strata if n != "periode"], conf_level)
    return Hazards(
        pd.concat(parts, ignore_index=True),
        proportional=True,
        p_time=p_time,
        n_event=int(model.n_event),
    )


def check_over_time(table: RiskTable) -> float:
    """Test whether the ratio of the sexes differs before and after ``EARLY_UNTIL`` months.

    Parameters
    ----------
    table : of :func:`count_periods`

    Returns
    -------
    p-value of sex x late in the model with entry groups and calendar period; missing where a sex
    has no promotion in one half.
    """
    if len(_events(table, SEX, "akhir")) < 4:
        return float("nan")
    strata = _adjusted_for(table)
    months = _person_months(_with_events(table, strata), strata)
    model = _fit(months, ["P", "P:akhir", *strata], 0.95)
    return float(model.table.set_index("term").loc["P:akhir", "p_value"])


def _adjusted_for(table: RiskTable) -> list[str]:
    """Entry groups and period, as far as several of their levels have promotions."""
    return [name for name in (*ENTRY_GROUPS, "periode") if len(_events(table, name)) > 1]


def periods_of(question: Question) -> RiskTable | None:
    """Person-time of a question by calendar period, see :func:`count_periods`; None if not counted."""
    if question.tallies is not None:
        return question.tallies.periods
    spells = question.spells.table
    return None if spells.empty else count_periods(spells)


def count_periods(spells: pd.DataFrame, *, strata: Sequence[str] = ()) -> RiskTable:
    """Count person-time and ends by sex, entry group, calendar period, and early or late.

    Parameters
    ----------
    spells : ``Spells.table``
    strata : further columns that tell spells apart

    Returns
    -------
    RiskTable by ``jenis_kelamin``, with strata: these, the entry groups, ``periode``, and ``akhir``: 1 after
    ``EARLY_UNTIL`` months.
    """
    parts = split_periods(spells)
    early = parts.assign(
        akhir=0,
        exit=parts["exit"].clip(upper=EARLY_UNTIL),
        cause=parts["cause"].where(parts["exit"] <= EARLY_UNTIL, ""),
    )
    late = parts.assign(akhir=1, entry=parts["entry"].clip(lower=EARLY_UNTIL))
    both = pd.concat([early, late], ignore_index=True)
    both = both.loc[both["entry"] < both["exit"]]
    return risk_table(both, by=SEX, strata=[*strata, *ENTRY_GROUPS, "periode", "akhir"])


def split_periods(spells: pd.DataFrame) -> pd.DataFrame:
    """Cut ``Spells.table`` where the rules of promotion changed, with ``periode``."""
    return cut_at_months(spells, PERIODS, before=FIRST_PERIOD, name="periode")


def varies(spells: pd.DataFrame, column: str) -> bool:
    """Whether several levels of a column have promotions: a level without any has no coefficient."""
    return len(set(spells.loc[spells["cause"] == PROMOSI, column])) > 1


def with_events(spells: pd.DataFrame, strata: list[str]) -> pd.DataFrame:
    """Leave out levels without promotions, whose coefficient would run away, until all have some."""
    size = -1
    while size != len(spells):
        size = len(spells)
        for name in strata:
            promoted = spells.loc[spells["cause"] == PROMOSI, name]
            spells = spells.loc[spells[name].isin(promoted.unique())]
    return spells


def _events(table: RiskTable, *columns: str) -> pd.Series:
    """Promotions of each level that has some."""
    rows = table.increments.loc[table.increments["cause"] == PROMOSI]
    return rows.groupby(list(columns))["n_event"].sum()


def _with_events(table: RiskTable, strata: list[str]) -> RiskTable:
    """Leave out levels without promotions, as :func:`with_events` does."""
    size = -1
    while size != len(table.increments):
        size = len(table.increments)
        for name in strata:
            some = table.increments[name].isin(_events(table, name).index)
            table = replace(table, increments=table.increments.loc[some])
    return table


def _person_months(
    table: RiskTable, strata: list[str], *, codes: tuple[int, int] = (0, 1)
) -> RiskTable:
    """Risk table by sex (P is 1 for women), strata, and ``akhir``: the codes before, after the break."""
    rows = table.increments.assign(
        P=(table.increments[SEX] == "P").astype(int),
        akhir=table.increments["akhir"].map(dict(enumerate(codes))),
    ).drop(columns=SEX)
    unused = [name for name in (*ENTRY_GROUPS, "periode") if name not in strata]
    named = replace(table, increments=rows, by=("P",), strata=table.strata)
    pooled = named.pool(*unused)
    return replace(pooled, strata=(*strata, "akhir"))


def baseline_breaks(table: RiskTable) -> tuple[int, ...]:
    """Leave out of ``BREAKS`` what parts a stretch without promotions from its neighbour.

    A stretch without promotions joins the one after it, the last of a half the one before it;
    nothing is joined across ``EARLY_UNTIL``.
    """
    month = table.increments["time"]
    promoted = month[(table.increments["cause"] == PROMOSI) & (table.increments["n_event"] > 0)]
    cut = BREAKS.index(EARLY_UNTIL)
    return (
        *_filled(BREAKS[: cut + 1], promoted)[:-1],
        EARLY_UNTIL,
        *_filled(BREAKS[cut:], promoted)[1:],
    )


def _filled(edges: tuple[int, ...], promoted: pd.Series) -> list[int]:
    """Keep the outer edges and those whose stretches have promotions on both sides."""
    kept = [edges[0]]
    for edge in edges[1:-1]:
        before = promoted.between(kept[-1], edge, inclusive="right").any()
        after = promoted.between(edge, edges[-1], inclusive="right").any()
        if before and after:
            kept.append(edge)
    return [*kept, edges[-1]]


def _fit(table: RiskTable, terms: list[str], conf_level: float) -> HazardModel:
    return discrete_hazard(
        table, terms=terms, breaks=baseline_breaks(table), cause=PROMOSI, empty_periods="merge", aliased="drop",
        conf_level=conf_level,
    )  # fmt: skip


def _terms(model: HazardModel, name: str) -> pd.DataFrame:
    rows = model.table
    rows = rows.loc[rows["term"] == "P"]  # the others are what the ratio is adjusted for
    return pd.DataFrame(
        {
            "model": name,
            "term": rows["term"].replace({"P": "Wanita dibanding pria"}),
            "hazard_ratio": rows["hazard_ratio"],
            "conf_low": rows["hazard_ratio_low"],
            "conf_high": rows["hazard_ratio_high"],
            "p_value": rows["p_value"],
        }
    )


def _early_and_late(table: RiskTable, strata: list[str], conf_level: float) -> pd.DataFrame:
    """The ratio before and after the break: the term of P where the other half is coded 0."""
    years = EARLY_UNTIL // 12
    rows = []
    for name, codes in ((f"sampai {years} tahun", (0, 1)), (f"sesudah {years} tahun", (1, 0))):
        months = _person_months(table, strata, codes=codes)
        model = _fit(months, ["P", "P:akhir", *strata], conf_level)
        rows.append(_terms(model, MODEL).assign(term=f"Wanita dibanding pria, {name}"))
    return pd.concat(rows, ignore_index=True)


def _cox(spells: pd.DataFrame, strata: list[str], conf_level: float) -> list[pd.DataFrame]:
    """Cox's row; none where every entry group with promotions has one sex only at risk."""
    rows = spells.assign(P=spells[SEX] == "P", event=spells["cause"] == PROMOSI)
    try:
        found = cox_time_varying(rows, terms="P", strata=strata, conf_level=conf_level).iloc[0]
    except NotEstimableError:
        return []
    numbers = ("hazard_ratio", "hazard_ratio_low", "hazard_ratio_high", "p_value")
    row = [
        "Cox (lifelines, Efron), berstrata",
        "Wanita dibanding pria",
        *(found[n] for n in numbers),
    ]
    return [pd.DataFrame([row], columns=list(_no_terms()))]


def _no_terms() -> pd.DataFrame:
    return pd.DataFrame(
        columns=["model", "term", "hazard_ratio", "conf_low", "conf_high", "p_value"]
    )
