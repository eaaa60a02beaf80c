"""A protected edition published again is attacked against every version that its readers may hold.

If the data of a few people changed, the difference of both versions tells what these people are: the
rounding of a table hides no one in a difference. Pages, sentences and tables speak of the same data,
so that an edition stays as it is as a whole, or becomes new as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from pug_analysis.audit import UnreadableReportError, find_moved, find_told
from pug_analysis.careers.load import load
from pug_analysis.careers.pooled import is_merged
from pug_analysis.errors import ReportError, StandingEditionError
from pug_analysis.ingest.kept.processed_folder import processed_folder, read_key
from pug_analysis.release.numbers import tanggal
from pug_analysis.release.small_counts import HIDDEN_RANGE, SMALLEST
from pug_analysis.report.gate.release_ledger import describe_damage
from pug_analysis.report.publish.folders import report_folder
from pug_analysis.report.publish.person_states import (
    Change,
    PersonStates,
    count_changes,
    digest_states,
    read_states,
)
from pug_analysis.report.publish.versions import Version, find_standing, list_versions, read_people
from pug_analysis.terms.edisi import EDITIONS, OPEN
from pug_analysis.terms.kalender import Periode

_SEX: Final = {"P": "wanita", "L": "pria", "": "jenis kelamin tidak diketahui"}
_MOST_NAMED: Final = 5


def digest_people(workspace: Path, periods: Iterable[Periode]) -> dict[str, PersonStates]:
    """Return, by period, the states of the people that a report is made from.

    Nothing for what agencies have added up: no person is known there.
    """
    key = read_key(workspace)
    return {
        one.name: digest_states(load(one.year, semester=one.semester, workspace=workspace), key=key)
        for one in periods
        if not is_merged(processed_folder(workspace, one))
    }


def check_versions(
    folder: Path,
    workspace: Path,
    periode: Periode,
    edition: str,
    *,
    people: Mapping[str, PersonStates],
    never_shared: bool = False,
) -> None:
    """Refuse a staged report that tells, beside one that was published before, of a few people.

    Parameters
    ----------
    folder : staged report with its manifest
    people : see :func:`digest_people`
    never_shared : nobody holds a version of this edition

    Raises
    ------
    StandingEditionError
        if so, and the edition that stands can stay as it is.
    ReportError
        if so, and none stands; or if a published report cannot be read.
    """
    if edition == OPEN:
        return
    for one in (name for name in EDITIONS if name != OPEN):
        if one == edition and never_shared:
            continue
        for version in list_versions(workspace, periode, one):
            try:
                reason = _find_reason(folder, workspace, version, people, same=one == edition)
            except UnreadableReportError as error:
                raise ReportError(describe_damage(error.folder, workspace)) from None
            if reason:
                _refuse(workspace, periode, edition, version, reason)


def find_few(changes: Sequence[Change]) -> list[Change]:
    """Return the columns in which so few people of one sex changed that the difference tells of them."""
    return [change for change in changes if change.people < SMALLEST]


def _find_reason(
    folder: Path,
    workspace: Path,
    version: Version,
    people: Mapping[str, PersonStates],
    *,
    same: bool,
) -> str:
    """Say why the two may not both be read; "" if they may."""
    if not find_moved(folder, version.folder, same_edition=same):
        return ""
    changes = _compare_people(read_people(workspace, version), people)
    few = find_few(changes or [])
    if few:
        return (
            f"Data yang berubah sejak itu menyangkut {HIDDEN_RANGE} orang ({_name(few)}), sehingga "
            "pemegang kedua terbitan dapat mengetahui data orang itu dari selisihnya."
        )
    told = [] if changes else find_told(folder, version.folder)
    if told:
        named = ", ".join(told[:_MOST_NAMED]) + ", ..." * (len(told) > _MOST_NAMED)
        return (
            f"Selisih kedua terbitan menceritakan {HIDDEN_RANGE} orang, atau membulatkan "
            f"jumlah yang sama dengan cara lain (tabel {named})."
        )
    return ""


def _compare_people(
    before: Mapping[str, bytes], after: Mapping[str, PersonStates]
) -> list[Change] | None:
    """Changes in all periods that both are made from; None where it cannot be known."""
    found: list[Change] = []
    for name in before.keys() & after.keys():
        states = read_states(before[name])
        changes = None if states is None else count_changes(states, after[name])
        if changes is None:
            return None
        found += changes
    return found


def _refuse(workspace: Path, periode: Periode, edition: str, version: Version, reason: str) -> None:
    of = f"edisi {version.edition} yang " if version.edition != edition else "yang "
    when = f"terbit {tanggal(version.published)}" if version.published else "sudah terbit"
    first = version.edition != edition
    choice = (
        "Bila terbitan itu belum dibagikan kepada siapa pun, atau semua salinannya sudah ditarik, "
        + (f"perbarui dahulu edisi {version.edition} dengan " if first else "pakai ")
        + "--never-shared."
    )
    head = f"Laporan {periode.label} edisi {edition}"
    if not report_folder(workspace, periode, edition).is_dir():
        raise ReportError(
            f"{head} tidak diterbitkan: dibandingkan dengan {of}{when}. {reason} Edisi internal tetap "
            f"dapat dibuat. {choice}"
        )
    standing = find_standing(workspace, periode, edition)
    since = standing.published if standing else None
    day = f" {tanggal(since)}" if since else ""
    raise StandingEditionError(
        f"{head} tetap seperti yang terbit{day}; tidak satu berkas pun berubah. Dibandingkan dengan "
        f"{of}{when}: {reason} Edisi ini diperbarui begitu yang berubah menyangkut paling sedikit {SMALLEST} "
        f"orang. Edisi internal memuat data terbaru. {choice}"
    )


def _name(few: Sequence[Change]) -> str:
    """Name columns and sexes, never how many; the names of columns are those of docs/kamus-data.md."""
    named = list(dict.fromkeys(f"{one.column.split(' (')[0]}: {_SEX[one.sex]}" for one in few))
    return "; ".join(named[:_MOST_NAMED]) + "; ..." * (len(named) > _MOST_NAMED)
