"""Share of women in each structural level before a dated programme and now.

Levels are rebuilt from the history of posts, for everybody in service in a month, leavers included:
a snapshot knows only those still there.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.levels import LEVELS, level_in
from pug_analysis.careers.load import Data
from pug_analysis.careers.service import known_entries
from pug_analysis.errors import UsageError
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.stats import holm, newcombe_difference, share_interval
from pug_analysis.stats.decision import MIN_PEOPLE


def program_month(data: Data, *, mulai: str = "") -> int | None:
    """Number of the first month that began under the programme; None if no programme is named.

    Parameters
    ----------
    mulai : day of its beginning as ISO text; "" for that of the settings

    Raises
    ------
    UsageError
        if the text is no date, or the programme begins after the day of the report.
    """
    if not mulai:
        return data.program_month
    try:
        began = date.fromisoformat(mulai)
    except ValueError:
        raise UsageError(
            f"program_mulai harus tanggal seperti '2024-01-01', tetapi {mulai!r}."
        ) from None
    if began > data.cutoff:
        raise UsageError(f"program_mulai {mulai!r} sesudah tanggal laporan {data.cutoff}.")
    return began.year * 12 + began.month - 1 + (began.day > 1)


def before_and_now(
    data: Data, *, month: int | None, register_start: int | None, conf_level: float = 0.95
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Share of women in each level in the month before a programme and at the report's day.

    Parameters
    ----------
    month : number of the first month under the programme; None for no programme
    register_start : month from which leaving is recorded, see ``careers.cohort.Cohort``; before it
        (and without it) those who have left since are not known, and nothing is given

    Returns
    -------
    Two DataFrames, empty if the month before cannot be rebuilt. Shares: ``jenjang, masa`` (sebelum,
    sekarang), ``bulan`` (month number), ``wanita, total, estimate, conf_low, conf_high`` (0..1).
    Differences, now minus before: ``jenjang, estimate, conf_low, conf_high, p_value, p_holm`` (over
    the levels). Shares are missing below ``MIN_PEOPLE`` people in the level, differences where that
    holds before or now. Many people are in both months, so the interval, which takes them as
    different people, is too wide rather than too narrow.

    References
    ----------
    Newcombe (1998), Stat Med 17:873, method 10.
    """
    shares = ["jenjang", "masa", "bulan", "wanita", "total", "estimate", "conf_low", "conf_high"]
    gaps = ["jenjang", "estimate", "conf_low", "conf_high", "p_value", "p_holm"]
    if month is None or register_start is None or not register_start <= month <= data.until:
        return pd.DataFrame(columns=shares), pd.DataFrame(columns=gaps)
    active = is_active(data.tables["pegawai"], config=data.config)
    entered = known_entries(data)
    rows = pd.concat(
        [
            _count(level_in(data.tables, active=active, entered=entered, month=at)).assign(
                masa=name, bulan=at
            )
            for name, at in (("sebelum", month - 1), ("sekarang", data.until))
        ],
        ignore_index=True,
    )
    known = share_interval(rows["wanita"], rows["total"], conf_level=conf_level)
    rows = pd.concat([rows, known[["estimate", "conf_low", "conf_high"]]], axis=1)
    rows.loc[rows["total"] < MIN_PEOPLE, ["estimate", "conf_low", "conf_high"]] = np.nan
    before, now = (rows.loc[rows["masa"] == name] for name in ("sebelum", "sekarang"))
    gap = newcombe_difference(
        now["wanita"], now["total"], before["wanita"], before["total"], conf_level=conf_level
    ).assign(jenjang=LEVELS)
    few = np.minimum(before["total"].to_numpy(), now["total"].to_numpy()) < MIN_PEOPLE
    gap.loc[few, ["estimate", "conf_low", "conf_high", "p_value"]] = np.nan
    gap["p_holm"] = holm(gap["p_value"])
    order = rows.assign(tinggi=rows["jenjang"].map(LEVELS.index)).sort_values(
        ["tinggi", "bulan"], kind="stable"
    )
    return order[shares].reset_index(drop=True), gap[gaps]


def compare_with_snapshot(data: Data) -> pd.DataFrame:
    """Check the rebuilt levels at the report's day against the export's own.

    Returns
    -------
    DataFrame, one row per level: ``jenjang, ekspor`` (people by the export), ``riwayat`` (people by
    the history of posts), ``berbeda`` (people whom only one of the two puts there).
    """
    active = is_active(data.tables["pegawai"], config=data.config)
    history = level_in(data.tables, active=active, entered=known_entries(data), month=data.until)
    now = data.snapshot.set_index("pegawai_id")["jenjang"]
    both = pd.DataFrame(
        {"ekspor": now, "riwayat": history.set_index("pegawai_id")["jenjang"]}
    ).fillna("")
    rows = []
    for level in LEVELS:
        export, rebuilt = both["ekspor"] == level, both["riwayat"] == level
        rows.append((level, int(export.sum()), int(rebuilt.sum()), int((export ^ rebuilt).sum())))
    return pd.DataFrame(rows, columns=["jenjang", "ekspor", "riwayat", "berbeda"])


def _count(people: pd.DataFrame) -> pd.DataFrame:
    levels = pd.Index(LEVELS, name="jenjang")
    women = people.loc[people[SEX] == "P", "jenjang"].value_counts()
    everybody = people["jenjang"].value_counts()
    return pd.DataFrame(
        {
            "wanita": women.reindex(levels, fill_value=0).astype(np.int64),
            "total": everybody.reindex(levels, fill_value=0).astype(np.int64),
        }
    ).reset_index()
