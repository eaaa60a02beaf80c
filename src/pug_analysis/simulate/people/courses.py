"""Training and education: structural courses, other courses, degrees."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.simulate.people.intakes import EDUCATION
from pug_analysis.simulate.people.ladder import RUNG_TRAININGS
from pug_analysis.simulate.people.months import NEVER, first_day, month_index

#: Free-text names by course (PKP, PKA, PKN II) and period: before 2001, to 2018, since 2019.
DIKLAT_NAMES: Final = (
    (("ADUM", "DIKLAT ADUM LANJUTAN", "SEPALA/ADUM/DIKLAT PIM TK. IV"),
     ("Diklat Kepemimpinan Tk.IV", "DIKLAT PIM  TK. IV", "DIKLATPIM Tk.IV", "PIM IV KEL. DISKUSI 2",
      "SEPALAADUMDIKLAT PIM TK. IV", "DIKLAT PIM IV", "Diklat Kepemimpinan Tkt IV"),
     ("Pelatihan Kepemimpinan Pengawas", "PKP", "DIKLAT KEPEMIMPINAN PENGAWAS",
      "Pelatihan Kepemimpinan Pengawas (PKP) Angkatan III")),
    (("SPAMA", "SEPADYA"),
     ("Diklat Kepemimpinan Tk. III", "DIKLATPIM TK.III", "DIKLAT PIM III"),
     ("Pelatihan Kepemimpinan Administrator", "PKA", "PKA Angkatan II")),
    (("SPAMEN", "SESPANAS"),
     ("Diklat Kepemimpinan Tk. II", "DIKLATPIM TK. II"),
     ("Pelatihan Kepemimpinan Nasional Tk.II", "PKN Tingkat II")),
)  # fmt: skip
_PERIOD_STARTS: Final = (month_index(2001, 1), month_index(2019, 1))
_COURSE_DAYS: Final = 100
#: Other courses: name, ``jenisDiklatId``, hours. Gender courses by level of the roadmap.
PUG_COURSES: Final = (
    ("Sosialisasi Pengarusutamaan Gender bagi ASN", "7", 6),
    ("Sosialisasi PUG dan Kesetaraan Gender", "7", 6),
    ("Bimtek Pengarusutamaan Gender", "8", 16),
    ("Pelatihan Kesadaran Gender (Gender Awareness)", "6", 16),
    ("Pelatihan Perencanaan dan Penganggaran Responsif Gender (PPRG)", "3", 24),
    ("Bimtek PPRG: penyusunan GAP dan GBS", "8", 16),
    ("Bimtek Penyusunan Data Terpilah Gender", "8", 16),
    ("ToF Fasilitator PUG", "3", 40),
    ("Pelatihan Audit Responsif Gender bagi APIP", "3", 24),
)
#: With traps for a word search: GAP, ToT, PKP and ARG without gender.
OTHER_COURSES: Final = (
    ("Bimtek Analisis GAP Kompetensi Pegawai", "8", 16),
    ("TOT Aplikasi SIMPEG", "3", 24),
    ("Peningkatan Kapasitas dan Profesionalisme (PKP) Guru", "2", 32),
    ("Peningkatan Kompetensi Pembelajaran (PKP) berbasis Zonasi", "2", 82),
    ("Bimtek Penyusunan Anggaran Berbasis Kinerja", "8", 16),
    ("Workshop Kurikulum Merdeka", "4", 32),
    ("Diklat Fungsional Penyuluh Pertanian", "2", 80),
    ("Pelatihan Pengadaan Barang/Jasa Pemerintah", "3", 40),
    ("Seminar Keterbukaan Informasi Publik", "9", 6),
    ("Bimtek Pengelolaan Keuangan Daerah, Aset, dan Pelaporan", "8", 24),
    ("Pelatihan Pelayanan Prima", "6", 16),
    ("Pelatihan Kegawatdaruratan Maternal dan Neonatal", "3", 40),
    ("Magang Pelayanan Perizinan", "10", 40),
    ("Pelatihan Manajemen Perubahan", "5", 24),
)
KURSUS: Final = (*PUG_COURSES, *OTHER_COURSES)
_PUG_CHANCES: Final = (0.28, 0.20, 0.14, 0.10, 0.11, 0.07, 0.04, 0.03, 0.03)
_PUG_SHARE: Final = 0.14
_PUG_FROM: Final = month_index(2016, 1)
_OTHER_FROM: Final = month_index(2006, 1)
_OTHER_PER_YEAR: Final = 0.16


def leadership_courses(ladder: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return finished structural courses: ``pegawai, latihan, nama, mulai, selesai, jam``.

    PKP is stored under ``latihanStrukturalId`` 2, as SIASN has no entry of its own for it.
    """
    parts = []
    for course, name in enumerate(RUNG_TRAININGS):
        month = ladder[name].to_numpy()
        who = np.flatnonzero(month < NEVER)
        period = np.searchsorted(_PERIOD_STARTS, month[who], side="right")
        chance = rng.random(len(who))
        names = np.full(len(who), "", dtype=object)
        for p, options in enumerate(DIKLAT_NAMES[course]):
            mine = period == p
            names[mine] = np.array(options, dtype=object)[(chance[mine] * len(options)).astype(int)]
        end = first_day(month[who]) + rng.integers(4, 25, len(who)).astype("timedelta64[D]")
        parts.append(
            pd.DataFrame(
                {
                    "pegawai": who.astype(np.int32),
                    "latihan": np.int8(course + 2),
                    "nama": pd.Categorical(names),
                    "mulai": end - np.timedelta64(_COURSE_DAYS, "D"),
                    "selesai": end,
                    "jam": np.int16(900),
                }
            ).astype({"nama": object})
        )
    found = pd.concat(parts, ignore_index=True)
    return found.sort_values(["pegawai", "selesai"], kind="stable", ignore_index=True)


def other_courses(people: pd.DataFrame, *, until: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return other courses: ``pegawai, kursus, mulai, selesai``; ``kursus`` counts in KURSUS."""
    end = np.minimum(people["exit"].to_numpy(), until + 1)
    start = np.maximum(people["entry"].to_numpy() + 1, _OTHER_FROM)
    years = np.maximum(end - start, 0) / 12
    other = np.repeat(np.arange(len(people)), rng.poisson(_OTHER_PER_YEAR * years))
    late = np.maximum(start, _PUG_FROM)
    pug = np.flatnonzero((rng.random(len(people)) < _PUG_SHARE) & (late < end))
    who = np.concatenate([other, pug])
    kind = np.concatenate(
        [
            len(PUG_COURSES) + rng.integers(0, len(OTHER_COURSES), len(other)),
            rng.choice(len(PUG_COURSES), len(pug), p=_PUG_CHANCES),
        ]
    )
    first = np.concatenate([start[other], late[pug]])
    month = first + (rng.random(len(who)) * (end[who] - first)).astype(np.int32)
    begin = first_day(month) + rng.integers(1, 20, len(who)).astype("timedelta64[D]")
    hours = np.array([k[2] for k in KURSUS])[kind]
    finish = begin + np.minimum((hours - 1) // 8, 7).astype("timedelta64[D]")
    found = pd.DataFrame(
        {"pegawai": who.astype(np.int32), "kursus": kind.astype(np.int8),
         "mulai": begin, "selesai": finish}
    )  # fmt: skip
    # Nobody takes the same course twice on one day: an equal row would be a repeated record.
    found = found.drop_duplicates(["pegawai", "mulai", "kursus"])
    return found.sort_values(["pegawai", "mulai", "kursus"], kind="stable", ignore_index=True)


def degrees(people: pd.DataFrame, *, rng: np.random.Generator) -> pd.DataFrame:
    """Return degrees: ``pegawai, tingkat, lulus, pertama``; ``tingkat`` is the SIASN id."""
    n, codes = len(people), np.array([*EDUCATION, "47"])
    entry, birth = people["entry"].to_numpy(), people["birth"].to_numpy()
    education = people["education"].to_numpy()
    earned = np.maximum(entry - rng.integers(3, 36, n), birth + 18 * 12)
    school = np.flatnonzero(codes[education].astype(int) >= 20)
    left_school = birth[school] + 18 * 12 + 6
    upgrade = people["upgrade"].to_numpy()
    later = np.flatnonzero(upgrade < NEVER)
    parts = (
        (np.arange(n), codes[education], earned, True),
        (school, np.full(len(school), "15"), np.minimum(left_school, earned[school] - 24), False),
        (later, codes[people["education_later"].to_numpy()[later]], upgrade[later], False),
    )
    found = pd.concat([_degree_rows(*part) for part in parts], ignore_index=True)
    return found.sort_values(["pegawai", "lulus"], kind="stable", ignore_index=True)


def _degree_rows(
    who: NDArray[Any], level: NDArray[Any], month: NDArray[Any], first: bool
) -> pd.DataFrame:
    day = np.timedelta64(14, "D")
    return pd.DataFrame(
        {"pegawai": who.astype(np.int32), "tingkat": level.astype(object),
         "lulus": first_day(month) + day, "pertama": first}
    )  # fmt: skip
