"""Awards by sex, among the people who could have been given them by length of service."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.stats import share_ratio
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

#: Satyalancana Karya Satya: years of service that each class asks for, PNS only (PP 35/2010).
SATYALANCANA_YEARS: Final = {"X": 10, "XX": 20, "XXX": 30}
#: Lines of the table.
SEMUA_PENGHARGAAN, LAIN = "Semua penghargaan", "Penghargaan lain"
_CLASS = r"SAT[IY]A\s*LANCANA.*?\b(XXX|XX|X|30|20|10)\b"
_ROMAN = {"30": "XXX", "20": "XX", "10": "X"} | {name: name for name in SATYALANCANA_YEARS}


def kind_of_award(names: pd.Series) -> pd.Series:
    """Class of Satyalancana Karya Satya, or "Penghargaan lain"."""
    found = names.astype("string").str.upper().str.extract(_CLASS)[0]
    known = "Satyalancana Karya Satya " + found.map(_ROMAN) + " Tahun"
    return known.fillna(LAIN).astype("string")


def compare_awards(data: Data, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Active people who ever had an award, by sex and kind, and the ratio of the shares.

    Each class of Satyalancana is counted among the active PNS with the years of service that it
    asks for, since women and men have not served equally long; the other lines among all active ASN.

    Returns
    -------
    DataFrame, one row per kind, empty without a register: ``jenis, dasar`` (among whom), ``pria,
    dasar_pria, wanita, dasar_wanita`` (people), ``pria_tahun_ini, wanita_tahun_ini``, ``share_pria,
    share_wanita, estimate, conf_low, conf_high`` (ratio, women over men); missing below
    ``MIN_EVENTS`` awarded or ``MIN_PEOPLE`` people of either sex. The classes of Satyalancana are
    compared side by side, so that ``conf_level`` is that of all their intervals together (Bonferroni).
    """
    awards = data.tables.get("penghargaan")
    if awards is None or awards.empty:
        return pd.DataFrame()
    awards = awards.assign(jenis=kind_of_award(awards["penghargaan"]))
    people = data.snapshot
    pns = people["status_asn"] == "PNS"
    lines = [(SEMUA_PENGHARGAAN, "ASN aktif", pd.Series(True, index=people.index), awards)]
    for name, years in SATYALANCANA_YEARS.items():
        kind = f"Satyalancana Karya Satya {name} Tahun"
        served = pns & (people["masa_kerja_tahun"] >= years).fillna(False)
        own = awards.loc[awards["jenis"] == kind]
        lines.append((kind, f"PNS dengan masa kerja {years} tahun ke atas", served, own))
    lines.append((LAIN, "ASN aktif", lines[0][2], awards.loc[awards["jenis"] == LAIN]))
    each = 1 - (1 - conf_level) / len(SATYALANCANA_YEARS)
    rows = [
        {"jenis": kind, "dasar": base}
        | _compare(
            people.loc[among.astype(bool)], own, year=data.year,
            conf_level=conf_level if kind in (SEMUA_PENGHARGAAN, LAIN) else each,
        )
        for kind, base, among, own in lines
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _compare(
    people: pd.DataFrame, awards: pd.DataFrame, *, year: int, conf_level: float
) -> dict[str, float]:
    row: dict[str, int] = {}
    awarded = people["pegawai_id"].isin(awards["pegawai_id"])
    lately = people["pegawai_id"].isin(awards.loc[awards["tahun"] == year, "pegawai_id"])
    for sex, word in (("L", "pria"), ("P", "wanita")):
        own = people["jenis_kelamin"] == sex
        row[word], row[f"dasar_{word}"] = int((awarded & own).sum()), int(own.sum())
        row[f"{word}_tahun_ini"] = int((lately & own).sum())
    names = ("share_pria", "share_wanita", "estimate", "conf_low", "conf_high")
    found = dict.fromkeys(names, np.nan)
    if min(row["dasar_pria"], row["dasar_wanita"]) >= MIN_PEOPLE:
        found |= {f"share_{word}": row[word] / row[f"dasar_{word}"] for word in ("pria", "wanita")}
        if min(row["pria"], row["wanita"]) >= MIN_EVENTS:
            ratio = share_ratio(
                row["wanita"], row["dasar_wanita"], row["pria"], row["dasar_pria"],
                conf_level=conf_level,
            ).iloc[0]  # fmt: skip
            found |= {name: float(ratio[name]) for name in names[2:]}
    return row | found
