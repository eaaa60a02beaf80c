"""The notebooks of a report: those of which nothing changed are taken as they were, the others run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pug_analysis.errors import ReportError
from pug_analysis.release.terbitan import write_released
from pug_analysis.report.cores import usable_cores
from pug_analysis.report.execute import kept_results, pool
from pug_analysis.report.execute.endings import Ending
from pug_analysis.report.execute.jobs import Job
from pug_analysis.report.execute.worker import make_page
from pug_analysis.report.gate.outputs import TablePayload
from pug_analysis.report.plan.notebooks import Notebook
from pug_analysis.report.plan.plan import RELEASED, RunPlan, without_places
from pug_analysis.report.plan.run_options import Progress
from pug_analysis.report.publish.standing_report import CHOICE
from pug_analysis.report.write.made import Made, all_tables
from pug_analysis.report.write.provenance import PageContext


@dataclass(frozen=True, slots=True)
class Places:
    """Where the notebooks of one run put what they make.

    Attributes
    ----------
    pages : folder for the pages
    released : private folder, made here, for what the others released
    log : private folder for how each process ended; no values of the data
    """

    pages: Path
    released: Path
    log: Path


@dataclass(frozen=True, slots=True)
class _Crew:
    """How the notebooks of one run are run: so many at once, of so many, told to ``progress``."""

    parallel: int
    total: int
    progress: Progress | None


def run_notebooks(
    plan: RunPlan,
    *,
    places: Places,
    context: PageContext,
    shelf: kept_results.Shelf,
    seconds_per_cell: int,
    told: Sequence[TablePayload] = (),
    jobs: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Ending]:
    """Run notebooks in parallel and write a page for each that succeeds.

    Those that sum up the others run after them, and only if all of these succeeded.

    Parameters
    ----------
    shelf : results kept from an earlier run
    told : released tables that no notebook made

    Returns
    -------
    Name to how it ended, of those that ran or were kept, in the order of the notebooks.

    Raises
    ------
    ReportError
        before anything runs, if a page that was to stay would come out otherwise. A page that sums up the
        others is made again where they changed.
    """
    work = {
        n.name: _job(n, plan, places, context=context, seconds_per_cell=seconds_per_cell)
        for n in plan.notebooks
    }
    crew = _Crew(jobs or usable_cores(), len(work), progress)
    digests = {n.name: _digest_of(n, plan, shelf) for n in plan.notebooks if not n.last}
    stay = set(plan.kept) & set(digests)
    endings = _run_group(work, digests, crew, shelf=shelf, stay=stay)
    last = [n for n in plan.notebooks if n.last]
    made = {name: one for name, one in endings.items() if isinstance(one, Made)}
    if last and len(made) == len(endings):
        # In the order of the pages, whichever was ready first.
        _hand_over(places.released, {name: made[name] for name in work if name in made}, told)
        digests = {n.name: _digest_of(n, plan, shelf, handed=places.released) for n in last}
        endings |= _run_group(work, digests, crew, shelf=shelf, done=len(endings))
    return {name: endings[name] for name in work if name in endings}


def _job(
    notebook: Notebook,
    plan: RunPlan,
    places: Places,
    *,
    context: PageContext,
    seconds_per_cell: int,
) -> Job:
    handed = {RELEASED: str(places.released)}
    name, given = notebook.name, plan.parameters[notebook.name]
    return Job(
        name=name,
        notebook=str(notebook.path.resolve()),
        page=str(places.pages / f"{name}.html"),
        result=str(places.log / f"{name}.hasil.json"),
        log=str(places.log / f"{name}.log"),
        parameters={key: handed.get(key, value) for key, value in given.items()},
        timeout=seconds_per_cell,
        context=context,
    )


def _digest_of(
    notebook: Notebook, plan: RunPlan, shelf: kept_results.Shelf, *, handed: Path | None = None
) -> str:
    given = without_places(plan.parameters[notebook.name])
    return kept_results.digest_notebook(shelf, notebook, given, handed=handed)


def _run_group(
    work: Mapping[str, Job],
    digests: Mapping[str, str],
    crew: _Crew,
    *,
    shelf: kept_results.Shelf,
    done: int = 0,
    stay: Collection[str] = (),
) -> dict[str, Ending]:
    """Take the results that were kept, run the other notebooks; every one of them has its page then.

    Parameters
    ----------
    digests : name to what the notebook is made from, of those to run
    stay : those of them that may not run
    done : how many ended before
    """
    kept = {
        name: made
        for name, digest in digests.items()
        if (made := kept_results.find_result(shelf, name, digest, must=name in stay)) is not None
    }
    if changed := sorted(set(stay) - set(kept)):
        raise ReportError(
            f"Halaman yang tidak diminta tidak dapat dipertahankan: {', '.join(changed)}. Data, setelan, "
            f"notebook, atau programnya berubah sejak halaman itu terbit. {CHOICE}"
        )
    endings: dict[str, Ending] = {
        name: replace(made, size=make_page(work[name], made)) for name, made in kept.items()
    }
    missing = [work[name] for name in digests if name not in endings]
    if missing:
        endings |= pool.run_jobs(
            missing, parallel=crew.parallel, done=done + len(endings), total=crew.total,
            progress=crew.progress,
        )  # fmt: skip
    return {
        name: replace(one, basis=digests[name]) if isinstance(one, Made) else one
        for name, one in endings.items()
    }


def _hand_over(folder: Path, made: Mapping[str, Made], told: Sequence[TablePayload]) -> None:
    """Put what was released so far where the notebooks that sum it up find it."""
    folder.mkdir(mode=0o700)
    cards = [
        {"halaman": name, "label": card["label"], "value": card["value"], "note": card["note"]}
        for name, one in made.items()
        for card in one.headlines
    ]
    write_released(folder, all_tables(made.values(), told=told), cards)
