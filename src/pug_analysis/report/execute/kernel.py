"""The kernel of a notebook: always this interpreter, forked from a warm process where possible.

Starting a kernel the usual way imports all libraries anew, which costs seconds. A fork of a
process that has them already costs milliseconds. Messages go over sockets in a private folder
rather than over loopback ports, which every user of the machine can reach.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

KERNEL_NAME: Final = "python3"

#: Most bytes of the path of a socket: 107 on Linux, 103 on macOS.
_SOCKET_BYTES: Final = 103
_SHORT_PLACES: Final = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108  private folders are made there

#: No history file, no start-up script of the user, no module from the current folder.
KERNEL_OPTIONS: Final = (
    "--HistoryManager.enabled=False",
    "--IPKernelApp.exec_PYTHONSTARTUP=False",
    "--IPKernelApp.ignore_cwd=True",
    "--InteractiveShell.colors=NoColor",
    "--IPKernelApp.extra_extensions=pug_analysis.report.execute.failures",
    "--IPKernelApp.extra_extensions=pug_analysis.report.execute.table_reads",
)


class OwnKernelManager(AsyncKernelManager):
    """A manager that starts this interpreter, whatever a kernelspec named python3 says."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """The specification of this interpreter's kernel."""
        return KernelSpec(
            argv=[
                sys.executable,
                "-P",
                "-m",
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
                *KERNEL_OPTIONS,
            ],
            display_name="Python 3",
            language="python",
        )

    async def _async_launch_kernel(self, kernel_cmd: list[str], **options: Any) -> None:
        """Let nobody hear what a kernel or its children write past the notebook."""
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        await super()._async_launch_kernel(kernel_cmd, **(options | silent))


class ForkedProcess:
    """A forked child with the part of :class:`subprocess.Popen` that a provisioner uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, or None while it runs."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self) -> int:
        """Wait for the end."""
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.returncode

    def send_signal(self, signum: int) -> None:
        """Send a signal unless the process has ended."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """End the process and what it started."""
        if self.poll() is None:
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except ProcessLookupError:  # it has no group of its own yet
                os.kill(self.pid, signal.SIGKILL)
            self.wait()


@contextmanager
def socket_folder(private: Path) -> Iterator[Path | None]:
    """Give a private folder in which folders of sockets can be made; None if no path is short enough.

    That is ``private`` itself where there is room. ``TMPDIR`` may be longer than the system lets
    the path of a socket be: then a folder in a short place, which holds nothing but the sockets.

    Parameters
    ----------
    private : private folder of the run
    """
    if _has_room(private):
        yield private
        return
    for place in _SHORT_PLACES:
        try:
            made = tempfile.TemporaryDirectory(prefix="pug-", dir=place, ignore_cleanup_errors=True)
        except OSError:
            continue
        with made as folder:
            yield Path(folder)
        return
    yield None


def _has_room(folder: Path) -> bool:
    """Whether a kernel's sockets fit: each kernel makes a folder like ``pug-12345678``."""
    return len(os.fsencode(folder / "pug-12345678" / "k-5")) <= _SOCKET_BYTES


def fork_kernel(
    folder: Path, *, cwd: Path, sockets: Path
) -> tuple[OwnKernelManager, ForkedProcess]:
    """Fork this process into a kernel and return its manager and process.

    To be called before any thread, event loop or zmq context exists here.

    Parameters
    ----------
    folder : private folder for the connection file
    cwd : working directory of the kernel
    sockets : private folder for the sockets; its path must be short
    """
    manager = OwnKernelManager(
        kernel_name=KERNEL_NAME,
        transport="ipc",
        ip=str(sockets / "k"),
        connection_file=str(folder / "kernel.json"),
    )
    manager.write_connection_file()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        _become_kernel(manager.connection_file, parent=parent, cwd=cwd)
    process = ForkedProcess(pid)
    provisioner = LocalProvisioner(
        kernel_id=str(uuid.uuid4()), kernel_spec=manager.kernel_spec, parent=manager
    )
    # it has the part of Popen that a provisioner uses
    provisioner.process = process  # type: ignore[assignment]  # the base declares a Popen; ours has its methods
    provisioner.pid = provisioner.pgid = pid
    manager.provisioner = provisioner
    return manager, process


def _become_kernel(connection_file: str, *, parent: int, cwd: Path) -> None:
    """Run the kernel in this process and end it; never returns."""
    status = 1
    try:
        os.setsid()
        os.chdir(cwd)
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        from ipykernel.kernelapp import IPKernelApp

        app = IPKernelApp.instance()
        app.initialize(
            ["-f", connection_file, f"--IPKernelApp.parent_handle={parent}", *KERNEL_OPTIONS]
        )
        app.start()
        status = 0
    finally:
        os._exit(status)
