"""What lifelines computes for us, and what is not said of its own lines."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from pug_analysis.stats.survival import from_lifelines
from pug_analysis.stats.survival.hazard_design import NotEstimableError

# In each of the strata 1 and 2 an exposed and an unexposed person, and one event: once of the one,
# once of the other. Likelihood e^b/(1 + e^b) * 1/(1 + e^b): highest at b = 0, information 2 * 1/4.
ROWS = pd.DataFrame(
    {
        "x": [1.0, 0, 1, 0],
        "s": [1, 1, 2, 2],
        "entry": 0,
        "exit": [3, 5, 5, 4],
        "event": [1, 0, 0, 1],
    }
)
COLUMNS = {"entry": "entry", "exit": "exit", "event": "event", "strata": ["s"]}


def test_stretches_by_hand():
    rows = ROWS.assign(row=range(4), event=ROWS["event"].astype(bool))
    found = from_lifelines.cox_of_stretches(rows, row="row", **COLUMNS).loc["x"]
    assert found["estimate"] == pytest.approx(0, abs=1e-9)
    assert found["std_error"] == pytest.approx(np.sqrt(2))


def test_chance_of_none_by_hand():
    # month 2: one of three, left 2/3; month 4: one of the two who are there, one of them since 3
    exit_, event = pd.Series([2, 3, 4, 6]), pd.Series([True, False, True, False])
    entry = pd.Series([0, 0, 0, 3])
    found = from_lifelines.chance_of_none(
        exit_, event, entry=entry, times=pd.Series([1, 2, 3, 4, 5])
    )
    assert found == pytest.approx([1, 2 / 3, 2 / 3, 1 / 3, 1 / 3])


def test_a_likelihood_without_a_maximum_is_refused():
    # only exposed people have the event
    rows = ROWS.assign(row=range(4), event=[True, False, True, False], exit=[3, 5, 3, 4])
    with pytest.raises(NotEstimableError, match="no single maximum"):
        from_lifelines.cox_of_stretches(rows, row="row", **COLUMNS)


@pytest.mark.parametrize(("module", "heard"), [("lifelines.utils", 0), ("pug_analysis.stats", 1)])
def test_outdated_lines_are_left_unsaid_of_lifelines_alone(module, heard):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        with from_lifelines._not_ours_to_mend():
            warnings.warn_explicit("outdated", DeprecationWarning, "x.py", 1, module=module)
            warnings.warn_explicit("divided by zero", RuntimeWarning, "x.py", 2, module=module)
    assert len(said) == heard + 1
