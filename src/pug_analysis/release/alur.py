"""Who is analysed on the cohort page, who is not, and why."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import Groups, Question, structural_spells
from pug_analysis.analyses.question_counts import people_by_sex
from pug_analysis.analyses.tallies import BAWAAN
from pug_analysis.careers.cohort import LATE_POST, Cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.careers.spells import select
from pug_analysis.release.disclosure import (
    add_released,
    count_in_words,
    is_protected,
    protect_flow,
)
from pug_analysis.release.display import Released
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import KELOMPOK_JF
from pug_analysis.release.tables import Column, release_table

#: Groups of the parameters, and what the flow calls people outside of the choice.
PILIHAN = {
    "angkatan": "Angkatan",
    "pendidikan": "Pendidikan saat masuk",
    "keluarga": "Keluarga jabatan saat masuk",
}


def tabel_alur(cohort: Cohort, question: Question, groups: Groups, data: Data) -> Released:
    """Everybody in the register, those left out by reason, those at risk."""
    analysed = with_sexes(question.spells.flow, people_by_sex(question), data)
    steps = pd.concat([cohort.flow.iloc[:-1], analysed], ignore_index=True)
    edition, wholes = data.edition, (0, len(cohort.flow) - 1)
    people = protect_flow(
        name_steps(steps, groups),
        count="orang",
        wholes=wholes,
        given=released_cohort(cohort, data),
        edition=edition,
    )
    inferred = count_in_words(cohort.education_inferred, edition=edition)
    late = count_in_words(cohort.late_first_post, edition=edition)
    return release_table(
        people,
        name="kohort_alur",
        title=f"Tabel 3.1. Alur orang: siapa yang dianalisis untuk {question.target}",
        terms=Release("D", edition),
        columns=(Column("langkah", "Langkah", "text"), Column("orang", "Orang", "count")),
        notes=(
            "Catatan: setiap orang yang tidak dianalisis dihitung menurut satu alasan. Pilihan angkatan, "
            "pendidikan, dan keluarga jabatan ditetapkan pada parameter notebook. Pendidikan saat masuk "
            f"{inferred} orang dalam kohort diturunkan dari golongan pertamanya, "
            "karena riwayat pendidikannya tidak menandai ijazah saat masuk. Jabatan pertama yang tercatat dari "
            f"{late} orang dalam kohort baru mulai lebih dari {LATE_POST} bulan "
            "sesudah TMT CPNS (riwayatnya tidak lengkap, atau pindahan dari instansi lain); mereka tetap "
            "dihitung dengan keluarga jabatan itu." + catatan_kohort(data),
            KELOMPOK_JF,
        ),
    )


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
    return (
        " Kohort ditulis dengan bilangan yang sama seperti pada Tabel 3.1; bagian lain dibulatkan "
        "sendiri-sendiri, dan bagian terbesar adalah sisanya, sehingga dapat berbeda dari jumlah "
        "sebenarnya."
    )


def name_steps(steps: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    """Say in words which choice of the parameters left people out.

    Parameters
    ----------
    steps : ``langkah, orang`` of ``careers.spells.select``
    groups : the choice
    """
    outside = {
        f"{column} lain": f"{PILIHAN[column]} di luar pilihan (yang dipilih: {', '.join(values)})"
        for column, values in groups.items()
    }
    return steps.replace({"langkah": outside})
