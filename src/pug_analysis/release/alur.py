"""Who is analysed on the cohort page, who is not, and why."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import Groups, Question
from pug_analysis.careers.cohort import LATE_POST, Cohort
from pug_analysis.careers.load import Data
from pug_analysis.release.disclosure import count_in_words, protect_flow
from pug_analysis.release.display import Released
from pug_analysis.release.ledger import Release
from pug_analysis.release.profil import KELOMPOK_JF
from pug_analysis.release.tables import Column, release_table

#: Groups of the parameters, and what the flow calls people outside of the choice.
PILIHAN = {
    "angkatan": "Angkatan",
    "pendidikan": "Pendidikan saat masuk",
    "keluarga": "Keluarga jabatan saat masuk",
}


def tabel_alur(cohort: Cohort, question: Question, groups: Groups, data: Data) -> Released:
    """Everybody in the register, those left out by reason, those at risk."""
    steps = pd.concat([cohort.flow.iloc[:-1], question.spells.flow], ignore_index=True)
    edition, wholes = data.edition, (0, len(cohort.flow) - 1)
    inferred = count_in_words(cohort.education_inferred, edition=edition)
    late = count_in_words(cohort.late_first_post, edition=edition)
    return release_table(
        protect_flow(name_steps(steps, groups), count="orang", wholes=wholes, edition=edition),
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
            "dihitung dengan keluarga jabatan itu.",
            KELOMPOK_JF,
        ),
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
