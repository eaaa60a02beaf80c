"""A display of a page: its numbers from the code, its words from the page's ``teks.toml``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Released
from pug_analysis.release.figures import release_figure
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import shared_notes, sumber
from pug_analysis.release.numbers import tanggal
from pug_analysis.release.tables import Column, release_table
from pug_analysis.release.teks import MORE, Entry, Heading, TextError, texts, words_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def show_table(
    frame: pd.DataFrame,
    name: str,
    data: Data,
    *,
    words: Mapping[str, str] | None = None,
    when: Collection[str] = (),
    each: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    more: Sequence[str] = (),
    terms: Mapping[str, Any] | None = None,
    row_header: int = 0,
    file_only: bool = False,
    on_page: pd.Series | None = None,
) -> Released:
    """Release a table with the title, columns, notes and tier of its entry.

    Parameters
    ----------
    frame : table of numbers, one row per line, in printed order
    name : stable name of the entry
    data : opened period; its day, source and labels may stand in every text, see :func:`standard_words`
    words : further words of the texts
    when : cases that hold besides :func:`standard_cases`: columns and notes of other cases are left out
    each : words of the columns that are repeated, in order
    more : sentences put under the table where the notes of the entry say ``*tambahan``, or before them
    terms : what the entry cannot know of its :class:`Release`: cells, columns that are sums or public
    row_header, file_only, on_page : see :func:`pug_analysis.release.tables.release_table`

    Raises
    ------
    TextError
        if there is no such table, this edition does not have it, or a word or case is unknown.
    """
    entry, said = _open(name, "tabel", data, words, when)
    when = {*when, *standard_cases(data)}
    columns = tuple(_columns(entry, said, when, each or {}))
    return release_table(
        frame,
        name=name,
        title=_title(entry, said),
        columns=columns,
        terms=Release(entry.tier, data.edition, exact=entry.exact, **(terms or {})),
        notes=tuple(_notes(entry, said, when, more)),
        row_header=row_header,
        file_only=file_only,
        on_page=on_page,
    )


def show_figure(
    figure: Figure,
    name: str,
    data: Data,
    *,
    words: Mapping[str, str] | None = None,
    when: Collection[str] = (),
    more: Sequence[str] = (),
) -> Released:
    """Release a figure with the caption, alternative text and notes of its entry.

    Parameters are those of :func:`show_table`.
    """
    entry, said = _open(name, "gambar", data, words, when)
    when = {*when, *standard_cases(data)}
    return release_figure(
        figure,
        name=name,
        title=_title(entry, said),
        alt=texts().fill(entry.alt, said, of=name),
        notes=tuple(_notes(entry, said, when, more)),
    )


def standard_words(data: Data) -> dict[str, str]:
    """Words that every text may use: day, year, source, place, and the labels of the sexes.

    Returns
    -------
    ``tanggal`` (cut-off day), ``tahun``, ``periode``, ``sumber`` (source line), ``kabupaten``, ``pria``,
    ``wanita`` as the workspace writes them, ``pria_kecil`` and ``wanita_kecil`` in lower case, and the notes of
    :func:`pug_analysis.release.lines.shared_notes`.
    """
    labels = data.config.profil.label_pria, data.config.profil.label_wanita
    return {
        "tanggal": tanggal(data.cutoff),
        "tahun": str(data.year),
        "periode": data.periode.label,
        "sumber": sumber(data),
        "kabupaten": data.config.instansi.kabupaten,
        "pria": labels[0],
        "wanita": labels[1],
        "pria_kecil": labels[0].lower(),
        "wanita_kecil": labels[1].lower(),
        **shared_notes(),
    }


def standard_cases(data: Data) -> set[str]:
    """Cases that hold without being told: "internal" in the agency's own edition, "terlindung" in others."""
    return {"terlindung" if is_protected(data.edition) else "internal"}


def _open(
    name: str, display: str, data: Data, words: Mapping[str, str] | None, when: Collection[str]
) -> tuple[Entry, dict[str, str]]:
    own_kind = f"{display}/{name}"
    entry = texts().entry(own_kind if own_kind in texts().entries else name)
    if entry.display != display:
        raise TextError(f"{name!r} is a {entry.display}, not a {display}")
    if data.edition not in entry.editions:
        raise TextError(f"the edition {data.edition!r} has no {name!r}")
    if data.pooled is not None and not entry.pooled:
        raise TextError(f"a merged report has no {name!r}")
    own = dict(words or {})
    used = {word for text in entry.templates() for word in words_of(text)}
    spare = own.keys() - used
    if spare:
        raise TextError(f"{name!r} has no place for {', '.join(sorted(spare))}")
    unknown = set(when) - {c.case for c in entry.columns} - {note.case for note in entry.notes}
    if unknown:
        raise TextError(f"{name!r} has no case {', '.join(sorted(unknown))}")
    return entry, standard_words(data) | own


def _title(entry: Entry, said: Mapping[str, str]) -> str:
    return f"{entry.label}. {texts().fill(entry.title, said, of=entry.name)}"


def _notes(
    entry: Entry, said: Mapping[str, str], when: Collection[str], more: Sequence[str]
) -> Iterator[str]:
    if all(note.text != MORE for note in entry.notes):
        yield from more
    for note in entry.notes:
        if note.text == MORE:
            yield from more
        elif not note.case or note.case in when:
            yield texts().fill(note.text, said, of=entry.name)


def _columns(
    entry: Entry,
    said: Mapping[str, str],
    when: Collection[str],
    each: Mapping[str, Sequence[Mapping[str, str]]],
) -> Iterator[Column]:
    """Columns in the order of the file; neighbours repeated for the same words alternate."""
    there = [heading for heading in entry.columns if not heading.case or heading.case in when]
    for repeated, group in groupby(there, key=attrgetter("each")):
        headings = list(group)
        for words in each[repeated] if repeated else ({},):
            yield from (_column(one, {**said, **words}, entry) for one in headings)


def _column(heading: Heading, said: Mapping[str, str], entry: Entry) -> Column:
    name, label = (texts().fill(t, said, of=entry.name) for t in (heading.name, heading.label))
    return Column(name, label, heading.kind)
