"""What a notebook made, apart from how it is rendered: light, since every process carries it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pug_analysis.report.gate.outputs import FigurePayload, HeadlinePayload, TablePayload

#: What of a notebook is kept, by the names that the files have; see :func:`pack`.
KEPT: Final = ("judul", "isi", "bagian", "tabel", "gambar", "kartu", "ditahan")


@dataclass(frozen=True, slots=True)
class Content:
    """What a page says, whatever the report says of itself around it.

    ``cells`` are finished, escaped fragments of HTML; ``sections`` id and words of each heading.
    """

    title: str
    cells: list[str]
    sections: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Made:
    """What a notebook released, just now or in an earlier run.

    Attributes
    ----------
    content : what its page says
    left_out : outputs that were not released, by kind
    read : what it read, None if that is not known
    basis : digest of what it was made from, see ``kept_results.digest_notebook``
    size : bytes of its page
    seconds : to run it and to make its page; None if it did not run
    """

    content: Content
    tables: list[TablePayload]
    figures: list[FigurePayload]
    headlines: list[HeadlinePayload]
    left_out: dict[str, int]
    read: list[str] | None
    basis: str = ""
    size: int = 0
    seconds: tuple[float, float] | None = None


def pack(made: Made) -> dict[str, Any]:
    """Return what of a notebook is kept, as JSON takes it; nothing of the run that made it."""
    content = made.content
    parts = (content.title, content.cells, content.sections)
    return dict(
        zip(KEPT, (*parts, made.tables, made.figures, made.headlines, made.left_out), strict=True)
    )


def unpack(kept: Mapping[str, Any], *, read: list[str] | None) -> Made:
    """Return what :func:`pack` kept.

    Raises
    ------
    KeyError, TypeError, ValueError
        if it is not that.
    """
    title, cells, sections, tables, figures, headlines, left_out = (kept[name] for name in KEPT)
    content = Content(title, list(cells), [(place, words) for place, words in sections])
    return Made(content, tables, figures, headlines, left_out, read)


def all_tables(results: Iterable[Made], *, told: Iterable[TablePayload] = ()) -> list[TablePayload]:
    """Return every released table: those that no notebook made first."""
    return [*told, *(table for made in results for table in made.tables)]
