"""The report of a period: run the notebooks, make the pages, publish all or nothing."""

from __future__ import annotations

import datetime as dt
import json
import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from pug_analysis.config import Config
from pug_analysis.errors import ReportError
from pug_analysis.ingest.fingerprints import read_fingerprints
from pug_analysis.ingest.store import processed_folder, read_key
from pug_analysis.release.terbitan import write_released
from pug_analysis.report import archive, pool, provenance
from pug_analysis.report.files import check_pages, write_files
from pug_analysis.report.last_year import Section, compare_with_last_year
from pug_analysis.report.leaks import Secrets, check_leaks, collect_secrets, hide_people
from pug_analysis.report.notebooks import Notebook, notebooks_folder
from pug_analysis.report.plan import PLACES, RELEASED, make_plan
from pug_analysis.report.publish import open_stage, private_folder, publish, workspace_lock
from pug_analysis.report.rilis import build_ledger, check_disclosure
from pug_analysis.report.series import Earlier, build_earlier, describe_series
from pug_analysis.report.shared import write_mail
from pug_analysis.terms.kalender import Periode

_LOG: Final = logging.getLogger(__name__)
_PAGE_WARN_BYTES: Final = 400_000


def run_report(
    workspace: Path,
    periode: Periode,
    *,
    edition: str,
    config: Config,
    earlier: Earlier | None = None,
    notebooks: Path | None = None,
    only: tuple[str, ...] = (),
    jobs: int | None = None,
    parameters: Mapping[str, Any] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    printer: Callable[[Path, dt.date, Path], object] | None = None,
) -> Path:
    """Run the notebooks of a period and publish their pages.

    ``data/processed/<periode>`` must have been built.

    Parameters
    ----------
    workspace : folder with ``data/processed``
    periode : report period
    edition : "pokja", "publik", or "internal"
    config : settings of the workspace
    earlier : the earlier periods that can be read; by default they are built where need be
    notebooks : folder of ``NN_name.ipynb``; by default the workspace's or the package's
    only : names of notebooks to run; the index says which were not asked for
    jobs : notebooks at the same time; by default as many as there are cores
    parameters : own parameters, passed to those notebooks that declare them
    progress : called with name, done, total after each notebook
    printer : puts a PDF beside each page: called with the staged report, its day, a private folder

    Returns
    -------
    Path of the published ``index.html``.

    Raises
    ------
    UsageError
        before anything runs: unknown edition, notebook or parameter, or a wrong type.
    ReportError
        if a notebook failed or a page may not be published; the last report is untouched.
    LockedError
        if another process holds the workspace.
    """
    workspace = workspace.resolve()
    started = dt.datetime.now(dt.UTC)
    with workspace_lock(workspace), ExitStack() as at_end:
        plan = make_plan(
            workspace,
            periode,
            edition=edition,
            folder=notebooks or notebooks_folder(workspace),
            only=only,
            given=dict(parameters or {}),
        )
        if earlier is None:
            earlier = build_earlier(workspace, periode, config=config)
        # After earlier periods are built: the last gate must know their people too.
        people = read_fingerprints(workspace, periode, key=read_key(workspace))
        secrets = collect_secrets(people, workspace=workspace)
        earlier = earlier.hidden(lambda reason: hide_people(reason, secrets))
        last_year = compare_with_last_year(
            workspace, periode, edition=edition, config=config, earlier=earlier
        )
        catalogue = (
            archive.list_input(workspace, periode, edition) if config.laporan.arsip else None
        )
        stage = open_stage(workspace, periode, edition)
        # However it ends: pages that were not published may hold what must not be seen.
        at_end.callback(shutil.rmtree, stage, ignore_errors=True)
        log = _open_log(workspace, periode, edition)
        processed = processed_folder(workspace, periode)
        context = provenance.page_context(periode, edition, config=config, processed=processed)
        context["pdf"] = printer is not None
        folder = stage / "terbit"
        folder.mkdir(mode=0o755)
        results = run_notebooks(
            plan.notebooks,
            parameters=plan.parameters,
            pages=folder,
            released=stage / "rilis",
            told=last_year.tables,
            log=log,
            context=context,
            seconds_per_cell=config.laporan.batas_detik_per_sel,
            jobs=jobs,
            progress=progress,
        )
        _write_log(results, log)
        _raise_for_failures(results, periode=periode, edition=edition, secrets=secrets)
        write_files(
            folder, plan, results, context=context, processed=processed, last_year=last_year,
            left_out=earlier.describe_left_out(),
        )  # fmt: skip
        check_pages(folder, workspace=workspace)
        if printer:
            printer(folder, periode.cutoff, stage / "cetak")
        manifest = provenance.build_manifest(
            folder,
            periode,
            context=context,
            processed=processed,
            notebooks={n.name: n.path for n in plan.notebooks},
            parameters={
                name: {k: v for k, v in values.items() if k not in PLACES}
                for name, values in plan.parameters.items()
            },
            skipped=plan.describe_skipped(),
            config=config,
            last_year=last_year.origin,
            series=describe_series(workspace, earlier),
        )
        manifest["instrumen"] = archive.list_forms(workspace)
        manifest["buku_rilis"] = build_ledger(
            _tables(results, last_year), periode=periode, edition=edition
        )
        provenance.write_manifest(manifest, folder / "manifest.json")
        check_disclosure(folder, workspace=workspace, periode=periode, edition=edition)
        provenance.write_manifest(provenance.describe_run(started), log / "jalan.json")
        check_leaks(folder, secrets)
        write_mail(folder, f"laporan-{periode.name}-{edition}")
        archive.keep_contents(workspace, catalogue or {})
        final = publish(folder, workspace, periode, edition)
        archive.write_catalogue(workspace, periode, edition, catalogue)
    return final / "index.html"


def _tables(results: Mapping[str, dict[str, Any]], last_year: Section) -> list[dict[str, Any]]:
    """Return every released table of the report."""
    return [*last_year.tables, *(table for one in results.values() for table in one["tabel"])]


def run_notebooks(
    notebooks: Sequence[Notebook],
    *,
    parameters: Mapping[str, dict[str, Any]],
    pages: Path,
    released: Path,
    log: Path,
    context: Mapping[str, Any],
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
    told : released tables that no notebook made
    log : private folder for how each process ended; no values of the data

    Returns
    -------
    Name to result of those that ran, in the order of the notebooks; see
    :func:`pug_analysis.report.worker.run_job`.
    """
    place = {RELEASED: str(released)}
    work = {
        n.name: {
            "name": n.name,
            "notebook": str(n.path.resolve()),
            "result": str(log / f"{n.name}.hasil.json"),
            "log": str(log / f"{n.name}.log"),
            "page": str(pages / f"{n.name}.html"),
            "parameters": {k: place.get(k, v) for k, v in parameters[n.name].items()},
            "timeout": seconds_per_cell,
            "context": dict(context),
        }
        for n in notebooks
    }
    options = {
        "parallel": jobs or pool.usable_cores(), "total": len(work), "progress": progress,
    }  # fmt: skip
    results = pool.run_jobs([work[n.name] for n in notebooks if not n.last], **options)
    last = [work[n.name] for n in notebooks if n.last]
    if last and all(result["status"] == "ok" for result in results.values()):
        # In the order of the pages, whichever was ready first.
        _hand_over(released, {name: results[name] for name in work if name in results}, told)
        results |= pool.run_jobs(last, done=len(results), **options)
    return {name: results[name] for name in work if name in results}


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


def _open_log(workspace: Path, periode: Periode, edition: str) -> Path:
    log = private_folder(workspace, "log", periode.name, edition)
    shutil.rmtree(log)
    return private_folder(workspace, "log", periode.name, edition)


def _write_log(results: Mapping[str, dict[str, Any]], log: Path) -> None:
    """Keep, per notebook, how it ended and how many outputs were held back; no values."""
    summary = {
        name: {
            key: result[key]
            for key in ("status", "sel", "kesalahan", "tempat", "bita", "ditahan")
            if key in result
        }
        for name, result in results.items()
    }
    text = json.dumps(summary, indent=1, ensure_ascii=False)
    (log / "catatan.json").write_text(text, encoding="utf-8")
    for name, result in results.items():
        if result.get("bita", 0) > _PAGE_WARN_BYTES:
            _LOG.warning("Halaman %s besar: %d kB", name, result["bita"] // 1000)
        if sum(result.get("ditahan", {}).values()):
            _LOG.info(
                "Notebook %s: %d keluaran tidak dimuat", name, sum(result["ditahan"].values())
            )


def _raise_for_failures(
    results: Mapping[str, dict[str, Any]], *, periode: Periode, edition: str, secrets: Secrets
) -> None:
    failed = [
        hide_people(_describe_failure(name, result), secrets)
        for name, result in results.items()
        if result["status"] != "ok"
    ]
    if failed:
        lines = "\n".join(f"- {line}" for line in failed)
        raise ReportError(
            f"Laporan {periode.label} edisi {edition} tidak diterbitkan; laporan terakhir tidak berubah.\n"
            f"{lines}\nNilai data tidak pernah ditampilkan di sini. Untuk mencari sebabnya, buka notebook "
            "itu di JupyterLab."
        )


def _describe_failure(name: str, result: Mapping[str, Any]) -> str:
    place = f"{name}, sel kode {result['sel']}" if result["sel"] else name
    if result["pesan"]:
        return f"{place}: {result['kesalahan']}: {result['pesan']}"
    reason = {
        "mati": f"{result['kesalahan']}: kernel mati dua kali (mungkin memori habis)",
        "waktu": f"{result['kesalahan']}: melewati batas waktu per sel",
    }
    where = f" (pug_analysis/{result['tempat']})" if result.get("tempat") else ""
    return f"{place}: {reason.get(result['status'], result['kesalahan'])}{where}"
