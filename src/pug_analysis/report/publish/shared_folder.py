"""What the shared folder of a report may hold, and one archive of it for mail.

Many mail gateways hold back pages as attachments, so all files also stand in one zip. It is made
after the last gate from files that have passed it.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import Final

from pug_analysis.errors import ReportError

#: Folder within the report (or none) to the suffixes of the files that may stand there.
_ALLOWED: Final = {
    ".": frozenset({".html", ".pdf", ".xlsx", ".zip"}),
    "tabel": frozenset({".csv"}),
    "gambar": frozenset({".png"}),
}
_MANIFEST: Final = "manifest.json"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]*\.[a-z]{3,4}", re.IGNORECASE)
#: Members tell neither when nor on which system they were packed.
_TIME: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3


def check_shared(folder: Path) -> None:
    """Refuse a folder that holds anything but pages, PDF, workbook, CSV, PNG, manifest and zip.

    Raises
    ------
    ReportError
        with the number of such files, not their names: anybody may have named them.
    """
    foreign = sum(not _is_allowed(path, folder) for path in folder.rglob("*"))
    if foreign:
        raise ReportError(
            f"Laporan tidak diterbitkan; laporan terakhir tidak berubah. {foreign} berkas atau "
            "folder di dalamnya bukan HTML, PDF, XLSX, CSV, PNG, ZIP, atau manifest.json. Periksa "
            "apakah ada notebook yang menulis berkas sendiri."
        )


def _is_allowed(path: Path, folder: Path) -> bool:
    place = PurePosixPath(path.relative_to(folder).as_posix())
    if path.is_symlink():
        return False
    if path.is_dir():
        return str(place) in _ALLOWED
    if str(place) == _MANIFEST:
        return True
    suffixes = _ALLOWED.get(str(place.parent), frozenset())
    return place.suffix in suffixes and _NAME.fullmatch(place.name) is not None


def write_mail(folder: Path, name: str) -> Path:
    """Pack all files of a finished report; the same files give the same bytes.

    Parameters
    ----------
    folder : complete report with its manifest
    name : name of the archive without suffix, and of the one folder in it

    Returns
    -------
    Path of the archive, within ``folder``; the manifest does not list it.
    """
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    target = folder / f"{name}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, path in sorted(files.items()):
            member = zipfile.ZipInfo(f"{name}/{inside}", date_time=_TIME)
            member.create_system = _UNIX
            member.external_attr = 0o100644 << 16
            archive.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return target
