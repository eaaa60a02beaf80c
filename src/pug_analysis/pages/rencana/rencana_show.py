"""The pieces of the action-plan page: target against actual, year by year, with a light."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.indikator import TINGKAT_KODE, compute_series
from pug_analysis.pages.indikator.pejabat_show import hide_public
from pug_analysis.pages.rencana.rencana import (
    BELUM,
    BELUM_WAKTUNYA,
    DICATAT,
    DIHITUNG,
    MENDEKATI,
    TANDA,
    TANPA_DATA,
    TERCAPAI,
    count_lights,
    track_plan,
)
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Released, Several, headline, reading, text
from pug_analysis.release.ledger import Release
from pug_analysis.release.numbers import bilangan, desimal, persen, tanggal
from pug_analysis.release.register import belum_ada, sumber_register
from pug_analysis.release.tables import Column, release_table

#: Lights as shape and word, so that neither colour nor shape alone has to be seen.
LAMPU = {
    TERCAPAI: "● tercapai",
    MENDEKATI: "◐ mendekati",
    BELUM: "○ belum",
    TANPA_DATA: "– belum ada data",
    BELUM_WAKTUNYA: "belum waktunya",
}
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
        return Several(
            (text(f"Register rencana aksi tidak memuat target {data.year}; tahunnya: {years}."),)
        )
    counts = count_lights(tracked, year=data.year)
    reached = int(counts.set_index("tanda")["indikator"][TERCAPAI])
    return Several(
        (
            headline(
                f"Target rencana aksi {data.year} tercapai",
                f"{bilangan(reached)} dari {bilangan(len(own))}",
                f"keadaan {tanggal(data.cutoff)}",
            ),
            _lights(counts, data),
            text(*_sentences(own, data)),
        )
    )


def _lights(counts: pd.DataFrame, data: Data) -> Released:
    near = persen(data.config.rencana.toleransi, digits=0)
    return release_table(
        counts.assign(tanda=counts["tanda"].map(LAMPU)),
        name="rencana_tanda",
        title=f"Tabel R.1. Target rencana aksi {data.year} menurut tandanya, {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("tanda", "Tanda", "text"),
            Column("indikator", "Indikator", "whole"),
        ),
        notes=(
            "Catatan: tercapai = realisasi memenuhi atau melampaui target menurut arahnya (naik atau turun); "
            f"mendekati = meleset dari target paling banyak {near} dari target; belum = selebihnya; belum ada "
            "data = target atau realisasinya tidak ada. Toleransi diatur di pug.toml ([rencana] toleransi).",
            sumber_register(data),
        ),
    )


def _sentences(own: pd.DataFrame, data: Data) -> list[str]:
    computed = int((own["sumber"] == DIHITUNG).sum())
    recorded = int((own["sumber"] == DICATAT).sum())
    said = [
        f"Realisasi {bilangan(computed)} indikator dihitung laporan ini; {bilangan(recorded)} dicatat kantor "
        f"dan tidak diperiksa; {bilangan(len(own) - computed - recorded)} tidak ada."
    ]
    apart = own.loc[own["berbeda"]]
    said += [
        f"{row['nomor']} {row['indikator']}: dihitung {desimal(row['terhitung'])}, dicatat kantor "
        f"{desimal(row['realisasi'])}. Tanda memakai angka yang dihitung; periksa catatan kantor."
        for _, row in apart.iterrows()
    ]
    refused = own.loc[own["alasan"] != ""]
    said += [
        f"{row['nomor']} {row['indikator']}: kode '{row['kode_indikator']}' tidak dipakai "
        f"({row['alasan']}), sehingga realisasinya dari catatan kantor."
        for _, row in refused.iterrows()
    ]
    if data.semester == 1:
        said.append(
            f"Target adalah target setahun penuh; realisasi baru sampai {tanggal(data.cutoff)}."
        )
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
    table = release_table(
        shown,
        name="rencana_pantau",
        title=f"Tabel R.2. Pemantauan rencana aksi, keadaan {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("nomor", "Nomor", "text"),
            Column("indikator", "Indikator", "text"),
            Column("satuan", "Satuan, arah", "text"),
            Column("dasar", "Data dasar", "text"),
            Column("tahun", "Tahun", "text"),
            Column("target", "Target", "number"),
            Column("terhitung", "Dihitung", "number"),
            Column("realisasi", "Dicatat kantor", "number"),
            Column("tanda", "Tanda", "text"),
            Column("catatan", "Kode", "text"),
        ),
        row_header=1,
        notes=(
            "Catatan: tanda memakai realisasi yang dihitung; bila itu tidak ada, catatan kantor apa adanya. "
            "Yang dihitung memakai fungsi yang sama dengan halaman Indikator (Tabel I.1) dan Piramida (Tabel "
            "2.1), pada akhir tahun masing-masing; kodenya di kolom terakhir. … = tidak ada.",
            sumber_register(data),
        ),
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
            words.append("berbeda")
        if row["alasan"]:
            words.append(row["alasan"])
        said.append("; ".join(words))
    return said


def _details(tracked: pd.DataFrame, data: Data) -> Released:
    own = tracked.loc[tracked["tahun"] == data.year]
    return release_table(
        own,
        name="rencana_kegiatan",
        title=f"Tabel R.3. Program, pelaksana, anggaran, dan bukti {data.year}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("nomor", "Nomor", "text"),
            Column("program", "Program", "text"),
            Column("kegiatan", "Kegiatan", "text"),
            Column("unit_pelaksana", "Unit pelaksana", "text"),
            Column("anggaran", "Anggaran (rupiah)", "whole"),
            Column("berkas_bukti", "Berkas bukti", "text"),
        ),
        row_header=2,
        notes=("Catatan: menurut register; … = tidak tercatat.", sumber_register(data)),
    )


def cara_pantau() -> Released:
    """How the tracker is read."""
    words = "; ".join(LAMPU[light] for light in TANDA[:4])
    return reading(
        f"Setiap baris adalah satu indikator pada satu tahun. Tanda: {words}. Bandingkan realisasi dengan data "
        "dasar untuk melihat kemajuan, dan dengan target untuk melihat sisanya.",
        "Tercapainya target bukan bukti bahwa kegiatannya penyebabnya: angka yang sama dapat berubah karena "
        "pensiun, mutasi, atau penerimaan pegawai.",
    )
