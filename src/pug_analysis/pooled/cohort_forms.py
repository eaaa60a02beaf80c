"""What the files of an export look like: which there are, and the tables of its cohort."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final, get_args

from pug_analysis.analyses import hazards
from pug_analysis.analyses.access import COURSE_PERIODS, FIRST_COURSE_PERIOD
from pug_analysis.analyses.question import COHORT_CAUSES
from pug_analysis.analyses.questions.steps import LEVEL_ENTRY, STEPS
from pug_analysis.analyses.tallies import name_question
from pug_analysis.careers import cohort, eligible, spells
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.pooled import PERIOD_RISK, QUESTION, RISK, STEP_RISK, ExportTier
from pug_analysis.careers.spells import Penyetaraan
from pug_analysis.pages.kohort.banding import JF_TARGETS, STRUCTURAL_TARGETS
from pug_analysis.pooled.folder import VERSION
from pug_analysis.pooled.forms import (
    NUMBERS_FILE,
    AllowedWords,
    TableForm,
    form_of_numbers,
    form_of_trained,
    forms_of_everyone,
)
from pug_analysis.pooled.reading import FlawError
from pug_analysis.stats.survival.risk_table import COUNTS
from pug_analysis.terms.diklat import TANGGA
from pug_analysis.terms.golongan import GOLONGAN_PNS
from pug_analysis.terms.jabatan import KELOMPOK_JF

#: Months since entry for which it is counted who had reached the target: every year up to twenty.
MONTHS: Final = tuple(range(12, 252, 12))
#: Steps of a flow, in their order.
FLOW_STEPS: Final = tuple(dict.fromkeys((*cohort.COHORT_STEPS[:-1], *spells.SPELL_STEPS)))
#: Steps from one JF level to the next, which the second form of an export has.
JF_STEPS: Final = tuple(step for step in STEPS if not step.structural and step.origin is not None)
PEOPLE, REACHED, FLOW, ACCESS = "kohort_orang", "kohort_tercapai", "kohort_alur", "pelatihan_akses"


def list_questions(*, version: int = VERSION) -> list[str]:
    """Name the questions of the cohort, in the order in which an agency counts them.

    Parameters
    ----------
    version : of the export's format; the first one knew no step from one JF level to the next
    """
    steps = [name_question(level, origin=origin) for _, level, origin in STRUCTURAL_TARGETS]
    others = [one for one in get_args(Penyetaraan) if one != "compete"]
    steps += [name_question("Administrator", origin="Pengawas", penyetaraan=one) for one in others]
    steps += [name_question(f"JF {level}") for level in JF_TARGETS]
    steps += [name_question(above, origin=below) for below, above in pairwise(GOLONGAN_PNS)]
    own = JF_STEPS if version > 1 else ()
    return steps + [name_question(step.level, origin=step.origin) for step in own]


def list_steps() -> list[str]:
    """Name the questions that are steps from a level below."""
    return [name_question(one.level, origin=one.origin) for one in STEPS if one.origin is not None]


def name_course(level: str, route: str) -> str:
    """Name the question who could attend a training."""
    return f"{level}, {route} diangkat"


def list_courses() -> list[str]:
    """Name the questions who could attend which training."""
    return [name_course(level, route) for route in get_args(eligible.Jalur) for level in TANGGA]


def since_entry() -> list[str]:
    """Questions of which periods and milestones are counted too: those that a page can be made for."""
    return [name_question(level) for _, level, origin in STRUCTURAL_TARGETS if origin is None]


def _is_window(text: str) -> bool:
    """Whether it is a five-year entry window.

    >>> _is_window("1995-1999"), _is_window("1995-2000")
    (True, False)
    """
    years = re.fullmatch(r"([0-9]{4})-([0-9]{4})", text)
    return years is not None and int(years[2]) == int(years[1]) + 4 and int(years[1]) % 5 == 0


_OF_ENTRY: Final[Mapping[str, AllowedWords]] = {
    SEX: ("L", "P"),
    "angkatan": _is_window,
    "pendidikan": ("SLTA ke bawah", "D3", "S1/D4", "S2 ke atas"),
    "keluarga": KELOMPOK_JF,
}
_PERIOD: Final = (hazards.FIRST_RULE_PERIOD, *hazards.RULE_PERIODS)
_ACCESS_PERIOD: Final = (FIRST_COURSE_PERIOD, *COURSE_PERIODS)
_EVERY_CAUSE: Final = tuple(sorted({*COHORT_CAUSES, *eligible.TRAINING_CAUSES}))


def forms_of(
    tier: ExportTier, *, with_cohort: bool, version: int = VERSION
) -> tuple[dict[str, TableForm], dict[str, TableForm]]:
    """Forms of the tables that an export must have, and of those that it may have, by name.

    Parameters
    ----------
    tier : of the export
    with_cohort : whether its agency has a leavers list
    version : of the export's format
    """
    needed = {**forms_of_everyone(), NUMBERS_FILE: form_of_numbers(cohort=with_cohort)}
    if tier == "tepat":
        needed["pelatihan_jenis"] = form_of_trained()
    if not with_cohort:
        return needed, {}
    forms = _protected_forms() if tier == "terlindung" else _exact_forms(version)
    # without anybody at risk there is no risk table
    may = {name: forms.pop(name) for name in (RISK, PERIOD_RISK, STEP_RISK) if name in forms}
    return needed | forms, may


def _exact_forms(version: int) -> dict[str, TableForm]:
    asked, words = list_questions(version=version), dict(_OF_ENTRY)
    of_people = {QUESTION: asked, **words}
    of_risk = {QUESTION: [*asked, *list_courses()], **words, "cause": ("", *_EVERY_CAUSE)}
    of_periods = of_people | {
        QUESTION: since_entry(),
        "cause": ("", *COHORT_CAUSES),
        "periode": _PERIOD,
    }
    within = ENTRY_GROUPS if version > 1 else ("angkatan",)
    of_access = {
        "periode": _ACCESS_PERIOD,
        "jenjang": tuple(TANGGA),
        "jalur": get_args(eligible.Jalur),
        **{name: words[name] for name in (SEX, *within)},
    }
    groups = (QUESTION, SEX, *ENTRY_GROUPS)
    risk = (SEX, QUESTION, *ENTRY_GROUPS, "time", "cause", *COUNTS)
    periods = (SEX, QUESTION, *hazards.MODEL_GROUPS, "periode", "akhir", "time", "cause", *COUNTS)
    access = ("periode", *within, SEX, "kejadian", "orang_bulan", "jenjang", "jalur")
    of_steps = {
        QUESTION: list_steps(),
        **words,
        LEVEL_ENTRY: _is_window,
        "cause": ("", *COHORT_CAUSES),
    }
    steps = (SEX, QUESTION, *ENTRY_GROUPS, LEVEL_ENTRY, "time", "cause", *COUNTS)
    later = {STEP_RISK: TableForm(steps, words=of_steps, risk=True)} if version > 1 else {}
    return later | {
        RISK: TableForm(risk, words=of_risk, risk=True),
        PERIOD_RISK: TableForm(periods, words=of_periods, risk=True),
        PEOPLE: TableForm((*groups, "terakhir", "orang"), words=of_people, may_be_bare=True),
        REACHED: TableForm(
            (*groups, "bulan", "orang", "mencapai"),
            words={QUESTION: since_entry(), **words},
            may_be_bare=True,
        ),
        FLOW: _flow(("", *asked)),
        ACCESS: TableForm(access, words=of_access),
    }


def _protected_forms() -> dict[str, TableForm]:
    asked = list_questions()
    words = {QUESTION: asked, SEX: _OF_ENTRY[SEX]}
    risk = (SEX, QUESTION, "time", "cause", *COUNTS)
    return {
        RISK: TableForm(risk, words=words | {"cause": ("", *_EVERY_CAUSE)}, risk=True),
        PEOPLE: TableForm((QUESTION, SEX, "orang"), words=words, may_be_bare=True),
        FLOW: _flow(("", *asked)),
    }


def _flow(questions: tuple[str, ...]) -> TableForm:
    steps = (*FLOW_STEPS, *(f"{column} lain" for column in ENTRY_GROUPS))
    return TableForm((QUESTION, "langkah", "orang"), words={QUESTION: questions, "langkah": steps})


def check_risk_about(
    name: str, form: TableForm, about: Mapping[str, Any], *, empty: bool
) -> list[str]:
    """Check what the first line of a risk table says of it, and return its causes.

    Raises
    ------
    FlawError
        if it does not describe a table of this form.
    """
    groups = form.columns[: form.columns.index("time")]
    kind = {"dtype": "object", "values": "empty" if empty else "string"}
    months = {"dtype": "int64", "values": "integer"}
    expected = {
        "by": list(groups[:1]),
        "strata": list(groups[1:]),
        "start": 0,
        "counts": "int64",
        "groups": {column: months if column in form.whole else kind for column in groups},
    }
    causes = about.get("causes")
    known = form.words["cause"]
    sound = (
        {key: value for key, value in about.items() if key != "causes"} == expected
        and isinstance(causes, list)
        and all(isinstance(cause, str) and cause and cause in known for cause in causes)  # type: ignore[operator]  # always a set
        and causes == sorted(set(causes))
    )
    if not sound or type(about["start"]) is not int:
        raise FlawError(f"{name}.csv", "baris pertamanya menerangkan tabel lain")
    return causes  # type: ignore[return-value]  # shown to be texts above
