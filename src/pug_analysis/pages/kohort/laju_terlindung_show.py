"""The numbers of steps and speed as a protected edition may show them, before they become pieces.

All of it follows from promotions that such an edition may show: expected ones to the nearest 5, the
difference of what is shown, ratios with the error of shown promotions, shares in steps that hold 3
people. Classes of p-values stand where each count behind a rounded one agrees with them; the statistics
of the tests do not stand at all.
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
from pug_analysis.release.disclosure_tests import open_p_values
from pug_analysis.release.numbers import KELAS_P
from pug_analysis.release.small_counts import HIDDEN_AS, SMALLEST

RATIO = ("rasio", "conf_low", "conf_high")
_EVENTS = ("kejadian_pria", "kejadian_wanita")
_PEOPLE = ("harapan_wanita", "selisih_orang")
_TESTS = ["statistik", "z_sepanjang", "z_akhir", "z_awal"]
_PARTS = ("semua", "awal", "akhir")
_MISSING = float("nan")
#: Shares in larger steps say nothing of a difference.
_COARSEST = 0.05


def released_ladder(climb: Climb, data: Data) -> pd.DataFrame:
    """Protect the steps of the ladder; the verdict of a step whose ratio is hidden is ``too_few``.

    Returns
    -------
    DataFrame of ``Ladder.table``; p-values are those whose class may be shown.
    """
    table = climb.ladder.table
    if not is_protected(data.edition):
        return table
    tests = open_p_values(
        table.assign(varians=table["langkah"].map(climb.variance)), ("p_value", "p_holm"),
        observed="kejadian_wanita", expected="harapan_wanita", events=table[list(_EVENTS)].sum(axis=1),
        variance="varians", edition=data.edition,
    )  # fmt: skip
    shown = _ratios(table, table, data)
    unknown = shown["rasio"].isna()
    hidden = unknown & table["rasio"].notna()
    expected = released_expected(
        table["harapan_wanita"], beside=table["kejadian_wanita"], edition=data.edition
    ).mask(unknown)
    return shown.assign(
        harapan_wanita=expected,
        selisih_orang=nearest_people(table["kejadian_wanita"]) - expected,
        rasio_terlihat=smallest_ratio(shown["conf_low"], shown["conf_high"]),
        putusan=table["putusan"].mask(hidden, "too_few"),
        **{name: tests[name].mask(unknown) for name in ("p_value", "p_holm")},
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
    shown = shown.assign(
        **counts,
        **{name: whole.map({True: n, False: _MISSING}).mask(hidden) for name, n in people.items()},
    )
    return shown.assign(
        p_value=_open_p(parts["p_value"], shown, climb, data).where(whole & ~hidden)
    )


def _open_p(p_value: pd.Series, shown: pd.DataFrame, climb: Climb, data: Data) -> pd.Series:
    """P-values of the whole ladder whose class agrees with each count behind the shown ones."""
    assert climb.speed.test is not None
    counts = shown[[*_EVENTS, "harapan_wanita"]].astype(float)
    asked = counts.assign(p_value=p_value, varians=climb.speed.test.variance.loc[(0.0, 0.0)])
    return open_p_values(
        asked, ("p_value",), observed="kejadian_wanita", expected="harapan_wanita",
        events=counts[list(_EVENTS)].sum(axis=1), variance="varians", edition=data.edition,
    )["p_value"]  # fmt: skip


def _added_expected(steps: pd.DataFrame) -> float:
    """Expected promotions of all structural steps, from what is shown of each."""
    own = steps.loc[(steps["jalur"] == "struktural") & (steps["kejadian_wanita"] > 0)]
    events = own["kejadian_wanita"].astype(float)
    shown = nearest_people(events).where(events >= SMALLEST, HIDDEN_AS)
    added = own["harapan_wanita"].fillna(shown).sum()
    return float(nearest_people(pd.Series([added])).iloc[0])


def released_speed(
    row: pd.DataFrame, parts: pd.DataFrame, climb: Climb, data: Data
) -> pd.DataFrame:
    """Leave the statistics out, and let the ratio that would have been found follow from the shown interval.

    The class of the largest of three tests bounds the plain one from above alone: the lowest class leaves
    every count open, the others are asked as if they were of the plain test. Whether the ratio changes is
    told where both ratios are.

    Parameters
    ----------
    row : the one row of ``kohort_laju``
    parts : of :func:`released_parts`
    """
    if not is_protected(data.edition):
        return row
    known = parts.loc[parts["rasio"].notna()]
    whole = known.loc[known["bagian"] == "semua"]
    row = row.assign(**dict.fromkeys(_TESTS, _MISSING))
    if len(known) < len(_PARTS):
        row = row.assign(p_perubahan=_MISSING)
    if whole.empty:
        unsaid = row["putusan"].mask(row["putusan"] != "no_leavers", "too_few")
        return row.assign(putusan=unsaid, arah="", p_value=_MISSING, rasio_terlihat=_MISSING)
    p_value = row["p_value"].set_axis(whole.index)
    if not (p_value < KELAS_P[0]).all():
        p_value = _open_p(p_value, whole, climb, data)
    seen = smallest_ratio(whole["conf_low"], whole["conf_high"])
    return row.assign(p_value=p_value.to_numpy(), rasio_terlihat=seen.to_numpy())


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
