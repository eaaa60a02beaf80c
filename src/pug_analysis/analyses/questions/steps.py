"""Where on the ladder women fall behind: women's rate of each step against that of men of equal groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from pug_analysis.analyses.cohort import Groups, ask, pooled_question, structural_spells
from pug_analysis.analyses.question import Question, Unanswerable
from pug_analysis.analyses.question_counts import events_by_sex, people_by_sex
from pug_analysis.analyses.questions.verdicts import Direction, judge_ratio, prove, slower, sum_up
from pug_analysis.analyses.tallies import name_question, pick_steps
from pug_analysis.careers.cohort import Cohort, five_years
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.pooled import QUESTION, Pooled
from pug_analysis.careers.spells import Spells, build_spells, select
from pug_analysis.careers.targets import conversion, first_jf
from pug_analysis.stats import RiskTable, holm
from pug_analysis.stats.decision import RATIO_MARGIN, Verdict
from pug_analysis.stats.survival.logrank_ratio import LogRankRatio, logrank_ratio


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a career.

    Attributes
    ----------
    level : name of the level that is reached
    origin : level from which the time runs; None for TMT CPNS
    structural : whether it is one of the structural ladder; a step of a JF otherwise
    """

    level: str
    origin: str | None
    structural: bool

    @property
    def name(self) -> str:
        """The step as tables and sentences name it.

        >>> Step("Administrator", "Pengawas", True).name
        'Pengawas ke Administrator'
        """
        return f"{self.origin or 'CPNS'} ke {self.level}"


#: Steps of the structural ladder, lowest first, and those of JF beside them.
STEPS: Final = (
    Step("Pengawas", None, True),
    Step("Administrator", "Pengawas", True),
    Step("JPT Pratama", "Administrator", True),
    Step("JF Ahli Muda", None, False),
    Step("JF Ahli Madya", "JF Ahli Muda", False),
)
#: Five years in which the level below was reached.
LEVEL_ENTRY: Final = "angkatan_jenjang"
_RATIO = ["rasio", "conf_low", "conf_high", "p_value"]


@dataclass(frozen=True, slots=True, eq=False)
class Ladder:
    """Result of :func:`compare_steps`.

    Attributes
    ----------
    table : one row per step: ``langkah, jenjang, jalur`` (struktural, fungsional), ``n_pria, n_wanita``
        (people at risk), ``kejadian_pria, kejadian_wanita`` (promotions), ``harapan_wanita`` (promotions of
        women expected if both sexes were as fast within the groups; of women who were alone at risk, as many
        as there were), ``selisih_orang`` (observed minus expected), ``rasio, conf_low, conf_high`` (women's
        rate to men's), ``p_value`` (stratified log-rank test), ``p_holm`` (over the steps),
        ``rasio_terlihat`` (the ratio below 1 that would have been found with a chance of 80 %),
        ``putusan``. Where the verdict is ``too_few``, and without a leavers list (``no_leavers``), all from
        ``harapan_wanita`` on are missing
    verdict : of all steps together
    p_value : smallest of ``p_holm``; missing if no step could be tested
    gaps : names of the steps with a gap
    direction : whose rate is lower there
    """

    table: pd.DataFrame
    verdict: Verdict
    p_value: float
    gaps: tuple[str, ...]
    direction: Direction


def open_steps(
    cohort: Cohort, tables: Mapping[str, pd.DataFrame], *, until: int, groups: Groups
) -> dict[Step, Question]:
    """The question of each step, with the groups within which the sexes are compared.

    People are compared within entry window, education and job family at entry; from a level below, also
    within the five years in which they reached that level.

    Parameters
    ----------
    cohort : of ``careers.cohort_of``; of a merged workspace, what agencies have added up is asked
    tables : processed tables; ``jabatan`` and ``cltn`` are read
    until : month number of the last month observed
    groups : of ``analyses.cohort.choose``; steps of JF take all job families

    Returns
    -------
    dict by step, in the order of ``STEPS``
    """
    return {step: _ask(step, cohort, tables, until=until, groups=groups) for step in STEPS}


def step_spells(
    step: Step, cohort: Cohort, tables: Mapping[str, pd.DataFrame], *, until: int
) -> Spells:
    """Time at risk of a step, of all people.

    Parameters
    ----------
    step : one of ``STEPS``
    cohort, tables, until : as of :func:`open_steps`
    """
    jabatan, cltn = tables["jabatan"], tables["cltn"]
    if step.structural:
        return structural_spells(
            cohort, jabatan, cltn, target=step.level, until=until, origin=step.origin
        )
    level, below = (name and name.removeprefix("JF ") for name in (step.level, step.origin))
    start = None if below is None else first_jf(jabatan, level=below)  # type: ignore[arg-type]  # STEPS names known ones
    return build_spells(
        cohort,
        target=first_jf(jabatan, level=level, since=start),  # type: ignore[arg-type]  # STEPS names known ones
        origin=start,
        converted=conversion(jabatan, since=start),
        cltn=cltn,
        until=until,
    )


def _ask(
    step: Step,
    cohort: Cohort,
    tables: Mapping[str, pd.DataFrame],
    *,
    until: int,
    groups: Groups,
) -> Question:
    chosen = groups if step.structural else {k: v for k, v in groups.items() if k != "keluarga"}
    if cohort.pooled is not None:
        return _pooled(step, cohort, cohort.pooled, chosen)
    found = select(step_spells(step, cohort, tables, until=until), groups=chosen)
    strata: tuple[str, ...] = ENTRY_GROUPS
    if step.origin is not None:
        windows = five_years(found.table["asal"].astype("int64"))
        found = Spells(found.table.assign(**{LEVEL_ENTRY: windows}), found.flow)
        strata = (*ENTRY_GROUPS, LEVEL_ENTRY)
    known = cohort.register_start is not None
    return ask(step.level, found, leavers_known=known, strata=strata)


def _pooled(step: Step, cohort: Cohort, pooled: Pooled, groups: Groups) -> Question:
    """The question of a step from what agencies have added up; within entry groups alone where that is all."""
    name = name_question(step.level, origin=step.origin)
    asked = pooled_question(cohort, name, target=step.level, groups=groups)
    flow = pooled.cohort.get("kohort_alur")
    if pooled.tier == "tepat" and flow is not None and not (flow[QUESTION] == name).any():
        return Unanswerable(target=step.level, spells=asked.spells, obstacle="old_form")
    finer = None if step.origin is None else pick_steps(pooled, name, groups=groups)
    if finer is None or asked.stratified is None:
        return asked
    return replace(asked, stratified=replace(finer, causes=asked.stratified.causes))


def structural_tables(steps: Mapping[Step, Question]) -> list[RiskTable]:
    """Risk tables of the structural steps in which both sexes are, lowest step first."""
    return [
        asked.stratified
        for step, asked in steps.items()
        if step.structural and asked.stratified is not None and _both(asked.stratified)
    ]


def _both(table: RiskTable) -> bool:
    return table.increments[SEX].nunique() == 2


def compare_steps(
    steps: Mapping[Step, Question], *, margin: float = RATIO_MARGIN, conf_level: float = 0.95
) -> Ladder:
    """Compare women's rate of each step with that of men of the same groups.

    Parameters
    ----------
    steps : of :func:`open_steps`
    margin : largest ratio that does not matter, above 1; below 1 its inverse
    conf_level : level of the intervals of the ratios

    Returns
    -------
    Ladder. A gap is a step whose p-value after Holm over all steps is below 0.05.

    References
    ----------
    Ratio and test: see ``stats.logrank_ratio``; Holm (1979), Scandinavian Journal of Statistics 6:65.
    """
    rows = [
        _line(step, asked, margin=margin, conf_level=conf_level) for step, asked in steps.items()
    ]
    table = pd.DataFrame(rows)
    table["p_holm"] = holm(table["p_value"].astype(float))
    table["putusan"] = [prove(*one) for one in zip(table["putusan"], table["p_holm"], strict=True)]
    gaps = table.loc[table["putusan"] == "gap"]
    sides = {slower(ratio) for ratio in gaps["rasio"]}
    ladder = table.loc[table["jalur"] == "struktural", "putusan"]
    verdict = sum_up(list(ladder)) if gaps.empty else "gap"
    return Ladder(
        table=table,
        verdict=verdict,
        p_value=float(table["p_holm"].min()),
        gaps=tuple(gaps["langkah"]),
        direction="berganti" if len(sides) == 2 else next(iter(sides), ""),
    )


def _line(step: Step, asked: Question, *, margin: float, conf_level: float) -> dict[str, object]:
    people, events = people_by_sex(asked), events_by_sex(asked)
    both = [int(counts.get(sex, 0)) for counts in (people, events) for sex in ("L", "P")]
    names = ("n_pria", "n_wanita", "kejadian_pria", "kejadian_wanita")
    line: dict[str, object] = {
        "langkah": step.name,
        "jenjang": step.level,
        "jalur": "struktural" if step.structural else "fungsional",
        **dict(zip(names, both, strict=True)),
    }
    found = step_ratio(asked, conf_level=conf_level)
    unknown = dict.fromkeys(
        ("harapan_wanita", "selisih_orang", *_RATIO, "rasio_terlihat"), float("nan")
    )
    if found is None:
        obstacle: str = asked.obstacle if asked.obstacle not in ("", "few") else "too_few"
        if asked.enough and asked.stratified is None:
            obstacle = "no_groups"
        return line | unknown | {"putusan": obstacle}
    ratio = (found.estimate, found.conf_low, found.conf_high)
    said, seen = judge_ratio(ratio, n_events=min(both[2:]), n_people=min(both[:2]), margin=margin)
    if said == "too_few":
        return line | unknown | {"putusan": said}
    excess = found.observed - found.expected
    numbers = (both[3] - excess, excess, *ratio, found.p_value, seen)
    return line | dict(zip(unknown, numbers, strict=True)) | {"putusan": said}


def step_ratio(asked: Question, *, conf_level: float = 0.95) -> LogRankRatio | None:
    """Ratio of women's rate of promotion to men's within the groups of a step; None if it has none."""
    table = asked.stratified
    if (
        asked.obstacle in ("no_leavers", "protected", "rounded")
        or table is None
        or not _both(table)
    ):
        return None
    found = logrank_ratio(table, group=SEX, cause=asked.event, conf_level=conf_level)
    return None if found.p_value != found.p_value else found
