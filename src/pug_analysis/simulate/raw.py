"""The raw files of each year, as they would come from SIASN."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Final, Literal, get_args

from pug_analysis.simulate.dirt import soil
from pug_analysis.simulate.export import data_asn
from pug_analysis.simulate.histories import HEADERS, history
from pug_analysis.simulate.regency import Regency, random_stream
from pug_analysis.simulate.sheets import RawFile, frame_rows, write_parquet, write_rows
from pug_analysis.simulate.state import state

Layout = Literal["xlsx", "csv", "parquet"]

#: File stem and, under layout "xlsx", suffix and separator of each table.
_MAIN: Final = {
    "PNS": "Export Data ASN PNS {year}",
    "PPPK": "Export Data ASN PPPK {year}",
    "PPPK Paruh Waktu": "Export Data ASN PPPK Paruh Waktu {year}",
}
_HISTORY: Final = {
    "golongan": ("Riwayat Golongan {year}", "csv", ","),
    "jabatan": ("Riwayat Jabatan {year}", "csv", ";"),
    "diklat": ("Riwayat Diklat Struktural {year}", "xlsx", ","),
    "kursus": ("Riwayat Kursus {year}", "csv", ","),
    "pendidikan": ("Riwayat Pendidikan {year}", "xlsx", ","),
    "pemberhentian": ("Daftar Pemberhentian dan Pensiun {year}", "xlsx", ","),
    "cltn": ("Riwayat CLTN {year}", "xlsx", ","),
    "pindah": ("Riwayat Pindah Instansi {year}", "xlsx", ","),
}
DIRT_FILE: Final = "dirt.json"


def raw_files(regency: Regency, *, year: int, layout: Layout = "xlsx") -> list[RawFile]:
    """Return the clean files of one year; a table without rows has no file."""
    found = state(regency, year)
    files = []
    for status, stem in _MAIN.items():
        part = found[found["status"] == status]
        frame = data_asn(part, year=year)
        files.append(RawFile(f"{stem.format(year=year)}.{layout}", "pegawai", frame))
    for name in HEADERS:
        stem, suffix, separator = _HISTORY[name]
        suffix = suffix if layout == "xlsx" else layout
        frame = history(regency, name, year=year)
        files.append(RawFile(f"{stem.format(year=year)}.{suffix}", name, frame, separator))
    return [file for file in files if len(file.frame)]


def write_raw(regency: Regency, out: Path, *, dirt: float = 0.01, layout: Layout = "xlsx") -> None:
    """Write ``out/<year>/`` for every year of the regency, each whole or not at all.

    Parameters
    ----------
    out : folder that gets the year folders
    dirt : share of data rows with a planted defect; all are listed in ``<year>/dirt.json``
    layout : "xlsx" (export xlsx, large histories csv), "csv", or "parquet" (clean only)

    Raises
    ------
    FileExistsError
        if a year folder is there already; nothing is written then.
    ValueError
        if ``dirt`` is not in 0..0.2, the layout is unknown, or parquet is asked for with dirt.
    """
    if layout not in get_args(Layout):
        raise ValueError(f"layout must be one of {get_args(Layout)}, but was {layout!r}")
    if not 0 <= dirt <= 0.2:
        raise ValueError(f"dirt must be between 0 and 0.2, but was {dirt!r}")
    if layout == "parquet" and dirt > 0:
        raise ValueError("layout 'parquet' has no dirt: dirt must be 0")
    taken = [str(year) for year in regency.years if (out / str(year)).exists()]
    if taken:
        raise FileExistsError(f"the year folders {', '.join(taken)} exist already in {out.name}")
    out.mkdir(parents=True, exist_ok=True)
    for year in regency.years:
        files = raw_files(regency, year=year, layout=layout)
        with tempfile.TemporaryDirectory(prefix=f".{year}-", dir=out) as stage:
            _write_year(regency, files, Path(stage) / str(year), dirt=dirt, year=year)
            shutil.move(Path(stage) / str(year), out / str(year))


def _write_year(
    regency: Regency, files: list[RawFile], folder: Path, *, dirt: float, year: int
) -> None:
    folder.mkdir()
    listed: list[dict] = []
    if dirt > 0:
        rng = random_stream(regency.seed, f"dirt{year}")
        tables, listed = soil(files, share=dirt, year=year, rng=rng)
    for number, file in enumerate(files):
        path = folder / file.name
        if file.kind == "parquet":
            write_parquet(path, file.frame)
        else:
            rows = tables[number] if dirt > 0 else frame_rows(file.frame)
            write_rows(path, rows, separator=file.separator)
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    (folder / DIRT_FILE).write_text(text + "\n", encoding="utf-8", newline="\n")
