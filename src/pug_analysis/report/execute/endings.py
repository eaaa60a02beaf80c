"""How a notebook ended: what it made, or why it failed, and the file that tells it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from pug_analysis.report.write.made import Made, pack, unpack

#: What ended a notebook that made nothing: an error, a dead kernel, a cell that took too long.
Status = Literal["gagal", "mati", "waktu"]


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a notebook has no page.

    Attributes
    ----------
    cell : number of the code cell, from 1; None where none of them failed
    error : class of the exception
    message : its text, if it is one of ours
    place : file and line in this package, or ""
    """

    status: Status
    cell: int | None
    error: str
    message: str | None = None
    place: str = ""


Ending = Made | Failed


def write_ending(ending: Ending, path: Path) -> None:
    """Write the result file in one step, so that a half-written one is never read."""
    if isinstance(ending, Made):
        rest = {"dibaca": ending.read, "bita": ending.size, "detik": ending.seconds}
        told = {"berhasil": pack(ending) | rest}
    else:
        told = {"gagal": asdict(ending)}
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    partial.replace(path)


def take_ending(path: Path) -> Ending:
    """Read a result file and remove it: it holds tables that were not yet checked.

    A worker that left none has died.
    """
    if not path.exists():
        return Failed("mati", None, "ProsesTerhenti")
    told = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    if "gagal" in told:
        return Failed(**told["gagal"])
    made = told["berhasil"]
    run, page = made["detik"]
    return replace(unpack(made, read=made["dibaca"]), size=made["bita"], seconds=(run, page))
