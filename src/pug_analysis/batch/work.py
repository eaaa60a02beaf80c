"""One workspace's work, done in a worker's own process: built if need be, reported, published.

The process holds the workspace's lock and is the only one that publishes. If it is killed, the
system gives the lock back, its notebook processes end with it, and what it left half done is swept
by whoever comes next. It raises nothing: how it ended is a small result without personal data.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pug_analysis.errors import DataError, LockedError, PugError
from pug_analysis.terms.edisi import Edition
from pug_analysis.terms.kalender import Periode

#: How long the second try waits for a process that the cluster believes dead.
_WAIT_SECONDS: Final = 60
_LOOK_SECONDS: Final = 0.2
#: Locks of workspaces hold against other processes; within this one, batches take turns.
_TURN: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """What is asked for one workspace; it holds no data, only where they are.

    ``name`` is the workspace as the user wrote it, ``workspace`` its absolute path.
    """

    name: str
    workspace: str
    year: int
    semester: int = 2
    editions: tuple[Edition, ...] = ("internal", "pokja")
    force: bool = False
    accept_quarantine: bool = False


WorkState = Literal["selesai", "sudah ada", "diulang", "gagal"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a workspace ended: state, the reason or a remark in Indonesian, seconds of work."""

    state: WorkState
    note: str = ""
    seconds: float = 0.0


def run_order(order: WorkOrder, *, jobs: int, repeated: bool) -> Outcome:
    """Build and report one workspace.

    Parameters
    ----------
    jobs : notebooks at the same time
    repeated : a worker died of this before; the lock of that one is waited for

    Returns
    -------
    The outcome; errors of ours with their message, others by class and place alone.
    """
    started = time.monotonic()
    workspace = Path(order.workspace)
    state: WorkState
    try:
        if not workspace.is_dir():
            raise DataError(
                f"Folder {workspace} tidak terlihat dari pekerja di {socket.gethostname()}. Folder kerja harus "
                "berada di penyimpanan bersama, dengan jalur yang sama di semua mesin."
            )
        with _TURN, _hold(workspace, seconds=_WAIT_SECONDS if repeated else 0):
            state, note = _report(order, workspace, jobs=jobs)
    except PugError as error:
        state, note = "gagal", str(error)
    except OSError as error:
        from pug_analysis.report import describe_os_error

        state, note = "gagal", describe_os_error(error, workspace)
    except Exception as error:  # noqa: BLE001  one workspace must not stop the others
        state, note = "gagal", describe_unexpected(error)
    return Outcome(state, note, time.monotonic() - started)


def describe_unexpected(error: BaseException) -> str:
    """Name class and place of an error that should not have happened; its text may tell of people."""
    from pug_analysis.report.execute.failures import describe_trace

    kind, *places = describe_trace(error).splitlines()
    where = f" ({places[-1]})" if places else ""
    return f"Kesalahan tak terduga: {kind}{where}."


@contextmanager
def _hold(workspace: Path, *, seconds: float) -> Iterator[None]:
    """Hold the workspace's lock; wait for it at most so long."""
    from pug_analysis.report import workspace_lock

    last = time.monotonic() + seconds
    while True:
        lock = workspace_lock(workspace)
        try:
            lock.__enter__()
        except LockedError:
            if time.monotonic() >= last:
                raise
            time.sleep(_LOOK_SECONDS)
        else:
            break
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def _report(order: WorkOrder, workspace: Path, *, jobs: int) -> tuple[WorkState, str]:
    """Return state and remark; the caller holds the lock.

    The steps are those of :func:`pug_analysis.report.command.make_reports`, without a screen.
    """
    from pug_analysis.report.command import Request, find_unchanged

    request = Request(
        order.year,
        order.semester,
        order.editions,
        force=order.force,
        accept_quarantine=order.accept_quarantine,
    )
    _, same = find_unchanged(workspace, request)
    missing = [edition for edition in order.editions if edition not in same]
    if not missing:
        return "sudah ada", ""
    return "selesai", _publish(order, workspace, missing, options=request.options, jobs=jobs)


def _publish(
    order: WorkOrder,
    workspace: Path,
    editions: list[Edition],
    *,
    options: Mapping[str, object],
    jobs: int,
) -> str:
    """Build and report; return the remark."""
    from pug_analysis.config import read_config
    from pug_analysis.ingest import build_periode, is_current
    from pug_analysis.report import build_earlier, check_quarantine, check_request
    from pug_analysis.report.command import publish_or_leave
    from pug_analysis.report.compare.unchanged import describe_input, keep_state
    from pug_analysis.report.plan.run_options import RunOptions

    periode, config = Periode(order.year, order.semester), read_config(workspace)
    for edition in editions:
        check_request(workspace, periode, edition=edition, only=(), given={})
    # Taken before anything is read: what changes meanwhile is noticed by the next batch.
    states = {one: describe_input(workspace, periode, one, options) for one in editions}
    if order.force or not is_current(workspace, periode, config=config):
        build_periode(workspace, periode, config=config)
    check_quarantine(workspace, periode, config=config, accepted=order.accept_quarantine)
    earlier = build_earlier(workspace, periode, config=config)
    remarks = [f"Data {one.label} tidak dipakai. {why}" for one, why in earlier.left_out]
    for edition, state in states.items():
        stays = publish_or_leave(
            workspace,
            periode,
            edition=edition,
            config=config,
            earlier=earlier,
            options=RunOptions(jobs=jobs, reuse_results=not order.force),
        )
        keep_state(workspace, periode, edition, state, stays=stays)
        remarks += [stays] if stays else []
    return "\n".join(remarks)
