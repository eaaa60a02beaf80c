"""The warm process: imports everything once, then forks one worker per job.

Reads jobs as JSON lines on standard input and writes ``name`` of each finished one as a line on
standard output. It has one thread only, so that forking is safe; when standard input closes, it
ends its workers and itself, and their kernels end with them.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import select
import signal
import tempfile
import traceback
from pathlib import Path
from typing import Final

from pug_analysis.report.execute.endings import write_ending
from pug_analysis.report.execute.failures import describe_trace
from pug_analysis.report.execute.jobs import Job, read_job
from pug_analysis.report.execute.worker import leave_out_slow_imports, run_job

#: What running and converting need; the rooms below bring what their notebooks need.
_MACHINERY: Final = (
    "papermill",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "pug_analysis.report.execute.kernel",
    "pug_analysis.report.gate.outputs",
    "pug_analysis.report.write.page",
    "matplotlib.backends.backend_agg",
    "lifelines",
    "scipy.stats",
    "seaborn",
    "statsmodels.genmod.families.links",
)
_ROOMS: Final = ("ingest", "careers", "stats", "analyses", "release", "pages")


def import_machinery() -> None:
    """Import the machinery and every module of the rooms that notebooks use."""
    leave_out_slow_imports()
    for name in (*_MACHINERY, "pug_analysis", *_room_modules()):
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001  a notebook that needs the module will say so itself
            traceback.print_exc()
    _rehearse()
    gc.collect()
    gc.freeze()


def _rehearse() -> None:
    """Make an empty page and an empty figure: templates and fonts are read once, not by every worker."""
    from matplotlib.figure import Figure

    from pug_analysis.report.write.made import Content
    from pug_analysis.report.write.page import render_page

    figure = Figure(figsize=(1, 1))
    figure.add_subplot().set_title("A")
    figure.savefig(io.BytesIO(), format="png")
    render_page(Content("A", ["<p>A</p>"], []), context={"instansi": {}})


def _room_modules() -> list[str]:
    source = Path(__file__).parents[2]
    files = [path for room in _ROOMS for path in (source / room).rglob("*.py")]
    names = {path.relative_to(source.parent).with_suffix("").as_posix() for path in files}
    return sorted(name.removesuffix("/__init__").replace("/", ".") for name in names)


def serve(jobs_fd: int, answers_fd: int, *, sockets: Path | None) -> None:
    """Fork a worker for every job line until ``jobs_fd`` closes."""
    children: dict[int, str] = {}
    buffer = b""
    while True:
        ready, _, _ = select.select([jobs_fd], [], [], 0.01 if children else None)
        if ready:
            data = os.read(jobs_fd, 1 << 16)
            if not data:
                for pid in children:
                    os.kill(pid, signal.SIGKILL)
                return
            *lines, buffer = (buffer + data).split(b"\n")
            for line in lines:
                job = read_job(line)
                pid = _fork_worker(job, close=(jobs_fd, answers_fd), sockets=sockets)
                children[pid] = job.name
        for pid in list(children):
            if os.waitpid(pid, os.WNOHANG)[0]:
                os.write(answers_fd, f"{children.pop(pid)}\n".encode())


def _fork_worker(job: Job, *, close: tuple[int, ...], sockets: Path | None) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        for fd in close:
            os.close(fd)
        log = os.open(job.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(log, 1)
        os.dup2(log, 2)
        write_ending(run_job(job, sockets=sockets), Path(job.result))
        status = 0
    except BaseException as error:  # noqa: BLE001  the process ends here
        os.write(2, describe_trace(error).encode())
    finally:
        os._exit(status)


def main() -> None:
    """Warm up and serve."""
    # Standard output is the channel of answers; nothing that prints may reach it.
    answers = os.dup(1)
    os.dup2(2, 1)
    os.set_inheritable(answers, False)
    with Path(os.devnull).open("rb") as nothing:
        jobs = os.dup(0)
        os.dup2(nothing.fileno(), 0)
    # Private folders of workers that were killed go with this one.
    with tempfile.TemporaryDirectory(prefix="pug-", ignore_cleanup_errors=True) as private:
        tempfile.tempdir = private
        import_machinery()
        from pug_analysis.report.execute.kernel import socket_folder

        with socket_folder(Path(private)) as sockets:
            serve(jobs, answers, sockets=sockets)


if __name__ == "__main__":
    main()
