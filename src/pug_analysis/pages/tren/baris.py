"""The lines whose share of women is followed over time, and what puts a person on each.

Every line is a set of values of one trait of a person, so that the same definition counts people
on a day and tells who came to the line or went from it between two days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.analyses.counts import add_share
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.pages.indikator.jabatan import RAGAM, classify_posts
from pug_analysis.pages.profil.profil import NAMELESS
from pug_analysis.terms import jabatan, pegawai
from pug_analysis.terms.diklat import TANGGA

#: What names a line.
KEY: Final = ["kategori", "sub_kategori"]
#: Headlines beyond Tabel 4.1.
POSTS_BLOCK: Final = "Jabatan pimpinan"
MANAGERIAL: Final = "Struktural eselon II-IV"

_STRUCTURAL: Final = tuple(TANGGA.values())[::-1]
_JF: Final = (*jabatan.KELOMPOK_JF, NAMELESS)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its names as printed, the trait it looks at, the values that belong to it.

    ``headline`` lines are judged as one family, all others as another.
    """

    kategori: str
    sub_kategori: str
    trait: str
    values: tuple[str, ...]
    headline: bool = False


def _one_each(kategori: str, trait: str, values: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(Line(kategori, value, trait, (value,)) for value in values)


TOTAL_LINE: Final = Line("Total ASN", "", "ada", ("ya",), headline=True)

#: Lines of Tabel 4.1 in printed order, then the headlines that it does not hold.
LINES: Final = (
    TOTAL_LINE,
    *_one_each("Status Kepegawaian", "status", ("PNS", "PPPK", "PPPK Paruh Waktu")),
    *(
        Line("Jenjang Jabatan Struktural", f"{level} (Eselon {eselon})", "posisi", (level,), True)
        for level, eselon in zip(_STRUCTURAL, ("II", "III", "IV"), strict=True)
    ),
    Line("Jenis Jabatan", "Pelaksana", "posisi", ("Pelaksana",)),
    Line("Jenis Jabatan", "Jabatan Fungsional (Total)", "posisi", _JF),
    Line("Jenis Jabatan", "– JF Guru", "posisi", ("Guru",)),
    Line("Jenis Jabatan", "– JF Kesehatan", "posisi", ("Kesehatan",)),
    Line("Jenis Jabatan", "– JF Teknis Lainnya", "posisi", ("Teknis",)),
    Line("Jenis Jabatan", "– JF tidak diketahui", "posisi", (NAMELESS,)),
    Line("Jenis Jabatan", "Lainnya/tidak diketahui", "posisi", (UNKNOWN,)),
    *_one_each(
        "Pangkat / Golongan Ruang", "golongan", tuple(f"Golongan {g}" for g in ("IV", "III", "II", "I"))
    ),
    Line("Pangkat / Golongan Ruang", "PPPK (golongan I-XVII)", "golongan", ("PPPK",)),
    Line("Pangkat / Golongan Ruang", UNKNOWN, "golongan", (UNKNOWN,)),
    *_one_each("Tingkat Pendidikan", "pendidikan", (*pegawai.KELOMPOK_PENDIDIKAN, UNKNOWN)),
    *_one_each("Kelompok Usia", "usia", tuple(pegawai.KELOMPOK_USIA)),
    *_one_each("Masa Kerja", "masa_kerja", tuple(pegawai.KELOMPOK_MASA_KERJA)),
    *(
        Line(POSTS_BLOCK, f"I.2.10 ({ragam}) {words}", f"setara_{ragam}", ("II", "III"), True)
        for ragam, words in RAGAM.items()
    ),
    Line(POSTS_BLOCK, MANAGERIAL, "posisi", _STRUCTURAL, True),
)  # fmt: skip

#: Traits, and what of a person each is.
TRAITS: Final = tuple(dict.fromkeys(line.trait for line in LINES))


def traits_of(data: Data) -> pd.DataFrame:
    """What puts each active person on the lines.

    Parameters
    ----------
    data : a period

    Returns
    -------
    DataFrame by ``pegawai_id``, one row per active person: ``jenis_kelamin`` and one string column
    per trait of ``TRAITS``.
    """
    people = data.snapshot
    jf = people["kelompok_jf"].fillna("").replace("", NAMELESS)
    level = people["jenjang"].replace({"JPT Madya": UNKNOWN})
    traits = {
        "ada": pd.Series("ya", index=people.index),
        "status": people["kelompok_status"],
        "posisi": level.where(level != "JF", jf),
        "golongan": people["kelompok_golongan"],
        "pendidikan": people["kelompok_pendidikan"],
        "usia": people["kelompok_usia"],
        "masa_kerja": people["kelompok_masa_kerja"],
    }
    for ragam in RAGAM:
        equal = classify_posts(people, data.tables["jabatan"], ragam=ragam)
        traits[f"setara_{ragam}"] = equal
    frame = pd.DataFrame({SEX: people[SEX], **traits}).astype("string")
    return frame.set_axis(pd.Index(people["pegawai_id"], name="pegawai_id"))


def count_lines(traits: pd.DataFrame) -> pd.DataFrame:
    """Men and women on each line.

    Parameters
    ----------
    traits : of :func:`traits_of`; rows without a sex are nobody

    Returns
    -------
    DataFrame, one row per line, in order: ``kategori, sub_kategori, pria, wanita, total,
    share_wanita`` (0..1, missing where nobody is).
    """
    there = traits.loc[traits[SEX].notna()]
    women = there[SEX].eq("P").to_numpy(dtype=bool)
    rows = []
    for line in LINES:
        on = members(there, line)
        counts = {"pria": int((on & ~women).sum()), "wanita": int((on & women).sum())}
        rows.append({"kategori": line.kategori, "sub_kategori": line.sub_kategori, **counts})
    table = pd.DataFrame(rows)
    return add_share(table.assign(total=table["pria"] + table["wanita"]))


def members(traits: pd.DataFrame, line: Line) -> np.ndarray:
    """Whether each person is on a line."""
    return traits[line.trait].isin(line.values).to_numpy(dtype=bool)
