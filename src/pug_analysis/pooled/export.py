"""Writing what one agency may give away: its tables, exact or protected, and what they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, get_args

from pug_analysis.careers.load import Data
from pug_analysis.careers.pooled import ExportTier, Pooled
from pug_analysis.errors import UsageError
from pug_analysis.pooled.folder import SCHEMA, VERSION, write_tables
from pug_analysis.pooled.protect import protect
from pug_analysis.pooled.tables import count_tables, describe_settings

#: Folder of exports in a workspace.
FOLDER: Final = "ekspor"


def export_period(
    data: Data,
    *,
    tier: ExportTier = "terlindung",
    code: str = "",
    register_start: int | None = None,
) -> Pooled:
    """Count the tables of an opened period and say what they are.

    Parameters
    ----------
    data : an opened period of one agency
    tier : ``tepat`` for exact counts, small ones among them, under an agreement between agencies;
        ``terlindung`` for what the agency's own shared edition shows
    code : of the agency, such as its Kemendagri code; by default made from its name
    register_start : see ``pooled.tables.count_tables``

    Raises
    ------
    UsageError
        if the tier is not one of these, or the period is itself a sum of agencies.
    """
    if tier not in get_args(ExportTier):
        raise UsageError(
            f"--tier harus salah satu dari {', '.join(get_args(ExportTier))}, tetapi tertulis {tier!r}."
        )
    if data.pooled is not None:
        raise UsageError(
            "Ruang kerja ini sudah gabungan; ekspor dibuat dari ruang kerja setiap daerah."
        )
    exact = count_tables(data, register_start=register_start)
    shown = exact if tier == "tepat" else protect(exact)
    name = data.config.instansi.kabupaten
    about: dict[str, Any] = {
        "skema": SCHEMA,
        "versi": VERSION,
        "tingkat": tier,
        "periode": data.periode.name,
        "batas": data.cutoff.isoformat(),
        "daerah": {"nama": name, "kode": code or re.sub(r"[^a-z0-9]+", "-", name.lower())},
        "orang": len(data.snapshot),
        "kedudukan": describe_settings(data),
        "perlindungan": None,
        "program": version("pug-analysis"),
    }
    return replace(shown, about=about | dict(shown.about))


def write_export(tables: Pooled, workspace: Path, *, gate: Callable[[Path], None]) -> Path:
    """Write an export below ``ekspor/<periode>`` of a workspace, see ``pooled.folder.write_tables``."""
    return write_tables(tables, workspace / FOLDER / tables.about["periode"], gate=gate)
