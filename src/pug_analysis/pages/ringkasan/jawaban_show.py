"""Five questions of the Pokja, each answered from tables already released.

Nothing is computed here but what a reader could do with the released tables; every number is quoted
with the table, row and column that it was taken from (Tabel S.2), so the page cannot disagree with
the others nor tell more than they do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from pug_analysis.pages.peta.jabatan import SEMUA
from pug_analysis.pages.ringkasan.kutipan_show import Kutipan, Tables, quote
from pug_analysis.pages.ringkasan.putusan_show import (
    EQUAL,
    FEW,
    GAP,
    LANGKAH,
    NO_DATA,
    OPEN,
    SEEN,
    VERDICTS,
)  # fmt: skip
from pug_analysis.release.numbers import bilangan, desimal, in_years, persen

#: The rows that the questions are about.
DIAJUKAN: Final = "(diajukan)"
JALUR, SASARAN, AKSES, SETARA = (
    "Jalur struktural",
    "Pengawas, sejak CPNS",
    "Semua jenjang, sebelum",
    "II dan III",
)


@dataclass(frozen=True, slots=True)
class Temuan:
    """One question with its answer: verdict, sentences, what to do next, quoted numbers."""

    nomor: int
    pertanyaan: str
    angka: str
    putusan: str
    kalimat: tuple[str, ...]
    tindak: str
    halaman: str
    kutipan: tuple[Kutipan, ...]


def susun(tables: Tables, *, margin: float) -> tuple[Temuan, ...]:
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
            said = "Tabelnya tidak ada dalam laporan ini; halaman depan menyebut berkas yang perlu dibawa."
            found.append(
                Temuan(number, question, "…", NO_DATA, (said,), LANGKAH[number][NO_DATA], page, ())
            )
            continue
        value, verdict, sentences, quoted = answer(tables)
        found.append(
            Temuan(
                number, question, value, verdict, sentences, LANGKAH[number][verdict], page, quoted
            )
        )
    return tuple(found)


#: Number, verdict, sentences, quoted numbers.
Answer = tuple[str, str, tuple[str, ...], tuple[Kutipan, ...]]
#: Needed tables, question, page of the answer, and how it is found.
Question = tuple[tuple[str, ...], str, str, Callable[[Tables], Answer]]


def _pyramid(tables: Tables, *, margin: float) -> Answer:
    levels = tables["piramida_jenjang"].loc[lambda t: t["lingkup"] == JALUR]
    levels = levels.loc[~levels["jenjang"].str.startswith("–")]
    shares = tuple(
        quote(tables, "piramida_jenjang", "share_wanita", f"proporsi wanita, {name}",
              lingkup=JALUR, jenjang=name)
        for name in levels["jenjang"]
    )  # fmt: skip
    steps = tables["piramida_penurunan"].loc[lambda t: t["lingkup"] == JALUR]
    falls = steps.loc[steps["tanda"] == "bocor"]
    drops = tuple(
        quote(tables, "piramida_penurunan", "estimate", f"penurunan, {r['dari']} ke {r['ke']}",
              lingkup=JALUR, dari=r["dari"], ke=r["ke"])
        for _, r in falls.iterrows()
    )  # fmt: skip
    known = [q for q in shares if q.nilai == q.nilai]
    if not known:
        return "…", FEW, ("Jenjang struktural terlalu kecil untuk diperlihatkan.",), shares
    ladder = "; ".join(
        f"{q.arti.removeprefix('proporsi wanita, ')} {persen(q.nilai)}" for q in known
    )
    said = (f"Proporsi wanita pada jalur struktural: {ladder}.",)
    top = f"{persen(known[-1].nilai)} di {known[-1].arti.removeprefix('proporsi wanita, ')}"
    if drops:
        named = "; ".join(
            f"{q.arti.removeprefix('penurunan, ')} {_points(q.nilai)} poin" for q in drops
        )
        return top, GAP, (*said, f"Ditandai bocor: {named}."), (*shares, *drops)
    excluded = bool((steps["conf_high"].astype(float) < margin).all())
    end = (
        f"Tidak ada langkah yang turun sebesar ambang ({_points(margin)} poin)."
        if excluded
        else f"Tidak ada langkah yang ditandai, tetapi penurunan sebesar ambang ({_points(margin)} poin) belum "
        "dapat dikesampingkan."
    )
    return top, EQUAL if excluded else OPEN, (*said, end), shares


def _promotion(tables: Tables) -> Answer:
    row = tables["kohort_sasaran"].set_index("sasaran").loc[SASARAN]
    verdict = VERDICTS[row["putusan"]]
    names = {"share_pria": "pria", "share_wanita": "wanita", "estimate": "selisih dalam kelompok sama",
             "conf_low": "batas bawah selisih", "conf_high": "batas atas selisih"}  # fmt: skip
    quoted = tuple(
        quote(tables, "kohort_sasaran", column, f"mencapai Pengawas: {name}", sasaran=SASARAN)
        for column, name in names.items()
    )
    if any(q.nilai != q.nilai for q in quoted):
        return "…", FEW if verdict not in (NO_DATA,) else NO_DATA, (_few("pengangkatan"),), ()
    gap, low, high = (q.nilai for q in quoted[2:])
    men, women = _shares(*quoted[:2])
    who, people = _analysed(tables, "kohort_sasaran", sasaran=SASARAN)
    span = tables["kohort_sasaran"].attrs["title"].rpartition(" pada ")[2]
    said = (
        f"Di antara {who}yang dianalisis pada halaman Kohort (pilihan angkatan, pendidikan, dan keluarga "
        f"jabatan: Tabel 3.1), {women} wanita dan {men} pria menjadi Pengawas dalam {span} "
        "sejak CPNS, semua kelompok digabung. Dibandingkan dengan pria dari kelompok saat masuk yang sama, "
        f"selisih wanita {_points(gap)} poin (selang 95%: {_points(low)} sampai {_points(high)}); putusan "
        "memakai perbandingan ini.",
    )
    other, more = _other_milestones(tables, span)
    return f"{_points(gap)} poin dalam {span}", verdict, (*said, *other), (*quoted, *people, *more)


def _analysed(tables: Tables, name: str, **row: str) -> tuple[str, tuple[Kutipan, ...]]:
    """How many women and men an answer is about, as far as the edition tells."""
    quoted = tuple(
        quote(tables, name, f"n_{sex}", f"{sex} yang dianalisis", **row)
        for sex in ("wanita", "pria")
    )
    if any(q.nilai != q.nilai for q in quoted):
        return "", ()
    women, men = (bilangan(q.nilai) for q in quoted)
    return f"{women} wanita dan {men} pria ", quoted


def _other_milestones(tables: Tables, span: str) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    """Milestones beside the one of the verdict whose simultaneous interval leaves out 0."""
    if "kohort_selisih" not in tables:
        return (), ()
    said, quoted = [], []
    frame = tables["kohort_selisih"].dropna(subset=["conf_low", "conf_high"])
    for time in frame.loc[(frame["conf_low"] > 0) | (frame["conf_high"] < 0), "time"]:
        if in_years(time) == span:
            continue
        gap, low, high = (
            quote(
                tables, "kohort_selisih", column, f"selisih pada {in_years(time)}", time=str(time)
            )
            for column in ("estimate", "conf_low", "conf_high")
        )
        said.append(
            f"Pada {in_years(time)} selisih semua kelompok digabung {_points(gap.nilai)} poin (selang semua "
            f"tonggak sekaligus: {_points(low.nilai)} sampai {_points(high.nilai)}); putusan "
            f"tetap memakai {span}, yang ditetapkan sebelum melihat data."
        )
        quoted += [gap, low, high]
    return tuple(said), tuple(quoted)


def _access(tables: Tables) -> Answer:
    key = {"pelatihan": AKSES, "ukuran": "disesuaikan"}
    frame = tables["pelatihan_rasio"]
    row = frame.loc[(frame["pelatihan"] == AKSES) & (frame["ukuran"] == "disesuaikan")].iloc[0]
    verdict = VERDICTS[row["putusan"]]
    names = {"estimate": "rasio", "conf_low": "batas bawah", "conf_high": "batas atas"}
    quoted = tuple(
        quote(tables, "pelatihan_rasio", column, f"akses pelatihan: {name}", **key)
        for column, name in names.items()
    )
    if any(q.nilai != q.nilai for q in quoted):
        return "…", NO_DATA if verdict == NO_DATA else FEW, (_few("peserta"),), ()
    ratio, low, high = (desimal(q.nilai, digits=2) for q in quoted)
    who, people = _analysed(tables, "pelatihan_rasio", **key)
    base = f" Dasarnya {who}yang mengikutinya." if who else ""
    said = (
        "Di antara yang berhak pada masa, angkatan, dan jenjang yang sama, wanita mengikuti pelatihan "
        f"kepemimpinan sebelum memegang jabatannya {ratio} kali sesering pria (selang 95%: {low} sampai "
        f"{high}; 1 berarti sama sering).{base}",
    )
    return f"{ratio} kali", verdict, said, (*quoted, *people)


def _posts(tables: Tables) -> Answer:
    frame = tables["indikator_jabatan_setara"]
    both = (frame["setara"] == SETARA) & frame["nama"].str.endswith(DIAJUKAN)
    name = frame.loc[both, "nama"].iloc[0]
    kind = name.removesuffix(DIAJUKAN).partition(". ")[2].strip().lower().replace("jf", "JF")
    share, women, total = (
        quote(tables, "indikator_jabatan_setara", column, f"jabatan setara eselon II dan III: {what}",
              nama=name, setara=SETARA)
        for column, what in (("share_wanita", "proporsi wanita"), ("wanita", "wanita"), ("total", "semua"))
    )  # fmt: skip
    if share.nilai != share.nilai:
        return "…", FEW, (_few("jabatan"),), ()
    said = (
        f"{bilangan(women.nilai)} dari {bilangan(total.nilai)} jabatan setara eselon II dan III dipegang "
        f"wanita ({persen(share.nilai)}). Dihitung menurut ragam yang diajukan: {kind}.",
    )
    return persen(share.nilai), SEEN, said, (share, women, total)


def _offices(tables: Tables) -> Answer:
    frame = tables["pd_pimpinan"]
    flagged = frame.loc[frame["penilaian"] == "ditandai"]
    judged = frame["penilaian"].isin(["ditandai", "tidak ditandai"])
    if not judged.any():
        return (
            "…",
            FEW,
            ("Semua perangkat daerah memiliki terlalu sedikit jabatan untuk dinilai.",),
            (),
        )
    names = tuple(flagged["perangkat_daerah"])
    columns = {"wanita": "wanita", "total": "jabatan", "share_wanita": "proporsi wanita",
               "share_harapan": "proporsi diharapkan"}  # fmt: skip
    found = [
        [
            quote(tables, "pd_pimpinan", column, f"{what}, {name}", perangkat_daerah=name)
            for column, what in columns.items()
        ]
        for name in names
    ]
    whole, quoted = _regency(tables)
    quoted = (*(q for one in found for q in one), *quoted)
    start = f"{bilangan(judged.sum())} dari {bilangan(len(frame))} perangkat daerah cukup besar untuk dinilai."
    if not names:
        end = (
            "Tidak satu pun ditandai; itu tidak berarti bahwa semuanya sesuai harapan (Tabel D.3)."
        )
        return f"0 dari {bilangan(judged.sum())} PD", OPEN, (start, end, *whole), quoted
    listed = "; ".join(
        f"{name} {_of_expected(*one)}" for name, one in zip(names, found, strict=True)
    )
    return (
        f"{len(names)} dari {bilangan(judged.sum())} PD",
        GAP,
        (start, f"Ditandai: {listed}.", *whole),
        quoted,
    )


def _regency(tables: Tables) -> tuple[tuple[str, ...], tuple[Kutipan, ...]]:
    """All offices together: where most are too small, only there a shortfall can be seen."""
    frame = tables.get("pd_kelompok")
    if frame is None or not (frame["kelompok"] == SEMUA).any():
        return (), ()
    quoted = tuple(
        quote(tables, "pd_kelompok", column, f"{SEMUA}: {what}", kelompok=SEMUA)
        for column, what in (
            ("wanita", "wanita"), ("total", "jabatan"), ("share_wanita", "proporsi wanita"),
            ("share_harapan", "proporsi diharapkan"),
        )
    )  # fmt: skip
    if any(q.nilai != q.nilai for q in quoted):
        return (), ()
    said = f"Semua perangkat daerah bersama: {_of_expected(*quoted)} (Tabel D.2)."
    return (said,), quoted


def _of_expected(women: Kutipan, total: Kutipan, share: Kutipan, expected: Kutipan) -> str:
    return (
        f"{bilangan(women.nilai)} dari {bilangan(total.nilai)} jabatan dipegang wanita ({persen(share.nilai)}; "
        f"diharapkan {persen(expected.nilai)})"
    )


def _shares(*quoted: Kutipan) -> tuple[str, ...]:
    """Shares as they were released: an edition that rounds them to whole percents has no decimals."""
    whole = all(abs(100 * q.nilai - round(100 * q.nilai)) < 1e-9 for q in quoted)
    return tuple(persen(q.nilai, digits=0 if whole else 1) for q in quoted)


def _points(difference: float) -> str:
    return desimal(100 * difference)


def _few(what: str) -> str:
    return f"Jumlah {what} terlalu sedikit untuk disimpulkan."


def _questions(margin: float) -> tuple[Question, ...]:
    return (
        (("piramida_jenjang", "piramida_penurunan"), "Di jenjang mana proporsi wanita turun?",
         "Piramida jabatan", partial(_pyramid, margin=margin)),
        (("kohort_sasaran",), "Apakah wanita dan pria sama cepat menjadi Pengawas?",
         "Kohort", _promotion),
        (("pelatihan_rasio",), "Apakah pelatihan kepemimpinan terbuka sama?",
         "Pelatihan kepemimpinan", _access),
        (("indikator_jabatan_setara",), "Berapa wanita pada jabatan setara eselon II dan III?",
         "Indikator evaluasi PUG", _posts),
        (("pd_pimpinan",), "Di perangkat daerah mana wanita kurang terwakili pada jabatan struktural?",
         "Peta perangkat daerah", _offices),
    )  # fmt: skip
