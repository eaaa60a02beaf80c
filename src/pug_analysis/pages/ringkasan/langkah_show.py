"""Question 1: at which step of the ladder women fall behind."""

from __future__ import annotations

from typing import Final

import pandas as pd

from pug_analysis.analyses.questions.verdicts import Direction, sum_up
from pug_analysis.pages.ringkasan import cukup_show, tindak_show
from pug_analysis.pages.ringkasan.isi_show import Isi, too_few, without_leavers
from pug_analysis.pages.ringkasan.kutipan_show import (
    Kutipan,
    ReleasedTables,
    has_rows,
    is_told,
    quote,
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
from pug_analysis.release.numbers import desimal, persen
from pug_analysis.release.teks import say

LANGKAH: Final = "kohort_langkah"
#: The scope of the pyramid, and the beginning of its lines that are parts of others.
JALUR, BAGIAN = "Jalur struktural", "–"
_CODES: Final = {GAP: "gap", EQUAL: "equivalent", UNDECIDED: "inconclusive", FEW: "too_few"}
_WORDS: Final = {code: word for word, code in _CODES.items()}


def answer_steps(tables: ReleasedTables, *, strong: bool | None) -> Isi:
    """Answer from the released steps, with the full count of the pyramid beside them.

    Parameters
    ----------
    tables : with ``kohort_langkah``
    strong : whether a gap also holds beside the other questions; None where that is not told
    """
    frame = tables[LANGKAH]
    said = frame["putusan"].map(VERDICTS)
    structural = is_structural(frame)
    verdict = _together(said, structural)
    stock, of_stock = pyramid(tables)
    if verdict in (NO_DATA, FEW):
        nothing = without_leavers() if verdict == NO_DATA else too_few("pengangkatan")
        return Isi(
            nothing.angka, verdict, nothing.ingat, artinya=stock, tindak=nothing.tindak or _wait(verdict),
            cukup=nothing.cukup, kutipan=of_stock,
        )  # fmt: skip
    gaps = list(frame.loc[said == GAP, "langkah"])
    found = {step: quote_ratio(tables, LANGKAH, step, langkah=step) for step in frame["langkah"]}
    head, value = _repeat(verdict, gaps, found)
    people, of_people = _people(tables, verdict, gaps)
    more, of_more = _enough(tables, said, structural) if verdict == UNDECIDED else ((), ())
    levels = [level_of(step) for step in gaps]
    sure, shown = _sure(frame["langkah"], found, gaps, structural)
    return Isi(
        angka=value,
        putusan=verdict,
        ingat=head,
        artinya=(*people, *_others(frame, said), *stock),
        tindak=tindak_show.actions(
            tindak_show.for_steps(levels),
            verdict=verdict,
            strong=strong,
            direction=_direction([found[step] for step in gaps]),
        ),
        pasti=sure,
        cukup=more,
        kutipan=(*shown, *of_people, *of_stock, *of_more),
    )


def level_of(step: str) -> str:
    """The level that a step leads to.

    >>> level_of("Pengawas ke Administrator")
    'Administrator'
    """
    return step.rpartition(" ke ")[2]


def is_structural(frame: pd.DataFrame) -> pd.Series:
    """Which steps are of the structural ladder."""
    return frame["jalur"].astype(str).str.lower().str.contains("struktural")


def _together(said: pd.Series, structural: pd.Series) -> str:
    """The verdict of the question, by the rule of its analysis."""
    if (said == GAP).any():
        return GAP
    if said[structural].isin([NO_DATA]).all():
        return NO_DATA
    return _WORDS[sum_up([_CODES.get(word, "too_few") for word in said[structural]])]


def _wait(verdict: str) -> tuple[str, ...]:
    return tindak_show.actions((), verdict=verdict, strong=None)


def _direction(ratios: list[Rasio | None]) -> Direction:
    sides = {one.direction for one in ratios if one is not None}
    return sides.pop() if len(sides) == 1 else "berganti"


def _repeat(verdict: str, gaps: list[str], found: dict[str, Rasio | None]) -> tuple[str, str]:
    """The sentence to be repeated, and the number in few words."""
    if verdict != GAP:
        case = "setara" if verdict == EQUAL else "terbuka"
        return say("ringkasan_langkah", case, daftar=""), "…"
    hidden = [step for step in gaps if found[step] is None]
    sentences = []
    for side in ("wanita", "pria"):
        own = [(step, one) for step, one in found.items() if step in gaps and one is not None]
        named = [_step(step, one) for step, one in own if one.direction == side]
        if named:
            sentences.append(say("ringkasan_langkah", side, daftar="; ".join(named)))
    if hidden:
        sentences.append(say("ringkasan_langkah", "tersembunyi", daftar="; ".join(hidden)))
    shown = [step for step in gaps if step not in hidden]
    value = "; ".join(
        say("ringkasan_langkah_angka", n=_per_hundred(found[step]), jenjang=level_of(step))
        for step in shown
    )
    return " ".join(sentences), value or "…"


def _step(step: str, ratio: Rasio) -> str:
    return say("ringkasan_langkah_satu", langkah=step, n=per_hundred(ratio.estimate.nilai))


def _per_hundred(ratio: Rasio | None) -> str:
    return per_hundred(ratio.estimate.nilai) if ratio is not None else "…"


def _people(
    tables: ReleasedTables, verdict: str, gaps: list[str]
) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    """Women more or fewer at the steps with a gap."""
    said: list[str] = []
    quoted: list[Kutipan] = []
    for step in gaps:
        one, numbers = in_people(
            tables,
            LANGKAH,
            observed="kejadian_wanita",
            what="diangkat",
            verdict=verdict,
            langkah=step,
        )
        said += [say("ringkasan_di_langkah", langkah=step, kalimat=text) for text in one]
        quoted += numbers
    return tuple(said), tuple(quoted)


def _others(frame: pd.DataFrame, said: pd.Series) -> tuple[str, ...]:
    """What is known of the steps without a gap, where others have one."""
    rest = said != GAP
    if rest.all() or not rest.any():
        return ()
    by_verdict = frame.loc[rest, "langkah"].groupby(said[rest], sort=False)
    named = [
        say("ringkasan_langkah_lain_satu", putusan=str(word), langkah=", ".join(steps))
        for word, steps in by_verdict
    ]
    return (say("ringkasan_langkah_lain", daftar="; ".join(named)),)


def _sure(
    steps: pd.Series, found: dict[str, Rasio | None], gaps: list[str], structural: pd.Series
) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    """Intervals of the steps with a gap, or of all structural ones where there is none."""
    asked = gaps or list(steps[structural])
    known = {step: one for step in asked if (one := found[step]) is not None}
    said = [interval(one, step=step) for step, one in known.items()]
    return tuple(said), tuple(q for one in known.values() for q in one.quoted)


def _enough(
    tables: ReleasedTables, said: pd.Series, structural: pd.Series
) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    """What would be enough at each open step of the structural ladder."""
    frame = tables[LANGKAH]
    per_year, quoted = cukup_show.appointments_per_year(tables)
    events = {
        step: _events(tables, step) for step in frame.loc[structural, "langkah"]
    }  # promotions of both sexes
    everything = sum(events.values())
    sentences: list[str] = []
    numbers = list(quoted)
    for step in frame.loc[structural & (said == UNDECIDED), "langkah"]:
        seen = quote(
            tables,
            LANGKAH,
            "rasio_terlihat",
            say("ringkasan_arti", "terlihat", apa=step),
            langkah=step,
        )
        pace = per_year * events[step] / everything if everything > 0 else float("nan")
        more = cukup_show.enough_of_ratio(
            seen, events=events[step], events_per_year=pace, where=level_of(step)
        )
        if more:
            sentences += more
            numbers.append(seen)
    return tuple(sentences), tuple(numbers)


def _events(tables: ReleasedTables, step: str) -> float:
    both = (
        quote(tables, LANGKAH, f"kejadian_{sex}", sex, langkah=step).nilai
        for sex in ("pria", "wanita")
    )
    return sum(both)


def pyramid(tables: ReleasedTables) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    """The full count of today: women's share at each level, and the falls that are flagged."""
    if not has_rows(tables, "piramida_jenjang"):
        return (), ()
    levels = tables["piramida_jenjang"].loc[lambda t: t["lingkup"] == JALUR]
    levels = levels.loc[~levels["jenjang"].str.startswith(BAGIAN)]
    shares = {
        name: quote(tables, "piramida_jenjang", "share_wanita",
                    say("ringkasan_arti", "proporsi", apa=name), lingkup=JALUR, jenjang=name)
        for name in levels["jenjang"]
    }  # fmt: skip
    known = {name: q for name, q in shares.items() if is_told(q)}
    if not known:
        return (), ()
    ladder = "; ".join(f"{name} {persen(q.nilai)}" for name, q in known.items())
    falls, drops = _falls(tables)
    return (say("ringkasan_piramida", tangga=ladder), *falls), (*known.values(), *drops)


def _falls(tables: ReleasedTables) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    if not has_rows(tables, "piramida_penurunan"):
        return (), ()
    steps = tables["piramida_penurunan"].loc[lambda t: t["lingkup"] == JALUR]
    falls = steps.loc[steps["tanda"] == "bocor"]
    drops = {
        f"{r['dari']} ke {r['ke']}": quote(
            tables, "piramida_penurunan", "estimate",
            say("ringkasan_arti", "penurunan", apa=f"{r['dari']} ke {r['ke']}"),
            lingkup=JALUR, dari=r["dari"], ke=r["ke"],
        )
        for _, r in falls.iterrows()
    }  # fmt: skip
    if not drops:
        return (say("ringkasan_piramida_tanda", "tidak", langkah=""),), ()
    named = "; ".join(
        say("ringkasan_piramida_turun", langkah=step, poin=desimal(100 * q.nilai))
        for step, q in drops.items()
    )
    return (say("ringkasan_piramida_tanda", "bocor", langkah=named),), tuple(drops.values())
