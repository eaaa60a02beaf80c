"""The raw files of each period, as they would come from SIASN."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final, Literal, get_args

from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.simulate.dirt.plant import soil
from pug_analysis.simulate.files.export import data_asn
from pug_analysis.simulate.files.histories import HISTORY_HEADERS, history
from pug_analysis.simulate.files.registers import Registers, draw_registers
from pug_analysis.simulate.files.registers_declared import declared_frames
from pug_analysis.simulate.files.registers_frames import STORIES, register_frames
from pug_analysis.simulate.files.sheets import WrittenFile, frame_rows, write_parquet, write_rows
from pug_analysis.simulate.people.regency import Regency, random_stream
from pug_analysis.simulate.people.state import state
from pug_analysis.terms.kalender import Periode

RawFormat = Literal["xlsx", "csv", "parquet"]

#: File stem and, under layout "xlsx", suffix and separator of each table.
_MAIN: Final = {
    "PNS": "Export Data ASN PNS {label}",
    "PPPK": "Export Data ASN PPPK {label}",
    "PPPK Paruh Waktu": "Export Data ASN PPPK Paruh Waktu {label}",
}
_HISTORY: Final = {
    "golongan": ("Riwayat Golongan {label}", "csv", ","),
    "jabatan": ("Riwayat Jabatan {label}", "csv", ";"),
    "diklat": ("Riwayat Diklat Struktural {label}", "xlsx", ","),
    "kursus": ("Riwayat Kursus {label}", "csv", ","),
    "pendidikan": ("Riwayat Pendidikan {label}", "xlsx", ","),
    "pemberhentian": ("Daftar Pemberhentian dan Pensiun {label}", "xlsx", ","),
    "cltn": ("Riwayat CLTN {label}", "xlsx", ","),
    "pindah": ("Riwayat Pindah Instansi {label}", "xlsx", ","),
}
_AWARDS: Final = "Riwayat Penghargaan {label}"
DIRT_FILE: Final = "dirt.json"


def raw_files(
    regency: Regency,
    *,
    periode: Periode,
    layout: RawFormat = "xlsx",
    registers: Registers | None = None,
) -> list[WrittenFile]:
    """Return the clean files of one period; a table without rows has no file."""
    found = state(regency, periode)
    files = []
    for status, stem in _MAIN.items():
        part = found[found["status"] == status]
        frame = data_asn(part, periode=periode)
        files.append(WrittenFile(f"{stem.format(label=periode.label)}.{layout}", "pegawai", frame))
    for name in HISTORY_HEADERS:
        stem, suffix, separator = _HISTORY[name]
        suffix = suffix if layout == "xlsx" else layout
        frame = history(regency, name, periode=periode)
        files.append(
            WrittenFile(f"{stem.format(label=periode.label)}.{suffix}", name, frame, separator)
        )
    files += _register_files(regency, registers, periode=periode, layout=layout)
    return [file for file in files if len(file.frame)]


def _register_files(
    regency: Regency, registers: Registers | None, *, periode: Periode, layout: RawFormat
) -> list[WrittenFile]:
    """Return the registers under the names of their templates, and the awards of SIASN."""
    if registers is None:
        return []
    stems = dict.fromkeys(REGISTERS) | {"penghargaan": _AWARDS.format(label=periode.label)}
    frames = register_frames(regency, registers, periode=periode)
    # The others come last, so that their draws move nobody else's defects.
    others = {name: register for name, register in REGISTERS.items() if name not in STORIES}
    frames |= declared_frames(regency, others, first=registers.first, periode=periode)
    return [
        WrittenFile(f"{stems[table] or table}.{layout}", table, frame)
        for table, frame in frames.items()
    ]


def write_raw(
    regency: Regency,
    out: Path,
    *,
    dirt: float = 0.01,
    layout: RawFormat = "xlsx",
    semesters: bool = False,
    registers: bool = True,
) -> None:
    """Write ``out/<periode>/`` for every year of the regency, each whole or not at all.

    Parameters
    ----------
    out : folder that gets the folders
    dirt : share of data rows with a planted defect; all are listed in ``<periode>/dirt.json``
    layout : "xlsx" (export xlsx, large histories csv), "csv", or "parquet" (clean only)
    semesters : also write the first semester of each year, the same people on 30 June
    registers : also write the awards and the office's registers; the other files are the
        same with and without them

    Raises
    ------
    FileExistsError
        if a folder of them is there already; nothing is written then.
    ValueError
        if ``dirt`` is not in 0..0.2, the layout is unknown, or parquet is asked for with dirt.
    """
    if layout not in get_args(RawFormat):
        raise ValueError(f"layout must be one of {get_args(RawFormat)}, but was {layout!r}")
    if not 0 <= dirt <= 0.2:
        raise ValueError(f"dirt must be between 0 and 0.2, but was {dirt!r}")
    if layout == "parquet" and dirt > 0:
        raise ValueError("layout 'parquet' has no dirt: dirt must be 0")
    periods = snapshot_periods(regency.years, semesters=semesters)
    taken = [periode.name for periode in periods if (out / periode.name).exists()]
    if taken:
        raise FileExistsError(f"the folders {', '.join(taken)} exist already in {out.name}")
    out.mkdir(parents=True, exist_ok=True)
    drawn = draw_registers(regency) if registers else None
    for periode in periods:
        files = raw_files(regency, periode=periode, layout=layout, registers=drawn)
        with tempfile.TemporaryDirectory(prefix=f".{periode.name}-", dir=out) as stage:
            folder = Path(stage) / periode.name
            _write_periode(regency, files, folder, dirt=dirt, periode=periode)
            shutil.move(folder, out / periode.name)


def snapshot_periods(years: tuple[int, ...], *, semesters: bool) -> list[Periode]:
    """Return the periods that are written, in order of time."""
    return [Periode(year, half) for year in years for half in ((1, 2) if semesters else (2,))]


def _write_periode(
    regency: Regency, files: list[WrittenFile], folder: Path, *, dirt: float, periode: Periode
) -> None:
    folder.mkdir()
    listed: list[dict[str, Any]] = []
    if dirt > 0:
        rng = random_stream(regency.seed, f"dirt{periode.name}")
        tables, listed = soil(files, share=dirt, periode=periode, rng=rng)
    for number, file in enumerate(files):
        path = folder / file.name
        if file.kind == "parquet":
            write_parquet(path, file.frame)
        else:
            rows = tables[number] if dirt > 0 else frame_rows(file.frame)
            write_rows(path, rows, separator=file.separator)
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    (folder / DIRT_FILE).write_text(text + "\n", encoding="utf-8", newline="\n")
