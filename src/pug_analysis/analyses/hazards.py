"""Models of one target: discrete-time hazards with calendar periods, Cox beside it, sex by time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from pug_analysis.analyses.question import Question, Unanswerable
from pug_analysis.analyses.question_counts import events_by_sex
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.spells import PROMOSI, cut_at_months
from pug_analysis.stats import HazardModel, RiskTable, discrete_hazard, risk_table
from pug_analysis.stats.decision import MIN_EVENTS
from pug_analysis.stats.survival.cox import cox_time_varying
from pug_analysis.stats.survival.hazard_design import NotEstimableError
from pug_analysis.stats.survival.logrank_ratio import RatioChange, compare_ratios

#: First months of the calendar periods of the promotion rules and of delayering.
RULE_PERIODS = {
    "2022-2023": 2022 * 12,
    "2024-Sep 2025": 2024 * 12,
    "sejak Okt 2025": 2025 * 12 + 9,
}
FIRST_RULE_PERIOD = "sebelum 2022"
#: Month that parts early from late when the sexes' hazards are asked to be proportional.
EARLY_UNTIL = 120
#: Months since entry that cut the baseline hazard.
BREAKS = (0, 60, 84, 108, EARLY_UNTIL, 132, 156, 180, 240, 480)
#: Columns that tell a ratio; words of the sexes.
_TERMS = ("model", "term", "hazard_ratio", "conf_low", "conf_high", "p_value")
_WORDS = (("pria", "L"), ("wanita", "P"))
#: Groups fixed at entry in the order in which models take them: what depends on earlier ones is left out.
_ANGKATAN, _PENDIDIKAN, _KELUARGA = ENTRY_GROUPS
MODEL_GROUPS = (_PENDIDIKAN, _ANGKATAN, _KELUARGA)
MODEL, WITHIN_GROUPS = "cloglog waktu diskret", "log-rank, berstrata"


@dataclass(frozen=True, slots=True)
class Hazards:
    """Result of :func:`fit_hazards`.

    Attributes
    ----------
    table : ``model, term, hazard_ratio, conf_low, conf_high, p_value``: women to men; and promotions
        behind it, ``kejadian_pria, kejadian_wanita``
    proportional : whether one hazard ratio is given
    p_time : p-value of :func:`check_over_time`; missing if it could not be checked
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
    ``EARLY_UNTIL`` months (p < 0.05, :func:`check_over_time`), the two ratios that were compared
    are given instead of one.

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
    change = check_over_time(question, conf_level=conf_level)
    if change is not None and change.p_value < 0.05:
        halves = _early_and_late(change, _events(table, SEX, "akhir"))
        n_event = int(_events(table, SEX).sum())
        return Hazards(halves, False, p_time=change.p_value, n_event=n_event)
    strata = _adjusted_for(table)
    kept = _with_events(table, strata)
    model = _fit(_person_months(kept, strata), ["P", *strata], conf_level)
    parts = [_terms(model, MODEL)]
    if question.tallies is None:  # it needs the people themselves
        parts += _cox(question.spells.table, [n for n in strata if n != "periode"], conf_level)
    events = _events(kept, SEX)
    both = {f"kejadian_{word}": int(events.get(sex, 0)) for word, sex in _WORDS}
    return Hazards(
        pd.concat(parts, ignore_index=True).assign(**both),
        proportional=True,
        p_time=float("nan") if change is None else change.p_value,
        n_event=int(model.n_event),
    )


def check_over_time(question: Question, *, conf_level: float = 0.95) -> RatioChange | None:
    """Compare the ratio of the sexes before and after ``EARLY_UNTIL`` months.

    Women are compared with men of the same entry groups in the same month since entry, as in
    ``analyses.contrast.within_groups``: up to ``EARLY_UNTIL`` months the ratio is the one given
    there. A baseline that changes is therefore no change of the ratio, whatever its shape.

    Parameters
    ----------
    question : of ``analyses.cohort.ask``
    conf_level : level of the intervals of the two ratios

    Returns
    -------
    RatioChange with the ratios of women to men at 0 (early) and 1 (late); None where the question has
    an obstacle, its entry groups are not known, or either sex has fewer than ``MIN_EVENTS``
    promotions early or late.
    """
    table = periods_of(question)
    if isinstance(question, Unanswerable) or table is None:
        return None
    table = table.pool("periode").since(question.followed.start)
    events = _events(table, SEX, "akhir")
    if len(events) < 4 or events.min() < MIN_EVENTS:
        return None
    return compare_ratios(table, group=SEX, parts="akhir", cause=PROMOSI, conf_level=conf_level)


def _adjusted_for(table: RiskTable) -> list[str]:
    """Entry groups and period, as far as several of their levels have promotions."""
    return [name for name in (*MODEL_GROUPS, "periode") if len(_events(table, name)) > 1]


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
    return risk_table(both, by=SEX, strata=[*strata, *MODEL_GROUPS, "periode", "akhir"])


def split_periods(spells: pd.DataFrame) -> pd.DataFrame:
    """Cut ``Spells.table`` where the rules of promotion changed, with ``periode``."""
    return cut_at_months(spells, RULE_PERIODS, before=FIRST_RULE_PERIOD, name="periode")


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


def _person_months(table: RiskTable, strata: list[str]) -> RiskTable:
    """Risk table by sex (P is 1 for women) and strata."""
    rows = table.increments.assign(P=(table.increments[SEX] == "P").astype(int)).drop(columns=SEX)
    named = replace(table, increments=rows, by=("P",))
    return named.pool(*(name for name in table.strata if name not in strata))


def _fit(table: RiskTable, terms: list[str], conf_level: float) -> HazardModel:
    return discrete_hazard(
        table, terms=terms, breaks=BREAKS, cause=PROMOSI, empty_periods="merge", aliased="drop",
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


def _early_and_late(change: RatioChange, events: pd.Series) -> pd.DataFrame:
    """The ratios that were compared, as rows of the table."""
    years = EARLY_UNTIL // 12
    when = (f"sampai {years} tahun", f"sesudah {years} tahun")
    rows = [
        (WITHIN_GROUPS, f"Wanita dibanding pria, {half}", one.estimate, one.conf_low, one.conf_high,
         one.p_value)
        for half, one in zip(when, change.ratios.values(), strict=True)
    ]  # fmt: skip
    both = {f"kejadian_{word}": [int(events[sex, n]) for n in (0, 1)] for word, sex in _WORDS}
    return pd.DataFrame(rows, columns=list(_TERMS)).assign(**both)


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
    return [pd.DataFrame([row], columns=list(_TERMS))]


def _no_terms() -> pd.DataFrame:
    return pd.DataFrame(columns=[*_TERMS, *(f"kejadian_{word}" for word, _ in _WORDS)])
