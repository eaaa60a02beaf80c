"""The second arm: what the estimates of protected tables, and displays of the same people, tell.

The first arm asks how tables of one population bind each other. This one knows how each estimate is
computed, and asks which counts give the digits that are shown.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pug_analysis.audit.coarse import too_fine
from pug_analysis.audit.curves import narrow_steps
from pug_analysis.audit.displays import derived_wholes, sums_of
from pug_analysis.audit.estimates import Known, invert, unregistered
from pug_analysis.audit.pairs import DISPLAY_PAIRS
from pug_analysis.audit.published import HIDDEN, HIDDEN_TO, count_of
from pug_analysis.audit.register import CURVES, ESTIMATES, REGISTER_KEYS, known_columns
from pug_analysis.audit.register_coarse import COARSE
from pug_analysis.audit.sums import Sum, tighten, told_apart
from pug_analysis.audit.tables import Key, Tables, read_tables

#: A protected count must stay open over at least this many people.
NARROWEST: Final = 3
#: Inverting and adding up narrow each other; more rounds than these have not been seen to matter.
_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What the second arm found.

    Attributes
    ----------
    counts : protected counts that were asked
    by_sums : table to how many of its counts other displays of the same people tell
    by_digits : table to how many more the digits of estimates tell
    fine : table to how many rows are printed so finely that a step holds less people than the rule
    unknown : tables with a number of which the formula is not known
    unfitted : table to rows whose digits no counts give; they tell nothing, but their formula may be wrong
    apart : sums that no counts fulfil: the displays count other people
    """

    counts: int
    by_sums: Mapping[str, int]
    by_digits: Mapping[str, int]
    fine: Mapping[str, int]
    unknown: tuple[str, ...]
    unfitted: Mapping[str, int]
    apart: int

    @property
    def passed(self) -> bool:
        """Whether the report may be published; what fits no formula tells nothing."""
        return not (self.by_sums or self.by_digits or self.fine or self.unknown)


def recompute(folder: Path, ledger: Mapping[str, Any]) -> Recomputed:
    """Ask every protected table of a published folder what its numbers tell.

    Raises
    ------
    UnreadableReportError
        if a table is missing or damaged.
    """
    tables = read_tables(folder, ledger)
    sums = sums_of(DISPLAY_PAIRS, tables)
    known = _first_known(tables, sums)
    empty = _of_nobody(sums, tables)
    secret = [
        key for key in known if key not in empty and (tables.secret(key) or _left_out(key, tables))
    ]
    added, apart = tighten(sums, known)
    fitting = [one for one in sums if one not in apart]
    narrow = set(_too_well(added, known, secret, tables))
    found = added
    unfitted: Mapping[str, int] = {}
    for _ in range(_ROUNDS):
        before = found
        inverted = invert(ESTIMATES, tables, found)
        unfitted = unfitted or inverted.unfitted
        found, _ = tighten(fitting, inverted.known)
        if found == before:
            break
    more = [key for key in _too_well(found, known, secret, tables) if key not in narrow]
    fine = Counter(too_fine(COARSE, tables, people=NARROWEST))
    fine.update(narrow_steps(CURVES, tables, people=NARROWEST))
    return Recomputed(
        counts=len(secret),
        by_sums=_by_table(narrow),
        by_digits=_by_table(more),
        fine=dict(sorted(fine.items())),
        unknown=tuple(unregistered(tables, known_columns(), keys=REGISTER_KEYS)),
        unfitted=unfitted,
        apart=len(apart),
    )


def _first_known(tables: Tables, sums: Sequence[Sum]) -> Known:
    """What each count tells by itself."""
    keys = [
        (name, place, column)
        for name in tables.protected()
        for place, row in enumerate(tables.rows[name])
        for column in tables.counts(name)
        if column in row
    ]
    keys += [key for one in sums for key in (*one.whole, *one.parts)]
    derived = derived_wholes(DISPLAY_PAIRS, tables)
    known: Known = {}
    for key in dict.fromkeys(keys):
        name, place, column = key
        if key in derived and tables.text(key) not in ("", HIDDEN, "0"):
            known[key] = (HIDDEN_TO + 1, math.inf)
        else:
            known[key] = count_of(tables.rows[name][place], tables.terms[name], column)
    return known


def _of_nobody(sums: Sequence[Sum], tables: Tables) -> set[Key]:
    """Counts of a part of a group that is shown to have nobody: that there are none is no secret."""
    none = [
        one.parts
        for one in sums
        if (one.at_least or len(one.parts) > 1) and [tables.text(k) for k in one.whole] == ["0"]
    ]
    empty = {key for parts in none for key in parts}
    same = [
        {*one.whole, *one.parts}
        for one in sums
        if len(one.whole) == len(one.parts) == 1 and not one.at_least
    ]
    while True:
        below = {key for one in sums if {*one.whole} <= empty for key in one.parts}
        more = (below | {key for pair in same for key in pair if pair & empty}) - empty
        if not more:
            return empty
        empty |= more


def _left_out(key: Key, tables: Tables) -> bool:
    """Whether a count that another display might tell was not shown at all."""
    name, _, column = key
    protected = name in tables.protected() and column in tables.counts(name)
    return protected and tables.text(key) == ""


def _too_well(found: Known, known: Known, secret: Sequence[Key], tables: Tables) -> list[Key]:
    """Counts known too well; of what was left out, only that somebody is there matters.

    A group of one or two cannot stay open over more than itself.
    """
    narrow = told_apart(found, secret, narrowest=NARROWEST)
    return [
        key
        for key in narrow
        if found[key][1] - found[key][0] < known[key][1] - known[key][0]
        and (tables.secret(key) or found[key][0] > 0)
    ]


def _by_table(keys: Iterable[Key]) -> dict[str, int]:
    return dict(sorted(Counter(name for name, _, _ in keys).items()))
