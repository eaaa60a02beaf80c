"""Tables by perangkat daerah: whom the public knows in each, and what a reader must know."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.analyses.counts import count_by_sex
from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD, structural
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.release.small_counts import HIDDEN_AS, MASKED, PERCENT_FROM, ROUNDED_CHANGE
from pug_analysis.release.teks import say

_SEXES = ("pria", "wanita")


def pejabat_per_pd(people: pd.DataFrame, offices: pd.Series) -> np.ndarray:
    """Holders of structural posts in each PD, men and women: the public knows them one by one.

    Parameters
    ----------
    people : snapshot, or the part of it that a table counts
    offices : the PD of the table's rows

    Returns
    -------
    Whole numbers of shape rows x 2 (men, women).
    """
    return orang_per_pd(structural(people), offices)


def orang_per_pd(people: pd.DataFrame, offices: pd.Series) -> np.ndarray:
    """Men and women of each PD, as :func:`pejabat_per_pd` gives the holders of posts."""
    names = people[PD].fillna("").astype("string").replace({"": UNKNOWN})
    counts = count_by_sex(people.assign(**{PD: names}), by=PD).set_index(PD)
    return counts.reindex(offices)[list(_SEXES)].fillna(0).to_numpy(np.int64)


def catatan_perlindungan(data: Data) -> tuple[str, ...]:
    """What a reader of a protected table by unit must know beside the note on counts."""
    if data.edition == "internal":
        return ()
    return (
        say(
            "pd_terlindung",
            "publik" if data.edition == "publik" else "pokja",
            tanda=MASKED,
            nilai=str(HIDDEN_AS),
            batas=str(PERCENT_FROM),
            perubahan=str(ROUNDED_CHANGE),
        ),
    )
