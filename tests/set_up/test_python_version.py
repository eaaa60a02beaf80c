"""A Python that the locked packages do not serve is refused in a sentence, before anything is installed."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = 'requires-python = ">=3.11,<3.15"\n'


def refuse(tool, version, *, maxsize=2**63 - 1, kind="cpython", free=False):
    return tool("python_version").refuse(version, maxsize, kind, free, TEXT)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 9), (3, 13, 1), (3, 14, 0)])
def test_what_is_promised_is_taken(tool, version):
    assert refuse(tool, version) == ""


@pytest.mark.parametrize(
    ("version", "more", "told"),
    [
        ((2, 7, 18), {}, "Python 2.7 "),
        ((3, 10, 14), {}, "Python 3.10 "),
        ((3, 15, 0), {}, "Python 3.15 "),
        ((3, 12, 0), {"maxsize": 2**31 - 1}, "Python 32 bit "),
        ((3, 11, 0), {"kind": "pypy"}, "Python jenis pypy "),
        ((3, 14, 0), {"free": True}, "free-threaded"),
    ],
)
def test_what_is_not_promised_is_told_with_what_works(tool, version, more, told):
    sentence = refuse(tool, version, **more)
    assert told in sentence
    assert "pasang Python 3.11 sampai 3.14 (64 bit)" in sentence
    assert "\n" not in sentence


def test_this_python_is_judged_by_the_projects_own_range(tool, capsys):
    assert tool("python_version").main([]) == 0
    assert capsys.readouterr().err == ""


def test_the_oldest_python_can_read_the_refusal():
    """No word that only a new Python knows: no f-string, annotation, ``with`` of two, walrus."""
    tree = ast.parse((ROOT / ".ci/python_version.py").read_text(encoding="utf-8"))
    new = (
        ast.JoinedStr,
        ast.AnnAssign,
        ast.NamedExpr,
        ast.AsyncFunctionDef,
        ast.Match,
        ast.Starred,
    )
    assert not [node for node in ast.walk(tree) if isinstance(node, new)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert functions
    for function in functions:
        assert function.returns is None
        assert not any(a.annotation for a in function.args.args)
        assert not function.args.kwonlyargs
    assert (ROOT / ".ci/python_version.py").read_bytes().isascii()


def test_the_refusal_comes_before_anything_that_an_old_python_cannot_read():
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "$(PYTHON) .ci/python_version.py && $(PYTHON) .ci/set_up.py" in make
    assert make.count(".ci/set_up.py") == 1
    bat = (ROOT / "pug.bat").read_text(encoding="utf-8")
    assert bat.index(".ci\\python_version.py") < bat.index(".ci\\set_up.py")
