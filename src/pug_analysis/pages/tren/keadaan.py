"""Who stood on which line at two dates, and at the earlier one as the records say now.

``pages.depan.perubahan`` tells this for being in service and for structural levels. Here the same rule,
that effective dates decide, is carried to the other traits of Tabel 4.1.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from pug_analysis.careers.columns import SEX
from pug_analysis.careers.levels import LEVELS
from pug_analysis.careers.load import Data
from pug_analysis.careers.months import month_number
from pug_analysis.careers.states import dated_posts, person_states
from pug_analysis.pages.tren.baris import TRAITS, traits_of
from pug_analysis.terms import pegawai

#: Then as known then; then as known now; now.
STATES: Final = ("dulu", "kini_dulu", "kini")
#: Traits that a post gives, and their value for each structural level or for none.
_OF_LEVEL: Final = {
    "posisi": {level: level for level in LEVELS} | {"": "Pelaksana"},
    **{
        f"setara_{ragam}": {"JPT Pratama": "II", "Administrator": "III", "Pengawas": "", "": ""}
        for ragam in "abc"
    },
}
#: Traits that change as time passes: column of the snapshot, and its bands.
_PASSING: Final = {
    "usia": ("usia_tahun", pegawai.KELOMPOK_USIA),
    "masa_kerja": ("masa_kerja_tahun", pegawai.KELOMPOK_MASA_KERJA),
}


def are_linked(now: Data, before: Data) -> bool:
    """Whether people can be followed from one period to the other.

    Pseudonyms of two periods agree if they were made with the same key. With another key nobody
    is found again, and everybody would seem to have left and come.
    """
    later = pd.concat([now.tables[name]["pegawai_id"] for name in ("pegawai", "pemberhentian")])
    return bool(before.snapshot["pegawai_id"].isin(later).any())


def line_states(now: Data, before: Data) -> pd.DataFrame:
    """Sex and traits of everybody at the three states.

    Who was in service, of which sex and on which structural level follows
    :func:`careers.states.person_states`. Of the other traits the earlier value is today's unless
    something dated in between explains the difference: a post (kind of post), an appointment or
    grade (status), a grade (golongan), a diploma of that year (pendidikan); without a history of
    diplomas every change of education counts as explained. Age and length of service change by
    the passing of time; only what differs from that was corrected.

    Parameters
    ----------
    now, before : periods whose people can be followed, see :func:`are_linked`

    Returns
    -------
    DataFrame by ``pegawai_id``: columns (state, ``jenis_kelamin`` and ``TRAITS``), missing where
    not in service.
    """
    states = person_states(now, before)
    then, present = (traits_of(data).reindex(states.index) for data in (before, now))
    known = pd.DataFrame({SEX: states["kini_dulu", SEX]})
    recent = _dated(now, since=before.until)
    for trait in TRAITS:
        if trait in _OF_LEVEL:
            known[trait] = _of_post(trait, states, then, present, dated=recent["posisi"])
        elif trait in _PASSING:
            known[trait] = _of_time(trait, now, before).reindex(states.index)
        else:
            known[trait] = _earlier(then[trait], present[trait], dated=recent.get(trait))
    known = known.where(known[SEX].notna())
    return pd.concat(dict(zip(STATES, (then, known, present), strict=True)), axis=1)


def _earlier(then: pd.Series, present: pd.Series, *, dated: pd.Index | None) -> pd.Series:
    """The earlier value: as it was where a date explains the change, else as it is now."""
    explained = then.index.isin(dated) if dated is not None else False
    return present.where(~(explained & then.notna()), then).fillna(then)


def _of_post(
    trait: str, states: pd.DataFrame, then: pd.DataFrame, present: pd.DataFrame, *, dated: pd.Index
) -> pd.Series:
    """The value that the level gives; without a level, that of the post which was none."""
    level = states["kini_dulu", "jenjang"]
    free = {
        name: frame[trait].where(~frame["posisi"].isin(list(LEVELS)))
        for name, frame in (("then", then), ("present", present))
    }
    none = _earlier(free["then"], free["present"], dated=dated).fillna(_OF_LEVEL[trait][""])
    return none.where(level == "", level.map(_OF_LEVEL[trait])).astype("string")


def _of_time(trait: str, now: Data, before: Data) -> pd.Series:
    """The earlier band: as it was if the years passed as they should, else counted back."""
    column, bands = _PASSING[trait]
    months = now.until - before.until
    later, earlier = (d.snapshot.set_index("pegawai_id")[column] for d in (now, before))
    both = pd.concat({"later": later, "earlier": earlier}, axis=1)
    passed = (both["later"] - both["earlier"]).between(months // 12, -(-months // 12))
    counted = both["later"] - months // 12
    years = both["earlier"].where(passed.fillna(False) | counted.isna(), counted)
    band = pd.Series(pd.NA, index=both.index, dtype="string")
    for name, (lowest, highest) in bands.items():
        band = band.mask(years.clip(lower=0).between(lowest, highest).fillna(False), name)
    return band


def _dated(now: Data, *, since: int) -> dict[str, pd.Index]:
    """People of whom something dated after a month explains a change, by trait."""
    staff, tables = now.tables["pegawai"], now.tables

    def of(table: pd.DataFrame, column: str) -> pd.Index:
        inside = month_number(table[column]).between(since + 1, now.until).fillna(False)
        return pd.Index(table.loc[inside, "pegawai_id"])

    entered = of(staff, "tmt_cpns").append(of(staff, "tmt_pns"))
    graded = of(staff, "tmt_golongan").append(of(tables["golongan"], "tmt_golongan"))
    posts = dated_posts(now, since=since)
    diplomas = tables["pendidikan"]
    finished = diplomas["tahun_lulus"].between((since + 1) // 12, now.until // 12).fillna(False)
    learned = diplomas.loc[finished, "pegawai_id"] if len(diplomas) else staff["pegawai_id"]
    return {
        "posisi": posts,
        "status": entered.append([graded, posts]),
        "golongan": entered.append(graded),
        "pendidikan": pd.Index(learned),
    }
