"""What the numbers of a released table count, and under which rule they were shown.

The entries of all tables are the release ledger of a report: an attacker reads from it which people
each published number counts. It holds no numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pug_analysis.careers.columns import SEX
from pug_analysis.release.disclosure import is_protected

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition

#: A: holders of public posts; B: staff; C: sensitive; D: what a model says.
Tier = Literal["A", "B", "C", "D"]

#: People active on the cut-off day, and what they may be counted by.
ASN = "ASN aktif"
TERLATIH = "dilatih"
PRIA, WANITA = {SEX: "pria"}, {SEX: "wanita"}
#: What the columns of most tables count.
BY_SEX = {"pria": PRIA, "wanita": WANITA, "total": {}}


@dataclass(frozen=True, slots=True)
class Cells:
    """Which people each count of a table counts.

    Attributes
    ----------
    population : whose people; tables of one population and day are audited together
    columns : of each column of counts, what it fixes ({"pria": {"jenis_kelamin": "pria"}})
    rows : dimension to the column that holds its category
    where : only rows with these values (one, or one of several) are told; the others say nothing of
        other tables
    whole : a category that stands for all of them, such as "Semua"
    complete : dimensions of which the table lists every category
    """

    population: str
    columns: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    whole: str = ""
    complete: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """The terms on which a table is released.

    Attributes
    ----------
    tier : of the table, see :data:`Tier`
    edition : who reads it
    exact : whether its counts are shown as they are: posts that are public, or whole-regency counts
    exact_columns : columns of counts shown as they are in a table that is otherwise protected
    derived : columns that are the sum of the released others
    recomputed : whether p-values were computed from released counts; others are shown as classes
    public : columns that count those of people known by name, such as holders of posts, who have a property
        that is not public, to the column with the size of the group ("" if the table has none). None and all
        of them are hidden as few are
    public_rows : column to its values in the rows that are about such people; all rows by default
    cells : what its counts count; None if no other table counts the same people
    """

    tier: Tier
    edition: Edition
    exact: bool = False
    exact_columns: Sequence[str] = ()
    derived: Sequence[str] = ()
    recomputed: bool = False
    public: Mapping[str, str] = field(default_factory=dict)
    public_rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cells: Cells | None = None

    @property
    def protects(self) -> bool:
        """Whether counts of the table are hidden and rounded."""
        return is_protected(self.edition) and not self.exact

    def __post_init__(self) -> None:
        """Refuse terms that contradict each other.

        Raises
        ------
        ValueError
            if a table of tier C or D would be exact, or one of tier A would not.
        """
        if (self.exact and self.tier in "CD") or (self.tier == "A" and not self.exact):
            raise ValueError(f"tier {self.tier} does not allow exact={self.exact}")


def dilatih(all_kinds: str) -> Cells:
    """Whom the line of all kinds of training counts: the active people trained in the year."""
    trained = {TERLATIH: "ya"}
    columns = {"pria": PRIA | trained, "wanita": WANITA | trained, "total": trained}
    return Cells(ASN, columns, where={"jenis": all_kinds}, complete=(SEX,))


def ledger_entry(release: Release, *, counts: Sequence[str]) -> dict[str, Any]:
    """Entry of the ledger, as the payload of a table carries it.

    Parameters
    ----------
    counts : its columns of counts of people
    """
    cells = release.cells
    rule = "tepat" if release.exact or not is_protected(release.edition) else "lindung"
    entry: dict[str, Any] = {
        "tingkat": release.tier,
        "aturan": rule,
        "orang": list(counts),
        "tepat": list(release.exact_columns),
        "turunan": list(release.derived),
        "pejabat": {
            "kolom": dict(release.public),
            "baris": {name: list(values) for name, values in release.public_rows.items()},
        },
    }
    if cells is not None:
        entry |= {
            "populasi": cells.population,
            "kolom": {name: dict(fixed) for name, fixed in cells.columns.items()},
            "baris": dict(cells.rows),
            "saring": {
                name: value if isinstance(value, str) else list(value)
                for name, value in cells.where.items()
            },
            "semua": cells.whole,
            "lengkap": list(cells.complete),
        }
    return entry
