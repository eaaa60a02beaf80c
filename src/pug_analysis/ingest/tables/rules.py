"""Rules over whole tables: periods, repeated rows, one row per person, order of careers."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from typing import Final

import pandas as pd

from pug_analysis.ingest.declare.register import Register
from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.ingest.tables.pegawai import Notes
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.ingest.values.cells import note
from pug_analysis.terms.golongan import ORDINAL
from pug_analysis.terms.jabatan import is_definitive

#: The date that says when a row of a table happened, and what must be there.
EVENT_DATE: Final = {
    "pegawai": "tmt_cpns", "golongan": "tmt_golongan", "jabatan": "tmt_jabatan",
    "pemberhentian": "tmt_pemberhentian", "cltn": "tanggal_awal", "pindah": "tmt_pindah",
    **{name: register.happened for name, register in REGISTERS.items() if register.happened},
}  # fmt: skip


def _required_dates(register: Register) -> tuple[str, ...]:
    return tuple(c.name for c in register.columns if c.required and c.kind == "date")


def _begun_before(register: Register) -> tuple[str, ...]:
    """Return the date that lies before the event: an end may lie ahead, a beginning may not."""
    start, end = register.interval or ("", "")
    return (start,) if register.happened and end == register.happened else ()


_REQUIRED: Final = {
    **{t: (d,) for t, d in EVENT_DATE.items()},
    "pegawai": ("tanggal_lahir", "tmt_cpns"),
    **{name: _required_dates(register) for name, register in REGISTERS.items()},
}
_OTHER_DATES: Final = {
    "pegawai": ("tmt_pns", "tmt_golongan", "tmt_jabatan", "tanggal_lahir"),
    **{name: _begun_before(register) for name, register in REGISTERS.items()},
}
_ENDS: Final = {
    "diklat": ("tanggal_mulai", "tanggal_selesai"),
    "kursus": ("tanggal_mulai", "tanggal_selesai"),
    "cltn": ("tanggal_awal", "tanggal_akhir"),
    **{name: register.interval for name, register in REGISTERS.items() if register.interval},
}
#: Tables whose rows may come before the appointment.
_BEFORE_SERVICE: Final = frozenset(
    {"pegawai", *(name for name, register in REGISTERS.items() if register.before_service)}
)
#: Tables that look ahead.
_AHEAD: Final = frozenset(name for name, register in REGISTERS.items() if not register.happened)

#: Nobody active today was born earlier.
_FIRST_BIRTH: Final = pd.Timestamp(1940, 1, 1)
_MIN_AGE: Final = 17
_USUAL_AGE: Final = (18, 35)


def check_required_dates(frame: pd.DataFrame, table: str) -> Notes:
    """Quarantine rows whose required date is empty."""
    return [note(frame.index[frame[d].isna()], d, "TGL-KOSONG") for d in _REQUIRED.get(table, ())]


def check_period(frame: pd.DataFrame, table: str, *, cutoff: date) -> Notes:
    """Take out what happened after the cut-off: known early, or a mistaken year.

    A row dated within the year after the cut-off was simply known when the export was made
    (``BARIS-SETELAH-BATAS``). A later date is a mistake (``TGL-MASA-DEPAN``). Of a row that tells
    its year only, the year of the cut-off counts as up to it.
    """
    if table in _AHEAD:
        return []
    if table == "pendidikan":
        dates, last = {}, pd.Series(pd.NaT, frame.index, dtype="datetime64[ns]")
        years, field = frame["tahun_lulus"], "tahun_lulus"
    elif table in ("diklat", "kursus"):
        dates = {f: frame[f] for f in ("tanggal_mulai", "tanggal_selesai")}
        last = frame["tanggal_selesai"].fillna(frame["tanggal_mulai"])
        years, field = frame["tahun"].where(last.isna()), "tahun"
    elif table == "penghargaan":
        dates, last = {"tanggal": frame["tanggal"]}, frame["tanggal"]
        years, field = frame["tahun"], "tahun"
    else:
        field = EVENT_DATE[table]
        dates = {f: frame[f] for f in (field, *_OTHER_DATES.get(table, ()))}
        last, years = frame[field], pd.Series(pd.NA, frame.index, dtype="Int64")
    year, lag = cutoff.year, pd.Timestamp(cutoff) + pd.DateOffset(years=1)
    far = {f: d > lag for f, d in dates.items()}
    far[field] = far.get(field, False) | (years > year + 1).fillna(False).astype(bool)
    late = pd.Series(False, frame.index)
    for rows in far.values():
        late |= rows
    after = (last > pd.Timestamp(cutoff)) | (years > year).fillna(False).astype(bool)
    place = field if field in dates else ""
    return [
        *(note(frame.index[rows], f, "TGL-MASA-DEPAN") for f, rows in far.items()),
        note(frame.index[after & ~late], place, "BARIS-SETELAH-BATAS"),
    ]


def check_person(frame: pd.DataFrame) -> Notes:
    """Compare birth and appointment with each other and with the NIP."""
    index, nip = frame.index, frame["nip"] != ""
    birth, start = frame["tanggal_lahir"], frame["tmt_cpns"]
    before = (start.dt.month * 100 + start.dt.day) < (birth.dt.month * 100 + birth.dt.day)
    age = start.dt.year - birth.dt.year - before.astype("int64")
    impossible = (birth < _FIRST_BIRTH) | (age < _MIN_AGE)
    unusual = ~age.between(*_USUAL_AGE) & age.notna() & ~impossible & ~frame["pppk"]
    month = start.dt.to_period("M") != frame["angkat_nip"].dt.to_period("M")
    differs = month.where(~frame["pppk"], start.dt.year != frame["angkat_nip"].dt.year)
    return [
        note(index[impossible], "tanggal_lahir", "USIA-MUSTAHIL"),
        note(index[unusual], "tmt_cpns", "USIA-TAK-LAZIM"),
        note(
            index[nip & birth.notna() & (birth != frame["lahir_nip"])],
            "tanggal_lahir",
            "NIP-BEDA-LAHIR",
        ),
        note(index[nip & start.notna() & differs], "tmt_cpns", "NIP-BEDA-TMT"),
    ]


def merge_repeats(frame: pd.DataFrame, table: str) -> Notes:
    """Merge rows that are equal in every column that is kept."""
    columns = ["nip", *(c.name for c in TABLES[table].columns if c.name in frame)]
    return [note(frame.index[frame.duplicated(columns)], "", "BARIS-GANDA")]


def put_acting_aside(frame: pd.DataFrame) -> Notes:
    """Put aside the acting posts of people who have another row with a definitive one."""
    acting = ~is_definitive(frame["penugasan"])
    if not acting.any():
        return []
    definitive = frame.loc[~acting, "nip"]
    return [
        note(frame.index[acting & frame["nip"].isin(definitive)], "nip", "JABATAN-PLT-DISISIHKAN")
    ]


def check_posts(frame: pd.DataFrame) -> Notes:
    """Note people with several definitive posts: other kind, eselon or title in a row of the same day.

    Which of them is in force nobody can tell from the list; the newest counts.
    """
    repeated = frame[frame.duplicated("nip", keep=False)]
    if repeated.empty:
        return []
    post = ["nip", "jenis_jabatan", "eselon", "nama_jabatan"]
    posts = repeated.drop_duplicates(post)["nip"].value_counts()
    several = repeated["nip"].map(posts).fillna(0) > 1
    return [note(repeated.index[several], "jabatan_nama", "JABATAN-RANGKAP")]


def choose_newest(frame: pd.DataFrame, dates: list[str]) -> Notes:
    """Keep one row per NIP: the strictly newest one; where there is none, no row is kept."""
    repeated = frame[frame.duplicated("nip", keep=False)]
    if repeated.empty:
        return []
    newest = repeated[dates].max(axis=1)
    best = newest.groupby(repeated["nip"]).transform("max")
    top = newest == best
    single = top.groupby(repeated["nip"]).transform("sum") == 1
    return [
        note(repeated.index[single & ~top], "nip", "PEGAWAI-DIPERBARUI"),
        note(repeated.index[~single], "nip", "PEGAWAI-GANDA"),
    ]


def check_membership(frame: pd.DataFrame, used: Set[str], seen: Set[str]) -> Notes:
    """Put aside rows of people in no table; ``seen`` are those with a row put aside.

    A row that names nobody (a document, an activity) belongs to nobody.
    """
    strange = ~frame["nip"].isin(used) & (frame["nip"] != "")
    known = frame["nip"].isin(seen)
    return [
        note(frame.index[strange & ~known], "nip", "NIP-TANPA-PEGAWAI"),
        note(frame.index[strange & known], "nip", "PEGAWAI-DIKARANTINA"),
    ]


def check_appointment(frame: pd.DataFrame, table: str, start: pd.Series) -> Notes:
    """Quarantine events before the appointment.

    Parameters
    ----------
    frame : history rows
    table : their table
    start : first day of service by NIP
    """
    first = start.reindex(frame["nip"]).set_axis(frame.index).fillna(frame["angkat_nip"])
    first = first.where(first < frame["angkat_nip"], frame["angkat_nip"])
    field = {"diklat": "tanggal_selesai"}.get(table) or EVENT_DATE.get(table)
    if field is None or table in _BEFORE_SERVICE:
        return []
    return [note(frame.index[frame[field] < first], field, "RIW-SEBELUM-ANGKAT")]


def check_intervals(frame: pd.DataFrame, table: str) -> Notes:
    """Quarantine rows that end before they begin."""
    if table not in _ENDS:
        return []
    start, end = _ENDS[table]
    return [note(frame.index[frame[end] < frame[start]], end, "RIW-SELESAI-SEBELUM-MULAI")]


def check_same_day(frame: pd.DataFrame) -> Notes:
    """Quarantine golongan rows of one person and day that differ."""
    grades = frame.groupby(["nip", "tmt_golongan"])["golongan"].transform("nunique")
    return [note(frame.index[grades > 1], "tmt_golongan", "RIW-TMT-SAMA")]


def check_ladder(frame: pd.DataFrame) -> Notes:
    """Quarantine golongan below one that was already reached; note jumps of several steps."""
    ordered = frame.assign(step=frame["golongan"].map(ORDINAL).astype("float64"))
    ordered = ordered.sort_values(["nip", "tmt_golongan", "step"])
    group = ordered.groupby("nip")["step"]
    reached = group.cummax().groupby(ordered["nip"]).shift()
    falls = ordered["step"] < reached
    jumps = (ordered["step"] - reached) > 1
    return [
        note(ordered.index[falls], "gol_nama", "RIW-TURUN"),
        note(ordered.index[jumps], "gol_nama", "RIW-LOMPAT"),
    ]
