"""The numbers of steps and speed as a protected edition may show them, before they become pieces.

All of it follows from promotions that such an edition may show: expected ones to the nearest 5, the
difference of what is shown, ratios with the error of shown promotions, shares in steps that hold 3
people. The statistics of the tests, and their p-values, are left out: beside observed and expected
promotions they would tell which of the counts behind a rounded one is true.
"""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.langkah import Climb
from pug_analysis.release.disclosure import add_released, is_protected
from pug_analysis.release.disclosure_estimates import (
    released_expected,
    released_ratios,
    share_step,
    smallest_ratio,
    to_step,
    to_steps,
)
from pug_analysis.release.disclosure_shares import VALUES, nearest_people
from pug_analysis.release.small_counts import HIDDEN_AS, SMALLEST

RATIO = ("rasio", "conf_low", "conf_high")
_EVENTS = ("kejadian_pria", "kejadian_wanita")
_PEOPLE = ("harapan_wanita", "selisih_orang")
_TESTS = ["statistik", "z_sepanjang", "z_akhir", "z_awal", "p_value", "p_perubahan"]
_MISSING = float("nan")
#: Shares in larger steps say nothing of a difference.
_COARSEST = 0.05


def released_ladder(climb: Climb, data: Data) -> pd.DataFrame:
    """Protect the steps of the ladder; the verdict of a step whose ratio is hidden is ``too_few``.

    Returns
    -------
    DataFrame of ``Ladder.table``; without p-values in a protected edition.
    """
    table = climb.ladder.table
    if not is_protected(data.edition):
        return table
    shown = _ratios(table, table, data)
    hidden = shown["rasio"].isna() & table["rasio"].notna()
    expected = released_expected(
        table["harapan_wanita"], beside=table["kejadian_wanita"], edition=data.edition
    ).mask(shown["rasio"].isna())
    return shown.assign(
        harapan_wanita=expected,
        selisih_orang=nearest_people(table["kejadian_wanita"]) - expected,
        rasio_terlihat=smallest_ratio(shown["conf_low"], shown["conf_high"]),
        putusan=table["putusan"].mask(hidden, "too_few"),
        **dict.fromkeys(("p_value", "p_holm"), _MISSING),
    )


def _ratios(table: pd.DataFrame, beside: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Give ratios the error of promotions that are shown, which stand in ``beside``."""
    counts = table.assign(**{name: beside[name] for name in _EVENTS})
    shown = released_ratios(counts, counts=_EVENTS, values=RATIO, edition=data.edition)
    return shown.assign(**{name: table[name] for name in _EVENTS})


def released_parts(climb: Climb, data: Data) -> pd.DataFrame:
    """Protect the whole ladder, and the early and late part of its first step.

    Promotions of all steps are the sum of what is shown of each. Those of a part are not shown: beside
    the whole they would narrow each other; its ratio has the error of the whole first step.

    Returns
    -------
    DataFrame of ``Speed.parts``.
    """
    parts = climb.speed.parts
    if not is_protected(data.edition) or parts.empty:
        return parts
    steps = climb.ladder.table.loc[lambda t: t["jalur"] == "struktural"]
    whole = parts["bagian"] == "semua"
    summed = {name: add_released(steps[name], int(steps[name].sum())) for name in _EVENTS}
    few = (parts[list(_EVENTS)].min(axis=1) < SMALLEST) & ~whole
    beside = parts.assign(
        kejadian_pria=whole.map({True: summed["kejadian_pria"], False: int(climb.first["L"])}),
        kejadian_wanita=whole.map({True: summed["kejadian_wanita"], False: int(climb.first["P"])}),
    )
    shown = _ratios(parts.assign(**{name: parts[name].mask(few) for name in RATIO}), beside, data)
    expected = _added_expected(released_ladder(climb, data))
    people = {"harapan_wanita": expected, "selisih_orang": summed["kejadian_wanita"] - expected}
    hidden = shown["rasio"].isna()
    counts = {
        name: pd.array(whole.map({True: n, False: None}), "Int64") for name, n in summed.items()
    }
    return shown.assign(
        **counts,
        **{name: whole.map({True: n, False: _MISSING}).mask(hidden) for name, n in people.items()},
        p_value=_MISSING,
    )


def _added_expected(steps: pd.DataFrame) -> float:
    """Expected promotions of all structural steps, from what is shown of each."""
    own = steps.loc[(steps["jalur"] == "struktural") & (steps["kejadian_wanita"] > 0)]
    events = own["kejadian_wanita"].astype(float)
    shown = nearest_people(events).where(events >= SMALLEST, HIDDEN_AS)
    added = own["harapan_wanita"].fillna(shown).sum()
    return float(nearest_people(pd.Series([added])).iloc[0])


def released_speed(row: pd.DataFrame, parts: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Leave the tests out, and let the ratio that would have been found follow from the shown interval.

    Parameters
    ----------
    row : the one row of ``kohort_laju``
    parts : of :func:`released_parts`
    """
    if not is_protected(data.edition):
        return row
    whole = parts.loc[parts["bagian"] == "semua", list(RATIO)].astype(float)
    if whole.empty or whole["rasio"].isna().all():
        unsaid = row["putusan"].mask(row["putusan"] != "no_leavers", "too_few")
        row = row.assign(putusan=unsaid, arah="", rasio_terlihat=_MISSING)
    else:
        seen = smallest_ratio(whole["conf_low"], whole["conf_high"]).iloc[0]
        row = row.assign(rasio_terlihat=seen)
    return row.assign(**dict.fromkeys(_TESTS, _MISSING))


def released_standard_curves(climb: Climb, data: Data) -> pd.DataFrame:
    """Give standardised shares and their difference in steps that hold 3 of those still at risk.

    The difference is that of the shares shown; where these contradict the side on which its limits lie, or
    the steps would be too large, nothing is shown.

    Returns
    -------
    DataFrame of ``Speed.curves``.
    """
    curves = climb.speed.curves
    if not is_protected(data.edition) or curves.empty:
        return curves
    people = curves["time"].map(climb.at_risk).astype(float)
    step = people.map(lambda n: share_step(n, edition=data.edition)).astype(float)
    shares = {name: to_steps(curves[name], step) for name in ("share_pria", "share_wanita")}
    gap = (shares["share_wanita"] - shares["share_pria"]).round(9)
    rows = zip(gap, curves["conf_low"], curves["conf_high"], step, strict=True)
    kept = [to_step(*map(float, row[:3]), step=float(row[3])) for row in rows]
    shown = curves.assign(**shares, **pd.DataFrame(kept, columns=list(VALUES), index=curves.index))
    told = (step <= _COARSEST) & (shown["estimate"] == gap)
    return shown.assign(**{name: shown[name].where(told) for name in (*shares, *VALUES)})
