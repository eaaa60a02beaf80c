"""Where a report comes from: code, packages, inputs, rows, and the digest of every file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import subprocess
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from pug_analysis.config import Config

_PACKAGES: Final = (
    "ipykernel",
    "lifelines",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "pyarrow",
    "python-calamine",
    "scipy",
    "seaborn",
    "statsmodels",
    "xlsxwriter",
)
_SHORT: Final = 12
#: What of ``asal.json`` tells where the numbers come from.
_ORIGIN: Final = ("berkas", "sidik_setelan", "versi_kode")
_ROOT: Final = Path(__file__).resolve().parents[3]

BANNER: Final = "Edisi ini belum melalui pengendalian pengungkapan data; jangan diedarkan ke luar."


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def code_version() -> str:
    """Return ``git describe`` of the source, or the package's version where there is no git."""
    version = metadata.version("pug-analysis")
    if not (_ROOT / ".git").exists():
        return version
    try:
        answer = subprocess.run(  # noqa: S603  a fixed command
            ["git", "-C", str(_ROOT), "describe", "--always", "--dirty", "--tags"],  # noqa: S607
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return version
    described = answer.stdout.strip()
    return f"{version} ({described})" if answer.returncode == 0 and described else version


def page_context(year: int, edition: str, *, config: Config, processed: Path) -> dict[str, Any]:
    """Return what every page says about itself: year, edition, letterhead, digests."""
    lock = _ROOT / "requirements.lock"
    return {
        "tahun": year,
        "edisi": edition,
        "instansi": config.instansi.model_dump(),
        "peringatan": BANNER if edition == "pokja" else "",
        "versi_kode": code_version(),
        "sidik_masukan": _input_digest(processed),
        "sidik_paket": digest_file(lock)[:_SHORT] if lock.exists() else "tidak ada",
    }


def read_inputs(processed: Path) -> dict[str, Any]:
    """Read from ``asal.json`` what the processed tables were made from.

    Not the digests of the tables and of the key: pseudonyms are secret and differ by workspace.
    """
    origin = json.loads((processed / "asal.json").read_text(encoding="utf-8"))
    return {name: value for name, value in origin.items() if name in _ORIGIN}


def _input_digest(processed: Path) -> str:
    text = json.dumps(read_inputs(processed), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_SHORT]


def read_row_account(processed: Path) -> list[dict[str, Any]]:
    """Read ``neraca.parquet`` as one dict per file and sheet, ordered by file and sheet."""
    import pyarrow.parquet as pq

    rows = pq.read_table(processed / "neraca.parquet").to_pylist()
    return sorted(rows, key=lambda row: (row["berkas"], row["lembar"] or ""))


def build_manifest(
    folder: Path,
    *,
    context: Mapping[str, Any],
    processed: Path,
    notebooks: Mapping[str, Path],
    parameters: Mapping[str, Mapping[str, Any]],
    skipped: Sequence[Mapping[str, str]],
    started: dt.datetime,
) -> dict[str, Any]:
    """Describe a finished report folder.

    Everything is the same for two runs over the same inputs, except the block ``jalan``.

    Parameters
    ----------
    folder : the folder with all files except the manifest itself
    context : see :func:`page_context`
    processed : ``data/processed/<year>``
    notebooks : name to path of the notebooks that ran
    parameters : name to the parameters passed, without the workspace's path
    skipped : the notebooks that did not run, with the reason
    started : when the run began, in UTC
    """
    lock = _ROOT / "requirements.lock"
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    now = dt.datetime.now(dt.UTC)
    return {
        "skema": 1,
        "tahun": context["tahun"],
        "edisi": context["edisi"],
        "keadaan": f"{context['tahun']}-12-31",
        "kode": context["versi_kode"],
        "paket": {name: metadata.version(name) for name in _PACKAGES},
        "sidik_paket": digest_file(lock) if lock.exists() else None,
        "masukan": read_inputs(processed),
        "neraca": read_row_account(processed),
        "notebook": {name: digest_file(path) for name, path in notebooks.items()},
        "parameter": parameters,
        "dilewati": list(skipped),
        "keluaran": {p.relative_to(folder).as_posix(): digest_file(p) for p in files},
        "jalan": {
            "mulai": started.isoformat(timespec="seconds"),
            "detik": round((now - started).total_seconds(), 1),
            "python": platform.python_version(),
            "sistem": platform.system(),
            "mesin": platform.machine(),
        },
    }


def write_manifest(manifest: Mapping[str, Any], path: Path) -> None:
    """Write the manifest with a fixed form."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    path.write_bytes(text.encode("utf-8") + b"\n")
