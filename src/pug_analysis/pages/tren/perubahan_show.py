"""The pieces of the trend page on change: what is real, what is correction, what chance would give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.tren.proporsi import MIN_PERIODS
from pug_analysis.pages.tren.proporsi_show import line_name
from pug_analysis.release.disclosure import is_protected, significant
from pug_analysis.release.display import Released, Several, headline, reading, text
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import sumber
from pug_analysis.release.numbers import bilangan, desimal, persen
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

#: Words for the verdicts of ``pages.tren.perubahan``.
PUTUSAN: Final = {
    "changed": "berubah",
    "chance": "dalam rentang kebetulan",
    "corrections": "terutama pembetulan data",
    "few_moved": "terlalu sedikit perpindahan",
    "few_people": "jumlah kasus terlalu sedikit",
    "unlinked": "orang tidak dapat dihubungkan",
    "nobody": "tidak dapat dihitung",
}
_POINTS: Final = (
    "perubahan", "pembetulan", "kejadian", "populasi", "estimate", "conf_low", "conf_high",
)  # fmt: skip
#: Lines whose people hold public posts; of all others the flows are protected.


def kalimat_perubahan(changes: pd.DataFrame, data: Data) -> Several:
    """A card and one sentence per headline on the change from the period before; nothing without one."""
    if changes.empty:
        return Several(())
    rows = changes.loc[_on_page(changes, data, yearly=True) & changes["utama"]]
    since = rows["dari"].iloc[0]
    told = [_sentence(row) for _, row in rows.iterrows()]
    moved = rows.loc[rows["putusan"] == "changed"]
    note = (
        "; ".join(line_name(row) for _, row in moved.iterrows())
        or "semuanya dalam rentang kebetulan, pembetulan data, atau terlalu sedikit orang"
    )
    card = headline(
        f"Garis utama yang proporsi {data.config.profil.label_wanita.lower()}nya berubah sejak {since}",
        f"{len(moved)} dari {len(rows)}",
        note,
    )
    return Several((card, text(f"Sejak {since}:", *told)))


def _sentence(row: pd.Series) -> str:
    name = line_name(row)
    if pd.isna(row["perubahan"]):
        return f"{name}: tidak dapat dihitung karena pada salah satu waktu tidak ada orangnya."
    shares = (
        f"{name}: {persen(row['share_dulu'])} dari {bilangan(row['total_dulu'])} orang menjadi "
        f"{persen(row['share_kini'])} dari {bilangan(row['total_kini'])} orang"
    )
    said = f"{shares}: {PUTUSAN[row['putusan']]}"
    if row["putusan"] == "changed":
        way = "naik" if row["estimate"] > 0 else "turun"
        low, high = sorted(abs(100 * row[end]) for end in ("conf_low", "conf_high"))
        return (
            f"{said}. Di luar pembetulan, proporsinya {way} {desimal(abs(100 * row['estimate']))} poin (selang "
            f"kepercayaan 95%: {desimal(low)} sampai {desimal(high)} poin)."
        )
    return f"{said}."


def tabel_perubahan_utama(changes: pd.DataFrame, data: Data) -> Several:
    """Headlines: how much of each change is correction, how much is real, and the verdict."""
    if changes.empty:
        return Several(())
    rows = changes.loc[changes["utama"]]
    return Several(
        (
            _changes_table(
                rows,
                data,
                name="tren_perubahan_utama",
                title="Tabel T.3. Perubahan proporsi wanita pada garis utama",
                named=False,
                notes=(_READ, _HOLM, sumber(data)),
            ),
        )
    )


def tabel_perubahan_rinci(changes: pd.DataFrame, data: Data) -> Several:
    """All other lines of Tabel 4.1, as the headlines."""
    if changes.empty:
        return Several(())
    rows = changes.loc[~changes["utama"]]
    return Several(
        (
            _changes_table(
                rows,
                data,
                name="tren_perubahan_rinci",
                title="Tabel T.5. Perubahan proporsi wanita pada baris lain Tabel 4.1",
                named=True,
                notes=(
                    "Catatan: pada kelompok usia dan masa kerja orang pindah baris karena waktu berjalan; itu "
                    "dihitung sebagai kejadian. Tanpa riwayat pendidikan, setiap perubahan pendidikan dihitung "
                    "sebagai kejadian.",
                    _HOLM,
                    sumber(data),
                ),
            ),
        )
    )


_READ: Final = (
    "Catatan: n = orang, % = proporsi wanita. Perubahan = pembetulan + perubahan di luar pembetulan. "
    "Pembetulan: keadaan lama yang kini diketahui berbeda. Selang kepercayaan 95% untuk perubahan di luar "
    "pembetulan menganggap siapa yang datang dan pergi sebagai bagian yang acak. Poin = poin persen; … = tidak "
    f"dapat dihitung, atau kurang dari {MIN_EVENTS} orang datang atau pergi, atau kurang dari {MIN_PEOPLE} "
    "orang pada baris itu."
)
_HOLM: Final = (
    "'Berubah' bila selangnya tidak memuat nol dan nilai-p uji eksak, dengan koreksi Holm atas semua baris "
    "tabel ini untuk dua waktu yang sama, di bawah 0,05. 'Dalam rentang kebetulan' bukan berarti tidak ada "
    "perubahan: perpindahan yang ada dapat terjadi tanpa memandang jenis kelamin. 'Terutama pembetulan data' "
    "bila pembetulan lebih besar daripada perubahan di luarnya."
)


def _changes_table(
    rows: pd.DataFrame, data: Data, *, name: str, title: str, notes: Sequence[str], named: bool
) -> Released:
    rows = _coarse(rows, data).assign(
        putusan=rows["putusan"].map(PUTUSAN), baris=[line_name(row) for _, row in rows.iterrows()]
    )
    return release_table(
        rows,
        name=name,
        title=title,
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("dari", "Dari", "text"),
            Column("ke", "Ke", "text"),
            *(Column("kategori", "Kategori", "text"),) * named,
            Column("baris", "Baris", "text"),
            Column("putusan", "Putusan", "text"),
            Column("total_dulu", "n dulu", "count"),
            Column("share_dulu", "% dulu", "share"),
            Column("total_kini", "n kini", "count"),
            Column("share_kini", "% kini", "share"),
            Column("perubahan", "Perubahan (poin)", "points"),
            Column("pembetulan", "Pembetulan (poin)", "points"),
            Column("estimate", "Di luar pembetulan (poin)", "points"),
            Column("conf_low", "Batas bawah", "points"),
            Column("conf_high", "Batas atas", "points"),
            Column("p_holm", "Nilai-p (Holm)", "p"),
        ),
        row_header=2 + named,
        notes=notes,
        on_page=_on_page(rows, data, yearly=named),  # of the many other lines only one step
    )


def _coarse(rows: pd.DataFrame, data: Data) -> pd.DataFrame:
    """In protected editions the files tell changes no finer than the page: they hold hidden flows."""
    if not is_protected(data.edition):
        return rows
    rough = {name: rows[name].astype(float).round(3) + 0.0 for name in _POINTS}  # no -0
    return rows.assign(**rough, p_holm=rows["p_holm"].astype(float).map(significant))


def _on_page(rows: pd.DataFrame, data: Data, *, yearly: bool = False) -> pd.Series:
    """The steps that end at the report's day; of these all, or the one nearest to a year long."""
    ends = rows["bulan_ke"] == data.until
    if not yearly:
        return ends
    apart = (rows["bulan_ke"] - rows["bulan_dari"]).sub(12).abs()
    return ends & (apart == apart[ends].min())


def tabel_arus(changes: pd.DataFrame, data: Data) -> Several:
    """Who came to the headlines and went from them, and what that did to the share."""
    known = (
        changes.loc[changes["utama"] & (changes["putusan"] != "unlinked")]
        if len(changes)
        else changes
    )
    if known.empty:
        return Several(())
    # Exact as the regency's totals of both days are: a hidden flow would follow from their difference.
    shown = _coarse(known, data).assign(baris=[line_name(row) for _, row in known.iterrows()])
    label = data.config.profil.label_wanita.lower()
    one = release_table(
        shown,
        name="tren_arus",
        title="Tabel T.4. Yang datang dan pergi pada garis utama, dan asal perubahan proporsinya",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("dari", "Dari", "text"),
            Column("ke", "Ke", "text"),
            Column("baris", "Baris", "text"),
            Column("datang", "Datang", "count"),
            Column("datang_wanita", f"Datang, {label}", "count"),
            Column("pergi", "Pergi", "count"),
            Column("pergi_wanita", f"Pergi, {label}", "count"),
            Column("pembetulan", "Pembetulan (poin)", "points"),
            Column("kejadian", "Kejadian (poin)", "points"),
            Column("populasi", "Masuk dan keluar (poin)", "points"),
        ),
        row_header=2,
        notes=(
            "Catatan: 'datang' dan 'pergi' dihitung terhadap baris itu, sesudah catatan dibetulkan: yang naik "
            "dari Pengawas ke Administrator pergi dari yang satu dan datang ke yang lain. Kejadian: "
            "pengangkatan, perpindahan, atau penyetaraan orang yang bertugas pada kedua waktu. Masuk dan "
            "keluar: yang mulai bertugas dan yang tidak bertugas lagi. Ketiganya ditambahkan berurutan; urutan "
            "lain membaginya sedikit berbeda.",
            sumber(data),
        ),
        on_page=_on_page(shown, data),
    )  # fmt: skip
    return Several((one,))


def tabel_per_tahun(slopes: pd.DataFrame, data: Data) -> Several:
    """Average change per year where there are enough years."""
    if slopes.empty:
        return Several(())
    rows = slopes.assign(baris=[line_name(row) for _, row in slopes.iterrows()])
    one = release_table(
        rows,
        name="tren_per_tahun",
        title="Tabel T.6. Perubahan rata-rata proporsi wanita per tahun",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("kategori", "Kategori", "text"),
            Column("baris", "Baris", "text"),
            Column("dari", "Dari", "text"),
            Column("ke", "Ke", "text"),
            Column("n_tahun", "Keadaan", "whole"),
            Column("estimate", "Per tahun (poin)", "points"),
            Column("conf_low", "Batas bawah", "points"),
            Column("conf_high", "Batas atas", "points"),
        ),
        row_header=1,
        notes=(
            f"Catatan: kemiringan garis kuadrat terkecil melalui proporsi tahunan, bila ada {MIN_PERIODS} "
            "keadaan atau lebih; batas: selang kepercayaan 95% (Student). Dengan sedikit tahun selangnya "
            "sangat lebar; … = semua titik tepat pada garis. Baris dengan kurang dari "
            f"{MIN_PEOPLE} orang pada salah satu tahun tidak dihitung. Ini ringkasan tahun-tahun yang ada, "
            "termasuk pembetulannya, bukan ramalan. Selang tidak dikoreksi untuk banyaknya baris: kira-kira "
            "satu dari 20 tidak memuat nol karena kebetulan saja.",
            sumber(data),
        ),
        on_page=rows["utama"],
    )
    return Several((one,))


def cara_perubahan(changes: pd.DataFrame) -> Several:
    """How the verdicts are read; nothing without a comparison."""
    if changes.empty:
        return Several(())
    return Several(
        (
            reading(
                "Bayangkan orang yang datang dan pergi dipilih tanpa memandang jenis kelamin. Proporsi wanita "
                "tetap akan bergeser sedikit, lebih banyak pada baris yang kecil. Putusan 'berubah' hanya "
                "diberikan bila pergeserannya lebih besar daripada yang wajar dari kebetulan itu. Putusan ini "
                "tidak mengatakan sebabnya."
            ),
        )
    )
