"""The cohort page's further pieces: rank speed, requirements, before and after, the risk table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from pug_analysis.analyses.question import Question
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.program import BeforeAfter
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.disclosure_estimates import released_expected, released_log_ratio
from pug_analysis.release.disclosure_models import (
    half_years,
    protect_rates,
    released_rate_ratio,
)
from pug_analysis.release.disclosure_public import hide_ends, leave_out_beside
from pug_analysis.release.disclosure_shares import VALUES, released_counts
from pug_analysis.release.disclosure_tests import open_p_values
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.halangan import HALANGAN
from pug_analysis.release.kurva import SEX_WORD, show_risk
from pug_analysis.release.numbers import desimal, p_kata, tanggal
from pug_analysis.release.showing import show_table
from pug_analysis.release.small_counts import SMALLEST
from pug_analysis.release.teks import say
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition


def tabel_pangkat(table: pd.DataFrame, data: Data) -> Released:
    """Waiting time of each golongan step."""
    medians = {
        name: half_years(table[name].astype(float), edition=data.edition)
        for name in ("median_pria", "median_wanita")
    }
    expected = released_expected(
        table["harapan_wanita"], beside=table["kejadian_wanita"], edition=data.edition
    )
    shown = open_p_values(
        table, ("p_value", "p_holm"), observed="kejadian_wanita", expected="harapan_wanita",
        events=table[["kejadian_pria", "kejadian_wanita"]].sum(axis=1), variance="varians_wanita",
        edition=data.edition,
    )  # fmt: skip
    exact = data.pooled is None or data.pooled.tier == "tepat"
    return show_table(
        shown.assign(**medians, harapan_wanita=expected),
        "kohort_pangkat",
        data,
        when=() if exact else ("tanpa_pangkat",),
    )


#: Levels whose holders are known by name.
_PEJABAT = ("Pengawas", "Administrator")
_MEMENUHI = {"pria": "pria_semua", "wanita": "wanita_semua"}


def tabel_syarat(table: pd.DataFrame, data: Data) -> Released:
    """Requirements of the next post."""
    said = f" {say('kohort_semua_pejabat')}" if is_protected(data.edition) else ""
    return show_table(
        protect_requirements(table, edition=data.edition),
        "kohort_syarat",
        data,
        words={"terkecil": str(MIN_PEOPLE), "pejabat": said},
        terms={"public": _MEMENUHI, "public_rows": {"dari": _PEJABAT}},
        row_header=2,
    )


def protect_requirements(table: pd.DataFrame, *, edition: Edition) -> pd.DataFrame:
    """Hide requirements that few or nearly all holders of a level meet; whom a row leaves out is not told.

    Parameters
    ----------
    table : of ``pages.kohort.syarat.next_step_requirements``

    Returns
    -------
    DataFrame like ``table``. Of holders of posts, those of whom nobody knows whether they had the training
    count among all of the level: how many they are would follow from both numbers.
    """
    if not is_protected(edition):
        return table
    posts = table["dari"].isin(_PEJABAT)
    shown = table.copy()
    for name, size in _MEMENUHI.items():
        shown[size] = table[size].where(~posts, table.groupby("dari")[size].transform("max"))
        share = table[name] / shown[size].where(shown[size] >= MIN_PEOPLE)
        shown[f"share_{name}"] = table[f"share_{name}"].where(~posts, share.astype(float))
    shown = hide_ends(shown, _MEMENUHI, where=posts, edition=edition)
    for name in _MEMENUHI:
        shown = leave_out_beside(shown, [f"share_{name}"], parts=[name], edition=edition)
    return shown


def tabel_program(found: BeforeAfter, question: Question, data: Data) -> Several:
    """Before and after the dated programme of the settings, or how to set one."""
    settings = data.config.kohort
    if settings.program_mulai is None:
        return Several((text(say("kohort_program", "tanpa")),))
    if data.pooled is not None:
        return Several((text(say("kohort_program", "gabungan")),))
    if found.rates.empty:
        why = HALANGAN[question.obstacle]
        return Several((text(say("kohort_program", "halangan", halangan=why)),))
    program = tanggal(settings.program_mulai)
    if settings.program_nama:
        program = say("kohort_program_nama", tanggal=program, nama=settings.program_nama)
    found = released_program(found, data)
    parts = (
        _rates(found, question, program, data),
        kalimat_program(found, question, program, data),
    )
    return Several(parts if found.ratios.empty else (*parts[:1], _ratios(found, data), *parts[1:]))


def _periods(periods: pd.Series) -> pd.Series:
    return periods.map(
        {"1. sebelum": say("kohort_masa", "sebelum"), "2. sesudah": say("kohort_masa", "sesudah")}
    )


def _rates(found: BeforeAfter, question: Question, program: str, data: Data) -> Released:
    shown = found.rates.assign(
        masa=_periods(found.rates["masa"]), jk=found.rates[SEX].map(SEX_WORD)
    )
    return show_table(
        protect_rates(shown, edition=data.edition),
        "kohort_program_laju",
        data,
        words={"sasaran": question.target, "program": program},
        row_header=1,
    )


def _ratios(found: BeforeAfter, data: Data) -> Released:
    change = found.change.assign(nama=say("kohort_masa", "perubahan"))
    ratios = found.ratios.assign(nama=_periods(found.ratios["masa"]))
    shown = ratios if change.empty else pd.concat([ratios, change], ignore_index=True)
    return show_table(shown, "kohort_program_rasio", data)


def released_program(found: BeforeAfter, data: Data) -> BeforeAfter:
    """Compute both ratios anew from released appointments and person-years, and their change.

    Nothing is left of a ratio of which an appointment count is hidden.
    """
    if not is_protected(data.edition) or found.ratios.empty:
        return found
    rows = found.rates.set_index(["masa", SEX])
    ratios, events = found.ratios.copy(), []
    for place, name in ratios["masa"].items():
        both = rows.loc[[(name, "P"), (name, "L")]]
        if (both["n_event"] < SMALLEST).any():
            return replace(found, ratios=ratios.iloc[:0], change=found.change.iloc[:0])
        events += both["n_event"].tolist()
        ratios.loc[place, list(VALUES)] = released_rate_ratio(
            events=tuple(both["n_event"]), years=tuple(both["orang_tahun"])
        )
    if found.change.empty:
        return replace(found, ratios=ratios)
    before, after = ratios["estimate"]
    error = float((1 / released_counts(pd.Series(events))).sum() ** 0.5)
    exact = tuple(float(found.change[name].iloc[0]) for name in VALUES[1:])
    shown = released_log_ratio(after / before, error=error, exact=(exact[0], exact[1]))
    change = found.change.assign(**dict(zip(VALUES, shown, strict=True)))
    return replace(found, ratios=ratios, change=change)


def kalimat_program(found: BeforeAfter, question: Question, program: str, data: Data) -> Released:
    """Whether the ratio of the sexes changed, in words; never as an effect of the programme."""
    least = SMALLEST if is_protected(data.edition) else MIN_EVENTS
    if found.change.empty:
        return text(say("kohort_perubahan_sedikit", terkecil=str(least)))
    row = found.change.iloc[0]
    before, after = (desimal(value, digits=2) for value in found.ratios["estimate"])
    numbers = say(
        "kohort_perubahan_angka",
        awal=before,
        akhir=after,
        program=program,
        ubah=desimal(row["estimate"], digits=2),
        bawah=desimal(row["conf_low"], digits=2),
        atas=desimal(row["conf_high"], digits=2),
        p=p_kata(row["p_value"], classes=is_protected(data.edition)),
    )
    case = "tidak_terbukti"
    if row["conf_low"] > 1 or row["conf_high"] < 1:
        case = "naik" if row["estimate"] > 1 else "turun"
    return text(say("kohort_perubahan", case, sasaran=question.target, angka=numbers))


def tabel_risiko(question: Question, data: Data) -> Several:
    """The risk table, from which every curve of the page can be drawn again; by year if protected."""
    return show_risk(
        () if question.by_sex is None else (({}, question.by_sex),),
        "kohort_tabel_risiko",
        data,
        words={"sasaran": question.target},
    )
