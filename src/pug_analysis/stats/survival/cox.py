"""Cox's model on stretches at risk, whose covariates may change from one stretch to the next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import erfc

from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.library_results import check_order
from pug_analysis.stats.survival.hazard import LARGEST_ERROR
from pug_analysis.stats.survival.hazard_design import NotEstimableError


def cox_time_varying(
    spells: pd.DataFrame,
    *,
    terms: str | Sequence[str],
    strata: str | Sequence[str] = (),
    entry: str = "entry",
    exit: str = "exit",
    event: str = "event",
    conf_level: float = 0.95,
) -> pd.DataFrame:
    """Log hazard ratios by Cox's partial likelihood, ties by Efron (lifelines).

    Parameters
    ----------
    spells : DataFrame, one row per stretch (entry, exit] at risk
        A person whose covariates change has a stretch for each value, of which only the last can
        end with the event.
    terms : numeric or boolean columns
    strata : columns whose combinations have baselines of their own
    entry, exit, event : names of the columns; ``event`` is true or false
    conf_level : level of the two-sided normal interval

    Returns
    -------
    DataFrame, one row per term: ``term, estimate, std_error, conf_low, conf_high, p_value,
    hazard_ratio, hazard_ratio_low, hazard_ratio_high, n_event, conf_level, method, unit``. It does
    not depend on the order of the rows.

    Raises
    ------
    ValueError
        if a column is missing or has missing values, a stretch is empty, nobody has the event, or
        a term has one value only.
    NotEstimableError
        (a ValueError) if the likelihood has no single maximum: separation, or terms that are the
        same for all who are at risk together.

    References
    ----------
    Cox (1972), J R Stat Soc B 34:187; Andersen and Gill (1982), Annals of Statistics 10:1100.
    """
    from pug_analysis.stats.survival.from_lifelines import cox_of_stretches

    names = [terms] if isinstance(terms, str) else list(terms)
    layers = [strata] if isinstance(strata, str) else list(strata)
    z = critical_value(conf_level)
    rows = _check(spells, names, layers, (entry, exit, event))
    # The fitter adds up in the order of rows, which must not come from secret pseudonyms.
    rows = rows.sort_values(list(rows.columns), ignore_index=True).assign(row=np.arange(len(rows)))
    fitted = cox_of_stretches(
        rows, row="row", entry=entry, exit=exit, event=event, strata=layers
    ).loc[names]
    estimate, error = fitted["estimate"].to_numpy(), fitted["std_error"].to_numpy()
    # a fit may end on a likelihood that is flat but for rounding, with an error of any size
    if not (error < LARGEST_ERROR).all():
        raise NotEstimableError("the partial likelihood has no single maximum")
    low, high = estimate - z * error, estimate + z * error
    check_order(low, estimate, high, source="lifelines")
    return pd.DataFrame(
        {
            "term": names,
            "estimate": estimate,
            "std_error": error,
            "conf_low": low,
            "conf_high": high,
            "p_value": erfc(np.abs(estimate / error) / np.sqrt(2)),
            "hazard_ratio": np.exp(estimate),
            "hazard_ratio_low": np.exp(low),
            "hazard_ratio_high": np.exp(high),
            "n_event": int(rows[event].sum()),
            "conf_level": conf_level,
            "method": "Cox, Efron",
            "unit": "log hazard",
        }
    )


def _check(
    spells: pd.DataFrame, terms: list[str], strata: list[str], others: tuple[str, str, str]
) -> pd.DataFrame:
    entry, exit_, event = others
    wanted = [*others, *terms, *strata]
    missing = [name for name in wanted if name not in spells.columns]
    if missing:
        raise ValueError(f"spells must have the columns {wanted!r}, but lacked {missing!r}")
    rows = spells[wanted]
    empty = [name for name in wanted if rows[name].isna().any()]
    if empty:
        raise ValueError(f"columns must have no missing values, but {empty!r} had")
    if not (rows[entry] < rows[exit_]).all():
        raise ValueError(f"{entry!r} must be before {exit_!r}, but was not in some rows")
    rows = rows.assign(**{event: rows[event].astype(bool)})
    if not rows[event].any():
        raise ValueError("someone must have the event, but nobody had")
    constant = [name for name in terms if rows[name].nunique() < 2]
    if constant:
        raise ValueError(f"terms must vary, but {constant!r} did not")
    return rows.assign(**{name: rows[name].astype(float) for name in terms})
