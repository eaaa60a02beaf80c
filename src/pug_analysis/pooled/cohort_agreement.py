"""Whether the tables of an exact cohort add up, and agree: all are made of the same spells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.analyses.hazards import EARLY_UNTIL
from pug_analysis.analyses.questions.steps import LEVEL_ENTRY
from pug_analysis.careers import eligible
from pug_analysis.careers.cohort import ANALYSED, EVERYBODY, PPPK
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.pooled import PERIOD_RISK, QUESTION, RISK, STEP_RISK
from pug_analysis.careers.spells import PROMOSI
from pug_analysis.pooled.agreement import line
from pug_analysis.pooled.cohort_forms import (
    ACCESS,
    FLOW,
    FLOW_STEPS,
    MONTHS,
    PEOPLE,
    REACHED,
    list_courses,
    list_questions,
    list_steps,
    name_course,
    since_entry,
)
from pug_analysis.pooled.folder import VERSION
from pug_analysis.pooled.forms import OF_COHORT
from pug_analysis.pooled.reading import FlawError
from pug_analysis.stats.survival.risk_table import COUNTS
from pug_analysis.terms.diklat import TANGGA

_GROUPS: Final = [QUESTION, SEX, *ENTRY_GROUPS]
_START: Final = "Kohort"


def check_risk(name: str, rows: pd.DataFrame, groups: Sequence[str]) -> None:
    """Check that whoever enters leaves, that nobody leaves who is not at risk, and each row's kind.

    Parameters
    ----------
    name : of the table, for the message
    rows : increments: ``groups``, ``time, cause, n_enter, n_censor, n_event``
    groups : columns that tell risk sets apart

    Raises
    ------
    FlawError
        naming the file.
    """
    file, plain = f"{name}.csv", rows["cause"] == ""
    caused = rows["n_event"] > 0
    if (
        (caused & plain).any()
        or (~plain & ~caused).any()
        or (rows.loc[~plain, ["n_enter", "n_censor"]] > 0).any(axis=None)
    ):
        raise FlawError(file, "kejadian tanpa sebab, atau masuk dan tersensor dengan sebab")
    if (rows[list(COUNTS)] == 0).all(axis=1).any():
        raise FlawError(file, "ada baris yang semua bilangannya 0")
    months = _by_month(rows, groups)
    after = months["net"].groupby(level=list(groups)).cumsum()
    # who enters in a month is not yet at risk in it
    if (after - months["n_enter"] < 0).any():
        raise FlawError(file, "lebih banyak orang keluar daripada yang berisiko")
    if (months["net"].groupby(level=list(groups)).sum() != 0).any():
        raise FlawError(file, "yang masuk dan yang keluar tidak sama banyak")


def check_cohort(
    counts: Mapping[str, pd.DataFrame],
    cohort: Mapping[str, pd.DataFrame],
    numbers: Mapping[str, int],
    *,
    risk: pd.DataFrame,
    periods: pd.DataFrame,
    steps: pd.DataFrame | None,
) -> None:
    """Check the tables of an exact cohort against each other and against active people.

    Parameters
    ----------
    counts, cohort : tables by name, each of its form
    risk, periods, steps : increments of the risk tables, without rows where an export has none; no steps in
        the first form of an export

    Raises
    ------
    FlawError
        naming the file that does not add up or does not agree.
    """
    check_risk(RISK, risk, _GROUPS)
    check_risk(PERIOD_RISK, periods, [*_GROUPS, "periode", "akhir"])
    asked = list_questions(version=1 if steps is None else VERSION)
    analysed = check_flow(cohort[FLOW], ["", *asked])
    _check_first(cohort[FLOW], counts, numbers, analysed=analysed[""])
    _check_people(cohort[PEOPLE], risk, analysed)
    _check_periods(periods, risk)
    _check_reached(cohort[REACHED], risk)
    _check_access(counts[ACCESS], risk)
    if steps is not None:
        _check_steps(steps, risk)


def check_flow(flow: pd.DataFrame, questions: Sequence[str]) -> dict[str, int]:
    """Check the steps of each flow, and return how many are analysed by question.

    Raises
    ------
    FlawError
        if a question or step is missing or out of place, or the first is not the sum of the others.
    """
    file, analysed = f"{FLOW}.csv", {}
    if list(dict.fromkeys(flow[QUESTION])) != list(questions) or _is_torn(flow[QUESTION]):
        raise FlawError(file, "pertanyaan kurang, lebih, atau tidak menurut urutannya")
    every = (*FLOW_STEPS[:-1], *(f"{column} lain" for column in ENTRY_GROUPS), ANALYSED)
    order = {step: place for place, step in enumerate(every)}
    for question, rows in flow.groupby(QUESTION, sort=False):
        steps, people = rows["langkah"].tolist(), rows["orang"].tolist()
        first = _START if question != "" else EVERYBODY
        places = [order[step] for step in steps]
        if steps[0] != first or steps[-1] != ANALYSED or len(steps) < 2 or places != sorted(places):
            raise FlawError(file, "langkah kurang, lebih, atau tidak menurut urutannya")
        if people[0] != sum(people[1:]):
            raise FlawError(file, "langkah pertama bukan jumlah langkah sesudahnya")
        analysed[str(question)] = people[-1]
    return analysed


def _is_torn(column: pd.Series) -> bool:
    """Whether equal values do not stand together."""
    return int((column != column.shift()).sum()) != column.nunique()


def _check_first(
    flow: pd.DataFrame,
    counts: Mapping[str, pd.DataFrame],
    numbers: Mapping[str, int],
    *,
    analysed: int,
) -> None:
    file = f"{FLOW}.csv"
    steps = flow.loc[flow[QUESTION] == ""].set_index("langkah")["orang"]
    if steps[EVERYBODY] < counts["tersisih"]["dipakai"].sum():
        raise FlawError(file, f"{EVERYBODY}: kurang dari yang dipakai menurut tersisih.csv")
    if steps.get(PPPK, 0) < line(counts["profil"], "PPPK", "PPPK Paruh Waktu").sum():
        raise FlawError(file, "lebih sedikit PPPK daripada dalam profil.csv")
    starts = flow.loc[(flow[QUESTION] != "") & (flow["langkah"] == _START), "orang"]
    if (starts != analysed).any():
        raise FlawError(file, "tidak setiap pertanyaan mulai dari seluruh kohort")
    for name in OF_COHORT:
        if numbers[name] > (steps[EVERYBODY] if name == "berhenti_menyendiri" else analysed):
            raise FlawError("angka.csv", f"{name} lebih banyak daripada orang dalam {FLOW}.csv")


def _check_people(people: pd.DataFrame, risk: pd.DataFrame, analysed: Mapping[str, int]) -> None:
    """Everybody is last at risk in a month in which somebody leaves."""
    file = f"{PEOPLE}.csv"
    total = people.groupby(QUESTION)["orang"].sum()
    asked = [name for name in analysed if name]
    if (total.reindex(asked, fill_value=0) != pd.Series(analysed)[asked]).any():
        raise FlawError(file, f"jumlah orang tidak cocok dengan {FLOW}.csv")
    if (people["orang"] == 0).any():
        raise FlawError(file, "ada baris tanpa orang")
    spells = risk.loc[~risk[QUESTION].isin(list_courses())]
    leaving = spells.assign(keluar=spells["n_censor"] + spells["n_event"])
    left = leaving.loc[leaving["keluar"] > 0].groupby([*_GROUPS, "time"])["keluar"].sum()
    last = people.set_index([*_GROUPS, "terakhir"])["orang"]
    if (last > left.reindex(last.index, fill_value=0)).any():
        raise FlawError(file, f"lebih banyak orang daripada yang keluar menurut {RISK}.csv")
    # nobody's last month at risk lies behind the last one of the group
    end = left.reset_index("time").groupby(_GROUPS)["time"].max()
    if not end.equals(people.groupby(_GROUPS)["terakhir"].max()):
        raise FlawError(file, f"kelompok atau bulan terakhirnya tidak cocok dengan {RISK}.csv")


def _check_periods(periods: pd.DataFrame, risk: pd.DataFrame) -> None:
    """Cut in pieces, the same spells give the same events and the same people at risk."""
    file = f"{PERIOD_RISK}.csv"
    whole = risk.loc[risk[QUESTION].isin(since_entry())]
    keys = [*_GROUPS, "time", "cause"]
    events = [t.loc[t["n_event"] > 0].groupby(keys)["n_event"].sum() for t in (periods, whole)]
    nets = [_by_month(t, _GROUPS)["net"] for t in (periods, whole)]
    for one, other in (events, [net.loc[net != 0] for net in nets]):
        if not one.equals(other):
            raise FlawError(file, f"tidak cocok dengan {RISK}.csv")
    late, time = periods["akhir"] == 1, periods["time"]
    enters = periods["n_enter"] > 0
    leaves = (periods["n_censor"] > 0) | (periods["n_event"] > 0)
    misplaced = (late & (time < EARLY_UNTIL)) | (~late & (time > EARLY_UNTIL))
    at_edge = time == EARLY_UNTIL
    if (
        misplaced | (at_edge & ((late & leaves) | (~late & enters))) | (periods["akhir"] > 1)
    ).any():
        raise FlawError(file, f"masa awal dan akhir tidak berbatas pada bulan {EARLY_UNTIL}")


def _check_reached(reached: pd.DataFrame, risk: pd.DataFrame) -> None:
    """Who is followed from entry entered in month 0; who had reached the target was promoted by then."""
    file = f"{REACHED}.csv"
    if (reached["mencapai"] > reached["orang"]).any() or (reached["orang"] == 0).any():
        raise FlawError(
            file, "lebih banyak yang mencapai daripada orangnya, atau baris tanpa orang"
        )
    ordered = reached.sort_values([*_GROUPS, "bulan"])
    by_group = ordered.groupby(_GROUPS)
    place = by_group.cumcount().to_numpy()
    if (
        ordered["bulan"].to_numpy() != np.array([*MONTHS, 0])[np.minimum(place, len(MONTHS))]
    ).any():
        raise FlawError(file, "tonggak kurang, lebih, atau tidak setiap 12 bulan")
    if (by_group["orang"].diff() > 0).any():
        raise FlawError(
            file, "lebih banyak orang diikuti sampai tonggak kemudian daripada sebelumnya"
        )
    months = reached.merge(risk, on=_GROUPS, how="left")
    promoted = (months["time"] <= months["bulan"]) & (months["cause"] == PROMOSI)
    found = months[[*_GROUPS, "bulan"]].assign(
        orang=months["n_enter"].where(months["time"] == 0, 0),
        mencapai=months["n_event"].where(promoted, 0),
    )
    most = found.groupby([*_GROUPS, "bulan"])[["orang", "mencapai"]].sum()
    told = reached.set_index([*_GROUPS, "bulan"]).reindex(most.index)
    if (told > most).any(axis=None):
        raise FlawError(file, f"lebih banyak daripada menurut {RISK}.csv")
    _check_followed(reached, risk)


def _check_followed(reached: pd.DataFrame, risk: pd.DataFrame) -> None:
    """Who entered in month 0 and is still at risk at a milestone is followed up to it."""
    entered = risk.loc[risk[QUESTION].isin(since_entry())]
    told = reached.set_index([*_GROUPS, "bulan"])["orang"]
    for month in MONTHS:
        early = entered.loc[entered["time"] < month]
        began = early["n_enter"].where(early["time"] == 0, 0)
        left = early["n_censor"] + early["n_event"]
        still = (began - left).groupby([early[name] for name in _GROUPS]).sum()
        still = still.loc[still > 0]
        followed = told.loc[told.index.get_level_values("bulan") == month].droplevel("bulan")
        if (followed.reindex(still.index, fill_value=0) < still).any():
            raise FlawError(f"{REACHED}.csv", f"kelompok atau tonggak kurang menurut {RISK}.csv")


def _check_steps(steps: pd.DataFrame, risk: pd.DataFrame) -> None:
    """Added up over the years in which the level below was reached, steps are those of the risk table."""
    file = f"{STEP_RISK}.csv"
    check_risk(STEP_RISK, steps, [*_GROUPS, LEVEL_ENTRY])
    keys = [*_GROUPS, "time", "cause"]
    own = risk.loc[risk[QUESTION].isin(list_steps())]
    added, whole = (table.groupby(keys)[list(COUNTS)].sum() for table in (steps, own))
    if len(added) != len(whole) or (len(added) and not added.equals(whole)):
        raise FlawError(file, f"tidak cocok dengan {RISK}.csv")


def _check_access(access: pd.DataFrame, risk: pd.DataFrame) -> None:
    """Trainings and months at risk are those of the risk table, by sex and the entry groups that are told."""
    groups = [name for name in (*ENTRY_GROUPS, SEX) if name in access]
    keys = ["jenjang", "jalur", *groups]
    parts = []
    for route in ("sebelum", "sesudah"):
        for level in TANGGA:
            rows = risk.loc[risk[QUESTION] == name_course(level, route)]
            months = rows["time"] * (rows["n_censor"] + rows["n_event"] - rows["n_enter"])
            hits = rows["n_event"].where(rows["cause"] == eligible.DIKLAT, 0)
            part = rows[groups].assign(jenjang=level, jalur=route)
            parts.append(part.assign(kejadian=hits, orang_bulan=months))
    expected = pd.concat(parts).groupby(keys)[["kejadian", "orang_bulan"]].sum()
    told = access.groupby(keys)[["kejadian", "orang_bulan"]].sum()
    if not told.equals(expected):
        raise FlawError(f"{ACCESS}.csv", f"tidak cocok dengan {RISK}.csv")


def _by_month(rows: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Who enters in each month, and by how many those at risk change: ``n_enter, net``."""
    net = rows["n_enter"] - rows["n_censor"] - rows["n_event"]
    return rows.assign(net=net).groupby([*groups, "time"], sort=True)[["n_enter", "net"]].sum()
