"""Where women hold fewer structural posts of a perangkat daerah (PD) than expected.

Primary view, fixed before any data were seen: the women among the holders of a PD's structural
posts against the share of women in the structural track of the whole regency, since posts are
filled across offices, and a PD's own few staff are themselves the result of placement. Second view:
against the staff of the structural track in the same PD. Small offices are never judged or ranked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.analyses.counts import count_by_sex
from pug_analysis.careers.offices import PD, STRUCTURAL_LEVELS, label_offices, structural
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.stats import (
    benjamini_hochberg,
    holm,
    share_interval,
    shrink_shares,
)
from pug_analysis.stats.decision import MIN_PEOPLE
from pug_analysis.stats.shares.checks import reaches
from pug_analysis.stats.shares.funnel import (
    binomial_p_value,
    flagged_up_to,
    hypergeometric_p_value,
    share_seen,
)
from pug_analysis.terms.jabatan import BUP

#: A PD with fewer posts is shown but not judged.
MIN_POSTS: Final = MIN_PEOPLE
#: Groups of PD that are seen together, by the first word of the name.
RUMPUN: Final = ("Dinas, badan, dan lainnya", "Kecamatan dan kelurahan", "Sekretariat")
#: Line of all PD, and of those too small to be judged.
SEMUA_PD: Final = "Semua PD"
KECIL: Final = f"PD dengan kurang dari {MIN_POSTS} jabatan"
#: What a PD is found to be.
DITANDAI, TIDAK_DITANDAI, TAK_DINILAI = "ditandai", "tidak ditandai", "terlalu sedikit"


@dataclass(frozen=True, slots=True, eq=False)
class Offices:
    """Result of `judge_offices`.

    Attributes
    ----------
    table : one row per PD with a structural post, by name: ``perangkat_daerah, rumpun, pria,
        wanita, total, harapan`` (women expected, not whole), ``share_harapan``, ``share_wanita,
        estimate, conf_low, conf_high`` (shrunken share), ``p_value, q_value``, ``penilaian``;
        shares and tests are missing below ``MIN_POSTS``
    share_expected, pool_women, pool_total : women in the structural track of the regency, holders
        of posts included
    rho : spread of the shares between PD, see `stats.shrink_shares`
    n_judged : PD with enough posts
    """

    table: pd.DataFrame
    share_expected: float
    pool_women: int
    pool_total: int
    rho: float
    n_judged: int


def judge_offices(
    snapshot: pd.DataFrame, *, margin: float = 0.10, level: float = 0.10, conf_level: float = 0.95
) -> Offices:
    """Compare the women among each PD's holders of posts with those expected of the regency.

    A PD is flagged if its share lies at least ``margin`` below the expected one and its q-value
    below ``level``. The test is binomial: its tails are those of the funnel, and as posts were
    filled over many years from a pool that changed, that of today is no urn (with a pool of 1,000
    the hypergeometric p-value is slightly smaller).

    Parameters
    ----------
    snapshot : of :func:`pug_analysis.careers.build_snapshot`
    margin : smallest shortfall that matters (0..1)
    level : q-values below it are flagged
    conf_level : level of the intervals of shrunken shares

    Returns
    -------
    Offices

    References
    ----------
    Exact test and funnel: Spiegelhalter (2005); Benjamini and Hochberg (1995); shrinkage: see
    `stats.shrink_shares`, fitted to all PD, the small ones too.
    """
    counts = count_by_sex(structural(snapshot), by=PD)
    in_pool = snapshot["jalur_struktural"] | snapshot["jenjang"].isin(STRUCTURAL_LEVELS)
    pool = snapshot.loc[in_pool, "jenis_kelamin"].eq("P")
    expected = float(pool.mean()) if len(pool) else float("nan")
    shrunken = (
        shrink_shares(counts["wanita"], counts["total"], conf_level=conf_level)
        if len(counts)
        else None
    )
    enough = (counts["total"] >= MIN_POSTS) & (counts[PD] != UNKNOWN)
    table = _in_order(counts).assign(
        rumpun=lambda t: rumpun(t[PD]),
        harapan=lambda t: t["total"] * expected,
        share_harapan=expected,
        share_wanita=lambda t: t["wanita"] / t["total"],
    )
    for column in ("estimate", "conf_low", "conf_high"):
        table[column] = shrunken.table[column] if shrunken is not None else np.nan
    table["p_value"] = np.nan
    if 0 < expected < 1:
        table["p_value"] = binomial_p_value(table["wanita"], table["total"], share=expected)
    judged = ["share_wanita", "estimate", "conf_low", "conf_high", "p_value"]
    table[judged] = table[judged].where(enough.reindex(table.index))
    table["q_value"] = benjamini_hochberg(table["p_value"])
    low = reaches(table["share_harapan"] - table["share_wanita"], margin)
    low &= (table["q_value"] < level).to_numpy()
    table["penilaian"] = np.select(
        [table["p_value"].isna(), low], [TAK_DINILAI, DITANDAI], TIDAK_DITANDAI
    )
    return Offices(
        table=table.reset_index(drop=True),
        share_expected=expected,
        pool_women=int(pool.sum()),
        pool_total=len(pool),
        rho=float("nan") if shrunken is None else shrunken.rho,
        n_judged=int(table["p_value"].notna().sum()),
    )


def pool_offices(offices: Offices, *, conf_level: float = 0.95) -> pd.DataFrame:
    """See offices together: kinds of PD, those too small to be judged, and all.

    Returns
    -------
    DataFrame, one row per group: ``kelompok, pd`` (how many), ``pria, wanita, total, harapan,
    share_wanita, share_harapan, conf_low, conf_high, p_value`` (hypergeometric: a group of offices
    is a good part of the pool), ``p_holm`` (over the groups without the line of all). Shares and
    tests are missing below ``MIN_POSTS``.
    """
    table = offices.table
    groups = {name: table["rumpun"] == name for name in RUMPUN}
    groups[KECIL] = table["total"] < MIN_POSTS
    groups[SEMUA_PD] = table["total"] > 0
    rows = [
        {
            "kelompok": name,
            "pd": int(inside.sum()),
            **table.loc[inside, ["pria", "wanita", "total"]].sum(),
        }
        for name, inside in groups.items()
    ]
    found = pd.DataFrame(rows)
    shares = share_interval(found["wanita"], found["total"], conf_level=conf_level)
    found = found.assign(
        harapan=found["total"] * offices.share_expected,
        share_harapan=offices.share_expected,
        share_wanita=shares["estimate"],
        conf_low=shares["conf_low"],
        conf_high=shares["conf_high"],
        p_value=np.nan,
    )
    if 0 < offices.share_expected < 1:
        found["p_value"] = hypergeometric_p_value(
            found["wanita"],
            found["total"],
            pool_count=offices.pool_women,
            pool_total=offices.pool_total,
        )
    told = ["share_wanita", "conf_low", "conf_high", "p_value"]
    found[told] = found[told].where(found["total"] >= MIN_POSTS)
    parts = found["kelompok"] != SEMUA_PD
    return found.assign(p_holm=holm(found["p_value"].where(parts)))


def what_could_be_seen(
    offices: Offices, *, margin: float = 0.10, level: float = 0.10, power: float = 0.80
) -> pd.DataFrame:
    """How small the share of women must be for a PD to be flagged, if it is the only one.

    Returns
    -------
    DataFrame, one row per size (fewest posts judged, the typical and the largest number):
    ``ukuran, jabatan, harapan`` (women expected), ``paling_banyak`` (most women with whom the PD would
    still be flagged; missing if not even none), ``share_terlihat`` (largest true share that would
    be found with ``power``). Empty if no PD is judged.
    """
    judged = offices.table.loc[offices.table["p_value"].notna(), "total"]
    columns = ["ukuran", "jabatan", "harapan", "paling_banyak", "share_terlihat"]
    if judged.empty:
        return pd.DataFrame(columns=columns)
    sizes = {
        "Paling sedikit": MIN_POSTS,
        "Biasa (median)": int(np.floor(judged.median())),
        "Terbanyak": int(judged.max()),
    }
    asked = {
        "share": offices.share_expected, "margin": margin, "p_below": level / len(judged),
    }  # fmt: skip
    rows = [
        {
            "ukuran": name,
            "jabatan": size,
            "harapan": size * offices.share_expected,
            "paling_banyak": flagged_up_to(size, **asked),
            "share_terlihat": share_seen(size, **asked, power=power),
        }
        for name, size in sizes.items()
    ]
    table = pd.DataFrame(rows, columns=columns)
    most = table["paling_banyak"].astype("Int64")
    return table.assign(paling_banyak=most.mask(most < 0))


def candidates(snapshot: pd.DataFrame, *, years: int = 3) -> pd.DataFrame:
    """Who is there to fill posts in each PD, and how many posts fall vacant soon.

    Parameters
    ----------
    years : posts whose holder reaches the age of retirement within so many years

    Returns
    -------
    DataFrame, one row per PD with active people, by name: ``perangkat_daerah, pria, wanita,
    total`` (people of the structural track without a structural post), ``pejabat_wanita, pejabat``
    (holders of posts), ``pensiun`` (holders who retire soon).
    """
    people = snapshot.assign(**{PD: label_offices(snapshot[PD])})
    names = sorted(people[PD].unique())
    waiting = people.loc[people["jalur_struktural"] & ~people["jenjang"].isin(STRUCTURAL_LEVELS)]
    held = people.loc[people["jenjang"].isin(STRUCTURAL_LEVELS)]
    leaving = held["usia_tahun"] + years >= held["jenjang"].map(BUP)
    retiring = held.loc[leaving.astype(bool), PD].value_counts()
    of_posts = count_by_sex(held, by=PD, levels=names)
    table = count_by_sex(waiting, by=PD, levels=names).assign(
        pejabat_wanita=of_posts["wanita"],
        pejabat=of_posts["total"],
        pensiun=lambda t: t[PD].map(retiring).fillna(0).astype("int64"),
    )
    return _in_order(table).reset_index(drop=True)


def compare_with_own(table: pd.DataFrame) -> pd.DataFrame:
    """Second view: share of women in a PD's posts against that among its own candidates.

    Parameters
    ----------
    table : of :func:`candidates`, or what was released of it; counts may be missing

    Returns
    -------
    The table with ``share_jabatan, share_calon`` (0..1), ``p_value`` and ``q_value``, missing where
    the PD has fewer than ``MIN_POSTS`` posts or candidates, or one of its counts is not known. The
    test is hypergeometric (Fisher's): a PD's posts are a good part of its own people.
    """
    counts = table[["wanita", "total", "pejabat_wanita", "pejabat"]].astype("Float64")
    known = counts.notna().all(axis=1) & (counts["pejabat"] >= MIN_POSTS).fillna(False)
    known &= (counts["total"] >= MIN_POSTS).fillna(False) & (table[PD] != UNKNOWN)
    sure = counts.loc[known].astype("int64")
    women = sure[["wanita", "total"]].min(axis=1)
    p_value = hypergeometric_p_value(
        sure["pejabat_wanita"], sure["pejabat"],
        pool_count=sure["pejabat_wanita"] + women, pool_total=sure["pejabat"] + sure["total"],
    )  # fmt: skip
    added = pd.DataFrame(
        {
            "share_jabatan": sure["pejabat_wanita"] / sure["pejabat"],
            "share_calon": women / sure["total"],
            "p_value": p_value,
            "q_value": benjamini_hochberg(p_value),
        },
        index=sure.index,
    )
    return table.join(added.reindex(table.index))


def rumpun(names: pd.Series) -> pd.Series:
    """Kind of PD by the first word of its name."""
    first = names.str.split(n=1).str[0].str.upper()
    kinds = {"KECAMATAN": RUMPUN[1], "KELURAHAN": RUMPUN[1], "SEKRETARIAT": RUMPUN[2]}
    return first.map(kinds).fillna(RUMPUN[0])


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    """By name; people without a PD come last."""
    unknown = table[PD] == UNKNOWN
    return pd.concat([table.loc[~unknown], table.loc[unknown]])
