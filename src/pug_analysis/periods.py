"""Which period a command means, and how it is made ready, with what the screen shows of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from pug_analysis.errors import DataError, UsageError
from pug_analysis.screen import err, out, print_findings, print_table
from pug_analysis.terms.kalender import Periode

if TYPE_CHECKING:
    from pug_analysis.config import Config
    from pug_analysis.report import Earlier

#: Where the long tables of a reading are kept, in ``.pug/log/<periode>``.
READING_LOG: Final = "bacaan.txt"

#: What ``--edition`` takes, and the editions that it means.
EDITIONS: Final = {
    "pokja": ("pokja",),
    "publik": ("publik",),
    "internal": ("internal",),
    "both": ("internal", "pokja"),
}


def build_noted(workspace: Path, periode: Periode, *, config: Config) -> None:
    """Build a period; keep its row account and what was found in ``.pug/log/<periode>/bacaan.txt``."""
    from pug_analysis.ingest import build_periode
    from pug_analysis.report.publish.folders import private_folder, write_private

    with out.status(f"Membaca data/raw/{periode.name} ..."):
        built = build_periode(workspace, periode, config=config)
    with out.capture() as kept:
        print_table(f"Neraca baris {periode.label}", built.neraca)
        print_findings(built.temuan)
    path = private_folder(workspace, "log", periode.name) / READING_LOG
    write_private(path, kept.get().encode("utf-8"))


def show_account(workspace: Path, periode: Periode, *, config: Config) -> None:
    """Show the last lines of a reading: people by status, and what to look at."""
    from pug_analysis.report import describe_account

    for line in describe_account(workspace, periode, config=config):
        style = "yellow" if line.startswith("PERHATIAN") else None
        out.print(line, markup=False, soft_wrap=True, style=style)


def build_earlier(workspace: Path, periode: Periode, *, config: Config) -> Earlier:
    """Make the earlier periods ready that the report may read; tell which it goes without."""
    from pug_analysis.report.plan import earlier_periods

    with out.status("Memeriksa periode sebelumnya ...") as status:
        earlier = earlier_periods.build_earlier(
            workspace,
            periode,
            config=config,
            progress=lambda one: status.update(f"Membaca data/raw/{one.name} ..."),
        )
    for one, reason in earlier.left_out:
        err.print(f"Data {one.label} tidak dipakai. {reason}", markup=False, style="yellow")
    return earlier


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
    from pug_analysis.ingest.store import check_periode

    periode = Periode(year, semester)
    check_periode(periode)
    return periode


def read_editions(edition: str) -> tuple[str, ...]:
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
    if edition not in EDITIONS:
        raise UsageError(f"Edisi {edition!r} tidak dikenal. Pilihan: {', '.join(EDITIONS)}.")
    return EDITIONS[edition]
