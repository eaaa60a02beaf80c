"""The report of a year: run the notebooks, make the pages, publish all or nothing."""

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
from pug_analysis.ingest.store import read_key
from pug_analysis.report import archive, pool, provenance
from pug_analysis.report.files import check_pages, write_files
from pug_analysis.report.last_year import Section, compare_with_last_year
from pug_analysis.report.leaks import Secrets, check_leaks, collect_secrets, hide_people
from pug_analysis.report.notebooks import Notebook, notebooks_folder
from pug_analysis.report.plan import make_plan
from pug_analysis.report.publish import open_stage, private_folder, publish, workspace_lock
from pug_analysis.report.rilis import build_ledger, check_disclosure
from pug_analysis.report.shared import write_mail
from pug_analysis.terms.kalender import Periode

_LOG: Final = logging.getLogger(__name__)
_PAGE_WARN_BYTES: Final = 400_000


def run_report(
    workspace: Path,
    year: int,
    *,
    edition: str,
    config: Config,
    notebooks: Path | None = None,
    only: tuple[str, ...] = (),
    jobs: int | None = None,
    parameters: Mapping[str, Any] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> Path:
    """Run the notebooks of a year and publish their pages.

    ``data/processed/<year>`` must have been built.

    Parameters
    ----------
    workspace : folder with ``data/processed``
    year : report year; the state is that of 31 December
    edition : "pokja", "publik", or "internal"
    config : settings of the workspace
    notebooks : folder of ``NN_name.ipynb``; by default the workspace's or the package's
    only : names of notebooks to run; the index says which were not asked for
    jobs : notebooks at the same time; by default as many as there are cores
    parameters : own parameters, passed to those notebooks that declare them
    progress : called with name, done, total after each notebook

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
            year,
            edition=edition,
            folder=notebooks or notebooks_folder(workspace),
            only=only,
            given=dict(parameters or {}),
        )
        # First of all: it may read last year's files, whose people the last gate must know too.
        last_year = compare_with_last_year(workspace, year, edition=edition, config=config)
        catalogue = archive.list_input(workspace, year, edition) if config.laporan.arsip else None
        people = read_fingerprints(workspace, Periode(year), key=read_key(workspace))
        secrets = collect_secrets(people, workspace=workspace)
        stage = open_stage(workspace, year, edition)
        # However it ends: pages that were not published may hold what must not be seen.
        at_end.callback(shutil.rmtree, stage, ignore_errors=True)
        log = _open_log(workspace, year, edition)
        processed = workspace / "data" / "processed" / str(year)
        context = provenance.page_context(year, edition, config=config, processed=processed)
        folder = stage / "terbit"
        folder.mkdir(mode=0o755)
        results = run_notebooks(
            plan.notebooks,
            parameters=plan.parameters,
            pages=folder,
            log=log,
            context=context,
            seconds_per_cell=config.laporan.batas_detik_per_sel,
            jobs=jobs,
            progress=progress,
        )
        _write_log(results, log)
        _raise_for_failures(results, year=year, edition=edition, secrets=secrets)
        write_files(
            folder, plan, results, context=context, processed=processed, last_year=last_year
        )
        check_pages(folder, workspace=workspace)
        manifest = provenance.build_manifest(
            folder,
            context=context,
            processed=processed,
            notebooks={n.name: n.path for n in plan.notebooks},
            parameters={
                name: {k: v for k, v in values.items() if k != "workspace"}
                for name, values in plan.parameters.items()
            },
            skipped=plan.describe_skipped(),
            config=config,
            last_year=last_year.origin,
        )
        manifest["buku_rilis"] = build_ledger(
            _tables(results, last_year), year=year, edition=edition
        )
        provenance.write_manifest(manifest, folder / "manifest.json")
        check_disclosure(folder, workspace=workspace, year=year, edition=edition)
        provenance.write_manifest(provenance.describe_run(started), log / "jalan.json")
        check_leaks(folder, secrets)
        write_mail(folder, f"laporan-{year}-{edition}")
        archive.keep_contents(workspace, catalogue or {})
        final = publish(folder, workspace, year, edition)
        archive.write_catalogue(workspace, year, edition, catalogue)
    return final / "index.html"


def _tables(results: Mapping[str, dict[str, Any]], last_year: Section) -> list[dict[str, Any]]:
    """Return every released table of the report."""
    return [*last_year.tables, *(table for one in results.values() for table in one["tabel"])]


def run_notebooks(
    notebooks: Sequence[Notebook],
    *,
    parameters: Mapping[str, dict[str, Any]],
    pages: Path,
    log: Path,
    context: Mapping[str, Any],
    seconds_per_cell: int,
    jobs: int | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[str, dict[str, Any]]:
    """Run notebooks in parallel and write a page for each that succeeds.

    Parameters
    ----------
    pages : folder for the pages
    log : private folder for how each process ended; no values of the data

    Returns
    -------
    Name to result, in the order of the notebooks; see
    :func:`pug_analysis.report.worker.run_job`.
    """
    work = [
        {
            "name": n.name,
            "notebook": str(n.path.resolve()),
            "result": str(log / f"{n.name}.hasil.json"),
            "log": str(log / f"{n.name}.log"),
            "page": str(pages / f"{n.name}.html"),
            "parameters": parameters[n.name],
            "timeout": seconds_per_cell,
            "context": dict(context),
        }
        for n in notebooks
    ]
    results = pool.run_jobs(work, parallel=jobs or pool.usable_cores(), progress=progress)
    return {n.name: results[n.name] for n in notebooks}


def _open_log(workspace: Path, year: int, edition: str) -> Path:
    log = private_folder(workspace, "log", str(year), edition)
    shutil.rmtree(log)
    return private_folder(workspace, "log", str(year), edition)


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
    results: Mapping[str, dict[str, Any]], *, year: int, edition: str, secrets: Secrets
) -> None:
    failed = [
        hide_people(_describe_failure(name, result), secrets)
        for name, result in results.items()
        if result["status"] != "ok"
    ]
    if failed:
        lines = "\n".join(f"- {line}" for line in failed)
        raise ReportError(
            f"Laporan {year} edisi {edition} tidak diterbitkan; laporan terakhir tidak berubah.\n"
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
