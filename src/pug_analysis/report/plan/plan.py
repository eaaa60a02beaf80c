"""What a report consists of: which notebooks run, with which parameters, and which wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pug_analysis.errors import ReportError, UsageError
from pug_analysis.ingest.kept.processed_folder import processed_folder
from pug_analysis.report.plan.earlier_periods import LeftOut
from pug_analysis.report.plan.notebooks import (
    Notebook,
    Skipped,
    find_lacking,
    find_missing,
    notebooks_folder,
    read_notebooks,
)
from pug_analysis.report.plan.parameters import (
    Parameter,
    check_parameters,
    declared_parameters,
    share_out,
)
from pug_analysis.report.publish.standing_report import CHOICE
from pug_analysis.terms.edisi import EDITIONS
from pug_analysis.terms.kalender import Periode

#: Parameters of one notebook by name.
Values = dict[str, object]

#: Parameters of every notebook, set by the command itself.
STANDARD: Final = ("year", "semester", "workspace", "edition")
#: One of a notebook that sums up the others: the folder of what they released.
RELEASED: Final = "tabel"
#: What nobody gives by hand, and what tells places of this machine.
OF_COMMAND: Final = (*STANDARD, RELEASED)
PLACES: Final = ("workspace", RELEASED)
NOT_ASKED: Final = "Tidak diminta pada kali ini."


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What is run, with which parameters, and what is not.

    ``kept`` are the pages that stand and were not asked for: they must come out as they are.
    """

    notebooks: tuple[Notebook, ...]
    skipped: tuple[Skipped, ...]
    parameters: Mapping[str, Values]
    names: tuple[str, ...]
    reduced: tuple[Skipped, ...] = ()
    kept: tuple[str, ...] = ()

    def describe_reduced(self) -> list[LeftOut]:
        """Return the notebooks that run without all that they use, as the index shows them."""
        return [{"nama": r.name, "judul": r.title, "alasan": r.reason} for r in self.reduced]

    def describe_skipped(self) -> list[LeftOut]:
        """Return the skipped notebooks as the index and the manifest show them."""
        return [{"nama": s.name, "judul": s.title, "alasan": s.reason} for s in self.skipped]


def make_plan(
    workspace: Path,
    periode: Periode,
    *,
    edition: str,
    folder: Path,
    only: tuple[str, ...],
    given: Mapping[str, object],
    standing: Mapping[str, Mapping[str, object]] | None = None,
) -> RunPlan:
    """Decide what runs and refuse wrong use before anything does.

    Parameters
    ----------
    folder : where the notebooks are
    only : names of the notebooks asked for; all if empty
    given : own parameters, see ``report.parameters.share_out``
    standing : pages that stay beside those asked for, with their parameters, see ``report.standing``

    Raises
    ------
    UsageError
        for an unknown edition, notebook or parameter, or a wrong type.
    ReportError
        if a notebook is not made as it must be, none can run, or a page cannot stay.
    """
    found, chosen, known = _read_request(edition, folder=folder, only=only)
    own = _own_values(given, known, chosen)
    kept = _stay(standing or {}, chosen, known)
    own |= kept
    chosen = [*chosen, *kept]
    standard = _standard(workspace, periode, edition)
    processed = processed_folder(workspace, periode)
    passed, skipped, running, reduced = {}, [], [], []
    for notebook in found:
        declared = known[notebook.name]
        values = standard | own[notebook.name]
        values |= {RELEASED: ""} if RELEASED in declared else {}
        check_parameters(notebook.path, values)
        reason = find_missing(notebook, processed) if notebook.name in chosen else NOT_ASKED
        if reason and notebook.name in kept:
            raise ReportError(
                f"Halaman {notebook.name} tidak dapat dipertahankan. {reason} {CHOICE}"
            )
        if reason:
            skipped.append(Skipped(notebook.name, notebook.title, reason))
        else:
            running.append(notebook)
            passed[notebook.name] = values
            if lacking := find_lacking(notebook, processed):
                reduced.append(Skipped(notebook.name, notebook.title, lacking))
    if not running:
        reasons = " ".join(f"{s.name}: {s.reason}" for s in skipped)
        raise ReportError(f"Tidak ada notebook yang dapat dijalankan. {reasons}")
    names = tuple(n.name for n in found)
    return RunPlan(tuple(running), tuple(skipped), passed, names, tuple(reduced), tuple(kept))


def _stay(
    standing: Mapping[str, Mapping[str, object]],
    chosen: list[str],
    known: Mapping[str, Mapping[str, Parameter]],
) -> dict[str, Values]:
    """Return the pages that stay, with their own parameters; refuse one that has no notebook any more."""
    kept = {}
    for name, values in standing.items():
        if name in chosen:
            continue
        own = {key: value for key, value in values.items() if key not in OF_COMMAND}
        if name not in known or not own.keys() <= known[name].keys():
            raise ReportError(
                f"Halaman {name} tidak dapat dipertahankan: notebooknya tidak ada lagi, atau parameternya "
                f"berubah. {CHOICE}"
            )
        kept[name] = own
    return kept


def check_request(
    workspace: Path,
    periode: Periode,
    *,
    edition: str,
    only: tuple[str, ...],
    given: Mapping[str, object],
) -> None:
    """Refuse wrong use before the data are read; see :func:`make_plan`.

    Raises
    ------
    UsageError
        for an unknown edition, notebook or parameter, or a wrong type.
    ReportError
        if a notebook is not made as it must be.
    """
    folder = notebooks_folder(workspace)
    found, chosen, known = _read_request(edition, folder=folder, only=only)
    own = _own_values(given, known, chosen)
    standard = _standard(workspace, periode, edition)
    for notebook in found:
        check_parameters(notebook.path, standard | own[notebook.name])


def without_places(values: Mapping[str, object]) -> Values:
    """Return the parameters of a notebook without those that tell places of this machine."""
    return {name: value for name, value in values.items() if name not in PLACES}


def _standard(workspace: Path, periode: Periode, edition: str) -> Values:
    return {
        "year": periode.year,
        "semester": periode.semester,
        "workspace": str(workspace),
        "edition": edition,
    }


def _read_request(
    edition: str, *, folder: Path, only: tuple[str, ...]
) -> tuple[list[Notebook], list[str], dict[str, dict[str, Parameter]]]:
    """Return all notebooks, the names of the chosen ones, and what each declares."""
    if edition not in EDITIONS:
        allowed = ", ".join(EDITIONS)
        raise UsageError(f"Edisi harus salah satu dari {allowed}, bukan {edition!r}.")
    found, chosen = read_notebooks(folder, only=only)
    known = {}
    for notebook in found:
        declared = known[notebook.name] = declared_parameters(notebook.path)
        lacking = [name for name in STANDARD if name not in declared]
        if lacking:
            raise ReportError(
                f"Notebook {notebook.name}: sel 'parameters' harus memuat {', '.join(lacking)}."
            )
    return found, chosen, known


def _own_values(
    given: Mapping[str, object], known: Mapping[str, Mapping[str, Parameter]], chosen: list[str]
) -> dict[str, Values]:
    """Return what each notebook is given; refuse what the command itself sets."""
    for name in given:
        if name.rpartition(".")[2] in OF_COMMAND:
            raise UsageError(
                f"Parameter '{name}' ditentukan oleh perintah itu sendiri: tahun, --semester, "
                "--workspace, dan --edition."
            )
    own = {
        notebook: {k: p for k, p in declared.items() if k not in OF_COMMAND}
        for notebook, declared in known.items()
    }
    return share_out(given, own, running=chosen)
