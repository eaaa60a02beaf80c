"""The pieces on access to leadership training: who attends it when, before the post and in it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pug_analysis.analyses.cohort import MIN_AT_RISK, Groups
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.pages.pelatihan.akses import Access
from pug_analysis.release.alur import (
    catatan_kohort,
    name_steps,
    released_cohort,
    sexes_of,
    with_sexes,
)
from pug_analysis.release.disclosure import count_in_words, protect_flow
from pug_analysis.release.disclosure_models import protect_curve
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.figures import canvas, plot_incidence, release_figure
from pug_analysis.release.halangan import TANPA_DAFTAR, TERLALU_SEDIKIT
from pug_analysis.release.kurva import (
    SEX_WORD,
    catatan_awal,
    catatan_bulat,
    catatan_kurva,
    curve_columns,
    risk_file,
)
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import sumber
from pug_analysis.release.numbers import desimal, in_years, persen, poin_lebih
from pug_analysis.release.tables import Column, release_table
from pug_analysis.terms.diklat import TANGGA
from pug_analysis.terms.syarat import MASA_SYARAT

#: What the two routes are called.
JALUR = {"sebelum": "sebelum diangkat", "sesudah": "sesudah diangkat"}
#: From when the years of a route count.
SEJAK = {"sebelum": "sejak memenuhi masa jabatan", "sesudah": "sejak diangkat"}
_NUMBER = {"sebelum": "P.1", "sesudah": "P.2"}
_WHO = (Column("jalur", "Jalur", "text"), Column("jk", "Jenis kelamin", "text"))
_SHARES = (
    Column("n_risk", "Masih berhak, belum ikut", "count"),
    Column("n_event", "Sudah ikut (orang)", "count"),
    Column("estimate", "Bagian", "share"),
    Column("conf_low", "Batas bawah", "share"),
    Column("conf_high", "Batas atas", "share"),
)


def alur_pelatihan(*routes: Access, cohort: Cohort, groups: Groups, data: Data) -> Released:
    """Who counts as able to attend, and who is left out for which reason."""
    level, people = routes[0].eligible.level, released_cohort(cohort, data)
    flows = [
        protect_flow(
            with_sexes(one.eligible.spells.flow, sexes_of(one.eligible.spells.table), data),
            count="orang",
            given=people,
            edition=data.edition,
        ).assign(jalur=JALUR[one.eligible.route].capitalize())
        for one in routes
    ]
    return release_table(
        name_steps(pd.concat(flows, ignore_index=True), groups),
        name="pelatihan_alur",
        title=f"Tabel P.1. Alur orang: siapa yang berhak mengikuti {level}",
        terms=Release("D", data.edition),
        columns=(
            Column("jalur", "Jalur", "text"),
            Column("langkah", "Langkah", "text"),
            Column("orang", "Orang", "count"),
        ),
        row_header=1,
        notes=(
            f"Catatan: berhak sebelum diangkat berarti sudah {MASA_SYARAT[level]} bulan di jenjang di bawah "
            f"{TANGGA[level]} (untuk PKP: sejak TMT CPNS; PP 11/2017), belum diangkat, dan belum {level}; "
            f"berhak sesudah diangkat berarti {TANGGA[level]} yang belum {level}. Pelatihan tanpa tanggal "
            "selesai tidak dikira-kira tanggalnya, dan diklat yang kode dan namanya bertentangan tidak ditebak "
            "jenjangnya; orangnya tidak ikut dianalisis." + catatan_kohort(data),
        ),
    )


def gambar_akses(curves: pd.DataFrame, access: Access, data: Data) -> Several:
    """Cumulative incidence of the first training of one route by sex on the yearly grid."""
    level, route = access.eligible.level, access.eligible.route
    grid = curves.loc[curves["jalur"] == route] if len(curves) else curves
    grid = protect_curve(grid, by=(SEX,), time="tahun", edition=data.edition)
    grid = grid.dropna(subset="estimate")
    if grid.empty:
        why = _why_not(access).lower()
        return Several((text(f"Kurva {level} {JALUR[route]} tidak digambar: {why}."),))
    labels = {"L": data.config.profil.label_pria, "P": data.config.profil.label_wanita}
    last = grid.groupby(SEX).tail(1).set_index(SEX)
    words = ", ".join(
        f"{SEX_WORD[str(sex)]} {persen(row['estimate'])}" for sex, row in last.iterrows()
    )
    start = int(grid["mulai"].iloc[0])
    since = "" if start == 0 else f" Kurva dimulai pada bulan ke-{start}, bersyarat belum ikut."
    n_people = access.eligible.spells.table["pegawai_id"].nunique()
    people = count_in_words(n_people, edition=data.edition)
    top = float(grid["conf_high"].fillna(grid["estimate"]).max())
    with canvas(width=7.0, height=3.6) as (figure, ax):
        plot_incidence(grid, group=SEX, labels=labels, ax=ax, xlabel=f"Tahun {SEJAK[route]}")
        ax.set(ylim=(0, min(1.0, max(0.05, 1.15 * top))), ylabel=f"Sudah mengikuti {level}")
        one = release_figure(
            figure,
            name=f"pelatihan_akses_{route}",
            title=f"Gambar {_NUMBER[route]}. Bagian yang sudah mengikuti {level} {JALUR[route]}, menurut tahun "
            f"{SEJAK[route]}, dengan selang kepercayaan 95%.{since}",
            alt=f"Kurva bagian pegawai yang sudah mengikuti {level} {JALUR[route]}, {people} orang "
            f"berhak. Pada tahun ke-{int(last['tahun'].max())}: {words}.",
            notes=(sumber(data),),
        )
    return Several((one,))


def _why_not(access: Access) -> str:
    return TANPA_DAFTAR if access.question.obstacle == "no_leavers" else TERLALU_SEDIKIT


def cara_akses(curves: pd.DataFrame) -> Several:
    """How the curves are read, where there is one."""
    if curves.empty:
        return Several(())
    box = reading(
        "Garis menunjukkan berapa bagian dari orang yang berhak sudah ikut sekian tahun sejak berhak. Orang "
        "yang diangkat (atau naik lagi), pensiun, pindah, atau berhenti lebih dahulu dihitung belum ikut. "
        "Sumbu tegak tidak selalu sampai 100 persen, agar garisnya terbaca.",
        "Pita adalah selang kepercayaan: makin sedikit orang, makin lebar. Bila pita pria dan wanita "
        "bertumpuk lebar, datanya belum cukup untuk membedakan keduanya.",
    )
    return Several((box,))


def tabel_akses(curves: pd.DataFrame, data: Data, *, level: str) -> Released:
    """The numbers of the figures."""
    shown = protect_curve(
        curves, by=("jalur", SEX), across=("jalur",), time="tahun", edition=data.edition
    )
    return release_table(
        _in_words(shown),
        name="pelatihan_akses",
        title=f"Tabel P.5. Bagian yang sudah mengikuti {level} pada akhir setiap tahun sejak berhak",
        terms=Release("D", data.edition),
        columns=curve_columns(
            data, *_WHO, Column("tahun", "Tahun sejak berhak", "whole"), *_SHARES
        ),
        row_header=2,
        notes=(
            "Catatan: insidensi kumulatif (Aalen-Johansen); pengangkatan, pensiun, meninggal, pindah, "
            "berhenti, dan penyetaraan adalah risiko bersaing. Tabel berhenti bila yang berhak kurang dari "
            f"{MIN_AT_RISK} orang dari salah satu jenis kelamin.",
            *catatan_awal(data),
            *catatan_kurva(data),
        ),
    )


def tabel_tonggak_akses(shares: pd.DataFrame, data: Data, *, level: str) -> Released:
    """Shares at the milestones."""
    return release_table(
        _in_words(shares),
        name="pelatihan_tonggak",
        title=f"Tabel P.6. Bagian yang sudah mengikuti {level} pada tonggak waktu",
        terms=Release("D", data.edition),
        columns=curve_columns(data, *_WHO, Column("time", "Bulan sejak berhak", "whole"), *_SHARES),
        row_header=2,
        notes=(*catatan_awal(data), *catatan_kurva(data)),
    )


def tabel_selisih_akses(difference: pd.DataFrame, data: Data, *, level: str) -> Released:
    """Differences at the milestones with intervals simultaneous over both routes."""
    return release_table(
        _in_words(difference),
        name="pelatihan_selisih",
        title=f"Tabel P.7. Selisih wanita dikurangi pria, sudah mengikuti {level} (poin persen)",
        terms=Release("D", data.edition),
        columns=(
            Column("jalur", "Jalur", "text"),
            Column("time", "Bulan sejak berhak", "whole"),
            Column("estimate", "Selisih", "points"),
            Column("conf_low", "Batas bawah", "points"),
            Column("conf_high", "Batas atas", "points"),
            Column("p_value", "Nilai-p", "p"),
        ),
        row_header=1,
        notes=(
            "Catatan: selang simultan 95% berlaku untuk semua tonggak kedua jalur sekaligus; nilai-p per "
            "tonggak. Dalam berkas CSV nilai ditulis sebagai pecahan 0-1.",
            *catatan_bulat(data),
        ),
    )


def _in_words(table: pd.DataFrame) -> pd.DataFrame:
    routes = table["jalur"].map(JALUR) if len(table) else pd.Series(dtype=str)
    words = table.assign(jalur=routes)
    return words.assign(jk=table[SEX].map(SEX_WORD)) if SEX in table else words


def kalimat_akses(shares: pd.DataFrame, difference: pd.DataFrame, *routes: Access) -> Released:
    """Milestones as natural frequencies: of 100 women who can attend ..., of 100 men ..."""
    sentences = []
    for one in routes:
        level, route = one.eligible.level, one.eligible.route
        gaps = difference.loc[difference["jalur"] == route] if len(difference) else difference
        if gaps.empty:
            sentences.append(f"{level} {JALUR[route]}: {_why_not(one).lower()}.")
        for _, gap in gaps.iterrows():
            rows = shares.loc[(shares["time"] == gap["time"]) & (shares["jalur"] == route)]
            sentences.append(_milestone(rows.set_index(SEX), gap, level=level, route=route))
    return text(*sentences)


def _milestone(rows: pd.DataFrame, gap: pd.Series, *, level: str, route: str) -> str:
    when = f"{level} {JALUR[route]}, {in_years(gap['time'])} {SEJAK[route]}"
    if rows["estimate"].isna().any():
        return f"{when}: {TERLALU_SEDIKIT.lower()}."
    women, men = (_of_100(rows.loc[sex]) for sex in ("P", "L"))
    low, high = (desimal(100 * gap[end]) for end in ("conf_low", "conf_high"))
    said = "selangnya memuat nol, sehingga belum dapat disimpulkan apakah keduanya berbeda"
    if gap["conf_low"] > 0 or gap["conf_high"] < 0:
        said = "selangnya tidak memuat nol"
    return (
        f"{when}: dari 100 wanita {women} sudah ikut; dari 100 pria {men}. Selisih wanita terhadap pria "
        f"{poin_lebih(gap['estimate'])} (selang simultan 95%: {low} sampai {high} poin); {said}."
    )


def _of_100(row: pd.Series) -> str:
    value, low, high = (desimal(100 * row[name]) for name in ("estimate", "conf_low", "conf_high"))
    return f"{value} ({low}-{high})"


def tabel_risiko_akses(*routes: Mapping[str, Access], data: Data) -> Several:
    """The risk tables of all levels and routes, from which every curve can be drawn again."""
    tables = [
        ({"jenjang": level, "jalur": JALUR[one.eligible.route]}, one.question.by_sex)
        for access in routes
        for level, one in access.items()
        if one.question.by_sex is not None
    ]
    if not tables:
        return Several(())
    return risk_file(
        tables,
        by=(Column("jenjang", "Pelatihan", "text"), *_WHO),
        name="pelatihan_tabel_risiko",
        title="Tabel risiko pelatihan",
        data=data,
    )
