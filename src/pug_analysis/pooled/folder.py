"""The folder that agencies exchange: tables as CSV, and one JSON that says what they are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pug_analysis.careers.pooled import (
    EXPORT_FILE,
    MERGED_FILE,
    PERIOD_RISK,
    RISK,
    STEP_RISK,
    Pooled,
    merged_account,
    write_counts,
)
from pug_analysis.errors import DataError
from pug_analysis.ingest.kept.processed_folder import write_table, writing
from pug_analysis.ingest.tables.schema import NERACA
from pug_analysis.pooled.reading import SIGN, sign

SCHEMA, MERGED_SCHEMA = "pug-ekspor", "pug-gabungan"
#: Raised whenever a reader of the version before would read something wrong. The second form has the steps
#: from a level below with the five years in which it was reached, and access to training by all entry groups.
VERSION: Final = 2
READABLE: Final = (1, VERSION)
_NUMBERS: Final = "angka"


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

    from pug_analysis.stats import write_csv

    for name, table in (*tables.counts.items(), *tables.cohort.items()):
        write_counts(table, folder / f"{name}.csv")
    numbers = sorted(tables.numbers.items())
    write_counts(pd.DataFrame(numbers, columns=["nama", "jumlah"]), folder / f"{_NUMBERS}.csv")
    risks = {RISK: tables.risk, PERIOD_RISK: tables.periods, STEP_RISK: tables.steps}
    for name, risk in risks.items():
        if risk is not None:
            write_csv(risk, folder / f"{name}.csv")
    files = {path.name: sign(path.read_bytes()) for path in sorted(folder.glob("*.csv"))}
    about = json.dumps(
        {**tables.about, "berkas": files}, indent=1, ensure_ascii=False, sort_keys=True
    )
    path = folder / (MERGED_FILE if merged else EXPORT_FILE)
    path.write_text(about + "\n", encoding="utf-8", newline="\n")
    if merged:
        _write_origin(tables, folder)


def _write_origin(tables: Pooled, folder: Path) -> None:
    """Write what a report says of its input, as ``ingest`` does for raw files."""
    account = merged_account(tables)
    write_table(account, folder / f"{NERACA.name}.parquet")
    origins = [
        {"berkas": f"{one['kode']}/{EXPORT_FILE}", "sha256": one["sidik"].removeprefix(SIGN),
         "ukuran": one["ukuran"],
         "tata_letak": [f"ekspor {one['tingkat']}"]}
        for one in tables.agencies
    ]  # fmt: skip
    content = {"versi_kode": version("pug-analysis"), "sidik_setelan": "", "berkas": origins}
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / "asal.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def plain_gate(folder: Path) -> None:
    """Refuse a merged folder in which something looks like a person's number, mail or phone.

    Nobody's names are known where tables are merged: each agency's own gate has looked for those.

    Raises
    ------
    DataError
        naming the files.
    """
    from pug_analysis.report.gate.identifiers import find_patterns

    texts = (*sorted(folder.glob("*.csv")), folder / MERGED_FILE)
    found = {path.name: find_patterns(path.read_text(encoding="utf-8")) for path in texts}
    if bad := [name for name, kinds in found.items() if kinds]:
        raise DataError(
            f"Gabungan tidak ditulis: {', '.join(bad)} memuat pengenal orang. Minta ekspor ulang."
        )
