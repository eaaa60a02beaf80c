"""What the command line shows: tables, findings, a bar of progress."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

if TYPE_CHECKING:
    import pandas as pd

# Where there is no terminal (a log, a pipe) tables are not folded to 80 columns.
out = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
err = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def show_progress(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar that the report runner advances."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=err) as bar:
        task = bar.add_task(title, total=None)

        def advance(name: str, done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, description=f"{title}: {name}")

        try:
            yield advance
        except BaseException:
            bar.live.transient = True  # the message stands alone, without a bar that stopped
            raise


def print_timings(lines: Iterable[tuple[str, str]]) -> None:
    """Print how many seconds each part of a run took, beside what scripts read."""
    table = Table(title="Waktu (detik)", title_justify="left")
    table.add_column("bagian")
    table.add_column("detik", justify="right")
    for label, seconds in lines:
        table.add_row(label, seconds)
    err.print(table)


def describe_misuse(error: Any) -> str:
    """Say in Indonesian what click says in English."""
    kind, parameter = type(error).__name__, getattr(error, "param", None)
    if kind == "NoSuchOption":
        near = f", mungkin {' atau '.join(error.possibilities)}" if error.possibilities else ""
        return f"opsi {error.option_name} tidak ada{near}"
    if parameter is not None:
        name = parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.name.upper()
        return f"{name} harus diisi" if kind == "MissingParameter" else f"nilai {name} tidak sah"
    if kind == "BadOptionUsage":
        return f"opsi {error.option_name} butuh nilai"
    if command := re.search(r"No such command '(.*?)'", error.message):
        return f"perintah '{command[1]}' tidak ada"
    return "ada kata yang berlebih"


def print_findings(temuan: pd.DataFrame) -> None:
    """Print how often each finding occurs; what is no data is not told."""
    from pug_analysis.terms.temuan import TEMUAN

    told = temuan.loc[temuan["tindakan"] != "bukan-data"]
    counts = told.groupby(["tindakan", "kode"]).size().reset_index(name="jumlah")
    counts["temuan"] = [TEMUAN[code].pesan for code in counts["kode"]]
    if len(counts):
        print_table("Temuan", counts)


def print_idle_settings(temuan: pd.DataFrame) -> None:
    """Print the settings that name what no file has."""
    for what in temuan.loc[temuan["kode"] == "SETELAN-TAK-COCOK", "kolom"]:
        out.print(
            f"PERHATIAN: pug.toml tidak cocok dengan berkas mana pun: {what}",
            markup=False, soft_wrap=True, style="yellow",
        )  # fmt: skip


def list_refusals(refused: pd.DataFrame) -> str:
    """Return the refused files with reason and remedy, one a line."""
    from pug_analysis.terms.temuan import TEMUAN

    lines = [
        f"- {berkas}{f' [{lembar}]' if lembar else ''}: {TEMUAN[kode].pesan} {TEMUAN[kode].saran}"
        for berkas, lembar, kode in refused[["berkas", "lembar", "kode"]].itertuples(index=False)
    ]
    return "Berkas yang ditolak:\n" + "\n".join(lines)


def print_table(title: str, frame: pd.DataFrame) -> None:
    """Print a table, numbers to the right."""
    table = Table(title=title, title_justify="left")
    for name in frame.columns:
        numeric = frame[name].dtype.kind in "iuf" or str(frame[name].dtype) == "Int64"
        table.add_column(str(name), justify="right" if numeric else "left")
    for row in frame.itertuples(index=False):
        table.add_row(*("" if value is None else str(value) for value in row))
    out.print(table)
