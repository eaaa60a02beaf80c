"""What a structural post asks for: the one table of legal minima.

Whoever counts who may be appointed, who may attend the training of a post, or from when, reads it
here; a change of the law is a change of this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pug_analysis.terms.diklat import TANGGA, JenjangTangga, Struktural

#: Education ids from D3 up, and from S1/D4 up.
D3_KE_ATAS: Final = ("30", "35", "40", "42", "45", "47", "49", "50")
S1_KE_ATAS: Final = D3_KE_ATAS[1:]
#: Months as CPNS before somebody is a PNS (PP 11/2017 art. 34: one year).
MASA_CPNS: Final = 12


@dataclass(frozen=True, slots=True)
class Syarat:
    """What one structural post asks of whoever is to be appointed.

    Attributes
    ----------
    jabatan : the post
    dari : level held before
    tahun : years in that level; below the first post, years as PNS
    pendidikan : education ids that are enough
    golongan : lowest golongan
    diklat : its leadership training
    """

    jabatan: Struktural
    dari: str
    tahun: int
    pendidikan: tuple[str, ...]
    golongan: str
    diklat: JenjangTangga

    @property
    def bulan(self) -> int:
        """Months from the beginning of the level below: of service since TMT CPNS for the first post."""
        return self.tahun * 12 + (MASA_CPNS if self.dari == "Pelaksana" else 0)


#: By post, lowest first. PP 11/2017 art. 54 and 107 with PP 17/2020 (years, education; simplified: no
#: routes of JF, no age limit); PP 100/2000 with PP 13/2002 (golongan, still practice).
SYARAT: Final[dict[Struktural, Syarat]] = {
    one.jabatan: one
    for one in (
        Syarat("Pengawas", "Pelaksana", 4, D3_KE_ATAS, "III/b", "PKP"),
        Syarat("Administrator", "Pengawas", 3, S1_KE_ATAS, "III/d", "PKA"),
        Syarat("JPT Pratama", "Administrator", 2, S1_KE_ATAS, "IV/b", "PKN II"),
    )
}
#: Months in the level below that the post of each training asks for; PKP: since TMT CPNS.
MASA_SYARAT: Final[dict[JenjangTangga, int]] = {
    diklat: SYARAT[jabatan].bulan for diklat, jabatan in TANGGA.items()
}
