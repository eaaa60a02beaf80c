"""What is known of raw files beside their rows: sheets, findings about files, origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field

from pug_analysis.ingest.reading.names import Names, hide_people, label_all


@dataclass(frozen=True, slots=True)
class ColumnSample:
    """Distinct values of a column as read: personal data, in memory only.

    Attributes
    ----------
    field : the field that the column was read as
    n : distinct values of the column
    people : people in the rows of its sheet
    texts : some of the values, or all of them
    """

    field: str
    n: int
    people: int
    texts: tuple[str, ...] = dataclass_field(repr=False)


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """A sheet that was read: its number, place, layout, header row and columns.

    ``keys`` are all header keys that a setting may name, ``labels`` all headers as written,
    ``samples`` values of its columns.
    """

    number: int
    berkas: str
    lembar: str
    tata_letak: str
    n_rows: int
    table: str = ""
    baris_kepala: int = 0
    headers: dict[str, str] | None = None
    missing: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    labels: tuple[str, ...] = ()
    samples: tuple[ColumnSample, ...] = ()


@dataclass(frozen=True, slots=True)
class FileNote:
    """A finding about a file or sheet as a whole."""

    berkas: str
    lembar: str
    kolom: str
    kode: str
    rincian: str = ""


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """What a processed folder was made from: one raw file."""

    berkas: str
    sha256: str
    ukuran: int
    tata_letak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is known of the files beside their rows."""

    sheets: tuple[SheetRecord, ...]
    file_notes: tuple[FileNote, ...]
    origins: tuple[FileOrigin, ...]


def hide_places(listing: Listing, files: Sequence[str], names: Names) -> Listing:
    """Return the same with names of files and sheets that name nobody.

    The files must be read first: whose names to look for is known only then.
    """

    def hide(text: str) -> str:
        return hide_people(text, names)

    berkas = label_all(files, hide)
    inside: dict[str, list[str]] = {}
    places: tuple[SheetRecord | FileNote, ...] = (*listing.sheets, *listing.file_notes)
    for place in places:
        inside.setdefault(place.berkas, []).append(place.lembar)
    lembar = {name: label_all(sheets, hide) for name, sheets in inside.items()}
    return Listing(
        tuple(
            replace(s, berkas=berkas[s.berkas], lembar=lembar[s.berkas][s.lembar])
            for s in listing.sheets
        ),
        tuple(
            replace(
                n, berkas=berkas[n.berkas], lembar=lembar[n.berkas][n.lembar],
                rincian=hide(n.rincian),
            )
            for n in listing.file_notes
        ),
        tuple(replace(o, berkas=berkas[o.berkas]) for o in listing.origins),
    )  # fmt: skip
