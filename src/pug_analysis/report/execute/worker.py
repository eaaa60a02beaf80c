"""One notebook: run it with papermill, keep what is released, make its page.

A worker is a process of its own: a fork of the warm process (:mod:`~pug_analysis.report.execute.warm_process`)
or, where forking is not safe, ``python -m pug_analysis.report.execute.worker``. The job comes as JSON and
the result is a JSON file; a worker without a result file has died.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pug_analysis.errors import ReportError
from pug_analysis.report.execute.endings import Ending, Failed, Status, write_ending
from pug_analysis.report.execute.failures import find_failure
from pug_analysis.report.execute.jobs import Job, read_job
from pug_analysis.report.execute.table_reads import find_reads
from pug_analysis.report.gate.identifiers import hide_long_numbers
from pug_analysis.report.write.made import Made


@dataclass(slots=True)
class _Progress:
    """The code cell that runs, counted from 1 as the author of the notebook counts."""

    cell: int = 0
    seen: set[int] = field(default_factory=set)

    def start(self, cell: Any, cell_index: int) -> None:
        tags = cell["metadata"].get("tags", ())
        if cell["cell_type"] == "code" and "injected-parameters" not in tags:
            self.seen.add(cell_index)
            self.cell = len(self.seen)


def run_job(job: Job, *, sockets: Path | None) -> Ending:
    """Run one notebook and write its page.

    Parameters
    ----------
    job : what to run
    sockets : folder for sockets, to fork the kernel from this process, which must be warm and have
        one thread; None to start it the plain way

    Returns
    -------
    What it made, or why it failed. Text of an exception is kept only if it is one of ours.
    """
    progress = _Progress()
    # What libraries say of a run may repeat what a cell said; they say it to nobody.
    logging.lastResort = None
    try:
        start = time.perf_counter()
        executed, read = _execute(job, progress, sockets=sockets)
        failure = find_failure(executed)
        if failure:
            return failure
        ran = time.perf_counter()
        made = _read_content(job, executed, read=read)
        size = make_page(job, made)
        return replace(made, size=size, seconds=(ran - start, time.perf_counter() - ran))
    except ReportError as error:
        return Failed("gagal", None, type(error).__name__, hide_long_numbers(str(error)))
    except Exception as error:  # noqa: BLE001  every failure is reported by class, never by text
        return Failed(_status_of(error), progress.cell, type(error).__name__)


def _execute(
    job: Job, progress: _Progress, *, sockets: Path | None
) -> tuple[Any, list[str] | None]:
    """Return the executed notebook, and what it read, None if that is not known."""
    from pug_analysis.report.execute.kernel import KERNEL_NAME, OwnKernelManager, fork_kernel

    # Files that a cell leaves in its folder, and outputs that are not released, end with it.
    with ExitStack() as folders:
        private = folders.enter_context(_private_folder())
        # Neither start-up files nor settings of the user, nor traces in the home folder.
        os.environ["IPYTHONDIR"] = os.environ["JUPYTER_RUNTIME_DIR"] = private
        cwd = Path(private) / "kerja"
        cwd.mkdir()
        options: dict[str, Any] = {"kernel_manager_class": OwnKernelManager}
        process = None
        if sockets is not None:
            place = folders.enter_context(_private_folder(sockets))
            manager, process = fork_kernel(Path(private), cwd=cwd, sockets=Path(place))
            options = {"km": manager}
        try:
            executed = _papermill(
                job,
                progress,
                executed=str(Path(private) / "selesai.ipynb"),
                kernel_name=KERNEL_NAME,
                cwd=str(cwd),
                **options,
            )
            return executed, find_reads(Path(private))
        finally:
            if process is not None:
                process.kill()


def _private_folder(place: Path | None = None) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="pug-", dir=place, ignore_cleanup_errors=True)


def _papermill(job: Job, progress: _Progress, *, executed: str, **options: Any) -> Any:
    import nbformat
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError

    try:
        return execute_notebook(
            _literal(job.notebook),
            _literal(executed),
            parameters=dict(job.parameters),
            progress_bar=False,
            request_save_on_cell_execute=False,
            execution_timeout=job.timeout,
            record_timing=False,
            on_cell_start=progress.start,
            **options,
        )
    except PapermillExecutionError:
        # The notebook was written with the error in it; it is read back from the private folder.
        return nbformat.read(executed, as_version=4)


def _literal(path: str) -> str:
    """Escape a path for papermill, which takes it as a template to be filled with parameters."""
    return path.replace("{", "{{").replace("}", "}}")


def _status_of(error: Exception) -> Status:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    if isinstance(error, DeadKernelError):
        return "mati"
    if isinstance(error, CellTimeoutError):
        return "waktu"
    return "gagal"


def _read_content(job: Job, executed: Any, *, read: list[str] | None) -> Made:
    """Return what of an executed notebook may be kept and shown, all of it released."""
    from pug_analysis.report.gate.outputs import collect_outputs
    from pug_analysis.report.write.page import read_content

    released = collect_outputs(executed.cells, notebook=job.name)
    content = read_content(executed, released, name=job.name)
    return Made(
        content, released.tables, released.figures, released.headlines, released.left_out, read
    )


def make_page(job: Job, made: Made) -> int:
    """Write the page of what was made, just now or in an earlier run; return its size in bytes."""
    leave_out_slow_imports()
    from pug_analysis.report.write.page import render_page

    data = render_page(made.content, context=job.context).encode("utf-8")
    return Path(job.page).write_bytes(data)


def leave_out_slow_imports() -> None:
    """Keep a package out that costs two seconds at import and is never used here.

    jsonschema takes rfc3987_syntax up if it is there, to check IRIs; it builds a grammar when
    imported. The schema of notebooks has no IRI. To be called before nbformat is imported.
    """
    # None is how Python itself marks a module that cannot be imported
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # as said


def main() -> None:
    """Run the job that stands on standard input, in the plain way."""
    leave_out_slow_imports()
    job = read_job(sys.stdin.buffer.read())
    write_ending(run_job(job, sockets=None), Path(job.result))


if __name__ == "__main__":
    main()
