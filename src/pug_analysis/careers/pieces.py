"""A period too large for memory, opened some people at a time.

Everything that is counted by person, and every risk table, is additive: it can be made of each piece
and added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pug_analysis.careers.load import Data, Edition, open_tables
from pug_analysis.config import Config, read_config
from pug_analysis.terms.kalender import Periode

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

#: Rows of all tables together that one piece holds, more or less.
ROWS: Final = 2_000_000


@dataclass(frozen=True, slots=True, eq=False)
class PeriodPieces(Sequence[Data]):
    """Pieces of a period, each opened when it is asked for; it can be sent to other processes."""

    parts: Sequence[Mapping[str, pd.DataFrame]]
    periode: Periode
    edition: Edition
    config: Config
    workspace: Path

    def __len__(self) -> int:
        """Count the pieces."""
        return len(self.parts)

    # Nobody asks for several pieces at once.
    def __getitem__(self, place: int) -> Data:  # type: ignore[override]  # no slices
        """Open a piece."""
        return open_tables(
            self.parts[place],
            self.periode,
            self.workspace,
            edition=self.edition,
            config=self.config,
        )


def load_pieces(
    year: int,
    *,
    semester: int = 2,
    workspace: str | Path = ".",
    edition: Edition = "internal",
    rows: int = ROWS,
) -> PeriodPieces:
    """Open a processed period some people at a time; every person is wholly in one piece.

    What belongs to nobody (documents, activities, the action plan, the row account and the
    findings) is in the first piece only. A small period is one piece.

    Parameters
    ----------
    year, semester, workspace, edition : as :func:`pug_analysis.load`
    rows : rows of all tables together that a piece holds, more or less

    Returns
    -------
    PeriodPieces
        to go through, or to take one of, in the order of ``pegawai_id``

    Raises
    ------
    UsageError
        if ``pug.toml`` is not valid.
    DataError
        if the period has not been built.
    """
    from pug_analysis.ingest.kept.processed_tables import load_parts

    config, periode = read_config(Path(workspace)), Periode(year, semester)
    parts = load_parts(Path(workspace), periode, rows=rows)
    return PeriodPieces(parts, periode, edition, config, Path(workspace))
