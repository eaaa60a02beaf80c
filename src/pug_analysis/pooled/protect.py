"""The protected form of an agency's tables: what its own shared edition shows, in a form that adds up.

Counts of the whole agency by sex are published exactly in that edition and stay so. The cohort is
given by sex alone, for the groups that the page analyses, on a grid of years: running totals and
people at risk are hidden below 8 and rounded to the nearest 5 (``release.disclosure``), as the page
does. Rounding running totals, not each year's events, keeps the error of a curve from growing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd

from pug_analysis.analyses.cohort import Groups
from pug_analysis.analyses.tallies import BAWAAN, name_question, pick_tables
from pug_analysis.careers.columns import ENTRY_GROUPS, SEX
from pug_analysis.careers.pooled import QUESTION, Pooled
from pug_analysis.careers.spells import PROMOSI, Penyetaraan
from pug_analysis.pages.kohort.banding import JF_TARGETS, STRUCTURAL_TARGETS
from pug_analysis.release.small_counts import MULTIPLES, SMALLEST, STEP
from pug_analysis.stats import RiskTable, merge

#: The rule, as the export states it.
RULE: Final = (
    f"Jumlah se-daerah menurut jenis kelamin: tepat, seperti terbit dalam edisi pokja. Kohort: menurut jenis "
    f"kelamin saja, kelompok pilihan halaman Kohort, per tahun; jumlah berjalan dan yang berisiko di bawah "
    f"{SMALLEST} ditulis 0, selebihnya dibulatkan ke {MULTIPLES} terdekat."
)
#: Groups that the cohort page analyses unless told otherwise.
GROUPS: Final[Groups] = BAWAAN
#: Tables of the training pages, which their own editions protect row by row.
_LEFT_OUT: Final = ("pelatihan_jenis", "pelatihan_akses")
_NUMBERS: Final = ("pendidikan_diturunkan", "berhenti_menyendiri", "jabatan_pertama_terlambat")
#: How far a written count can be from the true one: shown, and hidden.
FARTHEST: Final = (STEP // 2, SMALLEST - 1)


@dataclass
class _Loss:
    """How many counts were written, changed, and hidden."""

    counts: int = 0
    changed: int = 0
    hidden: int = 0

    def round(self, exact: np.ndarray) -> np.ndarray:
        """Round counts as the shared edition does, 0 for a hidden one, and note how many."""
        shown = np.where(exact < SMALLEST, 0, (exact + STEP // 2) // STEP * STEP)
        self.counts += int(exact.size)
        self.changed += int((shown != exact).sum())
        self.hidden += int(((exact > 0) & (exact < SMALLEST)).sum())
        return shown


def protect(exact: Pooled) -> Pooled:
    """Give the protected form of one agency's tables.

    Parameters
    ----------
    exact : of ``pooled.tables.count_tables``

    Returns
    -------
    Pooled without entry groups; ``about["perlindungan"]`` tells the rule, how many counts were
    written, changed and hidden, and how far one can be from the truth.
    """
    loss = _Loss()
    counts = {name: t for name, t in exact.counts.items() if name not in _LEFT_OUT}
    shown = loss.round(counts["tersisih"]["karantina"].to_numpy())
    counts["tersisih"] = counts["tersisih"].assign(karantina=shown)
    numbers = dict(exact.numbers)
    for name in set(_NUMBERS) & set(numbers):
        numbers[name] = int(loss.round(np.array([numbers[name]]))[0])
    risk, people, flows = [], [], []
    for name, groups in counted_with().items() if exact.cohort else ():
        found = pick_tables(replace(exact, about={"tingkat": "tepat"}), name, groups=groups)
        flows.append(_protect_flow(found.flow, loss).assign(**{QUESTION: name}))
        if found.table is None:
            continue
        risk.append(_named(_by_year(found.table.pool(*found.table.strata), loss), name))
        totals = found.tallies.people.groupby(SEX, as_index=False)["orang"].sum()
        shown = loss.round(totals["orang"].to_numpy())
        people.append(totals.assign(orang=shown, **{QUESTION: name}))
    cohort = {}
    if exact.cohort:
        of_cohort = exact.cohort["kohort_alur"]
        of_cohort = of_cohort.loc[of_cohort[QUESTION] == ""]
        flows.insert(0, _protect_flow(of_cohort, loss).assign(**{QUESTION: ""}))
        cohort = {"kohort_alur": _stack(flows), "kohort_orang": _stack(people)}
    return Pooled(
        about={**exact.about, "perlindungan": _describe(loss)},
        counts=counts,
        numbers=numbers,
        risk=merge(*risk) if risk else None,
        cohort=cohort,
    )


def coarsen(exact: Pooled) -> Pooled:
    """Leave out of exact tables what a protected agency cannot give, so that both can be added up."""
    risk, people, flows = [], [], []
    for name, groups in counted_with().items() if exact.risk is not None else ():
        found = pick_tables(replace(exact, about={"tingkat": "tepat"}), name, groups=groups)
        flows.append(found.flow.assign(**{QUESTION: name}))
        if found.table is not None:
            risk.append(_named(found.table.pool(*found.table.strata), name))
            totals = found.tallies.people.groupby(SEX, as_index=False)["orang"].sum()
            people.append(totals.assign(**{QUESTION: name}))
    cohort = {}
    if exact.risk is not None:
        of_cohort = exact.cohort["kohort_alur"]
        flows.insert(0, of_cohort.loc[of_cohort[QUESTION] == ""])
        cohort = {"kohort_alur": _stack(flows), "kohort_orang": _stack(people)}
    return Pooled(
        about=exact.about,
        counts={name: t for name, t in exact.counts.items() if name not in _LEFT_OUT},
        numbers=exact.numbers,
        risk=merge(*risk) if risk else None,
        cohort=cohort,
    )


def counted_with() -> dict[str, Groups]:
    """Questions that a protected agency answers, and the groups of each."""
    groups = {column: values for column, values in GROUPS.items() if values}
    named = {name_question(level, origin=origin): groups for _, level, origin in STRUCTURAL_TARGETS}
    others: tuple[Penyetaraan, ...] = ("censor", "stay")
    for one in others:
        named[name_question("Administrator", origin="Pengawas", penyetaraan=one)] = groups
    all_families = {column: values for column, values in groups.items() if column != "keluarga"}
    return named | {name_question(f"JF {level}"): all_families for level in JF_TARGETS}


def _by_year(table: RiskTable, loss: _Loss) -> RiskTable:
    """Round people at risk and running totals of events at the end of each year, for each sex.

    Everything happens at the end of its year. At risk are then the mean of its months and half of those
    who left by an event: the share of a year that they give is nearly that of its months one after the
    other (q = m / (1 + m / 2), as in the life tables of actuaries), and they add up over agencies.
    """
    years = -(-int(table.increments["time"].max()) // 12)
    parts = [
        _years_of(rows, years=years, causes=table.causes, loss=loss).assign(**{SEX: sex})
        for sex, rows in table.increments.groupby(SEX)
    ]
    rows = pd.concat(parts, ignore_index=True)
    keys = [SEX, "time", "cause"]
    rows = rows.sort_values(keys, ignore_index=True)[[*keys, "n_enter", "n_censor", "n_event"]]
    return RiskTable(rows, table.by, (), table.causes)


def _years_of(
    rows: pd.DataFrame, *, years: int, causes: tuple[str, ...], loss: _Loss
) -> pd.DataFrame:
    months = np.arange(12 * years + 1)
    net = rows.assign(net=rows["n_enter"] - rows["n_censor"] - rows["n_event"])
    after = net.groupby("time")["net"].sum().reindex(months, fill_value=0).cumsum().to_numpy()
    mean = after[:-1].reshape(years, 12).mean(axis=1)
    events, ended = {}, np.zeros(years, dtype=np.int64)
    for cause in causes:
        hits = rows.loc[rows["cause"] == cause].groupby("time")["n_event"].sum()
        total = hits.reindex(months, fill_value=0).cumsum().to_numpy()[12::12]
        events[cause] = np.diff(loss.round(total), prepend=0)
        ended += np.diff(total, prepend=0)
    at_risk = loss.round(np.rint(mean + ended / 2).astype(np.int64))
    left = at_risk.copy()
    lines = []
    for cause in (PROMOSI, *(c for c in causes if c != PROMOSI)):
        taken = np.minimum(events.get(cause, 0 * left), left)
        left = left - taken
        lines.append(_lines(12 * np.arange(1, years + 1), cause=cause, n_event=taken))
    # who is at risk in a year beyond those left of the last one came at its beginning
    change = np.append(at_risk, 0) - np.insert(left, 0, 0)
    times = 12 * np.arange(years + 1)
    lines.append(
        _lines(times, n_enter=np.maximum(change, 0), n_censor=np.maximum(-change, 0))
    )  # fmt: skip
    table = pd.concat(lines, ignore_index=True)
    return table.loc[(table[["n_enter", "n_censor", "n_event"]] != 0).any(axis=1)]


def _lines(time: np.ndarray, *, cause: str = "", **counts: np.ndarray) -> pd.DataFrame:
    none = np.zeros(time.size, dtype=np.int64)
    table = {"time": time, "cause": cause, "n_enter": none, "n_censor": none, "n_event": none}
    return pd.DataFrame(table | counts).astype({"cause": object})


def _protect_flow(flow: pd.DataFrame, loss: _Loss) -> pd.DataFrame:
    """Round the parts of a flow; its first step is their sum and so tells nothing more."""
    parts = loss.round(flow["orang"].to_numpy()[1:])
    return flow.assign(orang=[int(parts.sum()), *parts])


def _describe(loss: _Loss) -> Mapping[str, Any]:
    return {
        "aturan": RULE,
        "bilangan": loss.counts,
        "diubah": loss.changed,
        "disembunyikan": loss.hidden,
        "selisih_terbesar_tampil": FARTHEST[0],
        "selisih_terbesar_tersembunyi": FARTHEST[1],
    }


def _named(table: RiskTable, name: str) -> RiskTable:
    rows = table.increments.assign(**{QUESTION: name}).astype({SEX: object})
    return replace(table, increments=rows, strata=(QUESTION,))


def _stack(parts: list[pd.DataFrame]) -> pd.DataFrame:
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[QUESTION])
    return table[[QUESTION, *table.columns.drop([QUESTION, *ENTRY_GROUPS], errors="ignore")]]
