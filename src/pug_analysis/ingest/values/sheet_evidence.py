"""What only a whole sheet can tell: how its dates are written, what P means.

A sheet may be read in parts. Each part gives evidence, evidence adds up, and the sum decides; so a
sheet means the same however it is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from pug_analysis.ingest.values.date_order import DayMonthOrder, FormCounts, judge_order
from pug_analysis.ingest.values.refused import Refused

DateForm = Literal["", "cell", "iso", "dmy-", "dmy/", "other"]

#: Plain forms of a date; where two are equally frequent the first counts.
PLAIN_FORMS: tuple[DateForm, ...] = ("cell", "iso", "dmy-", "dmy/")

#: Companions that make P a woman, those that make it a man, and those that leave it open.
P_IS_WOMAN = frozenset({"L", "LAKILAKI", "LAKI", "LK", "PEREMPUAN", "PR"})
P_IS_MAN = frozenset({"W", "WANITA"})
P_IS_UNCLEAR = frozenset({"M", "F", "MALE", "FEMALE", "PRIA"})
#: Share of rows whose code must agree with digit 15 of the NIP.
_AGREE = 0.5
_AGREE_ALONE = 0.9
#: A column in which a fifth of the words, and so many, are unknown is written in another system.
_FOREIGN = 0.2
_STRANGERS = 5
#: So many dates with the month first are no slips of the pen.
_SLIPS = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rows of a sheet, or of a part of it, show.

    Attributes
    ----------
    forms : rows of each plain form, by date column, in the order of the columns
    day_first : date columns with a day that can be no month, before the month
    month_first : different texts, by date column, whose month can only come first
    sexes : codes of sex that are used, as far as they bear on P
    pairs : rows by (sex by the code, "P" undecided as "?"; sex by digit 15)
    words : of columns of codes, rows that are known and that are not
    order : what the rows of each date column show of the order of day and month
    """

    forms: Mapping[str, Counter[DateForm]] = field(default_factory=dict)
    day_first: frozenset[str] = frozenset()
    month_first: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sexes: frozenset[str] = frozenset()
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    order: Mapping[str, FormCounts] = field(default_factory=dict)
    words: Mapping[str, Counter[bool]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided: the usual form of each date column, and what P means ("" if unused).

    ``month_first`` holds, by date column, the groups of forms with the month first; ``late`` whether
    its clocks after noon stand for the next midnight.
    """

    forms: Mapping[str, DateForm] = field(default_factory=dict)
    p: str = ""
    month_first: Mapping[str, frozenset[str]] = field(default_factory=dict)
    late: Mapping[str, bool] = field(default_factory=dict)


#: Turns the evidence of the rows at hand into what holds for their whole sheet.
Judge = Callable[[Evidence], Decided]


def add(one: Evidence, other: Evidence) -> Evidence:
    """Return the evidence of two parts together."""
    fields = {**one.forms, **other.forms}
    texts = {**one.month_first, **other.month_first}
    none: frozenset[str] = frozenset()
    return Evidence(
        {f: one.forms.get(f, Counter()) + other.forms.get(f, Counter()) for f in fields},
        one.day_first | other.day_first,
        {
            # More than enough are as good as all.
            f: frozenset(sorted(one.month_first.get(f, none) | other.month_first.get(f, none))[:4])
            for f in texts
        },
        one.sexes | other.sexes,
        one.pairs + other.pairs,
        {
            f: one.order.get(f, Counter()) + other.order.get(f, Counter())
            for f in {**one.order, **other.order}
        },
        {
            f: one.words.get(f, Counter()) + other.words.get(f, Counter())
            for f in {**one.words, **other.words}
        },
    )


def decide_form(evidence: Evidence) -> Decided:
    """Return what the evidence of a whole sheet says.

    The usual form of a column is the plain form of most of its cells; when two are equally
    frequent, that of most cells of the sheet.

    Raises
    ------
    Refused
        as :func:`~pug_analysis.ingest.values.date_order.judge_order`; ``TGL-URUTAN`` also if a column mixes
        dates that can only have the day first with others that can only have the month first;
        ``KOLOM-ASING`` if many words of a column are unknown; ``JK-RANCU`` if P may mean
        Pria as well as Perempuan.
    """
    order = _judge_dates(evidence)
    for column, counts in evidence.words.items():
        if counts[False] >= _STRANGERS and counts[False] > _FOREIGN * counts.total():
            raise Refused("KOLOM-ASING", rincian=column)
    p = _decide_p(evidence) if "P" in evidence.sexes else ""
    agree = sum(
        n for (sex, digit), n in evidence.pairs.items() if (p if sex == "?" else sex) == digit
    )
    known = evidence.pairs.total()
    if known > 10 and agree / known < _AGREE:
        raise Refused("JK-RANCU", rincian="kolom jenis kelamin berlawanan dengan digit 15 NIP")
    return replace(_usual(evidence), p=p, month_first=order.month_first, late=order.late)


def _judge_dates(evidence: Evidence) -> DayMonthOrder:
    for column in evidence.forms:
        texts = evidence.month_first.get(column, ())
        unread = column not in evidence.order and len(texts) > _SLIPS
        if texts and (column in evidence.day_first or unread):
            raise Refused("TGL-URUTAN", rincian=column)
    return judge_order(evidence.order, {f: len(t) for f, t in evidence.month_first.items()})


def guess(evidence: Evidence, before: Decided) -> Decided:
    """Return what the first parts of a sheet suggest; what was guessed before stays.

    A column without any date in a plain form is left open, and so is P where nobody writes it.
    """
    try:
        p = _decide_p(evidence) if "P" in evidence.sexes else ""
    except Refused:
        p = "P"
    try:
        order = _judge_dates(evidence)
    except Refused:
        order = DayMonthOrder(
            dict.fromkeys(evidence.order, frozenset()), dict.fromkeys(evidence.order, False)
        )
    return Decided(
        {**_usual(evidence).forms, **before.forms},
        before.p or p,
        {**order.month_first, **before.month_first},
        {**order.late, **before.late},
    )


def _usual(evidence: Evidence) -> Decided:
    whole: Counter[DateForm] = Counter()
    for counts in evidence.forms.values():
        whole += counts

    def usual(counts: Counter[DateForm]) -> DateForm:
        return max(PLAIN_FORMS, key=lambda form: (counts[form], whole[form]))

    return Decided({column: usual(n) for column, n in evidence.forms.items() if n.total()})


def _decide_p(evidence: Evidence) -> str:
    """Return what P means in a column, from the other codes in it, or else from the NIPs."""
    used = evidence.sexes
    woman, man = bool(used & P_IS_WOMAN), bool(used & P_IS_MAN)
    if used & P_IS_UNCLEAR or (woman and man):
        raise Refused("JK-RANCU", rincian="P bersama kode sistem lain dalam satu kolom")
    if woman or man:
        return "P" if woman else "L"
    known = {sex: evidence.pairs["?", sex] for sex in ("P", "L")}
    total = sum(known.values())
    for sex, n in known.items():
        if total and n / total >= _AGREE_ALONE:
            return sex
    raise Refused("JK-RANCU", rincian="hanya ada P, dan digit 15 NIP tidak sepakat")
