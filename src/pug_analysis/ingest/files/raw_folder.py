"""The files of a raw folder: which of them are data, and whether one is a file at all.

Size and kind are looked at before anything is read: a pipe never ends, and a hollow file of
gigabytes takes no room on the disk, but all of the memory.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Final

from pug_analysis.ingest.values.refused import Refused

#: Files of a raw folder that are no data: ours, and those that systems put beside others.
IGNORED: Final = frozenset(
    {
        "dirt.json", "truth.json", "readme.md", "pug.toml", "thumbs.db", "ehthumbs.db", "desktop.ini",
        "icon\r",
    }
)  # fmt: skip
#: Where a download came from, as Windows notes it beside the file.
_ZONE: Final = "zone.identifier"
_LOCKS: Final = ("~$", ".~lock.")
#: Folders that systems and network drives make for themselves.
_OWN_FOLDERS: Final = (".", "@", "#", "$", "__macosx", "system volume information")
#: A file that is larger and has so much less on the disk was never filled.
_HOLLOW_BYTES: Final = 64 * 2**20
_HOLLOW_RATIO: Final = 50
_START: Final = 4096


def list_files(folder: Path) -> list[Path]:
    """Return the data files of a folder in order of name; locks and hidden files are no data.

    What is neither file nor folder is listed too, so that it is refused when it is read.
    """
    return sorted(
        (p for p in folder.iterdir() if not p.is_dir() and is_data_file(p)), key=lambda p: p.name
    )


def list_skipped(folder: Path) -> list[str]:
    """Return the names that are told to be left out: locks, drafts, and folders (with a "/")."""
    found = []
    for path in folder.iterdir():
        if path.is_dir():
            if not path.name.lower().startswith(_OWN_FOLDERS):
                found.append(f"{path.name}/")
        elif path.name.startswith(_LOCKS) or _is_draft(path.name):
            found.append(path.name)
    return sorted(found)


def is_data_file(path: Path) -> bool:
    """Whether a file of a raw folder is data by its name."""
    name = path.name.lower()
    companion = name in IGNORED or name.endswith(_ZONE)
    return not (companion or name.startswith((".", "~$")) or _is_draft(name))


def _is_draft(name: str) -> bool:
    """Whether a program keeps an earlier or half-saved state of a file under this name."""
    return name.endswith("~") or (name.startswith("~") and name.lower().endswith(".tmp"))


def check_file(path: Path) -> os.stat_result:
    """Return what the system knows of a file that can be read.

    Raises
    ------
    Refused
        if it is a pipe, a device, a folder or a broken link, cannot be looked at, or is hollow.
    """
    try:
        found = path.stat()
    except OSError:
        raise Refused("BERKAS-BUKAN-BERKAS" if path.is_symlink() else "BERKAS-TERKUNCI") from None
    if not stat.S_ISREG(found.st_mode):
        raise Refused("BERKAS-BUKAN-BERKAS")
    if is_hollow(found) or (found.st_size > _HOLLOW_BYTES and _starts_with_nothing(path)):
        raise Refused("BERKAS-RUSAK", rincian="sebagian besar isinya belum pernah ditulis")
    return found


def is_hollow(found: os.stat_result) -> bool:
    """Whether most of a large file was never written; systems that do not tell say no."""
    on_disk = 512 * getattr(found, "st_blocks", 0)
    return found.st_size > _HOLLOW_BYTES and 0 < on_disk * _HOLLOW_RATIO < found.st_size


def _starts_with_nothing(path: Path) -> bool:
    """Whether a file begins with zero bytes alone, as no format does."""
    try:
        with path.open("rb") as stream:
            return not any(stream.read(_START))
    except OSError:
        return False


def weigh_file(path: Path) -> int:
    """Return the bytes of a file that may be read, 0 for what is refused unread."""
    try:
        return check_file(path).st_size
    except Refused:
        return 0


def hash_file(path: Path) -> str:
    """Return the sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
