"""Who leaves, moves, and arrives, by sex: events per 1,000 person-years of service."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.careers.service import known_entries, service_stretches, without_date
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.stats import holm, rate_ratio, rates
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE
from pug_analysis.terms.pegawai import KELOMPOK_MASA_KERJA

#: Reasons of leaving as stored; retirement stands apart, since it follows age.
PENSIUN: Final = "pensiun"
ALASAN: Final = ("pindah", "berhenti", "meninggal")
#: Lines of the table beside the reasons.
SELAIN_PENSIUN, MASUK = "selain pensiun", "pindah masuk"
#: Seniority that a ratio compares within: whoever serves longer leaves for other reasons.
BANDS: Final = dict(sorted(KELOMPOK_MASA_KERJA.items(), key=lambda item: item[1]))


@dataclass(frozen=True, slots=True, eq=False)
class Exits:
    """Events and person-time of a stretch of years.

    Attributes
    ----------
    counts : ``jenis, jenis_kelamin, masa_kerja, n_event, person_years``: one row per kind of event,
        sex and seniority
    first, until : month numbers of the stretch, both inside it; first is None without a register
    people : people in service at any time of the stretch, by sex
    last_year : ``jenis, jenis_kelamin, n``: events of the report year alone
    undated : people who are not active and whose leaving has no date: in no number here
    """

    counts: pd.DataFrame
    first: int | None
    until: int
    people: pd.Series
    last_year: pd.DataFrame
    undated: int


def build_exits(data: Data, *, register_start: int | None, years: int = 5) -> Exits:
    """Count events and person-time since the register began, at most some years back.

    People enter on their TMT CPNS, or on their transfer in, and are in service until the month of
    leaving or the end of the report period. Unpaid leave counts as service: it can end in leaving.

    Parameters
    ----------
    register_start : month from which leaving is recorded, see ``careers.cohort.Cohort``
    years : calendar years looked at, that of the report the last of them

    Returns
    -------
    Exits; without a register, or one that begins after the report, everything is empty.
    """
    active = is_active(data.tables["pegawai"], config=data.config)
    people = service_stretches(data.tables, active=active, entered=known_entries(data))
    undated = without_date(data.tables, active=active)
    window = (data.year - years + 1) * 12
    first = None if register_start is None else max(register_start, window)
    if first is None or first > data.until:
        empty = pd.DataFrame(columns=["jenis", SEX, "masa_kerja", "n_event", "person_years"])
        none = pd.Series([0, 0], index=["L", "P"])
        return Exits(empty, None, data.until, none, empty[["jenis", SEX]].assign(n=0), undated)
    start = people[["masuk", "datang"]].max(axis=1).clip(lower=first)
    stop = people["keluar"].clip(upper=data.until + 1).fillna(data.until + 1)
    seen = (stop >= start) & (people["keluar"].isna() | (people["keluar"] >= first))
    seen &= start <= data.until
    inside = people.loc[seen].assign(start=start, stop=stop)
    events = _events(inside, first, data.until)
    return Exits(
        counts=_counts(inside, events),
        first=first,
        until=data.until,
        people=inside[SEX].value_counts().reindex(["L", "P"], fill_value=0),
        last_year=events.loc[events["bulan"] >= data.year * 12]
        .groupby(["jenis", SEX], as_index=False)
        .size()
        .rename(columns={"size": "n"}),
        undated=undated,
    )


def compare_exits(exits: Exits, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Rates by sex and kind of event, and their ratio, women over men.

    Returns
    -------
    DataFrame, one row per kind (all but retirement first, then its parts, retirement, transfers
    in): ``jenis, pria, wanita`` (events of the stretch), ``pria_tahun_ini, wanita_tahun_ini``,
    ``orang_tahun_pria, orang_tahun_wanita``, ``laju_pria, laju_wanita`` (per 1,000 person-years),
    ``estimate, conf_low, conf_high, p_value`` (exact ratio), ``rasio_masa_kerja, masa_kerja_low,
    masa_kerja_high`` (Mantel-Haenszel within seniority), ``p_holm`` (over the parts). Ratios are
    missing below ``MIN_EVENTS`` events of either sex, all rates below ``MIN_PEOPLE`` people.
    """
    if exits.first is None:
        return pd.DataFrame()
    rows = []
    for kind in (SELAIN_PENSIUN, *ALASAN, PENSIUN, MASUK):
        own = exits.counts.loc[exits.counts["jenis"] == kind]
        now = exits.last_year.loc[exits.last_year["jenis"] == kind].set_index(SEX)["n"]
        # exact, so that the last digit does not depend on how a release of pandas adds up
        sums = own.groupby(SEX).agg({"n_event": "sum", "person_years": math.fsum})
        sums = sums.reindex(["L", "P"], fill_value=0)
        row: dict[str, Any] = {"jenis": kind}
        for sex, word in (("L", "pria"), ("P", "wanita")):
            row |= {
                word: int(sums.loc[sex, "n_event"]),
                f"{word}_tahun_ini": int(now.get(sex, 0)),
                f"orang_tahun_{word}": float(sums.loc[sex, "person_years"]),
            }
        enough = exits.people.min() >= MIN_PEOPLE and (sums["person_years"] > 0).all()
        rows.append(row | _ratios(own, sums, enough=bool(enough), conf_level=conf_level))
    table = pd.DataFrame(rows)
    return table.assign(p_holm=holm(table["p_value"].where(table["jenis"].isin(ALASAN))))


def _ratios(
    own: pd.DataFrame, sums: pd.DataFrame, *, enough: bool, conf_level: float
) -> dict[str, float]:
    names = ("laju_pria", "laju_wanita", "estimate", "conf_low", "conf_high", "p_value")
    found = dict.fromkeys((*names, "rasio_masa_kerja", "masa_kerja_low", "masa_kerja_high"), np.nan)
    if not enough:
        return found
    flat = sums.reset_index()
    each = 1000 * rates(flat, by=SEX, exposure="person_years")["estimate"]
    found |= {"laju_pria": float(each.iloc[0]), "laju_wanita": float(each.iloc[1])}
    if sums["n_event"].min() < MIN_EVENTS:
        return found
    ratio = partial(rate_ratio, group=SEX, exposure="person_years", conf_level=conf_level)
    exact = ratio(flat).iloc[0]
    found |= {name: float(exact[name]) for name in names[2:]}
    served = own.loc[own["person_years"] > 0]
    within = ratio(served, strata="masa_kerja").iloc[0]
    if not np.isfinite(within[["estimate", "conf_low", "conf_high"]].astype(float)).all():
        return found  # no seniority in which both sexes served and left
    return found | {
        "rasio_masa_kerja": float(within["estimate"]),
        "masa_kerja_low": float(within["conf_low"]),
        "masa_kerja_high": float(within["conf_high"]),
    }


def _events(inside: pd.DataFrame, first: int, until: int) -> pd.DataFrame:
    """One row per event of the stretch, with the seniority at it; all but retirement twice."""
    out = inside.loc[inside["keluar"].between(first, until)].assign(bulan=lambda t: t["keluar"])
    arrived = inside.loc[inside["datang"].between(first, until)]
    arrived = arrived.assign(bulan=arrived["datang"], jenis=MASUK)
    other = out.loc[out["jenis"] != PENSIUN].assign(jenis=SELAIN_PENSIUN)
    events = pd.concat([out, other, arrived], ignore_index=True)
    served = (events["bulan"] - events["masuk"]).astype("int64").clip(lower=0) // 12
    tops = [top for _, top in BANDS.values()][:-1]
    band = np.asarray(list(BANDS))[np.searchsorted(tops, served, side="left")]
    return events.assign(masa_kerja=band)


def _counts(inside: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Events and years at risk of every kind, sex and seniority, those without any included."""
    years = []
    for name, (low, high) in BANDS.items():
        begin = np.maximum(inside["start"], inside["masuk"] + 12 * low).astype("int64")
        end = np.minimum(inside["stop"], inside["masuk"] + 12 * (high + 1)).astype("int64")
        if low == 0:
            begin = inside["start"].astype("int64")
        months = (end - begin).clip(lower=0).groupby(inside[SEX]).sum()
        years.append(
            months.reindex(["L", "P"], fill_value=0)
            .to_frame("person_years")
            .assign(masa_kerja=name)
        )
    served = pd.concat(years).rename_axis(index=SEX).reset_index()
    served["person_years"] /= 12
    kinds = (SELAIN_PENSIUN, *ALASAN, PENSIUN, MASUK)
    frame = pd.MultiIndex.from_product(
        [kinds, ["L", "P"], BANDS], names=["jenis", SEX, "masa_kerja"]
    )
    found = events.value_counts(["jenis", SEX, "masa_kerja"], sort=False)
    table = found.reindex(frame, fill_value=0).rename("n_event").reset_index()
    return table.merge(served, on=[SEX, "masa_kerja"])
