"""What pages say is data: titles, columns, notes and sentences stand in ``pages/<page>/teks.toml``.

Officials can correct a text without reading code. A number of a table or figure is its place in the
file, and ``{ref:<name>}`` in a text becomes that number, so that none is typed twice. A table and a figure
may have one name; then ``{ref:<name>}`` is the table and ``{ref:gambar/<name>}`` the figure. Conditions stay
in the code, which names the case; a case, a word or a reference that does not exist is an error.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final, Literal, get_args

from pug_analysis.release.ledger import Tier
from pug_analysis.terms.edisi import EDITIONS

#: What is written before the number of a display.
DisplayKind = Literal["tabel", "gambar"]
#: "count" counts people and is protected; "whole" is any other whole number (months, rows, hours).
Kind = Literal["text", "count", "whole", "share", "points", "number", "p"]
#: The four columns of men, women, total and share, in the words of the workspace.
SEXES: Final = "*jenis_kelamin"
#: Where, among the notes, those stand that the code adds; without it they come first.
MORE: Final = "*tambahan"
_SEX_COLUMNS: Final = (
    ("pria", "{pria}", "count"),
    ("wanita", "{wanita}", "count"),
    ("total", "Total", "count"),
    ("share_wanita", "% {wanita}", "share"),
)
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_REF: Final = "ref:"
_ENTRY: Final = frozenset(
    {"judul", "butir", "nomor", "tingkat", "tepat", "edisi", "gabungan", "kolom", "catatan", "alt"}
)
#: Rows of the checklist of analysis products.
_ROW: Final = re.compile(r"[AB]\d\d")
#: Keys of a text that is there only in a named case, or repeated for each of the words given.
_CASE, _EACH = "bila", "ulang"


class TextError(ValueError):
    """A text that cannot be said: unknown name, case, word or reference, or one left over."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as the file has it: name, label and kind, when it is there, for what it is repeated."""

    name: str
    label: str
    kind: Kind
    case: str = ""
    each: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line under a display, and the case in which it stands there ("" always)."""

    text: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A table or figure of a page.

    Attributes
    ----------
    name : stable name: ``tabel/<name>.csv``
    display : "tabel" or "gambar"
    number : as printed, "2.1"
    title, alt : templates; ``alt`` only of figures
    tier, exact : terms of its release, see :class:`pug_analysis.release.ledger.Release`
    editions : who reads it
    pooled : whether a merged report has it
    rows : of the checklist of analysis products (docs/cakupan.md) that it answers
    """

    name: str
    page: str
    display: DisplayKind
    number: str
    title: str
    tier: Tier
    exact: bool = False
    editions: Sequence[str] = EDITIONS
    pooled: bool = False
    rows: Sequence[str] = ()
    columns: Sequence[Heading] = ()
    notes: Sequence[Note] = ()
    alt: str = ""

    @property
    def label(self) -> str:
        """How texts call it: "Tabel 2.1" or "Gambar 2.1"."""
        return f"{self.display.capitalize()} {self.number}"

    def templates(self) -> Iterator[str]:
        """Every text of the entry, for those who look for words and references."""
        yield from (self.title, self.alt)
        yield from (text for one in self.columns for text in (one.name, one.label))
        yield from (note.text for note in self.notes)


@dataclass(frozen=True, slots=True)
class Texts:
    """All that the pages say: displays by kind and name (``tabel/<name>``), sentences by name and case."""

    entries: Mapping[str, Entry]
    sentences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def entry(self, name: str) -> Entry:
        """Return a display: ``<name>``, where a table goes before a figure, or ``gambar/<name>``.

        Raises
        ------
        TextError
            if no page has it.
        """
        keys = (name, *(f"{display}/{name}" for display in get_args(DisplayKind)))
        found = next((self.entries[key] for key in keys if key in self.entries), None)
        if found is None:
            raise TextError(f"no page has a table or figure {name!r} in its teks.toml")
        return found

    def say(self, name: str, case: str = "", **words: str) -> str:
        """Fill a sentence.

        Parameters
        ----------
        name : of the sentence
        case : which of its cases; "" where it has only one
        words : what stands in braces; a word that no case of the sentence uses is refused

        Raises
        ------
        TextError
            if the sentence, its case, or a word does not exist.
        """
        cases = self.sentences.get(name)
        if cases is None or case not in cases:
            raise TextError(f"no sentence {name!r} with the case {case!r}")
        spare = words.keys() - {word for text in cases.values() for word in words_of(text)}
        if spare:
            raise TextError(f"sentence {name!r} has no place for {', '.join(sorted(spare))}")
        return self.fill(cases[case], words, of=name)

    def fill(self, text: str, words: Mapping[str, str], *, of: str) -> str:
        """Put words and the numbers of displays into a template."""

        def place(found: re.Match[str]) -> str:
            key = found[1]
            if key.startswith(_REF):
                return self.entry(key.removeprefix(_REF)).label
            if key not in words:
                raise TextError(f"{of!r} asks for the word {{{key}}}, which nobody gives")
            return words[key]

        return _PLACE.sub(place, text)


def words_of(text: str) -> set[str]:
    """Return the words that a template asks for, without references.

    >>> sorted(words_of("{ref:kohort_uji}: {jumlah} dari {total}"))
    ['jumlah', 'total']
    """
    return {key for key in _PLACE.findall(text) if not key.startswith(_REF)}


def refs_of(text: str) -> set[str]:
    """Return the displays that a template refers to.

    >>> refs_of("lihat {ref:kohort_uji}")
    {'kohort_uji'}
    """
    return {key.removeprefix(_REF) for key in _PLACE.findall(text) if key.startswith(_REF)}


def read_texts(folder: Path) -> Texts:
    """Read every ``teks.toml`` below a folder: of each page, and of the kit, which has sentences alone.

    Displays are numbered within their page in the order of the file, tables and figures apart; numbers
    that are fixed (``nomor``) are passed over by the others.

    Raises
    ------
    TextError
        naming file and entry, if something there is unknown, missing, or said twice.
    """
    files = {path.parent.name: path for path in folder.rglob("teks.toml")}
    read = {name: tomllib.loads(path.read_text(encoding="utf-8")) for name, path in files.items()}
    pages = sorted(read.items(), key=lambda page: (page[1].get("halaman", -1), page[0]))
    taken = {
        f"{display} {raw['nomor']}"
        for _, content in pages
        for display in get_args(DisplayKind)
        for raw in content.get(display, {}).values()
        if "nomor" in raw
    }
    entries: dict[str, Entry] = {}
    sentences: dict[str, Mapping[str, str]] = {}
    for page, content in pages:
        unknown = content.keys() - {"halaman", "kalimat", *get_args(DisplayKind)}
        if unknown:
            raise TextError(f"{page}/teks.toml: unknown part {', '.join(sorted(unknown))}")
        for entry in _entries(page, content, taken):
            key = f"{entry.display}/{entry.name}"
            if key in entries:
                raise TextError(f"{page}/teks.toml: {key!r} is named twice")
            entries[key] = entry
        for name, said in content.get("kalimat", {}).items():
            if name in sentences:
                raise TextError(f"{page}/teks.toml: sentence {name!r} is named twice")
            sentences[name] = {"": said} if isinstance(said, str) else dict(said)
    return Texts(entries, sentences)


def _entries(page: str, content: Mapping[str, Any], taken: set[str]) -> Iterator[Entry]:
    for display in get_args(DisplayKind):
        places = (f"{content['halaman']}.{place}" for place in count(1))
        for name, raw in content.get(display, {}).items():
            number = raw.get("nomor") or next(n for n in places if f"{display} {n}" not in taken)
            taken.add(f"{display} {number}")
            yield _read_entry(page, display, name, number, raw)


def _read_entry(
    page: str, display: DisplayKind, name: str, number: str, raw: Mapping[str, Any]
) -> Entry:
    where = f"{page}/teks.toml, {display}.{name}"
    unknown = raw.keys() - _ENTRY
    if unknown or "judul" not in raw:
        what = f"unknown key {', '.join(sorted(unknown))}" if unknown else "no judul"
        raise TextError(f"{where}: {what}")
    editions = tuple(raw.get("edisi", EDITIONS))
    if not set(editions) <= set(EDITIONS):
        raise TextError(f"{where}: edisi may hold {', '.join(EDITIONS)}")
    rows = tuple(raw.get("butir", ()))
    if wrong := [one for one in rows if not _ROW.fullmatch(one)]:
        raise TextError(f"{where}: butir {wrong[0]!r} is no row of the checklist, such as A01")
    return Entry(
        name=name,
        page=page,
        display=display,
        number=number,
        title=raw["judul"],
        tier=raw.get("tingkat", "B"),
        exact=raw.get("tepat", False),
        editions=editions,
        pooled=raw.get("gabungan", False),
        rows=rows,
        columns=tuple(_headings(raw.get("kolom", ()), where)),
        notes=tuple(_note(note) for note in raw.get("catatan", ())),
        alt=raw.get("alt", ""),
    )


def _headings(raw: Sequence[Any], where: str) -> Iterator[Heading]:
    for one in raw:
        if one == SEXES:
            yield from (Heading(*column) for column in _SEX_COLUMNS)
            continue
        case, each = "", ""
        if isinstance(one, dict):
            case, each = one.get(_CASE, ""), one.get(_EACH, "")
            one = (one["nama"], one["judul"], one["jenis"])
        name, label, kind = one
        if kind not in get_args(Kind):
            raise TextError(f"{where}: column {name!r} is of kind {kind!r}")
        yield Heading(name, label, kind, case, each)


def _note(raw: str | Mapping[str, str]) -> Note:
    return Note(raw) if isinstance(raw, str) else Note(raw["teks"], raw[_CASE])


@cache
def texts() -> Texts:
    """Return what the pages of this package say."""
    return read_texts(Path(__file__).parents[1])


def say(name: str, case: str = "", **words: str) -> str:
    """Fill a sentence of the pages, see :meth:`Texts.say`."""
    return texts().say(name, case, **words)


def cases(name: str) -> Mapping[str, str]:
    """Return every case of a sentence that asks for no words: what verdicts are called, for example.

    Raises
    ------
    TextError
        if there is no such sentence, or a case of it asks for words.
    """
    said = texts().sentences.get(name)
    if said is None:
        raise TextError(f"no sentence {name!r}")
    return {case: texts().say(name, case) for case in said}
