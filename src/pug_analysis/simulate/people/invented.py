"""Invented personal values: names that belong to nobody, contact data that reach nobody."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

MEN: Final = (
    "Adi", "Agus", "Ahmad", "Andi", "Antonius", "Bambang", "Budi", "Dedi", "Dominikus", "Eko",
    "Fransiskus", "Gregorius", "Hendra", "Herman", "Iwan", "Joko", "Kornelius", "Lukas", "Markus",
    "Muhammad", "Nikodemus", "Paulus", "Petrus", "Rudi", "Stefanus", "Sulaiman", "Tono", "Wahyu",
    "Yohanes", "Yusuf",
)  # fmt: skip
WOMEN: Final = (
    "Agnes", "Agustina", "Ani", "Bernadeta", "Dewi", "Dian", "Elisabet", "Endang", "Fatimah",
    "Fransiska", "Hartati", "Ida", "Indah", "Kristina", "Lestari", "Lusia", "Maria", "Monika",
    "Nurhayati", "Paulina", "Ratna", "Rina", "Rosalia", "Siti", "Sri", "Susana", "Theresia",
    "Veronika", "Wahyuni", "Yuliana",
)  # fmt: skip
LAST: Final = (
    "Abang", "Anggraini", "Bujang", "Darmawan", "Effendi", "Firmansyah", "Gunawan", "Hadi",
    "Handoko", "Hidayat", "Irawan", "Iskandar", "Jaya", "Kurnia", "Kusuma", "Lestari", "Mulyadi",
    "Nugroho", "Permata", "Prasetyo", "Pratama", "Purnama", "Rahayu", "Rahman", "Ramadhani",
    "Santoso", "Saputra", "Setiawan", "Siregar", "Suharto", "Susanto", "Utami", "Wibowo",
    "Wijaya", "Yanto", "Zulkarnain",
)  # fmt: skip
DEGREES: Final = {
    "30": "A.Md.", "35": "S.Tr.", "40": "S.Sos., M.Pd.", "42": "dr.", "45": "M.Si.", "47": "Sp.A.",
}  # fmt: skip


def invent_names(people: pd.DataFrame) -> NDArray[np.object_]:
    """Return an invented name per person, given and family name combined at random."""
    woman = (people["sex"] == "P").to_numpy()
    first, last = people["name_first"].to_numpy(), people["name_last"].to_numpy()
    men = np.array([f"{a} {b}".upper() for a in MEN for b in LAST], dtype=object)
    women = np.array([f"{a} {b}".upper() for a in WOMEN for b in LAST], dtype=object)
    n = len(LAST)
    return np.where(
        woman,
        women[first % len(WOMEN) * n + last % n],
        men[first % len(MEN) * n + last % n],
    )


def numbered(
    pegawai: NDArray[np.int32], prefix: str, digits: int, suffix: str = ""
) -> NDArray[Any]:
    """Return ``prefix`` and the person's number with leading zeros."""
    text = pd.Series(pegawai).astype(str).str.zfill(digits)
    return (prefix + text + suffix).to_numpy(dtype=object)
