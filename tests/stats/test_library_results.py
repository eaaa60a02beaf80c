"""Results of libraries are looked at before they are used."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

from pug_analysis.stats import library_results
from pug_analysis.stats.library_results import (
    LibraryResultError,
    check_minimum,
    check_order,
    check_probability,
)

PACKAGE = Path(library_results.__file__).parents[1]
#: What is a closed formula of its arguments, or a shape of numbers: nothing that could go astray.
FORMULAS = {
    "scipy.special", "scipy.sparse", "statsmodels.genmod.families",
    # names of errors and warnings
    "lifelines.exceptions",
}  # fmt: skip
#: Modules that compare with a library, or look at each of its answers themselves.
LOOKED_AT = {
    "analyses/incidence.py": "the library is the second engine that ours is compared with",
    "stats/survival/from_lifelines.py": "what it fits is looked at where it is used, by stats.survival.cox and analyses.incidence",
    "audit/attack.py": "every status of the linear program is read",
}


# --- by hand
def test_order_of_limits():
    check_order([0.5, np.nan], [1.0, np.nan], [np.inf, np.nan], source="x")
    check_order(1.0, 1.0 - 1e-12, 1.0, source="x")  # rounding
    for numbers in ((1.1, 1.0, 2.0), (0.5, 1.0, 0.9), (np.nan, 1.0, 2.0), (0.5, np.nan, 2.0)):
        with pytest.raises(LibraryResultError, match="a root gave"):
            check_order(*numbers, source="a root")


def test_probabilities():
    given = check_probability([np.nan, -1e-15, 0.3], source="x")
    assert np.isnan(given[0])
    assert given[1:].tolist() == [0.0, 0.3]
    with pytest.raises(LibraryResultError, match=r"a tail gave a probability of 1\.2"):
        check_probability(1.2, source="a tail")


def test_a_search_that_stopped_early_is_found_out():
    def bowl(x):
        return float((x[0] - 1) ** 2)

    check_minimum(bowl, np.array([1.0]), bounds=[(-5, 5)], source="x")
    check_minimum(bowl, np.array([0.5]), bounds=[(-5, 0.5)], source="x")  # at its bound
    with pytest.raises(LibraryResultError, match="a search stopped before the minimum"):
        check_minimum(bowl, np.array([0.9]), bounds=[(-5, 5)], source="a search")
    check_minimum(bowl, np.array([0.9]), bounds=[(-5, 5)], source="x", size=1e6)


# --- the house
def test_every_module_that_computes_with_a_library_has_its_results_checked():
    """A search, a fit or a distribution of scipy, statsmodels or lifelines, and no check beside it."""
    unchecked = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        imported = [
            node.module
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module
        ]
        used = {
            module
            for module in imported
            if module.split(".")[0] in {"scipy", "statsmodels", "lifelines"}
            and module not in FORMULAS
        }
        if used and name not in LOOKED_AT and "pug_analysis.stats.library_results" not in imported:
            unchecked.append(name)
    assert not unchecked


def test_order_is_checked_beside_the_size_of_the_numbers():
    # one part in a thousand million is rounding, of large numbers as of small ones
    check_order([1e6 + 5e-4], [1e6], [2e6], source="x")
    with pytest.raises(LibraryResultError, match="x gave"):
        check_order([1e6 + 5], [1e6], [2e6], source="x")
    with pytest.raises(LibraryResultError, match="x gave"):
        check_order([1e-10], [1e-12], [1], source="x")
    check_order([0], [0], [1], source="x")
