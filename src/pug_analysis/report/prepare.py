"""Making the input of a report ready, with what the screen shows of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pug_analysis.config import Config
from pug_analysis.ingest import build_periode
from pug_analysis.report.account import describe_account
from pug_analysis.report.plan.earlier_periods import Earlier, build_earlier
from pug_analysis.report.publish.folders import private_folder, write_private
from pug_analysis.screen import err, out, print_findings, print_table
from pug_analysis.terms.kalender import Periode

#: Where the long tables of a reading are kept, in ``.pug/log/<periode>``.
READING_LOG: Final = "bacaan.txt"


def build_noted(workspace: Path, periode: Periode, *, config: Config) -> None:
    """Build a period; keep its row account and what was found in ``.pug/log/<periode>/bacaan.txt``."""
    with out.status(f"Membaca data/raw/{periode.name} ..."):
        built = build_periode(workspace, periode, config=config)
    with out.capture() as kept:
        print_table(f"Neraca baris {periode.label}", built.neraca)
        print_findings(built.temuan)
    path = private_folder(workspace, "log", periode.name) / READING_LOG
    write_private(path, kept.get().encode("utf-8"))


def show_account(workspace: Path, periode: Periode, *, config: Config) -> None:
    """Show the last lines of a reading: people by status, and what to look at."""
    for line in describe_account(workspace, periode, config=config):
        style = "yellow" if line.startswith("PERHATIAN") else None
        out.print(line, markup=False, soft_wrap=True, style=style)


def build_earlier_noted(workspace: Path, periode: Periode, *, config: Config) -> Earlier:
    """Make the earlier periods ready that the report may read; tell which it goes without."""
    with out.status("Memeriksa periode sebelumnya ...") as status:
        earlier = build_earlier(
            workspace,
            periode,
            config=config,
            progress=lambda one: status.update(f"Membaca data/raw/{one.name} ..."),
        )
    for one, reason in earlier.left_out:
        err.print(f"Data {one.label} tidak dipakai. {reason}", markup=False, style="yellow")
    return earlier
