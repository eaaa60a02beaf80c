"""Pages that were not asked for stay only where some were asked for and replacing was not."""

from __future__ import annotations

import pytest

from pug_analysis.report.plan.run_options import RunOptions


@pytest.mark.parametrize(
    ("only", "replace", "stay"),
    [((), False, False), ((), True, False), (("01_a",), False, True), (("01_a",), True, False)],
)
def test_which_options_keep_other_pages(only, replace, stay):
    assert RunOptions(only=only, replace=replace).keeps_other_pages is stay


def test_by_default_everything_runs_anew():
    options = RunOptions()
    assert (options.only, options.parameters, options.printer) == ((), {}, None)
    assert not options.reuse_results
    assert not options.never_shared
