"""Where the share of women falls: levels of the structural ladder, drops, the glass-ceiling index."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.counts import add_share, count_by_sex
from pug_analysis.careers.pooled import Pooled, counted
from pug_analysis.stats.shares.checks import reaches
from pug_analysis.stats.shares.proportions import holm, newcombe_difference, share_interval
from pug_analysis.terms import jabatan

#: The two populations that the ladder is drawn for, and the name of the lowest level in each.
LINGKUP = ("Semua ASN", "Jalur struktural")
DASAR = ("Pelaksana dan JF", "Pelaksana dan JF Teknis")
_BASE = ("Pelaksana", "JF")


def ladder(snapshot: pd.DataFrame | Pooled, *, conf_level: float = 0.95) -> pd.DataFrame:
    """People and share of women on each level of the ladder, in both populations.

    "Semua ASN" counts every status; everybody without a structural post is on its lowest level.
    "Jalur struktural" counts PNS only, and on its lowest level pelaksana and JF teknis: the people
    from whom structural posts are filled. Teachers and health staff, mostly women and rarely moved
    to such posts, make the first drop of all ASN look larger than any appointment made it.

    Parameters
    ----------
    snapshot : of :func:`pug_analysis.careers.build_snapshot`, or what agencies have added up
    conf_level : level of the intervals

    Returns
    -------
    DataFrame, lowest level first within each population: ``lingkup, jenjang, pria, wanita, total,
    share_wanita, conf_low, conf_high, conf_level, method``.
    """
    return add_share(counted(snapshot, "jenjang", count_ladder), conf_level=conf_level)


def count_ladder(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Count both populations on each level: ``lingkup, jenjang, pria, wanita, total``."""
    above = jabatan.JENJANG_STRUKTURAL[1:]
    tables = []
    for name, lowest, people in zip(LINGKUP, DASAR, _populations(snapshot), strict=True):
        based = people.assign(jenjang=people["jenjang"].replace(dict.fromkeys(_BASE, lowest)))
        tables.append(_named(name, count_by_sex(based, by="jenjang", levels=(lowest, *above))))
    return pd.concat(tables, ignore_index=True)


def base_parts(snapshot: pd.DataFrame | Pooled, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Pelaksana and JF apart: the two parts of the lowest level of each population.

    Returns
    -------
    DataFrame with the columns of :func:`ladder`; ``jenjang`` is Pelaksana or JF.
    """
    return add_share(counted(snapshot, "dasar", count_base), conf_level=conf_level)


def count_base(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Count the parts of the lowest level: ``lingkup, jenjang, pria, wanita, total``."""
    tables = []
    for name, people in zip(LINGKUP, _populations(snapshot), strict=True):
        parts = people.loc[people["jenjang"].isin(_BASE)]
        tables.append(_named(name, count_by_sex(parts, by="jenjang", levels=_BASE)))
    return pd.concat(tables, ignore_index=True)


def count_everyone(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Count everybody of each population, whatever the level: ``lingkup, pria, wanita, total``."""
    track = snapshot.loc[snapshot["jalur_struktural"]]
    rows = []
    for name, people in zip(LINGKUP, (snapshot, track), strict=True):
        women = int((people["jenis_kelamin"] == "P").sum())
        rows.append((name, len(people) - women, women, len(people)))
    return pd.DataFrame(rows, columns=["lingkup", "pria", "wanita", "total"])


def _named(name: str, counts: pd.DataFrame) -> pd.DataFrame:
    counts.insert(0, "lingkup", name)
    return counts


def _populations(snapshot: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    known = snapshot["jenjang"].isin([*jabatan.JENJANG_STRUKTURAL, "JF"])
    return snapshot.loc[known], snapshot.loc[snapshot["jalur_struktural"]]


def eselon_table(snapshot: pd.DataFrame | Pooled) -> pd.DataFrame:
    """Men and women in each eselon of the regency's ladder: III.a and III.b are one level, but not one post.

    Parameters
    ----------
    snapshot : of :func:`pug_analysis.careers.build_snapshot`, or what agencies have added up

    Returns
    -------
    DataFrame, highest eselon first, one row per eselon of a level of the ladder that somebody holds:
    ``jenjang, eselon, pria, wanita, total, share_wanita``. Empty for what agencies have added up: their
    exports hold levels, not eselon.
    """
    columns = ["jenjang", "eselon", "pria", "wanita", "total", "share_wanita"]
    if isinstance(snapshot, Pooled):
        return pd.DataFrame(columns=columns)
    levels = {
        eselon: level
        for eselon, level in jabatan.JENJANG_OF_ESELON.items()
        if level in jabatan.JENJANG_STRUKTURAL[1:]
    }
    holders = snapshot.loc[snapshot["jenjang"].isin(set(levels.values()))]
    counts = count_by_sex(holders, by="eselon", levels=list(levels))
    held = counts.loc[counts["total"] > 0].reset_index(drop=True)
    return add_share(held.assign(jenjang=held["eselon"].map(levels)))[columns]


def drops(
    ladder_table: pd.DataFrame, *, margin: float = 0.10, conf_level: float = 0.95
) -> pd.DataFrame:
    """Fall of the share of women from each level to the next, and the leaky-pipeline flag.

    A step is flagged if the fall is at least the margin, its interval lies above 0, and its
    p-value stays below 1 - conf_level after Holm's adjustment over the steps of the population.

    Parameters
    ----------
    ladder_table : of :func:`ladder`
    margin : smallest fall that matters (0..1)
    conf_level : level of the intervals

    Returns
    -------
    DataFrame, one row per step and population: ``lingkup, dari, ke, estimate`` (share below minus
    share above, 0..1), ``conf_low, conf_high, p_value, p_holm, conf_level, method, bocor``.

    References
    ----------
    Newcombe (1998), method 10; Fisher's exact test; Holm (1979).
    """
    tables = []
    for name, levels in ladder_table.groupby("lingkup", sort=False):
        below, above = levels.iloc[:-1], levels.iloc[1:]
        step = newcombe_difference(
            below["wanita"], below["total"], above["wanita"], above["total"], conf_level=conf_level
        )
        step.insert(0, "lingkup", str(name))
        step.insert(1, "dari", below["jenjang"].to_numpy())
        step.insert(2, "ke", above["jenjang"].to_numpy())
        step["p_holm"] = holm(step["p_value"])
        step["bocor"] = (
            reaches(step["estimate"], margin)
            & (step["conf_low"] > 0)
            & (step["p_holm"] < 1 - conf_level)
        )
        tables.append(step)
    return pd.concat(tables, ignore_index=True).drop(columns="unit")


def glass_ceiling_index(
    snapshot: pd.DataFrame | Pooled, ladder_table: pd.DataFrame, *, conf_level: float = 0.95
) -> pd.DataFrame:
    """Glass-ceiling index: share of women among all, divided by their share among JPT Pratama.

    1 means that women reach the top in proportion; above 1 they are under-represented there. The
    interval takes the share among all as known (it is a full count of thousands) and carries the
    uncertainty of the few top posts.

    Parameters
    ----------
    snapshot : of :func:`pug_analysis.careers.build_snapshot`, or what agencies have added up
    ladder_table : of :func:`ladder`

    Returns
    -------
    DataFrame, one row per population: ``lingkup, share_semua, share_puncak, n_puncak, estimate,
    conf_low, conf_high, conf_level, method``; estimate and conf_high are missing where no woman
    is at the top.

    References
    ----------
    European Commission, She Figures Handbook, glass ceiling index.
    """
    rows = []
    everyone = counted(snapshot, "lingkup", count_everyone).set_index("lingkup")
    for name in LINGKUP:
        people = everyone.loc[name]
        top = ladder_table.query("lingkup == @name and jenjang == 'JPT Pratama'").iloc[0]
        share = _ratio(people["wanita"], people["total"])
        ends = share_interval(top["wanita"], top["total"], conf_level=conf_level).iloc[0]
        rows.append(
            {
                "lingkup": name,
                "share_semua": share,
                "share_puncak": ends["estimate"],
                "n_puncak": int(top["total"]),
                "estimate": _ratio(share, ends["estimate"]),
                "conf_low": _ratio(share, ends["conf_high"]),
                "conf_high": _ratio(share, ends["conf_low"]),
                "conf_level": conf_level,
                "method": f"She Figures; {ends['method']}",
            }
        )
    return pd.DataFrame(rows)


def _ratio(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator > 0 else float("nan")
