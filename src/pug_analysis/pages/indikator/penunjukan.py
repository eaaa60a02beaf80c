"""People appointed by decision: gender champions, certified facilitators, members of the Pokja.

A person counts once, however many documents name them, and only while in service. Their office is that
of the decision if it names one, else that of the snapshot.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd

from pug_analysis.analyses.counts import add_share
from pug_analysis.careers.snapshot import UNKNOWN

CHAMPION: Final = "SK Gender Champion"
NOMINASI: Final = "Nominasi Gender Champion"
FASILITATOR: Final = "Sertifikat Fasilitator PUG"
POKJA: Final = "SK Pokja PUG"
#: States of a document on a day.
BERLAKU, HABIS, BELUM_MULAI = "berlaku", "masa berlaku habis", "belum berlaku"
_ORDER: Final = {BERLAKU: 0, HABIS: 1, BELUM_MULAI: 2}


def classify_validity(sk: pd.DataFrame, *, cutoff: date) -> pd.Series:
    """State of each document on a day: berlaku, masa berlaku habis, belum berlaku.

    Both ends are days on which it is valid. It begins with its date where no other day is written, and
    does not end where none is.

    Parameters
    ----------
    sk : rows of the processed table ``sk_pug``

    Returns
    -------
    string Series aligned with the rows.
    """
    day = pd.Timestamp(cutoff)
    begins = sk["berlaku_mulai"].fillna(sk["tanggal"])
    state = pd.Series(BERLAKU, index=sk.index, dtype="string")
    state = state.mask(sk["berlaku_sampai"] < day, HABIS)
    return state.mask(begins > day, BELUM_MULAI)


def find_appointed(
    sk: pd.DataFrame, snapshot: pd.DataFrame, *, jenis: str, cutoff: date
) -> pd.DataFrame:
    """People named by documents of a kind, each once, with their best document.

    The best is the one that is valid, then that of the latest date.

    Parameters
    ----------
    sk : processed table ``sk_pug``; documents dated after the day are left out
    snapshot : of ``careers.build_snapshot``
    jenis : kind of document
    cutoff : day of the report

    Returns
    -------
    DataFrame, one row per person: ``pegawai_id, keadaan`` (see :func:`classify_validity`), ``aktif``
    (in service), ``perangkat_daerah`` ("Tidak diketahui" where neither says), ``peran, penerbit,
    jenis_kelamin, jenjang`` (both missing for those no longer in service).
    """
    named = sk.loc[(sk["jenis"] == jenis) & (sk["pegawai_id"].fillna("") != "")]
    named = named.loc[named["tanggal"] <= pd.Timestamp(cutoff)]
    named = named.assign(keadaan=classify_validity(named, cutoff=cutoff))
    named = named.assign(
        urut=named["keadaan"].map(_ORDER), hari=-named["tanggal"].astype("int64")
    ).sort_values(["pegawai_id", "urut", "hari", "peran", "penerbit", "perangkat_daerah"])
    best = named.drop_duplicates("pegawai_id").reset_index(drop=True)
    staff = snapshot.set_index("pegawai_id")[["jenis_kelamin", "jenjang", "perangkat_daerah"]]
    found = best[["pegawai_id"]].join(staff, on="pegawai_id")
    place = best["perangkat_daerah"].fillna("")
    place = place.where(place != "", found["perangkat_daerah"].fillna(""))
    return best[["pegawai_id", "keadaan", "peran", "penerbit"]].assign(
        aktif=best["pegawai_id"].isin(snapshot["pegawai_id"]),
        perangkat_daerah=place.replace("", UNKNOWN).astype("string"),
        jenis_kelamin=found["jenis_kelamin"],
        jenjang=found["jenjang"],
    )


def count_appointed(
    appointed: pd.DataFrame, *, by: tuple[str, ...], valid: bool = True
) -> pd.DataFrame:
    """Men and women appointed and in service, by columns.

    Parameters
    ----------
    appointed : of :func:`find_appointed`
    by : columns to group by
    valid : only those whose document is valid

    Returns
    -------
    DataFrame, one row per group that has people, sorted: ``by``, ``pria, wanita, total,
    share_wanita`` (0..1).
    """
    people = appointed.loc[appointed["aktif"]]
    if valid:
        people = people.loc[people["keadaan"] == BERLAKU]
    women = people["jenis_kelamin"].eq("P").astype("int64")
    counts = people[list(by)].assign(pria=1 - women, wanita=women)
    counts = counts.groupby(list(by), sort=True)[["pria", "wanita"]].sum().reset_index()
    return add_share(counts.assign(total=counts["pria"] + counts["wanita"]))


def account_appointed(sk: pd.DataFrame, snapshot: pd.DataFrame, *, cutoff: date) -> pd.DataFrame:
    """Account of the people appointed: who counts, and who does not.

    Returns
    -------
    DataFrame, one row per kind (champions, facilitators, Pokja): ``jenis, pria, wanita, total`` (in service,
    document valid), ``perangkat_daerah`` (number of theirs), ``habis`` (in service, document expired),
    ``tidak_bertugas`` (people no longer in service).
    """
    rows = []
    for jenis in (CHAMPION, FASILITATOR, POKJA):
        people = find_appointed(sk, snapshot, jenis=jenis, cutoff=cutoff)
        counts = count_appointed(people, by=("perangkat_daerah",))
        rows.append(
            {"jenis": jenis}
            | {name: int(counts[name].sum()) for name in ("pria", "wanita", "total")}
            | {
                "perangkat_daerah": int((counts["perangkat_daerah"] != UNKNOWN).sum()),
                "habis": int((people["aktif"] & (people["keadaan"] == HABIS)).sum()),
                "tidak_bertugas": int((~people["aktif"]).sum()),
            }
        )
    return pd.DataFrame(rows)


def find_offices_without(snapshot: pd.DataFrame, offices: pd.Series) -> pd.DataFrame:
    """Perangkat daerah that are in none of the names.

    Parameters
    ----------
    snapshot : of ``careers.build_snapshot``; a PD without active people is no PD
    offices : names of the PD that have what is asked for

    Returns
    -------
    DataFrame by name: ``perangkat_daerah, orang`` (active people).
    """
    known = snapshot.loc[snapshot["perangkat_daerah"].fillna("") != "", "perangkat_daerah"]
    sizes = known.value_counts().rename_axis("perangkat_daerah").rename("orang").reset_index()
    lacking = sizes.loc[~sizes["perangkat_daerah"].isin(set(offices))]
    return lacking.sort_values("perangkat_daerah", ignore_index=True)


def list_documents(sk: pd.DataFrame, *, cutoff: date) -> pd.DataFrame:
    """Documents of the register up to a day, personal certificates left out.

    Returns
    -------
    DataFrame, one row per document in order of kind and date: ``jenis, nomor, tanggal,
    penandatangan, perangkat_daerah, keadaan, berlaku_sampai, orang`` (people named), ``berkas_bukti``.
    """
    known = sk.loc[(sk["jenis"] != FASILITATOR) & (sk["tanggal"] <= pd.Timestamp(cutoff))]
    known = known.assign(keadaan=classify_validity(known, cutoff=cutoff))
    people = known.assign(orang=known["pegawai_id"].fillna("").replace("", pd.NA))
    whole = people.groupby(["jenis", "tanggal", "nomor"], sort=True, dropna=False)
    table = whole.agg(
        penandatangan=("penandatangan", "max"),
        perangkat_daerah=("perangkat_daerah", _one_office),
        keadaan=("keadaan", _best_state),
        berlaku_sampai=("berlaku_sampai", "max"),
        orang=("orang", "nunique"),
        berkas_bukti=("berkas_bukti", "max"),
    )
    return table.reset_index()


def track_champions(
    sk: pd.DataFrame, kegiatan: pd.DataFrame, snapshot: pd.DataFrame, *, cutoff: date
) -> pd.DataFrame:
    """Steps of the champions' programme: nomination, decision, orientation, quarterly forum.

    Parameters
    ----------
    sk, kegiatan : processed tables ``sk_pug`` and ``kegiatan_pug``

    Returns
    -------
    DataFrame, one row per step: ``langkah, orang`` (people in service), ``perangkat_daerah`` (number),
    ``kegiatan`` (number; of the year for the forum, of all years for the orientation), ``terakhir``
    (date), ``berkas_bukti`` (of the latest one). What a step does not count is missing; a quarter
    that has not begun has no number.
    """
    day = pd.Timestamp(cutoff)
    rows = []
    for langkah, jenis in (("1. Nominasi", NOMINASI), ("2. SK yang berlaku", CHAMPION)):
        people = find_appointed(sk, snapshot, jenis=jenis, cutoff=cutoff)
        people = people.loc[people["aktif"] & (people["keadaan"] == BERLAKU)]
        papers = sk.loc[(sk["jenis"] == jenis) & (sk["tanggal"] <= day)]
        offices = people.loc[people["perangkat_daerah"] != UNKNOWN, "perangkat_daerah"].nunique()
        rows.append(
            {"langkah": langkah, "orang": len(people), "perangkat_daerah": offices} | _last(papers)
        )
    done = kegiatan.loc[kegiatan["tanggal"] <= day]
    orientation = done.loc[done["jenis"] == "Orientasi Gender Champion"]
    rows.append({"langkah": "3. Orientasi", "kegiatan": len(orientation)} | _last(orientation))
    forum = done.loc[
        (done["jenis"] == "Komunitas Praktik") & (done["tanggal"].dt.year == cutoff.year)
    ]
    for quarter in range(1, 5):
        own = forum.loc[forum["tanggal"].dt.quarter == quarter]
        began = 3 * quarter - 2 <= cutoff.month
        name = f"4. Komunitas praktik, triwulan {'I' * quarter if quarter < 4 else 'IV'}"
        rows.append({"langkah": name, "kegiatan": len(own) if began else pd.NA} | _last(own))
    columns = ["langkah", "orang", "perangkat_daerah", "kegiatan", "terakhir", "berkas_bukti"]
    numbers = dict.fromkeys(("orang", "perangkat_daerah", "kegiatan"), "Int64")
    return pd.DataFrame(rows, columns=columns).astype(numbers)


def _last(rows: pd.DataFrame) -> dict[str, object]:
    """Date and file of the latest of them."""
    if rows.empty:
        return {"terakhir": pd.NaT, "berkas_bukti": ""}
    latest = rows.sort_values(["tanggal", "berkas_bukti"], kind="stable").iloc[-1]
    return {"terakhir": latest["tanggal"], "berkas_bukti": latest["berkas_bukti"]}


def _one_office(names: pd.Series) -> str:
    """Name of the office if all rows name the same one, how many they name otherwise."""
    found = sorted(set(names.fillna("")) - {""})
    if len(found) > 1:
        return f"{len(found)} perangkat daerah"
    return found[0] if found else ""


def _best_state(states: pd.Series) -> str:
    return min(states, key=lambda one: _ORDER[one])
