"""The report of a period: run the notebooks, make the pages, publish all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pug_analysis.config import Config
from pug_analysis.report.draft import Draft, open_draft
from pug_analysis.report.execute import kept_results
from pug_analysis.report.execute.all_notebooks import run_notebooks
from pug_analysis.report.execute.run_log import log_endings, note_endings, require_made
from pug_analysis.report.gate.leaks import check_columns, check_leaks
from pug_analysis.report.gate.release_ledger import build_ledger, check_disclosure
from pug_analysis.report.gate.republish import check_versions, digest_people
from pug_analysis.report.plan.earlier_periods import Earlier, describe_series
from pug_analysis.report.plan.plan import without_places
from pug_analysis.report.plan.run_options import RunOptions
from pug_analysis.report.publish import archive, versions
from pug_analysis.report.publish.folders import publish, workspace_lock
from pug_analysis.report.publish.person_states import PersonStates, write_states
from pug_analysis.report.publish.shared_folder import write_mail
from pug_analysis.report.timings import NOTEBOOKS, Timings
from pug_analysis.report.write import manifest
from pug_analysis.report.write.files import check_pages, write_files
from pug_analysis.report.write.last_year import Section, compare_with_last_year
from pug_analysis.report.write.made import Made, all_tables
from pug_analysis.terms.edisi import OPEN, Edition
from pug_analysis.terms.kalender import Periode


def run_report(
    workspace: Path,
    periode: Periode,
    *,
    edition: Edition,
    config: Config,
    earlier: Earlier | None = None,
    options: RunOptions | None = None,
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
    options : which notebooks, with which parameters, and how; by default all of them
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
    workspace, started = workspace.resolve(), dt.datetime.now(dt.UTC)
    options, clock = options or RunOptions(), timings or Timings()
    with workspace_lock(workspace), ExitStack() as until_the_end:
        with clock.phase("menyiapkan"):
            opened = open_draft(
                workspace, periode, edition=edition, config=config, earlier=earlier, options=options
            )
            draft = until_the_end.enter_context(opened)
        with clock.phase("perubahan sejak tahun lalu"):
            last_year = compare_with_last_year(
                workspace, periode, edition=edition, config=config, earlier=draft.earlier
            )
        results = _run_notebooks(draft, last_year, options, clock)
        with clock.phase("tabel, buku kerja, gambar, indeks"):
            _write_files(draft, results, last_year)
        if options.printer:
            with clock.phase("PDF"):
                options.printer(draft.folder, periode.cutoff, draft.stage / "cetak")
        with clock.phase("manifest dan pengendalian pengungkapan"):
            _write_manifest(draft, results, last_year)
            check_disclosure(draft.folder, workspace=workspace, periode=periode, edition=edition)
            manifest.write_manifest(manifest.describe_run(started), draft.log / "jalan.json")
        with clock.phase("pemeriksaan kebocoran"):
            check_columns(all_tables(results.values(), told=last_year.tables), draft.secrets)
            check_leaks(draft.folder, draft.secrets)
        with clock.phase("perbandingan dengan terbitan sebelumnya"):
            people = _compare_versions(draft, never_shared=options.never_shared)
        with clock.phase("arsip dan penerbitan"):
            final = _publish(draft, results, people, never_shared=options.never_shared)
    return final / "index.html"


def _run_notebooks(
    draft: Draft, last_year: Section, options: RunOptions, clock: Timings
) -> dict[str, Made]:
    """Run every notebook; what is told of those that failed is told of all of them at once."""
    with clock.phase(NOTEBOOKS):
        endings = run_notebooks(
            draft.plan,
            places=draft.places,
            context=draft.context,
            shelf=draft.shelf,
            seconds_per_cell=draft.config.laporan.batas_detik_per_sel,
            told=last_year.tables,
            jobs=options.jobs,
            progress=options.progress,
        )
    log_endings(endings, draft.log)
    note_endings(endings, clock)
    return require_made(
        endings, periode=draft.periode, edition=draft.edition, secrets=draft.secrets
    )


def _write_files(draft: Draft, results: Mapping[str, Made], last_year: Section) -> None:
    write_files(
        draft.folder,
        draft.plan,
        results,
        context=draft.context,
        processed=draft.processed,
        last_year=last_year,
        left_out=draft.earlier.describe_left_out(),
    )
    check_pages(draft.folder, workspace=draft.workspace)


def _write_manifest(draft: Draft, results: Mapping[str, Made], last_year: Section) -> None:
    tables = all_tables(results.values(), told=last_year.tables)
    facts = manifest.Facts(
        notebooks={n.name: n.path for n in draft.plan.notebooks},
        parameters={name: without_places(own) for name, own in draft.plan.parameters.items()},
        skipped=draft.plan.describe_skipped(),
        last_year=last_year.origin,
        series=describe_series(draft.workspace, draft.earlier),
        forms=archive.list_forms(draft.workspace),
        ledger=build_ledger(tables, periode=draft.periode, edition=draft.edition),
    )
    told = manifest.build_manifest(
        draft.folder,
        draft.periode,
        facts,
        context=draft.context,
        processed=draft.processed,
        config=draft.config,
    )
    manifest.write_manifest(told, draft.folder / "manifest.json")


def _compare_versions(draft: Draft, *, never_shared: bool) -> Mapping[str, PersonStates]:
    """Refuse a version that tells of few people beside those that were published; return who counts."""
    periods = (*draft.earlier.built, draft.periode)
    people = {} if draft.edition == OPEN else digest_people(draft.workspace, periods)
    check_versions(
        draft.folder, draft.workspace, draft.periode, draft.edition,
        people=people, never_shared=never_shared,
    )  # fmt: skip
    return people


def _publish(
    draft: Draft,
    results: Mapping[str, Made],
    people: Mapping[str, PersonStates],
    *,
    never_shared: bool,
) -> Path:
    workspace, periode, edition = draft.workspace, draft.periode, draft.edition
    write_mail(draft.folder, f"laporan-{periode.name}-{edition}")
    archive.keep_contents(workspace, draft.catalogue or {})
    with _kept_as_version(draft, people, alone=never_shared):
        final = publish(draft.folder, workspace, periode, edition)
    archive.write_catalogue(workspace, periode, edition, draft.catalogue)
    kept_results.keep_results(workspace, draft.shelf, results, known=draft.plan.names)
    return final


@contextmanager
def _kept_as_version(
    draft: Draft, people: Mapping[str, PersonStates], *, alone: bool
) -> Iterator[None]:
    """Keep what a protected edition told, whatever comes of its publication within."""
    if draft.edition == OPEN:
        yield
        return
    packed = {name: write_states(states) for name, states in people.items()}
    today = dt.datetime.now(dt.UTC).astimezone().date()
    workspace, periode, edition = draft.workspace, draft.periode, draft.edition
    versions.prepare_version(draft.folder, workspace, periode, edition, people=packed, today=today)
    yield
    versions.settle_version(workspace, periode, edition, alone=alone)
