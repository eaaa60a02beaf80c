"""Who takes part in training, as a protected edition may tell it: most could-be participants are officials."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.pages.pelatihan.peserta import ALL_KINDS, ALL_YEARS, STRUCTURAL
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.disclosure_public import hide_parts, leave_out_beside
from pug_analysis.release.small_counts import MASKED, SMALLEST

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition


def protect_participants(shares: pd.DataFrame, *, edition: Edition) -> pd.DataFrame:
    """Hide few or no participants: those who could have been are mostly holders of posts, known by name.

    Parameters
    ----------
    shares : of ``pages.pelatihan.peserta.share_among_participants``

    Returns
    -------
    DataFrame like ``shares`` without single levels in single years. Numbers that would give a hidden one away,
    because levels or years add up, are missing.
    """
    if not is_protected(edition):
        return shares
    every_year, every_level = shares["tahun"] == ALL_YEARS, shares["jenjang"] == ALL_LEVELS
    shown = shares.loc[every_year | every_level].copy()
    for name in ("pria", "wanita"):
        counts = shares[name].astype("int64")
        cells = counts.astype(object).mask(counts < SMALLEST, MASKED)
        # no group whose size a reader knows: only few and none are told apart
        size = int(counts.max()) + SMALLEST
        for parts in (every_year & ~every_level, every_level & ~every_year):
            cells[parts] = hide_parts(
                cells[parts].tolist(),
                counts[parts].tolist(),
                [size] * int(parts.sum()),
                public=[True] * int(parts.sum()),
            )
        shown[name] = cells
    computed = ["total", "share_wanita", "conf_low", "conf_high"]
    return leave_out_beside(shown, computed, parts=("pria", "wanita"), edition=edition)


def protect_kinds(table: pd.DataFrame, *, edition: Edition) -> pd.DataFrame:
    """Hide few or no participants of structural training, and the hours that would tell how many they are.

    Parameters
    ----------
    table : of ``pages.pelatihan.peserta.participation_by_kind``
    """
    if not is_protected(edition):
        return table
    shown, own = table.copy(), table["jenis"] == STRUCTURAL
    for name in ("pria", "wanita"):
        if (table.loc[own, name] >= SMALLEST).all():
            continue
        shown[name] = shown[name].astype(object).mask(own, MASKED)
        shown[f"bagian_{name}"] = shown[f"bagian_{name}"].mask(own)
        hours = shown[f"jam_{name}"].astype("Int64")
        shown[f"jam_{name}"] = hours.mask(own | (table["jenis"] == ALL_KINDS))
    return leave_out_beside(
        shown, ["total", "share_wanita"], parts=["pria", "wanita"], edition=edition
    )


def without_hours(table: pd.DataFrame, *, edition: Edition) -> pd.DataFrame:
    """Leave out the hours of years in which few or no people had a structural training.

    Parameters
    ----------
    table : of ``pages.pelatihan.peserta.participation_by_year``; such a training has hundreds of hours, so that
        the sum would tell how many had one
    """
    if not is_protected(edition):
        return table
    hours = {
        f"jam_{name}": table[f"jam_{name}"]
        .astype("Int64")
        .mask(table[f"struktural_{name}"] < SMALLEST)
        for name in ("pria", "wanita")
    }
    return table.assign(**hours)
