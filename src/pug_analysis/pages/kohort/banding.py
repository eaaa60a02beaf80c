"""The same comparison for every target, under other treatments, and split by job family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import numpy as np
import pandas as pd

from pug_analysis.analyses.cohort import Groups, ask, pooled_question, structural_question
from pug_analysis.analyses.contrast import judge
from pug_analysis.analyses.incidence import milestone_table
from pug_analysis.analyses.question import Question
from pug_analysis.analyses.question_counts import events_by_sex, people_by_sex
from pug_analysis.analyses.standardised import standardised_difference as standardised_difference
from pug_analysis.analyses.tallies import name_question
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.spells import PROMOSI, Penyetaraan, Spells, build_spells, select
from pug_analysis.careers.targets import conversion, first_jf
from pug_analysis.stats import holm, kitagawa
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE, Decision, Verdict
from pug_analysis.stats.primary_first import primary_first

#: Targets of the summary: name, level, level from which the time runs (None: TMT CPNS).
STRUCTURAL_TARGETS = (
    ("Pengawas, sejak CPNS", "Pengawas", None),
    ("Administrator, sejak CPNS", "Administrator", None),
    ("JPT Pratama, sejak CPNS", "JPT Pratama", None),
    ("Administrator, sejak Pengawas", "Administrator", "Pengawas"),
    ("JPT Pratama, sejak Administrator", "JPT Pratama", "Administrator"),
)
JF_TARGETS = ("Ahli Muda", "Ahli Madya")
#: Adjusted p-values below this prove a gap.
_ALPHA = 0.05
_REACHED = [SEX, *ENTRY_GROUPS, "bulan", "orang", "mencapai"]


def compare_targets(
    cohort: Cohort,
    tables: Mapping[str, pd.DataFrame],
    *,
    until: int,
    groups: Groups,
    time: int,
    margin: float,
    primary: str = "Pengawas",
) -> pd.DataFrame:
    """One line per target: who is at risk, how many reached it, and the verdict at one milestone.

    Each verdict is of the comparison within entry groups whose difference, interval and p-value stand
    in its line, and takes into account how many lines there are. The target named in advance has its
    part of the chance of a false alarm for itself (``stats.primary_first``), so that its verdict is
    that of ``analyses.incidence.verdict``.

    Parameters
    ----------
    cohort : of ``careers.cohort_of``
    tables : processed tables
    until : month number of the last month observed
    groups : of ``analyses.cohort.choose``; JF targets take all job families
    time : milestone (months)
    margin : largest difference of shares that does not matter (0..1)
    primary : structural level whose line since TMT CPNS was named in advance

    Returns
    -------
    DataFrame: ``sasaran, n_pria, n_wanita, kejadian_pria, kejadian_wanita, share_pria,
    pria_low, pria_high, share_wanita, wanita_low, wanita_high`` (all entry groups pooled),
    ``estimate, conf_low, conf_high`` (difference at the
    milestone within entry groups, women minus men, see ``analyses.contrast``), ``p_value`` (of the
    same, stratified log-rank up to the milestone, adjusted over the targets), ``putusan`` (a gap has
    an adjusted p-value below 0.05).
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
    first = table["sasaran"] == f"{primary}, sejak CPNS"
    own = float(table.loc[first, "p_value"].iloc[0]) if first.any() else float("nan")
    own, others = primary_first(own, table.loc[~first, "p_value"].astype(float))
    adjusted = table["p_value"].astype(float).mask(first, own)
    adjusted[~first] = others
    return _adjust(table, adjusted)


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
    DataFrame: ``perlakuan`` and the columns of :func:`compare_targets`, p-values after Holm over the
    treatments. With ``stay`` a converted person stays at risk and JF Ahli Madya counts as the target
    too.
    """
    rows = []
    for treatment in get_args(Penyetaraan):
        question = structural_question(
            cohort, tables["jabatan"], tables["cltn"], target="Administrator", until=until,
            origin="Pengawas", groups=groups, penyetaraan=treatment,
        )  # fmt: skip
        rows.append({"perlakuan": treatment, **target_line(question, time, margin)})
    table = pd.DataFrame(rows)
    return _adjust(table, pd.Series(holm(table["p_value"].astype(float)), index=table.index))


def _adjust(table: pd.DataFrame, p_value: pd.Series) -> pd.DataFrame:
    """Put adjusted p-values in, and take back the gaps that they do not prove."""
    unproven = (table["putusan"] == "gap") & ~(p_value < _ALPHA)
    return table.assign(p_value=p_value, putusan=table["putusan"].mask(unproven, "inconclusive"))


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
    keys = [SEX, *ENTRY_GROUPS]
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
    """One target in one line, judged alone: people, promotions, shares, difference, test, verdict.

    Shares are of all entry groups pooled; difference, p-value and verdict are of the one comparison
    within entry groups. Where the verdict is ``too_few``, ``rounded`` as ``Question.obstacle``, or
    ``no_groups`` (agencies keep the entry groups to themselves), only people and promotions are given.
    """
    people, events = people_by_sex(question), events_by_sex(question)
    shares, difference = milestone_table(question, times=[time])
    found = judge(question, difference, time=time, margin=margin)
    said = _said(question, found[0] if found else None, followed=len(difference) > 0)
    at, gap = pd.DataFrame(), None
    if found is not None and said in get_args(Verdict) and said != "too_few":
        at, gap = shares.set_index(SEX), found[1]
    nothing = float("nan")
    return {
        "n_pria": int(people.get("L", 0)),
        "n_wanita": int(people.get("P", 0)),
        "kejadian_pria": int(events.get("L", 0)),
        "kejadian_wanita": int(events.get("P", 0)),
        **_share("pria", "L", at),
        **_share("wanita", "P", at),
        "estimate": gap.estimate if gap else nothing,
        "conf_low": gap.conf_low if gap else nothing,
        "conf_high": gap.conf_high if gap else nothing,
        "p_value": gap.p_value if gap else nothing,
        "putusan": said,
    }


def _share(word: str, sex: str, at: pd.DataFrame) -> dict[str, float]:
    """Share of a sex with its limits."""
    names = {f"share_{word}": "estimate", f"{word}_low": "conf_low", f"{word}_high": "conf_high"}
    known = sex in at.index
    return {
        name: float(at.loc[sex, column]) if known else float("nan")
        for name, column in names.items()
    }


def _said(question: Question, decision: Decision | None, *, followed: bool) -> str:
    """The verdict of a line judged alone, or why there is none."""
    if question.obstacle == "rounded":
        return "rounded"
    if question.enough and question.stratified is None and followed:
        return "no_groups"
    return decision.verdict if decision is not None else "too_few"
