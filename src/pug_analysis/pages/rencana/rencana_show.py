"""The pieces of the action-plan page: target against actual, year by year, with a light."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.indikator import TINGKAT_KODE, compute_series
from pug_analysis.pages.indikator.pejabat_show import hide_public
from pug_analysis.pages.rencana.rencana import (
    DICATAT,
    DIHITUNG,
    TANDA,
    TERCAPAI,
    count_lights,
    track_plan,
)
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Released, Several, headline, reading, text
from pug_analysis.release.numbers import bilangan, desimal, persen, tanggal
from pug_analysis.release.register import belum_ada, sumber_register
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import cases, say

#: Lights as shape and word, by the light.
LAMPU: Final = cases("rencana_lampu")
_PLAN = "rencana_aksi"


def susun(series: Sequence[Data], form: Form) -> pd.DataFrame:
    """Track the plan of the report's period; empty without its register.

    Past years are taken at their end, the report's year at the report's day. Shared editions hold no exact
    number of a few offices, and none that tells of every holder of a post.
    """
    data = series[-1]
    plan = data.tables[_PLAN]
    known = [one for one in series if one.semester == 2 or one is data]
    computed = hide_public(compute_series(known, form=form), known, form=form)
    below = {one.tingkat for one in form.sasaran if one.perangkat_daerah}
    local = {kode for kode, tingkat in TINGKAT_KODE.items() if tingkat in below}
    return track_plan(
        plan,
        computed,
        year=data.year,
        tolerance=data.config.rencana.toleransi,
        withheld=local if is_protected(data.edition) else (),
    )


def ringkasan(tracked: pd.DataFrame, data: Data) -> Several:
    """How many targets of the year are reached, and what a light means."""
    if tracked.empty:
        return Several((belum_ada(_PLAN, data),))
    own = tracked.loc[tracked["tahun"] == data.year]
    if own.empty:
        years = ", ".join(str(year) for year in sorted(tracked["tahun"].dropna().unique()))
        return Several((text(say("rencana_tahun_lain", tahun=str(data.year), isi=years)),))
    counts = count_lights(tracked, year=data.year)
    reached = int(counts.set_index("tanda")["indikator"][TERCAPAI])
    return Several(
        (
            headline(
                say("rencana_kunci_label", tahun=str(data.year)),
                say("rencana_kunci", jumlah=bilangan(reached), semua=bilangan(len(own))),
                say("rencana_kunci_catatan", tanggal=tanggal(data.cutoff)),
            ),
            _lights(counts, data),
            text(*_sentences(own, data)),
        )
    )


def _lights(counts: pd.DataFrame, data: Data) -> Released:
    return show_table(
        counts.assign(tanda=counts["tanda"].map(LAMPU)),
        "rencana_tanda",
        data,
        words={
            "toleransi": persen(data.config.rencana.toleransi, digits=0),
            "sumber_register": sumber_register(data),
        },
    )


def _sentences(own: pd.DataFrame, data: Data) -> list[str]:
    computed = int((own["sumber"] == DIHITUNG).sum())
    recorded = int((own["sumber"] == DICATAT).sum())
    said = [
        say(
            "rencana_asal",
            dihitung=bilangan(computed),
            dicatat=bilangan(recorded),
            tidak_ada=bilangan(len(own) - computed - recorded),
        )
    ]
    said += [
        say(
            "rencana_berbeda",
            nomor=row["nomor"],
            indikator=row["indikator"],
            dihitung=desimal(row["terhitung"]),
            dicatat=desimal(row["realisasi"]),
        )
        for _, row in own.loc[own["berbeda"]].iterrows()
    ]
    said += [
        say(
            "rencana_ditolak",
            nomor=row["nomor"],
            indikator=row["indikator"],
            kode=row["kode_indikator"],
            alasan=row["alasan"],
        )
        for _, row in own.loc[own["alasan"] != ""].iterrows()
    ]
    if data.semester == 1:
        said.append(say("rencana_setengah_tahun", tanggal=tanggal(data.cutoff)))
    return said


def tabel_pantau(tracked: pd.DataFrame, data: Data) -> Several:
    """The tracker: each indicator with baseline, and target, actual and light of every year."""
    if tracked.empty:
        return Several(())
    shown = tracked.assign(
        tahun=tracked["tahun"].astype(str),
        satuan=tracked["satuan"].str.cat(tracked["arah"], sep=", ").str.removeprefix(", "),
        dasar=[_baseline(*pair) for pair in zip(tracked["data_dasar"], tracked["tahun_dasar"], strict=True)],
        tanda=tracked["tanda"].map(LAMPU),
        catatan=_remarks(tracked),
    )  # fmt: skip
    table = show_table(
        shown,
        "rencana_pantau",
        data,
        words={"sumber_register": sumber_register(data)},
        row_header=1,
    )
    return Several((table, _details(tracked, data)))


def _baseline(value: Any, year: Any) -> str:
    if pd.isna(value):
        return ""
    when = "" if pd.isna(year) else f" ({int(year)})"
    return f"{desimal(float(value))}{when}"


def _remarks(tracked: pd.DataFrame) -> list[str]:
    """What is behind each actual value: the code that was computed, or why none was."""
    said = []
    for _, row in tracked.iterrows():
        words = []
        if row["sumber"] == DIHITUNG:
            words.append(row["kode_indikator"])
        if row["berbeda"]:
            words.append(say("rencana_kolom_berbeda"))
        if row["alasan"]:
            words.append(row["alasan"])
        said.append("; ".join(words))
    return said


def _details(tracked: pd.DataFrame, data: Data) -> Released:
    own = tracked.loc[tracked["tahun"] == data.year]
    return show_table(
        own,
        "rencana_kegiatan",
        data,
        words={"sumber_register": sumber_register(data)},
        row_header=2,
    )


def cara_pantau() -> Released:
    """How the tracker is read."""
    words = "; ".join(LAMPU[light] for light in TANDA[:4])
    return reading(
        say("rencana_cara", "tanda", isi=words),
        say("rencana_cara", "sebab"),
    )
