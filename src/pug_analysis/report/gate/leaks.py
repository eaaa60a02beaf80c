"""The last gate: no file that leaves may name one of the people whom the report is about.

Every layer of every file is compared with the NIPs, names and birth dates of this workspace, known
by keyed digests only (:mod:`pug_analysis.ingest.people.fingerprints`), and with forms that point at a
person or machine. What is found is never told, only in which file it stands. Initials and hashes
of a NIP are not recognised.
"""

from __future__ import annotations

import datetime as dt
import getpass
import re
import socket
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pug_analysis.errors import ReportError
from pug_analysis.ingest.people.fingerprints import Fingerprints, name_bag, short_digest
from pug_analysis.ingest.reading.name_columns import holds_people
from pug_analysis.report.gate.identifiers import find_patterns, hide_long_numbers
from pug_analysis.report.gate.layers import FileText, Unreadable, read_layers
from pug_analysis.report.gate.outputs import TablePayload
from pug_analysis.report.gate.own_words import are_own

_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_MARKS: Final = re.compile("[\u0300-\u036f]")
_APOSTROPHE: Final = re.compile(r"['`\u2018\u2019](?<=\w.)(?=\w)")
_WORD: Final = re.compile(r"[^\W_]+")
#: The beginning of a NIP with up to one sign between its digits.
_DIGITS: Final = re.compile(r"(?:1[ .,'’\-/]?9|2[ .,'’\-/]?0)(?:[ .,'’\-/]?\d){13}")
_PSEUDONYM: Final = re.compile(r"[0-9a-f]{20}")
_SHORTEST_JOINED: Final = 8

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari pebruari feb peb february", "maret mar march",
            "april apr", "mei may", "juni jun june", "juli jul july",
            "agustus agu agt ags aug august", "september sep sept", "oktober okt oct october",
            "november nopember nov nop", "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NOT_AFTER_DIGIT: Final = r"(?<!\d\d\d)"
_ISO: Final = re.compile(
    rf"(?:19|20){_NOT_AFTER_DIGIT}\d\d([-/.])(?:0?\d|1[0-2])\1(?:[0-2]?\d|3[01])(?!\d)"
)
#: Not the decimals of a number nor a part of a digest.
_COMPACT: Final = re.compile(
    r"(?:19|20)(?<![0-9a-z]..)(?<!\d[.,]..)\d\d(?:0\d|1[0-2])(?:[0-2]\d|3[01])(?![0-9a-z])"
)
#: Two dots and six digits are a version number as well.
_NUMERIC: Final = re.compile(
    r"\d{1,2}(?:[-/]\d{1,2}[-/](?:19|20)?\d\d|\.\d{1,2}\.(?:19|20)\d\d)(?!\d)"
)
_WORDED: Final = re.compile(
    rf"\d[\s-]{{1,3}}(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
    r"\.?[\s-]{1,3}(?:(?:19|20)\d\d|\d\d)(?!\d)"
)
#: What a date of numbers does not follow: it would be a part of a longer one.
_JOINS: Final = frozenset("0123456789/-.")
_NUMBER: Final = re.compile(r"\d+")
_LETTERS: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not occur: people by their digests, and this machine's own names.

    ``texts`` may occur nowhere; ``owners`` not in what a file says about itself.
    """

    people: Fingerprints
    texts: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    #: Words already looked up, kept between files.
    words: dict[str, bool] = field(default_factory=dict, repr=False)


def collect_secrets(people: Fingerprints, *, workspace: Path) -> Secrets:
    """Return the people together with the workspace's path and the user's and machine's names."""
    paths = [path for path in (workspace.resolve(), Path.home()) if len(path.parts) > 2]
    names = {_user(), socket.gethostname()} - {"", "root", "localhost"}
    return Secrets(
        people,
        texts=tuple(sorted({_normalise(str(path)) for path in paths})),
        owners=tuple(sorted(_normalise(name) for name in names)),
    )


def check_leaks(folder: Path, secrets: Secrets) -> None:
    """Refuse a folder in which any file, or its name, tells of a person or of this machine.

    Parameters
    ----------
    folder : complete staged report
    secrets : see :func:`collect_secrets`

    Raises
    ------
    ReportError
        naming the files and the kinds of what was found, never what was found.
    """
    bad = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        named = find_leaks([FileText(name)], secrets)
        try:
            found = named | find_leaks(read_layers(path.read_bytes()), secrets)
        except Unreadable as problem:
            found = named | {f"tidak dapat diperiksa: {problem}"}
        if found:
            shown = "(nama berkas disembunyikan)" if named else hide_long_numbers(name)
            bad.append(f"- {shown} ({', '.join(sorted(found))})")
    if bad:
        lines = "\n".join(bad)
        raise ReportError(
            "Laporan tidak diterbitkan; laporan terakhir tidak berubah. Berkas berikut memuat "
            f"pengenal orang atau komputer, atau tidak dapat diperiksa:\n{lines}\n"
            "Periksa keluaran notebook, pug.toml, dan nama berkas di data/raw."
        )


def check_columns(tables: Iterable[TablePayload], secrets: Secrets) -> None:
    """Refuse released tables with a column of people, whether or not anybody knows their names.

    Known names are found one by one (:func:`check_leaks`). Where names stood under another heading they
    are not known; then a column tells by most of its values.

    Parameters
    ----------
    tables : payloads of released tables
    secrets : see :func:`collect_secrets`

    Raises
    ------
    ReportError
        naming tables and columns, never a value.
    """
    people = len(secrets.people.nip)
    bad = [
        f"- {table['name']}: kolom {column['name']}"
        for table in tables
        for place, column in enumerate(table["columns"])
        if _looks_like_people(_texts(row[place] for row in table["rows"]), people=people)
    ]
    if bad:
        lines = "\n".join(bad)
        raise ReportError(
            "Laporan tidak diterbitkan; laporan terakhir tidak berubah. Isi kolom berikut tampak seperti nama "
            f"orang, bukan unit, jabatan, atau kegiatan:\n{lines}\nPeriksa kolom asalnya di data/raw dan "
            "pemetaan kolom di pug.toml."
        )


def _looks_like_people(texts: list[str], *, people: int) -> bool:
    """Whether texts have the form of people, and are not words that the program writes."""
    return holds_people(texts, people=people) and not are_own(texts)


def _texts(cells: Iterable[object]) -> list[str]:
    """Return the distinct cells that hold letters."""
    texts = dict.fromkeys(cell for cell in cells if isinstance(cell, str))
    return [text for text in texts if any(map(str.isalpha, text))]


def hide_in_message(text: str, secrets: Secrets) -> str:
    """Return a message, or words in its place if it tells of a person or of this machine."""
    return "(pesan disembunyikan)" if find_leaks([FileText(text)], secrets) else text


def find_leaks(layers: Iterable[FileText], secrets: Secrets) -> set[str]:
    """Name the kinds of what the layers of a file tell.

    Returns
    -------
    Of "nomor", "telepon", "surel", "jalur", "nama", "tanggal lahir", "nama samaran", "komputer".
    """
    found: set[str] = set()
    seen: set[str] = set()
    for layer in layers:
        if layer.text in seen and not layer.meta:
            continue
        seen.add(layer.text)
        plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", layer.text))
        found |= find_patterns(plain)
        plain = _fold(plain)
        if any(text in plain for text in secrets.texts):
            found.add("jalur")
        if layer.meta and any(name in _words(plain) for name in secrets.owners):
            found.add("komputer")
        found |= _find_people(plain, secrets)
    return found


def _find_people(plain: str, secrets: Secrets) -> set[str]:
    people = secrets.people
    found = set()
    if _holds_number(plain, people):
        found.add("nomor")
    if _holds_pseudonym(plain, people):
        found.add("nama samaran")
    if any(_digest(people, "birth", day.isoformat()) in people.birth for day in find_days(plain)):
        found.add("tanggal lahir")
    if _holds_name(plain, secrets):
        found.add("nama")
    return found


def _holds_number(plain: str, people: Fingerprints) -> bool:
    """Look for the first fifteen digits of a known NIP, whatever stands between the digits."""
    match = _DIGITS.search(plain)
    while match:
        digits = "".join(c for c in match[0] if c.isdigit())
        if _digest(people, "nip15", digits) in people.nip15:
            return True
        match = _DIGITS.search(plain, match.start() + 1)
    return False


def _holds_pseudonym(plain: str, people: Fingerprints) -> bool:
    return any(int(m[0][:16], 16) in people.nip for m in _PSEUDONYM.finditer(plain))


def _holds_name(plain: str, secrets: Secrets) -> bool:
    """Look for a known name, its words in any order, or written as one word."""
    people, cache = secrets.people, secrets.words
    words = _WORD.findall(_APOSTROPHE.sub("", plain))
    for word in set(words).difference(cache):
        cache[word] = _digest(people, "word", word) in people.word
        if len(word) >= _SHORTEST_JOINED and _digest(people, "joined", word) in people.joined:
            cache[word] = True
            cache[_JOINED + word] = True
    if any(cache.get(_JOINED + word) for word in set(words)):
        return True
    tried = set()
    for run in _runs(words, cache):
        for length in people.lengths:
            for start in range(len(run) - length + 1):
                bag = name_bag(run[start : start + length])
                if bag in tried:
                    continue
                tried.add(bag)
                if _digest(people, "name", bag) in people.name:
                    return True
    return False


_JOINED: Final = "\0"


def _runs(words: list[str], known: dict[str, bool]) -> Iterator[list[str]]:
    """Yield the stretches of two or more words that occur in names."""
    run: list[str] = []
    for word in words:
        if known[word]:
            run.append(word)
            continue
        if len(run) > 1:
            yield run
        if run:
            run = []
    if len(run) > 1:
        yield run


def find_days(text: str) -> Iterator[dt.date]:
    """Yield the days that a lower-case text tells to the day; a year of two digits is any century.

    Examples
    --------
    >>> [str(day) for day in find_days("lahir 5 mei 1980, 1980-05-17 atau 7/3/81")]
    ['1980-05-17', '1981-03-07', '2081-03-07', '1980-05-05']
    """
    for match in _ISO.finditer(text):
        year, month, day = _NUMBER.findall(match[0])
        yield from _day(year, month, day)
    for match in _COMPACT.finditer(text):
        yield from _day(match[0][:4], match[0][4:6], match[0][6:])
    for match in _NUMERIC.finditer(text):
        if text[match.start() - 1 : match.start()] not in _JOINS:
            day, month, year = _NUMBER.findall(match[0])
            yield from _day(year, month, day)
    for match in _WORDED.finditer(text):
        month = str(_MONTHS[_LETTERS.findall(match[0])[0]])
        day, year = _NUMBER.findall(match[0])
        before = text[match.start() - 1 : match.start()] if match.start() else ""
        yield from _day(year, month, (before if before.isdigit() else "") + day)


def _day(year: str, month: str, day: str) -> Iterator[dt.date]:
    for full in (year,) if len(year) == 4 else (f"19{year}", f"20{year}"):
        try:
            yield dt.date(int(full), int(month), int(day))
        except ValueError:
            continue


def _digest(people: Fingerprints, kind: str, text: str) -> int:
    return short_digest(people.key, kind, text)


def _normalise(text: str) -> str:
    return _fold(unicodedata.normalize("NFKC", text))


def _fold(text: str) -> str:
    text = text.casefold()
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))


def _words(plain: str) -> set[str]:
    return set(re.findall(r"[\w.-]+", plain)) | set(_WORD.findall(plain))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
