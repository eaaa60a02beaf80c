"""The pieces on rates of leadership training: as often as the other sex, person-year for person-year."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import MIN_AT_RISK
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.careers.load import Data
from pug_analysis.pages.pelatihan.akses_show import RUTE
from pug_analysis.release.disclosure import add_released, is_protected
from pug_analysis.release.disclosure_estimates import (
    released_expected,
    released_ratios,
    smallest_ratio,
)
from pug_analysis.release.disclosure_models import (
    protect_rates,
    released_rate_ratio,
    released_years,
)
from pug_analysis.release.disclosure_shares import VALUES
from pug_analysis.release.disclosure_tests import open_p_values
from pug_analysis.release.display import Released, Several, warning
from pug_analysis.release.kurva import SEX_WORD
from pug_analysis.release.ledger import Cells
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import cases, say
from pug_analysis.stats import holm
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

#: Words for the verdicts in tables; "small" is an equal ratio whose interval does not hold 1.
PUTUSAN_LAJU = cases("pelatihan_putusan")


def tabel_laju(*rates: pd.DataFrame, data: Data) -> Released:
    """Participants per eligible person-year, every level and route."""
    found = pd.concat(rates, ignore_index=True)
    shown = protect_rates(found, public=True, edition=data.edition)
    shown["n_event"] = shown["n_event"].mask(found["n_people"] == 0, 0)
    cells = {"n_people": {}, "n_event": {"ikut": "ya"}}
    who = {"pelatihan": "pelatihan", SEX: "jk"}
    public = {"n_early": "", "n_event": "n_people"}
    hidden = say("pelatihan_laju_tersembunyi") if is_protected(data.edition) else ""
    return show_table(
        shown.assign(jk=shown[SEX].map(SEX_WORD), pelatihan=_course(shown)),
        "pelatihan_laju",
        data,
        words={"orang_min": str(MIN_PEOPLE), "tersembunyi": hidden},
        terms={"public": public, "cells": Cells("berhak dilatih", cells, rows=who)},
        row_header=1,
    )


def tabel_rasio(
    before: pd.DataFrame, inside: pd.DataFrame, from_start: pd.DataFrame, data: Data
) -> Released:
    """Rate ratios of women to men, crude and adjusted; last, counted from the first day in the level."""
    whole = from_start.loc[whole_rows(from_start)]
    early = say("pelatihan_semua_sejak_awal", semua=ALL_LEVELS)
    words = _course(before), _course(inside), early
    parts = [
        table.assign(pelatihan=word)
        for table, word in zip((before, inside, whole), words, strict=True)
    ]
    shown = pd.concat([part.dropna(axis="columns", how="all") for part in parts], ignore_index=True)
    columns = dict.fromkeys([*parts[0].columns, "p_terkoreksi"])
    shown = shown.reindex(columns=list(columns))
    shown = released_access(shown, data)
    small = (shown["putusan"] == "equivalent") & _not_one(shown)
    return show_table(
        shown.assign(putusan=shown["putusan"].mask(small, "small").map(PUTUSAN_LAJU)),
        "pelatihan_rasio",
        data,
        words={"kejadian_min": str(MIN_EVENTS)},
        terms={"public": {"n_pria": "", "n_wanita": ""}},
        row_header=1,
    )


def tabel_uji_akses(*tests: pd.DataFrame, data: Data) -> Released:
    """Stratified log-rank tests of both routes, Holm over all their rows."""
    shown = pd.concat(tests, ignore_index=True)
    shown = open_p_values(
        shown.assign(p_holm=holm(shown["p_value"])), ("p_value", "p_holm", "p_kasar"),
        observed="n_wanita", expected="harapan_wanita",
        events=shown[["n_pria", "n_wanita"]].sum(axis=1), variance="varians_wanita",
        edition=data.edition,
    )  # fmt: skip
    shown = shown.assign(
        harapan_wanita=released_expected(
            shown["harapan_wanita"], beside=shown["n_wanita"], edition=data.edition
        ),
    )
    return show_table(
        shown.assign(pelatihan=_course(shown)),
        "pelatihan_uji",
        data,
        words={"kejadian_min": str(MIN_EVENTS), "berisiko_min": str(MIN_AT_RISK)},
        terms={"public": {"n_wanita": ""}},
    )


def released_access(ratios: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Give the ratios of a protected edition the numbers that follow from what it shows.

    Crude ratios are computed anew from released participants and person-years; adjusted ones get
    the error of the released participants; the ratio that would have been found follows from it.

    Parameters
    ----------
    ratios : of ``pages.pelatihan.laju.judge_ratios``
    """
    if not is_protected(data.edition) or ratios.empty:
        return ratios
    ratios = _with_sums(ratios)
    shown = released_ratios(
        ratios, counts=("n_pria", "n_wanita"), others=("rasio_terlihat", "p_terkoreksi"),
        edition=data.edition,
    )  # fmt: skip
    crude = (shown["ukuran"] == "kasar") & shown["estimate"].notna()
    for place in shown.index[crude]:
        shown.loc[place, list(VALUES)] = released_rate_ratio(
            events=tuple(ratios.loc[place, ["n_wanita", "n_pria"]]),
            years=tuple(ratios.loc[place, ["tahun_wanita", "tahun_pria"]]),
        )
    hidden = shown["estimate"].isna() & ratios["estimate"].notna()
    return shown.assign(
        rasio_terlihat=smallest_ratio(shown["conf_low"], shown["conf_high"]),
        putusan=shown["putusan"].mask(hidden, "too_few"),
    )


def _with_sums(ratios: pd.DataFrame) -> pd.DataFrame:
    """Let participants of all levels be the sum of what is shown of each, so that they add nothing."""
    summed = ratios.copy()
    for _, rows in ratios.groupby(["jalur", "ukuran"], sort=False):
        whole = rows.index[rows["jenjang"] == ALL_LEVELS]
        parts = rows.drop(index=whole)
        if parts.empty or whole.empty:
            continue
        for sex in ("pria", "wanita"):
            total = int(rows.loc[whole[0], f"n_{sex}"])
            summed.loc[whole, f"n_{sex}"] = add_released(parts[f"n_{sex}"], total)
            summed.loc[whole, f"tahun_{sex}"] = released_years(parts[f"tahun_{sex}"]).sum()
    return summed


def kotak_berlawanan(*ratios: pd.DataFrame) -> Several:
    """A warning where the crude and the adjusted ratio of all levels point to different sides.

    Two ratios near 1 whose intervals both hold 1 point nowhere, and give no warning.
    """
    opposed = []
    for table in ratios:
        whole = table.loc[table["jenjang"] == ALL_LEVELS].set_index("ukuran")
        sides = whole["estimate"] - 1
        sure = _not_one(whole).any()
        if sure and sides["kasar"] * sides["disesuaikan"] < 0:
            opposed.append(RUTE[table["jalur"].iloc[0]])
    if not opposed:
        return Several(())
    return Several((warning(say("pelatihan_berlawanan", jalur=", ".join(opposed))),))


def whole_rows(table: pd.DataFrame) -> pd.Series:
    """Mark the adjusted row of all levels of a route."""
    return (table["jenjang"] == ALL_LEVELS) & (table["ukuran"] == "disesuaikan")


def _not_one(table: pd.DataFrame) -> pd.Series:
    """Mark ratios whose interval does not hold 1."""
    return (table["conf_low"] > 1) | (table["conf_high"] < 1)


def _course(table: pd.DataFrame) -> pd.Series:
    return table["jenjang"] + ", " + table["jalur"]
