"""Training as something that changes during a career, and the ways that pretend it does not.

A training that ended in month m counts from month m + 1 on. Whoever "ever" was trained had to stay
long enough, without the promotion, to be trained (immortal time), or was trained because of the
promotion (reverse order); those ways are here to be shown beside the right one.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from pug_analysis.careers.spells import split_at

#: Name of the column, 0 or 1.
DILATIH = "dilatih"


def expose(spells: pd.DataFrame, trained: pd.Series) -> pd.DataFrame:
    """Stretches before and after the training: 0 up to its month, 1 after it.

    Parameters
    ----------
    spells : ``Spells.table``
    trained : month number of the end of the training by ``pegawai_id``

    Returns
    -------
    DataFrame of the same person-time with ``dilatih``. A training in the month of the event or
    later never counts towards it.
    """
    return split_at(spells, trained, name=DILATIH)


def expose_naively(
    spells: pd.DataFrame, trained: pd.Series, *, when: Literal["ever", "before_end"]
) -> pd.DataFrame:
    """Mark people by what only the future shows; wrong, and shown as such.

    Parameters
    ----------
    spells, trained : see :func:`expose`
    when : ``"ever"``: trained at any time, also after the event (reverse order);
        ``"before_end"``: trained before the end of the own time at risk, and counted as trained
        from its beginning (immortal time)

    Returns
    -------
    DataFrame of the same rows with ``dilatih``.
    """
    month = spells["pegawai_id"].map(trained)
    known = month.notna()
    if when == "before_end":
        last = (spells["asal"] + spells["exit"]).groupby(spells["pegawai_id"]).transform("max")
        known &= (month < last).fillna(False)
    return spells.assign(**{DILATIH: known.astype("int64")})


def expose_at(spells: pd.DataFrame, trained: pd.Series, *, landmark: int) -> pd.DataFrame:
    """People at risk at a landmark, marked by what was known of them then.

    Parameters
    ----------
    spells, trained : see :func:`expose`
    landmark : months since the origin

    Returns
    -------
    DataFrame of the stretches after the landmark of those at risk just after it, with ``dilatih``:
    1 if the training had ended by then. Who enters observation later is left out.

    References
    ----------
    Anderson, Cain and Gelber (1983), J Clin Oncol 1:710.
    """
    present = spells.loc[(spells["entry"] <= landmark) & (spells["exit"] > landmark), "pegawai_id"]
    kept = spells.loc[spells["pegawai_id"].isin(present) & (spells["exit"] > landmark)]
    month = kept["pegawai_id"].map(trained)
    by_then = (month <= kept["asal"] + landmark).fillna(False)
    return kept.assign(
        entry=kept["entry"].clip(lower=landmark), **{DILATIH: by_then.astype("int64")}
    ).reset_index(drop=True)
