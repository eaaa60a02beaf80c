"""Whether the input of a published report is still what it was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from pug_analysis.config import read_config
from pug_analysis.report.compare.differences import Difference
from pug_analysis.report.plan.earlier_periods import told_files
from pug_analysis.report.publish import archive
from pug_analysis.report.write import provenance
from pug_analysis.terms.kalender import Periode

_RAW: Final = "data/raw/"


def compare_input(
    workspace: Path,
    periode: Periode,
    manifest: Mapping[str, Any],
    catalogue: archive.Catalogue,
    *,
    archived: bool,
) -> Difference | None:
    """Compare what the manifest names with what is there now, or was kept.

    Of an earlier period that could not be used the manifest names no files: those kept count.

    Parameters
    ----------
    periode : of the report
    manifest : of the report
    catalogue : what was kept of its input, see :func:`pug_analysis.report.publish.archive.list_input`
    archived : compare with what was kept, whatever the workspace holds now
    """
    edition = manifest["edisi"]
    there = catalogue if archived else archive.list_input(workspace, periode, edition)
    told = told_files(manifest) | {periode: manifest["masukan"]["berkas"]}
    every = {*told, *_periods_in(there), *_periods_in(catalogue)}
    for one in sorted(every, reverse=True):
        found = _compare_raw(told.get(one) or _kept_files(catalogue, one), there, one)
        if found:
            return found
    for place in sorted(manifest["instrumen"].keys() | archive.find_forms(there)):
        if there.get(place) != manifest["instrumen"].get(place):
            return Difference("masukan", place, "instrumen evaluasi berubah sejak laporan terbit.")
    if not archived and provenance.settings_digest(read_config(workspace)) != manifest["setelan"]:
        return Difference("masukan", archive.SETTINGS, "setelan berubah sejak laporan terbit.")
    last = manifest["tahun_lalu"]
    base = Periode.from_name(last["periode"]) or periode.last_year
    place = archive.published_table(workspace, base, edition).relative_to(workspace).as_posix()
    if there.get(place) != last["terbitan"]:
        return Difference("masukan", place, "laporan tahun lalu diterbitkan ulang atau berubah.")
    return None


def _periods_in(catalogue: archive.Catalogue) -> set[Periode]:
    folders = {place.split("/")[2] for place in catalogue if place.startswith(_RAW)}
    return {periode for periode in map(Periode.from_name, folders) if periode is not None}


def _kept_files(catalogue: archive.Catalogue, periode: Periode) -> list[dict[str, str]]:
    start = f"{_RAW}{periode.name}/"
    return [
        {"berkas": place.removeprefix(start), "sha256": digest}
        for place, digest in sorted(catalogue.items())
        if place.startswith(start) and digest != archive.EMPTY
    ]


def _compare_raw(
    files: Iterable[Mapping[str, str]], there: archive.Catalogue, periode: Periode
) -> Difference | None:
    """Compare raw files by content: a new name changes nothing that a file says."""
    start = f"{_RAW}{periode.name}/"
    have = Counter(
        d for place, d in there.items() if place.startswith(start) and d != archive.EMPTY
    )
    for file in files:
        if not have[file["sha256"]]:
            detail = "isinya berubah, atau berkas tidak ada lagi, sejak laporan terbit."
            return Difference("masukan", f"{start}{file['berkas']}", detail)
        have[file["sha256"]] -= 1
    extra = sum(have.values())
    if extra:
        return Difference("masukan", start, f"{extra} berkas ditambahkan sejak laporan terbit.")
    return None
