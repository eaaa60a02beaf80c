"""What ``pug-analysis report`` does: nothing where nothing changed, else all that it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pug_analysis.errors import DataError, StandingEditionError, UsageError
from pug_analysis.report.compare.unchanged import (
    describe_input,
    is_unchanged,
    keep_state,
    newest_period,
    read_stays,
)
from pug_analysis.report.plan.run_options import Printer, RunOptions
from pug_analysis.report.publish.folders import check_free, report_folder
from pug_analysis.report.timings import Timings
from pug_analysis.terms.edisi import Edition
from pug_analysis.terms.kalender import Periode

if TYPE_CHECKING:
    from pug_analysis.config import Config
    from pug_analysis.report.plan.earlier_periods import Earlier


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line, see ``pug-analysis report --help``."""

    year: int | None
    semester: int | None
    editions: tuple[Edition, ...]
    only: tuple[str, ...] = ()
    replace: bool = False
    parameters: Mapping[str, object] = field(default_factory=dict)
    pdf: bool = False
    jobs: int | None = None
    force: bool = False
    accept_quarantine: bool = False
    pooled: bool = False
    never_shared: bool = False

    @property
    def options(self) -> dict[str, object]:
        """What of it can change a report. That nothing was shared only lets a report out that was held."""
        return {
            "only": sorted(self.only),
            "replace": self.replace,
            "parameter": dict(self.parameters),
            "pdf": self.pdf,
            "accept_quarantine": self.accept_quarantine,
        }


def find_unchanged(workspace: Path, request: Request) -> tuple[Periode | None, tuple[Edition, ...]]:
    """Return the period meant, and those editions of it that would come out as they stand.

    Whether the request is a sound one is not asked: a report that stands was made by the same one.
    The period is None where there is no folder of raw files.
    """
    if request.year is None:
        periode = newest_period(workspace, request.semester)
    else:
        periode = Periode(request.year, 2 if request.semester is None else request.semester)
    if periode is None or request.force:
        return periode, ()
    same = (
        one
        for one in request.editions
        if is_unchanged(workspace, periode, one, options=request.options)
        and not (request.never_shared and read_stays(workspace, periode, one))
    )
    return periode, tuple(same)


def describe_unchanged(workspace: Path, periode: Periode, edition: str) -> list[str]:
    """Say that a report is not made again, and where it stands."""
    page = workspace.resolve() / "reports" / periode.name / edition / "index.html"
    stays = read_stays(workspace, periode, edition)
    if stays:
        return [f"PERHATIAN: {stays}", str(page)]
    return [
        f"Laporan {periode.label} edisi {edition}: tidak ada yang berubah sejak laporan ini dibuat; "
        "tidak dibuat ulang. Pakai --force untuk membuat ulang.",
        str(page),
    ]


def describe_reused(timings: Timings, periode: Periode, edition: str) -> list[str]:
    """Say which notebooks ran and which did not have to; nothing if all ran."""
    if not timings.reused:
        return []
    ran = ", ".join(name for name, _, _ in timings.pages) or "tidak ada"
    return [
        f"Laporan {periode.label} edisi {edition}: dijalankan ulang: {ran}; dipakai kembali: "
        f"{', '.join(timings.reused)}."
    ]


def find_merged(workspace: Path, request: Request) -> Periode:
    """Return the period of added-up tables that is meant: the one asked for, else the newest.

    Raises
    ------
    DataError
        if there is none.
    """
    from pug_analysis.careers.pooled import is_merged

    folders = sorted((workspace / "data" / "processed").glob("*"))
    found = {told for p in folders if is_merged(p) and (told := Periode.from_name(p.name))}
    if request.year is not None:
        found &= {Periode(request.year, request.semester or 2)}
    elif request.semester is not None:
        found = {told for told in found if told.semester == request.semester}
    if not found:
        raise DataError(
            "Belum ada gabungan daerah di ruang kerja ini untuk periode itu. Jalankan: "
            "pug-analysis merge FOLDER... --out RUANG_KERJA"
        )
    return max(found)


def make_reports(
    workspace: Path,
    request: Request,
    *,
    timings: Timings,
    simulate: Callable[[], None] | None = None,
) -> list[str]:
    """Publish what was asked for and has changed.

    Parameters
    ----------
    workspace : folder with ``data/raw``
    timings : filled with where the time went
    simulate : writes raw files where there are none; None to do without

    Returns
    -------
    What to tell, the path of each page among it.

    Raises
    ------
    UsageError, DataError, ReportError, LockedError
        as the steps of a report do; what was published before is untouched.
    """
    check_free(workspace)
    if request.replace and not request.only:
        raise UsageError("--replace hanya bermakna bersama --only.")
    if request.pooled:
        merged = find_merged(workspace, request)
        request = replace(request, year=merged.year, semester=merged.semester)
    with timings.phase("memeriksa apa yang berubah"):
        periode, same = find_unchanged(workspace, request)
    if periode is not None and same == request.editions:
        return [line for one in same for line in describe_unchanged(workspace, periode, one)]
    with timings.phase("memuat program"):
        from pug_analysis.config import read_config
        from pug_analysis.ingest import raw_periods
        from pug_analysis.periods import find_newest, read_periode
        from pug_analysis.report import check_request, make_printer, workspace_lock

    semester = 2 if request.semester is None else request.semester
    asked = None if request.year is None else read_periode(request.year, semester)
    printer = make_printer(request.jobs) if request.pdf else None
    config = read_config(workspace)
    for one in request.editions:
        check_request(
            workspace, asked or Periode(2025), edition=one, only=request.only,
            given=request.parameters,
        )  # fmt: skip
    if simulate is not None and not raw_periods(workspace):
        simulate()
    with workspace_lock(workspace):
        found = asked or find_newest(workspace, request.semester)
        same = same if found == periode else ()
        told = [line for one in same for line in describe_unchanged(workspace, found, one)]
        missing = [one for one in request.editions if one not in same]
        return told + _run(
            workspace, found, missing, request, config=config, printer=printer, timings=timings
        )


def _run_options(request: Request, printer: Printer | None) -> RunOptions:
    return RunOptions(
        only=request.only,
        replace=request.replace,
        jobs=request.jobs,
        parameters=request.parameters,
        printer=printer,
        reuse_results=not request.force,
        never_shared=request.never_shared,
    )


def publish_or_leave(
    workspace: Path,
    periode: Periode,
    *,
    edition: Edition,
    config: Config,
    earlier: Earlier,
    options: RunOptions,
    timings: Timings | None = None,
) -> str:
    """Make a report, see ``run_report``; return why the one that stands was left, "" if it was not."""
    from pug_analysis.report import run_report

    try:
        run_report(
            workspace, periode, edition=edition, config=config, earlier=earlier,
            options=options, timings=timings,
        )  # fmt: skip
    except StandingEditionError as error:
        return str(error)
    return ""


def _run(
    workspace: Path,
    periode: Periode,
    editions: list[Edition],
    request: Request,
    *,
    config: Config,
    printer: Printer | None,
    timings: Timings,
) -> list[str]:
    from pug_analysis.ingest import is_current
    from pug_analysis.report import check_quarantine, describe_account, warm_up
    from pug_analysis.report.prepare import build_earlier_noted, build_noted
    from pug_analysis.report.publish.standing_report import describe_gone, list_published
    from pug_analysis.screen import show_progress

    warm_up()  # the libraries of the notebooks are imported while the files are read
    # Taken before anything is read: what changes meanwhile is noticed by the next run.
    states = {one: describe_input(workspace, periode, one, request.options) for one in editions}
    with timings.phase("membaca data mentah"):
        if not request.pooled:
            if request.force or not is_current(workspace, periode, config=config):
                build_noted(workspace, periode, config=config)
            accepted = request.accept_quarantine
            check_quarantine(workspace, periode, config=config, accepted=accepted)
    with timings.phase("periode sebelumnya"):
        earlier = build_earlier_noted(workspace, periode, config=config)
    told = describe_account(workspace, periode, config=config)
    options = _run_options(request, printer)
    for edition, state in states.items():
        clock, before = Timings(), list_published(workspace, periode, edition)
        with show_progress(f"Laporan {periode.label}, edisi {edition}") as advance:
            stays = publish_or_leave(
                workspace, periode, edition=edition, config=config, earlier=earlier,
                options=replace(options, progress=advance), timings=clock,
            )  # fmt: skip
        keep_state(workspace, periode, edition, state, stays=stays)
        after = list_published(workspace, periode, edition)
        told += describe_gone(before, after, periode, edition)
        page = report_folder(workspace.resolve(), periode, edition) / "index.html"
        told += [f"PERHATIAN: {stays}"] if stays else describe_reused(clock, periode, edition)
        told.append(str(page))
        timings.add(clock, edition)
    return told
