"""Private copies of the input of published reports, so that each can be made again.

``.pug/arsip/isi/<sha256>`` holds contents, ``.pug/arsip/<periode>-<edition>.json`` which content stood
where in the workspace. They are copies, not hard links: an export that is edited in place would
change its link too. What no published report needs any longer is removed: these are personal data.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pug_analysis.ingest.files.raw_folder import hash_file, list_files, list_skipped
from pug_analysis.report.publish.folders import private_folder, report_folder, write_private
from pug_analysis.terms.kalender import Periode

#: Path in the workspace, written with "/", to the digest of its content.
Catalogue = dict[str, str]

SETTINGS: Final = "pug.toml"
#: The workspace's own forms of the evaluation, see ``instrumen.read_form``.
_FORM: Final = re.compile(r"instrumen-\d{4}\.toml")
#: What stands for a name that is told but has no content to keep.
EMPTY: Final = hashlib.sha256(b"").hexdigest()


def list_input(workspace: Path, periode: Periode, edition: str) -> Catalogue:
    """Return everything in a workspace that a report is made from, as it is now.

    That is ``pug.toml``, the forms of the evaluation, the raw files of the period and of all
    earlier ones, and the published tables that it may be compared with. What only looks like data
    is listed too, without its content: it is told in the report. The place of a folder ends with "/".
    """
    found = {workspace / SETTINGS, published_table(workspace, periode.last_year, edition)}
    entries = {}
    folders = sorted(p for p in (workspace / "data" / "raw").glob("*") if p.is_dir())
    for folder in folders:
        told = Periode.from_name(folder.name)
        if told is None or told > periode:
            continue
        found |= set(list_files(folder))
        if told < periode:
            found.add(published_table(workspace, told, edition))
        for path in (folder / name for name in list_skipped(folder)):
            entries[_place(path, workspace) + "/" * path.is_dir()] = EMPTY
    listed = {_place(p, workspace): hash_file(p) for p in found if p.is_file()}
    return entries | listed | list_forms(workspace)


def list_forms(workspace: Path) -> Catalogue:
    """Return the workspace's own forms of the evaluation."""
    found = sorted(p for p in workspace.glob("*.toml") if _FORM.fullmatch(p.name))
    return {_place(path, workspace): hash_file(path) for path in found}


def find_forms(catalogue: Catalogue) -> Catalogue:
    """Return the forms of the evaluation among the input of a report."""
    return {place: digest for place, digest in catalogue.items() if _FORM.fullmatch(place)}


def published_table(workspace: Path, periode: Periode, edition: str) -> Path:
    """Return where Tabel 4.1 of a report stands, if it was published."""
    return report_folder(workspace, periode, edition) / "tabel" / "profil_tabel_4_1.csv"


def keep_contents(workspace: Path, catalogue: Mapping[str, str]) -> None:
    """Copy the contents of a catalogue into the private area; what is there already stays.

    A file that changed since it was listed is left out: :func:`read_archived` will miss it.
    """
    store = private_folder(workspace, "arsip", "isi")
    for place, digest in catalogue.items():
        target = store / digest
        if digest == EMPTY or (target.exists() and hash_file(target) == digest):
            continue
        data = (workspace / place).read_bytes()
        if hashlib.sha256(data).hexdigest() == digest:
            write_private(target, data)


def write_catalogue(
    workspace: Path, periode: Periode, edition: str, catalogue: Mapping[str, str] | None
) -> None:
    """Write what a published report was made from, and remove contents that none needs any more.

    Parameters
    ----------
    catalogue : of :func:`list_input`; None to keep nothing of this report
    """
    folder = private_folder(workspace, "arsip")
    own = _catalogue_file(workspace, periode, edition)
    if catalogue is None:
        own.unlink(missing_ok=True)
    else:
        text = json.dumps(catalogue, indent=1, ensure_ascii=False, sort_keys=True)
        write_private(own, text.encode("utf-8"))
    needed: set[str] = set()
    for path in sorted(folder.glob("*-*.json")):
        name, _, of_edition = path.stem.rpartition("-")
        told = Periode.from_name(name)
        if told is not None and report_folder(workspace, told, of_edition).is_dir():
            needed |= set(json.loads(path.read_text(encoding="utf-8")).values())
        else:
            path.unlink()
    for path in private_folder(workspace, "arsip", "isi").iterdir():
        if path.name not in needed:
            path.unlink()


def read_catalogue(workspace: Path, periode: Periode, edition: str) -> Catalogue | None:
    """Return what a published report was made from; None if nothing was kept or it is damaged."""
    try:
        text = _catalogue_file(workspace, periode, edition).read_text(encoding="utf-8")
        return dict(json.loads(text))
    except (OSError, ValueError):
        return None


def read_archived(workspace: Path, place: str, digest: str) -> bytes | None:
    """Return a content from the archive or, failing that, from its place; None if it is gone."""
    if digest == EMPTY:
        return b""
    for path in (workspace / ".pug" / "arsip" / "isi" / digest, workspace / place):
        if path.is_file():
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() == digest:
                return data
    return None


def restore_input(workspace: Path, catalogue: Mapping[str, str], target: Path) -> str:
    """Put the input of a report into another folder as it stood.

    Returns
    -------
    The first place whose content is gone; "" if all are there.
    """
    for place, digest in sorted(catalogue.items()):
        path = target / place
        if place.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
            continue
        data = read_archived(workspace, place, digest)
        if data is None:
            return place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return ""


def _catalogue_file(workspace: Path, periode: Periode, edition: str) -> Path:
    return workspace / ".pug" / "arsip" / f"{periode.name}-{edition}.json"


def _place(path: Path, workspace: Path) -> str:
    return path.relative_to(workspace).as_posix()
