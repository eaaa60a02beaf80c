"""The page that sums up the others: cards, tables, what changed, what cannot be said."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.ringkasan.jawaban_show import TemuanUtama, jawab
from pug_analysis.pages.ringkasan.kutipan_show import ReleasedTables
from pug_analysis.pages.ringkasan.putusan_show import FEW, NO_DATA, UNDECIDED
from pug_analysis.pages.tren import perubahan_show
from pug_analysis.release.display import Released, text
from pug_analysis.release.numbers import bilangan, persen
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import say

__all__ = ["batas", "jawab", "jawaban", "perubahan_periode", "tabel_kutipan", "tabel_temuan"]


def jawaban(finding: TemuanUtama) -> Released:
    """Verdict, sentences and next step of one question."""
    return text(
        say("ringkasan_putusan_adalah", putusan=finding.putusan),
        *finding.kalimat,
        say("ringkasan_langkah_adalah", langkah=finding.tindak),
    )


def tabel_temuan(findings: Sequence[TemuanUtama], data: Data) -> Released:
    """The questions, their verdicts and next steps."""
    rows = pd.DataFrame(
        [
            {"nomor": str(f.nomor), "pertanyaan": f.pertanyaan, "angka": f.angka, "putusan": f.putusan,
             "tindak": f.tindak, "halaman": f.halaman}
            for f in findings
        ]
    )  # fmt: skip
    return show_table(rows, "ringkasan_temuan", data, row_header=1)


def tabel_kutipan(findings: Sequence[TemuanUtama], data: Data) -> Released:
    """Every number of this page with the place that it was taken from."""
    quoted = [(f.nomor, q) for f in findings for q in f.kutipan]
    rows = pd.DataFrame(
        [
            {"nomor": str(n), "arti": q.arti, "nilai": q.nilai, "tabel": q.tabel, "baris": q.baris,
             "kolom": q.kolom}
            for n, q in quoted
        ],
        columns=["nomor", "arti", "nilai", "tabel", "baris", "kolom"],
    )  # fmt: skip
    return show_table(rows, "ringkasan_kutipan", data, file_only=True)


def perubahan_periode(tables: ReleasedTables) -> Released:
    """What changed since the period before, of the headlines that the trend page judges."""
    frame = tables.get("tren_perubahan_utama")
    if frame is None or frame.empty:
        return text(say("ringkasan_tanpa_periode"))
    latest = frame["ke"].iloc[-1]
    before = _before(latest, frame.loc[frame["ke"] == latest, "dari"])
    rows = frame.loc[(frame["ke"] == latest) & (frame["dari"] == before)]
    moved = rows["putusan"] == perubahan_show.PUTUSAN_PERUBAHAN["changed"]
    others = ", ".join(
        f"{word} ({bilangan(count)})"
        for word, count in rows.loc[~moved, "putusan"].value_counts(sort=False).items()
    )
    n = bilangan(len(rows))
    if not moved.any():
        return text(
            say("ringkasan_tidak_berubah", dari=before, ke=latest, jumlah=n, lainnya=others)
        )
    listed = "; ".join(
        say(
            "ringkasan_baris",
            baris=r["baris"],
            dulu=persen(r["share_dulu"]),
            kini=persen(r["share_kini"]),
        )
        for _, r in rows.loc[moved].iterrows()
    )
    rest = say("ringkasan_selebihnya", lainnya=others) if others else ""
    return text(
        say("ringkasan_berubah", dari=before, ke=latest, jumlah=n, daftar=listed, selebihnya=rest)
    )


def _before(latest: str, earlier: pd.Series) -> str:
    """The last period of the same kind, a year or a first semester, else the last one."""
    names = list(earlier.unique())
    return max([name for name in names if name[:-4] == latest[:-4]] or names)


def batas(findings: Sequence[TemuanUtama]) -> Released:
    """What the data cannot say: open questions of this year, then what no such data can."""
    unsure = [f for f in findings if f.putusan in (UNDECIDED, FEW, NO_DATA)]
    verdicts = dict.fromkeys(f.putusan for f in unsure)
    open_ones = "; ".join(
        say(
            "ringkasan_pertanyaan_terbuka",
            nomor=", ".join(str(f.nomor) for f in unsure if f.putusan == verdict),
            putusan=verdict,
        )
        for verdict in verdicts
    )
    return text(
        *([say("ringkasan_terbuka", daftar=open_ones)] if unsure else []),
        say("ringkasan_batas", "sebab"),
        say("ringkasan_batas", "kecil"),
    )
