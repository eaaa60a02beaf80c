"""What a build that was killed leaves behind, and its removal at the start of the next command.

Needs no library, so that a command that only says that nothing changed removes it too.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from pug_analysis.terms.kalender import Periode

#: Beside a processed folder: the one being made, and the one that it takes the place of.
STAGE: Final = "tahap"
ASIDE: Final = "lama"


def hidden_folder(target: Path, kind: str) -> Path:
    """Return the hidden folder of a kind beside a processed folder."""
    return target.parent / f".{kind}-{target.name}"


def spool_folder(workspace: Path, periode: Periode) -> Path:
    """Return where a build in pieces keeps what names people: in the private area, not beside its tables."""
    return workspace / ".pug" / "gulungan" / periode.name


def open_spool(workspace: Path, periode: Periode) -> Path:
    """Make an empty spool that only the owner can open."""
    folder = spool_folder(workspace, periode)
    remove_spool(workspace, periode)
    for path in (folder.parent.parent, folder.parent, folder):
        path.mkdir(mode=0o700, exist_ok=True)
    return folder


def remove_spool(workspace: Path, periode: Periode) -> None:
    """Remove a spool, and the folders around it that it leaves empty."""
    folder = spool_folder(workspace, periode)
    if folder.is_dir():
        shutil.rmtree(folder)
    for path in (folder.parent, folder.parent.parent):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def sweep(workspace: Path) -> None:
    """Remove what killed builds of any period left; the caller holds the workspace.

    A build that died between its two renames left the old folder aside: it is put back.
    """
    processed = workspace / "data" / "processed"
    for folder, periode in _find(processed, f".{ASIDE}-"):
        target = processed / periode.name
        if target.exists():
            shutil.rmtree(folder)
        else:
            folder.rename(target)
    for folder, _ in _find(processed, f".{STAGE}-"):
        shutil.rmtree(folder)
    for _, periode in _find(workspace / ".pug" / "gulungan", ""):
        remove_spool(workspace, periode)


def _find(folder: Path, prefix: str) -> list[tuple[Path, Periode]]:
    """Folders in it that are called after a period; no other is ours."""
    if not folder.is_dir():
        return []
    named = [(path, Periode.from_name(path.name.removeprefix(prefix))) for path in folder.iterdir()]
    return [
        (path, told)
        for path, told in named
        if told is not None and path.name == f"{prefix}{told.name}" and path.is_dir()
    ]
