"""A period too large for memory, opened some people at a time.

Everything that is counted by person, and every risk table, is additive: it can be made of each piece
and added up.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pug_analysis.careers.load import Data, Edition
from pug_analysis.careers.snapshot import build_snapshot
from pug_analysis.config import read_config
from pug_analysis.terms.kalender import Periode

#: Rows of all tables together that one piece holds, more or less.
ROWS: Final = 2_000_000


def load_pieces(
    year: int,
    *,
    semester: int = 2,
    workspace: str | Path = ".",
    edition: Edition = "internal",
    rows: int = ROWS,
) -> Iterator[Data]:
    """Open a processed period piece by piece; every person is wholly in one of them.

    What belongs to nobody (documents, activities, the action plan, the row account and the
    findings) is in the first piece only. A small period is one piece.

    Parameters
    ----------
    year, semester, workspace, edition : as :func:`pug_analysis.load`
    rows : rows of all tables together that a piece holds, more or less

    Yields
    ------
    Data
        in the order of ``pegawai_id``

    Raises
    ------
    UsageError
        if ``pug.toml`` is not valid.
    DataError
        if the period has not been built.
    """
    from pug_analysis.ingest.processed import load_parts

    config = read_config(Path(workspace))
    for tables in load_parts(Path(workspace), Periode(year, semester), rows=rows):
        yield Data(
            year=year,
            edition=edition,
            config=config,
            tables=MappingProxyType(tables),
            snapshot=build_snapshot(tables["pegawai"], config=config),
            semester=semester,
            workspace=Path(workspace),
        )
