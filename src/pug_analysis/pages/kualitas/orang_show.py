"""The pieces on who was counted: people in and people active, by file and status.

Counts by status are those of Tabel 4.1, which everybody may see; those by file are below the
regency and stand in the edition ``internal`` alone.
"""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.kualitas.orang import FALL, UNREAD
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Released, text
from pug_analysis.release.numbers import bilangan, persen, persen_kata
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import say
from pug_analysis.terms.kalender import Periode


def kalimat_orang(table: pd.DataFrame, data: Data, before: Data | None) -> Released:
    """How many are counted, and with which period that is compared.

    Parameters
    ----------
    table : of ``pages.kualitas.orang.people_by_status``
    before : the period compared with, if there is one
    """
    parts = ", ".join(
        f"{bilangan(n)} {status}"
        for n, status in zip(table["aktif"], table["status"], strict=True)
        if n
    )
    first = say(
        "kualitas_orang",
        jumlah=bilangan(table["aktif"].sum()),
        isi=parts or say("kualitas_orang_kosong"),
    )
    if before is None:
        return text(say("kualitas_banding", "tanpa_periode", pembuka=first))
    fallen = describe_falls(table, edition=data.edition, before=before.periode)
    second = say(
        "kualitas_banding",
        "turun" if fallen else "tidak_turun",
        periode=before.periode.label,
        isi=" ".join(fallen),
        periksa=say("kualitas_periksa"),
        ambang=_threshold(),
    )
    return text(first, second)


def tabel_orang(table: pd.DataFrame, data: Data, before: Data | None) -> Released:
    """People by status, beside the period before."""
    protected = is_protected(data.edition)
    return show_table(
        table.loc[table["status"] != UNREAD] if protected else table,
        "kualitas_orang_status",
        data,
        words={
            "lalu": before.periode.label if before else say("kualitas_periode_lalu"),
            "ambang": _threshold(),
        },
    )


def tabel_orang_berkas(table: pd.DataFrame, data: Data) -> Released:
    """People by staff list and status, for the agency alone.

    Parameters
    ----------
    table : of ``pages.kualitas.orang.people_by_file``
    """
    if is_protected(data.edition):
        return text(say("kualitas_orang_berkas_terlindung"))
    return show_table(
        table, "kualitas_orang_berkas", data, words={"tak_terbaca": UNREAD}, row_header=1
    )


def describe_falls(table: pd.DataFrame, *, edition: str, before: Periode) -> list[str]:
    """Say which statuses fell; roughly and without counts where counts are protected.

    Parameters
    ----------
    table : of ``pages.kualitas.orang.people_by_status``
    edition : who reads it
    before : the period compared with
    """
    return [
        _describe_fall(row, protected=is_protected(edition), before=before)  # type: ignore[arg-type]  # has them all
        for _, row in table.loc[table["turun"]].iterrows()
    ]


def _describe_fall(row: pd.Series, *, protected: bool, before: Periode) -> str:
    status, then, fall = row["status"], before.label, -row["perubahan"]
    if protected and row["aktif"] == 0:
        return say("kualitas_turun", "hilang_terlindung", status=status, periode=then)
    if protected:
        kira = _roughly(fall)
        return say("kualitas_turun", "turun_terlindung", status=status, periode=then, kira=kira)
    return say(
        "kualitas_turun",
        "turun" if row["aktif"] else "hilang",
        status=status,
        periode=then,
        dulu=bilangan(row["aktif_lalu"]),
        kini=bilangan(row["aktif"]),
        bagian=persen(fall),
    )


def warn_of_falls(told: list[str]) -> str:
    """Join what fell and what to do about it into the text of a box; "" if nothing fell."""
    if not told:
        return ""
    return say("kualitas_berubah_banyak", turun=" ".join(told), periksa=say("kualitas_periksa"))


def _roughly(fall: float) -> str:
    """Name the ten of a percentage that a fall reaches.

    >>> _roughly(0.104), _roughly(0.2), _roughly(0.47)
    ('lebih dari 10 persen', '20 persen atau lebih', '40 persen atau lebih')
    """
    tens = int(fall * 10 + 1e-9) * 10
    case = "lebih" if tens <= 10 else "paling_sedikit"
    return say("kualitas_turun_kira", case, puluh=str(max(tens, 10)))


def _threshold() -> str:
    return persen_kata(FALL, digits=0)
