"""Verdicts of the summary, from those of the pages, and how strong they are beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from pug_analysis.analyses.questions.offices import FLAGGED, NOT_FLAGGED
from pug_analysis.analyses.questions.verdicts import strengths
from pug_analysis.pages.kohort import banding_show, langkah_show
from pug_analysis.pages.pelatihan import laju_show
from pug_analysis.pages.peta.pengangkatan import NOT_TOLD
from pug_analysis.pages.ringkasan.kutipan_show import ReleasedTables, released_p
from pug_analysis.release.halangan import HALANGAN
from pug_analysis.release.teks import cases

_WORDS: Final = cases("ringkasan_putusan")
#: The verdicts of this page.
GAP, EQUAL, UNDECIDED, FEW, NO_DATA, SEEN, UP, DOWN = (
    _WORDS[key] for key in ("gap", "equal", "open", "few", "no_data", "seen", "up", "down")
)
#: Verdicts that say that something is proven: only they have a strength.
PROVEN: Final = (GAP, UP, DOWN)
#: Verdicts of the pages, in the words of this one.
VERDICTS: Final = {
    banding_show.PUTUSAN_KOHORT["gap"]: GAP,
    banding_show.PUTUSAN_KOHORT["equivalent"]: EQUAL,
    banding_show.PUTUSAN_KOHORT["small"]: EQUAL,
    banding_show.PUTUSAN_KOHORT["inconclusive"]: UNDECIDED,
    banding_show.PUTUSAN_KOHORT["too_few"]: FEW,
    banding_show.PUTUSAN_KOHORT["rounded"]: FEW,
    banding_show.PUTUSAN_KOHORT["no_groups"]: NO_DATA,
    langkah_show.PUTUSAN_LANGKAH["no_leavers"]: NO_DATA,
    langkah_show.PUTUSAN_LANGKAH["protected"]: NO_DATA,
    langkah_show.PUTUSAN_LANGKAH["rounded"]: FEW,
    langkah_show.PUTUSAN_LANGKAH["no_groups"]: NO_DATA,
    langkah_show.PUTUSAN_LANGKAH["old_form"]: NO_DATA,
    laju_show.PUTUSAN_LAJU["gap"]: GAP,
    laju_show.PUTUSAN_LAJU["equivalent"]: EQUAL,
    laju_show.PUTUSAN_LAJU["small"]: EQUAL,
    laju_show.PUTUSAN_LAJU["inconclusive"]: UNDECIDED,
    laju_show.PUTUSAN_LAJU["too_few"]: FEW,
    laju_show.PUTUSAN_LAJU["no_leavers"]: NO_DATA,
    laju_show.PUTUSAN_LAJU["none"]: SEEN,
    HALANGAN["few"]: FEW,
    HALANGAN["rounded"]: FEW,
    HALANGAN["protected"]: NO_DATA,
    HALANGAN["no_leavers"]: NO_DATA,
    HALANGAN["no_groups"]: NO_DATA,
    HALANGAN["old_form"]: NO_DATA,
}
#: Headings of the posts, in the words of their page and of this one.
HEADINGS: Final = {
    "naik": UP, "turun": DOWN, "belum dapat disimpulkan": UNDECIDED, "terlalu sedikit": FEW,
}  # fmt: skip
#: Of each question, by number: its name in ``analyses.questions.verdicts.QUESTIONS``, table, column of
#: p-values, column of verdicts, and the words that tell that a line was tested.
_TESTED: Final = {
    1: ("langkah", "kohort_langkah", "p_holm", "putusan"),
    2: ("kecepatan", "kohort_laju", "p_value", "putusan"),
    3: ("pelatihan", "pelatihan_semua", "p_value", "putusan"),
    4: ("jabatan", "indikator_jabatan_arah", "p_value", "arah"),
    5: ("perangkat_daerah", "pd_pengangkatan", "q_value", "penilaian"),
}


def read_strengths(tables: ReleasedTables) -> Mapping[int, bool] | None:
    """Whether each answer also holds after Holm over the five questions, from released p-values alone.

    Parameters
    ----------
    tables : of :func:`pug_analysis.release.terbitan.read_released`

    Returns
    -------
    {number of the question: kuat}, or None where this edition keeps a p-value of a test that was made:
    Holm over the others alone would call more of them strong.
    """
    p_values = {}
    for name, table, column, verdict in _TESTED.values():
        if table not in tables:
            continue
        rows = _tested(tables[table], verdict)
        if name == "pelatihan":
            rows = rows.loc[rows["jalur"] == "semua"]
        told = released_p(rows, column)
        if told.isna().any():
            return None
        if len(told):
            p_values[name] = float(told.min())
    strong = strengths(p_values).set_index("pertanyaan")["kuat"]
    return {number: bool(strong[name]) for number, (name, *_) in _TESTED.items()}


def _tested(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Lines with a verdict that rests on a test."""
    said = frame[column].fillna("").astype(str)
    if column == "penilaian":
        return frame.loc[said.isin([FLAGGED, NOT_FLAGGED, NOT_TOLD])]
    known = HEADINGS if column == "arah" else VERDICTS
    tested = (GAP, EQUAL, UNDECIDED, UP, DOWN)
    return frame.loc[said.map(lambda word: known.get(word, "") in tested)]
