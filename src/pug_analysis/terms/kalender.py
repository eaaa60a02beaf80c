"""Indonesian month names, as written today and as met in older files."""

from __future__ import annotations

from typing import Final

BULAN: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

#: Every spelling that is read, lower case, to the month's number.
BULAN_DIBACA: Final = {
    **{name.lower(): i for i, name in enumerate(BULAN, 1)},
    "jan": 1, "feb": 2, "peb": 2, "pebruari": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
    "ags": 8, "agt": 8, "agu": 8, "agst": 8, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "oct": 10, "nov": 11, "nop": 11, "nopember": 11, "des": 12, "dec": 12,
}  # fmt: skip
