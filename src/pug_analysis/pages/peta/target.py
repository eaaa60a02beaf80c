"""Share of women in each level against the share aimed at: a target, not a quota."""

from __future__ import annotations

from math import ceil

import pandas as pd

from pug_analysis.analyses.counts import add_share, count_by_sex
from pug_analysis.config import Target
from pug_analysis.terms.jabatan import JENJANG_STRUKTURAL

#: Level to its setting, lowest first.
SETTING = dict(
    zip(JENJANG_STRUKTURAL[1:], ("pengawas", "administrator", "jpt_pratama"), strict=True)
)


def compare_target(
    snapshot: pd.DataFrame, *, target: Target, conf_level: float = 0.95
) -> pd.DataFrame:
    """Compare the women of each level with its target.

    Parameters
    ----------
    snapshot : of :func:`pug_analysis.careers.build_snapshot`
    target : shares aimed at; a level without one has none

    Returns
    -------
    DataFrame, one row per level, lowest first: ``jenjang, pria, wanita, total, share_wanita,
    conf_low, conf_high, conf_level, method, target`` (0..1 or missing), ``kurang`` (women by whom the
    number falls short of the target at the present number of posts, rounded up; 0 if reached,
    missing without a target).
    """
    held = snapshot.loc[snapshot["jenjang"].isin(SETTING)]
    table = add_share(count_by_sex(held, by="jenjang", levels=list(SETTING)), conf_level=conf_level)
    aims = [getattr(target, SETTING[level]) for level in table["jenjang"]]
    lacking = [
        pd.NA if aim is None else max(0, ceil(round(aim * total - women, 9)))
        for aim, women, total in zip(aims, table["wanita"], table["total"], strict=True)
    ]
    return table.assign(
        target=pd.array(aims, dtype="Float64"), kurang=pd.array(lacking, dtype="Int64")
    )
