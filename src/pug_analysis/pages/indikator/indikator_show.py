"""The pieces that open the evidence page: the form, and every indicator with its numbers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.indikator import compute_series
from pug_analysis.pages.indikator.pejabat_show import TERTUTUP, hide_public
from pug_analysis.pages.indikator.terlatih_show import TERLATIH
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Released, Several, headline, text
from pug_analysis.release.ledger import SEX, WANITA, Cells, Release
from pug_analysis.release.numbers import bilangan, persen, tanggal
from pug_analysis.release.register import sumber_register
from pug_analysis.release.tables import Column, release_table
from pug_analysis.terms.pug import KODE_INDIKATOR


def instrumen_dipakai(form: Form, data: Data) -> Released:
    """Which form the page answers to."""
    late = (
        f" Untuk {data.year} tidak ada instrumen tersendiri; yang pertama dipakai."
        if form.tahun > data.year
        else ""
    )
    return text(
        f"Instrumen: {form.nama} ({form.berkas}, berlaku mulai {form.tahun}; {form.dasar}).{late} Kode, "
        "bunyi, rumus, dan jenis bukti ada dalam berkas itu dan dapat diganti tanpa mengubah program."
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
            f"{row['ukuran']} ({row['kode']})",
            persen(row["share"]),
            f"{bilangan(row['pembilang'])} dari {bilangan(row['penyebut'])}, {tanggal(data.cutoff)}",
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
        TERLATIH,
        {"pembilang": {}, "wanita": WANITA},
        where={"kode": "I.2.1"},
        complete=(SEX,),
    )
    last = tanggal(data.periode.last_year.cutoff)
    return release_table(
        table.astype(dict.fromkeys(shares, "float64")),
        name="indikator_ringkas",
        title=f"Tabel I.1. Indikator evaluasi PUG yang dapat dihitung, {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True, cells=trained),
        columns=(
            Column("kode", "Kode", "text"),
            Column("ukuran", "Ukuran", "text"),
            Column("pembilang", "n", "count"),
            Column("wanita", "Wanita", "count"),
            Column("penyebut", "N", "count"),
            Column("share", "%", "share"),
            Column("pembilang_lalu", "n lalu", "count"),
            Column("penyebut_lalu", "N lalu", "count"),
            Column("share_lalu", "% lalu", "share"),
            Column("perubahan", "Selisih", "points"),
        ),
        row_header=1,
        notes=(
            "Catatan: bukan nilai atau skor; ambang penilaian tidak diterbitkan. n = yang memenuhi, wanita = "
            f"wanita di antara n, N = seluruhnya, % = n : N; lalu = {last}; selisih dalam poin persen. "
            "– = nol; … = tidak berlaku, atau register atau periodenya belum ada. Angka lalu dihitung dari "
            "register periode ini dan daftar pegawai tahun itu. Selisih kecil dapat terjadi karena satu orang; "
            "lihat n dan N." + TERTUTUP * is_protected(data.edition),
            f"I.2.10 memakai ragam {form.pengajuan.ragam_i_2_10} (lihat Tabel I.12).",
            sumber_register(data),
        ),
    )
