"""Who was trained in each perangkat daerah: small units, so percentages come from what is shown."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD
from pug_analysis.pages.pelatihan.peserta import ALL_UNITS
from pug_analysis.release.disclosure import is_protected, protect_parts, released_share
from pug_analysis.release.disclosure_rows import Whole
from pug_analysis.release.display import Released
from pug_analysis.release.ledger import ASN, TERLATIH, Cells
from pug_analysis.release.lines import tanpa_kursus
from pug_analysis.release.perangkat_daerah import catatan_perlindungan, pejabat_per_pd
from pug_analysis.release.showing import show_table
from pug_analysis.stats import newcombe_difference
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

_SEXES = ("pria", "wanita")


def tabel_unit(table: pd.DataFrame, data: Data) -> Released:
    """Share trained in the report year by perangkat daerah and sex.

    Parameters
    ----------
    table : of ``pages.pelatihan.peserta.participation_by_unit``
    """
    trained = {
        name: {SEX: name, TERLATIH: "ya"} if name in _SEXES else {SEX: name.removesuffix("_aktif")}
        for name in ("pria", "pria_aktif", "wanita", "wanita_aktif")
    }
    cells = Cells(ASN, trained, rows={PD: "perangkat_daerah"}, whole=ALL_UNITS, complete=(PD, SEX))
    return show_table(
        _protect_trained(table, data),
        "pelatihan_unit",
        data,
        words={
            "masa": data.periode.masa,
            "orang_min": str(MIN_PEOPLE),
            "dilatih_min": str(MIN_EVENTS),
        },
        more=(*tanpa_kursus(data), *catatan_perlindungan(data)),
        terms={"public": {sex: f"{sex}_aktif" for sex in _SEXES}, "cells": cells},
    )


def _protect_trained(table: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Protect trained and active people; shares and differences come from what is shown of them.

    The line of all units goes: the regency's own counts are shown exactly elsewhere.
    """
    if not is_protected(data.edition):
        return table
    units = table.loc[table["perangkat_daerah"] != ALL_UNITS].reset_index(drop=True)
    active = [f"{sex}_aktif" for sex in _SEXES]
    least = pejabat_per_pd(data.snapshot, units[PD])
    # The total stands in the profile too: both tables must leave out the same offices.
    shown = protect_parts(
        units, parts=active, total="total_aktif", least=least, edition=data.edition
    )
    people = units[active].to_numpy(np.int64)
    whole = Whole(people, least=least, apart=np.zeros_like(people))
    trained = protect_parts(units, parts=_SEXES, whole=whole, among=people, edition="pokja")
    for sex in _SEXES:
        shown[sex] = trained[sex].mask(shown[f"{sex}_aktif"].isna(), pd.NA)
        pairs = zip(shown[sex], shown[f"{sex}_aktif"], strict=True)
        shown[f"bagian_{sex}"] = [released_share(*pair) for pair in pairs]
    known = shown[["bagian_pria", "bagian_wanita"]].notna().all(axis=1)
    known &= (shown[list(_SEXES)] != 0).all(axis=1)
    counts = shown.loc[known, ["wanita", "wanita_aktif", "pria", "pria_aktif"]].astype("int64")
    counts["wanita"] = counts[["wanita", "wanita_aktif"]].min(axis=1)
    counts["pria"] = counts[["pria", "pria_aktif"]].min(axis=1)
    found = newcombe_difference(*(counts[name].to_numpy() for name in counts))
    for name, column in (("selisih", "estimate"), ("conf_low",) * 2, ("conf_high",) * 2):
        shown[name] = pd.Series(found[column].to_numpy(), index=counts.index, dtype=float)
    return shown
