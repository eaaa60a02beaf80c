"""What all pages with curves share: the columns, the note, and milestones that agree with the curve."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pug_analysis.analyses.cohort import SEX
from pug_analysis.careers.load import Data
from pug_analysis.release.disclosure import SMALLEST, is_protected
from pug_analysis.release.disclosure_models import CURVE_EVENTS, protect_curve, yearly_risk
from pug_analysis.release.display import Several
from pug_analysis.release.ledger import Release
from pug_analysis.release.tables import Column, release_table

_VALUES = ("estimate", "conf_low", "conf_high")


def curve_columns(data: Data, *columns: Column) -> tuple[Column, ...]:
    """Columns of a curve: those at risk and those who left would narrow each other, so one goes."""
    if not is_protected(data.edition):
        return columns
    return tuple(c for c in columns if c.name != "n_event")


def catatan_kurva(data: Data) -> tuple[str, ...]:
    """What a reader of a protected curve must know."""
    if not is_protected(data.edition):
        return ()
    return (
        f"Bagian ditampilkan sejak {SMALLEST} orang mencapainya, naik hanya bila bertambah paling sedikit "
        f"{CURVE_EVENTS} orang, dan dibulatkan ke persen.",
    )


def risk_file(
    table: pd.DataFrame, *, by: Sequence[Column], name: str, title: str, data: Data
) -> Several:
    """Release risk tables as a file: every month for the agency, people at risk by year for others.

    Parameters
    ----------
    table : ``by``, ``time`` (months), ``cause, n_risk, n_event, n_censor``
    by : columns of the groups
    name, title : of the file; the title is continued

    Returns
    -------
    One released file; nothing in the edition ``publik``.
    """
    if data.edition == "publik":
        return Several(())
    columns = (
        *by,
        Column("time", "Bulan", "whole"),
        Column("cause", "Sebab", "text"),
        Column("n_risk", "Berisiko", "count"),
        Column("n_event", "Kejadian", "count"),
        Column("n_censor", "Tersensor", "count"),
    )
    said = "orang berisiko, kejadian, dan penyensoran per bulan"
    if is_protected(data.edition):
        table = yearly_risk(table, by=[column.name for column in by])
        columns, said = (
            columns[: len(by) + 1] + columns[-3:-2],
            "orang berisiko pada akhir setiap tahun",
        )
    released = release_table(
        table,
        name=name,
        title=f"{title}: {said}",
        terms=Release("D", data.edition),
        columns=columns,
        file_only=True,
    )
    return Several((released,))


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
    at = curve.assign(time=12 * curve["tahun"].astype("int64"))[[*groups, "time", *_VALUES]]
    shown = shares.drop(columns=list(_VALUES)).merge(at, on=[*groups, "time"], how="left")
    keys = [*by, "time"]
    known = shown.groupby(keys)["estimate"].agg(lambda s: bool(s.notna().all()))
    kept = difference.merge(known.rename("tampil").reset_index(), on=keys, how="left")
    kept = kept.loc[kept["tampil"].fillna(value=False).astype(bool)]
    return shown, kept.drop(columns="tampil").reset_index(drop=True)
