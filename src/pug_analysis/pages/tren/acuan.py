"""National shares beside the local lines: each with its own date and population."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from typing import Any, Final

import pandas as pd

from pug_analysis.analyses.counts import add_share

#: National level of posts to the local line (kategori, sub_kategori) that it stands beside.
_POSTS: Final = {
    "JPT Pratama": ("Jenjang Jabatan Struktural", "JPT Pratama (Eselon II)"),
    "Administrator": ("Jenjang Jabatan Struktural", "Administrator (Eselon III)"),
    "Pengawas": ("Jenjang Jabatan Struktural", "Pengawas (Eselon IV)"),
}
_GROUPS: Final = {
    "ASN": ("Total ASN", ""),
    "PNS": ("Status Kepegawaian", "PNS"),
    "PPPK": ("Status Kepegawaian", "PPPK"),
}
_COLUMNS: Final = [
    "kategori", "sub_kategori", "keadaan", "bulan", "populasi", "pria", "wanita", "total",
    "share_wanita", "sumber",
]  # fmt: skip


def national_lines() -> pd.DataFrame:
    """Published shares of women in all Indonesia, by line and date.

    Returns
    -------
    DataFrame, by line and then date: ``kategori, sub_kategori`` of the local line, ``keadaan`` (as
    published: a year, or an ISO date), ``bulan`` (month number; a bare year is its December),
    ``populasi`` (whom it counts), ``pria, wanita, total`` (missing where only a percentage was
    published), ``share_wanita`` (0..1), ``sumber``.
    """
    table = pd.concat([_groups(), _posts(), _percentages()], ignore_index=True)
    order = {name: place for place, name in enumerate([*_GROUPS.values(), *_POSTS.values()])}
    place = pd.Series(list(zip(table["kategori"], table["sub_kategori"], strict=True))).map(order)
    table = table.assign(place=place).sort_values(["place", "bulan"], kind="stable")
    return (
        table[_COLUMNS]
        .astype(dict.fromkeys(["pria", "wanita", "total"], "Int64"))
        .reset_index(drop=True)
    )


def national_beside(national: pd.DataFrame, *, until: date) -> pd.DataFrame:
    """The one national figure that is drawn beside each line.

    Parameters
    ----------
    national : of :func:`national_lines`
    until : cut-off of the last local period

    Returns
    -------
    Rows of ``national``, one per line: the newest at the cut-off or before; the oldest if all are later.
    """
    month = until.year * 12 + until.month - 1
    chosen = []
    for _, line in national.groupby(["kategori", "sub_kategori"], sort=False):
        known = line.loc[line["bulan"] <= month]
        chosen.append(known.tail(1) if len(known) else line.head(1))
    return pd.concat(chosen, ignore_index=True)


def _groups() -> pd.DataFrame:
    """All ASN, PNS and PPPK, from counts."""
    table = _read("id_asn_jk_nasional.csv", dtype={"per_tanggal": "string"})
    counts = _counts(table)
    return _named(counts, table["kelompok"], _GROUPS).assign(
        keadaan=table["per_tanggal"].to_numpy(),
        bulan=_months(table["per_tanggal"]),
        populasi=table["kelompok"].to_numpy() + " seluruh Indonesia",
        sumber=(table["sumber_asli"] + ", " + table["sumber"]).to_numpy(),
    )


def _posts() -> pd.DataFrame:
    """Structural posts of 2022, from counts."""
    table = _read("id_pns_struktural_jk_2022.csv")
    table = table.loc[table["jabatan"].isin(list(_POSTS))].reset_index(drop=True)
    year = table["tahun"].astype("string")
    return _named(_counts(table), table["jabatan"], _POSTS).assign(
        keadaan=year.to_numpy(),
        bulan=_months(year),
        populasi=table["jabatan"].to_numpy() + " seluruh Indonesia",
        sumber=("BKN, " + table["sumber"]).to_numpy(),
    )


def _percentages() -> pd.DataFrame:
    """Eselon II of 2016 to 2020: percentages alone were published."""
    table = _read("id_persen_perempuan_2016_2020.csv")
    table = table.dropna(subset="pct_perempuan_eselon_II").reset_index(drop=True)
    year = table["tahun"].astype("string")
    named = pd.DataFrame(index=table.index).assign(pria=pd.NA, wanita=pd.NA, total=pd.NA)
    level = pd.Series("JPT Pratama", index=table.index)
    return _named(named, level, _POSTS).assign(
        share_wanita=table["pct_perempuan_eselon_II"] / 100,
        keadaan=year.to_numpy(),
        bulan=_months(year),
        populasi="Eselon II seluruh Indonesia",
        sumber=("BKN, " + table["sumber"]).to_numpy(),
    )


def _counts(table: pd.DataFrame) -> pd.DataFrame:
    counts = pd.DataFrame({"pria": table["laki_laki"], "wanita": table["perempuan"]})
    return add_share(counts.assign(total=counts["pria"] + counts["wanita"]))


def _named(table: pd.DataFrame, key: pd.Series, names: dict[str, tuple[str, str]]) -> pd.DataFrame:
    lines = [names[value] for value in key]
    return table.assign(
        kategori=[kategori for kategori, _ in lines], sub_kategori=[name for _, name in lines]
    )


def _months(when: pd.Series) -> list[int]:
    """Month number of a year or an ISO date."""
    parts = [str(value).split("-") for value in when]
    return [int(p[0]) * 12 + (int(p[1]) - 1 if len(p) > 1 else 11) for p in parts]


def _read(name: str, *, dtype: Any = None) -> pd.DataFrame:
    source = files("pug_analysis.analyses") / "reference" / name
    with source.open(encoding="utf-8") as handle:
        return pd.read_csv(handle, dtype=dtype)
