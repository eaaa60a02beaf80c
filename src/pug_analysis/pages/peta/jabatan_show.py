"""The pieces of the map of offices: women among the holders of posts of each perangkat daerah."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD
from pug_analysis.pages.peta.corong_show import LINE, plot_funnel, wrap_name
from pug_analysis.pages.peta.jabatan import (
    DITANDAI,
    MIN_POSTS,
    TERLALU_SEDIKIT,
    TIDAK_DITANDAI,
    Offices,
    compare_with_own,
)
from pug_analysis.release.disclosure import is_protected, protect_parts
from pug_analysis.release.disclosure_rows import Whole
from pug_analysis.release.display import Released, reading, text
from pug_analysis.release.figures import canvas, release_figure
from pug_analysis.release.ledger import ASN, PRIA, SEX, WANITA, Cells, Release
from pug_analysis.release.lines import sex_columns, sumber
from pug_analysis.release.numbers import bilangan, persen, poin, tanggal
from pug_analysis.release.perangkat_daerah import (
    catatan_perlindungan,
    orang_per_pd,
    pejabat_per_pd,
)
from pug_analysis.release.small_counts import PERCENT_FROM
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats import binomial_limits

#: What a PD is found to be, as printed.
PENILAIAN = {
    DITANDAI: "ditandai",
    TIDAK_DITANDAI: "tidak ditandai",
    TERLALU_SEDIKIT: "jumlah kasus terlalu sedikit",
}
_TAILS = {"bawah_95": 0.025, "atas_95": 0.975, "bawah_998": 0.001, "atas_998": 0.999}
_KOSONG = "Tidak ada pejabat struktural dalam data periode ini."


def tabel_pimpinan(offices: Offices, data: Data) -> Released:
    """Every PD with its holders of posts, what is expected, and what is found; by name."""
    options = data.config.peta
    shown = offices.table.assign(penilaian=offices.table["penilaian"].map(PENILAIAN))
    return release_table(
        shown,
        name="pd_pimpinan",
        title="Tabel D.1. Wanita pada jabatan struktural setiap perangkat daerah, "
        f"{tanggal(data.cutoff)}",
        terms=Release(
            "A",
            data.edition,
            exact=True,
            cells=Cells(ASN, _of_track("pejabat"), rows={PD: PD}, complete=(SEX,)),
        ),
        columns=(
            Column(PD, "Perangkat daerah", "text"),
            *sex_columns(data),
            Column("share_harapan", "% diharapkan", "share"),
            Column("harapan", "Wanita diharapkan", "number"),
            # unbreakable, so that the longest finding takes two lines, not four
            Column("penilaian", "Penilaian\u00a0menurut\u00a0aturan", "text"),
        ),
        notes=(
            "Catatan: menurut abjad, bukan peringkat. Jabatan: Pengawas, Administrator, dan JPT yang terisi. "
            f"Diharapkan: bagian wanita di antara {bilangan(offices.pool_total)} PNS jalur struktural seluruh "
            f"kabupaten, pejabat termasuk ({bilangan(offices.pool_women)} wanita).",
            f"Ditandai: bagian wanita paling sedikit {poin(options.margin)} di bawah yang diharapkan dan "
            f"nilai-q (Tabel D.1b) di bawah {persen(options.tingkat_q, digits=0)}; ambang pada bagian [peta] "
            f"di pug.toml. PD dengan kurang dari {MIN_POSTS} jabatan tidak dinilai; … = tidak dihitung.",
            sumber(data),
        ),
    )


def tabel_taksiran(offices: Offices, data: Data) -> Released:
    """Shrunken shares and tests of the offices that are judged; by name."""
    judged = offices.table.loc[offices.table["p_value"].notna()]
    return release_table(
        judged,
        name="pd_taksiran",
        title="Tabel D.1b. Taksiran dan uji perangkat daerah yang dinilai",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column(PD, "Perangkat daerah", "text"),
            Column("total", "Jabatan", "count"),
            Column("share_wanita", "% Wanita", "share"),
            Column("estimate", "% ditarik ke rata-rata", "share"),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
            Column("p_value", "Nilai-p", "p"),
            Column("q_value", "Nilai-q", "p"),
        ),
        notes=(
            "Catatan: menurut abjad. '% ditarik ke rata-rata': taksiran yang memperhitungkan sedikitnya "
            "jabatan (Bayes empiris beta-binomial atas semua PD), dengan selang "
            f"{persen(data.config.peta.conf_level, digits=0)}. Nilai-p: binomial eksak dua sisi terhadap % "
            f"diharapkan; nilai-q: Benjamini-Hochberg atas {bilangan(offices.n_judged)} PD yang dinilai.",
            sumber(data),
        ),
    )


def gambar_corong(offices: Offices, data: Data) -> Released:
    """The funnel: shares against numbers of posts, names of flagged offices in the margin."""
    table = offices.table
    if table.empty or not 0 < offices.share_expected < 1:
        return text(_KOSONG)
    points = pd.DataFrame(
        {
            "nama": table[PD],
            "total": table["total"],
            "share_wanita": table["wanita"] / table["total"],
            "keadaan": table["penilaian"],
        }
    )
    sizes = np.arange(1, int(table["total"].max()) + 2)
    limits = pd.DataFrame({"total": sizes}).assign(
        **{
            name: binomial_limits(sizes, share=offices.share_expected, tail=tail)
            for name, tail in _TAILS.items()
        }
    )
    names = table.loc[table["penilaian"] == DITANDAI, PD]
    lines = sum(wrap_name(name).count("\n") + 1.6 for name in names)
    low = sum(
        points.loc[points["keadaan"] == TIDAK_DITANDAI, "share_wanita"] < offices.share_expected
    )
    found = f"Ditandai: {', '.join(names)}." if len(names) <= 2 else ""
    with canvas(width=7.0, height=max(4.4, 4.4 * LINE * lines)) as (figure, ax):
        plot_funnel(
            points, limits=limits, share=offices.share_expected, judged_from=MIN_POSTS, ax=ax
        )
        return release_figure(
            figure,
            name="pd_corong",
            title="Gambar D.1. Bagian wanita pada jabatan struktural menurut banyaknya jabatan, setiap "
            f"perangkat daerah, {tanggal(data.cutoff)}.",
            alt=f"Diagram corong {bilangan(len(table))} perangkat daerah dengan "
            f"{bilangan(table['total'].sum())} jabatan. Diharapkan {persen(offices.share_expected)} wanita; "
            f"{bilangan(offices.n_judged)} PD dinilai, {bilangan(len(names))} ditandai, {bilangan(low)} di "
            f"bawah garis tanpa ditandai. {found}".strip(),
            notes=("Jumlah setiap titik ada pada Tabel D.1.", sumber(data)),
        )


def cara_corong() -> Released:
    """How the funnel is read."""
    return reading(
        "Setiap titik adalah satu perangkat daerah; titik yang lebih besar berarti beberapa PD berimpit. "
        "Makin ke kanan, makin banyak jabatannya. Garis datar ungu adalah bagian wanita yang diharapkan. PD "
        "di antara kedua garis putus-putus berbeda dari harapan tidak lebih daripada yang biasa terjadi "
        "secara kebetulan; corong lebar di kiri karena pada sedikit jabatan satu orang sudah mengubah banyak.",
        "Titik kosong adalah PD yang terlalu kecil untuk dinilai sendiri-sendiri; lihat bersama-sama pada "
        "Tabel D.2. Bila hampir semua titik berada di bawah garis, itu pola seluruh kabupaten, bukan pola "
        "satu PD.",
    )


def tabel_kelompok(groups: pd.DataFrame, data: Data) -> Released:
    """Offices seen together."""
    return release_table(
        groups,
        name="pd_kelompok",
        title="Tabel D.2. Wanita pada jabatan struktural menurut kelompok perangkat daerah",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("kelompok", "Kelompok", "text"),
            Column("pd", "PD", "whole"),
            *sex_columns(data),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
            Column("harapan", "Wanita diharapkan", "number"),
            Column("share_harapan", "% diharapkan", "share"),
            Column("p_value", "Nilai-p", "p"),
            Column("p_holm", "Nilai-p (Holm)", "p"),
        ),
        notes=(
            "Catatan: kelompok menurut kata pertama nama PD; baris PD kecil beririsan dengan ketiga kelompok "
            "di atasnya. Nilai-p: hipergeometrik eksak terhadap jalur struktural; Holm atas keempat kelompok. "
            f"… = kurang dari {MIN_POSTS} jabatan.",
            sumber(data),
        ),
    )


def tabel_daya(seen: pd.DataFrame, data: Data) -> Released:
    """What could have been seen at all in an office of few, usual and many posts."""
    options = data.config.peta
    return release_table(
        seen,
        name="pd_daya",
        title="Tabel D.3. Seberapa kecil bagian wanita agar sebuah PD ditandai",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("ukuran", "PD yang dinilai", "text"),
            Column("jabatan", "Jabatan", "whole"),
            Column("harapan", "Wanita diharapkan", "number"),
            Column("paling_banyak", "Ditandai bila wanita paling banyak", "whole"),
            Column("share_terlihat", "% wanita sebenarnya yang masih terlihat", "share"),
        ),
        notes=(
            "Catatan: bila hanya satu PD yang menyimpang. … = tidak akan ditandai, bahkan tanpa seorang wanita "
            f"pun. Terlihat: ditandai dengan peluang 80% pada ambang {poin(options.margin)} dan nilai-q "
            f"{persen(options.tingkat_q, digits=0)}.",
        ),
    )


def tabel_calon(people: pd.DataFrame, data: Data) -> Released:
    """Second view: the holders of posts beside the candidates in the same office.

    Parameters
    ----------
    people : of ``pages.peta.jabatan.candidates``
    """
    protected = is_protected(data.edition)
    shown = compare_with_own(_released_numbers(people, data) if protected else people)
    if protected:
        shown = shown.assign(**_masked(people, data))
    pria, wanita, *_ = sex_columns(data)
    # Holders of posts are known by name: in offices of a few of them nearly every number tells on each.
    soon = () if protected else (Column("pensiun", "Pejabat segera pensiun", "count"),)
    return release_table(
        shown,
        name="pd_calon",
        title="Tabel D.4. Pandangan kedua: calon di perangkat daerah yang sama",
        terms=Release(
            "B", data.edition, derived=("total",), recomputed=True, cells=_candidate_cells()
        ),
        columns=(
            Column(PD, "Perangkat daerah", "text"),
            Column("pria", f"Calon {pria.label.lower()}", "count"),
            Column("wanita", f"Calon {wanita.label.lower()}", "count"),
            Column("total", "Calon", "count"),
            Column("share_calon", "% wanita, calon", "share"),
            Column("share_jabatan", "% wanita, jabatan", "share"),
            Column("p_value", "Nilai-p", "p"),
            Column("q_value", "Nilai-q", "p"),
            *soon,
        ),
        notes=(
            "Catatan: calon adalah PNS jalur struktural (pelaksana dan JF teknis) di PD itu tanpa jabatan "
            "struktural. Nilai-p: uji eksak hipergeometrik, karena jabatan adalah bagian besar dari orang PD "
            f"itu; dihitung bila paling sedikit {MIN_POSTS} jabatan dan {MIN_POSTS} calon. Pandangan ini tidak "
            f"menandai PD: susunan calon di satu PD adalah juga hasil penempatan.{_segera_pensiun(data)}",
            *_kosong_calon(data),
            *catatan_perlindungan(data),
            sumber(data),
        ),
    )


def _segera_pensiun(data: Data) -> str:
    if is_protected(data.edition):
        return " Pejabat yang segera pensiun hanya dalam edisi internal: mereka dikenal namanya."
    years = data.config.peta.tahun_pensiun
    return f" Segera pensiun: mencapai batas usia pensiun dalam {years} tahun (58; JPT 60)."


def _kosong_calon(data: Data) -> tuple[str, ...]:
    """Why candidates of some offices are missing; the reason is the office's size, not theirs."""
    if not is_protected(data.edition):
        return ()
    return (
        "Calon di PD kecil yang sebagian besar pegawainya pejabat struktural tidak ditampilkan (…), berapa pun "
        "calonnya, begitu pula calon yang bersama Tabel 1.5 dan Tabel D.1 akan membuka jumlah kecil.",
    )


def _released_numbers(people: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Counts from which a protected edition may compute: those shown, of enough people."""
    shown = _masked(people, data)
    numbers = {name: pd.to_numeric(values, errors="coerce") for name, values in shown.items()}
    enough = (numbers["total"] >= PERCENT_FROM).fillna(False)
    kept = {name: values.astype("Float64").where(enough) for name, values in numbers.items()}
    return people.assign(**kept)


def _masked(people: pd.DataFrame, data: Data) -> dict[str, pd.Series]:
    columns = ["pria", "wanita", "total"]
    # Active people less holders of posts and less candidates must not come out too well.
    posts = pejabat_per_pd(data.snapshot, people[PD])
    active = Whole(orang_per_pd(data.snapshot, people[PD]), least=posts, apart=posts)
    shown = protect_parts(
        people, parts=columns[:2], total="total", whole=active, edition=data.edition
    )
    return {name: shown[name] for name in columns}


def _candidate_cells() -> Cells:
    return Cells(ASN, _of_track("calon"), rows={PD: PD}, complete=(PD, SEX))


def _of_track(place: str) -> dict[str, dict[str, str]]:
    track = {"jalur_struktural": place}
    return {"pria": PRIA | track, "wanita": WANITA | track, "total": track}
