"""The pieces of the data-quality page on leadership training: dates and names that are missing."""

from __future__ import annotations

from functools import partial

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.kualitas import kualitas
from pug_analysis.release.disclosure import (
    count_in_words,
    is_protected,
    mask_counts,
    released_share,
)
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.ledger import PRIA, WANITA, Cells
from pug_analysis.release.numbers import bilangan
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import cases, say

#: Free texts are cut: what stands behind is mostly a place or a batch.
_TEXT_LENGTH = 80
#: More texts than these go into the file alone.
_TEXTS_SHOWN = 40


#: Whom the table of end dates counts: of those recognised, those without a date.
_TANGGAL = Cells(
    "diklat kepemimpinan",
    {
        "pria": PRIA,
        "pria_tanpa_tanggal": {**PRIA, "tanggal": "tidak ada"},
        "wanita": WANITA,
        "wanita_tanpa_tanggal": {**WANITA, "tanggal": "tidak ada"},
    },
    rows={"jenjang": "jenjang"},
)


#: Who had the training is mostly a holder of a post; whether its date is known is not public.
_TANPA_TANGGAL = {"pria_tanpa_tanggal": "pria", "wanita_tanpa_tanggal": "wanita"}


def kalimat_diklat(
    dates: pd.DataFrame, unplaced: pd.DataFrame, doubtful: pd.DataFrame, data: Data
) -> Released:
    """How many leadership trainings can be used, and what happens with the others.

    Parameters
    ----------
    dates : of ``pages.kualitas.kualitas.training_dates_by_sex``
    unplaced : of ``careers.events.unclassified``
    doubtful : of ``careers.events.unplaced``
    """
    count = partial(count_in_words, edition=data.edition)
    hide = partial(count, public=True)
    protected = is_protected(data.edition)
    known = int(dates[["pria", "wanita"]].sum().sum())
    men, women = (int(dates[f"{sex}_tanpa_tanggal"].sum()) for sex in ("pria", "wanita"))
    if not known:
        first = say("kualitas_diklat", "kosong")
    elif men + women or protected:
        first = say(
            "kualitas_diklat",
            "tanpa_tanggal",
            jumlah=count(known),
            tanpa_tanggal=hide(men + women),
            pria=hide(men),
            wanita=hide(women),
        )
    else:
        first = say("kualitas_diklat", "lengkap", jumlah=count(known))
    second = say(
        "kualitas_diklat_tergolong",
        "belum" if len(unplaced) else "semua",
        jumlah=bilangan(len(unplaced)),
    )
    unknown = doubtful["pegawai_id"].nunique()
    third = say(
        "kualitas_diklat_ragu",
        "ada" if unknown or protected else "tidak_ada",
        jumlah=hide(unknown),
    )
    return text(first, second, third)


def tabel_tanggal_diklat(table: pd.DataFrame, data: Data) -> Released:
    """Leadership trainings recognised and without an end date, by level and sex."""
    shown = mask_counts(table, ("pria", "wanita"), edition=data.edition)
    if is_protected(data.edition):
        for name, size in _TANPA_TANGGAL.items():
            undated = mask_counts(table, (name,), public=True, edition=data.edition)[name]
            shown[name] = undated.mask(table[size] == 0, 0)
        for sex in ("pria", "wanita"):
            pairs = zip(shown[f"{sex}_tanpa_tanggal"], shown[sex], strict=True)
            shown[f"share_{sex}"] = [released_share(*pair) for pair in pairs]
    return show_table(
        shown,
        "kualitas_tanggal_diklat",
        data,
        terms={"public": _TANPA_TANGGAL, "cells": _TANGGAL},
    )


def diklat_belum_tergolong(unplaced: pd.DataFrame, data: Data) -> Several:
    """Trainings that could not be placed: by reason, and in the internal edition by name."""
    reasons = kualitas.unplaced_reasons(unplaced)
    actions = reasons["alasan"].map(cases("kualitas_diklat_tindakan"))
    reasons = reasons.assign(tindakan=actions)
    parts = [show_table(reasons, "kualitas_diklat_alasan", data, row_header=1)]
    if data.edition == "internal" and len(unplaced):
        parts.append(
            show_table(
                unplaced.assign(nama=unplaced["nama"].map(_shorten)),
                "kualitas_diklat_nama",
                data,
                words={"panjang": str(_TEXT_LENGTH)},
                file_only=len(unplaced) > _TEXTS_SHOWN,
            )
        )
    return Several(tuple(parts))


def _shorten(name: str) -> str:
    if not name:
        return say("kualitas_nama_kosong")
    return name if len(name) <= _TEXT_LENGTH else name[: _TEXT_LENGTH - 1] + "…"
