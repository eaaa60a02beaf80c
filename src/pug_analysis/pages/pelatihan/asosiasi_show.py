"""What follows a training, told so that nobody takes waiting time or reverse order for an effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from pug_analysis.analyses.cohort import Groups
from pug_analysis.careers.cohort import Cohort
from pug_analysis.careers.load import Data
from pug_analysis.pages.pelatihan.asosiasi import (
    BERUBAH,
    BERUBAH_COX,
    FEW,
    NO_LEAVERS,
    NOT_ESTIMABLE,
    PATOKAN,
    PERNAH,
    PERNAH_SEBELUM,
    Association,
    headline_rows,
)
from pug_analysis.release.alur import catatan_kohort, name_steps, released_cohort
from pug_analysis.release.disclosure import (
    add_released,
    count_in_words,
    is_protected,
    protect_flow,
)
from pug_analysis.release.disclosure_estimates import released_ratios
from pug_analysis.release.display import Released, Several, reading, text, warning
from pug_analysis.release.figures import NETRAL, canvas, plot_ratios, release_figure
from pug_analysis.release.halangan import TANPA_DAFTAR
from pug_analysis.release.kurva import catatan_bulat
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import sumber
from pug_analysis.release.numbers import desimal
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats.decision import MIN_EVENTS

_HALANGAN = {
    "": "",
    FEW: "jumlah kasus terlalu sedikit untuk disimpulkan",
    NOT_ESTIMABLE: "tidak dapat dihitung: pelatihan tidak dapat dipisahkan dari waktu",
    NO_LEAVERS: TANPA_DAFTAR.lower(),
}
_CARA = {
    BERUBAH: "Sejak selesai",
    BERUBAH_COX: "Sejak selesai, model Cox",
    PATOKAN: "Titik patokan",
    PERNAH: "MENYESATKAN: pernah dilatih",
    PERNAH_SEBELUM: "MENYESATKAN: pernah, sebelum diangkat",
}
_SIGNIFICANT = 0.05
_COUNTS = ("promosi_dilatih", "promosi_belum")
_SEXES = ("wanita", "pria")
_RATIO = ("hazard_ratio", "conf_low", "conf_high")


def released_pairs(found: Sequence[Association], data: Data) -> list[Association]:
    """Give the ratios of a protected edition the error of the released appointments."""
    if not is_protected(data.edition):
        return list(found)
    return [
        replace(
            one,
            table=released_ratios(
                _with_sums(one.table), counts=_COUNTS, values=_RATIO, others=("p_value",),
                edition=data.edition,
            ),
        )
        for one in found
    ]  # fmt: skip


def _with_sums(table: pd.DataFrame) -> pd.DataFrame:
    """Let appointments of both sexes be the sum of what is shown of each, wherever they stand."""
    summed, own = table.copy(), table["cara"] == BERUBAH
    everybody = table["kelompok"] == "semua"
    for column in _COUNTS:
        parts, whole = table.loc[own & ~everybody, column], table.loc[own & everybody, column]
        if len(parts) != len(_SEXES) or whole.empty:
            continue
        added = add_released(parts, int(whole.iloc[0]))
        summed.loc[everybody & (table[column] == whole.iloc[0]), column] = added
    return summed


def kalimat_asosiasi(found: Sequence[Association], data: Data) -> Several:
    """One sentence a pair, and whether the sexes differ."""
    exact = headline_rows(found)
    shown = headline_rows(released_pairs(found, data))[list(_RATIO)]
    hidden = exact["hazard_ratio"].notna() & shown["hazard_ratio"].isna()
    rows = exact.assign(**shown, halangan=exact["halangan"].mask(hidden, FEW))
    sentences = [_sentence(row) for _, row in rows.iterrows()]
    return Several(
        (
            text(*sentences),
            warning(
                "Angka ini hubungan, bukan akibat. Siapa yang dipilih untuk dilatih mungkin memang "
                "yang akan diangkat; alasan pemilihan tidak tercatat dalam data. Tidak terbukti berbeda bukan "
                "berarti sama: mungkin datanya terlalu sedikit.",
            ),
        )
    )


def _sentence(row: pd.Series) -> str:
    what = f"{row['pelatihan']} lalu {row['jabatan']}"
    if row["halangan"]:
        return f"{what}: {_HALANGAN[row['halangan']]}."
    ratio, low, high = (
        desimal(row[c], digits=2) for c in ("hazard_ratio", "conf_low", "conf_high")
    )
    if row["p_holm"] < _SIGNIFICANT:
        said = "lebih sering diangkat" if row["hazard_ratio"] > 1 else "lebih jarang diangkat"
        said = f"yang sudah dilatih {said} daripada yang belum"
    else:
        said = "tidak terbukti berbeda dari yang belum dilatih"
        if not round(row["conf_low"], 2) <= 1 <= round(row["conf_high"], 2):
            said += " (selangnya tidak memuat 1, tetapi sesudah koreksi Holm tidak terbukti)"
    sentence = (
        f"{what}: sesudah pelatihan, laju pengangkatan {ratio} kali laju yang belum dilatih (selang "
        f"95%: {low} sampai {high}); {said}."
    )
    if row["p_interaksi"] < _SIGNIFICANT:
        return f"{sentence} Rasio ini berbeda antara wanita dan pria; lihat barisnya dalam tabel."
    if pd.isna(row["p_interaksi"]):
        return f"{sentence} Apakah rasio ini berbeda antara wanita dan pria tidak dapat diperiksa."
    return f"{sentence} Tidak terbukti bahwa rasio ini berbeda antara wanita dan pria."


def cara_asosiasi() -> Released:
    """Why the naive comparison misleads."""
    return reading(
        "Rasio 1 berarti sama cepat. Orang dihitung belum dilatih sampai bulan "
        "pelatihannya selesai, dan sudah dilatih sesudahnya; pelatihan sesudah pengangkatan tidak pernah "
        "dihitung untuk pengangkatan itu.",
        "Mengapa 'pernah dilatih' menyesatkan: orang yang sempat dilatih tentu sudah bertahan lama tanpa "
        "diangkat (waktu kebal), dan orang yang dilatih karena sudah diangkat tampak seolah-olah diangkat "
        "karena pelatihan (urutan terbalik).",
    )


def gambar_asosiasi(found: Sequence[Association], data: Data) -> Several:
    """The right ratio beside the naive one, for each pair."""
    drawn = [_drawn(one) for one in released_pairs(found, data)]
    rows = pd.concat(drawn, ignore_index=True)
    if rows.empty:
        return Several(())
    main = rows.loc[rows["cara"] == "dihitung sejak selesai"]
    wrong = rows.loc[rows["cara"] == "pernah dilatih (menyesatkan)"]
    styles = {
        "dihitung sejak selesai": ("#5B2A86", "o", "-"),
        "pernah dilatih (menyesatkan)": (NETRAL, "X", ":"),
    }
    with canvas(width=7.0, height=1.6 + 0.75 * rows["baris"].nunique()) as (figure, ax):
        plot_ratios(rows, row="baris", series="cara", styles=styles, ax=ax,
                    xlabel="Laju pengangkatan dibandingkan yang belum dilatih (1 = sama)")  # fmt: skip
        one = release_figure(
            figure,
            name="pelatihan_asosiasi",
            title="Gambar P.4. Laju pengangkatan yang sudah dilatih dibandingkan yang belum, dengan selang "
            "95%: cara yang benar dan cara yang menyesatkan.",
            alt=f"Rasio laju pengangkatan sesudah pelatihan: {_ratios(main)}. Menurut cara 'pernah dilatih', "
            f"yang mengabaikan waktu: {_ratios(wrong)}.",
            notes=(sumber(data),),
        )
    return Several((one,))


def _ratios(rows: pd.DataFrame) -> str:
    return "; ".join(
        f"{row['baris']} {desimal(row['hazard_ratio'], digits=2)}" for _, row in rows.iterrows()
    )


def _drawn(one: Association) -> pd.DataFrame:
    table = one.table.loc[one.table["hazard_ratio"].notna() & (one.table["kelompok"] == "semua")]
    names = {BERUBAH: "dihitung sejak selesai", PERNAH: "pernah dilatih (menyesatkan)"}
    kept = table.loc[table["cara"].isin(list(names))]
    if BERUBAH not in set(kept["cara"]):
        kept = kept.iloc[:0]
    return kept.assign(
        baris=f"{one.pair.training} → {one.pair.target}", cara=kept["cara"].map(names)
    )


def tabel_asosiasi(found: Sequence[Association], data: Data) -> Released:
    """All ways, the wrong ones last and marked."""
    parts = [
        one.table.assign(pasangan=f"{one.pair.training} lalu {one.pair.target}")
        for one in released_pairs(found, data)
    ]
    rows = pd.concat(parts, ignore_index=True)
    shown = rows.assign(
        cara=[_way(row) for _, row in rows.iterrows()],
    )
    say = partial(count_in_words, edition=data.edition)
    people = "; ".join(
        f"{one.pair.training} lalu {one.pair.target} {say(one.flow['orang'].iloc[-1])}"
        for one in found
    )
    return release_table(
        shown,
        name="pelatihan_asosiasi",
        title="Tabel P.14. Laju pengangkatan yang sudah dilatih dibandingkan yang belum, menurut cara "
        "menghitung",
        terms=Release("D", data.edition, public={"promosi_dilatih": "", "promosi_belum": ""}),
        columns=(
            Column("pasangan", "Pelatihan dan jabatan", "text"),
            Column("cara", "Cara menghitung", "text"),
            Column("promosi_dilatih", "Diangkat, sudah dilatih", "count"),
            Column("promosi_belum", "Diangkat, belum", "count"),
            Column("hazard_ratio", "Rasio laju", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
            Column("p_value", "Nilai-p", "p"),
        ),
        row_header=1,
        notes=(
            f"Catatan: orang yang dianalisis: {people}. Model waktu diskret (cloglog) disesuaikan menurut "
            "jenis kelamin, angkatan, pendidikan, dan keluarga jabatan saat masuk, tahun sejak titik awal, "
            "serta masa aturan pengangkatan; rasio wanita dan pria dari satu model dengan interaksi. Titik "
            "patokan: hanya orang yang masih berisiko pada bulan itu sejak jabatan dimungkinkan masa kerjanya, "
            f"menurut yang diketahui saat itu. Titik-titik: kurang dari {MIN_EVENTS} pengangkatan di "
            "salah satu sisi. Nilai-p di sini tanpa koreksi; kalimat di atas memakai koreksi Holm atas rasio "
            "semua pasangan dan perbedaannya antara wanita dan pria, dan baris selain 'Sejak selesai' dibaca "
            "sebagai penjajakan. Baris MENYESATKAN "
            "ditampilkan untuk perbandingan dan tidak boleh dikutip.",
            *catatan_bulat(data),
        ),
    )


def _way(row: pd.Series) -> str:
    words = _CARA[row["cara"]]
    if row["cara"] == PATOKAN:
        words = f"{words} {int(row['bulan'])} bulan"
    if row["kelompok"] != "semua":
        words = f"{words}, {row['kelompok']}"
    return f"{words} (tidak dapat dihitung)" if row["halangan"] == NOT_ESTIMABLE else words


def tabel_alur_asosiasi(
    found: Sequence[Association], cohort: Cohort, groups: Groups, data: Data
) -> Released:
    """Who was analysed for each pair, and who was left out and why."""
    people = released_cohort(cohort, data)
    parts = [
        protect_flow(one.flow, count="orang", given=people, edition=data.edition).assign(
            pasangan=f"{one.pair.training} lalu {one.pair.target}"
        )
        for one in found
    ]
    return release_table(
        name_steps(pd.concat(parts, ignore_index=True), groups),
        name="pelatihan_asosiasi_alur",
        title="Tabel P.15. Alur orang untuk Tabel P.14",
        terms=Release("D", data.edition),
        columns=(
            Column("pasangan", "Pelatihan dan jabatan", "text"),
            Column("langkah", "Langkah", "text"),
            Column("orang", "Orang", "count"),
        ),
        row_header=1,
        notes=(
            "Catatan: orang yang pelatihannya tanpa tanggal selesai dikeluarkan, karena tidak diketahui "
            "sejak kapan ia terlatih; tanggalnya tidak dikira-kira. Demikian pula orang yang diklatnya tidak "
            "dapat dipastikan jenjangnya, misalnya karena kode dan namanya bertentangan, atau yang baris "
            "diklatnya dikarantina." + catatan_kohort(data),
        ),
    )
