"""Functions of a text, applied once per distinct text of a column."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd


def parse_unique(
    texts: pd.Series, parse: Callable[[str], tuple[str, str]]
) -> tuple[pd.Series, pd.Series]:
    """Apply a parser once per distinct text: the values, and the code of a finding or "".

    Parameters
    ----------
    texts : clean texts by row address
    parse : from a text to (value, code)
    """
    codes, values = pd.factorize(texts, use_na_sentinel=False)
    parsed = [parse(v) for v in values]
    results = pd.array([v for v, _ in parsed] or [""], dtype="string")
    kinds = np.array([k for _, k in parsed] or [""], dtype=object)
    return pd.Series(results[codes], texts.index), pd.Series(kinds[codes], texts.index)


def map_unique(texts: pd.Series, function: Callable[[str], str]) -> pd.Series:
    """Apply a function of a text once per distinct text."""
    return parse_unique(texts, lambda text: (function(text), ""))[0]
