"""The pieces on who takes part in training: women among participants, kinds, units, candidates."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data, Edition
from pug_analysis.pages.pelatihan.akses import ALL_LEVELS
from pug_analysis.pages.pelatihan.peserta import ALL_KINDS, ALL_YEARS, STRUCTURAL
from pug_analysis.pages.pelatihan.peserta_terlindung_show import (
    protect_kinds,
    protect_participants,
    without_hours,
)
from pug_analysis.release.disclosure import (
    count_in_words,
    is_protected,
    mask_counts,
    released_share,
)
from pug_analysis.release.display import Released, Several, headline, text
from pug_analysis.release.figures import canvas, plot_target, release_figure
from pug_analysis.release.halangan import TERLALU_SEDIKIT
from pug_analysis.release.ledger import Release, dilatih
from pug_analysis.release.lines import sex_columns, sumber, tanpa_kursus
from pug_analysis.release.numbers import bilangan, desimal, persen, persen_kata
from pug_analysis.release.small_counts import MASKED
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats.decision import MIN_PEOPLE

#: Words for the verdicts against the target.
CAPAIAN = {
    "reached": "tercapai",
    "missed": "di bawah target",
    "inconclusive": "belum pasti",
    "too_few": "terlalu sedikit",
    "no_leavers": "tidak dinilai",
}
#: Why the target is not judged without a leavers list.
TIDAK_DINILAI = (
    "Target tidak dinilai: daftar pemberhentian dan pensiun belum ada, sehingga hanya peserta yang masih "
    "bertugas yang terhitung, dan bagian wanita di antara semua peserta dapat berbeda."
)


_DISEMBUNYIKAN = "jumlah peserta disembunyikan, karena pejabat dikenal namanya"


def gambar_peserta(shares: pd.DataFrame, data: Data, *, target: float) -> Several:
    """Share of women among participants of all levels by year, with the target."""
    shares = protect_participants(shares, edition=data.edition)
    rows = shares.loc[(shares["jenjang"] == ALL_LEVELS) & (shares["tahun"] != ALL_YEARS)]
    if rows["share_wanita"].isna().all():
        return Several(())
    words = "; ".join(
        f"{_year(row['tahun'], data)} {persen(row['share_wanita'], digits=0)}"
        for _, row in rows.dropna(subset=["share_wanita"]).iterrows()
    )
    with canvas(width=7.0, height=3.4) as (figure, ax):
        plot_target(rows, target=target, ax=ax)
        one = release_figure(
            figure,
            name="pelatihan_peserta",
            title="Gambar P.3. Bagian wanita di antara peserta PKP, PKA, dan PKN II menurut tahun selesai, "
            f"dengan selang kepercayaan 95% dan target {persen(target, digits=0)}. Tahun dengan kurang dari "
            f"{MIN_PEOPLE} peserta dikosongkan.{_half(data)}",
            alt=f"Bagian wanita di antara {bilangan(rows['total'].dropna().sum())} peserta pelatihan "
            f"kepemimpinan pada tahun yang bagiannya ditampilkan. "
            f"{words}. Target {persen(target, digits=0)}.",
            notes=(sumber(data),),
        )
    return Several((one,))


def kalimat_peserta(
    shares: pd.DataFrame, eligible: pd.DataFrame, data: Data, *, target: float
) -> Several:
    """Whether the target is reached: all years together, then the last one, beside the eligible."""
    eligible = _released_eligible(eligible, data)
    shares = protect_participants(shares, edition=data.edition)
    years = shares.loc[shares["tahun"] != ALL_YEARS, "tahun"]
    span = f"{int(years.min())}-{int(years.max())}"
    if data.semester == 1:
        span = f"{int(years.min())} sampai 30 Juni {int(years.max())}"
    by_level = shares.loc[shares["tahun"] == ALL_YEARS].set_index("jenjang")
    whole = by_level.loc[ALL_LEVELS]
    last = shares.loc[(shares["jenjang"] == ALL_LEVELS) & (shares["tahun"] == years.max())].iloc[0]
    label = f"Wanita di antara peserta pelatihan kepemimpinan {span}"
    goal = f"target {persen(target, digits=0)}"
    few = whole["putusan"] == "too_few"
    head = headline(
        label,
        "Terlalu sedikit" if few else _share(whole["share_wanita"]),
        TERLALU_SEDIKIT.lower() if few else f"{goal}: {CAPAIAN[whole['putusan']]}",
    )
    sentences = [
        _against(f"Selama {span}, semua jenjang", whole, target),
        *(
            _against(f"{level} {span}", row, target)
            for level, row in by_level.drop(index=ALL_LEVELS).iterrows()
        ),
        _against(f"Pada {data.periode.masa}, semua jenjang", last, target),
    ]
    sentences += _unjudged(shares) + _undated(by_level, data.edition) + [_beside(eligible, span)]
    return Several((head, text(*sentences)))


def _share(value: float) -> str:
    return "Tidak ditampilkan" if pd.isna(value) else persen(value)


def _unjudged(shares: pd.DataFrame) -> list[str]:
    return [TIDAK_DINILAI] if shares["putusan"].eq("no_leavers").any() else []


def _against(when: str, row: pd.Series, target: float) -> str:
    if pd.isna(row["total"]):
        return f"{when}: {_DISEMBUNYIKAN}."
    if not row["total"]:
        return f"{when}: tidak ada peserta dengan tanggal selesai yang tercatat."
    people = f"{bilangan(row['wanita'])} dari {bilangan(row['total'])} peserta wanita"
    if row["putusan"] == "too_few":
        return f"{when}: {people}; {TERLALU_SEDIKIT.lower()}."
    low, high = (desimal(100 * row[end]) for end in ("conf_low", "conf_high"))
    goal = persen_kata(target, digits=0)
    said = {
        "reached": f"bagiannya paling sedikit {goal} sesuai target",
        "missed": f"bagiannya di bawah target {goal}",
        "inconclusive": f"belum dapat diputuskan apakah target {goal} tercapai, karena selangnya memuatnya",
        "no_leavers": f"target {goal} tidak dinilai",
    }[row["putusan"]]
    return f"{when}: {people} ({persen_kata(row['share_wanita'])}; selang 95%: {low} sampai {high}); {said}."


def _undated(by_level: pd.DataFrame, edition: Edition) -> list[str]:
    """Who is in no year, because the end of the training is not known."""
    people = by_level.drop(index=ALL_LEVELS)["tanpa_tanggal"]
    words = [
        f"{level} {count_in_words(n, public=True, edition=edition)} orang"
        for level, n in people.items()
        if n or is_protected(edition)
    ]
    if not words:
        return []
    return [
        f"Tidak termasuk, karena tanggal selesainya tidak tercatat dan tidak dikira-kira: {', '.join(words)}. "
        "Lengkapi tanggalnya di SIMPEG; bagian wanita dapat berubah."
    ]


def _beside(eligible: pd.DataFrame, span: str) -> str:
    """Share of women among those who could attend, level by level."""
    parts = []
    for _, row in eligible.loc[eligible["tahun"] == ALL_YEARS].iterrows():
        known = [
            f"{words} {persen_kata(row[name])}"
            for name, words in (
                ("share_calon", "sebelum diangkat"),
                ("share_pejabat", "sesudah diangkat"),
            )
            if not pd.isna(row[name])
        ]
        if known:
            parts.append(f"{row['jenjang']} {', '.join(known)}")
    if not parts:
        return f"Bagian wanita di antara yang berhak {span}: {TERLALU_SEDIKIT.lower()}."
    return (
        f"Sebagai pembanding, bagian wanita di antara yang berhak {span}: {'; '.join(parts)}. Target yang "
        "tercapai atau tidak dapat berarti susunan yang berhak saja; karena itu keduanya dibaca bersama."
    )


def tabel_peserta(shares: pd.DataFrame, data: Data, *, target: float) -> Released:
    """Participants by level and year against the target."""
    every_row, shares = len(shares), protect_participants(shares, edition=data.edition)
    left_out = (
        ()
        if len(shares) == every_row
        else ("Setiap jenjang menurut tahun hanya dalam edisi internal.",)
    )
    return release_table(
        _with_years(shares, data).assign(putusan=shares["putusan"].map(CAPAIAN)),
        name="pelatihan_peserta",
        title="Tabel P.8. Bagian wanita di antara peserta pelatihan kepemimpinan, menurut jenjang dan tahun",
        terms=Release("B", data.edition, exact=True, public=dict.fromkeys(("pria", "wanita"), "")),
        columns=(
            Column("jenjang", "Pelatihan", "text"),
            Column("tahun", "Tahun selesai", "text"),
            *sex_columns(data),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
            Column("putusan", f"Target {persen(target, digits=0)}", "text"),
        ),
        row_header=1,
        on_page=(shares["tahun"] == ALL_YEARS) | (shares["jenjang"] == ALL_LEVELS),
        notes=(
            "Catatan: tercapai bila seluruh selang 95% pada target atau di atasnya; di bawah target bila "
            "seluruh selang di bawahnya. Selang: Clopper-Pearson di bawah 100 peserta, selebihnya Wilson. "
            f"Proporsi dikosongkan di bawah {MIN_PEOPLE} peserta. Pelatihan tanpa tanggal selesai tidak "
            "termasuk. Putusan pokok adalah baris 'Semua jenjang, Semua tahun'; baris lain dibaca sebagai "
            "penjajakan.",
            *left_out,
            *_unjudged(shares),
            sumber(data),
        ),
    )


_BERHAK = ("calon_pria", "calon_wanita", "pejabat_pria", "pejabat_wanita")


def _released_eligible(eligible: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Shares of women among the eligible from released counts."""
    if not is_protected(data.edition):
        return eligible
    shown = mask_counts(eligible, _BERHAK, public=True, edition=data.edition)
    for who in ("calon", "pejabat"):
        parts = zip(shown[f"{who}_pria"], shown[f"{who}_wanita"], strict=True)
        shown[f"share_{who}"] = [
            float("nan") if MASKED in (men, women) else released_share(women, men + women)
            for men, women in parts
        ]
    return shown


def tabel_berhak(eligible: pd.DataFrame, data: Data) -> Released:
    """Share of women among those who could attend, by level and year."""
    return release_table(
        _with_years(_released_eligible(eligible, data), data),
        name="pelatihan_berhak",
        title="Tabel P.9. Wanita di antara yang berhak mengikuti pelatihan kepemimpinan",
        terms=Release("D", data.edition, public=dict.fromkeys(_BERHAK, "")),
        columns=(
            Column("jenjang", "Pelatihan", "text"),
            Column("tahun", "Tahun", "text"),
            Column("calon_pria", "Sebelum diangkat: pria", "count"),
            Column("calon_wanita", "Sebelum diangkat: wanita", "count"),
            Column("share_calon", "% wanita", "share"),
            Column("pejabat_pria", "Sesudah diangkat: pria", "count"),
            Column("pejabat_wanita", "Sesudah diangkat: wanita", "count"),
            Column("share_pejabat", "% wanita", "share"),
        ),
        row_header=1,
        on_page=eligible["tahun"] == ALL_YEARS,
        notes=(
            "Catatan: orang yang berhak pada salah satu bulan dalam tahun itu dan belum mengikuti "
            f"pelatihannya, dalam pendidikan dan keluarga jabatan yang dipilih (lihat Tabel P.1); Tabel P.8 "
            f"menghitung semua peserta. Proporsi dikosongkan di bawah {MIN_PEOPLE} orang.",
        ),
    )


def _with_years(table: pd.DataFrame, data: Data) -> pd.DataFrame:
    years = table["tahun"].astype(int)
    words = {year: _year(year, data) for year in years.unique()} | {ALL_YEARS: "Semua tahun"}
    return table.assign(tahun=years.map(words))


def _year(year: int, data: Data) -> str:
    """The last year of a semester edition ends with the report's day."""
    half = data.semester == 1 and int(year) == data.year
    return f"{int(year)} (sampai 30 Juni)" if half else str(int(year))


def _half(data: Data) -> str:
    return f" Tahun {data.year} sampai 30 Juni." if data.semester == 1 else ""


def tabel_jenis(table: pd.DataFrame, data: Data) -> Released:
    """Training of every kind in the report year, people and hours by sex."""
    return release_table(
        protect_kinds(table, edition=data.edition),
        name="pelatihan_jenis",
        title=f"Tabel P.10. ASN aktif yang dilatih paling sedikit sekali pada {data.periode.masa}, "
        "menurut jenis",
        terms=Release(
            "B",
            data.edition,
            exact=True,
            public=dict.fromkeys(("pria", "wanita"), ""),
            public_rows={"jenis": (STRUCTURAL,)},
            cells=dilatih(ALL_KINDS),
        ),
        columns=(
            Column("jenis", "Jenis pelatihan", "text"),
            *sex_columns(data),
            Column("bagian_pria", "% dari pria aktif", "share"),
            Column("bagian_wanita", "% dari wanita aktif", "share"),
            Column("jam_pria", "Jam pria", "whole"),
            Column("jam_wanita", "Jam wanita", "whole"),
        ),
        notes=(
            "Catatan: seseorang dihitung sekali per jenis dan sekali dalam 'Semua jenis'. Jam yang tidak "
            f"tercatat dihitung nol. Persentase dikosongkan di bawah {MIN_PEOPLE} orang. Jadwal, jarak, dan "
            "hambatan lain tidak tercatat dalam data.",
            *tanpa_kursus(data),
            sumber(data),
        ),
    )


def tabel_tahun(table: pd.DataFrame, data: Data) -> Released:
    """Training of every kind by year, people and hours by sex."""
    return release_table(
        without_hours(_with_years(table, data), edition=data.edition),
        name="pelatihan_tahun",
        title="Tabel P.11. Orang yang dilatih paling sedikit sekali dan jam pelatihan, menurut tahun",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("tahun", "Tahun", "text"),
            *sex_columns(data),
            Column("jam_pria", "Jam pria", "whole"),
            Column("jam_wanita", "Jam wanita", "whole"),
        ),
        notes=(
            "Catatan: termasuk orang yang kini sudah berhenti, bila riwayatnya ada.",
            *tanpa_kursus(data),
            sumber(data),
        ),
    )
