"""What the pooled numbers lose where agencies protect theirs: bounds, and a measured difference."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.incidence import milestone_table
from pug_analysis.analyses.question import Question
from pug_analysis.analyses.question_counts import events_by_sex, people_by_sex
from pug_analysis.analyses.tallies import (
    LARGEST_ROUNDING,
    bound_rounding,
    name_question,
    pick_tables,
)
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.pooled import Pooled
from pug_analysis.pooled.protect import GROUPS
from pug_analysis.release.numbers import bilangan, desimal
from pug_analysis.release.small_counts import HIDDEN_RANGE


def describe_loss(pooled: Pooled) -> list[str]:
    """Tell how many counts were changed, and how far the headline can be from the truth.

    Returns
    -------
    Sentences; none where every agency is exact.
    """
    loss = pooled.about["perlindungan"]
    if not loss["daerah"]:
        return []
    sentences = [
        f"Dari {bilangan(loss['bilangan'])} bilangan kohort di {bilangan(loss['daerah'])} daerah yang "
        f"terlindung, {bilangan(loss['diubah'])} dibulatkan, {bilangan(loss['disembunyikan'])} di antaranya "
        f"({HIDDEN_RANGE}) ditulis 0.",
        "Uji berstrata, selisih terstandar, model, susunan, dan kenaikan pangkat tidak ada dalam gabungan "
        "terlindung; selang kepercayaan tidak memuat pembulatan itu.",
    ]
    bound = bound_headline(pooled)
    if bound is not None:
        sentences.append(
            f"Jumlah yang mencapai Pengawas paling jauh berbeda {bilangan(loss['kejadian_terjauh'])} orang per "
            f"jenis kelamin, kira-kira {desimal(100 * bound, digits=1)} poin persen dari bagiannya."
        )
        if bound > LARGEST_ROUNDING:
            sentences.append(
                f"Itu lebih dari {desimal(100 * LARGEST_ROUNDING, digits=0)} poin persen: kurva dan putusan "
                "tidak ditampilkan. Gabungkan ekspor tingkat tepat, atau daerah yang lebih besar."
            )
    return sentences


def bound_headline(pooled: Pooled) -> float | None:
    """Largest difference that hidden promotions can make to the share that reach Pengawas (0..1)."""
    if pooled.risk is None:
        return None
    people = pick_tables(pooled, name_question("Pengawas"), groups=GROUPS).tallies.people
    return bound_rounding(pooled, people)


def measure_loss(
    exact: Question, protected: Question, *, times: tuple[int, ...] = (60, 120, 180)
) -> pd.DataFrame:
    """Compare a curve of protected tables with that of the exact ones.

    Returns
    -------
    DataFrame: ``jenis_kelamin, time``, ``tepat, terlindung, selisih`` (shares 0..1), ``orang_tepat,
    orang_terlindung, kejadian_tepat, kejadian_terlindung`` (of the whole observation).
    """
    shares = [
        milestone_table(question, times=times)[0].set_index([SEX, "time"])["estimate"]
        for question in (exact, protected)
    ]
    table = pd.concat(shares, axis=1, keys=["tepat", "terlindung"]).reset_index()
    table["selisih"] = table["terlindung"] - table["tepat"]
    for word, question in (("tepat", exact), ("terlindung", protected)):
        table[f"orang_{word}"] = table[SEX].map(people_by_sex(question))
        table[f"kejadian_{word}"] = table[SEX].map(events_by_sex(question))
    return table
