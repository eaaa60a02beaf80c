"""The evaluation form of a year: codes, wording, formulas, and what counts as evidence.

The instrument of the evaluation changes; what a year asks for is data, not code. A form is a TOML
file of this package (``<year>.toml``) or of the workspace (``instrumen-<year>.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pug_analysis.errors import UsageError
from pug_analysis.terms import pug

Sumber = Literal["pelatihan_pug", "kursus"]
Ragam = Literal["a", "b", "c"]
Tingkat = Literal["L1", "L2", "L3", "khusus"]

_OWN: Final = re.compile(r"instrumen-(\d{4})\.toml")
_SHIPPED: Final = re.compile(r"(\d{4})\.toml")
_PRASYARAT: Final = 7


def _check(name: str, given: Iterable[str], allowed: Collection[str]) -> None:
    unknown = [one for one in given if one not in allowed]
    if unknown:
        words = ", ".join(allowed)
        raise ValueError(f"{name}: {unknown[0]!r} tidak dikenal; yang dikenal: {words}")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bukti(_Part):
    """Kinds of evidence: documents, activities of the log, levels of training."""

    dokumen: tuple[str, ...] = ()
    kegiatan: tuple[str, ...] = ()
    pelatihan: tuple[Tingkat, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        _check("dokumen", self.dokumen, pug.JENIS_SK)
        _check("kegiatan", self.kegiatan, pug.JENIS_KEGIATAN)
        return self


class Indikator(Bukti):
    """One indicator: its code, wording, formula, computed numbers, and tables of evidence."""

    kode: str
    nama: str
    rumus: str
    ukuran: tuple[str, ...] = ()
    tabel: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _computed(self) -> Self:
        _check("ukuran", self.ukuran, pug.KODE_INDIKATOR)
        return self


class Prasyarat(Bukti):
    """One of the seven prerequisites and the kinds of evidence that count for it."""

    nama: str


class Sasaran(_Part):
    """Who should attend a level of training; without any restriction everybody."""

    tingkat: Tingkat
    nama: str
    fungsi_jabatan: tuple[str, ...] = ()
    perangkat_daerah: tuple[str, ...] = ()
    baru: bool = False

    @model_validator(mode="after")
    def _known(self) -> Self:
        _check("fungsi_jabatan", self.fungsi_jabatan, pug.FUNGSI)
        return self


class Latsar(_Part):
    """One cell of the Latsar matrix: what of gender a subject carries."""

    agenda: Literal[1, 2, 3, 4]
    mata_pelatihan: str
    muatan: str


class Pengajuan(_Part):
    """What the office submits where there is a choice."""

    ragam_i_2_10: Ragam = "a"
    sumber_pelatihan: tuple[Sumber, ...] = Field(default=("pelatihan_pug", "kursus"), min_length=1)


class DiAntaranya(_Part):
    """Functions that are also shown on a line of their own."""

    fungsi_jabatan: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        _check("fungsi_jabatan", self.fungsi_jabatan, pug.FUNGSI)
        return self


class PetaJalan(_Part):
    """First and last year of the training roadmap."""

    dari: int = 2024
    sampai: int = 2026

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.dari > self.sampai:
            raise ValueError("dari tidak boleh sesudah sampai")
        return self


class Form(_Part):
    """The form of a year.

    ``berkas`` is the name of the file that it was read from, for the page that uses it.
    """

    berkas: str
    tahun: int
    nama: str
    dasar: str
    pengajuan: Pengajuan = Pengajuan()
    fungsi: dict[str, tuple[str, ...]]
    di_antaranya: DiAntaranya = DiAntaranya()
    indikator: tuple[Indikator, ...]
    prasyarat: tuple[Prasyarat, ...] = Field(min_length=_PRASYARAT, max_length=_PRASYARAT)
    peta_jalan: PetaJalan = PetaJalan()
    sasaran: tuple[Sasaran, ...] = ()
    latsar: tuple[Latsar, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        mapped = [one for group in self.fungsi.values() for one in group]
        _check("fungsi", mapped, pug.FUNGSI)
        if sorted(mapped) != sorted(pug.FUNGSI):
            raise ValueError("fungsi: setiap fungsi jabatan harus muncul tepat sekali")
        codes = [one.kode for one in self.indikator]
        if len(set(codes)) != len(codes):
            raise ValueError("indikator: kode harus berbeda-beda")
        return self

    def find(self, kode: str) -> Indikator:
        """Return the indicator of a code.

        Raises
        ------
        UsageError
            if the form has none of that code.
        """
        for one in self.indikator:
            if one.kode == kode:
                return one
        raise UsageError(f"{self.berkas} tidak memuat indikator {kode!r}.")


def read_form(year: int, *, workspace: str | Path = ".") -> Form:
    """Read the newest form that is not after the report year.

    Of two forms of one year that of the workspace is used. For a year before the first form the
    first one is used: its ``tahun`` is then after the year, and the page says so.

    Parameters
    ----------
    year : year of the report
    workspace : folder that may hold ``instrumen-<year>.toml``

    Raises
    ------
    UsageError
        if the form's file is not valid.
    """
    found = _texts(Path(workspace))
    until = max(year, min(of[0] for of in found))
    newest = max(of for of in found if of[0] <= until)
    return _parse(found[newest](), name=newest[2], year=newest[0])


def _texts(workspace: Path) -> dict[tuple[int, bool, str], Callable[[], bytes]]:
    """Forms by (year, whether of the workspace, name of the file), each with a way to read it."""
    found = {}
    for shipped in files("pug_analysis.instrumen").iterdir():
        if match := _SHIPPED.fullmatch(shipped.name):
            found[int(match[1]), False, shipped.name] = shipped.read_bytes
    for own in sorted(workspace.glob("instrumen-*.toml")):
        if match := _OWN.fullmatch(own.name):
            found[int(match[1]), True, own.name] = own.read_bytes
    return found


def _parse(content: bytes, *, name: str, year: int) -> Form:
    try:
        # Notepad on Windows puts a byte order mark in front.
        form = Form.model_validate({"berkas": name, **tomllib.loads(content.decode("utf-8-sig"))})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{name} tidak dapat dibaca sebagai TOML: {error}") from None
    except RecursionError:
        raise UsageError(f"{name} bersarang terlalu dalam: periksa kurung yang berulang.") from None
    except ValidationError as error:
        places = "; ".join(_reason(one) for one in error.errors())
        raise UsageError(f"{name} tidak sah: {places}.") from None
    if form.tahun != year:
        raise UsageError(f"{name} tidak sah: tahun tertulis {form.tahun}, seharusnya {year}.")
    return form


def _reason(error: Mapping[str, Any]) -> str:
    """Place and reason in Indonesian, from pydantic's kind of error."""
    place = ".".join(str(part) for part in error["loc"])
    kinds = {
        "extra_forbidden": "setelan tidak dikenal",
        "missing": "harus ada",
        "too_short": f"harus berisi paling sedikit {error.get('ctx', {}).get('min_length')}",
        "too_long": f"harus berisi paling banyak {error.get('ctx', {}).get('max_length')}",
        "literal_error": f"harus salah satu dari {error.get('ctx', {}).get('expected')}",
    }
    if error["type"] == "value_error":
        said = str(error["ctx"]["error"])
    else:
        said = kinds.get(error["type"], "jenis nilainya salah")
    return f"{place}: {said}" if place else said
