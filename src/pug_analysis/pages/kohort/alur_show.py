"""Who is analysed on the cohort page, who is not, and why."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import Groups
from pug_analysis.analyses.question import Question
from pug_analysis.analyses.question_counts import people_by_sex
from pug_analysis.careers.cohort import LATE_POST, Cohort
from pug_analysis.careers.load import Data
from pug_analysis.release.alur import catatan_kohort, name_steps, released_cohort, with_sexes
from pug_analysis.release.disclosure import count_in_words, protect_flow
from pug_analysis.release.display import Released
from pug_analysis.release.showing import show_table


def tabel_alur(cohort: Cohort, question: Question, groups: Groups, data: Data) -> Released:
    """Everybody in the register, those left out by reason, those at risk."""
    analysed = with_sexes(question.spells.flow, people_by_sex(question), data)
    steps = pd.concat([cohort.flow.iloc[:-1], analysed], ignore_index=True)
    edition, wholes = data.edition, (0, len(cohort.flow) - 1)
    people = protect_flow(
        name_steps(steps, groups),
        count="orang",
        wholes=wholes,
        given=released_cohort(cohort, data),
        edition=edition,
    )
    return show_table(
        people,
        "kohort_alur",
        data,
        words={
            "sasaran": question.target,
            "diturunkan": count_in_words(cohort.education_inferred, edition=edition),
            "terlambat": count_in_words(cohort.late_first_post, edition=edition),
            "bulan": str(LATE_POST),
            "kohort": catatan_kohort(data),
        },
    )
