"""One planted defect per function: a cell as it is met in real exports, and its finding's code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from pug_analysis.terms.golongan import GOLONGAN_PNS, PANGKAT
from pug_analysis.terms.jabatan import ESELON
from pug_analysis.terms.kalender import BULAN

DirtyCell = str | int
#: From a clean cell to the damaged one, or None where the defect does not fit this cell.
Damage = Callable[[str, np.random.Generator], DirtyCell | None]

_EXCEL_EPOCH: Final = np.datetime64("1899-12-30", "D")
_ROMAN: Final = {"I": "1", "II": "2", "III": "3", "IV": "4"}


@dataclass(frozen=True, slots=True)
class Defect:
    """A kind of defect: code of the finding, columns it may hit, and what it does to a cell."""

    kode: str
    columns: tuple[str, ...]
    damage: Damage
    xlsx_only: bool = False


def apostrophe(cell: str, _: np.random.Generator) -> str | None:
    """Put an apostrophe in front, as exporters do to force text."""
    return f"'{cell}" if cell else None


def null_word(cell: str, rng: np.random.Generator) -> str | None:
    """Write a word for "empty" into an empty cell."""
    return None if cell else str(rng.choice(["null", "NULL", "N/A"]))


def hidden_sign(cell: str, rng: np.random.Generator) -> str | None:
    """Replace a blank by a no-break space, or put a zero-width space behind the first word."""
    if " " not in cell:
        return None
    return cell.replace(" ", str(rng.choice(["\u00a0", "\u200b "])), 1)


def formula_error(cell: str, rng: np.random.Generator) -> str | None:
    """Replace a filled cell by an error of Excel."""
    return str(rng.choice(["#REF!", "#N/A"])) if cell else None


def date_parts(date: str) -> tuple[str, str, str] | None:
    """Return day, month and year of DD-MM-YYYY, None of anything else."""
    parts = date.split("-")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def other_date_form(cell: str, rng: np.random.Generator) -> str | None:
    """Write DD-MM-YYYY as ISO, with a month's name, or with a time."""
    parts = date_parts(cell)
    if parts is None:
        return None
    day, month, year = parts
    forms = (f"{year}-{month}-{day}", f"{int(day)} {BULAN[int(month) - 1]} {year}",
             f"{int(day)} {BULAN[int(month) - 1][:3]} {year}")  # fmt: skip
    return forms[int(rng.integers(len(forms)))]


def serial_date(cell: str, _: np.random.Generator) -> int | None:
    """Write a date as the number that Excel keeps."""
    parts = date_parts(cell)
    if parts is None:
        return None
    day, month, year = parts
    return int((np.datetime64(f"{year}-{month}-{day}", "D") - _EXCEL_EPOCH).astype(int))


def sentinel_date(cell: str, rng: np.random.Generator) -> str | None:
    """Write a date that stands for "unknown" where no date is required."""
    return str(rng.choice(["00-00-0000", "01-01-1900"])) if cell else None


def impossible_date(cell: str, _: np.random.Generator) -> str | None:
    """Write the thirty-first of February."""
    parts = date_parts(cell)
    return f"31-02-{parts[2]}" if parts else None


def emptied(cell: str, _: np.random.Generator) -> str | None:
    """Empty a filled cell."""
    return "" if cell else None


def future_date(cell: str, _: np.random.Generator) -> str | None:
    """Mistype the year as one of the end of the century."""
    parts = date_parts(cell)
    return f"{parts[0]}-{parts[1]}-2099" if parts and parts[0] != "29" else None


def before_appointment(cell: str, _: np.random.Generator) -> str | None:
    """Mistype the year as one before anybody here was appointed."""
    parts = date_parts(cell)
    return f"{parts[0]}-{parts[1]}-1979" if parts and parts[0] != "29" else None


def nip_number(cell: str, _: np.random.Generator) -> int:
    """Keep fifteen digits, as a number cell of Excel does."""
    return int(cell[:15]) * 1000


def nip_rounded(cell: str, _: np.random.Generator) -> str:
    """Write the digits that Excel has rounded."""
    return f"{cell[:15]}000"


def nip_exponent(cell: str, _: np.random.Generator) -> str:
    """Write the number as Excel shows it."""
    return f"{cell[0]},{cell[1:6]}E+17"


def nip_spaced(cell: str, rng: np.random.Generator) -> str:
    """Write the NIP with blanks or dots between its parts."""
    return str(rng.choice([" ", "."])).join((cell[:8], cell[8:14], cell[14], cell[15:]))


def nip_short(cell: str, _: np.random.Generator) -> str:
    """Lose the last digit."""
    return cell[:17]


def nip_old(_: str, rng: np.random.Generator) -> str:
    """Write an old NIP of nine digits."""
    return str(rng.integers(130_000_000, 139_999_999))


def nip_nik(_: str, rng: np.random.Generator) -> str:
    """Write a NIK of sixteen digits, obviously invented."""
    return f"99990000{rng.integers(10_000_000, 99_999_999)}"


def nip_month(cell: str, _: np.random.Generator) -> str:
    """Write a thirteenth month of birth."""
    return f"{cell[:4]}13{cell[6:]}"


def nip_stranger(cell: str, rng: np.random.Generator) -> str:
    """Write the NIP of somebody born long before everybody here."""
    return f"1941{cell[4:15]}{rng.integers(900, 999)}"


def no_sex(_: str, rng: np.random.Generator) -> str:
    """Leave the sex empty or write a sign that means nothing."""
    return str(rng.choice(["", "X"]))


def other_sex(cell: str, _: np.random.Generator) -> str:
    """Write the other sex than digit 15 of the NIP says."""
    return "F" if cell == "M" else "M"


def golongan_spelling(cell: str, rng: np.random.Generator) -> str | None:
    """Write the golongan of a PNS in another spelling that is met."""
    if cell not in GOLONGAN_PNS:
        return None
    level, step = cell.split("/")
    pangkat = PANGKAT[GOLONGAN_PNS.index(cell)]
    forms = (f"{level}.{step}", f"{level.lower()}/{step.upper()}", f"{_ROMAN[level]}{step.upper()}",
             f"{level}{step}", f"{pangkat} ({cell})")  # fmt: skip
    return forms[int(rng.integers(len(forms)))]


def golongan_impossible(cell: str, rng: np.random.Generator) -> str | None:
    """Write a golongan that does not exist."""
    return str(rng.choice(["V/e", "III/e", "VI/a"])) if cell in GOLONGAN_PNS else None


def eselon_spelling(cell: str, rng: np.random.Generator) -> str | None:
    """Write the eselon in another spelling that is met."""
    if cell not in ESELON.values() or not cell:
        return None
    level, step = cell.split(".")
    forms = (
        f"{level}{step.upper()}",
        f"{level}/{step}",
        f"Eselon {cell}",
        f"ESELON {cell.upper()}",
    )
    return forms[int(rng.integers(len(forms)))]


def eselon_impossible(cell: str, _: np.random.Generator) -> str | None:
    """Write an eselon that does not exist."""
    return "VII.c" if cell else None


_MAIN_REQUIRED: Final = ("TANGGAL LAHIR", "TMT CPNS")
#: What befalls a NIP: code, damage, whether in workbooks only.
ON_NIP: Final = (
    ("NIP-ANGKA", nip_number, True), ("NIP-PRESISI", nip_rounded, False),
    ("NIP-EKSPONEN", nip_exponent, False), ("NIP-BENTUK", nip_spaced, False),
    ("NIP-PANJANG", nip_short, False), ("NIP-LAMA", nip_old, False), ("NIP-NIK", nip_nik, False),
    ("NIP-KOSONG", emptied, False), ("NIP-TANGGAL", nip_month, False),
)  # fmt: skip


def _history(*, required: tuple[str, ...] = (), optional: tuple[str, ...] = (),
             dated: tuple[str, ...] = (), text: tuple[str, ...] = (), code: tuple[str, ...] = (),
             empty: tuple[str, ...] = ()) -> tuple[Defect, ...]:  # fmt: skip
    """Return the defects of a history by the role of its columns.

    ``dated`` are event dates that are checked against the appointment and the cut-off.
    """
    dates = (*required, *optional)
    found = [Defect(kode, ("nipBaru",), damage, only) for kode, damage, only in ON_NIP]
    found.append(Defect("NIP-TANPA-PEGAWAI", ("nipBaru",), nip_stranger))
    found.append(Defect("TEKS-APOSTROF", ("nipBaru", *code), apostrophe))
    for kode, columns, damage in (
        ("TGL-BENTUK", dates, other_date_form), ("TGL-SERIAL", dates, serial_date),
        ("TGL-PENANDA", optional, sentinel_date), ("TGL-MUSTAHIL", dates, impossible_date),
        ("TGL-KOSONG", required, emptied), ("TGL-MASA-DEPAN", dated, future_date),
        ("RIW-SEBELUM-ANGKAT", tuple(c for c in dated if c in required), before_appointment),
        ("TEKS-TERSEMBUNYI", text, hidden_sign), ("SEL-GALAT", (*text, *code), formula_error),
        ("TEKS-NULL", empty, null_word),
    ):  # fmt: skip
        if columns:
            found.append(Defect(kode, columns, damage))
    return tuple(found)


#: Defects by table. In the list of leavers only such that leave the row in use.
DEFECTS: Final = {
    "pegawai": (
        *(Defect(kode, ("NIP BARU",), damage, only) for kode, damage, only in ON_NIP),
        Defect("TEKS-APOSTROF", ("NIP BARU", "KEDUDUKAN HUKUM ID", "TINGKAT PENDIDIKAN ID",
                                 "GOL AKHIR ID", "TMT CPNS"), apostrophe),
        Defect("TEKS-NULL", ("ESELON NAMA", "TMT PNS"), null_word),
        Defect("TEKS-TERSEMBUNYI", ("UNOR NAMA", "JABATAN NAMA"), hidden_sign),
        Defect("SEL-GALAT", ("UNOR NAMA", "JABATAN NAMA", "GOL AKHIR NAMA"), formula_error),
        Defect("TGL-BENTUK", (*_MAIN_REQUIRED, "TMT GOLONGAN", "TMT JABATAN"), other_date_form),
        Defect("TGL-SERIAL", (*_MAIN_REQUIRED, "TMT GOLONGAN", "TMT JABATAN"), serial_date),
        Defect("TGL-PENANDA", ("TMT PNS", "TMT GOLONGAN", "TMT JABATAN"), sentinel_date),
        Defect("TGL-MUSTAHIL", _MAIN_REQUIRED, impossible_date),
        Defect("TGL-KOSONG", _MAIN_REQUIRED, emptied),
        Defect("TGL-MASA-DEPAN", ("TMT GOLONGAN", "TMT JABATAN"), future_date),
        Defect("JK-DARI-NIP", ("JENIS KELAMIN",), no_sex),
        Defect("JK-BEDA-NIP", ("JENIS KELAMIN",), other_sex),
        Defect("GOL-BENTUK", ("GOL AKHIR NAMA", "GOL AWAL NAMA"), golongan_spelling),
        Defect("GOL-MUSTAHIL", ("GOL AKHIR NAMA",), golongan_impossible),
        Defect("ESELON-BENTUK", ("ESELON NAMA",), eselon_spelling),
        Defect("ESELON-MUSTAHIL", ("ESELON NAMA",), eselon_impossible),
    ),
    "golongan": (
        *_history(required=("tmtGolongan",), dated=("tmtGolongan",), code=("golonganId",)),
        Defect("GOL-BENTUK", ("golongan",), golongan_spelling),
        Defect("GOL-MUSTAHIL", ("golongan",), golongan_impossible),
    ),
    "jabatan": (
        *_history(required=("tmtJabatan",), dated=("tmtJabatan",), text=("unorNama",),
                  empty=("eselon",)),
        Defect("ESELON-BENTUK", ("eselon",), eselon_spelling),
        Defect("ESELON-MUSTAHIL", ("eselon",), eselon_impossible),
    ),
    "diklat": _history(optional=("tanggal",), dated=("tanggalSelesai",), text=(
        "latihanStrukturalNama",), code=("latihanStrukturalId",)),
    "kursus": _history(optional=("tanggalKursus",), text=("namaKursus",), code=("jenisDiklatId",)),
    "pendidikan": _history(optional=("tglLulus",), code=("tkPendidikanId",)),
    "pemberhentian": (
        Defect("NIP-BENTUK", ("nipBaru",), nip_spaced),
        Defect("TEKS-APOSTROF", ("nipBaru", "kedudukanHukumId"), apostrophe),
        Defect("TGL-BENTUK", ("tmtPemberhentian",), other_date_form),
        Defect("TGL-SERIAL", ("tmtPemberhentian",), serial_date),
    ),
    "cltn": _history(required=("tanggalAwal",), optional=("tanggalAkhir",)),
    "pindah": _history(required=("tmtPindah",)),
    "penghargaan": _history(optional=("skDate",), text=("hargaNama",)),
}  # fmt: skip
