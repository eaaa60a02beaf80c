"""The pieces on activities (I.2.11, II.f), Latsar, and the readiness matrix of the prerequisites."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.activities import (
    count_activities,
    count_unmatched,
    match_latsar,
    select_activities,
)
from pug_analysis.analyses.readiness import ADA, BELUM, check_evidence, check_prerequisites
from pug_analysis.careers.load import Data
from pug_analysis.instrumen import Form
from pug_analysis.release.disclosure import protect_parts
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.ledger import Release
from pug_analysis.release.numbers import bilangan, persen_kata, tanggal
from pug_analysis.release.profil import sex_columns
from pug_analysis.release.register import (
    belum_ada,
    dengan_tanggal,
    sumber_register,
    tanpa_register,
)
from pug_analysis.release.tables import Column, release_table

_PEOPLE = ("peserta_pria", "peserta_wanita")
#: Activities that the page shows; the files hold all.
_ON_PAGE = 25


def internalisasi(data: Data, form: Form) -> Several:
    """I.2.11 and II.f: activities of the report year by kind, and one by one."""
    log = data.tables["kegiatan_pug"]
    if log.empty:
        return Several((belum_ada("kegiatan_pug", data),))
    table = count_activities(log, cutoff=data.cutoff)
    own = table.loc[table["jenis"].isin(form.find("I.2.11").kegiatan)]
    people, women = int(own["total"].sum()), int(own["wanita"].sum())
    share = f" ({persen_kata(women / people)} wanita)" if people else ""
    audit = table.set_index("jenis").loc["Rekomendasi APIP"]
    said = (
        f"Internalisasi PUG (I.2.11) pada {data.periode.label}: {bilangan(own['kegiatan'].sum())} kegiatan, "
        f"{bilangan(people)} kehadiran peserta{share}, {bilangan(own['jam'].sum())} jam. Rekomendasi APIP "
        f"(II.f): {bilangan(audit['kegiatan'])}; auditor terlatih ada di Tabel I.1.",
    )
    return Several((text(*said), _by_kind(table, data), _one_by_one(log, data)))


def _by_kind(table: pd.DataFrame, data: Data) -> Released:
    return release_table(
        table,
        name="indikator_kegiatan",
        title=f"Tabel I.13. Kegiatan PUG pada {data.periode.label} menurut jenis (I.2.7, I.2.11, II.f)",
        terms=Release("B", data.edition, exact=True),
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
            "sebelumnya: sampai tanggal yang sama.",
            sumber_register(data),
        ),
    )


def _one_by_one(log: pd.DataFrame, data: Data) -> Released:
    rows = select_activities(log, cutoff=data.cutoff)
    known = rows[list(_PEOPLE)].notna().any(axis=1)
    filled = rows.assign(**{name: rows[name].fillna(0).astype("int64") for name in _PEOPLE})
    # The sum of each kind is published exactly, so each kind is protected against its own.
    parts = [
        protect_parts(group.reset_index(drop=True), parts=_PEOPLE, edition=data.edition)
        for _, group in filled.assign(dikenal=known).groupby("jenis", sort=True)
    ]
    shown = pd.concat(parts, ignore_index=True) if parts else filled.assign(dikenal=known)
    for name in _PEOPLE:
        shown[name] = shown[name].astype(object).where(shown["dikenal"].astype(bool), pd.NA)
    shown = shown.sort_values(
        ["tanggal", "jenis", "nama_kegiatan"], ascending=[False, True, True], ignore_index=True
    )
    recent = pd.Series(shown.index < _ON_PAGE, index=shown.index)
    return release_table(
        dengan_tanggal(shown, days=("tanggal",)),
        name="indikator_kegiatan_daftar",
        title=f"Tabel I.14. Daftar kegiatan PUG pada {data.periode.label}",
        terms=Release("B", data.edition),
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


def latsar(data: Data, form: Form) -> Several:
    """The Latsar matrix: gender content by agenda and subject, with participants."""
    log = data.tables["kegiatan_pug"]
    if log.empty:
        return Several(())
    table = match_latsar(log, form=form, cutoff=data.cutoff)
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
        terms=Release("B", data.edition, exact=True),
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
            "dan total adalah kehadiran peserta.",
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
