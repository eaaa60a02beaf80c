"""All or nothing: one run at a time, and a complete folder takes the place of the old one.

Everything is made in the private folder ``.pug`` of the workspace. Publishing is a rename; where
``reports`` is on another volume, the files are copied beside the published folder first. Whatever a
killed run left behind is put right at the next start.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pug_analysis.errors import LockedError, ReportError, UsageError
from pug_analysis.leftovers import sweep
from pug_analysis.report.publish.os_errors import reason
from pug_analysis.report.publish.shared_folder import check_shared
from pug_analysis.terms.edisi import OPEN
from pug_analysis.terms.kalender import Periode

_TRIES: Final = 5
_WAIT_SECONDS: Final = 0.3
#: How the hidden copy beside a published folder begins.
_COPY: Final = ".tahap-"
_BUSY: Final = "pug-analysis sedang berjalan di folder ini. Tunggu sampai selesai, lalu ulangi."

#: Workspaces that this process holds, so that a command may hold one around several steps.
_held: set[Path] = set()


@contextmanager
def workspace_lock(workspace: Path) -> Iterator[None]:
    """Hold a workspace against other processes; may be nested within one process.

    What a killed build left there is removed first.

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
            raise LockedError(_BUSY) from None
        _held.add(key)
        try:
            sweep(workspace)
            yield
        finally:
            _held.discard(key)


def check_free(workspace: Path) -> None:
    """Refuse at once, before anything is loaded or made, where another process holds a workspace.

    Else remove what a killed build left there, which may name people.

    Raises
    ------
    LockedError
        if so.
    """
    path = workspace / ".pug" / "lock"
    if workspace.resolve() in _held or not path.is_file():
        return
    try:
        handle = path.open("r+b")
    except OSError:
        return  # who may not open it is told so where it is needed
    with handle:
        try:
            _lock(handle.fileno())
        except OSError:
            raise LockedError(_BUSY) from None
        sweep(workspace)


def private_folder(workspace: Path, *parts: str) -> Path:
    """Make a folder under ``.pug`` that only the owner can open.

    Raises
    ------
    UsageError
        if a file stands where the folder should be.
    """
    folder = workspace
    for part in (".pug", *parts):
        folder = folder / part
        _make_folder(folder, workspace)
    return folder


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only the owner can read, in one step."""
    partial = path.with_name(f".{path.name}.tahap")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)


def check_target(workspace: Path, periode: Periode, edition: str) -> None:
    """Refuse, before anything runs, a place where the report could not be published.

    Raises
    ------
    UsageError
        if a file stands where a folder should be.
    ReportError
        if the folder may not be written.
    """
    folder = workspace
    for part in report_folder(workspace, periode, edition).relative_to(workspace).parts:
        if not (folder / part).exists():
            break
        folder = folder / part
        if not folder.is_dir():
            raise UsageError(_file_in_the_way(folder, workspace))
    place = folder.parent if folder.name == edition else folder
    try:
        Path(tempfile.mkdtemp(prefix=_COPY, dir=place)).rmdir()
    except OSError as error:
        raise ReportError(
            f"Folder {_relative(place, workspace)} tidak boleh ditulis ({reason(error)}); laporan "
            "tidak dapat diterbitkan. Periksa izin folder itu."
        ) from None


def open_stage(workspace: Path, periode: Periode, edition: str) -> Path:
    """Put right what a killed run left, and make an empty private stage folder.

    Raises
    ------
    UsageError, ReportError
        as :func:`check_target` and :func:`private_folder`.
    """
    root = private_folder(workspace, "stage")
    final = report_folder(workspace, periode, edition)
    private, near = root / f"{periode.name}-{edition}", _near(final)
    check_target(workspace, periode, edition)
    for aside in (_aside(private), _aside(near)):
        if aside.exists() and not final.exists():
            final.parent.mkdir(parents=True, exist_ok=True)
            _rename(aside, final)
    for left in (private, near, _aside(private), _aside(near)):
        if left.exists():
            shutil.rmtree(left)
    return private_folder(workspace, "stage", f"{periode.name}-{edition}")


def report_folder(workspace: Path, periode: Periode, edition: str) -> Path:
    """Return where a report is published."""
    return workspace / "reports" / periode.name / edition


def publish(staged: Path, workspace: Path, periode: Periode, edition: str) -> Path:
    """Let a finished folder take the place of the published one.

    Linux exchanges both in one step: there is always a whole report. Elsewhere the old one is set
    aside, the new one takes its name; a crash between the two is mended by :func:`open_stage`.

    Raises
    ------
    ReportError
        if it holds what no shared folder may hold, or the published folder is in use by another
        program (Windows) or may not be written; that one is left as it was.
    """
    check_shared(staged)
    if edition == OPEN:
        _close(staged)
    final = report_folder(workspace, periode, edition)
    final.parent.mkdir(parents=True, exist_ok=True)
    _sync_all(staged)
    root = private_folder(workspace, "stage")
    try:
        _swap(staged, final, aside=_aside(root / f"{periode.name}-{edition}"))
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = _near(final)
        near.mkdir(mode=0o700)
        shutil.copytree(staged, near, dirs_exist_ok=True)
        _sync_all(near)
        _swap(near, final, aside=_aside(near))
    return final


def _close(folder: Path) -> None:
    """Let nobody but the owner open a folder and what is in it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _swap(staged: Path, final: Path, *, aside: Path) -> None:
    """Rename; if that cannot be done, everything is as before."""
    if final.exists() and _exchange(staged, final):
        shutil.rmtree(staged)
        return
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


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders take each other's place in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if libc.renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0:
        return True
    if ctypes.get_errno() == errno.EXDEV:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(one))
    return False  # what else is wrong, the plain rename tells


def _near(final: Path) -> Path:
    """Return the hidden folder beside a published one, for where a rename cannot reach it."""
    return final.with_name(f"{_COPY}{final.name}")


def _aside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lama")


def _make_folder(folder: Path, workspace: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError:
        raise UsageError(_file_in_the_way(folder, workspace)) from None


def _file_in_the_way(path: Path, workspace: Path) -> str:
    return (
        f"{_relative(path, workspace)} adalah berkas, padahal harus folder. Pindahkan atau ganti "
        "nama berkas itu, lalu ulangi."
    )


def _relative(path: Path, workspace: Path) -> str:
    return "kerja" if path == workspace else path.relative_to(workspace).as_posix()


def _rename(source: Path, target: Path) -> None:
    for attempt in range(1, _TRIES + 1):
        try:
            source.rename(target)
            return
        except PermissionError:
            if attempt == _TRIES:
                raise ReportError(
                    f"Folder laporan {source.parent.name}/{source.name} sedang dipakai program "
                    "lain atau folder tidak boleh ditulis. Tutup peramban atau Excel yang "
                    "membukanya, periksa izin folder, lalu ulangi."
                ) from None
            time.sleep(_WAIT_SECONDS)


def _sync_all(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            _sync(path)


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
