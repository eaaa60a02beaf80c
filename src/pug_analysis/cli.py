"""The command line: ``pug-analysis sample | templates | check | build | report | verify | batch | ...``.

Exit codes: 0 done, 1 the data or the run failed, 2 wrong usage, 75 another run holds the folder,
130 stopped, by hand or by what ends programs.
Heavy imports stay inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import re
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pug_analysis.batch.command import batch
from pug_analysis.errors import DataError, PugError, UsageError
from pug_analysis.options import AcceptQuarantine, EditionOption, Semester, Workspace
from pug_analysis.periods import read_editions, read_periode
from pug_analysis.pooled.command import export, merge
from pug_analysis.screen import (
    describe_misuse,
    err,
    list_refusals,
    out,
    print_findings,
    print_idle_settings,
    print_table,
    print_timings,
    show_progress,
)

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Yearly gender reports of the civil service, from SIASN/SIMPEG exports.",
)

#: The wrong-usage error of click, wherever this version of typer keeps it.
_Misuse: Any = typer.BadParameter.__base__


def main() -> None:
    """Run the command line; errors of ours become one message and an exit code."""
    _stop_as_by_hand()
    try:
        with _working_in(Path()):
            code = app(standalone_mode=False)
    except PugError as error:
        _end(str(error), error.exit_code)
    except _Misuse as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()
            sys.exit(2)
        name = Path(sys.argv[0]).stem
        _end(f"Perintah tidak dipahami: {describe_misuse(error)}. Lihat: {name} --help", 2)
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    if code == 130:
        _end("Dihentikan. Laporan terakhir tidak berubah.", code)
    sys.exit(code if isinstance(code, int) else 0)


def _stop_as_by_hand() -> None:
    """Let what ends programs (systemd, Slurm, a shutdown) leave as little behind as Ctrl-C."""

    def stop(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)


def _end(message: str, code: int) -> NoReturn:
    err.print(message, markup=False, style="bold red")
    sys.exit(code)


@contextmanager
def _working_in(workspace: Path) -> Iterator[None]:
    """Refuse a workspace that is no folder; tell errors of the system with paths within it."""
    if not workspace.is_dir():
        what = "adalah berkas, bukan folder" if workspace.exists() else "tidak ada"
        raise UsageError(f"Folder kerja {workspace} {what}. Periksa --workspace.")
    try:
        yield
    except OSError as error:
        from pug_analysis.report import describe_os_error

        raise DataError(describe_os_error(error, workspace)) from None


@app.command()
def sample(
    years: Annotated[str, typer.Option(help="A year, or first and last: 2023-2025.")] = "2023-2025",
    size: Annotated[int, typer.Option(min=50, help="Active people at the last snapshot.")] = 6500,
    seed: Annotated[int, typer.Option(help="Same seed, same files.")] = 2025,
    to: Annotated[Path, typer.Option("--out", help="Folder for the folders of the years.")] = Path(
        "data/raw"
    ),
    truth: Annotated[
        str,
        typer.Option(
            help="null, gap, late-gap, early-gap, step-gap, access-gap, office-gap, crossing, "
            "training; several joined by +."
        ),
    ] = "gap",
    dirt: Annotated[float, typer.Option(min=0, max=1, help="Share of rows with a defect.")] = 0.01,
    layout: Annotated[str, typer.Option(help="xlsx, csv or parquet.")] = "xlsx",
    semesters: Annotated[
        bool, typer.Option("--semesters", help="Also the state of 30 June of each year.")
    ] = False,
    registers: Annotated[
        bool, typer.Option(help="Also the office's registers, filled, and awards.")
    ] = True,
) -> None:
    """Write a simulated regency as raw SIASN files, with its planted truth beside it."""
    from pug_analysis.simulate import simulate, snapshot_periods, write_raw, write_truth

    wanted = _years(years)
    periods = snapshot_periods(wanted, semesters=semesters)
    taken = [periode.name for periode in periods if (to / periode.name).exists()]
    if taken:
        raise UsageError(
            f"Folder {', '.join(taken)} sudah ada di {to}. Hapus atau pilih folder lain dengan --out."
        )
    with out.status("Menyimulasikan kabupaten contoh ..."):
        scenarios = tuple(truth.split("+"))
        try:
            regency = simulate(size=size, years=wanted, seed=seed, truth=scenarios)
            write_raw(
                regency, to, dirt=dirt, layout=layout,  # type: ignore[arg-type]  # it refuses others
                semesters=semesters, registers=registers,
            )  # fmt: skip
        except ValueError as error:
            raise UsageError(f"Pilihan simulasi tidak sah: {error}.") from None
        write_truth(to / "truth.json", regency, registers=registers)
    out.print(f"Kabupaten contoh {wanted[0]}-{wanted[-1]} ditulis di {to}.")


@app.command()
def templates(
    to: Annotated[Path, typer.Option("--out", help="Folder for the files.")] = Path("templat"),
    year: Annotated[int, typer.Option(help="Year of the report that they are for.")] = 2025,
) -> None:
    """Write empty Excel templates of the office's registers: trainings, documents, activities, and more."""
    from pug_analysis.ingest.templates import write_templates

    read_periode(year, 2)
    for path in write_templates(to, year=year):
        out.print(str(path), soft_wrap=True)


@app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(help="Raw files or folders.")],
    year: Annotated[int | None, typer.Option(help="Also find what lies after its end.")] = None,
    semester: Semester = 2,
    workspace: Workspace = Path(),
) -> None:
    """Show how raw files would be read; write nothing."""
    from pug_analysis.config import read_config
    from pug_analysis.ingest import check_paths

    if year is None and semester != 2:
        raise UsageError("--semester memerlukan --year, misalnya --year 2025 --semester 1.")
    periode = None if year is None else read_periode(year, semester)
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"Tidak ditemukan: {', '.join(missing)}.")
    with _working_in(workspace):
        result = check_paths(paths, config=read_config(workspace), periode=periode)
    print_table("Tata letak yang dikenali", result.layouts)
    print_table("Neraca baris", result.neraca)
    print_findings(result.temuan)
    print_table("Orang menurut berkas, status, dan kedudukan hukum", result.orang)
    print_idle_settings(result.temuan)
    refused = result.temuan.loc[result.temuan["tindakan"] == "tolak"]
    if len(refused):
        raise DataError(list_refusals(refused))


@app.command()
def build(
    year: Annotated[int, typer.Argument(help="Year of the snapshot.")],
    semester: Semester = 2,
    workspace: Workspace = Path(),
) -> None:
    """Read data/raw/YEAR, write data/processed/YEAR, with the account of every row."""
    from pug_analysis.report.publish.folders import check_free, workspace_lock

    periode = read_periode(year, semester)
    with _working_in(workspace):
        check_free(workspace)
        from pug_analysis.config import read_config
        from pug_analysis.report.prepare import build_noted, show_account

        config = read_config(workspace)
        with workspace_lock(workspace):
            build_noted(workspace, periode, config=config)
            show_account(workspace, periode, config=config)


@app.command()
def report(
    year: Annotated[int | None, typer.Argument(help="Default: the newest period.")] = None,
    semester: Annotated[
        int | None, typer.Option(help="1: state of 30 June; 2, the default: the whole year.")
    ] = None,
    edition: EditionOption = "both",
    only: Annotated[
        list[str] | None, typer.Option(help="Only these notebooks; other pages stay as they are.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="With --only: no other pages stay.")
    ] = False,
    jobs: Annotated[int | None, typer.Option(min=1, help="Notebooks at a time.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Read, run and publish all anew.")] = False,
    accept_quarantine: AcceptQuarantine = False,
    sample_if_empty: Annotated[
        bool, typer.Option("--sample-if-empty", help="Simulate a regency if there is no data.")
    ] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Print every page as PDF too (Chromium, Chrome, Edge).")
    ] = False,
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="NAME=VALUE, or PAGE.NAME=VALUE.")
    ] = None,
    pooled: Annotated[
        bool, typer.Option("--pooled", help="Of what agencies have added up, see merge.")
    ] = False,
    never_shared: Annotated[
        bool,
        typer.Option(
            "--never-shared", help="Nobody holds what was published: let it change freely."
        ),
    ] = False,
    timings: Annotated[bool, typer.Option("--timings", help="Show where the time went.")] = False,
    workspace: Workspace = Path(),
) -> None:
    """Build if needed, run the notebooks that something changed for, publish reports/YEAR/EDITION/."""
    from pug_analysis.report.command import Request, make_reports
    from pug_analysis.report.plan.parameters import parse_parameters
    from pug_analysis.report.timings import Timings

    clock = Timings([("memulai", time.process_time())])
    request = Request(
        year, semester, read_editions(edition), tuple(only or ()), replace,
        parse_parameters(parameter or []), pdf, jobs, force, accept_quarantine, pooled, never_shared,
    )  # fmt: skip

    def simulate() -> None:
        sample(to=workspace / "data" / "raw")

    with _working_in(workspace):
        told = make_reports(
            workspace, request, timings=clock, simulate=simulate if sample_if_empty else None
        )
    for line in told:
        out.print(line, markup=False, soft_wrap=True)
    if timings:
        print_timings(clock.describe())


@app.command()
def verify(
    year: Annotated[int, typer.Argument(help="Year of a published report.")],
    semester: Semester = 2,
    edition: EditionOption = "both",
    archived: Annotated[
        bool, typer.Option("--archived", help="Use the kept input, whatever data/raw holds now.")
    ] = False,
    workspace: Workspace = Path(),
) -> None:
    """Make a published report again, in private, and name the first layer that differs."""
    from pug_analysis.report.publish.folders import check_free

    periode = read_periode(year, semester)
    found = {}
    with _working_in(workspace):
        check_free(workspace)
        from pug_analysis.report import describe_verdict, verify_report

        for one in read_editions(edition):
            with show_progress(f"Memeriksa {periode.label}, edisi {one}") as advance:
                found[one] = verify_report(
                    workspace, periode, edition=one, archived=archived, progress=advance
                )
            out.print(describe_verdict(found[one], periode, one), markup=False, soft_wrap=True)
    if any(found.values()):
        raise typer.Exit(1)


app.command()(batch)
app.command()(export)
app.command()(merge)


def _years(text: str) -> tuple[int, ...]:
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    if not match:
        raise UsageError(f"--years harus berbentuk 2025 atau 2023-2025, tetapi tertulis {text!r}.")
    first, last = int(match[1]), int(match[2] or match[1])
    if first > last:
        raise UsageError(f"--years: tahun pertama {first} sesudah tahun terakhir {last}.")
    read_periode(first, 2)
    read_periode(last, 2)
    return tuple(range(first, last + 1))
