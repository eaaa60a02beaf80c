"""The command ``pug-analysis batch``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pug_analysis.errors import UsageError
from pug_analysis.options import AcceptQuarantine, EditionOption, Semester
from pug_analysis.periods import read_editions, read_periode


def batch(
    workspaces: Annotated[
        list[Path],
        typer.Argument(metavar="WORKSPACE...", help="Folders, each with data/raw of a regency."),
    ],
    year: Annotated[int, typer.Option(help="Year of the reports.")],
    semester: Semester = 2,
    edition: EditionOption = "both",
    scheduler: Annotated[
        str | None,
        typer.Option(
            help="Address of a Dask scheduler, tls://10.0.0.1:8786. Default: this machine."
        ),
    ] = None,
    insecure: Annotated[
        bool,
        typer.Option(
            "--insecure", help="Use a scheduler without TLS: whoever reaches it runs code as you."
        ),
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes on this machine; default: all cores.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Read the raw files anew, also what is published.")
    ] = False,
    accept_quarantine: AcceptQuarantine = False,
) -> None:
    """Build and report many regencies at once, on this machine or on a Dask cluster."""
    from pug_analysis.batch.cluster import check_extra, open_crew
    from pug_analysis.batch.dispatch import run_batch
    from pug_analysis.batch.progress import print_outcomes, show_board
    from pug_analysis.batch.security import check_scheduler
    from pug_analysis.batch.work import WorkOrder
    from pug_analysis.report.cores import usable_cores

    editions, periode = read_editions(edition), read_periode(year, semester)
    if scheduler is not None and workers is not None:
        raise UsageError("--workers hanya untuk mesin ini; jangan dipakai bersama --scheduler.")
    check_scheduler(scheduler, insecure=insecure)
    found = find_workspaces(workspaces)
    check_extra()
    orders = [
        WorkOrder(name, str(path), year, semester, editions, force, accept_quarantine)
        for name, path in found.items()
    ]
    count = min(workers or usable_cores(), len(orders))
    with (
        open_crew(scheduler, workers=count) as crew,
        show_board(f"Laporan {periode.label}", total=len(orders)) as board,
    ):
        outcomes = run_batch(orders, crew, board)
    print_outcomes(outcomes)
    if any(one.state == "gagal" for one in outcomes.values()):
        raise typer.Exit(1)


def find_workspaces(paths: list[Path]) -> dict[str, Path]:
    """Return the workspaces by name as given, each once.

    Raises
    ------
    UsageError
        if one of them is no folder or holds no ``data/raw``.
    """
    wrong = [str(path) for path in paths if not (path / "data" / "raw").is_dir()]
    if wrong:
        raise UsageError(
            f"Bukan folder kerja (tidak ada data/raw di dalamnya): {', '.join(wrong)}."
        )
    by_place = {path.resolve(): path for path in reversed(paths)}
    names = {place: str(path) for place, path in by_place.items()}
    return {names[place]: place for place in reversed(names)}
