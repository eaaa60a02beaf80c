"""Where women's share of the posts of eselon II and III is heading: who was appointed in the last years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from typing import Final, Literal

import pandas as pd

from pug_analysis.analyses.questions.verdicts import ALPHA, enough
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.people import of_person, sex_of
from pug_analysis.careers.targets import first_structural
from pug_analysis.stats import share_interval
from pug_analysis.stats.shares.funnel import binomial_p_value

#: Years of appointments that are looked at, up to the report's day.
RECENT_YEARS: Final = 5
#: Levels of eselon II and III, lowest first: who comes to one of them comes to the posts.
POST_LEVELS: Final = ("Administrator", "JPT Pratama")
#: Where the share of women is heading; ``open`` where their share among appointments is not proven to
#: differ from that among holders.
Trend = Literal["up", "down", "open", "too_few"]


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """Result of :func:`compare_appointments`.

    Attributes
    ----------
    table : one row per line: ``baris`` (pemegang, and pengangkatan to each of ``POST_LEVELS``), ``pria, wanita,
        total, share_wanita``, and for the first line of appointments ``conf_low, conf_high``
    heading : of the appointments to the lowest of ``POST_LEVELS``, through which everybody comes
    p_value : exact binomial test of women's share among them against that among holders
    months : first and last month number of the appointments
    """

    table: pd.DataFrame
    heading: Trend
    p_value: float
    months: tuple[int, int]


def compare_appointments(
    snapshot: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    *,
    until: int,
    years: int = RECENT_YEARS,
    conf_level: float = 0.95,
) -> Heads:
    """Compare women's share among recent appointments with their share among today's holders.

    If women are appointed more often than they hold posts today, their share grows as holders retire; it
    tends to that of the appointments. The holders are a full count and taken as it is.

    Parameters
    ----------
    snapshot : of ``careers.build_snapshot``
    tables : processed tables; ``jabatan``, ``pegawai`` and ``pemberhentian`` are read
    until : month number of the last month observed
    years : appointments of so many times twelve months are counted
    conf_level : level of the interval (Clopper and Pearson, as the test is exact)

    Returns
    -------
    Heads; below 5 appointments of women and men together, or without holders, nothing is tested.
    """
    sex = sex_of(tables)
    held = snapshot.loc[snapshot["jenjang"].isin(POST_LEVELS), SEX]
    lines = [_line("pemegang", held)]
    for level in POST_LEVELS:
        first = first_structural(tables["jabatan"], level=level)
        recent = first.loc[(first > until - 12 * years) & (first <= until)]
        lines.append(_line(level, of_person(pd.Series(recent.index), sex)))
    table = pd.DataFrame(lines)
    share = table["wanita"] / table["total"].where(table["total"] > 0)
    table = table.assign(share_wanita=share, conf_low=float("nan"), conf_high=float("nan"))
    women, total = int(table.loc[1, "wanita"]), int(table.loc[1, "total"])
    now, recent_share = float(share[0]), float(share[1])
    heading: Trend = "too_few"
    p_value = float("nan")
    if enough(total) and 0 < now < 1:
        interval = share_interval([women], [total], conf_level=conf_level).iloc[0]
        table.loc[1, ["conf_low", "conf_high"]] = interval[["conf_low", "conf_high"]].to_numpy()
        p_value = float(binomial_p_value([women], [total], share=now)[0])
        heading = "open" if not p_value < ALPHA else "up" if recent_share > now else "down"
    return Heads(table, heading, p_value, (until - 12 * years + 1, until))


def _line(name: str, sexes: pd.Series) -> dict[str, object]:
    counts = sexes.value_counts().reindex(["L", "P"], fill_value=0)
    men, women = int(counts["L"]), int(counts["P"])
    return {"baris": name, "pria": men, "wanita": women, "total": men + women}


def is_known(heads: Heads) -> bool:
    """Whether the direction was tested."""
    return not isnan(heads.p_value)
