"""The report of a period: run the notebooks, make the pages, publish all or nothing."""

from __future__ import annotations

import datetime as dt
import json
import logging
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pug_analysis.config import Config
from pug_analysis.errors import ReportError
from pug_analysis.ingest.kept.processed_folder import processed_folder, read_key
from pug_analysis.ingest.people.fingerprints import read_fingerprints
from pug_analysis.report.account import list_warnings
from pug_analysis.report.execute import kept_results, pool
from pug_analysis.report.execute.all_notebooks import run_notebooks
from pug_analysis.report.gate.leaks import (
    Secrets,
    check_columns,
    check_leaks,
    collect_secrets,
    hide_people,
)
from pug_analysis.report.gate.release_ledger import OPEN, build_ledger, check_disclosure
from pug_analysis.report.gate.republish import check_versions, digest_people
from pug_analysis.report.plan.earlier_periods import Earlier, build_earlier, describe_series
from pug_analysis.report.plan.notebooks import notebooks_folder
from pug_analysis.report.plan.plan import make_plan, without_places
from pug_analysis.report.publish import archive, versions
from pug_analysis.report.publish.folders import open_stage, private_folder, publish, workspace_lock
from pug_analysis.report.publish.person_states import PersonStates, write_states
from pug_analysis.report.publish.shared_folder import write_mail
from pug_analysis.report.publish.standing_report import read_standing
from pug_analysis.report.timings import NOTEBOOKS, Timings
from pug_analysis.report.write import provenance
from pug_analysis.report.write.files import check_pages, write_files
from pug_analysis.report.write.last_year import Section, compare_with_last_year
from pug_analysis.terms.kalender import Periode

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition

_LOG: Final = logging.getLogger(__name__)
_PAGE_WARN_BYTES: Final = 400_000


def run_report(
    workspace: Path,
    periode: Periode,
    *,
    edition: Edition,
    config: Config,
    earlier: Earlier | None = None,
    notebooks: Path | None = None,
    only: tuple[str, ...] = (),
    replace: bool = False,
    jobs: int | None = None,
    parameters: Mapping[str, Any] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    printer: Callable[[Path, dt.date, Path], object] | None = None,
    reuse_results: bool = False,
    never_shared: bool = False,
    timings: Timings | None = None,
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
    only : names of notebooks to run; other pages that are published stay as they are, and the index says
        which were not asked for
    replace : with ``only``: nothing stays but the pages asked for
    jobs : notebooks at the same time; by default as many as there are cores
    parameters : own parameters by name or ``notebook.name``, see ``report.parameters.share_out``
    progress : called with name, done, total after each notebook
    printer : puts a PDF beside each page: called with the staged report, its day, a private folder
    reuse_results : take the kept result of a notebook of which nothing changed; the bytes are the same
    never_shared : nobody holds what was published of this edition, so that it may change whatever changed
    timings : filled with where the time went

    Returns
    -------
    Path of the published ``index.html``.

    Raises
    ------
    UsageError
        before anything runs: unknown edition, notebook or parameter, or a wrong type.
    ReportError
        if a notebook failed or a page may not be published; the last report is untouched.
    StandingEditionError
        if a protected edition stays as it is, because so few people's data changed that both versions
        together would tell of them.
    LockedError
        if another process holds the workspace.
    """
    workspace = workspace.resolve()
    started = dt.datetime.now(dt.UTC)
    clock = timings or Timings()
    with workspace_lock(workspace), ExitStack() as at_end:
        with clock.phase("menyiapkan"):
            plan = make_plan(
                workspace,
                periode,
                edition=edition,
                folder=notebooks or notebooks_folder(workspace),
                only=only,
                given=dict(parameters or {}),
                standing=read_standing(workspace, periode, edition) if only and not replace else {},
            )
            pool.warm_up()  # it imports what notebooks need while this process prepares
            if earlier is None:
                earlier = build_earlier(workspace, periode, config=config)
            # After earlier periods are built: the last gate must know their people too.
            people = read_fingerprints(workspace, periode, key=read_key(workspace))
            secrets = collect_secrets(people, workspace=workspace)
            earlier = earlier.hidden(lambda reason: hide_people(reason, secrets))
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
            context["perhatian"] = list_warnings(
                workspace, periode, earlier.built, edition=edition, config=config
            )
            folder = stage / "terbit"
            folder.mkdir(mode=0o755)
            shelf = kept_results.open_shelf(
                workspace, periode, edition, config=config, earlier=earlier.built, use=reuse_results
            )
        with clock.phase("perubahan sejak tahun lalu"):
            last_year = compare_with_last_year(
                workspace, periode, edition=edition, config=config, earlier=earlier
            )
        with clock.phase(NOTEBOOKS):
            results = run_notebooks(
                plan,
                pages=folder,
                released=stage / "rilis",
                told=last_year.tables,
                log=log,
                context=context,
                shelf=shelf,
                seconds_per_cell=config.laporan.batas_detik_per_sel,
                jobs=jobs,
                progress=progress,
            )
        _write_log(results, log)
        _note(results, clock)
        _raise_for_failures(results, periode=periode, edition=edition, secrets=secrets)
        with clock.phase("tabel, buku kerja, gambar, indeks"):
            write_files(
                folder, plan, results, context=context, processed=processed, last_year=last_year,
                left_out=earlier.describe_left_out(),
            )  # fmt: skip
            check_pages(folder, workspace=workspace)
        if printer:
            with clock.phase("PDF"):
                printer(folder, periode.cutoff, stage / "cetak")
        with clock.phase("manifest dan pengendalian pengungkapan"):
            manifest = provenance.build_manifest(
                folder,
                periode,
                context=context,
                processed=processed,
                notebooks={n.name: n.path for n in plan.notebooks},
                parameters={
                    name: without_places(values) for name, values in plan.parameters.items()
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
        with clock.phase("pemeriksaan kebocoran"):
            check_columns(_tables(results, last_year), secrets)
            check_leaks(folder, secrets)
        with clock.phase("perbandingan dengan terbitan sebelumnya"):
            states = {} if edition == OPEN else digest_people(workspace, (*earlier.built, periode))
            check_versions(
                folder, workspace, periode, edition, people=states, never_shared=never_shared
            )
        with clock.phase("arsip dan penerbitan"):
            write_mail(folder, f"laporan-{periode.name}-{edition}")
            archive.keep_contents(workspace, catalogue or {})
            with _kept_as_version(
                folder, workspace, periode, edition, people=states, alone=never_shared
            ):
                final = publish(folder, workspace, periode, edition)
            archive.write_catalogue(workspace, periode, edition, catalogue)
            kept_results.keep_results(workspace, shelf, results, known=plan.names)
    return final / "index.html"


@contextmanager
def _kept_as_version(
    folder: Path,
    workspace: Path,
    periode: Periode,
    edition: Edition,
    *,
    people: Mapping[str, PersonStates],
    alone: bool,
) -> Iterator[None]:
    """Keep what a protected edition told, whatever comes of its publication within."""
    if edition == OPEN:
        yield
        return
    packed = {name: write_states(states) for name, states in people.items()}
    today = dt.datetime.now(dt.UTC).astimezone().date()
    versions.prepare_version(folder, workspace, periode, edition, people=packed, today=today)
    yield
    versions.settle_version(workspace, periode, edition, alone=alone)


def _tables(results: Mapping[str, dict[str, Any]], last_year: Section) -> list[dict[str, Any]]:
    """Return every released table of the report."""
    return [*last_year.tables, *(table for one in results.values() for table in one["tabel"])]


def _note(results: Mapping[str, dict[str, Any]], timings: Timings) -> None:
    """Note how long each notebook took, and which did not run."""
    for name, result in results.items():
        if "detik" in result:
            timings.pages.append((name, *result["detik"]))
        elif result["status"] == "ok":
            timings.reused.append(name)


def _open_log(workspace: Path, periode: Periode, edition: Edition) -> Path:
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
    results: Mapping[str, dict[str, Any]], *, periode: Periode, edition: Edition, secrets: Secrets
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
