"""Who may speak with the workers: whoever reaches a Dask port without TLS runs code as its owner.

On this machine each run has a key of its own, which lives in memory and ends with it. A scheduler
elsewhere is spoken with by the certificates that Dask's own settings name.
"""

from __future__ import annotations

import os
import ssl
import stat
from pathlib import Path
from typing import Any, Final

from pug_analysis.errors import UsageError

_SAFE: Final = "tls://"
_SETTINGS: Final = "distributed.comm.tls."
_NEEDED: Final = ("ca-file", "client.cert", "client.key")
_GUIDE: Final = "Perintah untuk membuatnya ada di docs/klaster.md, bagian Sertifikat."
#: A scheduler's pages answer whoever asks; nobody reads them here.
QUIET_PAGES: Final[dict[str, list[str]]] = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}


def check_scheduler(address: str | None, *, insecure: bool) -> None:
    """Refuse a scheduler that anybody in its network can use, unless that is said to be wanted.

    Parameters
    ----------
    address : as given to ``--scheduler``; None for the cluster of this machine
    insecure : whether ``--insecure`` was given

    Raises
    ------
    UsageError
        if the address is not one with TLS, or ``--insecure`` has nothing to allow.

    Examples
    --------
    >>> check_scheduler("tls://10.0.0.1:8786", insecure=False)
    >>> check_scheduler("tcp://10.0.0.1:8786", insecure=True)
    """
    safe = address is None or address.startswith(_SAFE)
    if insecure and safe:
        raise UsageError(
            "--insecure hanya untuk --scheduler tanpa TLS (tcp://). Hapus --insecure: di sini hubungannya "
            "memakai TLS."
        )
    if not safe and not insecure:
        raise UsageError(
            f"Penjadwal {address} tidak memakai TLS: siapa pun yang dapat menghubunginya dapat menjalankan "
            "program atas nama Anda dan membaca data semua folder kerja. Nyalakan dengan sertifikat dan tulis "
            f"{_SAFE}... {_GUIDE} Hanya bila tidak seorang pun lain dapat mencapai jaringan dan mesinnya: "
            "--insecure."
        )


def make_run_keys() -> Any:
    """Return the ``distributed`` security of one run: key and certificate that nobody else has."""
    from distributed.security import Security

    return Security.temporary()


def read_certificates() -> Any:
    """Return the ``distributed`` security that Dask's settings describe.

    Raises
    ------
    UsageError
        if a setting is missing, a file cannot be read or is no certificate, or the private key can
        be read by every user of the machine.
    """
    import dask
    from distributed.security import Security

    named = {key: dask.config.get(f"{_SETTINGS}{key}", None) for key in _NEEDED}
    if missing := [key for key, value in named.items() if not value]:
        raise UsageError(
            f"Untuk {_SAFE} setelan Dask harus menyebut sertifikat; yang belum: "
            f"{', '.join(_SETTINGS + key for key in missing)}. {_GUIDE}"
        )
    for key, value in named.items():
        _check_file(key, str(value))
    try:
        found = Security()
        found.get_connection_args("client")
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise UsageError(
            f"Sertifikat untuk {_SAFE} tidak dapat dipakai ({_name(error)}). Periksa berkas PEM pada setelan "
            f"Dask {', '.join(_SETTINGS + key for key in _NEEDED)}; kunci harus milik sertifikatnya. {_GUIDE}"
        ) from None
    return found


def _check_file(key: str, value: str) -> None:
    try:
        with Path(value).open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
    except (OSError, ValueError):  # a NUL in the name
        raise UsageError(
            f"Berkas {value} pada setelan Dask {_SETTINGS}{key} tidak dapat dibaca. Perbaiki jalur atau "
            "izinnya."
        ) from None
    if os.name == "posix" and key.endswith("key") and mode & stat.S_IROTH:
        raise UsageError(
            f"Kunci {value} dapat dibaca semua pengguna mesin ini. Jalankan: chmod 600 {value}, dan buat "
            "sertifikat baru bila sudah lama demikian."
        )


def _name(error: Exception) -> str:
    return (isinstance(error, ssl.SSLError) and error.reason) or type(error).__name__
