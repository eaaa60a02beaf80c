"""Write one table as xlsx, csv or parquet: the same bytes for the same table."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from pug_analysis.simulate.files.workbook import WrittenCell, write_raw_workbook

SHEET_NAME: Final = "Data"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One raw file: its name with suffix, the table it holds, its cells as text, the separator."""

    name: str
    table: str
    frame: pd.DataFrame
    separator: str = ","

    @property
    def kind(self) -> str:
        """The suffix of the name: xlsx, csv or parquet."""
        return self.name.rsplit(".", 1)[1]

    @property
    def sheet(self) -> str:
        """The sheet that holds the table; empty for csv and parquet."""
        return SHEET_NAME if self.kind == "xlsx" else ""


def frame_rows(frame: pd.DataFrame) -> list[list[WrittenCell]]:
    """Return the header and every row as lists."""
    columns = [frame[c].tolist() for c in frame.columns]
    return [list(frame.columns), *(list(row) for row in zip(*columns, strict=True))]


def write_rows(path: Path, rows: list[list[WrittenCell]], *, separator: str = ",") -> None:
    """Write rows, header and all, as xlsx or csv by the suffix of the path.

    A number in ``rows`` becomes a number cell in xlsx; everything else is text.
    """
    if path.suffix == ".xlsx":
        write_raw_workbook(path, rows, sheet=SHEET_NAME)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator="\r\n").writerows(rows)


def write_parquet(path: Path, frame: pd.DataFrame) -> None:
    """Write a table of text columns."""
    frame.to_parquet(path, index=False, compression="zstd")
