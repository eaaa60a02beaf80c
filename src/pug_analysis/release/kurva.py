"""What all pages with curves share: files of people at risk, and milestones that agree with the curve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pug_analysis.analyses.cohort import risk_by_month
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.disclosure_estimates import released_gaps, share_error
from pug_analysis.release.disclosure_models import protect_curve
from pug_analysis.release.disclosure_shares import VALUES
from pug_analysis.release.display import Several
from pug_analysis.release.showing import show_table
from pug_analysis.release.small_counts import CURVE_AT_RISK
from pug_analysis.release.teks import say
from pug_analysis.stats import RiskTable, at_risk

#: Words for the codes, as in the sentences.
SEX_WORD = {"L": "pria", "P": "wanita"}


def yearly_risk(table: RiskTable) -> pd.DataFrame:
    """People at risk in the last month of each year, as long as there are 10 of each sex.

    Returns
    -------
    DataFrame: ``jenis_kelamin, time`` (months), ``n_risk``.
    """
    months = risk_by_month(table)
    years = months.loc[months.index % 12 == 0]
    enough = (years >= CURVE_AT_RISK).all(axis=1).cummin()
    rows = years.loc[enough].rename_axis("time").reset_index()
    return rows.melt("time", var_name=SEX, value_name="n_risk")[[SEX, "time", "n_risk"]]


def risk_rows(tables: Sequence[tuple[Mapping[str, str], RiskTable]], data: Data) -> pd.DataFrame:
    """Rows of risk tables: every month for the agency, people at risk by year for others.

    Parameters
    ----------
    tables : risk tables by sex with the words that tell them apart

    Returns
    -------
    DataFrame: ``jk`` and the words, ``time`` (months), ``n_risk``; for the agency also ``cause``, ``n_event``
    and ``n_censor``.
    """
    protected = is_protected(data.edition)
    parts = [
        (yearly_risk(table) if protected else at_risk(table)).assign(**words)
        for words, table in tables
    ]
    counts = ["n_risk"] if protected else ["cause", "n_risk", "n_event", "n_censor"]
    rows = (
        pd.concat(parts, ignore_index=True)
        if parts
        else pd.DataFrame(columns=[SEX, "time", *counts])
    )
    return rows.assign(jk=rows[SEX].map(SEX_WORD))


def show_risk(
    tables: Sequence[tuple[Mapping[str, str], RiskTable]],
    name: str,
    data: Data,
    *,
    words: Mapping[str, str] | None = None,
) -> Several:
    """Release risk tables as a file, with the title (word ``isi``: what it holds) and columns of an entry.

    Parameters
    ----------
    tables : as for :func:`risk_rows`
    name, words : see :func:`pug_analysis.release.showing.show_table`

    Returns
    -------
    One released file; nothing in the edition ``publik``.
    """
    if data.edition == "publik":
        return Several(())
    held = say("berkas_risiko", "terlindung" if is_protected(data.edition) else "internal")
    said = {"isi": held, **(words or {})}
    return Several((show_table(risk_rows(tables, data), name, data, words=said, file_only=True),))


def protect_milestones(
    shares: pd.DataFrame,
    difference: pd.DataFrame,
    grid: pd.DataFrame,
    data: Data,
    *,
    by: Sequence[str] = (),
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Let milestones show what the protected curve shows at that time, and nothing else.

    Parameters
    ----------
    shares : ``by``, ``jenis_kelamin``, ``time`` (months), shares with their intervals
    difference : ``by``, ``time``, of women minus men
    grid : the curve on the yearly grid (``tahun``), not yet protected
    by : groups besides sex

    Returns
    -------
    Both as they may be shown; differences remain where both sexes have a share.
    """
    if not is_protected(data.edition) or shares.empty:
        return shares, difference
    groups = [*by, SEX]
    curve = protect_curve(grid, by=groups, across=by or None, time="tahun", edition=data.edition)
    at = curve.assign(time=12 * curve["tahun"].astype("int64"))[[*groups, "time", *VALUES]]
    shown = shares.drop(columns=list(VALUES)).merge(at, on=[*groups, "time"], how="left")
    return shown, _released_difference(shown, difference, keys=[*by, "time"], data=data)


def _released_difference(
    shown: pd.DataFrame, difference: pd.DataFrame, *, keys: list[str], data: Data
) -> pd.DataFrame:
    """Subtract the shares that are shown; the interval is as wide as theirs allow."""
    sexes = {sex: shown.loc[shown[SEX] == sex].set_index(keys) for sex in ("P", "L")}
    rows = difference.set_index(keys)
    women, men = (one[list(VALUES)].astype(float).reindex(rows.index) for one in sexes.values())
    errors = (share_error(*(one[name] for name in VALUES[1:])) for one in (women, men))
    error = sum(one**2 for one in errors) ** 0.5
    gap = women["estimate"] - men["estimate"]
    found = released_gaps(rows, error=error, estimate=gap, edition=data.edition)
    return found.loc[found["estimate"].notna()].reset_index()[list(difference.columns)]
