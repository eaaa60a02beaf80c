"""The main export as the table ``pegawai``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.reading.typed import note_texts
from pug_analysis.ingest.tables.fungsi import add_work
from pug_analysis.ingest.tables.offices import (
    choose_spellings,
    find_lookalikes,
    fold_offices,
    name_offices,
)
from pug_analysis.ingest.values.cells import note
from pug_analysis.ingest.values.codes import parse_jenis_jabatan
from pug_analysis.ingest.values.grades import (
    LEVEL_WORDS,
    parse_eselon,
    parse_eselon_id,
    parse_golongan,
    parse_golongan_id,
)
from pug_analysis.ingest.values.jabatan import (
    read_jenjang_jf,
    read_kelompok_jf,
    read_penugasan,
    split_unit,
)
from pug_analysis.ingest.values.schooling import parse_pendidikan
from pug_analysis.ingest.values.status import read_status_kedudukan
from pug_analysis.ingest.values.unique import map_unique, parse_unique
from pug_analysis.terms import jabatan as terms

Notes = list[pd.DataFrame]

#: No post of a regency is held longer; only professors are (PP 11/2017, PP 17/2020).
OLDEST_ACTIVE: Final = 65


def build_pegawai(
    frame: pd.DataFrame,
    *,
    config: Config,
    cutoff: date,
    spellings: Mapping[str, str] | None = None,
) -> tuple[pd.DataFrame, Notes]:
    """Return the main export with the columns of ``pegawai``, and the findings.

    Parameters
    ----------
    frame : typed rows of all sheets of the main export, by row address
    config : settings (perangkat daerah, kedudukan)
    cutoff : day of the report; age and service are completed years on it
    spellings : of perangkat daerah, where these rows are not all rows

    Returns
    -------
    tuple
        the table (still with ``nip`` and the dates needed by the rules), and findings.
    """
    notes: Notes = []
    out = frame[["nip", "lahir_nip", "angkat_nip", "pppk", "jk_nip", "jenis_kelamin",
                 "tanggal_lahir", "tmt_cpns", "tmt_pns", "tmt_golongan", "tmt_jabatan"]].copy()  # fmt: skip
    out["status_asn"], out["kedudukan_hukum"] = read_status_kedudukan(frame, config, notes)
    pppk = out["status_asn"].str.startswith("PPPK")
    out["golongan_awal"] = read_golongan(frame, "gol_awal_id", "gol_awal_nama", pppk, notes)
    out["golongan"] = read_golongan(frame, "gol_akhir_id", "gol_akhir_nama", pppk, notes)
    out["jenis_jabatan"] = first_known(
        frame, "jenis_jabatan_id", "jenis_jabatan_nama", parse_jenis_jabatan, notes
    )
    eselon = read_eselon(frame, notes)
    out["jenis_jabatan"], out["eselon"] = reconcile(frame, out["jenis_jabatan"], eselon, notes)
    set_acting_apart(out, frame["jabatan_nama"], notes)
    add_functional(out, frame["jabatan_nama"], out["golongan"])
    nameless = (out["jenis_jabatan"] == "fungsional") & (out["kelompok_jf"] == "")
    notes.append(note(frame.index[nameless], "jabatan_nama", "JABATAN-KOSONG"))
    out["tingkat_pendidikan"] = first_known(
        frame, "tk_pendidikan_id", "tk_pendidikan_nama", parse_pendidikan, notes
    )
    out["usia_tahun"] = completed_years(out["tanggal_lahir"], cutoff)
    out["masa_kerja_tahun"] = completed_years(out["tmt_cpns"], cutoff)
    old = is_active(out, config=config) & (out["usia_tahun"] > OLDEST_ACTIVE).fillna(False)
    notes.append(note(frame.index[old.to_numpy(dtype=bool)], "tanggal_lahir", "USIA-LEWAT-BUP"))
    path = frame["unor_nama"]
    notes.append(note(frame.index[path == ""], "unor_nama", "UNIT-KOSONG"))
    offices = name_offices(path, frame["induk_nama"], config)
    if spellings is None:
        spellings = choose_spellings(Counter(offices.value_counts().to_dict()))
    out["perangkat_daerah"] = fold_offices(offices, spellings)
    alike = out["perangkat_daerah"].isin(find_lookalikes(list(spellings.values())))
    notes.append(note(frame.index[alike], "unor_nama", "PD-MIRIP"))
    out["unit_kerja"] = map_unique(path, lambda text: split_unit(text)[1])
    add_work(out, frame["jabatan_nama"], path)
    return out, notes


def is_active(pegawai_table: pd.DataFrame, *, config: Config) -> pd.Series:
    """Whether each person counts as active: kedudukan hukum read together with the status.

    Parameters
    ----------
    pegawai_table : with ``status_asn`` and ``kedudukan_hukum``

    Returns
    -------
    boolean Series, aligned with the table.
    """
    data, kode = config.data, pegawai_table["kedudukan_hukum"]
    by_status = {
        "PPPK": data.kedudukan_aktif_pppk, "PPPK Paruh Waktu": data.kedudukan_paruh_waktu,
        "PNS": data.kedudukan_aktif_pns, "CPNS": data.kedudukan_aktif_pns,
    }  # fmt: skip
    active = pd.Series(False, pegawai_table.index)
    for status, allowed in by_status.items():
        rows = (pegawai_table["status_asn"] == status) & kode.isin(list(allowed))
        active |= rows.fillna(False).astype(bool)
    return active


def completed_years(since: pd.Series, cutoff: date) -> pd.Series:
    """Return the whole years from each date to a day, Int64; missing stays missing."""
    later = (since.dt.month * 100 + since.dt.day) > cutoff.month * 100 + cutoff.day
    return (cutoff.year - since.dt.year - later.astype("int64")).astype("Int64")


def first_known(
    frame: pd.DataFrame, code: str, name: str, parse: Callable[[str], Any], notes: Notes
) -> pd.Series:
    """Return the parsed code column, or the name column where the code is empty."""
    use_code = frame[code] != ""
    texts = frame[code].where(use_code, frame[name])
    values, kinds = parse_unique(texts, parse)
    for field, rows in ((code, use_code), (name, ~use_code)):
        notes.extend(note_texts(kinds[rows], texts[rows], field))
    return values


def read_golongan(
    frame: pd.DataFrame, code: str, name: str, pppk: pd.Series, notes: Notes
) -> pd.Series:
    """Return the golongan by status: the name where there is one, else the id.

    Both must exist in the ladder; where they differ the name is used and a finding says so.
    """
    values = {}
    for field, parse in ((code, parse_golongan_id), (name, parse_golongan)):
        result = pd.Series("", frame.index, dtype="string")
        for kind in (False, True):
            rows = (frame[field] != "") & (pppk == kind)
            texts = frame.loc[rows, field]
            found, kinds = parse_unique(texts, partial(parse, pppk=kind))
            result[rows] = found
            notes.extend(note_texts(kinds, texts, field))
        values[field] = result
    both = (values[code] != "") & (values[name] != "") & (values[code] != values[name])
    notes.append(note(frame.index[both], name, "GOL-BEDA"))
    return values[name].where(values[name] != "", values[code])


def read_eselon(frame: pd.DataFrame, notes: Notes) -> pd.Series:
    """Return the eselon: the name where there is one, else the id.

    A name that says only the level (JPT Pratama) does not tell a from b: the id then decides.
    """
    by_id, kinds_id = parse_unique(frame["eselon_id"], parse_eselon_id)
    by_name, kinds = parse_unique(frame["eselon_nama"], parse_eselon)
    level = by_id.map(terms.JENJANG_OF_ESELON).fillna("")
    named = map_unique(frame["eselon_nama"], lambda t: LEVEL_WORDS.get(t.upper(), ""))
    same = (named != "") & (level == named)
    kinds = kinds.mask(same, "ESELON-BENTUK")
    notes.extend(note_texts(kinds_id, frame["eselon_id"], "eselon_id"))
    notes.extend(note_texts(kinds, frame["eselon_nama"], "eselon_nama"))
    return by_name.where((frame["eselon_nama"] != "") & ~same, by_id)


def reconcile(
    frame: pd.DataFrame, jenis: pd.Series, eselon: pd.Series, notes: Notes
) -> tuple[pd.Series, pd.Series]:
    """Return kind of post and eselon that agree; the kind of post wins.

    Parameters
    ----------
    frame : typed rows with ``eselon_nama`` and ``eselon_id`` as written
    jenis, eselon : kind of post and eselon as read
    notes : findings, added to
    """
    index = frame.index
    jenis = jenis.mask((jenis == "rangkap") & (eselon != ""), "struktural")
    jenis = jenis.mask(jenis == "rangkap", "fungsional")
    named = frame["eselon_nama"] != ""
    stray = (eselon != "") & (jenis != "struktural")
    notes.append(note(index[stray & named], "eselon_nama", "ESELON-BEDA-JENIS"))
    notes.append(note(index[stray & ~named], "eselon_id", "ESELON-BEDA-JENIS"))
    silent = ~named & (frame["eselon_id"] == "") & (jenis == "struktural")
    notes.append(note(index[silent], "eselon_nama", "ESELON-KOSONG"))
    return jenis, eselon.mask(stray, "")


def set_acting_apart(out: pd.DataFrame, titles: pd.Series, notes: Notes) -> None:
    """Add ``penugasan`` and ``nama_jabatan`` in place; a structural post held acting is nobody's.

    Its eselon is that of the post. Which post the person holds definitively is not said, so kind and
    eselon are left open.
    """
    out["nama_jabatan"] = titles
    out["penugasan"] = map_unique(titles, read_penugasan)
    acting = ~terms.is_definitive(out["penugasan"])
    notes.append(note(out.index[acting], "jabatan_nama", "JABATAN-PLT"))
    structural = acting & (out["jenis_jabatan"] == "struktural")
    for column in ("jenis_jabatan", "eselon"):
        out[column] = out[column].mask(structural, "")


def add_functional(out: pd.DataFrame, titles: pd.Series, grade: pd.Series) -> None:
    """Add ``kelompok_jf, jenjang_jf, jabatan`` in place; a structural title would name a person."""
    functional = out["jenis_jabatan"] == "fungsional"
    own = titles.where(functional, "")
    out["kelompok_jf"] = map_unique(own, read_kelompok_jf)
    pair = own.str.cat(grade.fillna(""), sep="\x1f")
    out["jenjang_jf"] = map_unique(pair, lambda t: read_jenjang_jf(*t.rsplit("\x1f", 1)))
    out["jabatan"] = titles.mask(~out["jenis_jabatan"].isin(["fungsional", "pelaksana"]), "")
