"""The row account and the list of findings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pug_analysis.errors import DataError
from pug_analysis.ingest.nip import split_nip
from pug_analysis.ingest.pegawai import Notes
from pug_analysis.ingest.reading import FileNote, Reading, SheetRecord
from pug_analysis.ingest.rows import SHEET_STEP
from pug_analysis.ingest.schema import NERACA, TEMUAN_TABEL
from pug_analysis.terms.temuan import TEMUAN

#: When a row has several findings, the first of these decides where it is counted.
_PRIORITY = ("karantina", "bukan-data", "gabung")


def build_neraca(
    sheets: Sequence[SheetRecord], notes: Notes, used: dict[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return the row account: rows in = used + quarantined + merged + no data, per sheet.

    The rows used are counted in the finished tables, all others in the findings, so that the
    equation is a check and not a definition.

    Raises
    ------
    DataError
        if a row is unaccounted for or counted twice.
    """
    fate = _fate(notes)
    used_rows = np.concatenate([np.asarray(f.index, "int64") for f in used.values()] or [[]])
    counts = {kind: _per_sheet(fate.index[fate == kind]) for kind in _PRIORITY}
    in_tables = _per_sheet(pd.Index(used_rows, dtype="int64"))
    rows = []
    for sheet in sheets:
        skipped = not sheet.table
        put = {kind: int(counts[kind].get(sheet.number, 0)) for kind in _PRIORITY}
        row = {
            "berkas": sheet.berkas,
            "lembar": sheet.lembar,
            "tata_letak": sheet.tata_letak,
            "baris_masuk": sheet.n_rows,
            "dipakai": int(in_tables.get(sheet.number, 0)),
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


def _fate(notes: Notes) -> pd.Series:
    """Return per row address what happened to a row that is not used."""
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
    sex = _sex_by_address(reading)
    parts = [_file_notes(reading.file_notes)]
    found = pd.concat(notes) if notes else None
    if found is not None and len(found):
        found = found.drop_duplicates(["alamat", "field", "kode"])
        number = found["alamat"].to_numpy() // SHEET_STEP
        sheets = {s.number: s for s in reading.sheets}
        places = pd.Series(number).astype(str) + "\x1f" + found["field"].to_numpy()
        headers = {
            p: (sheets[int(p.split("\x1f")[0])].headers or {}).get(p.split("\x1f")[1], "")
            for p in places.unique()
        }
        parts.append(
            pd.DataFrame(
                {
                    "berkas": pd.Series(number).map({n: s.berkas for n, s in sheets.items()}),
                    "lembar": pd.Series(number).map({n: s.lembar for n, s in sheets.items()}),
                    "baris": found["alamat"].to_numpy() % SHEET_STEP,
                    "kolom": places.map(headers),
                    "kode": found["kode"].to_numpy(),
                    "tindakan": found["kode"]
                    .map({k: t.tindakan for k, t in TEMUAN.items()})
                    .to_numpy(),
                    "bentuk": found["bentuk"].to_numpy(),
                    "jenis_kelamin": found["alamat"].map(sex).fillna("").to_numpy(),
                }
            )
        )
    table = pd.concat([p.astype(TEMUAN_TABEL.dtypes) for p in parts])
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


def _file_notes(notes: Sequence[FileNote]) -> pd.DataFrame:
    rows = [
        {
            "berkas": n.berkas, "lembar": n.lembar, "baris": pd.NA, "kolom": n.kolom,
            "kode": n.kode, "tindakan": TEMUAN[n.kode].tindakan, "bentuk": "", "jenis_kelamin": "",
        }
        for n in notes
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(TEMUAN_TABEL.dtypes))


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
