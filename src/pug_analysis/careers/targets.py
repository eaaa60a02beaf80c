"""Targets: the month in which each person first reached a level, and what must not count as that.

Acting assignments (plt., plh.) are no appointments. A later row at the same level (mass
re-inauguration of 2016, lateral moves) changes nothing, since only the first one counts. Position
conversion (penyetaraan) is neither a promotion nor a demotion: it is a cause of its own.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

import pandas as pd

from pug_analysis.careers.months import month_number
from pug_analysis.terms import golongan, jabatan
from pug_analysis.terms.diklat import TANGGA, Struktural

JenjangJF = Literal["Ahli Muda", "Ahli Madya"]

#: Structural levels by height; reaching a higher one includes the lower.
_HEIGHT = {post: height for height, post in enumerate(TANGGA.values(), 1)}
#: JF level that stands for a structural level after conversion.
SETARA: Final[dict[Struktural, JenjangJF]] = {
    "Pengawas": "Ahli Muda",
    "Administrator": "Ahli Madya",
}


def first_structural(jabatan_table: pd.DataFrame, *, level: Struktural) -> pd.Series:
    """Month number of the first definitive post at a structural level or above.

    Parameters
    ----------
    jabatan_table : processed table ``jabatan``

    Returns
    -------
    Int64 Series by ``pegawai_id``; only those who reached it.
    """
    return _first_month(_at_level(jabatan_table, level))


def office_of_first(jabatan_table: pd.DataFrame, *, level: Struktural) -> pd.Series:
    """Perangkat daerah of the first definitive post at a structural level or above.

    Parameters
    ----------
    jabatan_table : processed table ``jabatan``

    Returns
    -------
    Series by ``pegawai_id``; missing where the post names none.
    """
    first = _at_level(jabatan_table, level).drop_duplicates("pegawai_id")
    return first.set_index("pegawai_id")["perangkat_daerah"]


def first_jf(
    jabatan_table: pd.DataFrame, *, level: JenjangJF, since: pd.Series | None = None
) -> pd.Series:
    """Month number of the first JF post at a keahlian level or above, conversions left out.

    Parameters
    ----------
    jabatan_table : processed table ``jabatan``
    since : month number by ``pegawai_id`` before which posts do not count, nor those of other people

    Returns
    -------
    Int64 Series by ``pegawai_id``.
    """
    _check(level, get_args(JenjangJF))
    above = jabatan.JENJANG_JF[jabatan.JENJANG_JF.index(level) :]
    posts = _definitive(jabatan_table)
    own = posts["jenjang_jf"].isin(above) & ~_is_conversion(posts)
    return _first_month(_not_before(posts.loc[own], since))


def first_golongan(golongan_table: pd.DataFrame, *, level: str) -> pd.Series:
    """Month number of the first TMT at a PNS golongan or above.

    Rows of appointment as CPNS and PNS at the same golongan are one level and so no promotion.

    Returns
    -------
    Int64 Series by ``pegawai_id``.
    """
    _check(level, golongan.GOLONGAN_PNS)
    ordinal = golongan_table["golongan"].map(
        {code: i for i, code in enumerate(golongan.GOLONGAN_PNS)}
    )
    high = golongan_table.loc[ordinal >= golongan.GOLONGAN_PNS.index(level)]
    return _first_month(high.rename(columns={"tmt_golongan": "tmt_jabatan"}))


def conversion(
    jabatan_table: pd.DataFrame,
    *,
    level: Struktural | None = None,
    since: pd.Series | None = None,
) -> pd.Series:
    """Month number of the first conversion of a structural post into JF (PermenPANRB 17/2021).

    Parameters
    ----------
    level : only conversions from this structural level; None for any
    since : month number by ``pegawai_id`` in which the level asked about was reached: an earlier
        conversion took another post away. Whoever is not in it has none; None for no such month

    Returns
    -------
    Int64 Series by ``pegawai_id``.
    """
    posts = _definitive(jabatan_table)
    rows = posts.loc[_is_conversion(posts)]
    if level is not None:
        rows = rows.loc[rows["jenjang_jf"] == SETARA[level]]
    return _first_month(_not_before(rows, since))


def held_since(
    people: pd.DataFrame, jabatan_table: pd.DataFrame, *, level: str | None
) -> pd.Series:
    """Month number since which each person holds a level, as the rules of the next post count it.

    Parameters
    ----------
    people : rows of a snapshot
    jabatan_table : processed table ``jabatan``
    level : structural level; JF level from Ahli Muda on, which counts from its first month or the first
        of an equal post, conversion included; None for since becoming PNS

    Returns
    -------
    Int64 Series aligned with the people, missing where nothing is on record.
    """
    if level is None:
        return month_number(people["tmt_pns"].fillna(people["tmt_cpns"]))
    if level in _HEIGHT:
        first = first_structural(jabatan_table, level=level)
    else:
        above = jabatan.JENJANG_JF[jabatan.JENJANG_JF.index(level) :]
        posts = _definitive(jabatan_table)
        own = _first_month(posts.loc[posts["jenjang_jf"].isin(above)])
        equal: dict[str, Struktural] = {jf: post for post, jf in SETARA.items()}
        post = first_structural(jabatan_table, level=equal[level])
        first = pd.concat([own, post]).groupby(level=0).min()
    return people["pegawai_id"].map(first).astype("Int64")


def _at_level(jabatan_table: pd.DataFrame, level: Struktural) -> pd.DataFrame:
    """Definitive posts at a structural level or above, by person and TMT."""
    _check(level, get_args(Struktural))
    above = {post for post, height in _HEIGHT.items() if height >= _HEIGHT[level]}
    high = [eselon for eselon, own in jabatan.JENJANG_OF_ESELON.items() if own in above]
    # The few rows first, then their order: most people never held a structural post.
    return _definitive(jabatan_table.loc[jabatan_table["eselon"].isin(high)])


def _definitive(jabatan_table: pd.DataFrame) -> pd.DataFrame:
    posts = jabatan_table.loc[jabatan.is_definitive(jabatan_table["penugasan"])]
    return posts.sort_values(["pegawai_id", "tmt_jabatan"], kind="stable")


def _is_conversion(posts: pd.DataFrame) -> pd.Series:
    """Recorded as one, or: a structural post is followed by the matching JF level in the window.

    ``posts`` are sorted by person and TMT.
    """
    same = posts["pegawai_id"].eq(posts["pegawai_id"].shift())
    before = posts["eselon"].fillna("").shift(fill_value="")
    # by eselon, of which there are ten, not by row
    equal = {e: jabatan.JF_SETARA.get(e.split(".")[0], "-") for e in before.unique()}
    matching = posts["jenjang_jf"].fillna("").eq(before.map(equal))
    first, last = (pd.Timestamp(day) for day in jabatan.PENYETARAAN_WINDOW)
    inside = posts["tmt_jabatan"].between(first, last)
    return posts["penyetaraan"].fillna(False).astype(bool) | (same & matching & inside)


def _not_before(rows: pd.DataFrame, since: pd.Series | None) -> pd.DataFrame:
    if since is None:
        return rows
    asked = rows["pegawai_id"].map(since).astype("Int64")
    return rows.loc[(month_number(rows["tmt_jabatan"]) >= asked).fillna(False)]


def _first_month(rows: pd.DataFrame) -> pd.Series:
    first = rows.groupby("pegawai_id", sort=True)["tmt_jabatan"].min()
    return month_number(first)


def _check(value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"level must be one of {allowed}, but was {value!r}")
