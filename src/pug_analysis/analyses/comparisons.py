"""The same comparison for every target, under other treatments, and split by job family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import pandas as pd

from pug_analysis.analyses.cohort import SEX, Groups, Question, ask, structural_question
from pug_analysis.analyses.incidence import compare_tests, milestone_table, verdict
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.spells import PROMOSI, Penyetaraan, build_spells, select
from pug_analysis.careers.targets import conversion, first_jf
from pug_analysis.stats import holm, kitagawa

#: Targets of the summary: name, level, level from which the time runs (None: TMT CPNS).
STRUCTURAL_TARGETS = (
    ("Pengawas, sejak CPNS", "Pengawas", None),
    ("Administrator, sejak CPNS", "Administrator", None),
    ("JPT Pratama, sejak CPNS", "JPT Pratama", None),
    ("Administrator, sejak Pengawas", "Administrator", "Pengawas"),
    ("JPT Pratama, sejak Administrator", "JPT Pratama", "Administrator"),
)
JF_TARGETS = ("Ahli Muda", "Ahli Madya")


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
        rows.append({"sasaran": name, **_line(question, time, margin)})
    for level in JF_TARGETS:
        question = _jf_question(cohort, tables, level=level, until=until, groups=groups)
        rows.append({"sasaran": f"JF {level}, sejak CPNS", **_line(question, time, margin)})
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
        rows.append({"perlakuan": treatment, **_line(question, time, margin)})
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
    spells = question.spells.table
    person = spells.groupby("pegawai_id").agg(
        **{SEX: (SEX, "first")}, keluarga=("keluarga", "first"), entry=("entry", "min"), asal=("asal", "first"),
        exit=("exit", "max"), promosi=("cause", lambda c: (c == PROMOSI).any()),
    )  # fmt: skip
    reached = person["promosi"] & (person["exit"] <= time)
    whole = person.loc[(person["entry"] == 0) & (person["asal"] + time <= until)]
    counts = (
        whole.assign(n=reached)
        .groupby([SEX, "keluarga"])["n"]
        .agg(n="sum", n_total="size")
        .reset_index()
    )
    columns = ["part", "estimate", "conf_low", "conf_high"]
    sexes = counts.groupby(SEX)[["n", "n_total"]].sum()
    if len(sexes) < 2 or sexes["n"].min() < 5 or sexes["n_total"].min() < 10:
        return pd.DataFrame(columns=columns)
    return kitagawa(counts, group=SEX, by="keluarga").table[columns]


def _jf_question(
    cohort: Cohort, tables: Mapping[str, pd.DataFrame], *, level: str, until: int, groups: Groups
) -> Question:
    spells = build_spells(
        cohort,
        target=first_jf(tables["jabatan"], level=level),  # type: ignore[arg-type]
        converted=conversion(tables["jabatan"]),
        cltn=tables["cltn"],
        until=until,
    )
    everybody = {name: values for name, values in groups.items() if name != "keluarga"}
    return ask(
        f"JF {level}",
        select(spells, groups=everybody),
        leavers_known=cohort.register_start is not None,
    )


def _line(question: Question, time: int, margin: float) -> dict[str, object]:
    spells = question.spells.table
    people = spells.drop_duplicates("pegawai_id")[SEX].value_counts()
    events = spells.loc[spells["cause"] == PROMOSI, SEX].value_counts()
    shares, difference = milestone_table(question, times=[time])
    at = shares.set_index(SEX)["estimate"]
    gap = difference.iloc[0] if len(difference) else pd.Series(dtype=float)
    tests = compare_tests(question, tau=time).set_index("ukuran")["p_value"]
    found = verdict(question, difference, time=time, margin=margin)
    if found is None or found.verdict == "too_few":  # nothing is said of so few, nor shown
        at, gap = pd.Series(dtype=float), pd.Series(dtype=float)
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
        "putusan": found.verdict if found else "too_few",
    }
