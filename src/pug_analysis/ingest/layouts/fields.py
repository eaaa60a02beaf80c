"""What a layout is made of: fields with a kind of content and headers, and how headers compare."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from pug_analysis.ingest.declare.columns import Words

#: "name" is compared with free text and dropped; it reaches no table and no finding. "word" is a
#: word of a closed list and "words" several, see ``ingest.layouts.closed_lists``; "hours" are those
#: of a training, see ``ingest.values.numbers``.
FieldKind = Literal[
    "nip",
    "name",
    "date",
    "birth",
    "code",
    "eselon",
    "text",
    "word",
    "words",
    "year",
    "integer",
    "number",
    "hours",
]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: internal name, kind of content, official header, other headers (best first).

    ``words`` is the closed list of a field of kind "word" or "words". ``free`` is whether its text may
    hold what belongs elsewhere, and is cleared of it; for kinds that are text.
    """

    name: str
    kind: FieldKind
    official: str
    aliases: tuple[str, ...] = ()
    words: Words | None = None
    free: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """The headers of one kind of export or register.

    Attributes
    ----------
    required : groups of fields; one field of each group must be there
    may_be_empty : whether a file without rows is news and not a failed download
    own : fields of which one must be there for the layout to be recognised at all; without it
        the headers that it shares with other layouts would do
    register : whether the office keeps it itself: its cells are typed by hand
    """

    table: str
    label: str
    fields: tuple[Field, ...]
    required: tuple[tuple[str, ...], ...]
    may_be_empty: bool = False
    own: tuple[str, ...] = ()
    register: bool = False

    @property
    def kinds(self) -> dict[str, FieldKind]:
        """Field name to kind."""
        return {f.name: f.kind for f in self.fields}

    @property
    def personal(self) -> bool:
        """Whether every row belongs to one person: then the NIP tells a data row from others."""
        return ("nip",) in self.required

    def field(self, name: str) -> Field:
        """Return a field by its name."""
        return next(f for f in self.fields if f.name == name)

    def official(self, name: str) -> str:
        """Return the official header of a field."""
        return self.field(name).official


NIP: Final = Field(
    "nip", "nip", "NIP BARU",
    ("NIP", "NIP / NI PPPK", "NIP BARU / NI PPPK", "NIP PEGAWAI", "NIP NIPPPK", "NI PPPK", "NIPPPK",
     "NI P3K", "NIP PPPK", "NOMOR INDUK PPPK", "NOMOR INDUK PEGAWAI"),
)  # fmt: skip

NAMA: Final = Field(
    "nama", "name", "NAMA", ("NAMA LENGKAP", "NAMA PEGAWAI", "NAMA PNS", "NAMA ASN")
)


def field(name: str, kind: FieldKind, official: str, *aliases: str) -> Field:
    """Return a field; its other headers follow the official one."""
    return Field(name, kind, official, aliases)


_FOOTNOTE = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u209f*†‡]+|\s*\(?\d\)\s*$")


def header_key(text: str) -> str:
    r"""Return a header reduced to what counts: upper-case letters and digits.

    >>> header_key("NIP\u00a0Baru*)"), header_key("tmtGolongan"), header_key("TMT\nGOLONGAN ")
    ('NIPBARU', 'TMTGOLONGAN', 'TMTGOLONGAN')
    """
    bare = _FOOTNOTE.sub("", text)
    return "".join(c for c in unicodedata.normalize("NFKC", bare).upper() if c.isalnum())
