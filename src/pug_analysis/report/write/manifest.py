"""The manifest of a report: what it was made from, and the digest of every file."""

from __future__ import annotations

import datetime as dt
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from pug_analysis.config import Config
from pug_analysis.report.gate.release_ledger import Ledger
from pug_analysis.report.plan.earlier_periods import LeftOut, Series
from pug_analysis.report.write.last_year import Origin
from pug_analysis.report.write.provenance import (
    ROOT,
    PageContext,
    digest_code,
    digest_file,
    digest_text,
    installed_packages,
    lock_digest,
    read_inputs,
    read_row_account,
    settings_digest,
)
from pug_analysis.terms.kalender import Periode


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a run its manifest tells, beside the files.

    Attributes
    ----------
    notebooks : name to path of the notebooks that ran
    parameters : name to the parameters passed, without places of this machine
    skipped : the notebooks that did not run, with the reason
    last_year : what of an earlier period the report was compared with
    series : of :func:`pug_analysis.report.plan.earlier_periods.describe_series`
    forms : the workspace's own forms of the evaluation, path to digest
    ledger : of :func:`pug_analysis.report.gate.release_ledger.build_ledger`
    """

    notebooks: Mapping[str, Path]
    parameters: Mapping[str, Mapping[str, object]]
    skipped: Sequence[LeftOut]
    last_year: Origin
    series: Series
    forms: Mapping[str, str]
    ledger: Ledger


class Manifest(TypedDict):
    """``manifest.json``: what a report was made from, and the digest of every file."""

    skema: int
    tahun: int
    semester: int
    edisi: str
    keadaan: str
    kode: str
    kode_berkas: dict[str, str]
    paket: dict[str, str]
    sidik_paket: str | None
    masukan: dict[str, Any]
    setelan: str
    tahun_lalu: Origin
    deret: Series
    neraca: list[dict[str, Any]]
    notebook: dict[str, str]
    parameter: Mapping[str, Mapping[str, object]]
    dilewati: list[LeftOut]
    keluaran: dict[str, str]
    python: str
    sistem: str
    instrumen: Mapping[str, str]
    buku_rilis: Ledger


def build_manifest(
    folder: Path,
    periode: Periode,
    facts: Facts,
    *,
    context: PageContext,
    processed: Path,
    config: Config,
) -> Manifest:
    """Describe a finished report folder.

    It is the same for two runs over the same input with the same code and packages.

    Parameters
    ----------
    folder : the folder with all files except the manifest itself
    periode : the report's period
    facts : what of the run it tells
    context : see :func:`page_context`
    processed : ``data/processed/<periode>``
    config : settings of the workspace
    """
    code = digest_code()
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {
        "skema": 3,
        "tahun": periode.year,
        "semester": periode.semester,
        "edisi": context["edisi"],
        "keadaan": periode.cutoff.isoformat(),
        "kode": context["versi_kode"],
        "kode_berkas": code,
        "paket": installed_packages(),
        "sidik_paket": lock_digest(),
        "masukan": read_inputs(processed),
        "setelan": settings_digest(config),
        "tahun_lalu": facts.last_year,
        "deret": facts.series,
        "neraca": read_row_account(processed),
        "notebook": {name: digest_text(path) for name, path in facts.notebooks.items()},
        "parameter": facts.parameters,
        "dilewati": list(facts.skipped),
        "keluaran": {p.relative_to(folder).as_posix(): digest_file(p) for p in files},
        "python": platform.python_version(),
        "sistem": platform.system(),
        "instrumen": facts.forms,
        "buku_rilis": facts.ledger,
    }


def describe_run(started: dt.datetime) -> dict[str, object]:
    """Return what differs from run to run and so is no part of a report: time and place.

    Parameters
    ----------
    started : when the run began, in UTC
    """
    now = dt.datetime.now(dt.UTC)
    return {
        "mulai": started.isoformat(timespec="seconds"),
        "detik": round((now - started).total_seconds(), 1),
        "git": _git_commit(),
        "mesin": platform.machine(),
    }


def write_manifest(manifest: Mapping[str, object], path: Path) -> None:
    """Write the manifest with a fixed form."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    path.write_bytes(text.encode("utf-8") + b"\n")


def _git_commit() -> str | None:
    """Return ``git describe`` of the source, where there is git: for developers, not for proof."""
    if not (ROOT / ".git").exists():
        return None
    import subprocess

    try:
        answer = subprocess.run(  # noqa: S603  a fixed command
            ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--tags"],  # noqa: S607  whichever git there is
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.strip() or None
