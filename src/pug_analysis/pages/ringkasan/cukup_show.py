"""What would be enough where nothing can be concluded: the gap that shows, more years, or more regencies."""

from __future__ import annotations

from typing import Final

from pug_analysis.analyses.questions.enough import TARGET, More, more_for_ratio, more_for_share
from pug_analysis.analyses.questions.offices import APPOINTMENT_YEARS
from pug_analysis.analyses.questions.posts import RECENT_YEARS
from pug_analysis.pages.peta.jabatan import SEMUA_PD
from pug_analysis.pages.ringkasan.kutipan_show import (
    Kutipan,
    ReleasedTables,
    has_rows,
    is_told,
    quote,
)
from pug_analysis.pages.ringkasan.perseratus_show import per_hundred
from pug_analysis.release.numbers import bilangan, desimal
from pug_analysis.release.teks import say

#: Nobody waits longer; what takes more years is said to take more than these.
LONGEST_WAIT: Final = 20
_Said = tuple[tuple[str, ...], tuple[Kutipan, ...]]


def enough_of_ratio(
    seen: Kutipan, *, events: float, events_per_year: float, where: str = ""
) -> tuple[str, ...]:
    """The gap that today's numbers show, and what would show one that matters.

    Parameters
    ----------
    seen : ratio that would have been found with a chance of 80 %
    events : of both sexes so far; missing where the edition does not tell them
    events_per_year : missing likewise
    where : step that it is about, to begin the sentence
    """
    if not is_told(seen) or not 0 < seen.nilai < 1:
        return ()
    shows = say("ringkasan_cukup_terlihat", mulai=_begin(where), terlihat=per_hundred(seen.nilai))
    known = events == events
    more = more_for_ratio(
        seen.nilai,
        events=events if known else 0.0,
        events_per_year=events_per_year if known else float("nan"),
    )
    return (shows, _more(more, goal=say("ringkasan_cukup_rasio", target=per_hundred(TARGET))))


def enough_of_share(now: Kutipan, total: Kutipan, *, difference: float) -> tuple[str, ...]:
    """What would show that appointments differ from the holders by so much.

    Parameters
    ----------
    now : share of women among the holders
    total : appointments of the last years
    difference : of shares (0..1)
    """
    if not is_told(now, total) or not 0 < now.nilai < 1 or not total.nilai > 0:
        return ()
    more = more_for_share(
        now.nilai,
        n=total.nilai,
        n_per_year=total.nilai / RECENT_YEARS,
        difference=difference,
    )
    goal = say("ringkasan_cukup_poin", poin=desimal(100 * difference, digits=0))
    return (_more(more, goal=goal),)


def _more(more: More, *, goal: str) -> str:
    if more.times <= 1:
        return say("ringkasan_cukup", "sudah", tujuan=goal)
    years = more.years
    case = "tanpa_tahun" if years != years else "lama" if years > LONGEST_WAIT else "tahun"
    return say(
        "ringkasan_cukup",
        case,
        tujuan=goal,
        kali=desimal(more.times),
        tahun=bilangan(max(1, years)) if case == "tahun" else "",
        terlama=str(LONGEST_WAIT),
        daerah=bilangan(more.regencies),
    )


def _begin(where: str) -> str:
    return say("ringkasan_cukup_mulai", "langkah" if where else "semua", langkah=where)


def appointments_per_year(tables: ReleasedTables) -> tuple[float, tuple[Kutipan, ...]]:
    """Appointments to structural posts that a year brings, as in the years that the offices are judged by."""
    if not has_rows(tables, "pd_pengangkatan"):
        return float("nan"), ()
    frame = tables["pd_pengangkatan"]
    if not (frame["perangkat_daerah"] == SEMUA_PD).any():
        return float("nan"), ()
    total = quote(
        tables, "pd_pengangkatan", "total", say("ringkasan_arti", "pengangkatan"),
        perangkat_daerah=SEMUA_PD,
    )  # fmt: skip
    return (total.nilai / APPOINTMENT_YEARS, (total,)) if is_told(total) else (float("nan"), ())
