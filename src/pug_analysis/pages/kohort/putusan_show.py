"""The verdict of the milestone in words: never more than its contrast, nor another direction.

A merged report has no other; where people are at hand the page is judged by `laju_show`.
"""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.question import Question
from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.terlindung_show import released_verdict
from pug_analysis.release.arah import kalimat_setara
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Several, headline, text
from pug_analysis.release.halangan import HALANGAN, TANPA_KELOMPOK, lacks_groups
from pug_analysis.release.numbers import bilangan, desimal, in_years, p_kata, poin, poin_lebih
from pug_analysis.release.teks import say
from pug_analysis.stats.decision import Decision

_SIGNIFICANT = 0.05
#: Obstacles that the key figure names; of all others it says that there are too few.
_NAMED = ("no_leavers", "rounded")


def kalimat_putusan(
    decision: Decision | None, tests: pd.DataFrame, question: Question, data: Data, *, time: int
) -> Several:
    """The verdict at the milestone named before the data were seen, within entry groups.

    Parameters
    ----------
    decision : of ``analyses.contrast.verdict``
    tests : of ``analyses.incidence.compare_tests``, over the whole time observed
    """
    label = say("kohort_kunci_label", sasaran=question.target, waktu=in_years(time))
    decision = released_verdict(decision, question, data, time=time)
    if question.enough and lacks_groups(question):
        said = say("kohort_tanpa_putusan", tanpa_kelompok=TANPA_KELOMPOK)
        return Several((headline(label, _value("tanpa_kelompok"), said), text(f"{said}.")))
    if decision is None or decision.verdict == "too_few":
        said = HALANGAN[question.obstacle]
        value = _value(question.obstacle if question.obstacle in _NAMED else "few")
        return Several((headline(label, value, said.lower()), text(f"{said}.")))
    low, high = (desimal(100 * end) for end in (decision.conf_low, decision.conf_high))
    interval = say("kohort_selang", bawah=low, atas=high)
    said = say(
        "kohort_putusan",
        decision.verdict,
        sasaran=question.target,
        waktu=in_years(time),
        selisih=poin_lebih(decision.estimate),
        selang=interval,
        setara=kalimat_setara(decision, interval) if decision.verdict == "equivalent" else "",
        belum_terbukti=_unproven(decision),
    )
    seen = say(
        "kohort_terlihat",
        selisih=poin(decision.smallest_gap),
        orang=bilangan(decision.smallest_gap_people or 0),
    )
    value = _value(decision.verdict, gap=poin(decision.estimate))
    return Several(
        (
            headline(label, value, _note(decision, interval)),
            text(said, _whole(tests, decision, data), seen),
        )
    )


def _value(case: str, *, gap: str = "") -> str:
    return say("kohort_kunci_nilai", case, selisih=gap)


def _note(decision: Decision, interval: str) -> str:
    """The interval, and the side where one is claimed."""
    pointed = decision.verdict == "gap" or (
        decision.verdict == "equivalent" and decision.excludes_zero
    )
    side = poin_lebih(decision.estimate).removeprefix(poin(decision.estimate)).strip()
    case = "berarah" if pointed else "tanpa_arah"
    return say("kohort_kunci_catatan", case, arah=side, selang=interval)


def _unproven(decision: Decision) -> str:
    """Why an interval without 0 is no verdict: part of the chance of a false alarm is the others'."""
    if decision.conf_low <= 0 <= decision.conf_high:
        return ""
    return say("kohort_belum_terbukti")


def _whole(tests: pd.DataFrame, decision: Decision, data: Data) -> str:
    """What the test within entry groups over the whole time adds, with the side that it points to."""
    found = tests.set_index("ukuran")
    if "logrank_stratified" not in found.index or pd.isna(
        found.loc["logrank_stratified", "p_value"]
    ):
        return say("kohort_uji_seluruh", "kosong")
    test = found.loc["logrank_stratified"]
    p = p_kata(test["p_value"], classes=is_protected(data.edition))
    if not test["p_value"] < _SIGNIFICANT:
        return say("kohort_uji_seluruh", "belum", p=p)
    side = say("kohort_uji_sisi", "jarang" if test["estimate"] < 0 else "sering", p=p)
    if decision.verdict != "gap":
        return say("kohort_uji_seluruh", "tanpa_putusan", sisi=side)
    agrees = (test["estimate"] < 0) == (decision.estimate < 0)
    return say("kohort_uji_seluruh", "searah" if agrees else "berlawanan", sisi=side)
