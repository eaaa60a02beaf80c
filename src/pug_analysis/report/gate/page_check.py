"""The gate of every page: no script, nothing loaded from outside, a sound outline.

The page's own Content-Security-Policy stops a script in the browser; this check stops it here.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Final

_FORBIDDEN: Final = frozenset(
    [
        "script",
        "iframe",
        "frame",
        "object",
        "embed",
        "link",
        "base",
        "form",
        "applet",
        "portal",
        "audio",
        "video",
        "source",
    ]
)
_LOADING: Final = frozenset(
    ["src", "srcset", "poster", "background", "data", "action", "formaction", "ping", "manifest"]
)
_CSP: Final = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'"
)
_CSS_LOAD: Final = re.compile(r"url\s*\(|@import|image-set\s*\(|expression\s*\(", re.IGNORECASE)
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
#: Browsers drop these from an address before they read its scheme.
_DROPPED: Final = re.compile(r"[\x00-\x20]")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.ids: Counter[str] = Counter()
        self.anchors: list[str] = []
        self.tags: Counter[str] = Counter()
        self.lang = ""
        self.csp: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag in _FORBIDDEN:
            self.problems.append(f"elemen <{tag}>")
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = values.get("lang", "")
        if tag == "meta" and "http-equiv" in values:
            self._read_meta(values)
        if tag == "img" and not values.get("alt", "").strip():
            self.problems.append("gambar tanpa teks alternatif")
        if values.get("id"):
            self.ids[values["id"]] += 1
        for name, value in values.items():
            self._check_attribute(tag, name, value)
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style and _CSS_LOAD.search(data):
            self.problems.append("CSS yang memuat berkas")

    def _read_meta(self, values: dict[str, str]) -> None:
        if values["http-equiv"].lower() == "content-security-policy":
            self.csp.append(values.get("content", ""))
        else:
            self.problems.append(f"meta {values['http-equiv']}")

    def _check_attribute(self, tag: str, name: str, value: str) -> None:
        name = name.lower()
        if name.startswith("on"):
            self.problems.append(f"atribut {name}")
        if name == "style" and _CSS_LOAD.search(value):
            self.problems.append("CSS yang memuat berkas")
        if name in _LOADING and not (
            tag == "img" and name == "src" and value.startswith("data:image/png;base64,")
        ):
            self.problems.append(f"<{tag} {name}> yang memuat berkas")
        if name in ("href", "xlink:href"):
            self._check_link(tag, value)

    def _check_link(self, tag: str, value: str) -> None:
        value = _DROPPED.sub("", value)
        scheme = _SCHEME.match(value)
        if tag != "a" or (scheme and scheme[1].lower() != "https") or value.startswith("//"):
            self.problems.append(f"tautan <{tag}> yang tidak diizinkan")
        if value.startswith("#"):
            self.anchors.append(value[1:])


def find_problems(html: str, *, secrets: tuple[str, ...] = ()) -> list[str]:
    """List what is wrong with a page; an empty list means that it may be published.

    Parameters
    ----------
    html : text of the whole page
    secrets : texts that must not occur, such as the path of the workspace

    Returns
    -------
    Problems in Indonesian, each once, without any text of the page.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    problems = list(dict.fromkeys(reader.problems))
    if reader.lang != "id":
        problems.append('lang bukan "id"')
    if reader.csp != [_CSP]:
        problems.append("Content-Security-Policy tidak ada atau berbeda")
    if reader.tags["h1"] != 1:
        problems.append(f"h1 harus satu, ada {reader.tags['h1']}")
    if reader.tags["main"] != 1 or reader.tags["title"] != 1:
        problems.append("main dan title harus ada satu")
    if any(count > 1 for count in reader.ids.values()):
        problems.append("id yang dipakai dua kali")
    if any(anchor not in reader.ids for anchor in reader.anchors):
        problems.append("tautan ke bagian yang tidak ada")
    if any(secret in html for secret in secrets):
        problems.append("jalur folder kerja")
    return problems
