"""The account of people: how many of each status every staff list holds, and how many are used.

Rows that close in the row account may still hold other people than last year's, or the same people
under another status; this account is what tells. Who of them is active is said by status and
kedudukan hukum together, see ``ingest.tables.pegawai.is_active``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.ingest.kept.row_account import row_fates
from pug_analysis.ingest.reading.file_records import SheetRecord
from pug_analysis.ingest.reading.period import Reading
from pug_analysis.ingest.reading.rows import SHEET_STEP
from pug_analysis.ingest.reading.typed import settle
from pug_analysis.ingest.tables.pegawai import Notes
from pug_analysis.ingest.tables.schema import NERACA_ORANG
from pug_analysis.ingest.values.status import read_status_kedudukan

_KEYS: Final = ["nomor", "status_asn", "kedudukan_hukum"]
_COUNTS: Final = ["masuk", "dipakai"]
_TYPES: Final = {
    "nomor": "int64", "status_asn": "string", "kedudukan_hukum": "string", "masuk": "int64",
    "dipakai": "int64",
}  # fmt: skip


def count_people(
    reading: Reading, notes: Notes, used: dict[str, pd.DataFrame], *, config: Config
) -> pd.DataFrame:
    """Return how many rows of people each staff list holds; the counts of all people add up.

    Those in are counted in what was read, those used in the finished table, so that people who
    change their status on the way are seen.

    Parameters
    ----------
    reading : what was read
    notes : all findings
    used : used rows of every table
    config : settings (kedudukan)

    Returns
    -------
    pandas.DataFrame
        ``nomor`` (of the sheet), ``status_asn, kedudukan_hukum, masuk, dipakai`` (rows). Rows whose
        person cannot be read are not among them.
    """
    if "pegawai" not in reading.frames:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _TYPES.items()})
    frame = settle(reading.frames["pegawai"], list(reading.notes))
    fates = row_fates(notes)
    frame = frame[~frame.index.isin(fates.index[fates == "bukan-data"])]
    status, kedudukan = read_status_kedudukan(frame, config, [])
    read = pd.DataFrame({"status_asn": status, "kedudukan_hukum": kedudukan})
    counts = {"masuk": _count(read), "dipakai": _count(used["pegawai"])}
    table = pd.DataFrame(counts).fillna(0).rename_axis(_KEYS).reset_index()
    return table.astype(_TYPES)


def build_orang(
    sheets: Sequence[SheetRecord], counts: pd.DataFrame, neraca: pd.DataFrame
) -> pd.DataFrame:
    """Return the account of people, one row per file, status and kedudukan hukum.

    Parameters
    ----------
    sheets : what was read
    counts : from :func:`count_people`
    neraca : the row account, in the order of ``sheets``

    Raises
    ------
    DataError
        if more people are counted than the row account has rows of data.
    """
    staff = [s.number for s in sheets if s.table == "pegawai"]
    rows = neraca[["dipakai", "karantina", "gabung"]].sum(axis=1)
    rows = rows.set_axis([s.number for s in sheets]).reindex(staff)
    unread = rows - counts.groupby("nomor")["masuk"].sum().reindex(staff, fill_value=0)
    if (unread < 0).any():
        raise DataError(
            "Neraca orang tidak seimbang dengan neraca baris. Ini kesalahan program; laporkan, dan"
            " jangan pakai hasilnya."
        )
    rest = unread[unread > 0].rename("masuk").rename_axis("nomor").reset_index()
    rest = rest.assign(status_asn="", kedudukan_hukum="", dipakai=0).astype(_TYPES)
    files = {s.number: s.berkas for s in sheets}
    table = pd.concat([counts, rest])
    table = table.assign(berkas=table["nomor"].map(files).astype("string"))
    keys = ["berkas", "status_asn", "kedudukan_hukum"]
    table = table.groupby(keys, as_index=False, sort=True)[_COUNTS].sum()
    return table[list(NERACA_ORANG.dtypes)].astype(NERACA_ORANG.dtypes)


def _count(rows: pd.DataFrame) -> pd.Series:
    number = pd.Series(rows.index.to_numpy(dtype="int64") // SHEET_STEP, rows.index)
    keys = [number, rows["status_asn"].fillna(""), rows["kedudukan_hukum"].fillna("")]
    groups = [k.rename(name) for k, name in zip(keys, _KEYS, strict=True)]
    return rows["status_asn"].groupby(groups).size()
