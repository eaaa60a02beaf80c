"""The tracker of the action plan: target against what was reached, computed where it can be."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

import pandas as pd

from pug_analysis.terms.pug import KODE_INDIKATOR

TERCAPAI, MENDEKATI, BELUM_TERCAPAI = "tercapai", "mendekati", "belum"
TANPA_DATA, BELUM_WAKTUNYA = "belum ada data", "belum waktunya"
#: Lights, the best first, and the state of years to come.
TANDA: Final = (TERCAPAI, MENDEKATI, BELUM_TERCAPAI, TANPA_DATA, BELUM_WAKTUNYA)
#: Where an actual value comes from.
DIHITUNG, DICATAT, TIDAK_ADA = "dihitung", "dicatat kantor", ""
#: Why a number of a few offices is not computed in the shared editions.
TERLINDUNG: Final = "angka beberapa perangkat daerah, hanya di edisi internal"
#: How offices write the unit of a percentage.
_PERSEN: Final = re.compile(r"%|\b(?:persentase|prosentase|prosen)\b")
#: Two values that differ by less than what is shown are the same.
_SHOWN: Final = 0.05
_PLAN: Final = [
    "nomor", "program", "kegiatan", "indikator", "satuan", "kode_indikator", "arah", "data_dasar",
    "tahun_dasar", "tahun", "target", "realisasi", "anggaran", "unit_pelaksana", "berkas_bukti",
]  # fmt: skip


def track_plan(
    plan: pd.DataFrame,
    computed: pd.DataFrame,
    *,
    year: int,
    tolerance: float,
    withheld: Collection[str] = (),
) -> pd.DataFrame:
    """Target and actual value of each indicator of the plan and year, with its light.

    Where the code of an indicator names a number of the reports in the same unit, that number is the
    actual value; else it is what the office recorded. Reached is a target that is met or passed
    in the wanted direction; near, one missed by no more than the tolerance times the target.

    Parameters
    ----------
    plan : processed table ``rencana_aksi``
    computed : ``tahun, kode, nilai`` of the years that are known
    year : year of the report; later years have no light yet
    tolerance : share of the target (0..1)
    withheld : codes whose number the readers may not see; the record stands for them

    Returns
    -------
    DataFrame, one row per line of the plan in its order: its columns, ``terhitung`` (computed value),
    ``aktual`` (the one that the light is for), ``sumber`` (dihitung, dicatat kantor, ""), ``berbeda``
    (both exist and differ), ``alasan`` (why a code gave no computed value, else ""), ``tanda``.

    Raises
    ------
    ValueError
        if the tolerance is not between 0 and 1.
    """
    if not 0 <= tolerance < 1:
        raise ValueError(f"tolerance must be from 0 to below 1, but was {tolerance!r}")
    table = plan[_PLAN].sort_values(["nomor", "indikator", "tahun"], kind="stable")
    table = table.reset_index(drop=True)
    table["alasan"] = [
        TERLINDUNG if code in withheld else _refuse(code, unit)
        for code, unit in zip(table["kode_indikator"], table["satuan"], strict=True)
    ]
    values = computed.drop_duplicates(["tahun", "kode"], keep="last")
    values = values[["tahun", "kode", "nilai"]].rename(
        columns={"kode": "kode_indikator", "nilai": "terhitung"}
    )
    table = table.merge(
        values.astype({"tahun": "Int64", "kode_indikator": "string", "terhitung": "Float64"}),
        on=["tahun", "kode_indikator"],
        how="left",
    )
    table["terhitung"] = table["terhitung"].mask(table["alasan"] != "")
    table["aktual"] = table["terhitung"].fillna(table["realisasi"])
    source = pd.Series(TIDAK_ADA, index=table.index, dtype="string")
    source = source.mask(table["realisasi"].notna(), DICATAT)
    table["sumber"] = source.mask(table["terhitung"].notna(), DIHITUNG)
    apart = (table["terhitung"] - table["realisasi"]).abs() > _SHOWN
    table["berbeda"] = apart.fillna(False).astype(bool)
    return table.assign(tanda=_lights(table, year=year, tolerance=tolerance))


def count_lights(tracked: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """How many indicators of the plan have which light in a year.

    Returns
    -------
    DataFrame, one row per light: ``tanda, indikator`` (number).
    """
    own = tracked.loc[tracked["tahun"] == year, "tanda"].value_counts()
    rows = [{"tanda": light, "indikator": int(own.get(light, 0))} for light in TANDA[:4]]
    return pd.DataFrame(rows)


def _refuse(code: str, unit: str) -> str:
    """Why a code gives no computed value; "" if it does."""
    if code == "":
        return ""
    if code not in KODE_INDIKATOR:
        return "kode tidak dikenal"
    wanted = KODE_INDIKATOR[code][1]
    written = str(unit).casefold()
    words = _PERSEN.sub(" persen ", written).split()
    return "" if not words or wanted in words else f"satuan laporan: {wanted}"


def _lights(table: pd.DataFrame, *, year: int, tolerance: float) -> pd.Series:
    """Light of each line, from actual value, target and direction."""
    sign = table["arah"].map({"naik": 1.0, "turun": -1.0}).astype("Float64")
    missing = sign * (table["target"] - table["aktual"])
    # Targets have few digits: a billionth only takes up the rounding of the product.
    near = tolerance * table["target"].abs() + 1e-9
    light = pd.Series(BELUM_TERCAPAI, index=table.index, dtype="string")
    light = light.mask((missing <= near).fillna(False), MENDEKATI)
    light = light.mask((missing <= 0).fillna(False), TERCAPAI)
    light = light.mask(missing.isna(), TANPA_DATA)
    return light.mask(table["tahun"] > year, BELUM_WAKTUNYA)
