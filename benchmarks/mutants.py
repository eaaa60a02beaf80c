"""Small faults that could be planted in a module or in what pages say: one change each, by kind.

A fault is a change of one place of the syntax tree, or of one word of a ``teks.toml``. Docstrings,
annotations and imports for types are left alone: no run reads them.

What is no fault, since nothing that a caller, a reader or a number depends on changes, is not drawn:

- the two arguments of a function whose result has no order (``COMMUTATIVE``; none of ours is asked
  with a value that is not a number, for which ``max`` has one);
- ``strict=`` of ``zip``: it only says that a caller made a mistake, where both are equally long nothing
  differs; ``stacklevel=``: which line a warning names;
- words of errors that only a programmer meets (``FOR_PROGRAMMERS``); what users read is drawn;
- pure layout of a drawing (``LAYOUT``, the margins of ``xlim`` and ``ylim``): sizes, offsets from a point,
  the side of its point on which a text stands. What is drawn (values, labels, colours, sides, limits that
  hold the data) is drawn here too;
- one more round of a search that has settled: ``maxiter=`` and ``for _ in range(n)`` of ``MANY`` and more.
  Tolerances are drawn: an addition of 1 ruins them.

A rule is about equality; a fault that is merely hard to find is no reason for one.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COMPUTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult, ast.Mod: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
#: Words, names and codes of which either may stand for the other by mistake.
PAIRS = (
    ("rendah", "tinggi"), ("wanita", "pria"), ("Wanita", "Pria"), ("lebih", "kurang"), ("naik", "turun"),
    ("low", "high"), ("min", "max"), ("minimum", "maximum"), ("any", "all"), ("lower", "upper"),
    ("L", "P"), ("left", "right"), ("first", "last"),
)  # fmt: skip
OTHER = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
WORD = re.compile(
    r"(?<![A-Za-z])(" + "|".join(sorted(OTHER, key=len, reverse=True)) + r")(?![A-Za-z])"
)
#: Functions of two arguments that may change places.
COMMUTATIVE = frozenset({"max", "min", "maximum", "minimum", "convolve", "array_equal"})
#: Errors that say what is wrong with a call or a text file of ours.
FOR_PROGRAMMERS = frozenset(
    {"ValueError", "TypeError", "RuntimeError", "LibraryResultError", "TextError"}
)
#: Arguments that place and size what is drawn, wherever they are given.
LAYOUT = frozenset(
    {"fontsize", "labelsize", "xytext", "linewidth", "alpha", "zorder", "markersize", "saturation",
     "bbox_to_anchor", "ncols", "figsize", "ha", "va", "labelpad", "pad", "loc", "frameon"}
)  # fmt: skip
#: Sizes are named like quantities elsewhere; they are layout in these functions alone.
SIZES, SIZED = frozenset({"width", "height"}), frozenset({"canvas", "barplot", "barh", "bar"})
UNREAD_KEYWORDS = frozenset({"strict", "stacklevel", "maxiter"})
#: Rounds after which a search has settled.
MANY = 20
#: Statements that a run may lack without an unknown name.
DELETED = (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: where it is, in words, and the whole text of the file with it."""

    path: Path
    line: int
    name: str
    text: str


def mutants(path: Path) -> list[Mutant]:
    """Give every fault of a file, in its order; names are unique within the file."""
    found = list(_of_words(path) if path.suffix == ".toml" else _of_code(path))
    seen: Counter[str] = Counter()
    unique = []
    for one in found:
        seen[one.name] += 1
        again = f" ({seen[one.name]})" if seen[one.name] > 1 else ""
        unique.append(Mutant(one.path, one.line, one.name + again, one.text))
    return unique


def _of_words(path: Path) -> Iterator[Mutant]:
    text = path.read_text(encoding="utf-8")
    for found in WORD.finditer(text):
        line = text[: found.start()].count("\n")
        row = text.splitlines()[line]
        # names, keys and places of words are known to the code; sentences are not
        if "{" + found[0] + "}" in row or re.match(r"\s*(\[|#|\w+ = \{? *$)", row):
            continue
        changed = text[: found.start()] + OTHER[found[0]] + text[found.end() :]
        around = text[max(0, found.start() - 30) : found.end() + 20].replace("\n", " ")
        yield Mutant(path, line + 1, f"{found[0]} -> {OTHER[found[0]]} in {around!r}", changed)


def _of_code(path: Path) -> Iterator[Mutant]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for parent, field, place, node, function in _places(tree):
        for new in _changes(node):
            _put(parent, field, place, new)
            text = ast.unparse(tree)
            _put(parent, field, place, node)
            old, other = (" ".join(ast.unparse(one).split())[:90] for one in (node, new))
            yield Mutant(path, node.lineno, f"{function}: {old} -> {other}", text)


def _put(parent: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[place] = node


def _places(node: ast.AST, function: str = "module", limits: bool = False) -> Iterator[tuple]:
    """Every node that a run reads, with the place in which it stands; ``limits``: inside those of an axis."""
    name = getattr(node, "name", function) if isinstance(node, ast.FunctionDef) else function
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        for place, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or _unread(child) or _is_no_fault(node, child):
                continue
            if limits and isinstance(child, ast.Constant) and isinstance(child.value, float):
                continue
            if hasattr(child, "lineno"):
                yield node, field, place, child, name
            of_axis = isinstance(child, ast.keyword) and child.arg in {"xlim", "ylim"}
            yield from _places(child, name, limits or of_axis)


def _unread(child: ast.AST) -> bool:
    if isinstance(child, ast.Import | ast.ImportFrom):
        return True
    if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
        return True
    if isinstance(child, ast.Assign) and "__all__" in ast.unparse(child.targets[0]):
        return True
    return isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)


def _is_no_fault(parent: ast.AST, child: ast.AST) -> bool:
    """Whether a change anywhere in a node leaves everything the same, by the rules of the module."""
    match parent:
        case ast.Call(called) if isinstance(child, ast.keyword):
            sizes = SIZES if _called(called) in SIZED else frozenset()
            return child.arg in UNREAD_KEYWORDS | LAYOUT | sizes
        case ast.For(ast.Name("_"), ast.Call(ast.Name("range"), [ast.Constant(int(rounds))])):
            return child is parent.iter and rounds >= MANY
        case ast.Raise(ast.Call(called)):
            return _called(called) in FOR_PROGRAMMERS
    return False


def _called(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """Faults of one node; each is a new node for its place."""
    match node:
        case ast.Compare(left, [op], rest) if type(op) in COMPARED:
            yield ast.Compare(left, [COMPARED[type(op)]()], rest)
        case ast.BinOp(left, op, right) if type(op) in COMPUTED and not _is_text(left, right):
            yield ast.BinOp(left, COMPUTED[type(op)](), right)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not() | ast.Invert() | ast.USub(), operand):
            yield operand
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.Constant(value):
            yield from (ast.Constant(new) for new in _other_values(value))
        case ast.Attribute(value, name, context) if name in OTHER:
            yield ast.Attribute(value, OTHER[name], context)
        case ast.Call(ast.Name("min" | "max" | "any" | "all" as name), args, keywords):
            yield ast.Call(ast.Name(OTHER[name], ast.Load()), args, keywords)
        case ast.Call(called, [first, second, *others], keywords) if not (
            isinstance(first, ast.Starred) or (not others and _called(called) in COMMUTATIVE)
        ):
            yield ast.Call(called, [second, first, *others], keywords)
        case ast.Return(value) if value is not None and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.If(test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case _ if isinstance(node, DELETED):
            yield ast.Pass()
        case ast.Assign([ast.Subscript() | ast.Attribute()], _):
            yield ast.Pass()


def _other_values(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value + 1
    elif isinstance(value, str):
        for found in WORD.finditer(value):
            yield value[: found.start()] + OTHER[found[0]] + value[found.end() :]


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_text(*nodes: ast.AST) -> bool:
    return any(
        isinstance(one, ast.JoinedStr)
        or (isinstance(one, ast.Constant) and isinstance(one.value, str))
        for one in nodes
    )
