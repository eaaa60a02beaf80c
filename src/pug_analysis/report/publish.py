"""All or nothing: one run at a time, and a complete folder takes the place of the old one.

Everything is made in the private folder ``.pug`` of the workspace, on the same volume. Publishing
is a rename; whatever a killed run left behind is put right at the next start.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pug_analysis.errors import LockedError, ReportError

_TRIES: Final = 5
_WAIT_SECONDS: Final = 0.3

#: Workspaces that this process holds, so that a command may hold one around several steps.
_held: set[Path] = set()


@contextmanager
def workspace_lock(workspace: Path) -> Iterator[None]:
    """Hold a workspace against other processes; may be nested within one process.

    The operating system gives the lock back when the process ends, however it ends.

    Raises
    ------
    LockedError
        at once, if another process holds it.
    """
    key = workspace.resolve()
    if key in _held:
        yield
        return
    path = private_folder(workspace) / "lock"
    with path.open("a+b") as handle:
        try:
            _lock(handle.fileno())
        except OSError:
            raise LockedError(
                "pug-analysis sedang berjalan di folder ini. Tunggu sampai selesai, lalu ulangi."
            ) from None
        _held.add(key)
        try:
            yield
        finally:
            _held.discard(key)


def private_folder(workspace: Path, *parts: str) -> Path:
    """Make a folder under ``.pug`` that only the owner can open."""
    folder = workspace / ".pug"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part in parts:
        folder = folder / part
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def open_stage(workspace: Path, year: int, edition: str) -> Path:
    """Put right what a killed run left, and make an empty private stage folder."""
    root = private_folder(workspace, "stage")
    final = report_folder(workspace, year, edition)
    aside = _aside(workspace, year, edition)
    if aside.exists() and not final.exists():
        final.parent.mkdir(parents=True, exist_ok=True)
        aside.rename(final)
    for left in (aside, root / f"{year}-{edition}"):
        if left.exists():
            shutil.rmtree(left)
    return private_folder(workspace, "stage", f"{year}-{edition}")


def report_folder(workspace: Path, year: int, edition: str) -> Path:
    """Return where a report is published."""
    return workspace / "reports" / str(year) / edition


def publish(staged: Path, workspace: Path, year: int, edition: str) -> Path:
    """Let a finished folder take the place of the published one.

    The old report is set aside, the new one takes its name, the old one is removed. Between the
    two renames a crash is mended by :func:`open_stage`.

    Raises
    ------
    ReportError
        if the published folder is in use by another program (Windows); it is left as it was.
    """
    final = report_folder(workspace, year, edition)
    aside = _aside(workspace, year, edition)
    for path in sorted(staged.rglob("*")):
        if path.is_file():
            _sync(path)
    final.parent.mkdir(parents=True, exist_ok=True)
    if final.exists():
        _rename(final, aside)
    try:
        _rename(staged, final)
    except BaseException:
        if aside.exists():
            aside.rename(final)
        raise
    if aside.exists():
        shutil.rmtree(aside)
    return final


def _aside(workspace: Path, year: int, edition: str) -> Path:
    return workspace / ".pug" / "stage" / f"{year}-{edition}.lama"


def _rename(source: Path, target: Path) -> None:
    for attempt in range(1, _TRIES + 1):
        try:
            source.rename(target)
            return
        except PermissionError:
            if attempt == _TRIES:
                raise ReportError(
                    f"Folder laporan {source.parent.name}/{source.name} sedang dipakai program "
                    "lain. Tutup peramban atau Excel yang membukanya, lalu ulangi."
                ) from None
            time.sleep(_WAIT_SECONDS)


def _sync(path: Path) -> None:
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def _lock(fd: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(fd, 0, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
