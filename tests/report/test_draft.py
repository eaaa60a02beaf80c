"""A draft is made in a private folder that is gone however the run ends."""

from __future__ import annotations

import pytest

from pug_analysis.config import Config
from pug_analysis.report.draft import open_draft
from pug_analysis.report.plan.run_options import RunOptions
from pug_analysis.terms.kalender import Periode


@pytest.fixture
def workspace(tmp_path, toys):
    toys.write_processed(tmp_path)
    toys.write_notebook(tmp_path / "notebooks" / "01_profil.ipynb", toys.good_cells())
    return tmp_path.resolve()


def open_one(workspace, **options):
    return open_draft(
        workspace, Periode(2025), edition="pokja", config=Config(), earlier=None,
        options=RunOptions(**options),
    )  # fmt: skip


def test_what_was_not_published_is_gone_when_a_run_fails(workspace):
    opened = open_one(workspace)
    draft = opened.__enter__()
    (draft.folder / "01_profil.html").write_text("half a page", encoding="utf-8")
    assert draft.places.pages == draft.folder
    assert draft.places.released.parent == draft.stage
    swallowed = opened.__exit__(RuntimeError, RuntimeError("halted"), None)
    assert not swallowed
    assert not draft.stage.exists()


def test_pages_know_whether_a_pdf_stands_beside_them(workspace):
    with open_one(workspace) as plain:
        assert not plain.context["pdf"]
    with open_one(workspace, printer=lambda *_: None) as printed:
        assert printed.context["pdf"]


def test_the_log_of_the_run_before_is_emptied(workspace):
    with open_one(workspace) as draft:
        (draft.log / "01_profil.log").write_text("old", encoding="utf-8")
    with open_one(workspace) as again:
        assert again.log == draft.log
        assert list(again.log.iterdir()) == []


def test_the_input_is_listed_only_where_it_is_archived(workspace):
    with open_one(workspace) as draft:
        assert draft.catalogue is not None
    config = Config.model_validate({"laporan": {"arsip": False}})
    opened = open_draft(
        workspace, Periode(2025), edition="pokja", config=config, earlier=None, options=RunOptions()
    )
    with opened as draft:
        assert draft.catalogue is None
