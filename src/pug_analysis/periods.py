"""Which period and which editions the words of a command mean."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pug_analysis.errors import DataError, UsageError
from pug_analysis.terms.edisi import Edition
from pug_analysis.terms.kalender import Periode

#: What ``--edition`` takes, and the editions that it means.
CHOICES: Final[dict[str, tuple[Edition, ...]]] = {
    "pokja": ("pokja",),
    "publik": ("publik",),
    "internal": ("internal",),
    "both": ("internal", "pokja"),
}


def find_newest(workspace: Path, semester: int | None) -> Periode:
    """Return the newest period with data, of one semester if that is given.

    Raises
    ------
    DataError
        if there is none.
    UsageError
        as :func:`read_periode`.
    """
    from pug_analysis.ingest import raw_periods

    if semester is not None:
        read_periode(2025, semester)  # refuses another number
    found = [p for p in raw_periods(workspace) if semester in (None, p.semester)]
    if not found:
        name = "2025-semester-1" if semester == 1 else "2025"
        raise DataError(
            f"Belum ada data: letakkan ekspor SIASN di data/raw/<tahun>/, misalnya data/raw/{name}/."
        )
    return found[-1]


def read_periode(year: int, semester: int) -> Periode:
    """Return the period that a user asks for.

    Raises
    ------
    UsageError
        if the year lies outside 1990-2100, or the semester is neither 1 nor 2.
    """
    from pug_analysis.ingest.kept.processed_folder import check_periode

    periode = Periode(year, semester)
    check_periode(periode)
    return periode


def read_editions(edition: str) -> tuple[Edition, ...]:
    """Return the editions that a user asks for.

    Raises
    ------
    UsageError
        for an unknown one.

    Examples
    --------
    >>> read_editions("both")
    ('internal', 'pokja')
    """
    if edition not in CHOICES:
        raise UsageError(f"Edisi {edition!r} tidak dikenal. Pilihan: {', '.join(CHOICES)}.")
    return CHOICES[edition]
