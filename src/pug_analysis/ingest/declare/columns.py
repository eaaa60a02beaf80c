"""One column of a register: everything that is known of it, said once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

#: Content of a column, as it is typed:
#:
#: - ``nip``, ``name``: whose row it is; the NIP becomes a pseudonym, the name reaches no table
#: - ``text``, ``code``: free text, and short text such as numbers of documents
#: - ``office``: a perangkat daerah, spelled as in the staff list; empty is the whole regency
#: - ``word``, ``words``: one word of a closed list, and several of them parted by ";"
#: - ``date``, ``year``, ``integer`` (0 or more), ``number``
Kind = Literal[
    "nip", "name", "text", "code", "office", "word", "words", "date", "year", "integer", "number"
]
StoredKind = Literal["text", "date", "integer", "number"]

_STORED: Final[Mapping[Kind, StoredKind]] = {
    "date": "date", "year": "integer", "integer": "integer", "number": "number",
}  # fmt: skip
#: What people type as they like, so that it may hold what belongs elsewhere.
_TYPED: Final = frozenset({"text", "code", "office"})
#: Names that reading uses for whose row it is: the only kind that a column of this name may have.
_TAKEN: Final[Mapping[str, Kind | None]] = {
    "nip": "nip", "nama": "name", "pegawai_id": None, "lahir_nip": None, "angkat_nip": None,
    "jk_nip": None, "pppk": None, "jenis_kelamin": None,
}  # fmt: skip
UNKNOWN_WORD: Final = "PILIHAN-TAK-DIKENAL"


@dataclass(frozen=True, slots=True)
class Words:
    """A closed list.

    Attributes
    ----------
    known : (word as stored, what it means or "")
    unknown : code of the finding of another word
    others : (other spelling, word as stored), besides case, blanks and signs
    """

    known: tuple[tuple[str, str], ...]
    unknown: str = UNKNOWN_WORD
    others: tuple[tuple[str, str], ...] = ()

    @property
    def meanings(self) -> dict[str, str]:
        """Return the words in order, each with its meaning."""
        return dict(self.known)


def words(
    known: Iterable[str] | Mapping[str, str],
    *,
    unknown: str = UNKNOWN_WORD,
    others: Mapping[str, str] | None = None,
) -> Words:
    """Return a closed list of words, or of words with their meaning.

    >>> words(["naik", "turun"]).meanings
    {'naik': '', 'turun': ''}
    """
    pairs = known.items() if isinstance(known, Mapping) else ((word, "") for word in known)
    return Words(tuple(pairs), unknown, tuple((others or {}).items()))


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register.

    Attributes
    ----------
    name : of the processed table; the header is the same in capitals
    kind : its content
    meaning : for the data dictionary
    how : how it is filled, for the guide of the template
    required : whether the header must be there and every cell filled
    also : other headers that are read as this one
    words : the closed list of ``word`` and ``words``
    suggested : (word, what it is): a list to choose from that allows other words
    stored : kind in the processed table where it is not that of the content
    free : whether it is free text, in which names, numbers and mail addresses of people are hidden.
        What people type is free text unless False is said here, with a reason beside it.
    """

    name: str
    kind: Kind
    meaning: str
    how: str
    required: bool = False
    also: tuple[str, ...] = ()
    words: Words | None = None
    suggested: tuple[tuple[str, str], ...] = ()
    stored: StoredKind | None = None
    free: bool = True

    def __post_init__(self) -> None:
        """Refuse a closed list at another kind, a kind of list without one, and names that are taken."""
        if _TAKEN.get(self.name, self.kind) != self.kind:
            raise ValueError(
                f"{self.name}: this name says whose row it is; name the column otherwise"
            )
        if (self.words is not None) != (self.kind in ("word", "words")):
            raise ValueError(f"{self.name}: a closed list belongs to kind word or words")

    @property
    def header(self) -> str:
        """The header of the template."""
        return self.name.upper().replace("_", " ")

    @property
    def table_kind(self) -> StoredKind:
        """The kind of the processed column."""
        return self.stored or _STORED.get(self.kind, "text")

    @property
    def masked(self) -> bool:
        """Whether its text may hold what belongs elsewhere, and is cleared of it."""
        return self.free and self.kind in _TYPED


def owner(how: str, *, required: bool, meaning: str = "") -> Column:
    """Return the column of the NIP, stored as ``pegawai_id``."""
    return Column("nip", "nip", meaning, how, required)


NAMA: Final = Column("nama", "name", "", "Boleh diisi; tidak disimpan program.")
BUKTI: Final = Column(
    "berkas_bukti", "text", "Nama berkas bukti",
    "Nama berkas bukti yang disimpan kantor, misalnya sertifikat.pdf. Bukan nama orang.",
    also=("BUKTI", "NAMA BERKAS"),
)  # fmt: skip
#: How an office is filled.
PD: Final = "Nama perangkat daerah seperti di SIMPEG; kosongkan bila untuk seluruh kabupaten."
#: Other headers of a perangkat daerah.
PD_ALSO: Final = ("OPD", "SKPD", "PD")
