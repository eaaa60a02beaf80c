"""Compare two folders of one report, file by file, and name the first difference without its values."""

from __future__ import annotations

import csv
import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, Literal

from pug_analysis.ingest.files.raw_folder import is_data_file
from pug_analysis.report.write.provenance import digest_file

Layer = Literal["masukan", "kode", "paket", "tabel", "halaman"]

MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first thing that differs: its layer, the file, and in Indonesian what about it."""

    layer: Layer
    file: str
    detail: str


def compare_reports(
    published: Path, rebuilt: Path, manifest: Mapping[str, Any]
) -> Difference | None:
    """Compare tables first, then pages, figures and the workbook, then the manifest.

    A PDF is not printed again, another browser would print another; it is compared with its digest.

    Parameters
    ----------
    published, rebuilt : folders of the report
    manifest : of the published one
    """
    names = sorted({*_files(published), *_files(rebuilt), *manifest["keluaran"]})
    tables = [n for n in names if n.startswith("tabel/")]
    pages = [n for n in names if n not in {*tables, MANIFEST}]
    layers: tuple[tuple[Layer, list[str]], ...] = (("tabel", tables), ("halaman", pages))
    for layer, files in layers:
        for name in files:
            if name.endswith(".pdf") and name in manifest["keluaran"]:
                detail = _compare_digest(published / name, manifest["keluaran"][name])
            else:
                detail = _compare_file(published / name, rebuilt / name)
            if detail:
                cause = _cause(name, manifest, published)
                return Difference(layer, name, f"{detail} {cause}")
    ours, again = (json.loads((f / MANIFEST).read_bytes()) for f in (published, rebuilt))
    if ours != again:
        parts = [key for key in sorted(ours | again) if ours.get(key) != again.get(key)]
        return Difference("halaman", MANIFEST, f"bagian {', '.join(parts)} berbeda.")
    return None


def _files(folder: Path) -> Iterator[str]:
    """Names of all files of a report, without those that systems and programs put beside them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and is_data_file(path):
            yield path.relative_to(folder).as_posix()


def _compare_file(published: Path, rebuilt: Path) -> str:
    """Say how a file differs from its rebuilt twin, without its values; "" if it does not."""
    if not published.is_file():
        return "tidak ada dalam laporan yang terbit."
    if not rebuilt.is_file():
        return "bukan bagian laporan."
    ours, again = published.read_bytes(), rebuilt.read_bytes()
    if ours == again:
        return ""
    if published.suffix == ".csv":
        return _first_cell(ours, again)
    if published.suffix == ".html":
        lines = zip_longest(ours.splitlines(), again.splitlines())
        number = next((n for n, (a, b) in enumerate(lines, start=1) if a != b), 1)
        return f"berbeda mulai baris {number} kode halaman."
    return "isinya berbeda."


def _compare_digest(published: Path, told: str) -> str:
    """Say how a file differs from what the manifest tells of it; "" if it does not."""
    if not published.is_file():
        return "tidak ada dalam laporan yang terbit."
    return "" if digest_file(published) == told else "isinya berbeda."


def _first_cell(ours: bytes, again: bytes) -> str:
    """Place of the first cell that differs between two of our tables."""
    tables = [
        list(csv.reader(data.decode("utf-8-sig", errors="replace").splitlines(), delimiter=";"))
        for data in (ours, again)
    ]
    head = tables[1][0] if tables[1] else []
    for number, (one, two) in enumerate(zip_longest(*tables, fillvalue=[]), start=1):
        if not one or not two:
            return f"baris {number} hanya ada pada salah satu."
        for place, (a, b) in enumerate(zip_longest(one, two)):
            if a != b:
                column = head[place] if place < len(head) else f"ke-{place + 1}"
                return f"sel pertama yang berbeda: baris {number}, kolom {column}."
    return "hanya tanda baca berkas (BOM, akhir baris, tanda kutip) yang berbeda."


def _cause(name: str, manifest: Mapping[str, Any], folder: Path) -> str:
    """Whether the published file was changed, or the calculation gives something else."""
    path, told = folder / name, manifest["keluaran"].get(name)
    if told is None:
        return "Berkas ini tidak tercatat dalam manifest."
    if not path.is_file() or digest_file(path) != told:
        return "Berkas dalam folder laporan diubah sesudah terbit."
    then = (manifest["python"], manifest["sistem"])
    moved = then != (platform.python_version(), platform.system())
    where = f" Laporan dibuat dengan Python {then[0]} di {then[1]}." if moved else ""
    return f"Berkas utuh, tetapi hitung ulang memberi hasil lain.{where}"
