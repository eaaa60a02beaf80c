"""The pieces on the training roadmap: who of each target group is trained, by year and by office."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.terlatih import (
    count_trained_by_pd,
    cover_by_pd,
    cover_roadmap,
    find_trained,
    is_target,
)
from pug_analysis.pages.indikator.terlatih_show import (
    ACTIVE,
    PUBLIC,
    SEX_COLUMNS,
    protect_trained,
    tanpa_terlatih,
)
from pug_analysis.release.disclosure_public import hide_ends, leave_out_beside
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.numbers import bilangan
from pug_analysis.release.perangkat_daerah import catatan_perlindungan
from pug_analysis.release.register import belum_ada, sumber_register
from pug_analysis.release.showing import show_table
from pug_analysis.release.small_counts import SMALLEST
from pug_analysis.release.teks import say
from pug_analysis.terms.pug import TINGKAT


def peta_jalan(data: Data, form: Form) -> Several:
    """Coverage of the training roadmap by group and year, and by perangkat daerah."""
    trained = find_trained(data.tables, cutoff=data.cutoff, sources=form.pengajuan.sumber_pelatihan)
    if trained.empty:
        return Several((belum_ada("pelatihan_pug", data),))
    table = cover_roadmap(data.snapshot, trained, form=form, cutoff=data.cutoff)
    offices = cover_by_pd(data.snapshot, trained, form=form)
    planners = offices.loc[offices["tingkat"] == "L2"]
    return Several(
        (
            _roadmap(table, form, data),
            _roadmap_pd(offices, count_trained_by_pd(data.snapshot, trained), form, data),
            text(*_gaps(planners, data)),
        )
    )


def _roadmap(table: pd.DataFrame, form: Form, data: Data) -> Released:
    # The sum over a few named offices would narrow what is hidden of each.
    local = [one.nama for one in form.sasaran if one.perangkat_daerah]
    if data.edition != "internal":
        told = ~table["sasaran"].isin(local)
        numbers = [*SEX_COLUMNS, "total", *ACTIVE, "total_aktif", "share"]
        table = table.assign(**{name: table[name].where(told) for name in numbers})
    posts = [one.nama for one in form.sasaran if one.fungsi_jabatan]
    sizes = {name: f"{name}_aktif" for name in SEX_COLUMNS}
    told = table["sasaran"].isin(posts)
    table = hide_ends(table, sizes, where=told, edition=data.edition)
    table = leave_out_beside(table, ["total", "share"], parts=SEX_COLUMNS, edition=data.edition)
    shown = table.assign(tingkat=table["tingkat"].map(TINGKAT), tahun=table["tahun"].astype(str))
    return show_table(
        shown,
        "indikator_peta_jalan",
        data,
        words={"sumber_register": sumber_register(data)},
        terms={"public": sizes, "public_rows": {"sasaran": posts}},
        row_header=2,
    )


def _roadmap_pd(offices: pd.DataFrame, everybody: pd.DataFrame, form: Form, data: Data) -> Released:
    parts, notes = [], []
    for target in form.sasaran:
        rows = offices.loc[offices["sasaran"] == target.nama].reset_index(drop=True)
        if len(rows):
            people = data.snapshot.loc[is_target(data.snapshot, target)]
            if len(people) == len(data.snapshot) and _tells_on(rows, everybody, data):
                rows = rows.iloc[:0]
                notes.append(say("indikator_peta_jalan_hampir", sasaran=target.nama))
            parts.append(protect_trained(rows, data, people=people) if len(rows) else rows)
    shown = pd.concat(parts, ignore_index=True)
    return show_table(
        shown.assign(tingkat=shown["tingkat"].map(TINGKAT)),
        "indikator_peta_jalan_pd",
        data,
        words={
            "perlindungan": " ".join(catatan_perlindungan(data)),
            "sumber_register": sumber_register(data),
        },
        more=notes,
        terms={"derived": ("total", "total_aktif"), "public": PUBLIC},
        row_header=2,
        file_only=True,
    )


def _tells_on(level: pd.DataFrame, everybody: pd.DataFrame, data: Data) -> bool:
    """Whether two protected tables of nested people differ, in all, by so few that each unmasks the other."""
    if data.edition == "internal":
        return False
    gaps = everybody[list(SEX_COLUMNS)].sum() - level[list(SEX_COLUMNS)].sum()
    return bool(gaps.between(1, SMALLEST - 1).any())


def _gaps(planners: pd.DataFrame, data: Data) -> list[str]:
    known = planners.loc[planners["perangkat_daerah"] != UNKNOWN]
    sizes = data.snapshot["perangkat_daerah"].value_counts()
    lacking = known.loc[known["total"] == 0]
    lacking = lacking.assign(orang=lacking["perangkat_daerah"].map(sizes))
    places = data.snapshot["perangkat_daerah"].fillna("").replace("", pd.NA).nunique()
    return [
        tanpa_terlatih(lacking, say("indikator_apa", "perencana"), data),
        say("indikator_peta_jalan_tanpa_jabatan", jumlah=bilangan(places - len(known))),
    ]
