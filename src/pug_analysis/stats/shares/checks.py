"""What estimates of shares ask of their input, refused in the same words everywhere."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def whole_counts(count: ArrayLike, total: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return counts and totals as whole numbers of one shape.

    Parameters
    ----------
    count, total : shape (n,), or one number for all

    Raises
    ------
    ValueError
        if they are not whole, or a count is not between 0 and its total.

    Examples
    --------
    >>> whole_counts([1, 2], 5)
    (array([1, 2]), array([5, 5]))
    """
    k, n = np.broadcast_arrays(np.atleast_1d(count), np.atleast_1d(total))
    if np.any(k != np.floor(k)) or np.any(n != np.floor(n)):
        raise ValueError("count and total must be whole numbers")
    if np.any(k < 0) or np.any(k > n):
        raise ValueError("count must be between 0 and total")
    return k.astype("int64"), n.astype("int64")


#: What arithmetic may lose of a share: 0.6 - 0.5 is less than 0.1 by it.
TAIL_ROUNDING = 1e-12


def reaches(difference: ArrayLike, margin: float) -> np.ndarray:
    """Whether differences of shares are at least a margin; one of exactly the margin is.

    Examples
    --------
    >>> 0.6 - 0.5 >= 0.1, reaches([0.6 - 0.5, 0.0999], 0.1).tolist()
    (False, [True, False])
    """
    found: np.ndarray = np.asarray(difference, dtype=float) >= margin - TAIL_ROUNDING
    return found


def check_inside(name: str, value: float) -> None:
    """Refuse a share or level that is not strictly between 0 and 1.

    Raises
    ------
    ValueError
        with the name of the option and its value.
    """
    if not 0 < value < 1:
        raise ValueError(f"{name} must be between 0 and 1, but was {value!r}")
