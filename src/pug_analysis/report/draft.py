"""A report in the making: what it is about, and the private folders in which it is made."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pug_analysis.config import Config
from pug_analysis.ingest.kept.processed_folder import processed_folder, read_key
from pug_analysis.ingest.people.fingerprints import read_fingerprints
from pug_analysis.report.account import list_warnings
from pug_analysis.report.execute import kept_results, pool
from pug_analysis.report.execute.all_notebooks import Places
from pug_analysis.report.gate.leaks import Secrets, collect_secrets, hide_in_message
from pug_analysis.report.plan.earlier_periods import Earlier, build_earlier
from pug_analysis.report.plan.notebooks import notebooks_folder
from pug_analysis.report.plan.plan import RunPlan, make_plan
from pug_analysis.report.plan.run_options import RunOptions
from pug_analysis.report.publish import archive
from pug_analysis.report.publish.folders import open_stage, private_folder
from pug_analysis.report.publish.standing_report import read_standing
from pug_analysis.report.write import provenance
from pug_analysis.terms.edisi import Edition
from pug_analysis.terms.kalender import Periode


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that the phases of a run share.

    Attributes
    ----------
    plan : which notebooks run, with which parameters
    earlier : the earlier periods that can be read, the others with reasons that tell of nobody
    secrets : the people whom no file may name
    catalogue : the input as it was before anything ran, None where it is not kept
    stage : private folder of this run, removed with all that was not published
    processed : ``data/processed/<periode>``
    context : what every page says
    shelf : kept results of an earlier run
    """

    workspace: Path
    periode: Periode
    edition: Edition
    config: Config
    plan: RunPlan
    earlier: Earlier
    secrets: Secrets
    catalogue: archive.Catalogue | None
    stage: Path
    processed: Path
    context: provenance.PageContext
    shelf: kept_results.Shelf
    log: Path

    @property
    def folder(self) -> Path:
        """The report as it will be published."""
        return self.stage / "terbit"

    @property
    def places(self) -> Places:
        """Where notebooks put what they make."""
        return Places(self.folder, self.stage / "rilis", self.log)


@contextmanager
def open_draft(
    workspace: Path,
    periode: Periode,
    *,
    edition: Edition,
    config: Config,
    earlier: Earlier | None,
    options: RunOptions,
) -> Iterator[Draft]:
    """Prepare a run whose workspace is held; remove its private folder however it ends.

    Raises
    ------
    UsageError, ReportError
        as :func:`pug_analysis.report.plan.plan.make_plan`, before anything is written.
    """
    plan = _plan(workspace, periode, edition, options)
    pool.warm_up()  # it imports what notebooks need while this process prepares
    if earlier is None:
        earlier = build_earlier(workspace, periode, config=config)
    # After earlier periods are built: the last gate must know their people too.
    people = read_fingerprints(workspace, periode, key=read_key(workspace))
    secrets = collect_secrets(people, workspace=workspace)
    earlier = earlier.hidden(lambda reason: hide_in_message(reason, secrets))
    kept = config.laporan.arsip
    catalogue = archive.list_input(workspace, periode, edition) if kept else None
    stage = open_stage(workspace, periode, edition)
    # Pages that were not published may hold what must not be seen.
    try:
        draft = Draft(
            workspace=workspace,
            periode=periode,
            edition=edition,
            config=config,
            plan=plan,
            earlier=earlier,
            secrets=secrets,
            catalogue=catalogue,
            stage=stage,
            processed=processed_folder(workspace, periode),
            context=_context(
                workspace,
                periode,
                edition,
                config=config,
                earlier=earlier,
                pdf=options.printer is not None,
            ),
            shelf=kept_results.open_shelf(
                workspace,
                periode,
                edition,
                config=config,
                earlier=earlier.built,
                use=options.reuse_results,
            ),
            log=_empty_log(workspace, periode, edition),
        )
        draft.folder.mkdir(mode=0o755)
        yield draft
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _plan(workspace: Path, periode: Periode, edition: Edition, options: RunOptions) -> RunPlan:
    stands = options.keeps_other_pages
    return make_plan(
        workspace,
        periode,
        edition=edition,
        folder=options.notebooks or notebooks_folder(workspace),
        only=options.only,
        given=options.parameters,
        standing=read_standing(workspace, periode, edition) if stands else {},
    )


def _context(
    workspace: Path,
    periode: Periode,
    edition: Edition,
    *,
    config: Config,
    earlier: Earlier,
    pdf: bool,
) -> provenance.PageContext:
    warnings = list_warnings(workspace, periode, earlier.built, edition=edition, config=config)
    processed = processed_folder(workspace, periode)
    return provenance.page_context(
        periode, edition, config=config, processed=processed, pdf=pdf, warnings=warnings
    )


def _empty_log(workspace: Path, periode: Periode, edition: Edition) -> Path:
    log = private_folder(workspace, "log", periode.name, edition)
    shutil.rmtree(log)
    return private_folder(workspace, "log", periode.name, edition)
