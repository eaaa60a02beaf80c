"""What is borrowed from lifelines: Cox's model and a second engine for the chance of no event.

No other module imports lifelines. Its releases name the pandas they were tested with, so that this is
the dependency which holds the project at a pandas; what it asks for, what it returns and what pandas
says of its code is known here alone, and the day it lifts its bound changes a line of pyproject.toml.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pandas as pd
from lifelines import CoxTimeVaryingFitter, KaplanMeierFitter
from lifelines.exceptions import ConvergenceError, ConvergenceWarning

from pug_analysis.stats.library_results import check_probability
from pug_analysis.stats.survival.hazard_design import NotEstimableError

#: Newton steps go on until nothing moves: results must not depend on the machine.
_EXACT = {"precision": 1e-12, "r_precision": 1e-14}


def cox_of_stretches(
    rows: pd.DataFrame, *, row: str, entry: str, exit: str, event: str, strata: list[str]
) -> pd.DataFrame:
    """Fit Cox's model to stretches at risk, ties by Efron; every other column is a term.

    Returns
    -------
    DataFrame ``estimate, std_error`` (log hazards) with the terms as its index

    Raises
    ------
    NotEstimableError
        if the partial likelihood has no single maximum.
    """
    with _not_ours_to_mend():
        warnings.simplefilter("error", ConvergenceWarning)
        # a guess from the spread of a column, made before anything is fitted
        warnings.filterwarnings("ignore", ".*very low variance", ConvergenceWarning)
        try:
            fitter = CoxTimeVaryingFitter().fit(
                rows, id_col=row, start_col=entry, stop_col=exit, event_col=event,
                strata=strata or None, fit_options=_EXACT,
            )  # fmt: skip
        except (ConvergenceError, ConvergenceWarning, np.linalg.LinAlgError) as error:
            raise NotEstimableError("the partial likelihood has no single maximum") from error
        return pd.DataFrame({"estimate": fitter.params_, "std_error": fitter.standard_errors_})


def chance_of_none(
    exit: pd.Series, event: pd.Series, *, entry: pd.Series, times: pd.Series
) -> np.ndarray:
    """Estimate the chance of no event yet (Kaplan-Meier) at each of the times."""
    with _not_ours_to_mend():
        fitted = KaplanMeierFitter().fit(exit, event, entry=entry)
        found = fitted.survival_function_at_times(times).to_numpy()
    return check_probability(found, source="lifelines")


@contextmanager
def _not_ours_to_mend() -> Iterator[None]:
    """Leave unsaid what a newer pandas finds outdated in lines of lifelines itself."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"lifelines(\.|$)")
        yield
