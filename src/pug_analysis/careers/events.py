"""Events of training: who finished which leadership or gender training, and in which month.

What a record is, ``careers.course_names`` says. What cannot be placed is listed, and an end date is
never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, get_args

import pandas as pd

from pug_analysis.careers.course_names import (
    SINGKATAN,
    place_course,
    place_structural,
    possible_levels,
    pug_level,
)
from pug_analysis.careers.months import month_number
from pug_analysis.terms.diklat import JENJANG_DIKLAT, Jenjang

SEBELUM: Final = "sebelum"
SESUDAH: Final = "sesudah"
BELUM_DIANGKAT: Final = "belum diangkat"
#: Why nobody knows whether a person had a training.
UNSURE: Final = "jenjang diklatnya tidak dapat dipastikan, atau barisnya dikarantina"


def structural_trainings(diklat: pd.DataFrame, kursus: pd.DataFrame) -> pd.DataFrame:
    """Leadership trainings recognised in both histories.

    A level is taken once in a career: further records of a person at that level, in either table,
    are the same training written again, and the first known end decides.

    Parameters
    ----------
    diklat, kursus : processed tables

    Returns
    -------
    DataFrame, one row per person and level: ``pegawai_id``, ``jenjang`` (PKP, PKA, PKN II, PKN I,
    whatever the name in its time), ``selesai`` (Int64 month of the end date, missing if unknown).
    """
    rows = pd.concat([_place_diklat(diklat), _place_kursus(kursus)], ignore_index=True)
    rows = rows.loc[rows["jenjang"] != "", ["pegawai_id", "jenjang", "selesai"]]
    rows["jenjang"] = pd.Categorical(rows["jenjang"], JENJANG_DIKLAT, ordered=True)
    first = rows.groupby(["pegawai_id", "jenjang"], observed=True, sort=True)["selesai"].min()
    types = {"pegawai_id": "string", "jenjang": "string", "selesai": "Int64"}
    return first.reset_index().astype(types)


def ended_by(trainings: pd.DataFrame, *, month: int) -> pd.DataFrame:
    """Trainings that had ended by the end of a month; one without a known end counts as ended.

    Parameters
    ----------
    trainings : of :func:`structural_trainings`
    month : month number
    """
    return trainings.loc[~(trainings["selesai"] > month).fillna(False)]


def first_training(trainings: pd.DataFrame, *, level: Jenjang) -> pd.Series:
    """Month number in which the first training of a level ended.

    Parameters
    ----------
    trainings : of :func:`structural_trainings`

    Returns
    -------
    Int64 Series by ``pegawai_id``; only those with a known end date.

    Raises
    ------
    ValueError
        if the level is none of ``Jenjang``.
    """
    own = _of_level(trainings, level)
    dated = own.loc[own["selesai"].notna()]
    return dated.groupby("pegawai_id", sort=True)["selesai"].min().astype("Int64")


def undated(trainings: pd.DataFrame, *, level: Jenjang) -> pd.Index:
    """People who have a training of a level, but never with a known end date.

    Parameters
    ----------
    trainings : of :func:`structural_trainings`

    Returns
    -------
    Sorted Index of ``pegawai_id``. Whether they were trained at a given time is not known.

    Raises
    ------
    ValueError
        if the level is none of ``Jenjang``.
    """
    known = first_training(trainings, level=level).index
    own = pd.Index(_of_level(trainings, level)["pegawai_id"].unique(), name="pegawai_id")
    return own.difference(known)


def unplaced(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """People who may have had a training: a record of theirs cannot be placed, or is quarantined.

    A course of another kind of which only an abbreviation is known is more likely something else
    (teachers have a PKP of their own): it makes nobody's status unknown.

    Parameters
    ----------
    tables : processed tables; ``diklat``, ``kursus`` and ``diklat_karantina`` are read

    Returns
    -------
    DataFrame, one row per person and level that the record may be of: ``pegawai_id, jenjang``.
    People with a record placed at that level are not in it: they had the training.
    """
    used = [_place_diklat(tables["diklat"]), _without_level(_place_kursus(tables["kursus"]))]
    lost = _place_unused(tables["diklat_karantina"])
    rows = pd.concat([*used, lost], ignore_index=True)
    placed = pd.concat(used).loc[lambda r: r["jenjang"] != "", ["pegawai_id", "jenjang"]]
    unknown = rows.loc[~rows["alasan"].isin(["", SINGKATAN]), ["pegawai_id", "code", "nama"]]
    texts = unknown[["code", "nama"]].drop_duplicates()
    levels = [possible_levels(n, code=c) for c, n in zip(texts["code"], texts["nama"], strict=True)]
    found = unknown.merge(texts.assign(jenjang=levels), on=["code", "nama"])
    found = found.explode("jenjang")[["pegawai_id", "jenjang"]].astype("string")
    of_level = lost.loc[lost["jenjang"] != "", ["pegawai_id", "jenjang"]].astype("string")
    found = pd.concat([found, of_level]).drop_duplicates()
    known = pd.MultiIndex.from_frame(found).isin(pd.MultiIndex.from_frame(placed))
    return found.loc[~known].sort_values(["pegawai_id", "jenjang"], ignore_index=True)


def unknown_status(
    ids: pd.Series, trainings: pd.DataFrame, doubtful: pd.DataFrame | None, *, level: Jenjang
) -> dict[str, pd.Series]:
    """Mark people of whom it is not known whether, or since when, they have a training.

    Parameters
    ----------
    ids : ``pegawai_id``
    trainings : of :func:`structural_trainings`
    doubtful : of :func:`unplaced`; None if nobody is

    Returns
    -------
    {reason: boolean Series}, for ``careers.cohort.first_reason``.
    """
    maybe = [] if doubtful is None else doubtful.loc[doubtful["jenjang"] == level, "pegawai_id"]
    return {
        f"{level} tanpa tanggal selesai": ids.isin(undated(trainings, level=level)),
        f"Mungkin {level}: {UNSURE}": ids.isin(maybe),
    }


def unclassified(diklat: pd.DataFrame, kursus: pd.DataFrame) -> pd.DataFrame:
    """Texts that look like structural training and could not be placed.

    Parameters
    ----------
    diklat, kursus : processed tables

    Returns
    -------
    DataFrame, one row per text, table and reason, most people first: ``nama, sumber`` (diklat,
    kursus), ``alasan, orang`` (people).
    """
    parts = {"diklat": _place_diklat(diklat), "kursus": _place_kursus(kursus)}
    rows = pd.concat(
        [part.assign(sumber=name) for name, part in parts.items()], ignore_index=True
    ).astype({"sumber": "string"})
    keys = ["nama", "sumber", "alasan"]
    left = rows.loc[rows["alasan"] != ""].drop_duplicates([*keys, "pegawai_id"])
    counts = left.groupby(keys, sort=True).size().rename("orang").astype("int64").reset_index()
    return counts.sort_values(
        ["orang", *keys], ascending=[False, True, True, True], ignore_index=True
    )


def pug_trainings(kursus: pd.DataFrame) -> pd.DataFrame:
    """Gender trainings recognised by the words of their names, the most specific level first.

    Parameters
    ----------
    kursus : processed table

    Returns
    -------
    DataFrame, one row per record: ``pegawai_id``, ``tingkat`` (L1 gender awareness, L2 planning
    and budgeting, L3 trainers, khusus audit), ``selesai`` (Int64 month of the end date or missing),
    ``tahun`` (of the end date, else as recorded).
    """
    names = kursus["nama_kursus"].fillna("").astype("string")
    tingkat = names.map({name: pug_level(name) for name in names.unique()}).astype("string")
    selesai = month_number(kursus["tanggal_selesai"])
    found = pd.DataFrame(
        {
            "pegawai_id": kursus["pegawai_id"],
            "tingkat": tingkat,
            "selesai": selesai,
            "tahun": (selesai // 12).fillna(kursus["tahun"]).astype("Int64"),
        }
    )
    found = found.loc[found["tingkat"] != ""]
    return found.sort_values(["pegawai_id", "selesai", "tahun", "tingkat"], ignore_index=True)


def relative_to(training: pd.Series, appointment: pd.Series) -> pd.Series:
    """Whether a training ended before the appointment to which it belongs.

    Appointments take effect on the first of a month: a training that ends within that month ended
    after it.

    Parameters
    ----------
    training : month number of the end of training by ``pegawai_id``
    appointment : month number of the appointment by ``pegawai_id``

    Returns
    -------
    string Series by ``pegawai_id`` of the training: sebelum, sesudah, belum diangkat.

    Raises
    ------
    ValueError
        if a training has no month.
    """
    if training.isna().any():
        raise ValueError(f"training must have a month, but {training.isna().sum()} have none")
    appointed = appointment.reindex(training.index).astype("Int64")
    place = pd.Series(SESUDAH, index=training.index, dtype="string", name="urutan")
    place = place.mask((training < appointed).fillna(False), SEBELUM)
    return place.mask(appointed.isna(), BELUM_DIANGKAT)


def _of_level(trainings: pd.DataFrame, level: str) -> pd.DataFrame:
    if level not in get_args(Jenjang):
        raise ValueError(f"level must be one of {get_args(Jenjang)}, but was {level!r}")
    return trainings.loc[trainings["jenjang"] == level]


def _place_diklat(diklat: pd.DataFrame) -> pd.DataFrame:
    return _place(diklat, "latihan_struktural", "nama_diklat", place_structural)


def _place_kursus(kursus: pd.DataFrame) -> pd.DataFrame:
    return _place(kursus, "jenis_diklat", "nama_kursus", place_course)


def _place_unused(unused: pd.DataFrame) -> pd.DataFrame:
    """Place quarantined records as those of the table that they come from, without their dates."""
    rows = unused.assign(tanggal_selesai=pd.NaT).astype({"tanggal_selesai": "datetime64[ns]"})
    source = rows["sumber"]
    diklat = _place(rows.loc[source == "diklat"], "kode", "nama_diklat", place_structural)
    kursus = _place(rows.loc[source == "kursus"], "kode", "nama_diklat", place_course)
    return pd.concat([diklat, _without_level(kursus)], ignore_index=True)


def _without_level(courses: pd.DataFrame) -> pd.DataFrame:
    """Courses without their code, which is their kind and says no level."""
    return courses.assign(code="").astype({"code": "string"})


def _place(
    table: pd.DataFrame, code: str, name: str, place: Callable[[str, str], tuple[str, str]]
) -> pd.DataFrame:
    """Return ``pegawai_id, code, nama, selesai, jenjang, alasan`` of each record.

    Each pair of code and text is placed once, however many people have it.
    """
    kind, kinds = pd.factorize(table[code].fillna("").astype("string"))
    text, texts = pd.factorize(table[name].fillna("").astype("string"))
    names = [" ".join(one.split()) for one in texts]
    pair, seen = pd.factorize(kind.astype("int64") * max(1, len(names)) + text)
    placed = [place(kinds[one // len(names)], names[one % len(names)]) for one in seen]
    return pd.DataFrame(
        {
            "pegawai_id": table["pegawai_id"].to_numpy(),
            "code": kinds.take(kind),
            "nama": pd.array(names, dtype="string").take(text),
            "selesai": month_number(table["tanggal_selesai"]).array,
            "jenjang": pd.array([one[0] for one in placed], dtype="string").take(pair),
            "alasan": pd.array([one[1] for one in placed], dtype="string").take(pair),
        }
    )
