"""The pieces that open the evidence page: the form, and every indicator with its numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.indikator import compute_series
from pug_analysis.pages.indikator.pejabat_show import hide_public
from pug_analysis.pages.indikator.terlatih_show import ASN_TERLATIH
from pug_analysis.release.display import Released, Several, headline, text
from pug_analysis.release.ledger import WANITA, Cells
from pug_analysis.release.numbers import bilangan, persen, tanggal
from pug_analysis.release.register import sumber_register
from pug_analysis.release.showing import show_table
from pug_analysis.release.small_counts import HIDDEN_RANGE
from pug_analysis.release.teks import say
from pug_analysis.terms.pug import KODE_INDIKATOR


def instrumen_dipakai(form: Form, data: Data) -> Released:
    """Which form the page answers to."""
    return text(
        say(
            "indikator_instrumen",
            "tahun_lain" if form.tahun > data.year else "tahun_ini",
            nama=form.nama,
            berkas=form.berkas,
            mulai=str(form.tahun),
            dasar=form.dasar,
            tahun=str(data.year),
        )
    )


def tabel_ringkas(series: Sequence[Data], form: Form) -> Several:
    """Every indicator: numerator, denominator, value, and the same day of the year before."""
    data = series[-1]
    wanted = [one for one in series if one.periode in (data.periode, data.periode.last_year)]
    values = hide_public(compute_series(wanted, form=form), wanted, form=form)
    now = values.loc[values["tahun"] == data.year].set_index("kode")
    before = values.loc[values["tahun"] < data.year].set_index("kode").reindex(now.index)
    rows = []
    for one in form.indikator:
        for kode in one.ukuran:
            rows.append(_line(kode, now.loc[kode], before.loc[kode]))
    table = pd.DataFrame(rows)
    submitted = table["kode"].eq("I.2.10") & table["share"].notna()
    heads = [
        headline(
            say("indikator_kunci_label", ukuran=row["ukuran"], kode=row["kode"]),
            persen(row["share"]),
            say(
                "indikator_kunci_catatan",
                jumlah=bilangan(row["pembilang"]),
                semua=bilangan(row["penyebut"]),
                tanggal=tanggal(data.cutoff),
            ),
        )
        for _, row in table.loc[submitted].iterrows()
    ]
    return Several((*heads, _release_summary(table, form, data)))


def _line(kode: str, now: pd.Series, before: pd.Series) -> dict[str, object]:
    share, earlier = (
        float(row["nilai"]) / 100 if now["satuan"] == "persen" and pd.notna(row["nilai"]) else None
        for row in (now, before)
    )
    return {
        "kode": kode,
        "ukuran": KODE_INDIKATOR[kode][0],
        "pembilang": now["pembilang"],
        "wanita": now["wanita"],
        "penyebut": now["penyebut"],
        "share": share,
        "pembilang_lalu": before["pembilang"],
        "penyebut_lalu": before["penyebut"],
        "share_lalu": earlier,
        "perubahan": None if share is None or earlier is None else share - earlier,
    }


def _release_summary(table: pd.DataFrame, form: Form, data: Data) -> Released:
    shares = ["share", "share_lalu", "perubahan"]
    trained = Cells(
        ASN_TERLATIH,
        {"pembilang": {}, "wanita": WANITA},
        where={"kode": "I.2.1"},
        complete=(SEX,),
    )
    return show_table(
        table.astype(dict.fromkeys(shares, "float64")),
        "indikator_ringkas",
        data,
        words={
            "lalu": tanggal(data.periode.last_year.cutoff),
            "tertutup": say("indikator_tertutup", sedikit=HIDDEN_RANGE),
            "ragam": form.pengajuan.ragam_i_2_10,
            "sumber_register": sumber_register(data),
        },
        terms={"cells": trained},
        row_header=1,
    )
