"""What became of last year's numbers: corrected records, new events, changed population.

Each person has three states: as last year's data had them, on last 31 December as the records say
now, and at present. From the first to the second is a correction; from the second to the third is a
new event if the person is in service at both, else a change of population. So the parts add up.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from pug_analysis.careers.columns import SEX, TOTAL_ASN
from pug_analysis.careers.levels import LEVELS
from pug_analysis.careers.states import CHANGE_PARTS

CHANGE_LINES: Final = (TOTAL_ASN, *reversed(LEVELS))
_CELLS: Final = pd.MultiIndex.from_product([CHANGE_LINES, ("L", "P")], names=["jenjang", SEX])


def split_changes(states: pd.DataFrame, published: pd.DataFrame | None = None) -> pd.DataFrame:
    """Split the change of each count into its three parts.

    Parameters
    ----------
    states : of :func:`person_states`
    published : last year's released counts: ``jenjang`` (of ``CHANGE_LINES``), ``L``, ``P``; by default
        those of last year's data. Where they differ from the data the difference is a correction.

    Returns
    -------
    DataFrame, one row per line and sex: ``jenjang, jenis_kelamin, sebelum, pembetulan, kejadian,
    populasi, sesudah`` (people, Int64). ``sebelum + pembetulan + kejadian + populasi == sesudah``;
    a count that was not published is missing, and so is its correction.
    """
    counts = {name: _count(states[name]) for name in ("dulu", "kini_dulu", "kini")}
    both = states["kini_dulu", SEX].notna() & states["kini", SEX].notna()
    moved = _count(states.loc[both, "kini"]) - _count(states.loc[both, "kini_dulu"])
    first = counts["dulu"]
    if published is not None:
        long = published.melt("jenjang", ["L", "P"], SEX).set_index(["jenjang", SEX])["value"]
        first = long.astype("Int64").reindex(_CELLS)
    table = pd.DataFrame(
        {
            "sebelum": first,
            "pembetulan": counts["kini_dulu"] - first,
            "kejadian": moved,
            "populasi": counts["kini"] - counts["kini_dulu"] - moved,
            "sesudah": counts["kini"],
        }
    )
    return table.reset_index()


def split_shares(split: pd.DataFrame) -> pd.DataFrame:
    """Split the change of the share of women in each line, one part after the other.

    The parts are applied in their order, so each is the change of the share when that part is
    added to those before it; another order would divide it a little differently.

    Parameters
    ----------
    split : of :func:`split_changes`

    Returns
    -------
    DataFrame, one row per line: ``jenjang, sebelum, pembetulan, kejadian, populasi, sesudah``
    (shares and differences of shares, -1..1); missing where a count is, or nobody was there.
    """
    steps = (
        split.set_index(["jenjang", SEX])[["sebelum", *CHANGE_PARTS]]
        .astype("Float64")
        .cumsum(axis=1)
    )
    women = steps.xs("P", level=SEX).reindex(list(CHANGE_LINES))
    people = steps.groupby(level="jenjang").sum(min_count=2).reindex(list(CHANGE_LINES))
    share = (women / people.where(people > 0)).astype(float)
    change = share.diff(axis=1)[list(CHANGE_PARTS)]
    return change.assign(sebelum=share["sebelum"], sesudah=share["populasi"])[
        ["sebelum", *CHANGE_PARTS, "sesudah"]
    ].reset_index()


def _count(state: pd.DataFrame) -> pd.Series:
    """People by line and sex, Int64; lines and sexes of nobody are zeros."""
    there = state.dropna()
    everybody = there.assign(jenjang=TOTAL_ASN)
    sizes = pd.concat([everybody, there]).value_counts(["jenjang", SEX], sort=False)
    return sizes.reindex(_CELLS, fill_value=0).astype("Int64")
