"""What is known of people, looked up by their pegawai_id."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pug_analysis.careers.columns import SEX


def of_person(ids: pd.Series, known: pd.Series) -> pd.Series:
    """Value of each person, missing for whom there is none.

    ``ids.map(known)`` says the same, but where ``known`` is empty it has no type of its own, and a
    newer pandas refuses it.

    Parameters
    ----------
    ids : pegawai_id
    known : one value per pegawai_id, which is the index

    Returns
    -------
    Series of the type of ``known``, with the index of ``ids``.
    """
    return known.reindex(ids).set_axis(ids.index)


def sex_of(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Sex of everybody ever in the register, by ``pegawai_id``: staff first, then leavers."""
    both = pd.concat([tables[name][["pegawai_id", SEX]] for name in ("pegawai", "pemberhentian")])
    return both.drop_duplicates("pegawai_id").set_index("pegawai_id")[SEX]
