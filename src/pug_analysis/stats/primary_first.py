"""Several tests of which one was named before the data were seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pug_analysis.stats.shares.proportions import holm

#: Part of the chance of a false alarm that belongs to the question named in advance.
PRIMARY_SHARE = 0.8


def primary_first(
    primary: float, others: ArrayLike, *, share: float = PRIMARY_SHARE
) -> tuple[float, np.ndarray]:
    """Adjust p-values so that under no effect some is below alpha with a chance of at most alpha.

    The primary one is tested at ``share`` times alpha, whatever the others are: a page can judge it
    alone and a table among the others, and both say the same. The others have what is left, by
    Holm's steps; once the primary one is rejected, they have all of alpha.

    Parameters
    ----------
    primary : p-value of the question named in advance; missing (nan) where it cannot be tested, and
        the others then have all of alpha
    others : shape (n,), of the others; missing ones stay missing and do not count
    share : part of alpha for the primary one, between 0 and 1

    Returns
    -------
    primary, others : adjusted p-values: each is significant where it is below alpha

    Raises
    ------
    ValueError
        if ``share`` is not between 0 and 1.

    References
    ----------
    Closed tests with weights and alpha handed on: Marcus, Peritz and Gabriel (1976), Biometrika
    63:655; Bretz, Maurer, Brannath and Posch (2009), Statistics in Medicine 28:586.

    Examples
    --------
    >>> first, rest = primary_first(0.03, [0.02, 0.004])
    >>> round(first, 4), rest.round(4).tolist()
    (0.0375, [0.0375, 0.0375])
    >>> first, rest = primary_first(0.5, [0.02, 0.004])
    >>> round(first, 4), rest.round(4).tolist()
    (0.625, [0.1, 0.04])
    """
    if not 0 < share < 1:
        raise ValueError(f"share must be between 0 and 1, but was {share!r}")
    own = min(1.0, primary / share) if not np.isnan(primary) else float("nan")
    among = np.asarray(holm(np.asarray(others, dtype=float)), dtype=float)
    if np.isnan(own):
        return own, among
    return own, np.minimum(np.maximum(among, own), np.minimum(1.0, among / (1 - share)))
