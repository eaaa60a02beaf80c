"""Several notebooks at once, each in its own process.

On Linux the processes are forks of one warm process; elsewhere, or should that fail, each is
started anew. Both ways give the same bytes.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from pug_analysis.errors import ReportError
from pug_analysis.report.execute.endings import Ending, Failed, take_ending
from pug_analysis.report.execute.jobs import Job
from pug_analysis.report.plan.run_options import Progress
from pug_analysis.report.publish.os_errors import reason

#: The idle warm process of this process, if there is one.
_warm: list[Forked] = []


def can_fork() -> bool:
    """Whether forking a process with all libraries loaded is safe here.

    On macOS system libraries do not survive it, Windows has no fork.
    """
    return sys.platform == "linux"


def warm_up() -> None:
    """Start the warm process now, so that it imports while other work is done.

    It serves all runs of this process and ends with it. Where forking is not safe, nothing happens.
    """
    if can_fork() and not _warm:
        _warm.append(Forked())


def run_jobs(
    jobs: Iterable[Job],
    *,
    parallel: int,
    done: int = 0,
    total: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Ending]:
    """Run all jobs; a job whose kernel or process died is tried once more.

    Parameters
    ----------
    jobs : notebooks, each in a process of its own
    parallel : how many run at once
    done, total : jobs that were done before, and all of them, for ``progress``; by default these
    progress : called with name, done, total

    Returns
    -------
    Name to how it ended; every job has one.
    """
    waiting = deque(jobs)
    total = len(waiting) if total is None else total
    endings: dict[str, Ending] = {}
    running: dict[str, Job] = {}
    tries: Counter[str] = Counter()
    crew = _take_crew()
    try:
        while waiting or running:
            while waiting and len(running) < parallel:
                job = waiting.popleft()
                tries[job.name] += 1
                Path(job.result).unlink(missing_ok=True)
                running[job.name] = job
                crew.start(job)
            name = crew.wait()
            if name is None:
                # The warm process itself is gone: go on in the plain way.
                crew.close()
                crew = Spawned()
                waiting.extendleft(running.values())
                tries.subtract(running.keys())
                running.clear()
                continue
            job = running.pop(name)
            ending = take_ending(Path(job.result))
            died = isinstance(ending, Failed) and ending.status == "mati"
            if died and tries[name] == 1:
                waiting.appendleft(job)
                continue
            endings[name] = ending
            if progress is not None:
                progress(name, done + len(endings), total)
    except BaseException:
        crew.close()
        raise
    if isinstance(crew, Forked):
        _warm.append(crew)
    return endings


def _take_crew() -> Forked | Spawned:
    """Take the warm process, if it may be used; it is put back only after a sound run."""
    if not can_fork():
        return Spawned()
    warm_up()
    return _warm.pop()


@atexit.register
def _close_warm() -> None:
    while _warm:
        _warm.pop().close()


def worker_environment() -> dict[str, str]:
    """Return the environment of workers and kernels: what could change a byte is fixed.

    One thread per process: the notebooks themselves are run at the same time, and sums of floats
    must not depend on how many cores there are.
    """
    fixed = {
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "PYTHONIOENCODING": "utf-8",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "MPLBACKEND": "agg",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "ARROW_IO_THREADS": "1",
        "IPYTHON_SUPPRESS_CONFIG_ERRORS": "1",
    }
    dropped = ("PYTHONSTARTUP", "PYTHONWARNINGS", "PYTHONBREAKPOINT")
    return {k: v for k, v in os.environ.items() if k not in dropped} | fixed


def _start(module: str, **options: Any) -> subprocess.Popen[bytes]:
    """Start a module of ours with this interpreter.

    Raises
    ------
    ReportError
        if the system does not let us.
    """
    try:
        return subprocess.Popen(  # noqa: S603  a fixed command
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            env=worker_environment(),
            **options,
        )
    except OSError as error:
        raise ReportError(
            f"Python tidak dapat menjalankan proses notebook ({reason(error)}). Periksa izin "
            "lingkungan Python dan sisa memori, lalu ulangi."
        ) from None


def _opened(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("the process must be started with this pipe")
    return pipe


class Forked:
    """Workers forked from one warm process."""

    def __init__(self) -> None:
        # What imports print says nothing of the data, and a module that cannot be imported is
        # named by the notebook that needs it. Workers have their own private log.
        self._process = _start(
            "pug_analysis.report.execute.warm_process",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._jobs, self._finished = _opened(self._process.stdin), _opened(self._process.stdout)

    def start(self, job: Job) -> None:
        """Send one job; if the warm process is gone, :meth:`wait` says so."""
        try:
            self._jobs.write(job.to_json().encode() + b"\n")
            self._jobs.flush()
        except BrokenPipeError:
            pass

    def wait(self) -> str | None:
        """Return the name of the next finished job, or None if the warm process is gone."""
        return self._finished.readline().decode().rstrip("\n") or None

    def close(self) -> None:
        """End the warm process and its workers."""
        with contextlib.suppress(BrokenPipeError):
            self._jobs.close()
        self._process.wait()
        self._finished.close()


class Spawned:
    """Workers started one by one."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, job: Job) -> None:
        """Start one worker."""
        with Path(job.log).open("ab") as log:
            process = _start("pug_analysis.report.execute.worker", stdout=log, stderr=log)
        with _opened(process.stdin) as pipe:
            pipe.write(job.to_json().encode())
        self._running[job.name] = process

    def wait(self) -> str:
        """Return the name of the next finished job."""
        while True:
            for name, process in self._running.items():
                if process.poll() is not None:
                    del self._running[name]
                    return name
            time.sleep(0.02)

    def close(self) -> None:
        """End workers that still run."""
        for process in self._running.values():
            process.kill()
            process.wait()
