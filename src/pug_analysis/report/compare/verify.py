"""Rebuild a published report from its input and name the first layer that differs.

The layers stand in the order in which a report is made: input, code, packages, tables, pages. Work
is done in a private copy of the workspace; the published report is only read.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from pug_analysis.careers.pooled import is_merged
from pug_analysis.config import Config, read_config
from pug_analysis.errors import PugError, ReportError
from pug_analysis.ingest.kept.processed_folder import processed_folder
from pug_analysis.ingest.reading.names import hide_numbers
from pug_analysis.report.compare.changed_input import compare_input
from pug_analysis.report.compare.differences import MANIFEST, Difference, compare_reports
from pug_analysis.report.plan.notebooks import notebooks_folder
from pug_analysis.report.plan.plan import NOT_ASKED, OF_COMMAND
from pug_analysis.report.plan.run_options import Progress, RunOptions
from pug_analysis.report.publish import archive
from pug_analysis.report.publish.folders import private_folder, report_folder, workspace_lock
from pug_analysis.report.write import provenance
from pug_analysis.terms.kalender import Periode

_KEYS: Final = (
    "masukan", "setelan", "instrumen", "tahun_lalu", "deret", "kode_berkas", "notebook", "paket", "sidik_paket",
    "parameter", "dilewati", "keluaran", "python", "sistem",
)  # fmt: skip
_NAMES: Final = {
    "masukan": "masukan (data/raw, pug.toml, dan instrumen)",
    "kode": "kode program dan notebook",
    "paket": "paket Python",
    "tabel": "tabel",
    "halaman": "halaman, gambar, dan buku kerja",
}


def verify_report(
    workspace: Path,
    periode: Periode,
    *,
    edition: str,
    archived: bool = False,
    progress: Progress | None = None,
) -> Difference | None:
    """Compare a published report with what its input gives today.

    Parameters
    ----------
    edition : "pokja" or "internal"
    archived : take the kept copies of the input, whatever ``data/raw`` and ``pug.toml`` hold now
    progress : called with name, done, total after each notebook

    Returns
    -------
    The first difference, None if all bytes are the same.

    Raises
    ------
    ReportError
        if there is no published report, its manifest cannot be read, or it is of added-up agencies.
    LockedError
        if another process holds the workspace.
    """
    workspace = workspace.resolve()
    with workspace_lock(workspace):
        folder = report_folder(workspace, periode, edition)
        if is_merged(processed_folder(workspace, periode)):
            raise ReportError(
                "Laporan gabungan dibuat dari ekspor daerah, yang tidak disimpan di ruang kerja ini, sehingga "
                "tidak dapat diperiksa dengan verify. Gabungkan ulang ekspornya ke folder lain (pug-analysis "
                "merge), buat laporannya, lalu bandingkan kedua folder."
            )
        manifest = _read_manifest(folder, periode, edition)
        catalogue = _catalogue(workspace, periode, edition)
        found = (
            compare_input(workspace, periode, manifest, catalogue, archived=archived)
            or _compare_code(manifest, notebooks_folder(workspace))
            or _compare_packages(manifest)
        )
        if found:
            return found
        copy = private_folder(workspace, "verifikasi")
        shutil.rmtree(copy)
        private_folder(workspace, "verifikasi")
        try:
            found = _restore(workspace, catalogue, copy)
            if found:
                return found
            return _rebuild_and_compare(
                workspace, periode, copy, folder, manifest, progress=progress
            )
        finally:
            shutil.rmtree(copy)


def describe_verdict(found: Difference | None, periode: Periode, edition: str) -> str:
    """Say in Indonesian what a verification found."""
    report = f"Laporan {periode.label} edisi {edition}"
    if found is None:
        return (
            f"{report}: SAMA. Masukan, kode, paket, setiap tabel, dan setiap halaman sama byte demi byte. "
            "Berkas PDF, bila ada, dicocokkan dengan sidiknya dalam manifest, tidak dicetak ulang."
        )
    return (
        f"{report}: BERBEDA. Lapisan pertama yang berbeda: {_NAMES[found.layer]}.\n"
        f"- {found.file}: {found.detail}"
    )


def _read_manifest(folder: Path, periode: Periode, edition: str) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise ReportError(
            f"Belum ada laporan {periode.label} edisi {edition} yang terbit. Jalankan: "
            f"pug-analysis report {periode.typed}"
        )
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        for key in _KEYS:
            manifest[key]
    except (ValueError, KeyError, TypeError):
        raise ReportError(
            f"manifest.json laporan {periode.label} edisi {edition} rusak atau dari versi lama, sehingga "
            f"laporan tidak dapat diperiksa. Terbitkan ulang: pug-analysis report {periode.typed}"
        ) from None
    return manifest


def _catalogue(workspace: Path, periode: Periode, edition: str) -> archive.Catalogue:
    """What the report was made from; without a kept list, what the workspace holds now."""
    kept = archive.read_catalogue(workspace, periode, edition)
    return archive.list_input(workspace, periode, edition) if kept is None else kept


# Input ----------------------------------------------------------------------------------------


def _restore(workspace: Path, catalogue: archive.Catalogue, copy: Path) -> Difference | None:
    """Put the input into the private copy as it stood, with the key of the pseudonyms."""
    gone = archive.restore_input(workspace, catalogue, copy)
    if gone:
        detail = "tidak ada lagi, baik di tempatnya maupun di arsip."
        return Difference("masukan", hide_numbers(gone), detail)
    key = workspace / ".pug" / "kunci"
    if key.is_file():
        shutil.copyfile(key, private_folder(copy) / "kunci")
    return None


# Code and packages ----------------------------------------------------------------------------


def _compare_code(manifest: Mapping[str, Any], notebooks: Path) -> Difference | None:
    name = _first_unequal(manifest["kode_berkas"], provenance.digest_code())
    if name:
        return Difference(
            "kode", f"src/pug_analysis/{name}", "berkas kode berubah sejak laporan terbit."
        )
    now = {p.stem: provenance.digest_text(p) for p in sorted(notebooks.glob("*.ipynb"))}
    for name, digest in sorted(manifest["notebook"].items()):
        if now.get(name) != digest:
            detail = "notebook berubah atau tidak ada lagi sejak laporan terbit."
            return Difference("kode", f"notebooks/{name}.ipynb", detail)
    return None


def _compare_packages(manifest: Mapping[str, Any]) -> Difference | None:
    if manifest["sidik_paket"] != provenance.lock_digest():
        return Difference(
            "paket", "requirements.lock", "daftar paket berubah sejak laporan terbit."
        )
    now = provenance.installed_packages()
    name = _first_unequal(manifest["paket"], now)
    if name:
        then, here = manifest["paket"].get(name, "tidak ada"), now.get(name, "tidak ada")
        return Difference(
            "paket", name, f"laporan dibuat dengan versi {then}, yang terpasang {here}."
        )
    return None


def _first_unequal(then: Mapping[str, str], now: Mapping[str, str]) -> str | None:
    names = sorted(then.keys() | now.keys())
    return next((name for name in names if then.get(name) != now.get(name)), None)


# Tables and pages -----------------------------------------------------------------------------


def _rebuild_and_compare(
    workspace: Path,
    periode: Periode,
    copy: Path,
    folder: Path,
    manifest: Mapping[str, Any],
    *,
    progress: Progress | None,
) -> Difference | None:
    config = read_config(copy)
    try:
        rebuilt = _rebuild(
            workspace, periode, copy, folder, manifest, config=config, progress=progress
        )
    except PugError as error:
        detail = f"laporan tidak dapat dibuat ulang. {error}"
        return Difference("tabel", "data/processed", detail)
    return compare_reports(folder, rebuilt, manifest)


def _rebuild(
    workspace: Path,
    periode: Periode,
    copy: Path,
    folder: Path,
    manifest: Mapping[str, Any],
    *,
    config: Config,
    progress: Progress | None,
) -> Path:
    """Build and report in the private copy, with the options of the published report."""
    from pug_analysis.ingest import build_periode
    from pug_analysis.report.run import run_report

    asked = {*manifest["notebook"]}
    asked |= {s["nama"] for s in manifest["dilewati"] if s["alasan"] != NOT_ASKED}
    everything = len(asked) == len(manifest["notebook"]) + len(manifest["dilewati"])
    build_periode(copy, periode, config=config)
    index = run_report(
        copy,
        periode,
        edition=manifest["edisi"],
        config=config,
        options=RunOptions(
            notebooks=notebooks_folder(workspace),
            only=() if everything else tuple(sorted(asked)),
            parameters=_given(manifest),
            progress=progress,
            printer=_take_over(folder, manifest),
        ),
    )
    return index.parent


def _given(manifest: Mapping[str, Any]) -> dict[str, object]:
    """Return the own parameters of each page by ``page.name``: a name may mean two things on two pages."""
    return {
        f"{notebook}.{name}": value
        for notebook, values in manifest["parameter"].items()
        for name, value in values.items()
        if name not in OF_COMMAND
    }


def _take_over(
    folder: Path, manifest: Mapping[str, Any]
) -> Callable[[Path, dt.date, Path], object] | None:
    """Return what puts the published PDF files beside the rebuilt pages; None if there are none."""
    names = [name for name in manifest["keluaran"] if name.endswith(".pdf")]

    def copy_pdf(staged: Path, _day: dt.date, _work: Path) -> None:
        for name in names:
            if (folder / name).is_file():
                shutil.copyfile(folder / name, staged / name)

    return copy_pdf if names else None
