"""What becomes of alumni of leadership training: share promoted, against a target, by sex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from pug_analysis.analyses.cohort import read_months, with_causes
from pug_analysis.analyses.incidence import last_followed
from pug_analysis.analyses.question import COHORT_CAUSES
from pug_analysis.careers.alumni import (
    TINGKAT_JABATAN,
    Alumni,
    Histories,
    build_alumni,
    build_untrained,
)
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.spells import PROMOSI
from pug_analysis.errors import UsageError
from pug_analysis.pages.alumni.pembanding import COMPARED_COLUMNS, compare_matched
from pug_analysis.stats import RiskTable, at_risk, at_times, cumulative_incidence, risk_table
from pug_analysis.stats.decision import MIN_PEOPLE
from pug_analysis.stats.intervals import effective_limits, fill_ends
from pug_analysis.stats.survival.milestones import followed_evenly
from pug_analysis.stats.survival.risk_sets import risk_sets
from pug_analysis.terms.diklat import DIKLAT_TANGGA

#: What an interval says of a target band.
Putusan = Literal["di bawah", "di dalam", "di atas", "belum dapat dipastikan", "terlalu sedikit"]

_SHARES: Final = [
    "jenjang", SEX, "time", "n", "n_risk", "n_event", "estimate", "conf_low", "conf_high",
    "diikuti",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AskedOfAlumni:
    """What is asked of alumni, named before the data are seen.

    ``jenjang`` of the figure and the key number, ``times`` (months since the end of training),
    ``time`` (the one of the verdict), ``band`` (ends of the target, 0..1).
    """

    jenjang: str
    times: tuple[int, ...]
    time: int
    band: tuple[float, float]


def read_question(
    jenjang: str, tonggak: str, tonggak_utama: int, sasaran_rendah: float, sasaran_tinggi: float
) -> AskedOfAlumni:
    """Read the parameters of the notebook.

    Raises
    ------
    UsageError
        if the jenjang is none of those followed, the months do not rise or do not hold the month of
        the verdict, or the target is no band of shares.
    """
    times = read_months(tonggak)
    if jenjang not in DIKLAT_TANGGA:
        raise UsageError(
            f"jenjang harus salah satu dari {', '.join(DIKLAT_TANGGA)}, tetapi {jenjang!r}."
        )
    if tonggak_utama not in times:
        raise UsageError(
            f"tonggak_utama harus salah satu dari tonggak {tonggak!r}, tetapi {tonggak_utama!r}."
        )
    if not 0 < sasaran_rendah <= sasaran_tinggi < 1:
        raise UsageError(
            "sasaran_rendah dan sasaran_tinggi harus bagian yang menaik di antara 0 dan 1, "
            f"tetapi {sasaran_rendah!r} dan {sasaran_tinggi!r}."
        )
    return AskedOfAlumni(jenjang, times, tonggak_utama, (sasaran_rendah, sasaran_tinggi))


def follow_alumni(
    cohort: Cohort, histories: Mapping[str, Histories], *, until: int, horizon: int
) -> dict[str, Alumni]:
    """Alumni of every jenjang until their first post above the level held.

    Parameters
    ----------
    cohort : of ``careers.cohort_of``
    histories : of ``careers.alumni.read_histories``
    until : month number of the last month observed
    horizon : months asked for

    Returns
    -------
    {jenjang: Alumni}, lowest first; empty without a leavers list, since those still there are no
    fair picture of all alumni.
    """
    if cohort.register_start is None:
        return {}
    return {
        jenjang: build_alumni(cohort, known, until=until, horizon=horizon)
        for jenjang, known in histories.items()
    }


def flow_table(alumni: Mapping[str, Alumni]) -> pd.DataFrame:
    """Everybody trained, those left out by reason, those followed: ``jenjang, langkah, orang``."""
    columns = ["jenjang", "langkah", "orang"]
    if not alumni:
        return pd.DataFrame(columns=columns)
    parts = [one.spells.flow.assign(jenjang=name) for name, one in alumni.items()]
    return pd.concat(parts, ignore_index=True)[columns]


def late_entries(alumni: Mapping[str, Alumni]) -> int:
    """People followed only from some time after their training on."""
    return sum(
        int((one.spells.table.groupby("pegawai_id")["entry"].min() > 0).sum())
        for one in alumni.values()
    )


def share_promoted(
    alumni: dict[str, Alumni], *, times: Sequence[int], conf_level: float = 0.95
) -> pd.DataFrame:
    """Share of each sex promoted by each month since the end of training.

    Parameters
    ----------
    alumni : of :func:`follow_alumni`
    times : months since the end of training

    Returns
    -------
    DataFrame, one row per jenjang, sex and month: ``jenjang, jenis_kelamin, time, n`` (people),
    ``n_risk`` (at risk in that month), ``n_event`` (promoted by then), ``estimate, conf_low,
    conf_high`` (0..1), ``diikuti`` (people followed so long, or gone before). Estimates are missing
    below ``MIN_PEOPLE`` people in ``diikuti`` or at risk in the first month, and where nobody is
    followed so long.

    References
    ----------
    Aalen and Johansen (1978); see ``stats.cumulative_incidence``. Limits: Dorey and Korn (1987), see
    ``stats.intervals.effective_limits``.
    """
    if not alumni:
        return pd.DataFrame(columns=_SHARES)
    rows = [
        _share_of(one.spells.table, sex, times, conf_level).assign(jenjang=name, **{SEX: sex})
        for name, one in alumni.items()
        for sex in ("L", "P")
    ]
    return pd.concat(rows, ignore_index=True)[_SHARES]


def judge_target(shares: pd.DataFrame, *, band: tuple[float, float]) -> pd.Series:
    """Where a share lies beside a target band, as far as its interval decides it.

    The limits are exact, so a verdict needs no number of promotions; "terlalu sedikit" are those of
    whom too few were followed.

    Parameters
    ----------
    shares : of :func:`share_promoted`
    band : lower and upper end (0..1)

    Returns
    -------
    Series of :data:`Putusan`, aligned with the rows.
    """
    low, high = band
    few = shares["estimate"].isna() | shares["conf_low"].isna() | shares["conf_high"].isna()
    inside = (shares["conf_low"] >= low) & (shares["conf_high"] <= high)
    said = np.select(
        [few, shares["conf_high"] < low, shares["conf_low"] > high, inside],
        ["terlalu sedikit", "di bawah", "di atas", "di dalam"],
        "belum dapat dipastikan",
    )
    return pd.Series(said, index=shares.index)


def compare_with_untrained(
    cohort: Cohort,
    histories: Mapping[str, Histories],
    alumni: dict[str, Alumni],
    *,
    until: int,
    times: Sequence[int],
) -> pd.DataFrame:
    """Alumni beside matched people without the training, see ``matched.compare_matched``.

    Returns
    -------
    DataFrame with ``jenjang`` before the columns given there.
    """
    if not alumni:
        return pd.DataFrame(columns=["jenjang", *COMPARED_COLUMNS])
    parts = []
    for name, one in alumni.items():
        untrained = build_untrained(cohort, histories[name], until=until)
        rows = compare_matched(one, untrained, times=times)
        rows.insert(0, "jenjang", name)
        parts.append(rows)
    return pd.concat(parts, ignore_index=True)


def reaching_administrator(
    cohort: Cohort,
    histories: Mapping[str, Histories],
    *,
    until: int,
    times: Sequence[int],
    conf_level: float = 0.95,
) -> pd.DataFrame:
    """Share of PKP alumni who reached Administrator, of all below it and of those Pengawas.

    Parameters
    ----------
    times : months since the end of PKP

    Returns
    -------
    DataFrame with ``kelompok`` (semua alumni PKP, Pengawas) before the columns of
    :func:`share_promoted`.
    """
    columns = ["kelompok", *_SHARES[1:]]
    if cohort.register_start is None:
        return pd.DataFrame(columns=columns)
    everybody = build_alumni(
        cohort, histories["PKP"], until=until, horizon=max(times), target="Administrator"
    ).spells.table
    heads = everybody.loc[everybody["tingkat"] == TINGKAT_JABATAN.index("Pengawas")]
    groups = {"Semua alumni PKP": everybody, "Pengawas saat selesai PKP": heads}
    rows = [
        _share_of(table, sex, times, conf_level).assign(kelompok=name, **{SEX: sex})
        for name, table in groups.items()
        for sex in ("L", "P")
    ]
    return pd.concat(rows, ignore_index=True)[columns]


def risk_counts(alumni: Mapping[str, Alumni]) -> pd.DataFrame:
    """Risk table of every jenjang and sex, from which the curves can be drawn again."""
    tables = [
        one.spells.table.assign(jenjang=name) for name, one in alumni.items()
        if len(one.spells.table)
    ]  # fmt: skip
    columns = ["jenjang", SEX, "time", "cause", "n_risk", "n_event", "n_censor"]
    if not tables:
        return pd.DataFrame(columns=columns)
    found = risk_table(with_causes(pd.concat(tables), COHORT_CAUSES), by=["jenjang", SEX])
    return at_risk(found)[columns]


def _share_of(
    spells: pd.DataFrame, sex: str, times: Sequence[int], conf_level: float
) -> pd.DataFrame:
    rows = spells.loc[spells[SEX] == sex]
    asked = pd.DataFrame({"time": list(times)})
    horizon = max(times)
    # What comes after the last month asked for is not needed: it is censored there.
    rows = rows.loc[rows["entry"] < horizon]
    late = rows["exit"] > horizon
    rows = rows.assign(exit=rows["exit"].clip(upper=horizon), cause=rows["cause"].mask(late, ""))
    found = asked.assign(
        n=rows["pegawai_id"].nunique(),
        n_risk=[int(((rows["entry"] < t) & (rows["exit"] >= t)).sum()) for t in times],
        n_event=[int(((rows["cause"] == PROMOSI) & (rows["exit"] <= t)).sum()) for t in times],
    )
    gone = [int(((rows["cause"] != "") & (rows["exit"] < t)).sum()) for t in times]
    found = found.assign(diikuti=found["n_risk"] + gone)
    first = int(((rows["entry"] < 1) & (rows["exit"] >= 1)).sum())
    if rows.empty:
        return found.assign(estimate=np.nan, conf_low=np.nan, conf_high=np.nan)
    table = risk_table(with_causes(rows, COHORT_CAUSES), by=SEX)
    known = (found["diikuti"] >= MIN_PEOPLE) & (found["time"] <= last_followed(table))
    values = _estimates(table, times, counts=found, conf_level=conf_level)
    return pd.concat([found, values.where(known & (first >= MIN_PEOPLE))], axis=1)


def _estimates(
    table: RiskTable, times: Sequence[int], *, counts: pd.DataFrame, conf_level: float
) -> pd.DataFrame:
    """Shares with exact limits; where everybody has been promoted the evidence are those promoted."""
    curve = cumulative_incidence(table, cause=PROMOSI, conf_level=conf_level)
    values = at_times(curve, times, extend=True)
    nobody = followed_evenly(risk_sets(table, (SEX,)), slice(None), table.start, np.asarray(times))
    share = values["estimate"].to_numpy()
    limits = effective_limits(
        share,
        values["std_error"].to_numpy(),
        n_people=counts["n"].to_numpy(),
        conf_level=conf_level,
    )
    low, high = fill_ends(
        share, *limits, n_none=nobody, n_all=counts["n_event"].to_numpy(), conf_level=conf_level
    )
    return values[["estimate"]].assign(conf_low=low, conf_high=high)
