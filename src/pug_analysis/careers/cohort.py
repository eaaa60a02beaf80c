"""The cohort: everybody who ever was in the register, with what was fixed on the day of entry.

Leavers belong to it. Without them a cohort is the survivors only, and those who were promoted
stay longer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.months import month_number
from pug_analysis.careers.people import of_person
from pug_analysis.careers.pooled import Pooled
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.terms import golongan

#: Education groups at entry, from the education id or, where it is not recorded, the first golongan.
_GROUP_OF_ID = {
    **dict.fromkeys(("45", "47", "49", "50"), "S2 ke atas"),
    **dict.fromkeys(("35", "40", "42"), "S1/D4"),
    **dict.fromkeys(("30",), "D3"),
    **dict.fromkeys(("05", "10", "12", "15", "17", "18", "20", "25"), "SLTA ke bawah"),
}
_GROUP_OF_GOLONGAN = {
    **dict.fromkeys(golongan.GOLONGAN_PNS[:6], "SLTA ke bawah"),
    "II/c": "D3",
    "III/a": "S1/D4",
    "III/b": "S2 ke atas",
    "III/c": "S2 ke atas",
}
#: Months without any recorded leaving after which a recorded one stands alone. An office that
#: records them has some every year: people retire.
SILENCE = 24
#: A first post that is recorded so many months after TMT CPNS may not be the first one held.
LATE_POST = 24


@dataclass(frozen=True, slots=True)
class Cohort:
    """People of a cohort and how they were chosen.

    Attributes
    ----------
    people : one row per PNS ever in the register: ``pegawai_id, jenis_kelamin, masuk`` (month
        number of TMT CPNS), ``angkatan`` (five-year entry window), ``pendidikan`` and
        ``keluarga`` at entry, ``diamati`` (month number from which leaving would have been
        recorded), ``keluar`` (month number of leaving or missing), ``sebab`` ("" if still there)
    flow : ``langkah, orang``: everybody, then those left out by reason, then those kept
    register_start : month number from which leaving is recorded; None without a leavers list
    education_inferred : people whose education at entry is only implied by their first golongan
    isolated_leavings : people whose leaving is recorded before ``register_start``, alone for more
        than ``SILENCE`` months and so no sign of a register; 0 where the start was given
    longest_silence : most months between two recorded leavings from ``register_start`` on
    late_first_post : people whose first recorded post began more than ``LATE_POST`` months after
        TMT CPNS, so that their job family at entry is that of a later post
    pooled : what agencies have added up; ``people`` is empty then, ``register_start`` the earliest
        of their starts and ``register_last`` the latest
    """

    people: pd.DataFrame
    flow: pd.DataFrame
    register_start: int | None
    education_inferred: int = 0
    isolated_leavings: int = 0
    longest_silence: int = 0
    late_first_post: int = 0
    pooled: Pooled | None = None
    register_last: int | None = None


#: Why people are left out, in the order of the flow.
PPPK = "PPPK: tanpa kenaikan pangkat dan jabatan struktural"
VANISHED = "Tidak aktif tanpa tanggal berhenti"
NO_POST = "Tanpa riwayat jabatan"
NO_EDUCATION = "Pendidikan saat masuk tidak diketahui"
EVERYBODY = "Semua orang dalam daftar pegawai dan daftar berhenti"
ANALYSED = "Dianalisis"
#: All steps of the flow of a cohort.
COHORT_STEPS = (EVERYBODY, PPPK, VANISHED, NO_POST, NO_EDUCATION, ANALYSED)


def build_cohort(
    tables: Mapping[str, pd.DataFrame], *, active: pd.Series, register_start: int | None = None
) -> Cohort:
    """Put together active people and leavers, and what was fixed at entry.

    Parameters
    ----------
    tables : processed tables
    active : which rows of ``tables["pegawai"]`` are active (see ``ingest.tables.pegawai.is_active``)
    register_start : month number from which leaving is recorded; by default the first month with
        a leaving that is followed by another one, in a later month, within ``SILENCE`` months. A
        date that stands alone (a typing error, such as one leaver in 1987 and the next in 2005)
        would move the start by years and count people as at risk whose leaving nobody recorded.
        Where every date stands alone, the last one is the start

    Returns
    -------
    Cohort of PNS and CPNS; PPPK have no rank promotion and no structural posts (Perpres 38/2020).
    """
    everybody = _everybody(tables, active)
    left = _leaving_months(tables["pemberhentian"])
    start = register_start
    if start is None:
        start = find_register_start(tables["pemberhentian"])
    people = everybody.assign(
        angkatan=five_years(everybody["masuk"]),
        pendidikan=_education_at_entry(everybody["pegawai_id"], tables),
        keluarga=_family_at_entry(everybody["pegawai_id"], tables["jabatan"]),
        diamati=_observed_from(everybody, tables["pindah"], start),
    )
    reasons = first_reason(
        {
            PPPK: ~people["pns"],
            VANISHED: people["hilang"],
            NO_POST: people["keluarga"] == "",
            NO_EDUCATION: people["pendidikan"] == "",
        }
    )
    flow = count_flow(reasons, first=EVERYBODY)
    kept = people.loc[reasons == ""].drop(columns=["pns", "hilang"]).reset_index(drop=True)
    marked = tables["pendidikan"].loc[_is_first(tables["pendidikan"]), "pegawai_id"]
    inferred = int((~kept["pegawai_id"].isin(marked)).sum())
    first_post = of_person(
        kept["pegawai_id"], tables["jabatan"].groupby("pegawai_id")["tmt_jabatan"].min()
    )
    return Cohort(
        people=kept,
        flow=flow,
        register_start=start,
        education_inferred=inferred,
        isolated_leavings=0 if register_start is not None else int((left < (start or 0)).sum()),
        longest_silence=_longest_silence(left, start),
        late_first_post=int((month_number(first_post) - kept["masuk"] > LATE_POST).sum()),
    )


def find_register_start(pemberhentian: pd.DataFrame) -> int | None:
    """Return the first month with a leaving that another one follows within ``SILENCE`` months.

    Of people opened in pieces it must be that of all of them, see ``careers.load_pieces``.

    Parameters
    ----------
    pemberhentian : processed table

    Returns
    -------
    Month number; the last one where every date stands alone, None without any.
    """
    months = sorted({int(month) for month in _leaving_months(pemberhentian)})
    followed = (early for early, late in pairwise(months) if late - early <= SILENCE)
    return next(followed, months[-1] if months else None)


def cohort_of(data: Data, *, register_start: int | None = None) -> Cohort:
    """The cohort of an opened year.

    Parameters
    ----------
    data : an opened year
    register_start : see :func:`build_cohort`; by default that of the workspace's settings
    """
    if data.pooled is not None:
        return pooled_cohort(data.pooled)
    start = data.config.kohort.awal_register
    if register_start is None and start is not None:
        register_start = start.year * 12 + start.month - 1
    return build_cohort(
        data.tables,
        active=is_active(data.tables["pegawai"], config=data.config),
        register_start=register_start,
    )


def pooled_cohort(pooled: Pooled) -> Cohort:
    """The cohort of agencies that have added up their tables; those without leavers are not in it."""
    known = [one["kohort"] for one in pooled.agencies if one["kohort"] is not None]
    starts = [one["awal_register"] for one in known]
    flow = pooled.cohort["kohort_alur"] if known else pd.DataFrame(columns=["pertanyaan"])
    columns = ["pegawai_id", "jenis_kelamin", "angkatan", "pendidikan", "keluarga"]
    numbers = pooled.numbers
    return Cohort(
        people=pd.DataFrame(columns=columns),
        flow=flow.loc[flow["pertanyaan"] == ""].drop(columns="pertanyaan").reset_index(drop=True),
        register_start=min(starts, default=None),
        education_inferred=int(numbers.get("pendidikan_diturunkan", 0)),
        isolated_leavings=int(numbers.get("berhenti_menyendiri", 0)),
        longest_silence=max((one["sunyi_terlama"] for one in known), default=0),
        late_first_post=int(numbers.get("jabatan_pertama_terlambat", 0)),
        pooled=pooled,
        register_last=max(starts, default=None),
    )


def count_flow(reasons: pd.Series, *, first: str) -> pd.DataFrame:
    """Count people by reason for leaving them out.

    Parameters
    ----------
    reasons : of :func:`first_reason`, one per person

    Returns
    -------
    DataFrame ``langkah, orang``: all, each reason that someone has, those kept.
    """
    counts = reasons.value_counts(sort=False).reindex(reasons.cat.categories)
    out = counts.loc[(counts.index != "") & (counts > 0)]
    return pd.DataFrame(
        {
            "langkah": [first, *out.index, ANALYSED],
            "orang": [len(reasons), *out.to_numpy(), int(counts[""])],
        }
    )


def first_reason(reasons: Mapping[str, pd.Series]) -> pd.Series:
    """The first reason that applies to each row, "" if none does.

    The order of reasons is the order of the flow; it must not come from the order of people, which
    follows their secret pseudonyms.

    Parameters
    ----------
    reasons : {reason: boolean Series}

    Returns
    -------
    Categorical Series; its categories are "" and the reasons in their order.
    """
    index = next(iter(reasons.values())).index
    first = pd.Series("", index=index)
    for reason, applies in reasons.items():
        first = first.mask((first == "") & applies, reason)
    return first.astype(pd.CategoricalDtype(["", *reasons]))


def _everybody(tables: Mapping[str, pd.DataFrame], active: pd.Series) -> pd.DataFrame:
    staff, left = tables["pegawai"], tables["pemberhentian"]
    known = left.sort_values("tmt_pemberhentian", kind="stable").drop_duplicates("pegawai_id")
    columns = ["pegawai_id", "jenis_kelamin", "status_asn", "tmt_cpns"]
    gone = known.loc[~known["pegawai_id"].isin(staff["pegawai_id"]), columns]
    people = pd.concat([staff[columns], gone], ignore_index=True)
    leaving = known.set_index("pegawai_id")
    keluar = month_number(of_person(people["pegawai_id"], leaving["tmt_pemberhentian"]))
    still_there = pd.concat([active, pd.Series(False, index=gone.index)], ignore_index=True)
    return pd.DataFrame(
        {
            "pegawai_id": people["pegawai_id"],
            "jenis_kelamin": people["jenis_kelamin"],
            "pns": people["status_asn"].isin(["PNS", "CPNS"]),
            "masuk": month_number(people["tmt_cpns"]),
            "keluar": keluar.mask(still_there),
            "sebab": of_person(people["pegawai_id"], leaving["jenis"])
            .fillna("")
            .mask(still_there, ""),
            "hilang": ~still_there & keluar.isna(),
        }
    )


def _leaving_months(pemberhentian: pd.DataFrame) -> pd.Series:
    """Month of each person's first recorded leaving."""
    return month_number(pemberhentian.groupby("pegawai_id")["tmt_pemberhentian"].min()).dropna()


def _longest_silence(left: pd.Series, start: int | None) -> int:
    """Most months from one recorded leaving to the next, from the start on."""
    if start is None:
        return 0
    months = sorted({start, *(int(month) for month in left if month >= start)})
    return max((late - early for early, late in pairwise(months)), default=0)


def five_years(masuk: pd.Series) -> pd.Series:
    """Five-year window of a month number, such as "2010-2014"."""
    first = masuk // 12 // 5 * 5
    return first.astype("string") + "-" + (first + 4).astype("string")


def _education_at_entry(ids: pd.Series, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Education on the day of entry: the row marked so, else what the first golongan implies."""
    degrees = tables["pendidikan"]
    first = degrees.loc[_is_first(degrees)]
    marked = first.drop_duplicates("pegawai_id").set_index("pegawai_id")["tingkat_pendidikan"]
    ranks = tables["golongan"].sort_values("tmt_golongan", kind="stable")
    entry = ranks.drop_duplicates("pegawai_id").set_index("pegawai_id")["golongan"]
    known = of_person(ids, marked).map(_GROUP_OF_ID)
    return known.fillna(of_person(ids, entry).map(_GROUP_OF_GOLONGAN)).fillna("")


def _is_first(degrees: pd.DataFrame) -> pd.Series:
    return degrees["pendidikan_pertama"].fillna(False).astype(bool)


def _family_at_entry(ids: pd.Series, jabatan_table: pd.DataFrame) -> pd.Series:
    """Job family of the first position held: Guru, Kesehatan, or Teknis (pelaksana included)."""
    first = jabatan_table.sort_values("tmt_jabatan", kind="stable").drop_duplicates("pegawai_id")
    family = first["kelompok_jf"].fillna("").replace("", "Teknis")
    return of_person(ids, family.set_axis(first["pegawai_id"])).fillna("")


def _observed_from(
    people: pd.DataFrame, pindah: pd.DataFrame, register_start: int | None
) -> pd.Series:
    """Month number after which leaving would have been seen: register start, or arrival here."""
    arrival = pindah.groupby("pegawai_id")["tmt_pindah"].min()
    arrived = month_number(of_person(people["pegawai_id"], arrival)).fillna(0)
    start = 0 if register_start is None else register_start - 1
    return arrived.clip(lower=start).clip(lower=people["masuk"])
