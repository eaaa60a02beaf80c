"""Keep names and numbers of people out of free text, file names and sheet names.

Offices write people into units ("SEKSI <name> <NIP>"), courses and file names. The names of the
staff list are known while the files are read; they are compared here and kept nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from pug_analysis.ingest.layouts.known import LAYOUTS
from pug_analysis.ingest.values.cells import note
from pug_analysis.ingest.values.unique import map_unique
from pug_analysis.terms.orang import KANTOR

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: A folder of somebody's machine in front of a file's name, as pasted from the file manager.
_FOLDER = re.compile(
    r"(?:(?<!\w)[A-Za-z]:[\\/]|\\\\|file:/+|(?<![\w./])/(?:home|Users|root|tmp|mnt|media|Volumes)/)"
    r"(?:[^\\/]*[\\/])*"
)
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){8,}")
_WORD = re.compile(r"[^\W_]+(?:['`\u2018\u2019][^\W_]+)*")
#: Degrees such as S.Pd, M.Kes or A.Md.Keb; what follows a comma is one anyway.
_DEGREE = re.compile(r"\s+(?:[A-Za-z]{1,3}\.)+[A-Za-z]{1,4}\.?(?=\s|$)")
_TITLES: Final = frozenset({"apt", "dr", "dra", "drg", "drh", "drs", "h", "hj", "ir", "ns", "prof"})

#: A "name" that more people share is the content of another column.
MAX_NAMESAKES: Final = 20

#: Columns of codes of SIASN that are written as they are, besides all columns of text.
_UNPARSED: Final = frozenset({"jenis_kp", "jenis_diklat", "latihan_id"})


@dataclass(frozen=True, slots=True)
class Names:
    """Names of people as normalised words, and the numbers of words that occur, longest first."""

    known: Container[str]
    lengths: tuple[int, ...]
    first: frozenset[str]


def collect_names(frames: dict[str, pd.DataFrame], others: pd.DataFrame | None = None) -> Names:
    """Return the names of all rows that were read; names of one word mean too much else.

    Parameters
    ----------
    frames : typed rows by table
    others : names in further columns, see :func:`~pug_analysis.ingest.reading.other_names.read_others`
    """
    columns = [f["nama"] for f in frames.values() if "nama" in f]
    columns += [] if others is None or others.empty else [others["nama"]]
    counts = pd.concat(columns).value_counts() if columns else pd.Series(dtype="int64")
    return build_names(counts.index[counts <= MAX_NAMESAKES])


def build_names(names: Iterable[str]) -> Names:
    """Return names ready for comparison: without case, accents, titles and punctuation."""
    known = full_names(names)
    lengths = {name.count(" ") + 1 for name in known}
    first = frozenset(name.partition(" ")[0] for name in known)
    return Names(known, tuple(sorted(lengths, reverse=True)), first)


def full_names(names: Iterable[str]) -> frozenset[str]:
    """Return names that may be looked for, without case, accents, titles and punctuation."""
    return frozenset(" ".join(w) for w in map(name_words, names) if is_name(w))


def is_name(words: Sequence[str]) -> bool:
    """Whether the words of a name may be looked for: two or more, none of which is an office's."""
    return len(words) > 1 and KANTOR.isdisjoint(words)


def name_words(name: str) -> list[str]:
    """Return the words of a name without case, accents, titles and degrees.

    >>> name_words("Dra. Hj. SITI AMINAH, M.Si.")
    ['siti', 'aminah']
    """
    bare = _DEGREE.sub(" ", name.partition(",")[0])
    words = [_plain(m[0]) for m in _WORD.finditer(bare)]
    while words and words[0] in _TITLES:
        words = words[1:]
    return words


def _plain(word: str) -> str:
    if word.isascii() and word.isalnum():  # nearly all are
        return word.lower()
    text = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in text if c.isalnum())


def hide_numbers(text: str) -> str:
    """Return free text without numbers long enough to be a NIP, NIK or telephone number.

    >>> hide_numbers("Bimtek 2024 a.n. 19860926 201505 1 001")
    'Bimtek 2024 a.n. [nomor]'
    """
    return _LONG_NUMBER.sub("[nomor]", text)


def hide_people(text: str, names: Names) -> str:
    """Return free text without names, long numbers and mail addresses of people, and their folders.

    >>> hide_people("SEKSI Sri Rekaan 198609262015051001", build_names(["SRI REKAAN, S.E."]))
    'SEKSI [nama] [nomor]'
    """
    text = hide_numbers(text)
    if "@" in text:
        text = _MAIL.sub("[surel]", text)
    if "\\" in text or "/" in text:
        text = _FOLDER.sub("[folder] ", text)
    found = list(_WORD.finditer(text))
    words = [_plain(m[0]) for m in found]
    parts, done, i = [], 0, 0
    while i < len(words):
        n = _length_at(words, i, names) if words[i] in names.first else 0
        if n:
            parts += [text[done : found[i].start()], "[nama]"]
            done = found[i + n - 1].end()
        i += n or 1
    return "".join([*parts, text[done:]])


def _length_at(words: Sequence[str], start: int, names: Names) -> int:
    fitting = (n for n in names.lengths if start + n <= len(words))
    return next((n for n in fitting if " ".join(words[start : start + n]) in names.known), 0)


def free_fields(table: str) -> tuple[str, ...]:
    """Return the fields of a layout that hold text as people wrote it.

    Codes of the office's own registers are typed by hand as texts are; those of SIASN are parsed.
    """
    layout = LAYOUTS[table]
    return tuple(
        f.name
        for f in layout.fields
        if f.free
        and (f.kind == "text" or (f.kind == "code" and (layout.register or f.name in _UNPARSED)))
    )


def hide_in_frames(
    frames: dict[str, pd.DataFrame], hide: Callable[[str], str]
) -> tuple[dict[str, pd.DataFrame], list[pd.DataFrame]]:
    """Return typed rows whose free text names nobody, without the names; and the findings.

    Parameters
    ----------
    frames : typed rows by table
    hide : returns a text that names nobody, see :func:`hide_people`
    """
    clean, notes = {}, []
    for table, frame in frames.items():
        new = {}
        for field in free_fields(table):
            new[field] = map_unique(frame[field], hide)
            changed = (new[field] != frame[field]).to_numpy(dtype=bool)
            notes.append(note(frame.index[changed], field, "TEKS-PRIBADI"))
        clean[table] = frame.assign(**new).drop(columns="nama", errors="ignore")
    return clean, notes


def label_all(texts: Sequence[str], hide: Callable[[str], str]) -> dict[str, str]:
    """Return a label that names nobody for each text; an ordinal tells those apart that fall together.

    >>> label_all(["a 198609262015051001", "a 198609262015051002", "b"], hide_numbers)
    {'a 198609262015051001': 'a [nomor]', 'a 198609262015051002': 'a [nomor] (2)', 'b': 'b'}
    """
    labels: dict[str, str] = {}
    taken = {t for t in texts if hide(t) == t}
    for text in dict.fromkeys(texts):
        bare = label = hide(text)
        n = 1
        while label != text and label in taken:
            n += 1
            label = f"{bare} ({n})"
        taken.add(label)
        labels[text] = label
    return labels
