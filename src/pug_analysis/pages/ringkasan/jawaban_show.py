"""Five questions of the Pokja, each answered from tables already released.

Nothing is computed here but what a reader could do with the released tables; every number is quoted
with the table, row and column that it was taken from, so the page cannot disagree with
the others nor tell more than they do.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from pug_analysis.pages.ringkasan import (
    jabatan_show,
    kecepatan_show,
    langkah_show,
    pd_show,
    pelatihan_show,
)
from pug_analysis.pages.ringkasan.isi_show import Isi, TemuanUtama, without_table
from pug_analysis.pages.ringkasan.kutipan_show import ReleasedTables, has_rows
from pug_analysis.pages.ringkasan.putusan_show import PROVEN, read_strengths
from pug_analysis.release.teks import cases, say

#: Of each question: its key, the table that it cannot do without, and who answers it.
_ASKED: Final[tuple[tuple[str, str, Callable[..., Isi]], ...]] = (
    ("langkah", langkah_show.LANGKAH, langkah_show.answer_steps),
    ("kecepatan", kecepatan_show.LAJU, kecepatan_show.answer_speed),
    ("pelatihan", pelatihan_show.SEMUA_JALUR, pelatihan_show.answer_access),
    ("jabatan", jabatan_show.JUMLAH_SETARA, jabatan_show.answer_posts),
    ("pd", pd_show.PENGANGKATAN, pd_show.answer_offices),
)


def jawab(
    tables: ReleasedTables, *, margin: float, merged: bool = False
) -> tuple[TemuanUtama, ...]:
    """Answer the five questions; a missing table leaves its question open.

    Parameters
    ----------
    tables : of :func:`pug_analysis.release.terbitan.read_released`
    margin : difference of shares of women that a regency looks at (0..1), of its settings
    merged : whether many agencies were added up, without their people
    """
    asked, page = cases("ringkasan_pertanyaan"), cases("ringkasan_halaman")
    strong = read_strengths(tables)
    found = []
    for number, (key, needed, who) in enumerate(_ASKED, 1):
        known = strong[number] if strong is not None else None
        ask = partial(who, difference=margin) if key == "jabatan" else who
        isi = (
            ask(tables, strong=known) if has_rows(tables, needed) else without_table(merged=merged)
        )
        found.append(TemuanUtama(number, asked[key], _strength(isi, known), isi, page[key]))
    return tuple(found)


def _strength(isi: Isi, strong: bool | None) -> str:
    """How strong an answer is; only what is proven has a strength."""
    if isi.putusan not in PROVEN:
        return ""
    return say("ringkasan_kekuatan", "tanpa" if strong is None else "kuat" if strong else "lemah")
