"""Steps from everybody to those analysed: what a protected edition shows of them, and their names."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import Groups, structural_spells
from pug_analysis.analyses.tallies import BAWAAN
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.careers.spells import select
from pug_analysis.release.disclosure import add_released, is_protected, protect_flow
from pug_analysis.release.teks import cases, say


def released_cohort(cohort: Cohort, data: Data) -> object:
    """Give how many people the cohort is shown as, on every page of an edition.

    Returns
    -------
    The whole number that adds up from the released parts of the flow to Pengawas, with the choices with which
    the page on careers comes; of a merged workspace, whose pages are one, None.
    """
    if not is_protected(data.edition) or cohort.pooled is not None:
        return None
    tables = data.tables
    spells = structural_spells(
        cohort, tables["jabatan"], tables["cltn"], target="Pengawas", until=data.until
    )
    chosen = select(spells, groups=BAWAAN)
    steps = with_sexes(chosen.flow, sexes_of(chosen.table), data)
    return protect_flow(steps, count="orang", edition=data.edition)["orang"].iloc[0]


def sexes_of(spells: pd.DataFrame) -> pd.Series:
    """How many people of each sex spells are of."""
    return spells.drop_duplicates("pegawai_id")[SEX].value_counts()


def with_sexes(flow: pd.DataFrame, people: pd.Series, data: Data) -> pd.DataFrame:
    """Let those analysed be the sum of the women and men that other tables show.

    Two roundings of the same people would narrow each other; hidden women or men count as 4 of them.

    Parameters
    ----------
    flow : steps with ``orang``; the last one is who is analysed
    people : how many of each sex
    """
    if not is_protected(data.edition) or flow.empty:
        return flow
    *others, analysed = flow["orang"]
    return flow.assign(orang=[*others, add_released(people, int(analysed))])


def catatan_kohort(data: Data) -> str:
    """Why the parts of a flow that starts with the cohort are what they are."""
    if not is_protected(data.edition):
        return ""
    return f" {say('alur_kohort')}"


def name_steps(steps: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    """Say in words which choice of the parameters left people out.

    Parameters
    ----------
    steps : ``langkah, orang`` of ``careers.spells.select``
    groups : the choice
    """
    named = cases("alur_kelompok")
    outside = {
        f"{column} lain": say("alur_pilihan", kelompok=named[column], dipilih=", ".join(values))
        for column, values in groups.items()
    }
    return steps.replace({"langkah": outside})
