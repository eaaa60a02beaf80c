"""The notebooks of a report: those of which nothing changed are taken as they were, the others run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from pug_analysis.errors import ReportError
from pug_analysis.release.terbitan import write_released
from pug_analysis.report.cores import usable_cores
from pug_analysis.report.execute import kept_results, pool
from pug_analysis.report.execute.worker import make_page
from pug_analysis.report.plan.notebooks import Notebook
from pug_analysis.report.plan.plan import RELEASED, Plan, without_places
from pug_analysis.report.publish.standing_report import CHOICE


def run_notebooks(
    plan: Plan,
    *,
    pages: Path,
    released: Path,
    log: Path,
    context: Mapping[str, Any],
    shelf: kept_results.Shelf,
    seconds_per_cell: int,
    told: Sequence[dict[str, Any]] = (),
    jobs: int | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[str, dict[str, Any]]:
    """Run notebooks in parallel and write a page for each that succeeds.

    Those that sum up the others run after them, and only if all of these succeeded.

    Parameters
    ----------
    pages : folder for the pages
    released : private folder, made here, for what the others released
    log : private folder for how each process ended; no values of the data
    shelf : results kept from an earlier run
    told : released tables that no notebook made

    Returns
    -------
    Name to result of those that ran or were kept, in the order of the notebooks; see
    :func:`pug_analysis.report.execute.worker.run_job`. ``dasar`` tells what each was made from.

    Raises
    ------
    ReportError
        before anything runs, if a page that was to stay would come out otherwise. A page that sums up the
        others is made again where they changed.
    """
    place = {RELEASED: str(released)}
    work = {
        n.name: {
            "name": n.name,
            "notebook": str(n.path.resolve()),
            "result": str(log / f"{n.name}.hasil.json"),
            "log": str(log / f"{n.name}.log"),
            "page": str(pages / f"{n.name}.html"),
            "parameters": {k: place.get(k, v) for k, v in plan.parameters[n.name].items()},
            "timeout": seconds_per_cell,
            "context": dict(context),
        }
        for n in plan.notebooks
    }
    options: dict[str, Any] = {
        "parallel": jobs or usable_cores(), "total": len(work), "progress": progress,
    }  # fmt: skip
    digests = {n.name: _digest_of(n, plan, shelf) for n in plan.notebooks if not n.last}
    stay = set(plan.kept) & set(digests)
    results = _run_group(work, digests, shelf=shelf, done=0, stay=stay, **options)
    last = [n for n in plan.notebooks if n.last]
    if last and all(result["status"] == "ok" for result in results.values()):
        # In the order of the pages, whichever was ready first.
        _hand_over(released, {name: results[name] for name in work if name in results}, told)
        digests = {n.name: _digest_of(n, plan, shelf, handed=released) for n in last}
        results |= _run_group(work, digests, shelf=shelf, done=len(results), **options)
    return {name: results[name] for name in work if name in results}


def _digest_of(
    notebook: Notebook, plan: Plan, shelf: kept_results.Shelf, *, handed: Path | None = None
) -> str:
    given = without_places(plan.parameters[notebook.name])
    return kept_results.digest_notebook(shelf, notebook, given, handed=handed)


def _run_group(
    work: Mapping[str, dict[str, Any]],
    digests: Mapping[str, str],
    *,
    shelf: kept_results.Shelf,
    done: int,
    stay: Collection[str] = (),
    **options: Any,
) -> dict[str, dict[str, Any]]:
    """Take the results that were kept, run the other notebooks; every one of them has its page then.

    Parameters
    ----------
    digests : name to what the notebook is made from, of those to run
    stay : those of them that may not run
    done, options : of :func:`pug_analysis.report.execute.pool.run_jobs`
    """
    kept = {
        name: kept_results.find_result(shelf, name, digest, must=name in stay)
        for name, digest in digests.items()
    }
    results = {name: result for name, result in kept.items() if result is not None}
    if changed := sorted(set(stay) - set(results)):
        raise ReportError(
            f"Halaman yang tidak diminta tidak dapat dipertahankan: {', '.join(changed)}. Data, setelan, "
            f"notebook, atau programnya berubah sejak halaman itu terbit. {CHOICE}"
        )
    for name, result in results.items():
        result["bita"] = make_page(work[name], result)
    missing = [work[name] for name in digests if name not in results]
    if missing:
        results |= pool.run_jobs(missing, done=done + len(results), **options)
    return {name: {**result, "dasar": digests[name]} for name, result in results.items()}


def _hand_over(
    folder: Path, results: Mapping[str, dict[str, Any]], told: Sequence[dict[str, Any]]
) -> None:
    """Put what was released so far where the notebooks that sum it up find it."""
    folder.mkdir(mode=0o700)
    write_released(
        folder,
        [*told, *(table for result in results.values() for table in result["tabel"])],
        [
            {"halaman": name, **{key: card[key] for key in ("label", "value", "note")}}
            for name, result in results.items()
            for card in result["kartu"]
        ],
    )
