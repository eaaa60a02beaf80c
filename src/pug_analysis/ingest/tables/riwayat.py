"""The histories as the tables golongan, jabatan, diklat, kursus, pendidikan, exits and leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.reading.typed import note_texts
from pug_analysis.ingest.tables.offices import read_perangkat_daerah
from pug_analysis.ingest.tables.pegawai import (
    Notes,
    add_functional,
    first_known,
    read_eselon,
    read_golongan,
    reconcile,
)
from pug_analysis.ingest.values.cells import note
from pug_analysis.ingest.values.codes import (
    LEAVING_OF_KEDUDUKAN,
    parse_jenis_jabatan,
    parse_kedudukan,
    parse_leaving,
)
from pug_analysis.ingest.values.jabatan import is_penyetaraan, read_penugasan
from pug_analysis.ingest.values.schooling import parse_pendidikan
from pug_analysis.ingest.values.unique import map_unique, parse_unique

#: Whose row it is, and what the NIP says.
KEEP: Final = ["nip", "lahir_nip", "angkat_nip", "pppk", "jk_nip"]
#: Trainings by table: the column of their kind, the field that it is read from, and their name.
TRAINING: Final = {
    "diklat": ("latihan_struktural", "latihan_id", "nama_diklat"),
    "kursus": ("jenis_diklat", "jenis_diklat", "nama_kursus"),
}


def build_golongan(frame: pd.DataFrame, pppk: pd.Series) -> tuple[pd.DataFrame, Notes]:
    """Return rw-golongan; ``pppk`` says which ladder each row's person stands on."""
    notes: Notes = []
    out = frame[[*KEEP, "tmt_golongan", "jenis_kp"]].copy()
    out["golongan"] = read_golongan(frame, "gol_id", "gol_nama", pppk, notes)
    empty = (frame["gol_id"] == "") & (frame["gol_nama"] == "")
    notes.append(note(frame.index[empty], "gol_nama", "GOL-KOSONG"))
    return out, notes


def build_jabatan(
    frame: pd.DataFrame,
    grades: pd.DataFrame,
    *,
    config: Config,
    spellings: Mapping[str, str] | None = None,
) -> tuple[pd.DataFrame, Notes]:
    """Return rw-jabatan.

    Parameters
    ----------
    frame : typed rows
    grades : ``nip, tmt_golongan, golongan``, to know the golongan held at each appointment
    config : settings (perangkat daerah)
    spellings : of perangkat daerah, where these rows are not all rows
    """
    notes: Notes = []
    out = frame[[*KEEP, "tmt_jabatan"]].copy()
    out["jenis_jabatan"] = first_known(
        frame.assign(jenis_jabatan=_written_kind(frame), kosong=""), "jenis_jabatan", "kosong",
        parse_jenis_jabatan, notes,
    )  # fmt: skip
    eselon = read_eselon(frame, notes)
    out["jenis_jabatan"], out["eselon"] = reconcile(frame, out["jenis_jabatan"], eselon, notes)
    title = _written_title(frame, out["jenis_jabatan"])
    add_functional(out, title, grade_at(frame, grades))
    pair = title.str.cat(frame["penugasan"], sep="\x1f")
    out["penugasan"] = map_unique(pair, lambda t: read_penugasan(*t.split("\x1f")))
    pair = title.str.cat(frame["mutasi"], sep=" ")
    out["penyetaraan"] = (
        map_unique(pair, lambda t: "1" if is_penyetaraan(t) else "") == "1"
    ).astype("boolean")
    out["perangkat_daerah"] = read_perangkat_daerah(
        unit_path(frame), frame["induk_nama"], config, spellings=spellings
    )
    return out, notes


def unit_path(frame: pd.DataFrame) -> pd.Series:
    """Return the path of the unit of each rw-jabatan row."""
    return frame["nama_unor"].where(frame["unor_nama"] == "", frame["unor_nama"])


def _written_kind(frame: pd.DataFrame) -> pd.Series:
    """Return the kind of post as written, or by the column that is filled where it is empty."""
    guess = pd.Series("", frame.index, dtype="string")
    guess = guess.mask(frame["jfu_nama"] != "", "4").mask(frame["jf_nama"] != "", "2")
    guess = guess.mask((frame["eselon_id"] != "") & (frame["eselon_id"] != "99"), "1")
    return frame["jenis_jabatan"].mask(frame["jenis_jabatan"] == "", guess)


def _written_title(frame: pd.DataFrame, kind: pd.Series) -> pd.Series:
    """Return the title of a post, that of its own kind first."""
    own = frame["jf_nama"].where(
        kind == "fungsional", frame["jfu_nama"].where(kind == "pelaksana", "")
    )
    title = own.where(own != "", frame["jabatan_nama"])
    return title.where(title != "", frame["jf_nama"])


def grade_at(frame: pd.DataFrame, grades: pd.DataFrame) -> pd.Series:
    """Return the golongan held on ``tmt_jabatan``, "" if it is not known."""
    known = frame["tmt_jabatan"].notna() & (frame["nip"] != "")
    left = frame.loc[known, ["nip", "tmt_jabatan"]].rename_axis("alamat").reset_index()
    right = grades[grades["tmt_golongan"].notna() & (grades["nip"] != "")]
    if left.empty or right.empty:
        return pd.Series("", frame.index, dtype="string")
    merged = pd.merge_asof(
        left.sort_values(["tmt_jabatan", "alamat"]),
        right.sort_values(["tmt_golongan", "golongan"]),
        left_on="tmt_jabatan", right_on="tmt_golongan", by="nip",
    )  # fmt: skip
    held = merged.set_index("alamat")["golongan"].astype("string")
    return held.reindex(frame.index).fillna("")


def build_training(frame: pd.DataFrame, table: str) -> tuple[pd.DataFrame, Notes]:
    """Return rw-diklat or rw-kursus."""
    own = TRAINING[table]
    out = frame[[*KEEP, own[2], "tanggal_mulai", "tanggal_selesai"]].copy()
    out[own[0]] = map_unique(frame[own[1]], lambda t: t.lstrip("0"))
    notes: Notes = []
    out["tahun"] = read_years(frame["tahun"], "tahun", notes)
    out["jam"] = frame["jam"]
    last = out["tanggal_selesai"].fillna(out["tanggal_mulai"]).dt.year
    out["tahun"] = out["tahun"].fillna(last.astype("Int64"))
    return out, notes


def build_pendidikan(frame: pd.DataFrame) -> tuple[pd.DataFrame, Notes]:
    """Return rw-pendidikan; a row without a known level says nothing and is put aside."""
    notes: Notes = []
    out = frame[KEEP].copy()
    out["tingkat_pendidikan"] = first_known(
        frame, "tk_pendidikan_id", "tk_pendidikan_nama", parse_pendidikan, notes
    )
    empty = out["tingkat_pendidikan"] == ""
    notes.append(note(frame.index[empty], "tk_pendidikan_id", "PENDIDIKAN-KOSONG"))
    out["tahun_lulus"] = read_years(frame["tahun_lulus"], "tahun_lulus", notes).fillna(
        frame["tanggal_lulus"].dt.year.astype("Int64")
    )
    first = map_unique(frame["pertama"], _yes_no)
    out["pendidikan_pertama"] = first.map({"1": True, "0": False}).astype("boolean")
    return out, notes


def build_pemberhentian(frame: pd.DataFrame) -> tuple[pd.DataFrame, Notes]:
    """Return the exits; sex, status and appointment of a leaver come from the NIP."""
    notes: Notes = []
    out = frame[[*KEEP, "tmt_pemberhentian"]].copy()
    out["jenis_kelamin"] = frame["jk_nip"]
    notes.append(
        note(frame.index[(frame["jk_nip"] == "") & (frame["nip"] != "")], "nip", "JK-KOSONG")
    )
    out["status_asn"] = pd.Series("PNS", frame.index, dtype="string").mask(frame["pppk"], "PPPK")
    out["tmt_cpns"] = frame["angkat_nip"]
    words = map_unique(frame["jenis"], parse_leaving)
    kedudukan = parse_unique(frame["kedudukan_id"], parse_kedudukan)[0]
    by_code = kedudukan.map(LEAVING_OF_KEDUDUKAN).fillna("").astype("string")
    by_name = map_unique(frame["kedudukan_nama"], parse_leaving)
    kind = words.where(words != "", by_code).where(lambda s: s != "", by_name)
    notes.append(note(frame.index[kind == ""], "jenis", "BERHENTI-TAK-DIKENAL"))
    out["jenis"] = kind.where(kind != "", "berhenti")
    return out, notes


def build_simple(frame: pd.DataFrame, table: str) -> tuple[pd.DataFrame, Notes]:
    """Return rw-cltn or rw-pindahinstansi: only their dates."""
    columns = {"cltn": ["tanggal_awal", "tanggal_akhir"], "pindah": ["tmt_pindah"]}[table]
    return frame[[*KEEP, *columns]].copy(), []


def build_penghargaan(frame: pd.DataFrame) -> tuple[pd.DataFrame, Notes]:
    """Return rw-penghargaan, still with the day of the decree, which the cut-off needs."""
    out = frame[[*KEEP, "tanggal"]].copy()
    named = frame["penghargaan"] != ""
    code = ("kode " + frame["harga_id"]).where(frame["harga_id"] != "", "")
    out["penghargaan"] = frame["penghargaan"].where(named, code)
    out["tahun"] = frame["tahun"].fillna(frame["tanggal"].dt.year.astype("Int64"))
    return out, [
        note(frame.index[out["penghargaan"] == ""], "penghargaan", "ISIAN-KOSONG"),
        note(frame.index[out["tahun"].isna()], "tahun", "TAHUN-KOSONG"),
    ]


def read_years(texts: pd.Series, field: str, notes: Notes) -> pd.Series:
    """Return years of four digits, missing where there is none; other texts are noted.

    Parameters
    ----------
    texts : clean texts
    field : name of the field
    notes : findings, added to
    """
    values, kinds = parse_unique(texts, _year)
    notes.extend(note_texts(kinds, texts, field))
    return pd.to_numeric(values.mask(values == "")).astype("Int64")


def _year(text: str) -> tuple[str, str]:
    if not text.strip("0"):
        return "", ""
    return (text, "") if re.fullmatch(r"(?:19|20)\d{2}", text) else ("", "TAHUN-TAK-TERBACA")


def _yes_no(text: str) -> str:
    low = text.lower()
    if low in ("1", "true", "ya", "y", "yes", "v", "t"):
        return "1"
    return "0" if low in ("0", "false", "tidak", "tdk", "t.", "no", "n", "x") else ""
