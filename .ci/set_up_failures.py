"""What goes wrong when packages are installed, in one Indonesian sentence with what to do."""

from __future__ import annotations

import re

#: Signs in the words of pip, venv or the system, and what to say; the first that fits is told.
#: A failed fetch is told by its cause, so causes stand before "nothing found", which follows from them.
FAILURES = (
    (
        r"No space left on device|Errno 28|WinError 112|not enough space|Disk quota exceeded",
        "Diska penuh: kosongkan sedikitnya 2 GB, lalu ulangi perintah yang sama.",
    ),
    (
        r"ProxyError|Tunnel connection failed|Cannot connect to proxy|\b407\b|ProxySchemeUnknown",
        "Proxy jaringan menolak sambungan: minta alamat proxy kepada pengelola jaringan, atur sebagai "
        "HTTPS_PROXY (misalnya HTTPS_PROXY=http://nama:8080), lalu ulangi perintah yang sama.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|certificate verify failed",
        "Sertifikat jaringan tidak dikenal: periksa tanggal dan jam komputer ini, atau minta berkas "
        "sertifikat kantor kepada pengelola jaringan dan sebutkan sebagai PIP_CERT, lalu ulangi.",
    ),
    (
        r"DO NOT MATCH THE HASHES|HashMismatch|Hash mismatch",
        "Paket yang diunduh berbeda dari daftar (terpotong, atau diubah di jalan): ulangi perintah yang "
        "sama; bila terulang, pakai jaringan lain.",
    ),
    (
        r"NewConnectionError|NameResolutionError|Temporary failure in name resolution|getaddrinfo failed|"
        r"Network is unreachable|No route to host|Connection refused|ConnectTimeout|ReadTimeout|"
        r"timed out|Connection aborted|Connection reset|IncompleteRead|WinError 100\d\d|Max retries",
        "Jaringan tidak tersambung atau terputus: periksa internet lalu ulangi perintah yang sama, atau "
        "pasang tanpa jaringan menurut docs/jaringan-luring.md.",
    ),
    (
        r"ensurepip is not available|No module named '?(ensurepip|venv)",
        "Python ini tidak lengkap: pasang bagian venv (Debian dan Ubuntu: sudo apt install python3-venv), "
        "lalu ulangi perintah yang sama.",
    ),
    (
        r"no such option|unrecognized arguments",
        "pip yang dibawa Python ini terlalu lama: pasang ulang Python dari python.org, lalu ulangi "
        "perintah yang sama.",
    ),
    (
        r"No matching distribution found|Could not find a version",
        "Ada paket yang tidak tersedia untuk komputer ini, atau folder wheelhouse tidak lengkap: lihat "
        "docs/jaringan-luring.md untuk sistem yang dilayani.",
    ),
    (
        r"Permission denied|Errno 13|Access is denied|WinError 5\b|Read-only file system",
        "Folder program tidak dapat ditulisi: tutup program lain yang memakainya, atau pindahkan folder ini "
        "ke tempat milik sendiri, lalu ulangi perintah yang sama.",
    ),
    (
        r"File name too long|WinError 206|path too long|Long Path",
        "Jalur folder ini terlalu panjang: pindahkan ke tempat yang pendek, misalnya C:\\pug, lalu ulangi.",
    ),
)  # fmt: skip
UNKNOWN = (
    "Penyiapan gagal karena sebab yang tidak dikenal: kirim catatannya kepada pemelihara program."
)


class SetUpError(Exception):
    """What stopped the set-up, as it is told."""


def describe(words: str) -> str:
    """Return the sentence for what a tool said.

    >>> describe("OSError: [Errno 28] No space left on device")
    'Diska penuh: kosongkan sedikitnya 2 GB, lalu ulangi perintah yang sama.'
    """
    for sign, sentence in FAILURES:
        if re.search(sign, words, re.IGNORECASE):
            return sentence
    return UNKNOWN
