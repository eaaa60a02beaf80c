"""The report of a year: run the notebooks, make the pages, publish all or nothing."""

from __future__ import annotations

import datetime as dt
import json
import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pug_analysis.config import Config
from pug_analysis.errors import ReportError, UsageError
from pug_analysis.report import outputs, pool, portal, provenance, sheets
from pug_analysis.report.check import find_problems
from pug_analysis.report.notebooks import (
    Notebook,
    Skipped,
    find_missing,
    notebooks_folder,
    read_notebooks,
)
from pug_analysis.report.parameters import (
    check_parameters,
    declared_parameters,
    unknown_parameter,
)
from pug_analysis.report.publish import open_stage, private_folder, publish, workspace_lock

_LOG: Final = logging.getLogger(__name__)
EDITIONS: Final = ("pokja", "internal")
_STANDARD: Final = ("year", "workspace", "edition")
_PAGE_WARN_BYTES: Final = 400_000
_PAGE_LIMIT_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is run, with which parameters, and what is not."""

    notebooks: tuple[Notebook, ...]
    skipped: tuple[Skipped, ...]
    parameters: Mapping[str, dict[str, Any]]
    names: tuple[str, ...]


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
    edition : "pokja" or "internal"
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
    if edition not in EDITIONS:
        allowed = ", ".join(EDITIONS)
        raise UsageError(f"Edisi harus salah satu dari {allowed}, bukan {edition!r}.")
    with workspace_lock(workspace):
        plan = _make_plan(
            workspace,
            year,
            edition=edition,
            folder=notebooks or notebooks_folder(workspace),
            only=only,
            given=dict(parameters or {}),
        )
        stage = open_stage(workspace, year, edition)
        log = _open_log(workspace, year, edition)
        processed = workspace / "data" / "processed" / str(year)
        context = provenance.page_context(year, edition, config=config, processed=processed)
        folder = stage / "terbit"
        folder.mkdir(mode=0o755)
        results = run_notebooks(
            plan.notebooks,
            parameters=plan.parameters,
            workspace=workspace,
            pages=folder,
            log=log,
            context=context,
            seconds_per_cell=config.laporan.batas_detik_per_sel,
            jobs=jobs,
            progress=progress,
        )
        _write_log(results, log)
        _raise_for_failures(results, year=year, edition=edition)
        _write_files(folder, plan, results, context=context, processed=processed)
        _check_pages(folder, secrets=_secrets(workspace))
        manifest = provenance.build_manifest(
            folder,
            context=context,
            processed=processed,
            notebooks={n.name: n.path for n in plan.notebooks},
            parameters={
                name: {k: v for k, v in values.items() if k != "workspace"}
                for name, values in plan.parameters.items()
            },
            skipped=_describe_skipped(plan),
            started=started,
        )
        provenance.write_manifest(manifest, folder / "manifest.json")
        final = publish(folder, workspace, year, edition)
        shutil.rmtree(stage)
    return final / "index.html"


def run_notebooks(
    notebooks: Sequence[Notebook],
    *,
    parameters: Mapping[str, dict[str, Any]],
    workspace: Path,
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
    log : private folder for executed notebooks, results and what the processes print

    Returns
    -------
    Name to result, in the order of the notebooks; see
    :func:`pug_analysis.report.worker.run_job`.
    """
    work = [
        {
            "name": n.name,
            "notebook": str(n.path.resolve()),
            "executed": str(log / n.path.name),
            "result": str(log / f"{n.name}.hasil.json"),
            "log": str(log / f"{n.name}.log"),
            "page": str(pages / f"{n.name}.html"),
            "cwd": str(workspace),
            "parameters": parameters[n.name],
            "timeout": seconds_per_cell,
            "context": dict(context),
        }
        for n in notebooks
    ]
    results = pool.run_jobs(work, parallel=jobs or pool.usable_cores(), progress=progress)
    return {n.name: results[n.name] for n in notebooks}


def _make_plan(
    workspace: Path,
    year: int,
    *,
    edition: str,
    folder: Path,
    only: tuple[str, ...],
    given: dict[str, Any],
) -> _Plan:
    """Decide what runs and refuse wrong parameters before anything does."""
    found, chosen = read_notebooks(folder, only=only)
    standard = {"year": year, "workspace": str(workspace), "edition": edition}
    processed = workspace / "data" / "processed" / str(year)
    known: dict[str, Any] = {}
    passed, skipped, running = {}, [], []
    for notebook in found:
        declared = declared_parameters(notebook.path)
        lacking = [name for name in _STANDARD if name not in declared]
        if lacking:
            raise ReportError(
                f"Notebook {notebook.name}: sel 'parameters' harus memuat {', '.join(lacking)}."
            )
        known |= declared
        values = standard | {k: v for k, v in given.items() if k in declared}
        check_parameters(notebook.path, values)
        reason = (
            find_missing(notebook, processed)
            if notebook.name in chosen
            else "Tidak diminta pada kali ini."
        )
        if reason:
            skipped.append(Skipped(notebook.name, notebook.title, reason))
        else:
            running.append(notebook)
            passed[notebook.name] = values
    for name in given:
        if name in _STANDARD or name not in known:
            own = {k: v for k, v in known.items() if k not in _STANDARD}
            raise UsageError(unknown_parameter("Laporan", name, own))
    if not running:
        reasons = " ".join(f"{s.name}: {s.reason}" for s in skipped)
        raise ReportError(f"Tidak ada notebook yang dapat dijalankan. {reasons}")
    return _Plan(tuple(running), tuple(skipped), passed, tuple(n.name for n in found))


def _open_log(workspace: Path, year: int, edition: str) -> Path:
    log = private_folder(workspace, "log", str(year), edition)
    shutil.rmtree(log)
    return private_folder(workspace, "log", str(year), edition)


def _write_log(results: Mapping[str, dict[str, Any]], log: Path) -> None:
    """Keep, per notebook, how it ended and how many outputs were held back; no values."""
    summary = {
        name: {
            key: result[key]
            for key in ("status", "sel", "kesalahan", "bita", "ditahan")
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


def _raise_for_failures(results: Mapping[str, dict[str, Any]], *, year: int, edition: str) -> None:
    failed = [
        _describe_failure(name, result)
        for name, result in results.items()
        if result["status"] != "ok"
    ]
    if failed:
        lines = "\n".join(f"- {line}" for line in failed)
        raise ReportError(
            f"Laporan {year} edisi {edition} tidak diterbitkan; laporan terakhir tidak berubah.\n"
            f"{lines}\nRincian ada di folder tertutup .pug/log/{year}/{edition}."
        )


def _describe_failure(name: str, result: Mapping[str, Any]) -> str:
    place = f"{name}, sel kode {result['sel']}" if result["sel"] else name
    if result["pesan"]:
        return f"{place}: {result['kesalahan']}: {result['pesan']}"
    reason = {
        "mati": f"{result['kesalahan']}: kernel mati dua kali (mungkin memori habis)",
        "waktu": f"{result['kesalahan']}: melewati batas waktu per sel",
    }
    return f"{place}: {reason.get(result['status'], result['kesalahan'])}"


def _write_files(
    folder: Path,
    plan: _Plan,
    results: Mapping[str, dict[str, Any]],
    *,
    context: Mapping[str, Any],
    processed: Path,
) -> None:
    tables = [table for result in results.values() for table in result["tabel"]]
    figures = [figure for result in results.values() for figure in result["gambar"]]
    for kind, items in (("tabel", tables), ("gambar", figures)):
        names = [item["name"] for item in items]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ReportError(f"Nama {kind} dipakai lebih dari sekali: {', '.join(twice)}.")
        if items:
            (folder / kind).mkdir()
    for table in tables:
        (folder / "tabel" / f"{table['name']}.csv").write_bytes(sheets.format_csv(table))
    if tables:
        sheets.write_workbook(tables, folder / "tabel.xlsx")
    for figure in figures:
        (folder / "gambar" / f"{figure['name']}.png").write_bytes(outputs.read_png(figure))
    html = portal.render_portal(
        context=context,
        pages=[
            {
                "tautan": f"{n.name}.html",
                "judul": results[n.name]["judul"],
                "ringkas": n.summary,
            }
            for n in plan.notebooks
        ],
        headlines=_collect_headlines(plan, results),
        tables=tables,
        skipped=_describe_skipped(plan),
        row_account=provenance.read_row_account(processed),
        inputs=provenance.read_inputs(processed),
    )
    (folder / "index.html").write_bytes(html.encode("utf-8"))


def _collect_headlines(plan: _Plan, results: Mapping[str, dict[str, Any]]) -> list[dict[str, str]]:
    """Collect the cards of the index; a card of a skipped page links to its own notebook's."""
    cards = []
    for name, result in results.items():
        for card in result["kartu"]:
            target = card.get("href_notebook") or name
            if target not in plan.names:
                raise ReportError(f"Notebook {name}: kartu menunjuk notebook asing '{target}'.")
            page = target if target in results else name
            cards.append(
                {key: card[key] for key in ("label", "value", "note")} | {"tautan": f"{page}.html"}
            )
    return cards


def _describe_skipped(plan: _Plan) -> list[dict[str, str]]:
    return [{"nama": s.name, "judul": s.title, "alasan": s.reason} for s in plan.skipped]


def _check_pages(folder: Path, *, secrets: tuple[str, ...]) -> None:
    problems = []
    for page in sorted(folder.glob("*.html")):
        data = page.read_bytes()
        found = find_problems(data.decode("utf-8"), secrets=secrets)
        if len(data) > _PAGE_LIMIT_BYTES:
            found.append(f"lebih besar dari {_PAGE_LIMIT_BYTES // 1000} kB")
        problems.extend(f"- {page.name}: {problem}" for problem in found)
    if problems:
        lines = "\n".join(problems)
        raise ReportError(
            f"Halaman tidak boleh diterbitkan; laporan terakhir tidak berubah.\n{lines}"
        )


def _secrets(workspace: Path) -> tuple[str, ...]:
    """Return the path of the workspace, unless it is so short that it says nothing."""
    return (str(workspace),) if len(workspace.parts) > 2 else ()
