"""The page that sums up the others: cards, answers, what changed, what cannot be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.ringkasan.isi_show import TemuanUtama
from pug_analysis.pages.ringkasan.jabatan_show import period_before
from pug_analysis.pages.ringkasan.jawaban_show import jawab
from pug_analysis.pages.ringkasan.kutipan_show import ReleasedTables
from pug_analysis.pages.ringkasan.putusan_show import (
    DOWN,
    EQUAL,
    FEW,
    GAP,
    NO_DATA,
    UNDECIDED,
    UP,
)
from pug_analysis.pages.tren import perubahan_show
from pug_analysis.release.display import Released, template, text
from pug_analysis.release.numbers import bilangan, persen
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import say

__all__ = [
    "batas", "jawab", "jawaban", "kartu_jawaban", "kesalahan", "perubahan_periode", "tabel_kutipan",
    "tabel_temuan",
]  # fmt: skip

#: Chance that at least one of the questions with a verdict calls a gap where there is none; measured by
#: `python benchmarks/verdicts.py --scenarios null --sizes 6500 --replicates 200`, see docs/sertifikat.md.
FALSE_ALARM: Final = 0.12
#: Shade of each verdict; the word stands beside it.
_TONES: Final = {GAP: "ada", DOWN: "ada", EQUAL: "sama", UP: "sama"}


def kartu_jawaban(findings: Sequence[TemuanUtama]) -> Released:
    """The five answers at one look: question, verdict, the sentence to repeat, what to do first."""
    cards = [
        {
            "nomor": f.nomor,
            "pertanyaan": f.pertanyaan,
            "putusan": f.putusan,
            "kekuatan": _shown_strength(f),
            "nada": _TONES.get(f.putusan, "belum"),
            "ingat": f.isi.ingat,
            "tindak": "" if f.putusan in (UNDECIDED, FEW) else "".join(f.isi.tindak[:1]),
        }
        for f in findings
    ]
    html = template("answers.html.j2").render(
        cards=cards, first=say("ringkasan_bagian", "tindak_satu")
    )
    return Released(html, {"kind": "text"})


def jawaban(finding: TemuanUtama) -> Released:
    """Verdict, the sentence to repeat, and what it means, what could be done, how sure it is."""
    isi = finding.isi
    parts = [
        (say("ringkasan_bagian", "artinya"), isi.artinya, False),
        (say("ringkasan_bagian", "tindak"), isi.tindak, True),
        (say("ringkasan_bagian", "pasti"), (*isi.pasti, *_strength(finding)), False),
        (say("ringkasan_bagian", "cukup"), isi.cukup, False),
    ]
    html = template("answer.html.j2").render(
        putusan=finding.putusan,
        kekuatan=_shown_strength(finding),
        nada=_TONES.get(finding.putusan, "belum"),
        ingat=isi.ingat,
        parts=[(title, said, listed) for title, said, listed in parts if said],
        halaman=say("ringkasan_selengkapnya", halaman=finding.halaman),
    )
    return Released(html, {"kind": "text"})


def _shown_strength(finding: TemuanUtama) -> str:
    """The strength beside the verdict; that it is not told is said below, where it is explained."""
    return "" if finding.kekuatan == say("ringkasan_kekuatan", "tanpa") else finding.kekuatan


def _strength(finding: TemuanUtama) -> tuple[str, ...]:
    words = {say("ringkasan_kekuatan", case): case for case in ("kuat", "lemah", "tanpa")}
    case = words.get(finding.kekuatan) if finding.kekuatan else None
    return (say("ringkasan_kekuatan_arti", case),) if case else ()


def tabel_temuan(findings: Sequence[TemuanUtama], data: Data) -> Released:
    """The questions, their verdicts and what could be done, for files; the page shows them as cards."""
    rows = pd.DataFrame(
        [
            {"nomor": str(f.nomor), "pertanyaan": f.pertanyaan, "angka": f.isi.angka,
             "putusan": f.putusan, "kekuatan": f.kekuatan, "ingat": f.isi.ingat,
             "tindak": " ".join(f.isi.tindak), "cukup": " ".join(f.isi.cukup), "halaman": f.halaman}
            for f in findings
        ]
    )  # fmt: skip
    return show_table(rows, "ringkasan_temuan", data, row_header=1, file_only=True)


def tabel_kutipan(findings: Sequence[TemuanUtama], data: Data) -> Released:
    """Every number of this page with the place that it was taken from."""
    quoted = [(f.nomor, q) for f in findings for q in dict.fromkeys(f.kutipan)]
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
    before = period_before(latest, frame.loc[frame["ke"] == latest, "dari"])
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


def kesalahan() -> Released:
    """How often five questions together call a gap that is not there."""
    return text(say("ringkasan_kesalahan", persen=persen(FALSE_ALARM, digits=0)))
