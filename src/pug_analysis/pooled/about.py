"""What an export says of itself: whether it has the form in which it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, get_args

from pug_analysis.careers.pooled import EXPORT_FILE, ExportTier
from pug_analysis.pooled.protect import FARTHEST, RULE
from pug_analysis.pooled.reading import FlawError
from pug_analysis.terms.kalender import Periode

_SIGN: Final = re.compile(r"sha256:[0-9a-f]{64}")
_PROGRAM: Final = re.compile(r"[0-9A-Za-z.+!-]{1,60}")
_CODE: Final = re.compile(r"[A-Za-z0-9 ./-]{1,40}")
_LONGEST_NAME: Final = 200
_MOST: Final = 100_000_000
#: Months of the register: leaving is recorded by someone alive.
_FIRST_MONTH: Final = 1945 * 12
_STATES: Final = {"pns", "pppk", "paruh_waktu"}
_LOSS: Final = {
    "selisih_terbesar_tampil": FARTHEST[0],
    "selisih_terbesar_tersembunyi": FARTHEST[1],
    "aturan": RULE,
}


def check_about(about: Mapping[str, Any]) -> None:
    """Check every entry of ``ekspor.json``, which has all of them.

    Raises
    ------
    FlawError
        naming the entry that is not as the program writes it.
    """
    sound = {
        "tingkat": _is_text(about["tingkat"]) and about["tingkat"] in get_args(ExportTier),
        "periode, batas": _is_period(about["periode"], about["batas"]),
        "daerah": _is_place(about["daerah"]),
        "orang": is_count(about["orang"]),
        "kohort": about["kohort"] is None or _is_register(about["kohort"], about["batas"]),
        "kedudukan": _is_status(about["kedudukan"]),
        "perlindungan": _is_loss(about["perlindungan"], tier=about["tingkat"]),
        "berkas": _is_listing(about["berkas"]),
        "program": _is_text(about["program"]) and bool(_PROGRAM.fullmatch(about["program"])),
    }
    if wrong := [name for name, good in sound.items() if not good]:
        raise FlawError(EXPORT_FILE, f"rusak pada {', '.join(wrong)}")


def is_count(value: Any) -> bool:
    """Whether it is a whole number from 0 that one agency can have.

    >>> is_count(3), is_count(True), is_count(-1), is_count(10**12)
    (True, False, False, False)
    """
    return type(value) is int and 0 <= value <= _MOST


def _is_text(value: Any) -> bool:
    """Whether it can be printed in one line: no line breaks, half characters or directions."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= _LONGEST_NAME
        and value.isprintable()
        and not value.isspace()
    )


def _is_period(name: Any, cutoff: Any) -> bool:
    periode = Periode.from_name(name) if isinstance(name, str) and name.isascii() else None
    return periode is not None and periode.year > 0 and periode.cutoff.isoformat() == cutoff


def _is_place(place: Any) -> bool:
    return (
        isinstance(place, dict)
        and set(place) == {"nama", "kode"}
        and all(map(_is_text, place.values()))
    )


def _is_register(register: Any, cutoff: Any) -> bool:
    if not isinstance(register, dict) or set(register) != {"awal_register", "sunyi_terlama"}:
        return False
    start, silence = register["awal_register"], register["sunyi_terlama"]
    if not (is_count(start) and is_count(silence) and isinstance(cutoff, str)):
        return False
    last = int(cutoff[:4]) * 12 + 11 if cutoff[:4].isdecimal() else 0
    return _FIRST_MONTH <= start <= last and silence <= last - _FIRST_MONTH


def _is_status(states: Any) -> bool:
    return (
        isinstance(states, dict)
        and set(states) == _STATES
        and all(
            isinstance(codes, list)
            and all(_is_text(code) and _CODE.fullmatch(code) for code in codes)
            and codes == sorted(codes)
            for codes in states.values()
        )
    )


def _is_loss(loss: Any, *, tier: Any) -> bool:
    if tier == "tepat":
        return loss is None
    counted = ("disembunyikan", "diubah", "bilangan")
    if not isinstance(loss, dict) or set(loss) != {*_LOSS, *counted}:
        return False
    hidden, changed, written = (loss[name] for name in counted)
    return (
        all(
            type(loss[name]) is type(value) and loss[name] == value for name, value in _LOSS.items()
        )
        and all(is_count(loss[name]) for name in counted)
        and hidden <= changed <= written
    )


def _is_listing(files: Any) -> bool:
    return isinstance(files, dict) and all(
        isinstance(digest, str) and _SIGN.fullmatch(digest) for digest in files.values()
    )
