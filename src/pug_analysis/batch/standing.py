"""Whether a workspace's report stands: published, whole, and what today's input and code would give."""

from __future__ import annotations

import json
from pathlib import Path

from pug_analysis.config import read_config
from pug_analysis.ingest import is_current
from pug_analysis.report import archive, provenance
from pug_analysis.report.differences import MANIFEST
from pug_analysis.report.inputs import compare_input
from pug_analysis.report.notebooks import notebooks_folder
from pug_analysis.report.plan import NOT_ASKED, OF_COMMAND
from pug_analysis.report.publish import report_folder
from pug_analysis.terms.kalender import Periode


def is_published(workspace: Path, periode: Periode, *, edition: str) -> bool:
    """Whether making the report again would publish the same.

    Everything that its manifest names is compared by content: input, settings, code, packages,
    notebooks, and the published files themselves. A report of some notebooks only, or with own
    parameters, is another one.
    """
    folder = report_folder(workspace, periode, edition)
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        asked = all(s["alasan"] != NOT_ASKED for s in manifest["dilewati"])
        own = {name for values in manifest["parameter"].values() for name in values}
        return (
            asked
            and own <= {*OF_COMMAND}
            and _same_makers(manifest, notebooks_folder(workspace))
            and _same_files(folder, manifest)
            and _same_input(workspace, periode, manifest)
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _same_makers(manifest: dict, notebooks: Path) -> bool:
    skipped = {s["nama"] for s in manifest["dilewati"]}
    now = {p.stem: provenance.digest_text(p) for p in sorted(notebooks.glob("*.ipynb"))}
    then = manifest["notebook"]
    return (
        manifest["kode_berkas"] == provenance.digest_code()
        and manifest["sidik_paket"] == provenance.lock_digest()
        and manifest["paket"] == provenance.installed_packages()
        and then == {name: digest for name, digest in now.items() if name not in skipped}
    )


def _same_files(folder: Path, manifest: dict) -> bool:
    return all(
        provenance.digest_file(folder / name) == digest
        for name, digest in manifest["keluaran"].items()
    )


def _same_input(workspace: Path, periode: Periode, manifest: dict) -> bool:
    config = read_config(workspace)
    kept = archive.read_catalogue(workspace, periode, manifest["edisi"])
    there = archive.list_input(workspace, periode, manifest["edisi"])
    if config.laporan.arsip and kept != there:
        return False
    return is_current(workspace, periode, config=config) and not compare_input(
        workspace, periode, manifest, kept or there, archived=False
    )
