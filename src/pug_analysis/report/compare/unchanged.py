"""Whether anything that a published report was made from has changed since.

Everything is compared by content, never by time or size. The answer needs no library that makes a
report, so that it comes at once. ``.pug/keadaan/<periode>-<edition>.json`` holds digests alone.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import platform
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from pug_analysis.report.plan.notebooks import notebooks_folder
from pug_analysis.report.publish.folders import private_folder, report_folder, write_private
from pug_analysis.report.write import provenance
from pug_analysis.terms.edisi import EDITIONS, OPEN
from pug_analysis.terms.kalender import Periode

#: What to the digest of its content, or what stands for it.
State = dict[str, str]

_OWN: Final = re.compile(r"pug\.toml|instrumen-\d{4}\.toml")
#: For the data officer alone; no report is made from it.
_QUARANTINE: Final = "karantina.xlsx"
#: Why the edition that stands was left as it was, in place of a report that was not published.
_STAYS: Final = "tetap"
#: What stands for a file that could not be read.
_CLOSED: Final = "tidak terbaca"


def describe_input(
    workspace: Path, periode: Periode, edition: str, options: Mapping[str, object]
) -> State:
    """Return what a report would be made from now; to be taken before anything is read for it.

    That is the raw files of the period and of all earlier ones, settings and forms, published
    reports that it is compared with or attacked together with, notebooks, code, packages, Python,
    and how the command was given. More rather than less: what is listed
    in vain costs a run, what is missing would be a lie.

    Parameters
    ----------
    options : of the command, as far as they can change a report or whether it is published
    """
    others = _other_reports(workspace, periode, edition)
    places = [
        *(path for path in workspace.glob("*.toml") if _OWN.fullmatch(path.name)),
        *(path for folder in _periods(workspace / "data" / "raw", periode) for path in folder.iterdir()),
        *(path for folder in others for path in (folder / "tabel").glob("*.csv")),
        *(folder / "manifest.json" for folder in others),
    ]  # fmt: skip
    notebooks = notebooks_folder(workspace).glob("*.ipynb")
    return {
        "pilihan": json.dumps(options, sort_keys=True, default=str),
        "kode": provenance.code_version(),
        "paket": _digest("\n".join(_distributions()).encode()),
        "kunci paket": provenance.lock_digest() or "",
        "python": f"{sys.implementation.name} {platform.python_version()} {sys.platform}",
        **{f"notebook {path.stem}": _digest_file(path) for path in notebooks},
        **_digest_all(places, workspace),
    }


def is_unchanged(
    workspace: Path, periode: Periode, edition: str, *, options: Mapping[str, object]
) -> bool:
    """Whether a report stands that all this would give again, and nobody touched it since.

    Parameters
    ----------
    options : as for :func:`describe_input`
    """
    kept = _read_record(workspace, periode, edition)
    kept.pop(_STAYS, None)
    output = _describe_output(workspace, periode, edition)
    return kept == describe_input(workspace, periode, edition, options) | output


def read_stays(workspace: Path, periode: Periode, edition: str) -> str:
    """Return why the last run left the edition as it stood; "" if it published one."""
    return _read_record(workspace, periode, edition).get(_STAYS, "")


def newest_period(workspace: Path, semester: int | None) -> Periode | None:
    """Return the newest period with a folder of raw files, of one semester if that is given."""
    folders = [path for path in (workspace / "data" / "raw").glob("*") if path.is_dir()]
    found = [told for path in folders if (told := Periode.from_name(path.name)) is not None]
    return max((told for told in found if semester in (None, told.semester)), default=None)


def keep_state(
    workspace: Path, periode: Periode, edition: str, state: State, *, stays: str = ""
) -> None:
    """Note what a report that was just published was made from, and what came of it.

    Parameters
    ----------
    state : of :func:`describe_input`, taken before the run
    stays : why it was not published, and the one that stands was left as it was
    """
    stayed = {_STAYS: stays} if stays else {}
    kept = stayed | state | _describe_output(workspace, periode, edition)
    text = json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True)
    private_folder(workspace, "keadaan")
    write_private(_record(workspace, periode, edition), text.encode("utf-8"))


def _describe_output(workspace: Path, periode: Periode, edition: str) -> State:
    """The published report, and what was made on the way to it: tables, digests of people, the key."""
    processed = _periods(workspace / "data" / "processed", periode)
    published = report_folder(workspace, periode, edition)
    places = [
        *(p for folder in processed for p in folder.iterdir() if p.name != _QUARANTINE),
        *(workspace / ".pug" / "sidik").glob("*.npz"),
        *(path for path in published.rglob("*") if path.is_file() or path.is_symlink()),
    ]
    return {"kunci": _key_digest(workspace)} | _digest_all(places, workspace)


def _other_reports(workspace: Path, periode: Periode, edition: str) -> list[Path]:
    """Return the folders of reports that one is compared with, or attacked together with."""
    earlier = [
        p / edition for p in _periods(workspace / "reports", periode) if p.name != periode.name
    ]
    protected = [name for name in EDITIONS if OPEN not in (name, edition)]
    beside = [
        report_folder(workspace, told, name)
        for told in (periode, periode.last_year)
        for name in protected
        if (told, name) != (periode, edition)
    ]
    return [path for path in dict.fromkeys([*earlier, *beside]) if path.is_dir()]


def _read_record(workspace: Path, periode: Periode, edition: str) -> State:
    try:
        found = json.loads(_record(workspace, periode, edition).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _record(workspace: Path, periode: Periode, edition: str) -> Path:
    return workspace / ".pug" / "keadaan" / f"{periode.name}-{edition}.json"


def _periods(folder: Path, until: Periode) -> list[Path]:
    """Return the folders in it of a period and of all before it."""
    found = [(Periode.from_name(path.name), path) for path in folder.glob("*") if path.is_dir()]
    return [path for told, path in found if told is not None and told <= until]


def _distributions() -> list[str]:
    """Return name and version of all that is installed, as its folders are called."""
    places = [Path(place) for place in sys.path if place and Path(place).is_dir()]
    return sorted({path.name for place in places for path in place.glob("*.dist-info")})


def _key_digest(workspace: Path) -> str:
    try:
        key = (workspace / ".pug" / "kunci").read_bytes()
    except OSError:
        return _CLOSED
    return hmac.digest(key, b"keadaan laporan", "sha256").hex()


def _digest_all(paths: Iterable[Path], workspace: Path) -> State:
    return {path.relative_to(workspace).as_posix(): _digest_file(path) for path in paths}


def _digest_file(path: Path) -> str:
    """Return the digest of a file; a word for a folder, for what is not there or cannot be read."""
    if path.is_dir():
        return "folder"
    try:
        return provenance.digest_file(path)
    except OSError:
        return _CLOSED


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
