"""Question 4: how many women hold posts of eselon II and III, and where their share is heading."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.questions.posts import RECENT_YEARS
from pug_analysis.pages.ringkasan import cukup_show, tindak_show
from pug_analysis.pages.ringkasan.isi_show import Isi, too_few
from pug_analysis.pages.ringkasan.kutipan_show import (
    Kutipan,
    ReleasedTables,
    has_rows,
    is_told,
    quote,
)
from pug_analysis.pages.ringkasan.putusan_show import (
    DOWN,
    FEW,
    HEADINGS,
    SEEN,
    UNDECIDED,
    UP,
)
from pug_analysis.release.numbers import bilangan, desimal, persen
from pug_analysis.release.teks import cases, say

JUMLAH_SETARA, ARAH_JABATAN, ARUS = (
    "indikator_jabatan_setara",
    "indikator_jabatan_arah",
    "tren_arus",
)
#: How the count to be handed in is marked, and its line.
DIAJUKAN, BARIS_SETARA = "(diajukan)", "II dan III"
_Said = tuple[tuple[str, ...], tuple[Kutipan, ...]]


def answer_posts(tables: ReleasedTables, *, strong: bool | None, difference: float) -> Isi:
    """Answer from the full count, and from who was appointed in the last years.

    Parameters
    ----------
    tables : with ``indikator_jabatan_setara``; the direction is told where its table is there
    strong : whether a direction also holds beside the other questions; None where that is not told
    difference : difference of shares that should be seen (0..1), where the direction is open
    """
    name = handed_in(tables)
    share, women, total = (
        quote(tables, JUMLAH_SETARA, column, say("ringkasan_arti", "setara", apa=what),
              nama=name, setara=BARIS_SETARA)
        for column, what in cases("ringkasan_ukuran_setara").items()
    )  # fmt: skip
    if not is_told(share, women, total):
        return too_few("jabatan")
    verdict = _verdict(tables)
    appointed, of_appointed = _appointed(tables)
    split, of_split = _split(tables, name)
    more, of_more = _enough(tables, difference) if verdict == UNDECIDED else ((), ())
    sure, of_sure = _sure(tables)
    case = {UP: "naik", DOWN: "turun", UNDECIDED: "terbuka"}.get(verdict, "keadaan")
    return Isi(
        angka=persen(share.nilai),
        putusan=verdict,
        ingat=say(
            "ringkasan_jabatan",
            case,
            wanita=bilangan(women.nilai),
            semua=bilangan(total.nilai),
            persen=persen(share.nilai),
        ),
        artinya=(*appointed, *split, say("ringkasan_jabatan_ragam", ragam=_kind(name))),
        tindak=tindak_show.actions(tindak_show.JABATAN, verdict=verdict, strong=strong),
        pasti=sure,
        cukup=more,
        kutipan=(share, women, total, *of_appointed, *of_split, *of_sure, *of_more),
    )


def handed_in(tables: ReleasedTables) -> str:
    """The count of equal posts that the regency hands in."""
    frame = tables[JUMLAH_SETARA]
    both = (frame["setara"] == BARIS_SETARA) & frame["nama"].str.endswith(DIAJUKAN)
    return str(frame.loc[both, "nama"].iloc[0])


def _kind(name: str) -> str:
    return name.removesuffix(DIAJUKAN).partition(". ")[2].strip().lower().replace("jf", "JF")


def appointment_lines(tables: ReleasedTables) -> tuple[str, str] | None:
    """Lines of the holders and of those appointed to the lowest level, by their names; None without them."""
    if not has_rows(tables, ARAH_JABATAN) or len(tables[ARAH_JABATAN]) < 2:
        return None
    holders, first = tables[ARAH_JABATAN]["baris"].iloc[:2]
    return str(holders), str(first)


def _verdict(tables: ReleasedTables) -> str:
    """Where the share is heading; only the state where no page tells it."""
    both = appointment_lines(tables)
    if both is None:
        return SEEN
    frame = tables[ARAH_JABATAN]
    said = frame.loc[frame["baris"] == both[1], "arah"].iloc[0]
    found = HEADINGS["terlalu sedikit" if pd.isna(said) or not said else str(said)]
    return SEEN if found == FEW else found


def _appointed(tables: ReleasedTables) -> _Said:
    """Women among holders and among those appointed, in people."""
    both = appointment_lines(tables)
    if both is None:
        return (), ()
    now = quote(
        tables, ARAH_JABATAN, "share_wanita", say("ringkasan_arti", "pemegang"), baris=both[0]
    )
    women, total, share = (
        quote(
            tables, ARAH_JABATAN, column, say("ringkasan_arti", "diangkat", apa=what), baris=both[1]
        )
        for column, what in cases("ringkasan_ukuran_arah").items()
    )
    if not is_told(now, women, total, share):
        return (say("ringkasan_arah_sedikit", tahun=str(RECENT_YEARS)),), ()
    said = say(
        "ringkasan_arah",
        tahun=str(RECENT_YEARS),
        wanita=bilangan(women.nilai),
        semua=bilangan(total.nilai),
        persen=persen(share.nilai),
        kini=persen(now.nilai),
    )
    return (said,), (now, women, total, share)


def _split(tables: ReleasedTables, name: str) -> _Said:
    """Change since the period before and what it is made of, of the line that is handed in."""
    share, before, change = (
        quote(tables, JUMLAH_SETARA, column, say("ringkasan_arti", "lalu", apa=column), nama=name,
              setara=BARIS_SETARA)
        for column in ("share_wanita", "share_wanita_lalu", "perubahan")
    )  # fmt: skip
    if not is_told(share, before, change):
        return (), ()
    case = "sama" if desimal(100 * abs(change.nilai)) == desimal(0) else "berubah"
    parts, of_parts = _parts(tables, name)
    said = say(
        "ringkasan_perubahan",
        case,
        dulu=persen(before.nilai),
        kini=persen(share.nilai),
        poin=desimal(100 * change.nilai),
        uraian=parts,
    )
    return (said,), (before, change, *of_parts)


def _parts(tables: ReleasedTables, name: str) -> tuple[str, tuple[Kutipan, ...]]:
    """Corrections, appointments, and who came or went, since the period before of the same kind."""
    letter = f"({name.partition('.')[0]})"
    if not has_rows(tables, ARUS):
        return "", ()
    frame = tables[ARUS]
    own = frame.loc[frame["baris"].str.contains(letter, regex=False)]
    if own.empty:
        return "", ()
    latest = own["ke"].iloc[-1]
    before = period_before(latest, own.loc[own["ke"] == latest, "dari"])
    last = own.loc[(own["ke"] == latest) & (own["dari"] == before)].iloc[-1]
    three = tuple(
        quote(tables, ARUS, column, what, dari=last["dari"], ke=last["ke"], baris=last["baris"])
        for column, what in cases("ringkasan_ukuran_uraian").items()
    )
    if not is_told(*three):
        return "", ()
    corrected, events, people = (desimal(100 * one.nilai) for one in three)
    said = say(
        "ringkasan_perubahan_uraian",
        dari=str(last["dari"]),
        pembetulan=corrected,
        kejadian=events,
        orang=people,
    )
    return said, three


def period_before(latest: str, earlier: pd.Series) -> str:
    """The last period of the same kind, a year or a first semester, else the last one.

    >>> period_before("2025", pd.Series(["2023", "2024", "semester I 2025"]))
    '2024'
    """
    names = [str(name) for name in earlier.unique()]
    return max([name for name in names if name[:-4] == latest[:-4]] or names)


def _sure(tables: ReleasedTables) -> _Said:
    both = appointment_lines(tables)
    if both is None:
        return (), ()
    low, high = (
        quote(
            tables,
            ARAH_JABATAN,
            column,
            say("ringkasan_arti", "diangkat", apa=column),
            baris=both[1],
        )
        for column in ("conf_low", "conf_high")
    )
    if not is_told(low, high):
        return (say("ringkasan_jabatan_penuh"),), ()
    said = say("ringkasan_arah_selang", bawah=persen(low.nilai), atas=persen(high.nilai))
    return (say("ringkasan_jabatan_penuh"), said), (low, high)


def _enough(tables: ReleasedTables, difference: float) -> _Said:
    both = appointment_lines(tables)
    if both is None:
        return (), ()
    now = quote(
        tables, ARAH_JABATAN, "share_wanita", say("ringkasan_arti", "pemegang"), baris=both[0]
    )
    total = quote(
        tables, ARAH_JABATAN, "total", say("ringkasan_arti", "diangkat", apa="total"), baris=both[1]
    )
    return cukup_show.enough_of_share(now, total, difference=difference), ()
