"""The report that stands: its pages stay when only some are made again, and what is gone is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pug_analysis.errors import ReportError
from pug_analysis.report.publish.folders import report_folder
from pug_analysis.terms.kalender import Periode

#: What to do where a page cannot stay as it is.
CHOICE: Final = (
    "Jalankan tanpa --only untuk membuat semua halaman, atau dengan --replace agar yang terbit hanya "
    "halaman yang diminta. Laporan terakhir tidak berubah."
)


def read_standing(workspace: Path, periode: Periode, edition: str) -> dict[str, dict[str, object]]:
    """Read the pages of the published report with the parameters that each was made with.

    Returns
    -------
    {notebook: {parameter: value}}, empty where nothing is published.

    Raises
    ------
    ReportError
        if a report is published whose manifest cannot be read.
    """
    folder = report_folder(workspace, periode, edition)
    if not folder.is_dir() or not any(folder.iterdir()):
        return {}
    manifest = _read_manifest(folder)
    try:
        return {name: dict(manifest["parameter"][name]) for name in manifest["notebook"]}
    except (KeyError, TypeError, ValueError):
        raise ReportError(
            f"manifest.json laporan {periode.label} edisi {edition} yang terbit tidak terbaca, sehingga "
            f"halaman lainnya tidak dapat dipertahankan. {CHOICE}"
        ) from None


def list_published(workspace: Path, periode: Periode, edition: str) -> dict[str, str]:
    """Return the pages and PDF files of the published report; nothing where there is no sound one."""
    folder = report_folder(workspace, periode, edition)
    manifest = _read_manifest(folder)
    skipped = {one["nama"]: one["alasan"] for one in manifest.get("dilewati", ())}
    pages = dict.fromkeys(manifest.get("notebook", ()), "")
    printed = {name: "" for name in manifest.get("keluaran", ()) if name.endswith(".pdf")}
    return skipped | pages | printed


def describe_gone(
    before: Mapping[str, str], after: Mapping[str, str], periode: Periode, edition: str
) -> list[str]:
    """Say which pages and PDF files stood there and do no longer, and why.

    Parameters
    ----------
    before, after : of :func:`list_published`
    """
    stood = [name for name, reason in before.items() if not reason]
    pages = [name for name in stood if not name.endswith(".pdf") and after.get(name) != ""]
    place = f"Laporan {periode.label} edisi {edition}"
    lines = [
        f"{place}: halaman {name} tidak terbit lagi. {after.get(name) or 'Notebooknya tidak ada lagi.'}"
        for name in pages
    ]
    if any(n.endswith(".pdf") for n in stood) and not any(n.endswith(".pdf") for n in after):
        lines.append(f"{place}: berkas PDF tidak terbit lagi; pakai --pdf untuk mencetaknya.")
    return lines


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
