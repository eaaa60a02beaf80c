"""What a Pokja may write about offices, from the released tables alone; never a cause."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD
from pug_analysis.config import Peta
from pug_analysis.pages.peta.jabatan import MIN_POSTS, SEMUA
from pug_analysis.pages.peta.jabatan_show import PENILAIAN
from pug_analysis.release.display import Released, Several, headline, text
from pug_analysis.release.numbers import bilangan, desimal, nilai_p, persen, poin

_SIGNIFICANT = 0.05
_TYPICAL = "Biasa (median)"


def rows_of(table: Released) -> pd.DataFrame:
    """Rows of a released table, as every reader has them."""
    names = [column["name"] for column in table.payload["columns"]]
    return pd.DataFrame(table.payload["rows"], columns=names)


def angka_pokok(offices: Released) -> Released:
    """How many offices are flagged, of those that could be judged."""
    found = rows_of(offices)["penilaian"].value_counts()
    flagged, other, few = (int(found.get(word, 0)) for word in PENILAIAN.values())
    note = f"{bilangan(few)} PD lain terlalu kecil untuk dinilai sendiri-sendiri"
    if not flagged + other:
        return headline("Perangkat daerah yang ditandai", "Tidak dapat dinilai", note)
    value = f"{bilangan(flagged)} dari {bilangan(flagged + other)}"
    return headline("Perangkat daerah yang ditandai", value, note)


def kalimat_kabupaten(groups: Released) -> Released:
    """The whole regency first: where all offices lie low, none of them stands out."""
    rows = rows_of(groups).set_index("kelompok")
    if SEMUA not in rows.index or not rows.loc[SEMUA, "total"]:
        return text("Tidak ada pejabat struktural dalam data periode ini.")
    row = rows.loc[SEMUA]
    start = f"Seluruh kabupaten: {bilangan(row['wanita'])} dari {bilangan(row['total'])} jabatan struktural"
    if pd.isna(row["share_wanita"]) or pd.isna(row["p_value"]):
        return text(f"{start} dipegang wanita. Jumlah kasus terlalu sedikit untuk dinilai.")
    low = row["share_wanita"] < row["share_harapan"]
    said = "data belum cukup untuk menyatakan berbeda dari yang diharapkan"
    if row["p_value"] < _SIGNIFICANT:
        where = "di bawah" if low else "di atas"
        said = f"seluruh kabupaten berada {where} yang diharapkan, sehingga satu PD tidak dilihat sendirian"
    return text(
        f"{start} ({persen(row['share_wanita'])}) dipegang wanita; diharapkan "
        f"{desimal(row['harapan'])} orang ({persen(row['share_harapan'])}). Nilai-p "
        f"{nilai_p(row['p_value'])}: {said}."
    )


def ringkas_pd(
    offices: Released, estimates: Released, seen: Released, candidates: Released, data: Data
) -> Several:
    """A paragraph per flagged office; if there is none, what that does and does not mean.

    Parameters
    ----------
    offices, estimates, seen, candidates : as released (Tabel D.1, D.1b, D.3, D.4)
    """
    rows = rows_of(offices)
    flagged = rows.loc[rows["penilaian"] == PENILAIAN["ditandai"]]
    if flagged.empty:
        judged = int((rows["penilaian"] == PENILAIAN["tidak ditandai"]).sum())
        return Several((text(_none_flagged(rows_of(seen), judged, data.config.peta)),))
    found = rows_of(estimates).set_index(PD)[["estimate", "conf_low", "conf_high", "q_value"]]
    flagged = flagged.join(found, on=PD)
    people = rows_of(candidates).set_index(PD)
    return Several(tuple(text(*_paragraphs(row, people, data)) for _, row in flagged.iterrows()))


def _paragraphs(row: pd.Series, people: pd.DataFrame, data: Data) -> tuple[str, str]:
    options = data.config.peta
    seen = (
        f"{row[PD]}. {bilangan(row['wanita'])} dari {bilangan(row['total'])} jabatan struktural dipegang "
        f"wanita ({persen(row['share_wanita'])}), sedangkan menurut jalur struktural kabupaten diharapkan "
        f"sekitar {desimal(row['harapan'])} ({persen(row['share_harapan'])}). Seberapa pasti: nilai-q "
        f"{nilai_p(row['q_value'])}; dengan aturan ini rata-rata paling banyak "
        f"{persen(options.tingkat_q, digits=0)} dari PD yang ditandai muncul karena kebetulan. Taksiran yang "
        f"memperhitungkan sedikitnya jabatan: {persen(row['estimate'])} (selang "
        f"{persen(options.conf_level, digits=0)}: {persen(row['conf_low'])} sampai {persen(row['conf_high'])})."
    )
    own = people.loc[row[PD]] if row[PD] in people.index else None
    steps = (
        _look_at_candidates(own, row),
        _look_at_pensions(own, options.tahun_pensiun),
        "akses pelatihan kepemimpinan: bandingkan bagian pria dan wanita PD ini yang dilatih (Tabel P.12)",
    )
    numbered = "; ".join(f"({i}) {step}" for i, step in enumerate(steps, 1))
    return (
        seen,
        f"Yang dapat dilihat selanjutnya: {numbered}. Angka ini tidak menunjukkan penyebab.",
    )


def _look_at_candidates(own: pd.Series | None, row: pd.Series) -> str:
    if own is None or pd.isna(own["share_calon"]):
        return "calon: susunan calon di PD ini terlalu kecil untuk ditampilkan (Tabel D.4); lihat di BKDPSDM"
    start = f"calon: wanita {persen(own['share_calon'])} dari calon di PD ini sendiri"
    if own["share_calon"] < row["share_harapan"]:
        return f"{start}, juga di bawah bagian kabupaten; lihat penempatan dan perpindahan antar-PD"
    return f"{start}, tidak di bawah bagian kabupaten; lihat siapa yang diusulkan dan diseleksi"


def _look_at_pensions(own: pd.Series | None, years: int) -> str:
    if own is None or pd.isna(own.get("pensiun")):
        return "pengisian jabatan: banyaknya pejabat yang segera pensiun tidak ditampilkan"
    if own["pensiun"] == 0:
        return f"pengisian jabatan: tidak ada pejabat yang pensiun dalam {years} tahun; lihat rencana mutasi"
    many = bilangan(own["pensiun"])
    return f"pengisian jabatan: {many} pejabat mencapai batas usia pensiun dalam {years} tahun"


def _none_flagged(seen: pd.DataFrame, judged: int, options: Peta) -> str:
    if not judged:
        return (
            "Tidak ada PD yang dapat dinilai sendiri-sendiri: semuanya memiliki kurang dari "
            f"{MIN_POSTS} jabatan (jumlah kasus terlalu sedikit). Lihat kelompok PD pada Tabel D.2."
        )
    row = seen.set_index("ukuran").loc[_TYPICAL]
    start = (
        f"Tidak ada PD yang ditandai di antara {bilangan(judged)} PD yang dinilai. Ini berarti: tidak satu pun "
        f"dari PD itu memenuhi kedua syarat, bagian wanita paling sedikit {poin(options.margin)} di bawah "
        f"harapan dan nilai-q di bawah {persen(options.tingkat_q, digits=0)} (Tabel D.1b). Ini tidak berarti "
        "bahwa semua PD sesuai harapan, dan tentang PD yang terlalu kecil tidak dikatakan apa-apa. PD yang "
        "biasa memiliki "
        f"{bilangan(row['jabatan'])} jabatan, dengan {desimal(row['harapan'])} wanita diharapkan; "
    )
    if pd.isna(row["paling_banyak"]):
        return (
            f"{start}PD sebesar itu tidak akan ditandai, bahkan tanpa seorang wanita pun. Karena itu lihat "
            "kelompok PD pada Tabel D.2."
        )
    return (
        f"{start}PD sebesar itu baru ditandai bila wanitanya paling banyak {bilangan(row['paling_banyak'])}, "
        f"dan kekurangan baru terlihat dengan peluang 80% bila bagian wanita yang sebenarnya paling banyak "
        f"{persen(row['share_terlihat'])}."
    )
