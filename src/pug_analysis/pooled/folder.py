"""The folder that agencies exchange: tables as CSV, and one JSON that says what they are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pug_analysis.careers.pooled import (
    EXPORT_FILE,
    MERGED_FILE,
    PERIODS,
    RISK,
    Pooled,
    read_pooled,
    write_counts,
)
from pug_analysis.errors import DataError
from pug_analysis.ingest.read import hash_file
from pug_analysis.ingest.store import writing

SCHEMA, MERGED_SCHEMA = "pug-ekspor", "pug-gabungan"
#: Raised whenever a reader of the version before would read something wrong.
VERSION: Final = 1
_NUMBERS: Final = "angka"
_NEEDED: Final = (
    "tingkat", "periode", "batas", "daerah", "orang", "kohort", "kedudukan", "perlindungan", "berkas",
    "program",
)  # fmt: skip


def write_tables(
    tables: Pooled, target: Path, *, gate: Callable[[Path], None], merged: bool = False
) -> Path:
    """Write additive tables in the place of a folder: all of them, or nothing changes.

    Parameters
    ----------
    tables : with everything in ``about`` but the digests of the files
    target : folder to write or to replace
    gate : called with the staged folder; whatever it raises leaves the old folder as it was
    merged : the sum of agencies, not one of them

    Raises
    ------
    DataError
        if the folder cannot be written.
    """
    stage = target.parent / f".tahap-{target.name}"
    old = target.parent / f".lama-{target.name}"
    with writing(str(target)):
        target.parent.mkdir(parents=True, exist_ok=True)
        if old.exists() and not target.exists():
            old.rename(target)
        for folder in (stage, old):
            shutil.rmtree(folder, ignore_errors=True)
        stage.mkdir(mode=0o700)
        try:
            _write_files(tables, stage, merged=merged)
            gate(stage)
            if target.exists():
                target.rename(old)
            stage.rename(target)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return target


def _write_files(tables: Pooled, folder: Path, *, merged: bool) -> None:
    import pandas as pd

    for name, table in (*tables.counts.items(), *tables.cohort.items()):
        write_counts(table, folder / f"{name}.csv")
    numbers = sorted(tables.numbers.items())
    write_counts(pd.DataFrame(numbers, columns=["nama", "jumlah"]), folder / f"{_NUMBERS}.csv")
    for name, table in ((RISK, tables.risk), (PERIODS, tables.periods)):
        if table is not None:
            table.write_csv(folder / f"{name}.csv")
    files = {path.name: hash_file(path) for path in sorted(folder.glob("*.csv"))}
    about = json.dumps(
        {**tables.about, "berkas": files}, indent=1, ensure_ascii=False, sort_keys=True
    )
    path = folder / (MERGED_FILE if merged else EXPORT_FILE)
    path.write_text(about + "\n", encoding="utf-8", newline="\n")


def plain_gate(folder: Path) -> None:
    """Refuse a merged folder in which something looks like a person's number, mail or phone.

    Nobody's names are known where tables are merged: each agency's own gate has looked for those.

    Raises
    ------
    DataError
        naming the files.
    """
    from pug_analysis.report.leaks import find_patterns

    found = {p.name: find_patterns(p.read_text(encoding="utf-8")) for p in sorted(folder.iterdir())}
    if bad := [name for name, kinds in found.items() if kinds]:
        raise DataError(
            f"Gabungan tidak ditulis: {', '.join(bad)} memuat pengenal orang. Minta ekspor ulang."
        )


def read_export(folder: Path) -> Pooled:
    """Read one agency's export.

    Parameters
    ----------
    folder : with ``ekspor.json``

    Raises
    ------
    DataError
        naming the folder and the remedy: no export, of another version, or not whole.
    """
    about = _read_about(folder)
    files: dict[str, str] = about["berkas"]
    changed = sorted(
        name
        for name, digest in files.items()
        if not (folder / name).is_file() or hash_file(folder / name) != digest
    )
    if changed:
        raise DataError(
            f"Ekspor {folder} tidak utuh: {', '.join(changed)} hilang atau berubah sejak diekspor. Salin ulang "
            "seluruh foldernya, tanpa membuka dan menyimpannya dengan Excel."
        )
    if extra := sorted(p.name for p in folder.glob("*.csv") if p.name not in files):
        raise DataError(
            f"Ekspor {folder} memuat berkas yang bukan bagiannya: {', '.join(extra)}. Keluarkan berkas itu."
        )
    try:
        tables = read_pooled(folder, about=EXPORT_FILE)
    except (OSError, ValueError, KeyError) as error:
        raise DataError(
            f"Ekspor {folder} tidak dapat dibaca ({type(error).__name__}). Minta diekspor ulang."
        ) from None
    return replace(tables, about={**about, "folder": folder.name})


def _read_about(folder: Path) -> dict[str, Any]:
    path = folder / EXPORT_FILE
    if not path.is_file():
        raise DataError(
            f"Folder {folder} bukan ekspor: tidak ada {EXPORT_FILE}. Sebut folder periodenya, misalnya "
            "ekspor/2025."
        )
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        schema, version = about["skema"], about["versi"]
    except (ValueError, KeyError, TypeError):
        raise DataError(f"{EXPORT_FILE} di {folder} rusak. Minta diekspor ulang.") from None
    if schema != SCHEMA or version != VERSION:
        raise DataError(
            f"Ekspor {folder} berformat {schema} versi {version}, sedangkan program ini membaca {SCHEMA} versi "
            f"{VERSION}. Samakan versi program di kedua tempat, lalu ekspor ulang."
        )
    if lacking := [key for key in _NEEDED if key not in about]:
        raise DataError(f"{EXPORT_FILE} di {folder} tidak memuat {', '.join(lacking)}.")
    return about
