"""Each kind of error ends the program with its own number."""

from __future__ import annotations

import pytest

from pug_analysis import errors


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.DataError, 1),
        (errors.ReportError, 1),
        (errors.StandingEditionError, 1),
        (errors.UsageError, 2),
        (errors.LockedError, 75),
    ],
)
def test_exit_codes(kind, code):
    assert kind("x").exit_code == code
    assert issubclass(kind, errors.PugError)
