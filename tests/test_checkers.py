"""What checkers are told to pass over has a reason beside it; functions fit in the head."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "pug_analysis"
MODULES = sorted(SOURCE.rglob("*.py"))
#: An exception for a checker, and what follows it on its line.
_EXCEPTION = re.compile(
    r"# (?:type: ignore\[[\w, -]+\]|noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*)(?P<rest>.*)"
)
_LONGEST = 60


def unexplained(text: str) -> list[str]:
    """Return the lines with an exception for a checker and no word on why."""
    found = []
    before = ""
    for line in text.splitlines():
        exception = _EXCEPTION.search(line)
        told = exception and (
            re.search(r"\w{2}", exception["rest"]) or before.lstrip().startswith("#")
        )
        if ("# type: ignore" in line or "# noqa" in line) and not told:
            found.append(line.strip())
        before = line
    return found


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function from ``def`` to its end, without its docstring."""
    said = function.body[0]
    told = said.end_lineno - said.lineno + 1 if ast.get_docstring(function) is not None else 0
    return function.end_lineno - function.lineno + 1 - told


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_every_exception_for_a_checker_has_its_reason(path):
    assert unexplained(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_function_has_more_lines_than_a_screen(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [
        f"{one.name}: {code_lines(one)}" for one in functions if code_lines(one) > _LONGEST
    ] == []


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("x = f()  # type: ignore[arg-type]", True),
        ("x = f()  # type: ignore", True),
        ("x = f()  # noqa: S603", True),
        ("x = f()  # type: ignore[arg-type]  # it refuses others", False),
        ("x = f()  # noqa: S603  a fixed command", False),
        ("# the base declares another\nx = f()  # type: ignore[assignment]", False),
        ("x = f()", False),
    ],
)
def test_a_bare_exception_is_seen(line, bare):
    assert bool(unexplained(line)) is bare


def test_lines_are_counted_without_the_docstring():
    source = 'def f(\n    a,\n):\n    """One.\n\n    Two.\n    """\n    b = a\n\n    return b\n'
    assert code_lines(ast.parse(source).body[0]) == 6
