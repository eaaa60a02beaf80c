"""How large the difference is at the milestone named in advance: a measure beside the verdict of the page."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.question import Question
from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.putusan_show import kalimat_putusan
from pug_analysis.pages.kohort.terlindung_show import released_verdict
from pug_analysis.release.display import Several, text
from pug_analysis.release.halangan import HALANGAN
from pug_analysis.release.numbers import bilangan, desimal, in_years, poin, poin_lebih
from pug_analysis.release.teks import say
from pug_analysis.stats.decision import Decision


def kalimat_ukuran(
    decision: Decision | None, tests: pd.DataFrame, question: Question, data: Data, *, time: int
) -> Several:
    """The difference at the milestone within entry groups, without a verdict of its own.

    A merged report has no other verdict than that of the milestone.

    Parameters
    ----------
    decision : of ``analyses.contrast.verdict``
    tests : of ``analyses.incidence.compare_tests``
    """
    if data.pooled is not None:
        return kalimat_putusan(decision, tests, question, data, time=time)
    decision = released_verdict(decision, question, data, time=time)
    years = in_years(time)
    if decision is None or decision.verdict == "too_few":
        why = HALANGAN[question.obstacle]
        said = say("kohort_ukuran_tidak", halangan=why, sasaran=question.target, waktu=years)
        return Several((text(said),))
    low, high = (desimal(100 * end) for end in (decision.conf_low, decision.conf_high))
    said = say(
        "kohort_ukuran",
        "tanpa_nol" if decision.excludes_zero else "memuat_nol",
        selisih=poin_lebih(decision.estimate),
        selang=say("kohort_selang", bawah=low, atas=high),
        sasaran=question.target,
        waktu=years,
    )
    seen = say(
        "kohort_terlihat",
        selisih=poin(decision.smallest_gap),
        orang=bilangan(decision.smallest_gap_people or 0),
    )
    return Several((text(said, seen),))
