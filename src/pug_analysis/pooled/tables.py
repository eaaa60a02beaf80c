"""Every additive table of one agency: counts by groups and sex, and the risk tables of its cohort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final, get_args

import numpy as np
import pandas as pd

from pug_analysis.analyses import quarantine
from pug_analysis.analyses.access import period_counts
from pug_analysis.analyses.cohort import structural_spells, with_causes
from pug_analysis.analyses.hazards import count_periods
from pug_analysis.analyses.question import COHORT_CAUSES
from pug_analysis.analyses.question_counts import count_last_months
from pug_analysis.analyses.questions.steps import LEVEL_ENTRY, step_spells
from pug_analysis.analyses.tallies import name_question
from pug_analysis.careers import eligible
from pug_analysis.careers.cohort import Cohort, cohort_of, five_years
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.events import structural_trainings, unplaced
from pug_analysis.careers.load import Data
from pug_analysis.careers.pooled import QUESTION, Pooled
from pug_analysis.careers.spells import Penyetaraan, Spells
from pug_analysis.careers.targets import first_golongan
from pug_analysis.pages.kohort.banding import (
    JF_TARGETS,
    STRUCTURAL_TARGETS,
    count_reached,
    jf_spells,
)
from pug_analysis.pages.kohort.pangkat import rank_spells
from pug_analysis.pages.kohort.syarat import count_requirements
from pug_analysis.pages.pelatihan.peserta import attendance, participation_by_kind
from pug_analysis.pages.piramida import jenjang
from pug_analysis.pages.profil import profil
from pug_analysis.pooled.cohort_forms import (
    JF_STEPS,
    MONTHS,
    list_steps,
    name_course,
    since_entry,
)
from pug_analysis.stats import RiskTable, risk_table
from pug_analysis.terms.diklat import TANGGA
from pug_analysis.terms.golongan import GOLONGAN_PNS

#: Tables of people that the counts are made from.
_OF_PEOPLE: Final = (
    "pegawai", "pemberhentian", "jabatan", "golongan", "pendidikan", "pindah", "cltn", "diklat", "kursus",
    "diklat_karantina",
)  # fmt: skip
_ACCOUNT = ["baris_masuk", "dipakai", "karantina", "gabung", "bukan_data"]
_TRAINED = {"n_event": "kejadian", "person_time": "orang_bulan"}


def count_tables(data: Data, *, register_start: int | None = None) -> Pooled:
    """Count everything that agencies exchange.

    Parameters
    ----------
    data : an opened period of one agency
    register_start : month number from which leaving is recorded; by default as its cohort has it

    Returns
    -------
    Pooled; its risk tables are None without a leavers list, since a cohort of survivors answers
    another question. ``about`` holds what the cohort knows of its register.
    """
    people = data.snapshot
    counts = {
        "profil": profil.count_profile(people),
        "golongan": profil.count_golongan(people),
        "usia": profil.count_ages(people),
        "jenjang_jf": profil.count_jf(people),
        "jenjang": jenjang.count_ladder(people),
        "dasar": jenjang.count_base(people),
        "lingkup": jenjang.count_everyone(people),
        "syarat": count_requirements(people, data.tables, cutoff=data.cutoff),
        "neraca": _account(data.tables["neraca"]),
        "tersisih": quarantine.count_kept_out(
            data.tables["pegawai"], data.tables["temuan"], data.tables["neraca"]
        ),
        "pelatihan_jenis": _trained(data),
    }
    numbers = profil.count_beside(people, data.tables["jabatan"])
    numbers["berkas"] = int(data.tables["neraca"]["berkas"].nunique())
    data = number_people(data)
    cohort = cohort_of(data, register_start=register_start)
    plain = Pooled({"kohort": None}, counts, numbers)
    return plain if cohort.register_start is None else _with_cohort(plain, data, cohort)


def _with_cohort(plain: Pooled, data: Data, cohort: Cohort) -> Pooled:
    flows, tables = [cohort.flow.assign(**{QUESTION: ""})], []
    for name, spells in list_spells(data, cohort):
        flows.append(spells.flow.assign(**{QUESTION: name}))
        tables.append(spells.table.assign(**{QUESTION: name}))
    trained, courses = [], []
    for name, counted, spells in _access(data, cohort):
        trained.append(counted)
        courses.append(spells.table.assign(**{QUESTION: name}))
    every = pd.concat([one for one in (*tables, *courses) if len(one)] or tables, ignore_index=True)
    of_entry = every.loc[every[QUESTION].isin(since_entry())]
    reached = [
        count_reached(rows, times=MONTHS, until=data.until).assign(**{QUESTION: name})
        for name, rows in of_entry.groupby(QUESTION, sort=True)
    ]
    asked = every.loc[~every[QUESTION].isin({one[QUESTION].iloc[0] for one in courses if len(one)})]
    facts = {"awal_register": cohort.register_start, "sunyi_terlama": cohort.longest_silence}
    return replace(
        plain,
        about={"kohort": facts},
        counts={
            **plain.counts,
            "pelatihan_akses": pd.concat(
                [one for one in trained if len(one)] or trained[:1], ignore_index=True
            ),
        },
        numbers={
            **plain.numbers,
            "pendidikan_diturunkan": cohort.education_inferred,
            "berhenti_menyendiri": cohort.isolated_leavings,
            "jabatan_pertama_terlambat": cohort.late_first_post,
        },
        risk=_risk(every) if len(every) else None,
        periods=_plain(count_periods(of_entry, strata=[QUESTION])) if len(of_entry) else None,
        steps=_steps(every),
        cohort={
            "kohort_alur": _stack(flows),
            "kohort_orang": count_last_months(asked, by=[QUESTION]),
            "kohort_tercapai": _stack(reached),
        },
    )


def list_spells(data: Data, cohort: Cohort) -> Iterator[tuple[str, Spells]]:
    """Spells of every question of the cohort page, by the name under which it is exchanged."""
    tables, until = data.tables, data.until
    asked: list[dict[str, Any]] = [
        {"target": level, "origin": origin} for _, level, origin in STRUCTURAL_TARGETS
    ]
    others = [one for one in get_args(Penyetaraan) if one != "compete"]
    asked += [
        {"target": "Administrator", "origin": "Pengawas", "penyetaraan": one} for one in others
    ]
    posts = _of_ladder(tables["jabatan"])
    for one in asked:
        spells = structural_spells(cohort, posts, tables["cltn"], until=until, **one)
        yield name_question(**one), spells
    for level in JF_TARGETS:
        yield name_question(f"JF {level}"), jf_spells(cohort, tables, level=level, until=until)
    first = {level: first_golongan(tables["golongan"], level=level) for level in GOLONGAN_PNS}
    for below, above in pairwise(GOLONGAN_PNS):
        months = {"started": first[below], "reached": first[above]}
        spells = rank_spells(cohort, tables["cltn"], **months, until=until)
        yield name_question(above, origin=below), spells
    for step in JF_STEPS:
        spells = step_spells(step, cohort, tables, until=until)
        yield name_question(step.level, origin=step.origin), spells


def _of_ladder(jabatan: pd.DataFrame) -> pd.DataFrame:
    """All posts of people who ever held a structural post or were converted: a tenth of them."""
    structural = jabatan["eselon"].fillna("").ne("") | jabatan["penyetaraan"].fillna(False)
    return jabatan.loc[jabatan["pegawai_id"].isin(jabatan.loc[structural, "pegawai_id"])]


def _access(data: Data, cohort: Cohort) -> Iterator[tuple[str, pd.DataFrame, Spells]]:
    """Who could attend leadership training, and who did, by level and route."""
    trained = structural_trainings(data.tables["diklat"], data.tables["kursus"])
    # both give back what people are called as text
    trainings, doubtful = (
        found.astype({"pegawai_id": "int64"}) for found in (trained, unplaced(data.tables))
    )
    posts = {"jabatan": _of_ladder(data.tables["jabatan"]), "cltn": data.tables["cltn"]}
    for route in get_args(eligible.Jalur):
        for level in TANGGA:
            found = eligible.eligible_spells(
                cohort, trainings, posts, level=level, route=route, until=data.until,
                doubtful=doubtful,
            )  # fmt: skip
            counted = period_counts(found.spells.table, within=ENTRY_GROUPS).rename(
                columns=_TRAINED
            )
            counted = counted.assign(jenjang=level, jalur=route)
            yield name_course(level, route), counted, found.spells


def number_people(data: Data) -> Data:
    """Number people from 0 on instead of their pseudonyms, which take longer to look up.

    No count depends on what people are called, nor on their order. The snapshot, of which no cohort
    asks, stays as it is.
    """
    named = {n: t for n, t in data.tables.items() if "pegawai_id" in t and n in _OF_PEOPLE}
    codes, _ = pd.factorize(pd.concat([t["pegawai_id"] for t in named.values()]).to_numpy(object))
    ends = np.cumsum([0, *(len(t) for t in named.values())])
    tables = dict(data.tables)
    for (name, table), first, last in zip(named.items(), ends, ends[1:], strict=False):
        tables[name] = table.assign(pegawai_id=codes[first:last])
    return replace(data, tables=tables)


def _trained(data: Data) -> pd.DataFrame:
    """Active people trained in the year, by kind of training, and all active people."""
    attended = attendance(data.tables["diklat"], data.tables["kursus"])
    table = participation_by_kind(attended, data.snapshot, year=data.year)
    women = int((data.snapshot[SEX] == "P").sum())
    return table[["jenis", "pria", "wanita", "total"]].assign(
        pria_aktif=len(data.snapshot) - women, wanita_aktif=women
    )


def _account(neraca: pd.DataFrame) -> pd.DataFrame:
    """The account of rows by layout: names of files may tell of people."""
    return neraca.groupby("tata_letak", as_index=False)[_ACCOUNT].sum()


def _risk(spells: pd.DataFrame) -> RiskTable:
    """Risk tables of all questions in one, in which every cause is known."""
    causes = sorted({*COHORT_CAUSES, *eligible.TRAINING_CAUSES})
    return _plain(risk_table(with_causes(spells, causes), by=SEX, strata=(QUESTION, *ENTRY_GROUPS)))


def _steps(spells: pd.DataFrame) -> RiskTable | None:
    """Risk tables of the steps from a level below, with the five years in which it was reached."""
    own = spells.loc[spells[QUESTION].isin(list_steps())]
    if own.empty:
        return None
    rows = own.assign(**{LEVEL_ENTRY: five_years(own["asal"].astype("int64"))})
    strata = (QUESTION, *ENTRY_GROUPS, LEVEL_ENTRY)
    return _plain(risk_table(with_causes(rows, COHORT_CAUSES), by=SEX, strata=strata))


def _plain(table: RiskTable) -> RiskTable:
    """Give the groups as plain text, whatever kind of text people's tables have."""
    kinds = {name: object for name in (SEX, *ENTRY_GROUPS, LEVEL_ENTRY) if name in table.increments}
    return replace(table, increments=table.increments.astype(kinds))


def _stack(parts: list[pd.DataFrame]) -> pd.DataFrame:
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[QUESTION])
    return table[[QUESTION, *table.columns.drop(QUESTION)]]


def describe_settings(data: Data) -> Mapping[str, list[str]]:
    """Settings on which the counts depend: agencies that differ in them count different people."""
    settings = data.config.data
    return {
        "pns": sorted(settings.kedudukan_aktif_pns),
        "pppk": sorted(settings.kedudukan_aktif_pppk),
        "paruh_waktu": sorted(settings.kedudukan_paruh_waktu),
    }
