"""What the screen shows of a batch: a bar on a terminal, a line per workspace in a log; then all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pug_analysis.batch.work import Outcome, WorkOrder, WorkState
from pug_analysis.screen import err, out

_STATES: tuple[WorkState, ...] = ("selesai", "diulang", "sudah ada", "gagal")


class Board:
    """The batch as it goes on; see :class:`pug_analysis.batch.dispatch.Watcher`."""

    def __init__(self, bar: Progress, title: str, *, total: int) -> None:
        self._bar, self._title, self._total = bar, title, total
        self._task = bar.add_task(title, total=total)
        self._counts: Counter[str] = Counter()

    def show(self, *, running: int, workers: int) -> None:
        """Show how many run, on how many workers."""
        failed = f", {self._counts['gagal']} gagal" if self._counts["gagal"] else ""
        state = (
            f"{running} berjalan di {workers} pekerja{failed}" if workers else "menunggu pekerja"
        )
        self._bar.update(self._task, description=f"{self._title}: {state}")

    def refuse(self, worker: str, reason: str) -> None:
        """Say that a worker is not used, and why."""
        self._say(f"Pekerja {worker} tidak dipakai: {reason}.")

    def repeat(self, order: WorkOrder) -> None:
        """Say that a worker died."""
        self._say(f"Proses pekerja mati ketika mengerjakan {order.name}; akan diulang sekali.")

    def finish(self, order: WorkOrder, outcome: Outcome) -> None:
        """Count a workspace; on a terminal only what failed is told at once."""
        self._counts[outcome.state] += 1
        done = self._counts.total()
        self._bar.update(self._task, completed=done)
        if outcome.state == "gagal" or not err.is_terminal:
            self._say(f"[{done}/{self._total}] {order.name}: {describe_outcome(outcome)}")

    def _say(self, line: str) -> None:
        self._bar.console.print(Text(line))


@contextmanager
def show_board(title: str, *, total: int) -> Iterator[Board]:
    """Show a bar over all workspaces."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=err, disable=not err.is_terminal) as bar:
        yield Board(bar, title, total=total)


def describe_outcome(outcome: Outcome) -> str:
    r"""Return state and seconds, and the first line of the reason if it failed.

    Examples
    --------
    >>> describe_outcome(Outcome("selesai", seconds=41.3))
    'selesai (41 detik)'
    >>> describe_outcome(Outcome("gagal", "Tidak ada data.\nLetakkan di data/raw."))
    'gagal: Tidak ada data.'
    """
    if outcome.state == "gagal":
        return f"gagal: {outcome.note.splitlines()[0]}"
    return f"{outcome.state} ({outcome.seconds:.0f} detik)"


def print_outcomes(outcomes: Mapping[str, Outcome]) -> None:
    """Print every workspace with state and reason, those that failed last, and the sums."""
    table = Table(title="Hasil per folder kerja", title_justify="left")
    table.add_column("folder kerja", overflow="fold")
    table.add_column("keadaan")
    table.add_column("detik", justify="right")
    table.add_column("sebab atau catatan", overflow="fold")
    last = sorted(outcomes.items(), key=lambda item: item[1].state == "gagal")
    for name, one in last:
        table.add_row(Text(name), one.state, f"{one.seconds:.0f}", Text(one.note))
    out.print(table)
    counts = Counter(one.state for one in outcomes.values())
    sums = ", ".join(f"{counts[state]} {state}" for state in _STATES if counts[state])
    out.print(f"{len(outcomes)} folder kerja: {sums}.")
