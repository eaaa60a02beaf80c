"""The readiness matrix: which evidence exists for each prerequisite, and which is missing.

Nothing is scored. A kind of evidence is there or not; how many, the latest one's date, and its file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from pug_analysis.instrumen import Form
from pug_analysis.instrumen.form import Bukti
from pug_analysis.pages.indikator.penunjukan import BERLAKU, classify_validity
from pug_analysis.terms.pug import TINGKAT

ADA, TANPA_BERKAS, BELUM_ADA = "ada", "ada, tanpa berkas", "belum ada"
TIDAK_BERLAKU, TAHUN_LALU = "ada, tidak berlaku lagi", "ada, bukan tahun ini"
_COLUMNS = ["bukti", "keadaan", "jumlah", "tanggal", "berkas_bukti"]


def check_prerequisites(
    tables: Mapping[str, pd.DataFrame], *, form: Form, cutoff: date
) -> pd.DataFrame:
    """Evidence for each of the seven prerequisites.

    Parameters
    ----------
    tables : processed tables; the registers ``sk_pug, kegiatan_pug, pelatihan_pug`` are read
    form : which kinds count for which prerequisite
    cutoff : day of the report

    Returns
    -------
    DataFrame, one row per prerequisite and kind: ``prasyarat, bukti, keadaan, jumlah`` (documents that
    are valid, activities of the report year, or trainings; if there are none, older ones),
    ``tanggal`` and ``berkas_bukti`` of the latest.
    """
    checked = [
        check_evidence(one, tables, cutoff=cutoff).assign(prasyarat=one.nama)
        for one in form.prasyarat
    ]
    return pd.concat(checked, ignore_index=True)[["prasyarat", *_COLUMNS]]


def check_evidence(
    asked: Bukti, tables: Mapping[str, pd.DataFrame], *, cutoff: date
) -> pd.DataFrame:
    """Evidence of each kind that a prerequisite or an indicator asks for.

    Returns
    -------
    DataFrame with the columns of :func:`check_prerequisites` but the first.
    """
    day = pd.Timestamp(cutoff)
    rows = []
    sk = tables["sk_pug"]
    papers = sk.loc[sk["tanggal"] <= day]
    valid = classify_validity(papers, cutoff=cutoff) == BERLAKU
    papers = _one_each(papers.assign(sah=valid), best="sah")
    for kind in asked.dokumen:
        own = papers.loc[papers["jenis"] == kind]
        rows.append({"bukti": kind} | _state(own, own["sah"], stale=TIDAK_BERLAKU))
    log = tables["kegiatan_pug"]
    log = log.loc[log["tanggal"] <= day]
    for kind in asked.kegiatan:
        own = log.loc[log["jenis"] == kind]
        this_year = own["tanggal"].dt.year == cutoff.year
        rows.append({"bukti": f"Kegiatan: {kind}"} | _state(own, this_year, stale=TAHUN_LALU))
    courses = tables["pelatihan_pug"].rename(columns={"tanggal_selesai": "tanggal"})
    # Everybody has a certificate of their own; the course was held once.
    courses = courses.loc[courses["tanggal"] <= day].sort_values("berkas_bukti", ascending=False)
    courses = courses.drop_duplicates(["tingkat", "nama_pelatihan", "penyelenggara", "tanggal"])
    for level in asked.pelatihan:
        own = courses.loc[courses["tingkat"] == level]
        everything = pd.Series(True, index=own.index)
        rows.append(
            {"bukti": f"Pelatihan {TINGKAT[level]}"} | _state(own, everything, stale=BELUM_ADA)
        )
    return pd.DataFrame(rows, columns=_COLUMNS)


def _one_each(papers: pd.DataFrame, *, best: str) -> pd.DataFrame:
    """Keep one row per document: a decision that names thirty people is one, however many files.

    Without a number two papers of a day are told apart by their files.
    """
    nameless = papers["nomor"].fillna("") == ""
    file = papers["berkas_bukti"].fillna("")
    ordered = papers.assign(lembar=file.where(nameless, ""), berkas_bukti=file).sort_values(
        [best, "berkas_bukti"], ascending=False, kind="stable"
    )
    kept = ordered.drop_duplicates(["jenis", "nomor", "tanggal", "lembar"])
    return kept.drop(columns="lembar")


def _state(rows: pd.DataFrame, counts: pd.Series, *, stale: str) -> dict[str, object]:
    """State of one kind: how many count, or else that there are only older ones."""
    if rows.empty:
        return {"keadaan": BELUM_ADA, "jumlah": 0, "tanggal": pd.NaT, "berkas_bukti": ""}
    current = rows.loc[counts.to_numpy(dtype=bool)]
    shown = rows if current.empty else current
    filed = shown.loc[shown["berkas_bukti"].fillna("") != ""]
    latest = (shown if filed.empty else filed).sort_values(["tanggal", "berkas_bukti"]).iloc[-1]
    state = stale if current.empty else (TANPA_BERKAS if filed.empty else ADA)
    return {
        "keadaan": state,
        "jumlah": len(shown),
        "tanggal": latest["tanggal"],
        "berkas_bukti": latest["berkas_bukti"] or "",
    }
