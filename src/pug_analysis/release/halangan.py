"""Why a question has no answer, and what a report of many agencies cannot say, in words."""

from __future__ import annotations

from pug_analysis.analyses.cohort import MIN_AT_RISK
from pug_analysis.analyses.question import Question, Unanswerable
from pug_analysis.analyses.tallies import LARGEST_ROUNDING
from pug_analysis.careers.cohort import SILENCE, Cohort
from pug_analysis.careers.load import Data
from pug_analysis.release.display import Released, text, warning
from pug_analysis.release.numbers import bilangan, desimal
from pug_analysis.release.teks import cases, say
from pug_analysis.terms.kalender import BULAN

#: What is said where the numbers carry no statement, by obstacle.
HALANGAN = {"": say("halangan", "few"), **cases("halangan")}
TERLALU_SEDIKIT, TANPA_DAFTAR = HALANGAN["few"], HALANGAN["no_leavers"]
#: Said of what needs entry groups where an agency keeps them to itself.
TANPA_KELOMPOK = say("tanpa_kelompok")
#: So many agencies at most are named in a sentence.
_NAMED = 20


def lacks_groups(question: Question) -> bool:
    """Whether agencies were added up without their entry groups."""
    return question.tallies is not None and question.stratified is None


def kotak_halangan(question: Unanswerable) -> Released:
    """The box of a question that has no curve."""
    said = say(
        "halangan_kotak",
        question.obstacle,
        halangan=HALANGAN[question.obstacle],
        sasaran=question.target,
        terkecil=str(MIN_AT_RISK),
        geser=desimal(100 * LARGEST_ROUNDING, digits=0),
    )
    return warning(said)


def daerah_digabung(data: Data) -> tuple[str, ...]:
    """Which agencies a merged report adds up, and which of them protect their cohort."""
    if data.pooled is None:
        return ()
    agencies = data.pooled.agencies
    some = sum(one["tingkat"] == "terlindung" for one in agencies)
    names = sorted(one["nama"] for one in agencies)
    named = f" ({', '.join(names)})" if len(names) <= _NAMED else ""
    return (
        say("daerah_digabung", "semua", jumlah=bilangan(len(agencies)), nama=named),
        say("daerah_digabung", "terlindung" if some else "tepat", jumlah=bilangan(some)),
    )


def batas_waktu(cohort: Cohort) -> Released:
    """What the missing leavers' list means, or from when leaving is on record."""
    if cohort.pooled is not None:
        return batas_gabungan(cohort)
    if cohort.register_start is None:
        return warning(say("batas_waktu", "tanpa_daftar"))
    start = bulan(cohort.register_start)
    sentences = [say("batas_waktu", "sejak", awal=start)]
    if cohort.isolated_leavings:
        alone = bilangan(cohort.isolated_leavings)
        sentences.append(
            say("batas_waktu", "terpencil", jumlah=alone, bulan=str(SILENCE), awal=start)
        )
    if cohort.longest_silence > SILENCE:
        silent = bilangan(cohort.longest_silence)
        sentences.append(say("batas_waktu", "senyap", awal=start, bulan=silent))
    return text(*sentences)


def batas_gabungan(cohort: Cohort) -> Released:
    """From when leaving is on record in the agencies that were added up.

    Raises
    ------
    ValueError
        if the cohort is not of a merged workspace.
    """
    pooled = cohort.pooled
    if pooled is None:
        raise ValueError("cohort must be of a merged workspace")
    agencies = pooled.agencies
    without = sum(one["kohort"] is None for one in agencies)
    if cohort.register_start is None or cohort.register_last is None:
        return warning(say("batas_gabungan", "tanpa_daftar", halangan=TANPA_DAFTAR))
    first, last = bulan(cohort.register_start), bulan(cohort.register_last)
    sentences = [
        say(
            "batas_gabungan",
            "sejak" if first == last else "sejak_antara",
            awal=first,
            akhir=last,
        )
    ]
    if pooled.tier == "terlindung":
        everyone = all(one["tingkat"] == "terlindung" for one in agencies)
        sentences.append(
            say("batas_gabungan", "semua_terlindung" if everyone else "sebagian_terlindung")
        )
    if without:
        sentences.append(say("batas_gabungan", "tanpa", jumlah=bilangan(without)))
    if cohort.longest_silence > SILENCE:
        silent = bilangan(cohort.longest_silence)
        sentences.append(say("batas_gabungan", "senyap", bulan=silent))
    return text(*sentences)


def bulan(number: int) -> str:
    """Name a month number.

    >>> bulan(2025 * 12)
    'Januari 2025'
    """
    year, month = divmod(number, 12)
    return f"{BULAN[month]} {year}"
