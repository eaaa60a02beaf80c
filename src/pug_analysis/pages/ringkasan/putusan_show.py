"""Verdicts of the summary, from those of the pages, and the next step that each bears."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pug_analysis.pages.kohort import banding_show
from pug_analysis.pages.pelatihan import laju_show
from pug_analysis.release.teks import cases

_WORDS: Final = cases("ringkasan_putusan")
#: The verdicts of this page.
GAP, EQUAL, UNDECIDED, FEW, NO_DATA, SEEN = (
    _WORDS[key] for key in ("gap", "equal", "open", "few", "no_data", "seen")
)
#: Verdicts of the pages, in the words of this one.
VERDICTS: Final = {
    banding_show.PUTUSAN_KOHORT["gap"]: GAP,
    banding_show.PUTUSAN_KOHORT["equivalent"]: EQUAL,
    banding_show.PUTUSAN_KOHORT["small"]: EQUAL,
    banding_show.PUTUSAN_KOHORT["inconclusive"]: UNDECIDED,
    banding_show.PUTUSAN_KOHORT["too_few"]: FEW,
    banding_show.PUTUSAN_KOHORT["rounded"]: FEW,
    banding_show.PUTUSAN_KOHORT["no_groups"]: NO_DATA,
    laju_show.PUTUSAN_LAJU["gap"]: GAP,
    laju_show.PUTUSAN_LAJU["equivalent"]: EQUAL,
    laju_show.PUTUSAN_LAJU["small"]: EQUAL,
    laju_show.PUTUSAN_LAJU["inconclusive"]: UNDECIDED,
    laju_show.PUTUSAN_LAJU["too_few"]: FEW,
    laju_show.PUTUSAN_LAJU["no_leavers"]: NO_DATA,
    laju_show.PUTUSAN_LAJU["none"]: SEEN,
}

_STEPS: Final = cases("ringkasan_langkah")
_WAIT, _BRING, _WATCH = (_STEPS[key] for key in ("tunggu", "lengkapi", "pantau"))
#: What to do next, by question and verdict. Never more than the verdict bears.
LANGKAH: Final[Mapping[int, Mapping[str, str]]] = {
    number: {GAP: _STEPS[page], EQUAL: _WATCH, UNDECIDED: _WAIT, FEW: _WAIT, NO_DATA: _BRING}
    for number, page in ((1, "piramida"), (2, "kohort"), (3, "pelatihan"))
} | {
    4: {SEEN: _STEPS["jabatan"], FEW: _WAIT, NO_DATA: _BRING},
    5: {GAP: _STEPS["pd"], UNDECIDED: _STEPS["pd_terbuka"], FEW: _WAIT, NO_DATA: _BRING},
}
