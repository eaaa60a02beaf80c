"""Women appointed in each office in the last years against those expected, and what of it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from pug_analysis.analyses.questions.offices import (
    ALL_OFFICES,
    FLAGGED,
    LEVEL,
    NOT_FLAGGED,
    Appointed,
    judge_appointments,
    open_appointments,
)
from pug_analysis.analyses.questions.steps import open_steps
from pug_analysis.analyses.questions.verdicts import ALPHA
from pug_analysis.analyses.tallies import BAWAAN
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.disclosure_shares import nearest_people
from pug_analysis.release.small_counts import PERCENT_FROM, SMALLEST, STEP
from pug_analysis.stats.decision import RATIO_MARGIN
from pug_analysis.stats.shares.funnel import binomial_p_value

#: An office whose finding would tell of a count that is rounded.
NOT_TOLD: Final = "tidak ditampilkan"
#: How far a count, and an expected one, may be from what is shown.
_COUNT, _EXPECTED = STEP // 2, STEP / 2


@dataclass(frozen=True, slots=True)
class _Shown:
    """One office as a protected edition shows it: women, all appointed, and women expected."""

    women: int
    total: int
    expected: float


def judge_own_appointments(cohort: Cohort, data: Data) -> Appointed:
    """Appointments of an opened year, of people of the structural track, see ``analyses.questions.offices``."""
    steps = open_steps(cohort, data.tables, until=data.until, groups=BAWAAN)
    return judge_appointments(
        open_appointments(steps, data.tables["jabatan"], until=data.until), level=LEVEL
    )


def released_appointments(found: Appointed, data: Data) -> pd.DataFrame:
    """The offices with the numbers that may stand in this edition.

    In a protected edition an office stands there if both sexes are shown (8 or more each; ``publik``: 30
    together). Women expected are rounded as women are, the ratio follows from both, and a finding stands where
    each count that rounds alike agrees with it for some expected number that rounds alike.

    Returns
    -------
    DataFrame like ``found.table``.
    """
    table = found.table
    if not is_protected(data.edition) or table.empty:
        return table
    enough = table[["pria", "wanita"]].min(axis=1) >= SMALLEST
    kept = enough & ((table["total"] >= PERCENT_FROM) | (data.edition != "publik"))
    whole = table[PD] == ALL_OFFICES
    table, enough = (one.loc[kept | whole].reset_index(drop=True) for one in (table, enough))
    # Small counts stay: the table hides them.
    complete = bool(kept[~whole].all())
    counts = {
        name: nearest_people(table[name]).where(enough, table[name]).astype("int64")
        for name in ("pria", "wanita")
    }
    if complete:  # beside all of its parts a whole rounded by itself would tell of them
        counts = {
            name: n.where(n.index < len(n) - 1, n.iloc[:-1].sum()) for name, n in counts.items()
        }
    expected = nearest_people(table["harapan"]).where(enough)
    shown = table.assign(
        **counts,
        total=(counts["pria"] + counts["wanita"]).astype("Int64").where(enough),
        harapan=expected,
        rasio=(counts["wanita"] / expected.where(expected > 0)).round(2),
    )
    return shown.assign(penilaian=[_released_finding(row, found) for _, row in shown.iterrows()])


def _released_finding(row: pd.Series, found: Appointed) -> str:
    said = str(row["penilaian"])
    if said not in (FLAGGED, NOT_FLAGGED):
        return said
    shown = _as_shown(row)
    return said if leaves_open(said == FLAGGED, shown, p_below=_largest_p(found)) else NOT_TOLD


def _as_shown(row: pd.Series) -> _Shown:
    return _Shown(int(row["wanita"]), int(row["total"]), float(row["harapan"]))


def _largest_p(found: Appointed) -> float:
    """The p-value up to which an office is flagged: Benjamini and Hochberg's step of those that are."""
    steps = int((found.table["q_value"] < LEVEL).sum())
    return LEVEL * max(steps, 1) / max(found.n_judged, 1)


def leaves_open(
    flagged: bool, shown: _Shown, *, p_below: float, ratio_below: float = 1 / RATIO_MARGIN
) -> bool:
    """Whether each count of women that rounds alike agrees with a finding, for some expected number.

    Parameters
    ----------
    flagged : the finding: fewer women than expected
    shown : as it is shown, to the nearest 5
    p_below, ratio_below : what a reader may take the rule to be
    """
    for women in range(shown.women - _COUNT, shown.women + _COUNT + 1):
        expected = shown.expected + (_EXPECTED if flagged else -_EXPECTED)
        few = _is_few(women, shown.total, expected, p_below=p_below, ratio_below=ratio_below)
        if few != flagged:
            return False
    return True


def _is_few(women: int, total: int, expected: float, *, p_below: float, ratio_below: float) -> bool:
    if not 0 < expected < total or not 0 <= women <= total:
        return False
    p_value = binomial_p_value([women], [total], share=expected / total)[0]
    return bool(women / expected < ratio_below and p_value <= p_below)


def regency_side(found: Appointed, shown: pd.DataFrame, data: Data) -> str:
    """On which side of what was expected all offices together lie: kurang, lebih, or belum.

    In a protected edition nothing is said where it would tell of the rounded count: ``terlindung``.
    """
    exact, row = found.table.iloc[-1], shown.iloc[-1]
    low = bool(exact["p_value"] < ALPHA and exact["rasio"] < 1)
    side = "kurang" if low else "lebih" if exact["p_value"] < ALPHA else "belum"
    if not is_protected(data.edition):
        return side
    if pd.isna(row["harapan"]):
        return "terlindung"
    own = _as_shown(row)
    men = _Shown(own.total - own.women, own.total, own.total - own.expected)
    same = {"p_below": ALPHA, "ratio_below": 1.0}
    agrees = {
        "kurang": leaves_open(True, own, **same),
        "lebih": leaves_open(True, men, **same),
        "belum": leaves_open(False, own, **same) and leaves_open(False, men, **same),
    }
    return side if agrees[side] else "terlindung"
