"""Real changes of a share told from corrected records and from chance."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.careers.states import CHANGE_PARTS
from pug_analysis.pages.tren.baris import KEY, LINES, count_lines, members, traits_of
from pug_analysis.pages.tren.keadaan import STATES, are_linked, line_states
from pug_analysis.stats import holm
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE
from pug_analysis.stats.shares.turnover import turnover_change

#: ``changed``, ``chance``: more, or not more, than turnover that is blind to sex gives;
#: ``corrections``: more of the change is correction than not; ``few_moved``: below 5 people came or
#: went; ``few_people``: below 10 people on the line; ``unlinked``: people cannot be followed;
#: ``nobody``: no share at one of the two dates.
ChangeVerdict = Literal[
    "changed", "chance", "corrections", "few_moved", "few_people", "unlinked", "nobody"
]

_TESTED: Final = ["estimate", "conf_low", "conf_high", "p_value"]
_FLOWS: Final = ["datang", "datang_wanita", "pergi", "pergi_wanita"]
_COLUMNS: Final = [
    *KEY, "utama", "total_dulu", "share_dulu", "total_kini", "share_kini", "perubahan", *CHANGE_PARTS,
    *_FLOWS, *_TESTED, "p_holm", "putusan",
]  # fmt: skip


def compare_periods(
    pairs: Iterable[tuple[Data, Data]], *, conf_level: float = 0.95
) -> pd.DataFrame:
    """Compare every pair of periods, see :func:`line_changes`.

    Parameters
    ----------
    pairs : (earlier, later), see ``pages.tren.proporsi.period_pairs``

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
    ``pages.depan.perubahan.split_shares``), ``datang, datang_wanita, pergi, pergi_wanita`` (people who
    came to the line and went from it, corrections apart), ``estimate`` (``kejadian + populasi``),
    ``conf_low, conf_high, p_value, p_holm, putusan`` (see ``ChangeVerdict``). Interval and p-value are
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
    if are_linked(now, before):
        return _judge(names.join(_follow(line_states(now, before))), conf_level=conf_level)
    for end, data in (("dulu", before), ("kini", now)):
        counts = count_lines(traits_of(data))
        names[f"n_{end}"], names[f"w_{end}"] = counts["total"], counts["wanita"]
    unknown = dict.fromkeys(_FLOWS, pd.array([pd.NA] * len(names), dtype="Int64"))
    table = _published(names).assign(
        **dict.fromkeys((*CHANGE_PARTS, *_TESTED, "p_holm"), np.nan), **unknown
    )
    table["putusan"] = pd.Series("unlinked", index=table.index).mask(
        table["perubahan"].isna(), "nobody"
    )
    return table[_COLUMNS]


def _follow(states: pd.DataFrame) -> pd.DataFrame:
    """Count the people of each line at each step, and those who came and went."""
    frames = {name: states[name] for name in STATES}
    there = {name: states[name, SEX].notna().to_numpy(dtype=bool) for name in STATES}
    women = {name: states[name, SEX].eq("P").fillna(False).to_numpy(dtype=bool) for name in STATES}
    both = there["kini_dulu"] & there["kini"]
    rows = []
    for line in LINES:
        on = {name: members(frames[name], line) & there[name] for name in STATES}
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
        row: dict[str, Any] = {}
        for name, (people, female) in steps.items():
            row |= {f"n_{name}": int(people.sum()), f"w_{name}": int((people & female).sum())}
        rows.append(row)
    return pd.DataFrame(rows)


def _published(table: pd.DataFrame) -> pd.DataFrame:
    """Totals and shares at both dates as they were published, and the change."""
    for end in ("dulu", "kini"):
        n = table[f"n_{end}"]
        table[f"total_{end}"] = n.astype("Int64")
        table[f"share_{end}"] = (table[f"w_{end}"] / n.where(n > 0)).astype(float)
    return table.assign(perubahan=table["share_kini"] - table["share_dulu"])


def _judge(table: pd.DataFrame, *, conf_level: float) -> pd.DataFrame:
    """Add the parts, the interval, the test and the verdict."""
    table = _published(table)
    steps = ("dulu", "benar", "kejadian", "kini")
    share = {
        name: (table[f"w_{name}"] / table[f"n_{name}"].where(table[f"n_{name}"] > 0)).astype(float)
        for name in steps
    }
    for part, (start, end) in zip(CHANGE_PARTS, pairwise(steps), strict=True):
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
    table["putusan"] = _verdicts(table, conf_level=conf_level)
    flows = ("n_datang", "w_datang", "n_pergi", "w_pergi")
    for name, column in zip(_FLOWS, flows, strict=True):
        table[name] = table[column].astype("Int64")
    return table[_COLUMNS]


def _verdicts(table: pd.DataFrame, *, conf_level: float) -> pd.Series:
    """What may be said of each line; a later reason goes before an earlier one."""
    outside = (table["conf_low"] > 0) | (table["conf_high"] < 0)
    moved = table["n_datang"] + table["n_pergi"]
    corrected = table["pembetulan"].abs() > table["estimate"].abs() + 1e-12
    few = table[["n_dulu", "n_benar", "n_kini"]].min(axis=1) < MIN_PEOPLE
    verdict = pd.Series("chance", index=table.index)
    verdict = verdict.mask(outside & (table["p_holm"] < 1 - conf_level), "changed")
    verdict = verdict.mask(moved < MIN_EVENTS, "few_moved").mask(corrected, "corrections")
    return verdict.mask(few, "few_people").mask(table["perubahan"].isna(), "nobody")
