"""Question 5: in which offices women were appointed less often than expected."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.questions.offices import (
    APPOINTMENT_YEARS,
    FLAGGED,
    MIN_APPOINTED,
    NOT_FLAGGED,
)
from pug_analysis.pages.peta.jabatan import SEMUA_PD
from pug_analysis.pages.ringkasan import tindak_show
from pug_analysis.pages.ringkasan.isi_show import Isi
from pug_analysis.pages.ringkasan.kutipan_show import (
    Kutipan,
    ReleasedTables,
    has_rows,
    is_told,
    quote,
)
from pug_analysis.pages.ringkasan.putusan_show import (
    FEW,
    GAP,
    UNDECIDED,
)
from pug_analysis.release.numbers import bilangan, persen
from pug_analysis.release.teks import cases, say

PENGANGKATAN, PEMEGANG = "pd_pengangkatan", "pd_pimpinan"
_Said = tuple[tuple[str, ...], tuple[Kutipan, ...]]


def answer_offices(tables: ReleasedTables, *, strong: bool | None) -> Isi:
    """Answer from the appointments of the last years, with those who hold posts today beside them.

    Parameters
    ----------
    tables : with ``pd_pengangkatan``
    strong : whether a flag also holds beside the other questions; None where that is not told
    """
    offices = single_offices(tables[PENGANGKATAN])
    judged = offices["penilaian"].isin([FLAGGED, NOT_FLAGGED])
    names = tuple(offices.loc[offices["penilaian"] == FLAGGED, "perangkat_daerah"])
    partial = is_partial(tables[PENGANGKATAN])
    verdict = GAP if names else UNDECIDED if judged.any() or partial else FEW
    whole, of_whole = _whole(tables)
    stock, of_stock = _stock(tables)
    found, of_found = _offices(tables, names)
    counted = {
        "bagian": "sebagian" if partial else "semua",
        "dinilai": bilangan(judged.sum()),
        "semua": bilangan(len(offices)),
    }
    return Isi(
        angka="…" if verdict == FEW else _value(len(names), counted["dinilai"]),
        putusan=verdict,
        ingat=_repeat(verdict, names, partial=partial),
        artinya=(*found, *whole, *stock),
        tindak=tindak_show.actions(tindak_show.PERANGKAT_DAERAH, verdict=verdict, strong=strong),
        pasti=(_sure(counted),),
        cukup=()
        if verdict == GAP
        else (say("ringkasan_pd_cukup", paling_sedikit=str(MIN_APPOINTED)),),
        kutipan=(*of_found, *of_whole, *of_stock),
    )


def single_offices(frame: pd.DataFrame) -> pd.DataFrame:
    """The lines of single offices."""
    return frame.loc[frame["perangkat_daerah"] != SEMUA_PD]


def _value(flagged: int, judged: str) -> str:
    return say("ringkasan_pd_angka", ditandai=str(flagged), dinilai=judged)


def is_partial(frame: pd.DataFrame) -> bool:
    """Whether the edition shows only some offices: without q-values those too small to be shown are gone."""
    return "q_value" not in frame


def _repeat(verdict: str, names: tuple[str, ...], *, partial: bool) -> str:
    case = {GAP: "ditandai", UNDECIDED: "tanpa_sebagian" if partial else "tanpa", FEW: "kecil"}[
        verdict
    ]
    return say("ringkasan_pd", case, daftar="; ".join(names), tahun=str(APPOINTMENT_YEARS))


def _sure(counted: dict[str, str]) -> str:
    return say(
        "ringkasan_pd_dinilai",
        counted["bagian"],
        dinilai=counted["dinilai"],
        semua=counted["semua"],
        paling_sedikit=str(MIN_APPOINTED),
    )


def _offices(tables: ReleasedTables, names: tuple[str, ...]) -> _Said:
    """Women appointed and expected in each flagged office."""
    said, quoted = [], []
    for name in names:
        women, total, expected = _counted(tables, PENGANGKATAN, name)
        if is_told(women, total, expected):
            said.append(
                say(
                    "ringkasan_pd_satu",
                    pd=name,
                    wanita=bilangan(women.nilai),
                    semua=bilangan(total.nilai),
                    harapan=bilangan(expected.nilai),
                )
            )
            quoted += [women, total, expected]
    return tuple(said), tuple(quoted)


def _counted(tables: ReleasedTables, table: str, name: str) -> tuple[Kutipan, Kutipan, Kutipan]:
    women, total, expected = (
        quote(tables, table, column, f"{name}: {what}", perangkat_daerah=name)
        for column, what in cases("ringkasan_ukuran_pd").items()
    )
    return women, total, expected


def _whole(tables: ReleasedTables) -> _Said:
    """All offices together: where most are too small, only there something can be seen."""
    if not (tables[PENGANGKATAN]["perangkat_daerah"] == SEMUA_PD).any():
        return (), ()
    women, total, expected = _counted(tables, PENGANGKATAN, SEMUA_PD)
    if not is_told(women, total, expected):
        return (), ()
    said = say(
        "ringkasan_pd_semua",
        wanita=bilangan(women.nilai),
        semua=bilangan(total.nilai),
        harapan=bilangan(expected.nilai),
        tahun=str(APPOINTMENT_YEARS),
    )
    return (said,), (women, total, expected)


def _stock(tables: ReleasedTables) -> _Said:
    """Those who hold posts today: which offices their page flags."""
    if not has_rows(tables, PEMEGANG):
        return (), ()
    frame = tables[PEMEGANG]
    flagged = list(frame.loc[frame["penilaian"] == FLAGGED, "perangkat_daerah"])
    if not flagged:
        return (say("ringkasan_pd_kini", "tidak", daftar=""),), ()
    named, quoted = [], []
    for name in flagged:
        share, expected = (
            quote(tables, PEMEGANG, column, f"{name}: {what}", perangkat_daerah=name)
            for column, what in cases("ringkasan_ukuran_kini").items()
        )
        if is_told(share, expected):
            quoted += [share, expected]
            named.append(
                say(
                    "ringkasan_pd_kini_satu",
                    pd=name,
                    persen=persen(share.nilai),
                    harapan=persen(expected.nilai),
                )
            )
        else:
            named.append(name)
    return (say("ringkasan_pd_kini", "ditandai", daftar="; ".join(named)),), tuple(quoted)
