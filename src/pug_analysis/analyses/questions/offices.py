"""In which offices women were appointed less often than chance alone would have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.analyses.question import Question
from pug_analysis.analyses.questions.steps import Step
from pug_analysis.analyses.questions.verdicts import Direction
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.offices import PD, label_offices
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.careers.targets import office_of_first
from pug_analysis.stats import benjamini_hochberg
from pug_analysis.stats.decision import MIN_PEOPLE, RATIO_MARGIN, Verdict
from pug_analysis.stats.shares.expected import chance_of_count, shrink_ratios

#: Years of appointments that are looked at, up to the report's day.
APPOINTMENT_YEARS: Final = 10
#: q-values below it are flagged: a flag is the verdict of a question, so that it is that of others.
LEVEL: Final = 0.05
#: An office with fewer appointments is shown but not judged.
MIN_APPOINTED: Final = MIN_PEOPLE
#: Line of all offices together.
ALL_OFFICES: Final = "Semua PD"
#: What an office is found to be.
FLAGGED, NOT_FLAGGED, NOT_JUDGED = "ditandai", "tidak ditandai", "terlalu sedikit"


@dataclass(frozen=True, slots=True, eq=False)
class Appointed:
    """Result of :func:`judge_appointments`.

    Attributes
    ----------
    table : one row per office with an appointment, by name, and one of all offices at the end:
        ``perangkat_daerah, pria, wanita, total`` (appointments), ``harapan`` (women expected, not whole),
        ``rasio`` (observed over expected), ``taksiran, conf_low, conf_high`` (ratio drawn towards that of
        all offices), ``p_value, q_value, penilaian``; missing below ``MIN_APPOINTED`` appointments, and
        of those without an office
    flagged : names of the flagged offices
    n_judged : offices with enough appointments
    verdict, direction, p_value : of the question: a gap where an office is flagged; smallest q-value
    """

    table: pd.DataFrame
    flagged: tuple[str, ...]
    n_judged: int
    verdict: Verdict
    direction: Direction
    p_value: float


def open_appointments(
    steps: Mapping[Step, Question],
    jabatan: pd.DataFrame,
    *,
    until: int,
    years: int = APPOINTMENT_YEARS,
) -> pd.DataFrame:
    """Appointments of the last years, each with its office and women's share of those at risk then.

    At risk are all of the regency, in the same entry groups and the same month since entry or since the
    level below, as posts are filled across offices. Without a leavers list, who was at risk is not known,
    and there are none; nor are there of what agencies have added up.

    Parameters
    ----------
    steps : of ``analyses.questions.steps.open_steps``; the structural ones are used
    jabatan : processed table
    until : month number of the last month observed
    years : appointments of so many times twelve months are counted

    Returns
    -------
    DataFrame, one row per appointment: ``langkah, perangkat_daerah, jenis_kelamin, harapan`` (0..1)
    """
    parts = []
    for step, asked in steps.items():
        spells, table = asked.spells.table, asked.stratified
        known = asked.obstacle != "no_leavers" and asked.tallies is None
        if not step.structural or table is None or not known:
            continue
        hit = (spells["cause"] == asked.event) & (
            spells["asal"] + spells["exit"] > until - 12 * years
        )
        expected = women_at_risk(spells, hit, strata=table.strata)
        offices = office_of_first(jabatan, level=step.level)  # type: ignore[arg-type]  # STEPS names known ones
        rows = spells.loc[hit, ["pegawai_id", SEX]]
        parts.append(
            pd.DataFrame(
                {
                    "langkah": step.name,
                    PD: label_offices(rows["pegawai_id"].map(offices)).to_numpy(),
                    SEX: rows[SEX].astype(object).to_numpy(),
                    "harapan": expected,
                }
            )
        )
    columns = ["langkah", PD, SEX, "harapan"]
    full = [part for part in parts if len(part)]
    return pd.concat(full, ignore_index=True) if full else pd.DataFrame(columns=columns)


def women_at_risk(
    spells: pd.DataFrame, events: pd.Series, *, strata: tuple[str, ...]
) -> np.ndarray:
    """Women's share of those at risk in the stratum and month of each event, shape (n_events,).

    Parameters
    ----------
    spells : ``Spells.table`` with the strata; at risk on (entry, exit]
    events : which rows end by the event
    """
    stratum = spells.groupby(list(strata), observed=True).ngroup().to_numpy()
    width = int(spells["exit"].max()) + 2
    asked = stratum[events.to_numpy()], spells.loc[events, "exit"].to_numpy()
    of_women = (spells[SEX] == "P").to_numpy()
    women = _at_risk(spells[of_women], stratum[of_women], *asked, width=width)
    men = _at_risk(spells[~of_women], stratum[~of_women], *asked, width=width)
    return women / (women + men)


def _at_risk(
    rows: pd.DataFrame, stratum: np.ndarray, asked: np.ndarray, month: np.ndarray, *, width: int
) -> np.ndarray:
    """How many of some rows are at risk in months of strata: entered before, not yet gone."""
    count = np.zeros(month.size)
    for column, sign in (("entry", 1), ("exit", -1)):
        keys = np.sort(stratum * width + rows[column].to_numpy())
        before, first = (np.searchsorted(keys, asked * width + at) for at in (month, 0))
        count += sign * (before - first)
    return count


def judge_appointments(
    appointments: pd.DataFrame, *, conf_level: float = 0.95, level: float = LEVEL
) -> Appointed:
    """Compare the women appointed in each office with those expected from the risk sets of each moment.

    Parameters
    ----------
    appointments : of :func:`open_appointments`
    conf_level : level of the shrunken ratios' intervals
    level : q-values below it are flagged, if women were also appointed less than 0.80 times as often

    Returns
    -------
    Appointed

    References
    ----------
    Exact test of a sum of unequal chances (Poisson binomial); Benjamini and Hochberg (1995);
    shrinkage: see ``stats.shares.expected.shrink_ratios``.
    """
    counts = _count(appointments)
    enough = (counts["total"] >= MIN_APPOINTED) & (counts[PD] != UNKNOWN)
    groups = appointments.groupby(PD)["harapan"]
    p_value = [
        chance_of_count(women, groups.get_group(name).to_numpy()) if judged else nan
        for name, women, judged in zip(counts[PD], counts["wanita"], enough, strict=True)
    ]
    shrunken = shrink_ratios(counts["wanita"], counts["harapan"], conf_level=conf_level)
    table = counts.assign(
        rasio=counts["wanita"] / counts["harapan"].where(counts["harapan"] > 0),
        taksiran=shrunken["estimate"].to_numpy(),
        conf_low=shrunken["conf_low"].to_numpy(),
        conf_high=shrunken["conf_high"].to_numpy(),
        p_value=np.array(p_value, dtype=float),
    )
    estimated = ["rasio", "taksiran", "conf_low", "conf_high"]
    table[estimated] = table[estimated].where(enough)
    table["q_value"] = benjamini_hochberg(table["p_value"])
    low = (table["q_value"] < level) & (table["rasio"] < 1 / RATIO_MARGIN)
    table["penilaian"] = np.select([~enough, low], [NOT_JUDGED, FLAGGED], NOT_FLAGGED)
    flagged = tuple(table.loc[low, PD])
    n_judged = int(enough.sum())
    return Appointed(
        table=pd.concat([table, _all(appointments)], ignore_index=True) if len(table) else table,
        flagged=flagged,
        n_judged=n_judged,
        verdict="gap" if flagged else "inconclusive" if n_judged else "too_few",
        direction="wanita" if flagged else "",
        p_value=float(table["q_value"].min()) if n_judged else nan,
    )


def _count(appointments: pd.DataFrame) -> pd.DataFrame:
    women = appointments[SEX] == "P"
    rows = appointments.assign(wanita=women.astype("int64"), pria=(~women).astype("int64"))
    counts = rows.groupby(PD, sort=True)[["pria", "wanita", "harapan"]].sum().reset_index()
    counts.insert(3, "total", counts["pria"] + counts["wanita"])
    unknown = counts[PD] == UNKNOWN
    return pd.concat([counts.loc[~unknown], counts.loc[unknown]], ignore_index=True)


def _all(appointments: pd.DataFrame) -> pd.DataFrame:
    """The line of all offices: counts, what was expected, and the exact test of their sum."""
    women, expected = int((appointments[SEX] == "P").sum()), float(appointments["harapan"].sum())
    return pd.DataFrame(
        {
            PD: [ALL_OFFICES],
            "pria": len(appointments) - women,
            "wanita": women,
            "total": len(appointments),
            "harapan": expected,
            "rasio": women / expected if expected else nan,
            "p_value": chance_of_count(women, appointments["harapan"].to_numpy(float)),
            "penilaian": "",
        }
    )
