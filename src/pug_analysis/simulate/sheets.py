"""Write one table as xlsx, csv or parquet: the same bytes for the same table."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import pandas as pd
import xlsxwriter

Kind = Literal["xlsx", "csv", "parquet"]
Cell = str | int | float

_CREATED: Final = datetime(2025, 1, 1)
SHEET_NAME: Final = "Data"


@dataclass(frozen=True, slots=True)
class RawFile:
    """One raw file: its name with suffix, the table it holds, its cells as text, the separator."""

    name: str
    table: str
    frame: pd.DataFrame
    separator: str = ","

    @property
    def kind(self) -> Kind:
        """The suffix of the name."""
        return self.name.rsplit(".", 1)[1]  # type: ignore[return-value]

    @property
    def sheet(self) -> str:
        """The sheet that holds the table; empty for csv and parquet."""
        return SHEET_NAME if self.kind == "xlsx" else ""


def frame_rows(frame: pd.DataFrame) -> list[list[Cell]]:
    """Return the header and every row as lists."""
    columns = [frame[c].tolist() for c in frame.columns]
    return [list(frame.columns), *(list(row) for row in zip(*columns, strict=True))]


def write_rows(path: Path, rows: list[list[Cell]], *, separator: str = ",") -> None:
    """Write rows, header and all, as xlsx or csv by the suffix of the path.

    A number in ``rows`` becomes a number cell in xlsx; everything else is text.
    """
    if path.suffix == ".xlsx":
        _write_xlsx(path, rows)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator="\r\n").writerows(rows)


def _write_xlsx(path: Path, rows: list[list[Cell]]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(SHEET_NAME)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value == "":
                    continue
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                else:
                    sheet.write_number(number, column, value)


def write_parquet(path: Path, frame: pd.DataFrame) -> None:
    """Write a table of text columns."""
    frame.to_parquet(path, index=False, compression="zstd")
