"""Taking in one agency's export: nothing of it is believed that its own tables do not bear out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pandas as pd

from pug_analysis.careers.pooled import EXPORT_FILE, PERIOD_RISK, RISK, STEP_RISK, Pooled
from pug_analysis.errors import DataError
from pug_analysis.pooled.about import check_about
from pug_analysis.pooled.agreement import check_people
from pug_analysis.pooled.cohort_agreement import check_cohort
from pug_analysis.pooled.cohort_forms import FLOW, PEOPLE, check_risk_about, forms_of
from pug_analysis.pooled.folder import READABLE, SCHEMA, VERSION
from pug_analysis.pooled.forms import NUMBERS_FILE, TableForm, check_form
from pug_analysis.pooled.protected_agreement import check_protected, check_rounded_counts
from pug_analysis.pooled.reading import (
    LARGEST_TEXT,
    FlawError,
    parse_object,
    parse_risk_table,
    parse_table,
    read_once,
    sign,
)
from pug_analysis.stats import RiskTable

_NEEDED: Final = (
    "tingkat", "periode", "batas", "daerah", "orang", "kohort", "kedudukan", "perlindungan", "berkas",
    "program",
)  # fmt: skip
_REMEDY: Final = (
    "Minta ekspor baru dari daerahnya (pug-analysis export), dan salin seluruh foldernya tanpa membukanya "
    "dengan Excel."
)


def read_export(folder: Path) -> Pooled:
    """Read one agency's export.

    Parameters
    ----------
    folder : with ``ekspor.json``

    Returns
    -------
    Pooled; rows whose order means nothing are sorted by their keys.

    Raises
    ------
    DataError
        naming the folder, the file and the remedy: no export, of another version, not whole, or
        with tables that the program of an agency would not have written.
    """
    said = folder / EXPORT_FILE
    if not said.is_file():
        raise DataError(
            f"Folder {folder} bukan ekspor: tidak ada {EXPORT_FILE}. Sebut folder periodenya, misalnya "
            "ekspor/2025."
        )
    try:
        content = read_once(said, largest=LARGEST_TEXT)
        about = _read_about(folder, content)
        return _read_tables(folder, about, {"sidik": sign(content), "ukuran": len(content)})
    except FlawError as flaw:
        raise DataError(
            f"Ekspor {folder} tidak dapat digabung: {flaw.file} {flaw.what}. {_REMEDY}"
        ) from None


def _read_about(folder: Path, content: bytes) -> dict[str, Any]:
    about = parse_object(EXPORT_FILE, content)
    if lacking := [key for key in ("skema", "versi") if key not in about]:
        raise FlawError(EXPORT_FILE, f"rusak: tidak memuat {', '.join(lacking)}")
    schema, version = about["skema"], about["versi"]
    if schema != SCHEMA or type(version) is not int or version not in READABLE:
        raise DataError(
            f"Ekspor {folder} ({EXPORT_FILE}) berformat {_shown(schema)} versi {_shown(version)}, sedangkan "
            f"program ini membaca {SCHEMA} versi {READABLE[0]} sampai {VERSION}. Samakan versi program di "
            "kedua tempat, lalu ekspor ulang."
        )
    if lacking := [key for key in _NEEDED if key not in about]:
        raise FlawError(EXPORT_FILE, f"tidak memuat {', '.join(lacking)}")
    check_about(about)
    # what else it says is not taken over, so that nothing unread reaches a report
    return {key: about[key] for key in ("skema", "versi", *_NEEDED)}


def _shown(value: Any) -> str:
    """What may stand in a message: a short word or number."""
    short = isinstance(value, str | int) and len(f"{value}") <= 20 and f"{value}".isprintable()
    return f"{value}" if short else "lain"


def _read_tables(folder: Path, about: dict[str, Any], place: dict[str, Any]) -> Pooled:
    """Read the files that are listed, after checking that these are the right ones."""
    needed, may = forms_of(
        about["tingkat"], with_cohort=about["kohort"] is not None, version=about["versi"]
    )
    listed = about["berkas"]
    wanted = {f"{name}.csv" for name in needed}
    if missing := sorted(wanted - listed.keys()):
        raise FlawError(EXPORT_FILE, f"tidak menyebut {', '.join(missing)}")
    if listed.keys() - wanted - {f"{name}.csv" for name in may}:
        raise FlawError(EXPORT_FILE, "menyebut berkas yang bukan bagian ekspor setingkat itu")
    if extra := sorted(path.name for path in folder.glob("*.csv") if path.name not in listed):
        raise DataError(
            f"Ekspor {folder} memuat berkas yang bukan bagiannya: {', '.join(extra)}. Keluarkan berkas itu."
        )
    contents = _read_whole(folder, listed)
    tables: dict[str, pd.DataFrame] = {}
    risk: dict[str, RiskTable] = {}
    for name, form in (needed | may).items():
        if f"{name}.csv" not in contents:
            continue
        if form.risk:
            risk[name] = _read_risk(name, contents[f"{name}.csv"], form)
        else:
            tables[name] = _read_table(name, contents[f"{name}.csv"], form)
    angka = tables.pop(NUMBERS_FILE)
    found = Pooled(
        about={**about, "folder": str(folder), **place},
        counts={name: t for name, t in tables.items() if not name.startswith("kohort_")},
        numbers=dict(zip(angka["nama"], angka["jumlah"], strict=True)),
        risk=risk.get(RISK),
        periods=risk.get(PERIOD_RISK),
        steps=risk.get(STEP_RISK),
        cohort={name: t for name, t in tables.items() if name.startswith("kohort_")},
    )
    _check_agreement(found, may)
    return found


def _read_whole(folder: Path, listed: dict[str, str]) -> dict[str, bytes]:
    """Read each file once; what is read is what was signed.

    Raises
    ------
    DataError
        naming the files that are not as they were signed.
    """
    contents = {n: read_once(folder / n) for n in listed if (folder / n).is_file()}
    found = {name: sign(content) for name, content in contents.items()}
    changed = sorted(name for name, digest in listed.items() if found.get(name) != digest)
    if changed:
        raise DataError(
            f"Ekspor {folder} tidak utuh: {', '.join(changed)} hilang atau berubah sejak diekspor. Salin ulang "
            "seluruh foldernya, tanpa membuka dan menyimpannya dengan Excel."
        )
    return contents


def _read_table(name: str, content: bytes, form: TableForm) -> pd.DataFrame:
    columns, file = form.columns, f"{name}.csv"
    if form.may_be_bare and content == f"{columns[0]}\n".encode():
        content = (",".join(columns) + "\n").encode()
    table = parse_table(file, content, columns=columns, whole=form.whole)
    check_form(name, table, form)
    if form.rows is not None or name == FLOW:
        return table
    return table.sort_values(form.keys, ignore_index=True)


def _read_risk(name: str, content: bytes, form: TableForm) -> RiskTable:
    about, rows = parse_risk_table(f"{name}.csv", content, columns=form.columns, whole=form.whole)
    causes = check_risk_about(name, form, about, empty=rows.empty)
    check_form(name, rows, form)
    if not set(rows["cause"]) <= {"", *causes}:
        raise FlawError(f"{name}.csv", "ada sebab yang tidak disebut baris pertamanya")
    return RiskTable(
        rows.sort_values(form.keys, ignore_index=True),
        tuple(about["by"]),
        tuple(about["strata"]),
        tuple(causes),
        0,
    )


def _check_agreement(found: Pooled, may: dict[str, TableForm]) -> None:
    check_people(found.counts, found.numbers, people=found.about["orang"])
    protected = found.tier == "terlindung"
    if protected:
        check_rounded_counts(found.counts, found.numbers)
    if not may:
        return
    if protected and (found.risk is None) != found.cohort[PEOPLE].empty:
        raise FlawError(f"{RISK}.csv", f"ada tanpa orang dalam {PEOPLE}.csv, atau sebaliknya")
    risk = _rows_of(found.risk, may[RISK])
    if protected:
        check_protected(found.counts, found.cohort, found.numbers, risk=risk)
    else:
        periods = _rows_of(found.periods, may[PERIOD_RISK])
        steps = _rows_of(found.steps, may[STEP_RISK]) if STEP_RISK in may else None
        check_cohort(
            found.counts, found.cohort, found.numbers, risk=risk, periods=periods, steps=steps
        )


def _rows_of(risk: RiskTable | None, form: TableForm) -> pd.DataFrame:
    """Increments of a risk table; none where nobody is at risk and so no table was written."""
    if risk is not None:
        return risk.increments
    table = pd.DataFrame(columns=list(form.columns), dtype=object)
    return table.astype(dict.fromkeys(form.whole, "int64"))
