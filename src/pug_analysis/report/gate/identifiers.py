"""Numbers and addresses that point at a person or a machine by their form alone.

Used on texts that were already taken apart, see :mod:`pug_analysis.report.gate.layers`.
"""

from __future__ import annotations

import re
from typing import Final

# Patterns begin with the rarest sign that they can; what must not stand before is asked afterwards.
# With a lookbehind in front the same search takes three times as long.
_GAP: Final = r"[\s.,'’\-/]{0,3}"
#: Birth date, month of appointment (or year, 2 and contract number), sex, sequence.
_NIP: Final = re.compile(
    r"(?:19[4-9]|20[01])(?<!\d\d\d\d)\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])"
    rf"{_GAP}(?:19|20)\d{{2}}(?:0[1-9]|1[0-2]|2[1-9]){_GAP}[12]{_GAP}\d{{3}}(?!\d)"
)
#: Fifteen to twenty digits by themselves (a NIK has 16, a NIP 18); the digits of a share such as
#: 0,1234567890123456 and those within a digest are not meant.
_LONG: Final = re.compile(r"(?<!\w)(?<!\d[.,])[1-9]\d{14,19}(?!\w)")
_LONG_RUN: Final = re.compile(r"\d{15}")
#: A number that became a float, as Excel shows a NIP: 1.98503E+17. No count is that large.
#: Not the chance of a digest such as 7e15b0.
_AS_FLOAT: Final = re.compile(r"(?<![\w.,])[1-9](?:[.,]\d+)?[eE]\+?1[4-9](?!\w)")
_EXPONENT: Final = re.compile(r"[eE]\+?1[4-9]")
#: The old NIP of nine digits, and whatever else somebody calls a NIP.
_NAMED: Final = re.compile(r"[Nn][Ii][PpKk]\b\W{0,5}\d{9,}")
_PHONE: Final = re.compile(
    r"(?:\+62[\s-]?8|628(?<![\w.,+]...)|08(?<![\w.,+]..))\d{2}[\s-]?\d{3,4}[\s-]?\d{3,5}"
    r"(?![\w.,]?\d)"
)
_MAIL: Final = re.compile(r"@(?<=[\w.+-]@)[\w-]+\.[\w-]")
_PATH: Final = re.compile(
    r"(?<!\w)[A-Za-z]:\\{1,2}\w|\\\\[\w.-]+\\+[\w$]|file://|"
    r"(?<![\w./])/(?:home|Users|root|tmp|mnt|media|Volumes)/[\w.-]"
)
_PATH_SIGNS: Final = (":\\", "\\\\", "file:/", *(f"/{name}/" for name in (
    "home", "Users", "root", "tmp", "mnt", "media", "Volumes")))  # fmt: skip
#: A whole digest, or its beginning where that is said: of a file, or of the code in a version. By
#: chance it may look like anything.
_DIGEST: Final = re.compile(
    r"(?<!\w)[0-9a-f]{64}(?!\w)|(?:\bsha256:|\b\d+\.\d+\.\d+\+)[0-9a-f]{12}(?!\w)"
)
_LONG_NUMBER: Final = re.compile(rf"{_NIP.pattern}|\d{{9,}}")


def find_patterns(text: str) -> set[str]:
    """Name the kinds of numbers and addresses that a plain text holds.

    Returns
    -------
    Of "nomor" (NIP, NIK and other long numbers), "telepon", "surel", "jalur".

    Examples
    --------
    >>> find_patterns("19990131 202012 1 999"), find_patterns("1.234.567 dari 31.12.2025")
    ({'nomor'}, set())
    """
    found = set()
    if _holds_long_number(text) and _holds_long_number(_DIGEST.sub(" ", text)):
        found.add("nomor")
    if _PHONE.search(text) and _PHONE.search(_DIGEST.sub(" ", text)):
        found.add("telepon")
    if "@" in text and _MAIL.search(text):
        found.add("surel")
    if any(sign in text for sign in _PATH_SIGNS) and _PATH.search(text):
        found.add("jalur")
    return found


def _holds_long_number(text: str) -> bool:
    return bool(
        _NIP.search(text)
        or _NAMED.search(text)
        or (_LONG_RUN.search(text) and _LONG.search(text))
        or (_EXPONENT.search(text) and _AS_FLOAT.search(text))
    )


def hide_long_numbers(text: str) -> str:
    """Replace every number of nine digits or more, so that a message names no person.

    Examples
    --------
    >>> hide_long_numbers("baris 12: 19990131 202012 1 999")
    'baris 12: (angka disembunyikan)'
    """
    return _LONG_NUMBER.sub("(angka disembunyikan)", text)
