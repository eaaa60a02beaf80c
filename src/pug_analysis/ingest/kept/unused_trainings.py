"""Trainings whose rows could not be used: nobody knows when they were, but not that there was none.

Without them a person with one wrong date would count as never trained.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pug_analysis.ingest.kept.row_account import row_fates
from pug_analysis.ingest.reading.period import Reading
from pug_analysis.ingest.reading.rows import SHEET_STEP
from pug_analysis.ingest.tables.pegawai import Notes
from pug_analysis.ingest.tables.riwayat import TRAINING, build_training

_COLUMNS = ["nip", "sumber", "kode", "nama_diklat"]


def list_unused_trainings(
    reading: Reading, frames: dict[str, pd.DataFrame], notes: Notes, people: Sequence[str]
) -> pd.DataFrame:
    """Return the quarantined trainings of people, each text once, with ``nip``.

    Parameters
    ----------
    reading : what was read; its ``aside`` are rows with shifted fields, of which only the NIP is known
    frames : typed rows by table, with texts that name nobody
    notes : all findings; a row that happened after the cut-off, or repeats another one, is none
    people : NIPs in the lists of people

    Returns
    -------
    DataFrame, columns of the table ``diklat_karantina``; code and name are "" where nothing is known.
    """
    fate = row_fates(notes)
    lost = fate.index[fate == "karantina"]
    source = {sheet.number: sheet.table for sheet in reading.sheets}
    of_sheet = pd.Series(reading.aside.index // SHEET_STEP, reading.aside.index).map(source)
    parts = []
    for table, (code, _, name) in TRAINING.items():
        if table in frames:
            rows, _ = build_training(frames[table][frames[table].index.isin(lost)], table)
            known = rows.rename(columns={code: "kode", name: "nama_diklat"}).assign(sumber=table)
            parts.append(known[_COLUMNS].astype("string"))
        shifted = reading.aside[(of_sheet == table).to_numpy(bool)].rename("nip").to_frame()
        parts.append(
            shifted.assign(sumber=table, kode="", nama_diklat="")[_COLUMNS].astype("string")
        )
    rows = pd.concat(parts, ignore_index=True).fillna("")
    return rows[rows["nip"].isin(people)].drop_duplicates(ignore_index=True)
