"""A sheet read block by block: what holds for the whole sheet is guessed first and checked at the end.

Some things only a whole sheet can tell (``evidence``, the usual number of fields). The first blocks
suggest them; if the whole sheet says otherwise, it is read once more, knowing better. A sheet in
one block is the same with a single block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

import pandas as pd

from pug_analysis.ingest.files.sheets import Sheet, join
from pug_analysis.ingest.layouts.headers import Match
from pug_analysis.ingest.reading.file_records import ColumnSample
from pug_analysis.ingest.reading.name_columns import (
    Sampling,
    finish_samples,
    sample_columns,
    sampled_fields,
)
from pug_analysis.ingest.reading.other_names import read_others
from pug_analysis.ingest.reading.rows import (
    SHEET_STEP,
    Widths,
    count_fields,
    extract_rows,
    read_widths,
)
from pug_analysis.ingest.reading.typed import type_rows
from pug_analysis.ingest.values.sheet_evidence import Decided, Evidence, add, decide_form, guess

#: Of so many PNS somebody is appointed or promoted every year.
_CAREERS: Final = 25
_CAREER_DATES: Final = ("tmt_cpns", "tmt_golongan", "tmt_jabatan")


@dataclass(frozen=True, slots=True)
class Block:
    """The typed rows of a sheet, or of a block of it, with the findings and what was put aside.

    ``aside`` holds, by row address, the NIPs of records that were put aside before typing,
    ``others`` the names in further columns (``nama, nip``), None where there are none.
    """

    table: str
    frame: pd.DataFrame
    notes: pd.DataFrame
    aside: pd.Series
    others: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """How many rows a sheet has, how many of them are data, and how many are shifted records.

    ``newest`` is the last year with a career date of a PNS in a staff list, 0 where there are too few
    people to tell. ``samples`` are values of the columns, see ``ingest.reading.name_columns``.
    """

    n_rows: int
    n_data: int
    n_shifted: int
    newest: int = 0
    samples: tuple[ColumnSample, ...] = ()


class Keeper(Protocol):
    """Where typed blocks go while files are read."""

    def keep(self, number: int, block: Block) -> None:
        """Take a block of the sheet of a number."""

    def forget(self, first: int, last: int) -> None:
        """Drop all blocks of the sheets of some numbers, both ends inside."""


class Memory:
    """Keep all blocks in memory."""

    def __init__(self) -> None:
        self.blocks: dict[int, list[Block]] = {}

    def keep(self, number: int, block: Block) -> None:
        """Take a block of the sheet of a number."""
        self.blocks.setdefault(number, []).append(block)

    def forget(self, first: int, last: int) -> None:
        """Drop all blocks of the sheets of some numbers, both ends inside."""
        kept = {n: found for n, found in self.blocks.items() if not first <= n <= last}
        self.blocks = kept


@dataclass(slots=True)
class _Pass:
    """One reading of a sheet: what was guessed, and the evidence so far."""

    decided: Decided
    widths: Widths | None
    evidence: Evidence = field(default_factory=Evidence)
    counts: Counter[int] = field(default_factory=Counter)
    n_rows: int = 0
    n_data: int = 0
    n_shifted: int = 0
    n_pns: int = 0
    newest: int = 0
    samples: dict[str, Sampling] = field(default_factory=dict)

    def judge(self, part: Evidence) -> Decided:
        """Take the evidence of a block; return what is guessed with it."""
        self.evidence = add(self.evidence, part)
        self.decided = guess(self.evidence, self.decided)
        return self.decided


def read_blocks(
    blocks: Callable[[], Iterator[Sheet]],
    match: Match,
    number: int,
    keeper: Keeper,
    *,
    year: int,
    names: tuple[int, ...] = (),
) -> Seen:
    """Read a sheet and hand its typed rows to a keeper.

    Parameters
    ----------
    blocks : gives the blocks of the sheet from its beginning, as often as it is called
    match : its header, which lies in the first block
    number : number of the sheet within the run
    keeper : takes the blocks
    year : report year
    names : further columns with names of people

    Raises
    ------
    Refused
        as :func:`~pug_analysis.ingest.values.sheet_evidence.decide_form`.
    """
    decided, widths = Decided(), None
    while True:
        this = _Pass(decided, widths)
        header = _read_once(this, blocks(), match, number, keeper, year=year, names=names)
        decided, widths = decide_form(this.evidence), read_widths(header, match, this.counts)
        if decided == this.decided and widths == this.widths:
            newest = this.newest if this.n_pns >= _CAREERS else 0
            samples = finish_samples(this.samples, n_rows=this.n_data)
            return Seen(this.n_rows, this.n_data, this.n_shifted, newest, samples)
        keeper.forget(number, number)


def _look_for_newest(this: _Pass, frame: pd.DataFrame) -> None:
    pns = frame[~frame["pppk"].to_numpy(dtype=bool)]
    years = [pns[field].max().year for field in _CAREER_DATES if pns[field].notna().any()]
    this.n_pns += len(pns)
    this.newest = max([this.newest, *years])


def _read_once(
    this: _Pass,
    blocks: Iterator[Sheet],
    match: Match,
    number: int,
    keeper: Keeper,
    *,
    year: int,
    names: tuple[int, ...],
) -> Sheet:
    """Read all blocks; return the head of the sheet."""
    header: Sheet | None = None
    rest: Sheet | None = None
    fields = sampled_fields(match.layout.table)
    for block in blocks:
        header = header or block.rows_until(match.row + match.height)
        this.counts += count_fields(block, match)
        this.widths = this.widths or read_widths(header, match, this.counts)
        this.n_rows = block.first + block.n_rows
        sheet = join(rest, block) if rest else block
        extract = extract_rows(sheet, match, number, widths=this.widths)
        frame, notes = type_rows(extract, year=year, date1904=sheet.date1904, judge=this.judge)
        this.n_data += len(frame)
        if match.layout.table == "pegawai":
            _look_for_newest(this, frame)
        this.n_shifted += len(extract.aside)
        sample_columns(extract.columns, fields, this.samples)
        rows = frame.index.to_numpy() - number * SHEET_STEP - 1 - sheet.first
        others = read_others(sheet, names, rows, frame["nip"]) if names else None
        keeper.keep(number, Block(match.layout.table, frame, notes, extract.aside, others))
        rest = sheet.tail(extract.taken)
    if header is None:
        raise ValueError("a sheet must have at least one block")
    return header
