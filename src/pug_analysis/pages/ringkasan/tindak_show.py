"""What could be done, by question, verdict and step, from the roadmap's pillars on talent and training.

Never more than the verdict bears: what is proven but not strong is first looked into, what is open waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pug_analysis.analyses.questions.verdicts import Direction
from pug_analysis.pages.ringkasan.putusan_show import DOWN, EQUAL, GAP, SEEN, UP
from pug_analysis.release.teks import say

#: Of each level, what could be done about the step that leads to it. The first one looks, the others act.
DI_LANGKAH: Final = {
    "Pengawas": ("usulan", "program", "pkp"),
    "Administrator": ("usulan", "pka", "mentor"),
    "JPT Pratama": ("suksesi", "pkn", "seleksi"),
    "JF Ahli Muda": ("ujikom", "program_jf"),
    "JF Ahli Madya": ("ujikom", "mentor"),
}
#: By when a gap is proven: early, late, or both.
MENURUT_WAKTU: Final = {
    "awal": ("usulan", "program", "pkp"),
    "akhir": ("suksesi", "mentor", "pka"),
    "": ("usulan", "program", "suksesi"),
}
PELATIHAN: Final = ("undangan", "kuota_pelatihan", "jadwal")
JABATAN: Final = ("suksesi", "target", "penempatan")
PERANGKAT_DAERAH: Final = ("bahas_pd", "calon_pd", "penempatan")
#: So many steps are looked into at most, so that the list is read.
_MOST: Final = 4


def actions(
    keys: Sequence[str], *, verdict: str, strong: bool | None, direction: Direction = "wanita"
) -> tuple[str, ...]:
    """Sentences of what could be done.

    Parameters
    ----------
    keys : what could be done if it is proven, what only looks first
    verdict : of the question
    strong : whether it also holds beside the other questions; None where that is not told
    direction : who falls behind
    """
    who = say("ringkasan_siapa", direction or "berganti")
    if verdict in (EQUAL, UP):
        return (say("ringkasan_tindak", "pantau", siapa=who),)
    if verdict == SEEN:
        return (say("ringkasan_tindak", "bandingkan", siapa=who),)
    if verdict not in (GAP, DOWN):
        return (say("ringkasan_tindak", "tunggu", siapa=who),)
    chosen = list(dict.fromkeys(keys))[:_MOST]
    if strong is False:
        chosen = [*chosen[:1], "ulang"]
    return tuple(say("ringkasan_tindak", key, siapa=who) for key in chosen)


def for_steps(levels: Sequence[str]) -> tuple[str, ...]:
    """What could be done about several steps: first what looks, then what acts, lowest step first."""
    steps = [DI_LANGKAH[level] for level in levels]
    return tuple(dict.fromkeys([*(s[0] for s in steps), *(key for s in steps for key in s[1:])]))
