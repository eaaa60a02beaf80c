"""Ratios as people say them: so many women for every 100 men, and so many women more or fewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pug_analysis.analyses.questions.verdicts import Direction, slower
from pug_analysis.pages.ringkasan.kutipan_show import Kutipan, ReleasedTables, is_told, quote
from pug_analysis.pages.ringkasan.putusan_show import UNDECIDED
from pug_analysis.release.numbers import bilangan
from pug_analysis.release.teks import cases, say

#: What is counted: promotions or trainings, by the case of its words.
Apa = Literal["diangkat", "dilatih"]


@dataclass(frozen=True, slots=True)
class Rasio:
    """Women's rate to men's with its limits, as released."""

    estimate: Kutipan
    conf_low: Kutipan
    conf_high: Kutipan

    @property
    def direction(self) -> Direction:
        """Whose rate is the lower one."""
        return slower(self.estimate.nilai)

    @property
    def proven(self) -> bool:
        """Whether the interval leaves out the ratio 1."""
        return self.conf_high.nilai < 1 or self.conf_low.nilai > 1

    @property
    def quoted(self) -> tuple[Kutipan, ...]:
        """The three numbers."""
        return self.estimate, self.conf_low, self.conf_high


def quote_ratio(tables: ReleasedTables, name: str, what: str, **row: str) -> Rasio | None:
    """Quote a ratio with its limits; None where the edition does not tell all three.

    Parameters
    ----------
    tables, name, row : of :func:`quote`
    what : whose ratio it is, for the table of quoted numbers
    """
    words = cases("ringkasan_ukuran_rasio")
    three = [quote(tables, name, column, f"{what}: {words[column]}", **row) for column in words]
    return Rasio(*three) if is_told(*three) else None


def per_hundred(ratio: float) -> str:
    """Women for every 100 men.

    >>> per_hundred(0.724)
    '72'
    """
    return bilangan(100 * ratio)


def interval(ratio: Rasio, *, step: str = "") -> str:
    """The sentence of an interval, in women for every 100 men; of a step, if it is named."""
    return say(
        "ringkasan_selang",
        "langkah" if step else "sendiri",
        langkah=step,
        bawah=per_hundred(ratio.conf_low.nilai),
        atas=per_hundred(ratio.conf_high.nilai),
    )


def in_people(
    tables: ReleasedTables, name: str, *, observed: str, what: Apa, verdict: str, **row: str
) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    """How many women more or fewer than if both sexes were as fast; nothing where that is not told.

    Parameters
    ----------
    tables, name, row : of :func:`quote`
    observed : column of the women counted
    what : what was counted
    verdict : of the question: what is not proven is said to be so
    """
    words = cases("ringkasan_ukuran_orang")
    columns = (observed, "harapan_wanita", "selisih_orang")
    women, expected, gap = (
        quote(tables, name, column, f"{words[key]}, {what}", **row)
        for column, key in zip(columns, words, strict=True)
    )
    if not is_told(gap):
        return (), ()
    size = bilangan(abs(gap.nilai))
    case = "sama" if size == "0" else "kurang" if gap.nilai < 0 else "lebih"
    both = is_told(women, expected)
    counted = (
        say(
            "ringkasan_orang_rinci",
            ada=bilangan(women.nilai),
            harapan=bilangan(expected.nilai),
        )
        if both
        else ""
    )
    said = say(
        "ringkasan_orang",
        case,
        jumlah=size,
        apa=say("ringkasan_apa", what),
        bila=say("ringkasan_bila", what),
        rinci=counted,
        belum=say("ringkasan_orang_belum") if verdict == UNDECIDED else "",
    )
    return (said,), (women, expected, gap) if both else (gap,)
