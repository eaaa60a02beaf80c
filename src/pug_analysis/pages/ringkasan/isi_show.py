"""What an answer of the summary holds, and answers that hold no number."""

from __future__ import annotations

from dataclasses import dataclass

from pug_analysis.pages.ringkasan.kutipan_show import Kutipan
from pug_analysis.pages.ringkasan.putusan_show import FEW, NO_DATA
from pug_analysis.release.teks import say
from pug_analysis.stats.decision import MIN_EVENTS


@dataclass(frozen=True, slots=True)
class Isi:
    """What is said to a question.

    Attributes
    ----------
    angka : the number in few words, "…" where there is none
    putusan : of ``putusan_show``
    ingat : the sentence to be repeated in a meeting
    artinya : what it means in people, and what else is to be known
    tindak : what could be done
    pasti : how sure it is
    cukup : what would be enough, where nothing can be concluded
    kutipan : every number of these sentences
    """

    angka: str
    putusan: str
    ingat: str
    artinya: tuple[str, ...] = ()
    tindak: tuple[str, ...] = ()
    pasti: tuple[str, ...] = ()
    cukup: tuple[str, ...] = ()
    kutipan: tuple[Kutipan, ...] = ()


@dataclass(frozen=True, slots=True)
class TemuanUtama:
    """One question with its answer, how strong this is ("" where it is not told), and its page."""

    nomor: int
    pertanyaan: str
    kekuatan: str
    isi: Isi
    halaman: str

    @property
    def putusan(self) -> str:
        """Verdict of the answer."""
        return self.isi.putusan

    @property
    def kutipan(self) -> tuple[Kutipan, ...]:
        """Numbers quoted by the answer."""
        return self.isi.kutipan


def without_table(*, merged: bool = False) -> Isi:
    """The answer where a table that it needs is not in the report; of many agencies it has no people."""
    if merged:
        return Isi("…", NO_DATA, say("ringkasan_tanpa", "gabungan"))
    return Isi(
        "…", NO_DATA, say("ringkasan_tanpa", "tabel"), tindak=(say("ringkasan_tanpa_tindak"),)
    )


def without_leavers() -> Isi:
    """The answer where nobody knows who has left."""
    return Isi(
        "…", NO_DATA, say("ringkasan_tanpa", "daftar"), tindak=(say("ringkasan_tanpa_tindak"),)
    )


def too_few(what: str) -> Isi:
    """The answer where too few cases were counted: what, by its case of ``ringkasan_kasus``."""
    counted = say("ringkasan_kasus", what)
    return Isi(
        "…",
        FEW,
        say("ringkasan_sedikit", apa=counted),
        cukup=(say("ringkasan_sedikit_cukup", apa=counted, paling_sedikit=str(MIN_EVENTS)),),
    )
