"""Whether women are placed elsewhere than men: supporting or operational posts, and offices."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.analyses.counts import add_share, count_by_sex
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.careers.offices import PD, STRUCTURAL_LEVELS, structural
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.stats import dissimilarity, exact_odds_ratio, mantel_haenszel
from pug_analysis.stats.decision import MIN_EVENTS as MIN_POSTS
from pug_analysis.stats.decision import MIN_PEOPLE
from pug_analysis.stats.primary_first import primary_first
from pug_analysis.terms.pug import RANAH

WITHIN: Final = "Semua jenjang, dalam jenjang yang sama"


def placements(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Holders of structural posts of which it is known whether they support or operate.

    Returns
    -------
    DataFrame of the rows of ``snapshot`` with a known ``ranah_jabatan``.
    """
    held = structural(snapshot)
    return held.loc[held["ranah_jabatan"].isin(RANAH)]


def count_domains(snapshot: pd.DataFrame, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Men and women in supporting and operational posts, by level.

    Returns
    -------
    DataFrame, one row per level and kind of post, all levels first: ``jenjang, ranah, pria,
    wanita, total, share_wanita, conf_low, conf_high, conf_level, method``; shares are missing below
    ``MIN_PEOPLE`` posts.
    """
    placed = placements(snapshot)
    tables = []
    for level, rows in _by_level(placed):
        counts = count_by_sex(rows, by="ranah_jabatan", levels=RANAH)
        tables.append(counts.rename(columns={"ranah_jabatan": "ranah"}).assign(jenjang=level))
    table = add_share(pd.concat(tables, ignore_index=True), conf_level=conf_level)
    told = ["share_wanita", "conf_low", "conf_high"]
    table[told] = table[told].where(table["total"] >= MIN_PEOPLE)
    return table[["jenjang", *table.columns.drop("jenjang")]]


def measure_segregation(snapshot: pd.DataFrame, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Index of dissimilarity of men and women, by kind of post and by office.

    Returns
    -------
    DataFrame, one row per comparison: ``sebaran`` ("ranah" or "perangkat daerah"), ``jenjang``,
    ``wanita, pria``, and the columns of `stats.dissimilarity`, missing below ``MIN_PEOPLE`` of either
    sex or ``MIN_POSTS`` supporting or operational posts. Offices are measured over all holders.
    """
    rows = []
    for level, placed in _by_level(placements(snapshot)):
        counts = count_by_sex(placed, by="ranah_jabatan", levels=RANAH)
        few = counts["total"].min() < MIN_POSTS
        rows.append(("ranah", level, counts, few))
    offices = count_by_sex(structural(snapshot), by=PD)
    rows.append(("perangkat daerah", ALL_LEVELS, offices.loc[offices[PD] != UNKNOWN], False))
    tables = []
    for spread, level, counts, few in rows:
        women, men = int(counts["wanita"].sum()), int(counts["pria"].sum())
        measured = dissimilarity(
            np.array([0, 0]) if few or min(women, men) < MIN_PEOPLE else counts["wanita"],
            np.array([0, 0]) if few or min(women, men) < MIN_PEOPLE else counts["pria"],
            conf_level=conf_level,
        ).drop(columns=["n", "n_total"])
        told = {"sebaran": spread, "jenjang": level, "wanita": women, "pria": men}
        tables.append(measured.assign(**told)[[*told, *measured.columns]])
    return pd.concat(tables, ignore_index=True)


def compare_odds(snapshot: pd.DataFrame, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Odds that a woman's post is a supporting one against a man's.

    Returns
    -------
    DataFrame, one row per level, all levels, and all levels compared within each (Mantel-Haenszel,
    left out where that ratio would be 0 or infinite):
    ``jenjang, wanita_pendukung, wanita, pria_pendukung, pria, estimate, conf_low, conf_high,
    p_value, p_terkoreksi, conf_level, method``. Exact but for the last row; missing below ``MIN_PEOPLE``
    of either sex or ``MIN_POSTS`` of either kind of post. The comparison within levels was named in advance
    (``stats.primary_first``); where there is one, the row of all levels has no corrected p-value.
    """
    rows = []
    placed = placements(snapshot)
    for level, people in _by_level(placed):
        counts = count_by_sex(people, by="ranah_jabatan", levels=RANAH)
        support, line = counts.iloc[0], counts.iloc[1]
        told = {
            "jenjang": level,
            "wanita_pendukung": int(support["wanita"]),
            "wanita": int(counts["wanita"].sum()),
            "pria_pendukung": int(support["pria"]),
            "pria": int(counts["pria"].sum()),
        }
        enough = counts[["wanita", "pria"]].sum().min() >= MIN_PEOPLE
        enough &= counts["total"].min() >= MIN_POSTS
        table = np.array([[support[s], line[s]] for s in ("wanita", "pria")], dtype="int64")
        found = exact_odds_ratio(table if enough else 0 * table, conf_level=conf_level).iloc[0]
        rows.append(
            told | found[["estimate", "conf_low", "conf_high", "p_value", "method"]].to_dict()
        )
    within = _within_levels(placed, conf_level)
    if not np.isnan(rows[0]["estimate"]) and within is not None:
        rows.insert(1, {**rows[0], "jenjang": WITHIN, **within})
    compared = pd.DataFrame(rows).assign(conf_level=conf_level)
    return compared.assign(p_terkoreksi=_corrected(compared))


def _corrected(table: pd.DataFrame) -> pd.Series:
    """p-values of one family: the comparison named in advance, and the single levels."""
    p_value = table["p_value"].astype(float)
    first = table["jenjang"] == (WITHIN if WITHIN in set(table["jenjang"]) else ALL_LEVELS)
    others = ~table["jenjang"].isin([WITHIN, ALL_LEVELS])
    own, rest = primary_first(float(p_value[first].iloc[0]), p_value[others])
    corrected = pd.Series(float("nan"), index=table.index)
    corrected[first], corrected[others] = own, rest
    return corrected


def count_by_office(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Women and all holders in supporting and operational posts of each PD, by name.

    Returns
    -------
    DataFrame, one row per PD: ``perangkat_daerah, wanita_pendukung, pendukung, wanita_operasional,
    operasional``.
    """
    placed = placements(snapshot)
    names = sorted(placed[PD].unique(), key=lambda name: (name == UNKNOWN, name))
    table = pd.DataFrame({PD: names})
    for kind in RANAH:
        rows = placed.loc[placed["ranah_jabatan"] == kind]
        counts = count_by_sex(rows, by=PD, levels=names)
        table[f"wanita_{kind}"] = counts["wanita"]
        table[kind] = counts["total"]
    return table


def _by_level(placed: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """All levels, then each level that has a holder."""
    levels = [(level, placed.loc[placed["jenjang"] == level]) for level in STRUCTURAL_LEVELS]
    return [(ALL_LEVELS, placed), *((level, rows) for level, rows in levels if len(rows))]


def _within_levels(placed: pd.DataFrame, conf_level: float) -> dict[str, object] | None:
    supporting = placed.assign(n=(placed["ranah_jabatan"] == RANAH[0]).astype("int64"), n_total=1)
    counts = supporting.groupby(["jenjang", SEX], as_index=False)[["n", "n_total"]].sum()
    levels = counts.groupby("jenjang")
    # a level of one kind of post or one sex compares nobody
    kinds, sums = levels[SEX].nunique(), levels[["n", "n_total"]].sum()
    mixed = sums.index[(kinds == 2) & (sums["n"] > 0) & (sums["n"] < sums["n_total"])]
    counts = counts.loc[counts["jenjang"].isin(mixed)]
    if counts.empty or _separated(counts):
        return None
    found = mantel_haenszel(counts, group=SEX, strata="jenjang", conf_level=conf_level)
    row = found.table.iloc[0]
    kept = {name: row[name] for name in ("estimate", "conf_low", "conf_high", "method")}
    return {**kept, "p_value": found.p_value}


def _separated(counts: pd.DataFrame) -> bool:
    """Whether in every level one sex holds all posts of a kind: the common ratio is 0 or infinite."""
    other = counts.assign(n_other=counts["n_total"] - counts["n"])
    cells = other.pivot_table(index="jenjang", columns=SEX, values=["n", "n_other"], aggfunc="sum")
    crossed = cells["n"]["P"] * cells["n_other"]["L"], cells["n"]["L"] * cells["n_other"]["P"]
    return any(products.sum() == 0 for products in crossed)
