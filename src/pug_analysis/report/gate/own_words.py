"""The words that the program itself writes on pages: a column of them is no column of people.

Verdicts and ways of counting are two or three words, as names are. Whoever judges a column by its form
asks here whether the words are the program's own.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

#: Rooms whose texts reach pages; lists of given names stand in none of them.
_ROOMS: Final = ("release", "pages", "analyses", "careers")
_WORD: Final = re.compile(r"[^\W\d_]+")


def are_own(texts: Iterable[str]) -> bool:
    """Whether most of the texts hold only words that stand in the program's own texts.

    Examples
    --------
    >>> are_own(["Sejak selesai, wanita", "Titik patokan 6 bulan"])
    True
    >>> are_own(["Siti Rahmawati", "Yohanes Prasetyo"])
    False
    """
    known = _own_words()
    own = [{*_words(text)} <= known for text in texts]
    return sum(own) > len(own) / 2


@cache
def _own_words() -> frozenset[str]:
    package = Path(__file__).parents[2]
    rooms = [package / room for room in _ROOMS]
    code = sorted(path for room in rooms for path in room.rglob("*.py"))
    said = sorted(path for room in rooms for path in room.rglob("teks.toml"))
    texts = [text for path in code for text in _texts(path)]
    texts += [path.read_text(encoding="utf-8") for path in said]
    return frozenset(word for text in texts for word in _words(text))


def _texts(path: Path) -> Iterator[str]:
    """Texts of a module, without what it says of itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
