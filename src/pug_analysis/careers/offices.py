"""Holders of structural posts by office."""

from __future__ import annotations

from typing import Final

import pandas as pd

from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.terms.diklat import TANGGA

PD: Final = "perangkat_daerah"


#: Levels whose holders are counted, lowest first.
STRUCTURAL_LEVELS: Final = (*TANGGA.values(), "JPT Madya")


def structural(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Holders of structural posts, with a name for the PD of those without one."""
    held = snapshot.loc[snapshot["jenjang"].isin(STRUCTURAL_LEVELS)]
    return held.assign(**{PD: label_offices(held[PD])})


def label_offices(names: pd.Series) -> pd.Series:
    """Names of offices, with one for those that have none."""
    return names.fillna("").astype("string").replace({"": UNKNOWN})
