"""Lines that pages share: the source, notes of protected tables, what is not there."""

from __future__ import annotations

from pug_analysis.analyses.cohort import MIN_AT_RISK
from pug_analysis.careers.load import Data
from pug_analysis.release.numbers import bilangan, tanggal
from pug_analysis.release.small_counts import CURVE_EVENTS, SMALLEST, STEP
from pug_analysis.release.teks import say


def sumber(data: Data) -> str:
    """The source line under tables and figures."""
    joined = data.pooled is not None
    return say(
        "sumber",
        "gabungan" if joined else "satu",
        tanggal=tanggal(data.cutoff),
        jumlah=bilangan(len(data.pooled.agencies)) if data.pooled is not None else "",
        singkatan=data.config.instansi.singkatan,
    )


def shared_notes() -> dict[str, str]:
    """Notes that any display may carry, by the word that stands for them in its entry.

    Returns
    -------
    ``catatan_bulat`` (how estimates of protected counts are made), ``catatan_kelas`` (why a test may have no
    class), ``catatan_kurva`` (from when a protected curve is shown), ``catatan_awal`` (the same where it is
    not protected: a rule by the number of events would select shares that are too high on average),
    ``kelompok_jf`` (how functional posts are put into groups).
    """
    rounded = say("catatan_bulat", kelipatan=str(STEP), terkecil=str(SMALLEST))
    return {
        "catatan_bulat": rounded,
        "catatan_kelas": say("catatan_kelas"),
        "catatan_kurva": say(
            "catatan_kurva", terkecil=str(SMALLEST), tambah=str(CURVE_EVENTS), bulat=rounded
        ),
        "catatan_awal": say("catatan_awal", terkecil=str(MIN_AT_RISK)),
        "kelompok_jf": say("kelompok_jf"),
    }


def tanpa_kursus(data: Data) -> tuple[str, ...]:
    """Where the history of courses is missing, a zero is no zero."""
    return () if len(data.tables["kursus"]) else (say("tanpa_kursus"),)
