"""The pieces of the pyramid page: the ladder, its drops, the glass-ceiling index."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.piramida.nasional import SUMBER_JENJANG
from pug_analysis.release.display import Released, Several, headline, reading, text
from pug_analysis.release.figures import (
    canvas,
    plot_population_pyramid,
    plot_share_ladder,
    release_figure,
)
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import sex_columns, sumber
from pug_analysis.release.numbers import bilangan, desimal, persen, poin, tanggal
from pug_analysis.release.tables import Column, release_table
from pug_analysis.terms import jabatan

_TRACK_NOTE = (
    "Catatan: 'Semua ASN' menghitung semua status kepegawaian; siapa pun yang tidak memegang jabatan "
    "struktural ada di tingkat dasar. 'Jalur struktural' hanya menghitung PNS (tanpa CPNS dan PPPK), "
    "dengan pelaksana dan JF teknis di tingkat dasar, karena dari merekalah jabatan struktural biasanya "
    "diisi; guru dan tenaga kesehatan tidak termasuk. Baris bertanda – adalah bagian dari tingkat dasar."
)


def _level(data: Data) -> str:
    return persen(data.config.piramida.conf_level, digits=0)


def tabel_jenjang(table: pd.DataFrame, parts: pd.DataFrame, data: Data) -> Released:
    """People and share of women per level, both populations, with the parts of the lowest level."""
    shown = [
        pd.concat(
            [
                rows.iloc[:1],
                parts.loc[parts["lingkup"] == name].assign(jenjang=lambda t: "– " + t["jenjang"]),
                rows.iloc[1:],
            ]
        )
        for name, rows in table.groupby("lingkup", sort=False)
    ]
    return release_table(
        pd.concat(shown, ignore_index=True),
        name="piramida_jenjang",
        title=f"Tabel 2.1. Jenjang jabatan menurut jenis kelamin, {tanggal(data.cutoff)}",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("lingkup", "Lingkup", "text"),
            Column("jenjang", "Jenjang", "text"),
            *sex_columns(data),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
            Column("method", "Metode selang", "text"),
        ),
        row_header=1,
        notes=(
            _TRACK_NOTE,
            f"Batas: selang kepercayaan {_level(data)} dari "
            "proporsi wanita; Clopper-Pearson bila kurang dari 100 orang, selebihnya Wilson.",
            sumber(data),
        ),
    )


def gambar_piramida(table: pd.DataFrame, data: Data) -> Released:
    """The job pyramid of the structural track: men left, women right."""
    track = table.loc[table["lingkup"] == "Jalur struktural"].reset_index(drop=True)
    labels = (data.config.profil.label_pria, data.config.profil.label_wanita)
    words = "; ".join(
        f"{row['jenjang']} {bilangan(row['pria'])} pria dan {bilangan(row['wanita'])} wanita"
        for _, row in track.iterrows()
    )
    with canvas(width=7.0, height=3.0) as (figure, ax):
        plot_population_pyramid(track, group="jenjang", labels=labels, ax=ax)
        return release_figure(
            figure,
            name="piramida_jabatan",
            title=f"Gambar 2.1. Piramida jabatan, jalur struktural, {tanggal(data.cutoff)}.",
            alt=f"Piramida jabatan {bilangan(track['total'].sum())} PNS jalur struktural. {words}.",
            notes=(sumber(data),),
        )


def gambar_tangga(table: pd.DataFrame, national: pd.DataFrame, data: Data) -> Released:
    """Share of women per level with intervals, beside the national ladder."""
    rank = {"Pelaksana dan JF": 0, "Pelaksana dan JF Teknis": 0, "Semua PNS": 0}
    rank |= {level: i for i, level in enumerate(jabatan.JENJANG_STRUKTURAL)}
    drawn = table.loc[table["total"] > 0].assign(tingkat=lambda t: t["jenjang"].map(rank))
    words = "; ".join(
        f"{name}: "
        + ", ".join(f"{r['jenjang']} {persen(r['share_wanita'])}" for _, r in rows.iterrows())
        for name, rows in drawn.groupby("lingkup", sort=False)
    )
    with canvas(width=7.0, height=4.8) as (figure, ax):
        plot_share_ladder(
            drawn,
            series="lingkup",
            levels=("Tingkat dasar", *jabatan.JENJANG_STRUKTURAL[1:]),
            reference=national.assign(tingkat=national["jenjang"].map(rank)),
            ax=ax,
        )
        return release_figure(
            figure,
            name="piramida_tangga",
            title=f"Gambar 2.2. Proporsi wanita pada setiap jenjang, {tanggal(data.cutoff)}, dengan "
            f"selang kepercayaan {_level(data)} (batang mendatar). "
            "Tingkat dasar: pelaksana dan JF (semua ASN), pelaksana dan JF teknis (jalur struktural), semua "
            "PNS (Indonesia 2022).",
            alt=f"Proporsi wanita per jenjang. {words}.",
            notes=(sumber(data), f"Angka nasional: {SUMBER_JENJANG}."),
        )


def tabel_penurunan(table: pd.DataFrame, data: Data) -> Released:
    """The drops between neighbouring levels and the flag."""
    shown = table.assign(tanda=table["bocor"].map({True: "bocor", False: "tidak ditandai"}))
    margin = poin(data.config.piramida.margin)
    return release_table(
        shown,
        name="piramida_penurunan",
        title="Tabel 2.2. Penurunan proporsi wanita antara dua jenjang (poin persen)",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("lingkup", "Lingkup", "text"),
            Column("dari", "Dari jenjang", "text"),
            Column("ke", "Ke jenjang", "text"),
            Column("estimate", "Penurunan", "points"),
            Column("conf_low", "Batas bawah", "points"),
            Column("conf_high", "Batas atas", "points"),
            Column("p_value", "Nilai-p", "p"),
            Column("p_holm", "Nilai-p (Holm)", "p"),
            Column("tanda", "Tanda", "text"),
        ),
        row_header=2,
        notes=(
            f"Catatan: 'bocor' bila penurunan paling sedikit {margin}, selang kepercayaannya di atas "
            f"nol, dan nilai-p Holm di bawah {desimal(1 - data.config.piramida.conf_level, digits=2)}. Nilai "
            "negatif berarti proporsi wanita naik. Selang: Newcombe; nilai-p: uji eksak Fisher. Ambang "
            "diatur di pug.toml. Dalam berkas CSV nilai ditulis sebagai pecahan 0-1.",
            sumber(data),
        ),
    )


def kalimat_penurunan(table: pd.DataFrame, data: Data) -> Several:
    """A headline per population, and one sentence per step of the structural track."""
    margin = data.config.piramida.margin
    heads = [
        _headline(str(name), rows, margin) for name, rows in table.groupby("lingkup", sort=False)
    ]
    track = table.loc[table["lingkup"] == "Jalur struktural"]
    sentences = [_step_sentence(row, margin) for _, row in track.iterrows()]
    meaning = "Batas bawah yang negatif berarti arahnya mungkin justru sebaliknya."
    opening = "Pada jalur struktural:"
    return Several((*heads[::-1], text(opening, *sentences, meaning)))


def _headline(name: str, rows: pd.DataFrame, margin: float) -> Released:
    label = f"Langkah karier yang ditandai bocor, {name.lower().replace('asn', 'ASN')}"
    flagged = rows.loc[rows["bocor"]]
    open_steps = rows.loc[~rows["bocor"] & ~(rows["conf_high"] < margin)]
    if len(flagged):
        note = "; ".join(f"{r['dari']} ke {r['ke']}" for _, r in flagged.iterrows())
        return headline(label, f"{len(flagged)} dari {len(rows)}", note)
    if len(open_steps):
        note = (
            f"{len(open_steps)} dari {len(rows)} langkah belum dapat disimpulkan; lihat Tabel 2.2"
        )
        return headline(label, "Belum dapat dipastikan", note)
    return headline(label, f"0 dari {len(rows)}", "penurunan sebesar ambang dapat dikesampingkan")


def _step_sentence(row: pd.Series, margin: float) -> str:
    step = f"Dari {row['dari']} ke {row['ke']}"
    if pd.isna(row["estimate"]):
        return f"{step}: tidak dapat dihitung karena salah satu jenjang tidak berisi."
    rises = row["estimate"] < 0
    ends = (row["conf_low"], row["conf_high"])
    low, high = sorted(-end for end in ends) if rises else ends
    moved = f"{'naik' if rises else 'turun'} {poin(row['estimate'])}"
    start = (
        f"{step} proporsi wanita {moved if row['estimate'] else 'tidak berubah'} (selang kepercayaan "
        f"{persen(row['conf_level'], digits=0)}: {desimal(100 * low)} sampai {desimal(100 * high)} poin)"
    )
    if row["bocor"]:
        return f"{start}: ditandai sebagai kebocoran."
    if row["conf_high"] < margin:
        return f"{start}: penurunan sebesar {poin(margin)} atau lebih dapat dikesampingkan."
    if row["conf_low"] > 0 and row["p_holm"] < 1 - row["conf_level"]:
        return (
            f"{start}: proporsi wanita memang turun, tetapi belum dapat dipastikan bahwa penurunannya "
            f"memenuhi aturan kebocoran ({poin(margin)}, dengan koreksi untuk beberapa langkah)."
        )
    return f"{start}: data tahun ini belum cukup untuk memastikan ada atau tidaknya kebocoran."


def tabel_indeks(table: pd.DataFrame, data: Data) -> Released:
    """The glass-ceiling index of both populations."""
    return release_table(
        table,
        name="piramida_indeks",
        title="Tabel 2.3. Indeks langit-langit kaca (glass ceiling index)",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("lingkup", "Lingkup", "text"),
            Column("share_semua", "% wanita, semua", "share"),
            Column("share_puncak", "% wanita, JPT Pratama", "share"),
            Column("n_puncak", "Jumlah JPT Pratama", "count"),
            Column("estimate", "Indeks", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
        ),
        notes=(
            "Catatan: indeks = % wanita di antara semua orang dalam lingkup dibagi % wanita di antara "
            "JPT Pratama. Selang memperhitungkan sedikitnya jumlah JPT Pratama. … = tidak dapat dihitung: "
            "tidak ada JPT Pratama atau tidak ada wanita di antaranya. 'Semua ASN' menghitung seluruh ASN "
            "aktif.",
            sumber(data),
        ),
    )


def tabel_jf(table: pd.DataFrame, data: Data) -> Released:
    """Levels of functional positions, beside the ladder."""
    return release_table(
        table,
        name="piramida_jenjang_jf",
        title=f"Tabel 2.4. Jabatan fungsional menurut jenjang, {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(Column("jenjang_jf", "Jenjang jabatan fungsional", "text"), *sex_columns(data)),
        notes=(
            "Catatan: keterampilan (Pemula sampai Penyelia) dan keahlian (Ahli Pertama sampai Ahli "
            "Utama).",
            sumber(data),
        ),
    )


def tabel_nasional(table: pd.DataFrame, data: Data) -> Released:
    """The national ladder, the comparison line of the figure."""
    return release_table(
        table,
        name="piramida_nasional_2022",
        title="Tabel 2.5. Pembanding: jenjang jabatan PNS seluruh Indonesia, 2022",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("jenjang", "Jenjang", "text"),
            Column("pria", "Pria", "count"),
            Column("wanita", "Wanita", "count"),
            Column("total", "Total", "count"),
            Column("share_wanita", "% Wanita", "share"),
        ),
        notes=(f"Sumber: {SUMBER_JENJANG}.",),
    )


def cara_tangga() -> Released:
    """How the ladder is read."""
    return reading(
        "Setiap titik adalah proporsi wanita pada satu jenjang; garis mendatarnya adalah rentang yang "
        "masih masuk akal bila pengisian jabatan yang sama terjadi sekali lagi secara kebetulan. Jumlahnya "
        "sendiri adalah hitungan lengkap. Makin sedikit orang, makin panjang garisnya. "
        "Titik yang bergeser ke kiri pada jenjang yang lebih tinggi berarti proporsi wanita menurun.",
        "Penurunan antara jenjang menunjukkan di mana wanita kurang terwakili sekarang, bukan "
        "penyebabnya: pejabat hari ini diangkat dari pegawai yang masuk belasan tahun lalu.",
    )


def cara_indeks() -> Released:
    """How the index is read."""
    return reading(
        "Indeks 1 berarti wanita mencapai JPT Pratama sesuai proporsinya. Indeks 2 berarti proporsi "
        "wanita di puncak hanya setengah dari proporsinya di antara semua pegawai. Bila batas bawah "
        "masih di bawah 1, data belum cukup untuk memastikan bahwa wanita kurang terwakili di puncak."
    )
