"""What a processed table is made of: columns with a kind, whether they may be missing, a meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    import pandas as pd

ColumnKind = Literal["text", "date", "integer", "number", "boolean"]

#: The pandas type of each kind. Missing text is "", so that grouping never drops a row.
DTYPE: Final = {
    "text": "string",
    "date": "datetime64[ns]",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
}


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: name, kind, whether it must be filled, and its meaning in Indonesian."""

    name: str
    kind: ColumnKind
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: name, grain and columns."""

    name: str
    grain: str
    columns: tuple[TableColumn, ...]

    @property
    def dtypes(self) -> dict[str, str]:
        """Column name to pandas type."""
        return {c.name: DTYPE[c.kind] for c in self.columns}

    def without_rows(self) -> pd.DataFrame:
        """Return the table with its columns and their types, and no rows."""
        import pandas as pd  # whoever only looks up names waits for no library

        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in self.dtypes.items()})


def columns(*rows: tuple[str, ColumnKind, bool, str]) -> tuple[TableColumn, ...]:
    """Return columns from (name, kind, required, meaning)."""
    return tuple(TableColumn(*row) for row in rows)


#: Whose row it is.
PEGAWAI_ID: Final = (
    "pegawai_id",
    "text",
    True,
    "Nama samaran: HMAC-SHA256 dari NIP dengan kunci rahasia, 20 huruf heksadesimal",
)
