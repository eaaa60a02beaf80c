"""Question 3: whether leadership training is open to both sexes alike."""

from __future__ import annotations

from typing import Final

import pandas as pd

from pug_analysis.analyses.questions.training import BOTH, ROUTES
from pug_analysis.analyses.questions.verdicts import ALPHA
from pug_analysis.pages.ringkasan import cukup_show, tindak_show
from pug_analysis.pages.ringkasan.isi_show import Isi, too_few, without_leavers
from pug_analysis.pages.ringkasan.kutipan_show import (
    Kutipan,
    ReleasedTables,
    is_told,
    quote,
    released_p,
)
from pug_analysis.pages.ringkasan.perseratus_show import (
    Rasio,
    in_people,
    interval,
    per_hundred,
    quote_ratio,
)
from pug_analysis.pages.ringkasan.putusan_show import (
    EQUAL,
    FEW,
    GAP,
    NO_DATA,
    UNDECIDED,
    VERDICTS,
)
from pug_analysis.release.teks import say

SEMUA_JALUR: Final = "pelatihan_semua"


def answer_access(tables: ReleasedTables, *, strong: bool | None) -> Isi:
    """Answer from the released ratios of all routes together and of each.

    Parameters
    ----------
    tables : with ``pelatihan_semua``
    strong : whether a gap also holds beside the other questions; None where that is not told
    """
    rows = tables[SEMUA_JALUR].set_index("jalur")
    verdict = VERDICTS[str(rows.loc[BOTH, "putusan"])]
    if verdict == NO_DATA:
        return without_leavers()
    if verdict == FEW:
        return too_few("peserta")
    ratio = _ratio(tables, BOTH)
    people, of_people = in_people(
        tables, SEMUA_JALUR, observed="n_wanita", what="dilatih", verdict=verdict, jalur=BOTH
    )
    routes, of_routes = _routes(tables)
    more, of_more = _enough(tables) if verdict == UNDECIDED else ((), ())
    return Isi(
        angka="…"
        if ratio is None
        else say("ringkasan_seratus_angka", n=per_hundred(ratio.estimate.nilai)),
        putusan=verdict,
        ingat=_repeat(verdict, ratio),
        artinya=(*people, *routes),
        tindak=tindak_show.actions(
            tindak_show.PELATIHAN,
            verdict=verdict,
            strong=strong,
            direction="berganti" if ratio is None else ratio.direction,
        ),
        pasti=(interval(ratio),) if ratio is not None else (),
        cukup=more,
        kutipan=(
            *(ratio.quoted if ratio is not None else ()),
            *of_people,
            *of_routes,
            *of_more,
        ),
    )


def _ratio(tables: ReleasedTables, route: str) -> Rasio | None:
    if route not in set(tables[SEMUA_JALUR]["jalur"]):
        return None
    return quote_ratio(tables, SEMUA_JALUR, say("ringkasan_jalur", route), jalur=route)


def _repeat(verdict: str, ratio: Rasio | None) -> str:
    if verdict == EQUAL:
        return say("ringkasan_pelatihan", "setara", n="")
    if verdict != GAP:
        return say("ringkasan_pelatihan", "terbuka", n="")
    if ratio is None:
        return say("ringkasan_pelatihan", "tersembunyi", n="")
    return say("ringkasan_pelatihan", ratio.direction, n=per_hundred(ratio.estimate.nilai))


def _routes(tables: ReleasedTables) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    """Both routes, and whether they differ; nothing where one of them is not told."""
    before, inside = (_ratio(tables, route) for route in ROUTES)
    if before is None or inside is None:
        return (), ()
    frame = tables[SEMUA_JALUR]
    change = released_p(frame, "p_beda")[frame["jalur"] == BOTH].iloc[0]
    case = "tidak_disebut" if pd.isna(change) else "berbeda" if change < ALPHA else "terbuka"
    said = say(
        "ringkasan_dua_jalur",
        case,
        sebelum=per_hundred(before.estimate.nilai),
        sesudah=per_hundred(inside.estimate.nilai),
    )
    return (said,), (before.estimate, inside.estimate)


def _enough(tables: ReleasedTables) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    meaning = say("ringkasan_arti", "terlihat", apa=say("ringkasan_jalur", BOTH))
    seen = quote(tables, SEMUA_JALUR, "rasio_terlihat", meaning, jalur=BOTH)
    both = tuple(
        quote(
            tables, SEMUA_JALUR, f"n_{sex}", say("ringkasan_arti", "dilatih", apa=sex), jalur=BOTH
        )
        for sex in ("pria", "wanita")
    )
    events = sum(one.nilai for one in both) if is_told(*both) else float("nan")
    more = cukup_show.enough_of_ratio(seen, events=events, events_per_year=float("nan"))
    return more, (seen,) if more else ()
