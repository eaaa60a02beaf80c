"""The log of activities: socialisation, training, meetings, Latsar (I.2.7, I.2.11, II.f)."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

import pandas as pd

from pug_analysis.analyses.counts import add_share
from pug_analysis.instrumen import Form
from pug_analysis.instrumen.form import Latsar
from pug_analysis.terms.pug import JENIS_KEGIATAN

LATSAR_CPNS = "Latsar CPNS"
_NUMBERS = ["peserta_pria", "peserta_wanita", "jam"]


def select_activities(kegiatan: pd.DataFrame, *, cutoff: date) -> pd.DataFrame:
    """Activities of the report year up to its day, in order of time.

    Parameters
    ----------
    kegiatan : processed table ``kegiatan_pug``

    Returns
    -------
    DataFrame with its columns.
    """
    days = kegiatan["tanggal"]
    own = kegiatan.loc[(days <= pd.Timestamp(cutoff)) & (days.dt.year == cutoff.year)]
    return own.sort_values(["tanggal", "jenis", "nama_kegiatan"], ignore_index=True)


def count_activities(
    kegiatan: pd.DataFrame, *, cutoff: date, kinds: Collection[str] = JENIS_KEGIATAN
) -> pd.DataFrame:
    """Activities of the report year by kind, with participants and hours.

    Parameters
    ----------
    kegiatan : processed table ``kegiatan_pug``
    kinds : kinds to list, in this order

    Returns
    -------
    DataFrame, one row per kind: ``jenis, kegiatan`` (number), ``setahun_lalu`` (up to the same day of
    the year before), ``pria, wanita, total`` (participants; who comes twice counts twice),
    ``share_wanita`` (0..1), ``jam``, ``tanpa_peserta`` (activities without numbers of participants),
    ``berbukti`` (activities with a file).
    """
    now = select_activities(kegiatan, cutoff=cutoff)
    last_day = date(cutoff.year - 1, cutoff.month, cutoff.day)
    before = select_activities(kegiatan, cutoff=last_day)
    known = now[_NUMBERS[:2]].notna().any(axis=1)
    frame = now[["jenis"]].assign(
        kegiatan=1,
        pria=now["peserta_pria"].fillna(0),
        wanita=now["peserta_wanita"].fillna(0),
        jam=now["jam"].fillna(0),
        tanpa_peserta=(~known).astype("int64"),
        berbukti=now["berkas_bukti"].fillna("").ne("").astype("int64"),
    )
    sums = frame.groupby("jenis").sum().reindex(list(kinds), fill_value=0).astype("int64")
    table = sums.rename_axis("jenis").reset_index()
    earlier = before["jenis"].value_counts()
    table["setahun_lalu"] = table["jenis"].map(earlier).fillna(0).astype("int64")
    return add_share(table.assign(total=table["pria"] + table["wanita"]))


def match_latsar(kegiatan: pd.DataFrame, *, form: Form, cutoff: date) -> pd.DataFrame:
    """The Latsar matrix: which subject carried gender content in the report year, for how many.

    An activity belongs to a line if it names its subject, alone or with other words ("Manajemen ASN:
    sistem merit"), in any case of letters; one that names two is on both lines. One that names none
    is on no line, see :func:`count_unmatched`.

    Parameters
    ----------
    kegiatan : processed table ``kegiatan_pug``
    form : lines of the matrix

    Returns
    -------
    DataFrame, one row per line: ``agenda, mata_pelatihan, muatan, kegiatan`` (number), ``pria, wanita,
    total`` (participants), ``share_wanita`` (0..1).
    """
    own = _latsar(kegiatan, cutoff=cutoff)
    rows = []
    for line in form.latsar:
        same = own.loc[_names(own, line)]
        rows.append(
            {
                "agenda": line.agenda,
                "mata_pelatihan": line.mata_pelatihan,
                "muatan": line.muatan,
                "kegiatan": len(same),
                "pria": int(same["peserta_pria"].fillna(0).sum()),
                "wanita": int(same["peserta_wanita"].fillna(0).sum()),
            }
        )
    columns = ["agenda", "mata_pelatihan", "muatan", "kegiatan", "pria", "wanita"]
    table = pd.DataFrame(rows, columns=columns)
    return add_share(table.assign(total=table["pria"] + table["wanita"]))


def count_unmatched(kegiatan: pd.DataFrame, *, form: Form, cutoff: date) -> int:
    """Latsar activities of the report year that are on no line of :func:`match_latsar`."""
    own = _latsar(kegiatan, cutoff=cutoff)
    found = pd.Series(False, index=own.index)
    for line in form.latsar:
        found |= _names(own, line)
    return int((~found).sum())


def _latsar(kegiatan: pd.DataFrame, *, cutoff: date) -> pd.DataFrame:
    now = select_activities(kegiatan, cutoff=cutoff)
    return now.loc[now["jenis"] == LATSAR_CPNS]


def _names(own: pd.DataFrame, line: Latsar) -> pd.Series:
    """Whether each activity names the subject of a line, as whole words, and no other agenda."""
    subject = own["mata_pelatihan"].fillna("").str.casefold().str.split().str.join(" ")
    words = rf"(?<!\w){re.escape(line.mata_pelatihan.casefold())}(?!\w)"
    named = subject.str.contains(words, regex=True).astype(bool)
    return named & (own["agenda_latsar"].fillna(line.agenda) == line.agenda).astype(bool)
