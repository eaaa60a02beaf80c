"""The same comparison for every target, under other treatments, and split by job family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

import numpy as np
import pandas as pd
from scipy.special import erfc

from pug_analysis.analyses.cohort import (
    SEX,
    STRATA,
    Groups,
    Question,
    ask,
    given,
    pooled_question,
    structural_question,
)
from pug_analysis.analyses.incidence import compare_tests, milestone_table, verdict
from pug_analysis.analyses.question_counts import events_by_sex, people_by_sex, people_of
from pug_analysis.analyses.tallies import name_question
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.spells import PROMOSI, Penyetaraan, Spells, build_spells, select
from pug_analysis.careers.targets import conversion, first_jf
from pug_analysis.stats import RiskTable, at_times, cumulative_incidence, holm, kitagawa
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE
from pug_analysis.stats.intervals import critical_value

#: Targets of the summary: name, level, level from which the time runs (None: TMT CPNS).
STRUCTURAL_TARGETS = (
    ("Pengawas, sejak CPNS", "Pengawas", None),
    ("Administrator, sejak CPNS", "Administrator", None),
    ("JPT Pratama, sejak CPNS", "JPT Pratama", None),
    ("Administrator, sejak Pengawas", "Administrator", "Pengawas"),
    ("JPT Pratama, sejak Administrator", "JPT Pratama", "Administrator"),
)
JF_TARGETS = ("Ahli Muda", "Ahli Madya")
_REACHED = [SEX, *STRATA, "bulan", "orang", "mencapai"]
_STANDARDISED = [
    "estimate", "std_error", "conf_low", "conf_high", "p_value", "conf_level", "method", "unit",
    "share_pria", "share_wanita", "crude", "n_strata", "n_total", "share_people",
]  # fmt: skip


def compare_targets(
    cohort: Cohort,
    tables: Mapping[str, pd.DataFrame],
    *,
    until: int,
    groups: Groups,
    time: int,
    margin: float,
) -> pd.DataFrame:
    """One line per target: who is at risk, how many reached it, and the verdict at one milestone.

    Parameters
    ----------
    cohort : of ``careers.cohort_of``
    tables : processed tables
    until : month number of the last month observed
    groups : of ``analyses.cohort.choose``; JF targets take all job families
    time : milestone (months)
    margin : largest difference of shares that does not matter (0..1)

    Returns
    -------
    DataFrame: ``sasaran, n_pria, n_wanita, kejadian_pria, kejadian_wanita, share_pria,
    share_wanita, estimate, conf_low, conf_high`` (difference at the milestone, women minus men),
    ``p_value`` (stratified log-rank, after Holm over the targets), ``putusan`` (verdict of
    ``stats.decide``).
    """
    rows = []
    for name, level, origin in STRUCTURAL_TARGETS:
        question = structural_question(
            cohort, tables["jabatan"], tables["cltn"], target=level, until=until, origin=origin,
            groups=groups,
        )  # fmt: skip
        rows.append({"sasaran": name, **target_line(question, time, margin)})
    for level in JF_TARGETS:
        question = _jf_question(cohort, tables, level=level, until=until, groups=groups)
        rows.append({"sasaran": f"JF {level}, sejak CPNS", **target_line(question, time, margin)})
    table = pd.DataFrame(rows)
    return table.assign(p_value=holm(table["p_value"].astype(float)))


def compare_treatments(
    cohort: Cohort,
    tables: Mapping[str, pd.DataFrame],
    *,
    until: int,
    groups: Groups,
    time: int,
    margin: float,
) -> pd.DataFrame:
    """The step from Pengawas to Administrator under three treatments of position conversion.

    Returns
    -------
    DataFrame: ``perlakuan`` and the columns of :func:`compare_targets`. With ``stay`` a converted
    person stays at risk and JF Ahli Madya counts as the target too.
    """
    rows = []
    for treatment in get_args(Penyetaraan):
        question = structural_question(
            cohort, tables["jabatan"], tables["cltn"], target="Administrator", until=until,
            origin="Pengawas", groups=groups, penyetaraan=treatment,
        )  # fmt: skip
        rows.append({"perlakuan": treatment, **target_line(question, time, margin)})
    return pd.DataFrame(rows)


def composition_split(question: Question, *, time: int, until: int) -> pd.DataFrame:
    """Split the difference in who reached the target by a month into composition and rates.

    Counted is everybody who entered so early that the whole time could be followed, and was seen
    from entry on: shares are plain, and who left without reaching the target has not reached it.

    Parameters
    ----------
    question : with all job families
    time : months
    until : month number of the last month observed

    Returns
    -------
    DataFrame of three rows: ``part`` (total, composition, rate), ``estimate, conf_low, conf_high``
    (0..1, women minus men); empty below 10 people or 5 promotions in either sex.

    References
    ----------
    Kitagawa (1955), JASA 50:1168.
    """
    if question.tallies is None:
        rows = count_reached(question.spells.table, times=[time], until=until)
    else:
        rows = question.tallies.reached
    whole = rows.loc[rows["bulan"] == time] if len(rows) else pd.DataFrame(columns=_REACHED)
    counts = (
        whole.groupby([SEX, "keluarga"])[["mencapai", "orang"]]
        .sum()
        .rename(columns={"mencapai": "n", "orang": "n_total"})
        .reset_index()
    )
    columns = ["part", "estimate", "conf_low", "conf_high"]
    sexes = counts.groupby(SEX)[["n", "n_total"]].sum()
    if len(sexes) < 2 or sexes["n"].min() < MIN_EVENTS or sexes["n_total"].min() < MIN_PEOPLE:
        return pd.DataFrame(columns=columns)
    return kitagawa(counts, group=SEX, by="keluarga").table[columns]


def count_reached(spells: pd.DataFrame, *, times: Sequence[int], until: int) -> pd.DataFrame:
    """Count who was followed from entry for some months, and who had reached the target by then.

    Parameters
    ----------
    spells : ``Spells.table``
    times : months since the origin
    until : month number of the last month observed

    Returns
    -------
    DataFrame: ``jenis_kelamin``, the entry groups, ``bulan``, ``orang`` (who came so early that all
    these months could be followed, and was seen from the origin on), ``mencapai`` (of them).
    """
    keys = [SEX, *STRATA]
    ends = spells.sort_values(["pegawai_id", "exit"], kind="stable")
    first = ends.drop_duplicates("pegawai_id").reset_index(drop=True)
    last = ends.drop_duplicates("pegawai_id", keep="last").reset_index(drop=True)
    start = ends.groupby("pegawai_id", sort=False)["entry"].min().to_numpy()
    grouped = first.groupby(keys, sort=True)
    group, labels = grouped.ngroup().to_numpy(), first[keys].iloc[grouped.head(1).index]
    labels = labels.sort_values(keys, ignore_index=True)
    promoted = (last["cause"] == PROMOSI).to_numpy()
    parts = []
    for time in times:
        whole = (start == 0) & (first["asal"] + time <= until).to_numpy()
        reached = whole & promoted & (last["exit"] <= time).to_numpy()
        n, hit = (np.bincount(group[one], minlength=len(labels)) for one in (whole, reached))
        seen = labels.assign(bulan=time, orang=n, mencapai=hit)
        parts.append(seen.loc[n > 0])
    return pd.concat(parts, ignore_index=True)[_REACHED]


def standardised_difference(
    question: Question, *, time: int, conf_level: float = 0.95
) -> pd.DataFrame:
    """Difference at a milestone if both sexes had entered in the same groups.

    The share that reached the target is estimated by sex within each group of entry window, entry
    education and job family, and averaged over groups with the same weights for both sexes: the
    group's part of all people. Groups are used if each sex has at least ``MIN_PEOPLE`` people at
    risk in the first month of the headline's curve and is followed up to the milestone.

    Parameters
    ----------
    question : of ``analyses.cohort.ask``
    time : milestone (months)
    conf_level : level of the interval

    Returns
    -------
    DataFrame of one row: ``estimate`` (women minus men, 0..1), ``std_error, conf_low, conf_high,
    p_value, conf_level, method, unit``; ``share_pria, share_wanita`` (standardised shares),
    ``crude`` (difference of the same people, groups pooled), ``n_strata, n_total`` (groups and
    people used), ``share_people`` (0..1, of all at risk). Empty if the question cannot be
    answered, no group is used, or either sex has fewer than 5 promotions in those used.

    References
    ----------
    Direct adjustment of curves: Makuch (1982), J Chronic Dis 35:437; its variance: Gail and Byar
    (1986), Biometrical Journal 28:587, with the weights taken as known: sum w^2 (var_L + var_P).
    """
    nothing = pd.DataFrame(columns=_STANDARDISED)
    if question.followed is None or question.stratified is None or time <= question.followed.start:
        return nothing
    table = _by_group(question)
    groups = _groups_at(table, people_of(question), time=time)
    first = groups["n_first"].min(axis=1) >= MIN_PEOPLE
    used = groups.loc[first & groups["estimate"].notna().all(axis=1)]
    if used.empty or used["n_event"].sum().min() < MIN_EVENTS:
        return nothing
    people = used["n"].sum(axis=1)
    weight = (people / people.sum()).to_numpy()
    share = {sex: float(weight @ used["estimate", sex].to_numpy()) for sex in ("L", "P")}
    variance = weight**2 @ (used["std_error"] ** 2).sum(axis=1).to_numpy()
    gap, error = share["P"] - share["L"], float(np.sqrt(variance)) or float("nan")
    reach = critical_value(conf_level) * error
    row = (
        gap, error, gap - reach, gap + reach, float(erfc(abs(gap / error) / np.sqrt(2))),
        conf_level, "direct standardisation of Aalen-Johansen", "share", share["L"], share["P"],
        _pooled_gap(table, used.index, time=time), len(used), int(people.sum()),
        float(people.sum() / groups["n"].sum().sum()),
    )  # fmt: skip
    return pd.DataFrame([row], columns=_STANDARDISED)


def _by_group(question: Question) -> RiskTable:
    """Risk table with a curve for each sex of each entry group, from the headline's start on."""
    table = given(question.stratified)
    every = replace(table, by=table.by + table.strata, strata=())
    return every.since(given(question.followed).start)


def _groups_at(table: RiskTable, people: pd.DataFrame, *, time: int) -> pd.DataFrame:
    """One row per entry group; per sex the share at ``time``, and people at the start and ever."""
    keys = [*STRATA, SEX]
    at = at_times(cumulative_incidence(table, cause=PROMOSI), [time]).set_index(keys)
    begin = table.increments.loc[table.increments["time"] == table.start]
    followed = people.loc[people["terakhir"] > table.start]
    columns = at[["estimate", "std_error", "n_event"]].assign(
        n_first=begin.groupby(keys)["n_enter"].sum(),
        n=followed.groupby(keys)["orang"].sum(),
    )
    wide = columns.unstack(SEX)  # noqa: PD010 - several columns at once, a missing sex stays missing
    return wide.fillna({name: 0 for name in wide.columns if name[0] in ("n", "n_first", "n_event")})


def _pooled_gap(table: RiskTable, groups: pd.MultiIndex, *, time: int) -> float:
    """Women minus men at ``time`` among the people of some entry groups, taken together."""
    rows = table.increments.loc[pd.MultiIndex.from_frame(table.increments[[*STRATA]]).isin(groups)]
    pooled = replace(table, increments=rows).pool(*STRATA)
    share = at_times(cumulative_incidence(pooled, cause=PROMOSI), [time]).set_index(SEX)["estimate"]
    return float(share["P"] - share["L"])


def _jf_question(
    cohort: Cohort, tables: Mapping[str, pd.DataFrame], *, level: str, until: int, groups: Groups
) -> Question:
    """Time from entry to the first post at a JF level, of all job families."""
    everybody = {name: values for name, values in groups.items() if name != "keluarga"}
    if cohort.pooled is not None:
        name = name_question(f"JF {level}")
        return pooled_question(cohort, name, target=f"JF {level}", groups=everybody)
    spells = jf_spells(cohort, tables, level=level, until=until)
    return ask(
        f"JF {level}",
        select(spells, groups=everybody),
        leavers_known=cohort.register_start is not None,
    )


def jf_spells(
    cohort: Cohort, tables: Mapping[str, pd.DataFrame], *, level: str, until: int
) -> Spells:
    """Time at risk from entry to the first post at a JF level; conversion is no such post."""
    return build_spells(
        cohort,
        target=first_jf(tables["jabatan"], level=level),  # type: ignore[arg-type]  # it refuses others
        converted=conversion(tables["jabatan"]),
        cltn=tables["cltn"],
        until=until,
    )


def target_line(question: Question, time: int, margin: float) -> dict[str, object]:
    """One target in one line: people, promotions, shares, difference, test, verdict.

    Where the verdict is ``too_few``, or ``rounded`` as ``Question.obstacle``, only people and
    promotions are given.
    """
    people, events = people_by_sex(question), events_by_sex(question)
    shares, difference = milestone_table(question, times=[time])
    at = shares.set_index(SEX)["estimate"]
    gap = difference.iloc[0] if len(difference) else pd.Series(dtype=float)
    tests = compare_tests(question, tau=time).set_index("ukuran")["p_value"]
    found = verdict(question, difference, time=time, margin=margin)
    said = found.verdict if found else "too_few"
    if said == "too_few":  # nothing is said of so few, nor shown
        at = gap = tests = pd.Series(dtype=float)
    return {
        "n_pria": int(people.get("L", 0)),
        "n_wanita": int(people.get("P", 0)),
        "kejadian_pria": int(events.get("L", 0)),
        "kejadian_wanita": int(events.get("P", 0)),
        "share_pria": at.get("L", float("nan")),
        "share_wanita": at.get("P", float("nan")),
        "estimate": gap.get("estimate", float("nan")),
        "conf_low": gap.get("pointwise_low", float("nan")),
        "conf_high": gap.get("pointwise_high", float("nan")),
        "p_value": tests.get("logrank_stratified", float("nan")),
        "putusan": "rounded" if question.obstacle == "rounded" else said,
    }
