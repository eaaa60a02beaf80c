"""Why the operating system refused, in plain Indonesian."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

_REASONS: Final = {
    errno.EACCES: "izin ditolak",
    errno.EPERM: "izin ditolak",
    errno.EROFS: "tempat penyimpanan hanya dapat dibaca",
    errno.ENOSPC: "ruang disk habis",
    errno.ENOENT: "berkas tidak ada",
    errno.EISDIR: "yang ditemukan folder, padahal harus berkas",
    errno.ENOTDIR: "yang ditemukan berkas, padahal harus folder",
    errno.EEXIST: "sudah ada berkas bernama sama",
    errno.ENAMETOOLONG: "nama terlalu panjang",
    errno.EMFILE: "terlalu banyak berkas terbuka",
    errno.ENOMEM: "memori habis",
    errno.EAGAIN: "sistem sedang terlalu sibuk",
    errno.EBUSY: "sedang dipakai program lain",
    errno.EIO: "perangkat penyimpanan rusak atau terputus",
}


def reason(error: OSError) -> str:
    """Return the reason of a system error.

    Examples
    --------
    >>> reason(PermissionError(13, "Permission denied"))
    'izin ditolak'
    """
    return _REASONS.get(error.errno or 0, f"kesalahan sistem {error.errno or 'tanpa nomor'}")


def describe_os_error(error: OSError, workspace: Path) -> str:
    """Say in one sentence which file or folder could not be used, and why.

    Parameters
    ----------
    workspace : folder to which the path is told, if it lies within
    """
    if error.filename is None:
        return f"Berkas atau folder tidak dapat dipakai: {reason(error)}."
    path = Path(str(error.filename)).absolute()
    if path.is_relative_to(workspace.absolute()):
        path = path.relative_to(workspace.absolute())
    return f"{path} tidak dapat dipakai: {reason(error)}."
