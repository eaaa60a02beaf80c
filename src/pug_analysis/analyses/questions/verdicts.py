"""What a question may be answered with, and how strong an answer is beside the four others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, isfinite, log
from typing import Final, Literal

import pandas as pd

from pug_analysis.stats import decide, holm
from pug_analysis.stats.decision import MIN_EVENTS, RATIO_MARGIN, Verdict

#: The five questions, in the order in which the summary asks them.
QUESTIONS: Final = ("langkah", "kecepatan", "pelatihan", "jabatan", "perangkat_daerah")
#: Adjusted p-values below this prove a gap.
ALPHA: Final = 0.05
#: Whose rate is lower where there is a gap: of women, of men, or one early and the other late.
Direction = Literal["", "wanita", "pria", "berganti"]


def judge_ratio(
    ratio: tuple[float, float, float], *, n_events: int, n_people: int, margin: float = RATIO_MARGIN
) -> tuple[Verdict, float]:
    """Judge a ratio of rates with its limits: the verdict alone, and the smallest gap that shows.

    Parameters
    ----------
    ratio : estimate, lower and upper limit
    n_events, n_people : of the smaller sex
    margin : largest ratio that does not matter, above 1; below 1 its inverse

    Returns
    -------
    Verdict of ``stats.decide``; the ratio below 1 that would have been found with a chance of 80 %,
    missing where the verdict is ``too_few``: also if a limit is 0 or infinite.
    """
    if not all(isfinite(one) and one > 0 for one in ratio):
        return "too_few", float("nan")
    logs = [log(one) for one in ratio]
    found = decide(
        *logs, margin=log(margin), n_events=n_events, n_people=n_people, scale="log_ratio"
    )
    seen = exp(-found.smallest_gap) if found.verdict != "too_few" else float("nan")
    return found.verdict, seen


def prove(verdict: str, p_value: float) -> str:
    """Take a gap back that its p-value, adjusted for what is tested beside it, does not prove."""
    return "inconclusive" if verdict == "gap" and not p_value < ALPHA else verdict


def sum_up(verdicts: Sequence[str]) -> Verdict:
    """The verdict of a question from those of its parts.

    A gap in one is a gap; equal only if all parts that can be judged are, and there are some.
    """
    judged = [one for one in verdicts if one in ("gap", "equivalent", "inconclusive")]
    if not judged:
        return "too_few"
    if "gap" in judged:
        return "gap"
    return "equivalent" if set(verdicts) == {"equivalent"} else "inconclusive"


def slower(ratio: float) -> Direction:
    """Whose rate is the lower one, from the ratio of women to men."""
    return "wanita" if ratio < 1 else "pria"


def strengths(p_values: Mapping[str, float]) -> pd.DataFrame:
    """How strong the verdicts are beside each other: Holm's p-values over the five questions.

    Parameters
    ----------
    p_values : {question: p-value of its test}; missing where there is none

    Returns
    -------
    DataFrame by the questions of ``QUESTIONS``: ``p_value, p_holm``, and ``kuat``: whether the answer also
    holds after this adjustment.

    References
    ----------
    Holm (1979), Scandinavian Journal of Statistics 6:65.
    """
    p_value = pd.Series({name: p_values.get(name, float("nan")) for name in QUESTIONS}, dtype=float)
    adjusted = pd.Series(holm(p_value), index=p_value.index)
    table = pd.DataFrame({"p_value": p_value, "p_holm": adjusted, "kuat": adjusted < ALPHA})
    return table.rename_axis("pertanyaan").reset_index()


def enough(n_events: int) -> bool:
    """Whether so many events of the smaller sex are enough for a verdict."""
    return n_events >= MIN_EVENTS
