"""Rates of leadership training per eligible person-year, and women's rate against men's."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from functools import reduce
from math import exp, inf, log

import numpy as np
import pandas as pd

from pug_analysis.analyses.access import RATE_STRATA, Access, count_trained, period_counts
from pug_analysis.analyses.question import Answerable, with_groups
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.eligible import DIKLAT, Eligible
from pug_analysis.careers.levels import ALL_LEVELS
from pug_analysis.stats import decide, holm, logrank, rate_ratio, rates
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

#: Adjusted p-values below this prove a gap.
_ALPHA = 0.05
_ESTIMATED = ("estimate", "conf_low", "conf_high", "p_value", "rasio_terlihat")


def access_rates(access: Mapping[str, Access], *, conf_level: float = 0.95) -> pd.DataFrame:
    """Participants per eligible person-year, by level and sex.

    Parameters
    ----------
    access : of ``analyses.access.open_access``
    conf_level : level of the exact Poisson intervals

    Returns
    -------
    DataFrame, one row per level and sex: ``jenjang, jalur, jenis_kelamin, n_early`` (trained before
    they counted as eligible), ``n_people, n_event, orang_tahun, estimate, conf_low, conf_high``
    (per 100 person-years; missing below 10 people, and without a leavers list: the time of those
    who left is then unknown).
    """
    rows = [_rates_of(level, one.eligible, conf_level) for level, one in access.items()]
    table = pd.concat(rows, ignore_index=True)
    if not _leavers_known(access):
        table[["estimate", "conf_low", "conf_high"]] = float("nan")
    return table


def access_ratios(
    access: Mapping[str, Access], *, margin: float = 1.25, conf_level: float = 0.95
) -> pd.DataFrame:
    """Ratio of women's rate of training to men's, crude and within period and entry window.

    Parameters
    ----------
    access : of ``analyses.access.open_access``
    margin : largest ratio that does not matter, above 1; below 1 its inverse

    Returns
    -------
    DataFrame, per level and for all levels a crude row (exact) and an adjusted one (Mantel-Haenszel
    within calendar period, entry window, and level): ``jenjang, jalur, ukuran`` (kasar,
    disesuaikan), ``n_pria, n_wanita`` (trainings), ``tahun_pria, tahun_wanita`` (person-years),
    ``estimate, conf_low, conf_high, p_value,
    method, rasio_terlihat`` (the largest ratio below 1 that would have been found with a chance of
    80 %), ``putusan`` (verdict of ``stats.decide``). Below 5 trainings of either sex, or where no
    stratum holds both, nothing is estimated and the verdict is ``too_few``; without a leavers list
    it is ``no_leavers``.

    Raises
    ------
    ValueError
        if the questions are not of one route.

    References
    ----------
    Rothman, Greenland and Lash (2008), Modern Epidemiology, chapter 15 (see ``stats.rate_ratio``).
    """
    routes = {one.eligible.route for one in access.values()}
    if len(routes) > 1:
        raise ValueError(f"access must be of one route, but had {sorted(routes)}")
    counts = {level: period_counts(one.eligible.spells.table) for level, one in access.items()}
    rows = []
    for level, found in counts.items():
        people = _people(access[level].eligible.spells.table)
        for strata in ((), RATE_STRATA):
            row = _ratio(found, strata, people=people, margin=margin, conf_level=conf_level)
            rows.append({"jenjang": level, **row})
    everyone = pd.concat([found.assign(jenjang=level) for level, found in counts.items()])
    parts = [_people(one.eligible.spells.table) for one in access.values()]
    whole = reduce(operator.add, parts)
    for within in ((), ("jenjang", *RATE_STRATA)):
        row = _ratio(everyone, within, people=whole, margin=margin, conf_level=conf_level)
        rows.append({"jenjang": ALL_LEVELS, **row})
    table = pd.DataFrame(rows)
    table.insert(1, "jalur", next(iter(routes)))
    if not _leavers_known(access):
        table[[*_ESTIMATED]] = float("nan")
        table["putusan"] = "no_leavers"
    return table


def judge_ratios(
    before: pd.DataFrame, inside: pd.DataFrame, from_start: pd.DataFrame, *, primary: float
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Judge the adjusted ratios of both routes behind the page's question; crude ones get no verdict.

    Parameters
    ----------
    before, inside : of :func:`access_ratios` for both routes
    from_start : the same as ``before``, with time from the first day in the level: a check of it
    primary : p-value of the question named in advance, both routes together (see
        ``analyses.questions.training``); missing where it could not be tested

    Returns
    -------
    The three tables with ``p_terkoreksi``: Holm's over all adjusted rows, and no smaller than that of the
    question, so that no row says more than it (missing where nothing is judged). A gap that it does not
    prove is ``inconclusive``; crude rows and the check have verdict ``none``.

    References
    ----------
    Tests behind a gate: Westfall and Krishen (2001), Journal of Statistical Planning and Inference 99:25.
    """
    both = pd.concat([before, inside], keys=["sebelum", "sesudah"])
    judged = both["ukuran"] == "disesuaikan"
    adjusted = pd.Series(float("nan"), index=both.index)
    adjusted[judged] = np.fmax(holm(both.loc[judged, "p_value"].astype(float)), primary)
    both = both.assign(p_terkoreksi=adjusted.where(both["p_value"].notna()))
    both = _judged(both, judged)
    check = from_start.assign(p_terkoreksi=float("nan"))
    nothing = pd.Series(False, index=check.index)
    return both.loc["sebelum"], both.loc["sesudah"], _judged(check, nothing)


def _judged(table: pd.DataFrame, rows: pd.Series) -> pd.DataFrame:
    said = table["putusan"].mask(~rows & ~table["putusan"].isin(["too_few", "no_leavers"]), "none")
    unproven = (said == "gap") & ~(table["p_terkoreksi"] < _ALPHA)
    return table.assign(putusan=said.mask(unproven, "inconclusive"))


def access_tests(access: Mapping[str, Access]) -> pd.DataFrame:
    """Log-rank tests of the time to the training within entry window, education and job family.

    Parameters
    ----------
    access : of ``analyses.access.open_access``

    Returns
    -------
    DataFrame, one row per level: ``jenjang, jalur, n_pria, n_wanita`` (trainings),
    ``harapan_wanita`` (of women, expected if both sexes attended alike within the strata),
    ``varians_wanita`` (of the difference), ``p_value,
    p_holm`` (over the levels), ``p_kasar`` (without strata). Below 5 trainings of either sex, or
    where the question has an obstacle, the last five are missing.
    """
    rows = []
    for level, one in access.items():
        row: dict[str, object] = {"jenjang": level, "jalur": one.eligible.route}
        row["n_pria"] = int(count_trained(one.eligible)["L"])
        row["n_wanita"] = int(count_trained(one.eligible)["P"])
        asked = one.question
        if isinstance(asked, Answerable) and count_trained(one.eligible).min() >= MIN_EVENTS:
            fair = logrank(with_groups(asked), group=SEX, cause=DIKLAT)
            row["harapan_wanita"] = fair.table.set_index(SEX).loc["P", "expected"]
            row["varians_wanita"] = fair.covariance.loc["P", "P"]
            row["p_value"] = fair.p_value
            row["p_kasar"] = logrank(asked.by_sex, group=SEX, cause=DIKLAT).p_value
        rows.append(row)
    numbers = ["harapan_wanita", "varians_wanita", "p_value", "p_kasar"]
    columns = ["jenjang", "jalur", "n_pria", "n_wanita", *numbers]
    table = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(numbers, float))
    return table.assign(p_holm=holm(table["p_value"]))


def _leavers_known(access: Mapping[str, Access]) -> bool:
    return all(one.question.obstacle != "no_leavers" for one in access.values())


def _people(spells: pd.DataFrame) -> pd.Series:
    people = spells.drop_duplicates("pegawai_id")[SEX].value_counts()
    return people.reindex(["L", "P"], fill_value=0)


def _rates_of(level: str, eligible: Eligible, conf_level: float) -> pd.DataFrame:
    spells = eligible.spells.table
    months = (spells["exit"] - spells["entry"]).groupby(spells[SEX]).sum()
    counts = pd.DataFrame({"n_event": count_trained(eligible), "person_time": months}).reindex(
        ["L", "P"]
    )
    seen = counts.fillna(0).astype("int64").rename_axis(SEX).reset_index()
    columns = ["estimate", "conf_low", "conf_high"]
    found = seen.assign(n_people=_people(spells).reindex(seen[SEX]).to_numpy())
    found[columns] = float("nan")
    enough = (found["person_time"] > 0) & (found["n_people"] >= MIN_PEOPLE)
    if enough.any():
        estimated = rates(found.loc[enough], by=SEX, conf_level=conf_level)
        found.loc[enough, columns] = 1200 * estimated[columns].to_numpy()
    return found.assign(
        jenjang=level,
        jalur=eligible.route,
        n_early=eligible.early.reindex(found[SEX]).to_numpy(),
        orang_tahun=found["person_time"] / 12,
    )[["jenjang", "jalur", SEX, "n_early", "n_people", "n_event", "orang_tahun", *columns]]


def _ratio(
    counts: pd.DataFrame,
    strata: tuple[str, ...],
    *,
    people: pd.Series,
    margin: float,
    conf_level: float,
) -> dict[str, object]:
    events = counts.groupby(SEX)["n_event"].sum().reindex(["L", "P"], fill_value=0)
    months = counts.groupby(SEX)["person_time"].sum().reindex(["L", "P"], fill_value=0)
    row: dict[str, object] = {
        "ukuran": "disesuaikan" if strata else "kasar",
        "n_pria": int(events["L"]),
        "n_wanita": int(events["P"]),
        "tahun_pria": float(months["L"]) / 12,
        "tahun_wanita": float(months["P"]) / 12,
    }
    unknown = dict.fromkeys(
        ("estimate", "conf_low", "conf_high", "p_value", "rasio_terlihat"), float("nan")
    )
    if events.min() < MIN_EVENTS:
        return row | unknown | {"method": "", "putusan": "too_few"}
    found = rate_ratio(counts, group=SEX, strata=strata, conf_level=conf_level).iloc[0]
    row |= found[["estimate", "conf_low", "conf_high", "p_value", "method"]].to_dict()
    limits = found[["estimate", "conf_low", "conf_high"]].astype(float)
    # Women and men who are never in one stratum cannot be compared: Mantel-Haenszel gives 0 or none.
    if not limits.between(0, inf, inclusive="neither").all():
        return row | unknown | {"method": "", "putusan": "too_few"}
    logs = [log(limit) for limit in limits]
    decision = decide(
        *logs, margin=log(margin), n_events=int(events.min()), n_people=int(people.min()),
        scale="log_ratio",
    )  # fmt: skip
    return row | {"rasio_terlihat": exp(-decision.smallest_gap), "putusan": decision.verdict}
