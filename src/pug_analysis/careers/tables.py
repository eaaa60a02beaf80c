"""The processed tables of a period, which note that they were taken.

A report is made again only where something changed that it was made from; so it must be known which
tables a notebook read. Only names are noted, never what is in a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: What was read in this process since its start, in order; a notebook has a process of its own.
_READS: dict[str, None] = {}


class Tables(Mapping[str, "pd.DataFrame"]):
    """Tables of one period by name, read only.

    Parameters
    ----------
    periode : name of the period, see :class:`pug_analysis.terms.kalender.Periode`
    tables : name to table; each is asked for once, and only if it is wanted
    """

    def __init__(self, periode: str, tables: Mapping[str, pd.DataFrame]) -> None:
        self._periode, self._tables = periode, tables
        self._taken: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table and note that it was taken."""
        if name not in self._taken:
            self._taken[name] = self._tables[name]
        note_read(f"{self._periode}/{name}")
        return self._taken[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names; that is no reading."""
        return iter(self._tables)

    def __len__(self) -> int:
        """Count the tables."""
        return len(self._tables)


def note_read(what: str) -> None:
    """Note that something was read."""
    _READS[what] = None


@contextmanager
def noted_as(what: str) -> Iterator[None]:
    """Note one thing in place of the tables that are taken within.

    For what is made from whole tables and mostly comes out the same: whoever asks whether anything
    changed has to make it again, see ``report.execute.kept_results``.
    """
    before = dict(_READS)
    try:
        yield
    finally:
        _READS.clear()
        _READS.update(before)
        note_read(what)


def list_reads() -> list[str]:
    """Return what was read in this process, as ``<period>/<table>``, and whatever else was noted."""
    return list(_READS)
