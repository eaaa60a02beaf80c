"""SIASN "Export Data ASN": the 69 columns, as of the last day of a period, all as text."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.simulate.people.invented import DEGREES, invent_names, numbered
from pug_analysis.simulate.people.state import last_day
from pug_analysis.simulate.people.titles import TITLES
from pug_analysis.simulate.people.units import PEMKAB, UNITS, siasn_unit
from pug_analysis.terms.golongan import GOLONGAN_ID, GOLONGAN_PNS, GOLONGAN_PPPK, ORDINAL
from pug_analysis.terms.jabatan import ESELON
from pug_analysis.terms.kalender import Periode
from pug_analysis.terms.pegawai import (
    GOLONGAN_AWAL,
    GOLONGAN_AWAL_PPPK,
    KEDUDUKAN_HUKUM,
    PENDIDIKAN,
)

#: The official order.
EXPORT_HEADERS: Final = (
    "PNS ID", "NIP BARU", "NIP LAMA", "NAMA", "GELAR DEPAN", "GELAR BELAKANG",
    "TEMPAT LAHIR ID", "TEMPAT LAHIR NAMA", "TANGGAL LAHIR", "JENIS KELAMIN", "AGAMA ID",
    "AGAMA NAMA", "JENIS KAWIN ID", "JENIS KAWIN NAMA", "NIK", "NOMOR HP", "EMAIL",
    "EMAIL GOV", "ALAMAT", "NPWP NOMOR", "BPJS", "JENIS PEGAWAI ID", "JENIS PEGAWAI NAMA",
    "KEDUDUKAN HUKUM ID", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS", "KARTU ASN VIRTUAL",
    "NOMOR SK CPNS", "TANGGAL SK CPNS", "TMT CPNS", "NOMOR SK PNS", "TANGGAL SK PNS",
    "TMT PNS", "GOL AWAL ID", "GOL AWAL NAMA", "GOL AKHIR ID", "GOL AKHIR NAMA",
    "TMT GOLONGAN", "MK TAHUN", "MK BULAN", "JENIS JABATAN ID", "JENIS JABATAN NAMA",
    "JABATAN ID", "JABATAN NAMA", "TMT JABATAN", "TINGKAT PENDIDIKAN ID",
    "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN ID", "PENDIDIKAN NAMA", "TAHUN LULUS", "KPKN ID",
    "KPKN NAMA", "LOKASI KERJA ID", "LOKASI KERJA NAMA", "UNOR ID", "UNOR NAMA",
    "INSTANSI INDUK ID", "INSTANSI INDUK NAMA", "INSTANSI KERJA ID", "INSTANSI KERJA NAMA",
    "SATUAN KERJA INDUK ID", "SATUAN KERJA INDUK NAMA", "SATUAN KERJA KERJA ID",
    "SATUAN KERJA KERJA NAMA", "IS VALID NIK", "NAMA SEKOLAH", "FLAG IKD", "ESELON ID",
    "ESELON NAMA",
)  # fmt: skip
JENIS_JABATAN_NAMA: Final = {
    1: "Jabatan Struktural",
    2: "Jabatan Fungsional",
    4: "Jabatan Pelaksana",
}
FIELD_OF_STUDY: Final = {"guru": "Pendidikan", "kesehatan": "Kesehatan", "teknis": "Administrasi"}
_FIRST_DAY: Final = np.datetime64("1930-01-01", "D")
_SEX: Final = {"L": "M", "P": "F"}


def _date_texts() -> NDArray[np.object_]:
    days = pd.DatetimeIndex(_FIRST_DAY + np.arange(45_000))
    return np.array([*days.strftime("%d-%m-%Y"), ""], dtype=object)


_DATE_TEXT: Final = _date_texts()


def date_text(dates: pd.Series | NDArray[Any]) -> NDArray[np.object_]:
    """Return dates as DD-MM-YYYY; a missing one as empty text."""
    days = np.asarray(dates).astype("datetime64[D]")
    place = (days - _FIRST_DAY).astype(np.int64)
    return _DATE_TEXT[np.where(np.isnat(days), len(_DATE_TEXT) - 1, place)]


def golongan_text(golongan: NDArray[Any], pns: NDArray[np.bool_]) -> NDArray[np.object_]:
    """Return III/a for a PNS and IX for a PPPK of the same ordinal 1..17."""
    place = np.asarray(golongan, np.int64) - 1
    names = np.array([GOLONGAN_PNS, GOLONGAN_PPPK], dtype=object)
    return names[np.where(pns, 0, 1), place]


def golongan_id(golongan: NDArray[Any]) -> NDArray[np.object_]:
    """Return the SIASN id, which PNS and PPPK share."""
    return np.array(GOLONGAN_ID, dtype=object)[np.asarray(golongan, np.int64) - 1]


def eselon_text(eselon: NDArray[Any]) -> NDArray[np.object_]:
    """Return ``II.a`` .. ``IV.b`` of a SIASN id, empty text for 0."""
    names = np.full(100, "", dtype=object)
    for code, name in ESELON.items():
        names[int(code)] = name
    return names[np.asarray(eselon, np.int64)]


def unit_texts() -> NDArray[np.object_]:
    """Return the path of every unit code."""
    return np.array([siasn_unit(u) for u in UNITS], dtype=object)


def data_asn(found: pd.DataFrame, *, periode: Periode) -> pd.DataFrame:
    """Return the export of the people in ``state(regency, periode)``, one row each, 69 columns."""
    columns = {
        **_identity(found),
        **_personal(found),
        **_appointment(found),
        **_rank(found, periode),
        **_position(found),
        **_education(found),
        **_workplace(found),
    }
    frame = pd.DataFrame(
        {h: columns.get(h, "") for h in EXPORT_HEADERS}, index=found.index, dtype=object
    )
    return frame.reset_index(drop=True)


def _text(values: pd.Series) -> NDArray[np.object_]:
    return values.astype(str).to_numpy(dtype=object)


def _identity(found: pd.DataFrame) -> dict[str, Any]:
    pendidikan = found["pendidikan"]
    return {
        "PNS ID": numbered(found["pegawai"], "SIM", 8),
        "NIP BARU": _text(found["nip"]),
        "NAMA": invent_names(found),
        "GELAR BELAKANG": pendidikan.map(DEGREES).fillna("").to_numpy(dtype=object),
        "TEMPAT LAHIR ID": "6107",
        "TEMPAT LAHIR NAMA": "BENGKAYANG",
        "TANGGAL LAHIR": date_text(found["birth"]),
        "JENIS KELAMIN": found["sex"].astype(object).map(_SEX).to_numpy(),
    }


def _personal(found: pd.DataFrame) -> dict[str, Any]:
    who = found["pegawai"]
    return {
        "AGAMA ID": "1", "AGAMA NAMA": "Contoh", "JENIS KAWIN ID": "1",
        "JENIS KAWIN NAMA": "Menikah",
        "NIK": numbered(who, "99990000", 8),
        "NOMOR HP": numbered(who, "0800", 8),
        "EMAIL": numbered(who, "pegawai", 8, "@contoh.example"),
        "EMAIL GOV": numbered(who, "pegawai", 8, "@bengkayang.example"),
        "ALAMAT": numbered(who, "Jalan Contoh Rekaan No. ", 1),
        "NPWP NOMOR": numbered(who, "99", 13),
        "BPJS": numbered(who, "99000", 8),
        "KARTU ASN VIRTUAL": numbered(who, "KARTU", 8),
        "IS VALID NIK": "1", "FLAG IKD": "0",
    }  # fmt: skip


def _appointment(found: pd.DataFrame) -> dict[str, Any]:
    pns = (found["status"] == "PNS").to_numpy()
    is_cpns = (found["status_asn"] == "CPNS").to_numpy()
    kedudukan = found["kedudukan"]
    full = pns & ~is_cpns
    tmt_pns = np.where(full, date_text(found["tmt_pns"]), "")
    sk = found["tmt_cpns"].to_numpy() - np.timedelta64(20, "D")
    sk_pns = found["tmt_pns"].to_numpy() - np.timedelta64(20, "D")
    return {
        "JENIS PEGAWAI ID": "12",
        "JENIS PEGAWAI NAMA": "PNS Daerah Kab/Kota",
        "KEDUDUKAN HUKUM ID": kedudukan.to_numpy(dtype=object),
        "KEDUDUKAN HUKUM NAMA": kedudukan.map(KEDUDUKAN_HUKUM).to_numpy(dtype=object),
        "STATUS CPNS PNS": np.where(pns, np.where(is_cpns, "C", "P"), ""),
        "NOMOR SK CPNS": numbered(found["pegawai"], "813/CONTOH/", 6),
        "TANGGAL SK CPNS": date_text(sk),
        "TMT CPNS": date_text(found["tmt_cpns"]),
        "NOMOR SK PNS": np.where(full, numbered(found["pegawai"], "821/CONTOH/", 6), ""),
        "TANGGAL SK PNS": np.where(full, date_text(sk_pns), ""),
        "TMT PNS": tmt_pns,
    }


def _rank(found: pd.DataFrame, periode: Periode) -> dict[str, Any]:
    pns = (found["status"] == "PNS").to_numpy()
    entry = found["education_entry"].astype(str)
    first = np.where(pns, entry.map(GOLONGAN_AWAL), entry.map(GOLONGAN_AWAL_PPPK))
    golongan = found["golongan"].to_numpy()
    served = last_day(periode) - found["tmt_cpns"].to_numpy().astype("datetime64[D]")
    served = served.astype(int)
    return {
        "GOL AWAL ID": golongan_id(np.array([ORDINAL[g] for g in first])),
        "GOL AWAL NAMA": first,
        "GOL AKHIR ID": golongan_id(golongan),
        "GOL AKHIR NAMA": golongan_text(golongan, pns),
        "TMT GOLONGAN": date_text(found["tmt_golongan"]),
        "MK TAHUN": _text(pd.Series(served // 365)),
        "MK BULAN": _text(pd.Series(served % 365 // 31)),
    }


def _position(found: pd.DataFrame) -> dict[str, Any]:
    jenis, eselon = found["jenis"].to_numpy(np.int64), found["eselon"].to_numpy(np.int64)
    title = found["title"].to_numpy(np.int64)
    return {
        "JENIS JABATAN ID": _text(pd.Series(jenis)),
        "JENIS JABATAN NAMA": pd.Series(jenis).map(JENIS_JABATAN_NAMA).to_numpy(dtype=object),
        "JABATAN ID": numbered(title, "JAB", 6),
        "JABATAN NAMA": np.array(TITLES, dtype=object)[title],
        "TMT JABATAN": date_text(found["tmt_jabatan"]),
        "ESELON ID": np.where(eselon > 0, _text(pd.Series(eselon)), ""),
        "ESELON NAMA": eselon_text(eselon),
    }


def _education(found: pd.DataFrame) -> dict[str, Any]:
    code = found["pendidikan"].astype(str)
    level = code.map({k: v[0] for k, v in PENDIDIKAN.items()})
    field = found["family"].astype(object).map(FIELD_OF_STUDY)
    upgraded = found["education_entry"].astype(str) != code
    year = found["tmt_upgrade"].where(upgraded, found["tmt_cpns"]).dt.year - (~upgraded).astype(int)
    return {
        "TINGKAT PENDIDIKAN ID": code.to_numpy(dtype=object),
        "TINGKAT PENDIDIKAN NAMA": level.to_numpy(dtype=object),
        "PENDIDIKAN ID": ("PEND" + code).to_numpy(dtype=object),
        "PENDIDIKAN NAMA": (level + " " + field).to_numpy(dtype=object),
        "TAHUN LULUS": _text(year),
        "NAMA SEKOLAH": "UNIVERSITAS CONTOH",
    }


def _workplace(found: pd.DataFrame) -> dict[str, Any]:
    unit = found["unit"].to_numpy(np.int64)
    return {
        "KPKN ID": "KPKN01", "KPKN NAMA": "KPPN CONTOH",
        "LOKASI KERJA ID": "6107", "LOKASI KERJA NAMA": "BENGKAYANG",
        "UNOR ID": numbered(unit, "UNOR", 6),
        "UNOR NAMA": unit_texts()[unit],
        "INSTANSI INDUK ID": "6107", "INSTANSI INDUK NAMA": PEMKAB.title(),
        "INSTANSI KERJA ID": "6107", "INSTANSI KERJA NAMA": PEMKAB.title(),
        "SATUAN KERJA INDUK ID": "6107", "SATUAN KERJA INDUK NAMA": PEMKAB.title(),
        "SATUAN KERJA KERJA ID": "6107", "SATUAN KERJA KERJA NAMA": PEMKAB.title(),
    }  # fmt: skip
