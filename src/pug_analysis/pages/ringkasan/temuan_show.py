"""The page that sums up the others: cards, tables, what changed, what cannot be said."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.ringkasan.jawaban_show import Temuan, susun
from pug_analysis.pages.ringkasan.kutipan_show import Tables
from pug_analysis.pages.ringkasan.putusan_show import FEW, NO_DATA, OPEN
from pug_analysis.pages.tren import perubahan_show
from pug_analysis.release.display import Released, text
from pug_analysis.release.ledger import Release
from pug_analysis.release.numbers import bilangan, persen
from pug_analysis.release.tables import Column, release_table

__all__ = ["batas", "jawaban", "perubahan", "susun", "tabel_kutipan", "tabel_temuan"]


def jawaban(finding: Temuan) -> Released:
    """Verdict, sentences and next step of one question."""
    return text(
        f"Putusan: {finding.putusan}.", *finding.kalimat, f"Langkah berikut: {finding.tindak}"
    )


def tabel_temuan(findings: Sequence[Temuan], data: Data) -> Released:
    """Tabel S.1: the questions, their verdicts and next steps."""
    rows = pd.DataFrame(
        [
            {"nomor": str(f.nomor), "pertanyaan": f.pertanyaan, "angka": f.angka, "putusan": f.putusan,
             "tindak": f.tindak, "halaman": f.halaman}
            for f in findings
        ]
    )  # fmt: skip
    return release_table(
        rows,
        name="ringkasan_temuan",
        title="Tabel S.1. Lima pertanyaan, putusan, dan langkah berikut",
        terms=Release("B", data.edition, exact=True),
        row_header=1,
        notes=(
            "Catatan: belum dapat disimpulkan dan jumlah kasus terlalu sedikit tidak berarti sama.",
        ),
        columns=(
            Column("nomor", "No.", "text"),
            Column("pertanyaan", "Pertanyaan", "text"),
            Column("angka", "Angka", "text"),
            Column("putusan", "Putusan", "text"),
            Column("tindak", "Langkah berikut", "text"),
            Column("halaman", "Selengkapnya di halaman", "text"),
        ),
    )


def tabel_kutipan(findings: Sequence[Temuan], data: Data) -> Released:
    """Tabel S.2: every number of this page with the place that it was taken from."""
    quoted = [(f.nomor, q) for f in findings for q in f.kutipan]
    rows = pd.DataFrame(
        [
            {"nomor": str(n), "arti": q.arti, "nilai": q.nilai, "tabel": q.tabel, "baris": q.baris,
             "kolom": q.kolom}
            for n, q in quoted
        ],
        columns=["nomor", "arti", "nilai", "tabel", "baris", "kolom"],
    )  # fmt: skip
    return release_table(
        rows,
        name="ringkasan_kutipan",
        title="Tabel S.2. Setiap angka halaman ini dan tempat asalnya",
        terms=Release("B", data.edition, exact=True),
        file_only=True,
        columns=(
            Column("nomor", "No.", "text"),
            Column("arti", "Angka", "text"),
            Column("nilai", "Nilai", "number"),
            Column("tabel", "Tabel asal", "text"),
            Column("baris", "Baris", "text"),
            Column("kolom", "Kolom", "text"),
        ),
    )


def perubahan(tables: Tables) -> Released:
    """What changed since the period before, of the lines that Tabel T.3 judges."""
    frame = tables.get("tren_perubahan_utama")
    if frame is None or frame.empty:
        return text(
            "Perubahan belum dapat dinilai: untuk itu diperlukan data periode sebelumnya di data/raw."
        )
    latest = frame["ke"].iloc[-1]
    before = _before(latest, frame.loc[frame["ke"] == latest, "dari"])
    rows = frame.loc[(frame["ke"] == latest) & (frame["dari"] == before)]
    moved = rows["putusan"] == perubahan_show.PUTUSAN["changed"]
    start = f"Dari {before} ke {latest}, {bilangan(len(rows))} garis utama diperiksa."
    others = ", ".join(
        f"{word} ({bilangan(count)})"
        for word, count in rows.loc[~moved, "putusan"].value_counts(sort=False).items()
    )
    if not moved.any():
        return text(f"{start} Tidak satu pun dinyatakan berubah: {others} (Tabel T.3).")
    listed = "; ".join(
        f"{r['baris']} {persen(r['share_dulu'])} menjadi {persen(r['share_kini'])}"
        for _, r in rows.loc[moved].iterrows()
    )
    rest = f" Selebihnya: {others}." if others else ""
    return text(
        f"{start} Berubah lebih dari kebetulan: {listed}.{rest} (Tabel T.3; sebabnya tidak diuji.)"
    )


def _before(latest: str, earlier: pd.Series) -> str:
    """The last period of the same kind, a year or a first semester, else the last one."""
    names = list(earlier.unique())
    return max([name for name in names if name[:-4] == latest[:-4]] or names)


def batas(findings: Sequence[Temuan]) -> Released:
    """What the data cannot say: open questions of this year, then what no such data can."""
    unsure = [f for f in findings if f.putusan in (OPEN, FEW, NO_DATA)]
    verdicts = dict.fromkeys(f.putusan for f in unsure)
    open_ones = "; ".join(
        f"pertanyaan {', '.join(str(f.nomor) for f in unsure if f.putusan == verdict)}: {verdict}"
        for verdict in verdicts
    )
    said = f"Tahun ini {open_ones}. Itu bukan bukti bahwa tidak ada kesenjangan."
    return text(
        *([said] if unsure else []),
        "Data kepegawaian menunjukkan di mana pria dan wanita berbeda, bukan mengapa. Beban keluarga, minat, "
        "penilaian atasan, dan pengalaman tidak tercatat di SIASN; itu memerlukan wawancara atau survei.",
        "Jumlah jabatan tinggi kecil: satu orang dapat mengubah proporsi beberapa poin.",
    )
