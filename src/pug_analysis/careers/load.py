"""The front door for notebooks and researchers: one call opens a period, another all up to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pug_analysis.careers.pooled import Pooled, is_merged, merged_account, read_pooled
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.careers.tables import Tables, note_read
from pug_analysis.config import Config, read_config
from pug_analysis.errors import DataError, UsageError
from pug_analysis.terms.edisi import EDITIONS
from pug_analysis.terms.edisi import Edition as Edition
from pug_analysis.terms.kalender import Periode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

#: What is noted when the earlier periods of a workspace were asked for.
SERIES: Final = "deret"


@dataclass(frozen=True, slots=True)
class Data:
    """A period of a workspace.

    ``tables`` are the processed tables by name (see ``docs/kamus-data.md``), ``people`` the active
    people at the cut-off, ``config`` the settings of the workspace. ``semester`` is 1 for the state
    of 30 June, 2 for the whole year. A merged workspace holds no people: ``people`` is what the agencies
    have added up, and the tables are empty. What counts either takes ``people``; what needs people
    takes ``snapshot``.
    """

    year: int
    edition: Edition
    config: Config
    tables: Mapping[str, pd.DataFrame]
    people: pd.DataFrame | Pooled
    semester: int = 2
    workspace: Path = Path()

    @property
    def periode(self) -> Periode:
        """Year and semester, from which everything about time follows."""
        return Periode(self.year, self.semester)

    @property
    def cutoff(self) -> date:
        """The day that the numbers speak of: 31 December, or 30 June."""
        return self.periode.cutoff

    @property
    def until(self) -> int:
        """Number of the last month observed, see ``careers.months``."""
        return self.periode.until

    @property
    def pooled(self) -> Pooled | None:
        """What agencies have added up, in a merged workspace."""
        return self.people if isinstance(self.people, Pooled) else None

    @property
    def snapshot(self) -> pd.DataFrame:
        """The active people at the cut-off, one row each.

        Raises
        ------
        DataError
            in a merged workspace, which holds no people.
        """
        if isinstance(self.people, Pooled):
            raise DataError(
                f"Gabungan {self.periode.label} tidak memuat orang, hanya jumlah dari tiap daerah. Pakai "
                "data.people untuk yang dapat dihitung dari jumlah itu, atau ruang kerja satu daerah."
            )
        return self.people

    @property
    def program_month(self) -> int | None:
        """Number of the first month that began under the programme of the settings, if there is one.

        Appointments take effect on the 1st, so those of a month in which it began later came before.
        """
        began = self.config.kohort.program_mulai
        return None if began is None else began.year * 12 + began.month - 1 + (began.day > 1)


def load(
    year: int,
    *,
    semester: int = 2,
    workspace: str | Path = ".",
    edition: Edition = "internal",
) -> Data:
    """Open a processed period.

    Parameters
    ----------
    year : year of the snapshot
    semester : 2 for the whole year (state of 31 December), 1 for its first half (30 June)
    workspace : folder that holds ``data/processed/<periode>``
    edition : audience of the report

    Raises
    ------
    UsageError
        if the edition is not one of the known ones, there is no such semester, or ``pug.toml`` is
        not valid.
    DataError
        if the period has not been built.
    """
    if edition not in EDITIONS:
        allowed = ", ".join(EDITIONS)
        raise UsageError(f"Edisi harus salah satu dari {allowed}, tetapi tertulis {edition!r}.")
    config = read_config(Path(workspace))
    return _open(Periode(year, semester), Path(workspace), edition=edition, config=config)


def load_series(data: Data) -> tuple[Data, ...]:
    """Open all earlier periods of the workspace, and put the given one at their end.

    Earlier periods count whose processed tables were made from today's raw files, settings and
    code; ``pug-analysis report`` sees to that before it runs a notebook.

    Parameters
    ----------
    data : the report's period

    Returns
    -------
    In order of time, ``data`` last; all of its edition and settings. Years and first semesters
    stand beside each other: take those of one ``semester`` where equal distances matter.
    """
    opened = (
        _open(p, data.workspace, edition=data.edition, config=data.config)
        for p in _earlier_periods(data)
    )
    return (*opened, data)


def read_earlier(data: Data, table: str) -> list[pd.DataFrame]:
    """Read one processed table of every earlier period of the workspace, the newest first.

    Which periods count, see :func:`load_series`; people have the same pseudonyms in all of them.

    Parameters
    ----------
    data : the report's period
    table : name of the table
    """
    from pug_analysis.ingest import load_processed

    return [
        Tables(periode.name, load_processed(data.workspace, periode))[table]
        for periode in reversed(_earlier_periods(data))
    ]


def _earlier_periods(data: Data) -> list[Periode]:
    """Earlier periods, in order of time, whose tables are those of today's files, settings and code."""
    from pug_analysis.ingest import is_current, raw_periods

    note_read(SERIES)
    return [
        periode
        for periode in raw_periods(data.workspace)
        if periode < data.periode and is_current(data.workspace, periode, config=data.config)
    ]


def load_before(data: Data) -> Data | None:
    """Open the period that this one is compared with, None where the workspace has none.

    It is one that :func:`load_series` would open, see :func:`find_before`.

    Parameters
    ----------
    data : the report's period
    """
    from pug_analysis.ingest import is_current, raw_periods

    note_read(SERIES)
    earlier = [p for p in raw_periods(data.workspace) if p < data.periode]
    while (base := find_before(data.periode, earlier)) is not None:
        if is_current(data.workspace, base, config=data.config):
            return _open(base, data.workspace, edition=data.edition, config=data.config)
        earlier.remove(base)
    return None


def find_before(periode: Periode, earlier: Sequence[Periode]) -> Periode | None:
    """Return the same day a year before if it is among earlier periods, else the last of them.

    >>> find_before(Periode(2025), [Periode(2024), Periode(2025, 1)])
    Periode(year=2024, semester=2)
    """
    if periode.last_year in earlier:
        return periode.last_year
    return max(earlier, default=None)


def _open(periode: Periode, workspace: Path, *, edition: Edition, config: Config) -> Data:
    from pug_analysis.ingest import load_processed
    from pug_analysis.ingest.kept.processed_folder import processed_folder

    folder = processed_folder(workspace, periode)
    if is_merged(folder):
        return _open_merged(folder, periode, workspace, edition=edition, config=config)
    stored = load_processed(workspace, periode)
    return open_tables(stored, periode, workspace, edition=edition, config=config)


def open_tables(
    stored: Mapping[str, pd.DataFrame],
    periode: Periode,
    workspace: Path,
    *,
    edition: Edition,
    config: Config,
) -> Data:
    """Open the processed tables of a period, or of some of its people."""
    tables = Tables(periode.name, stored)
    return Data(
        year=periode.year,
        edition=edition,
        config=config,
        tables=tables,
        people=build_snapshot(tables["pegawai"], config=config),
        semester=periode.semester,
        workspace=workspace,
    )


def _open_merged(
    folder: Path, periode: Periode, workspace: Path, *, edition: Edition, config: Config
) -> Data:
    """Open the sums of several agencies; a notebook that asks for people finds none."""
    from pug_analysis.ingest.tables.schema import SPECS

    try:
        pooled = read_pooled(folder)
    except (OSError, ValueError, KeyError) as error:
        raise DataError(
            f"Gabungan {periode.label} rusak ({type(error).__name__}). Jalankan ulang pug-analysis merge."
        ) from None
    tables = {spec.name: spec.without_rows() for spec in SPECS}
    tables["neraca"] = merged_account(pooled)
    return Data(
        year=periode.year,
        edition=edition,
        config=config,
        tables=Tables(periode.name, tables),
        people=pooled,
        semester=periode.semester,
        workspace=workspace,
    )
