"""Every version of a protected edition that was published, as far as its readers may hold it.

``.pug/terbit/<periode>-<edition>/<digest of the manifest>`` holds the tables and the ledger of a
version, and which states of people it was made from; those lie in ``.pug/terbit/orang``. A version is
put there before it is published and gets its name afterwards, so that a crash in between loses none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pug_analysis.audit import read_ledger
from pug_analysis.report.publish.folders import private_folder, report_folder, write_private
from pug_analysis.terms.kalender import Periode

_MANIFEST: Final = "manifest.json"
_PEOPLE: Final = "orang.json"
#: Made ready, perhaps not published.
_PENDING: Final = "tunda"
_STORE: Final = "terbit"


@dataclass(frozen=True, slots=True)
class Version:
    """A published version: its edition, a folder with its tables, and the people it was made from.

    ``published`` is None, and ``people`` (period to the digest of its states) empty, where an older
    program published it.
    """

    edition: str
    folder: Path
    published: dt.date | None
    people: Mapping[str, str]


def list_versions(workspace: Path, periode: Periode, edition: str) -> list[Version]:
    """Return all versions that were published, the oldest first; and the standing one in any case."""
    shelf = _shelf(workspace, periode, edition)
    standing = report_folder(workspace, periode, edition)
    now = _digest(standing)
    _settle(shelf, now)
    kept = {path.name: path for path in shelf.iterdir() if path.is_dir()} if shelf.is_dir() else {}
    found = [_open(path, edition) for path in kept.values()]
    if now and now not in kept:
        found.append(Version(edition, standing, None, {}))
    return sorted(found, key=lambda one: (one.published or dt.date.min, one.folder.name))


def find_standing(workspace: Path, periode: Periode, edition: str) -> Version | None:
    """Return the version that stands published."""
    now = _digest(report_folder(workspace, periode, edition))
    versions = list_versions(workspace, periode, edition)
    return next((one for one in versions if _digest(one.folder) == now), None) if now else None


def prepare_version(
    folder: Path,
    workspace: Path,
    periode: Periode,
    edition: str,
    *,
    people: Mapping[str, bytes],
    today: dt.date,
) -> None:
    """Put a staged report aside, to be named a version once it is published.

    Parameters
    ----------
    folder : staged report with its manifest
    people : period to the states of its people, see ``report.person_states``
    today : day of publication
    """
    private_folder(workspace, _STORE, f"{periode.name}-{edition}")
    pending = _shelf(workspace, periode, edition) / _PENDING
    shutil.rmtree(pending, ignore_errors=True)
    states = {name: hashlib.sha256(data).hexdigest() for name, data in people.items()}
    store = private_folder(workspace, _STORE, "orang")
    for name, data in people.items():
        write_private(store / states[name], data)
    private_folder(workspace, _STORE, f"{periode.name}-{edition}", _PENDING, "tabel")
    for name in read_ledger(folder)["tabel"]:
        table = f"tabel/{name}.csv"
        write_private(pending / table, (folder / table).read_bytes())
    told = {"terbit": today.isoformat(), "orang": states}
    write_private(pending / _PEOPLE, json.dumps(told, sort_keys=True).encode())
    write_private(pending / _MANIFEST, (folder / _MANIFEST).read_bytes())


def settle_version(workspace: Path, periode: Periode, edition: str, *, alone: bool = False) -> None:
    """Give the version that was just published its name, and remove states that none needs.

    Parameters
    ----------
    alone : nobody holds an earlier version, so that none is kept
    """
    shelf = _shelf(workspace, periode, edition)
    now = _digest(report_folder(workspace, periode, edition))
    _settle(shelf, now)
    for path in [path for path in shelf.iterdir() if alone and path.name != now]:
        shutil.rmtree(path)
    store = shelf.parent
    needed = {
        state
        for path in store.glob(f"*/*/{_PEOPLE}")
        for state in _open(path.parent, edition).people.values()
    }
    for path in (store / "orang").iterdir():
        if path.name not in needed:
            path.unlink()


def read_people(workspace: Path, version: Version) -> dict[str, bytes]:
    """Return the states of people that a version was made from, as far as they are kept."""
    store = workspace / ".pug" / _STORE / "orang"
    found = {name: store / state for name, state in version.people.items()}
    return {name: path.read_bytes() for name, path in found.items() if path.is_file()}


def _settle(shelf: Path, standing: str) -> None:
    """Name or drop what was made ready: it was published if, and only if, it stands."""
    pending = shelf / _PENDING
    if not pending.is_dir():
        return
    named = shelf / standing
    if not standing or _digest(pending) != standing:
        shutil.rmtree(pending)
        return
    if named.is_dir():
        shutil.rmtree(named)
    pending.rename(named)


def _open(folder: Path, edition: str) -> Version:
    try:
        told = json.loads((folder / _PEOPLE).read_text(encoding="utf-8"))
        return Version(edition, folder, dt.date.fromisoformat(told["terbit"]), dict(told["orang"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Version(edition, folder, None, {})


def _shelf(workspace: Path, periode: Periode, edition: str) -> Path:
    return workspace / ".pug" / _STORE / f"{periode.name}-{edition}"


def _digest(folder: Path) -> str:
    """Digest of a report's manifest, which holds the digests of all its files; "" if there is none."""
    try:
        return hashlib.sha256((folder / _MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""
