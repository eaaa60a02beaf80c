"""Histories with the field names of the SIASN web service, and the lists of leavers and leave."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pug_analysis.simulate.files.export import (
    JENIS_JABATAN_NAMA,
    date_text,
    eselon_text,
    golongan_id,
    golongan_text,
    unit_texts,
)
from pug_analysis.simulate.people.courses import KURSUS
from pug_analysis.simulate.people.invented import numbered
from pug_analysis.simulate.people.positions import AS_PENYETARAAN, PELANTIKAN_ULANG, PLH, PLT
from pug_analysis.simulate.people.regency import Regency
from pug_analysis.simulate.people.state import JENIS_PEMBERHENTIAN, KEDUDUKAN_LEFT, last_day
from pug_analysis.simulate.people.titles import TITLES
from pug_analysis.simulate.people.units import PEMKAB
from pug_analysis.terms.golongan import JENIS_KP
from pug_analysis.terms.kalender import Periode
from pug_analysis.terms.pegawai import KEDUDUKAN_HUKUM, PENDIDIKAN

_OWNER: Final = ("id", "idPns", "nipBaru", "nipLama")
HISTORY_HEADERS: Final = {
    "golongan": (
        *_OWNER, "golonganId", "golongan", "skNomor", "skTanggal", "tmtGolongan", "noPertekBkn",
        "tglPertekBkn", "jumlahKreditUtama", "jumlahKreditTambahan", "jenisKPId", "jenisKPNama",
        "masaKerjaGolonganTahun", "masaKerjaGolonganBulan", "path"),
    "jabatan": (
        *_OWNER, "jenisJabatan", "instansiKerjaId", "instansiKerjaNama", "satuanKerjaId",
        "satuanKerjaNama", "unorId", "unorNama", "unorIndukId", "unorIndukNama", "eselon",
        "eselonId", "jabatanFungsionalId", "jabatanFungsionalNama", "jabatanFungsionalUmumId",
        "jabatanFungsionalUmumNama", "tmtJabatan", "nomorSk", "tanggalSk", "namaUnor",
        "namaJabatan", "tmtPelantikan", "jenisMutasiId", "jenisPenugasanId", "subJabatanId",
        "tmtMutasi", "path"),
    "diklat": (
        *_OWNER, "latihanStrukturalId", "latihanStrukturalNama", "nomor", "tanggal", "tahun",
        "jumlahJam", "tanggalSelesai", "institusiPenyelenggara", "path"),
    "kursus": (
        *_OWNER, "jenisKursusNama", "jenisKursusSertifikat", "institusiPenyelenggara",
        "jenisKursusId", "jumlahJam", "namaKursus", "noSertipikat", "tahunKursus",
        "tanggalKursus", "jenisDiklatId", "tanggalSelesaiKursus", "path"),
    "pendidikan": (
        *_OWNER, "pendidikanId", "pendidikanNama", "tkPendidikanId", "tkPendidikanNama",
        "tahunLulus", "tglLulus", "isPendidikanPertama", "nomorIjasah", "namaSekolah",
        "gelarDepan", "gelarBelakang", "path"),
    "pemberhentian": (
        *_OWNER, "kedudukanHukumId", "kedudukanHukumNama", "jenisPemberhentian",
        "tmtPemberhentian", "skNomor", "skTanggal"),
    "cltn": (*_OWNER, "skNomor", "skTanggal", "tanggalAwal", "tanggalAkhir"),
    "pindah": (*_OWNER, "instansiAsalNama", "tmtPindah", "skNomor", "skTanggal"),
}  # fmt: skip
_MUTASI: Final = {0: "Mutasi Jabatan", AS_PENYETARAAN: "Penyetaraan Jabatan",
                  PELANTIKAN_ULANG: "Pengukuhan"}  # fmt: skip
_PENUGASAN: Final = {0: "Definitif", PLT: "Plt.", PLH: "Plh."}
_DECREE_DAYS: Final = np.timedelta64(10, "D")


def history(regency: Regency, name: str, *, periode: Periode) -> pd.DataFrame:
    """Return one history as of the last day of a period, all text, with the SIASN field names.

    Parameters
    ----------
    name : a key of ``HISTORY_HEADERS``

    Raises
    ------
    ValueError
        if the history is unknown.
    """
    if name not in HISTORY_HEADERS:
        raise ValueError(f"name must be one of {tuple(HISTORY_HEADERS)}, but was {name!r}")
    source, date = _SOURCE[name]
    events = getattr(regency, source)
    day, people = last_day(periode), regency.people
    known = ((people["tmt_cpns"] <= day) & ~(people["tmt_pindah"] > day)).to_numpy()
    events = events[(events[date] <= day).to_numpy() & known[events["pegawai"]]]
    columns = _owner(regency, events, prefix=name[:4].upper()) | _COLUMNS[name](regency, events)
    headers = HISTORY_HEADERS[name]
    columns["path"] = numbered(events.index.to_numpy(), "dokumen/contoh/", 6, ".pdf")
    frame = pd.DataFrame({h: columns.get(h, "") for h in headers}, index=events.index, dtype=object)
    return frame.reset_index(drop=True)


def _owner(regency: Regency, events: pd.DataFrame, *, prefix: str) -> dict[str, Any]:
    nip = regency.people["nip"].to_numpy()[events["pegawai"]]
    return {
        "id": numbered(events.index.to_numpy(), prefix, 9),
        "idPns": numbered(events["pegawai"], "SIM", 8),
        "nipBaru": pd.Series(nip).astype(str).to_numpy(dtype=object),
    }


def _decree(
    events: pd.DataFrame, column: str, number: str = "skNomor", day: str = "skTanggal"
) -> dict[str, NDArray[np.object_]]:
    return {
        number: numbered(events.index.to_numpy(), "800/CONTOH/", 6),
        day: date_text(events[column].to_numpy() - _DECREE_DAYS),
    }


def _golongan(regency: Regency, events: pd.DataFrame) -> dict[str, Any]:
    who = events["pegawai"].to_numpy()
    pns = (regency.people["status"] == "PNS").to_numpy()[who]
    kind = events["jenis_kp"].astype(str)
    entry = regency.people["tmt_cpns"].to_numpy()[who].astype("datetime64[M]").astype(int)
    months = events["tmt"].to_numpy().astype("datetime64[M]").astype(int) - entry
    return _decree(events, "tmt") | {
        "golonganId": golongan_id(events["golongan"]),
        "golongan": golongan_text(events["golongan"], pns),
        "tmtGolongan": date_text(events["tmt"]),
        "jenisKPId": kind.to_numpy(dtype=object),
        "jenisKPNama": kind.map(JENIS_KP).to_numpy(dtype=object),
        "masaKerjaGolonganTahun": pd.Series(months // 12).astype(str).to_numpy(dtype=object),
        "masaKerjaGolonganBulan": pd.Series(months % 12).astype(str).to_numpy(dtype=object),
    }


def _jabatan(_: Regency, events: pd.DataFrame) -> dict[str, Any]:
    jenis, eselon = events["jenis"].to_numpy(np.int64), events["eselon"].to_numpy(np.int64)
    title = np.array(TITLES, dtype=object)[events["title"].to_numpy(np.int64)]
    title_id = numbered(events["title"], "JAB", 6)
    unit = events["unit"].to_numpy(np.int64)
    path = unit_texts()[unit]
    # SIASN writes the kind now as a code, now as a word.
    as_word = events.index.to_numpy() % 3 == 0
    word = pd.Series(jenis).map(JENIS_JABATAN_NAMA).to_numpy(dtype=object)
    code = pd.Series(jenis).astype(str).to_numpy(dtype=object)
    converted = events["mutasi"].to_numpy() == AS_PENYETARAAN
    named = np.where(converted, title + " (Penyetaraan Jabatan)", title)
    return _decree(events, "tmt", "nomorSk", "tanggalSk") | {
        "jenisJabatan": np.where(as_word, word, code),
        "instansiKerjaId": "6107",
        "instansiKerjaNama": PEMKAB.title(),
        "unorId": numbered(unit, "UNOR", 6),
        "unorNama": path,
        "eselon": eselon_text(eselon),
        "eselonId": np.where(eselon > 0, pd.Series(eselon).astype(str).to_numpy(dtype=object), ""),
        "jabatanFungsionalId": np.where(jenis == 2, title_id, ""),
        "jabatanFungsionalNama": np.where(jenis == 2, title, ""),
        "jabatanFungsionalUmumId": np.where(jenis == 4, title_id, ""),
        "jabatanFungsionalUmumNama": np.where(jenis == 4, title, ""),
        "tmtJabatan": date_text(events["tmt"]),
        "namaUnor": path,
        "namaJabatan": named,
        "tmtPelantikan": date_text(events["tmt"]),
        "jenisMutasiId": events["mutasi"].map(_MUTASI).to_numpy(dtype=object),
        "jenisPenugasanId": events["penugasan"].map(_PENUGASAN).to_numpy(dtype=object),
        "tmtMutasi": date_text(events["tmt"]),
    }


def _diklat(_: Regency, events: pd.DataFrame) -> dict[str, Any]:
    code = events["latihan"].astype(str)
    return {
        "latihanStrukturalId": code.to_numpy(dtype=object),
        "latihanStrukturalNama": events["nama"].to_numpy(dtype=object),
        "nomor": numbered(events.index.to_numpy(), "SERT/CONTOH/", 6),
        "tanggal": date_text(events["mulai"]),
        "tahun": events["selesai"].dt.year.astype(str).to_numpy(dtype=object),
        "jumlahJam": events["jam"].astype(str).to_numpy(dtype=object),
        "tanggalSelesai": date_text(events["selesai"]),
        "institusiPenyelenggara": "LEMBAGA PELATIHAN CONTOH",
    }


def _kursus(_: Regency, events: pd.DataFrame) -> dict[str, Any]:
    kind = events["kursus"].to_numpy(np.int64)
    names, codes, hours = (np.array([str(k[i]) for k in KURSUS], dtype=object) for i in range(3))
    return {
        "jenisKursusNama": "Kursus",
        "jenisKursusSertifikat": "S",
        "institusiPenyelenggara": "LEMBAGA PELATIHAN CONTOH",
        "jumlahJam": hours[kind],
        "namaKursus": names[kind],
        "noSertipikat": numbered(events.index.to_numpy(), "SERT/CONTOH/", 6),
        "tahunKursus": events["mulai"].dt.year.astype(str).to_numpy(dtype=object),
        "tanggalKursus": date_text(events["mulai"]),
        "jenisDiklatId": codes[kind],
        "tanggalSelesaiKursus": date_text(events["selesai"]),
    }


def _pendidikan(_: Regency, events: pd.DataFrame) -> dict[str, Any]:
    level = events["tingkat"].map({k: v[0] for k, v in PENDIDIKAN.items()})
    return {
        "pendidikanId": ("PEND" + events["tingkat"]).to_numpy(dtype=object),
        "pendidikanNama": level.to_numpy(dtype=object),
        "tkPendidikanId": events["tingkat"].to_numpy(dtype=object),
        "tkPendidikanNama": level.to_numpy(dtype=object),
        "tahunLulus": events["lulus"].dt.year.astype(str).to_numpy(dtype=object),
        "tglLulus": date_text(events["lulus"]),
        "isPendidikanPertama": np.where(events["pertama"], "1", "0"),
        "nomorIjasah": numbered(events.index.to_numpy(), "IJZ/CONTOH/", 6),
        "namaSekolah": "UNIVERSITAS CONTOH",
    }


def _pemberhentian(_: Regency, events: pd.DataFrame) -> dict[str, Any]:
    kind = events["exit_kind"].cat.codes.to_numpy()
    code = np.array(KEDUDUKAN_LEFT, dtype=object)[kind]
    return _decree(events, "exit") | {
        "kedudukanHukumId": code,
        "kedudukanHukumNama": pd.Series(code).map(KEDUDUKAN_HUKUM).to_numpy(dtype=object),
        "jenisPemberhentian": np.array(JENIS_PEMBERHENTIAN, dtype=object)[kind],
        "tmtPemberhentian": date_text(events["exit"]),
    }


def _cltn(_: Regency, events: pd.DataFrame) -> dict[str, Any]:
    return _decree(events, "awal") | {
        "tanggalAwal": date_text(events["awal"]),
        "tanggalAkhir": date_text(events["akhir"]),
    }


def _pindah(_: Regency, events: pd.DataFrame) -> dict[str, Any]:
    return _decree(events, "tmt_pindah") | {
        "instansiAsalNama": "Pemerintah Kabupaten Contoh",
        "tmtPindah": date_text(events["tmt_pindah"]),
    }


#: Table of the regency and the column that dates its rows.
_SOURCE: Final = {
    "golongan": ("golongan", "tmt"), "jabatan": ("jabatan", "tmt"),
    "diklat": ("diklat", "selesai"), "kursus": ("kursus", "selesai"),
    "pendidikan": ("pendidikan", "lulus"), "pemberhentian": ("exits", "exit"),
    "cltn": ("cltn", "awal"), "pindah": ("pindah", "tmt_pindah"),
}  # fmt: skip
_COLUMNS: Final = {
    "golongan": _golongan, "jabatan": _jabatan, "diklat": _diklat, "kursus": _kursus,
    "pendidikan": _pendidikan, "pemberhentian": _pemberhentian, "cltn": _cltn, "pindah": _pindah,
}  # fmt: skip
