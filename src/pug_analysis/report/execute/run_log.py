"""What a run tells of its notebooks: how long they took, what was held back, and why some failed."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pug_analysis.errors import ReportError
from pug_analysis.report.execute.endings import Ending, Failed
from pug_analysis.report.gate.leaks import Secrets, hide_in_message
from pug_analysis.report.timings import Timings
from pug_analysis.report.write.made import Made
from pug_analysis.terms.kalender import Periode

_LOG: Final = logging.getLogger(__name__)
_PAGE_WARN_BYTES: Final = 400_000


def note_endings(endings: Mapping[str, Ending], timings: Timings) -> None:
    """Note how long each notebook took, and which did not run."""
    for name, ending in endings.items():
        if isinstance(ending, Failed):
            continue
        if ending.seconds is None:
            timings.reused.append(name)
        else:
            timings.pages.append((name, *ending.seconds))


def log_endings(endings: Mapping[str, Ending], log: Path) -> None:
    """Keep, per notebook, how it ended and how many outputs were held back; no values."""
    summary = {name: _summarise(ending) for name, ending in endings.items()}
    text = json.dumps(summary, indent=1, ensure_ascii=False)
    (log / "catatan.json").write_text(text, encoding="utf-8")
    for name, ending in endings.items():
        if isinstance(ending, Failed):
            continue
        if ending.size > _PAGE_WARN_BYTES:
            _LOG.warning("Halaman %s besar: %d kB", name, ending.size // 1000)
        if held := sum(ending.left_out.values()):
            _LOG.info("Notebook %s: %d keluaran tidak dimuat", name, held)


def _summarise(ending: Ending) -> dict[str, object]:
    if isinstance(ending, Made):
        return {"status": "ok", "bita": ending.size, "ditahan": ending.left_out}
    told: dict[str, object] = {
        "status": ending.status,
        "sel": ending.cell,
        "kesalahan": ending.error,
    }
    return told | ({"tempat": ending.place} if ending.place else {})


def require_made(
    endings: Mapping[str, Ending], *, periode: Periode, edition: str, secrets: Secrets
) -> dict[str, Made]:
    """Return what the notebooks made.

    Raises
    ------
    ReportError
        if one of them failed, naming each with its cell; never a value of the data.
    """
    made = {name: ending for name, ending in endings.items() if isinstance(ending, Made)}
    failed = [
        hide_in_message(_describe(name, ending), secrets)
        for name, ending in endings.items()
        if isinstance(ending, Failed)
    ]
    if failed:
        lines = "\n".join(f"- {line}" for line in failed)
        raise ReportError(
            f"Laporan {periode.label} edisi {edition} tidak diterbitkan; laporan terakhir tidak berubah.\n"
            f"{lines}\nNilai data tidak pernah ditampilkan di sini. Untuk mencari sebabnya, buka notebook "
            "itu di JupyterLab."
        )
    return made


def _describe(name: str, failed: Failed) -> str:
    place = f"{name}, sel kode {failed.cell}" if failed.cell else name
    if failed.message:
        return f"{place}: {failed.error}: {failed.message}"
    reason = {
        "mati": f"{failed.error}: kernel mati dua kali (mungkin memori habis)",
        "waktu": f"{failed.error}: melewati batas waktu per sel",
    }
    where = f" (pug_analysis/{failed.place})" if failed.place else ""
    return f"{place}: {reason.get(failed.status, failed.error)}{where}"
