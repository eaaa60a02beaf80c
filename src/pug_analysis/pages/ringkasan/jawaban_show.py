"""Five questions of the Pokja, each answered from tables already released.

Nothing is computed here but what a reader could do with the released tables; every number is quoted
with the table, row and column that it was taken from, so the page cannot disagree with
the others nor tell more than they do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from pug_analysis.pages.peta.jabatan import SEMUA_PD
from pug_analysis.pages.ringkasan.kutipan_show import Kutipan, ReleasedTables, quote
from pug_analysis.pages.ringkasan.putusan_show import (  # fmt: skip
    EQUAL,
    FEW,
    GAP,
    LANGKAH,
    NO_DATA,
    SEEN,
    UNDECIDED,
    VERDICTS,
)
from pug_analysis.release.numbers import bilangan, desimal, in_years, persen
from pug_analysis.release.teks import cases, say

#: The rows that the questions are about.
DIAJUKAN: Final = "(diajukan)"
JALUR, SASARAN, AKSES, BARIS_SETARA = (
    "Jalur struktural",
    "Pengawas, sejak CPNS",
    "Semua jenjang, sebelum",
    "II dan III",
)


@dataclass(frozen=True, slots=True)
class TemuanUtama:
    """One question with its answer: verdict, sentences, what to do next, quoted numbers."""

    nomor: int
    pertanyaan: str
    angka: str
    putusan: str
    kalimat: tuple[str, ...]
    tindak: str
    halaman: str
    kutipan: tuple[Kutipan, ...]


def jawab(tables: ReleasedTables, *, margin: float) -> tuple[TemuanUtama, ...]:
    """Answer the five questions; a missing table leaves its question open.

    Parameters
    ----------
    tables : of :func:`pug_analysis.release.terbitan.read_released`
    margin : fall of the share of women from which a step of the ladder is flagged
    """
    found = []
    for number, (needed, question, page, answer) in enumerate(_questions(margin), 1):
        lacking = [name for name in needed if name not in tables or tables[name].empty]
        if lacking:
            said = say("ringkasan_tanpa_tabel")
            found.append(
                TemuanUtama(
                    number, question, "…", NO_DATA, (said,), LANGKAH[number][NO_DATA], page, ()
                )
            )
            continue
        value, verdict, sentences, quoted = answer(tables)
        found.append(
            TemuanUtama(
                number, question, value, verdict, sentences, LANGKAH[number][verdict], page, quoted
            )
        )
    return tuple(found)


#: Number, verdict, sentences, quoted numbers.
Answer = tuple[str, str, tuple[str, ...], tuple[Kutipan, ...]]
#: Needed tables, question, page of the answer, and how it is found.
Pertanyaan = tuple[tuple[str, ...], str, str, Callable[[ReleasedTables], Answer]]


def _pyramid(tables: ReleasedTables, *, margin: float) -> Answer:
    levels = tables["piramida_jenjang"].loc[lambda t: t["lingkup"] == JALUR]
    levels = levels.loc[~levels["jenjang"].str.startswith("–")]
    shares = {
        name: quote(tables, "piramida_jenjang", "share_wanita",
                    say("ringkasan_arti", "proporsi", apa=name), lingkup=JALUR, jenjang=name)
        for name in levels["jenjang"]
    }  # fmt: skip
    steps = tables["piramida_penurunan"].loc[lambda t: t["lingkup"] == JALUR]
    falls = steps.loc[steps["tanda"] == "bocor"]
    drops = {
        f"{r['dari']} ke {r['ke']}": quote(
            tables, "piramida_penurunan", "estimate",
            say("ringkasan_arti", "penurunan", apa=f"{r['dari']} ke {r['ke']}"),
            lingkup=JALUR, dari=r["dari"], ke=r["ke"],
        )
        for _, r in falls.iterrows()
    }  # fmt: skip
    quoted = tuple(shares.values())
    known = {name: persen(q.nilai) for name, q in shares.items() if q.nilai == q.nilai}
    if not known:
        return "…", FEW, (say("ringkasan_piramida_kecil"),), quoted
    ladder = "; ".join(f"{name} {share}" for name, share in known.items())
    said = (say("ringkasan_piramida", tangga=ladder),)
    highest = list(known)[-1]
    top = say("ringkasan_piramida_puncak", persen=known[highest], jenjang=highest)
    if drops:
        named = "; ".join(f"{step} {_points(q.nilai)} poin" for step, q in drops.items())
        leaks = say("ringkasan_piramida_bocor", langkah=named)
        return top, GAP, (*said, leaks), (*quoted, *drops.values())
    excluded = bool((steps["conf_high"].astype(float) < margin).all())
    end = say(
        "ringkasan_piramida_akhir", "kecil" if excluded else "terbuka", ambang=_points(margin)
    )
    return top, EQUAL if excluded else UNDECIDED, (*said, end), quoted


def _promotion(tables: ReleasedTables) -> Answer:
    row = tables["kohort_sasaran"].set_index("sasaran").loc[SASARAN]
    verdict = VERDICTS[row["putusan"]]
    quoted = tuple(
        quote(tables, "kohort_sasaran", column, say("ringkasan_arti", "pengawas", apa=name),
              sasaran=SASARAN)
        for column, name in cases("ringkasan_ukuran").items()
    )  # fmt: skip
    if any(q.nilai != q.nilai for q in quoted):
        return "…", FEW if verdict not in (NO_DATA,) else NO_DATA, (_few("pengangkatan"),), ()
    gap, low, high = (q.nilai for q in quoted[2:])
    men, women = _shares(*quoted[:2])
    who, people = _analysed(tables, "kohort_sasaran", sasaran=SASARAN)
    span = tables["kohort_sasaran"].attrs["title"].rpartition(" pada ")[2]
    said = say(
        "ringkasan_promosi",
        siapa=who,
        bagian_wanita=women,
        bagian_pria=men,
        masa=span,
        selisih=_points(gap),
        bawah=_points(low),
        atas=_points(high),
    )
    other, more = _other_milestones(tables, span)
    value = say("ringkasan_promosi_angka", selisih=_points(gap), masa=span)
    return value, verdict, (said, *other), (*quoted, *people, *more)


def _analysed(tables: ReleasedTables, name: str, **row: str) -> tuple[str, tuple[Kutipan, ...]]:
    """How many women and men an answer is about, as far as the edition tells."""
    quoted = tuple(
        quote(tables, name, f"n_{sex}", say("ringkasan_arti", "dianalisis", apa=sex), **row)
        for sex in ("wanita", "pria")
    )
    if any(q.nilai != q.nilai for q in quoted):
        return "", ()
    women, men = (bilangan(q.nilai) for q in quoted)
    return say("ringkasan_orang", wanita=women, pria=men), quoted


def _other_milestones(
    tables: ReleasedTables, span: str
) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    """Milestones beside the one of the verdict whose simultaneous interval leaves out 0."""
    if "kohort_selisih" not in tables:
        return (), ()
    said, quoted = [], []
    frame = tables["kohort_selisih"].dropna(subset=["conf_low", "conf_high"])
    for time in frame.loc[(frame["conf_low"] > 0) | (frame["conf_high"] < 0), "time"]:
        if in_years(time) == span:
            continue
        meaning = say("ringkasan_arti", "tonggak", apa=in_years(time))
        gap, low, high = (
            quote(tables, "kohort_selisih", column, meaning, time=str(time))
            for column in ("estimate", "conf_low", "conf_high")
        )
        said.append(
            say(
                "ringkasan_tonggak_lain",
                tonggak=in_years(time),
                selisih=_points(gap.nilai),
                bawah=_points(low.nilai),
                atas=_points(high.nilai),
                masa=span,
            )
        )
        quoted += [gap, low, high]
    return tuple(said), tuple(quoted)


def _access(tables: ReleasedTables) -> Answer:
    key = {"pelatihan": AKSES, "ukuran": "disesuaikan"}
    frame = tables["pelatihan_rasio"]
    row = frame.loc[(frame["pelatihan"] == AKSES) & (frame["ukuran"] == "disesuaikan")].iloc[0]
    verdict = VERDICTS[row["putusan"]]
    quoted = tuple(
        quote(tables, "pelatihan_rasio", column, say("ringkasan_arti", "akses", apa=name), **key)
        for column, name in cases("ringkasan_ukuran_akses").items()
    )
    if any(q.nilai != q.nilai for q in quoted):
        return "…", NO_DATA if verdict == NO_DATA else FEW, (_few("peserta"),), ()
    ratio, low, high = (desimal(q.nilai, digits=2) for q in quoted)
    who, people = _analysed(tables, "pelatihan_rasio", **key)
    said = say("ringkasan_akses", rasio=ratio, bawah=low, atas=high)
    base = say("ringkasan_akses_dasar", siapa=who) if who else ""
    value = say("ringkasan_akses_angka", rasio=ratio)
    return value, verdict, (said + base,), (*quoted, *people)


def _posts(tables: ReleasedTables) -> Answer:
    frame = tables["indikator_jabatan_setara"]
    both = (frame["setara"] == BARIS_SETARA) & frame["nama"].str.endswith(DIAJUKAN)
    name = frame.loc[both, "nama"].iloc[0]
    kind = name.removesuffix(DIAJUKAN).partition(". ")[2].strip().lower().replace("jf", "JF")
    share, women, total = (
        quote(tables, "indikator_jabatan_setara", column, say("ringkasan_arti", "setara", apa=what),
              nama=name, setara=BARIS_SETARA)
        for column, what in cases("ringkasan_ukuran_setara").items()
    )  # fmt: skip
    if share.nilai != share.nilai:
        return "…", FEW, (_few("jabatan"),), ()
    said = say(
        "ringkasan_jabatan",
        wanita=bilangan(women.nilai),
        semua=bilangan(total.nilai),
        persen=persen(share.nilai),
        ragam=kind,
    )
    return persen(share.nilai), SEEN, (said,), (share, women, total)


def _offices(tables: ReleasedTables) -> Answer:
    frame = tables["pd_pimpinan"]
    flagged = frame.loc[frame["penilaian"] == "ditandai"]
    judged = frame["penilaian"].isin(["ditandai", "tidak ditandai"])
    if not judged.any():
        return "…", FEW, (say("ringkasan_pd_kecil"),), ()
    names = tuple(flagged["perangkat_daerah"])
    found = [
        [
            quote(tables, "pd_pimpinan", column, f"{what}, {name}", perangkat_daerah=name)
            for column, what in cases("ringkasan_ukuran_pd").items()
        ]
        for name in names
    ]
    whole, quoted = _regency(tables)
    quoted = (*(q for one in found for q in one), *quoted)
    n = bilangan(judged.sum())
    start = say("ringkasan_pd_dinilai", dinilai=n, semua=bilangan(len(frame)))
    value = say("ringkasan_pd_angka", ditandai=str(len(names)), dinilai=n)
    if not names:
        return value, UNDECIDED, (start, say("ringkasan_pd_tanpa"), *whole), quoted
    listed = "; ".join(
        f"{name} {_of_expected(*one)}" for name, one in zip(names, found, strict=True)
    )
    return value, GAP, (start, say("ringkasan_pd_ditandai", daftar=listed), *whole), quoted


def _regency(tables: ReleasedTables) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    """All offices together: where most are too small, only there a shortfall can be seen."""
    frame = tables.get("pd_kelompok")
    if frame is None or not (frame["kelompok"] == SEMUA_PD).any():
        return (), ()
    quoted = tuple(
        quote(tables, "pd_kelompok", column, f"{SEMUA_PD}: {what}", kelompok=SEMUA_PD)
        for column, what in cases("ringkasan_ukuran_pd").items()
    )
    if any(q.nilai != q.nilai for q in quoted):
        return (), ()
    said = say("ringkasan_pd_semua", jabatan=_of_expected(*quoted))
    return (said,), quoted


def _of_expected(women: Kutipan, total: Kutipan, share: Kutipan, expected: Kutipan) -> str:
    return say(
        "ringkasan_pd_harapan",
        wanita=bilangan(women.nilai),
        semua=bilangan(total.nilai),
        persen=persen(share.nilai),
        harapan=persen(expected.nilai),
    )


def _shares(*quoted: Kutipan) -> tuple[str, ...]:
    """Shares as they were released: an edition that rounds them to whole percents has no decimals."""
    whole = all(abs(100 * q.nilai - round(100 * q.nilai)) < 1e-9 for q in quoted)
    return tuple(persen(q.nilai, digits=0 if whole else 1) for q in quoted)


def _points(difference: float) -> str:
    return desimal(100 * difference)


def _few(what: str) -> str:
    return say("ringkasan_terlalu_sedikit", apa=say("ringkasan_kasus", what))


def _questions(margin: float) -> tuple[Pertanyaan, ...]:
    asked, page = cases("ringkasan_pertanyaan"), cases("ringkasan_halaman")
    needed: dict[str, tuple[tuple[str, ...], Callable[[ReleasedTables], Answer]]] = {
        "piramida": (("piramida_jenjang", "piramida_penurunan"), partial(_pyramid, margin=margin)),
        "kohort": (("kohort_sasaran",), _promotion),
        "pelatihan": (("pelatihan_rasio",), _access),
        "jabatan": (("indikator_jabatan_setara",), _posts),
        "pd": (("pd_pimpinan",), _offices),
    }
    return tuple((names, asked[key], page[key], answer) for key, (names, answer) in needed.items())
