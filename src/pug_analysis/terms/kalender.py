"""The calendar: report periods, and Indonesian month names as written today and in older files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

BULAN: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

_BULAN_INGGRIS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ROMAWI: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

#: Every spelling that is read, lower case, to the month's number: Indonesian, older Indonesian,
#: English, and the Roman numerals of letters and decrees.
BULAN_DIBACA: Final = {
    **{name: i for i, name in enumerate(_BULAN_INGGRIS, 1)},
    **{numeral: i for i, numeral in enumerate(_ROMAWI, 1)},
    **{name.lower(): i for i, name in enumerate(BULAN, 1)},
    "jan": 1, "feb": 2, "peb": 2, "pebruari": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
    "ags": 8, "agt": 8, "agu": 8, "agst": 8, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "oct": 10, "nov": 11, "nop": 11, "nopember": 11, "des": 12, "dec": 12,
    "mrt": 3, "agus": 8,
}  # fmt: skip

_NAME = re.compile(r"(\d{4})(?:-semester-1)?")


@dataclass(frozen=True, slots=True, order=True)
class Periode:
    """What a report speaks of: a year (state of 31 December), or its first semester (30 June).

    ``semester`` 2 is the whole year. In order of time.
    """

    year: int
    semester: int = 2

    @property
    def name(self) -> str:
        """Name of its folders.

        >>> Periode(2025).name, Periode(2025, 1).name
        ('2025', '2025-semester-1')
        """
        return str(self.year) if self.semester == 2 else f"{self.year}-semester-1"

    @property
    def label(self) -> str:
        """What readers call it.

        >>> Periode(2025).label, Periode(2025, 1).label
        ('2025', 'semester I 2025')
        """
        return str(self.year) if self.semester == 2 else f"semester I {self.year}"

    @property
    def masa(self) -> str:
        """The days of the year that it covers, in words.

        >>> Periode(2025).masa, Periode(2025, 1).masa
        ('2025', '1 Januari sampai 30 Juni 2025')
        """
        return str(self.year) if self.semester == 2 else f"1 Januari sampai 30 Juni {self.year}"

    @property
    def typed(self) -> str:
        """How it is given to a command.

        >>> Periode(2025).typed, Periode(2025, 1).typed
        ('2025', '2025 --semester 1')
        """
        return str(self.year) if self.semester == 2 else f"{self.year} --semester 1"

    @property
    def cutoff(self) -> date:
        """The day that its numbers speak of."""
        return date(self.year, 12, 31) if self.semester == 2 else date(self.year, 6, 30)

    @property
    def until(self) -> int:
        """Number of its last month, see ``careers.months``."""
        return self.cutoff.year * 12 + self.cutoff.month - 1

    @property
    def last_year(self) -> Periode:
        """The same day a year before."""
        return Periode(self.year - 1, self.semester)

    @classmethod
    def from_name(cls, name: str) -> Periode | None:
        """Read the name of a folder; None if it is no period.

        >>> Periode.from_name("2025-semester-1") == Periode(2025, 1), Periode.from_name("2025-lama")
        (True, None)
        """
        match = _NAME.fullmatch(name)
        return None if match is None else cls(int(match[1]), 1 if "-" in name else 2)
