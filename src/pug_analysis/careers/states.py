"""One row per person: the state on a cut-off day, and dated posts."""

from __future__ import annotations

from typing import Final

import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.levels import LEVELS, level_in
from pug_analysis.careers.load import Data
from pug_analysis.careers.months import month_number
from pug_analysis.careers.service import known_entries
from pug_analysis.ingest.tables.pegawai import is_active
from pug_analysis.terms.jabatan import is_definitive

#: What a change from one state to the next is made of: corrected records, events, people who came or left.
CHANGE_PARTS: Final = ("pembetulan", "kejadian", "populasi")
_STATE: Final = [SEX, "jenjang"]


def person_states(now: Data, before: Data | None) -> pd.DataFrame:
    """State of everybody last year as known then, last year as known now, and now.

    "Last year" is the cut-off of ``before``, whatever time lies between; without its data, a year
    ago. Effective dates decide. Whoever has no definitive post dated since held then
    what they hold now; whoever has one held what last year's data say, unless the
    history of posts up to then was itself rewritten since: then what it says now. People new to
    the data who were in service by then were missing, and people gone who had left by then were
    counted wrongly: corrections. People gone without a date left in the year.

    Parameters
    ----------
    now : the report's period
    before : an earlier period, if its data are there; without it the first state is not known

    Returns
    -------
    DataFrame, one row per ``pegawai_id`` in service at any of the three: columns (state, ``jenis_kelamin``
    and ``jenjang``), states "dulu", "kini_dulu", "kini"; missing where not in service. ``jenjang`` is
    Pengawas, Administrator, JPT Pratama, or "".
    """
    month = now.until - 12 if before is None else before.until
    present = _snapshot_state(now)
    past = _history_state(now, month)
    moved = dated_posts(now, since=month)
    ids = past.index
    still = ids.isin(present.index) & ~ids.isin(moved)
    known = past.assign(jenjang=past["jenjang"].where(~still, present["jenjang"].reindex(ids)))
    states = {"dulu": known.iloc[:0], "kini_dulu": known, "kini": present}
    if before is not None:
        then = _snapshot_state(before)
        states |= {"dulu": then, "kini_dulu": _corrected(now, before, known, then, moved)}
    return pd.concat(states, axis=1).rename_axis("pegawai_id").sort_index()


def dated_posts(now: Data, *, since: int) -> pd.Index:
    """People with a definitive post dated after a month, by their history or by the export itself.

    Parameters
    ----------
    now : the report's period
    since : month number
    """
    jabatan, pegawai = now.tables["jabatan"], now.tables["pegawai"]
    posts = pd.concat(
        [
            jabatan.loc[is_definitive(jabatan["penugasan"]), ["pegawai_id", "tmt_jabatan"]],
            pegawai[["pegawai_id", "tmt_jabatan"]],
        ]
    )
    dated = month_number(posts["tmt_jabatan"]).between(since + 1, now.until)
    return pd.Index(posts.loc[dated.fillna(False), "pegawai_id"].unique())


def _corrected(
    now: Data, before: Data, known: pd.DataFrame, then: pd.DataFrame, moved: pd.Index
) -> pd.DataFrame:
    """Last year's state as known now, where last year's data say who was there."""
    month = before.until
    present = _snapshot_state(now)
    left = now.tables["pemberhentian"].groupby("pegawai_id")["tmt_pemberhentian"].min()
    gone = left.index[month_number(left).le(month).fillna(False).to_numpy(dtype=bool)]
    old = then.loc[then.index.isin(present.index) | ~then.index.isin(gone)]
    ids = old.index
    rewritten = ids.isin(_rewritten(known, _history_state(before, month)))
    stayed = ids.isin(present.index)
    level = old["jenjang"].where(~rewritten, known["jenjang"].reindex(ids))
    level = level.where(~(stayed & ~ids.isin(moved)), present["jenjang"].reindex(ids))
    sex = old[SEX].where(~stayed, present[SEX].reindex(ids))
    missed = known.loc[
        known.index.isin(present.index)
        & ~known.index.isin(then.index)
        & ~known.index.isin(before.tables["pegawai"]["pegawai_id"])
    ]
    return pd.concat([pd.DataFrame({SEX: sex, "jenjang": level}), missed])


def _rewritten(known: pd.DataFrame, then: pd.DataFrame) -> pd.Index:
    """People whose history up to last year gives another level now than it gave then."""
    both = known.index.intersection(then.index)
    return both[known.loc[both, "jenjang"].ne(then.loc[both, "jenjang"]).to_numpy(dtype=bool)]


def _snapshot_state(data: Data) -> pd.DataFrame:
    return _clean(data.snapshot.set_index("pegawai_id")[_STATE])


def _history_state(data: Data, month: int) -> pd.DataFrame:
    active = is_active(data.tables["pegawai"], config=data.config)
    held = level_in(data.tables, active=active, entered=known_entries(data), month=month)
    return _clean(held.set_index("pegawai_id")[_STATE])


def _clean(state: pd.DataFrame) -> pd.DataFrame:
    level = state["jenjang"].where(state["jenjang"].isin(LEVELS), "")
    return pd.DataFrame(
        {SEX: state[SEX].astype("string"), "jenjang": level.astype("string")}, index=state.index
    )
