"""The earlier periods that a report may read: built before it, or left out with the reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from pug_analysis.config import Config
from pug_analysis.errors import DataError
from pug_analysis.ingest.kept.processed_folder import processed_folder
from pug_analysis.terms.kalender import Periode


class LeftOut(TypedDict):
    """What a report goes without, as the index and the manifest show it."""

    nama: str
    judul: str
    alasan: str


class ContentOfFile(TypedDict):
    """A raw file by name and content."""

    berkas: str
    sha256: str


class Series(TypedDict):
    """What of earlier periods a report was made from, by their names."""

    periode: dict[str, list[ContentOfFile]]
    tidak_dipakai: dict[str, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """Earlier periods of a workspace, in order of time.

    ``built`` can be read as they are; ``left_out`` tells why the others cannot.
    """

    built: tuple[Periode, ...] = ()
    left_out: tuple[tuple[Periode, str], ...] = ()

    def hidden(self, hide: Callable[[str], str]) -> Earlier:
        """Return the same with reasons that tell of nobody."""
        return Earlier(self.built, tuple((p, hide(reason)) for p, reason in self.left_out))

    def describe_left_out(self) -> list[LeftOut]:
        """Return the periods left out as the index shows them, beside the notebooks left out."""
        return [
            {
                "nama": periode.name,
                "judul": f"Data {periode.label}",
                "alasan": f"Tidak dipakai dalam laporan ini. {' '.join(reason.split())}",
            }
            for periode, reason in self.left_out
        ]


def build_earlier(
    workspace: Path,
    periode: Periode,
    *,
    config: Config,
    progress: Callable[[Periode], None] | None = None,
) -> Earlier:
    """Build what ``data/raw`` has of earlier periods and is not built as it stands there.

    An unchanged period is not built again. One that cannot be built stops nothing: the report
    goes without it and says so.

    Parameters
    ----------
    workspace : with ``data/raw``
    periode : the report's period
    config : settings
    progress : called with each period before it is built
    """
    from pug_analysis.ingest import build_periode, is_current, raw_periods

    built, left_out = [], []
    for earlier in (p for p in raw_periods(workspace) if p < periode):
        try:
            if not is_current(workspace, earlier, config=config):
                if progress is not None:
                    progress(earlier)
                build_periode(workspace, earlier, config=config)
        except DataError as error:
            left_out.append((earlier, str(error)))
        else:
            built.append(earlier)
    return Earlier(tuple(built), tuple(left_out))


def describe_series(workspace: Path, earlier: Earlier) -> Series:
    """Return what of earlier periods a report was made from, for its manifest."""
    return {
        "periode": {p.name: _read_files(workspace, p) for p in earlier.built},
        "tidak_dipakai": {p.name: reason for p, reason in earlier.left_out},
    }


def told_files(manifest: Mapping[str, Any]) -> dict[Periode, list[ContentOfFile]]:
    """Return the raw files that a manifest names, by earlier period."""
    told = {Periode.from_name(name): files for name, files in manifest["deret"]["periode"].items()}
    return {periode: files for periode, files in told.items() if periode is not None}


def _read_files(workspace: Path, periode: Periode) -> list[ContentOfFile]:
    path = processed_folder(workspace, periode) / "asal.json"
    files = json.loads(path.read_text(encoding="utf-8"))["berkas"]
    return [{"berkas": f["berkas"], "sha256": f["sha256"]} for f in files]
