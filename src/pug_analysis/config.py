"""The settings of a workspace: ``pug.toml``, validated and frozen.

Everything has a default, so that an empty folder is a valid workspace. An unknown key or a wrong
type is refused with its place in the file.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pug_analysis.errors import UsageError
from pug_analysis.terms import pegawai

Share = Annotated[float, Field(gt=0, lt=1)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Instansi(_Section):
    """Who publishes the report."""

    pemerintah: str = "Pemerintah Kabupaten Bengkayang"
    kabupaten: str = "Kabupaten Bengkayang"
    perangkat_daerah: str = (
        "Badan Kepegawaian Daerah dan Pengembangan Sumber Daya Manusia (BKDPSDM)"
    )
    singkatan: str = "BKDPSDM"


class Data(_Section):
    """How raw files are read."""

    kedudukan_aktif_pns: tuple[str, ...] = pegawai.KEDUDUKAN_AKTIF_PNS
    kedudukan_aktif_pppk: tuple[str, ...] = pegawai.KEDUDUKAN_AKTIF_PPPK
    kedudukan_paruh_waktu: tuple[str, ...] = pegawai.KEDUDUKAN_PARUH_WAKTU
    #: Own column names: {"layout": {"OFFICIAL HEADER": "HEADER IN THE FILE"}}.
    kolom: dict[str, dict[str, str]] = {}
    #: Own spellings of a perangkat daerah: {"AS WRITTEN": "Official name"}.
    perangkat_daerah: dict[str, str] = {}
    #: Above this share of quarantined rows nothing is published without --accept-quarantine.
    karantina_maksimum: Share = 0.10


class Profil(_Section):
    """Labels of Tabel 4.1."""

    label_pria: str = "Pria"
    label_wanita: str = "Wanita"


class Piramida(_Section):
    """The leaky-pipeline rule: a drop is flagged if it exceeds the margin and its interval excludes 0."""

    margin: Share = 0.10
    conf_level: Share = 0.95


class Kohort(_Section):
    """The cohort analysis."""

    #: Difference of shares that does not matter yet, at the named milestone.
    margin: Share = 0.05
    #: First month from which leavers are on record; by default that of the first one recorded.
    awal_register: date | None = None
    #: A dated programme: appointments before and after it are compared.
    program_nama: str = "Pola tanggal kenaikan pangkat 2024"
    program_mulai: date = date(2024, 1, 1)


class Laporan(_Section):
    """How notebooks are run."""

    batas_detik_per_sel: Annotated[int, Field(gt=0)] = 600


class Config(_Section):
    """All settings of one workspace."""

    instansi: Instansi = Instansi()
    data: Data = Data()
    profil: Profil = Profil()
    piramida: Piramida = Piramida()
    kohort: Kohort = Kohort()
    laporan: Laporan = Laporan()


def read_config(workspace: Path) -> Config:
    """Read ``pug.toml`` of a workspace.

    Parameters
    ----------
    workspace : folder that may hold ``pug.toml``

    Raises
    ------
    UsageError
        if the file is not TOML, or has an unknown key or a value of the wrong type.
    """
    path = workspace / "pug.toml"
    if not path.exists():
        return Config()
    try:
        return Config.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"pug.toml tidak dapat dibaca sebagai TOML: {error}") from None
    except ValidationError as error:
        places = "; ".join(
            f"{'.'.join(str(part) for part in e['loc'])}: {_reason(e['type'], e['msg'])}"
            for e in error.errors()
        )
        raise UsageError(f"pug.toml tidak sah: {places}.") from None


def _reason(kind: str, message: str) -> str:
    return "setelan tidak dikenal" if kind == "extra_forbidden" else message
