"""The simulated registers as the office keeps them: the templates' columns, all as text."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.simulate.files.export import date_text
from pug_analysis.simulate.files.registers import Registers, course_of
from pug_analysis.simulate.files.registers_text import PLAN, SATYALANCANA
from pug_analysis.simulate.people.invented import invent_names, numbered
from pug_analysis.simulate.people.regency import Regency
from pug_analysis.simulate.people.state import last_day
from pug_analysis.terms.kalender import Periode

#: The registers whose events are drawn with a planted truth.
STORIES: Final = ("pelatihan_pug", "sk_pug", "kegiatan_pug", "rencana_aksi")
#: Their headers, and those of the awards of SIASN.
HEADERS: Final = {
    **{name: tuple(c.header for c in REGISTERS[name].columns) for name in STORIES},
    "penghargaan": (
        "id", "idPns", "nipBaru", "nipLama", "hargaId", "hargaNama", "skNomor", "skDate", "tahun",
        "path"),
}  # fmt: skip
#: SIASN ids of the awards are not public; these are invented.
_HARGA_ID: Final = {10: "1", 20: "2", 30: "3"}


def register_frames(
    regency: Regency, registers: Registers, *, periode: Periode
) -> dict[str, pd.DataFrame]:
    """Return each register up to the last day of a period, all text, by table.

    Parameters
    ----------
    registers : from ``draw_registers(regency)``
    """
    day = last_day(periode)
    before = {
        name: events[(events["day"] <= day).to_numpy()]
        for name, events in (
            ("pelatihan_pug", registers.trainings), ("sk_pug", registers.documents),
            ("kegiatan_pug", registers.activities), ("penghargaan", registers.awards),
        )
    }  # fmt: skip
    known = regency.people["tmt_pindah"].isna() | (regency.people["tmt_pindah"] <= day)
    awards = before["penghargaan"]
    awards = awards[known.to_numpy()[awards["pegawai"]]]
    columns = {
        "pelatihan_pug": _trainings(regency, before["pelatihan_pug"]),
        "sk_pug": _documents(regency, before["sk_pug"]),
        "kegiatan_pug": _activities(before["kegiatan_pug"]),
        "rencana_aksi": _plan(registers.last, periode),
        "penghargaan": _awards(regency, awards),
    }
    return {
        table: pd.DataFrame({h: found.get(h, "") for h in HEADERS[table]}, dtype=object)
        for table, found in columns.items()
        if len(next(iter(found.values())))
    }


def _people(regency: Regency, who: pd.Series) -> dict[str, Any]:
    """Return NIP and name; both empty for -1."""
    place = who.to_numpy(np.int64)
    found = regency.people.iloc[np.maximum(place, 0)]
    nip = found["nip"].astype(str).to_numpy(dtype=object)
    return {
        "NIP": np.where(place < 0, "", nip),
        "NAMA": np.where(place < 0, "", invent_names(found)),
    }


def _text(values: pd.Series) -> np.ndarray:
    return values.astype(str).to_numpy(dtype=object)


def _file(events: pd.DataFrame, stem: str) -> np.ndarray:
    return numbered(events.index.to_numpy(), f"{stem}-", 4, ".pdf")


def _trainings(regency: Regency, events: pd.DataFrame) -> dict[str, Any]:
    courses = [course_of(t, c) for t, c in zip(events["tingkat"], events["course"], strict=True)]
    days = np.array([c.days - 1 for c in courses], dtype="timedelta64[D]")
    return _people(regency, events["pegawai"]) | {
        "TINGKAT": _text(events["tingkat"]),
        "NAMA PELATIHAN": np.array([c.nama for c in courses], dtype=object),
        "PENYELENGGARA": np.array([c.penyelenggara for c in courses], dtype=object),
        "TANGGAL MULAI": date_text(events["day"].to_numpy() - days),
        "TANGGAL SELESAI": date_text(events["day"]),
        "JAM": np.array([str(c.jam) for c in courses], dtype=object),
        "BERKAS BUKTI": _file(events, "sertifikat"),
    }


def _documents(regency: Regency, events: pd.DataFrame) -> dict[str, Any]:
    return _people(regency, events["pegawai"]) | {
        "JENIS": _text(events["jenis"]),
        "NOMOR": _text(events["nomor"]),
        "TANGGAL": date_text(events["day"]),
        "PENANDATANGAN": _text(events["signer"]),
        "PERAN": _text(events["peran"]),
        "PERANGKAT DAERAH": _text(events["office"]),
        "PENERBIT": _text(events["issuer"]),
        "BERLAKU MULAI": date_text(events["start"]),
        "BERLAKU SAMPAI": date_text(events["end"]),
        "BERKAS BUKTI": _file(events, "dokumen"),
    }


def _activities(events: pd.DataFrame) -> dict[str, Any]:
    return {
        "TANGGAL": date_text(events["day"]),
        "JENIS": _text(events["jenis"]),
        "NAMA KEGIATAN": _text(events["nama"]),
        "PERANGKAT DAERAH": _text(events["office"]),
        "PESERTA PRIA": _text(events["men"]),
        "PESERTA WANITA": _text(events["women"]),
        "JAM": _text(events["jam"]),
        "AGENDA LATSAR": _text(events["agenda"]),
        "MATA PELATIHAN": _text(events["mata"]),
        "BERKAS BUKTI": _file(events, "laporan"),
    }


def _plan(last: int, periode: Periode) -> dict[str, Any]:
    """Return the plan of three years around the last one; it is written in its first year."""
    first = last - 1
    whole = periode.year + (periode.semester == 2)
    rows = [
        (plan, first + number, plan.targets[number],
         plan.reached[number] if plan.reached and first + number < whole else "")
        for plan in PLAN
        for number in range(3 if periode.year >= first else 0)
    ]  # fmt: skip
    plans = [row[0] for row in rows]

    def column(values: list[Any]) -> np.ndarray:
        return np.array([str(v) for v in values], dtype=object)

    return {
        "NOMOR": column([p.nomor for p in plans]),
        "PROGRAM": column([p.program for p in plans]),
        "KEGIATAN": column([p.kegiatan for p in plans]),
        "INDIKATOR": column([p.indikator for p in plans]),
        "SATUAN": column([p.satuan for p in plans]),
        "KODE INDIKATOR": column([p.kode for p in plans]),
        "ARAH": column([p.arah for p in plans]),
        "DATA DASAR": column([p.dasar for p in plans]),
        "TAHUN DASAR": column([first - 1 for _ in plans]),
        "TAHUN": column([row[1] for row in rows]),
        "TARGET": column([row[2] for row in rows]),
        "REALISASI": column([row[3] for row in rows]),
        "ANGGARAN": column([p.anggaran or "" for p in plans]),
        "UNIT PELAKSANA": column([p.unit for p in plans]),
        "BERKAS BUKTI": column(["rencana-aksi.pdf" for _ in plans]),
    }


def _awards(regency: Regency, events: pd.DataFrame) -> dict[str, Any]:
    number = events.index.to_numpy()
    return {
        "id": numbered(number, "PENG", 9),
        "idPns": numbered(events["pegawai"], "SIM", 8),
        "nipBaru": _people(regency, events["pegawai"])["NIP"],
        "hargaId": events["years"].map(_HARGA_ID).to_numpy(dtype=object),
        "hargaNama": events["years"].map(SATYALANCANA).to_numpy(dtype=object),
        "skNomor": numbered(number, "800/CONTOH/", 6),
        "skDate": date_text(events["day"]),
        "tahun": _text(events["day"].dt.year),
        "path": numbered(number, "dokumen/contoh/", 6, ".pdf"),
    }
