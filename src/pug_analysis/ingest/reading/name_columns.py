"""Columns that hold people where offices, posts or courses should be, and the other way round.

What stands under a heading is looked at, not only the heading: a column may be mapped wrongly in
``pug.toml``, two may be exchanged, or all of them shifted. Each column leaves a sample of its distinct
values; when the names of all people are known, the samples are judged, before anything is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

import numpy as np
import pandas as pd

from pug_analysis.ingest.layouts.known import LAYOUTS
from pug_analysis.ingest.reading.file_records import ColumnSample, FileNote, Listing, SheetRecord
from pug_analysis.ingest.reading.names import Names, free_fields, hide_people
from pug_analysis.ingest.reading.other_names import no_others
from pug_analysis.ingest.values.cells import Coded, clean_text, text_of
from pug_analysis.ingest.values.name_or_office import Sign, read_sign, tells_business

#: The values with the smallest hashes are a sample of the distinct ones, however a sheet is read.
SAMPLE: Final = 1000
#: Columns of offices and posts: there words that might be a name are enough.
_OFFICES: Final = frozenset(
    {
        "unor_nama", "induk_nama", "nama_unor", "perangkat_daerah", "unit_pelaksana", "jabatan_nama",
        "jf_nama", "jfu_nama",
    }
)  # fmt: skip
_A_FIELD: Final = "perangkat_daerah"
#: Files of evidence are often called after those whom they certify; such names are hidden.
_NAMED_AFTER_PEOPLE: Final = frozenset({"berkas_bukti"})

_MOST: Final = 0.5
_SOME: Final = 0.1
#: Fewer values are judged only if they leave no doubt.
_FEW: Final = 3
#: Of so many offices, posts and courses some are called by what they are.
_MANY: Final = 8
_NEARLY_ALL: Final = 0.7
_ALMOST_ALL: Final = 0.9
#: A name and an office in one cell: so many values for every person.
_NEARLY: Final = 0.5
_OFFICES_AMONG_NAMES: Final = 0.02
#: Nobody's office is his alone; only what names people has so many values.
_ONE_EACH: Final = 0.8


@dataclass(slots=True)
class Sampling:
    """The distinct values of a column, or those of them with the smallest hashes.

    Attributes
    ----------
    texts : values by hash
    n : distinct values seen, an estimate where there are more than the sample holds
    """

    texts: dict[int, str] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many distinct values there are."""
        if len(self.texts) < SAMPLE:
            return len(self.texts)
        return round((SAMPLE - 1) / (max(self.texts) / 2**64))

    def add(self, texts: np.ndarray) -> None:
        """Take distinct texts; one that is known already changes nothing."""
        hashes = pd.util.hash_array(texts, categorize=False)
        order = np.argsort(hashes, kind="stable")[:SAMPLE]
        pairs = zip(hashes[order].tolist(), texts[order].tolist(), strict=True)
        self.texts = dict(sorted({**self.texts, **dict(pairs)}.items())[:SAMPLE])


def sampled_fields(table: str) -> tuple[str, ...]:
    """Return the fields of a layout whose text is kept as written, and those of names."""
    free = free_fields(table)
    return tuple(
        name
        for name, kind in LAYOUTS[table].kinds.items()
        if (kind in ("name", "nip") or name in free) and name not in _NAMED_AFTER_PEOPLE
    )


def sample_columns(
    columns: dict[str, Coded], fields: Sequence[str], samples: dict[str, Sampling]
) -> None:
    """Add the values of data rows to the samples of their columns.

    Parameters
    ----------
    columns : of the data rows of a block
    fields : from :func:`sampled_fields`
    samples : by field; changed
    """
    for name in fields:
        if name in columns:
            coded = columns[name]
            used = np.flatnonzero(np.bincount(coded.codes, minlength=len(coded.values)))
            cells = map(coded.values.__getitem__, used.tolist())
            texts = [t for c in cells if (t := (c if isinstance(c, str) else text_of(c)).strip())]
            if texts:
                samples.setdefault(name, Sampling()).add(np.array(texts, dtype=object))


def finish_samples(samples: dict[str, Sampling], *, n_rows: int) -> tuple[ColumnSample, ...]:
    """Return the samples of a sheet, with the number of people whose rows these are.

    Parameters
    ----------
    samples : from :func:`sample_columns`
    n_rows : data rows, which count where rows are nobody's
    """
    people = samples["nip"].n if "nip" in samples else n_rows
    return tuple(
        ColumnSample(name, sample.n, people, tuple(sample.texts.values()))
        for name, sample in samples.items()
        if name != "nip"
    )


def judge_columns(listing: Listing, names: Names) -> Listing:
    """Return the same with a finding per column whose content belongs under another heading.

    The samples have done their duty and are dropped.

    Parameters
    ----------
    listing : what was read, with the samples of all columns
    names : of all people
    """
    found = note_name_columns(listing, partial(hide_people, names=names))
    return replace(
        listing,
        sheets=tuple(replace(s, samples=()) for s in listing.sheets),
        file_notes=(*listing.file_notes, *found),
    )


def note_name_columns(listing: Listing, hide: Callable[[str], str]) -> tuple[FileNote, ...]:
    """Return a finding per column whose content belongs under another heading.

    Parameters
    ----------
    listing : what was read, with the samples of all columns
    hide : returns a text that names nobody of those who are known
    """
    return tuple(
        FileNote(sheet.berkas, sheet.lembar, header, kode, f"kolom {header}")
        for sheet in listing.sheets
        for sample in sheet.samples
        if (kode := _judge(sheet, sample, hide))
        for header in [_header(sheet, sample.field)]
    )


def list_stray_names(listing: Listing) -> pd.DataFrame:
    """Return cells of offices and posts that are people beyond much doubt: ``nama``, and no ``nip``.

    One row that is shifted makes no column of people, but its name must be known to be hidden.
    """
    names = {
        text
        for sheet in listing.sheets
        for sample in sheet.samples
        if sample.field in _OFFICES
        for cell in sample.texts
        if read_sign(text := clean_text(cell)[0]) == "kuat"
    }
    return no_others().reindex(range(len(names)), fill_value="").assign(nama=sorted(names))


def _header(sheet: SheetRecord, name: str) -> str:
    return (sheet.headers or {}).get(name, "")


def _judge(sheet: SheetRecord, sample: ColumnSample, hide: Callable[[str], str]) -> str:
    texts = [clean_text(t)[0] for t in sample.texts]
    signs = Counter(map(read_sign, texts))
    if LAYOUTS[sheet.table].kinds[sample.field] == "name":
        return "KOLOM-TERTUKAR" if _holds_offices(signs) else ""
    if _holds_people(signs, sample):
        # Of one or two values those that are known are hidden like any name in a text.
        few = len(texts) < _FEW and all(map(_hides, texts, map(hide, texts)))
        return "" if few else "KOLOM-NAMA-ORANG"
    if _has_one_for_each(texts, sample):
        return "KOLOM-NAMA-ORANG"
    if len(texts) < _FEW or sample.n < _NEARLY * sample.people:
        return ""
    known = sum(map(_hides, texts, map(hide, texts)))
    return "KOLOM-NAMA-ORANG" if known > _MOST * len(texts) else ""


def holds_people(texts: Sequence[str], *, people: int) -> bool:
    """Whether distinct texts of offices, posts or anything like them are people, by most of them.

    Parameters
    ----------
    texts : as shown
    people : how many people they may speak of
    """
    sample = ColumnSample(_A_FIELD, len(texts), people, tuple(texts))
    return _holds_people(Counter(map(read_sign, texts)), sample) or _has_one_for_each(texts, sample)


def _has_one_for_each(texts: Sequence[str], sample: ColumnSample) -> bool:
    """Whether an office would have hardly more than one person, and is not called like one.

    That shows names in whatever form: run together, spaced out, with digits for letters.
    """
    if sample.field not in _OFFICES or min(len(texts), sample.people) < _MANY:
        return False
    return sample.n >= _ONE_EACH * sample.people and sum(map(tells_business, texts)) < (
        1 - _MOST
    ) * len(texts)


def _hides(text: str, hidden: str) -> bool:
    return hidden.count("[nama]") > text.count("[nama]")


def _holds_offices(signs: Counter[Sign]) -> bool:
    n, total = signs["kantor"], signs.total()
    return n > _MOST * total or (n > 1 and n > _OFFICES_AMONG_NAMES * total)


def _holds_people(signs: Counter[Sign], sample: ColumnSample) -> bool:
    total, sure = signs.total(), signs["kuat"]
    many = sample.n >= _NEARLY * sample.people
    if total < _FEW:
        return sure == total > 0
    if signs["ekor"] + signs["lemah"] + sure > _MOST * total and many and signs["ekor"] + sure:
        return True
    maybe = signs["lemah"] + sure
    if sample.field not in _OFFICES:
        return sure > _MOST * total or (total >= _MANY and maybe > _ALMOST_ALL * total)
    return (
        (total >= _MANY and maybe > _NEARLY_ALL * total)
        or (maybe > _MOST * total and (many or sure > _SOME * total))
        or (sure > 1 and sure > _SOME * total)
    )
