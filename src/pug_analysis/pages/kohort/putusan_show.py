"""The verdict of the cohort page in words: never more than its contrast, nor another direction."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import Question
from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.terlindung_show import released_verdict
from pug_analysis.release.arah import kalimat_setara
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Several, headline, text
from pug_analysis.release.halangan import HALANGAN, TANPA_KELOMPOK, lacks_groups
from pug_analysis.release.numbers import bilangan, desimal, in_years, p_kata, poin, poin_lebih
from pug_analysis.stats.decision import Decision

_SIGNIFICANT = 0.05
#: Said where agencies keep the entry groups to themselves: pooled shares carry no verdict.
TANPA_PUTUSAN = f"Putusan {TANPA_KELOMPOK}"


def kalimat_putusan(
    decision: Decision | None, tests: pd.DataFrame, question: Question, data: Data, *, time: int
) -> Several:
    """The verdict at the milestone named before the data were seen, within entry groups.

    Parameters
    ----------
    decision : of ``analyses.contrast.verdict``
    tests : of ``analyses.incidence.compare_tests``, over the whole time observed
    """
    label = f"{question.target}, {in_years(time)} sejak CPNS, kelompok saat masuk yang sama"
    decision = released_verdict(decision, question, data, time=time)
    if question.enough and lacks_groups(question):
        return Several((headline(label, "Belum ada", TANPA_PUTUSAN), text(f"{TANPA_PUTUSAN}.")))
    if decision is None or decision.verdict == "too_few":
        said = HALANGAN[question.obstacle]
        value = {"no_leavers": "Belum ada", "rounded": "Terlalu kasar"}.get(
            question.obstacle, "Terlalu sedikit"
        )
        return Several((headline(label, value, said.lower()), text(f"{said}.")))
    low, high = (desimal(100 * end) for end in (decision.conf_low, decision.conf_high))
    interval = f"selang 95%: {low} sampai {high} poin"
    gap = poin_lebih(decision.estimate)
    said = {
        "gap": f"Dibandingkan dengan pria yang angkatan, pendidikan, dan keluarga jabatannya saat masuk sama, "
        f"bagian wanita yang mencapai {question.target} dalam {in_years(time)} {gap} daripada pria "
        f"({interval}); selangnya tidak memuat nol.",
        "equivalent": "Yang dibandingkan adalah wanita dan pria dari kelompok saat masuk yang sama. "
        f"{kalimat_setara(decision, interval)}",
        "inconclusive": f"Belum dapat disimpulkan apakah wanita dan pria dari kelompok saat masuk yang sama "
        f"berbeda ({interval}). {_unproven(decision)}Ini bukan berarti tidak ada perbedaan.",
    }[decision.verdict]
    people = decision.smallest_gap_people
    seen = (
        f"Dengan data sebanyak ini, kesenjangan yang akan terlihat dengan peluang 80% paling "
        f"sedikit kira-kira "
        f"{poin(decision.smallest_gap)}, setara {bilangan(people or 0)} orang dari kelompok yang lebih kecil."
    )
    values = {"gap": poin(decision.estimate), "equivalent": "Setara", "inconclusive": "Belum pasti"}
    note = interval
    if decision.verdict == "gap" or (decision.verdict == "equivalent" and decision.excludes_zero):
        note = f"wanita {gap.removeprefix(poin(decision.estimate)).strip()} ({interval})"
    return Several(
        (
            headline(label, values[decision.verdict], note),
            text(said, _whole(tests, decision, data), seen),
        )
    )


def _unproven(decision: Decision) -> str:
    """Why an interval without 0 is no verdict: part of the chance of a false alarm is the others'."""
    if decision.conf_low <= 0 <= decision.conf_high:
        return ""
    return (
        "Selangnya tidak memuat nol, tetapi peluang salah 5% dibagi dengan sasaran lain (Tabel 3.7), dan "
        "dengan pembagian itu perbedaannya belum terbukti. "
    )


def _whole(tests: pd.DataFrame, decision: Decision, data: Data) -> str:
    """What the test within entry groups over the whole time adds, with the side that it points to."""
    found = tests.set_index("ukuran")
    start = "Uji log-rank di dalam kelompok yang sama atas seluruh masa pengamatan"
    if "logrank_stratified" not in found.index or pd.isna(
        found.loc["logrank_stratified", "p_value"]
    ):
        return f"{start} tidak dapat dihitung."
    test = found.loc["logrank_stratified"]
    p = p_kata(test["p_value"], classes=is_protected(data.edition))
    if not test["p_value"] < _SIGNIFICANT:
        return f"{start} belum menemukan perbedaan yang pasti ({p})."
    side = f"wanita lebih {'jarang' if test['estimate'] < 0 else 'sering'} diangkat ({p})"
    if decision.verdict != "gap":
        return f"{start} menemukan {side}; putusan tetap menurut tonggak, yang ditetapkan sebelum melihat data."
    if (test["estimate"] < 0) == (decision.estimate < 0):
        return f"{start} juga menemukan {side}."
    return f"{start} menunjuk arah yang berlawanan: {side}. Keduanya dibaca bersama."
