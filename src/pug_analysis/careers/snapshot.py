"""The snapshot: one row per active pegawai at the cut-off, with the groups that reports count by."""

from __future__ import annotations

import pandas as pd

from pug_analysis.config import Config
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.terms import golongan, jabatan, pegawai

UNKNOWN = "Tidak diketahui"

#: Levels of the structural ladder and the two kinds of position beside it.
JENJANG = (*jabatan.JENJANG_STRUKTURAL, "JPT Madya", "JF", UNKNOWN)


def build_snapshot(pegawai_table: pd.DataFrame, *, config: Config) -> pd.DataFrame:
    """Keep the active people and add the groups of Tabel 4.1.

    Parameters
    ----------
    pegawai_table : processed table ``pegawai``, one row per person of the export
    config : which kedudukan hukum count as active

    Returns
    -------
    DataFrame, one row per active person, sorted as given: the columns of ``pegawai`` and

    - ``kelompok_status``: PNS (with CPNS), PPPK, PPPK Paruh Waktu
    - ``jenjang``: Pelaksana, Pengawas, Administrator, JPT Pratama, JPT Madya, JF, Tidak diketahui.
      Eselon V is counted with Pelaksana (UU 5/2014 art. 131)
    - ``jalur_struktural``: PNS in structural posts, as pelaksana, or in JF teknis: those from whom
      structural posts are filled
    - ``kelompok_golongan``, ``kelompok_pendidikan``, ``kelompok_usia``, ``kelompok_masa_kerja``
    """
    active = pegawai_table.loc[is_active(pegawai_table, config=config)].reset_index(drop=True)
    status = active["status_asn"].replace({"CPNS": "PNS"})
    jenjang = _jenjang(active)
    return active.assign(
        kelompok_status=status,
        jenjang=jenjang,
        jalur_struktural=active["status_asn"].eq("PNS")
        & (jenjang.isin(jabatan.JENJANG_STRUKTURAL) | active["kelompok_jf"].eq("Teknis")),
        kelompok_golongan=_kelompok_golongan(active),
        kelompok_pendidikan=_kelompok_pendidikan(active),
        kelompok_usia=_band(active["usia_tahun"], pegawai.KELOMPOK_USIA),
        kelompok_masa_kerja=_band(active["masa_kerja_tahun"], pegawai.KELOMPOK_MASA_KERJA),
    )


def _jenjang(active: pd.DataFrame) -> pd.Series:
    kind = active["jenis_jabatan"].fillna("")
    structural = active["eselon"].map(jabatan.JENJANG_OF_ESELON).fillna(UNKNOWN)
    by_kind = kind.map({"fungsional": "JF", "pelaksana": "Pelaksana"}).fillna(UNKNOWN)
    return by_kind.where(kind != "struktural", structural).astype("string")


def _kelompok_golongan(active: pd.DataFrame) -> pd.Series:
    pns = active["status_asn"].isin(["PNS", "CPNS"])
    known = active["golongan"].isin(golongan.GOLONGAN_PNS)
    of_pns = ("Golongan " + active["golongan"].str.split("/").str[0]).where(known, UNKNOWN)
    return of_pns.where(pns, "PPPK").astype("string")


def _kelompok_pendidikan(active: pd.DataFrame) -> pd.Series:
    groups = {code: group for code, (_, group) in pegawai.PENDIDIKAN.items()}
    return active["tingkat_pendidikan"].map(groups).fillna(UNKNOWN).astype("string")


def _band(years: pd.Series, bands: dict[str, tuple[int, int]]) -> pd.Series:
    label = pd.Series(UNKNOWN, index=years.index, dtype="string")
    for name, (lowest, highest) in bands.items():
        label = label.mask(years.between(lowest, highest).fillna(False), name)
    return label
