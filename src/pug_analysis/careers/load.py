"""The front door for notebooks and researchers: one call opens a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.config import Config, read_config
from pug_analysis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

Edition = Literal["pokja", "publik", "internal"]


@dataclass(frozen=True, slots=True)
class Data:
    """A year of a workspace.

    ``tables`` are the processed tables by name (see ``docs/kamus-data.md``), ``snapshot`` the
    active people on 31 December, ``config`` the settings of the workspace.
    """

    year: int
    edition: Edition
    config: Config
    tables: Mapping[str, pd.DataFrame]
    snapshot: pd.DataFrame

    @property
    def cutoff(self) -> date:
        """The day that the year's numbers speak of."""
        return date(self.year, 12, 31)

    @property
    def until(self) -> int:
        """Number of the last month observed, see ``careers.months``."""
        return self.year * 12 + 11

    @property
    def program_month(self) -> int | None:
        """Number of the first month that began under the programme of the settings, if there is one.

        Appointments take effect on the 1st, so those of a month in which it began later came before.
        """
        began = self.config.kohort.program_mulai
        return None if began is None else began.year * 12 + began.month - 1 + (began.day > 1)


def load(year: int, *, workspace: str | Path = ".", edition: Edition = "internal") -> Data:
    """Open a processed year.

    Parameters
    ----------
    year : year of the snapshot (31 December)
    workspace : folder that holds ``data/processed/<year>``
    edition : audience of the report

    Raises
    ------
    UsageError
        if the edition is not one of the known ones, or ``pug.toml`` is not valid.
    DataError
        if the year has not been built.
    """
    from pug_analysis.ingest import load_processed

    if edition not in get_args(Edition):
        allowed = ", ".join(get_args(Edition))
        raise UsageError(f"Edisi harus salah satu dari {allowed}, tetapi tertulis {edition!r}.")
    config = read_config(Path(workspace))
    tables = load_processed(Path(workspace), year)
    return Data(
        year=year,
        edition=edition,
        config=config,
        tables=MappingProxyType(tables),
        snapshot=build_snapshot(tables["pegawai"], config=config),
    )
