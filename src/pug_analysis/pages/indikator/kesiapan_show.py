"""The pieces on activities (I.2.11, II.f), Latsar, and the readiness matrix of the prerequisites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.kegiatan import (
    count_activities,
    count_unmatched,
    match_latsar,
    select_activities,
)
from pug_analysis.pages.indikator.kesiapan import (
    ADA,
    BELUM_ADA,
    check_evidence,
    check_prerequisites,
)
from pug_analysis.release.disclosure import is_protected, mask_counts, share_of_women
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.numbers import bilangan, persen_kata
from pug_analysis.release.register import (
    belum_ada,
    dengan_tanggal,
    sumber_register,
    tanpa_register,
)
from pug_analysis.release.showing import show_table
from pug_analysis.release.small_counts import HIDDEN_AS, MASKED, SMALLEST, STEP
from pug_analysis.release.teks import say

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition

_PEOPLE = ("peserta_pria", "peserta_wanita")
#: Sums of participants tell no more than the list of activities.
_SUMS: Final = {
    "derived": ("pria", "wanita", "total"),
    "public": dict.fromkeys(("pria", "wanita", "total"), "kegiatan"),
}
#: Activities that the page shows; the files hold all.
_ON_PAGE = 25


def internalisasi(data: Data, form: Form) -> Several:
    """I.2.11 and II.f: activities of the report year by kind, and one by one."""
    log = data.tables["kegiatan_pug"]
    if log.empty:
        return Several((belum_ada("kegiatan_pug", data),))
    table = count_activities(log, cutoff=data.cutoff)
    if is_protected(data.edition):
        shown = count_activities(released_log(log), cutoff=data.cutoff)
        table = sums_of_shown(shown, exact=table, edition=data.edition)
    own = table.loc[table["jenis"].isin(form.find("I.2.11").kegiatan)]
    people, women = (_sum(own[name]) for name in ("total", "wanita"))
    attended = say(
        "indikator_kehadiran",
        "kira" if is_protected(data.edition) else "tepat",
        jumlah=bilangan(people),
    )
    if people:
        share = persen_kata(min(women / people, 1))
        attended = say("indikator_kehadiran_wanita", kehadiran=attended, bagian=share)
    audit = table.set_index("jenis").loc["Rekomendasi APIP"]
    said = say(
        "indikator_internalisasi",
        periode=data.periode.label,
        kegiatan=bilangan(own["kegiatan"].sum()),
        kehadiran=attended,
        jam=bilangan(own["jam"].sum()),
        rekomendasi=bilangan(audit["kegiatan"]),
    )
    return Several((text(said), _by_kind(table, data), _one_by_one(log, data)))


def _sum(shown: pd.Series) -> int:
    """Sum of released counts, 4 for a hidden one."""
    return int(_numbers(shown).sum())


def _numbers(shown: pd.Series) -> pd.Series:
    """Released counts as numbers, 4 for a hidden one; missing ones stay missing."""
    return pd.to_numeric(shown.mask(shown == MASKED, HIDDEN_AS), errors="coerce")


def released_log(log: pd.DataFrame) -> pd.DataFrame:
    """Give the log with the participants that its list shows, 4 for a hidden number.

    Whatever is added up from it tells no more than the list does.
    """
    shown = {}
    for name in _PEOPLE:
        shown[name] = _numbers(mask_counts(log, (name,), public=True, edition="pokja")[name])
    return log.assign(**shown)


def sums_of_shown(shown: pd.DataFrame, *, exact: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Release sums of participants as sums of what the list of activities shows.

    Parameters
    ----------
    shown : sums over :func:`released_log`; ``kegiatan`` (activities), ``pria, wanita, total``
    exact : the same over the log

    Returns
    -------
    DataFrame like ``shown``: to the nearest 5, hidden where the true sum is 0 to 7 and there was an
    activity; shares from that.
    """
    table = shown.copy()
    held = exact["kegiatan"] > exact.get("tanpa_peserta", 0)
    for name in ("pria", "wanita", "total"):
        small = (exact[name] < SMALLEST) & held
        rounded = (shown[name] + STEP // 2) // STEP * STEP
        table[name] = rounded.astype("int64").astype(object).mask(small, MASKED)
        table.loc[~held & (exact["kegiatan"] > 0), name] = pd.NA
    return share_of_women(table, edition=edition)


def _by_kind(table: pd.DataFrame, data: Data) -> Released:
    return show_table(
        table,
        "indikator_kegiatan",
        data,
        words={"jumlah_peserta": _jumlah(), "sumber_register": sumber_register(data)},
        terms=_SUMS,
    )


def _one_by_one(log: pd.DataFrame, data: Data) -> Released:
    rows = select_activities(log, cutoff=data.cutoff)
    known = rows[list(_PEOPLE)].notna().any(axis=1)
    filled = rows.assign(**{name: rows[name].fillna(0).where(known) for name in _PEOPLE})
    # Sums by kind and in the Latsar matrix are sums of what is shown here, so they open no row.
    shown = mask_counts(filled, _PEOPLE, public=True, edition=data.edition).sort_values(
        ["tanggal", "jenis", "nama_kegiatan"], ascending=[False, True, True], ignore_index=True
    )
    recent = pd.Series(shown.index < _ON_PAGE, index=shown.index)
    return show_table(
        dengan_tanggal(shown, days=("tanggal",)),
        "indikator_kegiatan_daftar",
        data,
        words={"paling_banyak": str(_ON_PAGE), "sumber_register": sumber_register(data)},
        terms={"public": dict.fromkeys(_PEOPLE, "")},
        row_header=2,
        on_page=None if recent.all() else recent,
    )


def _jumlah() -> str:
    return say("indikator_jumlah_peserta", tanda=MASKED, nilai=str(HIDDEN_AS), kelipatan=str(STEP))


def latsar(data: Data, form: Form) -> Several:
    """The Latsar matrix: gender content by agenda and subject, with participants."""
    log = data.tables["kegiatan_pug"]
    if log.empty:
        return Several(())
    table = match_latsar(log, form=form, cutoff=data.cutoff)
    if is_protected(data.edition):
        shown = match_latsar(released_log(log), form=form, cutoff=data.cutoff)
        table = sums_of_shown(shown, exact=table, edition=data.edition)
    covered = int((table["kegiatan"] > 0).sum())
    said = say(
        "indikator_latsar",
        jumlah=bilangan(covered),
        semua=bilangan(len(table)),
        periode=data.periode.label,
    )
    other = count_unmatched(log, form=form, cutoff=data.cutoff)
    if other:
        said = f"{said} {say('indikator_latsar_lain', jumlah=bilangan(other))}"
    return Several((text(said), _latsar(table, data)))


def _latsar(table: pd.DataFrame, data: Data) -> Released:
    shown = table.assign(
        agenda=[say("indikator_latsar_agenda", agenda=str(one)) for one in table["agenda"]],
        keadaan=(table["kegiatan"] > 0).map({True: ADA, False: BELUM_ADA}),
    )
    return show_table(
        shown,
        "indikator_latsar",
        data,
        words={"jumlah_peserta": _jumlah(), "sumber_register": sumber_register(data)},
        terms=_SUMS,
        row_header=1,
    )


def prasyarat(data: Data, form: Form) -> Several:
    """The readiness matrix: evidence that exists for each prerequisite, and what is missing."""
    lacking = tanpa_register("sk_pug", "kegiatan_pug", "pelatihan_pug", data=data)
    table = check_prerequisites(data.tables, form=form, cutoff=data.cutoff)
    missing = table.loc[table["keadaan"] == BELUM_ADA]
    words = "; ".join(
        f"{name}: {', '.join(rows['bukti'])}"
        for name, rows in missing.groupby("prasyarat", sort=False)
    )
    said = say(
        "indikator_prasyarat",
        "belum" if len(missing) else "lengkap",
        jumlah=bilangan(len(missing)),
        semua=bilangan(len(table)),
        isi=words,
    )
    parts = [text(said), _matrix(table, data), _per_indicator(data, form)]
    return Several((*parts, *(belum_ada(name, data) for name in lacking)))


def _matrix(table: pd.DataFrame, data: Data) -> Released:
    return show_table(
        dengan_tanggal(table, days=("tanggal",)),
        "indikator_prasyarat",
        data,
        words={"sumber_register": sumber_register(data)},
        row_header=1,
    )


def _per_indicator(data: Data, form: Form) -> Released:
    rows = [
        check_evidence(one, data.tables, cutoff=data.cutoff).assign(
            kode=one.kode, nama=one.nama, rumus=one.rumus, tabel=", ".join(one.tabel)
        )
        for one in form.indikator
    ]
    bare = [
        pd.DataFrame(
            [{"kode": one.kode, "nama": one.nama, "rumus": one.rumus, "tabel": ", ".join(one.tabel),
              "bukti": say("indikator_bukti_tabel"), "keadaan": ADA, "jumlah": len(one.tabel),
              "tanggal": pd.Timestamp(data.cutoff), "berkas_bukti": ""}]
        )
        for one in form.indikator
        if not (one.dokumen or one.kegiatan or one.pelatihan)
    ]  # fmt: skip
    order = {one.kode: place for place, one in enumerate(form.indikator)}
    table = pd.concat([*(part for part in rows if len(part)), *bare], ignore_index=True)
    table = table.sort_values("kode", key=lambda code: code.map(order), kind="stable")
    return show_table(
        dengan_tanggal(table.reset_index(drop=True), days=("tanggal",)),
        "indikator_bukti",
        data,
        words={"berkas": form.berkas},
        row_header=3,
    )


def cara_prasyarat() -> Released:
    """How the readiness matrix is read."""
    return reading(say("indikator_cara_prasyarat"))
