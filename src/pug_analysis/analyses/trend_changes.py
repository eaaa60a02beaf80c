"""Real changes of a share told from corrected records and from chance."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final, Literal

import numpy as np
import pandas as pd

from pug_analysis.analyses.cohort import SEX
from pug_analysis.analyses.trend_lines import KEY, LINES, count_lines, members, traits_of
from pug_analysis.analyses.trend_states import STATES, are_linked, line_states
from pug_analysis.careers.load import Data
from pug_analysis.stats import holm
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE
from pug_analysis.stats.turnover import turnover_change

#: ``changed``, ``chance``: more, or not more, than turnover that is blind to sex gives;
#: ``corrections``: more of the change is correction than not; ``few_moved``: below 5 people came or
#: went; ``few_people``: below 10 people on the line; ``unlinked``: people cannot be followed;
#: ``nobody``: no share at one of the two dates.
Verdict = Literal[
    "changed", "chance", "corrections", "few_moved", "few_people", "unlinked", "nobody"
]

#: Parts of the change of a share, in the order in which they are applied.
PARTS: Final = ("pembetulan", "kejadian", "populasi")
_TESTED: Final = ["estimate", "conf_low", "conf_high", "p_value"]


def compare_periods(
    pairs: Iterable[tuple[Data, Data]], *, conf_level: float = 0.95
) -> pd.DataFrame:
    """Compare every pair of periods, see :func:`line_changes`.

    Parameters
    ----------
    pairs : (earlier, later), see ``analyses.trend.steps``

    Returns
    -------
    DataFrame of :func:`line_changes` with ``dari, ke`` (what readers call the periods) and ``bulan_dari,
    bulan_ke`` (month numbers) in front; empty without pairs.
    """
    tables = [
        line_changes(later, earlier, conf_level=conf_level).assign(
            dari=earlier.periode.label,
            ke=later.periode.label,
            bulan_dari=earlier.until,
            bulan_ke=later.until,
        )
        for earlier, later in pairs
    ]
    if not tables:
        return pd.DataFrame(columns=[*KEY, "dari", "ke", "bulan_dari", "bulan_ke", "putusan"])
    front = ["dari", "ke", "bulan_dari", "bulan_ke"]
    table = pd.concat(tables, ignore_index=True)
    return table[[*front, *table.columns.drop(front)]]


def line_changes(now: Data, before: Data, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Change of the share of women on every line, its parts, and whether chance explains it.

    Corrections are taken out first: what remains goes from the earlier date as the records say
    now to the later date, by people who came to the line or went from it. Of that change the
    interval and the test take these people as the random part, see ``stats.turnover_change``.

    Parameters
    ----------
    now, before : two periods
    conf_level : level of the intervals; 1 minus it is the level of the test

    Returns
    -------
    DataFrame, one row per line, in order: ``kategori, sub_kategori, utama, total_dulu, share_dulu,
    total_kini, share_kini`` (as published), ``perubahan`` and its parts ``pembetulan, kejadian,
    populasi`` (differences of shares, applied one after the other, as in
    ``analyses.changes.split_shares``), ``datang, datang_wanita, pergi, pergi_wanita`` (people who
    came to the line and went from it, corrections apart), ``estimate`` (``kejadian + populasi``),
    ``conf_low, conf_high, p_value, p_holm, putusan`` (see ``Verdict``). Interval and p-value are
    missing below 5 movers or 10 people; ``p_holm`` is adjusted over the headlines and over all
    other lines, apart.
    """
    names = pd.DataFrame(
        {
            "kategori": [line.kategori for line in LINES],
            "sub_kategori": [line.sub_kategori for line in LINES],
            "utama": [line.headline for line in LINES],
        }
    )
    ends = {"dulu": count_lines(traits_of(before)), "kini": count_lines(traits_of(now))}
    for end, counts in ends.items():
        names[f"total_{end}"] = counts["total"].astype("Int64")
        names[f"share_{end}"] = counts["share_wanita"]
    names["perubahan"] = names["share_kini"] - names["share_dulu"]
    if not are_linked(now, before):
        moves = ("datang", "datang_wanita", "pergi", "pergi_wanita")
        names = names.assign(**dict.fromkeys((*PARTS, *_TESTED, "p_holm"), np.nan))
        names = names.assign(**dict.fromkeys(moves, pd.array([pd.NA] * len(names), dtype="Int64")))
        return names.assign(putusan=_verdicts(names, linked=False, conf_level=conf_level))
    return _judge(names.join(_follow(line_states(now, before))), conf_level=conf_level)


def _follow(states: pd.DataFrame) -> pd.DataFrame:
    """Count the people of each line at each step, and those who came and went."""
    there = {name: states[name, SEX].notna().to_numpy(dtype=bool) for name in STATES}
    women = {name: states[name, SEX].eq("P").fillna(False).to_numpy(dtype=bool) for name in STATES}
    both = there["kini_dulu"] & there["kini"]
    rows = []
    for line in LINES:
        on = {name: members(states[name], line) & there[name] for name in STATES}
        then, now = on["kini_dulu"], on["kini"]
        after_events = np.where(both, now, then)
        steps = {
            "dulu": (on["dulu"], women["dulu"]),
            "benar": (then, women["kini_dulu"]),
            "kejadian": (after_events, np.where(both, women["kini"], women["kini_dulu"])),
            "kini": (now, women["kini"]),
            "datang": (now & ~then, women["kini"]),
            "pergi": (then & ~now, women["kini_dulu"]),
        }
        row = {}
        for name, (people, female) in steps.items():
            row |= {f"n_{name}": int(people.sum()), f"w_{name}": int((people & female).sum())}
        rows.append(row)
    return pd.DataFrame(rows)


def _judge(table: pd.DataFrame, *, conf_level: float) -> pd.DataFrame:
    """Add the parts, the interval, the test and the verdict; drop the counts in between."""
    steps = ("dulu", "benar", "kejadian", "kini")
    share = {
        name: (table[f"w_{name}"] / table[f"n_{name}"].where(table[f"n_{name}"] > 0)).astype(float)
        for name in steps
    }
    for part, (start, end) in zip(PARTS, pairwise(steps), strict=True):
        table[part] = share[end] - share[start]
    tested = turnover_change(
        table["w_benar"], table["n_benar"],
        count_joined=table["w_datang"], joined=table["n_datang"],
        count_left=table["w_pergi"], left=table["n_pergi"], conf_level=conf_level,
    )  # fmt: skip
    table = table.join(tested[_TESTED])
    few = table[["n_benar", "n_kini"]].min(axis=1) < MIN_PEOPLE
    few |= table["n_datang"] + table["n_pergi"] < MIN_EVENTS
    table.loc[few, ["conf_low", "conf_high", "p_value"]] = np.nan
    table["p_holm"] = np.nan
    for headline in (True, False):
        family = table["utama"] == headline
        table.loc[family, "p_holm"] = holm(table.loc[family, "p_value"])
    table["putusan"] = _verdicts(table, linked=True, conf_level=conf_level)
    moves = {
        "n_datang": "datang",
        "w_datang": "datang_wanita",
        "n_pergi": "pergi",
        "w_pergi": "pergi_wanita",
    }
    table = table.rename(columns=moves).astype(dict.fromkeys(moves.values(), "Int64"))
    return table.drop(columns=[f"{kind}_{name}" for name in steps for kind in "nw"])


def _verdicts(table: pd.DataFrame, *, linked: bool, conf_level: float) -> pd.Series:
    """What may be said of each line; the first reason that holds."""
    verdict = pd.Series("chance", index=table.index)
    if linked:
        outside = (table["conf_low"] > 0) | (table["conf_high"] < 0)
        verdict = verdict.mask(outside & (table["p_holm"] < 1 - conf_level), "changed")
        verdict = verdict.mask(table["n_datang"] + table["n_pergi"] < MIN_EVENTS, "few_moved")
        corrected = table["pembetulan"].abs() > table["estimate"].abs() + 1e-12
        verdict = verdict.mask(corrected, "corrections")
        few = table[["total_dulu", "n_benar", "n_kini"]].min(axis=1) < MIN_PEOPLE
        verdict = verdict.mask(few.astype(bool), "few_people")
    else:
        verdict[:] = "unlinked"
    return verdict.mask(table["perubahan"].isna(), "nobody")
