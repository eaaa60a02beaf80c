"""The release ledger of a report, and the gate that attacks the report before it is published."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypedDict

from pug_analysis.audit import (
    NARROWEST,
    Recomputed,
    UnreadableReportError,
    audit_report,
    find_relaxed,
)
from pug_analysis.errors import ReportError
from pug_analysis.report.gate.outputs import TablePayload
from pug_analysis.report.publish.folders import report_folder
from pug_analysis.terms.edisi import EDITIONS, OPEN
from pug_analysis.terms.kalender import Periode

_LOG: Final = logging.getLogger(__name__)


class Ledger(TypedDict):
    """Block ``buku_rilis`` of a manifest: the day, the edition, each table's entry or None."""

    keadaan: str
    edisi: str
    tabel: dict[str, dict[str, Any] | None]


def build_ledger(tables: Iterable[TablePayload], *, periode: Periode, edition: str) -> Ledger:
    """Tell what each table counts and under which rule; the ledger holds no numbers.

    Parameters
    ----------
    tables : payloads of released tables; ``rilis`` is their entry, None if a table has no terms

    """
    return {
        "keadaan": periode.cutoff.isoformat(),
        "edisi": edition,
        "tabel": {table["name"]: table.get("rilis") for table in tables},
    }


def check_disclosure(folder: Path, *, workspace: Path, periode: Periode, edition: str) -> None:
    """Attack a staged report together with those that its readers may already hold.

    Parameters
    ----------
    folder : staged report with its manifest
    workspace : with the published reports

    Raises
    ------
    ReportError
        naming each table of which a protected count could be found out, or that is not protected.
        Values are never in the message.
    """
    if edition == OPEN:
        return
    protected = [name for name in EDITIONS if name != OPEN]
    beside = [report_folder(workspace, periode.last_year, name) for name in protected]
    beside += [report_folder(workspace, periode, name) for name in protected if name != edition]
    try:
        audit = audit_report(folder, beside=beside)
        relaxed = find_relaxed(folder, report_folder(workspace, periode, edition))
    except UnreadableReportError as error:
        if error.folder == folder:
            raise
        raise ReportError(describe_damage(error.folder, workspace)) from None
    problems = [
        f"{name}: {count} jumlah yang dilindungi dapat diketahui terlalu tepat dari angka lain"
        for name, count in audit.unsafe.items()
    ]
    problems += _recomputed(audit.recomputed)
    problems += audit.breaches
    problems += relaxed
    if problems:
        lines = "\n".join(f"- {problem}" for problem in problems)
        raise ReportError(
            f"Laporan {periode.label} edisi {edition} belum aman untuk diedarkan; laporan terakhir tidak "
            f"berubah. Edisi internal tetap dapat dibuat.\n{lines}"
        )
    if audit.recomputed.unfitted:
        _LOG.info("Taksiran yang tidak mengikuti rumusnya: %s", dict(audit.recomputed.unfitted))
    _LOG.info(
        "Pengendalian pengungkapan: %d jumlah diserang, rentang paling sempit %s orang",
        audit.counts,
        audit.narrowest,
    )


def describe_damage(folder: Path, workspace: Path) -> str:
    """Say that a published report cannot be read, and what to do."""
    place = folder.relative_to(workspace).as_posix() if folder.is_relative_to(workspace) else ""
    return (
        f"Laporan yang sudah terbit di {place} rusak atau diubah dengan tangan, sehingga tidak diketahui "
        "angka mana yang sudah dipegang pembacanya; laporan terakhir tidak berubah. Pulihkan folder itu dari "
        "cadangan, atau hapus, lalu ulangi."
    )


def _recomputed(found: Recomputed) -> list[str]:
    """Say what the second arm found, by table and number of counts or rows."""
    said = {
        "jumlah yang dilindungi dapat diketahui terlalu tepat dari tampilan lain tentang orang yang "
        "sama": found.by_sums,
        "jumlah yang dilindungi dapat dihitung kembali dari taksiran yang tampil": found.by_digits,
        f"baris taksiran terlalu halus: satu langkah angkanya memuat kurang dari {NARROWEST} "
        "orang": found.fine,
    }
    problems = [
        f"{name}: {count} {words}"
        for words, counts in said.items()
        for name, count in counts.items()
    ]
    return [
        *problems,
        *(f"{name}: memuat taksiran yang belum dapat diperiksa" for name in found.unknown),
    ]
