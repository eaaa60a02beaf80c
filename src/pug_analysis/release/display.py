"""The one kind of object that a report page shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, Template

#: The key that marks an output as released; anything without it never reaches a page.
MIME: Final = "application/vnd.pug.v1+json"


@dataclass(frozen=True, slots=True)
class Released:
    """A finished, escaped HTML fragment with the data from which it was made.

    ``payload`` holds ``kind`` (table, figure, text, headline) and what the runner writes beside
    the page: rows of a table, bytes of a figure.
    """

    html: str
    payload: dict[str, Any]

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return {"text/html": self.html, MIME: self.payload}


@dataclass(frozen=True, slots=True)
class Several:
    """Released things that one notebook cell shows one after the other."""

    parts: tuple[Released, ...]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for part in self.parts:
            display(part)


@cache
def template(name: str) -> Template:
    """Read a template of this room; everything put into it is escaped."""
    text = (files("pug_analysis.release") / "templates" / name).read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(text)


def text(*paragraphs: str) -> Released:
    """Sentences made from numbers, one paragraph each."""
    return Released(template("text.html.j2").render(paragraphs=paragraphs), {"kind": "text"})


def reading(*paragraphs: str) -> Released:
    """The box that says how a table or figure is read."""
    return Released(template("reading.html.j2").render(paragraphs=paragraphs), {"kind": "text"})


def warning(*paragraphs: str) -> Released:
    """A box that a reader must not miss."""
    return Released(template("warning.html.j2").render(paragraphs=paragraphs), {"kind": "text"})


def headline(label: str, value: str, note: str) -> Released:
    """A key figure: shown on its page and as a card on the index."""
    card = {"label": label, "value": value, "note": note}
    return Released(template("headline.html.j2").render(card), {"kind": "headline", **card})
