"""The settings of a workspace: ``pug.toml``, validated and frozen.

Everything has a default, so that an empty folder is a valid workspace. An unknown key or a wrong
type is refused with its place in the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pug_analysis.errors import UsageError
from pug_analysis.terms import pegawai

_MAX_BYTES: Final = 2**20
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


class DataMentah(_Section):
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

    #: First month from which leavers are on record; by default that of the first one recorded
    #: that does not stand alone, see ``careers.cohort.build_cohort``.
    awal_register: date | None = None
    #: A dated programme: appointments before and after it are compared. Without a date nothing is.
    program_nama: str | None = None
    program_mulai: date | None = None


class Peta(_Section):
    """When the map of offices flags a perangkat daerah, and how far it looks back and ahead.

    Flagged: the share of women in its structural posts lies at least ``margin`` below the expected
    one, and its q-value (Benjamini-Hochberg) below ``tingkat_q``: on average at most that share of
    the flagged is flagged by chance.
    """

    margin: Share = 0.10
    tingkat_q: Share = 0.10
    conf_level: Share = 0.95
    #: Posts whose holders retire within so many years are counted as soon to be filled.
    tahun_pensiun: Annotated[int, Field(gt=0)] = 3
    #: Exits and transfers are counted over so many years, the report year the last of them.
    tahun_keluar: Annotated[int, Field(gt=0)] = 5


class Target(_Section):
    """Shares of women aimed at in each level: a target, not a quota. None is set by default."""

    pengawas: Share | None = None
    administrator: Share | None = None
    jpt_pratama: Share | None = None


class Rencana(_Section):
    """The tracker of the action plan."""

    #: A target missed by no more than this share of itself counts as near.
    toleransi: Share = 0.10


class Laporan(_Section):
    """How notebooks are run."""

    batas_detik_per_sel: Annotated[int, Field(gt=0)] = 600
    #: Keep private copies of the input of published reports, so that they can be made again.
    arsip: bool = True


class Config(_Section):
    """All settings of one workspace."""

    instansi: Instansi = Instansi()
    data: DataMentah = DataMentah()
    profil: Profil = Profil()
    piramida: Piramida = Piramida()
    kohort: Kohort = Kohort()
    peta: Peta = Peta()
    target: Target = Target()
    rencana: Rencana = Rencana()
    laporan: Laporan = Laporan()


def read_config(workspace: Path) -> Config:
    """Read ``pug.toml`` of a workspace.

    Parameters
    ----------
    workspace : folder that may hold ``pug.toml``

    Raises
    ------
    UsageError
        if it is no file, too large or not TOML, or has an unknown key or a value of the wrong type.
    """
    path = workspace / "pug.toml"
    if path.is_dir():
        raise UsageError("pug.toml adalah folder, padahal harus berkas teks.")
    if not path.exists() and not path.is_symlink():
        return Config()
    if not path.is_file():
        raise UsageError(
            "pug.toml harus berkas teks biasa, bukan pipa, perangkat, atau tautan putus."
        )
    if path.stat().st_size > _MAX_BYTES:
        raise UsageError("pug.toml lebih dari 1 MB, padahal hanya berisi setelan.")
    try:
        # Notepad on Windows puts a byte order mark in front.
        return Config.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"pug.toml tidak dapat dibaca sebagai TOML: {error}") from None
    except RecursionError:
        raise UsageError(
            "pug.toml bersarang terlalu dalam: periksa kurung yang berulang."
        ) from None
    except ValidationError as error:
        places = "; ".join(
            f"{'.'.join(str(part) for part in e['loc'])}: {_reason(e)}{_like(e)}"
            for e in error.errors()
        )
        raise UsageError(f"pug.toml tidak sah: {places}.") from None


#: What pydantic calls an error, and what is said of it.
_REASONS: Final = {
    "extra_forbidden": "setelan tidak dikenal",
    "missing": "setelan ini harus ada",
    "greater_than": "harus lebih dari {gt}",
    "less_than": "harus kurang dari {lt}",
    "int_from_float": "harus bilangan bulat",
}
_KINDS: Final = {
    "float": "angka",
    "int": "bilangan bulat",
    "string": "teks di antara tanda kutip",
    "bool": "true atau false",
    "date": "tanggal, misalnya 2024-01-31",
    "tuple": 'daftar, misalnya ["a", "b"]',
    "dict": "tabel bernama, misalnya { a = 'b' }",
    "model": "bagian tersendiri, misalnya [laporan]",
}


def _reason(error: Mapping[str, Any]) -> str:
    """Say in Indonesian what a value should be; the value itself is not repeated."""
    kind, limits = error["type"], error.get("ctx", {})
    if (limits.get("gt") == 0 and _is_share(error["loc"])) or limits.get("lt") == 1:
        return "harus angka antara 0 dan 1"
    if kind in _REASONS:
        return _REASONS[kind].format(**limits)
    wanted = _KINDS.get(kind.partition("_")[0])
    return f"harus {wanted}" if wanted else "nilai tidak sah"


def _like(error: Mapping[str, Any]) -> str:
    """Name the setting that an unknown one resembles."""
    if error["type"] != "extra_forbidden":
        return ""
    *path, word = error["loc"]
    section: type[BaseModel] = Config
    for part in path:
        section = section.model_fields[str(part)].annotation  # type: ignore[assignment]  # a leaf ends it
    near = get_close_matches(str(word), list(section.model_fields), n=1)
    return f" (mungkin {near[0]})" if near else ""


_SHARES: Final = ("margin", "conf_level", "karantina_maksimum", "tingkat_q", "toleransi")


def _is_share(place: tuple[int | str, ...]) -> bool:
    return place[0] == "target" or place[-1] in _SHARES
