"""Rank promotion (golongan) and retirement: the same rules for both sexes."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.simulate.people.intakes import EDUCATION, FAMILY
from pug_analysis.simulate.people.months import NEVER, next_promotion_month
from pug_analysis.terms.golongan import ORDINAL
from pug_analysis.terms.pegawai import CEILING_REGULER, GOLONGAN_AWAL, GOLONGAN_AWAL_PPPK

CODES: Final = (*EDUCATION, "47")
_REGULER_MONTHS: Final = 48
_JF_MONTHS: Final = 36
_DELAYS: Final = np.array([0, 0, 0, 0, 2, 4, 6, 6, 12, 12, 18, 24])
#: Credits for the steps above III/d take longer.
_SENIOR_JF_EXTRA_MONTHS: Final = 24
#: Highest golongan in post (PP 99/2000; PP 13/2002): none, Pengawas, Administrator, JPT Pratama.
STRUCTURAL_CEILING: Final = (0, ORDINAL["III/d"], ORDINAL["IV/b"], ORDINAL["IV/c"])
JF_CEILING: Final = {"keterampilan": ORDINAL["III/d"], "keahlian": ORDINAL["IV/c"]}
_MADYA: Final = ORDINAL["IV/a"]
_REGISTER_KINDS: Final = {"reguler": 101, "struktural": 201, "jf": 202, "pengadaan": 211}
CPNS_MONTHS: Final = 12


def expert(education: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Return whose degree is of the keahlian ladder of JF (D4/S1 and above)."""
    return np.array([int(code) >= 35 for code in CODES])[education]


def promote(
    people: pd.DataFrame, ladder: pd.DataFrame, *, until: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Return golongan rows: ``pegawai, month, golongan, jenis_kp``, by person and month.

    Times after leaving are in it still; ``regency`` cuts them off. PPPK have one row.
    """
    pns = people["status"].to_numpy() == 0
    first = np.array([ORDINAL[GOLONGAN_AWAL[c]] for c in CODES])
    first_pppk = np.array([ORDINAL[GOLONGAN_AWAL_PPPK[c]] for c in CODES])
    education = people["education"].to_numpy()
    golongan = np.where(pns, first[education], first_pppk[education]).astype(np.int8)
    entry = people["entry"].to_numpy()
    kind = np.full(len(people), _REGISTER_KINDS["pengadaan"], np.int16)
    who = np.arange(len(people))
    parts: list[tuple[NDArray[Any], ...]] = [(who, entry, golongan, kind)]
    parts.append((who[pns], entry[pns] + CPNS_MONTHS, golongan[pns], kind[pns]))
    parts += _promotions(people, ladder, golongan=golongan, until=until, rng=rng)
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.lexsort((columns[2], columns[1], columns[0]))
    names = ("pegawai", "month", "golongan", "jenis_kp")
    frame = pd.DataFrame({n: c[order] for n, c in zip(names, columns, strict=True)})
    return frame.astype({"pegawai": np.int32, "month": np.int32, "golongan": np.int8})


def _promotions(
    people: pd.DataFrame,
    ladder: pd.DataFrame,
    *,
    golongan: NDArray[Any],
    until: int,
    rng: np.random.Generator,
) -> list[tuple[NDArray[Any], ...]]:
    who = np.flatnonzero(people["status"].to_numpy() == 0)
    golongan = golongan.copy()
    parts: list[tuple[NDArray[Any], ...]] = []
    last = people["entry"].to_numpy()
    ready = np.full(len(people), NEVER, np.int32)
    ready[who] = _ready(people, ladder, who, last[who], golongan[who], rng)
    while len(who):
        when = next_promotion_month(ready[who])
        inside = (when <= until) & (when < people["leave"].to_numpy()[who])
        who, when = who[inside], when[inside]
        ceiling, kind = _ceiling(people, ladder, who, when)
        up = golongan[who] < ceiling
        risen, at = who[up], when[up]
        golongan[risen] += 1
        parts.append((risen, at, golongan[risen], kind[up]))
        ready[risen] = _ready(people, ladder, risen, at, golongan[risen], rng)
        ready[who[~up]] = _next_change(people, ladder, who[~up], when[~up])
    return parts


def _in_jf(
    people: pd.DataFrame, ladder: pd.DataFrame, who: NDArray[Any], when: NDArray[Any]
) -> NDArray[np.bool_]:
    pengawas = ladder["pengawas"].to_numpy()[who]
    converted = ladder["penyetaraan"].to_numpy()[who]
    return (people["jf"].to_numpy()[who] & (when < pengawas)) | (when > converted)


def jf_expert(
    people: pd.DataFrame, ladder: pd.DataFrame, who: NDArray[Any], when: NDArray[Any]
) -> NDArray[np.bool_]:
    """Return who is on the keahlian ladder: by entry degree; teachers by their latest degree."""
    guru = people["family"].to_numpy()[who] == FAMILY.index("guru")
    entry = expert(people["education"].to_numpy()[who])
    skilled = np.where(guru, expert(education_at(people, who, when)), entry)
    return skilled | (when > ladder["penyetaraan"].to_numpy()[who])


def _ready(
    people: pd.DataFrame,
    ladder: pd.DataFrame,
    who: NDArray[Any],
    since: NDArray[Any],
    golongan: NDArray[Any],
    rng: np.random.Generator,
) -> NDArray[np.int32]:
    jf = _in_jf(people, ladder, who, since)
    wait = np.where(jf, _JF_MONTHS, _REGULER_MONTHS) + rng.choice(_DELAYS, len(who))
    wait = wait + np.where(jf & (golongan >= _MADYA - 1), _SENIOR_JF_EXTRA_MONTHS, 0)
    ready = since + wait
    cltn = people["cltn"].to_numpy()[who]
    length = people["cltn_length"].to_numpy()[who]
    return ready + np.where((since < cltn + length) & (cltn <= ready), length, 0)


def education_at(people: pd.DataFrame, who: NDArray[Any], when: NDArray[Any]) -> NDArray[np.int8]:
    """Return the index of the latest recognised education of each person at a month."""
    later = when > people["upgrade"].to_numpy()[who]
    return np.where(
        later, people["education_later"].to_numpy()[who], people["education"].to_numpy()[who]
    )


def _ceiling(
    people: pd.DataFrame, ladder: pd.DataFrame, who: NDArray[Any], when: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any]]:
    education = education_at(people, who, when)
    ceiling = np.array([ORDINAL[CEILING_REGULER[c]] for c in CODES])[education]
    jf = _in_jf(people, ladder, who, when)
    skilled = jf_expert(people, ladder, who, when)
    of_jf = np.where(skilled, JF_CEILING["keahlian"], JF_CEILING["keterampilan"])
    level = structural_level(ladder, who, when)
    ceiling = np.maximum(ceiling, np.where(jf, of_jf, 0))
    ceiling = np.maximum(ceiling, np.array(STRUCTURAL_CEILING)[level])
    kinds = _REGISTER_KINDS
    kind = np.where(level > 0, kinds["struktural"], np.where(jf, kinds["jf"], kinds["reguler"]))
    return ceiling, kind.astype(np.int16)


def structural_level(
    ladder: pd.DataFrame, who: NDArray[Any], when: NDArray[Any]
) -> NDArray[np.int64]:
    """Return 0 (none), 1 (Pengawas), 2 (Administrator), 3 (JPT Pratama) at the end of a month."""
    level = sum((when >= ladder[n].to_numpy()[who]).astype(int) for n in
                ("pengawas", "administrator", "jpt"))  # fmt: skip
    return np.where(when > ladder["penyetaraan"].to_numpy()[who], 0, level)


def _next_change(
    people: pd.DataFrame, ladder: pd.DataFrame, who: NDArray[Any], when: NDArray[Any]
) -> NDArray[np.int32]:
    """Return the next month in which a ceiling may rise, ``NEVER`` if there is none."""
    changes = [ladder[n].to_numpy()[who] for n in ladder.columns[:3]]
    changes += [ladder["penyetaraan"].to_numpy()[who] + 1, people["upgrade"].to_numpy()[who] + 1]
    return np.min([np.where(c > when, c, NEVER) for c in changes], axis=0)


def retire(people: pd.DataFrame, ladder: pd.DataFrame, golongan: pd.DataFrame) -> NDArray[np.int32]:
    """Return the month of retirement at the age limit of the post held at 58.

    58 years; 60 for JPT Pratama, teachers and JF Ahli Madya; 65 for JF Ahli Utama (PP 11/2017
    art. 239 and 240; UU 14/2005 art. 30 for teachers).
    """
    who = np.arange(len(people))
    at_58 = people["birth"].to_numpy() + 58 * 12 + 1
    earned = golongan.loc[golongan["month"].to_numpy() < at_58[golongan["pegawai"]]]
    rank = np.zeros(len(people), np.int8)
    np.maximum.at(rank, earned["pegawai"].to_numpy(), earned["golongan"].to_numpy())
    pns = people["status"].to_numpy() == 0
    jf = _in_jf(people, ladder, who, at_58) & pns & jf_expert(people, ladder, who, at_58)
    converted_high = (ladder["penyetaraan"] < NEVER) & (ladder["administrator"] < NEVER)
    older = people["family"].to_numpy() == FAMILY.index("guru")
    older = older | (structural_level(ladder, who, at_58) == 3)
    older = older | (jf & (rank >= _MADYA)) | converted_high.to_numpy()
    limit = np.where(jf & (rank >= ORDINAL["IV/d"]), 65, np.where(older, 60, 58))
    return (people["birth"].to_numpy() + 12 * limit + 1).astype(np.int32)
