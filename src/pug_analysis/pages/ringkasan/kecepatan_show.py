"""Question 2: whether women and men climb as fast, how large a gap is, and when it opens."""

from __future__ import annotations

from typing import Final, cast

import pandas as pd

from pug_analysis.analyses.hazards import EARLY_UNTIL
from pug_analysis.analyses.questions.verdicts import ALPHA, Direction
from pug_analysis.pages.ringkasan import cukup_show, tindak_show
from pug_analysis.pages.ringkasan.isi_show import Isi, too_few, without_leavers
from pug_analysis.pages.ringkasan.kutipan_show import (
    Kutipan,
    ReleasedTables,
    has_rows,
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
from pug_analysis.pages.ringkasan.putusan_show import EQUAL, FEW, GAP, NO_DATA, UNDECIDED, VERDICTS
from pug_analysis.release.numbers import desimal, in_years, persen
from pug_analysis.release.teks import cases, say

LAJU, LAJU_BAGIAN, KURVA = "kohort_laju", "kohort_laju_bagian", "kohort_kurva_setara"
#: Directions by the words of the page, and the names of its parts of a career.
ARAH_LAJU: Final = {word: case for case, word in cases("kohort_laju_arah").items()}
BAGIAN_KARIER: Final = cases("kohort_laju_bagian_nama")
_Said = tuple[tuple[str, ...], tuple[Kutipan, ...]]


def answer_speed(tables: ReleasedTables, *, strong: bool | None) -> Isi:
    """Answer from the released test, ratios, and curves.

    Parameters
    ----------
    tables : with ``kohort_laju``; ratios and curves are told where they are there
    strong : whether a gap also holds beside the other questions; None where that is not told
    """
    row = tables[LAJU].iloc[0]
    verdict = VERDICTS[str(row["putusan"])]
    if verdict == NO_DATA:
        return without_leavers()
    if verdict == FEW:
        return too_few("pengangkatan")
    direction = cast("Direction", ARAH_LAJU.get(str(row["arah"]), ""))
    ratios = {name: _ratio(tables, name) for name in ("semua", "awal", "akhir")}
    whole, when = ratios["semua"], opening(ratios["awal"], ratios["akhir"])
    people, of_people = _people(tables, verdict)
    parts, of_parts = _parts(tables, ratios)
    curve, of_curve = _curve(tables, verdict)
    more, of_more = _enough(tables, str(row["putusan"])) if verdict == UNDECIDED else ((), ())
    return Isi(
        angka=_value(whole),
        putusan=verdict,
        ingat=_repeat(verdict, direction, whole),
        artinya=(*people, *curve, *parts),
        tindak=tindak_show.actions(
            tindak_show.MENURUT_WAKTU[when], verdict=verdict, strong=strong, direction=direction
        ),
        pasti=(interval(whole),) if whole is not None else (),
        cukup=more,
        kutipan=(
            *(whole.quoted if whole is not None else ()),
            *of_people, *of_curve, *of_parts, *of_more,
        ),
    )  # fmt: skip


def _ratio(tables: ReleasedTables, part: str) -> Rasio | None:
    if not _has_part(tables, part):
        return None
    return quote_ratio(
        tables, LAJU_BAGIAN, say("ringkasan_bagian_karier", part), bagian=BAGIAN_KARIER[part]
    )


def _has_part(tables: ReleasedTables, part: str) -> bool:
    return has_rows(tables, LAJU_BAGIAN) and BAGIAN_KARIER[part] in set(
        tables[LAJU_BAGIAN]["bagian"]
    )


def opening(early: Rasio | None, late: Rasio | None) -> str:
    """In which part of a career alone a gap is proven: awal, akhir, or "" where it is both or neither."""
    proven = [
        name for name, one in (("awal", early), ("akhir", late)) if one is not None and one.proven
    ]
    return proven[0] if len(proven) == 1 else ""


def _value(whole: Rasio | None) -> str:
    if whole is None:
        return "…"
    return say("ringkasan_seratus_angka", n=per_hundred(whole.estimate.nilai))


def _repeat(verdict: str, direction: Direction, whole: Rasio | None) -> str:
    if verdict == EQUAL:
        return say("ringkasan_kecepatan", "setara", n="")
    if verdict != GAP:
        return say("ringkasan_kecepatan", "terbuka", n="")
    if direction == "berganti":
        return say("ringkasan_kecepatan", "berganti", n="")
    # the statistic that is the largest may be of a part of a career, where the whole is nearly equal
    same_side = whole is not None and whole.direction == direction
    if whole is None or not same_side:
        return say("ringkasan_kecepatan_tanpa", direction or "berganti")
    return say("ringkasan_kecepatan", direction, n=per_hundred(whole.estimate.nilai))


def _people(tables: ReleasedTables, verdict: str) -> _Said:
    if not _has_part(tables, "semua"):
        return (), ()
    return in_people(
        tables,
        LAJU_BAGIAN,
        observed="kejadian_wanita",
        what="diangkat",
        verdict=verdict,
        bagian=BAGIAN_KARIER["semua"],
    )


def _parts(tables: ReleasedTables, ratios: dict[str, Rasio | None]) -> _Said:
    """The ratio early and late, and whether they differ."""
    early, late = ratios["awal"], ratios["akhir"]
    if early is None or late is None:
        return (), ()
    change = released_p(tables[LAJU], "p_perubahan").iloc[0]
    case = "tidak_disebut" if pd.isna(change) else "berubah" if change < ALPHA else "terbuka"
    said = say(
        "ringkasan_awal_akhir",
        case,
        tahun=str(EARLY_UNTIL // 12),
        awal=_told(early),
        akhir=_told(late),
    )
    return (said,), (*early.quoted, *late.quoted)


def _told(ratio: Rasio) -> str:
    return say(
        "ringkasan_rasio_selang",
        n=per_hundred(ratio.estimate.nilai),
        bawah=per_hundred(ratio.conf_low.nilai),
        atas=per_hundred(ratio.conf_high.nilai),
    )


def _curve(tables: ReleasedTables, verdict: str) -> _Said:
    """When the gap shows: the first milestone whose simultaneous interval leaves out 0."""
    if not has_rows(tables, KURVA):
        return (), ()
    frame = tables[KURVA]
    known = frame.dropna(subset=["share_pria", "share_wanita", "conf_low", "conf_high"])
    proven = known.loc[(known["conf_high"] < 0) | (known["conf_low"] > 0), "time"]
    if not len(proven):
        return ((say("ringkasan_kurva_tanpa"),), ()) if verdict == GAP and len(known) else ((), ())
    first = proven.min()
    key = str(frame.loc[frame["time"] == first, "time"].iloc[0])
    men, women, gap, low, high = (
        quote(
            tables, KURVA, column, say("ringkasan_arti", "tonggak", apa=in_years(first)), time=key
        )
        for column in ("share_pria", "share_wanita", "estimate", "conf_low", "conf_high")
    )
    earlier = [in_years(t) for t in known.loc[known["time"] < first, "time"]]
    said = say(
        "ringkasan_kurva",
        "sejak" if earlier else "langsung",
        masa=in_years(first),
        pria=persen(men.nilai, digits=0),
        wanita=persen(women.nilai, digits=0),
        selisih=desimal(100 * gap.nilai),
        bawah=desimal(100 * low.nilai),
        atas=desimal(100 * high.nilai),
        sebelum=earlier[-1] if earlier else "",
    )
    return (said,), (men, women, gap, low, high)


def _enough(tables: ReleasedTables, said: str) -> _Said:
    meaning = say("ringkasan_arti", "terlihat", apa=say("ringkasan_bagian_karier", "semua"))
    seen = quote(tables, LAJU, "rasio_terlihat", meaning, putusan=said)
    per_year, of_year = cukup_show.appointments_per_year(tables)
    events = float("nan")
    if _has_part(tables, "semua"):
        both = [
            quote(tables, LAJU_BAGIAN, f"kejadian_{sex}", sex, bagian=BAGIAN_KARIER["semua"])
            for sex in ("pria", "wanita")
        ]
        events = sum(one.nilai for one in both) if is_told(*both) else float("nan")
    more = cukup_show.enough_of_ratio(seen, events=events, events_per_year=per_year)
    return more, (seen, *of_year) if more else ()
