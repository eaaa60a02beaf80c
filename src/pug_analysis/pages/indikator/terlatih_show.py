"""The pieces on who is trained in gender mainstreaming (I.2.1), by function and by perangkat daerah."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.pejabat_show import (
    names_of_posts,
    protect_functions,
    tells_which,
)
from pug_analysis.pages.indikator.terlatih import (
    JUMLAH,
    TANPA_JABATAN,
    account_trained,
    count_trained_by_function,
    count_trained_by_pd,
    find_trained,
)
from pug_analysis.release.disclosure import is_protected, protect_parts, released_share
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.ledger import PRIA, WANITA, Cells
from pug_analysis.release.numbers import bilangan, persen_kata
from pug_analysis.release.perangkat_daerah import catatan_perlindungan, pejabat_per_pd
from pug_analysis.release.register import belum_ada, sumber_register
from pug_analysis.release.showing import show_table
from pug_analysis.release.small_counts import PERCENT_FROM
from pug_analysis.release.teks import say

#: People in service who are trained in gender mainstreaming: whom the tables of I.2.1 count.
ASN_TERLATIH = "ASN terlatih PUG"
SEX_COLUMNS = ("pria", "wanita")
ACTIVE = ("pria_aktif", "wanita_aktif")
#: Trained people, and of how many; among those are holders of posts, known by name.
PUBLIC = {name: f"{name}_aktif" for name in (*SEX_COLUMNS, "total")}


def terlatih(data: Data, form: Form) -> Several:
    """I.2.1: who is trained, by the form's functions and by perangkat daerah."""
    sources = form.pengajuan.sumber_pelatihan
    trained = find_trained(data.tables, cutoff=data.cutoff, sources=sources)
    if trained.empty:
        return Several((belum_ada("pelatihan_pug", data),))
    table = count_trained_by_function(data.snapshot, trained, form=form)
    offices = count_trained_by_pd(data.snapshot, trained)
    account = account_trained(data.tables, data.snapshot, trained, sources=sources)
    return Several(
        (
            text(*_sentences(table, offices, data)),
            _account(account, data),
            _by_function(table, form, data),
            _by_pd(offices, data),
            _lacking(offices, say("indikator_apa", "terlatih"), data),
        )
    )


def _sentences(table: pd.DataFrame, offices: pd.DataFrame, data: Data) -> list[str]:
    whole = table.set_index("fungsi").loc[JUMLAH]
    places = offices.loc[offices["perangkat_daerah"] != UNKNOWN]
    said = [
        say(
            "indikator_terlatih",
            "ada" if whole["total_aktif"] else "tanpa_asn",
            jumlah=bilangan(whole["total"]),
            semua=bilangan(whole["total_aktif"]),
            bagian=persen_kata(whole["share"]) if whole["total_aktif"] else "",
            pria=bilangan(whole["pria"]),
            wanita=bilangan(whole["wanita"]),
        )
    ]
    if not (is_protected(data.edition) and tells_which(offices)):
        with_one = bilangan(int((places["total"] > 0).sum()))
        of_offices = say("indikator_terlatih_pd", jumlah=with_one, semua=bilangan(len(places)))
        said = [f"{said[0]} {of_offices}"]
    if data.tables["pelatihan_pug"].empty:
        said.append(say("indikator_tanpa_register_pelatihan"))
    return said


def _account(account: pd.DataFrame, data: Data) -> Released:
    return show_table(
        account,
        "indikator_terlatih_alur",
        data,
        words={"sumber_register": sumber_register(data)},
    )


def _by_function(table: pd.DataFrame, form: Form, data: Data) -> Released:
    posts = names_of_posts(form)
    shown = protect_functions(table, form, edition=data.edition)
    cells = Cells(
        ASN_TERLATIH,
        {"pria": PRIA, "wanita": WANITA, "total": {}},
        rows={"fungsi": "fungsi"},
        where={"fungsi": (*form.fungsi, TANPA_JABATAN, JUMLAH)},
        whole=JUMLAH,
        complete=("fungsi", SEX),
    )
    return show_table(
        shown,
        "indikator_terlatih_fungsi",
        data,
        words={"sumber_register": sumber_register(data)},
        terms={
            "public": {name: f"{name}_aktif" for name in SEX_COLUMNS},
            "public_rows": {"fungsi": posts},
            "cells": cells,
        },
    )


def _by_pd(offices: pd.DataFrame, data: Data) -> Released:
    trained = {"pria": PRIA, "wanita": WANITA, "total": {}}
    return show_table(
        protect_trained(offices, data, people=data.snapshot),
        "indikator_terlatih_pd",
        data,
        words={
            "perlindungan": " ".join(catatan_perlindungan(data)),
            "sumber_register": sumber_register(data),
        },
        terms={
            "derived": ("total", "total_aktif"),
            "public": PUBLIC,
            "cells": Cells(
                ASN_TERLATIH, trained, rows={PD: "perangkat_daerah"}, complete=(PD, SEX)
            ),
        },
    )


def protect_trained(table: pd.DataFrame, data: Data, *, people: pd.DataFrame) -> pd.DataFrame:
    """Protect trained and active people; shares come from what is shown of them.

    Parameters
    ----------
    people : the part of the snapshot that the table counts
    """
    if data.edition == "internal":
        return table
    least = pejabat_per_pd(people, table[PD])
    shown = protect_parts(
        table, parts=ACTIVE, total="total_aktif", least=least, edition=data.edition
    )
    counts = protect_parts(
        table,
        parts=SEX_COLUMNS,
        total="total",
        among=table[list(ACTIVE)].to_numpy(np.int64),
        edition="pokja",
    )
    for name in (*SEX_COLUMNS, "total"):
        shown[name] = counts[name].mask(shown["total_aktif"].isna(), pd.NA)
    pairs = zip(shown["total"], shown["total_aktif"], strict=True)
    return shown.assign(share=[released_share(*pair) for pair in pairs])


def _lacking(offices: pd.DataFrame, what: str, data: Data) -> Released:
    places = offices.loc[offices["perangkat_daerah"] != UNKNOWN]
    names = places.loc[places["total"] == 0].rename(columns={"total_aktif": "orang"})
    return text(tanpa_terlatih(names, what, data))


def tanpa_terlatih(offices: pd.DataFrame, what: str, data: Data) -> str:
    """Name the PD without anybody trained, inside only: it tells of each holder of a post there.

    Parameters
    ----------
    offices, what : as for :func:`daftar_tanpa`
    """
    if is_protected(data.edition):
        return say("indikator_tanpa", "terlindung", apa=what)
    return daftar_tanpa(offices, what, data)


def daftar_tanpa(offices: pd.DataFrame, what: str, data: Data) -> str:
    """Sentence that names the PD without something.

    Parameters
    ----------
    offices : ``perangkat_daerah, orang`` (active people)
    what : what they lack
    """
    if offices.empty:
        return say("indikator_tanpa", "tidak_ada", apa=what)
    named = offices
    if data.edition == "publik":
        named = offices.loc[offices["orang"] >= PERCENT_FROM]
    rest = len(offices) - len(named)
    return say(
        "indikator_tanpa",
        "sebagian" if rest else "semua",
        apa=what,
        jumlah=bilangan(len(offices)),
        isi="; ".join(named["perangkat_daerah"]) or say("indikator_tanpa", "semuanya"),
        sisa=bilangan(rest),
        batas=str(PERCENT_FROM),
    )


def cara_terlatih() -> Released:
    """How the tables of I.2.1 are read."""
    return reading(say("indikator_cara_terlatih"))
