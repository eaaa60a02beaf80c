"""The pieces on activities (I.2.11, II.f), Latsar, and the readiness matrix of the prerequisites."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.kegiatan import (
    count_activities,
    count_unmatched,
    match_latsar,
    select_activities,
)
from pug_analysis.pages.indikator.kesiapan import ADA, BELUM, check_evidence, check_prerequisites
from pug_analysis.release.disclosure import (
    HIDDEN_AS,
    MASKED,
    is_protected,
    mask_counts,
    share_of_women,
)
from pug_analysis.release.disclosure_rows import SMALLEST, STEP
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import sex_columns
from pug_analysis.release.numbers import bilangan, persen_kata, tanggal
from pug_analysis.release.register import (
    belum_ada,
    dengan_tanggal,
    sumber_register,
    tanpa_register,
)
from pug_analysis.release.tables import Column, release_table

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition

_PEOPLE = ("peserta_pria", "peserta_wanita")
#: Sums of participants tell no more than the list of activities.
_SUMS = partial(
    Release,
    "B",
    derived=("pria", "wanita", "total"),
    public=dict.fromkeys(("pria", "wanita", "total"), "kegiatan"),
)
#: Activities that the page shows; the files hold all.
_ON_PAGE = 25


def internalisasi(data: Data, form: Form) -> Several:
    """I.2.11 and II.f: activities of the report year by kind, and one by one."""
    log = data.tables["kegiatan_pug"]
    if log.empty:
        return Several((belum_ada("kegiatan_pug", data),))
    table = count_activities(log, cutoff=data.cutoff)
    if is_protected(data.edition):
        shown = count_activities(released_log(log), cutoff=data.cutoff)
        table = sums_of_shown(shown, exact=table, edition=data.edition)
    own = table.loc[table["jenis"].isin(form.find("I.2.11").kegiatan)]
    people, women = (_sum(own[name]) for name in ("total", "wanita"))
    share = f" ({persen_kata(min(women / people, 1))} wanita)" if people else ""
    audit = table.set_index("jenis").loc["Rekomendasi APIP"]
    said = (
        f"Internalisasi PUG (I.2.11) pada {data.periode.label}: {bilangan(own['kegiatan'].sum())} kegiatan, "
        f"{_about(data)}{bilangan(people)} kehadiran peserta{share}, {bilangan(own['jam'].sum())} jam. "
        f"Rekomendasi APIP (II.f): {bilangan(audit['kegiatan'])}; auditor terlatih ada di Tabel I.1.",
    )
    return Several((text(*said), _by_kind(table, data), _one_by_one(log, data)))


def _about(data: Data) -> str:
    return "kira-kira " if is_protected(data.edition) else ""


def _sum(shown: pd.Series) -> int:
    """Sum of released counts, 4 for a hidden one."""
    return int(_numbers(shown).sum())


def _numbers(shown: pd.Series) -> pd.Series:
    """Released counts as numbers, 4 for a hidden one; missing ones stay missing."""
    return pd.to_numeric(shown.mask(shown == MASKED, HIDDEN_AS), errors="coerce")


def released_log(log: pd.DataFrame) -> pd.DataFrame:
    """Give the log with the participants that its list shows, 4 for a hidden number.

    Whatever is added up from it tells no more than the list does.
    """
    shown = {}
    for name in _PEOPLE:
        shown[name] = _numbers(mask_counts(log, (name,), public=True, edition="pokja")[name])
    return log.assign(**shown)


def sums_of_shown(shown: pd.DataFrame, *, exact: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Release sums of participants as sums of what the list of activities shows.

    Parameters
    ----------
    shown : sums over :func:`released_log`; ``kegiatan`` (activities), ``pria, wanita, total``
    exact : the same over the log

    Returns
    -------
    DataFrame like ``shown``: to the nearest 5, hidden where the true sum is 0 to 7 and there was an
    activity; shares from that.
    """
    table = shown.copy()
    held = exact["kegiatan"] > exact.get("tanpa_peserta", 0)
    for name in ("pria", "wanita", "total"):
        small = (exact[name] < SMALLEST) & held
        rounded = (shown[name] + STEP // 2) // STEP * STEP
        table[name] = rounded.astype("int64").astype(object).mask(small, MASKED)
        table.loc[~held & (exact["kegiatan"] > 0), name] = pd.NA
    return share_of_women(table, edition=edition)


def _by_kind(table: pd.DataFrame, data: Data) -> Released:
    return release_table(
        table,
        name="indikator_kegiatan",
        title=f"Tabel I.13. Kegiatan PUG pada {data.periode.label} menurut jenis (I.2.7, I.2.11, II.f)",
        terms=_SUMS(data.edition),
        columns=(
            Column("jenis", "Jenis kegiatan", "text"),
            Column("kegiatan", "Kegiatan", "whole"),
            Column("setahun_lalu", "Tahun sebelumnya", "whole"),
            *sex_columns(data),
            Column("jam", "Jam", "whole"),
            Column("tanpa_peserta", "Tanpa jumlah peserta", "whole"),
            Column("berbukti", "Dengan berkas bukti", "whole"),
        ),
        notes=(
            "Catatan: pria, wanita, dan total adalah kehadiran; yang hadir dua kali dihitung dua kali. Tahun "
            "sebelumnya: sampai tanggal yang sama." + _jumlah(data),
            sumber_register(data),
        ),
    )


def _one_by_one(log: pd.DataFrame, data: Data) -> Released:
    rows = select_activities(log, cutoff=data.cutoff)
    known = rows[list(_PEOPLE)].notna().any(axis=1)
    filled = rows.assign(**{name: rows[name].fillna(0).where(known) for name in _PEOPLE})
    # Sums are sums of what is shown here (Tabel I.13, I.18), so they open no row.
    shown = mask_counts(filled, _PEOPLE, public=True, edition=data.edition).sort_values(
        ["tanggal", "jenis", "nama_kegiatan"], ascending=[False, True, True], ignore_index=True
    )
    recent = pd.Series(shown.index < _ON_PAGE, index=shown.index)
    return release_table(
        dengan_tanggal(shown, days=("tanggal",)),
        name="indikator_kegiatan_daftar",
        title=f"Tabel I.14. Daftar kegiatan PUG pada {data.periode.label}",
        terms=Release("B", data.edition, public=dict.fromkeys(_PEOPLE, "")),
        columns=(
            Column("tanggal", "Tanggal", "text"),
            Column("jenis", "Jenis", "text"),
            Column("nama_kegiatan", "Kegiatan", "text"),
            Column("perangkat_daerah", "Perangkat daerah", "text"),
            Column("peserta_pria", "Peserta pria", "count"),
            Column("peserta_wanita", "Peserta wanita", "count"),
            Column("jam", "Jam", "whole"),
            Column("berkas_bukti", "Berkas bukti", "text"),
        ),
        row_header=2,
        notes=(
            f"Catatan: yang terbaru di atas, di halaman ini paling banyak {_ON_PAGE}. … = tidak tercatat atau "
            "tidak ditampilkan.",
            sumber_register(data),
        ),
        on_page=None if recent.all() else recent,
    )


def _jumlah(data: Data) -> str:
    if not is_protected(data.edition):
        return ""
    return (
        f" Jumlah peserta dihitung dari bilangan yang ditampilkan pada Tabel I.14 ({MASKED} dihitung "
        f"{HIDDEN_AS}) dan dibulatkan ke kelipatan {STEP} terdekat."
    )


def latsar(data: Data, form: Form) -> Several:
    """The Latsar matrix: gender content by agenda and subject, with participants."""
    log = data.tables["kegiatan_pug"]
    if log.empty:
        return Several(())
    table = match_latsar(log, form=form, cutoff=data.cutoff)
    if is_protected(data.edition):
        shown = match_latsar(released_log(log), form=form, cutoff=data.cutoff)
        table = sums_of_shown(shown, exact=table, edition=data.edition)
    covered = int((table["kegiatan"] > 0).sum())
    said = (
        f"{bilangan(covered)} dari {bilangan(len(table))} mata pelatihan Latsar dalam peta jalan memuat materi "
        f"gender menurut register {data.periode.label}."
    )
    other = count_unmatched(log, form=form, cutoff=data.cutoff)
    if other:
        said += (
            f" {bilangan(other)} kegiatan Latsar tidak menyebut satu pun dari mata pelatihan itu dan tidak "
            "masuk tabel ini."
        )
    return Several((text(said), _latsar(table, data)))


def _latsar(table: pd.DataFrame, data: Data) -> Released:
    return release_table(
        table.assign(
            agenda="Agenda " + table["agenda"].astype(str),
            keadaan=(table["kegiatan"] > 0).map({True: ADA, False: BELUM}),
        ),
        name="indikator_latsar",
        title=f"Tabel I.18. Muatan gender dalam Latsar CPNS pada {data.periode.label}",
        terms=_SUMS(data.edition),
        columns=(
            Column("agenda", "Agenda", "text"),
            Column("mata_pelatihan", "Mata pelatihan", "text"),
            Column("muatan", "Muatan menurut peta jalan", "text"),
            Column("keadaan", "Keadaan", "text"),
            Column("kegiatan", "Kegiatan", "whole"),
            *sex_columns(data),
        ),
        row_header=1,
        notes=(
            "Catatan: sebuah kegiatan masuk barisnya bila register menyebut mata pelatihannya. Pria, wanita, "
            "dan total adalah kehadiran peserta." + _jumlah(data),
            sumber_register(data),
        ),
    )


def prasyarat(data: Data, form: Form) -> Several:
    """The readiness matrix: evidence that exists for each prerequisite, and what is missing."""
    lacking = tanpa_register("sk_pug", "kegiatan_pug", "pelatihan_pug", data=data)
    table = check_prerequisites(data.tables, form=form, cutoff=data.cutoff)
    missing = table.loc[table["keadaan"] == BELUM]
    words = "; ".join(
        f"{name}: {', '.join(rows['bukti'])}"
        for name, rows in missing.groupby("prasyarat", sort=False)
    )
    said = (
        f"Yang belum ada buktinya dalam register ({bilangan(len(missing))} dari {bilangan(len(table))} jenis "
        f"bukti): {words}."
        if len(missing)
        else f"Setiap jenis bukti ({bilangan(len(table))}) ada dalam register."
    )
    parts = [text(said), _matrix(table, data), _per_indicator(data, form)]
    return Several((*parts, *(belum_ada(name, data) for name in lacking)))


def _matrix(table: pd.DataFrame, data: Data) -> Released:
    return release_table(
        dengan_tanggal(table, days=("tanggal",)),
        name="indikator_prasyarat",
        title=f"Tabel I.19. Tujuh prasyarat PUG: bukti yang ada dan yang belum, {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("prasyarat", "Prasyarat", "text"),
            Column("bukti", "Jenis bukti", "text"),
            Column("keadaan", "Keadaan", "text"),
            Column("jumlah", "Jumlah", "whole"),
            Column("tanggal", "Terbaru", "text"),
            Column("berkas_bukti", "Berkas", "text"),
        ),
        row_header=1,
        notes=(
            "Catatan: tidak ada skor. Jumlah: dokumen yang berlaku, kegiatan tahun laporan, atau "
            "penyelenggaraan pelatihan. Bukti di luar register (misalnya yang dipegang perangkat daerah lain) "
            "tidak diketahui.",
            sumber_register(data),
        ),
    )


def _per_indicator(data: Data, form: Form) -> Released:
    rows = [
        check_evidence(one, data.tables, cutoff=data.cutoff).assign(
            kode=one.kode, nama=one.nama, rumus=one.rumus, tabel=", ".join(one.tabel)
        )
        for one in form.indikator
    ]
    bare = [
        pd.DataFrame(
            [{"kode": one.kode, "nama": one.nama, "rumus": one.rumus, "tabel": ", ".join(one.tabel),
              "bukti": "(tabel laporan ini)", "keadaan": ADA, "jumlah": len(one.tabel),
              "tanggal": pd.Timestamp(data.cutoff), "berkas_bukti": ""}]
        )
        for one in form.indikator
        if not (one.dokumen or one.kegiatan or one.pelatihan)
    ]  # fmt: skip
    order = {one.kode: place for place, one in enumerate(form.indikator)}
    table = pd.concat([*(part for part in rows if len(part)), *bare], ignore_index=True)
    table = table.sort_values("kode", key=lambda code: code.map(order), kind="stable")
    return release_table(
        dengan_tanggal(table.reset_index(drop=True), days=("tanggal",)),
        name="indikator_bukti",
        title="Tabel I.20. Bukti dan tabel untuk setiap indikator",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("kode", "Kode", "text"),
            Column("nama", "Indikator", "text"),
            Column("rumus", "Rumus atau yang diminta", "text"),
            Column("bukti", "Jenis bukti", "text"),
            Column("keadaan", "Keadaan", "text"),
            Column("jumlah", "Jumlah", "whole"),
            Column("tanggal", "Terbaru", "text"),
            Column("berkas_bukti", "Berkas", "text"),
            Column("tabel", "Tabel laporan", "text"),
        ),
        row_header=3,
        notes=("Catatan: kode, bunyi, dan jenis bukti menurut " + form.berkas + ".",),
    )


def cara_prasyarat() -> Released:
    """How the readiness matrix is read."""
    return reading(
        "'Ada' berarti register memuat buktinya beserta nama berkas; 'ada, tanpa berkas' berarti berkasnya "
        "perlu dicari dan dicatat; 'belum ada' berarti tidak ada barisnya dalam register. Matriks ini membantu "
        "menyiapkan berkas, bukan menilai."
    )
