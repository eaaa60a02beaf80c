"""All five answers of an opened year at once, as the summary gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from pug_analysis.analyses.access import Access, open_access
from pug_analysis.analyses.cohort import Groups
from pug_analysis.analyses.questions.offices import (
    Appointed,
    judge_appointments,
    open_appointments,
)
from pug_analysis.analyses.questions.posts import Heads, compare_appointments
from pug_analysis.analyses.questions.speed import Speed, compare_speed
from pug_analysis.analyses.questions.steps import Ladder, compare_steps, open_steps
from pug_analysis.analyses.questions.training import (
    TrainingAccess,
    compare_access,
    count_access,
    pooled_access,
)
from pug_analysis.analyses.questions.verdicts import strengths
from pug_analysis.analyses.tallies import BAWAAN
from pug_analysis.careers.cohort import Cohort, cohort_of
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.events import structural_trainings
from pug_analysis.careers.load import Data
from pug_analysis.careers.pooled import Pooled
from pug_analysis.stats.decision import RATIO_MARGIN

#: Largest difference of shares at a milestone that does not matter, unless told otherwise.
MARGIN = 0.05
#: Months of the longest career.
LONGEST_CAREER = 45 * 12


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Answers to the five questions, and how strong each is beside the others.

    Attributes
    ----------
    ladder, speed, training, heads, appointed : of the five modules; of a merged workspace, which holds no
        people, the last two are None
    strengths : of ``verdicts.strengths``
    """

    ladder: Ladder
    speed: Speed
    training: TrainingAccess
    heads: Heads | None
    appointed: Appointed | None
    strengths: pd.DataFrame


def answer(data: Data, *, groups: Groups | None = None, margin: float = MARGIN) -> Answers:
    """Answer the five questions of an opened year; of a merged workspace, the first three.

    Parameters
    ----------
    data : an opened year
    groups : whom it is about, see ``analyses.cohort.choose``; by default the structural track
    margin : largest difference of shares at a milestone that does not matter (0..1)

    Returns
    -------
    Answers
    """
    chosen = BAWAAN if groups is None else groups
    cohort, tables = cohort_of(data), data.tables
    steps = open_steps(cohort, tables, until=data.until, groups=chosen)
    ladder, speed = compare_steps(steps), compare_speed(steps, margin=margin)
    p_values = {"langkah": ladder.p_value, "kecepatan": speed.p_value}
    if data.pooled is not None:
        training = answer_pooled_training(data.pooled, groups=chosen)
        p_values["pelatihan"] = training.p_value
        return Answers(ladder, speed, training, None, None, strengths(p_values))
    training = answer_training(*open_routes(data, cohort, groups=chosen))
    heads = compare_appointments(data.snapshot, tables, until=data.until)
    appointed = judge_appointments(open_appointments(steps, tables["jabatan"], until=data.until))
    p_values |= {
        "pelatihan": training.p_value,
        "jabatan": heads.p_value,
        "perangkat_daerah": appointed.p_value,
    }
    return Answers(ladder, speed, training, heads, appointed, strengths(p_values))


def open_routes(
    data: Data, cohort: Cohort, *, groups: Groups
) -> tuple[dict[str, Access], dict[str, Access]]:
    """Access to training before the post and in it, see ``analyses.access.open_access``."""
    trainings = structural_trainings(data.tables["diklat"], data.tables["kursus"])
    before = open_access(data, cohort, trainings, route="sebelum", groups=groups)
    inside = open_access(data, cohort, trainings, route="sesudah", groups=groups)
    return before, inside


def answer_training(
    before: Mapping[str, Access], inside: Mapping[str, Access], *, margin: float = RATIO_MARGIN
) -> TrainingAccess:
    """Compare access over both routes, of those who could attend, see :func:`compare_access`."""
    asked = [one for route in (before, inside) for one in route.values()]
    people = pd.concat([one.eligible.spells.table[["pegawai_id", SEX]] for one in asked])
    counts = people.drop_duplicates()[SEX].value_counts().reindex(["L", "P"], fill_value=0)
    known = all(one.question.obstacle != "no_leavers" for one in asked)
    return compare_access(
        count_access(before, inside),
        n_people=int(counts.min()),
        leavers_known=known,
        margin=margin,
    )


def answer_pooled_training(
    pooled: Pooled, *, groups: Groups, margin: float = RATIO_MARGIN
) -> TrainingAccess:
    """Compare access over both routes from what agencies have added up, see :func:`pooled_access`.

    How many people could attend is not told; that it were enough is judged by the fewest who could have been
    at risk for so long.
    """
    counts = pooled_access(pooled, groups=groups)
    months = counts.groupby(SEX)["person_time"].sum().reindex(["L", "P"], fill_value=0)
    return compare_access(counts, n_people=int(months.min()) // LONGEST_CAREER, margin=margin)
