"""The row account and the list of findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pug_analysis.errors import DataError
from pug_analysis.ingest.reading.file_records import FileNote, Listing, SheetRecord
from pug_analysis.ingest.reading.period import Reading
from pug_analysis.ingest.reading.rows import SHEET_STEP
from pug_analysis.ingest.tables.pegawai import Notes
from pug_analysis.ingest.tables.schema import NERACA, TEMUAN_TABEL, UNUSED
from pug_analysis.ingest.values.cells import note
from pug_analysis.ingest.values.nip import split_nip
from pug_analysis.terms.kalender import Periode
from pug_analysis.terms.temuan import TEMUAN

#: When a row has several findings, the first of these decides where it is counted.
_OVERLAP = 10
_PRIORITY = ("karantina", "bukan-data", "gabung")


def count_rows(notes: Notes, used: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return how many rows of each sheet ended where; the counts of all people add up.

    The rows used are counted in the finished tables, all others in the findings.

    Returns
    -------
    pandas.DataFrame
        ``dipakai, karantina, gabung, bukan-data`` by number of the sheet
    """
    fate = row_fates(notes)
    made = [np.asarray(f.index, "int64") for name, f in used.items() if name != UNUSED]
    used_rows = np.concatenate(made) if made else np.array([], "int64")
    counts = {kind: _per_sheet(fate.index[fate == kind]) for kind in _PRIORITY}
    counts["dipakai"] = _per_sheet(pd.Index(used_rows))
    table = pd.DataFrame(counts, dtype="Int64").fillna(0).astype("int64")
    return table.set_axis(table.index.astype("int64"))


def build_neraca(sheets: Sequence[SheetRecord], counts: pd.DataFrame) -> pd.DataFrame:
    """Return the row account: rows in = used + quarantined + merged + no data, per sheet.

    The counts come from the finished tables and from the findings, so that the equation is a
    check and not a definition.

    Parameters
    ----------
    sheets : what was read
    counts : from :func:`count_rows`

    Raises
    ------
    DataError
        if a row is unaccounted for or counted twice.
    """
    known = counts.to_dict()
    rows = []
    for sheet in sheets:
        skipped = not sheet.table
        put = {c: int(known[c].get(sheet.number, 0)) for c in (*_PRIORITY, "dipakai")}
        row: dict[str, Any] = {
            "berkas": sheet.berkas,
            "lembar": sheet.lembar,
            "tata_letak": sheet.tata_letak,
            "baris_masuk": sheet.n_rows,
            "dipakai": put["dipakai"],
            "karantina": put["karantina"],
            "gabung": put["gabung"],
            "bukan_data": sheet.n_rows if skipped else put["bukan-data"],
        }
        total = row["dipakai"] + row["karantina"] + row["gabung"] + row["bukan_data"]
        if total != row["baris_masuk"]:
            raise DataError(
                f"Neraca baris tidak seimbang pada {sheet.berkas} [{sheet.lembar}]:"
                f" {row['baris_masuk']} baris masuk, {total} baris terhitung."
                " Ini kesalahan program; laporkan, dan jangan pakai hasilnya."
            )
        rows.append(row)
    return pd.DataFrame(rows, columns=list(NERACA.dtypes)).astype(NERACA.dtypes)


def note_overlaps(sheets: Sequence[SheetRecord], neraca: pd.DataFrame) -> tuple[FileNote, ...]:
    """Return findings about staff lists of which most people stand in another list too, but not all.

    Copies of a part of another list do no harm. A list of another day does: who has left since stands
    in it alone, and would count.

    Parameters
    ----------
    sheets : what was read
    neraca : the row account, one row per sheet, in the same order
    """
    counts = zip(sheets, neraca["gabung"], neraca["dipakai"], strict=True)
    lists = [(s, merged, used) for s, merged, used in counts if s.table == "pegawai"]
    return tuple(
        FileNote(s.berkas, s.lembar, "", "DAFTAR-TUMPANG")
        for s, merged, used in lists
        if len(lists) > 1 and used and merged >= _OVERLAP and merged > used
    )


def row_fates(notes: Notes) -> pd.Series:
    """Return what happened to every row that is not used, by row address."""
    found = pd.concat(notes) if notes else pd.DataFrame({"alamat": [], "kode": []})
    action = found["kode"].map({k: t.tindakan for k, t in TEMUAN.items()})
    rank = action.map({kind: i for i, kind in enumerate(_PRIORITY)})
    first = rank.groupby(found["alamat"]).min().dropna().astype("int64")
    first.index = first.index.astype("int64")
    return first.map(dict(enumerate(_PRIORITY)))


def _per_sheet(addresses: pd.Index) -> dict[int, int]:
    numbers, counts = np.unique(np.asarray(addresses, "int64") // SHEET_STEP, return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def build_temuan(reading: Reading, notes: Notes) -> pd.DataFrame:
    """Return every finding with its place, its action and the shape of the cell.

    Sorted by file, sheet, row, column and code. ``jenis_kelamin`` is that of the row's NIP, else
    of its column.
    """
    placed = place_findings(reading, notes)
    return sort_findings(pd.concat([list_file_notes(reading.file_notes), placed]))


def place_findings(reading: Reading, notes: Notes) -> pd.DataFrame:
    """Return the findings about rows as the table ``temuan``, in no order."""
    found = pd.concat(notes) if notes else note(pd.Index([]), "", "")
    found = found.drop_duplicates(["alamat", "field", "kode"])
    number = found["alamat"].to_numpy() // SHEET_STEP
    sheets = {s.number: s for s in reading.sheets}
    places = pd.DataFrame({"number": number, "field": found["field"].to_numpy()})
    group = places.groupby(["number", "field"], sort=False).ngroup()
    known = places.drop_duplicates()
    headers = [
        (sheets[n].headers or {}).get(f, "")
        for n, f in zip(known["number"], known["field"], strict=True)
    ]
    action = {k: t.tindakan for k, t in TEMUAN.items()}
    table = pd.DataFrame(
        {
            "berkas": pd.Series(number).map({n: s.berkas for n, s in sheets.items()}),
            "lembar": pd.Series(number).map({n: s.lembar for n, s in sheets.items()}),
            "baris": found["alamat"].to_numpy() % SHEET_STEP,
            "kolom": np.array(headers or [""], dtype=object)[group.to_numpy(dtype="int64")],
            "kode": found["kode"].to_numpy(),
            "tindakan": found["kode"].map(action).to_numpy(),
            "bentuk": found["bentuk"].to_numpy(),
            "jenis_kelamin": _sex_by_address(reading)
            .reindex(found["alamat"])
            .fillna("")
            .to_numpy(),
        }
    )
    return table.astype(TEMUAN_TABEL.dtypes)


def sort_findings(table: pd.DataFrame) -> pd.DataFrame:
    """Return findings in the order of the table ``temuan``."""
    order = ["berkas", "lembar", "baris", "kolom", "kode"]
    return table.sort_values(order, kind="stable", na_position="first").reset_index(drop=True)


def _sex_by_address(reading: Reading) -> pd.Series:
    known = reading.aside[reading.aside != ""]
    parts = [split_nip(known)["jenis_kelamin"]] if len(known) else []
    for frame in reading.frames.values():
        sex = frame["jk_nip"]
        if "jenis_kelamin" in frame:
            sex = sex.where(sex != "", frame["jenis_kelamin"])
        parts.append(sex)
    return pd.concat(parts) if parts else pd.Series(dtype="string")


def list_file_notes(notes: Sequence[FileNote]) -> pd.DataFrame:
    """Return the findings about files and sheets as the table ``temuan``."""
    rows = [
        {
            "berkas": n.berkas, "lembar": n.lembar, "baris": pd.NA, "kolom": n.kolom,
            "kode": n.kode, "tindakan": TEMUAN[n.kode].tindakan, "bentuk": "", "jenis_kelamin": "",
        }
        for n in notes
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(TEMUAN_TABEL.dtypes)).astype(TEMUAN_TABEL.dtypes)


def check_listing(listing: Listing, periode: Periode) -> None:
    """Refuse to build from files of which one is refused, or none is a list of people.

    Raises
    ------
    DataError
        with every refused file, its reason and remedy.
    """
    refused = describe_refused(listing.file_notes)
    if refused:
        raise DataError(f"Berkas yang tidak dapat dipakai di data/raw/{periode.name}:\n{refused}")
    if not any(s.table == "pegawai" for s in listing.sheets):
        raise DataError(
            f"Tidak ada ekspor Data ASN (daftar pegawai) di data/raw/{periode.name}."
            " Tambahkan ekspor 'Data ASN' dari SIASN (PNS dan PPPK) ke folder itu."
        )


def describe_refused(notes: Sequence[FileNote]) -> str:
    """Return one message that lists every refused file: code, sheet, reason and remedy."""
    lines = []
    for n in notes:
        finding = TEMUAN[n.kode]
        if finding.tindakan == "tolak":
            place = n.berkas + (f" [{n.lembar}]" if n.lembar else "")
            detail = f" ({n.rincian})" if n.rincian else ""
            lines.append(f"- {place}: {n.kode}: {finding.pesan}{detail} {finding.saran}")
    return "\n".join(lines)
