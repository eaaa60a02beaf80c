"""The pieces on supporting against operational posts, and on targets, of the map of offices."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD
from pug_analysis.pages.peta.ranah import ALL_LEVELS, WITHIN, placements
from pug_analysis.pages.peta.ringkas_show import rows_of
from pug_analysis.pages.peta.target import SETTING
from pug_analysis.release.arah import arah
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.halangan import TERLALU_SEDIKIT
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import sex_columns, sumber
from pug_analysis.release.numbers import bilangan, desimal, nilai_p, persen, tanggal
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

_SIGNIFICANT = 0.05
_RATIO = ("estimate", "conf_low", "conf_high")
_TANPA_RANAH = (
    "Ranah jabatan struktural (pendukung atau operasional) tidak diketahui pada data periode ini, sehingga "
    "penempatan tidak dapat dibandingkan."
)


def has_domains(data: Data) -> bool:
    """Whether any structural post is known as supporting or operational."""
    return "ranah_jabatan" in data.snapshot and len(placements(data.snapshot)) > 0


def tabel_ranah(
    counts: pd.DataFrame,
    indices: pd.DataFrame,
    odds: pd.DataFrame,
    offices: pd.DataFrame,
    data: Data,
) -> Several:
    """What is seen in words, then the tables: counts, indices, odds ratios, counts by office.

    Parameters
    ----------
    counts, indices, odds, offices : of ``pages.peta.ranah``
    """
    if not has_domains(data):
        measured = _indices(indices, data)
        return Several((text(_TANPA_RANAH), measured, _spread(measured)))
    tables = (_counts(counts, data), _indices(indices, data), _odds(odds, data))
    words = text(*kalimat_ranah(*tables))
    return Several((words, *tables, _spread(tables[1]), _by_office(offices, data)))


def kalimat_ranah(counts: Released, indices: Released, odds: Released) -> tuple[str, ...]:
    """What the released tables say of all levels together, and within the same level."""
    shares = rows_of(counts).query("jenjang == @ALL_LEVELS").set_index("ranah")
    support, line = shares.loc["pendukung"], shares.loc["operasional"]
    found = rows_of(odds).set_index("jenjang")
    start = (
        f"Wanita memegang {bilangan(support['wanita'])} dari {bilangan(support['total'])} jabatan pendukung "
        f"dan {bilangan(line['wanita'])} dari {bilangan(line['total'])} jabatan operasional."
    )
    within = WITHIN in found.index
    row = found.loc[WITHIN if within else ALL_LEVELS]
    among = "Di antara pejabat pada jenjang yang sama" if within else "Di antara semua pejabat"
    if pd.isna(row["p_value"]):
        return (f"{start} {TERLALU_SEDIKIT}.",)
    if pd.isna(row["estimate"]):
        return (
            f"{start} Salah satu pihak seluruhnya berada pada satu ranah (nilai-p {nilai_p(row['p_value'])}).",
        )
    index = rows_of(indices).query("sebaran == 'ranah' and jenjang == @ALL_LEVELS").iloc[0]
    many, few = ("wanita", "pria") if row["estimate"] >= 1 else ("pria", "wanita")
    said = "data belum cukup untuk menyatakan bahwa penempatan pria dan wanita berbeda"
    # the common ratio's test and interval are two approximations: what is said follows both
    side = arah(row["estimate"], row["conf_low"], row["conf_high"], sama=1)
    if row["p_terkoreksi"] < _SIGNIFICANT and side:
        said = f"{many} lebih sering ditempatkan pada jabatan pendukung daripada {few}"
    return (
        f"{start} {among} rasio odds wanita berada pada jabatan pendukung "
        f"{desimal(row['estimate'], digits=2)} (selang {desimal(row['conf_low'], digits=2)} sampai "
        f"{_end(row['conf_high'])}, nilai-p terkoreksi {nilai_p(row['p_terkoreksi'])}): {said}.",
        f"Indeks ketimpangan sebaran {desimal(index['estimate'], digits=2)}; bila orang yang sama ditempatkan "
        f"secara acak rata-ratanya {desimal(index['expected'], digits=2)}, jadi indeks harus dibaca terhadap "
        "angka itu, bukan terhadap nol.",
    )


def cara_indeks() -> Released:
    """How the index is read."""
    return reading(
        "Indeks ketimpangan (Duncan) adalah bagian wanita, atau pria, yang harus pindah agar keduanya "
        "tersebar sama: 0 sama, 1 terpisah penuh. Pada sedikit jabatan indeks besar timbul dari kebetulan "
        "saja; karena itu di sampingnya ada rata-rata dan rentang bila orang yang sama ditempatkan secara "
        "acak. Indeks di dalam rentang itu tidak menunjukkan apa-apa.",
        "Rasio odds 2 berarti kemungkinan berada di jabatan pendukung dibanding operasional dua kali lebih "
        "tinggi bagi wanita daripada bagi pria; 1 berarti sama.",
    )


def tabel_target(table: pd.DataFrame, data: Data) -> Several:
    """Targets against actual shares, in people; one sentence where none is set."""
    if table["target"].isna().all():
        return Several(
            (
                text(
                    "Belum ada target. Tulis bagian [target] di pug.toml, misalnya jpt_pratama = 0.30, dan "
                    "juga pengawas atau administrator bila ada targetnya; target bukan kuota."
                ),
            )
        )
    shown = release_table(
        table,
        name="pd_target",
        title=f"Tabel D.9. Wanita pada jabatan struktural terhadap target, {tanggal(data.cutoff)}",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("jenjang", "Jenjang", "text"),
            *sex_columns(data),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
            Column("target", "Target", "share"),
            Column("kurang", "Wanita yang masih kurang", "whole"),
        ),
        notes=(
            "Catatan: target ditetapkan di pug.toml, bagian [target]; bukan kuota dan tidak diwajibkan "
            "undang-undang. Masih kurang: pada jumlah jabatan sekarang, dibulatkan ke atas. Batas: selang "
            f"{persen(data.config.peta.conf_level, digits=0)}. … = tanpa target.",
            sumber(data),
        ),
    )
    rows = rows_of(shown)
    return Several(
        (text(*[_target(row) for _, row in rows.iterrows() if pd.notna(row["target"])]), shown)
    )


def _target(row: pd.Series) -> str:
    if not row["total"]:
        return f"{row['jenjang']}: tidak ada pejabat, target {persen(row['target'])} tidak dapat dibandingkan."
    start = (
        f"{row['jenjang']}: {bilangan(row['wanita'])} wanita dari {bilangan(row['total'])} pejabat "
        f"({persen(row['share_wanita'])}), target {persen(row['target'])}"
    )
    lacking = int(row["kurang"])
    few = f" {TERLALU_SEDIKIT}." if row["total"] < MIN_PEOPLE else ""
    if lacking:
        return f"{start}: masih kurang {bilangan(lacking)} orang.{few}"
    return f"{start}: tercapai.{few}"


def _counts(counts: pd.DataFrame, data: Data) -> Released:
    unknown = int(data.snapshot["jenjang"].isin([*SETTING, "JPT Madya"]).sum())
    unknown -= len(placements(data.snapshot))
    return release_table(
        counts,
        name="pd_ranah",
        title=f"Tabel D.5. Jabatan pendukung dan operasional menurut jenis kelamin, {tanggal(data.cutoff)}",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("jenjang", "Jenjang", "text"),
            Column("ranah", "Ranah", "text"),
            *sex_columns(data),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
        ),
        row_header=1,
        notes=(
            "Catatan: pendukung adalah sekretariat, umum, kepegawaian, dan keuangan di dalam PD; "
            "operasional adalah bidang, bagian kebijakan, dan wilayah; menurut nama jabatan dan unitnya. "
            "Semua eselon II (JPT Pratama) dihitung operasional, apa pun namanya, juga sekretaris daerah, "
            "sekretaris DPRD, asisten, dan staf ahli: mereka memimpin atau menasihati, bukan melayani satu "
            f"PD. Tidak diketahui ranahnya: {bilangan(unknown)} jabatan. … = kurang dari {MIN_PEOPLE} "
            "jabatan.",
            sumber(data),
        ),
    )


def _indices(indices: pd.DataFrame, data: Data) -> Released:
    return release_table(
        indices,
        name="pd_segregasi",
        title="Tabel D.6. Indeks ketimpangan sebaran pria dan wanita, dan nilainya bila acak",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("sebaran", "Sebaran menurut", "text"),
            Column("jenjang", "Jenjang", "text"),
            Column("wanita", "Wanita", "count"),
            Column("pria", "Pria", "count"),
            Column("estimate", "Indeks", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
            Column("expected", "Rata-rata bila acak", "number"),
            Column("chance_low", "Acak, dari", "number"),
            Column("chance_high", "Acak, sampai", "number"),
            Column("systematic", "Di luar kebetulan", "number"),
            Column("p_value", "Nilai-p", "p"),
        ),
        row_header=1,
        notes=(
            "Catatan: indeks Duncan, 0 sampai 1. Rata-rata bila acak: dihitung tepat; rentang dan nilai-p "
            f"dari penempatan acak orang yang sama. Selang {persen(data.config.peta.conf_level, digits=0)} "
            "indeks hanya untuk dua kelompok (Newcombe). Di luar kebetulan: (indeks - rata-rata acak) / (1 "
            f"- rata-rata acak). … = kurang dari {MIN_PEOPLE} pria atau wanita atau {MIN_EVENTS} jabatan "
            "sejenis.",
            sumber(data),
        ),
    )


def _odds(odds: pd.DataFrame, data: Data) -> Released:
    finite = odds.assign(**{name: odds[name].where(np.isfinite(odds[name])) for name in _RATIO})
    return release_table(
        finite,
        name="pd_ranah_odds",
        title="Tabel D.7. Rasio odds wanita berada pada jabatan pendukung",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("jenjang", "Jenjang", "text"),
            Column("wanita_pendukung", "Wanita pada jabatan pendukung", "count"),
            Column("wanita", "Wanita", "count"),
            Column("pria_pendukung", "Pria pada jabatan pendukung", "count"),
            Column("pria", "Pria", "count"),
            Column("estimate", "Rasio odds", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
            Column("p_value", "Nilai-p", "p"),
            Column("p_terkoreksi", "Nilai-p, terkoreksi", "p"),
        ),
        notes=(
            "Catatan: eksak bersyarat; baris 'dalam jenjang yang sama' Mantel-Haenszel, karena jabatan "
            "pendukung lebih banyak pada jenjang bawah. Hanya baris itu perbandingan utama. Terkoreksi: "
            "peluang salah 5% dibagi, empat perlima untuk perbandingan utama, seperlima untuk semua jenjang "
            "bersama (Holm). Selang tidak dikoreksi. "
            f"… = tidak terbatas, atau kurang dari {MIN_PEOPLE} pria atau wanita atau {MIN_EVENTS} jabatan "
            "sejenis.",
            sumber(data),
        ),
    )


def _end(value: float) -> str:
    return "tidak terbatas" if pd.isna(value) else desimal(value, digits=2)


def _spread(indices: Released) -> Released:
    row = rows_of(indices).query("sebaran == 'perangkat daerah'").iloc[0]
    if pd.isna(row["estimate"]):
        return text(f"Sebaran antar-PD: {TERLALU_SEDIKIT.lower()}.")
    said = (
        "wanita tersebar antar-PD lebih timpang daripada kebetulan"
        if row["p_value"] < _SIGNIFICANT
        else "tidak terlihat bahwa PD berbeda satu sama lain lebih dari kebetulan"
    )
    return text(
        f"Sebaran antar-PD: indeks {desimal(row['estimate'], digits=2)}, bila acak "
        f"{desimal(row['expected'], digits=2)} (rentang {desimal(row['chance_low'], digits=2)} sampai "
        f"{desimal(row['chance_high'], digits=2)}, nilai-p {nilai_p(row['p_value'])}): {said}."
    )


def _by_office(offices: pd.DataFrame, data: Data) -> Released:
    return release_table(
        offices,
        name="pd_ranah_per_pd",
        title="Tabel D.8. Jabatan pendukung dan operasional setiap perangkat daerah",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column(PD, "Perangkat daerah", "text"),
            Column("wanita_pendukung", "Wanita, pendukung", "count"),
            Column("pendukung", "Jabatan pendukung", "count"),
            Column("wanita_operasional", "Wanita, operasional", "count"),
            Column("operasional", "Jabatan operasional", "count"),
        ),
        notes=(
            "Catatan: menurut abjad; hanya jumlah, karena jabatan per PD sedikit.",
            sumber(data),
        ),
    )
