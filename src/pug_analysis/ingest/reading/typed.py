"""One sheet's data rows as typed fields: NIP, sex, dates and clean text, with findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.layouts.closed_lists import read_words
from pug_analysis.ingest.layouts.fields import Field
from pug_analysis.ingest.layouts.known import LAYOUTS
from pug_analysis.ingest.reading.rows import Extract
from pug_analysis.ingest.values.cells import (
    Coded,
    clean_code,
    clean_eselon,
    clean_text,
    note,
    parse_cells,
    shape,
)
from pug_analysis.ingest.values.codes import parse_jenis_jabatan
from pug_analysis.ingest.values.date_columns import parse_columns, read_dates, weigh_dates
from pug_analysis.ingest.values.nip import no_nips, read_nips
from pug_analysis.ingest.values.numbers import NUMBER_KINDS, no_numbers, read_numbers
from pug_analysis.ingest.values.schooling import parse_pendidikan
from pug_analysis.ingest.values.sex import read_sex, weigh_sex
from pug_analysis.ingest.values.sheet_evidence import Evidence, Judge, add, decide_form
from pug_analysis.terms.temuan import TEMUAN

_CLEAN: Final = {"code": clean_code, "eselon": clean_eselon, "text": clean_text}

#: Columns of codes whose unknown words only warn: (code, name) to parser, by table.
_CLOSED: Final[Mapping[str, Mapping[tuple[str, str], Callable[[str], tuple[str, str]]]]] = {
    "pegawai": {
        ("tk_pendidikan_id", "tk_pendidikan_nama"): parse_pendidikan,
        ("jenis_jabatan_id", "jenis_jabatan_nama"): parse_jenis_jabatan,
    },
    "pendidikan": {("tk_pendidikan_id", "tk_pendidikan_nama"): parse_pendidikan},
}

#: What happens to a row that has such a finding: it leaves the table.
_REMOVING: Final = frozenset({"karantina", "gabung", "bukan-data"})


def type_rows(
    extract: Extract, *, year: int, date1904: bool = False, judge: Judge = decide_form
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the data rows of a sheet with every field of its layout, and the findings.

    Parameters
    ----------
    extract : data rows
    year : report year
    date1904 : whether serial dates count from 1904
    judge : what the evidence of these rows means for their sheet

    Returns
    -------
    tuple of pandas.DataFrame
        one row per data row, indexed by row address: ``nip, lahir_nip, angkat_nip, pppk,
        jk_nip`` (empty where a row belongs to nobody) and the fields of the layout (absent ones
        empty); and the findings ``alamat, field, kode, bentuk``.

    Raises
    ------
    Refused
        by the judge, if the order of day and month, or the code of sex, is ambiguous in a column.
    """
    layout = LAYOUTS[extract.table]
    index, kinds = extract.index, layout.kinds
    nips, found = _read_owners(extract, required=layout.personal)
    notes = [extract.notes, found]
    dates = {f: c for f, c in extract.columns.items() if kinds[f] in ("date", "birth")}
    births = frozenset(f for f, k in kinds.items() if k == "birth")
    parsed = parse_columns(dates, year=year, births=births, date1904=date1904)
    evidence = weigh_dates(dates, parsed, nips=nips if layout.personal else None, births=births)
    nips = nips.rename(columns={"lahir": "lahir_nip", "angkat": "angkat_nip"})
    if "jenis_kelamin" in kinds:
        evidence = add(evidence, weigh_sex(extract.columns["jenis_kelamin"], nips["jk_nip"]))
    evidence = add(evidence, weigh_words(extract.table, extract.columns))
    decided = judge(evidence)
    typed, found_dates = read_dates(dates, index, parsed, decided=decided)
    notes.extend(found_dates)
    frame = {c: nips[c] for c in nips} | {c: typed[c] for c in typed}
    for field, kind in kinds.items():
        if field == "jenis_kelamin":
            cells = extract.columns[field]
            frame[field], found_sex = read_sex(cells, index, nips["jk_nip"], decided=decided)
            notes.extend(found_sex)
        elif field not in extract.columns:
            frame.setdefault(field, _absent(kind, index))
        elif kind == "name":
            frame[field] = _read_text(extract.columns[field], index, field, "text")[0]
        elif kind not in ("nip", "date", "birth"):
            cells = extract.columns[field]
            frame[field], own_notes = _read_cells(cells, index, layout.field(field))
            notes.append(own_notes)
    return pd.DataFrame(frame, index=index), pd.concat(notes)


def weigh_words(table: str, columns: dict[str, Coded]) -> Evidence:
    """Return how many rows of columns of codes are known; a name counts where its code is empty."""
    words = {}
    for (code, name), parse in _CLOSED.get(table, {}).items():
        used = [columns[f] for f in (code, name) if f in columns]
        if not used:
            continue
        # 1 known, -1 unknown, 0 empty
        kinds = [
            np.array([_known(v, parse) for v in c.values] or [0], "int8")[c.codes] for c in used
        ]
        told = kinds[0] if len(kinds) == 1 else np.where(kinds[0] == 0, kinds[1], kinds[0])
        counts = Counter({True: int((told > 0).sum()), False: int((told < 0).sum())})
        words[name if name in columns else code] = +counts
    return Evidence(words=words)


def _known(cell: object, parse: Callable[[str], tuple[str, str]]) -> int:
    text = clean_code(cell)[0]
    return 0 if not text else 1 if parse(text)[0] else -1


def _read_owners(extract: Extract, *, required: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return whose rows these are; where a row need not be anybody's, an empty NIP is no fault."""
    if "nip" not in extract.columns:
        return no_nips(extract.index), extract.notes[:0]
    nips, found = read_nips(extract.columns["nip"], extract.index)
    return nips, found if required else found[found["kode"] != "NIP-KOSONG"]


def _read_cells(coded: Coded, index: pd.Index, field: Field) -> tuple[pd.Series, pd.DataFrame]:
    if field.words:
        several = field.kind == "words"
        return read_words(coded, index, field.name, words=field.words, several=several)
    if field.kind in NUMBER_KINDS:
        return read_numbers(coded, index, field.name, kind=field.kind)
    return _read_text(coded, index, field.name, field.kind)


def _absent(kind: str, index: pd.Index) -> pd.Series:
    if kind in NUMBER_KINDS:
        return no_numbers(index, kind=kind)  # type: ignore[arg-type]  # it is one of them
    dates = kind in ("date", "birth")
    dtype = "datetime64[ns]" if dates else "string"
    return pd.Series(pd.NaT if dates else "", index, dtype=dtype)


def _read_text(
    coded: Coded, index: pd.Index, field: str, kind: str
) -> tuple[pd.Series, pd.DataFrame]:
    return parse_cells(coded, index, field, _CLEAN[kind], dtype="string")


def note_texts(kinds: pd.Series, texts: pd.Series, field: str) -> list[pd.DataFrame]:
    """Return the findings of a parsed column: the rows whose code is not ""."""
    return [
        note(
            kinds.index[kinds == kode], field, kode, bentuk=texts[kinds == kode].map(shape).tolist()
        )
        for kode in sorted(set(kinds) - {""})
    ]


def settle(frame: pd.DataFrame, notes: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows that no finding takes out of the table."""
    if not notes:
        return frame
    found = pd.concat(notes)
    removing = [k for k in found["kode"].unique() if k and TEMUAN[k].tindakan in _REMOVING]
    return frame[~frame.index.isin(found.loc[found["kode"].isin(removing), "alamat"])]
