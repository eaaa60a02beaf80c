"""What many agencies have counted, added up: it stands where the people of one agency would.

A merged workspace holds no people. Its ``data/processed/<periode>`` has additive tables instead (see
``docs/penggabungan.md``); everything that the reports say of them is computed from these sums.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

import pandas as pd

from pug_analysis.stats import RiskTable, read_csv

ExportTier = Literal["tepat", "terlindung"]

#: The file that says what a folder of additive tables is: of one agency, or merged.
EXPORT_FILE: Final = "ekspor.json"
MERGED_FILE: Final = "gabungan.json"
#: Columns of the tables of counts that are whole numbers, counts or months; all others are text.
WHOLE: Final = (
    "pria", "wanita", "total", "pria_semua", "wanita_semua", "orang", "mencapai", "jumlah",
    "terakhir", "bulan", "baris_masuk", "dipakai", "karantina", "gabung", "bukan_data",
    "pria_aktif", "wanita_aktif", "kejadian", "orang_bulan",
)  # fmt: skip
#: The question that a row of a cohort table belongs to.
QUESTION: Final = "pertanyaan"
#: Cohort tables that are risk tables, and how their files are called.
RISK, PERIOD_RISK, STEP_RISK = "kohort_risiko", "kohort_masa", "kohort_langkah"


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """What of one question adds up over agencies, beside its risk table.

    Attributes
    ----------
    people : one row per sex, entry group and month in which they were last at risk: ``orang``
    periods : person-time and ends by sex, entry group, calendar period, early or late; None if
        that was not counted
    reached : by sex and entry group, of those followed for ``bulan`` months from entry: ``orang``,
        and how many had reached the target (``mencapai``); empty if that was not counted
    """

    people: pd.DataFrame
    periods: RiskTable | None
    reached: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """Additive tables of several agencies; ``len`` of it is the number of active people.

    Attributes
    ----------
    about : what ``gabungan.json`` says: the agencies, their tiers, the measured loss
    counts : tables of people by groups and sex, by name
    numbers : further single counts by name
    risk, periods : risk tables with ``pertanyaan`` among their strata; None without any cohort
    steps : risk table of the steps from a level below, which has the five years in which that level was reached
        among its strata too; None in a protected sum, and where an agency has sent the first form of an
        export
    cohort : further tables of all questions, told apart by ``pertanyaan``: ``kohort_orang``,
        ``kohort_tercapai``, ``kohort_alur``
    """

    about: Mapping[str, Any]
    counts: Mapping[str, pd.DataFrame]
    numbers: Mapping[str, int]
    risk: RiskTable | None = None
    periods: RiskTable | None = None
    steps: RiskTable | None = None
    cohort: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __len__(self) -> int:
        """Active people of all agencies."""
        return int(self.numbers["orang_aktif"])

    @property
    def tier(self) -> ExportTier:
        """Protected as soon as one of the agencies is."""
        return self.about["tingkat"]

    @property
    def agencies(self) -> list[Mapping[str, Any]]:
        """What each agency's export says of itself."""
        return self.about["daerah"]


def counted(
    snapshot: pd.DataFrame | Pooled, name: str, count: Callable[[pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame:
    """Count people, or give the counts that agencies have added up.

    Parameters
    ----------
    snapshot : people, or the sums that stand in their place
    name : of the additive table
    count : counts people into that table
    """
    return snapshot.counts[name].copy() if isinstance(snapshot, Pooled) else count(snapshot)


def is_merged(folder: Path) -> bool:
    """Whether a folder of processed tables holds the sums of agencies instead of people."""
    return (folder / MERGED_FILE).is_file()


def read_pooled(folder: Path, *, about: str = MERGED_FILE) -> Pooled:
    """Read a folder of additive tables.

    Parameters
    ----------
    folder : of one agency's export, or merged
    about : name of the file that describes it

    Raises
    ------
    OSError, ValueError, KeyError
        if it is not whole.
    """
    said = json.loads((folder / about).read_text(encoding="utf-8"))
    frames = {
        path.stem: read_counts(path)
        for path in sorted(folder.glob("*.csv"))
        if path.stem not in (RISK, PERIOD_RISK, STEP_RISK)
    }
    numbers = frames.pop("angka")
    return Pooled(
        about=said,
        counts={name: t for name, t in frames.items() if not name.startswith("kohort_")},
        numbers=dict(zip(numbers["nama"], numbers["jumlah"], strict=True)),
        risk=_read_risk(folder / f"{RISK}.csv"),
        periods=_read_risk(folder / f"{PERIOD_RISK}.csv"),
        steps=_read_risk(folder / f"{STEP_RISK}.csv"),
        cohort={name: t for name, t in frames.items() if name.startswith("kohort_")},
    )


def merged_account(pooled: Pooled) -> pd.DataFrame:
    """The account of rows as the table ``neraca``: by layout, since names of files are not told."""
    from pug_analysis.ingest.tables.schema import NERACA

    rows = pooled.counts["neraca"]
    named = rows.assign(berkas=rows["tata_letak"], lembar="")
    return named[list(NERACA.dtypes)].astype(NERACA.dtypes)


def read_counts(path: Path) -> pd.DataFrame:
    """Read a table of counts: whole numbers in the columns of ``WHOLE``, text in all others."""
    rows = pd.read_csv(path, dtype=str, na_filter=False, encoding="utf-8")
    return rows.astype({name: "int64" for name in rows if name in WHOLE})


def write_counts(table: pd.DataFrame, path: Path) -> None:
    """Write a table of counts, as :func:`read_counts` reads it."""
    path.write_bytes(table.to_csv(index=False, lineterminator="\n").encode("utf-8"))


def _read_risk(path: Path) -> RiskTable | None:
    return read_csv(path) if path.is_file() else None
